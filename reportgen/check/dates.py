"""Rules on dates: 完成日期 against the status, the plan's year, the reporting day and the deadline."""

import re
from collections.abc import Iterator

from reportgen.check.case import Case, about, due_of, text_of
from reportgen.check.words import clip, day_words
from reportgen.model.findings import Finding
from reportgen.workbook.dates import parse_day

_ON_SCHEDULE = re.compile(r"序时|按计划|按进度|有序")


def date_future(case: Case) -> Iterator[Finding]:
    """Nothing was finished after the day on which progress is judged."""
    judged_on = case.settings.judged_on
    for entry, _ in case.filled:
        if entry.done_on and entry.done_on > judged_on:
            what = f"完成日期{day_words(entry.done_on)}在统计截止日期{day_words(judged_on)}之后"
            yield about(entry, "done_on", "date-future", what)


def date_after_form(case: Case) -> Iterator[Finding]:
    """Nothing was finished after the day on which the form says it was filled."""
    days = {
        record.unit: parse_day(record.filled_on, year=case.settings.year).value
        for record in case.collection.files
        if record.used and record.unit
    }
    for entry, _ in case.filled:
        filled_on = days.get(entry.unit)
        if filled_on and entry.done_on and filled_on < entry.done_on <= case.settings.judged_on:
            what = f"完成日期{day_words(entry.done_on)}晚于填报日期{day_words(filled_on)}"
            yield about(entry, "done_on", "date-after-form", what)


def date_early(case: Case) -> Iterator[Finding]:
    """Nothing of this plan was finished before its year."""
    for entry, _ in case.filled:
        if entry.done_on and entry.done_on.year < case.settings.year:
            what = f"完成日期{day_words(entry.done_on)}早于方案年度{case.settings.year}年"
            yield about(entry, "done_on", "date-early", what)


def done_late(case: Case) -> Iterator[Finding]:
    """Finished, but after the deadline (P5)."""
    for entry, task in case.carried:
        due = due_of(task)
        if entry.status == "done" and due and entry.done_on and entry.done_on > due:
            what = f"第{task.id}项的时限是{day_words(due)}，完成日期为{day_words(entry.done_on)}，属逾期完成"
            yield about(entry, "done_on", "done-late", what)


def task_overdue(case: Case) -> Iterator[Finding]:
    """Not finished although the deadline is past, whatever the row calls it (P5); 持续推进 is never overdue (P13)."""
    for entry, task in case.carried:
        due = due_of(task)
        if entry.status in ("mostly_done", "under_way", "not_started") and due and due < case.settings.judged_on:
            said = text_of(entry, "status")
            contrary = f"，写作“{clip(said)}”与此不符" if _ON_SCHEDULE.search(said) else ""
            what = f"第{task.id}项的时限是{day_words(due)}，至今没有完成{contrary}"
            yield about(entry, "status", "task-overdue", what)


def date_unneeded(case: Case) -> Iterator[Finding]:
    """A date beside a status that says unfinished: one of the two is wrong."""
    for entry, task in case.filled:
        if entry.status in ("mostly_done", "under_way", "not_started", "ongoing_unmet") and entry.done_on:
            what = f"第{task.id}项没有完成，却填了完成日期{day_words(entry.done_on)}"
            yield about(entry, "done_on", "date-unneeded", what)
