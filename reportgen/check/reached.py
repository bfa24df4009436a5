"""What a row tells of one target: from 量化成果, else from the figures of 落实情况."""

import re
from dataclasses import dataclass, replace
from typing import Final

from reportgen.check.words import narrow
from reportgen.model.progress import Entry
from reportgen.workbook.figures_cell import Figure, are_kin, is_nothing, read_figures
from reportgen.workbook.targets import Target

_ALL: Final = re.compile(r"全部|全都|均|无一|无逾期|零逾期|零差错|未发生|未出现|没有出现|没有发生|逐[一件条项篇]")
_DECLINE: Final = re.compile(r"下降|减少|降低|压减|压缩|精简|下浮|缩短|缩减")
_RATE: Final = re.compile(r"([\u4e00-\u9fff]{1,2}(?:率|比例|占比|比重|度))[^，。；\d]*$")


@dataclass(frozen=True, slots=True)
class Reached:
    """What a row tells of a target.

    Attributes:
        figures: Those that count what the target counts.
        is_from_text: Whether they stand in 落实情况, because 量化成果 tells nothing.
        is_said_in_words: Whether words answer instead of a number (全部按期办结 for 100%).
        is_ambiguous: Whether a number may be a share or a percentage (1: all, or one in a hundred).
        understood: How a number without its sign was taken, ``""`` for a plain one.
        unmatched: Whether 量化成果 tells something that does not count what the target counts.
    """

    figures: tuple[Figure, ...] = ()
    is_from_text: bool = False
    is_said_in_words: bool = False
    is_ambiguous: bool = False
    understood: str = ""
    unmatched: bool = False

    @property
    def most(self) -> float | None:
        """The most that may have been reached: all figures added up; without end where one is said of several."""
        if not self.figures:
            return None
        if self.figures[0].measure == "%":
            return max(figure.number for figure in self.figures)
        return (
            float("inf")
            if any(figure.is_each for figure in self.figures)
            else sum(figure.number for figure in self.figures)
        )

    @property
    def least(self) -> float | None:
        """The least of the figures, which is over a ceiling only if all are."""
        return min((figure.number for figure in self.figures), default=None)


def reached(entry: Entry, target: Target, requirement: str, *, is_only: bool) -> Reached:
    """What a row tells of a target.

    Args:
        entry: The row.
        target: What the task asks for.
        requirement: The task's words, for the name of a rate (解读率).
        is_only: Whether the task has no other target, so that a number without a measure belongs to this one.
    """
    written = entry.written.get("figure")
    if written and written.doubt:
        return Reached(is_said_in_words=True)  # what the cell holds is said by its own finding
    told = _told(entry, target, requirement, is_only=is_only)
    if not _DECLINE.search(requirement):
        return told
    # 压减10%以上 may be answered by -12%.
    return replace(told, figures=tuple(replace(figure, number=abs(figure.number)) for figure in told.figures))


def _told(entry: Entry, target: Target, requirement: str, *, is_only: bool) -> Reached:
    if not is_nothing(entry.figure):
        in_cell = _in_cell(entry.figure, target, is_only=is_only)
        if in_cell:
            return in_cell
    in_text = _rate_in_text(entry.progress, target, requirement) if target.measure == "%" else None
    if target.measure != "%":
        figures = tuple(
            figure
            for figure in read_figures(entry.progress)
            # 一起, 一个 count nothing in running text
            if are_kin(figure.measure, target.measure) and not (figure.is_word and figure.number == 1)
        )
        in_text = Reached(figures, is_from_text=True) if figures else None
    return in_text or Reached(unmatched=not is_nothing(entry.figure))


def _in_cell(text: str, target: Target, *, is_only: bool) -> Reached | None:
    """What 量化成果 tells of the target; ``None`` where it counts something else."""
    figures = read_figures(text)
    if target.measure != "%":
        kin = tuple(figure for figure in figures if are_kin(figure.measure, target.measure))
        bare = tuple(figure for figure in figures if not figure.measure)
        found = kin or (bare if is_only and len(bare) == len(figures) else ())
        return Reached(found) if found else None
    shares = tuple(figure for figure in figures if figure.measure == "%")
    if shares:
        return Reached(shares)
    if is_only and len(figures) == 1 and not figures[0].measure:
        return _bare_share(figures[0], target)
    return Reached(is_said_in_words=True) if _ALL.search(text) else None


def _bare_share(figure: Figure, target: Target) -> Reached:
    """A number without its sign where a percentage is asked for: 0.95 and 95 are 95 %, 1 may be 1 % or all."""
    number = figure.number
    share = number
    if 0 < number <= 1:
        # Under a ceiling of a few percent 0.8 may well be 0.8 %; it matters only where the two are judged differently.
        if target.most is not None:
            if (number > target.most) != (number * 100 > target.most):
                return Reached((figure,), is_ambiguous=True)
        elif number == 1:
            return Reached((figure,), is_ambiguous=True)
        else:
            share = round(number * 100, 6)
    taken = Figure(share, "%", figure.phrase, figure.bound)
    return Reached((taken,), understood="" if share == 0 else f"{share:g}%")


def _rate_in_text(text: str, target: Target, requirement: str) -> Reached | None:
    """A percentage of the same name in running text; words or another percentage leave the question to the reader."""
    plain = re.sub(r"\s+", "", requirement)
    at = plain.find(target.phrase)
    number = re.search(r"\d|百分之|[一二三四五六七八九]成", target.phrase)
    name = _RATE.search(plain[: at + (number.start() if number else 0)]) if at != -1 else None
    shares = tuple(figure for figure in read_figures(text) if figure.measure == "%")
    if name:
        beside = re.search(rf"{re.escape(name[1])}[^，。；,;\d]{{0,8}}?(\d+(?:\.\d+)?)[%％]", narrow(text))
        same = tuple(figure for figure in shares if beside and figure.number == float(beside[1]))
        if same:
            return Reached(same[:1], is_from_text=True)
    return Reached(is_said_in_words=True) if shares or _ALL.search(text) else None
