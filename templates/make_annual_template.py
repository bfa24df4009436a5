"""Makes ``annual.docx`` anew: ``python templates/make_annual_template.py``.

The page and the styles are those of ``section.docx``; the three tables are the official form's, cell by cell, with the
official column widths scaled to the width of the text (156 mm).
"""

import io
import re
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import make_templates as base  # noqa: E402

from reportgen.annual.form import TableForm, table_form  # noqa: E402

WIDTHS = {
    "disclosure": [2211] * 4,
    "requests": [685, 836, 2969] + [622] * 7,
    "reviews": [590] * 9 + [589] * 6,
}
"""Columns in twips; each adds up to 8844."""
MARGIN = 40
"""Left and right margin of a label's cell (twips)."""
FIGURE_MARGIN = 10
"""Likewise of a figure's, which is centred."""
FIGURE_MARGINS = (
    f'<w:tcMar><w:left w:w="{FIGURE_MARGIN}" w:type="dxa"/><w:right w:w="{FIGURE_MARGIN}" w:type="dxa"/></w:tcMar>'
)
NUMERALS = "一二三四五六"
HEAD_ROWS = {"disclosure": 0, "requests": 3, "reviews": 3}
"""Rows repeated where a table crosses a page; the blocks of 主动公开 have heads of their own."""
V = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'

CELL_LINE = '<w:spacing w:before="10" w:after="10" w:line="276" w:lineRule="exact"/>'
SONG = base.fonts(base.SONG) + base.size(21)
STYLES = base.STYLES.replace(
    "</w:styles>",
    base.style("label", "Form Label", paragraph=base.PLAIN + CELL_LINE + '<w:jc w:val="left"/>', run=SONG)
    + base.style(
        "formhead",
        "Form Head",
        paragraph="<w:keepNext/>" + base.PLAIN + CELL_LINE + '<w:jc w:val="center"/>',
        run=SONG,
    )
    + base.style("figure", "Form Figure", paragraph=base.PLAIN + CELL_LINE + '<w:jc w:val="center"/>', run=SONG)
    + base.style(
        "note",
        "Form Note",
        paragraph="<w:keepNext/>" + base.PLAIN + CELL_LINE + '<w:jc w:val="left"/>',
        run=base.fonts(base.KAITI) + base.size(21),
    )
    + base.style(
        "signature",
        "Signature",
        paragraph="<w:keepNext/>" + base.EXACT.replace(base.BEFORE, base.LINE_BEFORE) + '<w:jc w:val="right"/>',
        run='<w:spacing w:val="-5"/>' + base.size(32),
    )
    + base.style(
        "date", "Date", paragraph=base.EXACT + '<w:jc w:val="right"/>', run='<w:spacing w:val="-5"/>' + base.size(32)
    )
    + base.style(
        "draft",
        "Draft Mark",
        paragraph=base.PLAIN + '<w:jc w:val="center"/>',
        run=base.fonts(base.HEITI) + '<w:color w:val="C00000"/>' + base.size(28),
    )
    + "</w:styles>",
)


def form_table(form: TableForm) -> str:
    """The form's table; a figure's cell prints its field: ``{{ 表.requests.r01.total }}``."""
    widths = WIDTHS[form.name]
    at = {(cell.row, cell.column): cell for cell in form.cells}
    covered = {(cell.row + below, cell.column): cell for cell in form.cells for below in range(1, cell.row_span)}
    rows = []
    for row in range(form.rows):
        boxes, column = [], 0
        while column < form.columns:
            cell = at.get((row, column)) or covered[row, column]
            starts = cell.row == row
            span = f'<w:gridSpan w:val="{cell.column_span}"/>' if cell.column_span > 1 else ""
            merge = ("" if cell.row_span == 1 else '<w:vMerge w:val="restart"/>') if starts else "<w:vMerge/>"
            width = sum(widths[column : column + cell.column_span])
            # Every row but the last stays with the next one: a table that fits a page is not torn.
            keep = "<w:keepNext/>" if row < form.rows - 1 else ""
            boxes.append(
                base.cell(
                    _words(cell, starts, keep), width, properties=span + merge + (FIGURE_MARGINS if cell.key else "")
                )
            )
            column += cell.column_span
        rows.append(base.row_of("".join(boxes), head=row < HEAD_ROWS[form.name]))
    table = base.table(rows, widths)
    return table.replace('w:w="57" w:type="dxa"', f'w:w="{MARGIN}" w:type="dxa"')


def _words(cell, starts: bool, keep: str) -> str:
    if cell.key:
        field = f"{{{{ 表.{cell.key.table}.{cell.key.row}.{cell.key.column} }}}}"
        return base.paragraph("figure", base.text(field), extra=keep)
    style = "note" if cell.text.startswith("（本列") else "formhead" if cell.is_heading else "label"
    return base.paragraph(style, base.text(cell.text) if starts else "", extra=keep)


def years_table(count: int) -> str:
    label, change = 2844, 1500
    width = (8844 - label - change) // count
    widths = [label, *[width] * (count - 1), 8844 - label - change - width * (count - 1), change]
    heads = ["项目", *(f"{{{{ 块.年度.{at} }}}}" for at in NUMERALS[:count]), "比上年"]
    cells = [
        base.para("cell", "{{ 行.项目 }}"),
        *(base.para("number", f"{{{{ 行.数.{at} }}}}") for at in NUMERALS[:count]),
        base.para("number", "{{ 行.比上年 }}"),
    ]
    return base.table(
        [
            base.row([base.para("head", head) for head in heads], widths, head=True),
            base.control_row("{%tr for 行 in 块.行 %}", widths),
            base.row(cells, widths),
            base.control_row("{%tr endfor %}", widths),
        ],
        widths,
    )


def blocks(name: str, *, rich: bool = False) -> str:
    """A part's paragraphs in order; part one has charts and a table besides."""
    parts = [
        base.para("body", "{%p for 块 in " + name + " %}"),
        base.para("body", "{%p if 块.类 == '小标题' %}"),
        base.para("h2", "{{ 块.文 }}"),
    ]
    if rich:
        parts += [
            base.para("body", "{%p elif 块.类 == '图' %}"),
            base.para("picture", "{{ 块.图片 }}"),
            base.caption("图", "{{ 块.序号 }}", "{{ 块.题注 }}"),
            base.para("body", "{%p elif 块.类 == '两年表' %}"),
            base.caption("表", "{{ 块.序号 }}", "{{ 块.题注 }}"),
            years_table(2),
            base.paragraph("break", ""),
            base.para("body", "{%p elif 块.类 == '三年表' %}"),
            base.caption("表", "{{ 块.序号 }}", "{{ 块.题注 }}"),
            years_table(3),
            base.paragraph("break", ""),
        ]
    return "".join(
        [
            *parts,
            base.para("body", "{%p else %}"),
            base.para("body", "{{ 块.文 }}"),
            base.para("body", "{%p endif %}"),
            base.para("body", "{%p endfor %}"),
        ]
    )


def section() -> str:
    references = "".join(
        f'<w:{kind}Reference w:type="{side}" r:id="rId{number}"/>'
        for kind, side, number in (
            ("header", "default", 8),
            ("header", "even", 9),
            ("footer", "default", 4),
            ("footer", "even", 5),
        )
    )
    return re.sub(r"<w:footerReference[^>]*/><w:footerReference[^>]*/>", references, base.section(landscape=False))


def body() -> str:
    return "".join(
        [
            base.para("title", "{{ 标题 }}"),
            base.para("body", "{%p for 段 in 引言 %}"),
            base.para("body", "{{ 段 }}"),
            base.para("body", "{%p endfor %}"),
            base.para("h1", "{{ 章.一 }}"),
            blocks("总体情况", rich=True),
            *(
                base.para("h1", f"{{{{ 章.{number} }}}}") + form_table(table_form(name))
                for number, name in zip("二三四", WIDTHS, strict=True)
            ),
            base.para("h1", "{{ 章.五 }}"),
            blocks("问题和改进"),
            base.para("h1", "{{ 章.六 }}"),
            blocks("其他事项"),
            base.para("body", "{%p if 署名 %}"),
            base.para("signature", "{{ 署名 }}"),
            base.para("body", "{%p endif %}"),
            base.para("body", "{%p if 日期 %}"),
            base.para("date", "{{ 日期 }}"),
            base.para("body", "{%p endif %}"),
            section(),
        ]
    )


def header(number: int) -> str:
    """On a draft: a line that says so, and 草稿 across the page; on any other report an empty line."""
    shape = (
        '<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
        ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
        '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"'
        ' o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="draft{number}" o:spid="_x0000_s20{48 + number}" type="#_x0000_t136" alt="草稿"'
        ' style="position:absolute;margin-left:0;margin-top:0;width:300pt;height:150pt;rotation:315;z-index:-251658240;'
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        'mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#d9d9d9" stroked="f">'
        '<v:fill opacity=".5"/><v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string="草稿"/></v:shape>'
        "</w:pict></w:r>"
    )
    return (
        base.HEAD
        + f"<w:hdr {base.W} {V}>"
        + base.para("draft", "{%p if 草稿 %}")
        + base.paragraph("draft", base.text("{{ 草稿 }}") + shape)
        + base.para("draft", "{%p else %}")
        + base.paragraph("break", "")
        + base.para("draft", "{%p endif %}")
        + "</w:hdr>"
    )


def parts() -> dict[str, str]:
    left_out = {"word/footer3.xml", "word/footer4.xml"}
    made = {name: content for name, content in base.PARTS.items() if name not in left_out}
    types, relations = "[Content_Types].xml", "word/_rels/document.xml.rels"
    for number in (3, 4):
        made[types] = re.sub(rf'<Override PartName="/word/footer{number}\.xml"[^>]*/>', "", made[types])
        made[relations] = re.sub(rf'<Relationship Id="[^"]*"[^>]*footer{number}\.xml"/>', "", made[relations])
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
    for number in (1, 2):
        override = f'<Override PartName="/word/header{number}.xml" ContentType="{kind}"/>'
        made[types] = made[types].replace("</Types>", override + "</Types>")
        link = f'<Relationship Id="rId{7 + number}" Type="{base.OFFICE}/header" Target="header{number}.xml"/>'
        made[relations] = made[relations].replace("</Relationships>", link + "</Relationships>")
        made[f"word/header{number}.xml"] = header(number)
    made["word/styles.xml"] = STYLES
    made["word/document.xml"] = base.HEAD + f"<w:document {base.W} {base.R}><w:body>{body()}</w:body></w:document>"
    return made


def main() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts().items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content.encode(), zipfile.ZIP_DEFLATED)
    (HERE / "annual.docx").write_bytes(out.getvalue())


if __name__ == "__main__":
    main()
