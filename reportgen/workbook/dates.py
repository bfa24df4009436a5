"""A day as people write it: one tolerant parser, which says what it had to understand."""

import re
import unicodedata
from datetime import date, datetime

from reportgen.workbook.parsed import Parsed
from reportgen.workbook.sheetxml import day_of_serial

MEND = "请写明年、月、日，如：2020年9月30日"
NOTHING = frozenset({"", "-", "--", "—", "——", "/", "\\", "无", "无。", "暂无", "\u2013"})
"""What people write into a cell to say that there is nothing."""

_DIGITS = str.maketrans("〇零○Oo一二三四五六七八九", "00000123456789")
# A zero is often typed as a circle or a letter O, which is one only beside another Chinese numeral.
_CHINESE = re.compile(r"[○Oo]*[〇零一二三四五六七八九十][〇零○Oo一二三四五六七八九十]*")
_PLAIN = re.compile(r"([12]\d{3})年(\d{1,2})月(\d{1,2})日", re.ASCII)
"""As the form asks for it, and as nearly every cell says it."""
_FULL = re.compile(r"(\d{4})[年\-/.](\d{1,2})[月\-/.](\d{1,2})[日号]?")
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$")
_SHORT_YEAR = re.compile(r"(\d{2})年(\d{1,2})月(\d{1,2})[日号]")
_NO_YEAR = re.compile(r"(\d{1,2})月(\d{1,2})[日号]?")
_FOREIGN = re.compile(r"(\d{1,2})[/\-.](\d{1,2})[/\-.](\d{4})")
_MONTH_ONLY = re.compile(r"\d{4}(?:年|[.\-/])\d{1,2}月?(?:份|底|底前|前|初|中旬|上旬|下旬)?")
_TAIL = re.compile(r"(?:已?(?:全部)?(?:完成|办结|落实|发布|公开)|前|止|。)+$")


def parse_day(value: object, *, year: int, is_1904: bool = False) -> Parsed[date]:
    """The day that a cell means.

    Args:
        value: Text, number, date or datetime.
        year: The plan's working year, for days written without one.
        is_1904: The workbook's date system, for serial numbers.

    Returns:
        The day; ``None`` without a doubt for nothing, with ``date-invalid`` where no day can be read for certain. A day
        that needed understanding (no year, a serial number) carries ``date-understood``.
    """
    if isinstance(value, datetime):
        return _checked(value.date(), str(value))
    if isinstance(value, date):
        return _checked(value, value.isoformat())
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    written = str(value).strip()
    if match := _PLAIN.fullmatch(written):
        return _built(match[1], match[2], match[3], written)
    text = _TIME.sub("", unicodedata.normalize("NFKC", written).strip())
    text = re.sub(r"\s+", "", text)
    if text in NOTHING:
        return Parsed(None)
    trimmed = _TAIL.sub("", text)
    result = _read(_CHINESE.sub(_arabic, trimmed), written, year=year, is_1904=is_1904)
    if result.value and not result.doubt and trimmed != text:
        return _understood(result.value, written)
    return result


def _read(text: str, written: str, *, year: int, is_1904: bool) -> Parsed[date]:
    if match := _FULL.fullmatch(text):
        return _built(match[1], match[2], match[3], written)
    if re.fullmatch(r"\d{8}", text):
        return _built(text[:4], text[4:6], text[6:], written)
    if match := _SHORT_YEAR.fullmatch(text):
        return _noted(_built(f"20{match[1]}", match[2], match[3], written), written)
    if match := _NO_YEAR.fullmatch(text):
        return _noted(_built(str(year), match[1], match[2], written), written)
    if match := _FOREIGN.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        if first > 12 >= second:
            return _noted(_built(match[3], match[2], match[1], written), written)
        if second > 12 >= first:
            return _noted(_built(match[3], match[1], match[2], written), written)
        return _invalid(written, "分不清月和日")
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text):
        day = day_of_serial(float(text), is_1904=is_1904)
        return _understood(day, written) if day else _invalid(written, "不是日期")
    if _MONTH_ONLY.fullmatch(text):
        return _invalid(written, "没有写明是哪一天")
    if len(_FULL.findall(text)) > 1:
        return _invalid(written, "写了不止一个日期", "请只写最后完成的那一天，如：2020年9月30日")
    return _invalid(written, "不是能确定的日期")


def _arabic(match: re.Match[str]) -> str:
    """``二〇二〇`` → 2020, ``十二`` → 12, ``三十`` → 30."""
    text = match[0]
    if "十" not in text:
        return text.translate(_DIGITS)
    tens, _, ones = text.partition("十")
    return str(int((tens or "一").translate(_DIGITS)) * 10 + int((ones or "零").translate(_DIGITS).replace("十", "0")))


def _built(year: str, month: str, day: str, written: str) -> Parsed[date]:
    try:
        return _checked(date(int(year), int(month), int(day)), written)
    except ValueError:
        return _invalid(written, "这一天不存在")


def _checked(day: date, written: str) -> Parsed[date]:
    return Parsed(day) if 1990 <= day.year <= 2100 else _invalid(written, f"年份 {day.year} 不对")


def _noted(parsed: Parsed[date], written: str) -> Parsed[date]:
    return _understood(parsed.value, written) if parsed.value else parsed


def _understood(day: date, written: str) -> Parsed[date]:
    said = f"{day.year}年{day.month}月{day.day}日"
    return Parsed(day, "date-understood", f"日期写作“{written}”，按{said}理解", "如理解有误，请写明年、月、日")


def _invalid(written: str, why: str, mend: str = MEND) -> Parsed[date]:
    return Parsed(None, "date-invalid", f"日期“{written[:40]}”{why}", mend)
