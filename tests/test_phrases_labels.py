"""Labels before headings and requirements: what counts as one, its form in ids, and what merely looks like one."""

import pytest

from reportgen.plan.phrases.labels import split_label


def said(text: str, *, spoken: bool = False) -> tuple[str | None, str]:
    """The label's form in ids, and what follows it."""
    label, rest = split_label(text, spoken=spoken)
    return (label.bare if label else None), rest


@pytest.mark.parametrize(
    ("text", "bare", "rest"),
    [
        ("一、优化公开基础", "一", "优化公开基础"),
        ("十、强化保障", "十", "强化保障"),
        ("十六、强化培训", "十六", "强化培训"),
        ("二十一、抓好落实", "二十一", "抓好落实"),
        ("一．优化公开基础", "一", "优化公开基础"),
        ("一.优化公开基础", "一", "优化公开基础"),
        ("一、 优化公开基础", "一", "优化公开基础"),
        ("一、　优化公开基础", "一", "优化公开基础"),
        ("一、", "一", ""),
        ("（一）推进会议公开", "一", "推进会议公开"),
        ("(一)推进会议公开", "一", "推进会议公开"),
        ("(一）推进会议公开", "一", "推进会议公开"),
        ("（一)推进会议公开", "一", "推进会议公开"),
        ("（一） 推进会议公开", "一", "推进会议公开"),
        ("（十二）推进会议公开", "十二", "推进会议公开"),
        ("（一）、推进会议公开", "一", "推进会议公开"),
        ("（ 一 ）推进会议公开", "一", "推进会议公开"),
        ("一 、优化公开基础", "一", "优化公开基础"),
    ],
)
def test_chinese_labels_are_read_without_brackets_and_marks(text, bare, rest):
    assert said(text) == (bare, rest)


@pytest.mark.parametrize(
    ("text", "bare", "rest"),
    [
        ("1.公开权责清单。", "1", "公开权责清单。"),
        ("1．公开权责清单。", "1", "公开权责清单。"),
        ("1、公开权责清单。", "1", "公开权责清单。"),
        ("１．公开权责清单。", "1", "公开权责清单。"),
        ("１２、公开权责清单。", "12", "公开权责清单。"),
        ("25． 依法确定负责同志。", "25", "依法确定负责同志。"),
        ("2、加强解读回应", "2", "加强解读回应"),
        ("（1）公开权责清单。", "1", "公开权责清单。"),
        ("(12)公开权责清单。", "12", "公开权责清单。"),
        ("1）公开权责清单。", "1", "公开权责清单。"),
        ("1)公开权责清单。", "1", "公开权责清单。"),
        ("1.1 公开权责清单。", "1.1", "公开权责清单。"),
        ("7", "7", ""),
        ("12.", "12", ""),
        ("3 公开权责清单。", "3", "公开权责清单。"),
        ("(1).公开权责清单。", "1", "公开权责清单。"),
        ("1.1.1 公开权责清单。", "1.1.1", "公开权责清单。"),
        ("5、5G建设信息公开。", "5", "5G建设信息公开。"),
        ("1.\t公开权责清单。", "1", "公开权责清单。"),
        ("3 项目信息公开", "3", "项目信息公开"),
        ("5 平台建设", "5", "平台建设"),
        ("6 人才政策公开", "6", "人才政策公开"),
        ("8 多渠道公开", "8", "多渠道公开"),
        ("1.2 条例宣传", "1.2", "条例宣传"),
        ("9　场馆开放信息", "9", "场馆开放信息"),
        ("2 “双随机”公开", "2", "“双随机”公开"),
        ("（1） 公开目录", "1", "公开目录"),
        ("1．2020年底前完成", "1", "2020年底前完成"),
    ],
)
def test_arabic_labels_are_read_in_half_and_full_width(text, bare, rest):
    assert said(text) == (bare, rest)


@pytest.mark.parametrize(
    ("text", "bare", "rest"),
    [
        ("6.2020年底前完成清理。", "6", "2020年底前完成清理。"),
        ("3．12345热线要提高接通率。", "3", "12345热线要提高接通率。"),
        ("4、3月底前更新目录。", "4", "3月底前更新目录。"),
        ("一、2021年重点任务", "一", "2021年重点任务"),
        ("（二）“一网通办”改革", "二", "“一网通办”改革"),
        ("三、一件事一次办", "三", "一件事一次办"),
    ],
)
def test_a_number_behind_the_label_belongs_to_the_text(text, bare, rest):
    assert said(text) == (bare, rest)


@pytest.mark.parametrize(
    "text",
    [
        "2020年政务公开工作要点",
        "2020年9月30日前完成。",
        "3月底前更新目录。",
        "3个工作日内公开。",
        "30日内答复。",
        "12345热线要提高接通率。",
        "1+1+9工作部署",
        "24小时自助服务",
        "100%按期答复。",
        "5G网络建设信息公开",
        "20条惠企措施",
        "一网通办改革",
        "一体化平台建设",
        "一张清单管到底",
        "三定规定公开",
        "十四五规划公开",
        "二维码扫码公开",
        "四季度开展评估",
        "六稳六保信息公开",
        "“双随机、一公开”监管",
        "（责任单位：办公室）",
        "（附件）",
        "（含下属单位）",
        "办公室牵头",
        "",
        "1-12月数据公开",
        "1—6月财政收支公开",
        "2021-2023年行动方案",
        "2021.9.30前完成",
        "十大行动公开",
        "八项规定精神",
        "三年行动计划",
        "两级联动机制",
        "第三方评估公开",
        "第三季度开展评估",
        "3 项任务",
        "5 个工作日内公开",
        "2 次以上培训",
        "1.5万件申请",
        "2020.10",
        "12月底前完成",
        "15日前公开",
        "95%以上按期办结",
        "一季度公开",
        "两个月内办结",
        "一是加强领导",
        "一次性告知",
        "一级预警信息公开",
        "一窗受理改革",
        "四个全面战略布局",
        "九年义务教育公开",
        "（以下简称《条例》）",
        "（见附件）",
        "【政策解读】栏目",
        "《条例》宣传",
        "第十四届全运会",
        "百姓关切回应",
    ],
)
def test_what_merely_looks_like_a_label_is_none(text):
    assert said(text) == (None, text)


@pytest.mark.parametrize(
    ("text", "spoken", "bare"),
    [
        ("一是加强领导。", True, "一"),
        ("三是强化监督。", True, "三"),
        ("一是加强领导。", False, None),
        ("第一，加强领导。", False, None),
    ],
)
def test_spoken_numbers_count_only_where_asked_for(text, spoken, bare):
    assert said(text, spoken=spoken)[0] == bare


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("（一）推进会议公开", "（一）"),
        ("2、加强解读回应", "2、"),
        ("25．依法确定负责同志", "25．"),
        ("①公开目录", "①"),
        ("第一章 总则", "第一章"),
    ],
)
def test_a_label_keeps_its_printed_form(text, printed):
    label, _ = split_label(text)

    assert label is not None
    assert label.text == printed


def test_levels_can_be_told_apart_by_style():
    printed = ["一、甲", "（一）甲", "1.甲", "（1）甲", "①甲", "1.1甲", "第一章 甲"]
    styles = [label.style for label, _ in map(split_label, printed) if label]

    assert len(set(styles)) == len(printed)
