"""Entries → findings: one small function per rule, all findings of all files at once."""

from collections.abc import Callable, Iterator

from reportgen.check import cells, dates, silence
from reportgen.check.case import Case
from reportgen.model.findings import Finding
from reportgen.model.progress import Collection
from reportgen.model.roster import Roster, TaskList
from reportgen.model.settings import Settings

Rule = Callable[[Case], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    cells.doubts,
    cells.status_missing,
    cells.progress_missing,
    cells.reason_missing,
    dates.date_missing,
    dates.date_future,
    dates.date_early,
    dates.done_late,
    dates.task_overdue,
    dates.date_unneeded,
    silence.unit_unreported,
)
"""Every rule, in the order in which a person would look."""


def check(collection: Collection, *, task_list: TaskList, roster: Roster, settings: Settings) -> tuple[Finding, ...]:
    """All findings, collecting's own among them: by unit in the roster's order, then by task in the plan's."""
    case = Case(collection, task_list, roster, settings)
    found = [*collection.findings, *(finding for rule in RULES for finding in rule(case))]
    units = {unit: number for number, unit in enumerate(roster.units)}
    tasks = {task.id: number for number, task in enumerate(task_list.plan.tasks)}
    last = max(len(units), len(tasks))
    return tuple(
        sorted(
            dict.fromkeys(found),
            key=lambda finding: (units.get(finding.unit or "", last), tasks.get(finding.task or "", -1)),
        )
    )
