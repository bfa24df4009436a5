"""The guards around templates, and what comes out valid."""

import io
import re
import zipfile

import docx
import pytest
from document_case import Picture, case, entry, opened, section, task
from docx.oxml.ns import qn

from reportgen.document.render import render
from reportgen.document.wording import say
from reportgen.errors import UnusableInput
from reportgen.resources import templates_folder

FIELDS = {"标题": "甲", "行": ["乙", "丙"], "空": None, "数": 0.1 + 0.2}


def template(tmp_path, *paragraphs):
    document = docx.Document(str(templates_folder() / "section.docx"))
    body = document.element.body
    for child in list(body)[:-1]:
        body.remove(child)
    for text in paragraphs:
        document.add_paragraph(text)
    path = tmp_path / "模板.docx"
    document.save(str(path))
    return path


def filled(tmp_path, *paragraphs, fields=FIELDS):
    document = opened(render(template(tmp_path, *paragraphs), fields, title="题", author="局"))
    return [paragraph.text for paragraph in document.paragraphs]


def test_nothing_prints_as_a_dash_and_fractions_without_noise(tmp_path):
    assert filled(tmp_path, "{{ 空 }}、{{ 数 }}") == ["—、0.3"]


@pytest.mark.parametrize(
    "data", ["<w:p/>", "</w:t>", "&amp;", "A & B < C", "{{ 标题 }}", "{%p if %}", "{_{ 1 }_}", "\ud800后", "\x07乙"]
)
def test_text_is_data_and_nothing_after_it_is_lost(tmp_path, data):
    shown = filled(tmp_path, "{{ 标题 }}", "后文", fields={"标题": data})
    assert shown == [re.sub("[\x07\ud800]", "", data), "后文"]


@pytest.mark.parametrize(
    ("paragraphs", "what", "mend"),
    [
        pytest.param(["{{ 标提 }}"], "字段“标提”不存在", "是否想写“标题”？", id="unknown name"),
        pytest.param(["{{ 甲乙丙 }}{{ 天地 }}"], "“天地”“甲乙丙”不存在", "请对照", id="all unknown names at once"),
        pytest.param(["前", "{{ 标题.名 }}"], "在“{{ 标题.名 }}”附近", "请对照", id="unknown part of a field"),
        pytest.param(["{{ 标题 "], "模板写法有误", "是否成对", id="open braces"),
        pytest.param(["{%p for 一 in 行 %}", "{{ 一 }}"], "模板写法有误", "是否成对", id="open loop"),
        pytest.param(["｛｛ 标题 ｝｝"], "全角", "半角", id="full-width braces"),
        pytest.param(["{{ 标题.__class__.__mro__ }}"], "不", "", id="reaching for Python"),
        pytest.param(["{{ 标题 * 9999999 }}"], "不能使用“*”", "只使用字段名", id="filling the memory"),
        pytest.param(["{% include '/etc/hostname' %}"], "不允许的写法", "只使用字段名", id="another file"),
    ],
)
def test_a_mistake_in_a_template_gives_one_clear_message(tmp_path, paragraphs, what, mend):
    with pytest.raises(UnusableInput) as caught:
        filled(tmp_path, *paragraphs)
    assert what in caught.value.what
    assert mend in caught.value.mend
    assert caught.value.file == "模板.docx"


def test_what_is_no_word_file_is_said(tmp_path):
    path = tmp_path / "模板.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<a/>")
        package.writestr("[Content_Types].xml", "<a/>")
    with pytest.raises(UnusableInput, match="损坏"):
        render(path, FIELDS, title="", author="")


def test_a_wording_template_with_a_mistake_names_its_line(tmp_path):
    path = tmp_path / "总体.txt.jinja"
    path.write_text("甲\n{% if %}乙", encoding="utf-8")
    with pytest.raises(UnusableInput, match="第2行"):
        say(path, {})
    path.write_text("{{ 项数 }}项", encoding="utf-8")
    with pytest.raises(UnusableInput, match="项数"):
        say(path, {})


def test_wording_puts_facts_in_as_they_are(tmp_path):
    path = tmp_path / "总体.txt.jinja"
    path.write_text("{# 说明 #}\n  {{ 文 }}，\n  完。\n{{ 另起一段 }}\n{{ '原因'|待补充 }}", encoding="utf-8")
    assert say(path, {"文": "<b> & {{ 1 }}"}) == ["<b> & {{ 1 }}，完。", "〔待补充：原因〕"]


def rich_section():
    tasks = [task(1), task(2, lead="财务科"), task(3, category="二、解读")]
    entries = [entry(1), entry(3, "under_way", "进行中\n第二行")]
    return section(case(tasks, entries), charts=[Picture("完成情况构成"), Picture("各类任务完成情况")])


def test_the_document_is_valid_for_an_open_xml_validator(tmp_path):
    from openxml_audit import OpenXmlValidator

    path = tmp_path / "章节.docx"
    path.write_bytes(rich_section())
    result = OpenXmlValidator().validate(str(path))
    # The validator wants a theme; ECMA-376 part 1, 11.3 has it optional, and without one no theme font can win.
    baseline = "relationships/theme' is missing"
    errors = [f"{error.part_uri} {error.path}: {error.description}" for error in result.errors]
    assert [error for error in errors if baseline not in error] == []


def test_every_cell_ends_in_a_paragraph_and_ids_are_unique():
    body = opened(rich_section()).element.body
    assert all(cell[-1].tag == qn("w:p") for cell in body.iter(qn("w:tc")))
    ids = [one.get("id") for one in body.iter(qn("wp:docPr"))]
    assert len(ids) == len(set(ids)) == 2


def test_the_committed_template_is_what_its_script_makes(tmp_path):
    import runpy

    made = runpy.run_path(str(templates_folder() / "make_templates.py"))
    with zipfile.ZipFile(templates_folder() / "section.docx") as package:
        committed = {name: package.read(name).decode() for name in package.namelist()}
    assert committed == made["PARTS"]


def test_no_style_takes_its_font_from_a_theme_and_every_one_names_a_chinese_font():
    with zipfile.ZipFile(io.BytesIO(rich_section())) as package:
        parts = {name: package.read(name).decode() for name in package.namelist() if name.endswith(".xml")}
    assert not [name for name, content in parts.items() if "Theme=" in content]
    styles = docx.Document(io.BytesIO(rich_section())).styles.element
    paragraphs = [style for style in styles.iter(qn("w:style")) if style.get(qn("w:type")) == "paragraph"]
    assert all(style.find(f".//{qn('w:rFonts')}").get(qn("w:eastAsia")) for style in paragraphs)
    assert 'w:altName w:val="仿宋"' in parts["word/fontTable.xml"]
