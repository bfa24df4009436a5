"""The six parts of a report: which of its headings open them, and the prose below each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reportgen.annual.published.headings import Heading, heading_of, numbering
from reportgen.annual.published.letters import plain
from reportgen.annual.published.rows import Row, TextLine
from reportgen.model.annual import AnnualParagraph, AnnualPart
from reportgen.model.findings import Place

_TABLE_PARTS: Final = (2, 3, 4)
_SHORT: Final = 40
_PROSE_IN_SHEET: Final = 30

Item = Row | TextLine


@dataclass(frozen=True, slots=True)
class Opening:
    """A heading that opens a part: where it stands among the items."""

    at: int
    number: int
    heading: str
    rest: str = ""


def openings_of(items: Sequence[Item]) -> list[Opening]:
    """The headings that open parts, in order; headings of the same level that are none of the six have number 0."""
    candidates = [(at, heading) for at, item in enumerate(items) for heading in _candidates(item)]
    chosen = _best_chain(items, candidates)
    opened = [Opening(at, heading.part, heading.text, heading.rest) for at, heading in chosen]
    return _with_strangers(items, opened, [heading for _, heading in chosen])


def _candidates(item: Item) -> Iterable[Heading]:
    if isinstance(item, TextLine):
        heading = heading_of(item.paragraph.text)
        if heading:
            yield heading


def _best_chain(items: Sequence[Item], candidates: Sequence[tuple[int, Heading]]) -> list[tuple[int, Heading]]:
    """The candidates in rising order of parts that fit together best: by wording, one numbering, tables below."""
    chains: list[tuple[float, list[int]]] = []
    for here, (at, heading) in enumerate(candidates):
        own = _weight(items, at, heading, candidates[here + 1][0] if here + 1 < len(candidates) else len(items))
        best, chain = own, [here]
        for before in range(here):
            earlier = candidates[before][1]
            if earlier.part >= heading.part:
                continue
            fits = 1.0 if earlier.style == heading.style else -1.5
            steps = 0.5 if heading.ordinal and heading.ordinal - earlier.ordinal == heading.part - earlier.part else 0.0
            score = chains[before][0] + own + fits + steps
            if score >= best:
                best, chain = score, [*chains[before][1], here]
        chains.append((best, chain))
    if not chains:
        return []
    return [candidates[at] for at in max(reversed(chains), key=lambda chain: chain[0])[1]]


def _weight(items: Sequence[Item], at: int, heading: Heading, until: int) -> float:
    """How much speaks for a candidate by itself."""
    item = items[at]
    weight = 3.0 if heading.is_official else 2.0
    if isinstance(item, TextLine) and (item.paragraph.level or item.paragraph.is_strong or item.paragraph.centered):
        weight += 0.5
    if heading.style in ("（一）", "（1）"):
        weight -= 0.5
    if heading.is_contents or until == at + 1:
        weight -= 2.0
    follows_table = any(isinstance(each, Row) for each in items[at + 1 : until])
    if follows_table and heading.part in _TABLE_PARTS:
        weight += 1.5
    return weight


def _with_strangers(items: Sequence[Item], opened: list[Opening], headings: Sequence[Heading]) -> list[Opening]:
    """The openings with the headings of their level that are none of the six (七、…)."""
    if not opened:
        return []
    styles = [heading.style for heading in headings if heading.style]
    if not styles:
        return opened
    style = max(dict.fromkeys(styles), key=styles.count)
    known = {opening.at for opening in opened}
    result = list(opened)
    expected = 0
    for at, item in enumerate(items):
        if not isinstance(item, TextLine):
            continue
        own, ordinal, words = numbering(plain(item.paragraph.text))
        if at in known:
            expected = ordinal + 1 if own == style else expected + 1
        elif (
            own == style
            and expected
            and ordinal == expected
            and len(words) <= _SHORT
            and not words.endswith(("。", ";", ":", ","))
            and "。" not in words
            and not any(each.at > at and _ordinal_at(items, each) == ordinal for each in opened)
        ):
            result.append(Opening(at, 0, item.paragraph.text.strip()))
            expected += 1
    return sorted(result, key=lambda opening: opening.at)


def _ordinal_at(items: Sequence[Item], opening: Opening) -> int:
    item = items[opening.at]
    return numbering(plain(item.paragraph.text))[1] if isinstance(item, TextLine) else 0


def with_parts(items: Sequence[Item], openings: Sequence[Opening]) -> list[Item]:
    """The items with every row knowing its part."""
    result: list[Item] = []
    part = 0
    by_place = {opening.at: opening for opening in openings}
    for at, item in enumerate(items):
        part = by_place[at].number if at in by_place else part
        result.append(replace(item, part=part) if isinstance(item, Row) else item)
    return result


def parts_of(
    items: Sequence[Item], openings: Sequence[Opening], *, file: str, used: Mapping[int, object]
) -> tuple[AnnualPart, ...]:
    """The parts with their prose.

    Args:
        items: All of the report.
        openings: Where parts begin.
        file: For places.
        used: Places of lines that were read as rows of a table; they are no prose.
    """
    ends = [*(opening.at for opening in openings), len(items)][1:]
    parts = []
    for opening, end in zip(openings, ends, strict=True):
        prose = [item for at, item in enumerate(items[opening.at + 1 : end], opening.at + 1) if at not in used]
        paragraphs = list(prose_of(prose, file=file))
        place = _place(items[opening.at], file)
        if opening.rest:
            paragraphs.insert(0, AnnualParagraph(opening.rest, place))
        has_table = any(isinstance(items[at], Row) or at in used for at in range(opening.at + 1, end))
        parts.append(AnnualPart(opening.number, opening.heading, tuple(paragraphs), has_table, place))
    return tuple(parts)


def prose_of(items: Iterable[Item], *, file: str) -> Iterable[AnnualParagraph]:
    """The paragraphs among items, tables left out; in a sheet only whole sentences are prose."""
    for item in items:
        if not isinstance(item, TextLine):
            continue
        text = item.paragraph.text.strip()
        if not item.is_in_table or (len(text) >= _PROSE_IN_SHEET and "。" in text):
            yield AnnualParagraph(text, _place(item, file))


def _place(item: Item, file: str) -> Place:
    return Place(file, None, item.paragraph.place) if isinstance(item, TextLine) else item.place("requests")
