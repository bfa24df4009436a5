"""Who gets which task: the bodies of a plan, what groups stand for, and the rows that each unit is issued."""

from dataclasses import dataclass

from reportgen.model.plan import Plan
from reportgen.terms import CARRYING, Kind, Role


@dataclass(frozen=True, slots=True)
class Body:
    """One row of the sheet 单位: a body or group found in the plan, completed by a person.

    Attributes:
        name: As the plan prints it (first form met).
        kind: ``unit`` or ``group``.
        aliases: Other forms of the name that mean the same body (局办公室 = 办公室).
        members: For a group, the units it stands for; empty where nobody said.
        note: Remark or proposal for the person (suspected aliases, default meaning of the group).
    """

    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class TaskList:
    """What 任务清单.xlsx holds: the plan that counts from now on, and its bodies in order of first mention."""

    plan: Plan
    bodies: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """One row of a progress workbook: this unit has this role for this task.

    Attributes:
        unit: Official name of the body that gets the workbook.
        task: Task id.
        role: Its role; where several groups name it, the strongest (牵头, 负责, 配合).
        via: The group phrase through which the unit got the task, ``None`` where it is named itself.
    """

    unit: str
    task: str
    role: Role
    via: str | None = None

    @property
    def carries(self) -> bool:
        """Whether this row decides the task's status."""
        return self.role in CARRYING


@dataclass(frozen=True, slots=True)
class Roster:
    """Who is issued what.

    Attributes:
        units: Every unit, or unresolved group, that gets a workbook, in the order of first mention in the plan.
        duties: One per (unit, task), in the order of units, then of the plan's tasks.
        unresolved: Group phrases that nobody resolved and that therefore get a workbook of their own.
    """

    units: tuple[str, ...]
    duties: tuple[Duty, ...]
    unresolved: tuple[str, ...] = ()

    def of_unit(self, unit: str) -> tuple[Duty, ...]:
        """The unit's rows in the plan's order; ``()`` for an unknown unit."""
        return tuple(duty for duty in self.duties if duty.unit == unit)

    def of_task(self, task: str) -> tuple[Duty, ...]:
        """The task's rows in the order of units."""
        return tuple(duty for duty in self.duties if duty.task == task)
