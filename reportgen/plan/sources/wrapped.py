"""Lines that a narrow page cut are paragraphs again; lines that stand by themselves stay."""

import re
import unicodedata
from collections.abc import Sequence

PAGE_BREAK = "\f"
"""A line of its own where a page ended; what stood around it may be one paragraph."""

_NUMERAL = "[一二三四五六七八九十百〇零]+"
LABEL = re.compile(
    rf"\s*(?:{_NUMERAL}\s*[、．.，]|[（(〔]\s*(?:{_NUMERAL}|\d{{1,3}})\s*[）)〕]|第{_NUMERAL}[章节条部]"
    r"|\d{1,3}\s*(?:[．、]|\.(?!\d))|\d{1,3}[）)]|[①-⑳㈠-㈩⑴-⒇⒈-⒛])"
)
"""A line that begins so begins something new."""

_STOP = re.compile(r"[。；;：:！!？?）)】〕”』]\s*$")
_INDENT = re.compile(r"^(?:\u3000+|\t| {2,})")
_NEAR = 4
_LONGEST_BRACKET = 120
_ROUND = str.maketrans("（）", "()")
_NARROWEST, _WIDEST = 30, 130


def line_width(text: str) -> int:
    """Width in half-width columns: a Chinese character takes two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


def wrap_width(lines: Sequence[str]) -> int | None:
    """The width at which these lines were cut, or ``None`` where they were not.

    Cut lines are many and end near one right edge; nothing is longer.
    """
    filled = [line.rstrip() for line in lines if line.strip()]
    widest = max(map(line_width, filled), default=0)
    if len(filled) < 4 or not _NARROWEST <= widest <= _WIDEST:
        return None
    full = [line for line in filled if line_width(line) >= widest - _NEAR]
    ended = [line for line in full if _STOP.search(line)]
    # Short sentences of like length end with a stop; lines cut by a margin seldom do.
    return widest if len(full) >= max(3, len(filled) * 0.3) and len(ended) * 5 <= len(full) * 2 else None


def join_wrapped(lines: Sequence[str], *, width: int | None) -> list[str]:
    """Paragraphs, without the blank lines between them.

    Args:
        lines: Lines of running text; ``PAGE_BREAK`` where a page ended.
        width: Where lines were cut (``wrap_width``); ``None`` joins only what a page end tore apart.
    """
    paragraphs: list[str] = []
    last = ""  # the line before
    parted = crossed = False  # by a blank line; by a page's end, whatever blank lines stand round it
    for line in lines:
        if line == PAGE_BREAK:
            crossed = True
        elif not line.strip():
            parted = True
        else:
            may_go_on = last and (crossed or not parted) and not LABEL.match(line)
            is_open = may_go_on and (width is not None or crossed) and _is_open(paragraphs[-1])
            if is_open or (may_go_on and _goes_on(last, line, width=width, crossed=crossed)):
                paragraphs[-1] = glue(paragraphs[-1], line)
            else:
                paragraphs.append(line.strip())
            last, parted, crossed = line, False, False
    return paragraphs


def glue(before: str, after: str) -> str:
    """Two parts of one paragraph; a blank only between two words of letters or figures."""
    before, after = before.rstrip(), after.strip()
    if before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha():
        return f"{before} {after}"
    return before + after


def _is_open(paragraph: str) -> bool:
    """Whether a bracket near the end is still open: a tail cut by the margin or the page."""
    end = paragraph[-_LONGEST_BRACKET:].translate(_ROUND)
    return end.count("(") > end.count(")")


def _goes_on(before: str, after: str, *, width: int | None, crossed: bool) -> bool:
    if width is not None:
        short = width - line_width(before.rstrip())
        # Where no stop ends the line, a margin that varies by some characters still cut it.
        is_full = short <= (_NEAR if _STOP.search(before) else max(_NEAR, width // 6))
        return is_full and not (_INDENT.match(after) and (_STOP.search(before) or not _INDENT.match(before)))
    # Without a known width only a sentence torn by the page end is joined.
    return crossed and not _STOP.search(before) and line_width(before) > _NARROWEST and not _INDENT.match(after)
