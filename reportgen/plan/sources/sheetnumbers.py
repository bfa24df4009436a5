"""Numbers of a spreadsheet as its cells show them: dates, percentages, plain figures."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from lxml import etree

_BUILT_IN: Final = MappingProxyType(
    {
        0: "General",
        1: "0",
        2: "0.00",
        9: "0%",
        10: "0.00%",
        14: "yyyy/m/d",
        15: "d-mmm-yy",
        16: "d-mmm",
        17: "mmm-yy",
        22: "yyyy/m/d h:mm",
        # What Chinese Excel means by these; other languages show their own (ECMA-376 part 1, 18.8.30).
        27: 'yyyy"年"m"月"',
        28: 'm"月"d"日"',
        29: 'm"月"d"日"',
        30: "m-d-yy",
        31: 'yyyy"年"m"月"d"日"',
        36: 'yyyy"年"m"月"',
        50: 'yyyy"年"m"月"',
        51: 'm"月"d"日"',
        52: 'yyyy"年"m"月"',
        53: 'm"月"d"日"',
        54: 'm"月"d"日"',
        57: 'yyyy"年"m"月"',
        58: 'm"月"d"日"',
    }
)
_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_BRACKETED = re.compile(r"\[[^\]]*\]")
_TOKEN = re.compile(r"y+|m+|d+|a{3,4}", re.IGNORECASE)
_TIME = re.compile(r"\s*(?:上午/下午|am/pm|[hs]).*$", re.IGNORECASE)
_LONGEST_COUNT = 9
_LAST_SERIAL = 2_958_465  # 9999-12-31


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell's text as displayed, and its date where it is one."""

    text: str
    value: date | None = None


def formats_of(styles: etree._Element | None) -> tuple[str, ...]:
    """The number format of every cell style, by index."""
    if styles is None:
        return ()
    own = {form.get("numFmtId"): form.get("formatCode") or "General" for form in styles.iter("{*}numFmt")}
    cells = styles.find("{*}cellXfs")
    if cells is None:
        return ()
    result: list[str] = []
    for style in cells.iterchildren("{*}xf"):
        number = style.get("numFmtId") or "0"
        result.append(own.get(number) or _BUILT_IN.get(counted(number, 0), "General"))
    return tuple(result)


def counted(text: str, default: int) -> int:
    """The whole number in an attribute that counts something; ``default`` where it holds none that can be meant."""
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_COUNT else default


def shown(raw: str, form: str, *, is_1904: bool) -> Shown:
    """What a number cell shows.

    Args:
        raw: The stored number.
        form: Its number format.
        is_1904: Whether days count from 1904.
    """
    try:
        number = float(raw)
    except ValueError:
        return Shown(raw.strip())
    pattern = form.split(";")[0]
    if _is_date(pattern) and 1 <= number <= _LAST_SERIAL:
        day = _day(number, is_1904=is_1904)
        return Shown(_as_date(day, pattern), day)
    if "%" in pattern:
        decimals = len(pattern.partition(".")[2].replace("%", "").strip()) if "." in pattern else 0
        return Shown(f"{number * 100:.{min(decimals, 10)}f}%")
    return Shown(str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.11g}")


def _day(number: float, *, is_1904: bool) -> date:
    if is_1904:
        return date(1904, 1, 1) + timedelta(days=int(number))
    # Excel believes in 29 February 1900, so days before 1 March 1900 stand one later.
    return date(1899, 12, 30) + timedelta(days=int(number) + (number < 60))


def _is_date(pattern: str) -> bool:
    bare = _BRACKETED.sub("", _QUOTED.sub("", pattern)).lower()
    return bool(re.search(r"y|d|mm?(?![^/\-.]*s)", bare)) and "general" not in bare and not re.search(r"[0#?]", bare)


def _as_date(day: date, pattern: str) -> str:
    literals: list[str] = []

    def keep(match: re.Match[str]) -> str:
        literals.append(match[1] if match[1] is not None else match[2])
        return f"\0{len(literals) - 1}\0"

    bare = _TIME.sub("", _BRACKETED.sub("", _QUOTED.sub(keep, pattern)).split("@")[0]).replace("_", "").strip()

    def figure(match: re.Match[str]) -> str:
        token = match[0].lower()
        if token[0] == "y":
            return f"{day.year:04d}" if len(token) > 2 else f"{day.year % 100:02d}"
        if token[0] == "a":
            return ""
        number = day.month if token[0] == "m" else day.day
        return f"{number:02d}" if len(token) == 2 else str(number)

    text = _TOKEN.sub(figure, bare)
    return re.sub(r"\0(\d+)\0", lambda match: literals[int(match[1])], text).strip()
