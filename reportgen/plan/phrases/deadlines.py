"""Deadlines (完成时限): dates by which something is to be done, in running text or in a 时限 cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from reportgen.model.plan import Deadline
from reportgen.plan.phrases.dates import DASH, Point, find_points
from reportgen.plan.phrases.numerals import FULLWIDTH

_RANGE: Final = re.compile(rf"(?:起|开始)?{DASH}")
_SINCE: Final = re.compile(r"\s*(?:起|开始)")
_LIST: Final = re.compile(r"\s*(?:、|和|及|与|以及|[,，]?\s*(?=\d|[一二三四五六七八九十]))\s*")
# The weekday or the hour may stand between the day and its limit: 6月30日（星期二）前, 12月20日17:00前.
_HOUR: Final = (
    r"(?:\s*[（(](?:星期|周|礼拜)[一二三四五六日天][）)])?"
    r"(?:\s*(?:上午|下午|中午)?(?:\d{1,2}(?:[:：]\d\d|[时点](?:\d{1,2}分|整)?)|下班|零时))?"
)
_BEFORE: Final = re.compile(
    rf"{_HOUR}\s*(?:(?:之|以)?前(?![后者述沿款端瞻]|\s*[\d一二两三四五六七八九十]{{1,2}}\s*个?(?:季度|月)|半年|期[工准]|提(?:下|条)|往(?!往)|列(?!出|入|明))|(?:为)?止)"
)
_WITHIN: Final = re.compile(r"之?内(?![部容涵在设资外控陆])")
_LIMIT_AHEAD: Final = re.compile(
    r"(?:截止(?:日期|时间)?[为是到至:：]{0,2}|不晚于|不迟于|最晚于?|最迟于?|完成(?:时限|时间|期限)[为是:：]{1,2})\s*$"
)
_TO: Final = re.compile(r"(?:到|(?<!截)至)\s*$")
_DONE: Final = re.compile(
    r"\s*(?:要|应|须|将|力争|确保|前)?(?:全部|全面|基本|初步|率先|统一|如期)*(?:完成|建成|实现|办结|到位|上线|达到)"
)
_RECURRING: Final = re.compile(
    r"(?:每|逐|历|往|各)(?:个?(?:年度?|月|季度?|学期))?\s*(?:的|于|在|第)?\s*$|近[一二两三五几\d]*$"
)
# 2019年12月31日前制定的文件: the words name a period, nobody has to act by then.
_PERIOD: Final = re.compile(
    r"(?:已经?)?(?:[^，。；,;、\s]{0,4})(?:制定|印发|出台|制发|发布|颁布|公布|生成|形成|产生|实施|施行|取得|登记|成立|签订|受理|建成|竣工|开工)"
    r"(?:实施|印发|发布|公布|出台)?的|的"
)
_CELL_DAY: Final = re.compile(
    r"(?<![\d.])(?:(?P<y>\d{4})(?P<s>[-./／年])\s*(?P<m>\d{1,2})(?:(?:(?P=s)|月)(?P<d>\d{1,2}))?"
    r"|(?P<m2>1[0-2]|0?[1-9])[./／](?P<d2>\d{1,2})|(?P<c>20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])))"
    r"(?![\d.％%])(?:[日号]|月(?![底末初上中下\d]))?(?P<t>\s*\d\d:\d\d(?::\d\d)?)?"
)


@dataclass(frozen=True, slots=True)
class DeadlineReading:
    """Deadlines with what is doubtful about them.

    Attributes:
        deadlines: In printed order; the same date with the same words once.
        doubts: Sentences in Chinese about days that no calendar has.
    """

    deadlines: tuple[Deadline, ...]
    doubts: tuple[str, ...] = ()


def find_deadlines(text: str, year: int) -> tuple[Deadline, ...]:
    """The deadlines of running text in printed order; see `read_deadlines`."""
    return read_deadlines(text, year).deadlines


def read_deadlines(text: str, year: int) -> DeadlineReading:
    """Dates by which running text wants something done.

    A date counts where words make it a limit: 前, 之前, 以前, 止, 内 (2020年内, 年内), 截止到, 不晚于, 到…底, or a
    verb of completion right behind (9月底完成). The longest phrase wins; a range counts with its end; a list of
    dates before one 前 gives one entry each. Recurring dates (每年12月底前), relative terms (一年内, 印发30日内) and
    dates that only bound a period (2019年底前制定的文件) give none.

    Args:
        text: A task's text, or any sentence.
        year: The plan's working year; dates without a year fall in it.

    Source:
        plan-json.md, **deadlines**.
    """
    return _reading(text, (hit for run in _runs(text, year) for hit in _limits(text, run)))


def parse_deadline_cell(text: str, year: int) -> tuple[Deadline, ...]:
    """The deadlines of a 时限 column's cell; see `read_deadline_cell`."""
    return read_deadline_cell(text, year).deadlines


def read_deadline_cell(text: str, year: int) -> DeadlineReading:
    """Dates of a 时限 cell: every date there is a limit, no 前 needed.

    A bare month, quarter or half year is its last day, a bare year (2021年) its 31 December, a range its end;
    ``2021.9.30``, ``2021-09``, ``2021/9/30`` and ``20210930`` are understood. 每季度, 持续推进, 长期, 全年,
    2020年度 give none.
    """
    hits = [hit for run in _runs(text, year) for hit in _cell_dates(text, run)]
    taken = [(start, end) for start, end, _ in hits]
    hits += [hit for hit in _figures(text, year) if not any(hit[0] < end and start < hit[1] for start, end in taken)]
    return _reading(text, iter(sorted(hits, key=lambda hit: hit[0])))


_Hit = tuple[int, int, Point]


def _reading(text: str, hits: Iterator[_Hit]) -> DeadlineReading:
    found: dict[Deadline, None] = {}
    doubts: dict[str, None] = {}
    for start, end, point in hits:
        phrase = re.sub(r"\s*\n\s*", "", text[start:end].strip())
        found[Deadline(point.date, phrase)] = None
        if point.repaired:
            doubts[f"“{phrase}”的日期不存在，按当月最后一天理解"] = None
    return DeadlineReading(tuple(found), tuple(doubts))


@dataclass(frozen=True, slots=True)
class _Run:
    """Points that one list holds together: a range is one of them, 6月30日、12月31日前 are two."""

    points: tuple[Point, ...]
    ranged: frozenset[int] = frozenset()


def _runs(text: str, year: int) -> Iterator[_Run]:
    """Points gathered into lists; a range is reduced to its end, which takes the year of its start."""
    points: list[Point] = []
    ranged: set[int] = set()
    for point in find_points(text, year):
        if points:
            between = text[points[-1].end : point.start]
            last = points[-1]
            carried = _carry(last, point)
            if _RANGE.fullmatch(between) and carried.date >= last.date:
                points[-1] = replace(carried, start=last.start)
                ranged.add(len(points) - 1)
                continue
            if between and _LIST.fullmatch(between):
                points.append(carried)
                continue
            yield _Run(tuple(points), frozenset(ranged))
        points, ranged = [point], set()
    if points:
        yield _Run(tuple(points), frozenset(ranged))


def _carry(last: Point, point: Point) -> Point:
    """The point in the year of the one before it in the same list, where it names none itself."""
    if point.has_year or not last.has_year:
        return point
    try:
        moved = point.date.replace(year=last.date.year)
    except ValueError:
        moved = date(last.date.year, 2, 28)
    return replace(point, date=moved, has_year=True)


def _limits(text: str, run: _Run) -> Iterator[_Hit]:
    """The points of a list in running text that are limits."""
    ahead = text[max(0, run.points[0].start - 12) : run.points[0].start]
    if _RECURRING.search(ahead):
        return

    last = run.points[-1]
    if last.kind == "within":
        if not _PERIOD.match(text, last.end):
            yield from _each(run, last.end)
        return
    tail = _BEFORE.match(text, last.end) or (_WITHIN.match(text, last.end) if last.kind in {"year", "part"} else None)
    if tail:
        if _PERIOD.match(text, tail.end()) and not run.ranged:
            return
        yield from _each(run, tail.end())
        return
    prefix = _LIMIT_AHEAD.search(ahead)
    to_end = _TO.search(ahead) if last.kind == "end" else None
    done = _DONE.match(text, last.end) if last.kind in {"day", "end", "part"} or run.ranged else None
    if prefix or to_end or (done and last.kind != "year"):
        yield from _each(run, last.end)


def _each(run: _Run, end: int) -> Iterator[_Hit]:
    for number, point in enumerate(run.points):
        yield point.start, (end if number == len(run.points) - 1 else point.end), point


def _cell_dates(text: str, run: _Run) -> Iterator[_Hit]:
    ahead = text[max(0, run.points[0].start - 12) : run.points[0].start]
    if _RECURRING.search(ahead):
        return
    last = run.points[-1]
    tail = _BEFORE.match(text, last.end) or _WITHIN.match(text, last.end)
    if _SINCE.match(text, last.end):
        return
    if (
        last.kind == "year"
        and not tail
        and (text[last.start : last.end].rstrip().endswith("度") or text[last.end :].strip())
    ):
        return
    yield from _each(run, tail.end() if tail else last.end)


def _figures(text: str, year: int) -> Iterator[_Hit]:
    """Dates in figures (2021.9.30, 2021-09, 9.30, 20210930); of a range the end counts."""
    previous: _Hit | None = None
    for match in _CELL_DAY.finditer(text.translate(FULLWIDTH)):
        point = _figure_point(match, year)
        if point is None or _SINCE.match(text, point.end):
            continue
        tail = _BEFORE.match(text, point.end)
        hit = (point.start, tail.end() if tail else point.end, point)
        if previous and re.fullmatch(DASH, text[previous[1] : hit[0]]):
            hit = (previous[0], hit[1], point)
        elif previous:
            yield previous
        previous = hit
    if previous:
        yield previous


def _figure_point(match: re.Match[str], year: int) -> Point | None:
    if match["c"]:
        figures = [int(match["c"][:4]), int(match["c"][4:6]), int(match["c"][6:])]
    elif match["y"]:
        figures = [int(match["y"]), int(match["m"]), int(match["d"] or 0)]
    else:
        figures = [year, int(match["m2"]), int(match["d2"])]
    in_year, month, day = figures
    if not (1900 <= in_year <= 2999 and 1 <= month <= 12 and 0 <= day <= 31):
        return None
    first = date(in_year, month, 1)
    last = (date(in_year + month // 12, month % 12 + 1, 1) - first).days
    return Point(
        match.start(), match.end(), first.replace(day=min(day or last, last)), True, "day", repaired=day > last
    )
