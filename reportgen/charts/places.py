"""Where the bars of each set stand, and which of their numbers have room on them."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.charts.data import Bars, ChartData
from reportgen.charts.look import LOOKS, Look
from reportgen.charts.scene import words_mm
from reportgen.figures import percent

KEY_MM = 2.4
"""Side of the small swatch before a number that has no room on its piece."""

_GAP = 3.0
_SHORTEST = 8.0  # even a set of bars with a single task leaves room for its heading 项数
_SCALES = tuple(1 - step / 20 for step in range(8))


@dataclass(frozen=True, slots=True)
class Place:
    """Where one set of bars stands: from ``left``, bars up to ``bars_end``, counts and rates up to theirs (mm).

    ``scale`` is mm per task.
    """

    left: float
    bars_end: float
    counts_end: float
    rates_end: float
    scale: float


@dataclass(frozen=True, slots=True)
class Piece:
    """One class of one bar, and whether its number has room on it."""

    look: Look
    count: int
    has_room: bool


def pieces_of(bars: Bars, row: int, scale: float) -> list[Piece]:
    """The pieces of one bar at a scale in mm per task; classes without tasks have none."""
    pieces = []
    for series in bars.series:
        if count := series.values[row]:
            look = LOOKS[series.look]
            needed = words_mm(str(count)) + (1.6 if look.hatch else 0.6)
            pieces.append(Piece(look, count, needed <= count * scale))
    return pieces


def tail_mm(pieces: Sequence[Piece]) -> float:
    """Width of the numbers behind a bar, each with its key; 0 where all stand on their pieces."""
    narrow = [piece for piece in pieces if not piece.has_room]
    key = KEY_MM + 0.5 if len(pieces) > 1 else 0.0
    return 0.8 + sum(key + words_mm(str(piece.count)) + 1.0 for piece in narrow) if narrow else 0.0


def count_words(bars: Bars, row: int) -> str:
    """Done of all tasks in one bar: ``3/5``; ``—`` where there are none."""
    total = bars.total(row)
    return f"{bars.done[row]}/{total}" if total else "—"


def places_of(chart: ChartData, width: float, *, after: float) -> list[Place]:
    """Share what labels and figures leave of the width among the sets of bars, all to one scale.

    Args:
        chart: A chart of bars.
        width: Right end of the last column of figures (mm).
        after: Right end of the rows' labels (mm).
    """
    rows = range(len(chart.labels))
    figures = [
        (
            max(words_mm(t) for t in ("完成/任务", *(count_words(bars, row) for row in rows))),
            max(words_mm(t) for t in ("完成率", *(percent(bars.done[row], bars.total(row)) for row in rows))),
        )
        for bars in chart.bars
    ]
    room = width - after - sum(count + rate + 3 * _GAP for count, rate in figures)
    scale, shares = _shared(chart.bars, room, rows)
    places = []
    x = after
    for share, (count, rate) in zip(shares, figures, strict=True):
        left = x + _GAP
        counts_end = left + share + _GAP + count
        places.append(Place(left, left + share, counts_end, counts_end + _GAP + rate, scale))
        x = places[-1].rates_end
    return places


def _shared(sets: Sequence[Bars], room: float, rows: Sequence[int]) -> tuple[float, list[float]]:
    """Scale, and width of each set: bars a little shorter where every number then has room on or behind its bar."""
    largest = (room - _SHORTEST * len(sets)) / sum(bars.longest for bars in sets)
    for scale in (largest * part for part in _SCALES):
        needed = [max(_SHORTEST, *(_with_numbers_mm(bars, row, scale) for row in rows)) for bars in sets]
        if (spare := room - sum(needed)) >= 0:
            return scale, [one + spare / len(sets) for one in needed]
    shares = [_SHORTEST + bars.longest * largest for bars in sets]

    def told(scale: float) -> int:
        pairs = zip(sets, shares, strict=True)
        return sum(_with_numbers_mm(bars, row, scale) <= share for bars, share in pairs for row in rows)

    return max((largest * part for part in _SCALES), key=lambda scale: (told(scale), scale)), shares


def _with_numbers_mm(bars: Bars, row: int, scale: float) -> float:
    return bars.total(row) * scale + tail_mm(pieces_of(bars, row, scale))
