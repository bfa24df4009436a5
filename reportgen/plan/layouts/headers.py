"""What the columns of a table mean, by their titles and by what stands in them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportgen.plan.phrases.spacing import squeeze
from reportgen.plan.phrases.units import split_units

_UNIT = re.compile(
    "(?:责任|牵头|配合|主办|协办|承办|负责|落实|实施|协助|参与|主管)(?:单位|部门|科室|处室|股室|机构|领域)|^责任分工$|^单位$|^责任主体$|^科室$|^部门$|"
    "^(?:牵头|配合|主办|协办)$"
)
_DUE = re.compile("时限|时间|期限|进度(?:要求|安排)|^进度$|节点|完成日期")
_NUMBER = re.compile("^(?:序号|编号|序|项次|号)$")
_SKIPPED = re.compile("备注|责任人|领导|联系人|电话|联系方式|完成情况|落实情况|进展|佐证|分值|得分|依据|来源|说明|频次")
_WORK = re.compile(
    "任务|要求|内容|措施|举措|要点|事项|项目|类别|领域|目标|工作|重点|分类|主题|环节|指标|标准|清单|板块|方面"
)
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
    """

    titles: Mapping[int, str]
    numbers: tuple[int, ...]
    units: tuple[int, ...]
    dues: tuple[int, ...]
    works: tuple[int, ...]


def is_header(texts: Mapping[int, str]) -> bool:
    """Whether a row's cells are column titles: short, at least two known, one of them about the work or the bodies."""
    filled = [squeeze(text) for text in texts.values() if text.strip()]
    if len(filled) < 2 or any(len(text) > _LONGEST_HEADER for text in filled):
        return False
    kinds = [_kind(text) for text in filled]
    known = sum(kind != "" for kind in kinds)
    return known >= 2 and known * 2 >= len(filled) and bool({"unit", "work"} & set(kinds)) and not _is_data(filled)


def is_sub_header(texts: Mapping[int, str]) -> bool:
    """Whether a row below a header goes on with it: 牵头 | 配合 under 责任单位."""
    filled = [squeeze(text) for text in texts.values() if text.strip()]
    return len(filled) >= 2 and all(len(text) <= 8 and _kind(text) for text in filled) and not _is_data(filled)


def columns_of(titles: Mapping[int, str]) -> Columns:
    """What each column is for."""
    kinds = {column: _kind(title) for column, title in titles.items()}

    def of(kind: str) -> tuple[int, ...]:
        return tuple(sorted(column for column, found in kinds.items() if found == kind))

    works = tuple(sorted(column for column, kind in kinds.items() if kind in ("work", "")))
    return Columns(titles, of("number"), of("unit"), of("due"), works)


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


def _kind(title: str) -> str:
    if _NUMBER.search(title):
        return "number"
    if _UNIT.search(title):
        return "unit"
    if _DUE.search(title):
        return "due"
    if _SKIPPED.search(title):
        return "skipped"
    return "work" if _WORK.search(title) else ""


def _is_data(filled: list[str]) -> bool:
    return any(re.match(r"[（(]?[一二三四五六七八九十]+[）)、]|\d+[.．、]", text) for text in filled)
