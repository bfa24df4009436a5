"""What each chart shows, as data: rows, counts, and the sentence that tells the figures."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Final, Literal

from reportgen.charts.look import Class
from reportgen.charts.wrap import wrap
from reportgen.figures import percent, shares
from reportgen.model.completion import CategoryResult, Completion, Tally, UnitResult
from reportgen.terms import MOST_TO_LEAST_ADVANCED, STATUS_WORDS

Kind = Literal["ring", "categories", "units"]

RING_NAME = "完成情况构成"
CATEGORIES_NAME = "各类任务完成情况"
UNITS_NAME = "各单位完成情况"

MOST_ROWS = 30
"""Rows of bars on one page (design chapter 7)."""

LINE_MM = 3.9
"""Height of one line of a row's label (9 pt with leading)."""

GAP_MM = 1.9
"""White between two rows."""

MOST_MM = 178.0
"""Height of all rows on one page: with heading, legend and caption they fill the type area of GB/T 9704 (225 mm)."""

_FULL_WIDTH: Final = str.maketrans("()", "（）")
"""A plan's 县(区) is printed 县（区） (GB/T 15834), in charts as in the text."""

LABEL_EMS: Final[Mapping[Kind, float]] = MappingProxyType({"ring": 18.0, "categories": 19.0, "units": 12.0})
"""Width of the rows' labels in ems, by kind of chart."""


@dataclass(frozen=True, slots=True)
class Series:
    """One class in every row.

    Attributes:
        look: What it stands for, which decides how it looks.
        name: The word in the legend.
        values: Tasks (项), one per row.
    """

    look: Class
    name: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """One bar per row, made of the series end to end.

    Attributes:
        name: Heading where a chart has several sets of bars, else ``""``.
        series: From most to least advanced; classes without any task are left out.
        done: Tasks that count as done under the 口径, one per row.
        longest: Tasks in the longest bar of all pages, so that pages are drawn to about one scale.
    """

    name: str
    series: tuple[Series, ...]
    done: tuple[int, ...]
    longest: int

    def total(self, row: int) -> int:
        """Tasks that count (不适用 left out) in a row."""
        return sum(series.values[row] for series in self.series)


@dataclass(frozen=True, slots=True)
class ChartData:
    """One chart.

    Attributes:
        name: Stable and unique; the name of the picture's file, and the title by which a template's chart is filled.
        kind: ``ring``, ``categories`` or ``units``.
        title: Caption without number.
        labels: One per row, as printed in the plan; brackets full-width.
        bars: One set, or two (carried and supported) in a chart of units.
        alt: The figures in a sentence, for people who do not see the chart.
        note: What is not in the chart, ``""`` for nothing.
    """

    name: str
    kind: Kind
    title: str
    labels: tuple[str, ...]
    bars: tuple[Bars, ...]
    alt: str
    note: str = ""

    @property
    def whole(self) -> str:
        """The name without the number of its page."""
        return self.name.partition("（")[0]


def worth_drawing(charts: Sequence[ChartData]) -> tuple[ChartData, ...]:
    """The charts that tell more than the ring: a single bar would repeat it."""
    rows = Counter(chart.whole for chart in charts for _ in chart.labels)
    return tuple(chart for chart in charts if chart.kind == "ring" or rows[chart.whole] > 1)


def make_charts(completion: Completion) -> tuple[ChartData, ...]:
    """The charts that have something to show: ring, categories, units; many rows are spread evenly over pages.

    Returns:
        None of a kind where nothing is applicable. Names: ``完成情况构成``, ``各类任务完成情况``, ``各单位完成情况``,
        with ``（1/2）`` after it where there are pages.
    """
    return (*_ring(completion.overall), *_categories(completion.categories), *_units(completion.units))


def _status_bars(tallies: Sequence[Tally]) -> Bars:
    series = tuple(
        Series(status, STATUS_WORDS[status], values)
        for status in MOST_TO_LEAST_ADVANCED
        if any(values := tuple(tally.by_status.get(status, 0) for tally in tallies))
    )
    return _bars("", series, tallies)


def _bars(name: str, series: Sequence[Series], tallies: Sequence[Tally]) -> Bars:
    done = tuple(tally.done for tally in tallies)
    return Bars(name, tuple(series), done, max(tally.applicable for tally in tallies))


def _left_out(tallies: Sequence[Tally]) -> str:
    count = sum(tally.by_status.get("not_applicable", 0) for tally in tallies)
    return f"另有不适用{count}项，未计入" if count else ""


def _ring(overall: Tally) -> tuple[ChartData, ...]:
    if not overall.applicable:
        return ()
    bars = _status_bars([overall])
    counts = [series.values[0] for series in bars.series]
    parts = "，".join(
        f"{series.name}{count}项（{share}）"
        for series, count, share in zip(bars.series, counts, shares(counts), strict=True)
    )
    note = _left_out([overall])
    alt = (
        f"环形图：{overall.applicable}项任务中，{parts}；完成{overall.done}项，"
        f"完成率{percent(overall.done, overall.applicable)}。{note + '。' if note else ''}"
    )
    title = "工作任务完成情况构成"
    return (ChartData(RING_NAME, "ring", title, ("全部任务",), (bars,), alt, note),)


def _categories(results: Sequence[CategoryResult]) -> tuple[ChartData, ...]:
    top = [result for result in results if len(result.path) == 1 and result.tally.applicable]
    if not top:
        return ()
    labels = [result.path[0].translate(_FULL_WIDTH) for result in top]
    tallies = [result.tally for result in top]
    hidden = _left_out([result.tally for result in results if len(result.path) == 1])
    return _paged("categories", CATEGORIES_NAME, labels, (_status_bars(tallies),), hidden)


def _units(results: Sequence[UnitResult]) -> tuple[ChartData, ...]:
    units = [unit for unit in results if unit.carries.applicable or unit.supports.applicable]
    if not units:
        return ()
    sets = (
        _unit_bars("牵头或负责的任务", [unit.carries for unit in units]),
        _unit_bars("配合的任务", [unit.supports for unit in units]),
    )
    shown = tuple(bars for bars in sets if bars.series)
    return _paged("units", UNITS_NAME, [unit.unit.translate(_FULL_WIDTH) for unit in units], shown, "")


def _unit_bars(name: str, tallies: Sequence[Tally]) -> Bars:
    done = tuple(tally.done for tally in tallies)
    unreported = tuple(tally.by_status.get("unreported", 0) for tally in tallies)
    remaining = tuple(
        tally.applicable - finished - missing
        for tally, finished, missing in zip(tallies, done, unreported, strict=True)
    )
    classes = (
        Series("done", "已完成", done),
        Series("remaining", "未完成", remaining),
        Series("unreported", STATUS_WORDS["unreported"], unreported),
    )
    return _bars(name, [series for series in classes if any(series.values)], tallies)


def _paged(kind: Kind, name: str, labels: Sequence[str], bars: tuple[Bars, ...], note: str) -> tuple[ChartData, ...]:
    pages = balanced_pages([len(wrap(label, ems=LABEL_EMS[kind])) for label in labels])
    charts = []
    for number, (start, end) in enumerate(pages, 1):
        suffix = f"（{number}/{len(pages)}）" if len(pages) > 1 else ""
        rows = tuple(labels[start:end])
        part = tuple(_rows_of(one, start, end) for one in bars)
        last = number == len(pages)
        alt = _bars_alt(name + suffix, rows, part) + (f"{note}。" if note and last else "")
        charts.append(ChartData(name + suffix, kind, name + suffix, rows, part, alt, note if last else ""))
    return tuple(charts)


def _rows_of(bars: Bars, start: int, end: int) -> Bars:
    series = tuple(Series(one.look, one.name, one.values[start:end]) for one in bars.series)
    return Bars(bars.name, series, bars.done[start:end], bars.longest)


def balanced_pages(lines: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Ranges of rows, one per page, as even as can be, in the fewest pages that hold them.

    Args:
        lines: Lines of each row's label.

    Returns:
        Start and end of each page's rows. No page has more than ``MOST_ROWS`` rows, nor rows higher together than
        ``MOST_MM``, a single row excepted.
    """
    count = -(-len(lines) // MOST_ROWS)
    while True:
        edges = [len(lines) * number // count for number in range(count + 1)]
        pages = tuple(pairwise(edges))
        if count >= len(lines) or all(rows_mm(lines[start:end]) <= MOST_MM for start, end in pages):
            return pages
        count += 1


def rows_mm(lines: Sequence[int]) -> float:
    """Height in mm of rows whose labels have so many lines."""
    return sum(count * LINE_MM + GAP_MM for count in lines)


def _bars_alt(name: str, labels: Sequence[str], bars: Sequence[Bars]) -> str:
    rows = []
    for row, label in enumerate(labels):
        told = "，".join(_told(one, row) for one in bars if one.total(row))
        rows.append(f"{label}：{told}")
    return f"条形图，{name}：{'；'.join(rows)}。"


def _told(bars: Bars, row: int) -> str:
    role = {"牵头或负责的任务": "牵头或负责", "配合的任务": "配合"}.get(bars.name, "")
    total = bars.total(row)
    return f"{role}{total}项，完成{bars.done[row]}项（{percent(bars.done[row], total)}）"
