"""Web pages (.html, .mhtml, pages saved by Word): the article found, tables with spans, any encoding."""

import email
import email.policy
import re
from collections.abc import Iterator, Sequence
from email.message import EmailMessage

from lxml import etree, html

from reportgen.errors import UnusableInput
from reportgen.model.blocks import Block, Document, Paragraph
from reportgen.plan.sources.article import Item, choose
from reportgen.plan.sources.charsets import decode
from reportgen.plan.sources.furniture import is_metadata
from reportgen.plan.sources.htmltable import cells_of, is_layout, read_table, rows_of
from reportgen.plan.sources.htmltree import HtmlLine, Lines
from reportgen.plan.sources.letters import tidy

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_PLAN_TITLE = re.compile("要点|方案|分工|任务|计划|清单|分解|通知|要點|任務|計劃|信息公开.{0,6}年度报告")
_TITLE_WITHIN = 8


def read_html(content: bytes, *, file: str) -> Document:
    """The blocks of a web page's article.

    Raises:
        UnusableInput: No usual encoding, nothing that can be parsed, or nested too deeply.
    """
    content, declared = _unpacked(content, file=file)
    found = _CHARSET.search(content[:4096])
    declared = declared or (found[1].decode("ascii", "replace") if found else "")
    root = _parse(_DECLARATION.sub("", decode(content, file=file, declared=declared)), file=file)
    body = root.find("body")
    body = root if body is None else body
    try:
        items = choose(list(_items(body)), body)
        blocks = tuple(_blocks(items))
    except RecursionError as error:
        raise UnusableInput("网页嵌套过深", mend="请把正文复制到 Word 中另存为 .docx", file=file) from error
    return Document(file, "html", (*_title_of(root, blocks), *blocks))


def _unpacked(content: bytes, *, file: str) -> tuple[bytes, str]:
    """The page itself and its declared charset, where it came in a web archive (.mhtml)."""
    head = content[:2048].lstrip()
    if not re.match(rb"(?i)(?:from|mime-version|content-type|subject|date|snapshot-content-location):", head):
        return content, ""
    message = email.message_from_bytes(content, policy=email.policy.default)
    for part in message.walk():
        if isinstance(part, EmailMessage) and part.get_content_type() == "text/html":
            inner = part.get_payload(decode=True)
            if isinstance(inner, bytes):
                return inner, str(part.get_content_charset() or "")
    raise UnusableInput("网页存档中没有正文", mend="请在浏览器中另存为“仅 HTML”", file=file)


def _parse(text: str, *, file: str) -> etree._Element:
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root: etree._Element = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnusableInput("网页内容无法解析", mend="请把正文复制到 Word 中另存为 .docx", file=file) from error
    # The parser gives up silently beyond its depth and drops what follows.
    if any("depth" in entry.message.lower() or "huge" in entry.message.lower() for entry in parser.error_log):
        raise UnusableInput("网页嵌套过深或过大", mend="请把正文复制到 Word 中另存为 .docx", file=file)
    return root


def _items(element: etree._Element) -> Iterator[Item]:
    """Lines and data tables in order; layout tables give what stands in their cells."""
    for item in Lines().walk(element):
        if isinstance(item, HtmlLine) or not is_layout(item):
            yield item
        else:
            for row in rows_of(item):
                for cell in cells_of(row):
                    yield from _items(cell)


def _blocks(items: Sequence[Item]) -> Iterator[Block]:
    paragraphs = tables = 0
    for item in items:
        if isinstance(item, HtmlLine):
            paragraphs += 1
            place = f"第{paragraphs}段"
            yield Paragraph(item.text, place, level=item.level, centered=item.centered, is_strong=item.is_strong)
            continue
        grid = read_table(item, place=f"表{tables + 1}")
        if grid is not None and not is_metadata(cell.text for cell in grid.cells):
            tables += 1
            yield grid


def _title_of(root: etree._Element, blocks: Sequence[Block]) -> tuple[Paragraph, ...]:
    """The page's own title as a paragraph, where the article has none."""
    first = blocks[:_TITLE_WITHIN]
    if any(
        isinstance(block, Paragraph) and len(block.text) < 100 and _PLAN_TITLE.search(block.text) for block in first
    ):
        return ()
    named = root.xpath("//meta[translate(@name,'ARTICLE','article')='articletitle']/@content | //title/text()")
    for title in map(str, named if isinstance(named, list) else ()):
        parts = [part.strip() for part in re.split(r"[_|｜]|\s[-–—]\s|--|-(?=\D*(?:网|政府|门户))", tidy(title))]
        best = max((part for part in parts if _PLAN_TITLE.search(part)), key=len, default="")
        if best:
            return (Paragraph(best, "网页标题", level=1, centered=True),)
    return ()
