"""Headings that carry no label: short lines between a finished clause and the next label."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.plan.layouts.furniture import is_furniture, names_only_bodies
from reportgen.plan.layouts.lines import TOP, Line
from reportgen.plan.layouts.tails import own_line, split_tail
from reportgen.plan.phrases.spacing import squeeze

_SHORT = re.compile(
    r"(?=.{2,25}$)[^。；;！？!?：:\n]*[^，,、。；;！？!?：:\n\d]$|[^，,、。；;！？!?：:\n\d]{2,8}[：:]$"
)
_NO_HEADING = re.compile(
    r"^(?:责任人|负责人|牵头|配合|完成时|时限|联系)|如下|现将|印发|(?:要点|方案|分工|清单|[表号])$|^[（(].*[）)]$"
)
# A publication mark at the end of a page, but above labels a matter.
_MARK = re.compile("主动公开|依申请公开")
_FINISHED = re.compile(r"[。！!？?；;”）)】〕]$")
_NESTED = 0.05

Look = tuple[int | None, bool, bool]


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a heading without label stands.

    Attributes:
        depth: As deep as the labelled headings beside it.
        is_guessed: Whether only its place says that it is one, not the file.
    """

    depth: float
    is_guessed: bool


def find_unlabelled(lines: Sequence[Line]) -> dict[int, Heading]:
    """Which lines are headings without a label.

    The file marks a line as a heading (outline level, h1-h6), or it looks like the labelled headings and unlike the
    text, or the labels start again behind it (``（一）`` below an open ``（三）``), or it follows another such heading, or
    it stands between the outermost labels.
    """
    looks = _Looks(lines)
    found: dict[int, Heading] = {}
    open_lines: list[tuple[int, float]] = []
    for number, line in enumerate(lines):
        depth = line.depth
        if line.label is None:
            heading = _heading(number, lines, open_lines, found, looks)
            if heading is None:
                continue
            found[number] = heading
            depth = heading.depth
        while open_lines and open_lines[-1][1] >= depth:
            open_lines.pop()
        open_lines.append((number, depth))
    return found | _first(lines, found, looks)


class _Looks:
    """How the file sets headings, by depth, and its text."""

    def __init__(self, lines: Sequence[Line]) -> None:
        text = Counter(look(line) for line in lines if "。" in line.text)
        self.of_text = text.most_common(1)[0][0] if text else None
        self._depths: dict[Look, Counter[float]] = {}
        self._of_level: dict[int, Counter[float]] = {}
        for line in lines:
            if line.label is not None and line.is_short:
                self._depths.setdefault(look(line), Counter())[line.depth] += 1
                if line.paragraph.level is not None:
                    self._of_level.setdefault(line.paragraph.level, Counter())[line.depth] += 1

    def depth_of(self, line: Line) -> float | None:
        """The depth of the labelled headings that look like this line; ``None`` where none do, or all text does."""
        depths = self._depths.get(look(line))
        return depths.most_common(1)[0][0] if depths and self._differs(line) else None

    def depth_of_level(self, level: int) -> float:
        """The depth of the labelled headings of this outline level, or below those of the next higher one.

        Levels that no label stands on nest among themselves.
        """
        above = max((known for known in self._of_level if known <= level), default=None)
        if above is None:
            return TOP + level * _NESTED
        return self._of_level[above].most_common(1)[0][0] + (level - above) * _NESTED

    def stands_out(self, line: Line) -> bool:
        """Whether the file sets a line apart from the text."""
        return (line.paragraph.centered or line.paragraph.is_strong) and self._differs(line)

    def _differs(self, line: Line) -> bool:
        return self.of_text is not None and look(line) != self.of_text


def look(line: Line) -> Look:
    """What the file says of a line's looks."""
    return line.paragraph.level, line.paragraph.centered, line.paragraph.is_strong


def _heading(
    number: int,
    lines: Sequence[Line],
    open_lines: Sequence[tuple[int, float]],
    found: dict[int, Heading],
    looks: _Looks,
) -> Heading | None:
    line = lines[number]
    if line.paragraph.level is not None and line.is_short and not _is_aside(line):
        return Heading(looks.depth_of_level(line.paragraph.level), is_guessed=False)
    if not open_lines or not may_head(line):
        return None
    below = _label_below(number, lines)
    if below is None or not _is_finished(_above(number, lines)):
        return None
    before = next((place for place, _ in reversed(open_lines) if place in found), None)
    if before is not None and lines[before].paragraph.level is None and found[before].depth < below.depth:
        return found[before]
    alike = looks.depth_of(line)
    if alike is not None and alike < below.depth:
        return Heading(alike, is_guessed=False)
    if looks.stands_out(line):
        return Heading(below.depth - 1, is_guessed=False)
    return _by_place(below, lines, open_lines)


def _by_place(below: Line, lines: Sequence[Line], open_lines: Sequence[tuple[int, float]]) -> Heading | None:
    """A heading where the label below would collide with one above: it stands beside what holds that one.

    Above the outermost labels there is nothing that such a line could wrongly replace, so there they need not collide.
    """
    same = next((place for place, (_, depth) in enumerate(open_lines) if depth == below.depth), None)
    if same is None or below.label is None or lines[open_lines[same][0]].label is None:
        return None
    if same == 0:
        return Heading(below.depth - 1, is_guessed=True)
    return Heading(open_lines[same - 1][1], is_guessed=True) if below.label.number == 1 else None


def _first(lines: Sequence[Line], found: dict[int, Heading], looks: _Looks) -> dict[int, Heading]:
    """The heading above the first label, where later ones prove that the plan has headings without labels."""
    first = next((number for number, line in enumerate(lines) if line.label is not None), 0)
    above = next((number for number in range(first - 1, -1, -1) if not _is_aside(lines[number])), None)
    if above is None or above in found or not may_head(lines[above]):
        return {}
    for number, heading in found.items():
        below = _label_below(number, lines)
        if below is None or below.depth != lines[first].depth or lines[number].paragraph.level is not None:
            continue
        if heading.is_guessed or (looks.stands_out(lines[above]) and look(lines[above]) == look(lines[number])):
            return {above: heading}
    return {}


def may_head(line: Line) -> bool:
    """Whether a line without label could be a heading by its words: short, no sentence, no tail, no body, no tool."""
    text = squeeze(line.text)
    if _SHORT.match(text) is None or _NO_HEADING.search(text) or names_only_bodies(text):
        return False
    if _is_aside(line):
        return False
    return text.count("，") + text.count(",") <= 1 and own_line(text) is None and split_tail(text)[1] is None


def _is_aside(line: Line) -> bool:
    return is_furniture(line.text) and not _MARK.fullmatch(squeeze(line.text))


def _above(number: int, lines: Sequence[Line]) -> Line | None:
    return next((lines[place] for place in range(number - 1, -1, -1) if not _is_aside(lines[place])), None)


def _is_finished(line: Line | None) -> bool:
    """Whether the line before is a clause that has come to its end."""
    return line is not None and (_FINISHED.search(squeeze(line.text)) is not None or own_line(line.text) is not None)


def _label_below(number: int, lines: Sequence[Line]) -> Line | None:
    """The next line, where it has a label."""
    for line in lines[number + 1 :]:
        if line.label is not None:
            return line
        if not _is_aside(line):
            return None
    return None
