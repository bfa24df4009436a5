"""Makes ``plain.docx`` and ``一页图解.docx`` anew: ``python templates/make_more_templates.py``.

``plain`` uses nothing but Word's own styles and one section, so that its text can be copied into an office's document and
takes that document's looks. ``一页图解`` is one page of A4 that reads in black-and-white print: greys and lines only.
"""

import io
import re
import zipfile

import make_templates as base

TEXT = 8844
"""Width of both pages' text in twips: 156 mm, the width of the pictures."""
_SIDE = (11906 - TEXT) // 2


def page(*, top: int, bottom: int, footer: bool) -> str:
    reference = '<w:footerReference w:type="default" r:id="rId4"/>' if footer else ""
    return (
        f'<w:sectPr>{reference}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="{top}" w:right="{_SIDE}"'
        f' w:bottom="{bottom}" w:left="{_SIDE}" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
    )


def run(content: str, properties: str) -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{base.escape(content)}</w:t></w:r>'


def style(key: str, name: str, *, paragraph: str = "", run: str = "", based: str = "a") -> str:
    """A style that takes its font from what it is based on, unless it names one."""
    parent = "" if key == based else f'<w:basedOn w:val="{based}"/>'
    default = ' w:default="1"' if key == "a" else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{key}"><w:name w:val="{name}"/>{parent}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def review_styles(half_points: int, *, has_headings: bool) -> str:
    """Styles that only the review copy uses: comments, and the tables of its closing page."""
    cell = '<w:spacing w:before="20" w:after="20"/>'
    headings = style(
        "h1",
        "heading 1",
        paragraph="<w:keepNext/>" + lines(360) + '<w:outlineLvl w:val="0"/>',
        run=base.fonts(base.HEITI),
    ) + style(
        "caption",
        "caption",
        paragraph=lines(240, before=120, after=60) + CENTRE,
        run=base.fonts(base.HEITI) + base.size(half_points),
    )
    return (
        ("" if has_headings else headings)
        + style("tt", "Table Text", paragraph=cell + '<w:jc w:val="left"/>', run=base.size(half_points))
        + style("tn1", "Table Number", paragraph=cell + CENTRE, run=base.size(half_points))
        + style("th", "Table Head", paragraph=cell + CENTRE, run="<w:b/>" + base.size(half_points))
        + style("sb", "Section Break", paragraph='<w:spacing w:line="20" w:lineRule="exact"/>', run=base.size(2))
        + style("CommentText", "annotation text", run=base.fonts(base.SONG) + base.size(21))
        + '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/><w:qFormat/>'
        f"<w:rPr>{base.size(21)}</w:rPr></w:style>"
    )


def styles(font: str, half_points: int, own: str, *, has_headings: bool) -> str:
    return (
        base.HEAD
        + f"<w:styles {base.W}><w:docDefaults><w:rPrDefault><w:rPr>{base.fonts(font)}{base.size(half_points)}"
        + '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        + f"</w:docDefaults>{own}{review_styles(21, has_headings=has_headings)}</w:styles>"
    )


def lines(factor: int, *, before: int = 0, after: int = 0) -> str:
    """Line spacing in 240ths of a line, with twips before and after."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{factor}" w:lineRule="auto"/>'


INDENT = '<w:ind w:firstLineChars="200" w:firstLine="480"/>'
CENTRE = '<w:jc w:val="center"/>'


# --- plain ---


def plain_styles() -> str:
    heading = base.fonts(base.HEITI)
    grid = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return styles(
        base.SONG,
        24,
        style("a", "Normal", paragraph='<w:widowControl w:val="0"/><w:jc w:val="both"/>', run=base.fonts(base.SONG))
        + style("title", "Title", paragraph=lines(360, after=240) + CENTRE, run=heading + base.size(36))
        + style("body", "Body Text", paragraph=lines(360) + INDENT, run=base.fonts(base.SONG))
        + style(
            "h1",
            "heading 1",
            paragraph="<w:keepNext/>" + lines(360, before=120) + '<w:outlineLvl w:val="0"/>',
            run=heading + base.size(28),
        )
        + style(
            "h2",
            "heading 2",
            paragraph="<w:keepNext/>" + lines(360) + '<w:outlineLvl w:val="1"/>',
            run=heading + base.size(24),
        )
        + style(
            "h3",
            "heading 3",
            paragraph="<w:keepNext/>" + lines(360) + '<w:outlineLvl w:val="2"/>',
            run=base.fonts(base.SONG) + "<w:b/>" + base.size(24),
        )
        + style("caption", "caption", paragraph=lines(240, before=120, after=60) + CENTRE, run=heading + base.size(21))
        + style("cell", "No Spacing", paragraph='<w:jc w:val="left"/>', run=base.fonts(base.SONG) + base.size(21))
        + style("footer", "footer", paragraph=CENTRE, run=base.fonts(base.SONG) + base.size(18))
        + '<w:style w:type="table" w:default="1" w:styleId="tn"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
        + '<w:style w:type="table" w:styleId="grid"><w:name w:val="Table Grid"/><w:basedOn w:val="tn"/>'
        f"<w:tblPr><w:tblBorders>{grid}</w:tblBorders></w:tblPr></w:style>",
        has_headings=True,
    )


def grid(rows: list[str], widths: list[int]) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="grid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def head_row(titles: list[str], widths: list[int]) -> str:
    return base.row([base.paragraph("cell", run(one, "<w:b/>"), extra=CENTRE) for one in titles], widths, head=True)


def each(name: str, source: str, key: str = "body") -> str:
    """A loop over paragraphs."""
    return (
        base.para("body", f"{{%p for {name} in {source} %}}")
        + base.para(key, f"{{{{ {name} }}}}")
        + base.para("body", "{%p endfor %}")
    )


def figures(group: str) -> str:
    """A loop over the pictures of one place, each with its caption below."""
    return (
        base.para("body", "{%p for 图 in 图组." + group + " %}")
        + base.paragraph("cell", base.text("{{ 图.图片 }}"), extra="<w:keepNext/>" + CENTRE)
        + base.caption("图", "{{ 图.序号 }}", "{{ 图.题注 }}")
        + base.para("body", "{%p endfor %}")
    )


def plain_body() -> str:
    units = [2244, 1100, 1100, 1100, 1100, 1100, 1100]
    unit_titles = ["单位", "承担任务", "完成", "完成率", "配合任务", "完成", "完成率"]
    unit_fields = ["单位", "承担", "承担完成", "承担率", "配合", "配合完成", "配合率"]
    tasks = [550, 1100, 2050, 1150, 994, 3000]
    task_titles = ["序号", "工作任务", "具体要求", "责任单位", "完成情况", "落实情况"]
    task_fields = ["行.序号", "类.名称", "行.要求", "行.责任", "行.情况", "行.落实"]
    return "".join(
        [
            base.para("title", "{{ 标题 }}"),
            each("段", "引言"),
            base.para("h1", "{{ 章.总体 }}"),
            each("段", "总体"),
            figures("总体"),
            base.para("h1", "{{ 章.分类 }}"),
            base.para("body", "{%p for 类 in 分类 %}"),
            base.para("h2", "{{ 类.标题 }}"),
            each("段", "类.段落"),
            base.para("body", "{%p endfor %}"),
            figures("分类"),
            base.para("body", "{%p if 单位表 %}"),
            base.para("h1", "{{ 章.单位 }}"),
            each("段", "单位说明"),
            base.caption("表", "1", "各单位完成情况（单位：项）"),
            grid(
                [
                    head_row(unit_titles, units),
                    base.control_row("{%tr for 行 in 单位表 %}", units),
                    base.row([base.para("cell", "{{ 行." + one + " }}") for one in unit_fields], units),
                    base.control_row("{%tr endfor %}", units),
                ],
                units,
            ),
            base.paragraph("cell", ""),
            figures("单位"),
            base.para("body", "{%p endif %}"),
            base.para("h1", "{{ 章.问题 }}"),
            each("段", "问题"),
            base.caption("表", "{{ 附表序号 }}", "任务落实情况一览表"),
            grid(
                [
                    head_row(task_titles, tasks),
                    base.control_row("{%tr for 类 in 任务表 %}", tasks),
                    base.control_row("{%tr for 行 in 类.行 %}", tasks),
                    base.control_row("{%tr if 行.续 %}", tasks),
                    base.row_of(
                        base.cell(base.para("cell", "{{ 行.序号 }}"), tasks[0])
                        + base.cell(base.para("cell", "{{ 类.名称 }}"), tasks[1])
                        + base.cell(
                            base.para("cell", "{{ 行.落实 }}"), sum(tasks[2:]), properties='<w:gridSpan w:val="4"/>'
                        )
                    ),
                    base.control_row("{%tr else %}", tasks),
                    base.row([base.para("cell", "{{ " + one + " }}") for one in task_fields], tasks),
                    base.control_row("{%tr endif %}", tasks),
                    base.control_row("{%tr endfor %}", tasks),
                    base.control_row("{%tr endfor %}", tasks),
                ],
                tasks,
            ),
            base.paragraph("cell", ""),
            page(top=1440, bottom=1440, footer=True),
        ]
    )


def plain_footer() -> str:
    field = f'<w:fldSimple w:instr=" PAGE ">{base.text("1")}</w:fldSimple>'
    return base.HEAD + f"<w:ftr {base.W}>" + base.paragraph("footer", field) + "</w:ftr>"


# --- 一页图解 ---


def onepage_styles() -> str:
    exact = '<w:snapToGrid w:val="0"/><w:spacing w:before="{}" w:after="{}" w:line="{}" w:lineRule="exact"/>'
    return styles(
        base.FANGSONG,
        24,
        style("a", "Normal", paragraph='<w:widowControl w:val="0"/>', run=base.fonts(base.FANGSONG) + base.size(24))
        + style(
            "title",
            "Title",
            paragraph=exact.format(0, 100, 640) + CENTRE,
            run=base.fonts(base.TITLE) + base.size(44),
        )
        + style(
            "sub", "Subtitle", paragraph=exact.format(0, 240, 400) + CENTRE, run=base.fonts(base.KAITI) + base.size(28)
        )
        + style(
            "big",
            "Key Figure",
            paragraph=exact.format(140, 0, 680) + CENTRE,
            run=base.fonts(base.HEITI, base.HEITI) + base.size(56),
        )
        + style(
            "label",
            "Key Label",
            paragraph=exact.format(0, 140, 320) + CENTRE,
            run=base.fonts(base.FANGSONG) + base.size(21),
        )
        + style(
            "picture",
            "Picture",
            paragraph='<w:snapToGrid w:val="0"/>' + lines(240, before=240, after=200) + CENTRE,
            run=base.size(21),
        )
        + style(
            "point",
            "Point Head",
            paragraph=exact.format(100, 100, 420) + CENTRE,
            run=base.fonts(base.HEITI) + base.size(26),
        )
        + style(
            "body",
            "Body Text",
            paragraph=exact.format(100, 100, 420) + '<w:jc w:val="both"/>',
            run=base.fonts(base.FANGSONG) + base.size(26),
        )
        + style("note", "Note", paragraph=exact.format(160, 0, 280), run=base.fonts(base.KAITI) + base.size(18)),
        has_headings=False,
    )


def boxes(rows: list[str], widths: list[int], *, inside: str) -> str:
    """A table with a strong frame; ``inside`` are the edges between cells."""
    frame = "".join(
        f'<w:{edge} w:val="single" w:sz="12" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right")
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{frame}{inside}'
        '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="113" w:type="dxa"/>'
        f'<w:right w:w="113" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def cells(contents: list[tuple[str, bool]], widths: list[int]) -> str:
    """A row; each cell with whether its ground is grey."""
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        + ('<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>' if grey else "")
        + f'<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
        for (content, grey), width in zip(contents, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{made}</w:tr>"


def onepage_body() -> str:
    figures_widths = [TEXT // 4] * 4
    shown = [
        ("{{ 数字.任务总数 }}", "部署任务（项）"),
        ("{{ 数字.完成 }}", "完成任务（项）"),
        ("{{ 数字.完成率 }}", "完成率"),
        ("{{ 数字.已报送 }}/{{ 数字.单位总数 }}", "报送单位（个）"),
    ]
    upright = '<w:insideV w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    across = '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    points = [1644, TEXT - 1644]
    empty = base.paragraph("body", "")
    return "".join(
        [
            base.para("title", "{{ 数字.年度 }}年政务公开工作要点落实情况"),
            base.para("sub", "{{ 数字.机关 }}（截至{{ 数字.截止日期 }}）"),
            boxes(
                [
                    cells(
                        [
                            (base.para("big", big) + base.para("label", label), number % 2 == 0)
                            for number, (big, label) in enumerate(shown)
                        ],
                        figures_widths,
                    )
                ],
                figures_widths,
                inside=upright,
            ),
            # Of a picture and a native chart of the same figures one is enough here.
            base.para("note", "{%p for 图 in 图组.总体[:1] %}"),
            base.para("picture", "{{ 图.图片 }}"),
            base.para("note", "{%p endfor %}"),
            boxes(
                [
                    cells([(base.para("body", "{%tr for 点 in 要点 %}"), False), (empty, False)], points),
                    cells(
                        [(base.para("point", "{{ 点.标题 }}"), True), (base.para("body", "{{ 点.内容 }}"), False)],
                        points,
                    ),
                    cells([(base.para("body", "{%tr endfor %}"), False), (empty, False)], points),
                ],
                points,
                inside=across + upright,
            ),
            base.para("note", "数据来源：各责任单位报送的落实情况。统计口径：{{ 数字.口径 }}"),
            page(top=1134, bottom=850, footer=False),
        ]
    )


def package(styles_xml: str, body: str, *, footer: str | None) -> dict[str, str]:
    """The parts of a template; what is not said here is as in ``section.docx``, without its other footers."""
    document = base.HEAD + f"<w:document {base.W} {base.R}><w:body>{body}</w:body></w:document>"
    settings = base.PARTS["word/settings.xml"].replace("<w:evenAndOddHeaders/>", "")
    parts = {**base.PARTS, "word/styles.xml": styles_xml, "word/document.xml": document, "word/settings.xml": settings}
    for part in [name for name in parts if name.startswith("word/footer")]:
        name = part.removeprefix("word/")
        if footer is not None and name == "footer1.xml":
            parts[part] = footer
            continue
        del parts[part]
        for index in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
            parts[index] = re.sub(rf'<(?:Override|Relationship) [^>]*"(?:/word/)?{name}"[^>]*/>', "", parts[index])
    return parts


TEMPLATES = {
    "plain.docx": package(plain_styles(), plain_body(), footer=plain_footer()),
    "一页图解.docx": package(onepage_styles(), onepage_body(), footer=None),
}


def main() -> None:
    for name, parts in TEMPLATES.items():
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for part, content in parts.items():
                package.writestr(zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0)), content.encode(), zipfile.ZIP_DEFLATED)
        (base.HERE / name).write_bytes(out.getvalue())


if __name__ == "__main__":
    main()
