"""A document as rows of tables and lines of text in reading order, each knowing where it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from reportgen.annual.published.letters import plain
from reportgen.model.annual import TableName
from reportgen.model.blocks import Document, Grid, GridCell, Paragraph
from reportgen.model.findings import Place

TABLE_TITLES: dict[TableName, str] = {
    "disclosure": "主动公开政府信息情况表",
    "requests": "政府信息公开申请情况表",
    "reviews": "行政复议、行政诉讼情况表",
}
"""How places call the three tables."""


@dataclass(frozen=True)
class Row:
    """One row of a grid.

    Attributes:
        file: The file's name.
        grid: The grid it stands in.
        number: The grid's number in the document, from 0.
        at: The row, from 0.
        cells: What begins in this row, from left to right.
        above: What reaches down into it from above.
        before: The lines of text just before the grid, none for later rows.
        part: The part of the report that it stands in, 0 where no heading was recognised.
    """

    file: str
    grid: Grid
    number: int
    at: int
    cells: tuple[GridCell, ...]
    above: tuple[GridCell, ...] = ()
    before: tuple[str, ...] = ()
    part: int = 0

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The plain texts of the row's own cells."""
        return tuple(plain(cell.text) for cell in self.cells)

    @cached_property
    def filled(self) -> tuple[GridCell, ...]:
        """The row's own cells that hold something."""
        return tuple(cell for cell in self.cells if cell.text.strip())

    def place(self, table: TableName, cell: GridCell | None = None) -> Place:
        """Where a cell stands, or the row's first one."""
        found = cell or (self.cells[0] if self.cells else None)
        column = found.column if found else 0
        lefts = self.grid.lefts
        if lefts:
            return Place(
                self.file,
                self.grid.place,
                f"{_letters(lefts[min(column, len(lefts) - 1)])}{self.grid.top + self.at + 1}",
            )
        return Place(self.file, TABLE_TITLES[table], f"第{self.at + 1}行第{column + 1}列")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A paragraph, or a table's row that is one line of text."""

    paragraph: Paragraph
    is_in_table: bool = False


def rows_of(grid: Grid) -> list[tuple[tuple[GridCell, ...], tuple[GridCell, ...]]]:
    """Cells that begin in each row, and those that reach into it from above."""
    own: list[list[GridCell]] = [[] for _ in range(grid.rows)]
    above: list[list[GridCell]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        if cell.row < grid.rows:
            own[cell.row].append(cell)
        for row in range(cell.row + 1, min(cell.row + cell.row_span, grid.rows)):
            above[row].append(cell)
    return [(tuple(sorted(own[row], key=_column)), tuple(sorted(above[row], key=_column))) for row in range(grid.rows)]


def stream(document: Document) -> Iterator[Row | TextLine]:
    """Lines and rows in reading order; parts are not told yet."""
    before: list[str] = []
    count = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            before.append(block.text)
            yield TextLine(block)
            continue
        for at, (cells, above) in enumerate(rows_of(block)):
            row = Row(document.file, block, count, at, cells, above, tuple(before[-3:]) if at == 0 else ())
            if len(row.filled) == 1 and not above:
                yield TextLine(Paragraph(row.filled[0].text, f"{block.place}第{at + 1}行"), is_in_table=True)
            yield row
        before = []
        count += 1


def _column(cell: GridCell) -> int:
    return cell.column


def _letters(column: int) -> str:
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def may_have_slipped(row: Row, cells: Sequence[GridCell], *, right: int) -> bool:
    """Whether cells of a sheet's row may have been moved sideways, as deleting or inserting a cell in it does.

    Then the last column is blank though others are not, or something stands right behind it.

    Args:
        row: The row.
        cells: The cells under the headings, from left to right; blank ones included.
        right: The column behind the last heading.
    """
    lefts = row.grid.lefts
    if not lefts:
        return False
    behind = any(cell.column == right and lefts[right] == lefts[right - 1] + 1 for cell in row.filled)
    return behind or (not cells[-1].text.strip() and any(cell.text.strip() for cell in cells))


def are_together(row: Row, cells: Sequence[GridCell]) -> bool:
    """Whether cells of a sheet stand side by side: a sheet has no cell where nothing stands; other tables have."""
    lefts = row.grid.lefts
    return not lefts or all(
        lefts[other.column] == lefts[cell.column + cell.column_span - 1] + 1 for cell, other in pairwise(cells)
    )
