"""`reportgen template check`: every mistake in a template with its place and the way to mend it."""

import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from template_case import brief, checked, empty_template, saved, with_paragraphs, with_table

from reportgen.document.fields_catalogue import WORDING_TITLES
from reportgen.document.templatecheck import check_word, check_wording, is_ours_unchanged
from reportgen.errors import UnusableInput
from reportgen.files.door import admit
from reportgen.resources import templates_folder

OURS = ("section.docx", "plain.docx", "一页图解.docx")


@pytest.mark.parametrize("name", OURS)
def test_our_own_word_templates_have_nothing_to_say(name):
    check = check_word(admit(templates_folder() / name))
    assert [str(remark) for remark in check.remarks] == []
    assert check.fills
    assert check.annotated is None


@pytest.mark.parametrize("name", WORDING_TITLES)
def test_our_own_wording_templates_have_nothing_to_say(name):
    check = check_wording(templates_folder() / "wording" / f"{name}.txt.jinja", name)
    assert [str(remark) for remark in check.remarks] == []
    assert check.fills


MISTAKES = [
    # names
    ("{{ 标提 }}", "name-unknown", "没有“标提”这个字段", "是否想写“标题”？"),
    ("{{ 章.总休 }}", "name-unknown", "“章”没有“总休”这一部分", "是否想写“总体”？"),
    ("{{ 承担率 }}", "name-unknown", "没有“承担率”", "请写在 {% for 行 in 单位表 %} 之中，写成 行.承担率"),
    ("{{ 完成率 }}", "name-unknown", "没有“完成率”", "请写成 数字.完成率"),
    ("{{ 分类.标题 }}", "name-unknown", "“分类”是一个列表", "{% for 类 in 分类 %}"),
    ("{{ 标题.名称 }}", "name-unknown", "“标题”没有“名称”这一部分", "请直接写 标题"),
    ("{{ 分类 }}", "field-whole", "“分类”是一个列表，不能直接打印", "{% for 类 in 分类 %}"),
    ("{{ 章 }}", "field-whole", "“章”由几部分组成", "章.总体、章.分类"),
    ("{{ 标题() }}", "field-called", "“标题”是字段，后面不能加括号", "删去括号"),
    ("{{ 标题|uper }}", "filter-unknown", "不认识的写法“|uper”", "是否想写“upper”？"),
    ("{% for 字 in 标题 %}{{ 字 }}{% endfor %}", "loop-nothing", "“标题”不是列表", "直接打印"),
    # marks
    ("｛｛ 标题 ｝｝", "brace-wide", "全角", "半角 {{ }}"),
    ("｛％ if 单位表 ％｝有{% endif %}", "brace-wide", "全角", "半角 {{ }}"),
    ("{{ 标题 ｝｝", "brace-wide", "全角", "半角 {{ }}"),
    ("{ { 标题 } }", "brace-apart", "之间有空格", "删去括号之间的空格"),
    ("{标题}", "brace-single", "只有一层", "{{ 标题 }}"),
    ("{% if （单位表） %}有{% endif %}", "mark-wide", "全角符号“（”、“）”", "半角 ( )"),
    ("{{ 标题[0，1] }}", "mark-wide", "全角符号“，”", "半角 ,"),
    ("{{ 标题", "tag-open", "没有写完，缺少结尾的 }}", "补上 }}"),
    ("{{ 标题 } 后", "tag-open", "少了一个花括号", "}}"),
    ("{{ 标题 %}", "tag-open", "结尾应为 }}，写成了 %}", "}}"),
    ("标题 }}", "tag-stray", "“}}”前面没有对应的开头", "补上开头"),
    # expressions
    ("{{ }}", "syntax", "是空的", "字段名"),
    ("{{ 标题 章 }}", "syntax", "“章”附近写法有误", "检查符号"),
    ("{% if 标题 = '' %}{% endif %}", "syntax", "一个等号", "=="),
    ("{% for 类 分类 %}{% endfor %}", "syntax", "循环写法有误", "for 段 in 引言"),
    ("{{ 标题[0 }}", "syntax", "括号没有写完", "补上括号"),
    # blocks
    ("{% if 单位表 %}有", "block-open", "判断没有结尾", "{% endif %}"),
    ("有{% endif %}", "block-stray", "endif 前面没有对应的 if", "补上"),
    ("{% else %}无", "block-stray", "else 前面没有对应的 if", "补上"),
    ("{% for 类 in 分类 %}类{% endif %}", "block-stray", "结尾应是 endfor，这里写成了 endif", "endfor"),
    ("{% fro 类 in 分类 %}", "statement-unknown", "不认识的指令“fro”", "是否想写“for”？"),
    ("{%pif 单位表 %}", "statement-unknown", "不认识的指令“pif”", "{%p if …… %}"),
    ("{%tr for 行 in 单位表 %}{%tr endfor %}", "tag-place", "只能写在表格里", "移到表格里"),
    ("{% vm %}", "tag-place", "只能写在表格的格子里", "移到格子里"),
    # what is not allowed
    ("{% include '/etc/hostname' %}", "forbidden", "不能使用“include”", "只使用字段名"),
    ("{% macro 甲() %}{% endmacro %}", "forbidden", "不能使用“macro”", "只使用字段名"),
    ("{{ 标题.__class__ }}", "forbidden", "不能使用“__class__”", "只使用字段名"),
    ("{{ 标题 * 9999999 }}", "forbidden", "不能使用“*”", "只使用字段名"),
    ("{{ 标题|safe }}", "forbidden", "不能使用“|safe”", "打断文档"),
    ("{{r 标题 }}", "forbidden", "不能写成 {{r", "写成 {{ 标题 }}"),
    ("{{ range(3) }}", "name-unknown", "没有“range”这个字段", "template fields"),
]


@pytest.mark.parametrize(("text", "code", "what", "mend"), MISTAKES, ids=[one[0] for one in MISTAKES])
def test_a_mistake_is_named_with_its_paragraph_and_the_way_to_mend_it(tmp_path, text, code, what, mend):
    check = checked(with_paragraphs("前言", text), tmp_path)
    first = next(remark for remark in check.remarks if remark.code == code)
    assert first.where == "第2段"
    assert first.excerpt
    assert what in first.what
    assert mend in first.mend
    assert check.needs_a_person


@pytest.mark.parametrize(
    "text",
    [
        "{{ 标题 }}",
        "{{标题}}",
        "{{ “甲” if 单位表 else ‘（乙）’ }}",
        "{# 说明：{{ 标提 }} #}{{ '甲 }} 乙' }}",
        "{% for 类 in 分类 if 类.段落 %}{{ loop.index }}.{{ 类.标题 }}{{ 类.段落|join('；') }}{% endfor %}",
        "{% for 类 in 分类[:1] %}{{ 类['标题'] }}{{ 类.段落[0] }}{% endfor %}",
        "{% set 甲 = 分类|length %}{{ 甲 }}项，{{ 标题.strip() }}",
        "{% with 乙 = 章.总体 %}{{ 乙 }}{% endwith %}",
        "{% if 单位表 and not 附表序号 == '2' %}甲{% elif 问题|length > 1 %}乙{% else %}丙{% endif %}",
        "比例{50%}，{不是字段}，集合 { 甲, 乙 }",
    ],
)
def test_what_is_right_is_let_be(tmp_path, text):
    check = checked(with_paragraphs(text), tmp_path)
    assert brief(check) == []
    assert check.fills


def test_all_mistakes_are_told_in_one_run_in_the_order_of_the_places(tmp_path):
    check = checked(with_paragraphs("{{ 甲甲 }}", "{%p if 单位表 %}", "{{ 乙乙 }}", "{{ 丙丙"), tmp_path)
    assert brief(check) == [
        ("第1段", "name-unknown"),
        ("第2段", "block-open"),
        ("第3段", "name-unknown"),
        ("第4段", "tag-open"),
    ]
    assert not check.fills


def test_a_tag_torn_over_two_paragraphs_is_one_mistake_that_names_both(tmp_path):
    check = checked(with_paragraphs("前", "{{ 标", "题 }}"), tmp_path)
    assert brief(check)[0] == ("第2段", "tag-split")
    assert "另一半在第3段" in check.remarks[0].what
    assert "tag-stray" not in {one.code for one in check.remarks}


def test_a_tag_split_into_runs_by_word_is_no_mistake(tmp_path):
    document = empty_template()
    paragraph = document.add_paragraph()
    for piece in ("{", "{ 标", "题 ", "}", "}"):
        paragraph.add_run(piece).bold = len(piece) > 1
    assert brief(checked(document, tmp_path)) == []


def test_a_tag_half_inside_a_link_is_told(tmp_path):
    document = with_paragraphs("{{ 标")
    link = OxmlElement("w:hyperlink")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "题 }}"
    run.append(text)
    link.append(run)
    document.paragraphs[0]._p.append(link)
    assert ("第1段", "tag-straddle") in brief(checked(document, tmp_path))


def test_places_in_tables_are_named_by_row_and_cell(tmp_path):
    check = checked(with_table(["序号", "要求"], ["{{ 标提 }}", "{{ 章.甲 }}"]), tmp_path)
    assert brief(check) == [("第1个表格第2行第1格", "name-unknown"), ("第1个表格第2行第2格", "name-unknown")]


def test_a_loop_over_rows_gives_its_item_to_the_rows_between(tmp_path):
    rows = [
        ["{%tr for 行 in 单位表 %}", ""],
        ["{{ 行.单位 }}", "{{ 行.单为 }}"],
        ["{%tr endfor %}", ""],
        ["{{ 行 }}", ""],
    ]
    assert brief(checked(with_table(*rows), tmp_path)) == [
        ("第1个表格第2行第2格", "name-unknown"),
        ("第1个表格第4行第1格", "name-unknown"),
    ]


def test_what_stands_beside_a_row_or_paragraph_tag_would_be_lost(tmp_path):
    rows = [["{%tr for 行 in 单位表 %}", "单位"], ["{{ 行.单位 }}", "{%tr endfor %}"]]
    check = checked(with_table(*rows), tmp_path)
    assert brief(check) == [("第1个表格第1行第1格", "tag-beside"), ("第1个表格第2行第2格", "tag-beside")]
    assert "“单位”不会印出来" in check.remarks[0].what
    check = checked(with_paragraphs("{%p if 单位表 %}单位如下：", "{%p endif %}"), tmp_path)
    assert brief(check) == [("第1段", "tag-beside")]


def test_a_row_with_both_ends_of_a_loop_loses_one(tmp_path):
    rows = [["{%tr for 行 in 单位表 %}{{ 行.单位 }}", "{%tr endfor %}"]]
    check = checked(with_table(*rows), tmp_path)
    assert {code for _, code in brief(check)} == {"tag-beside"}
    assert "只有最后一个起作用" in check.remarks[0].what


def test_beginning_and_end_of_a_block_have_to_be_of_one_level_and_in_one_place(tmp_path):
    check = checked(with_paragraphs("{%p for 段 in 引言 %}", "{{ 段 }}", "完{% endfor %}"), tmp_path)
    assert brief(check) == [("第3段", "block-level")]
    assert "{%p endfor %}" in check.remarks[-1].mend
    document = with_paragraphs("{%p if 单位表 %}")
    document.add_table(1, 1).cell(0, 0).text = "{%p endif %}"
    assert brief(checked(document, tmp_path)) == [("第1个表格第1行第1格", "block-level")]


def test_a_loop_cannot_reach_from_the_body_into_the_footer(tmp_path):
    document = with_paragraphs("{%p if 单位表 %}")
    document.sections[0].footer.paragraphs[0].text = "{{ 标提 }}{%p endif %}"
    check = checked(document, tmp_path)
    assert ("第1段", "block-open") in brief(check)
    assert ("页脚", "name-unknown") in brief(check)
    assert ("页脚", "block-stray") in brief(check)


def test_tags_in_text_boxes_and_controls_are_read(tmp_path):
    document = with_paragraphs("甲")
    box = OxmlElement("w:txbxContent")
    inner = OxmlElement("w:p")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "{{ 标提 }}"
    run.append(text)
    inner.append(run)
    box.append(inner)
    holder = OxmlElement("w:r")
    picture = OxmlElement("w:pict")
    picture.append(box)
    holder.append(picture)
    document.paragraphs[0]._p.append(holder)
    assert brief(checked(document, tmp_path)) == [("第1段的文本框", "name-unknown")]


def test_a_picture_in_a_paragraph_of_fixed_line_height_would_be_cut(tmp_path):
    tags = ["{%p for 图 in 图组.总体 %}", "{{ 图.图片 }}", "{%p endfor %}"]
    document = with_paragraphs(*tags)
    assert brief(checked(document, tmp_path)) == []
    document.paragraphs[1].style = document.styles["Body Text"]
    assert brief(checked(document, tmp_path)) == [("第2段", "picture-cut")]


def test_styles_that_are_missing_are_told(tmp_path):
    document = with_paragraphs("{{ 标题 }}")
    style = OxmlElement("w:pStyle")
    style.set(qn("w:val"), "house")
    document.paragraphs[0]._p.get_or_add_pPr().append(style)
    styles = document.styles.element
    styles.remove(next(one for one in styles if one.get(qn("w:styleId")) == "head"))
    check = checked(document, tmp_path)
    assert brief(check) == [("第1段", "style-missing")]
    assert "“house”" in check.remarks[0].what
    assert [one.what for one in check.remarks if one.severity == "note"] == [
        "模板里没有样式 Table Head，校核稿末页的“数据来源”会印成正文的样子"
    ]


def test_a_tag_alone_on_its_line_without_p_is_a_note(tmp_path):
    check = checked(with_paragraphs("{% if 单位表 %}", "有", "{% endif %}"), tmp_path)
    assert brief(check, notes=True) == [("第1段", "block-line"), ("第3段", "block-line")]
    assert not check.needs_a_person


def test_links_to_other_files_are_told(tmp_path):
    document = with_paragraphs("{{ 标题 }}")
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    document.part.rels.get_or_add_ext_rel(relation, "file:///c:/图.png")
    assert brief(checked(document, tmp_path)) == [("", "link-outside")]


def test_tags_where_nothing_is_filled_are_told(tmp_path):
    document = with_paragraphs("{{ 标题 }}")
    run = document.paragraphs[0].runs[0]
    document.add_comment([run], "{{ 标题 }}", author="甲", initials="甲")
    check = checked(document, tmp_path)
    assert brief(check) == [("", "part-unfilled")]
    assert check.remarks[0].what.startswith("批注里有标记")


def test_fields_that_are_not_used_are_listed_once_by_their_head(tmp_path):
    unused = {field.path for field in checked(with_paragraphs("{{ 标题 }}{{ 章.总体 }}"), tmp_path).unused}
    assert {"引言[]", "分类[]", "章.分类", "单位表[]"} <= unused
    assert not {"标题", "章", "章.总体", "分类[].标题", "单位表[].单位"} & unused


def test_what_only_filling_shows_is_told_with_the_reason(tmp_path):
    check = checked(with_paragraphs("{{ 标题 / 2 }}"), tmp_path)
    assert brief(check) == [("", "trial")]
    assert check.remarks[0].what.startswith("用示例内容试生成没有成功：")
    assert not check.fills


def comments_of(content):
    document = docx.Document(io.BytesIO(content))
    return [(comment.text, comment.author) for comment in document.comments]


def test_the_copy_carries_a_comment_at_each_place(tmp_path):
    document = with_paragraphs("前", "{{ 标提 }}", "后")
    document.add_table(1, 1).cell(0, 0).text = "{{ 章.甲 }}"
    document.sections[0].footer.paragraphs[0].text = "{{ 页码 }}"
    check = checked(document, tmp_path)
    comments = comments_of(check.annotated)
    assert [text.split("\n")[0] for text, _ in comments] == [
        "错误：没有“标提”这个字段",
        "错误：“章”没有“甲”这一部分",
        "错误（页脚）：没有“页码”这个字段",
    ]
    body = docx.Document(io.BytesIO(check.annotated)).element.body
    marked = [one.getparent() for one in body.iter(qn("w:commentRangeStart"))]
    assert ["".join(text.text for text in one.iter(qn("w:t"))) for one in marked] == ["前", "{{ 标提 }}", "{{ 章.甲 }}"]


def test_the_copy_is_valid_and_the_same_bytes_each_time(tmp_path):
    from openxml_audit import OpenXmlValidator

    document = with_paragraphs("{{ 标提 }}", "{%p if 单位表 %}", "{{ 甲", "乙 }}")
    first, second = checked(document, tmp_path).annotated, checked(document, tmp_path).annotated
    assert first == second
    path = tmp_path / "意见.docx"
    path.write_bytes(first)
    errors = [f"{one.part_uri}: {one.description}" for one in OpenXmlValidator().validate(str(path)).errors]
    assert [one for one in errors if "relationships/theme' is missing" not in one] == []


def test_the_copy_knows_whether_somebody_worked_in_it(tmp_path):
    content = checked(with_paragraphs("{{ 标提 }}"), tmp_path).annotated
    assert is_ours_unchanged(content)
    document = docx.Document(io.BytesIO(content))
    document.paragraphs[0].add_run("改")
    out = io.BytesIO()
    document.save(out)
    assert not is_ours_unchanged(out.getvalue())
    assert not is_ours_unchanged(saved(with_paragraphs("甲"), tmp_path).read_bytes())
    assert not is_ours_unchanged(b"PK\x03\x04")


def test_what_is_no_word_file_or_a_damaged_one_is_refused(tmp_path):
    path = tmp_path / "模板.docx"
    path.write_text("甲", encoding="utf-8")
    with pytest.raises(UnusableInput, match="不是 Word 文档"):
        check_word(admit(path))
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<a/>")
        package.writestr("[Content_Types].xml", "<a/>")
    with pytest.raises(UnusableInput, match="损坏"):
        check_word(admit(path))


@pytest.mark.parametrize(
    ("text", "where", "code", "said"),
    [
        pytest.param("甲\n{{ 总书 }}项", "第2行", "name-unknown", "是否想写“总数”？", id="unknown name"),
        pytest.param("甲\n\n{% if 完成 %}乙", "第3行", "block-open", "{% endif %}", id="open condition"),
        pytest.param("{{ 总数｜中文数字 }}", "第1行", "mark-wide", "半角 |", id="full-width mark"),
        pytest.param("{{ “甲” }}", "第1行", "mark-wide", '半角 "', id="curly quotes"),
        pytest.param("{{ 总数|中文 }}", "第1行", "filter-unknown", "是否想写“中文数字”？", id="unknown filter"),
        pytest.param("{{ 口径\n\n", "第1行", "tag-open", "补上 }}", id="open braces"),
        pytest.param("甲\n{% vm %}", "第2行", "statement-unknown", "只能用 for", id="a tag of Word"),
    ],
)
def test_a_wording_template_is_checked_line_by_line(tmp_path, text, where, code, said):
    path = tmp_path / "overall.txt.jinja"
    path.write_text(text, encoding="utf-8")
    first = check_wording(path, "overall").remarks[0]
    assert (first.where, first.code) == (where, code)
    assert said in first.mend


def test_a_wording_template_may_run_a_tag_over_several_lines(tmp_path):
    path = tmp_path / "overall.txt.jinja"
    path.write_text(
        "{% for 类 in 构成\n  if 类.项数 > 1 -%}\n{{ 类.情况 }}{{ 类.项数|中文数字 }}项\n{%- endfor %}",
        encoding="utf-8",
    )
    check = check_wording(path, "overall")
    assert brief(check, notes=True) == []
    assert "总数" in {field.path for field in check.unused}
    assert "机关" not in {field.path for field in check.unused}


def test_a_wording_template_that_is_not_utf8_says_how_to_save_it(tmp_path):
    path = tmp_path / "overall.txt.jinja"
    path.write_bytes("总数".encode("gbk"))
    with pytest.raises(UnusableInput, match="UTF-8"):
        check_wording(path, "overall")


FRAGMENTS = [
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "｛｛",
    "％｝",
    " 标题 ",
    "章.总体",
    "for 段 in 引言",
    "endfor",
    "if 单位表",
]
FRAGMENTS += [
    "endif",
    "else",
    "p ",
    "tr ",
    "（",
    "'",
    "“",
    "”",
    "段",
    "|",
    ".",
    "[",
    "]",
    "0",
    "set 甲 = ",
    "*",
    "\n",
    "字",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from(FRAGMENTS), max_size=9).map("".join), min_size=1, max_size=4))
def test_whatever_was_typed_the_check_says_something_or_the_template_can_be_filled(tmp_path, texts):
    check = checked(with_paragraphs(*texts), tmp_path)
    assert check.fills or any(remark.severity == "error" for remark in check.remarks)
    assert (check.annotated is None) == (check.remarks == ())
