"""任务清单.xlsx: unchanged it reads back the same, corrected it counts, mistakes are findings with their cell."""

import io
import json
import subprocess
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from makers import JUNE, task, task_list

from reportgen.errors import UnusableInput
from reportgen.model.plan import PlanWarning, Reporting, plan_from_json
from reportgen.model.roster import Body, TaskList
from reportgen.plan.tasklist import propose_bodies, read_task_list, write_task_list
from reportgen.plan.tasklist.bodies import may_be_one

LIST = task_list(
    task("1", "办公室:lead", "各科室:support:group", due=JUNE),
    task("2", "人事科:responsible", category=("一、公开", "（一）主动公开")),
    task("3", text="=1+1 是文字，不是公式"),
)


def saved(tmp_path, change=None, tasks=LIST):
    """The list as a file, changed by a person's hand."""
    path = tmp_path / "任务清单.xlsx"
    path.write_bytes(write_task_list(tasks))
    if change:
        book = openpyxl.load_workbook(path)
        change(book)
        book.save(path)
    return path


def columns(book):
    return {cell.value: cell.column_letter for cell in book["任务清单"][1]}


def test_what_nobody_changed_reads_back_the_same(tmp_path):
    assert read_task_list(saved(tmp_path)) == (LIST, ())


def test_the_same_list_gives_the_same_bytes():
    assert write_task_list(LIST) == write_task_list(LIST)


@pytest.mark.parametrize(
    "name", ["zhongshan-rsj-2020", "dongqu-2022", "huizhou-2020", "shandong-rst-2019", "shanghai-rsj-2020"]
)
def test_real_plans_read_back_the_same(tmp_path, seeds, name):
    plan = plan_from_json(json.loads((seeds / f"{name}.expected.json").read_text(encoding="utf-8")))
    tasks = TaskList(plan, propose_bodies(plan))
    read, findings = read_task_list(saved(tmp_path, tasks=tasks))
    assert findings == ()
    assert read.bodies == tasks.bodies
    for mine, theirs in zip(read.plan.tasks, plan.tasks, strict=True):
        assert mine == theirs
    assert read.plan == plan


def test_libreoffice_may_save_it_in_between(tmp_path, soffice):
    path = saved(tmp_path)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert read_task_list(tmp_path / "out" / path.name) == (LIST, ())


def test_a_corrected_unit_role_deadline_and_text_count(tmp_path):
    def change(book):
        at = columns(book)
        sheet = book["任务清单"]
        sheet[f"{at['牵头单位']}3"] = "财务科"
        sheet[f"{at['负责单位']}3"] = None
        sheet[f"{at['完成时限']}3"] = "2024年9月底前"
        sheet[f"{at['具体要求']}3"] = "公开预算。"
        book["单位"].append(["财务科", "单位"])

    read, findings = read_task_list(saved(tmp_path, change))
    corrected = read.plan.task("2")
    assert findings == ()
    assert [(unit.name, unit.role) for unit in corrected.units] == [("财务科", "lead")]
    assert [deadline.date for deadline in corrected.deadlines] == [date(2024, 9, 30)]
    assert corrected.text == "公开预算。"
    assert read.bodies[-1] == Body("财务科", "unit")


def test_units_on_one_line_are_parted_and_known_groups_are_not(tmp_path):
    def change(book):
        book["任务清单"][f"{columns(book)['配合单位']}3"] = "财务科、法规科"

    read, _ = read_task_list(saved(tmp_path, change))
    assert [unit.name for unit in read.plan.task("2").units] == ["人事科", "财务科", "法规科"]


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        pytest.param("序号", "1", "tasklist-id", id="number twice"),
        pytest.param("序号", None, "tasklist-id", id="number missing"),
        pytest.param("具体要求", None, "tasklist-text", id="requirement missing"),
        pytest.param("完成时限", "尽快", "tasklist-deadline", id="deadline not understood"),
    ],
)
def test_a_mistake_in_a_row_is_a_finding_with_its_cell(tmp_path, column, value, code):
    cell = []

    def change(book):
        cell.append(f"{columns(book)[column]}3")
        book["任务清单"][cell[0]] = value

    _, findings = read_task_list(saved(tmp_path, change))
    assert [(finding.code, finding.place.cell) for finding in findings] == [(code, cell[0])]


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        pytest.param("配合单位", "人事课", "tasklist-unit", id="unit misspelt"),
        pytest.param("配合单位", "人事科（牵头）", "tasklist-role", id="duty in the name, another column's"),
        pytest.param("牵头单位", "主办：人事科", "tasklist-role", id="duty before the name, in other words"),
        pytest.param("配合单位", "办公室", "tasklist-role", id="unit in two role columns"),
    ],
)
def test_a_slip_in_a_role_column_is_a_finding_with_its_cell(tmp_path, column, value, code):
    cell = []

    def change(book):
        cell.append(f"{columns(book)[column]}2")
        book["任务清单"][cell[0]] = value

    _, findings = read_task_list(saved(tmp_path, change))
    assert [(finding.code, finding.place.cell) for finding in findings] == [(code, cell[0])]


def test_a_unit_that_may_be_misspelt_brings_the_name_that_may_be_meant(tmp_path):
    def change(book):
        book["任务清单"][f"{columns(book)['负责单位']}3"] = "人事料"

    read, findings = read_task_list(saved(tmp_path, change))
    assert "人事科" in findings[0].mend
    assert [unit.name for unit in read.plan.task("2").units] == ["人事料"]


def test_a_duty_that_its_column_says_too_is_taken_off_the_name(tmp_path):
    def change(book):
        book["任务清单"][f"{columns(book)['牵头单位']}2"] = "办公室（牵头）"

    assert read_task_list(saved(tmp_path, change)) == (LIST, ())


def test_a_misspelt_role_column_is_a_finding_at_its_header(tmp_path):
    cell = []

    def change(book):
        cell.append(f"{columns(book)['牵头单位']}1")
        book["任务清单"][cell[0]] = "签头单位"

    _, findings = read_task_list(saved(tmp_path, change))
    assert [(finding.code, finding.place.cell) for finding in findings] == [("tasklist-column", cell[0])]


def test_a_report_that_names_no_task_or_channel_is_a_finding(tmp_path):
    order = Reporting("2", "annual_report", None, "纳入年度报告。")
    tasks = TaskList(replace(LIST.plan, reporting=(order, order)), LIST.bodies)

    def change(book):
        book["方案信息"]["A6"] = "8"
        book["方案信息"]["B7"] = "写进年报"

    read, findings = read_task_list(saved(tmp_path, change, tasks=tasks))
    assert [(finding.code, finding.place.cell) for finding in findings] == [
        ("tasklist-order", "A6"),
        ("tasklist-order", "B7"),
    ]
    assert [order.task for order in read.plan.reporting] == [None]


def test_a_split_task_keeps_both_halves(tmp_path):
    def change(book):
        sheet, at = book["任务清单"], columns(book)
        sheet.insert_rows(4)
        for cell in sheet[3]:
            sheet.cell(4, cell.column).value = cell.value
        for row, task_id, text in ((3, "2-1", "公开预算。"), (4, "2-2", "公开决算。")):
            sheet[f"{at['序号']}{row}"], sheet[f"{at['具体要求']}{row}"] = task_id, text

    read, findings = read_task_list(saved(tmp_path, change))
    assert findings == ()
    assert [(task.id, task.text) for task in read.plan.tasks[1:3]] == [("2-1", "公开预算。"), ("2-2", "公开决算。")]
    assert read.plan.tasks[1].units == read.plan.tasks[2].units == LIST.plan.task("2").units


def test_lists_to_choose_from_and_a_closed_column_guide_the_correction():
    book = openpyxl.load_workbook(io.BytesIO(write_task_list(LIST)))
    letters = columns(book)
    rules = {
        str(rule.sqref).split(":")[0].rstrip("0123456789"): rule
        for rule in book["任务清单"].data_validations.dataValidation
    }
    for title in ("牵头单位", "负责单位", "配合单位"):
        assert (rules[letters[title]].type, rules[letters[title]].showErrorMessage) == ("list", False)
    for title in ("责任分工原文", "原文位置"):
        assert (rules[letters[title]].type, rules[letters[title]].showErrorMessage) == ("custom", True)


def test_a_doubt_colours_its_row_and_stands_in_it():
    plan = replace(LIST.plan, warnings=(PlanWarning("unit-inherited", "2", "沿用了上一项的"),))
    book = openpyxl.load_workbook(io.BytesIO(write_task_list(TaskList(plan, LIST.bodies))))
    letters = columns(book)
    sheet = book["任务清单"]
    assert sheet[f"{letters['提示']}3"].value == "沿用了上一项的 [unit-inherited]"
    colours = [sheet[f"{letters['序号']}{row}"].fill.fgColor.rgb for row in (2, 3, 4)]
    assert colours[0] == colours[2] != colours[1]


def test_a_member_may_be_a_group_whose_name_holds_a_comma_of_lists(tmp_path):
    def change(book):
        book["单位"].append(["各县、区人民政府", "集合", "", "甲县、乙区"])
        book["单位"].append(["市、县主管部门", "集合", "", "市局\n各县、区人民政府"])

    read, _ = read_task_list(saved(tmp_path, change))
    members = {body.name: body.members for body in read.bodies}
    assert members["各县、区人民政府"] == ("甲县", "乙区")
    assert members["市、县主管部门"] == ("市局", "各县、区人民政府")


def test_a_unit_that_is_listed_as_a_member_is_no_new_one(tmp_path):
    def change(book):
        book["单位"].append(["各部门", "集合", "", "财务科\n信息科"])
        book["任务清单"][f"{columns(book)['负责单位']}3"] = "财务科"

    read, findings = read_task_list(saved(tmp_path, change))
    assert findings == ()
    assert [unit.name for unit in read.plan.tasks[1].units] == ["财务科"]


def test_a_group_that_holds_itself_is_a_finding(tmp_path):
    def change(book):
        book["单位"]["D3"] = "各科室\n财务科"

    read, findings = read_task_list(saved(tmp_path, change))
    assert [finding.code for finding in findings] == ["tasklist-circle"]
    assert next(body for body in read.bodies if body.name == "各科室").members == ("财务科",)


def test_two_groups_that_hold_each_other_are_a_circle_at_both_cells(tmp_path):
    groups = (Body("东片", "group", members=("西片",)), Body("西片", "group", members=("东片",)))
    _, findings = read_task_list(saved(tmp_path, tasks=task_list(task("1", "东片:lead:group"), bodies=groups)))
    assert [(finding.code, finding.place.cell) for finding in findings] == [
        ("tasklist-circle", "D2"),
        ("tasklist-circle", "D3"),
    ]


def test_an_alias_that_means_two_bodies_is_a_finding(tmp_path):
    bodies = (Body("办公室", "unit", aliases=("局办",)), Body("人事科", "unit", aliases=("局办",)))
    _, findings = read_task_list(saved(tmp_path, tasks=task_list(task("1", "办公室:lead"), bodies=bodies)))
    assert [(finding.code, finding.place.cell) for finding in findings] == [("tasklist-alias", "C3")]


def test_rows_may_be_added_moved_and_deleted(tmp_path):
    def change(book):
        sheet = book["任务清单"]
        sheet.move_range("A2:M2", rows=5)
        sheet.delete_rows(2)
        at = columns(book)
        for title, value in (("序号", "4"), ("具体要求", "新增的任务。"), ("负责单位", "人事科")):
            sheet[f"{at[title]}9"] = value

    read, findings = read_task_list(saved(tmp_path, change))
    assert [task.id for task in read.plan.tasks] == ["2", "3", "1", "4"]
    assert findings == ()


def test_a_lost_sheet_or_another_file_is_an_error_that_says_so(tmp_path):
    with pytest.raises(UnusableInput, match="任务清单"):
        read_task_list(saved(tmp_path, lambda book: book.remove(book["任务清单"])))
    (tmp_path / "任务清单.xlsx").write_bytes(b"not a workbook")
    with pytest.raises(UnusableInput, match="xlsx"):
        read_task_list(tmp_path / "任务清单.xlsx")


def test_no_text_becomes_a_formula():
    book = openpyxl.load_workbook(io.BytesIO(write_task_list(LIST)))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("局办公室", "办公室", True),
        ("市卫健委", "市卫生健康委员会", True),
        ("市发改局", "市发展和改革局", True),
        ("宣传办公室", "办公室", False),
        ("人事科", "财务科", False),
        ("市教育局", "市教育考试院", False),
    ],
)
def test_names_that_may_be_one_body_are_proposed(one, other, alike):
    assert may_be_one(one, other) is may_be_one(other, one) is alike
