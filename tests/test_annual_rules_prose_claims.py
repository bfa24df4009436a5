"""R17 shares, R18 growth, R19 contradictions and slips of the pen: wrong ones found, right ones left alone."""

import pytest
from annual_case import before, run

SECTION = "（二）依申请公开。"
# The usual tables: received 12, carried in 1, handled 12, carried out 1; 予以公开 7, 部分公开 2, 不予公开 1, 无法提供 2.
# The year before: received 10, handled 9, carried out 1.


def found(text, *, section=SECTION, rule, **options):
    findings = run(one=[section + text], **options).findings
    return [(finding.code, finding.severity) for finding in findings if finding.code == rule]


RIGHT_SHARES = [
    "收到政府信息公开申请12件，其中予以公开7件，占58.3%。",
    "办结12件，其中予以公开7件，占比58%；部分公开2件，占比16.7%。",
    "予以公开7件，占办结总数的58.33%。",
    "予以公开7件，占53.8%。",
    "予以公开7件（占58.3%）。",
    "予以公开7件、部分公开2件、不予公开1件、无法提供2件，分别占58.3%、16.7%、8.3%、16.7%。",
    "发布信息1200条，其中政府网站800条，占66.7%。",
    "发布信息1200条，其中政府网站800条、微信公众号400条，分别占66.7%和33.3%。",
    "网站发布信息5000条，微信发布3000条，占37.5%。",
    "微信发布信息3000条，占比60%。",
    "发布信息1200条，其中政策类300条，占重点领域信息的60%。",
    "新收12件，上年结转1件，其中予以公开7件，部分公开2件，占比17%。",
    "发布信息1200条，同比增长20%，其中政策文件300条，占25%。",
    "主动公开率100%，答复率100%。",
    "发布信息1200条，其中约三分之一为政策文件。",
    "财政预算信息300条，占主动公开信息的近30%。",
    "共开展培训3次，其中线上2次，占比约67%。",
    "处理信件300件，其中咨询类150件，占50%，求助类90件，占30%，其他60件，占20%。",
    "发布信息9条，其中图解3条、视频3条、问答3条，分别占33.3%、33.3%、33.3%。",
    "发布信息3条，其中图解1条，占33%。",
    "发布信息1200条，其中重点领域950条，占79.17%。",
    "发布解读60篇，其中图解21篇，占35%。",
]

WRONG_SHARES = [
    ("收到政府信息公开申请12件，其中予以公开7件，占61.3%。", "error"),
    ("办结12件，其中不予公开1件，占12%。", "error"),
    ("予以公开7件，占办结总数的65%。", "error"),
    ("予以公开7件（占68.3%）。", "error"),
    ("发布信息1200条，其中政府网站800条，占68%。", "error"),
    ("任务222项，其中达到进度162项，占72.9%。", "warning"),
    ("发布信息12条，其中图解5条，占41%。", "error"),
    ("发布信息1200条，其中政府网站800条、微信公众号400条，分别占66.7%和35.3%。", "error"),
    ("发布解读60篇，其中图解21篇，占35.05%。", "warning"),
]


@pytest.mark.parametrize("text", RIGHT_SHARES)
def test_a_right_share_or_one_without_a_clear_whole_is_left_alone(text):
    assert found(text, rule="R17") == []


@pytest.mark.parametrize(("text", "severity"), WRONG_SHARES)
def test_a_share_is_recomputed_to_the_digits_shown(text, severity):
    assert set(found(text, rule="R17")) == {("R17", severity)}


def test_shares_made_to_add_to_a_hundred_are_a_note_and_wrong_ones_that_add_to_it_are_not():
    text = "办结7件，其中予以公开3件，占42.8%，部分公开3件，占42.9%，不予公开1件，占14.3%。"
    assert found(text, rule="R17") == [("R17", "note")]
    text = "办结7件，其中予以公开3件，占40.0%，部分公开3件，占42.9%，不予公开1件，占17.1%。"
    assert set(found(text, rule="R17")) == {("R17", "error")}


def test_a_wrong_share_says_what_is_right():
    (finding,) = run(one=[SECTION + "办结12件，其中不予公开1件，占12%。"]).findings
    assert finding.what == "正文“办结12件，其中不予公开1件，占12%”中1占12写作12%，应为8.3%"


def test_results_that_exclude_each_other_are_not_more_than_their_whole():
    text = "发生申请8件，其中予以公开7件，部分公开2件。"
    assert found(text, rule="R17") == [("R17", "warning")]


RIGHT_GROWTH = [
    "收到政府信息公开申请12件，同比增长20%。",
    "收到政府信息公开申请12件，较上年增加2件。",
    "收到政府信息公开申请12件，比2024年增长20.0%。",
    "收到政府信息公开申请12件，与上年相比，增长20%。",
    "办结12件，同比增长33.3%。",
    "办结12件，较2024年增加3件，增长33.33%。",
    "受理政府信息公开申请13件，同比增长30%。",
    "由10件增加到12件，增长20%。",
    "办理时间由15个工作日压缩到10个工作日。",
    "收到政府信息公开申请12件，较2023年增长50%。",
    "收到政府信息公开申请12件，同比增长约两成。",
    "收到政府信息公开申请12件。网站访问量同比增长35%。",
    "收到政府信息公开申请12件，网站访问量8000次，同比增长35%。",
    "发布信息1200条，同比增长60%。",
    "收到政府信息公开申请12件，满意率较上年提升3个百分点。",
    "结转下年度1件，与上年持平。",
    "受理政府信息公开申请12件，答复12件，申请量比2024年同期上升20%。",
    "收到申请12件，办结12件，满意度同比提升20%。",
    "收到申请12件，公开指南点击量较上年增长80%。",
    "收到申请12件，其中网上申请9件，同比增长50%。",
    "现行有效行政规范性文件20件，比上年增加2件。",
]

WRONG_GROWTH = [
    "收到政府信息公开申请12件，同比增长25%。",
    "收到政府信息公开申请12件，同比下降20%。",
    "收到政府信息公开申请12件，较上年增加3件。",
    "收到政府信息公开申请12件，较上年减少2件。",
    "收到政府信息公开申请12件，比2024年增长16.7%。",
    "办结12件，同比增长33.5%。",
    "收到政府信息公开申请12件，答复12件，申请量比2024年上升25%。",
    "现行有效行政规范性文件20件，比上年增加5件。",
    "予以公开7件，同比增长12.5%。",
    "由10件增加到12件，增长22%。",
    "从800条增长到1000条，增长20%。",
]


@pytest.mark.parametrize("text", RIGHT_GROWTH)
def test_a_right_rate_of_growth_or_one_of_other_things_is_left_alone(text):
    assert found(text, rule="R18", previous=before()) == []


@pytest.mark.parametrize("text", WRONG_GROWTH)
def test_growth_is_recomputed_from_both_years(text):
    assert found(text, rule="R18", previous=before()) == [("R18", "error")]


def test_a_wrong_rate_says_which_numbers_it_rests_on():
    findings = run(one=[SECTION + WRONG_GROWTH[0]], previous=before()).findings
    assert findings[0].what == (
        "正文“收到政府信息公开申请12件，同比增长25%”写增长25%，两年的表中本年12、上年10，应为增长20.0%"
    )


def test_without_last_year_only_numbers_told_in_pairs_are_checked():
    result = run(one=[SECTION + "收到申请12件，同比增长25%。由10件增加到12件，增长22%。"])
    assert [finding.code for finding in result.findings] == ["R18"]
    assert [(each.why, each.is_partial) for each in result.not_run if each.rule == "R18"] == [
        ("没有上年的报告或数据", True)
    ]


RIGHT_CLAIMS = [
    "均已按时办结。",
    "全部在法定期限内答复。",
    "按时答复率100%。",
    "均在法定时限内答复，答复率100%。",
    "全年无政府信息公开申请逾期的情况。",
    "除1件尚在办理期限内，其他申请均已办结。",
    "到期申请全部办结。",
    "除1件结转下年外，其余全部办结。",
    "收到申请12件，结转下年1件，其余均已办结。",
    "自然人申请全部办结。",
    "通过网络提交的申请全部答复。",
    "办理人大代表建议15件，全部办结。",
    "群众留言办结率100%。",
    "因政府信息公开引发行政复议1件，均获维持。",
    "行政复议1件，复议机关全部维持。",
    "未发生因政府信息公开引起的行政诉讼。",
    "没有因政府信息公开被提起行政诉讼的情况。",
    "行政复议1件，无行政诉讼。",
    "未发生行政复议被纠正、行政诉讼败诉的情形。",
    "无行政复议纠错案件。",
    "未发生新的行政复议案件。",
    "2024年未发生政府信息公开行政复议。",
    "各街道未收到政府信息公开申请。",
    "未收到其他政府信息公开申请人的投诉。",
    "未收到要求更正政府信息公开申请。",
    "未收到政府信息公开申请收费的投诉。",
    "2024年未收到政府信息公开申请。",
    "市档案局未发生政府信息公开行政复议。",
    "区政府政府信息公开工作有序推进，工作工作人员配齐。",
    "一件一件抓落实，逐条逐条对照，讨论讨论再决定。",
    "云岭市市场监管领域信息公开及时，平安和和谐建设信息充分公开。",
    "作为为民服务的窗口，为了了解需求开展走访……",
    "江城市江城街道设立公开专区。",
    "天天更新，层层落实，人人知晓。",
]

WRONG_CLAIMS = [
    "收到政府信息公开申请12件，已全部办结。",
    "申请均已答复。",
    "办结率100%。",
    "答复率达到100%。",
    "未发生因政府信息公开引起的行政复议、行政诉讼。",
    "没有发生政府信息公开行政复议。",
    "无政府信息公开行政复议和行政诉讼案件。",
    "全年未收到政府信息公开申请。",
    "没有收到依申请公开的申请。",
    "本机关未收到公民、法人和其他组织的政府信息公开申请。",
]

SLIPS = [
    "公开财政专项资金资金使用情况。",
    "加强办公室办公室的统筹。",
    "公开内容更加丰富的的信息。",
    "做好公开工作，，及时更新。",
    "做好公开工作。，及时更新。",
    "做好重点领域公开工作，及时更新，",
]


@pytest.mark.parametrize("text", RIGHT_CLAIMS)
def test_a_claim_that_the_tables_bear_out_is_left_alone(text):
    assert found(text, rule="R19") == []


@pytest.mark.parametrize("text", WRONG_CLAIMS)
def test_a_claim_that_the_tables_contradict_is_an_error(text):
    assert found(text, rule="R19") == [("R19", "error")]


@pytest.mark.parametrize("text", SLIPS)
def test_a_slip_of_the_pen_is_a_warning(text):
    assert found(text, rule="R19") == [("R19", "warning")]


@pytest.mark.parametrize("outcome", ["corrected", "other", "pending"])
def test_all_upheld_does_not_go_with_another_outcome(outcome):
    reviews = {"reconsideration": {"upheld": 1, outcome: 1}}
    text = "因政府信息公开被申请行政复议2件，均获维持。"
    assert found(text, rule="R19", reviews=reviews) == [("R19", "error")]


def test_all_upheld_in_court_does_not_look_at_reconsideration():
    reviews = {"reconsideration": {"corrected": 1}, "direct": {"upheld": 2}}
    assert found("政府信息公开行政诉讼2件，均被维持。", rule="R19", reviews=reviews) == []


@pytest.mark.parametrize(
    "text", ["已全部办结。", "办结率100%。", "未发生政府信息公开行政复议。", "未收到政府信息公开申请。"]
)
def test_the_same_claims_are_right_where_the_tables_say_nil(text):
    assert found(text, rule="R19", requests={}, reviews={}) == []


def test_the_number_of_the_table_is_told():
    (finding,) = run(one=[SECTION + "申请均已答复。"]).findings
    assert finding.what == ("正文“申请均已答复”写“均已答复”，表中“四、结转下年度继续办理”行“总计”列为1")
