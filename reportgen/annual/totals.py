"""The sums of the statutory tables, computed from their parts and never taken from what somebody typed."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Final

from reportgen.annual.form import APPLICANTS, OUTCOMES, PARTS, RESULTS, table_form
from reportgen.model.annual import FigureKey, Figures

TOTAL: Final = "total"
"""The column 总计 of the requests table and of each block of the reviews table."""

TOTAL_ROW: Final = "r24"
"""The row （七）总计 of the requests table."""


@cache
def total_keys() -> tuple[FigureKey, ...]:
    """Every figure that is a sum of others, in reading order: 31 of the requests table, 3 of the reviews table."""
    return tuple(cell.key for name in PARTS for cell in table_form(name).cells if cell.key and cell.is_total)


@cache
def parts_of(key: FigureKey) -> tuple[FigureKey, ...]:
    """The typed figures that a total adds up, in reading order; nothing for a figure that is no total.

    （七）总计 in the column 总计 adds up the single results of all applicants, so it rests on no other total.
    """
    if key.table == "reviews":
        return tuple(key._replace(column=name) for name in OUTCOMES if name != TOTAL) if key.column == TOTAL else ()
    if key.table != "requests" or (key.row != TOTAL_ROW and key.column != TOTAL):
        return ()
    rows = RESULTS if key.row == TOTAL_ROW else (key.row,)
    columns = [name for name in APPLICANTS if name != TOTAL] if key.column == TOTAL else [key.column]
    return tuple(FigureKey("requests", row, column) for row in rows for column in columns)


def computed(figures: Figures) -> Mapping[FigureKey, Decimal | None]:
    """Every total from its parts.

    A part that is blank, a mark (“/”) or not there at all (a row that the 2019 form does not have) counts as 0, but
    only where at least one other part is a number; a sum of nothing but these is ``None``, which is not 0. A part
    that cannot be read makes the sum ``None``, because nobody knows what would have to be added.
    """
    return MappingProxyType({key: _sum(figures, parts_of(key)) for key in total_keys()})


def _sum(figures: Figures, parts: tuple[FigureKey, ...]) -> Decimal | None:
    found = [figures[part] for part in parts if part in figures]
    if any(figure.state == "unreadable" for figure in found):
        return None
    values = [figure.value for figure in found if figure.value is not None]
    return sum(values, Decimal(0)) if values else None
