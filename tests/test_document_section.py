"""The section: what stands in it, sentence by sentence."""

import re
from dataclasses import replace
from datetime import date

import pytest
from document_case import CLAUSE, Picture, case, entry, opened, section, task, text_of
from docx.oxml.ns import qn

from reportgen.document.section import section_fields, short_form
from reportgen.model.plan import Reporting


def fields(*arguments, **settings):
    return section_fields(case(*arguments, **settings), [])


def prose(fields):
    parts = [*fields["引言"], *fields["总体"], *fields["单位说明"], *fields["问题"]]
    return "\n".join([*parts, *(text for one in fields["分类"] for text in one["段落"])])


def test_the_clause_that_orders_the_report_is_quoted_with_its_number_and_nested_marks():
    opening = fields([task(1), task(2)], [], reporting=[CLAUSE])["引言"]
    assert opening == [
        "《青禾县粮食局2020年政务公开工作要点分工方案》（以下简称《分工方案》）第2项规定："
        "“落实本要点的情况要纳入‘年度报告’予以公开。”现将贯彻落实情况报告如下。"
    ]


def test_the_title_names_the_body_once():
    assert fields([task(1)], [])["标题"].replace("\n", "") == (
        "青禾县粮食局关于贯彻落实《2020年政务公开工作要点分工方案》情况的报告"
    )


def test_figures_stand_with_what_they_are_counted_from():
    tasks = [task(1), task(2), task(3, lead="财务科"), task(4)]
    entries = [entry(1), entry(2, "ongoing_met"), entry(4, "not_applicable", "")]
    told = fields(tasks, entries)["总体"][0]
    assert told == (
        "《分工方案》共部署4项任务，由2个单位牵头或负责。其中1项经核实不适用，应完成3项。截至2020年12月31日，"
        "已完成1项，持续推进并达到年度要求1项，合计完成2项，完成率66.7%；其余1项尚未报送落实情况。"
    )


def test_units_that_sent_nothing_are_named_and_not_counted_as_done():
    this = fields([task(1), task(2, lead="财务科")], [entry(1)])
    assert this["总体"][1] == "财务科尚未报送落实情况，其承担的任务列为“未报送”，不计为完成。"
    assert "〔待补充：财务科的落实情况〕" in prose(this)


def test_a_single_task_that_is_done_is_told_by_what_was_done():
    (one,) = fields([task(1)], [entry(1)])["分类"]
    assert one == {"标题": "（一）信息公开", "段落": ["修订目录3项。"]}
    (one,) = fields([task(1)], [entry(1, "ongoing_met")])["分类"]
    assert one["段落"] == ["该项任务持续推进，已达到年度要求。修订目录3项。"]


def test_categories_are_counted_by_how_far_they_are():
    tasks = [task(1), task(2, category="二、解读"), task(3, category="二、解读"), task(4, category="三、平台")]
    told = fields(tasks, [entry(1), entry(2), entry(3, "under_way"), entry(4, "not_started", "")])["总体"][0]
    assert told.startswith("《分工方案》共部署3个方面4项任务。")
    assert told.endswith("3个方面中，1个方面的任务全部完成，1个方面的任务部分完成，1个方面尚无任务完成。")


def test_several_texts_are_told_as_points_and_equal_ones_once():
    tasks = [task(1), task(2), task(3)]
    entries = [entry(1), entry(2, progress="公开指南2份"), entry(3)]
    (one,) = fields(tasks, entries)["分类"]
    assert one["段落"] == ["3项任务全部完成。一是修订目录3项。二是公开指南2份。"]


def test_a_list_of_a_unit_stands_alone_with_its_labels_and_as_a_point_without():
    entries = [entry(1, progress="一是建制度；二是抓培训。"), entry(2)]
    (one,) = fields([task(1), task(2)], entries)["分类"]
    assert one["段落"] == ["2项任务全部完成。一是建制度；抓培训。二是修订目录3项。"]
    (one,) = fields([task(1)], [entry(1, progress="（1）建制度（2）抓培训")])["分类"]
    assert one["段落"] == ["一是建制度；二是抓培训。"]


def test_units_of_one_task_are_named_where_their_texts_differ():
    entries = [entry(1), entry(1, progress="核对目录2次。", unit="财务科")]
    (one,) = fields([task(1, lead="办公室、财务科")], entries)["分类"]
    assert one["段落"] == ["办公室修订目录3项。财务科核对目录2次。"]


def test_of_many_units_three_are_told_and_the_others_are_in_the_annex():
    names = ["办公室", "财务科", "人事科", "法制科", "信息科"]
    entries = [entry(1, progress=f"核对目录{at}次。", unit=name) for at, name in enumerate(names, 1)]
    (one,) = fields([task(1, lead="、".join(names))], entries)["分类"]
    assert one["段落"] == ["办公室核对目录1次。财务科核对目录2次。人事科核对目录3次。其余2个单位的落实情况见附件。"]


def test_of_an_open_task_with_several_units_those_that_are_not_done_are_told():
    entries = [entry(1), entry(1, "not_started", "", unit="财务科", problems="无经费", next_steps="3月底前启动")]
    (one,) = fields([task(1, lead="办公室、财务科")], entries)["分类"]
    assert one["段落"] == [
        "第1项“更新公开目录”尚未全部完成。办公室已完成。财务科尚未启动，主要问题是无经费；下一步，3月底前启动。"
    ]


def test_second_level_headings_run_in():
    def under(number, heading, **more):
        one = task(number, **more)
        return replace(one, category=(*one.category, heading))

    tasks = [under(1, "（一）目录"), under(2, "（一）目录"), under(3, "（二）指南")]
    entries = [
        entry(1),
        entry(2, progress="核对2次"),
        entry(3, "under_way", "起草", problems="人少", next_steps="办结"),
    ]
    (one,) = fields(tasks, entries)["分类"]
    assert one["段落"] == [
        "3项任务中，完成2项，完成率66.7%。",
        "1.目录。一是修订目录3项。二是核对2次。",
        "2.指南。第3项“更新公开目录”正在推进，起草。主要问题是人少；下一步，办结。",
    ]


def test_nobody_says_that_nothing_was_done_by_typing_nothing():
    (one,) = fields([task(1)], [entry(1, progress="无")])["分类"]
    assert one["段落"] == ["该项任务已完成。〔待补充：第1项的落实情况〕"]


def test_an_open_task_says_what_was_done_what_holds_it_up_and_what_comes_next():
    due = date(2020, 9, 30)
    entries = [entry(1, "under_way", "已拟初稿", problems="主要问题：人手不足。", next_steps="下一步，3月底前办结。")]
    (one,) = fields([task(1, due=due)], entries)["分类"]
    assert one["段落"] == [
        "第1项“更新公开目录”正在推进，已拟初稿。未按2020年9月30日的时限办结，主要问题是人手不足；下一步，3月底前办结。"
    ]


def test_what_an_open_task_does_not_say_is_marked():
    (one,) = fields([task(1)], [entry(1, "not_started", "")])["分类"]
    assert one["段落"] == ["第1项“更新公开目录”尚未启动。〔待补充：未完成的原因〕〔待补充：下一步措施和完成时间〕"]


def test_done_tasks_without_a_text_are_marked():
    (one,) = fields([task(1)], [entry(1, progress="")])["分类"]
    assert one["段落"] == ["该项任务已完成。〔待补充：第1项的落实情况〕"]


STATES = ["done", "ongoing_met", "mostly_done", "under_way", "ongoing_unmet", "not_started", "not_applicable", None]


@pytest.mark.parametrize("status", STATES)
@pytest.mark.parametrize("number", [1, 2])
def test_no_sentence_speaks_of_nothing_or_ends_twice(status, number):
    tasks = [task(one, due=date(2020, 9, 30)) for one in range(1, number + 1)]
    entries = [entry(one, status, "") for one in range(1, number + 1)] if status else []
    text = prose(fields(tasks, entries))
    assert not re.search(r"(?<!\d)0项|。。|，。|；。|：。|^。|None|\n\n", text)
    assert not re.search(r"(?<!\d)1项(?:任务)?(?:全部|均)", text)


def test_units_are_not_named_where_they_are_not_published():
    this = fields([task(1), task(2, lead="财务科")], [entry(1)], publish_units=False)
    assert "财务科" not in prose(this)
    assert this["单位表"] == []
    assert "单位" not in this["章"]["问题"]
    assert this["章"]["问题"].startswith("三、")


def test_the_document_holds_tables_captions_and_pictures_with_alt_text():
    this = case([task(1), task(2, lead="财务科")], [entry(1)])
    document = opened(section(this, charts=[Picture("完成情况构成", alt="共2项，完成1项")]))
    text = "".join(one.text or "" for one in document.element.body.iter(qn("w:t")))
    for caption in ("图1　完成情况构成", "表1　各单位完成情况", "表2　任务落实情况一览表"):
        assert caption in text
    assert "（见图1）" in text
    assert [one.get("descr") for one in document.element.body.iter(qn("wp:docPr"))] == ["共2项，完成1项"]
    fields = [one.get(qn("w:instr")).split()[1] for one in document.element.body.iter(qn("w:fldSimple"))]
    assert fields == ["图", "表", "表"]


def test_the_task_table_merges_categories_repeats_its_head_and_tears_no_row():
    tasks = [task(1), task(2), task(3, category="二、政策解读")]
    table = opened(section(case(tasks, [entry(1)]))).tables[-1]
    merges = [row.find(f".//{qn('w:vMerge')}") for row in table._tbl.tr_lst]
    assert [merge is not None for merge in merges] == [False, True, True, True]
    names = ["工作任务", "一、信息公开", "一、信息公开", "二、政策解读"]
    assert [row.cells[1].text for row in table.rows] == names
    assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)


def test_a_category_that_runs_over_a_page_is_named_again():
    tasks = [task(number, text="要求" * 80) for number in range(1, 9)]
    this = section_fields(case(tasks, []), [])
    assert len(this["任务表"]) > 1
    assert {group["名称"] for group in this["任务表"]} == {"一、信息公开"}
    assert [row["序号"] for group in this["任务表"] for row in group["行"]] == [str(number) for number in range(1, 9)]


HOSTILE = "有<b>粗</b>、A & B、{{ 1 }}、{% raw %}、{_{ x }_}、=1+1、堃和𬭎"


def test_what_units_typed_comes_out_as_typed():
    content = section(case([task(1)], [entry(1, progress=f"{HOSTILE}\n第二行\x0b第三行")]))
    text = text_of(content)
    assert HOSTILE in text
    assert f"{HOSTILE}\n第二行\n第三行" in opened(content).tables[-1].rows[1].cells[-1].text


def test_every_missing_part_is_highlighted():
    document = opened(section(case([task(1)], [entry(1, "under_way")], reporting=[CLAUSE])))
    marked = [run.text for paragraph in document.paragraphs for run in paragraph.runs if run.font.highlight_color]
    assert marked == ["〔待补充：未完成的原因〕", "〔待补充：下一步措施和完成时间〕"]


def test_the_same_facts_give_the_same_bytes():
    this = case([task(1), task(2)], [entry(1)])
    assert section(this, charts=[Picture("完成情况构成")]) == section(this, charts=[Picture("完成情况构成")])


def test_properties_name_the_document_and_the_body():
    properties = opened(section(case([task(1)], []))).core_properties
    assert (properties.author, properties.title[:9]) == ("青禾县粮食局", "青禾县粮食局关于贯")


def test_an_order_about_another_matter_is_not_quoted_and_the_authority_is_the_next_best():
    other = Reporting("1", "annual_report", None, "建议提案办理结果要作为年度报告的内容。")
    own = Reporting(None, "authority", date(2020, 12, 1), "落实情况于12月1日前报办公室。")
    assert "要求：“落实情况于12月1日前报办公室。”" in fields([task(1)], [], reporting=[own, other])["引言"][0]
    assert fields([task(1)], [], reporting=[other])["引言"][0].startswith("现将贯彻落实《")


def test_a_plan_named_after_its_carrying_out_is_not_carried_out_twice():
    title = fields([task(1)], [], plan_title="贯彻落实2020年政务公开工作要点任务分工")["标题"].replace("\n", "")
    assert title == "青禾县粮食局关于《贯彻落实2020年政务公开工作要点任务分工》落实情况的报告"


def test_the_short_form_is_one_paragraph_of_at_most_500_characters_with_the_figures():
    tasks = [task(number, category=f"{label}、{'公开' * 5}{label}") for number, label in enumerate("一二三四五六", 1)]
    entries = [entry(number, progress=f"公开目录{number}份，" + "核对" * 20) for number in range(1, 6)]
    entries.append(entry(6, "under_way", problems="人手不足", next_steps="3月底前办结"))
    (text,) = short_form(case(tasks, entries))
    assert 200 <= len(text) <= 500
    assert "6个方面6项任务中，截至2020年12月31日完成5项，完成率83.3%。" in text
    assert text.endswith("尚有1项任务未完成，主要问题是人手不足；下一步，3月底前办结。")
