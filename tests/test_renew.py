"""A new version of the plan into a corrected list: what the plan changed is new, what a person corrected stays."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from makers import JUNE, task

from reportgen.model.plan import Deadline, Plan, PlanWarning, Reporting
from reportgen.model.roster import Body, TaskList
from reportgen.plan.tasklist import propose_bodies, read_source, read_task_list, renew, source_of, write_task_list

OPEN = "编制并公布本年度主动公开目录，及时调整。"
DAY = "组织政务公开开放日活动，邀请群众代表参加。"
TRAIN = "开展政务公开业务培训；编印政务公开工作手册。"
NEWS = "公开财政预算和决算。"


def printed(number, *units, **values):
    """A task as a reader finds it: with its place in the plan."""
    return replace(task(number, *units, **values), place=f"第{number}段")


BASE = Plan(
    "某局2024年工作要点",
    "某局",
    2024,
    (
        printed("1", "办公室:lead", "各科室:support:group", text=OPEN, due=JUNE),
        printed("2", "人事科:lead", text=DAY),
        printed("3", "办公室:lead", text=TRAIN),
    ),
    (Reporting("3", "annual_report", None, "纳入年度报告。"),),
)


def listed(*tasks, bodies=None, **changes):
    plan = replace(BASE, tasks=tasks or BASE.tasks, **changes)
    return TaskList(plan, propose_bodies(plan) if bodies is None else bodies)


def changed(number, **values):
    """BASE with one task changed."""
    return replace(BASE, tasks=tuple(replace(one, **values) if one.id == number else one for one in BASE.tasks))


def kinds(renewal):
    return [
        (each.kind, each.old.id if each.old else None, each.new.id if each.new else None)
        for each in renewal.changes.tasks
    ]


def hints(renewal, number):
    return [(one.code, one.message) for one in renewal.task_list.plan.warnings if one.task == number]


FIRST = BASE.tasks[0]
CORRECTED = replace(
    FIRST,
    category=("一、信息公开",),
    units=task("1", "财务科:lead").units,
    deadlines=(Deadline(date(2024, 10, 31), "10月底前"),),
)


def test_without_a_change_everything_a_person_corrected_stays():
    old = listed(CORRECTED, *BASE.tasks[1:], title="某局工作要点（核对稿）")
    renewal = renew(old, BASE, base=BASE)
    assert renewal.task_list == old
    assert {kind for kind, _, _ in kinds(renewal)} == {"same"}


def test_a_task_that_only_moved_keeps_the_corrections_under_its_new_number():
    new = replace(
        BASE, tasks=(printed("1", "办公室:lead", text=NEWS), printed("2", "办公室:lead", text=OPEN, due=JUNE))
    )
    new = replace(new, tasks=(new.tasks[0], replace(new.tasks[1], units=FIRST.units)))
    renewal = renew(listed(CORRECTED, *BASE.tasks[1:]), new, base=BASE)
    assert kinds(renewal) == [("new", None, "1"), ("moved", "1", "2"), ("dropped", "2", None), ("dropped", "3", None)]
    kept = renewal.task_list.plan.task("2")
    assert (kept.units, kept.deadlines, kept.category) == (CORRECTED.units, CORRECTED.deadlines, CORRECTED.category)


def test_only_what_the_plan_changed_is_taken_from_it_and_said_beside_the_task():
    later = (Deadline(date(2024, 9, 30), "9月底前"),)
    renewal = renew(listed(CORRECTED, *BASE.tasks[1:]), changed("1", deadlines=later), base=BASE)
    merged = renewal.task_list.plan.task("1")
    assert (merged.deadlines, merged.units, merged.category) == (later, CORRECTED.units, CORRECTED.category)
    assert hints(renewal, "1") == [("plan-changed", "与上一版不同：完成时限由“10月底前”改为“9月底前”")]


def test_new_units_replace_a_persons_units_and_both_are_named():
    renewal = renew(listed(CORRECTED, *BASE.tasks[1:]), changed("1", units=task("1", "人事科:lead").units), base=BASE)
    assert [unit.name for unit in renewal.task_list.plan.task("1").units] == ["人事科"]
    assert "由“财务科（牵头）”改为“人事科（牵头）”" in hints(renewal, "1")[0][1]


def test_without_the_old_plan_the_printed_phrase_tells_whether_units_changed():
    old = listed(replace(CORRECTED, deadlines=FIRST.deadlines), *BASE.tasks[1:])
    kept = renew(old, BASE, base=None)
    assert kept.task_list.plan.task("1").units == CORRECTED.units
    other = changed("1", units=task("1", "人事科:lead").units, responsibility="人事科")
    assert [unit.name for unit in renew(old, other, base=None).task_list.plan.task("1").units] == ["人事科"]


def test_a_split_task_stays_split_while_its_requirement_stays():
    halves = (
        replace(BASE.tasks[2], id="3-1", text="开展政务公开业务培训。"),
        replace(BASE.tasks[2], id="3-2", text="编印政务公开工作手册。"),
    )
    old = listed(*BASE.tasks[:2], *halves)
    moved = replace(
        BASE, tasks=(*BASE.tasks[:2], printed("3", text=NEWS), replace(BASE.tasks[2], id="4", place="第4段"))
    )
    renewal = renew(old, moved, base=BASE)
    assert [(one.id, one.text) for one in renewal.task_list.plan.tasks[3:]] == [
        ("4-1", halves[0].text),
        ("4-2", halves[1].text),
    ]
    assert kinds(renewal)[2:] == [("new", None, "3"), ("moved", "3-1", "4-1"), ("moved", "3-2", "4-2")]


def test_a_split_task_whose_requirement_changed_is_one_again_and_says_so():
    halves = (
        replace(BASE.tasks[2], id="3-1", text="开展政务公开业务培训。"),
        replace(BASE.tasks[2], id="3-2", text="编印政务公开工作手册。"),
    )
    text = TRAIN.replace("业务培训", "专题培训")
    renewal = renew(listed(*BASE.tasks[:2], *halves), changed("3", text=text), base=BASE)
    assert [one.id for one in renewal.task_list.plan.tasks] == ["1", "2", "3"]
    assert any("拆分为“3-1、3-2”" in said for _, said in hints(renewal, "3"))
    assert ("dropped", "3-1", None) in kinds(renewal) or ("dropped", "3-2", None) in kinds(renewal)


@pytest.mark.parametrize("base", [BASE, None], ids=["old plan known", "old plan lost"])
def test_a_task_that_a_person_added_stays_behind_its_neighbour(base):
    own = replace(task("1-a", "办公室:lead", text="汇编典型案例。"), responsibility=None)
    renewal = renew(listed(BASE.tasks[0], own, *BASE.tasks[1:]), BASE, base=base)
    assert [one.id for one in renewal.task_list.plan.tasks] == ["1", "1-a", "2", "3"]
    assert renewal.own == {"1-a"}


def test_an_added_task_whose_number_the_plan_now_uses_gets_another_and_says_so():
    own = replace(task("4", "办公室:lead", text="汇编典型案例。"), responsibility=None)
    new = replace(BASE, tasks=(*BASE.tasks, printed("4", "人事科:lead", text=NEWS)))
    renewal = renew(listed(*BASE.tasks, own), new, base=BASE)
    assert [(one.id, one.text) for one in renewal.task_list.plan.tasks[3:]] == [("4~2", own.text), ("4", NEWS)]
    assert hints(renewal, "4~2") == [("plan-renumbered", "序号“4”另有一项任务在用，改为“4~2”")]


def test_an_added_task_that_the_plan_now_names_is_the_plans():
    own = replace(task("4", "办公室:lead", text=NEWS), responsibility=None)
    new = replace(BASE, tasks=(*BASE.tasks, printed("4", "人事科:lead", text=NEWS)))
    renewal = renew(listed(*BASE.tasks, own), new, base=BASE)
    assert kinds(renewal)[-1] == ("changed", "4", "4")
    assert renewal.own == frozenset()


def test_a_task_that_a_person_deleted_comes_back_with_a_hint():
    renewal = renew(listed(*BASE.tasks[:2]), BASE, base=BASE)
    assert kinds(renewal)[-1] == ("new", None, "3")
    assert [code for code, _ in hints(renewal, "3")] == ["plan-returned"]


def test_numbers_that_a_person_exchanged_stay_exchanged():
    old = listed(replace(BASE.tasks[0], id="2"), replace(BASE.tasks[1], id="1"), BASE.tasks[2])
    renewal = renew(old, BASE, base=BASE)
    assert {one.id: one.text for one in renewal.task_list.plan.tasks} == {"2": OPEN, "1": DAY, "3": TRAIN}


def test_hints_that_a_person_cleared_stay_cleared_and_those_of_the_last_comparison_go():
    doubt = PlanWarning("unit-inherited", "2", "沿用了上一项的")
    old = listed(warnings=(PlanWarning("plan-changed", "1", "与上一版不同：……"), doubt))
    new = replace(BASE, warnings=(PlanWarning("unit-inherited", "3", "沿用了上一项的"),))
    assert renew(old, new, base=BASE).task_list.plan.warnings == (doubt,)


def test_the_sheet_of_bodies_keeps_aliases_members_and_notes():
    bodies = (
        Body("办公室", "unit", ("局办公室",), note="联系人见通讯录"),
        Body("各科室", "group", members=("人事科", "财务科")),
        Body("人事科", "unit"),
        Body("档案馆", "unit", note="下半年划入"),
    )
    new = changed("3", units=task("3", "局办公室:lead", "信访科:support").units)
    found = renew(listed(bodies=bodies), new, base=BASE).task_list.bodies
    assert [body.name for body in found] == ["办公室", "各科室", "人事科", "信访科", "档案馆"]
    assert set(bodies) <= set(found)


def test_a_body_that_only_the_old_plan_named_goes():
    new = changed("2", units=task("2", "办公室:lead").units)
    assert "人事科" not in [body.name for body in renew(listed(), new, base=BASE).task_list.bodies]


def test_orders_to_report_follow_their_task():
    new = replace(
        BASE,
        tasks=(printed("1", text=NEWS), *(replace(one, id=str(int(one.id) + 1)) for one in BASE.tasks)),
        reporting=(replace(BASE.reporting[0], task="4"),),
    )
    assert [order.task for order in renew(listed(), new, base=BASE).task_list.plan.reporting] == ["4"]


# --- the workbook ---


def test_the_renewed_list_reads_back_the_same_and_lists_every_task(tmp_path):
    new = replace(BASE, tasks=(BASE.tasks[0], replace(BASE.tasks[1], text=DAY + "两次"), printed("4", text=NEWS)))
    renewal = renew(listed(), new, base=BASE)
    path = tmp_path / "任务清单.xlsx"
    path.write_bytes(write_task_list(renewal.task_list, source=source_of("新方案.docx", b"new"), renewal=renewal))
    assert read_task_list(path) == (renewal.task_list, ())
    rows = [[cell.value or None for cell in row][:5] for row in openpyxl.load_workbook(path)["变化"].iter_rows()]
    assert rows[0] == ["变化", "原序号", "现序号", "变化内容", "需要决定的事"]
    assert [row[:3] for row in rows[1:]] == [
        ["相同", "1", "1"],
        ["有改动", "2", "2"],
        ["新增", None, "4"],
        ["取消", "3", None],
    ]
    assert [bool(row[4]) for row in rows[1:]] == [False, True, True, True]


def test_the_list_says_from_which_file_it_was_made(tmp_path):
    path = tmp_path / "任务清单.xlsx"
    path.write_bytes(write_task_list(listed(), source=source_of("分工方案.docx", b"plan")))
    assert read_source(path) == source_of("分工方案.docx", b"plan")
    path.write_bytes(write_task_list(listed()))
    assert read_source(path) is None


def test_a_list_for_a_new_folder_has_no_sheet_of_changes():
    assert "变化" not in openpyxl.load_workbook(io.BytesIO(write_task_list(listed()))).sheetnames
