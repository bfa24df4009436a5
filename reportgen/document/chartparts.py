"""Native Word charts in a rendered document: where a template printed one, and where an office drew its own."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree

from reportgen.charts.data import ChartData
from reportgen.errors import UnusableInput
from reportgen.files.door import admit

# Private-use characters, which cleaned text never holds: a template prints the mark, the chart takes its place.
_BEGIN, _END = "\ue0c0", "\ue0c1"
_MARK = re.compile(f"{_BEGIN}(\\d+){_END}")


@dataclass(frozen=True, slots=True)
class NativeChart:
    """A chart that a template prints like a picture; what it prints is a mark, which `place_charts` replaces.

    Attributes:
        number: Its place among all that the template may print.
        chart: What it shows.
    """

    number: int
    chart: ChartData

    @property
    def name(self) -> str:
        """Its name, shown as the caption."""
        return self.chart.name

    def __str__(self) -> str:
        return f"{_BEGIN}{self.number}{_END}"


def printable(charts: Sequence[Any]) -> list[Any]:
    """Charts as a template can print them: pictures as they are, data as native charts."""
    return [NativeChart(at, one) if isinstance(one, ChartData) else one for at, one in enumerate(charts)]


def place_charts(document: Document, charts: Sequence[Any]) -> None:
    """Put each native chart, editable and with its workbook inside, where its mark was printed."""
    from reportgen.charts.native import chart_drawing, make_room

    by_number = {one.number: one.chart for one in charts if isinstance(one, NativeChart)}
    for text in [text for text in document.element.body.iter(qn("w:t")) if _BEGIN in (text.text or "")]:
        run = text.getparent()
        before, *rest = _MARK.split(text.text)
        text.text = before
        at = text
        for number, after in zip(rest[::2], rest[1::2], strict=True):
            drawing = chart_drawing(document, by_number[int(number)])
            at.addnext(drawing)
            at = drawing
            if after:
                following = run.makeelement(qn("w:t"), {qn("xml:space"): "preserve"})
                following.text = after
                at.addnext(following)
                at = following
        if not before:
            run.remove(text)
        paragraph = next(run.iterancestors(qn("w:p")))
        make_room(Paragraph(paragraph, document._body))


def held_charts(template: Path) -> frozenset[str]:
    """Names of our charts that a template holds as Word charts of its own; none where it cannot be read."""
    try:
        content = admit(template).content
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if not any(name.startswith("word/charts/") for name in package.namelist()):
                return frozenset()
        from reportgen.charts.template import held_charts as held

        return held(docx.Document(io.BytesIO(content)))
    except (UnusableInput, zipfile.BadZipFile, OpcError, KeyError, ValueError, etree.XMLSyntaxError):
        return frozenset()  # rendering says what is wrong with it


def fill_held_charts(document: Document, charts: Sequence[ChartData], *, file: str) -> None:
    """Give the figures to the Word charts that an office drew into its template under the names of ours.

    Raises:
        UnusableInput: One of them is damaged.
    """
    if not any(relation.reltype.endswith("/chart") for relation in document.part.rels.values()):
        return
    from reportgen.charts.template import fill_template_charts

    try:
        fill_template_charts(document, charts)
    except etree.XMLSyntaxError as error:
        raise UnusableInput("模板中的图表已损坏", mend="请在 Word 中删去后重新插入", file=file) from error
