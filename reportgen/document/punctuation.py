"""Mechanical faults in what units typed, mended and reported: marks, blanks, quotes, brackets, digits; never a word.

Source:
    GB/T 15834-2011 (marks), GB/T 15835-2011 (digits).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from reportgen.document.pairs import mend_pairs

_HAN = "\u3400-\u9fff\U00020000-\U000323af"
_MARKS = "，。；：？！、“”‘’（）《》〈〉【】"
_BLANKS = " \t\u00a0\u3000"
_BLANK = f"[{_BLANKS}]"
_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_MEASURES = "项条篇件次个份场期人家户批万亿元名类种部处天日月年号%"
_WIDE = {ord("０") + digit: str(digit) for digit in range(10)} | {ord("％"): "%"}
_WIDE |= {ord("Ａ") + at: chr(ord("A") + at) for at in range(26)} | {
    ord("ａ") + at: chr(ord("a") + at) for at in range(26)
}
_STRENGTH = "：；，、"
_EXCERPT = 6
"""Characters shown on each side of a mended place."""
_MOST_ROUNDS = 9


@dataclass(frozen=True, slots=True)
class Repair:
    """One kind of fault that was mended in a text.

    Attributes:
        what: What was done, in Chinese: 半角标点改为全角.
        before: The first such place as typed, with its neighbours.
        after: The same place as printed.
        times: How often it was done in the text.
    """

    what: str
    before: str
    after: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Mended:
    """A text as printed, and what was mended in it; ``repairs`` is empty where it stands as typed."""

    text: str
    repairs: tuple[Repair, ...] = ()


def _wide(match: re.Match[str]) -> str:
    return match[0].translate(_WIDE)


def _full_width(match: re.Match[str]) -> str:
    return _FULL_WIDTH[match[1]]


def _one_mark(match: re.Match[str]) -> str:
    run = match[0]
    if loud := "".join(dict.fromkeys(mark for mark in run if mark in "？！")):
        return loud
    return "。" if "。" in run else min(run, key=_STRENGTH.index)


_Rule = tuple[str, re.Pattern[str], str | Callable[[re.Match[str]], str]]
# In this order: a later rule may count on the earlier ones.
_RULES: tuple[_Rule, ...] = (
    ("全角数字、字母改为半角", re.compile("[０-９Ａ-Ｚａ-ｚ％]+"), _wide),
    (
        "多余的空格删去",
        re.compile(
            f"(?<=[{_HAN}{_MARKS}]){_BLANK}+(?=[{_HAN}{_MARKS},;:?!])|(?<=[,;:?!]){_BLANK}+(?=[{_HAN}{_MARKS}])"
            f"|(?<=[{_HAN}]){_BLANK}+(?=\\d[\\d.]*{_BLANK}?[{_MEASURES}])|(?<=\\d){_BLANK}+(?=[{_MEASURES}])"
        ),
        "",
    ),
    (
        "半角括号改为全角",
        re.compile(f"\\((?=[^()\n]*[{_HAN}])([^()\n]*)\\)|(?<![\\w)])\\((\\d{{1,2}})\\)(?={_BLANK}*[{_HAN}“《])"),
        lambda match: f"（{match[1] or match[2]}）",
    ),
    (
        "半角括号改为全角",
        re.compile(f"(?<=[{_HAN}{_MARKS}])\\((\\d{{1,2}})\\)(?={_BLANK}*[{_HAN}“《])"),
        r"（\1）",
    ),
    ("省略号改正", re.compile(f"(?<=[{_HAN}”’）》])(?:\\.{{3,}}|。{{3,}}|…(?!…)(?<!……))"), "……"),
    (
        "半角标点改为全角",
        re.compile(f"(?<=[{_HAN}{_MARKS}])([,;:?!])|(?<=[0-9A-Za-z%])([,;:?!])(?={_BLANK}*[{_HAN}“《（])"),
        lambda match: _FULL_WIDTH[match[1] or match[2]],
    ),
    ("半角标点改为全角", re.compile(f"(?<=[{_HAN}”’）》%])\\.(?=[{_HAN}“《（]|$)", re.MULTILINE), "。"),
    ("重复的标点只留一个", re.compile("[，、；：。？！]{2,}"), _one_mark),
    ("序号后的标点改正", re.compile(r"(?:^|(?<=[。；：]))(\d{1,2})、(?!\d)", re.MULTILINE), r"\1."),
    ("序号后的标点改正", re.compile("(?<=[（][一二三四五六七八九十0-9]）)[、.．]"), ""),
    ("引号、书名号之间的顿号删去", re.compile("(?<=[”’》])、(?=[“‘《])"), ""),
    ("句首的标点删去", re.compile("^[，。；：？！、,;?!]+", re.MULTILINE), ""),
)


def mend(text: str) -> Mended:
    """The text with its mechanical faults mended, line by line; every word stays as typed, empty lines go.

    Mending a mended text changes nothing.
    """
    found: dict[str, Repair] = {}
    for _ in range(_MOST_ROUNDS):  # what one rule joins may bring blanks and marks together
        before = text
        text = "\n".join(line.strip(_BLANKS) for line in text.split("\n") if line.strip())
        pairs = mend_pairs(text)
        for what, typed, printed in pairs.repairs:
            _note(found, Repair(what, typed, printed))
        text = pairs.text
        for what, pattern, put in _RULES:
            text = _apply(found, what, pattern, put, text)
        if text == before:
            break
    return Mended(text, tuple(found.values()))


def _apply(
    found: dict[str, Repair], what: str, pattern: re.Pattern[str], put: str | Callable[[re.Match[str]], str], text: str
) -> str:
    def change(match: re.Match[str]) -> str:
        new = match.expand(put) if isinstance(put, str) else put(match)
        if new != match[0]:
            before = text[max(0, match.start() - _EXCERPT) : match.start()]
            after = text[match.end() : match.end() + _EXCERPT]
            _note(found, Repair(what, f"{before}{match[0]}{after}", f"{before}{new}{after}"))
        return new

    return pattern.sub(change, text)


def _note(found: dict[str, Repair], repair: Repair) -> None:
    first = found.get(repair.what)
    found[repair.what] = Repair(first.what, first.before, first.after, first.times + 1) if first else repair
