"""Sums within one report: R1 balance, R2 rows, R3 results, R5 reviews, R11 documents in force, R22 what stays open."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from reportgen.annual.form import APPLICANTS, OUTCOMES, REQUEST_LABELS, RESULTS, REVIEW_BLOCKS
from reportgen.annual.rules.case import Case, Sides, column_of, name_of, place_of, row_of, shown, shown_at, total, weigh
from reportgen.annual.rules.outcome import NotRun, Outcome, error, warning
from reportgen.model.annual import AnnualReport, FigureKey

_ONLY_2021: Final = ("r21", "r22")
_NO_REQUESTS: Final = "没有读到依申请公开的表"
_MOST_OPEN: Final = 30


def balance(case: Case) -> Iterator[Outcome]:
    """R1: 第一项 + 第二项 = 第三项 + 第四项, each of the seven columns."""
    report, run = case.report, 0
    for column in APPLICANTS:
        first, second, third, fourth = (FigureKey("requests", row, column) for row in ("r01", "r02", "r24", "r25"))
        sides = weigh(report, (first, second), (third, fourth))
        run += sides != "no"
        if isinstance(sides, Sides) and sides.left != sides.right:
            what = (
                f"{column_of(first)}列不平衡：第一项{row_of(first)}为{shown_at(report, first)}、"
                f"第二项{row_of(second)}为{shown_at(report, second)}，合计{shown(sides.left)}；"
                f"第三项{row_of(third)}为{shown_at(report, third)}、"
                f"第四项{row_of(fourth)}为{shown_at(report, fourth)}，"
                f"合计{shown(sides.right)}；相差{shown(abs(sides.left - sides.right))}"
            )
            yield error("R1", place_of(report, first), what, "核对这一列的四个数，使第一项加第二项等于第三项加第四项")
    yield from _incomplete("R1", case, run, len(APPLICANTS), "列")


def row_sums(case: Case) -> Iterator[Outcome]:
    """R2: the six kinds of applicants add up to 总计, every row."""
    report, run, rows = case.report, 0, _rows(case.report)
    for row in rows:
        *parts, whole = (FigureKey("requests", row, column) for column in APPLICANTS)
        sides = weigh(report, parts, (whole,))
        run += sides != "no"
        if isinstance(sides, Sides) and sides.left != sides.right:
            told = "、".join(
                f"{APPLICANTS[key.column]}{shown_at(report, key)}" for key in parts if _is_told(report, key)
            )
            what = (
                f"{row_of(whole)}行：“自然人”至“其他”各列之和为{shown(sides.left)}（{told or '各列均为0'}），"
                f"{column_of(whole)}列为{shown_at(report, whole)}，相差{shown(abs(sides.left - sides.right))}"
            )
            yield error("R2", place_of(report, whole), what, "核对这一行各列，总计等于六类申请人之和")
    yield from _incomplete("R2", case, run, len(rows), "行")


def result_sums(case: Case) -> Iterator[Outcome]:
    """R3: all results add up to （七）总计, each column; the 2019 form has one row of 其他处理."""
    report, run = case.report, 0
    results = [row for row in RESULTS if row in _rows(report)]
    for column in APPLICANTS:
        parts, whole = [FigureKey("requests", row, column) for row in results], FigureKey("requests", "r24", column)
        sides = weigh(report, parts, (whole,))
        run += sides != "no"
        if isinstance(sides, Sides) and sides.left != sides.right:
            what = (
                f"{column_of(whole)}列：第三项“（一）予以公开”至“（六）其他处理”各行之和为{shown(sides.left)}，"
                f"{row_of(whole)}行为{shown_at(report, whole)}，相差{shown(abs(sides.left - sides.right))}"
            )
            yield error("R3", place_of(report, whole), what, "核对这一列的各项办理结果，（七）总计等于各项之和")
    yield from _incomplete("R3", case, run, len(APPLICANTS), "列")


def review_sums(case: Case) -> Iterator[Outcome]:
    """R5: the four outcomes add up to 总计, each of the three blocks."""
    report, run = case.report, 0
    if not case.has_table("reviews"):
        yield NotRun("R5", "没有读到行政复议、行政诉讼的表")
        return
    for block in REVIEW_BLOCKS:
        *parts, whole = (FigureKey("reviews", block, outcome) for outcome in OUTCOMES)
        sides = weigh(report, parts, (whole,))
        run += sides != "no"
        if isinstance(sides, Sides) and sides.left != sides.right:
            told = "、".join(f"{OUTCOMES[key.column]}{shown_at(report, key)}" for key in parts)
            what = (
                f"{row_of(whole)}：{told}，之和为{shown(sides.left)}，{column_of(whole)}为{shown_at(report, whole)}，"
                f"相差{shown(abs(sides.left - sides.right))}"
            )
            yield error("R5", place_of(report, whole), what, "核对这一组的五个数，总计等于前四项之和")
    if run < len(REVIEW_BLOCKS):
        yield NotRun("R5", "复议、诉讼的表里有的格没有或读不出", is_partial=run > 0)


def in_force(case: Case) -> Iterator[Outcome]:
    """R11: what was made this year is in force or was repealed."""
    report, run = case.report, 0
    if report.editions.get("disclosure") == 2019:
        yield NotRun("R11", "主动公开的表是2019年的旧格式，没有制发、废止、现行有效三栏")
        return
    for row in ("regulations", "normative"):
        made, repealed, force = (FigureKey("disclosure", row, column) for column in ("made", "repealed", "in_force"))
        sides = weigh(report, (made,), (force, repealed))
        run += sides != "no"
        if isinstance(sides, Sides) and sides.left > sides.right:
            what = (
                f"{name_of(made)}为{shown_at(report, made)}，多于{column_of(force)}（{shown_at(report, force)}）"
                f"与{column_of(repealed)}（{shown_at(report, repealed)}）之和{shown(sides.right)}"
            )
            yield error("R11", place_of(report, made), what, "本年制发的文件或者现行有效，或者已废止；核对这一行三个数")
    if run < 2:
        yield NotRun("R11", "没有读到制发、废止、现行有效三栏的全部数字", is_partial=run > 0)


def open_share(case: Case) -> Iterator[Outcome]:
    """R22: more than 30 % of the year's requests are carried out."""
    report = case.report
    taken = [FigureKey("requests", row, "total") for row in ("r01", "r02")]
    left = FigureKey("requests", "r25", "total")
    whole, rest = total(report, taken), total(report, (left,))
    if whole is None or rest is None:
        yield NotRun("R22", _NO_REQUESTS if not case.has_table("requests") else "新收、结转的总计没有或读不出")
    elif whole > 0 and rest * 100 > whole * _MOST_OPEN:
        percent = (rest * 100 / whole).quantize(Decimal("0.1"))
        what = (
            f"{name_of(left)}为{shown(rest)}，占{row_of(taken[0])}与{row_of(taken[1])}之和（{shown(whole)}）的{percent}%，"
            f"超过{_MOST_OPEN}%"
        )
        yield warning("R22", place_of(report, left), what, "核对结转数；属实的在报告中说明原因")


def _rows(report: AnnualReport) -> Sequence[str]:
    """The rows that a report's table should have: all, or those of the earlier form with its one row of 其他处理."""
    present = {key.row for key in report.figures if key.table == "requests"}
    is_short = "r23" in present and not present & set(_ONLY_2021)
    return [row for row in REQUEST_LABELS if not (is_short and row in _ONLY_2021)]


def _is_told(report: AnnualReport, key: FigureKey) -> bool:
    figure = report.figures.get(key)
    return figure is not None and figure.value is not None and figure.value != 0


def _incomplete(rule: str, case: Case, run: int, wanted: int, measure: str) -> Iterator[NotRun]:
    if not case.has_table("requests"):
        yield NotRun(rule, _NO_REQUESTS)
    elif run < wanted:
        yield NotRun(rule, f"有{wanted - run}{measure}的格没有或读不出", is_partial=run > 0)
