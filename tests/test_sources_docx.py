"""Word files are read as printed: numbers, accepted changes, merged cells, each text once."""

import io
import zipfile
from pathlib import Path

import pytest

from reportgen.errors import UnusableInput
from reportgen.model.blocks import Grid, Paragraph
from reportgen.plan.sources import read_blocks
from reportgen.plan.sources.numerals import FORMATS

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def docx(folder: Path, body: str, *, numbering: str = "", styles: str = "", word: str = W) -> Path:
    """A minimal .docx with this body; numbering and styles are the children of their roots."""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": f"<w:document {word} {MC}><w:body>{body}</w:body></w:document>",
    }
    if numbering:
        parts["word/numbering.xml"] = f"<w:numbering {W} {MC}>{numbering}</w:numbering>"
    if styles:
        parts["word/styles.xml"] = f"<w:styles {W}>{styles}</w:styles>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    path = folder / "方案.docx"
    path.write_bytes(out.getvalue())
    return path


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def item(text: str, number: int, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(at: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def one_list(*levels: str, number: int = 1, overrides: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/>{overrides}</w:num>'
    )


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tbl(*rows: str, widths: tuple[int, ...] = ()) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def texts(path: Path) -> list[str]:
    return [block.text for block in read_blocks(path).blocks if isinstance(block, Paragraph)]


def only_grid(path: Path) -> Grid:
    (grid,) = [block for block in read_blocks(path).blocks if isinstance(block, Grid)]
    return grid


def cells(grid: Grid) -> list[tuple[int, int, int, int, str]]:
    return [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in grid.cells]


@pytest.mark.parametrize(
    ("form", "number", "printed"),
    [
        ("chineseCounting", 12, "十二"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("japaneseCounting", 10, "十"),
        ("taiwaneseCounting", 21, "二十一"),
        ("ideographDigital", 10, "一〇"),
        ("decimal", 7, "7"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircle", 3, "③"),
        ("decimalEnclosedCircleChinese", 21, "㉑"),
        ("chineseLegalSimplified", 11, "壹拾壹"),
        ("ideographTraditional", 2, "乙"),
        ("lowerLetter", 28, "bb"),
        ("upperRoman", 14, "XIV"),
    ],
)
def test_a_number_is_printed_in_its_list_format(form, number, printed):
    assert FORMATS[form](number) == printed


def test_levels_count_and_begin_again_under_each_heading(tmp_path):
    lists = one_list(
        level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3.")
    )
    body = "".join(item(f"甲{at}", 1, at) for at in (0, 1, 2, 2, 1, 2, 0, 1))
    assert texts(docx(tmp_path, body, numbering=lists)) == [
        "一、甲0", "（一）甲1", "1.甲2", "2.甲2", "（二）甲1", "1.甲2", "二、甲0", "（一）甲1",
    ]  # fmt: skip


def test_a_multi_level_template_names_all_levels_and_isLgl_makes_them_arabic(tmp_path):  # noqa: N802 (Word's name)
    lists = one_list(level(0, "chineseCounting", "第%1章"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    assert texts(docx(tmp_path, item("总则", 1) + item("职责", 1, 1), numbering=lists)) == ["第一章 总则", "1.1 职责"]


def test_a_label_and_a_following_figure_do_not_run_together(tmp_path):
    path = docx(tmp_path, item("2025年底前完成", 1), numbering=one_list(level(0, "decimal", "%1.")))
    assert texts(path) == ["1. 2025年底前完成"]


def test_start_override_begins_again_once(tmp_path):
    lists = one_list(level(0, "decimal", "%1.")) + (
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = item("甲", 1) + item("乙", 1) + item("丙", 2) + item("丁", 2)
    assert texts(docx(tmp_path, body, numbering=lists)) == ["1.甲", "2.乙", "1.丙", "2.丁"]


def test_two_lists_of_one_template_count_on(tmp_path):
    lists = one_list(level(0, "decimal", "%1.")) + '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    assert texts(docx(tmp_path, item("甲", 1) + item("乙", 2), numbering=lists)) == ["1.甲", "2.乙"]


def test_numbers_come_through_the_style_chain_and_can_be_switched_off(tmp_path):
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="条"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="款"/><w:basedOn w:val="a"/></w:style>'
    )
    lists = one_list(level(0, "decimal", "%1.", '<w:pStyle w:val="x"/>'), level(1, "decimal", "%2)"))
    off = '<w:pStyle w:val="b"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("甲", '<w:pStyle w:val="b"/>') + p("乙", off) + p("丙", '<w:pStyle w:val="a"/>')
    assert texts(docx(tmp_path, body, numbering=lists, styles=styles)) == ["1.甲", "乙", "2.丙"]


def test_a_level_tied_to_a_style_is_used_where_the_style_names_none(tmp_path):
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="款"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    lists = one_list(
        level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="a"/>')
    )
    body = item("甲", 1) + p("乙", '<w:pStyle w:val="a"/>')
    assert texts(docx(tmp_path, body, numbering=lists, styles=styles)) == ["一、甲", "（一）乙"]


def test_numbers_run_through_table_cells_in_reading_order(tmp_path):
    cell = f"<w:tc>{item('甲', 1)}{item('乙', 1)}</w:tc>"
    body = tbl(cell + tc("办公室"), f"<w:tc>{item('丙', 1)}</w:tc>" + tc("人事科"))
    grid = only_grid(docx(tmp_path, body, numbering=one_list(level(0, "decimal", "%1."))))
    assert [cell.text for cell in grid.cells] == ["1.甲\n2.乙", "办公室", "3.丙", "人事科"]


def test_insertions_count_and_deletions_do_not(tmp_path):
    body = (
        "<w:p><w:r><w:t>由</w:t></w:r><w:del><w:r><w:delText>人事科</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>办公室</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t>牵头</w:t></w:r></w:moveTo></w:p>"
    )
    assert texts(docx(tmp_path, body)) == ["由办公室牵头"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs(tmp_path):
    body = p("前半", "<w:rPr><w:del/></w:rPr>") + p("后半")
    assert texts(docx(tmp_path, body)) == ["前半后半"]


def test_deleted_rows_are_gone(tmp_path):
    row = f"<w:tr><w:trPr><w:del/></w:trPr>{tc('旧')}{tc('旧')}</w:tr>"
    body = f"<w:tbl><w:tr>{tc('甲')}{tc('乙')}</w:tr>{row}</w:tbl>"
    assert cells(only_grid(docx(tmp_path, body))) == [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙")]


def test_content_controls_links_and_fields_show_their_result(tmp_path):
    body = (
        "<w:p><w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>"
        "<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>"
        '<w:fldSimple w:instr="DATE"><w:r><w:t>日期</w:t></w:r></w:fldSimple>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText><w:t>码</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>结果</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        f"<w:sdt><w:sdtContent>{p('整段')}</w:sdtContent></w:sdt>"
    )
    assert texts(docx(tmp_path, body)) == ["控件链接日期结果", "整段"]


def test_hidden_text_prompts_and_contents_tables_are_not_read(tmp_path):
    styles = '<w:style w:type="paragraph" w:styleId="t1"><w:name w:val="toc 1"/></w:style>'
    body = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>可见</w:t></w:r></w:p>'
        "<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>单击输入</w:t></w:r>"
        "</w:sdtContent></w:sdt></w:p>" + p("一、总体要求 1", '<w:pStyle w:val="t1"/>')
    )
    assert texts(docx(tmp_path, body, styles=styles)) == ["可见"]


def test_a_text_box_is_read_once(tmp_path):
    box = f"<w:txbxContent>{p('框内')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert texts(docx(tmp_path, body)) == ["正文", "框内"]


def test_soft_line_breaks_are_newlines_and_footnotes_leave_nothing(tmp_path):
    body = '<w:p><w:r><w:t>上</w:t><w:br/><w:t>下</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
    assert texts(docx(tmp_path, body)) == ["上\n下"]


def test_headings_and_centred_lines_are_told_through_styles(tmp_path):
    styles = (
        '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 2"/><w:pPr><w:jc w:val="center"/></w:pPr>'
        '</w:style><w:style w:type="paragraph" w:styleId="k"><w:name w:val="我的"/><w:basedOn w:val="h"/></w:style>'
    )
    body = p("标题", '<w:pStyle w:val="k"/>') + p("级", '<w:outlineLvl w:val="0"/>') + p("正文", '<w:jc w:val="both"/>')
    blocks = read_blocks(docx(tmp_path, body, styles=styles)).blocks
    assert [(b.text, b.level, b.centered) for b in blocks] == [
        ("标题", 2, True),
        ("级", 1, False),
        ("正文", None, False),
    ]


def test_merged_cells_stand_once_with_their_spans(tmp_path):
    down, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = tbl(
        tc("一、甲", '<w:gridSpan w:val="3"/>'),
        tc("头", down) + tc("1.乙") + tc("办公室", down),
        tc("", go_on) + tc("2.丙") + tc("", go_on),
    )
    assert cells(only_grid(docx(tmp_path, body))) == [
        (0, 0, 1, 3, "一、甲"),
        (1, 0, 2, 1, "头"),
        (1, 1, 1, 1, "1.乙"),
        (1, 2, 2, 1, "办公室"),
        (2, 1, 1, 1, "2.丙"),
    ]


def test_absurd_spans_make_no_columns(tmp_path):
    body = tbl(tc("甲", '<w:gridSpan w:val="2000000000"/>') + tc("乙"), tc("丙") + tc("丁"))
    grid = only_grid(docx(tmp_path, body))
    assert (grid.rows, grid.columns) == (2, 3)


def test_a_border_dragged_a_little_makes_no_column_of_its_own(tmp_path):
    body = tbl(
        tc("任务", '<w:gridSpan w:val="2"/>') + tc("单位"),
        tc("甲") + tc("办公室", '<w:gridSpan w:val="2"/>'),
        widths=(3000, 60, 3000),
    )
    assert cells(only_grid(docx(tmp_path, body))) == [
        (0, 0, 1, 1, "任务"), (0, 1, 1, 1, "单位"), (1, 0, 1, 1, "甲"), (1, 1, 1, 1, "办公室"),
    ]  # fmt: skip


def test_a_table_in_a_one_cell_frame_is_unwrapped(tmp_path):
    inner = tbl(tc("任务") + tc("责任单位"), tc("1.甲") + tc("办公室"))
    body = f"<w:tbl><w:tr><w:tc>{p('标题')}{inner}<w:p/></w:tc></w:tr></w:tbl>"
    document = read_blocks(docx(tmp_path, body))
    assert [type(block).__name__ for block in document.blocks] == ["Paragraph", "Grid"]
    assert document.blocks[1].columns == 2


def test_a_small_table_inside_a_cell_is_text_of_that_cell(tmp_path):
    inner = tbl(tc("牵头") + tc("办公室"), tc("配合") + tc("各科室"))
    body = tbl(tc("任务") + tc("责任单位"), tc("1.甲") + f"<w:tc>{p('如下')}{inner}<w:p/></w:tc>")
    assert only_grid(docx(tmp_path, body)).cells[-1].text == "如下\n牵头\u3000办公室\n配合\u3000各科室"


def test_tables_with_nothing_between_are_one_and_places_are_counted(tmp_path):
    table = tbl(tc("任务") + tc("单位"), widths=(100, 100))
    document = read_blocks(docx(tmp_path, p("甲") + table + table + p("乙") + table))
    assert [(block.place, getattr(block, "rows", None)) for block in document.blocks] == [
        ("第1段", None), ("表1", 2), ("第2段", None), ("表2", 1),
    ]  # fmt: skip


def test_the_strict_dialect_reads_the_same(tmp_path):
    strict = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    assert texts(docx(tmp_path, p("正文"), word=strict)) == ["正文"]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<w:p>", id="not well-formed"),
        pytest.param("<w:ins>" * 300 + "</w:ins>" * 300, id="nested too deeply"),
    ],
)
def test_a_broken_document_is_refused_with_its_name(tmp_path, body):
    with pytest.raises(UnusableInput) as caught:
        read_blocks(docx(tmp_path, body))
    assert caught.value.file == "方案.docx"
    assert "损坏" in caught.value.what


def test_a_paragraph_is_strong_where_all_of_it_is_bold_or_black(tmp_path):
    bold, black = "<w:b/>", '<w:rFonts w:eastAsia="黑体"/>'

    def set_in(face, text):
        return f"<w:r><w:rPr>{face}</w:rPr><w:t>{text}</w:t></w:r>"

    body = "".join(
        f"<w:p><w:pPr>{style}</w:pPr>{runs}</w:p>"
        for style, runs in (
            ("", set_in(bold, "加粗")),
            ("", set_in(black, "黑体")),
            ("", set_in(bold, "一部分") + set_in("", "加粗")),
            ('<w:pStyle w:val="head"/>', set_in("", "样式")),
            ('<w:pStyle w:val="head"/>', set_in('<w:b w:val="0"/>', "取消")),
        )
    )
    style = '<w:style w:type="paragraph" w:styleId="head"><w:name w:val="小标题"/><w:rPr><w:b/></w:rPr></w:style>'
    blocks = read_blocks(docx(tmp_path, body, styles=style)).blocks
    assert [block.is_strong for block in blocks] == [True, True, False, True, False]
