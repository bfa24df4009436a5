"""One run of all rules over a report."""

from collections.abc import Mapping, Sequence
from datetime import date

from reportgen.annual.rules.case import Case
from reportgen.annual.rules.outcome import NotRun, RuleRun
from reportgen.annual.rules.registry import RULES
from reportgen.model.annual import AnnualReport
from reportgen.model.findings import Finding


def check_annual(
    report: AnnualReport,
    *,
    previous: AnnualReport | None = None,
    plan_figures: Mapping[str, int] | None = None,
    published_on: date | None = None,
    children: Sequence[AnnualReport] = (),
    missing_children: Sequence[str] = (),
    others: Sequence[AnnualReport] = (),
    part_one_limit: int = 1000,
) -> RuleRun:
    """Run every rule as far as its data are there.

    Args:
        report: The report under check.
        previous: The same body's report of the year before (R9, R10, R13, R18, R25).
        plan_figures: Counts of the plan's completion, ``tasks`` and ``done`` (R16).
        published_on: 落款日期 (R20).
        children: Reports of the bodies that the report sums up (R21).
        missing_children: Names of such bodies that have not reported (R21).
        others: Reports of other bodies of the same year, to look for copied text (R25).
        part_one_limit: Characters that part one should not exceed (R26).

    Returns:
        Findings in the order of the rules; each rule is in ``ran``, in ``not_run``, or, where it ran in part, in both.
    """
    case = Case(
        report,
        previous=previous,
        plan_figures=plan_figures or {},
        published_on=published_on,
        children=tuple(children),
        missing_children=tuple(missing_children),
        others=tuple(others),
        part_one_limit=part_one_limit,
    )
    findings: list[Finding] = []
    not_run: list[NotRun] = []
    for rule in RULES:
        for outcome in rule.evaluate(case):
            if isinstance(outcome, NotRun):
                not_run.append(outcome)
            elif outcome not in findings:
                findings.append(outcome)
    silent = {each.rule for each in not_run if not each.is_partial}
    return RuleRun(tuple(findings), tuple(not_run), tuple(rule.id for rule in RULES if rule.id not in silent))
