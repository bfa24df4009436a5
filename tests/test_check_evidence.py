"""Proof: wanted for what is done, links that open, document numbers in their form, no later day."""

import pytest
from check_case import OPEN, done, found, one
from makers import entry, task, task_list


def test_proof_is_wanted_for_what_is_done_by_those_who_carry_it():
    assert done(evidence="") == [("L7", "evidence-missing")]
    assert done(evidence="无") == [("L7", "evidence-missing")]
    assert one("ongoing_met", progress="全年公开12期。") == []
    assert one("under_way", **OPEN) == []
    assert one(role="support", progress="协助整理材料。") == [("G7", "date-missing")]


@pytest.mark.parametrize(
    "evidence",
    [
        "http://slj.yunling.example/jd/",
        "https://www.yunling.example/art/2024/5/6/art_1.html?x=1&y=2#p",
        "HTTP://WWW.YUNLING.EXAMPLE/x",
        "http://yunling.example:8080/x",
        "（http://yunling.example/x.html）",
        "见http://yunling.example/x.html。",
        "http://yunling.example/x.html，12345平台月报",
        "http://yunling.example/x.html；http://yunling.example/y.html",
        "http://yunling.example/x.html、http://yunling.example",
        "http://yunling.example\nhttp://yunling.example/y",
        "http://yunling.example/x.html 2024年公告",
        "http://yunling.example/附件1.docx",
        "网站“决策公开”栏目",
        "www.yunling.example/x",
    ],
)
def test_a_whole_link_is_no_finding_whatever_stands_around_it(evidence):
    assert done(evidence=evidence) == []


@pytest.mark.parametrize(
    ("evidence", "why"),
    [
        ("http:/www.yunling.example/x", "开头"),
        ("http//www.yunling.example", "开头"),
        ("https;//www.yunling.example", "开头"),
        ("htp://www.yunling.example", "开头"),
        ("hppt://www.yunling.example", "开头"),
        ("http：//www.yunling.example/x", "中文标点"),
        ("http://www。yunling。example", "中文标点"),
        ("http://www．yunling．example", "中文标点"),
        ("http://yunling.example/x？id=3", "中文标点"),
        ("http://www.yunling. example/x", "空格"),
        ("http:// www.yunling.example", "空格"),
        ("http://www.yunling.example /x", "空格"),
        ("http://yunling/x", "域名"),
        ("http://www..example", "域名"),
        ("http://", "域名"),
        ("http://192.168.1.3/x", "内部网络"),
        ("http://localhost/x", "内部网络"),
    ],
)
def test_a_link_that_does_not_open_is_said_with_the_reason(evidence, why):
    tasks = task_list(task("1", "甲科:lead"))
    row = entry("甲科", "1", "ongoing_met", progress="全年公开12期。", evidence=evidence)
    told = found(tasks, row)
    assert [(each.place.cell, each.code) for each in told] == [("L7", "link-malformed")]
    assert why in told[0].what


@pytest.mark.parametrize(
    ("evidence", "right"),
    [
        ("云水办[2024]18号", "云水办〔2024〕18号"),
        ("云水办（2024）18号", "云水办〔2024〕18号"),
        ("云水办【2024】18号", "云水办〔2024〕18号"),
        ("云水办〔2024]18号", "云水办〔2024〕18号"),
        ("云水办〔2024〕第18号", "云水办〔2024〕18号"),
        ("云水办〔2024〕018号", "云水办〔2024〕18号"),
        ("云水办〔24〕18号", "云水办〔2024〕18号"),
        ("云水办函（２０２４）１８号", None),
    ],
)
def test_a_document_number_in_another_form_is_said_with_the_right_one(evidence, right):
    tasks = task_list(task("1", "甲科:lead"))
    told = [
        each
        for each in found(tasks, entry("甲科", "1", "ongoing_met", progress="全年公开12期。", evidence=evidence))
        if each.code != "digits-fullwidth"
    ]
    assert [(each.place.cell, each.code) for each in told] == [("L7", "docnumber-malformed")]
    assert right is None or told[0].mend == f"改为“{right}”"


@pytest.mark.parametrize(
    "evidence",
    ["云水办〔2024〕18号", "市政府令第12号", "公告2024年第5号", "（2024）云01行初12号", "第3号公告", "会议纪要3期"],
)
def test_other_numbers_are_not_taken_for_a_document_number(evidence):
    assert done(evidence=evidence) == []


def test_document_numbers_are_looked_at_in_the_text_too_because_it_is_published():
    assert done(progress="印发实施办法（云水办[2024]18号）。") == [("H7", "docnumber-malformed")]


@pytest.mark.parametrize(
    ("evidence", "is_late"),
    [
        ("2025年1月6日网站公告", True),
        ("2025年1月公告", True),
        ("2025-01-06签到表", True),
        ("http://yunling.example/20250106/t1.html", True),
        ("云水办〔2025〕1号", True),
        ("2024年12月31日网站公告", False),
        ("2024年12月公告", False),
        ("云水办〔2024〕18号", False),
        ("2025年工作计划", False),
        ("http://yunling.example/art/2024/12/31/t20241231_1.html", False),
        ("信息编号20251399", False),
    ],
)
def test_proof_of_a_later_day_is_said(evidence, is_late):
    assert done(evidence=evidence) == ([("L7", "evidence-late")] if is_late else [])
