"""This year's requests beside those of one or two years before: the table, and what its chart shows."""

from collections.abc import Sequence

from reportgen.annual.document.content import YearsTable
from reportgen.annual.document.values import OUTCOME_KINDS, REVIEWS, Values, request
from reportgen.figures import percent
from reportgen.model.annual import FigureKey

MOST_YEARS = 3

_ROWS: tuple[tuple[str, tuple[FigureKey, ...]], ...] = (
    ("新收申请", (request("r01"),)),
    ("上年结转", (request("r02"),)),
    ("办理结果合计", (request("r24"),)),
    *((f"其中：{name}", tuple(map(request, rows))) for name, rows in OUTCOME_KINDS.items()),
    ("结转下年度", (request("r25"),)),
    *REVIEWS.items(),
)
CHART_ROWS = ("新收申请", "上年结转", "办理结果合计", "结转下年度")


def side_by_side(values: Values, earlier: Sequence[Values]) -> tuple[Values, ...]:
    """This year and the years before it that have a table of requests, the oldest first; gaps end the row.

    Returns:
        Nothing where there is no year before.
    """
    year = values.report.year
    if year is None:
        return ()
    by_year = {one.report.year: one for one in reversed(earlier) if _has_requests(one)}
    found = [values]
    while len(found) < MOST_YEARS and (before := by_year.get(year - len(found))):
        found.append(before)
    return tuple(reversed(found)) if len(found) > 1 else ()


def _has_requests(values: Values) -> bool:
    return all(values.report.value(request(row)) is not None for row in ("r01", "r24"))


def rows_of(years: Sequence[Values]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Label and one count per year; rows that are nil in every year are left out, those of the chart never."""
    rows = ((label, tuple(one.together(keys, label) for one in years)) for label, keys in _ROWS)
    return tuple((label, counts) for label, counts in rows if any(counts) or label in CHART_ROWS)


def years_table(years: Sequence[Values], *, number: int) -> YearsTable:
    """The table of two or three years."""
    rows = tuple(
        (label, tuple(map(_plain, counts)), _change(counts[-2], counts[-1])) for label, counts in rows_of(years)
    )
    return YearsTable(
        number,
        f"{'近三年' if len(years) == MOST_YEARS else '两年'}政府信息公开申请办理情况对比（单位：件）",
        tuple(f"{one.report.year}年" for one in years),
        rows,
    )


def _plain(count: int) -> str:
    return str(int(count))


def _change(before: int, now: int) -> str:
    """How a figure changed: 增长9.8%, 下降9.8%, 持平; — where there was nothing before."""
    if before == now:
        return "持平"
    if not before:
        return "—"
    return f"{'增长' if now > before else '下降'}{percent(abs(now - before), before)}"
