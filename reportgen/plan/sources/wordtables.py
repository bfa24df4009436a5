"""Word tables: rows and cells as declared, then a grid with spans."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from reportgen.model.blocks import Grid
from reportgen.plan.sources.grids import LARGEST_SPAN, Cell, make_grid, snap_edges
from reportgen.plan.sources.wordxml import NS, value_of, whole

_AROUND = frozenset(NS + name for name in ("ins", "moveTo", "customXml", "smartTag"))
NARROWEST_TWIPS = 170
"""A grid column below 3 mm holds no character of any readable size."""


@dataclass(frozen=True, slots=True)
class WordCell:
    """One ``w:tc``: where it begins, how many grid columns it covers, and its part in a vertical merge."""

    element: etree._Element
    column: int
    span: int
    merge: str | None


@dataclass(frozen=True, slots=True)
class WordRow:
    """The cells of one ``w:tr``."""

    cells: tuple[WordCell, ...]


@dataclass(frozen=True, slots=True)
class TableRows:
    """A table before its cells are read."""

    rows: tuple[WordRow, ...]
    widths: tuple[int, ...]

    def continues_with(self, other: "TableRows") -> bool:
        """Whether the next table, with nothing between, has the same grid."""
        return self.widths == other.widths and self._edge() == other._edge()

    def joined(self, other: "TableRows") -> "TableRows":
        """Both as one table."""
        return TableRows(self.rows + other.rows, self.widths)

    def cells(self) -> Iterator[WordCell]:
        """The cells whose text is printed: those that continue a vertical merge print nothing."""
        for cell, _, is_new in self._placed():
            if is_new:
                yield cell

    def grid(self, texts: Sequence[str], *, place: str) -> Grid | None:
        """The grid with these texts, one for each of ``cells()``; ``None`` for a table without cells."""
        made: list[Cell] = []
        number: dict[int, int] = {}
        words = iter(texts)
        row = -1
        for cell, (row, origin), is_new in self._placed():
            if is_new:
                number[id(cell)] = len(made)
                made.append(Cell(row, cell.column, cell.column + cell.span, row + 1, next(words)))
            else:
                made[number[id(origin)]].below = row + 1
        if not made:
            return None
        snap_edges(made, self.widths, narrowest=NARROWEST_TWIPS)
        return make_grid(made, rows=len(self.rows), place=place)

    def _placed(self) -> Iterator[tuple[WordCell, tuple[int, WordCell], bool]]:
        """Every cell with its row and the cell that it belongs to; true where it begins anew."""
        open_: dict[int, tuple[WordCell, int]] = {}
        for index, row in enumerate(self.rows):
            for cell in row.cells:
                above = open_.get(cell.column)
                if cell.merge == "continue" and above is not None and above[1] == index - 1:
                    open_[cell.column] = (above[0], index)
                    yield cell, (index, above[0]), False
                    continue
                open_.pop(cell.column, None)
                if cell.merge is not None:
                    open_[cell.column] = (cell, index)
                yield cell, (index, cell), True

    def _edge(self) -> int:
        return max((cell.column + cell.span for row in self.rows for cell in row.cells), default=0)


def is_layout(table: etree._Element) -> bool:
    """Whether a table only frames its content: one cell, or other tables with nothing beside them."""
    rows = [list(_cells_of(row)) for row in _rows_of(table)]
    if len(rows) == 1 and len(rows[0]) == 1:
        return True
    if next(table.iterfind(f".//{NS}tbl"), None) is None:
        return False
    return all(sum(1 for cell in cells if _holds_something(cell)) <= 1 for cells in rows)


def _holds_something(cell: etree._Element) -> bool:
    return any((text.text or "").strip() for text in cell.iter(NS + "t"))


def read_rows(table: etree._Element) -> TableRows:
    """The rows of a ``w:tbl``: deleted rows and cells left out, spans capped."""
    grid = table.find(NS + "tblGrid")
    widths = () if grid is None else tuple(whole(column.get(NS + "w"), 0) or 0 for column in grid)
    return TableRows(tuple(_read_row(row) for row in _rows_of(table)), widths)


def _read_row(row: etree._Element) -> WordRow:
    cells: list[WordCell] = []
    column = min(max(whole(value_of(row.find(NS + "trPr"), "gridBefore"), 0) or 0, 0), LARGEST_SPAN)
    for element in _cells_of(row):
        properties = element.find(NS + "tcPr")
        span = min(max(whole(value_of(properties, "gridSpan"), 1) or 1, 1), LARGEST_SPAN)
        if cells and _merge_of(properties, "hMerge") == "continue":
            last = cells.pop()
            cells.append(WordCell(last.element, last.column, last.span + span, last.merge))
        else:
            cells.append(WordCell(element, column, span, _merge_of(properties, "vMerge")))
        column += span
    return WordRow(tuple(cells))


def _merge_of(properties: etree._Element | None, name: str) -> str | None:
    found = None if properties is None else properties.find(NS + name)
    if found is None:
        return None
    return "restart" if found.get(NS + "val") == "restart" else "continue"


def _rows_of(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == NS + "tr":
            properties = child.find(NS + "trPr")
            if properties is None or properties.find(NS + "del") is None:
                yield child
        elif child.tag in _AROUND:
            yield from _rows_of(child)
        elif child.tag == NS + "sdt":
            content = child.find(NS + "sdtContent")
            if content is not None:
                yield from _rows_of(content)


def _cells_of(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag == NS + "tc":
            properties = child.find(NS + "tcPr")
            if properties is None or properties.find(NS + "cellDel") is None:
                yield child
        elif child.tag in _AROUND:
            yield from _cells_of(child)
        elif child.tag == NS + "sdt":
            content = child.find(NS + "sdtContent")
            if content is not None:
                yield from _cells_of(content)
