"""Labels printed before headings and requirements: 一、 （一） 1. (1) ① 第一章 1.1."""

import re
from dataclasses import dataclass, replace
from typing import Final, Literal

from reportgen.plan.phrases.numerals import FULLWIDTH, read_numeral, write_numeral

LabelStyle = Literal[
    "part",  # 第一部分, 第一章
    "chinese",  # 一、
    "chinese_bracket",  # （一）
    "arabic",  # 1. 1、 1
    "dotted",  # 1.1
    "arabic_bracket",  # (1) 1)
    "circled",  # ①
    "spoken",  # 一是, 第一，: only where asked for
]


@dataclass(frozen=True, slots=True)
class Label:
    """A label as it stands before a heading or a requirement.

    Attributes:
        text: As printed, closing mark included: ``（一）``, ``2、``.
        style: Which kind of label, so that levels can be told apart.
        number: Its value; of ``1.2`` the last figure.
        bare: Its form in ids: numeral without brackets and closing marks (``一``, ``2``, ``1.2``).
    """

    text: str
    style: LabelStyle
    number: int
    bare: str

    @property
    def is_chinese(self) -> bool:
        """Whether its numeral is a Chinese one."""
        return not self.bare[:1].isascii()

    def in_chinese(self) -> str:
        """The Chinese numeral of the same value: what ``2`` counts as where ``二、`` belongs."""
        return write_numeral(self.number)


_NUM: Final = "[一二三四五六七八九十廿]{1,3}"
_END: Final = r"[、．.。，,：:]"
# What makes a figure a quantity, not a label: 3个, 1.5万, 2.0版. Times stand apart: 1.30日内 can only be item 1.
_TIME: Final = r"(?:个?工作日|日|天|年|月|小时|分钟|个月|周)"
# The same characters also begin words: 3 项目, 5 平台, 6 人才.
_MEASURE: Final = (
    r"(?:[%％‰万亿元倍次件类级篇米份套亩吨号楼届+×xX/／]|个(?![人体性])|项(?!目)|家(?!庭)|名(?![录单称])|人(?![才大民员社事力口])"
    r"|种(?!植)|条(?![例件])|期(?![刊货])|批(?![准复])|版(?![面权])|公[里斤顷]|平(?:方|米)|场(?![馆所景])|户(?!籍)|度(?!假)|位(?!置)"
    r"|百分|千(?!方)|以上|以下|左右|多(?![渠措部方元形样层]))"
)
_CLOSED: Final = tuple(
    (style, re.compile(rf"\s*(?P<label>{pattern})\s*"))
    for style, pattern in (
        ("part", rf"第\s*(?P<num>{_NUM}|\d{{1,2}})\s*(?:部分|章|节|条|篇|编)[、：:．.]?(?![的款中])"),
        ("chinese_bracket", rf"[（(〔【]\s*(?P<num>{_NUM})\s*[）)〕】][、．.]?"),
        ("chinese_bracket", rf"[（(]\s*(?P<num>{_NUM})\s*[、．.]|(?P<num2>{_NUM})\s*[）)][、．.]?"),
        ("arabic_bracket", r"[（(〔【]\s*(?P<num>\d{1,3})\s*[）)〕】][、．.]?|(?P<num2>\d{1,3})\s*[）)][、．.]?"),
        ("chinese", rf"(?P<num>{_NUM})\s*{_END}"),
        ("chinese", rf"(?P<num>{_NUM})(?=[ \t\u3000\u00a0]+[\u4e00-\u9fff])"),
    )
)
_PAIR = re.compile(r"[一二三四五六七八九十](?:季度|级|线|类|期|批|审|轮|产|楼|中全会)")
_DOTTED = re.compile(
    rf"\s*(?P<label>(?P<num>\d{{1,2}}(?:[.．]\d{{1,2}}){{1,3}})(?:[、.．]|(?!\d)))\s*(?!{_MEASURE}|{_TIME}|\d)"
)
_ARABIC = re.compile(r"\s*(?P<label>(?P<num>\d{1,3})\s*[、．.。，]+)\s*")
_ARABIC_BLANK = re.compile(
    r"\s*(?P<label>(?P<num>\d{1,3}))"
    rf"(?:\s*$|[ \t\r\n\u3000\u00a0]+(?=[\u4e00-\u9fff“《【（(]|\d{{4}}年)(?!{_MEASURE}|{_TIME}))"
)
_SPOKEN = re.compile(rf"\s*(?P<label>(?P<num>{_NUM})是(?!否|指)[：:，,]?|第(?P<num2>{_NUM})[，,、：:])\s*")
_MARKS: Final = {
    **{chr(0x2460 + n): ("circled", str(n + 1)) for n in range(20)},
    **{chr(0x2776 + n): ("circled", str(n + 1)) for n in range(10)},
    **{chr(0x2474 + n): ("arabic_bracket", str(n + 1)) for n in range(20)},
    **{chr(0x2488 + n): ("arabic", str(n + 1)) for n in range(20)},
    **{chr(0x3220 + n): ("chinese_bracket", write_numeral(n + 1)) for n in range(10)},
}


def split_label(text: str, *, spoken: bool = False) -> tuple[Label | None, str]:
    """The label at the start of a text and what follows it, white space at the seam dropped.

    Half and full width, mixed brackets and ``．、.`` are all understood, and so is a number that a blank or nothing
    follows (a 序号 cell). Years, quantities, hotline numbers and schemes (``2020年``, ``3个``, ``12345``, ``1+1+9``)
    are no labels.

    Args:
        text: A paragraph, cell or line.
        spoken: Whether ``一是`` and ``第一，`` count too; they enumerate inside a requirement.

    Returns:
        The label or ``None``, and the rest; the whole text, unchanged, where there is no label.
    """
    plain = text.translate(FULLWIDTH)
    found = _marked(plain) or _closed(plain) or _figures(plain)
    if found is None and spoken:
        match = _SPOKEN.match(plain)
        found = _label("spoken", match) if match else None
    if found is None:
        return None, text
    label, end = found
    return replace(label, text=text[:end].strip()), text[end:]


def _marked(text: str) -> tuple[Label, int] | None:
    """①, ⑴, ⒈ and ㈠ are one character each."""
    start = len(text) - len(text.lstrip())
    if text[start : start + 1] not in _MARKS:
        return None
    style, bare = _MARKS[text[start]]
    match = re.compile(r"[、．.]?\s*").match(text, start + 1)
    end = match.end() if match else start + 1
    number = read_numeral(bare) or 0
    return Label(text[start:end].strip(), style, number, bare), end  # type: ignore[arg-type]  # the table's own words


def _closed(text: str) -> tuple[Label, int] | None:
    """Labels that a Chinese numeral, a bracket or 第 sets apart."""
    for style, pattern in _CLOSED:
        match = pattern.match(text)
        if match and not (style == "chinese" and _PAIR.match(text, match.end())):
            found = _label(style, match)
            if found:
                return found
    return None


def _figures(text: str) -> tuple[Label, int] | None:
    """Arabic numbers, where only what follows tells a label from a quantity."""
    dotted = _DOTTED.match(text)
    if dotted:
        bare = dotted["num"].replace("．", ".")
        return Label(dotted["label"], "dotted", int(bare.rpartition(".")[2]), bare), dotted.end()
    match = _ARABIC.match(text) or _ARABIC_BLANK.match(text)
    if match is None:
        return None
    rest = text[match.end() :]
    follows = re.match(rf"\d+(?P<time>{_TIME})?", rest)
    touching = match.end("label") == match.end() and match["label"][-1:] in ".．"
    # 1.5万 is a quantity; 1.2020年…, 1.12345… and 1.30日内… are item 1.
    if follows and touching and len(follows[0].rstrip("年月日天")) < 4 and not follows["time"]:
        return None
    return _label("arabic", match)


def _label(style: str, match: re.Match[str]) -> tuple[Label, int] | None:
    groups = match.groupdict()
    bare = groups.get("num") or groups.get("num2") or ""
    number = read_numeral(bare)
    if not number:
        return None
    if bare.isascii():
        bare = str(number)
    return Label(match["label"].strip(), style, number, bare), match.end()  # type: ignore[arg-type]  # as above
