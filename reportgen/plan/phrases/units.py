"""Responsibility phrases (责任分工) split into the bodies they name, each with role and kind."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from reportgen.model.plan import Assignment
from reportgen.plan.phrases.bodies import is_body_like
from reportgen.plan.phrases.collecting import Collector, UnitReading
from reportgen.plan.phrases.spacing import squeeze
from reportgen.terms import Role

__all__ = [
    "UnitReading",
    "prove_names",
    "read_columns",
    "read_units",
    "role_of_header",
    "split_units",
    "units_from_columns",
]

_NOBODY: Final = re.compile(r"[\s—–―\-－─_/／\\＼*·.。、…]*(?:无|暂无|空)?[\s—–―\-－─/／。.…]*")
_STRAY: Final = re.compile(r"[\[【]\s*bookmark\s*:[^\]】]*[\]】]")
# What the phrase says about later ones: 以下均需各县区落实，不再逐一列出.
_ASIDE: Final = re.compile(
    r"[，,；;]?\s*以下(?:均|皆|同|各项|任务)[^；;。）)\n]*|[，,；;]?\s*不再(?:逐一|一一|重复|另行)[^，,；;。）)\n]*"
)
_DUTY: Final = r"(?:牵头|主办|主责|主要责任|责任|配合|协办|协助|参与|参加|支持|承办|承担|落实|实施|负责|统筹|执行)"
_BODY: Final = r"(?:单位|部门|科室|处室|股室|机构|主体|科|处)"
_PERSON: Final = r"(?:领导|人员?|同志|负责人|县领导|市领导|区领导)"
_LABEL: Final = re.compile(
    rf"(?:第一|主要|直接|具体)?(?P<duty>{_DUTY})(?:落实|责任)?"
    rf"(?:(?P<body>{_BODY})(?:及(?:分工|职责))?|分工|(?P<person>{_PERSON}))?\s*(?:[:：]|(?<=单位)[ \t\u3000]+)"
    r"|(?P<contact>(?:分管|挂点|包保|联系|填报|审核)?(?:领导|联系人|负责人|电话|联系方式|联系电话)"
    r"|(?:完成|办结)?(?:时限|期限|时间)(?:要求)?|(?:进度|时序)(?:要求|安排))\s*[:：]"
)
_LEADS: Final = frozenset({"牵头", "主办", "统筹"})
_SUPPORTS: Final = frozenset({"配合", "协办", "协助", "参与", "参加", "支持"})


def split_units(phrase: str, *, known: Collection[str] = ()) -> tuple[Assignment, ...]:
    """The bodies that a responsibility phrase names; see `read_units`."""
    return read_units(phrase, known=known).units


def read_units(phrase: str, *, known: Collection[str] = ()) -> UnitReading:
    """The bodies that a responsibility phrase names, in printed order, with roles, kinds and doubts.

    Args:
        phrase: A 责任单位 cell or tail as printed, line breaks included: they part bodies, so do not squeeze it first.
            A leading ``责任单位：`` and brackets round the whole are understood.
        known: Names proven elsewhere in the plan (`prove_names`); they split phrases without any separator and stay
            whole where a name holds 和 or a role word.

    Returns:
        Nobody for an empty phrase, ``—``, ``/`` and ``无``.

    Source:
        plan-json.md, **units**.
    """
    phrase = _cleaned(phrase)
    return _collect(phrase, known).finish(phrase) if _labelled(phrase) else UnitReading(())


def units_from_columns(columns: Sequence[tuple[str, str]], *, known: Collection[str] = ()) -> tuple[Assignment, ...]:
    """The bodies of a row with a lead and a support column; see `read_columns`."""
    return read_columns(columns, known=known)[0].units


def read_columns(columns: Sequence[tuple[str, str]], *, known: Collection[str] = ()) -> tuple[UnitReading, str | None]:
    """Bodies and responsibility of a row whose columns give the roles.

    Args:
        columns: (header, cell) in printed order: 牵头单位 and 配合单位, or 牵头单位 and 责任单位 (whose bodies then
            support). One column alone reads as `read_units` does.
        known: As in `read_units`.

    Returns:
        The reading, and ``牵头单位:X;配合单位:Y`` with the columns' own headers, empty cells left out; ``None`` where
        every cell is empty. Of one column alone just its cell.
    """
    collector = Collector(frozenset(known))
    printed: list[str] = []
    for header, cell in columns:
        cell = _cleaned(cell)
        if cell:
            for role, text in _labelled(cell):
                collector.read_segment(text, role or role_of_header(header))
            printed.append(f"{squeeze(header)}:{squeeze(cell)}" if len(columns) > 1 else squeeze(cell))
    if not printed:
        return UnitReading(()), None
    return collector.finish(";".join(printed)), ";".join(printed)


def role_of_header(header: str) -> Role | None:
    """The role that a column's header gives: 牵头单位 → lead, 配合单位 → support, 责任单位 → none."""
    header = squeeze(header).replace(" ", "")
    if re.search("牵头|主办|统筹", header) and not re.search("配合|协办|责任单位", header):
        return "lead"
    if re.search("配合|协办|协助|参与|参加", header) and "牵头" not in header:
        return "support"
    return None


def prove_names(phrases: Iterable[str]) -> frozenset[str]:
    """Single bodies that the phrases of a plan name beyond doubt: set apart by a separator, role word or alone.

    Pass the result as ``known`` when reading the phrases a second time.
    """
    names: set[str] = set()
    for phrase in filter(None, map(_cleaned, phrases)):
        collector = _collect(phrase)
        units = collector.finish(phrase).units
        names |= {unit.name for unit in units if unit.kind == "unit" and is_body_like(unit.name)} - collector.guessed
    return frozenset(name for name in names if 1 < len(name) <= 20)


def _cleaned(phrase: str) -> str:
    """A phrase without asides and stray marks; ``""`` where it names nobody."""
    phrase = _ASIDE.sub("", _STRAY.sub("", phrase))
    return "" if _NOBODY.fullmatch(phrase) else phrase


def _collect(phrase: str, known: Collection[str] = ()) -> Collector:
    """A collector that has read the phrase."""
    collector = Collector(frozenset(known))
    for role, text in _labelled(phrase):
        collector.read_segment(text, role)
    return collector


def _labelled(phrase: str) -> list[tuple[Role | None, str]]:
    """Parts of a phrase under 牵头单位：… 配合单位：…; persons' parts left out."""
    parts: list[tuple[Role | None, str]] = []
    role: Role | None = None
    skip = False
    position = 0
    for match in _LABEL.finditer(phrase):
        if not skip:
            parts.append((role, phrase[position : match.start()]))
        duty = match["duty"] or ""
        skip = bool(match["person"] or match["contact"])
        role = "lead" if duty in _LEADS else "support" if duty in _SUPPORTS else None
        position = match.end()
    if not skip:
        parts.append((role, phrase[position:]))
    return [
        (role, text) for role, text in parts if not _NOBODY.fullmatch(text.strip(" \t\r\n\u3000；;，,、。（(【[）)"))
    ]
