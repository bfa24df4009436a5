"""Findings in the words that a unit reads: how bad, in which order, as whole sentences."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from reportgen.files.text import clean_text
from reportgen.model.findings import Finding, Severity

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""From worst to least."""

SEVERITY_WORDS: Mapping[Severity, str] = MappingProxyType({"error": "需要修改", "warning": "请核实", "note": "供参考"})
"""How bad a finding is, to the person who filled the form."""

_CLOSED = ("。", "！", "？", "…", "；", "：")
_SHORT = 40


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """The findings by severity, each severity in its order."""
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))


def joined(finding: Finding) -> str:
    """What was found and how to mend it, as sentences in one line; politely, where the catalogue is short."""
    mend = one_line(finding.mend)
    if mend and "请" not in mend and "无需" not in mend:
        mend = f"请{mend}"
    return "".join(part if part.endswith(_CLOSED) else f"{part}。" for part in (one_line(finding.what), mend) if part)


def one_line(text: str) -> str:
    """The text without line breaks and doubled blanks."""
    return " ".join(clean_text(text).split())


def shortened(text: str) -> str:
    """The beginning of a requirement, enough to know it by."""
    line = one_line(text)
    return line if len(line) <= _SHORT else f"{line[:_SHORT]}……"
