"""Rules on dates: 完成日期 against the status, the plan's year, the reporting day and the deadline."""

from collections.abc import Iterator
from datetime import date

from reportgen.catalogue import finding
from reportgen.check.case import Case
from reportgen.model.findings import Finding


def _words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def date_missing(case: Case) -> Iterator[Finding]:
    """已完成 has a date."""
    for entry, task in case.filled():
        written = entry.written.get("done_on")
        if entry.status == "done" and entry.done_on is None and not (written and written.text):
            yield finding(
                "date-missing",
                entry.place("done_on"),
                f"第{task.id}项已完成，但没有填完成日期",
                f"请填写完成日期，如“{case.settings.year}年9月30日”",
                unit=entry.unit,
                task=task.id,
            )


def date_future(case: Case) -> Iterator[Finding]:
    """Nothing was finished after the day on which progress is judged."""
    for entry, task in case.filled():
        if entry.done_on and entry.done_on > case.settings.judged_on:
            yield finding(
                "date-future",
                entry.place("done_on"),
                f"完成日期{_words(entry.done_on)}在统计截止日期{_words(case.settings.judged_on)}之后",
                unit=entry.unit,
                task=task.id,
            )


def date_early(case: Case) -> Iterator[Finding]:
    """Nothing of this plan was finished before its year."""
    for entry, task in case.filled():
        if entry.done_on and entry.done_on.year < case.settings.year:
            yield finding(
                "date-early",
                entry.place("done_on"),
                f"完成日期{_words(entry.done_on)}早于方案年度{case.settings.year}年",
                unit=entry.unit,
                task=task.id,
            )


def done_late(case: Case) -> Iterator[Finding]:
    """Finished, but after the deadline (P5)."""
    for entry, task in case.filled():
        due = max((deadline.date for deadline in task.deadlines), default=None)
        if entry.status == "done" and due and entry.done_on and entry.done_on > due and entry.role != "support":
            yield finding(
                "done-late",
                entry.place("done_on"),
                f"第{task.id}项的时限是{_words(due)}，完成日期为{_words(entry.done_on)}，属逾期完成",
                unit=entry.unit,
                task=task.id,
            )


def task_overdue(case: Case) -> Iterator[Finding]:
    """Not finished although the deadline is past (P5); 持续推进 is never overdue (P13)."""
    for entry, task in case.filled():
        due = max((deadline.date for deadline in task.deadlines), default=None)
        is_open = entry.status in ("mostly_done", "under_way", "not_started")
        if is_open and due and due < case.settings.judged_on and entry.role != "support":
            yield finding(
                "task-overdue",
                entry.place("status"),
                f"第{task.id}项的时限是{_words(due)}，至今没有完成",
                unit=entry.unit,
                task=task.id,
            )


def date_unneeded(case: Case) -> Iterator[Finding]:
    """A date beside a status that says unfinished: one of the two is wrong."""
    for entry, task in case.filled():
        if entry.status in ("mostly_done", "under_way", "not_started", "ongoing_unmet") and entry.done_on:
            yield finding(
                "date-unneeded",
                entry.place("done_on"),
                f"第{task.id}项没有完成，却填了完成日期{_words(entry.done_on)}",
                unit=entry.unit,
                task=task.id,
            )
