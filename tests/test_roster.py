"""Who gets what: groups resolved, roles settled, nobody's task forgotten."""

import pytest
from makers import task, task_list

from reportgen.model.roster import Body
from reportgen.roster import is_generic, make_roster, roster_findings


def duties(roster):
    return [(duty.unit, duty.task, duty.role) for duty in roster.duties]


def test_a_generic_group_means_every_other_named_unit():
    tasks = task_list(
        task("1", "办公室:lead", "各科室:support:group"),
        task("2", "人事科:responsible"),
        task("3", "财务科:responsible"),
    )
    roster = make_roster(tasks)
    assert [(duty.unit, duty.role) for duty in roster.of_task("1")] == [
        ("办公室", "lead"),
        ("人事科", "support"),
        ("财务科", "support"),
    ]
    assert roster.unresolved == ()


@pytest.mark.parametrize(
    ("group", "is_all"),
    [
        ("各部门", True),
        ("各科室、局属各单位", True),
        ("机关各科室", True),
        ("各相关部门", False),
        ("有关处室、单位", False),
        ("各镇街", False),
    ],
)
def test_only_phrases_for_the_whole_house_are_generic(group, is_all):
    assert is_generic(group) is is_all


def test_a_group_with_members_stands_for_them():
    bodies = (Body("各镇街", "group", members=("东镇", "西街道")),)
    roster = make_roster(task_list(task("1", "各镇街:responsible:group"), bodies=bodies))
    assert duties(roster) == [("东镇", "1", "responsible"), ("西街道", "1", "responsible")]
    assert roster.duties[0].via == "各镇街"


def test_a_group_inside_a_group_is_opened_and_a_circle_ends():
    bodies = (Body("各镇街", "group", members=("东片", "西街道")), Body("东片", "group", members=("东镇", "各镇街")))
    roster = make_roster(task_list(task("1", "各镇街:responsible:group"), bodies=bodies))
    assert roster.units == ("东镇", "西街道")


def test_a_group_that_nobody_resolved_gets_a_workbook_of_its_own_and_is_said():
    tasks = task_list(task("1", "办公室:lead", "有关处室:support:group"))
    roster = make_roster(tasks)
    assert duties(roster) == [("办公室", "1", "lead"), ("有关处室", "1", "support")]
    assert [found.code for found in roster_findings(tasks, roster)] == ["group-unresolved"]


def test_a_unit_named_twice_keeps_its_strongest_role():
    bodies = (Body("各镇街", "group", members=("东镇",)),)
    roster = make_roster(task_list(task("1", "各镇街:lead:group", "东镇:support"), bodies=bodies))
    assert [unit.role for unit in roster.of_task("1")] == ["support"]  # named itself: the group does not speak for it


def test_an_alias_is_the_same_unit():
    bodies = (Body("办公室", "unit", aliases=("局办公室",)),)
    roster = make_roster(task_list(task("1", "局办公室:lead"), task("2", "办公室:lead"), bodies=bodies))
    assert roster.units == ("办公室",)


def test_a_task_that_nobody_carries_falls_to_the_issuing_office():
    tasks = task_list(task("1"), task("2", "办公室:support"))
    roster = make_roster(tasks)
    assert ("云岭市档案局", "1", "responsible") in duties(roster)
    assert ("云岭市档案局", "2", "responsible") in duties(roster)
    assert [found.code for found in roster_findings(tasks, roster)] == ["task-without-carrier"]


def test_units_stand_in_the_order_of_first_mention():
    roster = make_roster(task_list(task("1", "乙科:lead", "甲科:support"), task("2", "丙科:lead")))
    assert roster.units == ("乙科", "甲科", "丙科")
