"""R8: six exact headings in order, one numbering, and parts two to four that hold only their table."""

import re
from collections.abc import Iterator
from typing import Final

from reportgen.annual.form import HEADINGS, PARTS
from reportgen.annual.rules.case import Case
from reportgen.annual.rules.outcome import NotRun, Outcome, error, warning
from reportgen.model.annual import AnnualPart
from reportgen.model.findings import Place
from reportgen.plan.phrases.numerals import read_numeral, write_numeral

_SENTENCE: Final = re.compile("。|，.{10,}")
"""What makes a paragraph beside a table more than its unit (单位：件) or caption."""
_NUMBER: Final = re.compile(
    r"\A\s*(?:第\s*([一二三四五六七八九十\d]+)\s*部分|[（(]?([一二三四五六七八九十]+|\d+)[）)]?)\s*[、.．:：]?\s*"
)


def headings(case: Case) -> Iterator[Outcome]:
    """R8: what is missing or misnumbered is an error, another wording is a warning."""
    parts = case.report.parts
    if not parts:
        yield NotRun("R8", "没有正文，只有数字")
        return
    present = [part.number for part in parts]
    only_tables = set(present) <= set(PARTS.values()) and not any(part.paragraphs for part in parts)
    if only_tables:
        yield NotRun("R8", "只有表格，没有正文", is_partial=True)
    for number, heading in enumerate(HEADINGS, 1):
        if number not in present and not (only_tables and number not in PARTS.values()):
            what = f"没有第{write_numeral(number)}部分“{write_numeral(number)}、{heading}”"
            yield error("R8", Place(case.report.file), what, "补上这一部分")
    last = 0
    seen: set[int] = set()
    for part in parts:
        yield from _one(part, last=last, seen=seen)
        last = max(last, part.number)
        seen.add(part.number)
    for table, number in PARTS.items():
        found = case.report.part(number)
        if found and not found.has_table and not case.has_table(table):
            what = f"第{write_numeral(number)}部分没有表格（可能是图片）"
            yield error("R8", found.place, what, "用可以复制的表格，不用图片")
        text = next((one for one in found.paragraphs if _SENTENCE.search(one.text)), None) if found else None
        if text:
            what = f"第{write_numeral(number)}部分除表格外还有文字：“{text.text.strip()[:20]}”"
            yield warning("R8", text.place, what, "这一部分只放表格，文字移到第一或第六部分")


def _one(part: AnnualPart, *, last: int, seen: set[int]) -> Iterator[Outcome]:
    match = _NUMBER.match(part.heading)
    words = re.sub(r"\s+|[：:。]\Z", "", part.heading[match.end() if match else 0 :].strip())
    printed = read_numeral(match[1] or match[2]) if match else None
    if part.number == 0:
        yield error("R8", part.place, f"标题“{part.heading}”不是规定的六个部分之一", "并入六个部分，或改为下一级标题")
        return
    number = write_numeral(part.number)
    official = f"{number}、{HEADINGS[part.number - 1]}"
    if part.number in seen:
        yield error("R8", part.place, f"第{number}部分的标题“{part.heading}”出现了两次", "合并为一个部分")
    elif part.number < last:
        yield error("R8", part.place, f"标题“{part.heading}”排在第{write_numeral(last)}部分之后", "按规定的顺序排列")
    if printed is not None and printed != part.number:
        yield error("R8", part.place, f"标题“{part.heading}”的序号应为“{number}、”", f"改为“{official}”")
    if words != HEADINGS[part.number - 1]:
        yield warning("R8", part.place, f"标题“{part.heading}”与规定的“{official}”不同", f"改为“{official}”")
