"""Plain blocks at the end of a Word document: a heading on a new page, paragraphs, tables; in its own styles."""

from collections.abc import Container, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reportgen.files.text import clean_text

_A4_TEXT = 8844
"""Twips between the margins of GB/T 9704, where a document does not say its own."""
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the first level."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph of running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Rows:
    """A table with its title above.

    Attributes:
        title: Above it.
        head: The titles of its columns.
        widths: Of its columns, in any measure.
        rows: Texts, one tuple a row.
        centred: Columns of figures, counted from 0.
    """

    title: str
    head: tuple[str, ...]
    widths: tuple[float, ...]
    rows: Sequence[tuple[str, ...]]
    centred: Container[int] = ()


Block = Heading | Text | Rows


def append_blocks(document: Any, blocks: Sequence[Block]) -> None:
    """Put blocks at the end of the document, on a page of their own that lies as its first page does."""
    styles = _styles(document)
    body = document.element.body
    section = _open_section(body, styles)
    width = _text_width(section)
    for block in blocks:
        for element in _elements(block, styles, width):
            section.addprevious(element)


def _styles(document: Any) -> dict[str, str]:
    """Name of a paragraph style → its id; a document that lacks one gets its standard style."""
    return {
        style.find(qn("w:name")).get(qn("w:val")): style.get(qn("w:styleId"))
        for style in document.styles.element.iter(qn("w:style"))
        if style.find(qn("w:name")) is not None
    }


def _open_section(body: Any, styles: dict[str, str]) -> Any:
    """Close the last section and begin one that is set as the first; returns the new section's properties."""
    last = body[-1]
    first = deepcopy(next(body.iter(qn("w:sectPr"))))
    kind = first.find(qn("w:type"))
    if kind is None:
        kind = OxmlElement("w:type")
        references = [child for child in first if child.tag in (qn("w:headerReference"), qn("w:footerReference"))]
        first.insert(len(references), kind)
    kind.set(qn("w:val"), "nextPage")
    for number in first.findall(qn("w:pgNumType")):  # pages are counted through
        first.remove(number)
    closing = last.getprevious()
    if closing is None or not _is_bare(closing):
        closing = _paragraph(styles, "Section Break", "")
        last.addprevious(closing)
    closing.get_or_add_pPr().append(last)
    body.append(first)
    return first


def _is_bare(element: Any) -> bool:
    """Whether this is a paragraph that can carry the end of a section and shows nothing."""
    section = f"{qn('w:pPr')}/{qn('w:sectPr')}"
    return element.tag == qn("w:p") and element.find(qn("w:r")) is None and element.find(section) is None


def _text_width(section: Any) -> int:
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    if size is None or margins is None:
        return _A4_TEXT
    return int(size.get(qn("w:w"))) - int(margins.get(qn("w:left"))) - int(margins.get(qn("w:right")))


def _elements(block: Block, styles: dict[str, str], width: int) -> list[Any]:
    match block:
        case Heading():
            return [_paragraph(styles, "heading 1", block.text)]
        case Text():
            return [_paragraph(styles, "Body Text", block.text)]
        case Rows():
            caption = _paragraph(styles, "caption", block.title)
            properties = caption.get_or_add_pPr()
            properties.insert(len(properties), OxmlElement("w:keepNext"))
            return [caption, _table(block, styles, width), _paragraph(styles, "Table Text", "")]


def _table(block: Rows, styles: dict[str, str], width: int) -> Any:
    widths = [int(width * one / sum(block.widths)) for one in block.widths]
    widths[-1] += width - sum(widths)
    table = OxmlElement("w:tbl")
    properties = OxmlElement("w:tblPr")
    properties.append(OxmlElement("w:tblW", attrs={qn("w:w"): str(width), qn("w:type"): "dxa"}))
    borders = OxmlElement("w:tblBorders")
    for edge in _EDGES:
        attributes = {qn("w:val"): "single", qn("w:sz"): "4", qn("w:space"): "0", qn("w:color"): "auto"}
        borders.append(OxmlElement(f"w:{edge}", attrs=attributes))
    properties.append(borders)
    properties.append(OxmlElement("w:tblLayout", attrs={qn("w:type"): "fixed"}))
    grid = OxmlElement("w:tblGrid")
    for one in widths:
        grid.append(OxmlElement("w:gridCol", attrs={qn("w:w"): str(one)}))
    table.append(properties)
    table.append(grid)
    table.append(_row(block.head, ["Table Head"] * len(widths), widths, styles, is_head=True))
    looks = ["Table Number" if column in block.centred else "Table Text" for column in range(len(widths))]
    for row in block.rows:
        table.append(_row(row, looks, widths, styles))
    return table


def _row(
    texts: Sequence[str], looks: Sequence[str], widths: Sequence[int], styles: dict[str, str], *, is_head: bool = False
) -> Any:
    row = OxmlElement("w:tr")
    properties = OxmlElement("w:trPr")
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))
    row.append(properties)
    for text, look, width in zip(texts, looks, widths, strict=True):
        cell = OxmlElement("w:tc")
        size = OxmlElement("w:tcPr")
        size.append(OxmlElement("w:tcW", attrs={qn("w:w"): str(width), qn("w:type"): "dxa"}))
        cell.append(size)
        cell.append(_paragraph(styles, look, text))
        row.append(cell)
    return row


def _paragraph(styles: dict[str, str], style: str, text: str) -> Any:
    paragraph = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    if style in styles:
        properties.append(OxmlElement("w:pStyle", attrs={qn("w:val"): styles[style]}))
    paragraph.append(properties)
    if text:
        run = OxmlElement("w:r")
        for number, line in enumerate(clean_text(text).split("\n")):
            if number:
                run.append(OxmlElement("w:br"))
            words = OxmlElement("w:t")
            words.text = line
            words.set(qn("xml:space"), "preserve")
            run.append(words)
        paragraph.append(run)
    return paragraph
