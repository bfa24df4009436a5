"""Which of the six parts a heading means, in the official wording and in those that reports use."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from reportgen.annual.form import HEADINGS
from reportgen.annual.published.letters import plain

_NUMBERS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("第部分", re.compile(r"第([一二三四五六七八九十]{1,2})(?:部分|章|节)[:、.]?")),
    ("（一）", re.compile(r"\(([一二三四五六七八九十]{1,2})\)[、.]?")),
    ("（1）", re.compile(r"\((\d{1,2})\)[、.]?")),
    ("一、", re.compile(r"([一二三四五六七八九十]{1,2})[、.,]")),
    ("1.", re.compile(r"(\d{1,2})(?:[.、](?!\d)|(?=[^\d.%,年月日]))")),
)
_CHINESE: Final = {word: at for at, word in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}

_WORDINGS: Final[Mapping[int, re.Pattern[str]]] = {
    1: re.compile(
        r"(?:.{0,12}政府信息(?:与政务)?公开(?:工作)?(?:的)?)?(?:工作)?(?:总体|基本)(?:工作)?(?:开展)?情况(?:概述)?|概述|总体概述|总体概况"
        r"|政府信息公开工作(?:开展)?情况"
    ),
    2: re.compile(
        r"(?:本年度)?(?:行政机关)?(?:政府信息)?主动公开(?:政府信息|政务信息|信息)?(?:工作)?(?:的)?(?:基本|总体|具体)?情况"
    ),
    3: re.compile(
        r"(?:本年度?)?(?:收到和(?:办理|处理)|收到及处理|受理和(?:办理|处理)|收到、处理|处理|依申请公开)(?:的)?政府信息(?:公开)?(?:申请)?(?:工作)?的?情况"
        r"|政府信息公开申请(?:收到和|受理和)?(?:办理|处理)情况|(?:政府信息)?依申请公开(?:政府信息)?(?:工作)?(?:的)?情况"
    ),
    4: re.compile(
        r"(?:因)?政府信息公开(?:工作)?(?:被)?(?:申请|提起)?(?:的)?行政复议(?:、|和|及|与|以及|,)?(?:被)?(?:提起|申请)?行政诉讼(?:的)?(?:工作)?(?:情况)?"
        r"|行政复议(?:、|和|及|与)(?:提起)?行政诉讼(?:的)?情况"
    ),
    5: re.compile(
        r"(?:政府信息公开(?:工作)?)?(?:工作)?(?:中)?存在的?(?:主要|突出)?(?:问题|困难|不足)(?:和不足|与不足|及不足)?(?:、|和|及|与|以及)?(?:其)?"
        r"(?:下一步)?(?:的)?(?:改进|整改|工作|解决)?(?:打算|计划)?(?:的)?(?:措施|情况|办法|方向|意见|安排|打算)?(?:和改进情况)?"
    ),
    6: re.compile(r"(?:其他|其它)(?:需要|需)?(?:报告|说明)?(?:的)?(?:有关)?(?:事项|情况)(?:说明)?"),
}
_LONGEST: Final = 60
_CONTENTS: Final = re.compile(r"(?:[.…·]{2,}|-{3,})\d{1,3}$")
_REMARK: Final = re.compile(r"(?<=.{4})\([^()]{1,20}\)$")
_RUN_IN: Final = re.compile(r"[。:;\n]|(?<=情况)(?=\d{4}年)")


class Heading(NamedTuple):
    """A heading that may open a part.

    Attributes:
        part: 1-6.
        style: How it is numbered: ``一、``, ``（一）``, ``第部分``, ``1.``; ``""`` without number.
        ordinal: Its number, 0 without.
        is_official: Whether the wording is the form's.
        text: The heading as printed.
        rest: What stands behind it in the same paragraph.
        is_contents: Whether it is a line of a table of contents.
    """

    part: int
    style: str
    ordinal: int
    is_official: bool
    text: str
    rest: str
    is_contents: bool


def numbering(text: str) -> tuple[str, int, str]:
    """Style, number and the words behind it of a heading in ``plain`` letters."""
    for style, pattern in _NUMBERS:
        found = pattern.match(text)
        if found:
            return style, int(found[1]) if found[1].isdigit() else _CHINESE.get(found[1], 0), text[found.end() :]
    return "", 0, text


def heading_of(text: str) -> Heading | None:
    """The part that a paragraph opens, ``None`` for running text."""
    first, rest = _cut(text)
    for printed, behind in dict.fromkeys(((text, ""), (first, rest))):
        found = _recognised(printed, behind)
        if found:
            return found
    return None


def _recognised(printed: str, behind: str) -> Heading | None:
    bare = plain(printed)
    if not bare or len(bare) > _LONGEST:
        return None
    is_contents = bool(_CONTENTS.search(bare))
    bare = _CONTENTS.sub("", bare).rstrip(":。.;")
    style, ordinal, words = numbering(_REMARK.sub("", bare))
    part = next((number for number, pattern in _WORDINGS.items() if pattern.fullmatch(words)), 0)
    if not part or (behind and not style):
        return None
    return Heading(part, style, ordinal, words == plain(HEADINGS[part - 1]), printed.strip(), behind, is_contents)


def _cut(text: str) -> tuple[str, str]:
    """A heading that runs into its paragraph, and the rest."""
    found = _RUN_IN.search(text.strip().replace("：", ":").replace("；", ";"))
    if not found:
        return text, ""
    return text.strip()[: found.start()], text.strip()[found.end() :].strip()
