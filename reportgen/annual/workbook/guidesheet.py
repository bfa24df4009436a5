"""The sheet 填表说明: steps, and who fills which sheet."""

from typing import Any

from reportgen.annual.workbook.looks import Looks
from reportgen.annual.workbook.page import set_up_page
from reportgen.annual.workbook.spec import GUIDE_SHEET, GUIDE_STEPS, SHEET_WORDS
from reportgen.workbook.heights import row_height

_WIDTHS = (22.0, 54.0, 28.0)
_EXAMPLES = (
    ("0", "没有发生，报告里印 0"),
    ("（空着）", "还没有填；程序会提示"),
    ("/", "不适用；程序会提示改成 0 或数字"),
    ("22（其中修订16件）", "22 件，括号里的说明原样印在报告的表里"),
    ("约20、十几件、3-5", "看不懂，请改成一个数"),
)


def write_guide(book: Any, looks: Looks) -> Any:
    """Add the sheet and return it."""
    sheet = book.add_worksheet(GUIDE_SHEET)
    for number, width in enumerate(_WIDTHS):
        sheet.set_column(number, number, width)
    sheet.merge_range(0, 0, 0, 2, GUIDE_SHEET, looks["title"])
    sheet.set_row(0, 30)
    row = 1
    for number, step in enumerate(GUIDE_STEPS, 1):
        text = f"{number}. {step}"
        sheet.merge_range(row, 0, row, 2, text, looks["step"])
        sheet.set_row(row, row_height([(text, sum(_WIDTHS))]) + 2)
        row += 1
    row = _table(sheet, looks, row + 1, "各张表填什么、谁来填", ("工作表", "内容", "一般由谁填"), SHEET_WORDS)
    row = _table(sheet, looks, row + 1, "数字怎样写", ("单元格里写", "程序怎样理解", ""), _EXAMPLES)
    set_up_page(sheet, area=(0, 0, row - 1, 2), is_landscape=False)
    return sheet


def _table(
    sheet: Any, looks: Looks, row: int, title: str, head: tuple[str, str, str], rows: tuple[tuple[str, ...], ...]
) -> int:
    """A table under its title; two columns take the width of three."""
    sheet.merge_range(row, 0, row, 2, title, looks["heading"])
    sheet.set_row(row, 24)
    for number, line in enumerate((tuple(text for text in head if text), *rows), row + 1):
        look = "head" if number == row + 1 else "cell"
        sheet.write_string(number, 0, line[0], looks["head" if number == row + 1 else "label_centre"])
        if len(line) == 2:
            sheet.merge_range(number, 1, number, 2, line[1], looks[look])
        else:
            sheet.write_string(number, 1, line[1], looks[look])
            sheet.write_string(number, 2, line[2], looks[look])
        sheet.set_row(number, row_height(zip(line, _WIDTHS, strict=False)) + 2)
    return row + 2 + len(rows)
