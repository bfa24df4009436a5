"""One cell of an entry column → its value, the text as written, and the doubt about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from types import MappingProxyType
from typing import TYPE_CHECKING

from reportgen.files.text import clean_text, decode_surrogates, named, unshown
from reportgen.model.findings import Place
from reportgen.model.progress import Written
from reportgen.terms import Status
from reportgen.workbook.dates import parse_day
from reportgen.workbook.parsed import Parsed
from reportgen.workbook.spec import Column
from reportgen.workbook.statuses import parse_status

if TYPE_CHECKING:
    from reportgen.workbook.book import Behind

PICTURE = "〔图片〕"
"""How a picture inside a cell is written."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What the parsers must know of the workbook and the settings.

    Attributes:
        year: The plan's working year.
        is_1904: The workbook's date system.
        other_words: The settings' table of other words for a status.
    """

    year: int
    is_1904: bool = False
    other_words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def text_of(value: object, behind: "Behind | None" = None) -> str:
    """A cell's value as a person reads it, without blanks at the ends; ``""`` for nothing.

    Args:
        value: What the workbook holds.
        behind: How the cell shows it, where that was looked up.
    """
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        if value.isprintable() and "_x" not in value:  # nothing to clean, as in nearly every cell
            return value.strip(" ")
        return clean_text(decode_surrogates(value)).strip(" \t\n\u3000\xa0\ufeff\u200b")
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and behind and behind.is_percent:
        return f"{value * 100:.10g}%"
    if isinstance(value, (int, float)):
        return f"{value:.15g}{behind.measure if behind else ''}"
    if isinstance(value, date) and behind and not behind.shows_day:
        return f"{value.year}年{value.month}月"
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value)


def read_cell(
    column: Column, value: object, behind: "Behind | None", *, place: Place, habits: Habits
) -> tuple[Status | date | str | None, Written]:
    """The value that the column's parser gives, and the cell as written.

    Args:
        column: The entry column of the spec.
        value: What the workbook holds.
        behind: What stands behind it, where that was looked up.
        place: File, sheet and cell.
        habits: See ``Habits``.
    """
    trouble = _trouble(column, behind)
    if trouble:
        shown = PICTURE if trouble.doubt == "picture-in-cell" else trouble.value or ""
        value_as_text = shown if column.parser == "text" and trouble.doubt == "picture-in-cell" else None
        return value_as_text, Written(shown, place, trouble.doubt, trouble.what, trouble.mend)
    text = text_of(value, behind)
    parsed: Parsed[Status] | Parsed[date] | Parsed[str]
    if column.parser == "status":
        parsed = parse_status(text, other_words=habits.other_words)
    elif column.parser == "date":
        is_seen_whole = isinstance(value, (date, float)) and not (behind and not behind.shows_day)
        parsed = parse_day(value if is_seen_whole else text, year=habits.year, is_1904=habits.is_1904)
    else:
        parsed = Parsed(text)
    lost = () if parsed.doubt else _lost(value)
    if lost:
        what = f"{column.title}里有 {len(lost)} 个显示不出来的字符（{named(lost)}），已去掉"
        mend = "请核对这一格的文字；自造字请换成标准字，或用“某”字、拼音代替"
        return parsed.value, Written(text, place, "text-cleaned", what, mend)
    return parsed.value, Written(text, place, parsed.doubt, parsed.what, parsed.mend)


def _lost(value: object) -> Sequence[str]:
    """The characters that the text lost because neither XML nor a font everybody has can show them."""
    if not isinstance(value, str) or (value.isprintable() and "_x" not in value):
        return ()
    return unshown(decode_surrogates(value))


def _trouble(column: Column, behind: "Behind | None") -> Parsed[str] | None:
    """What makes the cell's value unreadable, with the cell as shown; ``None`` where it can be read."""
    if behind is None:
        return None
    if behind.formula is not None and "DISPIMG" in behind.formula.upper():
        what = f"{column.title}中是嵌入单元格的图片，程序读不出其中的文字"
        return Parsed(PICTURE, "picture-in-cell", what, "如图片里有要写进报告的内容，请另用文字写明")
    if behind.error is not None:
        return Parsed(
            behind.error,
            "cell-error-value",
            f"{column.title}是错误值“{behind.error}”",
            f"请直接填写{column.title}，不要用公式",
        )
    if behind.formula is not None and not behind.has_value:
        return Parsed(
            f"={behind.formula}"[:200],
            "formula-without-value",
            f"{column.title}是公式“={behind.formula[:60]}”，没有计算结果",
            "请直接填写内容，或复制后“选择性粘贴→数值”",
        )
    return None
