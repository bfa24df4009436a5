"""Check: each fault once, at its cell, and nothing else."""

import random
from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest
from check_case import GOOD, OPEN, brief, done, found, one
from makers import JUNE, SETTINGS, collection, entry, task, task_list

from reportgen.catalogue import RULES as CODES
from reportgen.check import RULES, cells, check
from reportgen.model.findings import Place
from reportgen.model.progress import Written
from reportgen.roster import make_roster
from reportgen.terms import ENTERABLE
from reportgen.workbook.spec import BY_KEY

ONE = task_list(task("1", "甲科:lead", due=JUNE))


def test_a_good_row_has_no_finding():
    assert brief(ONE, entry("甲科", "1", "done", **GOOD)) == []


@pytest.mark.parametrize(
    ("status", "columns", "expected"),
    [
        pytest.param("done", GOOD | {"done_on": date(2025, 1, 2)}, [("G7", "date-future"), ("G7", "done-late")], id="date after the reporting day"),
        pytest.param("done", GOOD | {"done_on": date(2023, 5, 6)}, [("G7", "date-early")], id="last year"),
        pytest.param("done", GOOD | {"done_on": date(2024, 8, 1)}, [("G7", "done-late")], id="late"),
        pytest.param("done", GOOD | {"done_on": JUNE}, [], id="on the last day"),
        pytest.param("under_way", OPEN, [("F7", "task-overdue")], id="open past its deadline"),
        pytest.param("ongoing_met", {"progress": "全年公开12期。"}, [], id="持续推进 is never overdue"),
        pytest.param("ongoing_unmet", OPEN, [], id="nor where the year is not met"),
        pytest.param("not_applicable", {"progress": "本科室没有这类事项。"}, [], id="不适用 is never overdue"),
        pytest.param("under_way", OPEN | {"done_on": date(2024, 5, 6)}, [("G7", "date-unneeded"), ("F7", "task-overdue")], id="open with a date"),
        pytest.param(None, {"progress": "做了三件事。"}, [("F7", "status-missing")], id="text without status"),
    ],
)  # fmt: skip
def test_each_fault_is_found_at_its_cell(status, columns, expected):
    assert sorted(brief(ONE, entry("甲科", "1", status, **columns))) == sorted(expected)


# --- required cells: what the form says, the check holds to ---

NEEDED = {
    "done": {"date-missing", "progress-missing"},
    "mostly_done": {"progress-missing", "next-missing"},
    "under_way": {"progress-missing", "reason-missing", "next-missing"},
    "not_started": {"reason-missing", "next-missing"},
    "ongoing_met": {"progress-missing"},
    "ongoing_unmet": {"progress-missing", "reason-missing", "next-missing"},
    "not_applicable": {"progress-missing"},
}


@pytest.mark.parametrize("status", ENTERABLE)
def test_a_status_alone_lacks_what_the_form_requires_with_it(status):
    assert {code for _, code in one(status)} - {"evidence-missing"} == NEEDED[status]


def test_every_column_that_a_status_requires_has_its_code():
    assert {column.key for column in BY_KEY.values() if column.required_for} == set(cells.MISSING)


@pytest.mark.parametrize(
    ("status", "columns", "expected"),
    [
        pytest.param("done", {"done_on": None}, [("G7", "date-missing")], id="done without date"),
        pytest.param("done", {"progress": ""}, [("H7", "progress-missing")], id="done without text"),
        pytest.param("done", {"progress": "/"}, [("H7", "progress-missing")], id="a stroke is no text"),
        pytest.param("under_way", OPEN | {"problems": ""}, [("J7", "reason-missing")], id="no reason"),
        pytest.param("under_way", OPEN | {"problems": "无"}, [], id="no problem is an answer"),
        pytest.param("under_way", OPEN | {"problems": "—"}, [("J7", "reason-missing")], id="a dash is none"),
        pytest.param("under_way", OPEN | {"next_steps": "无"}, [("K7", "next-missing")], id="no next step is none"),
        pytest.param("not_started", {"problems": "经费未到位", "next_steps": "9月启动"}, [], id="未启动 needs no 落实情况"),
        pytest.param("mostly_done", {"progress": "清理文件32件。", "next_steps": "公布目录"}, [], id="基本完成 needs no reason"),
        pytest.param("not_applicable", {"progress": "本科室没有审批事项。"}, [], id="不适用 with its reason"),
    ],
)  # fmt: skip
def test_a_required_cell_is_missing_only_where_it_says_nothing(status, columns, expected):
    columns = {key: value for key, value in (GOOD | columns if status == "done" else columns).items() if value}
    assert one(status, **columns) == expected


def test_a_missing_cell_is_explained_in_the_words_of_the_form():
    reason = next(each for each in found(ONE, entry("甲科", "1", "under_way", progress="起草方案。")) if each.code == "reason-missing")  # fmt: skip
    assert reason.what == "第1项完成情况为“正在推进”，没有填“存在问题”"
    assert reason.mend == "没有完成时必填：写影响进度的具体问题或原因"


def test_a_supporter_who_fills_the_row_fills_what_the_form_colours():
    assert one("under_way", role="support", progress="提供材料。") == [("J7", "reason-missing"), ("K7", "next-missing")]


def test_a_cell_with_a_doubt_of_its_own_is_not_missing_as_well():
    row = entry("甲科", "1", "done", progress=GOOD["progress"], evidence="台账")
    doubtful = Written("2024年9月31日", Place("甲科.xlsx", "填报", "G7"), "date-invalid", "日期不存在", "请改正")
    row = replace(row, written=MappingProxyType({**row.written, "done_on": doubtful}))
    assert brief(ONE, row) == [("G7", "date-invalid")]


def test_a_column_that_the_form_has_lost_is_not_missing_in_every_row():
    row = entry("甲科", "1", "done", done_on=date(2024, 5, 6), evidence="台账")
    row = replace(row, written=MappingProxyType({key: cell for key, cell in row.written.items() if key != "progress"}))
    assert brief(ONE, row) == []


def test_a_row_left_blank_by_a_unit_that_reported_is_said():
    tasks = task_list(task("1", "甲科:lead"), task("2", "甲科:lead"), task("3", "乙科:lead", "甲科:support"))
    rows = entry("甲科", "1", "done", **GOOD), entry("甲科", "2"), entry("甲科", "3", role="support")
    assert brief(tasks, *rows) == [("F7", "row-blank"), (None, "unit-unreported")]


def test_full_width_digits_are_understood_and_said_once_per_cell():
    assert done(progress="修订目录，新增事项１２项、调整２３项。") == [("H7", "digits-fullwidth")]
    assert done(figure="１２项", evidence="云档〔２０２４〕３号") == [
        ("I7", "digits-fullwidth"),
        ("L7", "digits-fullwidth"),
    ]


# --- dates ---


def test_a_date_after_the_day_on_which_the_form_was_filled_is_said():
    files = collection(entry("甲科", "1", "done", **GOOD))
    for filled_on, expected in (
        ("2024年5月1日", ["date-after-form"]),
        ("2024年5月6日", []),
        ("5月1日", ["date-after-form"]),
        ("年底", []),
        ("", []),
    ):
        record = replace(files.files[0], filled_on=filled_on)
        found_ = check(replace(files, files=(record,)), task_list=ONE, roster=make_roster(ONE), settings=SETTINGS)
        assert [each.code for each in found_] == expected


def test_what_is_overdue_cannot_be_called_on_schedule():
    row = entry("甲科", "1", "under_way", **OPEN)
    said = Written("按序时推进", Place("甲科.xlsx", "填报", "F7"))
    row = replace(row, written=MappingProxyType({**row.written, "status": said}))
    assert [each.what for each in found(ONE, row)] == [
        "第1项的时限是2024年6月30日，至今没有完成，写作“按序时推进”与此不符"
    ]


def test_before_its_deadline_nothing_is_overdue():
    assert brief(ONE, entry("甲科", "1", "under_way", **OPEN), settings=replace(SETTINGS, as_of=JUNE)) == []


# --- silence ---


def test_a_unit_that_sent_nothing_is_said_with_the_tasks_that_hang_on_it():
    tasks = task_list(task("1", "甲科:lead"), task("2", "乙科:lead"), task("3", "乙科:lead"))
    told = found(tasks, entry("甲科", "1", "done", **GOOD))
    assert [(finding.code, finding.unit) for finding in told] == [("unit-unreported", "乙科")]
    assert "2 项任务（2、3）" in told[0].what


# --- all rules together ---


def test_findings_come_unit_by_unit_then_task_by_task():
    tasks = task_list(task("1", "甲科:lead", "乙科:support"), task("2", "甲科:lead"))
    rows = entry("乙科", "1", "done", role="support"), entry("甲科", "2", "done"), entry("甲科", "1", "done")
    told = [(finding.unit, finding.task) for finding in found(tasks, *rows)]
    assert list(dict.fromkeys(told)) == [("甲科", "1"), ("甲科", "2"), ("乙科", "1")]
    assert told == sorted(told, key=[("甲科", "1"), ("甲科", "2"), ("乙科", "1")].index)


def test_the_order_of_rows_changes_no_finding_about_a_single_row():
    tasks = task_list(*(task(str(number), "甲科:lead") for number in range(1, 8)))
    rows = [entry("甲科", str(number), status, row=6 + number) for number, status in enumerate(ENTERABLE, 1)]
    expected = brief(tasks, *rows)
    for seed in range(5):
        random.Random(seed).shuffle(rows)
        assert brief(tasks, *rows) == expected


def test_every_rule_says_in_its_first_line_what_it_holds():
    assert all(rule.__doc__ for rule in RULES)
    assert len(set(RULES)) == len(RULES)


def test_no_row_however_filled_gives_a_code_that_the_catalogue_does_not_know():
    texts = ("", "无", "已完成2次", "http:/a b", "１", "13800138000", "-3", "（机密）", "云办[2024]第03号", "0.5")
    for status in (None, *ENTERABLE):
        for text in texts:
            row = entry("甲科", "1", status, progress=text, figure=text, problems=text, next_steps=text, evidence=text)
            tasks = task_list(task("1", "甲科:lead", text="培训不少于2次，解读率达到100%，经费控制在5%以内。"))
            assert {each.code for each in found(tasks, row)} <= set(CODES)


@pytest.mark.parametrize(
    "piece", ["1", "原正在", "http://", "每1次", "a@", "对尚未", "《", "已按要求落实", "[2024", "、因正在"]
)
def test_a_cell_as_long_as_a_cell_can_be_is_checked_like_any_other(piece):
    text = piece * (32_767 // len(piece))
    tasks = task_list(task("1", "甲科:lead", text="培训不少于2次，解读率达到95%以上。"))
    row = entry("甲科", "1", "done", progress=text, figure=text, evidence=text, done_on=date(2024, 5, 6))
    assert {each.code for each in found(tasks, row)} <= set(CODES)
