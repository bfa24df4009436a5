"""How high a row must be for its wrapped text to be seen whole: no spreadsheet program does it for a written file."""

import math
import unicodedata
from collections.abc import Iterable

LINE_POINTS = 15.5
"""Height of one line of 10.5 point Chinese text, the leading of the widest of the usual fonts included."""

HIGHEST = 409.0
"""The highest row that Excel takes, in points."""

_PADDING = 3.0
_WIDE = frozenset("WFA")


def text_width(text: str) -> int:
    """Width in characters of the standard font; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in _WIDE else 1 for character in text)


def lines_needed(text: str, width: float) -> int:
    """Lines that the text takes in a column of this width; at least 1.

    Programs break a Chinese line before a punctuation mark, so the last character of a line may move down.
    """
    room = max(width - 1.5, 2.0)
    return sum(max(1, math.ceil(text_width(line) / room)) for line in text.split("\n"))


def row_height(cells: Iterable[tuple[str, float]], *, at_least: int = 1) -> float:
    """Height in points for cells of (text, column width), capped at what Excel takes."""
    lines = max((lines_needed(text, width) for text, width in cells), default=1)
    return min(max(lines, at_least) * LINE_POINTS + _PADDING, HIGHEST)
