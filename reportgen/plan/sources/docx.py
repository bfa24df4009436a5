"""Word files, walked over their XML: what python-docx loses (insertions, content controls, numbers) is read here."""

from collections.abc import Iterator

from lxml import etree

from reportgen.errors import UnusableInput
from reportgen.model.blocks import Block, Document, Grid, Paragraph
from reportgen.plan.sources.grids import LARGEST_SPAN, Cell, make_grid
from reportgen.plan.sources.letters import tidy
from reportgen.plan.sources.numbering import Lists
from reportgen.plan.sources.parts import parse_part, part_names
from reportgen.plan.sources.styles import Styles, is_centered, numbering_of, outline_of
from reportgen.plan.sources.wordxml import MC, NS, switched_on, value_of, whole

_THROUGH = frozenset(
    NS + name
    for name in ("ins", "moveTo", "sdt", "sdtContent", "smartTag", "hyperlink", "fldSimple", "customXml", "dir", "bdo")
)
_DROPPED = frozenset(NS + name for name in ("del", "moveFrom", "instrText", "delText", "footnoteReference", "sdtPr"))


def read_docx(content: bytes, *, file: str) -> Document:
    """The blocks of a .docx; tracked changes as accepted, automatic numbers printed, text boxes once.

    Raises:
        UnusableInput: The main part is missing or damaged.
    """
    return _Walker(content, file).document()


class _Walker:
    """Reads one document; counts paragraphs and tables for their places."""

    def __init__(self, content: bytes, file: str) -> None:
        names = {name.lower(): name for name in part_names(content)}

        def part(name: str) -> etree._Element | None:
            return parse_part(content, names[name], file=file) if name in names else None

        main = part("word/document.xml")
        body = None if main is None else main.find(NS + "body")
        if body is None:
            raise UnusableInput("Word 文档里没有正文", mend="请用 Word/WPS 另存后再用", file=file)
        self._file = file
        self._body = body
        self._styles = Styles(part("word/styles.xml"))
        self._lists = Lists(part("word/numbering.xml"))
        self._paragraphs = 0
        self._tables = 0

    def document(self) -> Document:
        return Document(self._file, "docx", tuple(self._blocks(self._body)))

    def _blocks(self, parent: etree._Element) -> Iterator[Block]:
        for element in parent:
            if element.tag == NS + "p":
                yield from self._paragraph(element)
            elif element.tag == NS + "tbl":
                yield from self._table(element)
            elif element.tag in _THROUGH:
                yield from self._blocks(element)

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        self._paragraphs += 1
        properties = element.find(NS + "pPr")
        style = self._styles.of(value_of(properties, "pStyle"))
        boxes: list[etree._Element] = []
        text = self._labelled(element, boxes)
        if text.strip() and not style.is_contents:
            level = outline_of(properties)
            level = style.outline if level is None else level
            centered = is_centered(properties)
            yield Paragraph(
                text, f"第{self._paragraphs}段", level or None, bool(style.centered if centered is None else centered)
            )
        for box in boxes:
            yield from self._blocks(box)

    def _labelled(self, element: etree._Element, boxes: list[etree._Element]) -> str:
        """The paragraph's text with its automatic number."""
        properties = element.find(NS + "pPr")
        key = value_of(properties, "pStyle")
        style = self._styles.of(key)
        text = tidy("".join(self._text(element, boxes)))
        if not text.strip() or style.hidden:
            return ""
        own = numbering_of(properties)
        label = self._lists.label(own or style.numbering, style=key)
        if label is None:
            return text
        return f"{label.text}{' ' if label.is_parted and label.text[-1:].isdigit() else ''}{text}"

    def _text(self, parent: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
        """Visible text of runs; ``boxes`` receives the text boxes that hang on them."""
        depth = 0
        for element in parent:
            tag = element.tag
            if tag in _DROPPED:
                continue
            if tag == NS + "r":
                if switched_on(element.find(NS + "rPr"), "vanish"):
                    continue
                yield from self._run(element, boxes)
            elif tag in _THROUGH:
                yield from self._text(element, boxes)
            elif tag == MC + "AlternateContent":
                yield from self._choice(element, boxes)
            depth += 1

    def _run(self, run: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
        for element in run:
            tag = element.tag
            if tag == NS + "t":
                yield element.text or ""
            elif tag in (NS + "br", NS + "cr"):
                yield "\n"
            elif tag == NS + "tab":
                yield "\t"
            elif tag == NS + "noBreakHyphen":
                yield "-"
            elif tag == MC + "AlternateContent":
                yield from self._choice(element, boxes)
            elif tag in (NS + "drawing", NS + "pict"):
                boxes += element.iter(NS + "txbxContent")

    def _choice(self, element: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
        """The first choice of alternatives; the fallback would say it twice."""
        choice = element.find(MC + "Choice")
        if choice is None:
            choice = element.find(MC + "Fallback")
        if choice is not None:
            boxes += choice.iter(NS + "txbxContent")
            yield from self._run(choice, [])

    def _table(self, table: etree._Element) -> Iterator[Block]:
        rows = list(_rows(table))
        layout = [cell for row in rows for cell in _cells(row)]
        if len(layout) == 1 and layout[0].find(f".//{NS}tbl") is not None:
            yield from self._blocks(layout[0])  # a one-cell table only holds the page together
            return
        self._tables += 1
        place = f"表{self._tables}"
        cells: list[Cell] = []
        above: dict[int, Cell] = {}
        inner: list[Block] = []
        for number, row in enumerate(rows):
            column = whole(value_of(row.find(NS + "trPr"), "gridBefore"), 0) or 0
            for element in _cells(row):
                properties = element.find(NS + "tcPr")
                span = max(1, min(whole(value_of(properties, "gridSpan"), 1) or 1, LARGEST_SPAN))
                merge = None if properties is None else properties.find(NS + "vMerge")
                continues = merge is not None and merge.get(NS + "val", "continue") == "continue"
                text = self._cell_text(element, inner)
                if continues and column in above:
                    above[column].below = number + 1
                else:
                    cell = Cell(number, column, column + span, number + 1, text)
                    cells.append(cell)
                    above[column] = cell
                column += span
        grid = make_grid(cells, rows=len(rows), place=place)
        if any(cell.text for cell in grid.cells):
            yield grid
        yield from inner

    def _cell_text(self, cell: etree._Element, inner: list[Block]) -> str:
        lines: list[str] = []
        for element in _through(cell):
            if element.tag == NS + "p":
                boxes: list[etree._Element] = []
                text = self._labelled(element, boxes)
                lines.append(text)
                for box in boxes:
                    lines += [block.text for block in self._blocks(box) if isinstance(block, Paragraph)]
            elif element.tag == NS + "tbl":
                for block in self._table(element):
                    if isinstance(block, Grid):
                        inner.append(block)
                    else:
                        lines.append(block.text)
        return "\n".join(line for line in lines if line.strip())


def _through(parent: etree._Element) -> Iterator[etree._Element]:
    for element in parent:
        if element.tag in _THROUGH:
            yield from _through(element)
        else:
            yield element


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for element in _through(table):
        if element.tag == NS + "tr" and element.find(f"{NS}trPr/{NS}del") is None:
            yield element


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for element in _through(row):
        if element.tag == NS + "tc":
            yield element
