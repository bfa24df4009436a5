"""Lines of a PDF page and the paragraphs they make: blanks by the size of the gap, paragraphs by indent and edge."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from reportgen.plan.sources.letters import tidy

Char = Mapping[str, Any]
"""One character as pdfplumber gives it: ``text``, ``x0``, ``x1``, ``top``, ``bottom``, ``size`` in points."""

_LABEL = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十]+[）)、．.]|\d{1,3}[．.、](?!\d)|[（(]\d{1,2}[）)])")
_PAGE_NUMBER = re.compile(r"\s*(?:[—\-－–·~]\s*)?\d{1,4}(?:\s*[—\-－–·~])?\s*|\s*第\s*\d+\s*页.*|\s*\d+\s*/\s*\d+\s*")
_STOPPED = re.compile(r"[。！？：；）)】]\s*$")
_NOTE = re.compile(r"\s*(?:\d{1,2}|[①-⑳]|[*＊]|\[\d{1,2}\])\s*\S")
_NOTE_SIZE = 0.8
_RAISED_SIZE = 0.7
"""Digits at most this size, beside the line's, are a note's mark."""
_MARGIN = 0.12
"""Running heads and feet stand within this share of the page's height."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text: its edges and type size in points, its place on the page as shares of the height."""

    text: str
    x0: float
    x1: float
    top: float
    size: float
    depth: float
    page: int


def lines_of(chars: Sequence[Char], *, page: int, height: float) -> list[Line]:
    """The lines that characters make, from top to bottom."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda each: ((each["top"] + each["bottom"]) / 2, each["x0"])):
        middle = (char["top"] + char["bottom"]) / 2
        if rows:
            last = rows[-1][-1]
            if abs(middle - (last["top"] + last["bottom"]) / 2) <= 0.4 * max(char["size"], last["size"]):
                rows[-1].append(char)
                continue
        rows.append([char])
    found = []
    for row in rows:
        row.sort(key=lambda each: each["x0"])
        inked = [char for char in row if char["text"].strip()]
        if inked:
            size = float(Counter(round(char["size"], 1) for char in inked).most_common(1)[0][0])
            row = [char for char in row if not _is_note_mark(char, size)]
            top = float(min(char["top"] for char in inked))
            line = Line(
                _text(row), float(inked[0]["x0"]), float(inked[-1]["x1"]), top, size, top / max(height, 1), page
            )
            found.append(replace(line, text=tidy(line.text).strip()))
    return [line for line in found if line.text]


def _is_note_mark(char: Char, size: float) -> bool:
    """Whether a character is the small raised digit that points to a footnote."""
    return bool(str(char["text"]).isdigit()) and float(char["size"]) <= _RAISED_SIZE * size


def _text(row: Sequence[Char]) -> str:
    """The characters of a line, with a blank where the gap is wider than setting Chinese beside Latin makes it."""
    parts: list[str] = []
    last: Char | None = None
    for char in row:
        if last is not None and char["text"].strip() and last["text"].strip():
            gap = (char["x0"] - last["x1"]) / max(float(char["size"]), 1.0)
            latin = sum(each["text"].isascii() for each in (last, char))
            if gap > (0.2 if latin == 2 else 0.6 if latin else 0.9):
                parts.append(" ")
        parts.append(char["text"])
        last = char
    return "".join(parts)


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Pages without page numbers, footnotes, and heads and feet that run over most of them."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_shape(line) for line in page if _is_at_edge(line)})
    often = max(2, (len(pages) + 1) // 2)
    kept = [
        [
            line
            for line in page
            if not (_is_at_edge(line) and (edges[_shape(line)] >= often or _PAGE_NUMBER.fullmatch(line.text)))
        ]
        for page in pages
    ]
    sizes = Counter(round(line.size) for page in kept for line in page for _ in line.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0
    return [_without_footnotes(page, usual) for page in kept]


def _without_footnotes(page: Sequence[Line], usual: float) -> list[Line]:
    """A page without the small type at its foot that begins with a note's number."""
    small = len(page)
    while small and page[small - 1].size <= _NOTE_SIZE * usual:
        small -= 1
    first = next((at for at in range(small, len(page)) if _NOTE.match(page[at].text)), len(page))
    return list(page[:first])


def _is_at_edge(line: Line) -> bool:
    return line.depth < _MARGIN or line.depth > 1 - _MARGIN


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s", "", line.text))


def paragraphs_of(lines: Sequence[Line]) -> Iterator[str]:
    """Lines joined to paragraphs.

    A paragraph begins where a line is indented, where the line above ends well before the right edge, or where a label
    follows a stop. Two characters' room are allowed at the edge: punctuation may not begin a line and pulls one down.
    """
    if not lines:
        return
    left = _usual_left(lines)
    right = max(line.x1 for line in lines)
    held = lines[0].text
    for before, line in pairwise(lines):
        em = line.size
        is_indented = line.x0 > left + 1.2 * em
        ended_early = before.x1 < right - 2.3 * before.size
        labelled = bool(_LABEL.match(line.text)) and bool(_STOPPED.search(before.text))
        if is_indented or ended_early or labelled or abs(before.size - line.size) > 0.25 * em:
            yield held
            held = line.text
        else:
            held += _seam(held, line.text) + line.text
    yield held


def _usual_left(lines: Sequence[Line]) -> float:
    """The left edge of the text area: where lines begin that go on a paragraph."""
    return min(line.x0 for line in lines)


def _seam(before: str, after: str) -> str:
    """A blank between Latin words cut at the line's end; nothing between Chinese."""
    return (
        " " if before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha() else ""
    )
