"""One statutory table on a sheet: labels and spans from the form, entry cells, totals as formulas, hints, colours."""

from dataclasses import dataclass
from typing import Any

from reportgen.annual.form import FEES, FormCell, TableForm
from reportgen.annual.totals import computed, parts_of
from reportgen.annual.workbook import formulas
from reportgen.annual.workbook.looks import Looks
from reportgen.annual.workbook.spec import ERROR_TEXT, ERROR_TITLE, FEE_ERROR_TEXT, GENERAL_HINT, ROW_HINTS
from reportgen.files.text import clean_text
from reportgen.model.annual import AnnualFigure, FigureKey, Figures
from reportgen.workbook.sheetxml import cell_name


@dataclass(frozen=True, slots=True)
class Grid:
    """Where a table stands.

    Attributes:
        form: The table.
        top: Its first row on the sheet, counted from 0.
        starts: The sheet's column at which each of the table's columns begins, and the one behind its last.
    """

    form: TableForm
    top: int
    starts: tuple[int, ...]

    def area(self, cell: FormCell) -> tuple[int, int, int, int]:
        """First row, first column, last row, last column on the sheet."""
        return (
            self.top + cell.row,
            self.starts[cell.column],
            self.top + cell.row + cell.row_span - 1,
            self.starts[cell.column + cell.column_span] - 1,
        )

    def at(self, key: FigureKey) -> tuple[int, int]:
        """Row and column of a figure on the sheet."""
        cell = next(cell for cell in self.form.cells if cell.key == key)
        return self.top + cell.row, self.starts[cell.column]

    def name(self, key: FigureKey) -> str:
        """Address of a figure."""
        return cell_name(*self.at(key))

    def span(self, first: FigureKey, last: FigureKey) -> str:
        """Address of the range from one figure to another."""
        return f"{self.name(first)}:{self.name(last)}"

    @property
    def bottom(self) -> int:
        """The row below the table."""
        return self.top + self.form.rows


def write_grid(sheet: Any, grid: Grid, figures: Figures, looks: Looks, *, is_earlier: bool = False) -> None:
    """Write a table.

    Args:
        sheet: XlsxWriter's worksheet.
        grid: Where it stands.
        figures: What is already known.
        looks: The workbook's formats.
        is_earlier: For an earlier year: a total that was published otherwise than its parts add up stays as
            published, every figure may be changed, and nothing is asked for.
    """
    sums = computed(figures)
    for cell in grid.form.cells:
        first_row, first_column, last_row, last_column = grid.area(cell)
        look = looks[_look_of(cell, is_earlier=is_earlier)]
        if (first_row, first_column) != (last_row, last_column):
            sheet.merge_range(first_row, first_column, last_row, last_column, "", look)
        if cell.key is None:
            sheet.write_string(first_row, first_column, cell.text, look)
        elif cell.is_total and not (is_earlier and _is_told_otherwise(figures.get(cell.key), sums[cell.key])):
            area = (first_row, first_column, first_row, first_column)
            value = sums[cell.key]
            sheet.write_array_formula(*area, _total_of(cell.key, grid), look, "" if value is None else float(value))
        else:
            write_figure(sheet, first_row, first_column, figures.get(cell.key), look)
    if not is_earlier:
        for run in _entry_runs(grid):
            _add_hint(sheet, run, looks, grid)


def write_figure(sheet: Any, row: int, column: int, figure: AnnualFigure | None, look: Any) -> None:
    """An entry cell with what is known of its figure; a remark or a mark as it was written."""
    if figure is None or figure.state == "blank":
        sheet.write_blank(row, column, None, look)
    elif figure.value is not None and not figure.remark:
        sheet.write_number(row, column, float(figure.value), look)
    else:
        sheet.write_string(row, column, clean_text(figure.text), look)


def _look_of(cell: FormCell, *, is_earlier: bool) -> str:
    if cell.key:
        return "figure" if not cell.is_total else "total_open" if is_earlier else "total"
    if cell.text.startswith("（本列数据"):
        return "note"
    if cell.is_heading:
        return "block" if cell.text.startswith("第二十条") else "head"
    return "label_centre" if cell.row_span > 1 else "label"


def _is_told_otherwise(figure: AnnualFigure | None, value: object) -> bool:
    return figure is not None and figure.state != "blank" and (figure.value != value or bool(figure.remark))


def _total_of(key: FigureKey, grid: Grid) -> str:
    """The formula of a total; （七）总计 adds up its column, the others their row."""
    parts = parts_of(key)
    if key.row == "r24":
        return formulas.total(grid.span(key._replace(row="r03"), key._replace(row="r23")))
    return formulas.total(grid.span(parts[0], parts[-1]))


def _entry_runs(grid: Grid) -> list[list[FigureKey]]:
    """Entry cells that stand side by side in a row of the sheet."""
    runs: list[list[FigureKey]] = []
    for cell in grid.form.cells:
        if cell.key is None or cell.is_total:
            continue
        row, column = grid.at(cell.key)
        if runs and grid.at(runs[-1][-1]) == (row, column - 1):
            runs[-1].append(cell.key)
        else:
            runs.append([cell.key])
    return runs


def _add_hint(sheet: Any, run: list[FigureKey], looks: Looks, grid: Grid) -> None:
    """What the cells of a run take, what is said beside them, and how they look while something is amiss."""
    first, last = run[0], run[-1]
    area = (*grid.at(first), *grid.at(last))
    cell = grid.name(first)
    is_fee = first == FEES
    rule = {
        "validate": "custom",
        "value": formulas.takes(cell, has_decimals=is_fee),
        "error_type": "warning",
        "error_title": ERROR_TITLE,
        "error_message": FEE_ERROR_TEXT if is_fee else ERROR_TEXT,
    }
    hint = ROW_HINTS.get(first.row)
    if hint:
        rule |= {"input_title": "怎样填", "input_message": hint + GENERAL_HINT}
    sheet.data_validation(*area, rule)
    for formula, look in ((formulas.is_blank(cell), "required"), (formulas.is_doubtful(cell), "doubtful")):
        sheet.conditional_format(*area, {"type": "formula", "criteria": formula, "format": looks[look]})
