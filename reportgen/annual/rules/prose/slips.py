"""Slips of the pen, part of R19: doubled words, doubled marks, sentences that break off."""

import re
from collections.abc import Iterator
from typing import Final

from reportgen.annual.rules.case import Case
from reportgen.annual.rules.outcome import Outcome, warning
from reportgen.annual.rules.prose.sentences import clip, place_in, plain
from reportgen.model.annual import AnnualParagraph

_DOUBLED: Final = re.compile(r"(?P<word>[一-鿿]{2,8})(?P=word)")
_RIGHTLY: Final = re.compile(
    r"政府|工作|信息|公开|管理|服务|平台|中心|[一逐][一-鿿]|[一-鿿]一[一-鿿]|部门|单位|机关|人员|社会|发展|建设|研究|讨论|学习|考虑|商量|尝试|了解"
    r"|宣传|整理|检查|休息|活动|年度|公众|办公|政务|申请|行政|规划|计划|安全|教育|监督|监管|经济|市场|质量|服务"
)
"""Words that rightly follow themselves (区政府政府信息公开, 工作工作人员, 讨论讨论), or may."""
_MARKS: Final = re.compile(r"[，、；]{2,}|。{2}(?!。)|[，、；：]。|。[，、；]|的的(?!确|士)")
_BROKEN: Final = re.compile(r"[，、]\Z")


def slips(case: Case) -> Iterator[Outcome]:
    """R19 on wording: a warning each."""
    for part in case.report.parts:
        for paragraph in part.paragraphs:
            yield from _slips_of(paragraph)


def _is_cut(paragraph: AnnualParagraph) -> bool:
    """Whether a paragraph may end where only the page ended."""
    return (paragraph.place.file or "").lower().endswith(".pdf")


def _slips_of(paragraph: AnnualParagraph) -> Iterator[Outcome]:
    text = plain(paragraph.text)
    for match in _DOUBLED.finditer(text):
        # 石家庄市桥西区桥西街道 has no doubling side by side; 某某市市场 is one character, not two.
        if not _RIGHTLY.fullmatch(match["word"]):
            near = text[max(match.start() - 6, 0) : match.end() + 6]
            what = f"“{near}”中“{match['word']}”重复"
            yield warning("R19", place_in(paragraph, match[0]), what, "删去多余的字")
    for match in _MARKS.finditer(text):
        near = text[max(match.start() - 8, 0) : match.end() + 8]
        place = place_in(paragraph, text[max(match.start() - 4, 0) : match.end()])
        yield warning("R19", place, f"“{near}”中“{match[0]}”连用", "删去多余的字或标点")
    if _BROKEN.search(text) and len(text) > 12 and not _is_cut(paragraph):
        yield warning("R19", paragraph.place, f"“{clip(text[-30:])}”没有写完", "补全这句话，或改为句号")
