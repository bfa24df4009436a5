"""The lines of a narrative plan: which label each one carries, misprints repaired."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportgen.model.blocks import Paragraph
from reportgen.plan.layouts.glued import part_glued
from reportgen.plan.layouts.tails import count_open, is_label_line, is_names_line, own_line, split_tail
from reportgen.plan.phrases.labels import Label, split_label

DEPTH = {"part": 0.0, "chinese": 2.0, "chinese_bracket": 3.0, "arabic": 4.0, "dotted": 5.0, "arabic_bracket": 8.0}
TOP = 1.0
"""Depth of a heading without label that nothing else places: above all labelled ones but 第一部分."""

LONGEST_HEADING = 60
# Marks that only adorn: squares, arrows, stars, small pictures with their selectors.
_MARK = re.compile(
    "[\\s—–－\u2022\u203b\u2190-\u21ff\u25a0-\u27bf\u2b00-\u2bff\ue000-\uf8ff\ufe0e\ufe0f\u200d\U0001f000-\U0001faff]+"
)
_CLOSE = "）)】〕"
# What may follow a heading on its own line: （一）, or 1. where 2. begins the next line.
_LOWER = re.compile(
    r"(?:[。\s]\s*|(?<=\S))(?=[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)])|[。\s]\s*(?=\d{1,2}\s*[.．、](?!\d))"
)
_AFTER_TAIL = re.compile(rf"[{_CLOSE}]\s*[。．；;]?\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a narrative.

    Attributes:
        paragraph: The paragraph it is, or is part of, with the line's own text.
        label: Its label; ``None`` where it has none or the label is none that makes clauses.
        rest: What follows the label; the whole text where there is none.
        depth: How deep its label stands: 0 for 第一部分, 2 for 一、, 3 for （一）, 4 for 1., 5 for 1.1.
        repaired: Whether the label counts as another than the printed one (``2、`` as 二).
    """

    paragraph: Paragraph
    label: Label | None
    rest: str
    depth: float = 0.0
    repaired: bool = False

    @property
    def text(self) -> str:
        """The line as printed, label included."""
        return self.paragraph.text

    @property
    def is_short(self) -> bool:
        """Whether what follows its label is no longer than headings are, and one sentence at most."""
        words = self.rest.strip()
        return len(words) <= LONGEST_HEADING and "。" not in words[:-1]


def read_lines(paragraphs: Sequence[Paragraph]) -> list[Line]:
    """The lines of these paragraphs, in order.

    A paragraph that ends inside a bracket goes on in the next. One that holds several labels (``一、… （一）…``) is
    several lines, and so is one that holds the whole plan.
    """
    whole = _closed(
        [replace(paragraph, text=_unadorned(text)) for paragraph in paragraphs for text in part_glued(paragraph.text)]
    )
    lines: list[Line] = []
    for number, paragraph in enumerate(whole):
        following = split_label(whole[number + 1].text)[0] if number + 1 < len(whole) else None
        lines += (_line(replace(paragraph, text=text)) for text in _parted(paragraph.text, following))
    return _repaired(lines)


def _line(paragraph: Paragraph) -> Line:
    label, rest = split_label(paragraph.text)
    if label is None or label.style not in DEPTH or not rest.strip():
        return Line(paragraph, None, paragraph.text)
    deeper = label.bare.count(".") - 1 if label.style == "dotted" else 0
    return Line(paragraph, label, rest, DEPTH[label.style] + deeper)


def _unadorned(text: str) -> str:
    """A text without the marks before its labels and tails: ■一、, ▶1., 👉责任单位：."""
    return "\n".join(_without_mark(line) for line in text.split("\n"))


def _without_mark(line: str) -> str:
    mark = _MARK.match(line)
    if mark is None:
        return line
    rest = line[mark.end() :]
    return rest if _line(Paragraph(rest or " ", "")).label is not None or own_line(rest) is not None else line


def _closed(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs with what the next page holds of their last bracket, labels of bodies with the bodies below them."""
    whole: list[Paragraph] = []
    for paragraph in paragraphs:
        if whole and _goes_on(whole[-1].text, paragraph.text):
            whole[-1] = replace(whole[-1], text=whole[-1].text + paragraph.text)
        elif whole and is_label_line(whole[-1].text) and is_names_line(paragraph.text):
            label = whole[-1].text.strip().rstrip(":：")
            whole[-1] = replace(whole[-1], text=f"{label}：{paragraph.text.strip()}")
        else:
            whole.append(paragraph)
    return whole


def _goes_on(text: str, following: str) -> bool:
    """Whether the following paragraph closes a bracket that a text leaves open."""
    return count_open(text) > 0 > count_open(following) and split_label(following)[0] is None


def _parted(text: str, following: Label | None) -> Iterator[str]:
    """The lines of one paragraph: at soft breaks before a label or tail, behind a heading, behind a clause's tail."""
    held = ""
    for line in text.split("\n"):
        if held and (_line(Paragraph(line or " ", "")).label is not None or own_line(line) is not None):
            yield from _behind_tails(held, following)
            held = line
        else:
            held = f"{held}\n{line}" if held else line
    yield from _behind_tails(held, following)


def _behind_tails(text: str, following: Label | None) -> Iterator[str]:
    """``（一）…（责任单位：A）（二）…`` parted where the next number of the same kind follows a tail."""
    label, _ = split_label(text)
    start = 0
    if label is not None and label.style in ("chinese", "chinese_bracket", "arabic"):
        number = label.number
        for match in _AFTER_TAIL.finditer(text):
            next_label, rest = split_label(text[match.end() :])
            counts_on = next_label is not None and (next_label.style, next_label.number) == (label.style, number + 1)
            if counts_on and rest.strip() and split_tail(text[start : match.end()])[1] is not None:
                yield from _behind_heading(text[start : match.end()], next_label)
                start, number = match.end(), number + 1
    yield from _behind_heading(text[start:], following)


def _behind_heading(text: str, following: Label | None) -> Iterator[str]:
    """``一、… （一）…`` parted where a lower label stands right after the heading."""
    label, rest = split_label(text)
    if label is None or label.style not in ("part", "chinese", "chinese_bracket"):
        yield text
        return
    for match in _LOWER.finditer(rest):
        heading = rest[: match.start()].strip()
        lower, words = split_label(rest[match.end() :])
        if not heading or "。" in heading or len(heading) > LONGEST_HEADING:
            break
        if lower is not None and words.strip() and _begins_below(lower, label, following):
            yield text[: len(text) - len(rest) + match.start()].rstrip()
            yield from _behind_heading(rest[match.end() :], following)
            return
    yield text


def _begins_below(lower: Label, label: Label, following: Label | None) -> bool:
    """Whether a label inside a line begins a clause: it is the first of its kind, and 2. follows where it is 1."""
    if DEPTH.get(lower.style, 0) <= DEPTH[label.style] or lower.number != 1:
        return False
    goes_on = following is not None and (following.style, following.number) == (lower.style, 2)
    return lower.style == "chinese_bracket" or goes_on


def _repaired(lines: Sequence[Line]) -> list[Line]:
    """Headings misprinted as ``2、`` where ``二、`` belongs: short, next in the series, and （一） follows."""
    result: list[Line] = []
    last: Label | None = None
    for number, line in enumerate(lines):
        following = lines[number + 1].label if number + 1 < len(lines) else None
        if line.label is not None and _stands_for_chinese(line, last, following):
            label = Label(line.label.text, "chinese", line.label.number, line.label.in_chinese())
            line = Line(line.paragraph, label, line.rest, DEPTH["chinese"], repaired=True)
        if line.label is not None and line.depth <= DEPTH["chinese"]:
            last = line.label
        result.append(line)
    return result


def _stands_for_chinese(line: Line, last: Label | None, following: Label | None) -> bool:
    if line.label is None or line.label.style != "arabic" or last is None or last.style != "chinese":
        return False
    begins = following is not None and following.style == "chinese_bracket" and following.number == 1
    return line.is_short and begins and line.label.number == last.number + 1
