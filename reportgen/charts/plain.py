"""Bars of plain counts, one or a few side by side in each row: as data, and as shapes on a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.charts.look import Look
from reportgen.charts.scene import Box, Line, Scene, Shape, Words, words_mm
from reportgen.charts.wrap import wrap

WIDTH_MM = 156.0
"""Width of the type area of GB/T 9704."""

MOST_SERIES = 3

_MARGIN = 1.0
_LABEL_EMS = 16.0
_LINE = 3.9
_GAP = 2.0
_BARS = {1: 4.2, 2: 3.6, 3: 3.4}
"""Thickness of a bar by how many stand in a row (mm)."""
_SWATCH = (5.0, 3.2)
_GREY = "#595959"

# The last series is the one that the chart is about: darkest.
_LOOKS = (Look("#DCE9F5", "....", "pct20"), Look("#8FB4D9"), Look("#1F4E79", text="#FFFFFF"))


@dataclass(frozen=True, slots=True)
class PlainSeries:
    """One count in every row.

    Attributes:
        name: The word in the legend; a single series has none.
        values: Counts, one per row, none below 0.
        shown: Each count as printed behind its bar: ``134件（45.2%）``.
    """

    name: str
    values: tuple[int, ...]
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlainChart:
    """A chart of horizontal bars.

    Attributes:
        name: Caption without number.
        labels: One per row.
        series: One to ``MOST_SERIES``, the oldest first.
        alt: The figures in a sentence, for people who do not see the chart.
    """

    name: str
    labels: tuple[str, ...]
    series: tuple[PlainSeries, ...]
    alt: str


def lay_out_plain(chart: PlainChart) -> Scene:
    """The drawing of a chart; it has no title, because the caption stands below it in the document."""
    looks = _LOOKS[-len(chart.series) :]
    labels = [wrap(label, ems=_LABEL_EMS) for label in chart.labels]
    left = _MARGIN + max(words_mm(line) for lines in labels for line in lines) + 2.5
    longest = max((value for one in chart.series for value in one.values), default=0) or 1
    behind = max(words_mm(words) for one in chart.series for words in one.shown) + 2.0
    scale = (WIDTH_MM - _MARGIN - left - behind) / longest
    thickness = _BARS[len(chart.series)]
    shapes: list[Shape] = []
    top = y = _MARGIN
    for row, lines in enumerate(labels):
        height = max(len(lines) * _LINE, len(chart.series) * thickness) + _GAP
        middle = y + height / 2
        first = middle - _LINE * (len(lines) - 1) / 2
        shapes += [Words(left - 2.5, first + _LINE * at, line, align="right") for at, line in enumerate(lines)]
        bar = middle - thickness * len(chart.series) / 2
        for one, look in zip(chart.series, looks, strict=True):
            width = one.values[row] * scale
            if width:
                shapes.append(Box(left, bar + 0.15, width, thickness - 0.3, look))
            shapes.append(Words(left + width + 1.0, bar + thickness / 2, one.shown[row]))
            bar += thickness
        y += height
    shapes.append(Line(left, top, left, y))
    if len(chart.series) > 1:
        shapes += _legend(chart.series, looks, y + 3.0)
        y += 6.0
    return Scene(WIDTH_MM, y + _MARGIN, tuple(shapes))


def _legend(series: Sequence[PlainSeries], looks: Sequence[Look], middle: float) -> list[Shape]:
    widths = [_SWATCH[0] + 1.5 + words_mm(one.name) + 6.0 for one in series]
    x = (WIDTH_MM - sum(widths) + 6.0) / 2
    shapes: list[Shape] = []
    for one, look, width in zip(series, looks, widths, strict=True):
        shapes += [
            Box(x, middle - _SWATCH[1] / 2, *_SWATCH, look),
            Words(x + _SWATCH[0] + 1.5, middle, one.name, colour=_GREY),
        ]
        x += width
    return shapes
