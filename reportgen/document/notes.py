"""Figures and passages that carry notes, and the private-use marks by which a note finds its place in a document.

A note walks with its value through the templates: a wording template prints a figure between two marks, the marks in
the finished paragraph become stretches, the Word template prints them once more, and `comments` finds them there. What
units typed never holds a private-use character (`clean_text`), so no text can pass for a mark.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, SupportsIndex

from reportgen.model.findings import Finding, Place

BEGIN, END, _CLOSE = "\ue001", "\ue003", "\ue002"
MARK = re.compile(f"([{BEGIN}{END}])(\\d+){_CLOSE}")
"""One mark: ``BEGIN`` or ``END`` of a note's stretch, and the note's number."""


@dataclass(frozen=True, slots=True)
class Note:
    """What is said about a figure or a passage.

    Attributes:
        text: In Chinese, for the person who checks; lines are paragraphs.
        findings: The findings that it tells, if it tells any.
        places: The cells that it names as the source of a text.
        tasks: The tasks that this text is about.
    """

    text: str
    findings: tuple[Finding, ...] = ()
    places: tuple[Place, ...] = ()
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """The characters of a passage from ``start`` up to ``end``, and what is said about them."""

    start: int
    end: int
    note: Note


class Figure(int):
    """A count with its note; in every other respect the number."""

    note: Note

    def __new__(cls, value: int, note: Note) -> "Figure":
        """The number with a note."""
        figure = super().__new__(cls, value)
        figure.note = note
        return figure


class Passage(str):
    """A text of which some stretches carry notes; in every other respect the text."""

    __slots__ = ("stretches",)
    stretches: tuple[Stretch, ...]

    def __new__(cls, text: str, stretches: Sequence[Stretch] = ()) -> "Passage":
        """The text with its stretches; empty ones are left out."""
        passage = super().__new__(cls, text)
        passage.stretches = tuple(stretch for stretch in stretches if stretch.start < stretch.end)
        return passage

    def __reduce_ex__(self, protocol: SupportsIndex) -> Any:
        """For copies."""
        return type(self), (str(self), self.stretches)


def noted(text: str, *notes: Note) -> str:
    """The text with notes on the whole of it."""
    return Passage(text, [Stretch(0, len(text), note) for note in notes]) if text and notes else text


@dataclass(slots=True)
class Notebook:
    """The notes of everything that was printed, by number."""

    notes: list[Note] = field(default_factory=list)

    def mark(self, value: Any) -> Any:
        """The value as a template prints it: with marks around every stretch that carries a note."""
        if isinstance(value, Figure):
            number = self._number(value.note)
            return f"{BEGIN}{number}{_CLOSE}{int(value)}{END}{number}{_CLOSE}"
        if not isinstance(value, Passage):
            return value
        # Where several begin, the longest first; where several end, the shortest: ranges then lie in each other.
        marks: list[tuple[int, int, int, str]] = []
        for stretch in value.stretches:
            number = self._number(stretch.note)
            length = stretch.end - stretch.start
            marks.append((stretch.start, 1, -length, f"{BEGIN}{number}{_CLOSE}"))
            marks.append((stretch.end, 0, length, f"{END}{number}{_CLOSE}"))
        printed, at = [], 0
        for place, _, _, mark in sorted(marks, key=lambda one: one[:3]):
            printed += [value[at:place], mark]
            at = place
        return "".join((*printed, value[at:]))

    def _number(self, note: Note) -> int:
        self.notes.append(note)
        return len(self.notes) - 1

    def read(self, marked: str) -> Passage:
        """A text in which marks stand, as the text with its stretches; a mark without its partner is dropped."""
        plain, stretches = [], []
        open_at: dict[str, int] = {}
        at = length = 0
        for match in MARK.finditer(marked):
            plain.append(marked[at : match.start()])
            length += match.start() - at
            at = match.end()
            if match[1] == BEGIN:
                open_at[match[2]] = length
            elif match[2] in open_at and int(match[2]) < len(self.notes):
                stretches.append(Stretch(open_at.pop(match[2]), length, self.notes[int(match[2])]))
        return Passage("".join((*plain, marked[at:])), stretches)


def without_marks(text: str) -> str:
    """The text as readers see it."""
    return MARK.sub("", text)
