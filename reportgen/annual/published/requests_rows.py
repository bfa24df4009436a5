"""The rows of the requests table: which label, which seven cells; a row that does not fit the columns gives none."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from reportgen.annual.published.figures import is_figure
from reportgen.annual.published.letters import core, plain
from reportgen.annual.published.requests_head import NAMES, Head, is_head, read_head
from reportgen.annual.published.requests_labels import RowLabel, request_row
from reportgen.annual.published.rows import Row, are_together, may_have_slipped
from reportgen.model.blocks import GridCell

_SUBTOTALS: Final = frozenset({"小计", "合计"})
_PROOF: Final = 3
"""Complete rows whose cells stand alike prove where the columns are."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row with a label.

    Attributes:
        row: Where it stands.
        label: The cell of its label.
        text: The label as printed.
        meaning: What the label means, ``None`` for none that is known.
        cells: Its figures by column; empty where the cells do not fit the columns.
        has_figures: Whether anything stands in its figure columns.
        above: The label cells to the left of it, with what they mean.
    """

    row: Row
    label: GridCell
    text: str
    meaning: RowLabel | None
    cells: dict[str, GridCell]
    has_figures: bool
    above: tuple[GridCell, ...] = ()


class _Shape(NamedTuple):
    """Where the cells behind a label begin, and which of them hold something."""

    lefts: tuple[int, ...]
    is_filled: tuple[bool, ...]


@dataclass(slots=True)
class Section:
    """Rows below one head in one grid."""

    head_rows: list[Row] = field(default_factory=list)
    head: Head | None = None
    rows: list[Row] = field(default_factory=list)


def sections_of(rows: Sequence[Row]) -> list[Section]:
    """The rows of all grids by the head that they stand under; a grid without a head goes on with the last."""
    sections: list[Section] = []
    last: Row | None = None
    for row in rows:
        heads = is_head(row)
        follows = last is not None and last.number == row.number
        if heads and not (follows and sections and not sections[-1].rows):
            sections.append(Section([row]))
        elif heads:
            sections[-1].head_rows.append(row)
        elif sections and (follows or _goes_on(sections[-1], row)):
            if sections[-1].rows and sections[-1].rows[-1].number != row.number:
                sections.append(Section(sections[-1].head_rows))
            sections[-1].rows.append(row)
        else:
            sections.append(Section([], None, [row]))
        last = row
    for section in sections:
        if section.head_rows:
            head = read_head(section.head_rows)
            moved = section.rows and section.rows[0].number != section.head_rows[0].number
            # On a new page the columns may be cut otherwise.
            if moved and section.rows[0].grid.columns != section.head_rows[0].grid.columns:
                head = replace(head, lefts={})
            section.head = head
    return sections


def _goes_on(section: Section, row: Row) -> bool:
    return bool(section.head_rows) and row.number in (section.head_rows[0].number, _last(section).number + 1)


def _last(section: Section) -> Row:
    return section.rows[-1] if section.rows else section.head_rows[-1]


def entries_of(section: Section) -> list[Entry]:
    """The labelled rows of a section."""
    head = section.head or Head({}, is_official=True)
    placed = [_by_place(row, head) for row in section.rows]
    ordered = [None if entry else _by_order(row, head) for row, entry in zip(section.rows, placed, strict=True)]
    alike = Counter(_pattern(entry) for entry in ordered if entry and entry.cells)
    sure = [
        replace(entry, cells={}) if entry and entry.cells and not _is_sure(_pattern(entry), alike) else entry
        for entry in ordered
    ]
    placed = _unslipped(placed)
    if any(entry and entry.cells and entry.row.grid.lefts for entry in sure):
        # Complete rows of a sheet do not stand under the head, so a row with blanks that seems to does not either.
        placed = [replace(entry, cells={}) if entry and _has_blanks(entry) else entry for entry in placed]
    ordered = [entry or other for entry, other in zip(placed, sure, strict=True)]
    proven = _proven(ordered) if head.is_official else None
    completed = (_completed(row, entry, proven) for row, entry in zip(section.rows, ordered, strict=True))
    return [entry for entry in completed if entry is not None]


def _by_place(row: Row, head: Head) -> Entry | None:
    """The row by the columns of the head, where its cells begin just there."""
    if len(head.lefts) != len(NAMES):
        return None
    first, last = min(head.lefts.values()), max(head.lefts.values())
    starts = {cell.column: cell for cell in row.cells}
    cells = {name: starts[left] for name, left in head.lefts.items() if left in starts}
    labels = [cell for cell in row.cells if cell.column < first and cell.text.strip()]
    if not labels or is_figure(labels[-1].text) or labels[-1].column + labels[-1].column_span > first:
        return None
    # A sheet may carry checks beside the table, and its cells cannot slip.
    if not row.grid.lefts and (len(cells) != len(NAMES) or any(cell.column > last for cell in row.cells)):
        return None
    cells = {name: cells.get(name) or GridCell(row.at, left, "") for name, left in head.lefts.items()}
    if any(cell.row_span > labels[-1].row_span for cell in cells.values()):
        cells = {}
    return _entry(row, labels, cells)


def _by_order(row: Row, head: Head) -> Entry | None:
    """The row by the order of its cells: a label, then seven that all hold something."""
    found = _split(row)
    if found is None:
        figures = [cell for cell in row.filled if is_figure(cell.text)]
        return Entry(row, row.cells[0], "", None, {}, has_figures=True) if figures else None
    labels, behind = found
    filled = [cell for cell in behind if cell.text.strip()]
    fits = (
        head.is_official
        and len(filled) == len(NAMES)
        and behind.index(filled[-1]) - behind.index(filled[0]) == len(NAMES) - 1
        and are_together(row, filled)
        and all(is_figure(cell.text) and cell.row_span <= labels[-1].row_span for cell in filled)
    )
    cells = dict(zip(NAMES, filled, strict=True)) if fits else {}
    return _entry(row, labels, cells, has_figures=bool(filled))


def _unslipped(entries: Sequence[Entry | None]) -> list[Entry | None]:
    """Rows of a sheet without the figures of those that may have been moved sideways.

    Where no row has a total, the formulas of the totals have no results.
    """
    names = NAMES if any(e and e.cells and e.cells["total"].text.strip() for e in entries) else NAMES[:-1]
    return [
        replace(entry, cells={})
        if entry
        and entry.cells
        and may_have_slipped(entry.row, [entry.cells[name] for name in names], right=entry.cells["total"].column + 1)
        else entry
        for entry in entries
    ]


def _has_blanks(entry: Entry) -> bool:
    return any(not cell.text.strip() for cell in entry.cells.values())


def _pattern(entry: Entry) -> tuple[bool, ...]:
    """Which of the cells behind the label hold something."""
    starts = _behind(entry)
    return tuple(bool(cell.text.strip()) for cell in entry.row.cells if cell.column in starts)


def _is_sure(pattern: tuple[bool, ...], alike: Counter[tuple[bool, ...]]) -> bool:
    """Whether seven cells stand behind the label and no other, or several rows have the same blanks beside them."""
    return len(pattern) == len(NAMES) or alike[pattern] >= _PROOF


def _split(row: Row) -> tuple[list[GridCell], list[GridCell]] | None:
    """Label cells and the cells behind them: the last label that is known, else the last that is no figure."""
    own = list(row.cells)
    words = [at for at, cell in enumerate(own) if cell.text.strip() and not is_figure(cell.text)]
    known = [at for at in words if request_row(cell_text(own[at]))]
    if not words:
        return None
    last = (known or words)[-1]
    return [cell for cell in own[: last + 1] if cell.text.strip()], own[last + 1 :]


def cell_text(cell: GridCell) -> str:
    """A label's text."""
    return cell.text.strip()


def _entry(
    row: Row, labels: Sequence[GridCell], cells: dict[str, GridCell], *, has_figures: bool | None = None
) -> Entry:
    label = labels[-1]
    text = cell_text(label)
    meaning = request_row(text)
    if (meaning is None or meaning.key.startswith("group:")) and len(labels) > 1:
        joined = "".join(cell_text(cell) for cell in labels[-2:])
        other = request_row(joined)
        if other and not other.key.startswith("group:"):
            text, meaning = joined, other
    if has_figures is None:
        has_figures = any(cell.text.strip() for cell in cells.values())
    return Entry(row, label, text, meaning, cells, has_figures, tuple(labels[:-1]))


def _proven(entries: Sequence[Entry | None]) -> _Shape | None:
    """How the cells behind the label stand in complete rows, if they are alike."""
    shapes = Counter(
        _Shape(_behind(entry), _pattern(entry))
        for entry in entries
        if entry and entry.meaning and entry.cells and all(cell.text.strip() for cell in entry.cells.values())
    )
    if len(shapes) != 1:
        return None
    shape, count = shapes.most_common(1)[0]
    return shape if count >= _PROOF else None


def _behind(entry: Entry) -> tuple[int, ...]:
    end = entry.label.column + entry.label.column_span
    return tuple(cell.column for cell in entry.row.cells if cell.column >= end)


def _completed(row: Row, entry: Entry | None, proven: _Shape | None) -> Entry | None:
    """A row with blank cells, read by the places that complete rows have, where it has just as many cells."""
    if entry is None or entry.cells or proven is None or _behind(entry) != proven.lefts:
        return entry
    figures = [left for left, is_filled in zip(proven.lefts, proven.is_filled, strict=True) if is_filled]
    starts = {cell.column: cell for cell in row.cells}
    if len(figures) != len(NAMES) or any(starts[left].text.strip() for left in proven.lefts if left not in figures):
        return entry
    cells = {name: starts[left] for name, left in zip(NAMES, figures, strict=True)}
    if any(cell.row_span > entry.label.row_span for cell in cells.values()):
        return entry
    return replace(entry, cells=cells)


def joined_over_pages(entries: Sequence[Entry]) -> list[Entry]:
    """Rows that a page's end cut in two are one again: half the label each, the figures in one of them."""
    result: list[Entry] = []
    for entry in entries:
        last = result[-1] if result else None
        if last is not None and _may_be_rest(last, entry):
            result[-1] = replace(last, cells={})
            result.append(entry)
        elif last is not None and _is_rest(last, entry):
            whole = last.text + entry.text
            cells = entry.cells if entry.has_figures else last.cells
            result[-1] = replace(
                last,
                text=whole,
                meaning=request_row(whole),
                cells=cells,
                has_figures=last.has_figures or entry.has_figures,
            )
        else:
            result.append(entry)
    return result


def _may_be_rest(last: Entry, entry: Entry) -> bool:
    """Whether figures without a known label stand right below a row: its own may go on there, digit by digit."""
    below = last.row.number == entry.row.number and entry.row.at == last.row.at + 1 and not entry.row.grid.lefts
    both = last.meaning is not None and last.has_figures and entry.has_figures and entry.meaning is None
    return below and both and core(entry.text) not in _SUBTOTALS


def _is_rest(last: Entry, entry: Entry) -> bool:
    if entry.meaning is not None or (last.has_figures and entry.has_figures):
        return False
    meaning = request_row(last.text + entry.text)
    return meaning is not None and plain(last.text + entry.text) == plain(meaning.official)
