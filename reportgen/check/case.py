"""What a rule looks at: everything that came back, beside what was issued."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.model.plan import Task
from reportgen.model.progress import Collection, Entry
from reportgen.model.roster import Roster, TaskList
from reportgen.model.settings import Settings


@dataclass(frozen=True, slots=True)
class Case:
    """One check's material."""

    collection: Collection
    task_list: TaskList
    roster: Roster
    settings: Settings

    def filled(self) -> Iterator[tuple[Entry, Task]]:
        """Every row that somebody filled, with its task."""
        tasks = {task.id: task for task in self.task_list.plan.tasks}
        for entry in self.collection.entries:
            if not entry.is_blank and entry.task in tasks:
                yield entry, tasks[entry.task]
