"""The annual report as a Word document: the official form cell by cell, the page of GB/T 9704, the review copy."""

import io
import json
import os
import runpy
import shutil
import subprocess
import zipfile
from datetime import date

import pdfplumber
import pytest
from annual_document_case import (
    FILE,
    PLAN,
    PLAN_SECTION,
    county,
    entered,
    nil,
    opened,
    report,
    with_figure,
    without_counts,
)
from docx.oxml.ns import qn
from lxml import etree
from openxml_audit import OpenXmlValidator
from test_document_valid import BASELINE, CELL_ORDER, PRIVATE

from reportgen.annual.document import AnnualOptions, annual_content, as_pdf, render_word
from reportgen.annual.form import HEADINGS, table_form
from reportgen.document.missing import missing_parts
from reportgen.model.annual import FigureKey
from reportgen.model.findings import Finding, Place
from reportgen.resources import templates_folder

ALL = AnnualOptions(charts=frozenset({"channels", "results", "years"}), years_table=True)
WIDTHS = {
    "disclosure": [2211] * 4,
    "requests": [685, 836, 2969] + [622] * 7,
    "reviews": [590] * 9 + [589] * 6,
}
ERROR = Finding("R1", "error", Place(FILE, "依申请公开", "C17"), "新收加上年结转为139，与138不等", "请核对")


@pytest.fixture(scope="module")
def content():
    return annual_content(county(), plan_section=PLAN_SECTION, plan_title=PLAN, options=ALL)


@pytest.fixture(scope="module")
def document(content):
    return render_word(content)


@pytest.fixture(scope="module")
def drafted():
    given = without_counts(county(), "fee")
    return render_word(annual_content(given, findings=[ERROR], plan_title=PLAN))


def body_of(document):
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def form_tables(document):
    """Every table under its heading, the three of the form last to first."""
    return body_of(document).findall(f"{qn('w:body')}/{qn('w:tbl')}")[-3:]


def span_of(cell, name):
    found = cell.find(f"{qn('w:tcPr')}/{qn(f'w:{name}')}")
    return None if found is None else found.get(qn("w:val"))


def text_of(cell):
    return "".join(text.text or "" for text in cell.iter(qn("w:t")))


def read_table(table):
    """(row, column, rows, columns, text) of every cell once, by its spans."""
    found, open_cells = [], {}
    for row, line in enumerate(table.iter(qn("w:tr"))):
        column = 0
        for cell in line.iter(qn("w:tc")):
            columns = int(span_of(cell, "gridSpan") or 1)
            if cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}") is not None and span_of(cell, "vMerge") != "restart":
                open_cells[column][2] += 1
                assert text_of(cell) == ""
            else:
                open_cells[column] = [row, column, 1, columns, text_of(cell)]
                found.append(open_cells[column])
            column += columns
    return found


@pytest.mark.parametrize("number", range(3))
def test_the_three_tables_are_the_forms_label_by_label_and_span_by_span(content, document, number):
    name = list(WIDTHS)[number]
    table = form_tables(document)[number]
    printed = content.parts[1 + number].blocks[0].figures
    expected = [
        [cell.row, cell.column, cell.row_span, cell.column_span, printed[cell.key] if cell.key else cell.text]
        for cell in table_form(name).cells
    ]
    assert sorted(read_table(table)) == sorted(expected)
    assert [int(one.get(qn("w:w"))) for one in table.iter(qn("w:gridCol"))] == WIDTHS[name]
    for line in table.iter(qn("w:tr")):
        at = 0
        for cell in line.iter(qn("w:tc")):
            columns = int(span_of(cell, "gridSpan") or 1)
            width = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}").get(qn("w:w"))
            assert int(width) == sum(WIDTHS[name][at : at + columns])
            at += columns


def test_rows_stay_whole_and_heads_are_repeated(document):
    heads = []
    for table in form_tables(document):
        rows = list(table.iter(qn("w:tr")))
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
        heads.append(sum(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows))
    assert heads == [0, 3, 3]


def test_the_note_of_the_corner_is_set_in_kai_and_figures_are_centred(document):
    opened_document = opened(document)
    styles = {style.style_id: style for style in opened_document.styles}
    requests = form_tables(document)[1]
    corner = next(requests.iter(qn("w:tc")))
    style = styles[corner.find(f"{qn('w:p')}/{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val"))]
    assert style.element.find(f".//{qn('w:rFonts')}").get(qn("w:eastAsia")) == "楷体_GB2312"
    figures = {
        styles[cell.find(f"{qn('w:p')}/{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val"))].paragraph_format.alignment
        for cell in requests.iter(qn("w:tc"))
        if text_of(cell).isdigit()
    }
    assert [int(one) for one in figures] == [1]


def test_headings_follow_each_other_and_official_tables_have_no_caption(document):
    paragraphs = opened(document).paragraphs
    assert [one.text for one in paragraphs if one.style.name.lower() == "heading 1"] == [
        f"{number}、{heading}" for number, heading in zip("一二三四五六", HEADINGS, strict=True)
    ]
    captions = [text_of(one._p) for one in paragraphs if one.style.name.lower() == "caption"]
    assert captions == [
        "图1　主动公开政府信息数量（按渠道）",
        "图2　政府信息公开申请办理结果构成",
        "表1　近三年政府信息公开申请办理情况对比（单位：件）",
        "图3　政府信息公开申请办理情况年度对比",
    ]
    children = [one.tag for one in body_of(document).find(qn("w:body"))]
    at = [number for number, tag in enumerate(children) if tag == qn("w:tbl")][-3:]
    headings = [text_of(body_of(document).find(qn("w:body"))[number - 1]) for number in at]
    assert headings == [f"{number}、{HEADINGS[at]}" for at, number in ((1, "二"), (2, "三"), (3, "四"))]


def test_a_number_too_wide_for_its_cell_is_set_smaller():
    given = county()
    for key, text in (
        (FigureKey("requests", "r01", "person"), "1234"),
        (FigureKey("requests", "r01", "company"), "14069"),
        (FigureKey("requests", "r01", "total"), "1234567"),
        (FigureKey("disclosure", "penalties", "decided"), "6937489"),
    ):
        given = with_figure(given, key, text)
    sizes = {}
    for table in form_tables(render_word(annual_content(given))):
        for cell in table.iter(qn("w:tc")):
            size = cell.find(f".//{qn('w:rPr')}/{qn('w:sz')}")
            sizes[text_of(cell)] = None if size is None else int(size.get(qn("w:val"))) / 2
    assert sizes["1234"] is None
    assert sizes["6937489"] is None
    assert sizes["22（其中修订16件）"] is None
    assert sizes["1234567"] < sizes["14069"] <= 9.5
    # 0.64 em is the widest digit of any font that stands in for 宋体 and Times New Roman.
    assert sizes["1234567"] * 7 * 0.64 <= (622 - 20) / 20


def test_the_same_input_gives_the_same_bytes(content, document):
    again = annual_content(county(), plan_section=PLAN_SECTION, plan_title=PLAN, options=ALL)
    assert render_word(again) == document


def test_open_xml_validators_find_nothing(document, drafted, content, tmp_path):
    review = render_word(content, review_day=date(2026, 2, 1))
    empty = render_word(annual_content(entered(report("", year=None))))
    for name, made in {"全": document, "稿": drafted, "核": review, "空": empty}.items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(made)
        remarks = [one.description for one in OpenXmlValidator().validate(str(path)).errors]
        assert [one for one in remarks if not any(known in one for known in BASELINE.values())] == []


def test_the_port_of_microsofts_own_validator_finds_nothing(document, drafted, tmp_path):
    command = os.environ.get("OOXML_VALIDATE") or shutil.which("ooxml-validate")
    if not shutil.which("node") or not command:
        pytest.skip("needs Node and ooxml-validate: npm install --global --ignore-scripts @ooxml-tools/validate")
    for made in (document, drafted):
        (tmp_path / "年报.docx").write_bytes(made)
        done = subprocess.run(
            [command, "--of", "json", str(tmp_path / "年报.docx")], capture_output=True, check=True, timeout=120
        )
        assert json.loads(done.stdout) == []


def test_every_cell_ends_in_a_paragraph_and_its_properties_stand_in_order(document):
    body = body_of(document)
    assert {cell[-1].tag for cell in body.iter(qn("w:tc"))} == {qn("w:p")}
    for properties in body.iter(qn("w:tcPr")):
        places = [CELL_ORDER.index(etree.QName(child).localname) for child in properties]
        assert places == sorted(places)
    assert not PRIVATE & set(etree.tostring(body, encoding="unicode"))


def test_a_draft_says_so_on_every_page_and_a_report_does_not(document, drafted):
    def headers(made):
        with zipfile.ZipFile(io.BytesIO(made)) as package:
            return [package.read(f"word/header{number}.xml").decode() for number in (1, 2)]

    for header in headers(drafted):
        assert "草稿：有1处错误没有处理，不能公开" in header
        assert 'string="草稿"' in header
    for header in headers(document):
        assert "草稿" not in header
    assert opened(drafted).core_properties.title.endswith("年度报告（草稿）")
    assert opened(document).core_properties.title.endswith("年度报告")


def test_what_is_missing_stands_on_yellow_and_is_counted(drafted):
    assert [part.what for part in missing_parts([drafted])] == ["收取信息处理费的金额，没有收取的填0"]
    marked = [
        run
        for paragraph in opened(drafted).paragraphs
        for run in paragraph.runs
        if run.font.highlight_color is not None
    ]
    assert "".join(run.text for run in marked) == "〔待补充：收取信息处理费的金额，没有收取的填0〕"


def comments_of(document):
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        root = etree.fromstring(package.read("word/comments.xml"))
    return {one.get(qn("w:id")): "\n".join(text_of(line) for line in one.iter(qn("w:p"))) for one in root}


def commented(document):
    """Commented words → the comment, by its range in the body."""
    texts = comments_of(document)
    found = []
    for start in body_of(document).iter(qn("w:commentRangeStart")):
        words, at = [], start
        while (at := at.getnext()) is not None and at.tag != qn("w:commentRangeEnd"):
            words.append(text_of(at))
        found.append(("".join(words), texts[start.get(qn("w:id"))]))
    return found


def test_the_review_copy_tells_where_every_figure_comes_from(content, document):
    given = county()
    review = render_word(content, review_day=date(2026, 2, 1))
    told = commented(review)
    received = given.report.figures[FigureKey("requests", "r01", "total")].place
    assert [note for words, note in told if words == "134"] == [f"出处：{received}。"] * 2  # in the text, in the table
    (refused,) = [note for words, note in told if words == "12" and "不予公开合计" in note]
    for row in ("r05", "r08", "r11"):
        assert str(given.report.figures[FigureKey("requests", row, "total")].place) in refused
    assert any(words.startswith("严格落实公开前审查制度") and "情况 › B" in note for words, note in told)
    assert any(words == "1080" and "情况 › C" in note for words, note in told)
    assert [one.text for one in opened(review).paragraphs] == [one.text for one in opened(document).paragraphs]
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        assert "word/comments.xml" not in package.namelist()


def test_a_figure_with_its_source_is_as_large_as_without():
    given = with_figure(county(), FigureKey("requests", "r01", "company"), "14069")
    sizes = []
    for day in (None, date(2026, 2, 1)):
        (table,) = form_tables(render_word(annual_content(given), review_day=day))[1:2]
        cell = next(one for one in table.iter(qn("w:tc")) if text_of(one) == "14069")
        sizes.append(cell.find(f".//{qn('w:rPr')}/{qn('w:sz')}").get(qn("w:val")))
        plain = next(one for one in table.iter(qn("w:tc")) if text_of(one) == "130")
        assert plain.find(f".//{qn('w:rPr')}/{qn('w:sz')}") is None
    assert sizes[0] == sizes[1]


def test_the_review_copy_tells_an_open_finding_at_its_cell():
    place = county().report.figures[FigureKey("requests", "r01", "total")].place
    finding = Finding("R1", "error", place, "新收加上年结转为139，与138不等", "请核对")
    review = render_word(annual_content(county(), findings=[finding]), review_day=date(2026, 2, 1))
    assert any("待核：新收加上年结转为139，与138不等；请核对" in note for _, note in commented(review))


@pytest.mark.parametrize(
    ("body", "name_right", "day_right"),
    [
        pytest.param("青禾县人民政府住房保障和房产管理办公室", 2.0, 12.5, id="a long name: the date two characters in"),
        pytest.param("市财政局", 6.5, 2.0, id="a date longer than the name leaves two characters free"),
    ],
)
def test_signature_and_date_stand_as_the_standard_says(body, name_right, day_right):
    given = entered(report(body), published_on=date(2026, 1, 20))
    paragraphs = {one.style.name: one for one in opened(render_word(annual_content(given))).paragraphs}
    assert paragraphs["Signature"].text == body
    assert paragraphs["Date"].text == "2026年1月20日"

    def right(name):
        return int(paragraphs[name]._p.pPr.find(qn("w:ind")).get(qn("w:rightChars"))) / 100

    assert (right("Signature"), right("Date")) == (name_right, day_right)


def test_a_report_without_date_has_no_date_line():
    assert "Date" not in {one.style.name for one in opened(render_word(annual_content(nil()))).paragraphs}


def test_the_committed_template_is_what_its_script_makes():
    made = runpy.run_path(str(templates_folder() / "make_annual_template.py"))["parts"]()
    with zipfile.ZipFile(templates_folder() / "annual.docx") as package:
        committed = {name: package.read(name).decode() for name in package.namelist()}
    assert committed == made


def test_every_style_names_a_chinese_font(document):
    styles = opened(document).styles.element
    paragraphs = [style for style in styles.iter(qn("w:style")) if style.get(qn("w:type")) == "paragraph"]
    assert all(style.find(f".//{qn('w:rFonts')}").get(qn("w:eastAsia")) for style in paragraphs)


def pages_of(pdf):
    with pdfplumber.open(io.BytesIO(pdf)) as book:
        return [page.extract_text() for page in book.pages]


def test_in_the_pdf_no_number_is_broken_and_no_table_is_torn(soffice):
    given = county()
    for column, text in (("person", "14069"), ("company", "98765"), ("total", "1234567")):
        given = with_figure(given, FigureKey("requests", "r01", column), text)
    given = with_figure(given, FigureKey("reviews", "reconsideration", "upheld"), "54321")
    given = with_figure(given, FigureKey("disclosure", "penalties", "decided"), "6937489")
    texts = pages_of(as_pdf(render_word(annual_content(given, plan_section=PLAN_SECTION, plan_title=PLAN))))
    for number in ("14069", "98765", "1234567", "54321", "6937489"):
        assert [line for text in texts for line in text.split("\n") if number in line], number
    for first, last in (("第二十条第（一）项", "行政事业性收费"), ("申请人情况", "四、结转下年度继续办理")):
        (page,) = [text for text in texts if first in text]
        assert last in page


def test_the_same_document_gives_the_same_pdf(soffice, document):
    assert as_pdf(document) == as_pdf(document)


def test_without_libreoffice_there_is_no_pdf(monkeypatch, document):
    monkeypatch.setattr("reportgen.plan.sources.office._command", lambda: None)
    assert as_pdf(document) is None
