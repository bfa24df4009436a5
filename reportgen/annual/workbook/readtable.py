"""The figures of one statutory table from the places where they were found."""

from collections.abc import Iterable, Mapping, Sequence

from reportgen.annual.form import APPLICANTS, DISCLOSURE_COLUMNS, OUTCOMES, labels_of, table_form
from reportgen.annual.totals import computed, parts_of, total_keys
from reportgen.annual.workbook import formulas
from reportgen.annual.workbook.codes import form_finding
from reportgen.annual.workbook.entries import Cells
from reportgen.annual.workbook.locate import Located, Spot
from reportgen.annual.workbook.spec import TABLE_SHEETS
from reportgen.model.annual import AnnualFigure, FigureKey, Figures, FoundLabel, TableName
from reportgen.model.findings import Place

_NAMED = 6
"""Cells, rows or labels that one finding names at most."""


def called(key: FigureKey) -> str:
    """A figure's row and column in words."""
    return " › ".join(labels_of(key)[-2:])


def read_table(table: Located, cells: Cells, *, is_earlier: bool = False) -> tuple[Figures, tuple[FoundLabel, ...]]:
    """Figures and differing labels; findings go to ``cells``.

    A total is what its parts add up to where the cell holds our formula or nothing, and what stands there where a
    person typed over it or put another formula in its place.

    Args:
        table: Where the cells are.
        cells: The sheet.
        is_earlier: For an earlier year: totals are as published, and nothing is said about how they came there.
    """
    spots, doubled = _one_each(table, cells)
    covered = _covered(table.name, spots, cells)
    figures = {key: AnnualFigure("", cells.place(*spot), "unreadable") for key, spot in doubled.items()}
    totals = set(total_keys())
    for key, spot in spots.items():
        if key in covered:
            figures[key] = AnnualFigure("", cells.place(*spot), "unreadable")
        elif key not in totals:
            figures[key] = cells.figure(*_filled_spot(spot, key, cells), called(key))
    sums = computed(figures)
    typed, blank = [], []
    for key, spot in spots.items():
        if key not in totals or key in covered:
            continue
        shown = _typed_total(spot, key, cells)
        if shown is not None:
            figures[key] = shown
            typed.append(key)
            continue
        value = sums[key]
        place = cells.place(*spot)
        if value is not None:
            figures[key] = AnnualFigure(f"{value:f}", place, "number", value)
        else:
            # A sum with a part that nobody can read is as unknown as that part, and not nil.
            parts = [figures[part].state for part in parts_of(key) if part in figures]
            figures[key] = AnnualFigure("", place, "unreadable" if "unreadable" in parts else "blank")
        if value is not None and cells.behind(*spot) is None:
            blank.append(key)
    if not is_earlier:
        _tell_totals("annual-total-typed", "改成了手填的数或别的公式", typed, spots, cells)
        _tell_totals("annual-total-blank", "是空的，已按各项相加计算", blank, spots, cells)
    _tell_missing(table, cells)
    labels = tuple(FoundLabel(one.found, one.official, cells.place(*one.at)) for one in table.differing)
    for label in labels:
        what = f"表样写的是“{label.found}”，规定的是“{label.official}”"
        cells.findings.append(form_finding("annual-label-edited", label.place, what))
    return figures, labels


def _one_each(table: Located, cells: Cells) -> tuple[dict[FigureKey, Spot], dict[FigureKey, Spot]]:
    """Where to read each figure, and those that stand twice and differ, of which neither is read."""
    spots: dict[FigureKey, Spot] = {}
    doubled: dict[FigureKey, list[Spot]] = {}
    for key, places in table.cells.items():
        filled = [spot for spot in places if cells.text(*spot)]
        if len({cells.text(*spot) for spot in filled}) > 1:
            doubled[key] = filled
        else:
            spots[key] = (filled or places)[0]
    if doubled:
        spots_of_first = next(iter(doubled.values()))
        names = "、".join(dict.fromkeys(labels_of(one)[-2] for one in list(doubled)[:_NAMED]))
        where = "和".join(str(cells.place(*spot).cell) for spot in spots_of_first[:2])
        what = f"“{names}”在表中有两处而内容不同（如 {where}），共 {len(doubled)} 格未读取"
        cells.tell("annual-label-twice", *spots_of_first[0], what)
    return spots, {key: found[0] for key, found in doubled.items()}


def _covered(name: TableName, spots: Mapping[FigureKey, Spot], cells: Cells) -> set[FigureKey]:
    """Figures whose cell was merged away into another figure's."""
    at = {spot: key for key, spot in spots.items()}
    covered: set[FigureKey] = set()
    for top, left, bottom, right in cells.sheet.merged:
        within = [key for (row, column), key in at.items() if top <= row <= bottom and left <= column <= right]
        if len(within) > 1:
            covered |= {key for key in within if spots[key] != (top, left)}
            what = f"{TABLE_SHEETS[name]}表中“{called(within[0])}”等 {len(within)} 格被合并"
            cells.tell("annual-cells-merged", top, left, what)
    return covered


def _filled_spot(spot: Spot, key: FigureKey, cells: Cells) -> Spot:
    """Where a wide cell of the disclosure table was unmerged, the filled one of the cells that it covered."""
    if key.table != "disclosure" or cells.text(*spot):
        return spot
    row, column = spot
    cell = next(cell for cell in table_form("disclosure").cells if cell.key == key)
    beside = [(row, column + step) for step in range(1, cell.column_span)]
    return next((place for place in beside if cells.text(*place)), spot)


def _typed_total(spot: Spot, key: FigureKey, cells: Cells) -> AnnualFigure | None:
    """A total that a person typed, or the value of a formula that is not ours; ``None`` where it is ours to compute."""
    behind = cells.behind(*spot)
    if behind and behind.formula is not None:
        if formulas.is_total(behind.formula) or not (behind.has_value or behind.error):
            return None
        return cells.figure(*spot, called(key))
    return cells.figure(*spot, called(key)) if cells.text(*spot) or (behind and behind.error) else None


def _tell_totals(
    code: str, words: str, keys: Sequence[FigureKey], spots: Mapping[FigureKey, Spot], cells: Cells
) -> None:
    if not keys:
        return
    names = "、".join(cells.place(*spots[key]).cell or "" for key in keys[:_NAMED])
    count = f"等 {len(keys)} 格" if len(keys) > _NAMED else ""
    cells.tell(code, *spots[keys[0]], f"总计 {names}{count}{words}")


def _tell_missing(table: Located, cells: Cells) -> None:
    """One finding for all rows and columns that the table lost."""
    there = table.cells.keys()
    keys = table_form(table.name).keys
    missing = [key for key in keys if key not in there]
    if not missing:
        return
    columns = [name for name in dict.fromkeys(key.column for key in keys) if not _any(there, column=name)]
    rows = [name for name in dict.fromkeys(key.row for key in keys) if not _any(there, row=name)]
    words = [_column_label(table.name, name) for name in columns]
    words += [labels_of(next(key for key in keys if key.row == name))[-2] for name in rows]
    words += [called(key) for key in missing if key.row not in rows and key.column not in columns]
    more = f"等 {len(words)} 处" if len(words) > _NAMED else ""
    what = f"{TABLE_SHEETS[table.name]}表中找不到“{'”“'.join(words[:_NAMED])}”{more}"
    cells.findings.append(form_finding("annual-label-missing", Place(cells.file, cells.sheet.name), what))


def _any(keys: Iterable[FigureKey], *, row: str | None = None, column: str | None = None) -> bool:
    return any(row in (None, key.row) and column in (None, key.column) for key in keys)


def _column_label(name: TableName, column: str) -> str:
    return {"disclosure": DISCLOSURE_COLUMNS, "requests": APPLICANTS, "reviews": OUTCOMES}[name][column]
