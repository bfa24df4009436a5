"""Rows of cells become a grid: spans kept but capped, columns counted by the edges that are really used."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reportgen.files.limits import SPAN
from reportgen.model.blocks import Grid, GridCell

LARGEST_SPAN = SPAN
"""Spans beyond this are nonsense or an attack (facts/reliability.md §4)."""


@dataclass(slots=True)
class Cell:
    """One cell while its table is being read; rows and columns count from 0, ``below`` is the row after its last."""

    row: int
    column: int
    right: int
    below: int
    text: str
    value: date | None = None


def make_grid(cells: Iterable[Cell], *, rows: int, place: str) -> Grid:
    """The grid of these cells with columns renumbered so that each begins some cell.

    Declared widths may be absurd and word processors leave edges behind that no cell uses any more; neither must
    become columns.
    """
    kept = sorted(cells, key=lambda cell: (cell.row, cell.column))
    starts = sorted({cell.column for cell in kept})
    number = {start: index for index, start in enumerate(starts)}
    ends = _ends({cell.right for cell in kept}, starts)
    return Grid(
        cells=tuple(
            GridCell(
                row=cell.row,
                column=number[cell.column],
                text=cell.text,
                row_span=max(1, min(cell.below, rows) - cell.row),
                column_span=max(1, ends[cell.right] - number[cell.column]),
                value=cell.value,
            )
            for cell in kept
        ),
        rows=rows,
        columns=len(starts),
        place=place,
    )


def flat_rows(grid: Grid) -> list[str]:
    """A small table inside a cell as lines of that cell: one line a row, its cells parted by blanks."""
    rows: dict[int, list[str]] = {}
    for cell in grid.cells:
        if cell.text:
            rows.setdefault(cell.row, []).append(cell.text)
    return ["\u3000".join(rows[row]) for row in sorted(rows)]


def snap_edges(cells: Sequence[Cell], widths: Sequence[int], *, narrowest: int) -> None:
    """Pull together edges that lie so near that no letter fits between them.

    Dragging a border by hand leaves two grid columns where a reader sees one. Nothing is changed where the widths
    are unknown or two cells of a row would meet.

    Args:
        cells: Cells of one table; changed in place.
        widths: Widths of the declared grid columns, any measure.
        narrowest: A column narrower than this holds no letter, in the same measure.
    """
    most = max((cell.right for cell in cells), default=0)
    if most > len(widths) or min(widths, default=0) < 0 or not any(0 < width < narrowest for width in widths):
        return
    snapped = [0]
    position = last = 0
    for index, width in enumerate(widths):
        position += width
        if position - last < narrowest:
            snapped.append(snapped[-1])
        else:
            snapped.append(index + 1)
            last = position
    if all(snapped[cell.column] < snapped[cell.right] for cell in cells):
        for cell in cells:
            cell.column, cell.right = snapped[cell.column], snapped[cell.right]


def _ends(rights: Iterable[int], starts: Sequence[int]) -> Mapping[int, int]:
    """Right edge → how many columns begin before it."""
    result: dict[int, int] = {}
    index = 0
    for right in sorted(rights):
        while index < len(starts) and starts[index] < right:
            index += 1
        result[right] = index
    return result
