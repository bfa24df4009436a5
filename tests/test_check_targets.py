"""Numbers: what a task asks for against what the row tells, in both directions and in every usual form."""

from dataclasses import replace
from datetime import date

import pytest
from check_case import GOOD, OPEN, brief, done, found, one
from makers import SETTINGS, entry, task, task_list

from reportgen.workbook.figures_cell import are_kin, is_nothing, read_figures
from reportgen.workbook.targets import find_targets

TRAINING = "举办培训不少于2次。"
RATE = "政策解读率达到95%以上。"
ALL = "政策解读率达到100%。"
CEILING = "登记失业率控制在4.3%以内。"
TEXT = "已在门户网站公开并上门宣传。"

# --- what a plan asks for ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("栏目归并到40个以内。", [("归并到40个以内", None, 40.0, "个")]),
        ("登记失业率控制在4.3%以内。", [("控制在4.3%以内", None, 4.3, "%")]),
        ("差错率低于百分之一。", [("低于百分之一", None, 1.0, "%")]),
        ("差错率1%以下，逾期率0%。", [("差错率1%以下", None, 1.0, "%"), ("逾期率0%", None, 0.0, "%")]),
        ("会议费不超过上年的90%。", [("不超过上年的90%", None, 90.0, "%")]),
        ("投诉降到3%以下。", [("降到3%以下", None, 3.0, "%")]),
        ("图解占比不低于六成。", [("不低于六成", 60.0, None, "%")]),
        ("按期答复率100%。", [("按期答复率100%", 100.0, None, "%")]),
        ("群众满意率保持在95%以上。", [("群众满意率保持在95%以上", 95.0, None, "%")]),
        ("全年发布1.2万条以上。", [("全年发布1.2万条以上", 12000.0, None, "条")]),
        ("每月不少于2篇，每周至少1条。", [("每月不少于2篇", 2.0, None, "篇"), ("每周至少1条", 1.0, None, "条")]),
        ("不少于20个工作日。", []),
        ("不超过15天。", []),
        ("涉及两个以上部门的信息，由牵头部门公开。", []),
        ("提高政策知晓度和到达率。", []),
        ("点击量超过1万次。", []),
        ("占比控制在5%左右。", []),
        ("客流达到最大承载量八成时发布提示。", []),
    ],
)
def test_a_target_is_a_least_or_a_most(text, expected):
    assert [(each.phrase, each.least, each.most, each.measure) for each in find_targets(text)] == expected


def test_a_target_says_how_often_in_a_year_it_is_meant():
    asked = find_targets("每季度不少于1次，每月至少1篇，每半年不少于1场，每年不少于2期，不少于3件。")
    assert [target.times_a_year for target in asked] == [4, 12, 2, 1, 1]


@pytest.mark.parametrize(("text", "is_strict"), [("低于4%", True), ("不低于4%", False), ("不高于4%", False)])
def test_below_is_below_and_not_above_may_be_equal(text, is_strict):
    assert [target.is_strict for target in find_targets(text)] == [is_strict]


# --- how people write figures ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2次", [(2, "次")]),
        ("２次", [(2, "次")]),
        ("1,286件", [(1286, "件")]),
        ("解读9篇", [(9, "篇")]),
        ("两场培训，十二篇稿件", [(2, "场"), (12, "篇")]),
        ("1.2万人次", [(12000, "人次")]),
        ("200余件", [(200, "件")]),
        ("3-5次", [(5, "次")]),
        ("八成", [(80, "%")]),
        ("百分之九十五点五", [(95.5, "%")]),
        ("961.7％", [(961.7, "%")]),
        ("0.8", [(0.8, "")]),
        ("-3次", [(-3, "次")]),
        ("2 场 次", [(2, "场次")]),
        ("2024年6月20日更新17项", [(17, "项")]),
        ("云水办〔2024〕31号", []),
        ("http://a.cn/2024/123.html", []),
        ("第三期、第2期", []),
        ("一是公开，二是解读", []),
        ("全部", []),
    ],
)
def test_figures_are_numbers_with_what_they_count(text, expected):
    assert [(figure.number, figure.measure) for figure in read_figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "bound"),
    [("不超过2次", "most"), ("不足2次", "most"), ("5%以内", "most"), ("不少于2次", "least"), ("2次以上", "least"), ("2次", None)],
)  # fmt: skip
def test_words_beside_a_figure_make_it_a_least_or_a_most(text, bound):
    assert [figure.bound for figure in read_figures(text)] == [bound]


def test_measures_are_kin_where_they_may_count_the_same_thing():
    assert are_kin("次", "场")
    assert are_kin("篇", "件")
    assert not are_kin("次", "件")
    assert not are_kin("", "次")
    assert [is_nothing(text) for text in ("", "无", "／", "—", "0", "2次")] == [True, True, True, True, False, False]


# --- reached or not ---


@pytest.mark.parametrize(
    ("requirement", "figure", "expected"),
    [
        (TRAINING, "2次", []),
        (TRAINING, "3场", []),
        (TRAINING, "2", []),
        (TRAINING, "两次", []),
        (TRAINING, "2次以上", []),
        (TRAINING, "线上1次、线下1次", []),
        (TRAINING, "1次", ["target-missed"]),
        (TRAINING, "0次", ["target-missed"]),
        (TRAINING, "40项", ["figure-unclear"]),
        (TRAINING, "若干", ["figure-unclear"]),
        (TRAINING, "", ["figure-missing"]),
        (TRAINING, "/", ["figure-missing"]),
        (TRAINING, "不超过2次", ["figure-sign"]),
        (TRAINING, "不足2次", ["figure-sign"]),
        (TRAINING, "-2次", ["figure-sign"]),
        (RATE, "95%", []),
        (RATE, "961.7%", []),
        (RATE, "九成", ["target-missed"]),
        (RATE, "90%", ["target-missed"]),
        (RATE, "96", ["figure-understood"]),
        (RATE, "0.96", ["figure-understood"]),
        (RATE, "0.8", ["figure-understood", "target-missed"]),
        (RATE, "80", ["figure-understood", "target-missed"]),
        (RATE, "1", ["figure-unclear"]),
        (RATE, "9件", ["figure-unclear"]),
        (RATE, "全部解读", []),
        (CEILING, "3.57%", []),
        (CEILING, "4.3%", []),
        (CEILING, "3.57", ["figure-understood"]),
        (CEILING, "4.5%", ["target-missed"]),
        (CEILING, "0.8", ["figure-unclear"]),
        (CEILING, "不低于3%", ["figure-sign"]),
        (CEILING, "", ["figure-missing"]),
        ("登记失业率低于4.3%。", "4.3%", ["target-missed"]),
        ("登记失业率低于4.3%。", "4.2%", []),
        ("栏目归并到40个以内。", "38个", []),
        ("栏目归并到40个以内。", "45个", ["target-missed"]),
        ("三公经费压减10%以上。", "-12%", []),
        ("三公经费压减10%以上。", "-8%", ["target-missed"]),
        ("公示不少于5天。", "", []),
        ("做好信息公开。", "", []),
        ("做好信息公开。", "40件", []),
        ("做好信息公开。", "40", ["figure-unmeasured"]),
    ],
)
def test_what_a_finished_row_reached_is_held_to_what_the_task_asks_for(requirement, figure, expected):
    assert [code for _, code in done(text=requirement, progress=TEXT, figure=figure)] == expected


@pytest.mark.parametrize(
    ("requirement", "text", "expected"),
    [
        (TRAINING, "举办培训2次，参加96人次。", []),
        (TRAINING, "召开座谈会、听证会各1次。", []),
        (TRAINING, "举办培训1次。", [("H7", "target-missed")]),
        (TRAINING, "与宣传科一起举办培训。", [("I7", "figure-missing")]),
        (ALL, "9件政策文件全部同步解读。", []),
        (ALL, "政策解读率100%。", []),
        (ALL, "政策解读率80%。", [("H7", "target-missed")]),
        (ALL, "图解、视频占80%。", []),
        (ALL, "解读了9件政策文件。", [("I7", "figure-missing")]),
    ],
)
def test_without_a_figure_the_text_may_tell_it(requirement, text, expected):
    assert done(text=requirement, progress=text) == expected


@pytest.mark.parametrize(
    ("judged_on", "figure", "expected"),
    [
        (date(2024, 12, 31), "4期", []),
        (date(2024, 12, 31), "3期", ["target-missed"]),
        (date(2024, 9, 30), "3期", []),
        (date(2024, 5, 10), "1期", []),
        (date(2024, 12, 31), "每季度1期", []),
    ],
)
def test_a_number_for_each_quarter_is_wanted_for_each_quarter_that_is_over(judged_on, figure, expected):
    tasks = task_list(task("1", "甲科:lead", text="每季度公开整改情况不少于1期。"))
    row = entry("甲科", "1", "done", **GOOD | {"progress": TEXT, "figure": figure})
    assert [code for _, code in brief(tasks, row, settings=replace(SETTINGS, as_of=judged_on))] == expected


def test_a_missed_target_is_told_with_both_numbers():
    tasks = task_list(task("1", "甲科:lead", text="每季度公开不少于1次。"))
    row = entry("甲科", "1", "done", **GOOD | {"progress": TEXT, "figure": "3次"})
    assert [each.what for each in found(tasks, row)] == [
        "第1项要求“每季度公开不少于1次”（到统计截止日期应为4次），量化成果为“3次”，没有达到要求"
    ]


def shared(*figures):
    """Codes for units that carry one task with a target together."""
    tasks = task_list(
        task("1", *(f"{name}科:responsible" for name, _ in figures), text=TRAINING), task("2", "乙科:lead")
    )
    rows = [
        entry(
            f"{name}科",
            "1",
            "done",
            role="responsible",
            **GOOD | {"progress": f"{name}科{TEXT}{name}", "figure": figure},
        )
        for name, figure in figures
        if figure is not None
    ]
    return [(each.unit, each.code) for each in found(tasks, *rows) if each.code.startswith(("figure", "target"))]


def test_units_that_carry_a_task_together_reach_its_number_together():
    assert shared(("甲", "1次"), ("乙", "1次")) == []
    assert shared(("甲", "2次"), ("乙", "")) == []
    assert shared(("甲", "1次"), ("乙", "0次")) == [("甲科", "target-missed"), ("乙科", "target-missed")]
    assert shared(("甲", "1次"), ("乙", None)) == []


def test_a_supporters_share_and_an_open_row_are_not_held_to_the_number():
    assert one("under_way", text=TRAINING, figure="1次", **OPEN) == []
    assert one(role="support", text=TRAINING, **GOOD | {"figure": "1次", "progress": "提供场地并协助培训。"}) == [
        ("I7", "figure-missing")  # the lead's row
    ]


def test_of_two_targets_each_is_answered_by_its_own_measure():
    requirement = "举办培训不少于2场，发布稿件不少于12篇。"
    assert done(text=requirement, progress=TEXT, figure="2场、12篇") == []
    assert done(text=requirement, progress=TEXT, figure="2场、10篇") == [("I7", "target-missed")]
    assert done(text=requirement, progress=TEXT, figure="2场") == [("I7", "figure-unclear")]
