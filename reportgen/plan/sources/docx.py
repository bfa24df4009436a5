"""Word files (.docx): an own walk over the XML, because no library keeps numbers, insertions and merged cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from reportgen.errors import UnusableInput
from reportgen.model.blocks import Block, Document, Grid, Paragraph
from reportgen.plan.sources.grids import flat_rows
from reportgen.plan.sources.letters import tidy
from reportgen.plan.sources.numbering import Label, Lists
from reportgen.plan.sources.parts import parse_part, part_names
from reportgen.plan.sources.styles import Numbering, Styles, is_centered, numbering_of, outline_of
from reportgen.plan.sources.wordtables import TableRows, is_layout, read_rows
from reportgen.plan.sources.wordtext import ParagraphText
from reportgen.plan.sources.wordxml import MC, NS, switched_on, value_of

_PARAGRAPH, _TABLE = NS + "p", NS + "tbl"
_AROUND = frozenset(NS + name for name in ("ins", "moveTo", "customXml", "smartTag"))
_UNIT_HEADER = re.compile("(?:责任|牵头|配合|主办|承办).{0,4}(?:单位|部门|科室|处室|股室)")
_MAIN_PART = re.compile(r"(?i)^word/document\d*\.xml$")


def read_docx(content: bytes, *, file: str) -> Document:
    """The blocks of a Word file: tracked changes accepted, hidden text and tables of contents left out.

    Raises:
        UnusableInput: Damaged, or nested too deeply.
    """
    names = {name.lower(): name for name in part_names(content)}
    main = next((names[name] for name in sorted(names) if _MAIN_PART.match(name)), None)
    if main is None:
        raise UnusableInput("文件中没有正文", mend="请用 Word/WPS 另存为 .docx 后再用", file=file)

    def optional(part: str) -> etree._Element | None:
        return parse_part(content, names[part], file=file) if part in names else None

    reader = _Reader(Styles(optional("word/styles.xml")), Lists(optional("word/numbering.xml")))
    body = parse_part(content, main, file=file).find(NS + "body")
    try:
        blocks = () if body is None else reader.read(body)
    except RecursionError as error:
        raise UnusableInput("文件内容嵌套过深", mend="请把正文复制到新的 Word 文件后再用", file=file) from error
    return Document(file=file, form="docx", blocks=blocks)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    level: int | None
    centered: bool
    is_strong: bool = False
    boxes: tuple[etree._Element, ...] = ()


class _Reader:
    """One pass over the body; numbers count on through table cells in document order."""

    def __init__(self, styles: Styles, lists: Lists) -> None:
        self._styles = styles
        self._lists = lists
        self._paragraphs = 0
        self._tables = 0

    def read(self, container: etree._Element) -> tuple[Block, ...]:
        """The blocks below a body, cell or text box."""
        blocks: list[Block] = []
        rows: TableRows | None = None
        for item in self._items(container):
            if not isinstance(item, _Line) and not is_layout(item):
                more = read_rows(item)
                if rows is not None and rows.continues_with(more):
                    # Two tables without a paragraph between them are one table to Word and to its reader.
                    rows = rows.joined(more)
                else:
                    blocks.extend(self._finished(rows))
                    rows = more
                continue
            blocks.extend(self._finished(rows))
            rows = None
            if isinstance(item, _Line):
                blocks.extend(self._paragraph(item))
            else:
                for row in read_rows(item).rows:
                    for cell in row.cells:
                        blocks.extend(self.read(cell.element))
        blocks.extend(self._finished(rows))
        return tuple(blocks)

    def _paragraph(self, line: _Line) -> Iterator[Block]:
        if line.text:
            self._paragraphs += 1
            yield Paragraph(
                line.text, f"第{self._paragraphs}段", level=line.level, centered=line.centered, is_strong=line.is_strong
            )
        for box in line.boxes:
            yield from self.read(box)

    def _finished(self, rows: TableRows | None) -> Iterator[Block]:
        if rows is None:
            return
        self._tables += 1
        place = f"表{self._tables}"
        nested: list[Block] = []
        texts: list[str] = []
        for cell in rows.cells():
            text, inner = self._cell(cell.element)
            texts.append(text)
            nested.extend(inner)
        grid = rows.grid(texts, place=place)
        if grid is not None and any(cell.text for cell in grid.cells):
            yield grid
        else:
            self._tables -= 1
        yield from nested

    def _cell(self, cell: etree._Element) -> tuple[str, tuple[Block, ...]]:
        """A cell's lines and the plan tables nested in it; other nested tables are lines of the cell."""
        lines: list[str] = []
        nested: list[Block] = []
        before = self._paragraphs
        for block in self.read(cell):
            if not isinstance(block, Grid):
                lines.append(block.text)
            elif _UNIT_HEADER.search("".join(cell.text for cell in block.cells if cell.row == 0)):
                nested.append(block)
            else:
                lines.extend(flat_rows(block))
        self._paragraphs = before  # the paragraphs people count stand outside tables
        return "\n".join(lines), tuple(nested)

    def _items(self, container: etree._Element) -> Iterator[_Line | etree._Element]:
        """Lines and ``w:tbl`` elements in order; a paragraph whose mark is deleted runs on into the next."""
        carried = ""
        boxes: tuple[etree._Element, ...] = ()
        for element in _block_elements(container):
            if element.tag == _TABLE:
                if carried.strip() or boxes:
                    yield _Line(tidy(carried).strip(), None, False, boxes=boxes)
                carried, boxes = "", ()
                yield element
                continue
            properties = element.find(NS + "pPr")
            words = ParagraphText(element, self._styles)
            carried += words.text
            boxes += tuple(words.boxes)
            if not _loses_its_mark(properties):
                line = self._line(properties, carried, words.is_strong, boxes)
                carried, boxes = "", ()
                if line is not None:
                    yield line
        if carried.strip() or boxes:
            yield _Line(tidy(carried).strip(), None, False, boxes=boxes)

    def _line(
        self, properties: etree._Element | None, text: str, is_strong: bool, boxes: tuple[etree._Element, ...]
    ) -> _Line | None:
        key = value_of(properties, "pStyle")
        style = self._styles.of(key)
        if style.is_contents:
            return None
        own, given = numbering_of(properties), style.numbering
        numbering = own if own is not None else given
        if own is not None and given is not None:
            numbering = Numbering(
                own.number if own.number is not None else given.number,
                own.level if own.level is not None else given.level,
            )
        text = tidy(text).strip()
        # Word counts an empty numbered paragraph too, so the label is asked for even where nothing is printed.
        label = self._lists.label(numbering, styles=self._styles.lineage(key))
        if label is not None and text:
            text = _labelled(label, text)
        direct = outline_of(properties)
        outline = direct if direct is not None else style.outline
        alignment = is_centered(properties)
        centered = alignment if alignment is not None else bool(style.centered)
        return _Line(text, outline or None, centered, is_strong, boxes)


def _labelled(label: Label, text: str) -> str:
    """Label and text as one: a blank only where they would otherwise run together (``1.2020年``)."""
    printed = tidy(label.text).strip()
    runs_together = text[:1].isascii() and text[:1].isalnum()
    ends_open = printed[-1:].isalnum()
    return printed + (" " if label.is_parted and (runs_together or ends_open) else "") + text


def _loses_its_mark(properties: etree._Element | None) -> bool:
    """Whether the paragraph mark is deleted or moved away, so that the next paragraph follows on."""
    mark = None if properties is None else properties.find(NS + "rPr")
    return mark is not None and (mark.find(NS + "del") is not None or mark.find(NS + "moveFrom") is not None)


def _block_elements(container: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in order, through content controls and insertions; tables of contents are left out."""
    for child in container:
        tag = child.tag
        if tag in (_PARAGRAPH, _TABLE):
            yield child
        elif tag in _AROUND:
            yield from _block_elements(child)
        elif tag == NS + "sdt":
            content = child.find(NS + "sdtContent")
            properties = child.find(NS + "sdtPr")
            gallery = "" if properties is None else value_of(properties.find(NS + "docPartObj"), "docPartGallery") or ""
            if content is not None and gallery != "Table of Contents" and not switched_on(properties, "showingPlcHdr"):
                yield from _block_elements(content)
        elif tag == MC + "AlternateContent":
            choice = child.find(MC + "Choice")
            if choice is not None:
                yield from _block_elements(choice)
