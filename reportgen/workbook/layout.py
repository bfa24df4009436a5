"""Where the columns of a returned sheet stand: by their titles, by other words for them, by their order, by content."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz

from reportgen.terms import ROLE_WORDS
from reportgen.workbook.cells import text_of
from reportgen.workbook.spec import BY_KEY, COLUMNS, ColumnKey
from reportgen.workbook.targets import target_of

_SEARCHED_ROWS = 80
_FEWEST_TITLES = 4
_ALIKE = 74
_LONGEST_TITLE = 40
_LONGEST_KEPT = 400
"""Texts up to here are squeezed once for all workbooks, because most of them stand in several."""

_BRACKETED = re.compile(r"[(（\[【〔<《].*?[)）\]】〕>》]")
_ORDER = tuple(column.key for column in COLUMNS)
_ROLES = frozenset(ROLE_WORDS.values())


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a sheet's columns stand, rows and columns counted from 0.

    Attributes:
        header_row: The row of titles; the row above the first task where there is none.
        columns: Column of the spec → column of the sheet.
        edited: Titles that were not ours, as (title as written, title understood).
        titles: All titles of the row, for messages.
        has_header: ``False`` where the titles are gone and the columns stand where they were issued.
        twice: Titles of entry columns that stand twice with different contents, so that neither is read.
    """

    header_row: int
    columns: Mapping[ColumnKey, int]
    edited: tuple[tuple[str, str], ...] = ()
    titles: tuple[str, ...] = ()
    has_header: bool = True
    twice: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Titles of the entry columns that the sheet does not have."""
        return tuple(
            column.title
            for column in COLUMNS
            if column.is_entry and column.key not in self.columns and column.title not in self.twice
        )


def find_layout(rows: Sequence[Sequence[object]], *, requirements: Collection[str]) -> Layout | None:
    """The sheet's layout, ``None`` where the sheet is no progress form.

    Args:
        rows: The sheet's values.
        requirements: The squeezed texts of 具体要求 that were issued, for a sheet without titles.
    """
    titled: list[tuple[int, int]] = []
    for number, row in enumerate(rows[:_SEARCHED_ROWS]):
        known = {
            key
            for cell in row
            if isinstance(cell, str) and cell and len(cell) <= _LONGEST_TITLE and (key := _title(cell))
        }
        if len(known) >= _FEWEST_TITLES:
            titled.append((len(known), number))
            if len(known) == len(_ORDER):
                break
    if titled:
        most, fullest = max(titled, key=lambda pair: pair[0])
        # Titles repeated further down may be fuller than the first ones, above which no row may be lost.
        first = next(number for known, number in titled if known * 2 >= most)
        layout = _from_header(rows, first)
        if first != fullest:
            layout = _completed(layout, _from_header(rows, fullest))
        if {"id", "requirement"} & layout.columns.keys():
            return layout
    return _from_content(rows, requirements)


def _completed(layout: Layout, fuller: Layout) -> Layout:
    """A layout with the columns that only the titles further down name."""
    taken = set(layout.columns.values())
    columns = {key: at for key, at in fuller.columns.items() if key not in layout.columns and at not in taken}
    return replace(layout, columns={**layout.columns, **columns})


@lru_cache(maxsize=4096)  # workbooks of one plan say the same; only short texts come here
def _title(text: str) -> ColumnKey | None:
    return _TITLES.get(text) or _TITLES.get(squeeze_title(text))


def squeeze_title(text: str) -> str:
    """A title without blanks, line breaks, width, numbering, bracketed remarks and marks of obligation."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    text = _BRACKETED.sub("", text).strip("*★:：.。、,，·-—_'\"“”")
    return re.sub(r"^\d+[.、]", "", text)


def squeeze(text: str) -> str:
    """A requirement without blanks and width, to compare what people may have re-typed or re-wrapped."""
    return _squeeze_again(text) if len(text) <= _LONGEST_KEPT else _squeeze(text)


def _squeeze(text: str) -> str:
    return re.sub(r"[\s\u200b\ufeff]+", "", unicodedata.normalize("NFKC", text))


_squeeze_again = lru_cache(maxsize=8192)(_squeeze)

_TITLES: Mapping[str, ColumnKey] = {
    squeeze_title(title): column.key for column in COLUMNS for title in (*column.other_titles, column.title)
}
_OURS: Mapping[ColumnKey, str] = {column.key: column.title for column in COLUMNS}
_KEYS: Mapping[str, ColumnKey] = {title: key for key, title in _OURS.items()}


def _from_header(rows: Sequence[Sequence[object]], number: int) -> Layout:
    texts = [text_of(cell) for cell in rows[number]]
    columns: dict[ColumnKey, int] = {}
    twice: list[ColumnKey] = []
    places: dict[ColumnKey, list[int]] = {}
    for at, text in enumerate(texts):  # our own titles first, so that an added column of a similar name does not win
        key = _KEYS.get(squeeze_title(text))
        if key:
            places.setdefault(key, []).append(at)
    other_words = [(at, _TITLES.get(squeeze_title(text))) for at, text in enumerate(texts) if text not in _KEYS]
    for key, found in places.items():
        # A column of other words counts where the one of ours is empty, not where both are filled.
        others = [at for at, understood in other_words if understood == key and at not in found]
        if len(found) > 1 or others:
            columns[key], differs = _filled_one(rows, number, (*found, *others), ours=len(found))
            twice += [key] if differs and BY_KEY[key].is_entry else []
        else:
            columns[key] = found[0]
    for at, text in enumerate(texts):
        understood = _TITLES.get(squeeze_title(text)) if at not in columns.values() else None
        if understood and understood not in columns:
            columns[understood] = at
    _add_alike(texts, columns)
    _add_by_order(texts, columns)
    for key in twice:
        del columns[key]
    edited = tuple(
        (texts[at] or "（空）", _OURS[key])
        for key, at in sorted(columns.items(), key=lambda pair: pair[1])
        if re.sub(r"\s+", "", texts[at]) != _OURS[key]
    )
    titles = tuple(text for text in texts if text)
    return Layout(number, columns, edited, titles, twice=tuple(_OURS[key] for key in twice))


def _filled_one(rows: Sequence[Sequence[object]], header: int, places: Sequence[int], *, ours: int) -> tuple[int, bool]:
    """Of columns for the same thing the one that holds something, and whether another one of the same title differs.

    Args:
        rows: The sheet's values.
        header: The row of titles.
        places: The columns, first those under our own title.
        ours: How many of them stand under our own title.
    """
    contents = {at: [_at(row, at) for row in rows[header + 1 :]] for at in places}
    filled = [at for at in places if any(contents[at])] or list(places[:1])
    return filled[0], any(contents[at] != contents[filled[0]] for at in filled if at in places[:ours])


def _at(row: Sequence[object], column: int) -> str:
    return text_of(row[column]) if column < len(row) else ""


def _add_alike(texts: Sequence[str], columns: dict[ColumnKey, int]) -> None:
    """Titles with a wrong character or two: 完成情況, 存在問题."""
    for key, title in _OURS.items():
        if key in columns or len(title) < 4:
            continue
        free = [at for at, text in enumerate(texts) if text and at not in columns.values()]
        best = max(free, key=lambda at: fuzz.ratio(squeeze_title(texts[at]), title), default=None)
        if best is not None and fuzz.ratio(squeeze_title(texts[best]), title) >= _ALIKE:
            columns[key] = best


def _add_by_order(texts: Sequence[str], columns: dict[ColumnKey, int]) -> None:
    """Where exactly the missing titles fit between two known neighbours, the unknown columns there are theirs."""
    known = [key for key in _ORDER if key in columns]
    if [columns[key] for key in known] != sorted(columns[key] for key in known):
        return
    for left, right in zip([None, *known], [*known, None], strict=True):
        start = _ORDER.index(left) + 1 if left else 0
        end = _ORDER.index(right) if right else len(_ORDER)
        missing = _ORDER[start:end]
        first = columns[left] + 1 if left else 0
        last = columns[right] if right else len(texts)
        if missing and last - first == len(missing):
            columns.update(zip(missing, range(first, last), strict=True))


def _from_content(rows: Sequence[Sequence[object]], requirements: Collection[str]) -> Layout | None:
    """The issued order of columns around the column that holds the requirements, for a sheet whose titles are gone."""
    found: dict[int, list[int]] = {}
    for number, row in enumerate(rows):
        for at, cell in enumerate(row):
            if isinstance(cell, str) and len(cell) > 3 and squeeze(cell) in requirements:
                found.setdefault(at, []).append(number)
    if not found:
        return None
    at, numbers = max(found.items(), key=lambda pair: len(pair[1]))
    shift = at - _ORDER.index("requirement")
    if shift < 0 or (len(numbers) * 2 < len(requirements) and len(numbers) < 2):
        return None
    columns: dict[ColumnKey, int] = {key: number + shift for number, key in enumerate(_ORDER)}
    # Where what we printed before and behind the status stands elsewhere, nobody can tell which columns were moved.
    if any(_at(rows[row], columns["role"]) not in ("", *_ROLES) for row in numbers):
        return None
    if sum(_at(rows[row], columns["target"]) != target_of(text_of(rows[row][at])) for row in numbers) * 2 > len(
        numbers
    ):
        return None
    # The first rows may be reworded: they are known by their roles.
    first = next(row for row in range(numbers[0] + 1) if row == numbers[0] or _at(rows[row], columns["role"]) in _ROLES)
    return Layout(first - 1, columns, has_header=False)
