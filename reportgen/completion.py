"""Entries → completion (完成情况): one table, counted once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import get_args

import pandas as pd

from reportgen.model.completion import CategoryResult, Completion, Tally, TaskResult, UnitResult
from reportgen.model.plan import Task
from reportgen.model.progress import Collection
from reportgen.model.roster import Roster, TaskList
from reportgen.model.settings import Policy, Settings
from reportgen.terms import MOST_TO_LEAST_ADVANCED, Status

_STATUSES: tuple[Status, ...] = get_args(Status)
_RANK = {status: number for number, status in enumerate(MOST_TO_LEAST_ADVANCED)}
_LEAVES = -1
"""Rank of 不适用, which never is the least advanced."""


def duty_table(collection: Collection, roster: Roster) -> pd.DataFrame:
    """One row per duty, in the roster's order.

    Columns ``unit`` str, ``task`` str, ``carries`` bool, ``status`` str (``unreported`` where blank, not understood,
    or nothing came back), ``done_on`` date or None.
    """
    entries = {(entry.unit, entry.task): entry for entry in collection.entries}
    rows = []
    for duty in roster.duties:
        entry = entries.get((duty.unit, duty.task))
        status = entry.status if entry and entry.status else "unreported"
        rows.append((duty.unit, duty.task, duty.carries, status, entry.done_on if entry else None))
    table = pd.DataFrame(rows, columns=["unit", "task", "carries", "status", "done_on"])
    table["carries"] = table["carries"].astype(bool)  # without any duty pandas would not take it for a choice of rows
    table["rank"] = table["status"].map(_RANK).fillna(_LEAVES).astype(int)
    return table


def count(collection: Collection, *, task_list: TaskList, roster: Roster, settings: Settings) -> Completion:
    """Count tasks, categories and units under the settings' 口径.

    A task is as far along as the least advanced of those who carry it; 不适用 leaves the count, and a task all of
    whose carriers say so is not applicable. With ``support_counts`` supporters who answered decide it too.

    Source:
        Design chapter 6; a unit that sent nothing is 未报送, never 未启动 (P8).
    """
    policy = settings.policy
    table = duty_table(collection, roster)
    deciding = table[table["carries"]]
    if policy.support_counts:
        answered = table[~table["carries"] & (table["status"] != "unreported")]
        deciding = pd.concat([deciding, answered])
    least = deciding.groupby("task", sort=False)["rank"].max().to_dict()
    carriers = _names(table[table["carries"]])
    supporters = _names(table[~table["carries"]])
    dates: dict[str, list[date | None]] = {}
    for row in deciding[deciding["status"] == "done"].itertuples():
        dates.setdefault(str(row.task), []).append(row.done_on if isinstance(row.done_on, date) else None)
    results = tuple(
        _task_result(
            task,
            rank=int(least.get(task.id, _RANK["unreported"])),
            carriers=carriers.get(task.id, ()),
            supporters=supporters.get(task.id, ()),
            dates=dates.get(task.id, []),
            settings=settings,
        )
        for task in task_list.plan.tasks
    )
    return Completion(
        policy=policy,
        judged_on=settings.judged_on,
        overall=tally(((result.id, result.status) for result in results), policy),
        tasks=results,
        categories=_categories(task_list.plan.tasks, results, policy),
        units=_units(table, collection, roster, policy),
    )


def tally(tasks: Iterable[tuple[str, Status]], policy: Policy) -> Tally:
    """Count the statuses of one whole, given task by task."""
    tasks = tuple(tasks)
    counts: dict[Status, int] = dict.fromkeys(_STATUSES, 0)
    for _, status in tasks:
        counts[status] += 1
    done = sum(counts[status] for status in policy.finished)
    return Tally(len(tasks), MappingProxyType(counts), done, tasks)


def _names(table: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    return {str(task): tuple(units) for task, units in table.groupby("task", sort=False)["unit"]}


def _task_result(
    task: Task,
    *,
    rank: int,
    carriers: tuple[str, ...],
    supporters: tuple[str, ...],
    dates: Sequence[date | None],
    settings: Settings,
) -> TaskResult:
    status: Status = "not_applicable" if rank == _LEAVES else MOST_TO_LEAST_ADVANCED[rank]
    known = [day for day in dates if day]
    done_on = max(known) if status == "done" and known and len(known) == len(dates) else None
    due = max((deadline.date for deadline in task.deadlines), default=None)
    # 持续推进 is never overdue (P13) and stays out of the base of the 按期率.
    is_due = (
        due is not None
        and due <= settings.judged_on
        and status not in ("ongoing_met", "ongoing_unmet", "not_applicable")
    )
    is_on_time = is_due and done_on is not None and due is not None and done_on <= due
    return TaskResult(task.id, status, carriers, supporters, done_on, due, is_due, is_on_time)


def _categories(tasks: Sequence[Task], results: Sequence[TaskResult], policy: Policy) -> tuple[CategoryResult, ...]:
    members: dict[tuple[str, ...], list[tuple[str, Status]]] = {}
    for task, result in zip(tasks, results, strict=True):
        for depth in range(1, len(task.category) + 1):
            members.setdefault(task.category[:depth], []).append((task.id, result.status))
    return tuple(CategoryResult(path, tally(counted, policy)) for path, counted in members.items())


def _units(table: pd.DataFrame, collection: Collection, roster: Roster, policy: Policy) -> tuple[UnitResult, ...]:
    rows: Mapping[tuple[str, bool], list[tuple[str, Status]]] = {
        (str(unit), bool(carries)): list(zip(group["task"], group["status"], strict=True))
        for (unit, carries), group in table.groupby(["unit", "carries"], sort=False)
    }
    reported = set(collection.reported)
    return tuple(
        UnitResult(
            unit,
            unit in reported,
            tally(rows.get((unit, True), ()), policy),
            tally(rows.get((unit, False), ()), policy),
        )
        for unit in roster.units
    )


def describe_policy(policy: Policy) -> str:
    """The 口径 in one sentence, as documents print it."""
    done = (
        "已完成、基本完成和持续推进且年度要求已达到"
        if policy.mostly_done_counts
        else "已完成和持续推进且年度要求已达到"
    )
    who = "牵头、负责和已报送的配合单位" if policy.support_counts else "牵头或负责单位"
    return (
        f"完成率为完成项数与应完成项数之比；{done}的任务计为完成，不适用的任务不计入；每项任务以{who}中进展最慢的为准。"
    )
