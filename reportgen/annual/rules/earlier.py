"""Against the year before: R9 carry-over, R10 documents in force, R13 jumps."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from reportgen.annual.form import APPLICANTS
from reportgen.annual.rules.case import Case, column_of, counted, name_of, place_of, row_of, shown
from reportgen.annual.rules.outcome import NotRun, Outcome, error, warning
from reportgen.model.annual import AnnualReport, FigureKey

_JUMP: Final = 5
_FINES: Final = re.compile(r"(?:公安|市场监督管理|综合行政执法)(?:分)?局\Z")
_LEAST: Final = 20
"""Below this many decisions in both years a jump says nothing."""


def previous_of(case: Case) -> AnnualReport | str:
    """The report of the year before, or why there is none."""
    previous, report = case.previous, case.report
    if previous is None:
        return "没有上年的报告或数据"
    if report.year and previous.year and previous.year != report.year - 1:
        return f"给出的是{previous.year}年的数据，不是{report.year - 1}年的"
    return previous


def carried(case: Case) -> Iterator[Outcome]:
    """R9: what was carried in is what last year carried out, each of the seven columns."""
    previous = previous_of(case)
    if isinstance(previous, str):
        yield NotRun("R9", previous)
        return
    run = 0
    for column in APPLICANTS:
        now, then = FigureKey("requests", "r02", column), FigureKey("requests", "r25", column)
        figure, before = case.report.figures.get(now), previous.figures.get(then)
        value, last = counted(figure), counted(before)
        if value is None or last is None:
            continue
        run += 1
        if value != last:
            what = (
                f"本年{name_of(now)}为{shown(value)}，上年{row_of(then)}行同一列为{shown(last)}，"
                f"相差{shown(abs(value - last))}"
            )
            mend = "核对两年的结转数；机构合并、上年填错等原因在报告中说明"
            is_explained = bool(figure and figure.remark)
            yield (warning if is_explained else error)("R9", place_of(case.report, now), what, mend)
    if run < len(APPLICANTS):
        why = f"有{len(APPLICANTS) - run}列在本年或上年的表中没有或读不出"
        yield NotRun("R9", why, is_partial=run > 0)


def stock(case: Case) -> Iterator[Outcome]:
    """R10: in force now = in force last year + made - repealed, both rows."""
    previous = previous_of(case)
    if isinstance(previous, str):
        yield NotRun("R10", previous)
        return
    run = 0
    for row in ("regulations", "normative"):
        made, repealed, force = (FigureKey("disclosure", row, column) for column in ("made", "repealed", "in_force"))
        values = [counted(case.report.figures.get(key)) for key in (made, repealed, force)]
        last = previous.value(force)
        if last is None or any(value is None for value in values):
            continue
        run += 1
        new, old, now = (value or Decimal(0) for value in values)
        if now != last + new - old:
            what = (
                f"{name_of(force)}为{shown(now)}，而上年现行有效{shown(last)}、{column_of(made)}{shown(new)}、"
                f"{column_of(repealed)}{shown(old)}，推算为{shown(last + new - old)}，"
                f"相差{shown(abs(last + new - old - now))}"
            )
            yield warning(
                "R10", place_of(case.report, force), what, "核对三个数；修订、失效、清理、机构合并等原因加以说明"
            )
    if run < 2:
        yield NotRun("R10", "本年或上年的制发、废止、现行有效没有或读不出", is_partial=run > 0)


def jumps(case: Case) -> Iterator[Outcome]:
    """R13: five times last year's decisions, a fifth of them; none where the body plainly fines or licenses."""
    nil = list(_nil(case))
    yield from nil
    previous = previous_of(case)
    if isinstance(previous, str):
        yield NotRun("R13", previous, is_partial=bool(nil))
        return
    run = 0
    for row in ("licensing", "penalties", "coercion"):
        key = FigureKey("disclosure", row, "decided")
        now, last = case.report.value(key), previous.value(key)
        if now is None or last is None:
            continue
        run += 1
        if max(now, last) < _LEAST or (now < last * _JUMP and last < now * _JUMP):
            continue
        what = f"{name_of(key)}本年为{shown(now)}，上年为{shown(last)}，变化在{_JUMP}倍以上"
        yield warning("R13", place_of(case.report, key), what, "核对两年的数字和口径；属实的在报告中说明原因")
    if run < 3:
        yield NotRun("R13", "本年或上年的许可、处罚、强制没有或读不出", is_partial=run > 0)


def _nil(case: Case) -> Iterator[Outcome]:
    report = case.report
    is_whole = report.kind in ("province", "city", "county") and report.scope == "all"
    rows = ("licensing", "penalties") if is_whole else ("penalties",) if _FINES.search(report.body) else ()
    for row in rows:
        key = FigureKey("disclosure", row, "decided")
        if report.value(key) == 0:
            what = f"{name_of(key)}为0，而{report.body}一般会有"
            yield warning("R13", place_of(report, key), what, "核对是否漏填")
