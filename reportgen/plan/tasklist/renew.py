"""A new version of the plan into a corrected task list: what the plan changed is new, what a person corrected stays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from reportgen.model.plan import Plan, PlanWarning, Reporting, Task
from reportgen.model.roster import Body, TaskList
from reportgen.plan.compare import (
    PlanChanges,
    changes_between,
    days_of,
    likeness,
    match_tasks,
    roles_of,
    squeeze,
)
from reportgen.plan.tasklist.bodies import propose_bodies

CHANGED, ADDED, RETURNED, RENUMBERED = "plan-changed", "plan-added", "plan-returned", "plan-renumbered"
_OURS = frozenset({CHANGED, ADDED, RETURNED, RENUMBERED})
"""Codes of the hints that a comparison leaves; the next comparison takes them away."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """The new task list, and what became of every task of the present one.

    Attributes:
        task_list: What 任务清单.xlsx holds from now on.
        changes: The present list against the new one.
        own: Numbers of tasks that a person added and the new version does not name; they stay.
    """

    task_list: TaskList
    changes: PlanChanges
    own: frozenset[str] = frozenset()


def renew(old: TaskList, new: Plan, *, base: Plan | None) -> Renewal:
    """The task list for a new version of its plan.

    Args:
        old: The present list, as a person corrected it.
        new: The new version, as it was read.
        base: The version that the list was made from, as it was read; where it is known, a person's corrections are
            told from the plan's changes exactly, and tasks that a person split stay split as long as their requirement
            stays. ``None`` where it is lost: then the list itself is taken for it.

    Returns:
        Tasks in the new version's order. What the plan did not change keeps the person's corrections, field by field;
        what it changed is as the new version says, with a hint beside it. Tasks that a person added stay behind the
        task that they stood behind.
    """
    merge = _Merge(old, new, base)
    merge.run()
    plan = Plan(
        title=old.plan.title if base and base.title == new.title else new.title or old.plan.title,
        issuer=new.issuer if not old.plan.issuer or (base and base.issuer != new.issuer) else old.plan.issuer,
        year=old.plan.year,
        tasks=tuple(row.task for row in merge.rows),
        reporting=_reporting(old.plan, base, new, merge),
    )
    changes = changes_between(old.plan, plan, merge.pairs)
    plan = replace(plan, warnings=tuple(_warnings(old.plan, new, changes, merge)))
    own = frozenset(row.task.id for row in merge.rows if row.of is None)
    return Renewal(TaskList(plan, _bodies(old, plan, base)), changes, own)


@dataclass(slots=True)
class _Row:
    """One row of the new list.

    Attributes:
        source: Its number in the present list, ``None`` for a task that is not there.
        of: Its number in the new version, ``None`` for a task that a person added.
        task: The row; its number may still be another one's.
        hints: (code, words) beside it.
    """

    source: str | None
    of: str | None
    task: Task
    hints: list[tuple[str, str]] = field(default_factory=list)


class _Merge:
    """Builds the new sequence of tasks."""

    def __init__(self, old: TaskList, new: Plan, base: Plan | None) -> None:
        self.old, self.new = old.plan, new
        self.is_known = base is not None
        """Whether the version that the list was made from is at hand."""
        typed = () if base else tuple(task for task in old.plan.tasks if not (task.place or task.responsibility))
        self.before = base.tasks if base else tuple(task for task in old.plan.tasks if task not in typed)
        self.origins = _origins(base, old.plan) if base else {task.id: task.id for task in self.before}
        self.rows: list[_Row] = []

    @property
    def pairs(self) -> dict[str, str]:
        """Number in the present list → number in the new list, of the tasks that remain."""
        return {row.source: row.task.id for row in self.rows if row.source is not None}

    @property
    def emitted(self) -> dict[str, str]:
        """Number in the new version → number in the new list (the first, where a task is split)."""
        return {row.of: row.task.id for row in reversed(self.rows) if row.of is not None}

    def run(self) -> None:
        """Fill ``rows``."""
        kids: dict[str, list[Task]] = {}
        for task in self.old.tasks:
            if task.id in self.origins:
                kids.setdefault(self.origins[task.id], []).append(task)
        before = {task.id: task for task in self.before}
        became = {now: was for was, now in match_tasks(self.before, self.new.tasks).items()}
        added = [task for task in self.old.tasks if task.id not in self.origins]
        adopted = match_tasks(added, [task for task in self.new.tasks if task.id not in became])
        adopters = {now: mine for mine, now in adopted.items()}
        for task in self.new.tasks:
            if task.id in became:
                was = before[became[task.id]]
                self._add_known(task, was, kids.get(was.id, []))
            else:
                self.rows.append(_Row(adopters.get(task.id), task.id, task))
        for mine in added:
            if mine.id not in adopted:
                self._insert_own(mine)
        self._settle_numbers()

    def _add_known(self, task: Task, was: Task, mine: Sequence[Task]) -> None:
        """A task that the plan goes on naming: one row, several where a person split it."""
        if not mine:
            said = "原方案也有这一项，此前已由人从任务清单删去；不需要的请再删去"
            self.rows.append(_Row(None, task.id, task, [(RETURNED, said)]))
        elif len(mine) == 1 or squeeze(task.text) == squeeze(was.text):
            for one in mine:
                merged = replace(self._merged(one, was, task), id=_number(one.id, was.id, task.id))
                self.rows.append(_Row(one.id, task.id, merged))
        else:
            closest = max(mine, key=lambda one: likeness(squeeze(one.text), squeeze(task.text)))
            parts = "、".join(one.id for one in mine)
            said = f"此前由人拆分为“{parts}”，新方案改动了具体要求，已按新方案合为一项；需要时请再拆分"
            merged = replace(self._merged(closest, was, task), id=task.id)
            self.rows.append(_Row(closest.id, task.id, merged, [(CHANGED, said)]))

    def _merged(self, mine: Task, was: Task, now: Task) -> Task:
        """The person's row with what the plan changed between ``was`` and ``now``."""
        same_phrase = now.responsibility is not None and now.responsibility == was.responsibility
        keeps_units = roles_of(was) == roles_of(now) or (same_phrase and not self.is_known)
        return replace(
            mine,
            category=mine.category if was.category == now.category else now.category,
            title=mine.title if was.title == now.title else now.title,
            text=mine.text if squeeze(was.text) == squeeze(now.text) else now.text,
            responsibility=now.responsibility,
            units=mine.units if keeps_units else now.units,
            deadlines=mine.deadlines if self._keeps_days(mine, was, now) else now.deadlines,
            place=now.place,
        )

    def _keeps_days(self, mine: Task, was: Task, now: Task) -> bool:
        """Whether the row's deadlines stay; other words for the same day are the new version's."""
        if not self.is_known:
            return not now.deadlines
        if days_of(was.deadlines) != days_of(now.deadlines):
            return False
        return was.deadlines == now.deadlines or days_of(mine.deadlines) != days_of(was.deadlines)

    def _insert_own(self, mine: Task) -> None:
        """A task that a person added, behind the one that it stood behind."""
        place = {row.source: number for number, row in enumerate(self.rows) if row.source is not None}
        order = [task.id for task in self.old.tasks]
        before = [place[one] for one in order[: order.index(mine.id)] if one in place]
        self.rows.insert(before[-1] + 1 if before else 0, _Row(mine.id, None, mine))

    def _settle_numbers(self) -> None:
        """Every number once: the plan's own task has the first claim to it, then the row that comes first."""
        owner: dict[str, _Row] = {}
        for row in sorted(self.rows, key=lambda row: row.of != row.task.id):
            owner.setdefault(row.task.id, row)
        taken = set(owner)
        for row in self.rows:
            wanted = row.task.id
            if owner[wanted] is row:
                continue
            count = 2
            while f"{wanted}~{count}" in taken:
                count += 1
            number = f"{wanted}~{count}"
            taken.add(number)
            row.task = replace(row.task, id=number)
            row.hints.append((RENUMBERED, f"序号“{wanted}”另有一项任务在用，改为“{number}”"))


def _number(mine: str, was: str, now: str) -> str:
    """The number of a row that stays: as the person gave it, the plan's own part of it as the plan now counts."""
    return f"{now}{mine.removeprefix(was)}" if mine == was or mine.startswith(f"{was}-") else mine


def _origins(base: Plan, corrected: Plan) -> dict[str, str]:
    """Number in the list → number in the plan as read: the same task, or the one that it was split from.

    A split row keeps the plan's own columns 责任分工原文 and 原文位置.
    """
    found = {now: was for was, now in match_tasks(base.tasks, corrected.tasks).items()}
    for task in corrected.tasks:
        if task.id in found or not task.place:
            continue
        near = [
            other for other in base.tasks if (other.place, other.responsibility) == (task.place, task.responsibility)
        ]
        if near:
            text = squeeze(task.text)
            found[task.id] = max(near, key=lambda other: likeness(text, squeeze(other.text))).id
    return found


def _reporting(old: Plan, base: Plan | None, new: Plan, merge: _Merge) -> tuple[Reporting, ...]:
    """The orders to report: as corrected where the plan did not change them."""
    if base is not None and _orders(base) == _orders(new):
        pairs = merge.pairs
        return tuple(replace(order, task=pairs.get(order.task or "")) for order in old.reporting)
    emitted = merge.emitted
    return tuple(replace(order, task=emitted.get(order.task or "")) for order in new.reporting)


def _orders(plan: Plan) -> list[tuple[object, ...]]:
    return [(order.channel, order.date, squeeze(order.text)) for order in plan.reporting]


def _warnings(old: Plan, new: Plan, changes: PlanChanges, merge: _Merge) -> Iterator[PlanWarning]:
    """Hints beside every task: the person's state of them where nothing changed, else the reader's and what changed."""
    emitted = merge.emitted
    mine: dict[str | None, list[PlanWarning]] = {}
    theirs: dict[str | None, list[PlanWarning]] = {}
    for one in old.warnings:
        mine.setdefault(one.task, []).append(one)
    for one in new.warnings:
        theirs.setdefault(emitted.get(one.task) if one.task else None, []).append(one)
    yield from theirs.get(None, [])
    hints = {row.task.id: row.hints for row in merge.rows}
    for change in changes.tasks:
        if change.new is None:
            continue
        number, own = change.new.id, hints[change.new.id]
        is_kept = change.old is not None and change.kind in ("same", "moved")
        known = mine.get(change.old.id, []) if change.old and is_kept else theirs.get(number, [])
        yield from (PlanWarning(one.code, number, one.message) for one in known if one.code not in _OURS)
        yield from (PlanWarning(code, number, said) for code, said in own)
        if change.kind == "changed":
            yield PlanWarning(CHANGED, number, f"与上一版不同：{change.words}")
        elif change.kind == "new" and RETURNED not in dict(own):
            yield PlanWarning(ADDED, number, "新方案增加的任务，请核对责任单位和完成时限")


def _bodies(old: TaskList, plan: Plan, base: Plan | None) -> tuple[Body, ...]:
    """The sheet 单位: everything a person completed stays, new names are added, names that only the old plan used go."""
    known = {body.name: body for body in old.bodies}
    spoken_for = {alias for body in old.bodies for alias in body.aliases}
    proposed = [body for body in propose_bodies(plan) if body.name in known or body.name not in spoken_for]
    names = {body.name for body in proposed}
    printed = {body.name: body for body in propose_bodies(base)} if base else {}
    members = {name for body in old.bodies for name in body.members}
    kept = [
        body
        for body in old.bodies
        if body.name not in names
        and (body.aliases or body.members or body.name in members or printed.get(body.name) != body)
    ]
    return (*(known.get(body.name, body) for body in proposed), *kept)
