"""What the prose leaves out or says at too great length: R24 corrections, R26 length of part one."""

import re
from collections.abc import Iterator
from typing import Final

from reportgen.annual.form import REVIEW_BLOCKS
from reportgen.annual.rules.case import Case, name_of, shown
from reportgen.annual.rules.outcome import NotRun, Outcome, warning
from reportgen.model.annual import FigureKey

_SPEAKS: Final = re.compile("纠正|纠错|复议|诉讼|败诉|应诉|撤销")
_BLANKS: Final = re.compile(r"\s+")


def corrections(case: Case) -> Iterator[Outcome]:
    """R24: an answer was corrected, and part five does not speak of it."""
    report = case.report
    problems = report.part(5)
    if problems is None:
        yield NotRun("R24", "没有第五部分的正文")
        return
    if not case.has_table("reviews"):
        yield NotRun("R24", "没有读到行政复议、行政诉讼的表")
        return
    keys = [FigureKey("reviews", block, "corrected") for block in REVIEW_BLOCKS]
    wrong = [(key, value) for key in keys if (value := report.value(key)) and value > 0]
    if wrong and not any(_SPEAKS.search(_BLANKS.sub("", paragraph.text)) for paragraph in problems.paragraphs):
        listed = "、".join(f"{name_of(key)}为{shown(value)}" for key, value in wrong)
        what = f"{listed}，第五部分没有提到"
        yield warning("R24", problems.place, what, "在存在的问题和改进措施中写明被纠正的原因和改进")


def length(case: Case) -> Iterator[Outcome]:
    """R26: part one has more characters than asked for, blanks not counted."""
    part = case.report.part(1)
    if part is None:
        yield NotRun("R26", "没有第一部分的正文")
        return
    count = sum(len(_BLANKS.sub("", paragraph.text)) for paragraph in part.paragraphs)
    if count > case.part_one_limit:
        what = f"第一部分有{count}字，超过{case.part_one_limit}字"
        yield warning("R26", part.place, what, "压缩文字；当地没有字数要求的可以确认")
