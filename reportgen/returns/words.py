"""Findings in the words that a unit reads: how bad, in which order, as whole sentences."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from reportgen.files.text import clean_text
from reportgen.model.findings import Finding, Severity

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""From worst to least."""

SEVERITY_WORDS: Mapping[Severity, str] = MappingProxyType({"error": "需要修改", "warning": "请核实", "note": "供参考"})
"""How bad a finding is, to the person who filled the form."""

_FOR_UNITS: Mapping[str, str] = MappingProxyType(
    {
        "file-conflict": "请确认以哪一份为准，只交这一份",
        "file-superseded": "请核对用的这一份是否正确",
        "role-changed": "请保留下发时的职责；职责确有变化的，请告知",
    }
)
"""What a unit is asked where the catalogue tells the clerk what to do in his folder or settings."""

_OUR_FOLDER = re.compile(r"进度填报/(?:[^/\s]+/)*")
_NO_REQUEST = ("请", "无需", "必填")
_CLOSED = ("。", "！", "？", "…", "；", "：")
_SHORT = 40


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """The findings by severity, each severity in its order."""
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))


def joined(finding: Finding) -> str:
    """What was found and how to mend it, as sentences in one line; politely, where the catalogue is short."""
    mend = one_line(_FOR_UNITS.get(finding.code, finding.mend)).replace("请单位", "请")
    if mend and not any(word in mend for word in _NO_REQUEST):
        mend = f"请{mend}"
    what = _OUR_FOLDER.sub("", one_line(finding.what))
    return "".join(part if part.endswith(_CLOSED) else f"{part}。" for part in (what, mend) if part)


def one_line(text: str) -> str:
    """The text without line breaks and doubled blanks."""
    return " ".join(clean_text(text).split())


def shortened(text: str) -> str:
    """The beginning of a requirement, enough to know it by."""
    line = one_line(text)
    return line if len(line) <= _SHORT else f"{line[:_SHORT]}……"
