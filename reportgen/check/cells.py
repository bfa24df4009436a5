"""Rules on single cells: what cannot be understood, and what is required and missing."""

from collections.abc import Iterator

from reportgen.catalogue import finding
from reportgen.check.case import Case
from reportgen.model.findings import Finding
from reportgen.terms import STATUS_WORDS


def doubts(case: Case) -> Iterator[Finding]:
    """What the column's own parser could not understand or had to interpret."""
    for entry in case.collection.entries:
        for written in entry.written.values():
            if written.doubt:
                yield finding(
                    written.doubt,
                    written.place,
                    written.doubt_what,
                    written.doubt_mend,
                    unit=entry.unit,
                    task=entry.task,
                )


def status_missing(case: Case) -> Iterator[Finding]:
    """A row with something in it has a status; supporters may leave theirs out only with the whole row."""
    for entry, task in case.filled():
        status = entry.written.get("status")
        if entry.status is None and (status is None or not status.text):
            words = "、".join(word for key, word in STATUS_WORDS.items() if key != "unreported")
            yield finding(
                "status-missing",
                entry.place("status"),
                f"第{task.id}项填了内容，但没有选完成情况",
                f"请从下拉列表选择：{words}",
                unit=entry.unit,
                task=task.id,
            )


def progress_missing(case: Case) -> Iterator[Finding]:
    """已完成 says what was done."""
    for entry, task in case.filled():
        if entry.status == "done" and not entry.progress:
            yield finding(
                "progress-missing",
                entry.place("progress"),
                f"第{task.id}项已完成，但没有写落实情况",
                "请写明做了什么，尽量写出数量",
                unit=entry.unit,
                task=task.id,
            )


def reason_missing(case: Case) -> Iterator[Finding]:
    """What is not finished says why, or what comes next."""
    for entry, task in case.filled():
        is_open = entry.status in ("mostly_done", "under_way", "not_started", "ongoing_unmet")
        if is_open and entry.role != "support" and not entry.problems and not entry.next_steps:
            yield finding(
                "reason-missing",
                entry.place("problems"),
                f"第{task.id}项尚未完成，没有写存在问题和下一步措施",
                "请写明未完成的原因、下一步措施和预计完成时间",
                unit=entry.unit,
                task=task.id,
            )
