"""What the section is written from, with the look-ups that every part of it needs."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from reportgen.document.naming import Names
from reportgen.model.completion import Completion, TaskResult
from reportgen.model.plan import Plan
from reportgen.model.progress import Collection, Entry
from reportgen.model.roster import Roster
from reportgen.model.settings import Settings
from reportgen.terms import CARRYING


@dataclass(frozen=True)
class Case:
    """One document's facts.

    ``wording`` is a folder of an office's own wording templates, ``None`` for ours.
    """

    plan: Plan
    completion: Completion
    collection: Collection
    roster: Roster
    settings: Settings
    wording: Path | None = None

    @cached_property
    def _results(self) -> dict[str, TaskResult]:
        return {result.id: result for result in self.completion.tasks}

    @cached_property
    def _entries(self) -> dict[str, list[Entry]]:
        entries: dict[str, list[Entry]] = {}
        for entry in self.collection.entries:
            if not entry.is_blank:
                entries.setdefault(entry.task, []).append(entry)
        for rows in entries.values():
            rows.sort(key=lambda entry: entry.role not in CARRYING)  # stable: carriers first
        return entries

    @cached_property
    def names(self) -> Names:
        """How prose refers to the plan's tasks."""
        return Names(self.plan.tasks)

    def result(self, task: str) -> TaskResult:
        """How far the task is."""
        return self._results[task]

    def entries_of(self, task: str) -> list[Entry]:
        """Filled rows about the task, carriers first, else in the roster's order."""
        return self._entries.get(task, [])

    @property
    def plan_title(self) -> str:
        """The plan's name as documents call it."""
        return self.settings.plan_title or self.plan.title
