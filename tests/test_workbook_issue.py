"""The workbook that a unit gets."""

import io
import re
import zipfile
from datetime import date

import openpyxl
import pytest
from workbook_case import ROSTER, SETTINGS, TASK_LIST, TEXTS, filled, issue, take

from reportgen.model.plan import Plan, Task
from reportgen.model.roster import Duty, TaskList
from reportgen.workbook.filled import Filled
from reportgen.workbook.heights import HIGHEST, row_height
from reportgen.workbook.identity import plan_fingerprint
from reportgen.workbook.issue import build_workbook
from reportgen.workbook.spec import COLUMNS, ENTRY_COLUMNS

TITLES = [
    "序号",
    "工作任务",
    "具体要求",
    "职责",
    "完成时限",
    "完成情况",
    "完成日期",
    "落实情况",
    "量化成果",
    "存在问题",
    "下一步措施",
    "佐证材料",
]
OFFER = [
    "已完成",
    "基本完成",
    "正在推进",
    "未启动",
    "持续推进（年度要求已达到）",
    "持续推进（年度要求未达到）",
    "不适用",
]


def test_the_same_input_gives_the_same_bytes():
    assert issue() == issue()


def test_the_header_row_holds_the_published_titles_in_their_order():
    hand = take(issue())
    assert [title for title in hand.columns if title in TITLES] == TITLES


def test_own_tasks_come_first_in_the_plans_order_and_support_rows_stand_below_a_line_of_their_own():
    hand = take(issue())
    assert list(hand.rows) == ["1", "2", "4", "7", "8", "3", "5", "6"]
    roles = [hand.cell(task, "职责").value for task in hand.rows]
    assert roles == ["牵头", "牵头", "负责", "负责", "牵头", "配合", "配合", "配合"]
    between = hand.rows["3"] - 1
    assert between == hand.rows["8"] + 1
    assert "可不填" in hand.sheet.cell(between, 2).value
    assert hand.sheet.cell(between, hand.columns["序号"]).value is None


def test_every_entry_cell_is_open_text_and_every_other_cell_locked():
    hand = take(issue())
    for task in hand.rows:
        for title, column in hand.columns.items():
            cell = hand.sheet.cell(hand.rows[task], column)
            is_entry = title in {c.title for c in COLUMNS if c.key in ENTRY_COLUMNS}
            assert (cell.protection.locked, cell.number_format) == (not is_entry, "@")
    assert hand.sheet.protection.sheet
    assert not hand.sheet.protection.password
    assert not hand.sheet.protection.formatRows  # False in the file means: allowed


def test_the_drop_down_offers_the_published_words_from_a_hidden_range():
    hand = take(issue())
    choice = next(rule for rule in hand.sheet.data_validations.dataValidation if rule.type == "list")
    sheet, _, area = choice.formula1.replace("$", "").partition("!")
    assert hand.book[sheet].sheet_state == "veryHidden"
    assert [cell.value for (cell,) in hand.book[sheet][area]] == OFFER
    assert choice.showErrorMessage
    assert "下拉列表" in choice.error


def test_excels_limits_on_hints_hold():
    for column in COLUMNS:
        assert len(column.hint_title) <= 32
        assert len(column.hint) <= 255
        assert len(column.error) <= 225


def test_the_page_prints_on_a4_landscape_with_repeated_titles():
    sheet = take(issue()).sheet
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$6:$6"
    assert sheet.freeze_panes == "D7"


def test_the_progress_line_counts_by_formula_and_shows_its_value_at_once():
    content = issue()
    formula = next(cell.value for (cell,) in openpyxl.load_workbook(io.BytesIO(content))["填报"]["A4:A4"])
    shown = openpyxl.load_workbook(io.BytesIO(content), data_only=True)["填报"]["A4"].value
    assert "COUNTA" in formula
    assert shown == "已填 0 / 共 5 项；另有配合 3 项，已填 0 项"


def test_the_quantified_target_stands_beside_the_cell_for_the_figure():
    hand = take(issue())
    assert hand.cell("2", "量化目标").value == "不少于2次"
    assert hand.columns["量化目标"] + 1 == hand.columns["量化成果"]


def test_to_whom_and_by_when_is_printed_where_the_settings_say_it():
    texts = [
        cell.value for row in take(issue(return_to="局办公室", return_by=date(2020, 12, 10))).sheet for cell in row
    ]
    assert "交回：局办公室    交回期限：2020年12月10日" in texts


def one_task(text: str, unit: str = "甲") -> bytes:
    plan = Plan("方案", "局", 2020, (Task("1", ("=一",), None, text, None, ()),))
    return build_workbook(unit, duties=[Duty(unit, "1", "lead")], task_list=TaskList(plan, ()), settings=SETTINGS)


@pytest.mark.parametrize("text", ["=1+1", "=cmd|'/c calc'!A1", "@SUM(1)", "http://a.b/c", "<b>&amp;", "-5", "堃𬭎"])
def test_text_that_looks_like_a_formula_or_a_link_stays_text(text):
    content = one_task(text)
    assert take(content).cell("1", "具体要求").value == text
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        assert package.read("xl/worksheets/sheet1.xml").count(b"<f>") == 1  # the progress line
    assert not [name for name in names if "externalLink" in name or "sheet1.xml.rels" in name]


def test_text_longer_than_a_cell_is_cut_and_says_so():
    shown = take(one_task("长" * 40_000)).cell("1", "具体要求").value
    assert len(shown) == 32_767
    assert shown.endswith("（文字过长，余下部分见方案）")


def test_control_characters_do_not_spoil_the_workbook():
    assert take(one_task("上\x0b下\x01。")).cell("1", "具体要求").value.startswith("上")


def test_rows_are_as_high_as_their_wrapped_text():
    text = "规范性文件公开" * 30
    hand = take(one_task(text))
    width = hand.sheet.column_dimensions["C"].width
    lines = -(-len(text) * 2 // int(width - 1))
    assert hand.sheet.row_dimensions[hand.rows["1"]].height >= lines * 15
    assert row_height([("长" * 9000, 30)]) == HIGHEST


def test_rows_of_tasks_grow_with_what_is_typed_and_the_head_does_not():
    with zipfile.ZipFile(io.BytesIO(issue())) as package:
        rows = re.findall(rb"<row ([^>]*)>", package.read("xl/worksheets/sheet1.xml"))
    fixed = {int(re.search(rb'r="(\d+)"', row)[1]) for row in rows if b"customHeight" in row}
    hand = take(issue())
    assert fixed.isdisjoint(hand.rows.values())
    assert {1, 2, 3, 4, 5, 6, 7} <= fixed
    assert all(b" ht=" in row for row in rows)


def test_a_long_answer_that_is_carried_over_gets_a_wider_column():
    texts = {("1", "progress"): "公开政策文件三百余件。" * 60}
    content = build_workbook(
        "办公室",
        duties=ROSTER.of_unit("办公室"),
        task_list=TASK_LIST,
        settings=SETTINGS,
        filled=Filled(texts),
    )
    hand = take(content)
    assert hand.sheet.row_dimensions[hand.rows["1"]].height < HIGHEST
    assert hand.sheet.column_dimensions["H"].width > take(issue()).sheet.column_dimensions["H"].width


def test_a_long_address_to_return_it_to_is_wrapped():
    hand = take(issue(return_to="局办公室政务公开科" * 12))
    assert hand.sheet["F4"].alignment.wrap_text
    assert hand.sheet.row_dimensions[4].height > take(issue()).sheet.row_dimensions[4].height


def test_a_unit_that_only_supports_gets_only_the_optional_block():
    duties = [duty for duty in ROSTER.of_unit("规划科") if duty.role == "support"]
    hand = take(build_workbook("规划科", duties=duties, task_list=TASK_LIST, settings=SETTINGS))
    assert list(hand.rows) == ["1", "2", "7", "8"]
    texts = [str(cell.value) for row in hand.sheet for cell in row]
    assert not any("请逐行填写" in text for text in texts)


def test_the_guide_explains_every_entry_column_and_status_from_the_spec():
    guide = [str(cell.value) for row in take(issue()).book["填报说明"] for cell in row if cell.value]
    assert set(TITLES) | set(OFFER) <= set(guide)
    assert any(column.example in guide for column in COLUMNS if column.key == "progress")


def test_the_guide_prints_on_one_page_so_that_no_table_loses_its_heading():
    setup = take(issue()).book["填报说明"].page_setup
    assert (setup.fitToWidth or 1, setup.fitToHeight or 1) == (1, 1)


def test_the_fingerprint_follows_the_plans_words_and_nothing_else():
    plan = TASK_LIST.plan
    changed = Plan(plan.title, plan.issuer, plan.year, plan.tasks[:-1])
    assert plan_fingerprint(TASK_LIST) == plan_fingerprint(TaskList(plan, ()))
    assert plan_fingerprint(TASK_LIST) != plan_fingerprint(TaskList(changed, ()))


def test_the_hand_of_these_tests_fills_what_it_says():
    hand = filled()
    assert hand.cell("1", "完成情况").value == "已完成"
    assert hand.cell("1", "具体要求").value == TEXTS[0]
