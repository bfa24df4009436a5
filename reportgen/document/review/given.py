"""What a review copy is told beside the section itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.model.completion import Completion
from reportgen.model.findings import Finding
from reportgen.model.settings import Policy


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """What a review copy tells beside the section itself.

    Attributes:
        findings: All findings, with a person's decisions.
        policies: Each 口径 with what it gives, the one in force first.
        hashes: SHA-256 of every file that entered, by path relative to the working folder.
    """

    findings: tuple[Finding, ...]
    policies: tuple[tuple[Policy, Completion], ...]
    hashes: Mapping[str, str]
