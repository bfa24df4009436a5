"""Makes ``section.docx`` anew: ``python templates/make_templates.py``.

The page follows GB/T 9704-2012; the values that render alike in Word, WPS and LibreOffice were measured: a line grid of
579 twips, 16 pt characters closed up by a quarter point, so that 22 lines of 28 characters stand on a page.
"""

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PORTRAIT = 8844
LANDSCAPE = 12756
FANGSONG, KAITI, HEITI, TITLE, SONG = "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体"


def fonts(chinese: str, latin: str = "Times New Roman") -> str:
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{chinese}" w:cs="{latin}"/>'


def style(key: str, name: str, *, paragraph: str, run: str, based: str = "a", kind: str = "paragraph") -> str:
    default = ' w:default="1"' if key == "a" else ""
    parent = "" if not based or key == based else f'<w:basedOn w:val="{based}"/>'
    properties = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    if "w:rFonts" not in run and kind == "paragraph":  # every style names its East-Asian font
        run = fonts(FANGSONG) + run
    return (
        f'<w:style w:type="{kind}"{default} w:styleId="{key}"><w:name w:val="{name}"/>{parent}<w:qFormat/>'
        f"{properties}<w:rPr>{run}</w:rPr></w:style>"
    )


def size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


BEFORE, LINE_BEFORE = 'w:before="0"', 'w:before="579"'
EXACT = '<w:spacing w:before="0" w:after="0" w:line="579" w:lineRule="exact"/>'
INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
PLAIN = '<w:snapToGrid w:val="0"/>'
STYLES = (
    HEAD
    + f"<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANGSONG)}{size(32)}"
    + '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
    + style("a", "Normal", paragraph='<w:widowControl w:val="0"/><w:jc w:val="both"/>', run=fonts(FANGSONG) + size(32))
    + style(
        "title",
        "Title",
        paragraph=PLAIN
        + '<w:spacing w:before="0" w:after="579" w:line="700" w:lineRule="exact"/><w:jc w:val="center"/>',
        run=fonts(TITLE) + size(44),
    )
    + style(
        "body",
        "Body Text",
        paragraph=f'<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>{EXACT}{INDENT}',
        run='<w:spacing w:val="-5"/>' + size(32),
    )
    + style(
        "h1",
        "heading 1",
        paragraph=f'<w:keepNext/>{EXACT}{INDENT}<w:outlineLvl w:val="0"/>',
        run=fonts(HEITI) + '<w:spacing w:val="-5"/>' + size(32),
    )
    + style(
        "h2",
        "heading 2",
        paragraph=f'<w:keepNext/>{EXACT}{INDENT}<w:outlineLvl w:val="1"/>',
        run=fonts(KAITI) + '<w:spacing w:val="-5"/>' + size(32),
    )
    + style(
        "caption",
        "caption",
        paragraph=PLAIN + '<w:spacing w:before="60" w:after="60"/><w:jc w:val="center"/>',
        run=fonts(HEITI) + size(24),
    )
    + style(
        "picture",
        "Picture",
        paragraph="<w:keepNext/>" + PLAIN + '<w:spacing w:before="120" w:after="0" w:line="240" w:lineRule="auto"/>'
        '<w:jc w:val="center"/>',
        run=size(21),
    )
    + style(
        "cell",
        "Table Text",
        paragraph=PLAIN + '<w:spacing w:before="20" w:after="20" w:line="280" w:lineRule="exact"/><w:jc w:val="left"/>',
        run=size(21),
    )
    + style(
        "number",
        "Table Number",
        paragraph=PLAIN
        + '<w:spacing w:before="20" w:after="20" w:line="280" w:lineRule="exact"/><w:jc w:val="center"/>',
        run=size(21),
    )
    + style(
        "head",
        "Table Head",
        paragraph=PLAIN
        + '<w:spacing w:before="40" w:after="40" w:line="300" w:lineRule="exact"/><w:jc w:val="center"/>',
        run=fonts(HEITI) + size(21),
    )
    # Carries a section's end, or stands behind a table where Word wants a paragraph; takes no room.
    + style(
        "break",
        "Section Break",
        paragraph=PLAIN + '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>',
        run=size(2),
    )
    + style(
        "h3",
        "heading 3",
        paragraph=f'<w:keepNext/>{EXACT}{INDENT}<w:outlineLvl w:val="2"/>',
        run=fonts(FANGSONG) + '<w:spacing w:val="-5"/>' + size(32),
    )
    # 附件 stands on the first line of its page, 附件说明 one blank line below the text (GB/T 9704-2012, 7.3.4 and 7.3.7).
    + style("annex", "Annex Mark", paragraph=f"<w:keepNext/>{EXACT}", run=fonts(HEITI) + size(32))
    + style(
        "annexnote",
        "Annex Note",
        paragraph=f'<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>{EXACT.replace(BEFORE, LINE_BEFORE)}{INDENT}',
        run='<w:spacing w:val="-5"/>' + size(32),
    )
    # Word's own styles of comments, which python-docx does not make: the review copy needs them.
    + style("CommentText", "annotation text", paragraph=PLAIN, run=fonts(SONG, SONG) + size(21))
    + style("CommentReference", "annotation reference", paragraph="", run=size(21), based="", kind="character")
    + style("footer", "footer", paragraph=PLAIN, run=fonts(SONG, SONG) + size(28))
    + "</w:styles>"
)


def text(content: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(content)}</w:t></w:r>'


def paragraph(key: str, content: str, *, extra: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{key}"/>{extra}</w:pPr>{content}</w:p>'


def para(key: str, content: str) -> str:
    return paragraph(key, text(content))


def caption(kind: str, number: str, title: str) -> str:
    field = f'<w:fldSimple w:instr=" SEQ {kind} \\* ARABIC ">{text(number)}</w:fldSimple>'
    keep = "<w:keepNext/>" if kind == "表" else ""
    return paragraph("caption", text(kind) + field + text("　" + title), extra=keep)


def figures(group: str) -> str:
    """A loop over the pictures of one place, each with its caption below."""
    return (
        para("body", "{%p for 图 in " + group + " %}")
        + para("picture", "{{ 图.图片 }}")
        + caption("图", "{{ 图.序号 }}", "{{ 图.题注 }}")
        + para("body", "{%p endfor %}")
    )


def cell(content: str, width: int, *, properties: str = "") -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}<w:vAlign w:val="center"/></w:tcPr>'
        f"{content}</w:tc>"
    )


def row_of(boxes: str, *, head: bool = False) -> str:
    properties = "<w:trPr><w:cantSplit/>" + ("<w:tblHeader/>" if head else "") + "</w:trPr>"
    return f"<w:tr>{properties}{boxes}</w:tr>"


def row(cells: list[str], widths: list[int], *, head: bool = False) -> str:
    return row_of("".join(cell(content, width) for content, width in zip(cells, widths, strict=True)), head=head)


def control_row(tag: str, widths: list[int]) -> str:
    return row([para("cell", tag), *(paragraph("cell", "") for _ in widths[1:])], widths)


def table(rows: list[str], widths: list[int]) -> str:
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{edges}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def unit_table() -> str:
    widths = [2844, 1000, 1000, 1000, 1000, 1000, 1000]
    counts = ["应完成", "完成", "完成率"]
    fields = ["单位", "承担", "承担完成", "承担率", "配合", "配合完成", "配合率"]
    three = '<w:gridSpan w:val="3"/>'
    return table(
        [
            row_of(
                cell(para("head", "单位"), widths[0], properties='<w:vMerge w:val="restart"/>')
                + cell(para("head", "承担任务（牵头、负责）"), sum(widths[1:4]), properties=three)
                + cell(para("head", "配合任务"), sum(widths[4:]), properties=three),
                head=True,
            ),
            row_of(
                cell(paragraph("head", ""), widths[0], properties="<w:vMerge/>")
                + "".join(
                    cell(para("head", title), width) for title, width in zip(counts * 2, widths[1:], strict=True)
                ),
                head=True,
            ),
            control_row("{%tr for 行 in 单位表 %}", widths),
            row(
                [para("cell" if field == "单位" else "number", "{{ 行." + field + " }}") for field in fields],
                widths,
            ),
            control_row("{%tr endfor %}", widths),
        ],
        widths,
    )


def task_table() -> str:
    widths = [650, 1450, 3450, 1500, 1150, 4556]
    titles = ["序号", "工作任务", "具体要求", "责任单位", "完成情况", "落实情况"]
    return table(
        [
            row([para("head", title) for title in titles], widths, head=True),
            control_row("{%tr for 类 in 任务表 %}", widths),
            control_row("{%tr for 行 in 类.行 %}", widths),
            control_row("{%tr if 行.续 %}", widths),
            row_of(
                cell(para("number", "{{ 行.序号 }}"), widths[0])
                + cell(para("cell", "{% vm %}{{ 类.名称 }}"), widths[1])
                + cell(para("cell", "（续）{{ 行.落实 }}"), sum(widths[2:]), properties='<w:gridSpan w:val="4"/>')
            ),
            control_row("{%tr else %}", widths),
            row(
                [
                    para("number", "{{ 行.序号 }}"),
                    para("cell", "{% vm %}{{ 类.名称 }}"),
                    para("cell", "{{ 行.要求 }}"),
                    para("cell", "{{ 行.责任 }}"),
                    para("number", "{{ 行.情况 }}"),
                    para("cell", "{{ 行.落实 }}"),
                ],
                widths,
            ),
            control_row("{%tr endif %}", widths),
            control_row("{%tr endfor %}", widths),
            control_row("{%tr endfor %}", widths),
        ],
        widths,
    )


def section(*, landscape: bool) -> str:
    first, second = ("rId6", "rId7") if landscape else ("rId4", "rId5")
    references = (
        f'<w:footerReference w:type="default" r:id="{first}"/><w:footerReference w:type="even" r:id="{second}"/>'
    )
    if landscape:
        # The upright page turned clockwise: its left edge is on top, its foot at the left (GB/T 9704-2012, chapter 8).
        page = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        margins = '<w:pgMar w:top="1588" w:right="2098" w:bottom="1474" w:left="1984" w:header="850" w:footer="907" w:gutter="0"/>'
    else:
        page = '<w:pgSz w:w="11906" w:h="16838"/>'
        margins = '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="850" w:footer="1247" w:gutter="0"/>'
    return f'<w:sectPr>{references}<w:type w:val="nextPage"/>{page}{margins}<w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>'


def body() -> str:
    parts = [
        para("title", "{{ 标题 }}"),
        para("body", "{%p for 段 in 引言 %}"),
        para("body", "{{ 段 }}"),
        para("body", "{%p endfor %}"),
        para("h1", "{{ 章.总体 }}"),
        para("body", "{%p for 段 in 总体 %}"),
        para("body", "{{ 段 }}"),
        para("body", "{%p endfor %}"),
        figures("图组.总体"),
        para("h1", "{{ 章.分类 }}"),
        para("body", "{%p for 类 in 分类 %}"),
        para("h2", "{{ 类.标题 }}"),
        para("body", "{%p for 段 in 类.段落 %}"),
        para("body", "{{ 段 }}"),
        para("body", "{%p endfor %}"),
        para("body", "{%p endfor %}"),
        figures("图组.分类"),
        para("body", "{%p if 单位表 %}"),
        para("h1", "{{ 章.单位 }}"),
        para("body", "{%p for 段 in 单位说明 %}"),
        para("body", "{{ 段 }}"),
        para("body", "{%p endfor %}"),
        caption("表", "1", "各单位完成情况（单位：项）"),
        unit_table(),
        paragraph("cell", ""),
        figures("图组.单位"),
        para("body", "{%p endif %}"),
        para("h1", "{{ 章.问题 }}"),
        para("body", "{%p for 段 in 问题 %}"),
        para("body", "{%p if loop.last %}"),
        # So that the line 附件 never stands alone on a page.
        paragraph("body", text("{{ 段 }}"), extra="<w:keepNext/>"),
        para("body", "{%p else %}"),
        para("body", "{{ 段 }}"),
        para("body", "{%p endif %}"),
        para("body", "{%p endfor %}"),
        para("annexnote", "附件：任务落实情况一览表"),
        paragraph("break", "", extra=section(landscape=False)),
        para("annex", "附件"),
        caption("表", "{{ 附表序号 }}", "任务落实情况一览表"),
        task_table(),
        paragraph("break", ""),
        section(landscape=True),
    ]
    return "".join(parts)


PAGE_NUMBER = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def footer(side: str) -> str:
    indent = f'<w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{side}"/>'
    return HEAD + f"<w:ftr {W}>" + paragraph("footer", text("— ") + PAGE_NUMBER + text(" —"), extra=indent) + "</w:ftr>"


EMU = 36000
"""English metric units in a millimetre."""
DRAWING = (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def turned_footer(side: str) -> str:
    """The page number of a page that lies across, where it stands on the upright ones: in a box at the left edge.

    Source:
        GB/T 9704-2012, chapter 8: the place of the page number is the same on pages with a table lying across.
    """
    top = 149 if side == "right" else 33
    box = (
        f'<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{1 if side == "right" else 2}"'
        ' behindDoc="0" locked="1" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{20 * EMU}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{top * EMU}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{8 * EMU}" cy="{30 * EMU}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{901 if side == "right" else 902}" name="页码" descr="页码"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f'<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{8 * EMU}" cy="{30 * EMU}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
        "<wps:txbx><w:txbxContent>"
        + paragraph("footer", text("— ") + PAGE_NUMBER + text(" —"), extra=f'<w:jc w:val="{side}"/>')
        + '</w:txbxContent></wps:txbx><wps:bodyPr vert="vert" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/>'
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor>"
    )
    drawing = f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice></mc:AlternateContent></w:r>'
    return HEAD + f"<w:ftr {W}{DRAWING}>" + paragraph("footer", drawing) + "</w:ftr>"


def font_table() -> str:
    pairs = ((FANGSONG, "仿宋"), (KAITI, "楷体"), (TITLE, "宋体"), (HEITI, "SimHei"), (SONG, "SimSun"))
    entries = "".join(f'<w:font w:name="{name}"><w:altName w:val="{other}"/></w:font>' for name, other in pairs)
    return HEAD + f"<w:fonts {W}>{entries}</w:fonts>"


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = {
    "[Content_Types].xml": HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    + "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-{kind}+xml"/>'
        for name, kind in (
            ("word/document.xml", "officedocument.wordprocessingml.document.main"),
            ("word/styles.xml", "officedocument.wordprocessingml.styles"),
            ("word/settings.xml", "officedocument.wordprocessingml.settings"),
            ("word/fontTable.xml", "officedocument.wordprocessingml.fontTable"),
            ("word/footer1.xml", "officedocument.wordprocessingml.footer"),
            ("word/footer2.xml", "officedocument.wordprocessingml.footer"),
            ("word/footer3.xml", "officedocument.wordprocessingml.footer"),
            ("word/footer4.xml", "officedocument.wordprocessingml.footer"),
            ("docProps/core.xml", "package.core-properties"),
        )
    )
    + "</Types>",
    "_rels/.rels": HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"'
    ' Target="docProps/core.xml"/></Relationships>',
    "docProps/core.xml": HEAD + "<cp:coreProperties"
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title></dc:title>'
    '<dcterms:created xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>',
    "word/_rels/document.xml.rels": HEAD
    + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    + "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(
            (
                ("styles", "styles.xml"),
                ("settings", "settings.xml"),
                ("fontTable", "fontTable.xml"),
                ("footer", "footer1.xml"),
                ("footer", "footer2.xml"),
                ("footer", "footer3.xml"),
                ("footer", "footer4.xml"),
            ),
            1,
        )
    )
    + "</Relationships>",
    "word/settings.xml": HEAD + f'<w:settings {W}><w:zoom w:percent="100"/><w:evenAndOddHeaders/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>',
    "word/styles.xml": STYLES,
    "word/fontTable.xml": font_table(),
    "word/footer1.xml": footer("right"),
    "word/footer2.xml": footer("left"),
    "word/footer3.xml": turned_footer("right"),
    "word/footer4.xml": turned_footer("left"),
    "word/document.xml": HEAD + f"<w:document {W} {R}><w:body>{body()}</w:body></w:document>",
}


def main() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in PARTS.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content.encode(), zipfile.ZIP_DEFLATED)
    (HERE / "section.docx").write_bytes(out.getvalue())


if __name__ == "__main__":
    main()
