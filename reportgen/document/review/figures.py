"""Notes on the figures that the wording templates print: of how many how many, which tasks, from which cells.

Figures are recognised by their names in the facts; which tasks were counted is read from the computed table
(`Completion`), never counted anew. Where a figure and its tasks do not agree, the note says no more than it knows.
"""

from collections.abc import Sequence

from reportgen.document.review.items import ItemNotes
from reportgen.document.review.sources import Sources
from reportgen.document.review.words import Facts, counted_as, numbers_of, put, rate_lines, shortened
from reportgen.document.words import day_words, listed
from reportgen.model.completion import Tally, TaskResult, UnitResult
from reportgen.terms import STATUS_WORDS, Status

_OPEN: frozenset[Status] = frozenset({"mostly_done", "under_way", "ongoing_unmet", "not_started"})
_LARGE = {"任务总数": "总数", "达到要求": "完成"}


class FigureNotes:
    """Puts notes on facts; every method returns new facts and leaves the given ones alone."""

    def __init__(self, sources: Sources, policies: str) -> None:
        """With how the figures come out under the other 口径, in words."""
        self._sources = sources
        self._completion = sources.case.completion
        self._policies = policies
        self._items = ItemNotes(sources)

    def base(self, facts: Facts) -> Facts:
        """The names that every wording template may use."""
        facts = dict(facts)
        put(facts, "方案", "出处：reportgen.toml 的 plan_title；没有写时为任务清单.xlsx › 方案信息 的方案标题。")
        put(facts, "年度", "出处：reportgen.toml 的 year。")
        put(facts, "截止日期", "出处：reportgen.toml 的 as_of 或命令的 --date；没有写时为当年12月31日。")
        return facts

    def of(self, facts: Facts, whole: Tally | None = None) -> Facts:
        """The facts of one wording template, about all tasks or about one whole."""
        whole = whole or self._completion.overall
        facts = self._items.of(self._tally(dict(facts), whole), whole)
        self._clause(facts)
        self._fields(facts)
        self._silence(facts)
        self._full(facts)
        self._open(facts)
        put(facts, "口径", *self._policy_lines())
        if facts.get("到期"):
            facts["到期"] = self._due(dict(facts["到期"]))
        return facts

    def large(self, facts: Facts) -> Facts:
        """Figures that stand large on a page, which go by other names there."""
        plain = {_LARGE.get(key, key): value for key, value in facts.items()}
        told = self.base(self.of(plain))
        return {key: told[_LARGE.get(key, key)] for key in facts}

    def _clause(self, facts: Facts) -> None:
        if facts.get("条款"):
            facts["条款"] = clause = dict(facts["条款"])
            put(clause, "原文", "方案原文，出处：任务清单.xlsx › 方案信息 的报送要求。")

    def _fields(self, facts: Facts) -> None:
        fields = list(dict.fromkeys(task.category[0] for task in self._sources.case.plan.tasks if task.category))
        put(
            facts, "方面数", f"方案的一级任务{len(fields)}个：{'；'.join(fields)}。", "出处：任务清单.xlsx › 任务清单。"
        )
        self._heads(facts)
        units = self._completion.units
        carrying = [unit.unit for unit in units if unit.carries.assigned]
        if facts.get("承担单位数") != len(carrying):
            carrying = [unit.unit for unit in units if unit.carries.applicable]
        put(facts, "承担单位数", f"有牵头或负责任务的单位{len(carrying)}个：{_together(carrying)}。", _ROSTER)

    def _heads(self, facts: Facts) -> None:
        """Categories by whether all, some or none of their tasks are done."""
        heads = [one for one in self._completion.categories if len(one.path) == 1 and one.tally.applicable]
        lines = {one.path[0]: f"{one.path[0]}：{one.tally.applicable}项中{one.tally.done}项" for one in heads}
        full = [one for one in heads if one.tally.done == one.tally.applicable]
        none = [one for one in heads if not one.tally.done]
        if isinstance(facts.get("方面"), dict):
            facts["方面"] = fields = dict(facts["方面"])
            some = [one for one in heads if one not in full and one not in none]
            for key, members in (("全部", full), ("部分", some), ("没有", none)):
                put(fields, key, *shortened([lines[one.path[0]] for one in members]))
        told = shortened([lines[one.path[0]] for one in full])
        put(facts, "方面任务数", *told)
        if isinstance(facts.get("方面"), str):
            put(facts, "方面", *told)

    def _full(self, facts: Facts) -> None:
        units = self._completion.units
        full = [unit for unit in units if unit.carries.applicable and unit.carries.done == unit.carries.applicable]
        lines = [f"{unit.unit}：{unit.carries.applicable}项中{unit.carries.done}项" for unit in full]
        for key in ("全部完成的单位", "全部完成的单位数"):
            put(facts, key, *shortened(lines), "逐项的出处见单位表中各数的批注。")

    def _open(self, facts: Facts) -> None:
        """Open, overdue and unreported tasks: counts, classes, and lists of tasks."""
        results = self._completion.tasks
        finished = self._completion.policy.finished
        open_ones = [one for one in results if one.status in _OPEN and one.status not in finished]
        put(facts, "未完项数", *self._counted(facts.get("未完项数"), open_ones, "未达到年度要求"))
        overdue = [one for one in open_ones if one.is_overdue]
        for key in ("逾期项数", "逾期"):
            put(facts, key, *self._counted(facts.get(key), overdue, "已超过完成时限"), *self._dates(overdue))
        silent = self._of(results, "unreported")
        for key in ("未报项数", "未报"):
            put(facts, key, *self._counted(facts.get(key), silent, "未报送"))

    def _tally(self, facts: Facts, whole: Tally) -> Facts:
        finished = self._completion.policy.finished
        results = [self._sources.case.result(task) for task, _ in whole.tasks]
        absent = self._of(results, "not_applicable")
        counting = [result for result in results if result.status != "not_applicable"]
        done = [result for result in results if result.status in finished]
        put(facts, "总数", f"任务清单.xlsx 所列任务{counted_as(facts.get('总数'), results)}。")
        less = f"，减去不适用{len(absent)}项（{numbers_of(absent)}）" if absent else "，没有不适用的任务"
        put(facts, "应完成", f"应完成{counted_as(facts.get('应完成'), counting)}{less}。")
        meant = "、".join(STATUS_WORDS[status] for status in STATUS_WORDS if status in finished)
        put(
            facts,
            "完成",
            f"{len(counting)}项中{counted_as(facts.get('完成'), done)}。计为完成的是：{meant}。",
            *self._cells(done),
        )
        put(facts, "完成率", *rate_lines(done, counting))
        put(facts, "不适用", f"不适用{counted_as(facts.get('不适用'), absent)}。", *self._cells(absent))
        rest = [result for result in counting if result.status not in finished]
        put(facts, "其余", f"应完成{len(counting)}项，减去完成{len(done)}项：{numbers_of(rest)}。" if rest else "")
        return facts

    def _counted(self, value: object, results: Sequence[TaskResult], what: str) -> list[str]:
        return [f"{what}{counted_as(value, results)}。", *self._cells(results)]

    def _cells(self, results: Sequence[TaskResult]) -> list[str]:
        cells = self._sources.status_cells(results)
        return [f"出处（“完成情况”一栏）：\n{cells}"] if cells else []

    def _of(self, results: Sequence[TaskResult], status: Status) -> list[TaskResult]:
        return [result for result in results if result.status == status]

    def _due(self, facts: Facts) -> Facts:
        due = self._completion.due
        kept = [result for result in due if result.is_on_time]
        day = day_words(self._completion.judged_on)
        put(facts, "项数", f"时限不晚于{day}的任务{counted_as(facts.get('项数'), due)}。", _DEADLINES)
        put(facts, "按期", f"{len(due)}项中{counted_as(facts.get('按期'), kept)}。", *self._dates(kept))
        put(facts, "按期率", *rate_lines(kept, due))
        return facts

    def _dates(self, results: Sequence[TaskResult]) -> list[str]:
        """Deadline, day of finishing and its cells of each task."""
        lines = []
        for result in results:
            entries = [self._sources.entry(unit, result.id) for unit in self._sources.deciding(result)]
            cells = "、".join(str(one.place("done_on")) for one in entries if one and one.done_on)
            due = f"时限{day_words(result.due)}" if result.due else ""
            finished = f"，完成{day_words(result.done_on)}（{cells}）" if result.done_on else "，没有完成日期"
            lines.append(f"{numbers_of([result])}：{due}{finished}")
        return shortened(lines)

    def _silence(self, facts: Facts) -> None:
        units: Sequence[UnitResult] = self._completion.units
        silent = [unit.unit for unit in units if not unit.is_reported]
        said = [unit.unit for unit in units if unit.is_reported]
        for key in ("未报送单位", "未报送单位数"):
            put(facts, key, f"未报送{len(silent)}个：{_together(silent)}。", "没有收到填报表，或者填报栏全是空的。")
        put(facts, "单位总数", f"下发填报表的单位{len(units)}个：{_together([unit.unit for unit in units])}。", _ROSTER)
        put(facts, "已报送", f"已报送{len(said)}个：{_together(said)}。", "使用的文件见“数据来源”页。")

    def _policy_lines(self) -> list[str]:
        policy = self._completion.policy
        chosen = (
            f"出处：reportgen.toml 的 mostly_done_counts = {str(policy.mostly_done_counts).lower()}，"
            f"support_counts = {str(policy.support_counts).lower()}。"
        )
        return [chosen, self._policies]


def _together(units: Sequence[str]) -> str:
    """All of them; names that hold a 、 are kept apart."""
    return listed(units, measure="个单位", most=len(units))


_ROSTER = "出处：任务清单.xlsx › 任务清单 的责任单位和“单位”表。"
_DEADLINES = "持续推进和不适用的任务不在其内。出处：任务清单.xlsx › 任务清单 的“完成时限”一栏。"
