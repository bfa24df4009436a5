"""Chart data → a native Word chart with its workbook inside, editable in Word."""

from typing import Any
from xml.sax.saxutils import quoteattr

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.package import Package
from docx.text.paragraph import Paragraph

from reportgen.charts.data import ChartData
from reportgen.charts.layout import WIDTH_MM
from reportgen.charts.native_xml import chart_xml, height_mm
from reportgen.charts.table import Table, as_table, workbook

_EMU_PER_MM = 36000

_DRAWING = (
    '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
    '<wp:effectExtent l="0" t="0" r="0" b="0"/>'
    '<wp:docPr id="{id}" name={name} descr={alt} title={title}/><wp:cNvGraphicFramePr/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="{rid}"/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing>"
)


def add_native_chart(document: Document, paragraph: Paragraph, chart: ChartData) -> None:
    """Put a chart in place of what a paragraph of the body holds.

    Args:
        document: The open document; call after the template was rendered.
        paragraph: The marker; its style and alignment stay.
        chart: What to show.
    """
    for child in list(paragraph._p):
        if child.tag != qn("w:pPr"):
            paragraph._p.remove(child)
    make_room(paragraph)
    paragraph.add_run()._r.append(chart_drawing(document, chart))


def make_room(paragraph: Paragraph) -> None:
    """Single line spacing, without which Word would show one line of the chart; it stays with the caption below."""
    paragraph.paragraph_format.line_spacing = 1.0
    paragraph.paragraph_format.first_line_indent = 0
    paragraph.paragraph_format.keep_with_next = True


def chart_drawing(document: Document, chart: ChartData) -> Any:
    """A new w:drawing for a run of the body; chart and workbook become parts of the document.

    Call after the template was rendered: ids of drawings are given so that none stands twice.
    """
    package = document.part.package
    book = workbook_part(package, as_table(chart))
    part = Part(package.next_partname("/word/charts/chart%d.xml"), CONTENT_TYPE.DML_CHART, b"", package)
    rid = part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
    part._blob = chart_xml(chart, workbook_rid=rid).encode()
    return parse_xml(
        _DRAWING.format(
            width=round(WIDTH_MM * _EMU_PER_MM),
            height=round(height_mm(chart) * _EMU_PER_MM),
            id=document.part.next_id,
            name=quoteattr(chart.name),
            alt=quoteattr(chart.alt),
            title=quoteattr(chart.whole),
            rid=document.part.relate_to(part, RELATIONSHIP_TYPE.CHART),
        )
    )


def workbook_part(package: Package, table: Table) -> Part:
    """A new embedded workbook holding a table."""
    name = package.next_partname("/word/embeddings/Microsoft_Excel_Sheet%d.xlsx")
    return Part(name, CONTENT_TYPE.SML_SHEET, workbook(table), package)
