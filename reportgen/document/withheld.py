"""Personal data that nobody decided to publish, left out of the documents."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from reportgen.check.personal_data import find_personal
from reportgen.document.missing import MISSING
from reportgen.model.findings import Finding, Place
from reportgen.model.progress import Collection, Entry, EntryColumn

PERSONAL: Mapping[str, str] = MappingProxyType(
    {
        "person-id": "身份证号",
        "person-card": "银行卡号",
        "person-phone": "手机号码",
        "person-email": "电子邮箱",
    }
)
"""Code of a finding → what it found."""

_COLUMNS: tuple[EntryColumn, ...] = ("progress", "figure", "problems", "next_steps", "evidence")


def withhold(collection: Collection, findings: Iterable[Finding]) -> Collection:
    """What came back, without the personal data of open findings; a mark 〔待补充：…〕 stands in their place.

    A number that a person let stand (对外公布的服务电话) is printed as typed. The cells as written stay as they are.
    """
    kinds: dict[Place, set[str]] = {}
    for finding in findings:
        if finding.is_open and finding.code in PERSONAL:
            kinds.setdefault(finding.place, set()).add(finding.code)
    if not kinds:
        return collection
    return replace(collection, entries=tuple(_withheld(entry, kinds) for entry in collection.entries))


def _withheld(entry: Entry, kinds: Mapping[Place, set[str]]) -> Entry:
    texts: dict[EntryColumn, str] = {}
    for column in _COLUMNS:
        found = kinds.get(entry.place(column))
        if found:
            texts[column] = without_personal(getattr(entry, column), found)
    return replace(entry, **texts) if texts else entry  # type: ignore[arg-type]  # these columns hold texts


def without_personal(text: str, kinds: set[str]) -> str:
    """The text with a mark in the place of every hit of these kinds."""
    for hit in reversed(find_personal(text)):
        if hit.kind in kinds:
            text = f"{text[: hit.start]}{MISSING}：核实后的{PERSONAL[hit.kind]}〕{text[hit.end :]}"
    return text
