"""A narrative run together into one paragraph: the lines it was before."""

import re
from collections.abc import Iterator

from reportgen.plan.phrases.numerals import read_numeral

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_LABEL = re.compile(
    rf"(?P<chinese>{_NUMERAL})[、．.]|[（(](?P<bracket>{_NUMERAL})[）)]|(?<!\d)(?P<arabic>\d{{1,2}})[、．.](?!\d)"
)
_ENDS = re.compile(r"[。！!？?；;：:）)】]\s*$")
# 一、工作目标紧紧围绕…: nothing parts these headings from their text.
_GENERAL = re.compile(
    rf"{_NUMERAL}[、．.]\s*(?:总体要求|指导思想|总体目标|工作目标|基本原则|工作思路|总体思路|主要目标)(?=[^。，,、和与及])"
)
_LEVELS = ("chinese", "bracket", "arabic")
_FEWEST = 4
_SHORTEST = 200


def part_glued(text: str) -> list[str]:
    """The lines of a paragraph that holds a whole plan (…。一、…（一）…。1.…。二、…); else the paragraph itself.

    A label counts where the one before it of its kind counted one less, or where it is the first below a higher one.
    """
    if len(text) < _SHORTEST:
        return [text]
    found = list(_counting_on(text))
    if len(found) < _FEWEST or [level for _, level in found].count("chinese") < 2:
        return [text]
    starts = [place for place, _ in found]
    lines = [text[: starts[0]], *(text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True))]
    return [part.strip() for line in lines for part in _without_general(line) if part.strip()]


def _counting_on(text: str) -> Iterator[tuple[int, str]]:
    """Where the labels stand that count on, each with its level."""
    last = dict.fromkeys(_LEVELS, 0)
    is_first = dict.fromkeys(_LEVELS, True)
    for match in _LABEL.finditer(text):
        level = match.lastgroup or ""
        number = read_numeral(match[level])
        before = text[: match.start()]
        # （一） is known by its brackets; 一、 and 1. may stand inside a sentence.
        stands_free = level == "bracket" or not before or _ENDS.search(before) is not None
        if not stands_free or (number != last[level] + 1 and not (is_first[level] and number == 1)):
            continue
        last[level], is_first[level] = number, False
        is_first |= dict.fromkeys(_LEVELS[_LEVELS.index(level) + 1 :], True)
        yield match.start(), level


def _without_general(line: str) -> tuple[str, ...]:
    match = _GENERAL.match(line)
    return (line,) if match is None else (match[0], line[match.end() :])
