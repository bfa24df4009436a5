"""Notes on the facts that come in lists: classes of tasks, and single tasks with what units said about them."""

from collections.abc import Callable, Iterable, Sequence
from typing import get_args

from reportgen.document.review.sources import BY_ROW, Sources, numbers_in
from reportgen.document.review.words import Facts, counted_as, put, shortened
from reportgen.model.completion import Tally, TaskResult
from reportgen.terms import STATUS_WORDS, Status

_STATUSES: tuple[Status, ...] = get_args(Status)
_BY_WORD: dict[str, Status] = {STATUS_WORDS[status]: status for status in _STATUSES}
_LISTS = ("构成", "成效", "未完", "未报", "问题", "下一步")


class ItemNotes:
    """Puts notes on the items of lists."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    def of(self, facts: Facts, whole: Tally) -> Facts:
        """The facts with notes on the items of their lists, which are about tasks of this whole."""
        results = [self._sources.case.result(task) for task, _ in whole.tasks]
        for key in _LISTS:
            if isinstance(facts.get(key), list):
                facts[key] = [self._item(item, results) for item in facts[key]]
        return facts

    def _item(self, item: object, results: Sequence[TaskResult]) -> object:
        if not isinstance(item, dict):
            return item
        one: Facts = dict(item)
        status = _BY_WORD.get(str(one.get("情况", "")))
        if "项数" in one:
            members = [result for result in results if result.status == (status or "unreported")]
            self._class(one, members, str(one.get("情况", "未报送")))
        named = numbers_in(str(one.get("名称", "")))
        self._units(one, [result for result in results if result.id in named])
        put(one, "任务", "写这一条的单位牵头或负责的任务，出处见这一条文字的批注。")
        put(one, "逾期", "方案的完成时限，出处：任务清单.xlsx › 任务清单 的“完成时限”一栏。")
        return one

    def _class(self, one: Facts, members: Sequence[TaskResult], what: str) -> None:
        """A number of tasks, and these tasks where they are listed by number."""
        named = numbers_in(str(one.get("名称", "")))
        if len(members) != one["项数"]:  # a part of the class: the item itself says which
            members = [result for result in members if result.id in named]
        cells = self._sources.status_cells(members)
        origin = f"出处（“完成情况”一栏）：\n{cells}" if cells else ""
        for key in ("项数", *(() if "“" in str(one.get("名称", "")) else ("名称",))):
            put(one, key, f"{what}{counted_as(one.get(key), members)}。", origin)

    def _units(self, one: Facts, results: Sequence[TaskResult]) -> None:
        """Units and numbers of units, with what their cells say."""
        finished = self._sources.case.completion.policy.finished
        said: dict[str, Callable[[Status | None], bool]] = {
            "完成单位": lambda status: status in finished,
            "完成单位数": lambda status: status in finished,
            "已报单位数": lambda status: status is not None,
            "单位": lambda status: status is None,
            "单位数": lambda status: status is None,
        }
        for key, holds in said.items():
            put(one, key, *shortened(list(self._lines(results, holds))))
        put(one, "其余单位数", f"各单位的情况见{BY_ROW}。")
        if isinstance(one.get("各方"), list):
            one["各方"] = [self._party(dict(party), results) for party in one["各方"]]

    def _party(self, party: Facts, results: Sequence[TaskResult]) -> Facts:
        """Some units that said the same about one task."""
        names = str(party.get("单位", ""))
        lines = list(self._lines(results, lambda status: status is not None, names))
        for key in ("单位", "单位数"):
            put(party, key, *shortened(lines))
        return party

    def _lines(
        self, results: Sequence[TaskResult], holds: Callable[[Status | None], bool], names: str | None = None
    ) -> Iterable[str]:
        for result in results:
            for unit in self._sources.deciding(result):
                entry = self._sources.entry(unit, result.id)
                if holds(entry.status if entry else None) and (names is None or unit in names):
                    yield self._sources.status_words(unit, result.id)
