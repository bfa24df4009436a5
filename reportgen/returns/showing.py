"""Where the mark of a cell can be seen: not every cell shows a note or a fill of its own."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from reportgen.errors import UnusableInput
from reportgen.returns.geometry import LAST_COLUMN, LAST_ROW
from reportgen.returns.spans import Element
from reportgen.workbook.sheetxml import column_number

Cell = tuple[int, int]
"""Row and column, counted from 0."""

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")


def cell_of(address: str) -> Cell:
    """``F7`` → (6, 5).

    Raises:
        UnusableInput: It is no address of one cell.
    """
    match = _ADDRESS.fullmatch(address.strip().upper())
    cell = (int(match[2]) - 1, column_number(match[1])) if match else (-1, -1)
    if not 0 <= cell[0] <= LAST_ROW or cell[1] > LAST_COLUMN:
        raise UnusableInput(f"“{address}”不是单元格地址，无法标注", mend="请核对文件后重新运行")
    return cell


@dataclass(frozen=True, slots=True)
class Showing:
    """What of a sheet stands in the way of notes.

    Attributes:
        merged: Merged areas as first cell and last cell.
        threaded: Cells with a threaded comment, which Excel shows instead of a note.
    """

    merged: tuple[tuple[Cell, Cell], ...]
    threaded: frozenset[Cell]

    def fill_at(self, cell: Cell) -> Cell:
        """The cell whose fill is seen: the first of a merged area."""
        for first, last in self.merged:
            if first[0] <= cell[0] <= last[0] and first[1] <= cell[1] <= last[1]:
                return first
        return cell

    def note_at(self, cell: Cell) -> Cell:
        """The cell that can show the note: the first of a merged area, further right beside a threaded comment."""
        row, column = self.fill_at(cell)
        while column < LAST_COLUMN and ((row, column) in self.threaded or self.fill_at((row, column)) != (row, column)):
            column += 1
        return row, column


def showing(root: Element, threaded: Collection[str]) -> Showing:
    """What a sheet shows, from its root element and the addresses of its threaded comments."""
    areas = root.child("mergeCells")
    merged = tuple(_corners(area.attributes.get("ref", "") for area in areas.children)) if areas else ()
    return Showing(merged, frozenset(map(cell_of, threaded)))


def _corners(references: Iterable[str]) -> Iterable[tuple[Cell, Cell]]:
    for reference in references:
        first, _, last = reference.partition(":")
        if _ADDRESS.fullmatch(first) and _ADDRESS.fullmatch(last):
            yield cell_of(first), cell_of(last)
