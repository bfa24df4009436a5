"""A table as a text file gives it: rows of cells without spans."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportgen.model.blocks import Grid
from reportgen.plan.sources.grids import Cell, make_grid

MERGED: Final = "\0"
"""A cell that was left out because it is merged with the one above."""


@dataclass(frozen=True, slots=True)
class TextTable:
    """Rows of a table in a text file.

    Attributes:
        rows: Cells of each row; a row of one cell stands for a cell over all columns. ``MERGED`` goes on the cell above.
        columns: How many columns the table has.
    """

    rows: tuple[tuple[str, ...], ...]
    columns: int

    def grid(self, *, place: str) -> Grid:
        """The grid; rows that are too short are filled with empty cells."""
        cells: list[Cell] = []
        standing: dict[int, Cell] = {}
        for number, row in enumerate(self.rows):
            if len(row) == 1 and self.columns > 1:
                cells.append(Cell(number, 0, self.columns, number + 1, row[0].strip()))
                continue
            for column in range(self.columns):
                text = row[column].strip() if column < len(row) else ""
                above = standing.get(column)
                if text == MERGED and above is not None and above.below == number:
                    above.below = number + 1
                    continue
                cell = Cell(number, column, column + 1, number + 1, text.replace(MERGED, ""))
                standing[column] = cell
                cells.append(cell)
        return make_grid(cells, rows=len(self.rows), place=place)


def as_table(rows: Sequence[Sequence[str]], columns: int) -> TextTable | None:
    """A table of these rows, or ``None`` where there is nothing to call one."""
    kept = tuple(tuple(row) for row in rows if any(cell.strip() for cell in row))
    return TextTable(kept, columns) if len(kept) >= 2 and columns >= 2 else None
