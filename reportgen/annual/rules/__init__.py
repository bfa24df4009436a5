"""The annual report → findings: rules R1 to R28, each with one evaluator, and those that could not run."""

from reportgen.annual.rules.check import check_annual
from reportgen.annual.rules.outcome import NotRun, RuleRun, told_together
from reportgen.annual.rules.registry import RULES, AnnualRule

__all__ = ["RULES", "AnnualRule", "NotRun", "RuleRun", "check_annual", "told_together"]
