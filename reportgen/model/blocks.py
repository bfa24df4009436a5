"""A document as layouts see it: paragraphs and grids in reading order, whatever the file format was."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Paragraph:
    r"""One paragraph of running text.

    Attributes:
        text: The text as a reader sees it, automatic numbers included; soft line breaks are ``\\n``. Not stripped of
            blanks inside; never empty after stripping.
        place: Where it stands, for people: ``第12段`` or ``第3页第5段``.
        level: Outline level 1-9 where the file marks it as a heading (Word heading style, HTML h1-h6), else ``None``.
        centered: Whether the file centres it, as titles are.
        is_strong: Whether the file sets the whole of it bold or in black letters (黑体), as headings are.
    """

    text: str
    place: str
    level: int | None = None
    centered: bool = False
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class GridCell:
    r"""One cell of a grid, standing at its top left position.

    Attributes:
        row: Row, counted from 0.
        column: Column, counted from 0.
        row_span: Rows it covers, at least 1.
        column_span: Columns it covers, at least 1.
        text: The cell's paragraphs joined by ``\\n``, automatic numbers included; ``""`` for an empty cell.
        value: The date of a real date cell of a spreadsheet, else ``None``.
    """

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    value: date | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its spans; positions no cell covers are empty.

    Attributes:
        cells: Every cell once, by row, then column. A merged cell stands once, with its spans.
        rows: Number of rows.
        columns: Number of columns.
        place: Where it stands, for people: ``表1``, or the sheet's name.
        top: Of a sheet: its row, from 0, in which the grid begins.
        lefts: Of a sheet: its column, from 0, for each column of the grid; empty for other tables.
    """

    cells: tuple[GridCell, ...]
    rows: int
    columns: int
    place: str
    top: int = 0
    lefts: tuple[int, ...] = ()


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """The blocks of one file in reading order.

    Attributes:
        file: The file's name, without folders.
        form: What kind of file it is by content: ``docx``, ``html``, ``txt``, ``xlsx``, ``pdf``.
        blocks: Paragraphs and grids as they follow each other.
        notes: What the source repaired or left out, in Chinese, for the plan's warnings.
    """

    file: str
    form: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
