"""Chinese as an office prints it."""

from datetime import date

import pytest

from reportgen.document.words import (
    chinese_number,
    clause,
    day_words,
    first_sentences,
    inside_title,
    listed,
    mended,
    nested,
    one_line,
    sentence,
    title_lines,
)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        pytest.param("发布信息3条,其中解读1篇", "发布信息3条，其中解读1篇", id="half-width comma"),
        pytest.param("已完成.下一步继续", "已完成。下一步继续", id="half-width stop"),
        pytest.param("已完成。。", "已完成。", id="doubled stop"),
        pytest.param("已完成；。", "已完成。", id="semicolon before a stop"),
        pytest.param("召开会议 ，部署 工作", "召开会议，部署工作", id="stray blanks"),
        pytest.param(
            "发布1,234条，比例3.5%，见 http://a.cn/b,c",
            "发布1,234条，比例3.5%，见 http://a.cn/b,c",
            id="figures and links",
        ),
        pytest.param("还在等……", "还在等……", id="an ellipsis is no doubled stop"),
        pytest.param("A & B、<b>粗</b>、{{ 1 }}、=1+1", "A & B、<b>粗</b>、{{ 1 }}、=1+1", id="anything else as typed"),
    ],
)
def test_only_mechanical_faults_are_mended(typed, printed):
    assert mended(typed) == printed


def test_lines_stay_lines_and_run_together_in_a_sentence():
    assert mended("一是甲\n\n 二是乙") == "一是甲\n二是乙"
    assert one_line("一是甲\n二是乙。") == "一是甲；二是乙。"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("已完成", "已完成。"), ("已完成；", "已完成。"), ("已完成。", "已完成。"), ("称“好。”", "称“好。”"), ("", "")],
)
def test_a_sentence_ends_in_one_stop(typed, printed):
    assert sentence(typed) == printed


def test_first_sentences_are_whole():
    text = "甲做了三件事。乙做了两件事（含一件。补办）。丙做了一件事。"
    assert first_sentences(text, most=8) == "甲做了三件事。"
    assert first_sentences(text, most=22) == "甲做了三件事。乙做了两件事（含一件。补办）。"
    assert first_sentences(text, most=99) == text


def test_a_long_sentence_ends_at_a_semicolon():
    assert first_sentences("甲事已办；乙事已办；丙事已办", most=10) == "甲事已办；乙事已办。"


def test_quotes_and_title_marks_nest():
    assert nested("做好“六稳”工作") == "做好‘六稳’工作"
    assert inside_title("《关于印发〈要点〉的通知》") == "关于印发〈要点〉的通知"
    assert inside_title("贯彻《条例》方案") == "贯彻〈条例〉方案"


def test_lists_are_shortened_with_their_number_and_quoted_names_take_no_mark_between():
    assert listed(["甲", "乙"], measure="个单位") == "甲、乙"
    assert listed(["甲", "乙", "丙"], measure="个单位", most=2) == "甲、乙等3个单位"
    assert listed(["“甲”", "“乙”"], measure="项") == "“甲”“乙”"


def test_numbers_and_dates():
    assert [chinese_number(number) for number in (1, 10, 11, 20, 45)] == ["一", "十", "十一", "二十", "四十五"]
    assert day_words(date(2020, 9, 3)) == "2020年9月3日"


def test_a_requirement_is_named_by_its_first_clause():
    assert clause("更新公开目录，每季度核对。") == "更新公开目录"
    assert clause("做好“一件事，一次办”改革") == "做好“一件事，一次办”改革"
    assert clause("长" * 40) == "长" * 28 + "……"


@pytest.mark.parametrize("length", [12, 21, 39, 40, 41, 59, 75])
def test_every_line_of_a_title_fits_and_nothing_is_lost(length):
    title = ("青禾县粮食局关于贯彻落实《2020年政务公开工作要点分工方案》情况的报告" * 3)[:length]
    lines = title_lines(title).split("\n")
    assert "".join(lines) == title
    assert len(lines) == -(-length // 20)
    assert max(map(len, lines)) <= 20
