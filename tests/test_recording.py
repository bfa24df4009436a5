"""What check writes: results, returns and reminders; nothing of a person's is lost, nothing stale is left."""

import hashlib

import openpyxl
import pytest
from reissue_case import Clerk, json_of

from reportgen.cli.ring import run

UNIT = "人事科"
TASK = "3"
RETURNED = "退回修改/人事科.xlsx"
LETTER = "退回修改/人事科.txt"
LEDGER = "输出/校核结果.xlsx"


@pytest.fixture
def clerk(tmp_path):
    """A folder whose 人事科 finished after the deadline, and whose other units sent nothing."""
    clerk = Clerk(tmp_path / "年报", tmp_path)
    clerk.new()
    clerk.issue()
    fill(clerk, "2024年10月8日")
    return clerk


def fill(clerk, day):
    hand = clerk.open(UNIT)
    hand.done(TASK, day, "办了两期培训班，68人参加。")
    hand.fill(TASK, 佐证材料="培训签到表")
    hand.save(clerk.workbook(UNIT))


def check(clerk, *options):
    return json_of("check", clerk.folder, *options)


def codes(result, unit=UNIT):
    return [each["code"] for each in result["findings"] if each["unit"] == unit and not each["dismissed"]]


def decide(clerk, code, reason, word="属实"):
    path = clerk.folder / LEDGER
    book = openpyxl.load_workbook(path)
    sheet = book["待核"]
    at = {cell.value: cell.column for cell in sheet[2]}
    row = next(row for row in range(3, sheet.max_row + 1) if sheet.cell(row, at["代码"]).value == code)
    sheet.cell(row, at["属实"]).value, sheet.cell(row, at["理由"]).value = word, reason
    book.save(path)
    return path.read_bytes()


def test_a_unit_with_something_to_mend_gets_its_workbook_and_a_letter_back(clerk):
    result = check(clerk)
    assert codes(result) == ["done-late"]
    assert result["returned"] == [{"unit": UNIT, "workbook": RETURNED, "notice": LETTER}]
    assert result["ledger"] == LEDGER
    book = openpyxl.load_workbook(clerk.folder / RETURNED)
    assert [cell.coordinate for row in book["填报"].iter_rows() for cell in row if cell.comment] == ["G8"]
    assert "逾期完成" in (clerk.folder / LETTER).read_text(encoding="utf-8-sig")


def test_checking_again_writes_the_same_bytes_and_touches_no_workbook(clerk):
    check(clerk)
    before = clerk.files()
    check(clerk)
    assert clerk.files() == before


def test_what_a_person_let_stand_is_not_raised_again_and_nothing_goes_back(clerk):
    check(clerk)
    decide(clerk, "done-late", "经领导同意延期")
    result = check(clerk)
    assert codes(result) == []
    assert result["counts"]["dismissed"] == 1
    assert result["returned"] == []
    assert RETURNED not in clerk.files()
    again = check(clerk)
    assert [each["dismissed"] for each in again["findings"] if each["code"] == "done-late"] == ["经领导同意延期"]


def test_the_decision_falls_when_the_cell_changes(clerk):
    check(clerk)
    decide(clerk, "done-late", "经领导同意延期")
    fill(clerk, "2024年11月30日")
    assert codes(check(clerk)) == ["done-late"]


def test_a_decision_without_a_reason_is_told_and_does_not_count(clerk):
    check(clerk)
    decide(clerk, "done-late", None)
    result = check(clerk)
    assert codes(result) == ["done-late"]
    assert [each["file"] for each in result["findings"] if each["code"] == "decision-unexplained"] == [LEDGER]


def test_a_mark_without_a_reason_stays_and_the_row_is_named(clerk):
    check(clerk)
    decide(clerk, "done-late", None)
    first = check(clerk)
    before = clerk.files()
    again = check(clerk)
    said = [each["what"] for each in again["findings"] if each["code"] == "decision-unexplained"]
    assert said == ["有 1 条写了“属实”而没有写理由（人事科第3项），仍按未核处理"]
    assert (again, clerk.files()) == (first, before)


def test_a_decision_outlives_a_check_of_an_earlier_day(clerk):
    fill(clerk, "2024年9月1日")
    hand = clerk.open(UNIT)
    hand.fill(TASK, 完成情况="正在推进", 完成日期=None, 存在问题="人手不足", 下一步措施="年底前完成")
    hand.save(clerk.workbook(UNIT))
    assert "task-overdue" in codes(check(clerk))
    decide(clerk, "task-overdue", "已报备")
    assert "task-overdue" not in codes(check(clerk, "--date", "2024-09-01"))
    assert "task-overdue" not in codes(check(clerk))


def test_what_else_a_person_wrote_into_the_results_is_kept(clerk):
    check(clerk)
    edited = decide(clerk, "done-late", "经领导同意延期")
    check(clerk)
    assert clerk.files()["输出/旧版/校核结果（第1版）.xlsx"] == edited


def test_a_corrected_workbook_takes_back_what_was_returned_and_the_history_tells_it(clerk):
    check(clerk)
    fill(clerk, "2024年9月20日")
    assert codes(check(clerk)) == []
    assert not {RETURNED, LETTER} & clerk.files().keys()
    sheet = openpyxl.load_workbook(clerk.folder / LEDGER)["历史"]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == ["报送", "退回", "报送", "通过"]


def test_a_returned_workbook_that_somebody_edited_stays(clerk):
    check(clerk)
    path = clerk.folder / RETURNED
    book = openpyxl.load_workbook(path)
    book["填报"]["M8"] = "补充的佐证"
    book.save(path)
    edited = path.read_bytes()
    fill(clerk, "2024年11月30日")
    result = check(clerk)
    assert path.read_bytes() == edited
    assert result["returned"][0]["workbook"] == "退回修改/人事科（第2稿）.xlsx"


def test_units_that_sent_nothing_get_a_letter_only_where_asked(clerk):
    assert check(clerk)["reminders"] == []
    result = check(clerk, "--notices")
    assert [each["unit"] for each in result["reminders"]] == ["办公室", "信息中心"]
    letter = (clerk.folder / "催报/办公室.txt").read_text(encoding="utf-8-sig")
    assert "第1项" in letter
    assert "第2项" in letter


def test_a_reminder_goes_when_the_unit_has_reported(clerk):
    check(clerk, "--notices")
    hand = clerk.open("信息中心")
    hand.done("4", "2024年8月1日")
    hand.save(clerk.workbook("信息中心"))
    check(clerk, "--notices")
    assert "催报/信息中心.txt" not in clerk.files()


def test_a_reminder_goes_when_the_unit_has_reported_also_where_none_is_asked_for(clerk):
    check(clerk, "--notices")
    hand = clerk.open("信息中心")
    hand.done("4", "2024年8月1日")
    hand.save(clerk.workbook("信息中心"))
    assert check(clerk)["reminders"] == []
    assert [name for name in clerk.files() if name.startswith("催报/")] == ["催报/办公室.txt"]


def test_a_unit_whose_two_files_differ_is_asked_which_counts_and_not_reminded(clerk):
    other = clerk.open(UNIT)
    other.done(TASK, "2024年9月2日", "办了两期培训班，68人参加。")
    other.save(clerk.inbox / "人事科（改）.xlsx")
    result = check(clerk, "--notices")
    assert [each["unit"] for each in result["reminders"]] == ["办公室", "信息中心"]
    assert result["returned"] == [{"unit": UNIT, "workbook": None, "notice": LETTER}]
    assert "请确认以哪一份为准" in (clerk.folder / LETTER).read_text(encoding="utf-8-sig")


def test_a_group_that_nobody_resolved_is_not_thanked_for_what_it_never_sent(clerk):
    clerk.correct(lambda book, at: book["任务清单"].__setitem__(f"{at['负责单位']}3", "各镇街"))
    clerk.correct(lambda book, at: book["单位"].append(["各镇街", "集合"]))
    clerk.issue()
    result = check(clerk)
    assert "group-unresolved" in codes(result, "各镇街")
    assert [each["unit"] for each in result["returned"]] == [UNIT]


def test_results_that_cannot_be_read_stop_the_check_and_stay_as_they_are(clerk):
    check(clerk)
    (clerk.folder / LEDGER).write_bytes(b"somebody broke it")
    before = clerk.files()
    assert run(["check", str(clerk.folder)]) == 3
    assert clerk.files() == before


def test_no_input_changes(clerk):
    inputs = {name: hashlib.sha256(content).digest() for name, content in clerk.files().items()}
    check(clerk, "--notices")
    now = clerk.files()
    assert {name: hashlib.sha256(now[name]).digest() for name in inputs} == inputs
