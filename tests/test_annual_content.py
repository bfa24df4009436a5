"""The annual report's six parts as they are written from what was entered."""

import re
from dataclasses import replace
from datetime import date

import pytest
from annual_document_case import (
    COUNTY_COUNTS,
    COUNTY_TEXTS,
    PLAN,
    PLAN_SECTION,
    REQUESTS,
    county,
    entered,
    figure,
    nil,
    report,
    texts,
    with_figure,
    without_counts,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.annual.document import AnnualOptions, annual_content
from reportgen.annual.document.content import ChartBlock, Prose, StatutoryTable, SubHeading, YearsTable
from reportgen.annual.form import APPLICANTS, HEADINGS, RESULTS, figure_keys
from reportgen.model.annual import FigureKey
from reportgen.model.findings import Finding, Place

ALL = AnnualOptions(charts=frozenset({"channels", "results", "years"}), years_table=True)


def lines(content, number):
    """Sub-headings and paragraphs of a part."""
    return [block.text for block in content.parts[number - 1].blocks if isinstance(block, SubHeading | Prose)]


def prose(content):
    return "\n".join("\n".join(lines(content, number)) for number in (1, 5, 6))


def requests_of(**rows):
    return annual_content(entered(report(requests=rows)))


def told_requests(content):
    first = lines(content, 1)
    return first[first.index("（二）依申请公开") + 1]


def test_a_report_has_the_six_parts_and_the_middle_three_hold_their_table_alone():
    content = annual_content(county(), plan_section=PLAN_SECTION, plan_title=PLAN, options=ALL)
    assert [part.heading for part in content.parts] == [
        f"{number}、{heading}" for number, heading in zip("一二三四五六", HEADINGS, strict=True)
    ]
    tables = [part.blocks for part in content.parts[1:4]]
    assert [[(type(one), one.name) for one in blocks] for blocks in tables] == [
        [(StatutoryTable, "disclosure")],
        [(StatutoryTable, "requests")],
        [(StatutoryTable, "reviews")],
    ]
    assert content.title == "青禾县人民政府2025年政府信息公开工作年度报告"
    assert content.date == "2026年3月20日"


def test_part_one_of_a_county_tells_its_figures_under_five_headings():
    content = annual_content(county(), plan_section=PLAN_SECTION, plan_title=PLAN)
    first = lines(content, 1)
    assert [line for line in first if line.startswith("（")] == [
        "（一）主动公开",
        "（二）依申请公开",
        "（三）政府信息管理",
        "（四）政府信息公开平台建设",
        "（五）监督保障",
    ]
    assert first[0] == (
        "2025年，青禾县人民政府认真贯彻执行《中华人民共和国政府信息公开条例》，认真落实《2025年青禾县政务公开工作要点》，"
        "依法做好政府信息公开各项工作。"
    )
    assert told_requests(content) == (
        "2025年，全县新收政府信息公开申请134件，比上年增加14件，增长11.7%，其中自然人申请118件，法人或其他组织申请16件；"
        "上年结转5件。办结130件，结转下年度继续办理9件。办理结果中，予以公开57件（43.8%），部分公开13件（10.0%），"
        "不予公开12件（9.2%），无法提供34件（26.2%），不予处理9件（6.9%），其他处理5件（3.8%）。"
        "因政府信息公开工作被申请行政复议3件，被提起行政诉讼1件。" + COUNTY_TEXTS["requests"]
    )
    assert "制发行政规范性文件22件，废止5件，现行有效86件。全年清理规范性文件31件。" in "".join(first)
    assert content.length <= 1000
    assert content.findings == ()


def test_a_body_with_nothing_to_count_never_reads_of_nought():
    content = annual_content(nil())
    assert not re.search(r"(?<!\d)0(?:件|条|项|次|元|篇|场|人次|个|期|%)", prose(content))
    assert told_requests(content) == (
        "2025年，本机关未收到政府信息公开申请。全年没有因政府信息公开工作被申请行政复议、被提起行政诉讼的情况。"
    )
    assert lines(content, 6) == ["2025年，本机关未收取信息处理费。"]
    assert "待补充" not in prose(content)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            {"r01": {"person": 1}, "r03": {"person": 1}},
            "2025年，本机关新收政府信息公开申请1件。已按规定办结。办理结果为予以公开。",
            id="one, disclosed",
        ),
        pytest.param(
            {"r01": {"person": 2}, "r13": {"person": 2}},
            "2025年，本机关新收政府信息公开申请2件。全部办结。办理结果均为无法提供。",
            id="all with one result",
        ),
        pytest.param(
            {"r01": {"person": 2}, "r02": {"company": 1}, "r13": {"person": 2, "company": 1}},
            "2025年，本机关新收政府信息公开申请2件；上年结转1件。3件申请全部办结。办理结果均为无法提供。",
            id="all, with one carried in",
        ),
        pytest.param(
            {"r01": {"person": 1}, "r25": {"person": 1}},
            "2025年，本机关新收政府信息公开申请1件。结转下年度继续办理1件。",
            id="nothing handled yet",
        ),
        pytest.param(
            {"r02": {"company": 2}, "r03": {"company": 1}, "r25": {"company": 1}},
            "2025年，本机关没有新收政府信息公开申请，上年结转2件。办结1件，结转下年度继续办理1件。办理结果为予以公开。",
            id="only carried in",
        ),
    ],
)
def test_few_requests_are_told_as_people_say_it(rows, expected):
    assert told_requests(requests_of(**rows)).startswith(expected)


@given(
    st.dictionaries(st.sampled_from(RESULTS), st.integers(0, 40), max_size=6),
    st.integers(0, 5),
    st.integers(0, 5),
    st.sampled_from([*APPLICANTS][:-1]),
)
@settings(max_examples=60, deadline=None)
def test_whatever_the_table_says_the_prose_says_no_other_number(results, carried_in, left, column):
    handled = sum(results.values())
    received = max(0, handled + left - carried_in)
    left = received + carried_in - handled
    rows = {row: {column: count} for row, count in results.items()}
    told = told_requests(requests_of(r01={column: received}, r02={column: carried_in}, r25={column: left}, **rows))
    said = {int(number) for number in re.findall(r"(\d+)件", told)}
    groups = [results.get("r03", 0), results.get("r04", 0)]
    groups += [
        sum(results.get(f"r{n:02}", 0) for n in span)
        for span in (range(5, 13), range(13, 16), range(16, 21), range(21, 24))
    ]
    assert said <= {received, carried_in, handled, left, received + carried_in, *groups} - {0}
    assert not re.search(r"(?<!\d)0件", told)
    assert ("全部办结" in told or "已按规定办结" in told) == (handled > 0 and left == 0)
    for count, share in re.findall(r"(\d+)件（([\d.]+)%）", told):
        assert share == f"{(int(count) * 2000 + handled) // (2 * handled) / 10:.1f}"


def test_shares_are_left_out_where_the_results_do_not_add_up():
    broken = with_figure(county(), FigureKey("requests", "r24", "total"), "131")
    told = told_requests(annual_content(broken))
    assert "办结131件" in told
    assert "予以公开57件，部分公开13件" in told


def test_growth_rests_on_the_year_before_alone():
    this = report(requests=REQUESTS)
    older = report(year=2023, requests=REQUESTS)
    same = report(year=2024, requests=REQUESTS)
    none = report(year=2024)
    assert "比上年" not in told_requests(annual_content(entered(this)))
    assert "比上年" not in told_requests(annual_content(entered(this, earlier=[older])))
    assert "件，与上年持平" in told_requests(annual_content(entered(this, earlier=[same])))
    assert "比上年" not in told_requests(annual_content(entered(this, earlier=[none])))


@pytest.mark.parametrize(
    ("fee", "number", "expected"),
    [
        pytest.param("1080", "3", "2025年，本机关收取信息处理费1080元，涉及政府信息公开申请3件。", id="charged"),
        pytest.param("0", "0", "2025年，本机关未收取信息处理费。", id="nil"),
        pytest.param("/", None, "2025年，本机关未收取信息处理费。", id="a mark in place of nil"),
        pytest.param(
            "", None, "2025年，本机关收取信息处理费〔待补充：收取信息处理费的金额，没有收取的填0〕。", id="blank"
        ),
        pytest.param(
            "270",
            None,
            "2025年，本机关收取信息处理费270元，涉及政府信息公开申请〔待补充：收取信息处理费的申请件数〕。",
            id="number of requests missing",
        ),
    ],
)
def test_the_fee_is_always_told(fee, number, expected):
    told = {"fee": fee} | ({"fee_requests": number} if number else {})
    assert lines(annual_content(entered(told=told)), 6) == [expected]


def test_the_fee_of_a_whole_county_says_whose_it_is():
    assert "2025年，全县收取信息处理费1080元，涉及政府信息公开申请3件。" in lines(annual_content(county()), 6)


def test_part_six_numbers_what_stands_in_it():
    def headings(given, **more):
        return [line for line in lines(annual_content(given, **more), 6) if line.startswith("（")]

    plan = {"plan_section": PLAN_SECTION, "plan_title": PLAN}
    assert headings(county(), **plan) == [
        "（一）贯彻落实政务公开工作要点情况",
        "（二）收取信息处理费情况",
        "（三）其他事项",
    ]
    assert headings(county()) == ["（一）收取信息处理费情况", "（二）其他事项"]
    assert headings(nil(), **plan) == ["（一）贯彻落实政务公开工作要点情况", "（二）收取信息处理费情况"]
    assert headings(nil()) == []


def test_the_plan_stands_where_the_office_wants_it_and_only_there():
    def places(placement):
        options = AnnualOptions(plan_placement=placement)
        content = annual_content(county(), plan_section=PLAN_SECTION, plan_title=PLAN, options=options)
        return [number for number in (1, 5, 6) if PLAN_SECTION[0] in lines(content, number)], prose(content).count(
            f"《{PLAN}》"
        )

    assert places("part six") == ([6], 2)
    assert places("part one") == ([1], 1)
    assert places("none") == ([], 0)


def test_a_plan_whose_name_begins_with_a_verb_is_not_carried_out_twice():
    content = annual_content(nil(), plan_title="贯彻落实政务公开工作要点实施方案")
    assert "扎实推进《贯彻落实政务公开工作要点实施方案》各项任务" in lines(content, 1)[0]


def test_generated_sentences_give_way_before_the_limit_and_texts_never():
    full = annual_content(county(), plan_title=PLAN)
    middle = annual_content(county(), plan_title=PLAN, options=AnnualOptions(part_one_limit=full.length - 1))
    least = annual_content(county(), plan_title=PLAN, options=AnnualOptions(part_one_limit=100))
    assert "43.8%" in told_requests(full)
    assert "予以公开57件，部分公开13件" in told_requests(middle)
    assert "予以公开" not in told_requests(least)
    assert "新收政府信息公开申请134件" in told_requests(least)
    assert full.length > middle.length > least.length > 100
    assert middle.findings == ()
    assert [one.code for one in least.findings] == ["annual-part-one-long"]
    assert f"第一部分共{least.length}字，超过100字" in least.findings[0].what
    for key in ("disclosure", "requests", "management", "platforms", "supervision"):
        for line in COUNTY_TEXTS[key].split("\n"):
            assert line in prose(least)


def test_the_length_of_part_one_is_that_of_its_prose():
    content = annual_content(county(), options=ALL)
    assert content.length == len("".join("".join(lines(content, 1)).split()))


@pytest.mark.parametrize(
    ("characters", "codes"), [(199, ["annual-plan-length"]), (200, []), (500, []), (501, ["annual-plan-length"])]
)
def test_a_plan_section_of_unusual_length_is_said(characters, codes):
    content = annual_content(nil(), plan_section=["好" * (characters - 1) + "。"], plan_title=PLAN)
    assert [one.code for one in content.findings] == codes


def test_what_a_government_has_to_report_is_marked_where_it_is_missing():
    bare = replace(county(), texts={})
    told = prose(annual_content(without_counts(bare, "accountable")))
    for name in ("工作考核结果", "社会评议结果", "责任追究结果", "上年问题的改进情况", "本年存在的主要问题"):
        assert f"〔待补充：{name}〕" in told
    department = annual_content(replace(bare, report=replace(bare.report, kind="department")))
    assert "考核" not in prose(department)


def test_what_a_government_has_none_of_is_said_and_not_asked_for_again():
    told = prose(annual_content(replace(county(), texts=texts(assessment="无", review="/"))))
    assert "全年没有需要报告的工作考核结果、社会评议结果。" in told
    told = prose(annual_content(replace(county(), texts=texts(assessment="46个单位考核合格", review="无"))))
    assert "46个单位考核合格。全年没有需要报告的社会评议结果。" in told
    department = replace(county(), texts=texts(review="无"), report=replace(county().report, kind="department"))
    assert "社会评议" not in prose(annual_content(department))


def test_nobody_held_to_account_is_told_from_the_count_and_from_the_word():
    sentence = "全年没有因政府信息公开工作被追究责任的情况。"
    bare = replace(county(), texts={})
    assert prose(annual_content(bare)).count(sentence) == 1
    word = replace(without_counts(bare, "accountable"), texts=texts(accountability="无"))
    assert prose(annual_content(word)).count(sentence) == 1
    some = replace(bare, counts={**bare.counts, "accountable": figure("2", "情况", "C20")})
    assert "因政府信息公开工作追究责任2人次。" in prose(annual_content(some))
    assert "责任追究2人次" not in prose(annual_content(some))


def test_a_section_without_figures_and_text_is_marked():
    told = prose(annual_content(entered()))
    for name in ("主动公开情况", "政府信息管理情况", "政府信息公开平台建设情况", "监督保障情况"):
        assert f"〔待补充：{name}〕" in told


def test_problems_of_last_year_that_did_not_exist_take_no_heading():
    fifth = [line for line in lines(annual_content(nil()), 5) if line.startswith("（")]
    assert fifth == ["（一）本年存在的主要问题", "（二）下一步改进措施"]
    assert lines(annual_content(county()), 5)[0] == "（一）上年问题的改进情况"


def test_nil_is_printed_0_remarks_stay_and_a_total_that_nobody_entered_is_added_up():
    given = county()
    blanks = dict(given.report.figures)
    blanks[FigureKey("disclosure", "regulations", "made")] = figure("")
    blanks[FigureKey("requests", "r05", "company")] = figure("/")
    blanks[FigureKey("requests", "r24", "person")] = figure("")
    blanks[FigureKey("requests", "r24", "total")] = figure("")
    del blanks[FigureKey("reviews", "direct", "total")]
    content = annual_content(replace(given, report=replace(given.report, figures=blanks)))
    printed = content.parts[2].blocks[0].figures
    assert set(printed) == set(figure_keys())
    assert printed[FigureKey("disclosure", "regulations", "made")] == "0"
    assert printed[FigureKey("requests", "r05", "company")] == "0"
    assert printed[FigureKey("requests", "r24", "person")] == "116"
    assert printed[FigureKey("requests", "r24", "total")] == "130"
    assert printed[FigureKey("reviews", "direct", "total")] == "1"
    assert printed[FigureKey("disclosure", "normative", "made")] == "22（其中修订16件）"
    assert printed[FigureKey("disclosure", "fees", "amount")] == "1832.65"


def test_a_typed_total_is_printed_as_typed():
    broken = with_figure(county(), FigureKey("requests", "r01", "total"), "999")
    assert annual_content(broken).parts[2].blocks[0].figures[FigureKey("requests", "r01", "total")] == "999"


def test_open_errors_and_unreadable_figures_make_a_draft():
    error = Finding("R1", "error", Place("年报数据.xlsx", "依申请公开", "C11"), "不平衡", "请核对")
    assert annual_content(county()).draft == ""
    assert annual_content(county(), findings=[error]).draft == "草稿：有1处错误没有处理，不能公开"
    assert annual_content(county(), findings=[replace(error, dismissed="合并机构")]).draft == ""
    assert annual_content(county(), findings=[replace(error, severity="warning")]).draft == ""
    odd = with_figure(county(), FigureKey("requests", "r02", "person"), "五六件")
    assert annual_content(odd).draft == "草稿：有1个数读不出来，不能公开"
    assert annual_content(odd).parts[2].blocks[0].figures[FigureKey("requests", "r02", "person")] == "〔待补充〕"
    assert annual_content(county(), options=AnnualOptions(is_draft=True)).draft == "草稿：不能公开"


def test_charts_are_numbered_as_they_stand_and_named_in_the_text():
    content = annual_content(county(), options=ALL)
    assert [(one.number, one.chart.name) for one in content.charts()] == [
        (1, "主动公开政府信息数量（按渠道）"),
        (2, "政府信息公开申请办理结果构成"),
        (3, "政府信息公开申请办理情况年度对比"),
    ]
    told = "".join(lines(content, 1))
    assert told.index("（见图1）") < told.index("（见图2）") < told.index("与往年的对比见表1和图3。")
    one = annual_content(county(), options=AnnualOptions(charts=frozenset({"results"})))
    assert "（见图1）" in told_requests(one)
    assert [
        type(block)
        for part in annual_content(nil(), options=ALL).parts
        for block in part.blocks
        if isinstance(block, ChartBlock | YearsTable)
    ] == []


def test_years_stand_side_by_side_as_far_as_they_follow_each_other():
    def table(*years):
        earlier = [report(year=year, requests=REQUESTS) for year in years]
        content = annual_content(entered(report(requests=REQUESTS), earlier=earlier), options=ALL)
        return next((block for block in content.parts[0].blocks if isinstance(block, YearsTable)), None)

    assert table(2024, 2023, 2022).years == ("2023年", "2024年", "2025年")
    assert table(2024, 2022).years == ("2024年", "2025年")
    assert table(2024).title == "两年政府信息公开申请办理情况对比（单位：件）"
    assert table(2022) is None
    rows = {label: (counts, change) for label, counts, change in table(2024).rows}
    assert rows["新收申请"] == (("134", "134"), "持平")
    assert "行政复议" not in rows


def test_changes_between_years_rest_on_their_counts():
    content = annual_content(county(), options=ALL)
    table = next(block for block in content.parts[0].blocks if isinstance(block, YearsTable))
    assert {label: change for label, _, change in table.rows}["新收申请"] == "增长11.7%"
    assert {label: change for label, _, change in table.rows}["行政复议"] == "—"


def test_the_preamble_is_the_offices_choice():
    assert annual_content(county(), options=AnnualOptions(preamble=False)).preamble == ()
    (told,) = annual_content(county()).preamble
    assert "自2025年1月1日起至2025年12月31日止" in told
    assert all(heading in told for heading in HEADINGS)


def test_an_office_can_change_a_sentence(tmp_path):
    (tmp_path / "annual").mkdir()
    (tmp_path / "annual" / "fee.txt.jinja").write_text("{{ 年度 }}年度收费{{ 金额 }}元。", "utf-8")
    content = annual_content(county(), options=AnnualOptions(wording=tmp_path))
    assert "2025年度收费1080元。" in lines(content, 6)


def test_texts_are_data_and_only_their_marks_are_mended():
    written = {**COUNTY_TEXTS, "management": "落实{{ 7*7 }}与{% if %}制度,<b>先审查</b>"}
    told = prose(annual_content(county(written=written)))
    assert "落实{{ 7*7 }}与{% if %}制度，<b>先审查</b>。" in told


def test_points_on_lines_of_their_own_stay_together():
    given = county(written={**COUNTY_TEXTS, "supervision": "建立三项机制。\n一是通报\n二是抽查\n三是培训。\n效果明显"})
    fifth = lines(annual_content(given), 1)
    at = fifth.index("（五）监督保障")
    assert fifth[at + 1 : at + 4] == [
        "全年举办业务培训4场，参加培训326人次。建立三项机制。",
        "一是通报。二是抽查。三是培训。",
        "效果明显。",
    ]


def test_a_report_without_body_or_year_says_what_is_missing():
    content = annual_content(entered(report("", year=None)))
    assert content.title == "〔待补充：机关名称〕〔待补充：年度〕年政府信息公开工作年度报告"
    assert content.body == ""


@pytest.mark.parametrize(
    ("body", "kind", "expected"),
    [
        ("青禾县人民政府", "county", "全县"),
        ("云岭市人民政府", "city", "全市"),
        ("云江省人民政府办公厅", "province", "全省"),
        ("岚川自治州人民政府", "city", "全州"),
        ("澄岚街道办事处", "township", "全街道"),
        ("青禾县水务局", "department", "本系统"),
    ],
)
def test_figures_of_a_whole_area_say_so(body, kind, expected):
    content = annual_content(entered(report(body, kind=kind, scope="all", requests=REQUESTS)))
    assert told_requests(content).startswith(f"2025年，{expected}新收政府信息公开申请134件")


def test_the_date_is_printed_only_where_it_is_given():
    assert annual_content(county(published_on=None)).date == ""
    assert annual_content(county(published_on=date(2026, 1, 5))).date == "2026年1月5日"


def test_counts_are_told_in_the_order_asked_and_nil_ones_left_out():
    content = annual_content(county(told={**COUNTY_COUNTS, "weibo": 0, "wechat": ""}))
    assert "全年政府网站发布信息12034条，政府公报登载文件36件，公示栏、显示屏等其他方式公开信息208条。" in prose(
        content
    )
