"""Chart data → shapes on a page of the type area's width: where each bar, number and word stands."""

from collections.abc import Iterator, Sequence
from math import cos, pi, radians, sin

from reportgen.charts.data import GAP_MM, LABEL_EMS, LINE_MM, Bars, ChartData, Series, rows_mm
from reportgen.charts.look import LOOKS, Look
from reportgen.charts.places import KEY_MM, Piece, Place, count_words, pieces_of, places_of, tail_mm
from reportgen.charts.scene import Box, Line, Scene, Sector, Shape, Words, words_mm
from reportgen.charts.wrap import wrap
from reportgen.figures import percent, shares

WIDTH_MM = 156.0
"""Width of the type area of GB/T 9704."""

_GREY = "#595959"
_RULE = "#BFBFBF"
_MARGIN = 1.0
_HEAD = 6.0
_BAR = 3.9
_SWATCH = (5.0, 3.2)


def lay_out(chart: ChartData) -> Scene:
    """The drawing of a chart; it has no title, because the caption stands below it in the document."""
    return _ring(chart) if chart.kind == "ring" else _rows(chart)


# --- ring: the ring at the left, a small table of the figures at the right ---

_PITCH = 6.6
_CENTRE, _OUTER, _INNER = 36.0, 29.0, 18.5
_TABLE = (77.0, 153.0)


def _ring(chart: ChartData) -> Scene:
    bars = chart.bars[0]
    counts = [series.values[0] for series in bars.series]
    table_height = _PITCH * (len(counts) + 2)
    body = max(2 * _OUTER + 2 * _MARGIN, table_height)
    middle = body / 2
    shapes = [*_sectors(bars, middle), *_rate(bars, middle), *_table(bars, counts, middle - table_height / 2)]
    note, height = _notes(chart.note, body + 1.0)
    return Scene(WIDTH_MM, height, (*shapes, *note))


def _sectors(bars: Bars, middle: float) -> Iterator[Shape]:
    total = bars.total(0)
    labels: list[Shape] = []
    before = 0
    for series in bars.series:
        count = series.values[0]
        start, end = 360 * before / total, 360 * (before + count) / total
        before += count
        look = LOOKS[series.look]
        yield Sector(_CENTRE, middle, _OUTER, _INNER, start, end, look)
        number = str(count)
        radius = (_OUTER + _INNER) / 2
        # A narrow piece would be covered by its number, which stands in the table beside the ring anyway.
        if _arc_mm(start, end, radius) >= words_mm(number) + 2.5:
            x, y = _on_circle(radius, (start + end) / 2)
            labels.append(_on_piece(_CENTRE + x, middle + y, number, look))
    yield from labels


def _rate(bars: Bars, middle: float) -> Iterator[Shape]:
    done, total = bars.done[0], bars.total(0)
    yield Words(_CENTRE, middle - 7.0, "完成率", points=10.5, align="center", colour=_GREY)
    yield Words(_CENTRE, middle, percent(done, total), points=18, align="center")
    yield Words(_CENTRE, middle + 7.0, f"{done}/{total}项", points=10.5, align="center", colour=_GREY)


def _table(bars: Bars, counts: Sequence[int], top: float) -> Iterator[Shape]:
    left, right = _TABLE
    number_end = right - 17.0

    def row(y: float, cells: tuple[str, str, str], colour: str) -> Iterator[Shape]:
        yield Words(left + 7.5, y, cells[0], points=9.5, colour=colour)
        yield Words(number_end, y, cells[1], points=9.5, align="right", colour=colour)
        yield Words(right, y, cells[2], points=9.5, align="right", colour=colour)

    ink = LOOKS["not_started"].text
    y = top + _PITCH / 2
    yield from row(y, ("完成情况", "项数", "占比"), _GREY)
    yield Line(left, y + _PITCH / 2, right, y + _PITCH / 2)
    for series, count, share in zip(bars.series, counts, shares(counts), strict=True):
        y += _PITCH
        yield _swatch(left, y, series)
        yield from row(y, (series.name, str(count), share), ink)
    y += _PITCH
    yield Line(left, y - _PITCH / 2, right, y - _PITCH / 2)
    yield from row(y, ("合计", str(sum(counts)), "100.0%"), ink)


def _arc_mm(start: float, end: float, radius: float) -> float:
    return (end - start) / 360 * 2 * pi * radius


def _on_circle(radius: float, degrees: float) -> tuple[float, float]:
    return radius * sin(radians(degrees)), -radius * cos(radians(degrees))


# --- rows of bars: labels at the left, then for each set of bars the bars, counts and rates ---


_LABEL_HEADS = {"categories": "任务类别", "units": "单位"}


def _rows(chart: ChartData) -> Scene:
    labels = [wrap(label, ems=LABEL_EMS[chart.kind]) for label in chart.labels]
    label_end = _MARGIN + max(words_mm(line) for lines in [[_LABEL_HEADS[chart.kind]], *labels] for line in lines)
    places = places_of(chart, WIDTH_MM - _MARGIN, after=label_end)
    top = _HEAD * (2 if any(bars.name for bars in chart.bars) else 1) + _MARGIN
    shapes: list[Shape] = [*_heads(chart, places, top)]
    y = top
    for row, lines in enumerate(labels):
        height = rows_mm([len(lines)])
        if row:
            shapes.append(Line(_MARGIN, y, WIDTH_MM - _MARGIN, y, 0.25, "#D9D9D9"))
        middle = y + height / 2
        first = middle - LINE_MM * (len(lines) - 1) / 2
        shapes += [Words(_MARGIN, first + LINE_MM * at, line) for at, line in enumerate(lines)]
        for bars, place in zip(chart.bars, places, strict=True):
            shapes += _bar(bars, place, row, middle)
        y += height
    shapes += [Line(_MARGIN, y, WIDTH_MM - _MARGIN, y), *(Line(p.left, top, p.left, y) for p in places)]
    legend, y = _legend(chart, y + 2.0)
    note, height = _notes(chart.note, y)
    return Scene(WIDTH_MM, height, (*shapes, *legend, *note))


def _heads(chart: ChartData, places: Sequence[Place], top: float) -> Iterator[Shape]:
    y = top - _HEAD / 2
    yield Words(_MARGIN, y, _LABEL_HEADS[chart.kind], colour=_GREY)
    for bars, place in zip(chart.bars, places, strict=True):
        if bars.name:
            yield Words((place.left + place.rates_end) / 2, y - _HEAD, bars.name, points=9.5, align="center")
            yield Line(place.left, y - _HEAD / 2, place.rates_end, y - _HEAD / 2, 0.5, _RULE)
        yield Words(place.left, y, "项数", colour=_GREY)
        yield Words(place.counts_end, y, "完成/任务", align="right", colour=_GREY)
        yield Words(place.rates_end, y, "完成率", align="right", colour=_GREY)
    yield Line(_MARGIN, top, WIDTH_MM - _MARGIN, top)


def _bar(bars: Bars, place: Place, row: int, middle: float) -> Iterator[Shape]:
    total = bars.total(row)
    yield Words(place.counts_end, middle, count_words(bars, row), align="right")
    if not total:
        return
    yield Words(place.rates_end, middle, percent(bars.done[row], total), align="right")
    pieces = pieces_of(bars, row, place.scale)
    x = place.left
    labels: list[Words] = []
    for piece in pieces:
        width = piece.count * place.scale
        yield Box(x, middle - _BAR / 2, width, _BAR, piece.look)
        if piece.has_room:
            labels.append(_on_piece(x + width / 2, middle, str(piece.count), piece.look))
        x += width
    yield from labels
    # Beside a second set there may be no room behind a bar: done and all stand in their columns anyway.
    if x + tail_mm(pieces) <= place.bars_end + 0.01:
        yield from _tail(pieces, x, middle)


def _tail(pieces: Sequence[Piece], x: float, middle: float) -> Iterator[Shape]:
    """Behind the bar the numbers that have no room on it, each with a small key; a bar of one piece needs none."""
    x += 0.8
    for piece in pieces:
        if piece.has_room:
            continue
        if len(pieces) > 1:
            yield Box(x, middle - KEY_MM / 2, KEY_MM, KEY_MM, piece.look)
            x += KEY_MM + 0.5
        yield Words(x, middle, str(piece.count))
        x += words_mm(str(piece.count)) + 1.0


def _on_piece(x: float, y: float, number: str, look: Look) -> Words:
    return Words(x, y, number, align="center", colour=look.text, ground=look.fill if look.hatch else None)


# --- below: legend and notes ---


def _legend(chart: ChartData, top: float) -> tuple[list[Shape], float]:
    """Legend entries in centred lines, in the order of the pieces; and where it ends (mm)."""
    series: dict[str, Series] = {one.name: one for bars in chart.bars for one in bars.series}
    lines: list[list[tuple[Series, float]]] = [[]]
    for one in sorted(series.values(), key=lambda one: list(LOOKS).index(one.look)):
        width = _SWATCH[0] + 1.5 + words_mm(one.name) + 5.0
        if lines[-1] and sum(taken for _, taken in lines[-1]) + width > WIDTH_MM - 2 * _MARGIN:
            lines.append([])
        lines[-1].append((one, width))
    shapes: list[Shape] = []
    y = top
    for line in lines:
        x = (WIDTH_MM - sum(width for _, width in line) + 5.0) / 2
        for one, width in line:
            shapes += [_swatch(x, y + 2.7, one), Words(x + _SWATCH[0] + 1.5, y + 2.7, one.name)]
            x += width
        y += 5.4
    return shapes, y


def _swatch(x: float, middle: float, series: Series) -> Box:
    return Box(x, middle - _SWATCH[1] / 2, *_SWATCH, LOOKS[series.look])


def _notes(note: str, top: float) -> tuple[list[Shape], float]:
    if not note:
        return [], top
    lines = wrap(f"注：{note}。", ems=46)
    shapes: list[Shape] = [
        Words(_MARGIN, top + 2.7 + LINE_MM * at, line, colour=_GREY) for at, line in enumerate(lines)
    ]
    return shapes, top + LINE_MM * len(lines) + GAP_MM
