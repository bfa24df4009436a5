"""The charts of part one: information by channel, requests by result, requests year by year."""

from collections.abc import Sequence

from reportgen.annual.document.telling import Facts, outcomes
from reportgen.annual.document.values import Values
from reportgen.annual.document.years import CHART_ROWS, rows_of
from reportgen.charts.plain import PlainChart, PlainSeries

_FEWEST = 2
"""A single bar says nothing that its sentence does not say."""


def channels_chart(channels: Sequence[Facts]) -> PlainChart | None:
    """Information by channel; ``None`` for fewer than two channels."""
    if len(channels) < _FEWEST:
        return None
    labels = tuple(one["名称"] for one in channels)
    shown = tuple(f"{int(one['数'])}{one['量词']}" for one in channels)
    series = PlainSeries("", tuple(int(one["数"]) for one in channels), shown)
    return _chart("主动公开政府信息数量（按渠道）", labels, (series,))


def results_chart(values: Values) -> PlainChart | None:
    """Requests by kind of result; ``None`` for fewer than two kinds."""
    kinds = outcomes(values)
    if len(kinds) < _FEWEST:
        return None
    shown = tuple(f"{int(one['数'])}件" + (f"（{one['占比']}）" if one["占比"] else "") for one in kinds)
    series = PlainSeries("", tuple(int(one["数"]) for one in kinds), shown)
    return _chart("政府信息公开申请办理结果构成", tuple(one["名称"] for one in kinds), (series,))


def years_chart(years: Sequence[Values]) -> PlainChart | None:
    """Requests of two or three years side by side; ``None`` where there is no year before, or nothing at all."""
    rows = [(label, counts) for label, counts in rows_of(years) if label in CHART_ROWS and any(counts)] if years else []
    if not rows:
        return None
    series = tuple(
        PlainSeries(
            f"{one.report.year}年",
            tuple(int(counts[at]) for _, counts in rows),
            tuple(f"{int(counts[at])}件" for _, counts in rows),
        )
        for at, one in enumerate(years)
    )
    return _chart("政府信息公开申请办理情况年度对比", tuple(label for label, _ in rows), series)


def _chart(name: str, labels: tuple[str, ...], series: tuple[PlainSeries, ...]) -> PlainChart:
    told = (f"{label}{'，'.join(one.name + one.shown[row] for one in series)}" for row, label in enumerate(labels))
    return PlainChart(name, labels, series, f"条形图，{name}：{'；'.join(told)}。")
