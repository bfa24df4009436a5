"""Quantified targets (不少于2次) that a requirement names, found in its words."""

import re
from dataclasses import dataclass

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_NUMBER = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百]{1,5})"
_MEASURE = r"(?:人次|场次|批次|[次场期件篇条个项份家批部起例张幅天课])|[%％]"
_PERIOD = r"(?:(?:每[个]?(?:季度|半年|月|年|周|季)|全年|年内|全年度|年度)[^，。；、,;]{0,12}?)?"
_TARGET = re.compile(
    rf"(?P<period>{_PERIOD})(?:(?P<least>不得?少于|不得?低于|至少|达到|达|实现)[^，。；、,;\d]{{0,8}}?"
    rf"(?P<number>{_NUMBER})(?P<measure>{_MEASURE})(?:以上)?"
    rf"|(?P<number2>{_NUMBER})(?P<measure2>{_MEASURE})以上)"
)


@dataclass(frozen=True, slots=True)
class Target:
    """A number that the plan asks for.

    Attributes:
        phrase: As printed: ``每季度不少于1次``.
        least: The number; for a percentage 0-100.
        measure: What is counted: ``次``; ``%`` for a percentage.
    """

    phrase: str
    least: float
    measure: str


def find_targets(text: str) -> tuple[Target, ...]:
    """The quantified targets of a requirement, in printed order; a phrase once."""
    found: dict[str, Target] = {}
    for match in _TARGET.finditer(re.sub(r"\s+", "", text)):
        number = match["number"] or match["number2"]
        measure = (match["measure"] or match["measure2"]).replace("％", "%")
        if not match["least"] and number in ("一", "1"):  # 一个以上, 一项以上 are rarely meant as a count
            continue
        if match["least"] in ("达到", "达", "实现") and measure != "%":
            continue
        found.setdefault(match[0], Target(match[0], _number(number), measure))
    return tuple(found.values())


def target_of(text: str) -> str:
    """What the column 量化目标 shows; ``—`` where the requirement names no number."""
    return "；".join(target.phrase for target in find_targets(text)) or "—"


def _number(text: str) -> float:
    """``2`` → 2.0, ``十二`` → 12.0, ``两`` → 2.0."""
    if text[0].isdigit():
        return float(text)
    total = 0
    digit = 0
    for character in text:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[character]
    return float(total + digit)
