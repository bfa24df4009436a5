"""What a rule looks at: everything that came back, beside what was issued."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from reportgen.catalogue import finding
from reportgen.model.findings import Finding
from reportgen.model.plan import Task
from reportgen.model.progress import Collection, Entry, EntryColumn
from reportgen.model.roster import Roster, TaskList
from reportgen.model.settings import Settings
from reportgen.terms import CARRYING

Row = tuple[Entry, Task]
"""A row that came back, with its task."""


@dataclass(frozen=True)
class Case:
    """One check's material."""

    collection: Collection
    task_list: TaskList
    roster: Roster
    settings: Settings

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every row of the files that count, with its task; order of units, then of tasks."""
        tasks = {task.id: task for task in self.task_list.plan.tasks}
        return tuple((entry, tasks[entry.task]) for entry in self.collection.entries if entry.task in tasks)

    @cached_property
    def filled(self) -> tuple[Row, ...]:
        """Every row that somebody filled, with its task."""
        return tuple((entry, task) for entry, task in self.rows if not entry.is_blank)

    @cached_property
    def carried(self) -> tuple[Row, ...]:
        """Every row that somebody filled and whose unit carries the task."""
        return tuple((entry, task) for entry, task in self.filled if entry.role in CARRYING)

    @cached_property
    def of_task(self) -> dict[str, tuple[Entry, ...]]:
        """The filled rows of each task, in the order of units."""
        found: dict[str, list[Entry]] = {}
        for entry, task in self.filled:
            found.setdefault(task.id, []).append(entry)
        return {task: tuple(entries) for task, entries in found.items()}

    @cached_property
    def carriers(self) -> dict[str, int]:
        """How many units carry each task."""
        counts: dict[str, int] = {}
        for duty in self.roster.duties:
            if duty.carries:
                counts[duty.task] = counts.get(duty.task, 0) + 1
        return counts


def about(entry: Entry, column: EntryColumn, code: str, what: str, mend: str = "") -> Finding:
    """A finding about one cell of a row."""
    return finding(code, entry.place(column), what, mend, unit=entry.unit, task=entry.task)


def text_of(entry: Entry, column: EntryColumn) -> str:
    """A cell as written; ``""`` where it is empty or the form has lost the column."""
    written = entry.written.get(column)
    return written.text if written else ""


def due_of(task: Task) -> date | None:
    """The task's last deadline, ``None`` where it has none."""
    return max((deadline.date for deadline in task.deadlines), default=None)
