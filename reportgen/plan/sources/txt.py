"""Text files: running text, dumps of word processors, pipe tables, copies of spreadsheets, Markdown."""

import re
from collections.abc import Iterator, Sequence

from reportgen.model.blocks import Block, Document, Paragraph
from reportgen.plan.sources.charsets import decode
from reportgen.plan.sources.furniture import is_tool_line
from reportgen.plan.sources.letters import tidy
from reportgen.plan.sources.txtdump import read_dump
from reportgen.plan.sources.txtpages import clean_pages
from reportgen.plan.sources.txtpipes import read_pipes
from reportgen.plan.sources.txtragged import read_ragged
from reportgen.plan.sources.txttable import TextTable
from reportgen.plan.sources.txttabs import read_tabbed
from reportgen.plan.sources.wrapped import PAGE_BREAK, join_wrapped, wrap_width

_BOOKMARK = re.compile(r"\[bookmark:[^\]\n]*\]", re.IGNORECASE)
_TABLE_READERS = (read_ragged, read_pipes, read_dump, read_tabbed)
_MARKDOWN_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_MARKDOWN_RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}$")
_MARKDOWN_MARK = re.compile(r"^(?:>\s?|[-*+]\s+)")
_LONE_BAR = re.compile(r"(?<=\S)\s*[|｜]\s*$")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


def read_txt(content: bytes, *, file: str) -> Document:
    """The blocks of a text file.

    Raises:
        UnusableInput: No usual encoding gives plausible text.
    """
    text = decode(content, file=file)
    # Word's own text export ends cells by BEL, rows by two of them.
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x07\x07", "\n").replace("\x07", "\t")
    lines = [_BOOKMARK.sub("", line) for line in clean_pages(text)]
    is_markdown = any(_MARKDOWN_HEADING.match(line) for line in lines)
    return Document(file, "txt", tuple(_blocks(lines, is_markdown=is_markdown)))


def _blocks(lines: Sequence[str], *, is_markdown: bool) -> Iterator[Block]:
    paragraphs = tables = 0
    for part in _parts(lines):
        if isinstance(part, TextTable):
            tables += 1
            yield part.grid(place=f"表{tables}")
            continue
        for text, level in _running(part, is_markdown=is_markdown):
            paragraphs += 1
            yield Paragraph(text, f"第{paragraphs}段", level=level)


def _parts(lines: Sequence[str]) -> Iterator[TextTable | list[str]]:
    """Tables and the lines between them."""
    held: list[str] = []
    before: TextTable | None = None
    place = 0
    while place < len(lines):
        for reader in _TABLE_READERS:
            found = reader(lines, place, before)
            if found is not None:
                break
        else:
            held.append(lines[place])
            place += 1
            continue
        if any(line.strip() for line in held):
            yield held
        held = []
        before, place = found
        yield before
    if any(line.strip() for line in held):
        yield held


def _running(lines: Sequence[str], *, is_markdown: bool) -> Iterator[tuple[str, int | None]]:
    """Paragraphs with their level."""
    if not is_markdown:
        kept = [line for line in lines if not is_tool_line(line)]
        for paragraph in join_wrapped(kept, width=wrap_width(kept)):
            yield _LONE_BAR.sub("", tidy(paragraph)).strip(), None
        return
    for line in lines:
        if line == PAGE_BREAK or not line.strip() or _MARKDOWN_RULE.match(line):
            continue
        heading = _MARKDOWN_HEADING.match(line.strip())
        text = heading[2] if heading else _MARKDOWN_MARK.sub("", line.strip())
        text = _BOLD.sub(r"\2", text).strip()
        if text:
            yield text, len(heading[1]) if heading else None
