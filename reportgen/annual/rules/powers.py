"""Figures that a body of its kind will not have: R12 rules (规章), R23 state secrets."""

from collections.abc import Iterator
from typing import Final

from reportgen.annual.bodies import government_of, is_small
from reportgen.annual.form import APPLICANTS
from reportgen.annual.rules.case import Case, column_of, name_of, row_of, shown
from reportgen.annual.rules.outcome import NotRun, Outcome, error, warning
from reportgen.model.annual import FigureKey

_WITH_POWER: Final = frozenset({"ministry", "province", "city"})


def power(case: Case) -> Iterator[Outcome]:
    """R12: only ministries, provinces and cities with districts make 规章; their offices may report for them."""
    report = case.report
    keys = [FigureKey("disclosure", "regulations", column) for column in ("made", "repealed", "in_force")]
    if not any(key in report.figures for key in keys):
        yield NotRun("R12", "没有读到“规章”一行")
        return
    if not report.body and report.kind == "department":
        yield NotRun("R12", "不知道是哪个机关的报告")
        return
    if report.kind in _WITH_POWER or government_of(report.body) in _WITH_POWER:
        return
    filled = [(key, value) for key in keys if (value := report.value(key)) is not None and value > 0]
    if not filled:
        return
    told = "、".join(f"{column_of(key)}{shown(value)}" for key, value in filled)
    place = report.figures[filled[0][0]].place
    who = report.body or "本机关"
    if report.kind in ("county", "township"):
        what = f"{row_of(keys[0])}填了{told}，{who}没有制定规章的权限"
        yield error("R12", place, what, "改为0；规范性文件填在“行政规范性文件”一行")
    else:
        what = f"{row_of(keys[0])}填了{told}，政府部门一般没有制定规章的权限"
        yield warning("R12", place, what, "核对：代政府填报的说明原因，规范性文件改填“行政规范性文件”一行")


def secrets(case: Case) -> Iterator[Outcome]:
    """R23: a township or small bureau refuses because of state secrets."""
    report = case.report
    keys = [FigureKey("requests", "r05", column) for column in APPLICANTS]
    if not any(key in report.figures for key in keys):
        yield NotRun("R23", "没有读到“属于国家秘密”一行")
        return
    if not is_small(report.body, report.kind):
        return
    # One finding: the total where it is filled, otherwise the first column that is.
    for key in reversed(keys):
        value = report.value(key)
        if value is not None and value > 0:
            what = f"{name_of(key)}为{shown(value)}，基层单位很少有属于国家秘密的申请"
            yield warning("R23", report.figures[key].place, what, "核对不予公开的理由是否选对")
            return
