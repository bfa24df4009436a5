"""How wide Chinese text is, and where it may be broken, without opening a font."""

import re
import unicodedata
from collections.abc import Iterator

# No line begins with these, no line ends with those (避头尾, GB/T 15834).
_NOT_FIRST = frozenset("、，。；：？！）》」』】〕〉”’…—·%％,.;:?!)]}")
_NOT_LAST = frozenset("（《「『【〔〈“‘([{")
# A Latin word or number, or a short word in quotation marks (“六保”), stays whole.
_PIECES = re.compile(r"“[^“”]{1,4}”|[A-Za-z0-9._%+\-]+|\s+|.", re.DOTALL)
_WIDE_LATIN = frozenset("mwMWOQGDHNU@%&")


def character_ems(character: str) -> float:
    """Width of one character in ems, never less than that of the charts' font."""
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(character) in "WFA":
        return 1.0
    if character in _WIDE_LATIN:
        return 0.95
    if character.isupper():
        return 0.73
    return 0.6


def text_ems(text: str) -> float:
    """Width of a line of text in ems."""
    return sum(map(character_ems, text))


def wrap(text: str, *, ems: float) -> tuple[str, ...]:
    """The text in as few lines as fit, of about equal length, whole: nothing is cut off.

    Args:
        text: One paragraph; line breaks in it count as blanks.
        ems: Width of a line in ems, at least 2.

    Returns:
        At least one line. A line may be one closing mark wider than ``ems`` (标点悬挂).
    """
    lines = _fill(text, ems, widest=ems)
    if len(lines) == 1:
        return lines
    # The narrowest width that still needs no further line: no last line of a single character.
    narrow = max(2.0, text_ems(text) / len(lines))
    while narrow < ems:
        even = _fill(text, narrow, widest=ems)
        if len(even) == len(lines):
            return even
        narrow += 0.5
    return lines


def _fill(text: str, ems: float, *, widest: float) -> tuple[str, ...]:
    """Lines of ``ems``; only a word or number longer than ``widest`` is broken within."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(" ".join(text.split()), widest):
        if line and text_ems(line + piece.rstrip()) > ems and piece[0] not in _NOT_FIRST:
            carried = _trailing_openers(line)
            if len(carried) < len(line):
                lines.append(line[: len(line) - len(carried)].rstrip())
                line = carried
        line += piece
        if not line.strip():
            line = ""
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return tuple(lines)


def _pieces(text: str, ems: float) -> Iterator[str]:
    """What a line is not broken within: a character, or a word or number shorter than a line."""
    for match in _PIECES.finditer(text):
        if text_ems(match[0]) <= ems:
            yield match[0]
        else:
            yield from match[0]


def _trailing_openers(line: str) -> str:
    start = len(line)
    while start and line[start - 1] in _NOT_LAST:
        start -= 1
    return line[start:]
