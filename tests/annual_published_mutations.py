"""Damage done to the tables of a report as copying, pasting and retyping do it; what is still true of each figure."""

import random
from dataclasses import replace

from annual_published_case import Cell, Table


def damaged(table: Table, luck: random.Random, *, but: frozenset[str] = frozenset()) -> tuple[Table, str]:
    """The table with one damage, and which; ``but`` names those that may not be."""
    if not any(cell.is_figure for row in table.rows for cell in row):
        return table, "none"
    name = luck.choice(sorted(set(DAMAGES) - but))
    rows = [list(row) for row in table.rows]
    DAMAGES[name](rows, luck)
    return Table(tuple(tuple(row) for row in rows if row)), name


def _spot(rows, luck, *, figures=None):
    spots = [
        (r, c)
        for r, row in enumerate(rows)
        for c, cell in enumerate(row)
        if figures is None or cell.is_figure is figures
    ]
    return luck.choice(spots)


def _drop_figure(rows, luck):
    row, column = _spot(rows, luck, figures=True)
    del rows[row][column]


def _drop_label(rows, luck):
    row, column = _spot(rows, luck, figures=False)
    del rows[row][column]


def _drop_row(rows, luck):
    del rows[luck.randrange(len(rows))]


def _drop_head(rows, luck):
    del rows[0]


def _insert_blank(rows, luck):
    row, column = _spot(rows, luck)
    rows[row].insert(column, Cell(""))


def _double_figure(rows, luck):
    row, column = _spot(rows, luck, figures=True)
    rows[row].insert(column, rows[row][column])


def _merge_figures(rows, luck):
    row, column = _spot(rows, luck, figures=True)
    if column + 1 < len(rows[row]):
        gone = rows[row].pop(column + 1)
        rows[row][column] = replace(rows[row][column], columns=rows[row][column].columns + gone.columns)


def _merge_down(rows, luck):
    row, _ = _spot(rows, luck, figures=True)
    if row + 1 < len(rows):
        below = [at for at, cell in enumerate(rows[row + 1]) if cell.is_figure]
        if below:
            gone = rows[row + 1].pop(below[-1])
            rows[row][-1] = replace(rows[row][-1], rows=2, text=rows[row][-1].text + "\n" + gone.text)


def _wrong_span(rows, luck):
    row, column = _spot(rows, luck, figures=False)
    cell = rows[row][column]
    if luck.random() < 0.5:
        rows[row][column] = replace(cell, rows=max(1, cell.rows + luck.choice([-1, 1])))
    else:
        rows[row][column] = replace(cell, columns=max(1, cell.columns + luck.choice([-1, 1])))


def _lose_letters(rows, luck):
    row, column = _spot(rows, luck, figures=False)
    cell = rows[row][column]
    if len(cell.text) > 4:
        at = luck.randrange(len(cell.text) - 2)
        rows[row][column] = replace(cell, text=cell.text[:at] + cell.text[at + luck.choice([1, 2]) :])


def _swap_rows(rows, luck):
    plain = [
        r for r, row in enumerate(rows) if all(cell.rows == 1 for cell in row) and any(cell.is_figure for cell in row)
    ]
    if len(plain) > 1:
        one, other = luck.sample(plain, 2)
        rows[one], rows[other] = rows[other], rows[one]


def _two_in_one(rows, luck):
    row, column = _spot(rows, luck, figures=True)
    cell = rows[row][column]
    rows[row][column] = replace(
        cell, text=luck.choice([f"8\n{cell.text or 5}", f"3 {cell.text or 5}", f"约{cell.text}", "见附件"])
    )


def _repeat_row(rows, luck):
    row = luck.randrange(len(rows))
    rows.insert(row, list(rows[row]))


def _number_columns(rows, luck):
    first = next(r for r, row in enumerate(rows) if any(cell.is_figure for cell in row))
    count = sum(cell.is_figure for cell in rows[first])
    labels = [
        replace(cell, text="栏次" if not at else "", rows=1)
        for at, cell in enumerate(c for c in rows[first] if not c.is_figure)
    ]
    rows.insert(first, [*labels, *(Cell(str(at), is_figure=True) for at in range(1, count + 1))])


def _blank_row(rows, luck):
    rows.insert(luck.randrange(len(rows)), [Cell("") for _ in range(max(map(len, rows)))])


SHIFTING = frozenset(
    {"drop_figure", "double_figure", "insert_blank", "merge_figures", "merge_down", "drop_label", "wrong_span"}
)
"""Two of these can hide each other: seven cells again, but other ones."""

DAMAGES = {
    name[1:]: value
    for name, value in list(globals().items())
    if name.startswith("_") and callable(value) and name not in ("_spot", "__loader__") and not name.startswith("__")
}
