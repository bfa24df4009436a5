"""Counts in prose: Arabic or Chinese numerals, 万 and 亿, with their measure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_DIGITS: Final = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_STEPS: Final = {"十": 10, "百": 100, "千": 1000}
_LARGE: Final = {"万": 10_000, "亿": 100_000_000}

MEASURES: Final = "件次|人次|件|宗|份|例|起|笔|条|个|次|项|部|篇|期|场|家|元"
REQUEST_MEASURES: Final = frozenset({"件", "件次", "宗", "份", "例", "起", "笔", "条", "个", "次", "项"})

_COUNT: Final = re.compile(
    r"(?P<about>近|约|大约|将近|超过?|逾|上|至少|不少于)?(?<![\d.第])"
    r"(?:(?P<arabic>\d+(?:\.\d+)?)|(?<![一二三四五六七八九十两每逐同])(?P<chinese>[零〇一二两三四五六七八九十百千]+))"
    rf"(?P<large>[万亿])?(?P<vague>余|多|几|来)?(?P<measure>{MEASURES})(?P<after>以上|左右|以内|次性)?(?![件个次])"
)
_WORDS: Final = re.compile(
    r"一起(?!行政)|一次性|一件事|一个(?:月|季度)|同一|一一|逐一|唯一|统一|一条龙|一条线|一条心|一份力"
)


@dataclass(frozen=True, slots=True)
class Count:
    """A count as told.

    Attributes:
        start: Where it begins in the text searched.
        end: Where it ends, measure included.
        value: The number, 万 multiplied out.
        measure: 件, 条 …
        is_exact: Whether nothing makes it vague (近, 余, 以上).
    """

    start: int
    end: int
    value: Decimal
    measure: str
    is_exact: bool


def counts(text: str) -> Iterator[Count]:
    """Every count of a plain text, in order; years, shares and ordinals are none."""
    words = [match.span() for match in _WORDS.finditer(text)]
    for match in _COUNT.finditer(text):
        start = match.start("arabic") if match["arabic"] else match.start("chinese")
        if any(begin <= start < end for begin, end in words):
            continue
        value = Decimal(match["arabic"]) if match["arabic"] else read_chinese(match["chinese"])
        if value is None:
            continue
        if match["large"]:
            value *= _LARGE[match["large"]]
        is_exact = not (match["about"] or match["vague"] or match["after"])
        yield Count(match.start(), match.end(), value, match["measure"], is_exact)


def read_chinese(text: str) -> Decimal | None:
    """``一百零五`` → 105; ``None`` for a vague run of numerals (三四) or none at all."""
    whole, digit = 0, -1
    for character in text:
        if character in _STEPS:
            whole += (1 if digit < 0 else digit) * _STEPS[character]
            digit = -1
        elif character in "零〇" and len(text) > 1:
            continue
        elif digit >= 0:
            return None
        else:
            digit = _DIGITS[character]
    return Decimal(whole + max(digit, 0))
