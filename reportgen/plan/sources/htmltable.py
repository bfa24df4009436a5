"""HTML tables: cells placed as browsers place them, spans capped; tables that only lay out the page are told apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from reportgen.model.blocks import Grid
from reportgen.plan.sources.grids import LARGEST_SPAN, Cell, make_grid
from reportgen.plan.sources.headers import is_header
from reportgen.plan.sources.htmltree import HtmlLine, Lines, is_dropped

_HEADER_WITHIN = 4
"""Rows: titles may stand above a table's header inside the table."""


@dataclass(slots=True)
class _Covered:
    """Columns that a cell from above still covers."""

    left: int
    right: int
    below: int


def rows_of(table: etree._Element) -> list[etree._Element]:
    """The table's own rows in displayed order: head, bodies, foot."""
    heads: list[etree._Element] = []
    bodies: list[etree._Element] = []
    feet: list[etree._Element] = []
    for child in table:
        if child.tag == "tr":
            bodies.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            target = heads if child.tag == "thead" else feet if child.tag == "tfoot" else bodies
            target.extend(child.iterchildren("tr"))
    return [row for row in heads + bodies + feet if not is_dropped(row)]


def cells_of(row: etree._Element) -> list[etree._Element]:
    """The visible cells of a row."""
    return [cell for cell in row.iterchildren("td", "th") if not is_dropped(cell)]


def is_layout(table: etree._Element) -> bool:
    """Whether a table only lays out the page: its cells are to be read as running text."""
    rows = [cells_of(row) for row in rows_of(table)]
    rows = [row for row in rows if row]
    if not rows or max(map(len, rows)) == 1:
        return True
    if any(is_header([_words(cell) for cell in row]) for row in rows[:_HEADER_WITHIN]):
        return False
    if table.get("role") == "presentation" or next(table.iterdescendants("table"), None) is not None:
        return True
    largest = max((cell for row in rows for cell in row), key=lambda cell: len(_words(cell)))
    paragraphs = sum(1 for _ in largest.iterdescendants("p", "h1", "h2", "h3", "div"))
    total = sum(len(_words(cell)) for row in rows for cell in row)
    return paragraphs >= 5 and len(_words(largest)) * 10 > total * 7


def read_table(table: etree._Element, *, place: str) -> Grid | None:
    """The grid of a table; ``None`` where it holds nothing."""
    made: list[Cell] = []
    covered: list[_Covered] = []
    rows = rows_of(table)
    for number, row in enumerate(rows):
        covered = [span for span in covered if span.below > number]
        column = 0
        for element in cells_of(row):
            width = _span(element, "colspan")
            height = _span(element, "rowspan") or len(rows) - number
            column = _free(column, covered)
            cell = Cell(number, column, column + width, number + height, cell_text(element))
            made.append(cell)
            if height > 1:
                covered.append(_Covered(column, column + width, number + height))
            column += width
    if not any(cell.text for cell in made):
        return None
    return make_grid(made, rows=len(rows), place=place)


def cell_text(cell: etree._Element) -> str:
    """The lines of a cell; a table inside it gives one line a row."""
    return "\n".join(_cell_lines(cell))


def _cell_lines(cell: etree._Element) -> Iterator[str]:
    for item in Lines().walk(cell):
        if isinstance(item, HtmlLine):
            yield item.text.strip()
        else:
            for row in rows_of(item):
                line = "\u3000".join(filter(None, map(cell_text, cells_of(row))))
                if line:
                    yield line


def _free(column: int, covered: list[_Covered]) -> int:
    """The first column from ``column`` on that no cell from above covers."""
    for span in sorted(covered, key=lambda span: span.left):
        if span.left <= column < span.right:
            column = span.right
    return column


def _span(cell: etree._Element, name: str) -> int:
    """A declared span from 1 to the cap; 0 stays 0 for rows (to the end), as HTML has it."""
    text = (cell.get(name) or "1").strip()
    value = int(text) if re.fullmatch(r"\d{1,9}", text) else 1
    return min(value if name == "rowspan" else max(value, 1), LARGEST_SPAN)


def _words(cell: etree._Element) -> str:
    return re.sub(r"\s+", "", "".join(map(str, cell.itertext())))
