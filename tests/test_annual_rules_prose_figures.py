"""R16: figures in the prose against the tables; a right sentence is never blamed."""

import pytest
from annual_case import before, report, run

# The usual tables: received 12 (自然人 10, 商业企业 2), carried in 1, handled 12, carried out 1; 予以公开 7, 部分公开 2,
# 不予公开 1 (过程性信息), 无法提供 2 (不掌握); 复议 1 (维持), 诉讼 0; documents 3 made, 1 repealed, 20 in force;
# 120 licences, 30 penalties, 2 measures; 1.5 万元.

RIGHT = [
    "2025年，本机关共收到政府信息公开申请12件，上年结转1件。",
    "全年新收政府信息公开申请12件，办结12件，结转下年度继续办理1件。",
    "2025年共受理政府信息公开申请12件。",
    "2025年共受理政府信息公开申请13件，其中新收12件、上年结转1件。",
    "收到依申请公开12件，已答复12件。",
    "共收到12件政府信息公开申请，12件均已按时答复。",
    "收到申请十二件，上年度结转一件，共办结十二件，结转下年一件。",
    "办理政府信息公开申请13件。",
    "其中予以公开7件，部分公开2件，不予公开1件，无法提供2件。",
    "予以公开7件、部分公开2件、不予公开1件、无法提供2件、不予处理0件。",
    "7件予以公开，2件部分公开，1件不予公开，2件无法提供。",
    "予以公开和部分公开9件。",
    "予以公开（含部分公开）9件。",
    "予以公开、部分公开共9件。",
    "予以公开、部分公开分别为7件、2件。",
    "予以公开、部分公开、不予公开分别为7件、2件和1件。",
    "不予公开、无法提供3件。",
    "不予公开1件（属于四类过程性信息）。",
    "本机关不掌握相关政府信息2件，属于四类过程性信息1件。",
    "收到政府信息公开申请12件，其中自然人申请10件，法人或其他组织申请2件。",
    "1件结转至2026年办理。",
    "结转2026年1件。",
    "2024年结转1件，2025年新收12件。",
    "因政府信息公开引发行政复议1件，结果维持1件，未发生行政诉讼。",
    "全年因信息公开被申请行政复议1件、被提起行政诉讼0件。",
    "涉及政府信息公开的行政复议案件1件，行政诉讼案件0件。",
    "全年发生信息公开行政复议1件，其中1件被复议机关维持。",
    "制发行政规范性文件3件，废止1件，现行有效20件。",
    "全年制定行政规范性文件3件，废止行政规范性文件1件，现行有效行政规范性文件20件。",
    "作出行政许可决定120件，作出行政处罚决定30件，实施行政强制2件。",
    "行政事业性收费1.5万元。",
    "行政事业性收费约2万元。",
    "行政事业性收费2万元。",
    "行政事业性收费共计15000元。",
    # Not the year's whole figure of this body.
    "上半年共收到政府信息公开申请5件。",
    "截至6月底，收到政府信息公开申请5件。",
    "1至9月收到政府信息公开申请9件。",
    "2024年收到政府信息公开申请10件，2025年收到12件。",
    "上年收到政府信息公开申请10件。",
    "去年共收到申请10件，今年收到申请12件。",
    "近三年共收到政府信息公开申请35件。",
    "收到政府信息公开申请12件，较上年增加2件。",
    "与2024年相比，多收到申请2件。",
    "通过网上平台收到政府信息公开申请8件，信函收到4件。",
    "收到政府信息公开申请12件，其中网络申请8件，信函申请3件，当面申请1件。",
    "其中，网站收到8件，邮寄收到4件。",
    "通过电话答复3件，当面答复2件。",
    "收到申请12件，其中涉及工程建设类申请5件，予以公开3件。",
    "市自然资源局收到政府信息公开申请50件，予以公开20件。",
    "收到政府信息公开申请近20件。",
    "收到政府信息公开申请20余件。",
    "收到申请10件以上的科室有1个。",
    "平均每月收到政府信息公开申请1件。",
    "预计2026年收到政府信息公开申请20件。",
    "延期答复3件。",
    "自然人申请10件，其中予以公开5件。",
    "12件申请中，予以公开7件。",
    # Other business.
    "办理人大代表建议15件、政协提案8件，全部办结。",
    "收到群众来信30件，办结30件。",
    "受理12345热线工单520件，办结率100%。",
    "回复网民留言46条。",
    "接到咨询电话90个。",
    "受理行政许可申请300件。",
    "办理行政许可事项500件。",
    "公开行政许可决定118件、行政处罚决定29件。",
    "公示行政处罚信息28条。",
    "公开规范性文件5件。",
    "清理规范性文件40件，拟废止6件。",
    "办理行政复议案件86件。",
    "审结行政复议案件52件，出庭应诉9件。",
    "解读行政规范性文件2件。",
    "发布政务公开信息1200条。",
    "开展培训3次，参训120人次。",
    "为企业和群众一次性告知事项。",
    "组织一起学习，逐一核对。",
    "《2024年政务公开工作要点》明确的事项全部公开。",
    "依申请公开制度健全，收到申请后3个工作日内登记。",
    "答复时限由20个工作日压缩到15个工作日。",
    "办结时间平均5天。",
    "行政复议答复书3件。",
    "收到行政复议答复通知1件。",
    "修订依申请公开答复文书模板6件。",
    "提供政府信息查阅服务5次。",
    "制发文件30件。",
    "公开和部分公开的答复均附依据。",
    "第一时间答复申请人。",
    "依申请公开申请表下载120次。",
    "政府信息公开申请量同比下降20%。",
    "登记申请12件，编号12个。",
    "专区接待群众200人次，现场答复50件。",
    "对不予公开的3件文件重新审查后予以公开。",
    "从申请内容看，土地类申请5件、财政类申请3件。",
    "申请内容涉及征收补偿的5件，其中予以公开3件。",
]

WRONG = [
    ("2025年，本机关共收到政府信息公开申请13件。", "13"),
    ("全年新收政府信息公开申请11件。", "11"),
    ("收到依申请公开15件。", "15"),
    ("共收到14件政府信息公开申请。", "14"),
    ("收到申请二十一件。", "21"),
    ("2025年共受理政府信息公开申请14件。", "14"),
    ("上年结转2件。", "2"),
    ("上年度结转政府信息公开申请3件。", "3"),
    ("2024年结转2件。", "2"),
    ("结转下年度继续办理4件。", "4"),
    ("3件结转至2026年办理。", "3"),
    ("尚未办结2件。", "2"),
    ("结转5件。", "5"),
    ("已办结13件。", "13"),
    ("按时答复9件。", "9"),
    ("答复政府信息公开申请11件。", "11"),
    ("办理政府信息公开申请20件。", "20"),
    ("其中予以公开8件。", "8"),
    ("其中部分公开3件。", "3"),
    ("不予公开2件。", "2"),
    ("无法提供1件。", "1"),
    ("不予处理3件。", "3"),
    ("其他处理2件。", "2"),
    ("6件予以公开。", "6"),
    ("予以公开和部分公开10件。", "10"),
    ("予以公开（含部分公开）7件。", "7"),
    ("予以公开、部分公开共8件。", "8"),
    ("予以公开、部分公开分别为7件、3件。", "3"),
    ("不予公开、无法提供5件。", "5"),
    ("属于四类过程性信息2件。", "2"),
    ("本机关不掌握相关政府信息4件。", "4"),
    ("重复申请1件。", "1"),
    ("信访举报投诉类申请6件。", "6"),
    ("没有现成信息需要另行制作1件。", "1"),
    ("补正后申请内容仍不明确3件。", "3"),
    ("收到政府信息公开申请12件，其中自然人申请9件。", "9"),
    ("收到政府信息公开申请12件，其中自然人申请10件，法人或其他组织申请3件。", "3"),
    ("因政府信息公开引发行政复议2件。", "2"),
    ("因政府信息公开被提起行政诉讼1件。", "1"),
    ("发生3件政府信息公开行政复议。", "3"),
    ("政府信息公开行政复议、行政诉讼共4件。", "4"),
    ("政府信息公开行政复议1件，结果纠正1件。", "1"),
    ("复议后起诉2件。", "2"),
    ("12件申请中，予以公开5件。", "5"),
    ("收到申请1,200件。", "1200"),
    ("收到申请１３件。", "13"),
    ("收到申请 13 件。", "13"),
    ("收到申请1.2万件。", "12000"),
    ("制发行政规范性文件4件。", "4"),
    ("制定规范性文件2件。", "2"),
    ("出台6件行政规范性文件。", "6"),
    ("现行有效行政规范性文件18件。", "18"),
    ("制定规章1部。", "1"),
    ("作出行政许可决定119件。", "119"),
    ("作出行政处罚决定31件。", "31"),
    ("实施行政强制3件。", "3"),
]

ASKED = [
    "全市共收到政府信息公开申请95件。",
    "全区各部门共受理政府信息公开申请134件。",
    "区政府本级收到政府信息公开申请17件。",
    "各单位制发行政规范性文件9件。",
    "以市政府名义制发规范性文件5件。",
    "备案审查后，全县制发行政规范性文件7件。",
    "废止行政规范性文件4件。",
    "行政事业性收费3万元。",
]
"""Whose figure it is, the words leave open: a warning."""


def told(text, *, section="（二）依申请公开。", **options):
    findings = run(one=[section + text], **options).findings
    return [(finding.code, finding.severity) for finding in findings]


@pytest.mark.parametrize("text", RIGHT)
def test_a_right_sentence_is_left_alone(text):
    assert told(text) == []


@pytest.mark.parametrize("text", RIGHT)
def test_a_right_sentence_is_left_alone_in_a_paragraph_of_its_own(text):
    assert told(text, section="") == []


@pytest.mark.parametrize(("text", "number"), WRONG)
def test_a_figure_that_differs_from_its_cell_is_an_error_that_names_both(text, number):
    findings = [finding for finding in run(one=["（二）依申请公开。" + text]).findings if finding.code == "R16"]
    assert [finding.severity for finding in findings] == ["error"]
    assert f"写的是{number}，表中“" in findings[0].what
    assert findings[0].place.cell == "第1段"


@pytest.mark.parametrize("text", ASKED)
def test_a_figure_of_another_scope_is_a_question(text):
    assert told(text) == [("R16", "warning")]


def test_a_heading_of_its_own_line_tells_what_the_paragraph_is_about():
    lines = ["（二）依申请公开", "全年共收到12件，办结11件。"]
    assert [finding.code for finding in run(one=lines).findings] == ["R16"]


def test_a_paragraph_about_something_else_is_not_read_as_requests():
    assert [finding.code for finding in run(one=["（一）主动公开", "全年共收到稿件120件，办结11件。"]).findings] == []


def test_part_six_is_read_and_part_five_only_asks():
    wrong = "共收到政府信息公开申请15件。"
    assert [finding.severity for finding in run(six=[wrong, "未收取信息处理费。"]).findings] == ["error"]
    assert [finding.severity for finding in run(five=[wrong]).findings] == ["warning"]


def test_each_wrong_number_is_a_finding_of_its_own():
    text = "收到政府信息公开申请11件，上年结转2件，予以公开8件，部分公开1件，结转下年0件。"
    assert told(text) == [("R16", "error")] * 5


def test_a_number_that_the_tables_do_not_tell_is_not_compared():
    assert told("收到政府信息公开申请13件。", without=("r01",)) == []


def test_the_2019_form_has_one_row_of_other_results():
    options = {"year": 2020, "title": "", "without": ("r21", "r22"), "change": {("requests", "r23", "total"): 2}}
    found = [each for each in told("其他处理2件。", **options) if each[0] == "R16"]
    assert found == []
    found = [each for each in told("其他处理3件。", **options) if each[0] == "R16"]
    assert found == [("R16", "error")]


def test_without_prose_the_rule_says_why_it_did_not_run():
    reasons = {each.rule: each.why for each in run(prose=False).not_run}
    assert reasons["R16"] == reasons["R17"] == reasons["R18"] == reasons["R19"] == "没有正文，只有数字"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对照《2025年云岭市政务公开工作要点》，梳理出24项任务，已完成21项，完成率87.5%。", 0),
        ("对照工作要点，明确25项重点任务。", 1),
        ("工作要点确定的24项任务已完成22项。", 1),
        ("工作要点任务完成率为90%。", 1),
        ("工作要点任务完成率为88%。", 0),
        ("部署改革任务30项，完成25项。", 0),
    ],
)
def test_figures_of_the_plan_equal_its_completion(text, expected):
    result = run(one=[text], plan_figures={"tasks": 24, "done": 21})
    assert [(finding.code, finding.severity) for finding in result.findings] == [("R16", "warning")] * expected


def test_last_years_table_does_not_matter_here():
    assert run(report(one=["（二）依申请公开。收到申请12件。"]), previous=before()).findings == ()
