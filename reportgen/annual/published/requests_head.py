"""The head of the requests table: which grid column belongs to which kind of applicant."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportgen.annual.form import APPLICANTS, BALANCE_NOTE
from reportgen.annual.published.letters import plain
from reportgen.annual.published.reading import TableRead
from reportgen.annual.published.requests_labels import applicant, over_applicants
from reportgen.annual.published.rows import Row
from reportgen.model.blocks import GridCell

NAMES: Final = tuple(APPLICANTS)
_TELLING: Final = frozenset(NAMES) - {"other", "total"}
_ENOUGH: Final = 5


@dataclass(frozen=True, slots=True)
class Head:
    """A head as printed.

    Attributes:
        lefts: Where each column begins by its name; empty where spans are lost and positions say nothing.
        is_official: Whether the seven names stand in the official order, however they are placed.
    """

    lefts: dict[str, int]
    is_official: bool


def is_head(row: Row) -> bool:
    """Whether a row belongs to the head of the requests table."""
    names = [applicant(cell.text) for cell in row.cells]
    over = [over_applicants(cell.text) for cell in row.cells]
    return bool(_TELLING & {name for name in names if name}) or any(over) or "勾稽关系" in "".join(row.words)


def read_head(rows: Sequence[Row]) -> Head:
    """The columns that the rows of one head name."""
    leaves = _leaves(rows)
    names = [applicant(cell.text) for cell in leaves]
    known = sum(1 for at, name in enumerate(names) if at < len(NAMES) and name == NAMES[at])
    if any(over_applicants(cell.text) for cell in leaves):
        return Head({}, is_official=_reads_official(rows))
    if (
        len(leaves) == len(NAMES)
        and known >= _ENOUGH
        and all(name is None or name == NAMES[at] for at, name in enumerate(names))
    ):
        return Head({name: cell.column for name, cell in zip(NAMES, leaves, strict=True)}, is_official=True)
    if tuple(name for name in names if name) == NAMES:
        lefts = {name: cell.column for name, cell in zip(names, leaves, strict=True) if name}
        return Head(lefts, is_official=False)
    return Head({}, is_official=_reads_official(rows))


def _leaves(rows: Sequence[Row]) -> list[GridCell]:
    """The lowest heading over each grid column, from the first column that is an applicant's on."""
    lowest: dict[int, GridCell] = {}
    for row in rows:
        for cell in row.filled:
            for column in range(cell.column, cell.column + cell.column_span):
                above = lowest.get(column)
                if above is None or applicant(cell.text) or not applicant(above.text):
                    lowest[column] = cell
    leaves: list[GridCell] = []
    for column in sorted(lowest):
        cell = lowest[column]
        # A sheet or a flattened table repeats a merged cell's words in the columns it stood over.
        if any(cell is other for other in leaves):
            continue
        leaves.append(cell)
    first = next((at for at, cell in enumerate(leaves) if applicant(cell.text)), len(leaves))
    return leaves[first:]


def _reads_official(rows: Sequence[Row]) -> bool:
    """Whether the names read in the order of the form where spans are lost: 自然人, 总计, then the five between."""
    printed = [(at, cell) for at, row in enumerate(rows) for cell in row.filled]
    if any(
        applicant(cell.text) is None and over_applicants(cell.text) is None and not _is_corner(cell.text)
        for _, cell in printed
    ):
        return False
    order = [(name, at) for at, cell in printed if (name := applicant(cell.text))]
    names = [name for name, _ in order]
    if sorted(names) != sorted(NAMES):
        return False
    five = [name for name in names if name not in ("person", "total")]
    where = dict(order)
    ends_right = names.index("person") < names.index("total")
    return tuple(five) == NAMES[1:-1] and ends_right and where["person"] <= where["company"]


def _is_corner(text: str) -> bool:
    return (
        "勾稽" in plain(text)
        or "等于" in plain(text)
        or plain(text) in ("项目", "指标", "统计指标", "内容", "类别", "")
    )


def note_labels(read: TableRead, rows: Sequence[Row], head: Head) -> None:
    """Keep the labels of a head that differ from the form's."""
    at_left = {left: name for name, left in head.lefts.items()} if head.is_official else {}
    lowest = {cell.column: cell for cell in _leaves(rows)}
    for row in rows:
        for cell in row.filled:
            name, over = applicant(cell.text), over_applicants(cell.text)
            if name is None and over is None and lowest.get(cell.column) is cell:
                name = at_left.get(cell.column)
            official = APPLICANTS[name] if name else over or (BALANCE_NOTE if "勾稽" in plain(cell.text) else None)
            if official:
                read.label(cell.text, official, row.place("requests", cell))
