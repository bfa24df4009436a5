"""Tables of the report for readers who hear them: every figure names the headings that say what it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reportgen.annual.document.content import StatutoryTable, YearsTable
from reportgen.annual.form import BALANCE_NOTE, FormCell, TableForm, table_form


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of an HTML table.

    Attributes:
        text: What stands in it.
        row_span: Rows it covers.
        column_span: Columns it covers.
        scope: What a heading heads, ``""`` for a figure.
        id: Of a heading, by which figures name it.
        headers: Ids of the headings above and beside, from the widest to the narrowest.
        is_note: Whether it is the form's remark about its sums, neither heading nor figure.
    """

    text: str
    row_span: int = 1
    column_span: int = 1
    scope: Literal["", "col", "row", "colgroup", "rowgroup"] = ""
    id: str = ""
    headers: tuple[str, ...] = ()
    is_note: bool = False


Groups = list[tuple[str, list[list[Cell]]]]
"""``thead`` or ``tbody``, with its rows."""


def form_cells(table: StatutoryTable) -> Groups:
    """A table of the form in groups: its heads, or block by block where each block has heads of its own."""
    form = table_form(table.name)
    rows: list[list[Cell]] = [[] for _ in range(form.rows)]
    for cell in form.cells:
        rows[cell.row].append(_form_cell(form, cell, table))
    return [(tag, rows[start:end]) for tag, start, end in _groups(form)]


def _groups(form: TableForm) -> list[tuple[str, int, int]]:
    if form.name == "disclosure":
        starts = [cell.row for cell in form.cells if cell.is_heading and cell.column_span == form.columns]
        return [("tbody", start, end) for start, end in zip(starts, [*starts[1:], form.rows], strict=True)]
    heads = min(cell.row for cell in form.cells if cell.key)
    return [("thead", 0, heads), ("tbody", heads, form.rows)]


def _form_cell(form: TableForm, cell: FormCell, table: StatutoryTable) -> Cell:
    if cell.text == BALANCE_NOTE:
        return Cell(cell.text, cell.row_span, cell.column_span, is_note=True)
    if cell.key:
        headers = tuple(_id(form, head) for head in (*_above(form, cell), *_beside(form, cell)))
        return Cell(table.figures[cell.key], cell.row_span, cell.column_span, headers=headers)
    is_block = form.name == "disclosure" and cell.column_span == form.columns
    scope: Literal["col", "row", "colgroup", "rowgroup"] = (
        "rowgroup" if is_block else "row" if not cell.is_heading else "colgroup" if cell.column_span > 1 else "col"
    )
    above = _above(form, cell) if cell.is_heading else _beside(form, cell)
    headers = tuple(_id(form, head) for head in above)
    return Cell(cell.text, cell.row_span, cell.column_span, scope, _id(form, cell), headers)


def _id(form: TableForm, cell: FormCell) -> str:
    return f"{form.name}-{cell.row}-{cell.column}"


def _above(form: TableForm, cell: FormCell) -> list[FormCell]:
    """Headings over a cell's columns, the topmost first; in a table of blocks only those of its own block."""
    over = [
        head
        for head in form.cells
        if head.is_heading
        and head.text != BALANCE_NOTE
        and head.row < cell.row
        and head.column < cell.column + cell.column_span
        and cell.column < head.column + head.column_span
    ]
    if form.name != "disclosure":
        return over
    start = max((head.row for head in over if head.column_span == form.columns), default=0)
    return [head for head in over if head.row >= start]


def _beside(form: TableForm, cell: FormCell) -> list[FormCell]:
    """Labels at the left of a cell that cover its row, the outermost first."""
    return [
        label
        for label in form.cells
        if not label.is_heading
        and label.key is None
        and label.column < cell.column
        and label.row <= cell.row < label.row + label.row_span
    ]


def years_cells(table: YearsTable) -> Groups:
    """The table of years: a heading over every column and beside every row."""
    titles = ("项目", *table.years, "比上年")
    head = [Cell(title, scope="col", id=f"years-0-{column}") for column, title in enumerate(titles)]
    body: list[list[Cell]] = []
    for row, (label, counts, change) in enumerate(table.rows, 1):
        name = f"years-{row}"
        figures: Sequence[str] = (*counts, change)
        told = [Cell(text, headers=(f"years-0-{column}", name)) for column, text in enumerate(figures, 1)]
        body.append([Cell(label, scope="row", id=name, headers=("years-0-0",)), *told])
    return [("thead", [head]), ("tbody", body)]
