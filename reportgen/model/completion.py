"""Completion (完成情况): counts of tasks by status; rates are divided late, from counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reportgen.model.settings import Policy
from reportgen.terms import Status


@dataclass(frozen=True, slots=True)
class Tally:
    """Tasks (项) of one whole by status.

    Attributes:
        assigned: All tasks of the whole, 不适用 included.
        by_status: Every status → number of tasks; adds up to ``assigned``.
        done: Tasks that count as done under the policy in force.
        tasks: (task id, status) of every task counted, in the plan's order: what each number was counted from.
    """

    assigned: int
    by_status: Mapping[Status, int]
    done: int
    tasks: tuple[tuple[str, Status], ...] = ()

    @property
    def applicable(self) -> int:
        """Tasks that count: all but 不适用."""
        return self.assigned - self.by_status.get("not_applicable", 0)

    @property
    def rate(self) -> float | None:
        """Completion rate (完成率), 0-1; ``None`` where nothing is applicable, which is not the same as 0."""
        return self.done / self.applicable if self.applicable else None


@dataclass(frozen=True, slots=True)
class TaskResult:
    """How far one task is.

    Attributes:
        id: Task id.
        status: As the least advanced of those who carry it.
        carriers: Official names of the units that carry it, in the roster's order.
        supporters: Likewise of those that support it.
        done_on: The day the last carrier finished, where the task is done and all dates are known.
        due: The last deadline, ``None`` where the plan gives none.
        is_due: Whether it enters the 按期率: its deadline has come and it is neither 持续推进 nor 不适用.
        is_on_time: Whether it was done by its deadline; ``False`` where it is not due.
    """

    id: str
    status: Status
    carriers: tuple[str, ...]
    supporters: tuple[str, ...]
    done_on: date | None
    due: date | None
    is_due: bool
    is_on_time: bool

    @property
    def is_overdue(self) -> bool:
        """Due, and not done by the deadline (逾期)."""
        return self.is_due and not self.is_on_time


@dataclass(frozen=True, slots=True)
class CategoryResult:
    """Tasks of one category path; a task counts in each of its levels."""

    path: tuple[str, ...]
    tally: Tally


@dataclass(frozen=True, slots=True)
class UnitResult:
    """Rows of one unit: tasks it carries and tasks it supports, counted apart."""

    unit: str
    is_reported: bool
    carries: Tally
    supports: Tally


@dataclass(frozen=True, slots=True)
class Completion:
    """Every figure of every output.

    Attributes:
        policy: The 口径 the figures were counted under.
        judged_on: The day on which progress was judged.
        overall: All tasks of the plan.
        tasks: In the plan's order.
        categories: One per category path at every level, in the plan's order (a parent before its children).
        units: One per unit that got a workbook, in the roster's order.
    """

    policy: Policy
    judged_on: date
    overall: Tally
    tasks: tuple[TaskResult, ...]
    categories: tuple[CategoryResult, ...]
    units: tuple[UnitResult, ...]

    @property
    def due(self) -> tuple[TaskResult, ...]:
        """Tasks whose deadline has come."""
        return tuple(task for task in self.tasks if task.is_due)

    @property
    def on_time_rate(self) -> float | None:
        """On-time rate (按期率), 0-1; ``None`` where no deadline has come."""
        due = self.due
        return sum(task.is_on_time for task in due) / len(due) if due else None
