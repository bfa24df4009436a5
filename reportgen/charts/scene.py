"""A drawing as a few plain shapes in millimetres, before anybody knows who draws it."""

from dataclasses import dataclass
from typing import Literal

from reportgen.charts.look import INK, Look
from reportgen.charts.wrap import text_ems

MM_PER_POINT = 25.4 / 72
TEXT_POINTS = 9.0
"""No text is smaller than this in print (小五号)."""


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; ``x`` and ``y`` are its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    look: Look


@dataclass(frozen=True, slots=True)
class Sector:
    """A piece of a ring; angles in degrees clockwise from the top."""

    x: float
    y: float
    outer: float
    inner: float
    start: float
    end: float
    look: Look


@dataclass(frozen=True, slots=True)
class Line:
    """A straight thin line, ``weight`` in points."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: float = 0.5
    colour: str = "#7F7F7F"


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; ``x`` is where ``align`` says, ``y`` its middle.

    Attributes:
        ground: Colour of a patch behind the text that keeps it readable on a pattern, ``None`` for none.
    """

    x: float
    y: float
    text: str
    points: float = TEXT_POINTS
    align: Literal["left", "center", "right"] = "left"
    colour: str = INK
    ground: str | None = None

    @property
    def extent(self) -> tuple[float, float]:
        """Left and right end in mm."""
        width = words_mm(self.text, points=self.points)
        left = self.x - {"left": 0.0, "center": width / 2, "right": width}[self.align]
        return left, left + width


Shape = Box | Sector | Line | Words


@dataclass(frozen=True, slots=True)
class Scene:
    """A drawing: size in mm, shapes from back to front, origin at the upper left, ``y`` downwards."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def words_mm(text: str, *, points: float = TEXT_POINTS) -> float:
    """Width of a line of text in mm."""
    return text_ems(text) * points * MM_PER_POINT
