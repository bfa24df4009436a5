"""Web pages: the article found among its furniture, tables with their spans, any encoding."""

import re
from collections.abc import Iterator

from lxml import etree, html

from reportgen.errors import UnusableInput
from reportgen.model.blocks import Block, Document, Grid, Paragraph
from reportgen.plan.sources.charsets import decode
from reportgen.plan.sources.grids import LARGEST_SPAN, Cell, make_grid
from reportgen.plan.sources.letters import tidy

_DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "nav",
        "header",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "option",
        "iframe",
        "svg",
        "head",
        "title",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dd",
        "dt",
        "blockquote",
        "pre",
        "center",
        "td",
        "th",
        "tr",
        "tbody",
    ]
)
_FURNITURE = re.compile(r"(?i)\b(?:nav|menu|breadcrumb|crumb|footer|share|sidebar|copyright|qrcode|toolbar)\b")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_PLAN_WORD = re.compile("工作任务|重点任务|任务|要求|要点|责任|牵头|措施|分工")


def read_html(content: bytes, *, file: str) -> Document:
    """The blocks of a web page.

    Raises:
        UnusableInput: The page cannot be parsed or decoded.
    """
    declared = _CHARSET.search(content[:4096])
    text = decode(content, file=file, declared=declared[1].decode("ascii", "replace") if declared else "")
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        root = html.document_fromstring(text, parser=html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnusableInput("网页内容无法解析", mend="请把正文复制到 Word 中另存为 .docx", file=file) from error
    body = root.find("body")
    return Document(file, "html", tuple(_Walker().walk(root if body is None else body)))


class _Walker:
    """Reads one page; counts paragraphs and tables for their places."""

    def __init__(self) -> None:
        self._paragraphs = 0
        self._tables = 0
        self._held: list[str] = []

    def walk(self, body: etree._Element) -> Iterator[Block]:
        yield from self._blocks(body, None, centered=False)
        yield from self._flush(None, centered=False)

    def _blocks(self, parent: etree._Element, level: int | None, *, centered: bool) -> Iterator[Block]:
        self._held.append(parent.text or "")
        for element in parent:
            tag = element.tag if isinstance(element.tag, str) else ""
            if tag and not _is_furniture(element):
                if tag == "table":
                    yield from self._flush(level, centered=centered)
                    yield from self._table(element)
                elif tag == "br":
                    self._held.append("\n")
                elif tag in _BLOCKS:
                    yield from self._flush(level, centered=centered)
                    own = int(tag[1]) if re.fullmatch("h[1-6]", tag) else None
                    middle = centered or tag == "center" or _is_centered(element)
                    yield from self._blocks(element, own, centered=middle)
                    yield from self._flush(own, centered=middle)
                else:
                    yield from self._blocks(element, level, centered=centered)
            self._held.append(element.tail or "")

    def _flush(self, level: int | None, *, centered: bool) -> Iterator[Block]:
        text = "".join(self._held)
        self._held.clear()
        for line in _lines(text):
            self._paragraphs += 1
            yield Paragraph(line, f"第{self._paragraphs}段", level, centered)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        rows = [row for row in table.iter("tr") if _table_of(row) is table]
        nested = table.find(".//table")
        texts = "".join(str(text) for row in rows[:3] for text in row.itertext())
        if nested is not None or len(rows) == 1 or (len(rows) <= 6 and not _PLAN_WORD.search(texts)):
            if nested is None and "索引号" in texts:
                return  # the page's metadata
            for row in rows:
                for cell in row:
                    if isinstance(cell.tag, str):
                        yield from self._blocks(cell, None, centered=False)
                        yield from self._flush(None, centered=False)
            return
        self._tables += 1
        yield self._grid(rows)

    def _grid(self, rows: list[etree._Element]) -> Grid:
        taken: dict[int, int] = {}
        cells: list[Cell] = []
        for number, row in enumerate(rows):
            column = 0
            for element in row:
                if element.tag not in ("td", "th"):
                    continue
                while taken.get(column, 0) > number:
                    column += 1
                across, down = _span(element, "colspan"), _span(element, "rowspan")
                text = "\n".join(_lines(_text_of(element)))
                cells.append(Cell(number, column, column + across, min(number + down, len(rows)), text))
                for covered in range(column, column + across):
                    taken[covered] = number + down
                column += across
        return make_grid(cells, rows=len(rows), place=f"表{self._tables}")


def _lines(text: str) -> Iterator[str]:
    for line in tidy(text).split("\n"):
        line = re.sub(r"[ \t]+", " ", line).strip(" \t\u3000")
        if line:
            yield line


def _text_of(element: etree._Element) -> str:
    """Text of a cell; line breaks of the source are blanks, those of <br> and <p> are kept."""
    parts: list[str] = [re.sub(r"\s*\n\s*", "", element.text or "")]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _DROPPED:
            parts.append("\n" if child.tag in _BLOCKS or child.tag == "br" else "")
            parts.append(_text_of(child))
            parts.append("\n" if child.tag in _BLOCKS else "")
        parts.append(re.sub(r"\s*\n\s*", "", child.tail or ""))
    return "".join(parts)


def _table_of(row: etree._Element) -> etree._Element | None:
    parent = row.getparent()
    while parent is not None and parent.tag != "table":
        parent = parent.getparent()
    return parent


def _span(element: etree._Element, name: str) -> int:
    written = (element.get(name) or "1").strip()
    return max(1, min(int(written), LARGEST_SPAN)) if written.isdecimal() else 1


def _is_furniture(element: etree._Element) -> bool:
    if element.tag in _DROPPED or _HIDDEN.search(element.get("style") or "") or element.get("hidden") is not None:
        return True
    return bool(_FURNITURE.search(f"{element.get('class') or ''} {element.get('id') or ''}"))


def _is_centered(element: etree._Element) -> bool:
    return "center" in ((element.get("align") or "") + (element.get("style") or "")).lower()
