"""Ruled tables of a PDF: spans from the rules themselves, tables joined that go on over pages."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reportgen.model.blocks import Grid
from reportgen.plan.sources.grids import Cell, make_grid
from reportgen.plan.sources.pdflines import Char, lines_of, paragraphs_of

_SNAP = 2.5
"""Rules nearer than this, in points, are one."""
_WIDE = 0.4
_FEWEST_RULES = 4
_CORRIDOR = 4.0
"""Points between two columns of a table without upright rules."""
_OPEN = re.compile(r"[^。；！？.;!?]\s*$")
_FIGURE = re.compile(r"\s*[-−]?\d[\d,.]*\s*")
_LABEL = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十]+[）)、．.]|\d{1,3}\s*(?:[．.、]|$))")


@dataclass(slots=True)
class PageTable:
    """One table on one page: cells with spans, and the x positions of its columns."""

    cells: list[Cell]
    rows: int
    edges: list[float]
    page: int
    top: float


@dataclass(slots=True)
class WholeTable:
    """A table with the parts of it that stand on later pages."""

    cells: list[Cell] = field(default_factory=list)
    rows: int = 0
    edges: list[float] = field(default_factory=list)
    last_page: int = 0

    def grid(self, place: str) -> Grid:
        """The grid."""
        return make_grid(self.cells, rows=self.rows, place=place)


def open_tables(page: Any) -> list[Any]:
    """Tables with rules between their rows only: the columns part where no row has a character."""
    rules = [edge for edge in page.edges if edge["orientation"] == "h" and edge["width"] >= _WIDE * page.width]
    if len({round(rule["top"]) for rule in rules}) < _FEWEST_RULES:
        return []
    left, right = min(rule["x0"] for rule in rules), max(rule["x1"] for rule in rules)
    top, bottom = min(rule["top"] for rule in rules), max(rule["top"] for rule in rules)
    inside = sorted(
        (char["x0"], char["x1"]) for char in page.chars if top <= char["top"] <= bottom and char["text"].strip()
    )
    edges, reach = [left], left
    for x0, x1 in inside:
        if x0 - reach >= _CORRIDOR and reach > left:
            edges.append((reach + x0) / 2)
        reach = max(reach, x1)
    if len(edges) < 2:
        return []
    settings = {"vertical_strategy": "explicit", "explicit_vertical_lines": [*edges, right]}
    return list(page.find_tables({**settings, "horizontal_strategy": "lines"}))


def page_table(table: Any, chars: Sequence[Char], *, page: int, height: float) -> PageTable:
    """A found table with its cells' texts; spans are counted over the rules that any cell uses."""
    boxes = [box for box in table.cells if box]
    columns = _edges([edge for box in boxes for edge in (box[0], box[2])])
    rows = _edges([edge for box in boxes for edge in (box[1], box[3])])
    cells = []
    for (x0, top, x1, bottom), inside in zip(boxes, _shared_out(chars, boxes), strict=True):
        text = "\n".join(paragraphs_of(lines_of(inside, page=page, height=height)))
        row, below = _index(rows, top), max(_index(rows, bottom), _index(rows, top) + 1)
        column, right = _index(columns, x0), max(_index(columns, x1), _index(columns, x0) + 1)
        cells.append(Cell(row, column, right, below, text))
    return PageTable(cells, len(rows) - 1, columns, page, rows[0] if rows else 0.0)


def _shared_out(chars: Sequence[Char], boxes: Sequence[tuple[float, float, float, float]]) -> list[list[Char]]:
    """The characters of each box; one on the rule between two boxes goes to the one that holds its middle."""
    inside: list[list[Char]] = [[] for _ in boxes]
    for char in chars:
        across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        for slack in (0.0, 1.0):
            held = next(
                (
                    at
                    for at, (x0, top, x1, bottom) in enumerate(boxes)
                    if x0 - slack <= across <= x1 + slack and top - slack <= down <= bottom + slack
                ),
                None,
            )
            if held is not None:
                inside[held].append(char)
                break
    return inside


def _edges(values: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SNAP:
            edges.append(value)
    return edges


def _index(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda place: abs(edges[place] - value))


def goes_on(whole: WholeTable, table: PageTable) -> bool:
    """Whether a table is the rest of the one on the page before.

    The outer rules stand alike, and the inner rules of one are among those of the other: where no row of a page uses
    a rule, that page does not show it.
    """
    if table.page != whole.last_page + 1 or not _alike(table.edges[0], whole.edges[0]):
        return False
    few, many = sorted((table.edges, whole.edges), key=len)
    return _alike(few[-1], many[-1]) and all(any(_alike(edge, other) for other in many) for edge in few)


def _alike(one: float, other: float) -> bool:
    return abs(one - other) <= 3 * _SNAP


def _share_edges(whole: WholeTable, table: PageTable) -> list[Cell]:
    """Give both parts the columns of the one that shows more rules; the table's cells with those columns."""
    edges = max(whole.edges, table.edges, key=len)
    whole.cells = [_recolumned(cell, whole.edges, edges) for cell in whole.cells]
    cells = [_recolumned(cell, table.edges, edges) for cell in table.cells]
    whole.edges = edges
    return cells


def _recolumned(cell: Cell, old: Sequence[float], new: Sequence[float]) -> Cell:
    column, right = _index(new, old[cell.column]), _index(new, old[cell.right])
    return Cell(cell.row, column, max(right, column + 1), cell.below, cell.text, cell.value)


def append(whole: WholeTable, table: PageTable) -> None:
    """Add a page's part: a repeated head is dropped, a row cut by the page's end is joined again."""
    cells, rows = table.cells, table.rows
    if whole.rows:
        cells = _share_edges(whole, table)
        for at in range(whole.rows):
            head = _row_texts(whole.cells, at)
            if rows < 2 or not any(head.values()) or _row_texts(cells, 0) != head:
                break
            cells = [_moved(cell, -1) for cell in cells if cell.row > 0]
            rows -= 1
        if _is_cut(whole, cells):
            _join(whole, [cell for cell in cells if cell.row == 0])
            cells = [_moved(cell, -1) for cell in cells if cell.row > 0]
            rows -= 1
    else:
        whole.edges = table.edges
    whole.cells += [Cell(max(c.row, 0) + whole.rows, c.column, c.right, c.below + whole.rows, c.text) for c in cells]
    whole.rows += rows
    whole.last_page = table.page


def _row_texts(cells: Sequence[Cell], row: int) -> Mapping[int, str]:
    return {cell.column: re.sub(r"\s", "", cell.text) for cell in cells if cell.row == row}


def _moved(cell: Cell, by: int) -> Cell:
    return Cell(cell.row + by, cell.column, cell.right, cell.below + by, cell.text, cell.value)


def _is_cut(whole: WholeTable, cells: Sequence[Cell]) -> bool:
    """Whether the first row goes on the last one: its longest text has no label and follows an open sentence.

    Both halves of a cut row have the same columns, and a number stands in one of them only.
    """
    first = [cell for cell in cells if cell.row == 0]
    last = [cell for cell in whole.cells if cell.below == whole.rows]
    longest = max(first, key=lambda cell: len(cell.text), default=None)
    if longest is None or not longest.text or len(first) < 2:
        return False
    if {(cell.column, cell.right) for cell in first} != {(cell.column, cell.right) for cell in last}:
        return False
    above = {cell.column: cell.text for cell in last}
    if any(_FIGURE.fullmatch(cell.text) and above[cell.column] for cell in first):
        return False
    numbered = any(_LABEL.match(cell.text) for cell in first if cell.text)
    return bool(above[longest.column]) and bool(_OPEN.search(above[longest.column])) and not numbered


def _join(whole: WholeTable, first: Sequence[Cell]) -> None:
    """Give the texts of a page's first row to the cells they go on, with the rows that those reach down to."""
    for cell in first:
        above = next((each for each in reversed(whole.cells) if each.column == cell.column), None)
        if above is not None:
            above.text = f"{above.text}{cell.text}"
            above.below = max(above.below, whole.rows + cell.below - 1)
