"""The sheets 主动公开, 依申请公开 and 复议诉讼: the official table, its checks, and last year's figures beside it."""

from dataclasses import dataclass, field
from typing import Any

from reportgen.annual.form import (
    APPLICANTS,
    DISCLOSURE_COLUMNS,
    OUTCOMES,
    PARTS,
    REQUEST_LABELS,
    RESULTS,
    REVIEW_BLOCKS,
    table_form,
)
from reportgen.annual.totals import TOTAL, TOTAL_ROW, parts_of
from reportgen.annual.workbook.checks import (
    Check,
    LastYear,
    colour_checks,
    summary,
    write_check,
    write_last,
)
from reportgen.annual.workbook.grid import Grid, write_grid
from reportgen.annual.workbook.looks import Looks
from reportgen.annual.workbook.page import LEGEND_ROW, TITLE_ROW, TOP, set_up_page, write_head, write_subtitle
from reportgen.annual.workbook.spec import (
    CHECK,
    LAST_YEAR,
    TABLE_SHEETS,
    TABLE_TITLES,
    THIS_YEAR,
    part_numeral,
)
from reportgen.model.annual import FigureKey, Figures, TableName
from reportgen.workbook.sheetxml import cell_name

_LEGEND = "灰色是表样和合计，已锁定；黄色是还没有填的；橙色是看不懂的。没有的填 0。"
_GAP = 2.0
_STOCK_NOTE = "存量不符的请核实；因修订、失效、清理、机构合并造成的，在报告里说明。"


@dataclass(frozen=True, slots=True)
class Subtitle:
    """The line below a title: the formula that takes it from 情况, and what it says as issued."""

    formula: str
    shown: str


def grid_of(name: TableName) -> Grid:
    """Where a table stands on its own sheet; the reviews table leaves a column for captions on its left."""
    form = table_form(name)
    first = 1 if name == "reviews" else 0
    return Grid(form, TOP, tuple(range(first, first + form.columns + 1)))


def write_tables(book: Any, looks: Looks, figures: Figures, *, last: LastYear, subtitle: Subtitle, origin: str) -> None:
    """Add the three sheets.

    Args:
        book: XlsxWriter's workbook.
        looks: Its formats.
        figures: What is already known of this year.
        last: Last year's figures and where they stand.
        subtitle: The line below each title.
        origin: Where the figures of 二、上年结转 come from, as a sentence.
    """
    for name in PARTS:
        write = {"disclosure": _disclosure, "requests": _requests, "reviews": _reviews}[name]
        sheet = book.add_worksheet(TABLE_SHEETS[name])
        grid = grid_of(name)
        write(_Page(sheet, grid, figures, looks, last), subtitle=subtitle, origin=origin)


@dataclass(frozen=True, slots=True)
class _Page:
    """A sheet in hand; ``told`` is what its checks say as issued."""

    sheet: Any
    grid: Grid
    figures: Figures
    looks: Looks
    last: LastYear
    told: list[str] = field(default_factory=list)

    def head(self, subtitle: Subtitle, width: float) -> None:
        """Title, subtitle, legend and the table itself."""
        name = self.grid.form.name
        columns = (self.grid.starts[0], self.grid.starts[-1] - 1)
        title = f"{part_numeral(name)}、{TABLE_TITLES[name]}"
        write_head(self.sheet, self.looks, title=title, legend=_LEGEND, columns=columns, width=width)
        write_subtitle(self.sheet, self.looks, formula=subtitle.formula, shown=subtitle.shown, columns=columns)
        write_grid(self.sheet, self.grid, self.figures, self.looks)

    def check(self, row: int, column: int, check: Check) -> None:
        """One cell of the 核对 area."""
        words = write_check(self.sheet, row, column, check, self.grid, self.figures, self.looks, last_year=self.last)
        self.told.append(words)

    def summary(self, columns: tuple[int, int], areas: list[tuple[int, int, int, int]]) -> None:
        """How many checks fail, beside the legend; and the colours of the checks."""
        for area in areas:
            colour_checks(self.sheet, area, self.looks)
        names = [f"{cell_name(*area[:2])}:{cell_name(*area[2:])}" for area in areas]
        first, last = columns
        look = self.looks["beside_head"]
        if first != last:
            self.sheet.merge_range(LEGEND_ROW, first, LEGEND_ROW, last, "", look)
        formula, shown = summary(names, self.told)
        self.sheet.write_formula(LEGEND_ROW, first, formula, look, shown)
        for words, name in (("核对：有", "differs"), ("核对：没有", "agrees")):
            rule = {"type": "text", "criteria": "begins with", "value": words, "format": self.looks[name]}
            self.sheet.conditional_format(LEGEND_ROW, first, LEGEND_ROW, first, rule)


def _disclosure(page: _Page, *, subtitle: Subtitle, origin: str) -> None:  # noqa: ARG001 - nothing is carried over here
    sheet, grid, looks = page.sheet, page.grid, page.looks
    widths = (30.0, 18.0, 18.0, 18.0)
    for number, width in enumerate((*widths, _GAP, 22.0, 22.0, _GAP, 13.0, 13.0, 13.0)):
        sheet.set_column(number, number, width)
    page.head(subtitle, sum(widths))
    stock, limit, first = 5, 6, 8
    sheet.write_string(TOP + 1, stock, "上年有效＋制发－废止＝现行有效", looks["beside_head"])
    sheet.write_string(TOP + 1, limit, "制发不多于有效＋废止", looks["beside_head"])
    for cell in grid.form.cells:
        row = TOP + cell.row
        if cell.text in DISCLOSURE_COLUMNS.values():
            label = LAST_YEAR + cell.text.removeprefix("本年")
            sheet.write_string(row, first + cell.column - 1, label, looks["beside_head"])
        if cell.key:
            write_last(sheet, row, first + cell.column - 1, cell.key, page.last, looks)
    for name in ("regulations", "normative"):
        made, repealed, in_force = (
            FigureKey("disclosure", name, column) for column in ("made", "repealed", "in_force")
        )
        row = grid.at(made)[0]
        watched = (made, repealed, in_force)
        page.check(row, stock, Check((made,), (in_force,), watched, minus=(repealed,), last=in_force))
        page.check(row, limit, Check((made,), (in_force, repealed), watched, is_limit=True))
    page.summary((stock, limit), [(TOP + 2, stock, TOP + 3, limit)])
    for row in range(TOP, grid.bottom):
        sheet.set_row(row, 28 if row in (TOP + 1, grid.bottom - 2) else 24)
    sheet.merge_range(TOP + 4, stock, TOP + 5, limit, _STOCK_NOTE, looks["caption"])
    sheet.freeze_panes(TOP, 1)
    set_up_page(sheet, area=(TITLE_ROW, 0, grid.bottom - 1, 3), is_landscape=False)


def _requests(page: _Page, *, subtitle: Subtitle, origin: str) -> None:
    sheet, grid, looks = page.sheet, page.grid, page.looks
    widths = (7.0, 11.0, 42.0, *[9.5] * 7)
    for number, width in enumerate((*widths, _GAP, 13.0, 10.0)):
        sheet.set_column(number, number, width)
    page.head(subtitle, sum(widths))
    across, last = 11, 12
    sheet.merge_range(TOP, across, TOP + 2, across, "各栏之和＝总计", looks["beside_head"])
    sheet.merge_range(TOP, last, TOP + 2, last, f"{LAST_YEAR}总计", looks["beside_head"])
    applicants = [name for name in APPLICANTS if name != TOTAL]
    for name in REQUEST_LABELS:
        key = FigureKey("requests", name, TOTAL)
        row = grid.at(key)[0]
        parts = tuple(key._replace(column=column) for column in applicants)
        watched = parts_of(key) if name == TOTAL_ROW else parts
        page.check(row, across, Check(parts, (key,), watched))
        write_last(sheet, row, last, key, page.last, looks)
    below = grid.bottom + 1
    captions = (
        "第一项＋第二项＝第三项（七）总计＋第四项",
        "（一）至（六）各项之和＝（七）总计",
        "上年年报第四项＝本年第二项",
    )
    for number, caption in enumerate(captions):
        sheet.merge_range(below + number, 0, below + number, 2, f"{CHECK}：{caption}", looks["beside_label"])
        sheet.set_row(below + number, 26)
    for column in APPLICANTS:
        _column_checks(page, column, below)
    sheet.merge_range(below + 3, 0, below + 3, 9, origin, looks["caption"])
    sheet.set_row(below + 3, 26)
    page.summary((across, last), [(TOP + 3, across, grid.bottom - 1, across), (below, 3, below + 2, 9)])
    for row in range(TOP, grid.bottom):
        sheet.set_row(row, 30 if row in (TOP + 2, TOP + 23, TOP + 24) or row == TOP + 6 else 20)
    sheet.freeze_panes(TOP + 3, 3)
    set_up_page(sheet, area=(TITLE_ROW, 0, grid.bottom - 1, 9), is_landscape=True)


def _column_checks(page: _Page, column: str, below: int) -> None:
    """Balance, sum of results, and carry-over of one kind of applicant (or of the totals)."""

    def of(row: str) -> FigureKey:
        return FigureKey("requests", row, column)

    received, carried_in, handled, carried_on = (of(row) for row in ("r01", "r02", TOTAL_ROW, "r25"))
    results = tuple(map(of, RESULTS))
    at = page.grid.at(received)[1]
    entered = [name for name in APPLICANTS if name != TOTAL] if column == TOTAL else [column]
    watched = tuple(FigureKey("requests", row, name) for name in entered for row in REQUEST_LABELS if row != TOTAL_ROW)
    page.check(below, at, Check((received, carried_in), (handled, carried_on), watched))
    page.check(below + 1, at, Check(results, (handled,), tuple(key for key in watched if key.row in RESULTS)))
    carried = tuple(key for key in watched if key.row == "r02")
    page.check(below + 2, at, Check((), (carried_in,), carried, last=carried_on))


def _reviews(page: _Page, *, subtitle: Subtitle, origin: str) -> None:  # noqa: ARG001 - nothing is carried over here
    sheet, grid, looks = page.sheet, page.grid, page.looks
    sheet.set_column(0, 0, 16.0)
    sheet.set_column(1, 15, 9.0)
    page.head(subtitle, 15 * 9.0)
    this_row = grid.bottom - 1
    last_row, check_row = this_row + 1, this_row + 2
    for row, caption in ((this_row, THIS_YEAR), (last_row, LAST_YEAR), (check_row, f"{CHECK}：前四项之和＝总计")):
        sheet.write_string(row, 0, caption, looks["beside_label"])
    for key in grid.form.keys:
        column = grid.at(key)[1]
        write_last(sheet, last_row, column, key, page.last, looks)
        if key.column != TOTAL:
            continue
        parts = tuple(FigureKey("reviews", key.row, name) for name in OUTCOMES if name != TOTAL)
        page.check(check_row, column, Check(parts, (key,), parts))
        sheet.merge_range(check_row, column - 4, check_row, column - 1, REVIEW_BLOCKS[key.row], looks["beside_label"])
    page.summary((0, 0), [(check_row, 1, check_row, 15)])
    for row, height in ((TOP, 24), (TOP + 1, 24), (TOP + 2, 30), (this_row, 28), (last_row, 22), (check_row, 30)):
        sheet.set_row(row, height)
    sheet.freeze_panes(TOP + 3, 1)
    set_up_page(sheet, area=(TITLE_ROW, 1, this_row, 15), is_landscape=True)
