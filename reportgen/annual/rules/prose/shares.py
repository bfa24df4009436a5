"""R17: shares in the prose, recomputed to the digits shown."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from reportgen.annual.rules.case import Case, shown
from reportgen.annual.rules.outcome import NotRun, Outcome, error, note, warning
from reportgen.annual.rules.prose.cells import DISJOINT
from reportgen.annual.rules.prose.figures import NO_PROSE
from reportgen.annual.rules.prose.mentions import Mention, mentions, value_of
from reportgen.annual.rules.prose.numerals import Count, counts
from reportgen.annual.rules.prose.sentences import Sentence, clip, sentences
from reportgen.model.annual import FigureKey

_PERCENT: Final = r"\d+(?:\.\d+)?%"
_SHARE: Final = re.compile(
    rf"(?:占比|占到?)(?P<of>[^\d，。；、]{{0,24}}?)(?P<list>{_PERCENT}(?:(?:、|，|和|及|与){_PERCENT})*)|（(?:占比?)?(?P<bare>{_PERCENT})）"
)
_KNOWN_WHOLE: Final = re.compile(
    r"(?:比|例|总|数|量|全部|全年|本年|年度|当年|的|申请|办结|办理|答复|受理|收到|新收|主动|公开|政府|信息|发布|件|率|为|达|到|了|已|分别|各|：|其)*"
)
"""What a share may be of, if the whole is to be one of the numbers told; 占重点领域信息的60% is of another."""
_WHOLES: Final = (("r01",), ("r01", "r02"), ("r24",))
_HINT: Final = re.compile(r"增|减|升|降|同比|较|以上|近|约|左右|超过|不足|余")


@dataclass(frozen=True, slots=True)
class _Share:
    """A percentage with the count it belongs to."""

    part: Count
    percent: Decimal
    digits: int
    written: str


def shares(case: Case) -> Iterator[Outcome]:
    """R17: more than 0.1 point off is an error, less a warning; a share whose whole is not clear is left alone.

    Where the shares of a sentence add to exactly 100, a last digit that was changed for it is a note.
    """
    if not case.report.parts:
        yield NotRun("R17", NO_PROSE)
        return
    told = mentions(case.report)
    for sentence in sentences(case.report):
        numbers = list(counts(sentence.text))
        found = list(_shares(sentence.text, numbers))
        yield from _check(case, sentence, numbers, found, [one for one in told if one.sentence == sentence])


def _shares(text: str, numbers: Sequence[Count]) -> Iterator[_Share]:
    for match in _SHARE.finditer(text):
        if _HINT.search(match[0]) or (match["of"] and not _KNOWN_WHOLE.fullmatch(match["of"])):
            continue
        percents = re.findall(r"\d+(?:\.\d+)?", match["list"] or match["bare"])
        before = [count for count in numbers if count.end <= match.start()]
        parts = before[-len(percents) :]
        if len(parts) < len(percents) or not all(part.is_exact for part in parts):
            continue
        # 5件，占41.7%: only a count right before the share, one clause back at most.
        gap = text[parts[-1].end : match.start()]
        is_near = re.fullmatch(r"[^，。；\d]{0,16}，?[^，。；\d]{0,10}", gap)
        if not is_near or (len(percents) > 1 and len({part.measure for part in parts}) > 1):
            continue
        for part, percent in zip(parts, percents, strict=True):
            yield _Share(part, Decimal(percent), len(percent.partition(".")[2]), percent)


def _check(
    case: Case, sentence: Sentence, numbers: Sequence[Count], found: Sequence[_Share], told: Sequence[Mention]
) -> Iterator[Outcome]:
    by_part = {mention.count.start: mention for mention in told}
    is_wrong = False
    for share in found:
        part = share.part.value
        clear = _clear_wholes(case, sentence, numbers, share, by_part.get(share.part.start))
        if not clear:
            continue
        candidates = {whole for whole in (*clear, *_other_wholes(sentence, share)) if whole > 0 and whole >= part}
        if not candidates or any(_is_right(part, whole, share) for whole in candidates):
            continue
        nearest = min(
            (whole for whole in clear if whole >= part), key=lambda whole: _off(part, whole, share), default=None
        )
        if nearest is None:
            continue
        exact = part * 100 / nearest
        what = (
            f"正文“{clip(sentence.text)}”中{shown(part)}占{shown(nearest)}写作{share.written}%，"
            f"应为{exact:.{max(share.digits, 1)}f}%"
        )
        is_wrong = True
        # Shares of one whole are rounded so that they add to 100.0 (P3): a last digit may then differ.
        is_made_to_add = len(found) > 1 and sum(one.percent for one in found) == 100
        slight = note if is_made_to_add else warning
        report = error if min(_off(part, whole, share) for whole in candidates) > Decimal("0.1") else slight
        yield report("R17", sentence.place, what, "用分项除以总数重新计算，四舍五入到所写的位数")
    if not is_wrong:
        yield from _whole_of_parts(sentence, numbers, found, told)


def _is_right(part: Decimal, whole: Decimal, share: _Share) -> bool:
    return _off(part, whole, share) * 2 <= Decimal(1).scaleb(-share.digits)


def _off(part: Decimal, whole: Decimal, share: _Share) -> Decimal:
    return abs(part * 100 / whole - share.percent)


def _clear_wholes(
    case: Case, sentence: Sentence, numbers: Sequence[Count], share: _Share, mention: Mention | None
) -> list[Decimal]:
    """Wholes that the words name: the count before 其中, or the requests that a result is a result of."""
    result: list[Decimal] = []
    at = sentence.text.rfind("其中", 0, share.part.start)
    if at >= 0:
        before = [count for count in numbers if count.end <= at and count.measure == share.part.measure]
        if before and before[-1].is_exact and before[-1].value >= share.part.value:
            result.append(before[-1].value)
    if mention and set(mention.labels) & (DISJOINT | {"public_partly"}):
        values = [value_of(case.report, tuple(FigureKey("requests", row, "total") for row in rows)) for rows in _WHOLES]
        if all(value is not None for value in values):
            result += [value for value in values if value]
    return result


def _other_wholes(sentence: Sentence, share: _Share) -> Iterator[Decimal]:
    """Every other number of the paragraph that a writer may have meant, and sums of neighbours."""
    near = [count.value for count in counts(sentence.paragraph) if count.measure == share.part.measure]
    yield from near
    yield from (one + two for one, two in pairwise(near))
    yield sum(near, Decimal(0))


def _whole_of_parts(
    sentence: Sentence, numbers: Sequence[Count], found: Sequence[_Share], told: Sequence[Mention]
) -> Iterator[Outcome]:
    """Shares of parts that make up the whole add to 100; results that exclude each other are not more than it."""
    at = sentence.text.find("其中")
    before = [count for count in numbers if at >= 0 and count.end <= at and count.is_exact]
    if not before:
        return
    whole = before[-1]
    parts = {
        share.part.start: share for share in found if share.part.start > at and share.part.measure == whole.measure
    }
    if len(parts) > 1 and sum(share.part.value for share in parts.values()) == whole.value:
        added = sum((share.percent for share in parts.values()), Decimal(0))
        # Rounded one by one they may miss 100 by half a digit each; only more than that is a slip.
        slack = max(Decimal("0.1"), len(parts) * Decimal("0.5").scaleb(-min(share.digits for share in parts.values())))
        if abs(added - 100) > slack:
            what = f"正文“{clip(sentence.text)}”中各项比例之和为{shown(added)}%，不是100%"
            yield warning("R17", sentence.place, what, "重新计算各项比例")
    most = sum((count.value for count in before if count.measure == whole.measure), Decimal(0))
    results = [one for one in told if one.count.start > at and len(one.labels) == 1 and one.labels[0] in DISJOINT]
    whole_parts = sum((one.count.value for one in results), Decimal(0))
    if len({one.labels for one in results}) == len(results) and whole_parts > most:
        what = f"正文“{clip(sentence.text)}”中各项之和{shown(whole_parts)}大于总数{shown(most)}"
        yield warning("R17", sentence.place, what, "核对总数和各分项")
