"""Check: each fault once, at its cell, and nothing else."""

from datetime import date

import pytest
from makers import JUNE, SETTINGS, collection, entry, task, task_list

from reportgen.check import RULES, check
from reportgen.roster import make_roster

GOOD = {"done_on": date(2024, 5, 6), "progress": "修订目录并公布，新增事项12项。"}
OPEN = {"progress": "正在起草方案。", "problems": "人员不足", "next_steps": "12月底前完成"}


def brief(tasks, *entries, settings=SETTINGS):
    found = check(collection(*entries), task_list=tasks, roster=make_roster(tasks), settings=settings)
    return [(finding.place.cell, finding.code) for finding in found]


ONE = task_list(task("1", "甲科:lead", due=JUNE))


def test_a_good_row_has_no_finding():
    assert brief(ONE, entry("甲科", "1", "done", **GOOD)) == []


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param(
            entry("甲科", "1", "done", progress=GOOD["progress"]), [("G7", "date-missing")], id="done without date"
        ),
        pytest.param(
            entry("甲科", "1", "done", done_on=GOOD["done_on"]), [("H7", "progress-missing")], id="done without text"
        ),
        pytest.param(entry("甲科", "1", None, progress="做了。"), [("F7", "status-missing")], id="text without status"),
        pytest.param(
            entry("甲科", "1", "done", done_on=date(2025, 1, 2), progress="做了三件事。"),
            [("G7", "date-future"), ("G7", "done-late")],
            id="date after the reporting day",
        ),
        pytest.param(
            entry("甲科", "1", "done", done_on=date(2023, 5, 6), progress="做了三件事。"),
            [("G7", "date-early")],
            id="last year",
        ),
        pytest.param(
            entry("甲科", "1", "done", done_on=date(2024, 8, 1), progress="做了三件事。"),
            [("G7", "done-late")],
            id="late",
        ),
        pytest.param(entry("甲科", "1", "under_way", **OPEN), [("F7", "task-overdue")], id="open past its deadline"),
        pytest.param(
            entry("甲科", "1", "under_way", progress="正在做。"),
            [("J7", "reason-missing"), ("F7", "task-overdue")],
            id="open without a reason",
        ),
    ],
)
def test_each_fault_is_found_at_its_cell(row, expected):
    assert sorted(brief(ONE, row)) == sorted(expected)


def test_a_unit_that_sent_nothing_is_said_with_the_tasks_that_hang_on_it():
    tasks = task_list(task("1", "甲科:lead"), task("2", "乙科:lead"), task("3", "乙科:lead"))
    found = check(
        collection(entry("甲科", "1", "done", **GOOD)), task_list=tasks, roster=make_roster(tasks), settings=SETTINGS
    )
    assert [(finding.code, finding.unit) for finding in found] == [("unit-unreported", "乙科")]
    assert "2 项任务（2、3）" in found[0].what


def test_a_supporter_may_leave_the_reason_out():
    tasks = task_list(task("1", "甲科:lead", "乙科:support"))
    rows = entry("甲科", "1", "done", **GOOD), entry("乙科", "1", "under_way", role="support", progress="提供材料。")
    assert brief(tasks, *rows) == []


def test_findings_come_unit_by_unit_then_task_by_task():
    tasks = task_list(task("1", "甲科:lead", "乙科:responsible"), task("2", "甲科:lead"))
    rows = entry("乙科", "1", "done", role="responsible"), entry("甲科", "2", "done"), entry("甲科", "1", "done")
    found = check(collection(*rows), task_list=tasks, roster=make_roster(tasks), settings=SETTINGS)
    assert [(finding.unit, finding.task) for finding in found] == [
        ("甲科", "1"), ("甲科", "1"), ("甲科", "2"), ("甲科", "2"), ("乙科", "1"), ("乙科", "1"),
    ]  # fmt: skip


def test_every_rule_says_in_its_first_line_what_it_holds():
    assert all(rule.__doc__ for rule in RULES)
