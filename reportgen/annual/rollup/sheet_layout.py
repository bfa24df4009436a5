"""Where the three official tables stand on the sheet 汇总: one below the other on a common grid of fifteen columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from reportgen.annual.form import HEADINGS, PARTS, FormCell, table_form
from reportgen.model.annual import FigureKey, TableName

SUM_FILE: Final = "汇总.xlsx"
SUM_SHEET: Final = "汇总"
COLUMNS: Final = 15
FIRST_ROW: Final = 3
"""Below the title, the line that says what was summed, and the hint."""

_STARTS: Final[Mapping[TableName, Sequence[int]]] = MappingProxyType(
    {
        "disclosure": (0, 3, 7, 11, COLUMNS),
        "requests": (0, 1, 3, 8, *range(9, COLUMNS + 1)),
        "reviews": tuple(range(COLUMNS + 1)),
    }
)
"""Column of a table's form → column of the sheet; the last is where the table ends."""


@dataclass(frozen=True, slots=True)
class Area:
    """A cell of the form on the sheet, rows and columns counted from 0, the last ones included."""

    cell: FormCell
    row: int
    column: int
    last_row: int
    last_column: int

    @property
    def address(self) -> str:
        """In Excel letters."""
        return f"{chr(ord('A') + self.column)}{self.row + 1}"


@dataclass(frozen=True, slots=True)
class Block:
    """One table with the heading above it."""

    heading: str
    heading_row: int
    areas: tuple[Area, ...]


@cache
def blocks() -> tuple[Block, ...]:
    """The three tables in order."""
    row = FIRST_ROW
    found = []
    for name, part in PARTS.items():
        form, starts = table_form(name), _STARTS[name]
        areas = tuple(
            Area(
                cell,
                row + 1 + cell.row,
                starts[cell.column],
                row + cell.row + cell.row_span,
                starts[cell.column + cell.column_span] - 1,
            )
            for cell in form.cells
        )
        found.append(Block(HEADINGS[part - 1], row, areas))
        row += form.rows + 2
    return tuple(found)


@cache
def addresses() -> Mapping[FigureKey, str]:
    """Where each of the 200 figures stands."""
    return MappingProxyType(
        {area.cell.key: area.address for block in blocks() for area in block.areas if area.cell.key}
    )
