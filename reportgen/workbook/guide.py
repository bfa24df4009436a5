"""The sheet 填报说明: steps, columns, statuses and a worked example, all from the spec."""

from typing import Any

from reportgen.terms import STATUS_WORDS
from reportgen.workbook.heights import row_height
from reportgen.workbook.spec import COLUMNS, ENTRY_SHEET, GUIDE_SHEET, GUIDE_STEPS, STATUS_MEANINGS

_WIDTHS = (16.0, 46.0, 30.0, 48.0)


def write_guide(book: Any, *, return_line: str) -> None:
    """Add the sheet to an XlsxWriter workbook.

    Args:
        book: The workbook.
        return_line: To whom and by when to return it, ``""`` where nobody said.
    """
    sheet = book.add_worksheet(GUIDE_SHEET)
    formats = {name: book.add_format(_BASE | look) for name, look in _LOOKS.items()}
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    row = _heading(sheet, 0, GUIDE_SHEET, formats["title"], 30)
    steps = (*GUIDE_STEPS, *((return_line,) if return_line else ()))
    for number, step in enumerate(steps, 1):
        text = f"{number}. {step}"
        sheet.merge_range(row, 0, row, 3, text, formats["plain"])
        sheet.set_row(row, row_height([(text, sum(_WIDTHS))]))
        row += 1
    row = _heading(sheet, row + 1, "一、各栏怎样填（右边一栏是填好的样子，内容为虚构）", formats["heading"], 24)
    row = _table(sheet, row, ("栏目", "填什么", "什么时候必填", "示例"), _columns(), formats)
    row = _heading(sheet, row + 1, "二、完成情况各选项的含义", formats["heading"], 24)
    _table(sheet, row, ("选项", "含义", "选了以后还要填"), _statuses(), formats)
    sheet.protect("", {"format_columns": True, "format_rows": True, "format_cells": True})
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.set_landscape()
    # On one page: a page break would part the second table from its heading, and people pin the sheet to the wall.
    sheet.fit_to_pages(1, 1)
    sheet.center_horizontally()
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer("&C第 &P 页，共 &N 页")


def manual_table() -> str:
    """The columns as a Markdown table, as it stands in the user manual."""
    rows = ["| 栏目 | 填什么 | 什么时候必填 | 示例 |", "| --- | --- | --- | --- |"]
    rows += [f"| {' | '.join(cell.replace('|', '／') for cell in row)} |" for row in _columns()]
    return "\n".join(rows)


def status_table() -> str:
    """The choices of 完成情况 as a Markdown table, as it stands in the user manual."""
    rows = ["| 选项 | 含义 | 选了以后还要填 |", "| --- | --- | --- |"]
    rows += [f"| {' | '.join(row)} |" for row in _statuses()]
    return "\n".join(rows)


def _columns() -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for column in COLUMNS:
        what = column.hint if column.is_entry else f"方案原有内容，已填好（在“{ENTRY_SHEET}”表中锁定）"
        rows.append((column.title, what, column.required or ("选填" if column.is_entry else "—"), column.example))
    return rows


def _statuses() -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for status, meaning in STATUS_MEANINGS.items():
        needed = "、".join(column.title for column in COLUMNS if status in column.required_for)
        rows.append((STATUS_WORDS[status], meaning, needed or "—"))
    return rows


def _heading(sheet: Any, row: int, text: str, look: Any, height: float) -> int:
    sheet.merge_range(row, 0, row, 3, text, look)
    sheet.set_row(row, height)
    return row + 1


def _table(sheet: Any, row: int, head: tuple[str, ...], rows: list[tuple[str, ...]], formats: dict[str, Any]) -> int:
    """A table as wide as the sheet: where it has fewer columns, its last one takes what is left."""
    widths = (*_WIDTHS[: len(head) - 1], sum(_WIDTHS[len(head) - 1 :]))
    for number, line in enumerate((head, *rows), row):
        for column, text in enumerate(line):
            look = formats["head" if number == row else "first" if column == 0 else "cell"]
            if column == len(head) - 1 and len(head) < len(_WIDTHS):
                sheet.merge_range(number, column, number, len(_WIDTHS) - 1, text, look)
            else:
                sheet.write_string(number, column, text, look)
        sheet.set_row(number, row_height(zip(line, widths, strict=True)))
    return row + 1 + len(rows)


_BASE = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter", "text_wrap": True}
_BORDER = {"border": 1, "border_color": "#808080"}
_LOOKS: dict[str, dict[str, object]] = {
    "title": {"font_name": "黑体", "font_size": 16, "align": "center"},
    "heading": {"font_name": "黑体", "font_size": 12},
    "plain": {},
    "head": {**_BORDER, "bold": True, "align": "center", "bg_color": "#DCE6F1"},
    "first": {**_BORDER, "bold": True, "align": "center", "bg_color": "#F2F2F2"},
    "cell": dict(_BORDER),
}
