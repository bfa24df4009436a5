"""What the columns of a table mean, by their titles and by what stands in them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportgen.plan.phrases.spacing import squeeze
from reportgen.plan.phrases.titles import title_kind
from reportgen.plan.phrases.units import split_units

_LONGEST_HEADER = 14
_FEWEST_ROWS = 3
_SHORTEST_TEXT = 12
_BODY_END = re.compile("(?:室|科|处|局|办|部|委|会|院|所|站|队|中心|厅|署|组|府|位|门|镇|街道|股|机构|[）)])$")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table, by number from 0.

    Attributes:
        titles: Column → title, squeezed.
        numbers: Columns that hold a running number.
        units: Responsibility columns in printed order.
        dues: 时限 columns.
        works: Columns with headings and requirements, in order.
        remarks: 备注 and the like.
    """

    titles: Mapping[int, str]
    numbers: tuple[int, ...]
    units: tuple[int, ...]
    dues: tuple[int, ...]
    works: tuple[int, ...]
    remarks: tuple[int, ...] = ()


def is_header(texts: Mapping[int, str]) -> bool:
    """Whether a row's cells are column titles: short, at least two known, about the work, or about bodies and dates."""
    filled = [squeeze(text) for text in texts.values() if text.strip()]
    if len(filled) < 2 or any(len(text) > _LONGEST_HEADER for text in filled):
        return False
    kinds = [title_kind(text) for text in filled]
    known = sum(kind != "" for kind in kinds)
    says_what = "work" in kinds or {"unit", "due"} <= set(kinds)
    return known >= 2 and known * 2 >= len(filled) and says_what and not _is_data(filled)


def is_sub_header(texts: Mapping[int, str]) -> bool:
    """Whether a row below a header goes on with it: 牵头 | 配合 under 责任单位."""
    filled = [squeeze(text) for text in texts.values() if text.strip()]
    return len(filled) >= 2 and all(len(text) <= 8 and title_kind(text) for text in filled) and not _is_data(filled)


def columns_of(titles: Mapping[int, str]) -> Columns:
    """What each column is for."""
    kinds = {column: title_kind(title) for column, title in titles.items()}

    def of(kind: str) -> tuple[int, ...]:
        return tuple(sorted(column for column, found in kinds.items() if found == kind))

    works = tuple(sorted(column for column, kind in kinds.items() if kind in ("work", "")))
    remarks = tuple(column for column in of("skipped") if "备注" in titles[column] or "说明" in titles[column])
    return Columns(titles, of("number"), of("unit"), of("due"), works, remarks)


def guess_columns(rows: Sequence[Mapping[int, str]]) -> Columns | None:
    """The columns of a table without titles: one of bodies, one of long text, perhaps one of numbers; else ``None``."""
    if len(rows) < _FEWEST_ROWS:
        return None
    filled = {
        column: [text for row in rows if (text := squeeze(row.get(column, "")))]
        for column in sorted({column for row in rows for column in row})
    }
    bodies = [
        column for column, texts in filled.items() if texts and sum(map(_names_bodies, texts)) * 3 >= len(texts) * 2
    ]
    numbers = [
        column for column, texts in filled.items() if texts and all(re.fullmatch(r"\d{1,3}[.．、]?", t) for t in texts)
    ]
    works = tuple(column for column in filled if column not in bodies and column not in numbers)
    longest = max(
        (sum(map(len, filled[column])) / len(filled[column]) for column in works if filled[column]), default=0
    )
    if not bodies or not works or longest < _SHORTEST_TEXT:
        return None
    return Columns(dict.fromkeys(filled, ""), tuple(numbers), (bodies[-1],), (), works)


def _names_bodies(text: str) -> bool:
    if len(text) > 60 or "。" in text:
        return False
    units = split_units(text)
    return bool(units) and all(_BODY_END.search(unit.name) or unit.kind == "group" for unit in units)


def _is_data(filled: list[str]) -> bool:
    return any(re.match(r"[（(]?[一二三四五六七八九十]+[）)、]|\d+[.．、]", text) for text in filled)
