"""Chinese as an office prints it."""

from datetime import date

import pytest

from reportgen.document.naming import Names, numbered
from reportgen.document.sentences import (
    clause,
    first_sentences,
    mended,
    one_line,
    points_of,
    sentence,
    spoken,
    unnumbered,
)
from reportgen.document.told import point, said_by
from reportgen.document.words import chinese_number, day_words, inside_title, listed, nested, title_lines
from reportgen.model.plan import Task


def test_lines_stay_lines_and_run_together_in_a_sentence():
    assert mended("一是甲\n\n 二是乙") == "一是甲\n二是乙"
    assert one_line("一是甲\n二是乙。") == "一是甲；二是乙。"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("已完成", "已完成。"),
        ("已完成；", "已完成。"),
        ("已完成：", "已完成。"),
        ("已完成。", "已完成。"),
        ("称“好。”", "称“好。”"),
        ("没有问题!!", "没有问题！"),
        ("", ""),
    ],
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


def test_a_sentence_without_end_ends_at_a_comma_behind_a_clause_that_says_something():
    text = "开展培训2次，" + "按照市政府统一部署，" * 3 + "检查栏目40个，" * 20
    assert first_sentences(text, most=20) == "开展培训2次。"


def test_quotes_and_title_marks_nest():
    assert nested("做好“六稳”工作") == "做好‘六稳’工作"
    assert inside_title("《关于印发〈要点〉的通知》") == "关于印发〈要点〉的通知"
    assert inside_title("贯彻《条例》方案") == "贯彻〈条例〉方案"


def test_lists_are_shortened_with_their_number_and_quoted_names_take_no_mark_between():
    assert listed(["甲", "乙"], measure="个单位") == "甲、乙"
    assert listed(["甲", "乙", "丙"], measure="个单位", most=2) == "甲、乙等3个单位"
    assert listed(["“甲”", "“乙”"], measure="项") == "“甲”“乙”"


def test_names_that_hold_a_mark_of_lists_are_listed_without_doubt():
    assert listed(["市直各单位", "各县、区"], measure="个单位") == "市直各单位和各县、区"
    assert listed(["甲处", "有关处室、单位", "乙处"], measure="个单位") == "甲处，有关处室、单位，乙处"


def test_numbers_and_dates():
    assert [chinese_number(number) for number in (1, 10, 11, 20, 45)] == ["一", "十", "十一", "二十", "四十五"]
    assert day_words(date(2020, 9, 3)) == "2020年9月3日"


@pytest.mark.parametrize(
    ("requirement", "name"),
    [
        pytest.param("更新公开目录，每季度核对。", "更新公开目录", id="the first clause"),
        pytest.param("做好“一件事，一次办”改革", "做好“一件事，一次办”改革", id="not inside quotes"),
        pytest.param("2020年8月底前，完成机构备案。", "完成机构备案", id="not a date alone"),
        pytest.param("对照法律法规规章,全面梳理权责清单", "全面梳理权责清单", id="not what only leads up"),
        pytest.param(
            "涉及公共利益、需要广泛知晓的，要公开", "涉及公共利益、需要广泛知晓的，要公开", id="not too little"
        ),
        pytest.param("公开" + "水利、" * 30 + "等信息", "公开" + "、".join(["水利"] * 19) + "……", id="cut at a 、"),
        pytest.param("依法公开，并解读政策。", "依法公开，解读政策", id="two short clauses"),
    ],
)
def test_a_requirement_is_named_by_the_clause_that_says_what_to_do(requirement, name):
    assert clause(requirement) == name


LISTS = [
    ("一是建台账；二是抓培训。", ("", ("建台账", "抓培训"))),
    ("（1）建台账（2）抓培训2次，参训86人次（3）通报", ("", ("建台账", "抓培训2次，参训86人次", "通报"))),
    ("1.建台账；2.抓培训", ("", ("建台账", "抓培训"))),
    ("做了两件事：①建台账②抓培训", ("做了两件事：", ("建台账", "抓培训"))),
    ("第一，建台账。第二，抓培训。", ("", ("建台账", "抓培训"))),
    ("软件升级到2.1版，开会3次", None),
    ("按（1）号文办理", None),
    ("一、二季度各检查1次", None),
]


@pytest.mark.parametrize(("text", "points"), LISTS)
def test_lists_of_units_are_recognised_by_labels_that_count_up(text, points):
    assert points_of(text) == points


def test_a_list_reads_as_prose_and_inside_another_list_without_labels():
    assert spoken("（1）建台账（2）抓培训2次") == "一是建台账；二是抓培训2次。"
    assert spoken("一是建台账；二是抓培训。") == "一是建台账；二是抓培训。"
    assert unnumbered("一是建台账；二是抓培训。") == "建台账；抓培训。"
    assert unnumbered("没有列表。") == "没有列表。"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("修订目录3项。", "办公室修订目录3项。"),
        ("6月18日完成编制。", "办公室6月18日完成编制。"),
        ("按照统一部署，开展检查。", "办公室按照统一部署，开展检查。"),
        ("我局修订目录。", "办公室：我局修订目录。"),
        ("截至目前，已办结。", "办公室：截至目前，已办结。"),
        ("条例纳入年度学法计划。", "办公室：条例纳入年度学法计划。"),
        ("办公室牵头修订目录。", "办公室牵头修订目录。"),
    ],
)
def test_a_unit_is_the_subject_of_its_text_where_the_text_can_follow(text, printed):
    assert said_by(["办公室"], text) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("主要问题：人手不足。", "人手不足"),
        ("由于经费未落实", "经费未落实"),
        ("下一步，3月底前办结。", "3月底前办结"),
        ("无", ""),
        ("无。", ""),
        ("—", ""),
        ("1.人手不足\n2.经费未落实", "人手不足；经费未落实"),
    ],
)
def test_a_problem_or_step_stands_without_heading_words_and_nothing_is_nothing(typed, printed):
    assert point(typed) == printed


def tasks(*ids, title=None):
    return [Task(one, (), title, f"公开第{at}类信息，及时更新。", None, ()) for at, one in enumerate(ids, 1)]


def test_tasks_are_named_by_number_and_words_and_listed_by_runs_of_numbers():
    (five,) = tasks("5")
    assert Names([five]).of(five) == "第5项“公开第1类信息”"
    assert numbered(tasks("1", "3", "5", "6", "7", "9")) == "第1项、第3项、第5至7项、第9项"
    assert Names([five]).together([five]) == "第5项“公开第1类信息”"
    two, six = tasks("一-1", "一-2"), tasks(*(f"一-{at}" for at in range(6)))
    assert Names(two).together(two) == "“公开第1类信息”“公开第2类信息”"
    assert Names(six).together(six).endswith("“公开第4类信息”等6项")
    assert numbered(tasks("一-1")) == ""


def test_a_title_that_several_tasks_share_names_none_of_them():
    first, second = tasks("一-1", "一-2", title="回应关切")
    assert Names([first]).of(first) == "“回应关切”"
    assert Names([first, second]).of(second) == "“公开第2类信息”"


def test_tasks_without_numbers_that_ask_the_same_are_told_apart_by_what_leads_up_to_it():
    pair = [
        Task(f"一-{at}", (), None, f"围绕{field}，建立信息发布台账，每季度更新。", None, ())
        for at, field in enumerate(("惠企政策", "养老服务"), 1)
    ]
    assert Names(pair[:1]).of(pair[0]) == "“建立信息发布台账”"
    assert list(map(Names(pair).of, pair)) == ["“围绕惠企政策，建立信息发布台账”", "“围绕养老服务，建立信息发布台账”"]


def test_the_title_of_an_annual_report_breaks_behind_the_body():
    assert title_lines("云岭市水务局2025年政府信息公开工作年度报告") == "云岭市水务局\n2025年政府信息公开工作年度报告"


def test_a_title_breaks_behind_the_body_and_before_guanyu():
    title = "中山市人力资源和社会保障局关于贯彻落实《2020年政务公开工作要点分工方案》情况的报告"
    assert title_lines(title).split("\n") == [
        "中山市人力资源和社会保障局",
        "关于贯彻落实《2020年政务公开",
        "工作要点分工方案》情况的报告",
    ]


def width(line):
    return sum(0.5 if character.isascii() else 1 for character in line)


@pytest.mark.parametrize("length", [0, 1, 12, 21, 39, 40, 41, 59, 75])
def test_every_line_of_a_title_fits_and_nothing_is_lost(length):
    title = ("青禾县粮食局关于贯彻落实《2020年政务公开工作要点分工方案》情况的报告" * 3)[:length]
    lines = title_lines(title).split("\n")
    assert "".join(lines) == title
    assert max(map(width, lines)) <= 20
    assert not any(line.endswith(("《", "（")) or line.startswith(("》", "）", "，")) for line in lines)
