"""One tolerant parser per column: value, text as written, doubt."""

from datetime import date, datetime

import pytest

from reportgen.model.findings import Place
from reportgen.terms import ENTERABLE, STATUS_WORDS
from reportgen.workbook.book import Behind
from reportgen.workbook.cells import Habits, read_cell, text_of
from reportgen.workbook.dates import parse_day
from reportgen.workbook.spec import BY_KEY
from reportgen.workbook.statuses import parse_status
from reportgen.workbook.targets import find_targets, target_of

DAY = date(2020, 9, 30)


@pytest.mark.parametrize(
    "written",
    [
        "2020年9月30日", "2020-9-30", "2020/9/30", "2020.9.30", "2020-09-30", "20200930", " 2020 年 9 月 30 日 ",
        "２０２０年９月３０日", "2020年09月30号", "2020-09-30 00:00:00", "2020-09-30T08:30:00Z", "二〇二〇年九月三十日",
        20200930.0, DAY, datetime.fromisoformat("2020-09-30T08:00"),
    ],
)  # fmt: skip
def test_a_day_in_any_usual_form_is_read_without_a_doubt(written):
    parsed = parse_day(written, year=2020)
    assert (parsed.value, parsed.doubt) == (DAY, None)


@pytest.mark.parametrize(
    ("written", "is_1904"),
    [
        ("9月30日", False), ("20年9月30日", False), ("2020年9月30日完成", False), ("30/9/2020", False),
        ("9/30/2020", False), (44104.0, False), ("44104", False), (42642.0, True),
    ],
)  # fmt: skip
def test_a_day_that_needs_understanding_says_how_it_was_understood(written, is_1904):
    parsed = parse_day(written, year=2020, is_1904=is_1904)
    assert (parsed.value, parsed.doubt) == (DAY, "date-understood")
    assert "2020年9月30日" in parsed.what


@pytest.mark.parametrize(
    "written",
    [
        "2020.9", 2020.9, "2020年9月", "2020年底前", "二月三十日", "2020年2月30日", "2021-02-29", "9.30", 9.3, "9月底",
        "3020年9月30日", "1/2/2020", "2020年3月1日、2020年9月30日", "已完成", "44", "99999999", "2020-13-01",
    ],
)  # fmt: skip
def test_what_names_no_certain_day_is_invalid_and_never_guessed(written):
    parsed = parse_day(written, year=2020)
    assert (parsed.value, parsed.doubt) == (None, "date-invalid")
    assert parsed.mend


@pytest.mark.parametrize("written", ["", "  ", "—", "-", "/", "无"])
def test_nothing_is_nothing_and_no_doubt(written):
    assert parse_day(written, year=2020) == parse_day("", year=2020)


@pytest.mark.parametrize("status", ENTERABLE)
def test_the_words_of_the_list_are_read_in_silence_whatever_their_width_and_blanks(status):
    word = STATUS_WORDS[status]
    for written in (word, f" {word}\u3000", word.replace("（", "(").replace("）", ")"), f"“{word}”。", "　".join(word)):
        parsed = parse_status(written)
        assert (parsed.value, parsed.doubt) == (status, None)


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("已落实", "done"), ("完成", "done"), ("√", "done"), ("100%", "done"), ("１００％", "done"),
        ("推进中", "under_way"),
        ("按序时推进", "under_way"), ("进行中", "under_way"), ("未开展", "not_started"), ("不涉及", "not_applicable"),
        ("基本落实", "mostly_done"),
    ],
)  # fmt: skip
def test_usual_synonyms_are_understood_and_noted(written, status):
    parsed = parse_status(written)
    assert (parsed.value, parsed.doubt) == (status, "status-synonym")
    assert written in parsed.what


@pytest.mark.parametrize(
    "written", ["己完成", "差不多", "80%", "未完成", "长期坚持", "持续推进", "已完成/正在推进", "1", "0", "是"]
)
def test_an_unknown_word_is_never_a_status(written):
    parsed = parse_status(written)
    assert (parsed.value, parsed.doubt) == (None, "status-unknown")


def test_a_misspelt_word_is_suggested():
    assert "是否应为“已完成”" in parse_status("己完成").mend
    assert "年度要求已达到" in parse_status("长期坚持").mend


def test_the_clerks_own_table_comes_before_ours():
    own = {"长期坚持": "持续推进（年度要求已达到）", "完成": "基本完成"}
    assert parse_status("长期坚持", other_words=own).value == "ongoing_met"
    assert parse_status("完成", other_words=own).value == "mostly_done"


def test_numbers_and_escapes_become_text_as_a_person_sees_them():
    assert text_of("a\rb\x0bc") == "a\nb\nc"
    assert text_of("a_x000D_b") == "a_x000D_b"  # the reader has decoded once; this was typed
    assert text_of("\u3000  堃\xa0") == "堃"
    assert (text_of(80.0), text_of(0.8, Behind(None, None, True, True)), text_of(0.5)) == ("80", "80%", "0.5")
    assert text_of(date(2020, 9, 30)) == "2020年9月30日"


@pytest.mark.parametrize(
    ("behind", "doubt", "shown"),
    [
        (Behind('_xlfn.DISPIMG("ID_1",1)', None, False, True), "picture-in-cell", "〔图片〕"),
        (Behind("A1+1", None, False, False), "formula-without-value", "=A1+1"),
        (Behind("NA()", "#N/A", False, True), "cell-error-value", "#N/A"),
    ],
)
def test_what_stands_behind_a_cell_is_said(behind, doubt, shown):
    value, written = read_cell(BY_KEY["status"], "", behind, place=Place(), habits=Habits(2020))
    assert (value, written.doubt, written.text) == (None, doubt, shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("组织开放日活动不少于2次。", "不少于2次"),
        ("每季度至少召开1次新闻发布会。", "每季度至少召开1次"),
        ("解读率达到100%。", "达到100%"),
        ("全年举办培训两场以上，发稿不得少于十二篇。", "全年举办培训两场以上；不得少于十二篇"),
        ("做好信息公开。", "—"),
        ("于2020年12月1日前完成。", "—"),
    ],
)
def test_quantified_targets_are_shown_as_printed(text, shown):
    assert target_of(text) == shown


def test_a_targets_number_is_a_number():
    assert [(target.least, target.measure) for target in find_targets("不少于十二篇，达到95％")] == [
        (12.0, "篇"),
        (95.0, "%"),
    ]
