"""Which row of the requests table a label means."""

import re
from functools import cache
from typing import Final, NamedTuple

from reportgen.annual.form import (
    APPLICANTS,
    NOT_PROCESSED,
    OTHERWISE,
    REFUSED,
    REQUEST_LABELS,
    RESULTS_LABEL,
    UNAVAILABLE,
)
from reportgen.annual.published.letters import core, number_of, plain
from reportgen.annual.published.likeness import nearest

GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "（三）不予公开": REFUSED,
    "（四）无法提供": UNAVAILABLE,
    "（五）不予处理": NOT_PROCESSED,
    "（六）其他处理": OTHERWISE,
}
"""Labels that stand over several rows."""

ORDER: Final = tuple(REQUEST_LABELS)
_SHORT: Final = 4
_LIKE: Final = 0.8
_REMARKED: Final = re.compile(r"[(\[][^()]*[)\]]?$")
_BEHIND: Final = re.compile(r"(?<=.{4})(?:数量|件数|情况|的?申请数|类)$")
_PREFIXES: Final = tuple(re.escape(core(label)) for label in (RESULTS_LABEL, *GROUPS))
_OVER: Final = re.compile(
    rf"(?:(?:[一二三四五六七八九十]、|\([一二三四五六七八九十]\))?(?:{'|'.join(_PREFIXES)})[:：]?)+"
)
_CORES: Final = {core(label): key for key, label in REQUEST_LABELS.items()}
_GROUP_CORES: Final = {core(label): label for label in GROUPS}
_ONLY_EXACT: Final = frozenset({"r23", "r24"})
_LONG_CORES: Final = {label: key for label, key in _CORES.items() if key not in _ONLY_EXACT}


class RowLabel(NamedTuple):
    """What a label says.

    Attributes:
        key: The row, or ``group:`` with the group's official label.
        official: The official label, with the groups in front that the cell repeats.
    """

    key: str
    official: str


@cache
def request_row(text: str) -> RowLabel | None:
    """The row that a label means; ``None`` where it means none or might mean two."""
    whole = plain(text)
    if not whole:
        return None
    group = _GROUP_CORES.get(core(whole)) or (RESULTS_LABEL if core(whole) == core(RESULTS_LABEL) else None)
    if group:
        return RowLabel(f"group:{group}", group)
    over = _OVER.match(whole)
    if over and over.end() < len(whole):
        found = _single(whole[over.end() :])
        if found:
            key = found.key
            return RowLabel(key, _above(whole[: over.end()]) + REQUEST_LABELS[key])
        rest = _GROUP_CORES.get(core(whole[over.end() :]))
        return RowLabel(f"group:{rest}", RESULTS_LABEL + rest) if rest else None
    return _single(whole)


def _above(prefix: str) -> str:
    return "".join(label for label in (RESULTS_LABEL, *GROUPS) if core(label) in prefix)


def _single(whole: str) -> RowLabel | None:
    bare = core(whole)
    exact = _CORES.get(bare) or _CORES.get(_REMARKED.sub("", bare))
    if exact is None and bare in ("合计", "总数", "总计数"):
        exact = "r24"
    if exact:
        return RowLabel(exact, REQUEST_LABELS[exact])
    if len(bare) < _SHORT or sum(1 for each in _CORES if len(each) >= _SHORT and each in bare) > 1:
        return None
    key = _begun(bare) or nearest(bare, _LONG_CORES, least=_LIKE)
    number = number_of(whole)
    if key is None or (number and number != number_of(REQUEST_LABELS[key])):
        return None
    return RowLabel(key, REQUEST_LABELS[key])


def _begun(bare: str) -> str | None:
    """The one label that begins so, or has one more word behind it."""
    bare = _BEHIND.sub("", bare)
    begun = {key for each, key in _CORES.items() if key not in _ONLY_EXACT and each.startswith(bare)}
    return begun.pop() if len(begun) == 1 else None


_APPLICANT_CORES: Final = {label: name for name, label in APPLICANTS.items()}
_APPLICANT_LIKE: Final = {
    "商业企业": "company",
    "企业": "company",
    "科研机构": "research",
    "科研院所": "research",
    "公益组织": "welfare",
    "社会公益机构": "welfare",
    "社会公益": "welfare",
    "法律服务": "legal",
    "法律机构": "legal",
    "法律服务组织": "legal",
    "其他组织": "other",
    "其它": "other",
    "合计": "total",
    "公民": "person",
}
_LONG_APPLICANTS: Final = {label: name for label, name in _APPLICANT_CORES.items() if len(label) >= _SHORT}
_OVER_APPLICANTS: Final = {
    "申请人情况": "申请人情况",
    "法人或其他组织": "法人或其他组织",
    "法人和其他组织": "法人或其他组织",
}


def applicant(text: str) -> str | None:
    """The column that a heading means."""
    bare = _REMARKED.sub("", plain(text))
    exact = _APPLICANT_CORES.get(bare) or _APPLICANT_LIKE.get(bare)
    if exact or len(bare) < _SHORT - 1 or bare in _OVER_APPLICANTS:
        return exact
    return nearest(bare, _LONG_APPLICANTS)


def over_applicants(text: str) -> str | None:
    """The official label over several columns that a heading means."""
    return _OVER_APPLICANTS.get(_REMARKED.sub("", plain(text)))
