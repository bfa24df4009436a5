"""Completion: the least advanced carrier decides, rates last, silence is neither done nor not started."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import JUNE, SETTINGS, collection, entry, task, task_list

from reportgen.completion import count
from reportgen.model.settings import Policy, Settings
from reportgen.results import status_json
from reportgen.roster import make_roster
from reportgen.terms import ENTERABLE


def counted(tasks, *entries, settings=SETTINGS):
    return count(collection(*entries), task_list=tasks, roster=make_roster(tasks), settings=settings)


def status_of(*statuses):
    """The status of one task carried by as many units."""
    units = [f"{letter}科" for letter in "甲乙丙丁"[: len(statuses)]]
    tasks = task_list(task("1", *(f"{unit}:responsible" for unit in units)))
    entries = [entry(unit, "1", status, role="responsible") for unit, status in zip(units, statuses, strict=True)]
    return counted(tasks, *entries).tasks[0].status


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        pytest.param(("done", "under_way"), "under_way", id="the least advanced decides"),
        pytest.param(("done", "ongoing_met"), "ongoing_met", id="both are finished, the lower class shows"),
        pytest.param(("done", "not_applicable"), "done", id="不适用 leaves the count"),
        pytest.param(("not_applicable", "not_applicable"), "not_applicable", id="nobody to whom it applies"),
        pytest.param(("done", None), "unreported", id="a blank row is 未报送"),
        pytest.param(("not_started", None), "unreported", id="未报送 is below 未启动"),
    ],
)
def test_a_task_is_as_far_as_the_least_advanced_of_its_carriers(statuses, expected):
    assert status_of(*statuses) == expected


def test_supporters_do_not_decide_and_have_a_rate_of_their_own():
    tasks = task_list(task("1", "甲科:lead", "乙科:support"))
    completion = counted(tasks, entry("甲科", "1", "done"), entry("乙科", "1", "not_started", role="support"))
    assert completion.tasks[0].status == "done"
    assert [(unit.carries.done, unit.supports.done, unit.supports.assigned) for unit in completion.units] == [
        (1, 0, 0),
        (0, 0, 1),
    ]


def test_supporters_who_answered_decide_where_the_settings_say_so():
    tasks = task_list(task("1", "甲科:lead", "乙科:support", "丙科:support"))
    settings = Settings(year=2024, body="", policy=Policy(support_counts=True))
    completion = counted(
        tasks, entry("甲科", "1", "done"), entry("乙科", "1", "under_way", role="support"), settings=settings
    )
    assert completion.tasks[0].status == "under_way"


def test_mostly_done_counts_only_where_the_settings_say_so():
    tasks = task_list(task("1", "甲科:lead"))
    assert counted(tasks, entry("甲科", "1", "mostly_done")).overall.done == 0
    settings = Settings(year=2024, body="", policy=Policy(mostly_done_counts=True))
    assert counted(tasks, entry("甲科", "1", "mostly_done"), settings=settings).overall.done == 1


def test_a_rate_of_nothing_is_nothing():
    completion = counted(task_list(task("1", "甲科:lead")), entry("甲科", "1", "not_applicable"))
    assert completion.overall.rate is None
    assert completion.on_time_rate is None


@pytest.mark.parametrize(
    ("status", "done_on", "due_and_on_time"),
    [
        pytest.param("done", date(2024, 6, 30), (True, True), id="on the last day"),
        pytest.param("done", date(2024, 7, 1), (True, False), id="a day late"),
        pytest.param("done", None, (True, False), id="done, nobody knows when"),
        pytest.param("under_way", None, (True, False), id="not done"),
        pytest.param("ongoing_met", None, (False, False), id="持续推进 is never due"),
        pytest.param("not_applicable", None, (False, False), id="does not apply"),
    ],
)
def test_on_time_is_counted_over_tasks_whose_deadline_has_come(status, done_on, due_and_on_time):
    columns = {"done_on": done_on} if done_on else {}
    result = counted(task_list(task("1", "甲科:lead", due=JUNE)), entry("甲科", "1", status, **columns)).tasks[0]
    assert (result.is_due, result.is_on_time) == due_and_on_time


def test_a_deadline_after_the_reporting_day_is_not_due():
    settings = Settings(year=2024, body="", as_of=date(2024, 6, 29))
    tasks = task_list(task("1", "甲科:lead", due=JUNE))
    assert not counted(tasks, entry("甲科", "1", "under_way"), settings=settings).tasks[0].is_due


def test_a_task_counts_in_each_level_of_its_category():
    tasks = task_list(
        task("1", "甲科:lead", category=("一、公开", "（一）主动")),
        task("2", "甲科:lead", category=("一、公开", "（二）依申请")),
    )
    completion = counted(tasks, entry("甲科", "1", "done"), entry("甲科", "2", "under_way"))
    assert [(row.path, row.tally.assigned, row.tally.done) for row in completion.categories] == [
        (("一、公开",), 2, 1),
        (("一、公开", "（一）主动"), 1, 1),
        (("一、公开", "（二）依申请"), 1, 0),
    ]


@given(st.lists(st.sampled_from([*ENTERABLE, None]), min_size=1, max_size=4))
def test_counts_add_up_and_rates_stay_between_0_and_1(statuses):
    units = [f"单位{number}" for number in range(len(statuses))]
    tasks = task_list(*(task(str(number), f"{unit}:lead") for number, unit in enumerate(units)))
    entries = [
        entry(unit, str(number), status) for number, (unit, status) in enumerate(zip(units, statuses, strict=True))
    ]
    completion = counted(tasks, *entries)
    assert sum(completion.overall.by_status.values()) == len(statuses) == completion.overall.assigned
    assert completion.overall.rate is None or 0 <= completion.overall.rate <= 1
    assert sum(unit.carries.done for unit in completion.units) == completion.overall.done


def test_status_as_json_has_every_status_and_rates_from_0_to_1():
    tasks = task_list(task("1", "甲科:lead", due=JUNE), task("2", "乙科:lead"), task("3", "甲科:lead"))
    done = entry("甲科", "1", "done", done_on=date(2024, 5, 6))
    printed = status_json(counted(tasks, done, entry("甲科", "3", "under_way")), plan=tasks.plan)
    assert printed["overall"]["rate"] == pytest.approx(1 / 3)
    assert printed["overall"]["by_status"] == {
        "done": 1, "ongoing_met": 0, "mostly_done": 0, "under_way": 1, "ongoing_unmet": 0, "not_started": 0,
        "unreported": 1, "not_applicable": 0,
    }  # fmt: skip
    assert printed["on_time"] == {"due": 1, "on_time": 1, "rate": 1.0, "overdue_tasks": []}
    assert [(unit["unit"], unit["reported"]) for unit in printed["units"]] == [("甲科", True), ("乙科", False)]
    assert printed["tasks"][0]["done_on"] == "2024-05-06"
