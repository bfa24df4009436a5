"""A workbook's identity: who it was issued to, of which plan, on a hidden sheet that people may lose."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.model.roster import Duty, TaskList
from reportgen.workbook.spec import SPEC_VERSION

MARK = "reportgen 进度填报表"
"""First cell of the hidden sheet; by it the sheet is found under any name."""

_VERSION, _FINGERPRINT, _YEAR, _UNIT, _PLAN = "表单版本", "方案指纹", "年度", "单位", "方案"
_TASKS = "任务"


@dataclass(frozen=True, slots=True)
class Identity:
    """What the hidden sheet says.

    Attributes:
        version: Version of the form.
        fingerprint: Fingerprint of the plan it was issued from.
        year: The plan's working year; ``None`` where unreadable.
        unit: To whom it was issued.
        plan: Title of the plan.
        tasks: Ids of the rows issued, in their order.
    """

    version: str
    fingerprint: str
    year: int | None
    unit: str
    plan: str
    tasks: tuple[str, ...]


def plan_fingerprint(task_list: TaskList) -> str:
    """16 hex digits that stand for the tasks, their words and deadlines, and the year; stable over runs and machines.

    Who is responsible does not enter: a task that moves to another unit leaves the plan's text as it is.
    """
    plan = task_list.plan
    content = [
        plan.title,
        plan.year,
        [[task.id, list(task.category), task.title, task.text, [due.date.isoformat() for due in task.deadlines]]
         for task in plan.tasks],
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:16]


def identity_rows(unit: str, duties: Sequence[Duty], task_list: TaskList) -> list[tuple[str, str]]:
    """The rows of the hidden sheet, two columns of text."""
    return [
        (MARK, ""),
        (_VERSION, SPEC_VERSION),
        (_FINGERPRINT, plan_fingerprint(task_list)),
        (_YEAR, str(task_list.plan.year)),
        (_UNIT, unit),
        (_PLAN, task_list.plan.title),
        *((_TASKS, duty.task) for duty in duties),
    ]


def read_identity(rows: Sequence[Sequence[object]]) -> Identity | None:
    """The identity that a sheet's rows hold, ``None`` where it is no such sheet; extra rows and columns do not hurt."""
    if not rows or not rows[0] or rows[0][0] != MARK:
        return None
    said: dict[str, str] = {}
    tasks = []
    for row in rows[1:]:
        key, value = str(row[0]), str(row[1]) if len(row) > 1 else ""
        if key == _TASKS:
            tasks.append(value)
        else:
            said.setdefault(key, value)
    year = said.get(_YEAR, "")
    return Identity(
        version=said.get(_VERSION, ""),
        fingerprint=said.get(_FINGERPRINT, ""),
        year=int(year) if year.isdecimal() and len(year) == 4 else None,
        unit=said.get(_UNIT, ""),
        plan=said.get(_PLAN, ""),
        tasks=tuple(tasks),
    )
