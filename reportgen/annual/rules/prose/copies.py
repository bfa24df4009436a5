"""R25: parts one and five that repeat last year's text, or another body's."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from reportgen.annual.rules.case import Case
from reportgen.annual.rules.outcome import NotRun, Outcome, note, warning
from reportgen.annual.rules.prose.sentences import plain
from reportgen.model.annual import AnnualPart, AnnualReport
from reportgen.plan.phrases.numerals import write_numeral

_PARTS: Final = (1, 5)
_SHORTEST: Final = 12
"""Characters from which equal sentences are no chance."""
_FEWEST: Final = 4
_WARN: Final = 60
_TELL: Final = 20
_YEAR: Final = re.compile(r"20\d\d年(?:度)?")
_END: Final = re.compile(r"[。！？；]")
_LEAD: Final = re.compile(r"\A(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+[、是]|\d+[.、．])")


def copies(case: Case) -> Iterator[Outcome]:
    """R25: at least 60 % of the sentences are the same: a warning; less: a note."""
    against = [(f"{other.body or other.file}的报告", other) for other in case.others]
    if case.previous:
        year = f"{case.previous.year}年" if case.previous.year else "上年"
        against.insert(0, (f"{year}的报告", case.previous))
    against = [(name, other) for name, other in against if other.parts]
    if not case.report.parts:
        yield NotRun("R25", "没有正文，只有数字")
        return
    if not against:
        yield NotRun("R25", "没有上年或其他单位的报告正文")
        return
    for name, other in against:
        for number in _PARTS:
            yield from _compare(case.report, other, name, number)


def copied_share(text: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """How many sentences of a text stand in another text word for word, the years aside, and how many there are."""
    known = set(_told(other))
    told = _told(text)
    return sum(sentence in known for sentence in told), len(told)


def _compare(report: AnnualReport, other: AnnualReport, name: str, number: int) -> Iterator[Outcome]:
    part, twin = report.part(number), other.part(number)
    if part is None or twin is None:
        return
    same, total = copied_share(_texts(part), _texts(twin))
    if total < _FEWEST or same * 100 < total * _TELL:
        return
    what = f"第{write_numeral(number)}部分的{total}句话中有{same}句与{name}相同（{same * 100 // total}%）"
    if same * 100 >= total * _WARN:
        yield warning("R25", part.place, what, "写本年的实际情况，不照抄")
    else:
        yield note("R25", part.place, what, "看一看相同的句子是否还合本年实际")


def _texts(part: AnnualPart) -> list[str]:
    return [paragraph.text for paragraph in part.paragraphs]


def _told(texts: Sequence[str]) -> list[str]:
    sentences = (_LEAD.sub("", sentence) for text in texts for sentence in _END.split(plain(text)))
    return [_YEAR.sub("年", sentence) for sentence in sentences if len(sentence) >= _SHORTEST]
