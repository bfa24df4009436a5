"""A sheet with the three tables of an earlier year, one below the other, for comparison and open to changes."""

from typing import Any

from reportgen.annual.form import PARTS, table_form
from reportgen.annual.workbook.grid import Grid, write_grid
from reportgen.annual.workbook.looks import Looks
from reportgen.annual.workbook.page import LEGEND_ROW, TITLE_ROW, set_up_page, write_head
from reportgen.annual.workbook.spec import EARLIER_SHEET, TABLE_TITLES, earlier_sheet, part_numeral
from reportgen.model.annual import Figures, TableName

_WIDTHS = (7.0, 11.0, 42.0, *[9.0] * 15)
_GAP = 2
"""Rows between two tables: a blank one and the title of the next."""


def grids() -> dict[TableName, Grid]:
    """Where the tables stand: all figures in the columns behind the labels of the requests table."""
    starts: dict[TableName, tuple[int, ...]] = {
        "disclosure": (0, 3, 5, 7, 9),
        "requests": tuple(range(11)),
        "reviews": tuple(range(3, 19)),
    }
    found = {}
    top = LEGEND_ROW + 2
    for name in PARTS:
        found[name] = Grid(table_form(name), top, starts[name])
        top = found[name].bottom + _GAP
    return found


def write_earlier(book: Any, looks: Looks, figures: Figures, *, year: int, of: int) -> None:
    """Add the sheet of an earlier ``year`` to the workbook of the year ``of``."""
    name = earlier_sheet(year, of)
    sheet = book.add_worksheet(name)
    for number, width in enumerate(_WIDTHS):
        sheet.set_column(number, number, width)
    title = f"{EARLIER_SHEET}（{year}年）" if year == of - 1 else f"{year}年数据"
    legend = f"照{year}年的年报填写，供核对结转、存量和增减；已填好的请核对。没有年报可查的可以不填。不进报告。"
    write_head(sheet, looks, title=title, legend=legend, columns=(0, 9), width=sum(_WIDTHS[:10]))
    last = 0
    for table, grid in grids().items():
        heading = f"{part_numeral(table)}、{TABLE_TITLES[table]}"
        sheet.merge_range(grid.top - 1, 0, grid.top - 1, 9, heading, looks["heading"])
        sheet.set_row(grid.top - 1, 26)
        write_grid(sheet, grid, figures, looks, is_earlier=True)
        for cell in grid.form.cells:
            if len(cell.text) > 22 and cell.row_span == 1:
                sheet.set_row(grid.top + cell.row, 30)
        if table == "requests":
            sheet.set_row(grid.top + 2, 30)
        if table == "reviews":
            sheet.set_row(grid.top + 2, 30)
            sheet.merge_range(grid.bottom - 1, 0, grid.bottom - 1, 2, f"{year}年", looks["beside_label"])
        last = grid.bottom - 1
    sheet.freeze_panes(LEGEND_ROW + 1, 3)
    set_up_page(sheet, area=(TITLE_ROW, 0, last, 17), is_landscape=True, pages_high=0)
