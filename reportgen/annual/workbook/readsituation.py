"""The sheet 情况 as it was filled: who reports, counts, texts."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final, TypeVar, cast

from reportgen.annual.facts import COUNTS, TEXTS
from reportgen.annual.workbook.codes import form_finding
from reportgen.annual.workbook.entries import Cells
from reportgen.annual.workbook.labels import without_remark
from reportgen.annual.workbook.spec import BASICS, ENTRY_TITLE, ITEM_TITLE, KIND_WORDS, SCOPE_WORDS, BasicKey
from reportgen.model.annual import AnnualFigure, AnnualParagraph, BodyKind, Scope
from reportgen.model.findings import Place
from reportgen.workbook.dates import parse_day

_FEWEST: Final = 5
"""Labels of 情况 that a sheet must show to be it."""
_YEARS: Final = range(2008, 2101)
"""The 条例 has been in force since 2008."""
_SHOWN: Final = 40

_LABELS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        **{without_remark(basic.label): ("basic", basic.key) for basic in BASICS},
        **{without_remark(spec.label): ("count", spec.key) for spec in COUNTS},
        **{without_remark(spec.label): ("text", spec.key) for spec in TEXTS},
    }
)
_OTHER_KINDS: Final[Mapping[str, BodyKind]] = MappingProxyType(
    {
        "部门": "department", "政府部门": "department", "地方政府部门": "department", "其他单位": "department",
        "乡镇": "township", "街道": "township", "镇": "township", "乡": "township", "街道办事处": "township",
        "县政府": "county", "区政府": "county", "县": "county", "县级": "county",
        "市政府": "city", "市": "city", "设区的市": "city", "自治州": "city", "地级市": "city",
        "省政府": "province", "省": "province", "省级": "province",
        "部委": "ministry",
    }
)  # fmt: skip
_OTHER_SCOPES: Final[Mapping[str, Scope]] = MappingProxyType(
    {
        "本单位": "own", "本级": "own", "本部门": "own",
        "全市": "all", "全县": "all", "全省": "all", "全州": "all", "汇总": "all", "全旗": "all", "全系统": "all",
    }
)  # fmt: skip

_Choice = TypeVar("_Choice", bound=str)


@dataclass(frozen=True, slots=True)
class Situation:
    """What the sheet says; ``None`` or nothing where it does not."""

    year: int | None = None
    body: str = ""
    kind: BodyKind = "department"
    scope: Scope = "own"
    published_on: date | None = None
    counts: Mapping[str, AnnualFigure] = field(default_factory=lambda: MappingProxyType({}))
    texts: Mapping[str, tuple[AnnualParagraph, ...]] = field(default_factory=lambda: MappingProxyType({}))


def is_situation(texts: Sequence[Sequence[str]]) -> bool:
    """Whether a sheet that shows these texts is 情况."""
    found = {without_remark(text) for cells in texts for text in cells if text and len(text) <= _SHOWN}
    return len(found & _LABELS.keys()) >= _FEWEST


def read_situation(cells: Cells) -> Situation:
    """The sheet's contents; findings go to ``cells``."""
    spots = _spots(cells.texts())
    missing = [label for label, name in _LABELS.items() if name not in spots]
    if missing:
        more = f"等 {len(missing)} 项" if len(missing) > _FEWEST else ""
        what = f"表中找不到“{'”“'.join(missing[:_FEWEST])}”{more}"
        cells.findings.append(form_finding("annual-label-missing", Place(cells.file, cells.sheet.name), what))
    basics = {cast("BasicKey", key): spot for (sort, key), spot in spots.items() if sort == "basic"}
    year = _year(basics.get("year"), cells)
    return Situation(
        year,
        _body(basics.get("body"), cells),
        _choice(basics.get("kind"), "机关类型", KIND_WORDS, _OTHER_KINDS, "department", cells),
        _choice(basics.get("scope"), "统计范围", SCOPE_WORDS, _OTHER_SCOPES, "own", cells),
        _day(basics.get("published_on"), year, cells),
        MappingProxyType(
            {
                spec.key: cells.figure(*spots["count", spec.key], spec.label)
                for spec in COUNTS
                if ("count", spec.key) in spots
            }
        ),
        MappingProxyType(_texts(spots, cells)),
    )


def _spots(texts: Sequence[Sequence[str]]) -> dict[tuple[str, str], tuple[int, int]]:
    """Where each item's entry stands: in the column 填写 of its row, in the column beside its label without one."""
    spots: dict[tuple[str, str], tuple[int, int]] = {}
    items: int | None = None
    entries: int | None = None
    for row, cells in enumerate(texts):
        plain = [without_remark(text) if len(text) <= _SHOWN else "" for text in cells]
        if ITEM_TITLE in plain and ENTRY_TITLE in plain:
            items, entries = plain.index(ITEM_TITLE), plain.index(ENTRY_TITLE)
            continue
        # Names of sections stand left of the items and may be the same words.
        places = range(len(plain)) if items is None else (items,)
        at = next((at for at in places if at < len(plain) and plain[at] in _LABELS), None)
        if at is not None:
            spots.setdefault(_LABELS[plain[at]], (row, at + 1 if entries is None else entries))
    return spots


def _year(spot: tuple[int, int] | None, cells: Cells) -> int | None:
    if spot is None:
        return None
    text = cells.text(*spot)
    match = re.fullmatch(r"(\d{4})(?:\.0)?年?度?", re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))
    if match and int(match[1]) in _YEARS:
        return int(match[1])
    cells.tell("annual-year", *spot, f"年度写的是“{text[:_SHOWN]}”，不是年份" if text else "年度没有填")
    return None


def _body(spot: tuple[int, int] | None, cells: Cells) -> str:
    if spot is None or cells.trouble(*spot, "单位名称") is not None:
        return ""
    text = re.sub(r"\s*\n\s*", "", cells.text(*spot))
    if not text:
        cells.tell("annual-body", *spot, "单位名称没有填")
    return text


def _choice(
    spot: tuple[int, int] | None,
    label: str,
    words: Mapping[_Choice, str],
    others: Mapping[str, _Choice],
    default: _Choice,
    cells: Cells,
) -> _Choice:
    if spot is None:
        return default
    text = cells.text(*spot)
    said = without_remark(text)
    for name, word in words.items():
        if without_remark(word) == said:
            return name
    if said in others:
        return others[said]
    found = f"{label}写的是“{text[:_SHOWN]}”，不在选项之内" if text else f"{label}没有选"
    cells.tell("annual-choice", *spot, f"{found}，按“{words[default]}”处理")
    return default


def _day(spot: tuple[int, int] | None, year: int | None, cells: Cells) -> date | None:
    if spot is None or cells.trouble(*spot, "落款日期") is not None:
        return None
    value = cells.value(*spot)
    # A report is dated in the year after its own.
    parsed = parse_day(value if isinstance(value, (date, float)) else cells.text(*spot), year=(year or 0) + 1)
    if parsed.doubt:
        cells.tell("annual-date", *spot, f"落款{parsed.what}", parsed.mend)
    return parsed.value


def _texts(spots: Mapping[tuple[str, str], tuple[int, int]], cells: Cells) -> dict[str, tuple[AnnualParagraph, ...]]:
    found: dict[str, tuple[AnnualParagraph, ...]] = {}
    for spec in TEXTS:
        spot = spots.get(("text", spec.key))
        if spot is None or cells.trouble(*spot, spec.label) is not None:
            continue
        place = cells.place(*spot)
        lines = (line.strip(" \t\u3000\xa0") for line in cells.text(*spot).split("\n"))
        paragraphs = tuple(AnnualParagraph(line, place) for line in lines if line)
        if paragraphs:
            found[spec.key] = paragraphs
    return found
