"""Words of published reports: headings, titles, labels; what is no table and no heading stays prose."""

import pytest
from annual_published_case import HEADINGS, Line, as_docx, as_html, as_text, report

from reportgen.annual.form import REQUEST_LABELS
from reportgen.annual.published.headings import heading_of
from reportgen.annual.published.letters import core, plain
from reportgen.annual.published.read import read_published
from reportgen.annual.published.requests_labels import applicant, request_row
from reportgen.annual.published.reviews import block_of, outcome_of


def read(tmp_path, blocks, *, name="报告.docx", write=as_docx):
    (tmp_path / name).write_bytes(write(blocks))
    return read_published(tmp_path / name).report


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1．属于国家秘密", "1.属于国家秘密"),
        ("1、 属于国家秘密", "1.属于国家秘密"),
        ("（一） 予以公开", "(一)予以公开"),
        ("危及「三安全一稳定」", "危及“三安全一稳定”"),
        ("三、本年度\n办理结果", "三、本年度办理结果"),
    ],
)
def test_blanks_brackets_quotes_and_dots_do_not_matter(one, other):
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("一、总体情况", "总体情况"),
        ("（七）总计", "总计"),
        ("3.其他", "其他"),
        ("第二部分 主动公开", "主动公开"),
        ("2021年", "2021年"),
    ],
)
def test_the_number_in_front_is_not_part_of_a_label(text, bare):
    assert core(text) == bare


@pytest.mark.parametrize("key", REQUEST_LABELS)
def test_every_official_label_is_its_own_row(key):
    assert request_row(REQUEST_LABELS[key]).key == key
    assert request_row(REQUEST_LABELS[key].replace("（", "(").replace("）", ") ").replace(".", "．")).key == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("（三）不予公开1.属于国家秘密", "r05"),
        ("三、本年度办理结果（一）予以公开", "r03"),
        ("三、本年度办理结果（六）其他处理3.其他", "r23"),
        ("2.其他法律行政止公开", "r06"),
        ("（二）部分公开", "r04"),
        ("（二）部分公开（区分处理的，只计这一情", "r04"),
        ("1.申请人无正当理由逾期不补正，行政机关不再处理其政府信息公开申请", "r21"),
        ("5.要求行政机关确认或重新出具已获取的信息", "r20"),
        ("一、本年新收政府信息公开申请数", "r01"),
        ("（六）其他处理", "group:（六）其他处理"),
        ("三、本年度办理结果", "group:三、本年度办理结果"),
    ],
)
def test_a_label_that_differs_is_still_its_row(text, key):
    assert request_row(text).key == key


@pytest.mark.parametrize(
    "text",
    [
        "",
        "小计",
        "法人",
        "1.属于国家秘密2.其他法律行政法规禁止公开",
        "3.其他（七）总计",
        "（七）总计四、结转下年度继续办理",
        "予以公开和部分公开",
        "公开",
        "申请数量",
        "政府信息公开申请数量",
        "4.重复申请理由",
        "情形，不计其他情形）",
        "受理政府信息公开申请总数",
    ],
)
def test_a_label_that_may_mean_two_rows_or_none_is_no_row(text):
    assert request_row(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("自然人", "person"),
        ("商业\n企业", "company"),
        ("科研 机构", "research"),
        ("社会公益", "welfare"),
        ("法律服务机构", "legal"),
        ("法律务机构", "legal"),
        ("其他", "other"),
        ("总计", "total"),
        ("小计", None),
        ("法人或其他组织", None),
        ("申请人情况", None),
    ],
)
def test_columns_of_applicants(text, name):
    assert applicant(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("结果\n维持", "upheld"),
        ("结果纠正", "corrected"),
        ("尚未审结", "pending"),
        ("结果维", "upheld"),
        ("结果", None),
        ("审结", None),
    ],
)
def test_outcomes_of_reviews(text, name):
    assert outcome_of(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("行政复议", "reconsideration"),
        ("未经复议直接起诉", "direct"),
        ("（二）行政诉讼（复议后起诉）", "after"),
        ("行政诉讼", None),
        ("行政复议、行政诉讼", None),
    ],
)
def test_blocks_of_reviews(text, name):
    assert block_of(text) == name


@pytest.mark.parametrize(
    ("text", "part", "style"),
    [
        *[(f"{'一二三四五六'[at]}、{heading}", at + 1, "一、") for at, heading in enumerate(HEADINGS)],
        ("一、政府信息公开工作总体情况", 1, "一、"),
        ("第一部分  总体情况", 1, "第部分"),
        ("1.总体情况", 1, "1."),
        ("（二）主动公开政府信息情况", 2, "（一）"),
        ("主动公开政府信息情况", 2, ""),
        ("二、主动公开政府信息情况（单位：件）", 2, "一、"),
        ("三、收到和办理政府信息公开申请情况", 3, "一、"),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", 4, "一、"),
        ("四、政府信息公开行政复议、行政诉讼情况：", 4, "一、"),
        ("四、政府信息公开行政复议和行政诉讼情况", 4, "一、"),
        ("五、存在的主要问题及整改措施", 5, "一、"),
        ("五、存在的问题和改进措施", 5, "一、"),
        ("五、存在问题及改进情况", 5, "一、"),
        ("五、政府信息公开工作存在的主要问题及改进情况", 5, "一、"),
        ("五、存在的主要问题和下一步改进措施", 5, "一、"),
        ("六、其他事项", 6, "一、"),
        ("六、其他需要报告的情况", 6, "一、"),
    ],
)
def test_headings_in_the_wordings_that_reports_use(text, part, style):
    found = heading_of(text)
    assert (found.part, found.style) == (part, style)


@pytest.mark.parametrize(
    "text",
    [
        "本报告由总体情况、主动公开政府信息情况等六个部分组成。",
        "（一）依法履行主动公开职责",
        "一、加强组织领导",
        "主动公开政府信息情况较去年有明显改善，群众满意。",
        "下一步工作打算",
        "其他",
        "七、附件",
    ],
)
def test_running_text_and_other_headings_open_no_part(text):
    assert heading_of(text) is None


def test_a_heading_that_runs_into_its_paragraph_is_parted():
    found = heading_of("一、总体情况。2024年，全局主动公开信息30条。")
    assert (found.text, found.rest) == ("一、总体情况", "2024年，全局主动公开信息30条。")


@pytest.mark.parametrize("style", ["一、", "（一）", "第一部分", "1.", ""])
@pytest.mark.parametrize("write", [as_docx, as_html])
def test_parts_are_found_in_every_numbering(tmp_path, style, write):
    published = read(tmp_path, report(3, style=style).blocks, write=write, name=f"a.{write.__name__[3:]}")
    assert [part.number for part in published.parts] == [1, 2, 3, 4, 5, 6]
    assert [part.has_table for part in published.parts] == [False, True, True, True, False, False]
    assert [paragraph.text for paragraph in published.part(1).paragraphs][1:4:2] == [
        "（一）主动公开情况",
        "（二）依申请公开情况",
    ]
    assert [paragraph.text for paragraph in published.part(2).paragraphs] == []
    assert published.preamble[0].text.startswith("根据《中华人民共和国政府信息公开条例》")
    assert published.part(5).paragraphs[0].place.cell


def test_a_table_in_running_text_is_a_table_and_no_prose(tmp_path):
    published = read(tmp_path, report(3).blocks, write=as_text, name="a.txt")
    assert [part.has_table for part in published.parts] == [False, True, True, True, False, False]
    assert [len(part.paragraphs) for part in published.parts][1:4] == [0, 0, 0]


def test_a_missing_heading_is_missing_and_the_others_stay(tmp_path):
    blocks = [block for block in report(4).blocks if not (isinstance(block, Line) and "存在的主要问题" in block.text)]
    published = read(tmp_path, blocks)
    assert [part.number for part in published.parts] == [1, 2, 3, 4, 6]


def test_a_second_series_of_numbers_in_a_part_is_its_prose(tmp_path):
    blocks = report(5).blocks
    at = next(at for at, block in enumerate(blocks) if isinstance(block, Line) and "存在的主要问题" in block.text)
    blocks[at + 1 : at + 1] = [Line("一、主要问题"), Line("更新不及时。"), Line("二、改进情况"), Line("已加强培训。")]
    published = read(tmp_path, blocks)
    assert [part.number for part in published.parts] == [1, 2, 3, 4, 5, 6]
    assert [paragraph.text for paragraph in published.part(5).paragraphs][:4] == [
        "一、主要问题",
        "更新不及时。",
        "二、改进情况",
        "已加强培训。",
    ]


def test_a_seventh_part_is_none_of_the_six(tmp_path):
    blocks = [*report(6).blocks, Line("七、附件"), Line("统计表另附。")]
    published = read(tmp_path, blocks)
    assert [(part.number, part.heading) for part in published.parts][-2:] == [
        (6, "六、其他需要报告的事项"),
        (0, "七、附件"),
    ]
    assert [paragraph.text for paragraph in published.parts[-1].paragraphs] == ["统计表另附。"]


def test_a_table_of_contents_opens_no_part(tmp_path):
    blocks = report(7).blocks
    contents = [Line(f"{'一二三四五六'[at]}、{heading}………{at + 1}") for at, heading in enumerate(HEADINGS)]
    published = read(tmp_path, [blocks[0], *contents, *blocks[1:]])
    assert [part.heading for part in published.parts] == [
        f"{'一二三四五六'[at]}、{heading}" for at, heading in enumerate(HEADINGS)
    ]
    assert published.part(1).paragraphs


@pytest.mark.parametrize(
    ("title", "body", "year"),
    [
        ("云岭市水务局2024年政府信息公开工作年度报告", "云岭市水务局", 2024),
        ("云岭市水务局2024年政府信息公开年度报告", "云岭市水务局", 2024),
        ("2024年云岭市水务局政府信息公开工作年度报告", "云岭市水务局", 2024),
        ("云岭市人民政府办公室\n2024年政府信息公开工作年度报告", "云岭市人民政府办公室", 2024),
        ("云岭市水务局\n2024年度政府信息公开\n工作年度报告", "云岭市水务局", 2024),
        ("云岭市水务局政府信息公开工作年度报告（2024年）", "云岭市水务局", 2024),
        ("云岭市水务局政府信息公开工作2024年度报告", "云岭市水务局", 2024),
        ("云岭市水务局 ２０２４ 年政府信息公开工作年度报告", "云岭市水务局", 2024),
        ("云岭市水务局二〇二四年政府信息公开工作年度报告", "云岭市水务局", 2024),
        ("云岭市水务局关于2024年政府信息公开工作情况的年度报告", "云岭市水务局", 2024),
        ("澄岚区2024年政府信息公开工作年度报告", "澄岚区", 2024),
    ],
)
def test_body_and_year_stand_in_the_title(tmp_path, title, body, year):
    blocks = [*(Line(line, 1) for line in title.split("\n")), Line("一、总体情况"), Line("全年公开信息30条。")]
    published = read(tmp_path, blocks)
    assert (published.body, published.year) == (body, year)
    assert published.title == title.replace("\n", "")
    assert published.preamble == ()


@pytest.mark.parametrize(
    "menu", [("首页", "政务公开", "年度报告"), ("政府信息公开年报",), ("法定主动公开内容", "年报")]
)
def test_the_menu_above_a_title_is_no_part_of_it(tmp_path, menu):
    blocks = [
        *map(Line, menu),
        Line("云岭市水务局", 1),
        Line("2024年政府信息公开工作年度报告", 1),
        *report(8).blocks[2:],
    ]
    published = read(tmp_path, blocks)
    assert published.title == "云岭市水务局2024年政府信息公开工作年度报告"
    assert (published.body, published.year) == ("云岭市水务局", 2024)


def test_body_and_year_without_a_title_come_from_signature_and_period(tmp_path):
    blocks = report(8).blocks[1:]
    published = read(tmp_path, blocks)
    assert (published.title, published.body, published.year) == ("", report(8).body, report(8).year)


def test_body_and_year_come_from_the_files_name_at_last(tmp_path):
    published = read(tmp_path, report(8).blocks[3:5], name="云岭市水务局2024年政府信息公开工作年度报告.docx")
    assert (published.body, published.year) == ("云岭市水务局", 2024)


def test_a_report_that_says_neither_has_neither(tmp_path):
    published = read(tmp_path, [Line("一、总体情况"), Line("全年公开信息30条。")])
    assert (published.body, published.year, published.title) == ("", None, "")


def test_a_web_pages_title_outside_the_article_is_the_reports(tmp_path):
    page = as_html(report(9).blocks[1:]).replace(
        b"<div class=article", "<h1>云岭市水务局2024年政府信息公开工作年度报告</h1><div class=article".encode()
    )
    (tmp_path / "a.html").write_bytes(page)
    published = read_published(tmp_path / "a.html").report
    assert (published.title, published.body) == ("云岭市水务局2024年政府信息公开工作年度报告", "云岭市水务局")


def test_a_statutory_table_outside_the_articles_main_box_is_read(tmp_path):
    page = as_html(
        [*report(10).blocks[:9], *[Line("为便于公众查阅，公开的内容按类别编排，逐项说明办理依据和办理结果。")] * 60],
        form="bare",
    )
    table = as_html([block for block in report(10).blocks if not isinstance(block, Line)][-1:], form="bare")
    inner = table.split(b"<body>")[1].split(b"</body>")[0]
    page = page.replace(b"<body>", b"<body><div><div>").replace(b"</body>", b"</div>" + inner + b"</div></body>")
    (tmp_path / "a.html").write_bytes(page)
    assert {key.table for key in read_published(tmp_path / "a.html").report.figures} >= {"reviews"}
