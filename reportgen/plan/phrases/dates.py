"""Points in time as plans print them (2020年9月底, 次年1月31日, 第三季度, 年底), and the day each one ends on."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from reportgen.plan.phrases.numerals import FULLWIDTH, read_numeral, read_year

_CN: Final = "一二三四五六七八九十"
_NUMBER: Final = rf"(?:\d{{1,2}}|[{_CN}廿]{{1,3}})"
_RELATIVE: Final = {"今年": 0, "本年": 0, "当年": 0, "明年": 1, "次年": 1, "翌年": 1, "来年": 1}
DASH: Final = r"\s*(?:-{1,2}|[—–―~～至到－─]{1,2})\s*"
"""What stands between the two ends of a range."""

_YEAR: Final = (
    r"(?:(?<!\d)(?P<y>\d{4}|[一二][〇○零Ｏ九][〇○零Ｏ一二三四五六七八九]{2})\s*年"
    r"|(?<!\d)(?P<yy>[12]\d)年(?=\s*(?:\d{1,2}月|年?[底末]))"
    r"|(?P<rel>今年|本年|当年|明年|次年|翌年|来年))度?\s*的?\s*"
)
_WHEN: Final = (
    # Of several days in one month (5月1日-7日) the last one counts, of months (3-6月) likewise.
    rf"(?P<m>{_NUMBER})\s*月份?\s*(?:{_NUMBER}\s*[日号]?{DASH}(?!{_NUMBER}\s*月))?(?P<d>{_NUMBER})\s*[日号]"
    rf"|(?:{_NUMBER}{DASH})?(?P<m2>{_NUMBER})\s*月(?!\d)份?\s*(?P<part>月?[底末]|上旬|中旬|下旬|初)?"
    r"|第?\s*(?P<q>[一二三四1234])个?季度(?P<qpart>[底末])?"
    r"|(?P<half>[上下])半年(?P<hpart>[底末])?"
    r"|(?P<end>年[底末终]|年度[底末]|岁末)"
    r"|(?P<within>年度?内)(?![部容涵设资外控陆]|在(?:联系|规律|要求|动力|质量))"
    r"|(?P<short>[底末终])"
    r"|(?P<whole>)"
)
_POINT: Final = re.compile(rf"(?=[\d{_CN}廿今本当明次翌来第上下年岁])(?P<year>{_YEAR})?(?:{_WHEN})")
_AFTER_COUNT: Final = re.compile(r"[\d一二两三四五六七八九十百几数半多每近]\s*\Z")
_PART_ENDS: Final = {"上旬": 10, "初": 10, "中旬": 20}


@dataclass(frozen=True, slots=True)
class Point:
    """A point in time inside a text.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        date: Its last day.
        has_year: Whether it names its year itself.
        kind: ``day``, ``end`` (底, 末), ``month``, ``part`` (quarter, half year), ``year`` or ``within`` (年内).
        repaired: Whether the printed day does not exist (9月31日) and the month's last is taken.
    """

    start: int
    end: int
    date: date
    has_year: bool
    kind: str
    repaired: bool = False


def find_points(text: str, year: int) -> Iterator[Point]:
    """Every point in time of the text in printed order; points without a year count in ``year``."""
    for match in _POINT.finditer(text.translate(FULLWIDTH)):
        point = _point(match, year)
        if point:
            yield point


def _point(match: re.Match[str], year: int) -> Point | None:
    has_year = match["year"] is not None
    if not has_year and (match["short"] or match["whole"] is not None):
        return None
    # 三年底 and 一年内 count years; they are no day of this one.
    if not has_year and (match["end"] or match["within"]) and _AFTER_COUNT.search(match.string, 0, match.start()):
        return None
    in_year = _year_of(match, year)
    if in_year is None or not 1900 <= in_year <= 2999:
        return None
    month, day, kind = _month_and_day(match)
    if not 1 <= month <= 12 or not 0 <= day <= 31:
        return None
    last = monthrange(in_year, month)[1]
    return Point(
        match.start(), match.end(), date(in_year, month, min(day or last, last)), has_year, kind, repaired=day > last
    )


def _year_of(match: re.Match[str], year: int) -> int | None:
    if match["y"]:
        return read_year(match["y"])
    if match["yy"]:
        return 2000 + int(match["yy"])
    return year + _RELATIVE[match["rel"]] if match["rel"] else year


def _month_and_day(match: re.Match[str]) -> tuple[int, int, str]:
    """Month, day (0 for the month's last) and kind; 0 as month where the numerals say nothing."""
    if match["m"]:
        return read_numeral(match["m"]) or 0, read_numeral(match["d"]) or 32, "day"
    if match["m2"]:
        part = match["part"] or ""
        return read_numeral(match["m2"]) or 0, _PART_ENDS.get(part, 0), "end" if part else "month"
    if match["q"]:
        return 3 * (read_numeral(match["q"]) or 0), 0, "part"
    if match["half"]:
        return (6 if match["half"] == "上" else 12), 0, "part"
    if match["within"]:
        return 12, 0, "within"
    return 12, 0, "year" if match["whole"] is not None else "end"
