"""What every sample made as a Word file has in common: A4 page, Chinese fonts, cells, automatic numbering."""

import io
from collections.abc import Sequence

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from reportgen.files.package import repack

BODY, HEADLINE = "仿宋_GB2312", "方正小标宋简体"
_CENTRE, _RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def page(*, is_wide: bool = False):
    """An empty document on A4, upright or lying."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if is_wide else (Mm(210), Mm(297))
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    if is_wide:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.top_margin, section.bottom_margin = Mm(20), Mm(16)
    return document


def finish(document, title: str) -> bytes:
    """The document's bytes, the same for the same content."""
    document.core_properties.author = ""
    document.core_properties.title = title
    out = io.BytesIO()
    document.save(out)
    return repack(out.getvalue())


def add_headline(document, text: str) -> None:
    """A centred heading in the font of official titles."""
    heading = document.add_paragraph()
    heading.alignment = _CENTRE
    write(heading, text, font=HEADLINE, size=22)


def add_text(document, text: str, *, indent: bool = True, centred: bool = False, font: str = BODY, size: float = 16):
    """A paragraph of running text, set two characters in unless told otherwise; returns it."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(28)
    if centred:
        paragraph.alignment = _CENTRE
    elif indent:
        paragraph.paragraph_format.first_line_indent = Pt(2 * size)
    write(paragraph, text, font=font, size=size)
    return paragraph


def add_signature(document, lines: Sequence[str]) -> None:
    """Who signs and when, at the right."""
    for line in lines:
        add_text(document, line, indent=False).alignment = _RIGHT


def add_blank(document) -> None:
    """An empty line."""
    add_text(document, "", indent=False)


def write(paragraph, text: str, *, font: str, size: float) -> None:
    """A run of text with its East-Asian font named, as Word needs it."""
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.name = "Times New Roman"
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)


def fill(cell, lines: str | Sequence[str], *, font: str = BODY) -> None:
    """Write a table cell, one paragraph to a line."""
    for extra in cell.paragraphs[1:]:  # python-docx leaves the merged cells' empty paragraphs behind
        extra._element.getparent().remove(extra._element)
    for number, line in enumerate([lines] if isinstance(lines, str) else lines):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        write(paragraph, line, font=font, size=12)


def start_table(document, widths: Sequence[Mm]):
    """A ruled table without rows; rows added to it take over the widths of its columns."""
    table = document.add_table(rows=0, cols=len(widths))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    return table


def repeat_on_every_page(row) -> None:
    """Mark a row as the table's heading row."""
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def start_numbering(document) -> int:
    """A list 一、→（一） that Word counts by itself; returns its number for ``number_by_word``."""
    numbering = document.part.numbering_part.element
    first = numbering.find(qn("w:num"))
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="0" w:firstLine="640"/></w:pPr>'
        f'<w:rPr><w:rFonts w:eastAsia="{font}" w:hint="eastAsia"/><w:sz w:val="32"/></w:rPr></w:lvl>'
        for level, (text, font) in enumerate((("%1、", "黑体"), ("（%2）", "楷体_GB2312")))
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>"
    )
    # the schema wants every abstractNum before the first num
    first.addprevious(abstract)
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'),
    )
    return 90


def number_by_word(paragraph, numbering: int, level: int) -> None:
    """Give a paragraph an automatic number of this level (0 or 1)."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = numbering


def add_page_numbers(document) -> None:
    """“— 1 —” in the middle of the foot, as official documents carry it."""
    foot = document.sections[0].footer.paragraphs[0]
    foot.alignment = _CENTRE
    write(foot, "— ", font="宋体", size=14)
    field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    foot._p.append(field)
    write(foot, " —", font="宋体", size=14)


def add_running_head(document, text: str) -> None:
    """The same words at the head of every page."""
    head = document.sections[0].header.paragraphs[0]
    head.alignment = _CENTRE
    write(head, text, font="宋体", size=10.5)
