"""What a document still lacks: the marks 〔待补充：…〕 in it, set on yellow and counted."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from lxml import etree

MISSING = "〔待补充"
_EXCERPT = 24
MISSING_REPEATED = f"{MISSING}〕"
"""Stands where a part is missing that another mark names."""

# A document number inside a mark has brackets of its own: 〔待补充：国发〔2021〕5号的落实情况〕.
MISSING_MARK = re.compile(f"{MISSING}(?:[^〔〕]|〔[^〔〕]*〕)*〕?")


@dataclass(frozen=True, slots=True)
class MissingPart:
    """One part that a document lacks.

    Attributes:
        what: The words of the mark: ``财务科的落实情况``; ``""`` for a mark that repeats another.
        where: How its paragraph begins, ``""`` where the mark opens it.
    """

    what: str
    where: str

    def __str__(self) -> str:
        return f"{self.where.rstrip('。；，：')}：{self.what}" if self.where else self.what


def missing_parts(documents: Iterable[bytes]) -> tuple[MissingPart, ...]:
    """What the copies of one document lack, in the order of the first; a part that several copies lack counts once.

    Marks without words repeat others and count only where there are no others.
    """
    most: Counter[MissingPart] = Counter()
    for content in documents:
        most |= Counter(_marks(content))
    found = tuple(most.elements())
    return tuple(part for part in found if part.what) or tuple(replace(part, what="落实情况") for part in found)


def _marks(content: bytes) -> Iterator[MissingPart]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = package.read("word/document.xml")
    if MISSING[0].encode() not in body:
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    for paragraph in _paragraphs(etree.fromstring(body, parser)):
        whole = "".join(text.text or "" for text in _texts(paragraph))
        for mark in MISSING_MARK.finditer(whole):
            before = MISSING_MARK.sub("", whole[: mark.start()])
            where = before if len(before) <= _EXCERPT else before[:_EXCERPT] + "……"
            yield MissingPart(mark[0].removeprefix(MISSING).removesuffix("〕").strip("：: "), where)


def highlight_missing(body: Any) -> None:
    """Set every mark on yellow, also one that stands in several runs."""
    for paragraph in _paragraphs(body):
        texts = _texts(paragraph)
        whole = "".join(text.text or "" for text in texts)
        if MISSING not in whole:
            continue
        spans = [match.span() for match in MISSING_MARK.finditer(whole)]
        start = 0
        for text in texts:
            length = len(text.text or "")
            inside = [(max(0, a - start), min(length, b - start)) for a, b in spans if a < start + length and b > start]
            start += length
            if inside:
                _highlight(text, inside)


def _highlight(text: Any, spans: Sequence[tuple[int, int]]) -> None:
    """Split a text's run at the spans and set these on yellow."""
    run = text.getparent()
    content = text.text
    if sum(child.tag != qn("w:rPr") for child in run) > 1:  # line breaks beside it: the run as a whole
        run.get_or_add_rPr().highlight_val = WD_COLOR_INDEX.YELLOW
        return
    edges = sorted({0, len(content), *(edge for span in spans for edge in span)})
    for start, end in pairwise(edges):
        piece = deepcopy(run)
        run.addprevious(piece)
        written = piece.find(qn("w:t"))
        written.text = content[start:end]
        written.set(qn("xml:space"), "preserve")
        if any(a <= start and end <= b for a, b in spans):
            piece.get_or_add_rPr().highlight_val = WD_COLOR_INDEX.YELLOW
    run.getparent().remove(run)


def _paragraphs(body: Any) -> list[Any]:
    """Paragraphs that may hold a mark; in a long document few do."""
    openings = (text for text in body.iter(qn("w:t")) if MISSING[0] in (text.text or ""))
    return list(dict.fromkeys(next(text.iterancestors(qn("w:p"))) for text in openings))


def _texts(paragraph: Any) -> list[Any]:
    """Texts of the paragraph itself, not of a text box in it."""
    return [
        text
        for text in paragraph.iter(qn("w:t"))
        if text.getparent().tag == qn("w:r") and next(text.iterancestors(qn("w:p"))) is paragraph
    ]
