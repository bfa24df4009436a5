"""What running the rules gives: findings, and the rules that could not run with the reason."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from reportgen.model.findings import Finding, Place, Severity


@dataclass(frozen=True, slots=True)
class NotRun:
    """A rule that could not run.

    Attributes:
        rule: Its id, ``R9``.
        why: In Chinese, what is missing.
        is_partial: Whether it did run on the rest of the report.
    """

    rule: str
    why: str
    is_partial: bool = False

    def __str__(self) -> str:
        return f"{self.rule}{'有一部分' if self.is_partial else ''}没有核对：{self.why}"


def told_together(not_run: Iterable[NotRun]) -> list[str]:
    """Rules that could not run, one line for each reason: R9、R10没有核对：没有上年的报告或数据."""
    by_reason: dict[str, list[str]] = {}
    for one in not_run:
        by_reason.setdefault(str(replace(one, rule="")), []).append(one.rule)
    return [f"{'、'.join(rules)}{reason}" for reason, rules in by_reason.items()]


@dataclass(frozen=True, slots=True)
class RuleRun:
    """One run of all rules over a report.

    Attributes:
        findings: In the order of the rules, then of the form.
        not_run: Rules that did not run, or only in part.
        ran: Ids of the rules that ran, those in part included.
    """

    findings: tuple[Finding, ...]
    not_run: tuple[NotRun, ...]
    ran: tuple[str, ...]


Outcome = Finding | NotRun


def error(rule: str, place: Place, what: str, mend: str) -> Finding:
    """The report must not go out with this."""
    return _finding(rule, "error", place, what, mend)


def warning(rule: str, place: Place, what: str, mend: str) -> Finding:
    """A person confirms it or adds a note."""
    return _finding(rule, "warning", place, what, mend)


def note(rule: str, place: Place, what: str, mend: str) -> Finding:
    """For information."""
    return _finding(rule, "note", place, what, mend)


def _finding(rule: str, severity: Severity, place: Place, what: str, mend: str) -> Finding:
    return Finding(code=rule, severity=severity, place=place, what=what, mend=mend)
