"""Rules on who carries a task, and on rows of one task that contradict each other."""

from collections.abc import Iterator, Sequence
from typing import Final

from reportgen.catalogue import finding
from reportgen.check.case import Case, about
from reportgen.model.findings import Finding, Place
from reportgen.model.progress import Entry
from reportgen.terms import CARRYING, FINISHED, STATUS_WORDS, Status

_BEHIND: Final[frozenset[Status]] = frozenset({"not_started", "ongoing_unmet"})
_WORKING: Final[frozenset[Status]] = FINISHED | {"mostly_done", "under_way"}
_NAMED: Final = 8


def task_several_leads(case: Case) -> Iterator[Finding]:
    """A task has one lead (P4); where several are named it is as far as the least advanced of them."""
    tasks = [
        task.id for task in case.task_list.plan.tasks if sum(unit.role == "lead" for unit in task.units) > 1
    ]  # fmt: skip
    if tasks:
        what = f"有 {len(tasks)} 项任务写了不止一个牵头单位（{_listed(tasks)}），以其中进展最慢的为准"
        yield finding("task-several-leads", Place("任务清单.xlsx"), what)


def task_without_lead(case: Case) -> Iterator[Finding]:
    """Of several units that are named as responsible one leads (P4); 各… means all of them and needs none."""
    tasks = [
        task.id
        for task in case.task_list.plan.tasks
        if sum(unit.role == "responsible" and unit.kind == "unit" for unit in task.units) > 1
        and not any(unit.role == "lead" or (unit.carries and unit.kind == "group") for unit in task.units)
    ]
    if tasks:
        what = f"有 {len(tasks)} 项任务由几个单位共同负责，没有写明谁牵头（{_listed(tasks)}），以其中进展最慢的为准"
        yield finding("task-without-lead", Place("任务清单.xlsx"), what)


def support_contradicts(case: Case) -> Iterator[Finding]:
    """A task is not done for its lead and not begun for those who support it, or the other way round.

    One finding per task, at the row of the first unit that carries it.
    """
    for task, entries in case.of_task.items():
        carriers = [entry for entry in entries if entry.role in CARRYING and entry.status]
        supporters = [entry for entry in entries if entry.role not in CARRYING and entry.status]
        for carrier in carriers:
            contrary = [entry for entry in supporters if _contradict(carrier.status, entry.status)]
            if contrary:
                what = f"第{task}项{_said([carrier])}，而配合单位{_said(contrary)}"
                yield about(carrier, "status", "support-contradicts", what)
                break


def leads_contradict(case: Case) -> Iterator[Finding]:
    """Several leads of one task agree on whether it is done; one finding per task."""
    several = {
        task.id
        for task in case.task_list.plan.tasks
        if sum(unit.role == "lead" and unit.kind == "unit" for unit in task.units) > 1
    }
    # Members of a group (各科室牵头) each speak for themselves.
    through_group = {(duty.unit, duty.task) for duty in case.roster.duties if duty.via}
    for task, entries in case.of_task.items():
        if task not in several:
            continue
        leads = [entry for entry in entries if entry.role == "lead" and (entry.unit, task) not in through_group]
        done = [entry for entry in leads if entry.status in FINISHED]
        behind = [entry for entry in leads if entry.status in _BEHIND]
        if done and behind:
            what = f"第{task}项有几个牵头单位，{_said(done)}，{_said(behind)}"
            yield about(done[0], "status", "leads-contradict", what)


def _contradict(carrier: Status | None, supporter: Status | None) -> bool:
    if carrier == "not_applicable":
        return supporter in _WORKING
    return (carrier in FINISHED and supporter in _BEHIND) or (carrier in _BEHIND and supporter in FINISHED)


def _said(entries: Sequence[Entry]) -> str:
    """``甲科、乙科填“未启动”``: units by what they entered."""
    by_status: dict[Status, list[str]] = {}
    for entry in entries:
        if entry.status:
            by_status.setdefault(entry.status, []).append(entry.unit)
    return "，".join(f"{_listed(units)}填“{STATUS_WORDS[status]}”" for status, units in by_status.items())


def _listed(names: Sequence[str]) -> str:
    return "、".join(names[:_NAMED]) + (f"等 {len(names)} 个" if len(names) > _NAMED else "")
