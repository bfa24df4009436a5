"""Spreadsheets: visible sheets as grids, merged cells kept, date cells as dates; bounded reading."""

import io
from datetime import date, datetime
from typing import Any
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from reportgen.errors import UnusableInput
from reportgen.files.text import decode_excel_escapes
from reportgen.model.blocks import Document, Grid
from reportgen.plan.sources.grids import Cell, make_grid
from reportgen.plan.sources.letters import tidy

_ROWS, _COLUMNS = 20_000, 60


def read_xlsx(content: bytes, *, file: str) -> Document:
    """The blocks of a workbook, one grid per visible sheet.

    Raises:
        UnusableInput: The workbook is damaged.
    """
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, OSError, SyntaxError) as error:
        raise UnusableInput("工作簿已损坏，读不出来", mend="请用 Excel 或 WPS 另存后再用", file=file) from error
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    grids = [grid for sheet in visible if (grid := _grid(sheet)) is not None]
    notes = (f"隐藏的表没有读取：{'、'.join(hidden)}",) if hidden else ()
    return Document(file, "xlsx", tuple(grids), notes)


def _grid(sheet: Any) -> Grid | None:
    spans = {
        (area.min_row, area.min_col): (min(area.max_row, _ROWS), min(area.max_col, _COLUMNS))
        for area in sheet.merged_cells.ranges
    }
    cells = []
    last = 0
    for row in sheet.iter_rows(max_row=min(sheet.max_row, _ROWS), max_col=min(sheet.max_column, _COLUMNS)):
        for cell in row:
            below, right = spans.get((cell.row, cell.column), (cell.row, cell.column))
            if cell.value is None and (cell.row, cell.column) not in spans:
                continue
            value = cell.value.date() if isinstance(cell.value, datetime) else cell.value
            day = value if isinstance(value, date) else None
            cells.append(Cell(cell.row - 1, cell.column - 1, right, below, _text(value), day))
            last = max(last, below if _text(value) else 0)
    cells = [cell for cell in cells if cell.row < last]
    return make_grid(cells, rows=last, place=sheet.title) if last else None


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return tidy(decode_excel_escapes(str(value))).strip()
