"""A sample plan as a Word file, laid out as bureaus publish such tables: merged cells, Chinese fonts, A4."""

import io
from collections.abc import Sequence

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from reportgen.files.package import repack

WIDTHS = (Mm(34), Mm(88), Mm(34))
Category = tuple[str, tuple[tuple[str, str | None], ...]]


def plan_docx(title: str, head: Sequence[str], categories: Sequence[Category]) -> bytes:
    """One table of three columns; a category's cell covers its rows, ``None`` merges a unit cell with the one above."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(heading, title, font="方正小标宋简体", size=22)
    table = document.add_table(rows=0, cols=len(head))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width
    for cell, text in zip(table.add_row().cells, head, strict=True):
        _fill(cell, text, font="黑体")
    for category, items in categories:
        first = len(table.rows)
        for text, responsibility in items:
            row = table.add_row()
            _fill(row.cells[1], text)
            if responsibility is None:
                table.cell(len(table.rows) - 2, 2).merge(row.cells[2])
            else:
                _fill(row.cells[2], responsibility)
        _fill(table.cell(first, 0).merge(table.cell(len(table.rows) - 1, 0)), category)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = width
    document.core_properties.author = ""
    document.core_properties.title = title
    out = io.BytesIO()
    document.save(out)
    return repack(out.getvalue())


def _fill(cell, text: str, *, font: str = "仿宋_GB2312") -> None:
    paragraph = cell.paragraphs[0]
    for extra in cell.paragraphs[1:]:  # python-docx leaves the merged cells' empty paragraphs behind
        extra._element.getparent().remove(extra._element)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    _run(paragraph, text, font=font, size=12)


def _run(paragraph, text: str, *, font: str, size: float) -> None:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.name = "Times New Roman"
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
