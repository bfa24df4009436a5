"""Whether a file is a 年报数据.xlsx, or a published report that happens to be a workbook."""

from pathlib import Path

from reportgen.annual.workbook.entries import Cells
from reportgen.annual.workbook.identity import PURPOSE
from reportgen.annual.workbook.readsituation import is_situation
from reportgen.annual.workbook.spec import IDENTITY_SHEET
from reportgen.errors import UnusableInput
from reportgen.files.door import admit
from reportgen.workbook.book import open_book
from reportgen.workbook.cells import text_of


def is_annual_workbook(path: Path) -> bool:
    """Whether it has our hidden sheet, or the sheet that asks who reports.

    Raises:
        UnusableInput: There is no such file, or the door refuses it.
    """
    admitted = admit(path)
    if admitted.kind != "xlsx":
        return False
    try:
        sheets = open_book(admitted.content, name=path.name).sheets
    except UnusableInput:  # the reader of published reports says what is wrong with it
        return False
    return any(_is_ours(sheet.name, sheet.rows) or is_situation(Cells(sheet, path.name).texts()) for sheet in sheets)


def _is_ours(name: str, rows: object) -> bool:
    return name == IDENTITY_SHEET and any(text_of(cell) == PURPOSE for row in rows for cell in row)  # type: ignore[attr-defined]
