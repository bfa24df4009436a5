"""What all sheets of 年报数据.xlsx have in common: head, paper, protection."""

from typing import Any

from reportgen.annual.workbook.looks import Looks
from reportgen.workbook.heights import row_height

TITLE_ROW, SUBTITLE_ROW, LEGEND_ROW = range(3)
TOP = 3
"""Where the table begins."""


def write_head(sheet: Any, looks: Looks, *, title: str, legend: str, columns: tuple[int, int], width: float) -> None:
    """Title and legend over the columns from the first to the last of them, together ``width`` wide."""
    first, last = columns
    sheet.merge_range(TITLE_ROW, first, TITLE_ROW, last, title, looks["title"])
    sheet.set_row(TITLE_ROW, 30)
    sheet.merge_range(LEGEND_ROW, first, LEGEND_ROW, last, legend, looks["legend"])
    sheet.set_row(LEGEND_ROW, row_height([(legend, width)]))


def write_subtitle(sheet: Any, looks: Looks, *, formula: str, shown: str, columns: tuple[int, int]) -> None:
    """The line below the title, which tells what 情况 says."""
    first, last = columns
    sheet.merge_range(SUBTITLE_ROW, first, SUBTITLE_ROW, last, "", looks["subtitle"])
    sheet.write_formula(SUBTITLE_ROW, first, formula, looks["subtitle"], shown)
    sheet.set_row(SUBTITLE_ROW, 20)


def set_up_page(sheet: Any, *, area: tuple[int, int, int, int], is_landscape: bool, pages_high: int = 1) -> None:
    """A4, one page wide, only the area printed; every cell that is not for entries locked, without a password."""
    sheet.set_paper(9)
    if is_landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, pages_high)
    sheet.print_area(*area)
    sheet.center_horizontally()
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    sheet.hide_gridlines(2)
    allowed = {"format_cells": True, "format_columns": True, "format_rows": True, "objects": True}
    sheet.protect("", allowed)
