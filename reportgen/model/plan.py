"""The plan (政务公开工作要点分工方案) as data: tasks, units, deadlines, reporting orders."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from reportgen.terms import CARRYING, Kind, Role

Channel = Literal["annual_report", "authority"]


@dataclass(frozen=True, slots=True)
class Assignment:
    """One body named by a responsibility phrase, with what it does for the task."""

    name: str
    role: Role
    kind: Kind

    @property
    def carries(self) -> bool:
        """Whether the body decides the task's status (牵头 or 负责)."""
        return self.role in CARRYING


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date by which something is to be done (完成时限), with the words that say so."""

    date: date
    phrase: str


@dataclass(frozen=True, slots=True)
class Task:
    """One assignable requirement of a plan.

    Attributes:
        id: Unique within the plan: the printed number, or the path of printed labels (``一-二-1``).
        category: Headings above the task, outermost first, as printed.
        title: Run-in heading of a narrative clause, else ``None``.
        text: The requirement without number, run-in heading and responsibility tail.
        responsibility: The responsibility phrase as printed (inherited where inherited), ``None`` where there is none.
        units: The bodies that the phrase names, in printed order.
        deadlines: In printed order.
        place: Anchor for people: ``第12段`` or ``表1第5行第2列``; ``""`` where unknown.
    """

    id: str
    category: tuple[str, ...]
    title: str | None
    text: str
    responsibility: str | None
    units: tuple[Assignment, ...]
    deadlines: tuple[Deadline, ...] = ()
    place: str = ""

    @property
    def carriers(self) -> tuple[str, ...]:
        """Names of the bodies (groups unresolved) that carry the task, in printed order."""
        return tuple(unit.name for unit in self.units if unit.carries)


@dataclass(frozen=True, slots=True)
class Reporting:
    """A sentence that orders the plan's implementation to be reported.

    Attributes:
        task: The id of the task that holds it, ``None`` for a closing paragraph or a note.
        channel: ``annual_report`` (政府信息公开工作年度报告) or ``authority`` (报办公室).
        date: By when, where one is given.
        text: The sentence.
    """

    task: str | None
    channel: Channel
    date: date | None
    text: str


@dataclass(frozen=True, slots=True)
class PlanWarning:
    """What the reader repaired, inherited, guessed or left over; ``message`` is Chinese, for people."""

    code: str
    task: str | None
    message: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as it was read, or as a person corrected it in 任务清单.xlsx."""

    title: str
    issuer: str
    year: int
    tasks: tuple[Task, ...]
    reporting: tuple[Reporting, ...] = ()
    warnings: tuple[PlanWarning, ...] = ()

    def task(self, task_id: str) -> Task:
        """The task with this id; raises ``KeyError`` where there is none."""
        for task in self.tasks:
            if task.id == task_id:
                return task
        raise KeyError(task_id)

    def bodies(self) -> tuple[Assignment, ...]:
        """Every body once, in the order of first mention (the first mention's role and kind)."""
        first: dict[str, Assignment] = {}
        for task in self.tasks:
            for unit in task.units:
                first.setdefault(unit.name, unit)
        return tuple(first.values())


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """The plan as the JSON object that ``reportgen plan --json`` prints."""
    return {
        "title": plan.title,
        "issuer": plan.issuer,
        "year": plan.year,
        "tasks": [
            {
                "id": task.id,
                "category": list(task.category),
                "title": task.title,
                "text": task.text,
                "responsibility": task.responsibility,
                "units": [{"name": unit.name, "role": unit.role, "kind": unit.kind} for unit in task.units],
                "deadlines": [{"date": due.date.isoformat(), "phrase": due.phrase} for due in task.deadlines],
                "anchor": task.place,
            }
            for task in plan.tasks
        ],
        "reporting": [
            {
                "task": order.task,
                "channel": order.channel,
                "date": order.date.isoformat() if order.date else None,
                "text": order.text,
            }
            for order in plan.reporting
        ],
        "warnings": [
            {"code": warning.code, "task": warning.task, "message": warning.message} for warning in plan.warnings
        ],
    }


def plan_from_json(data: Mapping[str, Any]) -> Plan:
    """The plan that such a JSON object describes; missing optional keys are empty."""
    return Plan(
        title=data["title"],
        issuer=data["issuer"],
        year=data["year"],
        tasks=tuple(
            Task(
                id=task["id"],
                category=tuple(task["category"]),
                title=task["title"],
                text=task["text"],
                responsibility=task["responsibility"],
                units=tuple(Assignment(unit["name"], unit["role"], unit["kind"]) for unit in task["units"]),
                deadlines=tuple(
                    Deadline(date.fromisoformat(due["date"]), due["phrase"]) for due in task.get("deadlines", ())
                ),
                place=task.get("anchor", ""),
            )
            for task in data["tasks"]
        ),
        reporting=tuple(
            Reporting(
                order["task"],
                order["channel"],
                date.fromisoformat(order["date"]) if order["date"] else None,
                order["text"],
            )
            for order in data.get("reporting", ())
        ),
        warnings=tuple(
            PlanWarning(warning["code"], warning["task"], warning["message"]) for warning in data.get("warnings", ())
        ),
    )
