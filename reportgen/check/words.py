"""How findings speak, and text made comparable."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

_CLIPPED = 30
_NOT_WORD = re.compile(r"[\W_]+")


def day_words(day: date) -> str:
    """``2020年9月3日``."""
    return f"{day.year}年{day.month}月{day.day}日"


def clip(text: str, longest: int = _CLIPPED) -> str:
    """The text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[:longest]}……"


def bare(text: str) -> str:
    """The text without width, blanks and punctuation, for comparing."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", text)).lower()


_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def narrow(text: str) -> str:
    """Full-width digits, letters and marks as half-width ones; every character keeps its position."""
    return text.translate(_WIDE)


_QUOTED = re.compile(r"《[^《》]*》|“[^“”]*”|‘[^‘’]*’|「[^「」]*」|\"[^\"]*\"")
_SENTENCE = re.compile(r"[^。;；!！?？\n]+")


def without_quotes(text: str) -> str:
    """The text with titles and quotations blacked out; every character keeps its position."""
    return _QUOTED.sub(lambda match: "□" * len(match[0]), text)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence with its position; a semicolon ends one too."""
    for match in _SENTENCE.finditer(text):
        yield match.start(), match[0]


def clause_around(text: str, at: int) -> str:
    """The clause around a position, from the mark before it to the mark behind it."""
    begin = max(text.rfind(mark, 0, at) for mark in "，,；;。！!？?\n") + 1
    stops = [place for mark in "，,；;。！!？?\n" if (place := text.find(mark, at + 1)) != -1]
    return text[begin : min(stops, default=len(text))].strip()
