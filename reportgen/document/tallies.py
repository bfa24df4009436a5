"""Counts of tasks as facts; numbers that may be zero are left out or ``None``, so that no template can print “0项”."""

from typing import Any

from reportgen.document.case import Case
from reportgen.figures import percent
from reportgen.model.completion import Tally
from reportgen.model.plan import Task
from reportgen.terms import MOST_TO_LEAST_ADVANCED, STATUS_WORDS, Status

OPEN: tuple[Status, ...] = ("mostly_done", "under_way", "ongoing_unmet", "not_started")
"""Statuses of a task on which everybody reported and which is not done; 基本完成 is done under some 口径."""


def is_done(case: Case, status: Status | None) -> bool:
    """Whether the status counts as done under the 口径 in force."""
    return status in case.settings.policy.finished


def is_open(case: Case, task: Task) -> bool:
    """Whether the task was reported and is not done."""
    status = case.result(task.id).status
    return status in OPEN and not is_done(case, status)


def tally_facts(tally: Tally, *, finished: frozenset[Status]) -> dict[str, Any]:
    """One whole's counts: 构成 holds every status there is, in the order of progress, 不适用 last."""
    shown = [
        {"情况": STATUS_WORDS[status], "项数": tally.by_status[status], "计为完成": status in finished}
        for status in (*MOST_TO_LEAST_ADVANCED, "not_applicable")
        if tally.by_status.get(status)
    ]
    absent = tally.assigned - tally.applicable
    return {
        "总数": tally.assigned,
        "应完成": tally.applicable or None,
        "不适用": absent or None,
        "完成": tally.done or None,
        "其余": tally.applicable - tally.done or None,
        "全部完成": bool(tally.applicable) and tally.done == tally.applicable,
        "完成率": percent(tally.done, tally.applicable),
        "构成": shown,
    }
