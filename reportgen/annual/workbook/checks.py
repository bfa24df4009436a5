"""The 核对 area beside a table: whether its sums hold, seen in the spreadsheet program while the figures are typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reportgen.annual.totals import computed, total_keys
from reportgen.annual.workbook import formulas
from reportgen.annual.workbook.grid import Grid
from reportgen.annual.workbook.looks import Looks
from reportgen.annual.workbook.spec import AGREES, DIFFERS
from reportgen.model.annual import FigureKey, Figures, TableName
from reportgen.workbook.sheetxml import cell_name


@dataclass(frozen=True, slots=True)
class LastYear:
    """Last year's figures and the sheet on which they stand."""

    sheet: str
    grids: Mapping[TableName, Grid]
    figures: Figures

    def name(self, key: FigureKey) -> str:
        """Address of a figure, with its sheet."""
        return f"'{self.sheet}'!{self.grids[key.table].name(key)}"


@dataclass(frozen=True, slots=True)
class Check:
    """One equation, or the limit of one sum by another.

    Attributes:
        left: Figures of the one sum; ``minus`` of them are taken off.
        right: Figures of the other.
        watched: Figures without any of which nothing is said.
        minus: See ``left``.
        last: A figure of last year that is added on the left; nothing can be said without it.
        is_limit: Whether the left sum must only not be greater.
    """

    left: tuple[FigureKey, ...]
    right: tuple[FigureKey, ...]
    watched: tuple[FigureKey, ...]
    minus: tuple[FigureKey, ...] = ()
    last: FigureKey | None = None
    is_limit: bool = False


def write_check(
    sheet: Any, row: int, column: int, check: Check, grid: Grid, figures: Figures, looks: Looks, *, last_year: LastYear
) -> str:
    """Write a check into a cell of its own, because Excel takes no array formula in a merged one; what it shows."""
    left = [*_ranges(grid, check.left), *(f"-{grid.name(key)}" for key in check.minus)]
    right = _ranges(grid, check.right)
    watched = _ranges(grid, check.watched)
    is_known = True
    if check.last:
        at = last_year.name(check.last)
        formula = formulas.balance_with_last_year([at, *left], right, last=at, watched=watched)
        is_known = value_of(check.last, last_year.figures) is not None
    elif check.is_limit:
        formula = formulas.at_most(left, right, watched=watched)
    else:
        formula = formulas.balance(left, right, watched=watched)
    before = value_of(check.last, last_year.figures) if check.last else None
    first = _add(check.left, figures) - _add(check.minus, figures) + (before or 0)
    is_filled = any(key in figures and figures[key].state != "blank" for key in check.watched)
    shown = formulas.shown(formula, first, _add(check.right, figures), is_filled=is_filled, is_known=is_known)
    sheet.write_array_formula(row, column, row, column, formula, looks["beside"], shown)
    return shown


def colour_checks(sheet: Any, area: tuple[int, int, int, int], looks: Looks) -> None:
    """Green where a check of the area says that sums agree, red where it says that they differ."""
    for words, look in ((DIFFERS, "differs"), (AGREES, "agrees")):
        rule = {"type": "text", "criteria": "begins with", "value": words, "format": looks[look]}
        sheet.conditional_format(*area, rule)


def summary(areas: Sequence[str], told: Sequence[str]) -> tuple[str, str]:
    """The formula that counts the checks that fail, and what it shows where they say this."""
    count = "+".join(f'COUNTIF({area},"{DIFFERS}*")' for area in areas)
    failed = sum(words.startswith(DIFFERS) for words in told)
    shown = f"核对：有 {failed} 处不符" if failed else "核对：没有不符"
    return f'=IF({count}=0,"核对：没有不符","核对：有 "&({count})&" 处不符")', shown


def write_last(sheet: Any, row: int, column: int, key: FigureKey, last_year: LastYear, looks: Looks) -> None:
    """Last year's figure, as the sheet of last year shows it."""
    at = last_year.name(key)
    value = value_of(key, last_year.figures)
    shown: str | float = "" if value is None else float(value)
    figure = last_year.figures.get(key)
    if figure and (figure.remark or figure.state == "mark"):
        shown = figure.text
    sheet.write_formula(row, column, f'=IF(LEN({at})=0,"",{at})', looks["beside"], shown)


def value_of(key: FigureKey, figures: Figures) -> Decimal | None:
    """The number that a cell shows: as it is known, and a total that nobody typed from its parts."""
    figure = figures.get(key)
    if figure is not None and figure.state != "blank":
        return figure.value
    return computed(figures)[key] if key in total_keys() else None


def _add(keys: Sequence[FigureKey], figures: Figures) -> Decimal:
    return sum((value_of(key, figures) or Decimal(0) for key in keys), Decimal(0))


def _ranges(grid: Grid, keys: Sequence[FigureKey]) -> list[str]:
    """The addresses of the cells, those that stand next to each other in a row or a column as one range."""
    spots = [grid.at(key) for key in keys]
    ranges: list[list[tuple[int, int]]] = []
    for spot in spots:
        if ranges and _continues(ranges[-1], spot):
            ranges[-1].append(spot)
        else:
            ranges.append([spot])
    return [cell_name(*run[0]) if len(run) == 1 else f"{cell_name(*run[0])}:{cell_name(*run[-1])}" for run in ranges]


def _continues(run: Sequence[tuple[int, int]], spot: tuple[int, int]) -> bool:
    step = (spot[0] - run[-1][0], spot[1] - run[-1][1])
    if step not in ((0, 1), (1, 0)):
        return False
    return len(run) == 1 or step == (run[-1][0] - run[-2][0], run[-1][1] - run[-2][1])
