"""Rules on numbers: what a task asks for (不少于2次, 控制在5%以内) against what 量化成果 and 落实情况 tell (P7)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from reportgen.check.case import Case, about
from reportgen.check.reached import Reached, reached
from reportgen.check.words import clip
from reportgen.model.findings import Finding
from reportgen.model.progress import Entry
from reportgen.terms import CARRYING, FINISHED
from reportgen.workbook.figures_cell import Figure, read_figures
from reportgen.workbook.targets import Target, find_targets

_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Measured:
    """A finished row beside one target of its task.

    Attributes:
        entry: The row.
        target: What the task asks for.
        told: What the row tells of it.
        need: The number wanted by the day of judging: for 每季度不少于1次 one for each quarter that is over.
        may_be_met_together: Whether the units that carry the task reach the number together, or may do so with what
            is not known yet.
    """

    entry: Entry
    target: Target
    told: Reached
    need: float
    may_be_met_together: bool

    @property
    def asked(self) -> str:
        """How a finding begins: which task asks for what."""
        return f"第{self.entry.task}项要求“{self.target.phrase}”"

    @property
    def contrary(self) -> Figure | None:
        """A figure that answers a least with a most, or the other way round."""
        bound = "least" if self.target.most is not None else "most"
        return next((figure for figure in self.told.figures if figure.bound == bound), None)

    @property
    def negative(self) -> Figure | None:
        """A figure below nought."""
        return next((figure for figure in self.told.figures if figure.number < 0), None)


def figures_against_targets(case: Case) -> Iterator[Finding]:
    """What a finished row tells is there, is understood, points the right way, and reaches what its task asks for (P7).

    Rows that only support a task are not held to its number.
    """
    for row in _measured(case):
        for rule in _ROW_RULES:
            told = rule(row)
            if told:
                yield told


def figure_unmeasured(case: Case) -> Iterator[Finding]:
    """A figure says what it counts, because it goes into a sentence of the report."""
    for entry, task in case.filled:
        figures = read_figures(entry.figure)
        if figures and all(not figure.measure for figure in figures) and not find_targets(task.text):
            yield about(entry, "figure", "figure-unmeasured", f"量化成果“{clip(entry.figure)}”没有写单位")


def _wanted(row: Measured) -> Finding | None:
    """A task that asks for a number and is finished tells the number."""
    if row.told.figures or row.told.is_said_in_words or row.told.unmatched or row.may_be_met_together:
        return None
    what = f"{row.asked}，量化成果没有填，落实情况里也没有找到"
    return about(row.entry, "figure", "figure-missing", what, "请写实际达到的数量和单位，如：2次、15篇、100%")


def _unclear(row: Measured) -> Finding | None:
    """The figure counts what the task asks for, in words that can be understood."""
    shown = clip(row.entry.figure)
    if row.told.unmatched:
        return about(row.entry, "figure", "figure-unclear", f"{row.asked}，量化成果写的是“{shown}”，对不上")
    if row.told.is_ambiguous:
        number = row.told.figures[0].number
        what = f"{row.asked}，量化成果“{shown}”分不清是{number:g}%还是{number * 100:g}%"
        return about(row.entry, "figure", "figure-unclear", what, "请写百分数，如：100%、1%")
    if row.told.understood:
        what = f"量化成果写作“{shown}”，按{row.told.understood}理解"
        return about(row.entry, "figure", "figure-understood", what)
    return None


def _sign(row: Measured) -> Finding | None:
    """A least is not answered by a most (要求不少于2次, 填不超过2次), nor a count by a negative number."""
    if row.told.is_from_text:
        return None
    if row.contrary:
        what = f"{row.asked}，量化成果却写“{clip(row.contrary.phrase)}”，方向相反"
        return about(row.entry, "figure", "figure-sign", what)
    if row.negative:
        what = f"{row.asked}，量化成果却是负数“{clip(row.negative.phrase)}”"
        return about(row.entry, "figure", "figure-sign", what)
    return None


def _missed(row: Measured) -> Finding | None:
    """What a finished task reached is at least, or at most, what it asks for; more than asked is lawful."""
    if row.told.is_ambiguous or row.contrary or row.negative:
        return None
    most, least = row.told.most, row.told.least
    if most is None or least is None:
        return None
    if row.target.most is not None:
        # Of several figures each has to be over the ceiling: some may count something else.
        how = "超出要求" if least > row.target.most or (row.target.is_strict and least == row.target.most) else ""
    else:
        is_short = most < row.need or (row.target.is_strict and most == row.need)
        how = "没有达到要求" if is_short and not row.may_be_met_together else ""
    if not how:
        return None
    column, source = ("progress", "落实情况里只见") if row.told.is_from_text else ("figure", "量化成果为")
    shown = "、".join(figure.phrase for figure in row.told.figures[:3])
    times = f"（到统计截止日期应为{row.need:g}{row.target.measure}）" if row.need != (row.target.least or 0) else ""
    return about(
        row.entry,
        "progress" if column == "progress" else "figure",
        "target-missed",
        f"{row.asked}{times}，{source}“{clip(shown)}”，{how}",
    )


_ROW_RULES: Final[tuple[Callable[[Measured], Finding | None], ...]] = (_wanted, _unclear, _sign, _missed)


def _measured(case: Case) -> Iterator[Measured]:
    """Every finished row of a unit that carries a task with targets, once per target."""
    for task in case.task_list.plan.tasks:
        carried = [entry for entry in case.of_task.get(task.id, ()) if entry.role in CARRYING]
        if not carried:
            continue
        # A number of days is a way of working, which nobody counts up at the end of the year.
        asked = [target for target in find_targets(task.text) if target.measure != "天"]
        for target in asked:
            told = [reached(entry, target, task.text, is_only=len(asked) == 1) for entry in carried]
            need = _need(case, target)
            total = sum(each.most or 0 for each in told)
            unknown = sum(each.most is None for each in told) + case.carriers.get(task.id, 0) - len(told)
            is_sum = target.least is not None and target.measure != "%" and case.carriers.get(task.id, 0) > 1
            for entry, each in zip(carried, told, strict=True):
                if entry.status in FINISHED:
                    others_unknown = unknown - (each.most is None)
                    yield Measured(entry, target, each, need, is_sum and (total >= need or others_unknown > 0))


def _need(case: Case, target: Target) -> float:
    if target.least is None:
        return 0
    if target.times_a_year == 1 or target.measure == "%":
        return target.least
    judged_on = case.settings.judged_on
    months = _MONTHS if judged_on.year > case.settings.year else judged_on.month
    return target.least * max(1, target.times_a_year * months // _MONTHS)
