"""Rows of the tables: units with their figures, and every task with what was written about it."""

from typing import Any

from reportgen.document.case import Case
from reportgen.document.words import mended
from reportgen.figures import percent
from reportgen.model.completion import Tally
from reportgen.model.plan import Task
from reportgen.terms import CARRYING, ROLE_WORDS, STATUS_WORDS

_BLOCK_LINES = 22
"""Printed lines after which a merged category cell begins anew, so that each page shows the category (a page of the
annexed table holds about 28 lines, its head included)."""

_COLUMN_CHARACTERS = {"要求": 16, "责任": 8, "落实": 20}


def unit_rows(case: Case) -> list[dict[str, str]]:
    """One row per unit: tasks that count (不适用 left out), done, rate, for carried and supported tasks."""
    rows = []
    for unit in case.completion.units:
        silent = "" if unit.is_reported else "（未报送）"
        row = {"单位": unit.unit + silent}
        for name, tally in (("承担", unit.carries), ("配合", unit.supports)):
            row |= _tally_fields(name, tally)
        rows.append(row)
    return rows


def _tally_fields(name: str, tally: Tally) -> dict[str, str]:
    if not tally.applicable:
        return {name: "—", f"{name}完成": "—", f"{name}率": "—"}
    return {
        name: str(tally.applicable),
        f"{name}完成": str(tally.done),
        f"{name}率": percent(tally.done, tally.applicable),
    }


def task_groups(case: Case) -> list[dict[str, Any]]:
    """Tasks in the plan's order; neighbours of one category path stand together, in blocks of at most a page."""
    groups: list[dict[str, Any]] = []
    path: tuple[str, ...] | None = None
    lines = 0
    for task in case.plan.tasks:
        row = _task_row(case, task)
        height = max(_lines(row[column], width) for column, width in _COLUMN_CHARACTERS.items())
        if task.category != path or lines + height > _BLOCK_LINES:
            groups.append({"名称": "\n".join(task.category) or "—", "行": []})
            path, lines = task.category, 0
        groups[-1]["行"].append(row)
        lines += height
    return groups


def _lines(text: str, width: int) -> int:
    return sum(-(-max(len(line), 1) // width) for line in text.split("\n"))


def _task_row(case: Case, task: Task) -> dict[str, str]:
    duties = [duty for duty in case.roster.of_task(task.id) if duty.role in CARRYING]
    told = [entry for entry in case.entries_of(task.id) if entry.progress.strip()]
    # With one text and one unit there is no doubt whose it is.
    is_plain = not case.settings.publish_units or (
        len(told) == 1 and len(duties) == 1 and told[0].unit == duties[0].unit
    )
    progress = "\n".join(
        mended(entry.progress) if is_plain else f"{entry.unit}：{mended(entry.progress)}" for entry in told
    )
    return {
        "序号": task.id,
        "要求": f"{task.title}。{task.text}" if task.title else task.text,
        "责任": task.responsibility
        or "、".join(f"{duty.unit}（{ROLE_WORDS[duty.role]}）" if len(duties) > 1 else duty.unit for duty in duties),
        "情况": STATUS_WORDS[case.result(task.id).status],
        "落实": progress or "—",
    }
