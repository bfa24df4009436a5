"""Where the figures of the statutory tables stand on a sheet: found by labels, never by address."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reportgen.annual.form import (
    APPLICANTS,
    DISCLOSURE_COLUMNS,
    DISCLOSURE_LABELS,
    OUTCOMES,
    REQUEST_LABELS,
    REVIEW_BLOCKS,
    table_form,
)
from reportgen.annual.workbook.labels import Labels, bare, plain
from reportgen.annual.workbook.spec import CHECK, LAST_YEAR, THIS_YEAR
from reportgen.model.annual import FigureKey, TableName

Spot = tuple[int, int]
Texts = Sequence[Sequence[str]]

_BESIDE: Final = ("person", "total")
"""Applicants that are no 法人或其他组织."""
_DISCLOSURE_COLUMNS: Final = Labels(DISCLOSURE_COLUMNS)
_DISCLOSURE_ROWS: Final = Labels(DISCLOSURE_LABELS)
_REQUEST_ROWS: Final = Labels(REQUEST_LABELS)
_COMPANIES: Final = Labels({name: label for name, label in APPLICANTS.items() if name not in _BESIDE})
_BESIDE_COMPANIES: Final = Labels({name: APPLICANTS[name] for name in _BESIDE})
_BLOCKS: Final = Labels(REVIEW_BLOCKS)
_OUTCOMES: Final = Labels(OUTCOMES)
_FEWEST: Final = 3
"""Labels of a kind that a row must show to be a row of labels."""

_KEYS: Final[Mapping[TableName, frozenset[FigureKey]]] = {
    name: frozenset(table_form(name).keys) for name in ("disclosure", "requests", "reviews")
}
_SEARCHED_BELOW: Final = 6
"""Rows below the labels of the reviews table among which its figures are looked for."""


@dataclass(frozen=True, slots=True)
class Differing:
    """A label that was understood though it is not as in the form."""

    found: str
    official: str
    at: Spot


@dataclass(frozen=True, slots=True)
class Located:
    """A table on a sheet.

    Attributes:
        name: Which.
        top: Its first row of labels.
        cells: Where each figure stands; more than one place where a row or a column is there twice.
        differing: Labels that are not as in the form.
    """

    name: TableName
    top: int
    cells: Mapping[FigureKey, tuple[Spot, ...]]
    differing: tuple[Differing, ...]


class _Finder:
    """Collects the cells of one table."""

    def __init__(self, name: TableName) -> None:
        self.name: TableName = name
        self.top: int | None = None
        self.cells: dict[FigureKey, list[Spot]] = {}
        self.differing: list[Differing] = []

    def add(self, key: FigureKey, spot: Spot) -> None:
        if key in _KEYS[self.name]:
            self.cells.setdefault(key, []).append(spot)

    def label(self, found: str, official: str, at: Spot) -> None:
        """Note a label; the first one is the top of the table."""
        self.top = at[0] if self.top is None else min(self.top, at[0])
        if plain(found) != plain(official):
            self.differing.append(Differing(found, official, at))

    def done(self) -> Located | None:
        if not self.cells or self.top is None:
            return None
        cells = {key: tuple(spots) for key, spots in self.cells.items()}
        return Located(self.name, self.top, cells, tuple(self.differing))


def locate(texts: Texts) -> tuple[Located, ...]:
    """The statutory tables of a sheet, given what its cells show."""
    found = (_disclosure(texts), _requests(texts), _reviews(texts))
    return tuple(table for table in found if table)


def _disclosure(texts: Texts) -> Located | None:
    finder = _Finder("disclosure")
    columns: dict[str, list[int]] = {}
    for row, cells in enumerate(texts):
        heads = [(at, name) for at, text in _filled(cells) if (name := _disclosure_column(text))]
        if heads:
            columns = {}
            for at, name in heads:
                columns.setdefault(name, []).append(at)
                finder.label(cells[at], DISCLOSURE_COLUMNS[name], (row, at))
            continue
        first = min((at for places in columns.values() for at in places), default=0)
        for at, text in _filled(cells[:first]):
            name = _disclosure_row(text)
            if name:
                finder.label(text, DISCLOSURE_LABELS[name], (row, at))
                for column, places in columns.items():
                    for place in places:
                        finder.add(FigureKey("disclosure", name, column), (row, place))
    return finder.done()


def _disclosure_column(text: str) -> str | None:
    return None if bare(text).startswith(("上年", "上一年")) else _DISCLOSURE_COLUMNS.match(text)


def _disclosure_row(text: str) -> str | None:
    # Its form of 2019 lacks the first two characters.
    return "normative" if bare(text) == "规范性文件" else _DISCLOSURE_ROWS.match(text)


def _requests(texts: Texts) -> Located | None:
    finder = _Finder("requests")
    columns: dict[str, list[int]] = {}
    for row, cells in enumerate(texts):
        heads = [(at, name) for at, text in _filled(cells) if (name := _COMPANIES.match(text))]
        if len({name for _, name in heads}) >= _FEWEST:
            columns = {}
            for at, name in heads:
                columns.setdefault(name, []).append(at)
                finder.label(cells[at], APPLICANTS[name], (row, at))
            for above in range(max(row - 3, 0), min(row + 2, len(texts))):
                for at, text in _filled(texts[above]):
                    name = _BESIDE_COMPANIES.match(text)
                    if name and _stands_beside(name, at, [place for place, _ in heads]):
                        columns.setdefault(name, []).append(at)
                        finder.label(text, APPLICANTS[name], (above, at))
            continue
        first = min((at for places in columns.values() for at in places), default=0)
        for at, text in reversed(list(_filled(cells[:first]))):
            name = _request_row(text)
            if name:
                finder.label(text, REQUEST_LABELS[name], (row, at))
                for column, places in columns.items():
                    for place in places:
                        finder.add(FigureKey("requests", name, column), (row, place))
                break
    return finder.done()


def _stands_beside(name: str, at: int, companies: Sequence[int]) -> bool:
    """Whether 自然人 stands before the five columns of 法人或其他组织, or 总计 behind them."""
    return at < min(companies) if name == "person" else at > max(companies)


def _request_row(text: str) -> str | None:
    return None if CHECK in text or "＝" in text else _REQUEST_ROWS.match(text)


def _reviews(texts: Texts) -> Located | None:
    finder = _Finder("reviews")
    anchors = [row for row, cells in enumerate(texts) if any(bare(text) == OUTCOMES["upheld"] for text in cells)]
    if not anchors:
        return None
    rows = range(anchors[0], min(anchors[0] + 3, anchors[-1] + 1))
    blocks = [
        (row, at, name)
        for row in range(max(anchors[0] - 3, 0), rows[-1] + 1)
        for at, text in _filled(texts[row])
        if (name := _BLOCKS.match(text))
    ]
    for row, at, name in blocks:
        finder.label(texts[row][at], REVIEW_BLOCKS[name], (row, at))
    columns: list[tuple[FigureKey, int]] = []
    for row in rows:
        for at, text in _filled(texts[row]):
            outcome = _OUTCOMES.match(text)
            over = [(place, name) for above, place, name in blocks if above <= row and place <= at]
            if outcome and over:
                finder.label(text, OUTCOMES[outcome], (row, at))
                columns.append((FigureKey("reviews", max(over)[1], outcome), at))
    below = _figure_row(texts, rows[-1] + 1, [at for _, at in columns])
    for key, at in columns:
        finder.add(key, (below, at))
    return finder.done()


def _figure_row(texts: Texts, start: int, columns: Sequence[int]) -> int:
    """The row of the reviews table's figures: by its caption, else the first filled one, else that below the labels."""
    first = min(columns, default=0)
    candidates = []
    for row in range(start, min(start + _SEARCHED_BELOW, len(texts))):
        captions = [bare(text) for _, text in _filled(texts[row][:first])]
        if THIS_YEAR in captions:
            return row
        if not any(caption.startswith((LAST_YEAR, CHECK)) for caption in captions):
            candidates.append(row)
    filled = (row for row in candidates if any(at < len(texts[row]) and texts[row][at] for at in columns))
    return next(filled, start)


def _filled(cells: Sequence[str]) -> Iterator[tuple[int, str]]:
    return ((at, text) for at, text in enumerate(cells) if text)
