"""Who carries a task, and rows of one task that contradict each other."""

import pytest
from check_case import GOOD, brief, found
from makers import entry, task, task_list

from reportgen.model.roster import Body

COLUMNS = {
    "done": GOOD,
    "ongoing_met": {"progress": "全年公开12期。"},
    "under_way": {"progress": "起草方案。", "problems": "人员不足", "next_steps": "12月完成"},
    "mostly_done": {"progress": "清理文件32件。", "next_steps": "公布目录"},
    "ongoing_unmet": {"progress": "公开3期。", "problems": "资料不全", "next_steps": "补齐"},
    "not_started": {"problems": "经费未到位", "next_steps": "9月启动"},
    "not_applicable": {"progress": "没有这类事项。"},
}


def row(unit, status, role="lead"):
    return entry(unit, "1", status, role=role, **COLUMNS[status] if status else {})


@pytest.mark.parametrize(
    ("lead", "supporter", "contradict"),
    [
        ("done", "not_started", True),
        ("done", "ongoing_unmet", True),
        ("ongoing_met", "not_started", True),
        ("not_started", "done", True),
        ("ongoing_unmet", "ongoing_met", True),
        ("not_applicable", "done", True),
        ("not_applicable", "under_way", True),
        ("done", "done", False),
        ("done", "under_way", False),
        ("done", "mostly_done", False),
        ("done", "not_applicable", False),
        ("done", None, False),
        ("under_way", "done", False),
        ("under_way", "not_started", False),
        ("not_started", "under_way", False),
        ("not_applicable", "not_started", False),
        ("not_applicable", "not_applicable", False),
    ],
)
def test_lead_and_supporter_contradict_where_one_is_done_and_the_other_not_begun(lead, supporter, contradict):
    tasks = task_list(task("1", "甲科:lead", "乙科:support"))
    codes = [code for _, code in brief(tasks, row("甲科", lead), row("乙科", supporter, "support"))]
    assert ("support-contradicts" in codes) == contradict


def test_a_contradiction_is_one_finding_per_task_at_the_leads_row_with_every_word():
    tasks = task_list(task("1", "甲科:lead", "乙科:support", "丙科:support", "丁科:support"))
    rows = row("甲科", "done"), row("乙科", "not_started", "support"), row("丙科", "not_started", "support")
    told = found(tasks, *rows, row("丁科", "ongoing_unmet", "support"))
    assert [(each.unit, each.place.cell, each.code, each.what) for each in told if each.severity == "warning"] == [
        (
            "甲科",
            "F7",
            "support-contradicts",
            "第1项甲科填“已完成”，而配合单位乙科、丙科填“未启动”，丁科填“持续推进（年度要求未达到）”",
        )
    ]


@pytest.mark.parametrize(
    ("first", "second", "contradict"),
    [("done", "not_started", True), ("ongoing_unmet", "ongoing_met", True), ("done", "under_way", False), ("done", "done", False)],
)  # fmt: skip
def test_several_leads_agree_on_whether_the_task_is_done(first, second, contradict):
    tasks = task_list(task("1", "甲科:lead", "乙科:lead"))
    codes = [code for _, code in brief(tasks, row("甲科", first), row("乙科", second))]
    assert ("leads-contradict" in codes) == contradict


def test_members_of_a_group_and_jointly_responsible_units_speak_each_for_themselves():
    group = task_list(
        task("1", "各科室:lead:group"),
        bodies=(Body("各科室", "group", members=("甲科", "乙科")), Body("甲科", "unit"), Body("乙科", "unit")),
    )
    joint = task_list(task("1", "甲科:responsible", "乙科:responsible"))
    for tasks, role in ((group, "lead"), (joint, "responsible")):
        codes = [code for _, code in brief(tasks, row("甲科", "done", role), row("乙科", "not_started", role))]
        assert "leads-contradict" not in codes


def test_tasks_with_several_leads_or_none_among_several_are_told_once():
    tasks = task_list(
        task("1", "甲科:lead", "乙科:lead"),
        task("2", "甲科:responsible", "乙科:responsible"),
        task("3", "甲科:responsible"),
        task("4", "甲科:lead", "乙科:support"),
        task("5", "甲科:responsible", "各科室:responsible:group"),
        task("6", "甲科:responsible", "乙科:responsible", "各科室:support:group"),
    )
    told = [each for each in found(tasks) if each.severity == "note"]
    assert [(each.code, str(each.place)) for each in told] == [
        ("task-several-leads", "任务清单.xlsx"),
        ("task-without-lead", "任务清单.xlsx"),
    ]
    assert "有 1 项任务写了不止一个牵头单位（1）" in told[0].what
    assert "（2、6）" in told[1].what
