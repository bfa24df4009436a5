"""Rules on 佐证材料 (P10): present, links that open, document numbers in their form, no later day."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, Literal

from reportgen.check.case import Case, about
from reportgen.check.words import clip, day_words, narrow
from reportgen.model.findings import Finding
from reportgen.model.progress import Entry
from reportgen.workbook.figures_cell import is_nothing
from reportgen.workbook.spec import BY_KEY

_Scanned = Literal["progress", "evidence"]
_SCANNED: Final[tuple[_Scanned, ...]] = ("progress", "evidence")
"""Columns in which document numbers and links are looked at: what goes into the report, and its proof."""


def _read(entry: Entry, column: _Scanned) -> str:
    """The column's text, ``""`` for a formula without a value, which is no text of the unit's."""
    return entry.progress if column == "progress" else entry.evidence


def evidence_missing(case: Case) -> Iterator[Finding]:
    """What is done can be shown: a link, a document number, the title of a record (P10)."""
    for entry, task in case.carried:
        written = entry.written.get("evidence")
        if entry.status == "done" and written and not written.doubt and is_nothing(written.text):
            yield about(entry, "evidence", "evidence-missing", f"第{task.id}项已完成，没有写佐证材料")


# Anything that sets out to be a link: http:/a, http：//a, htttp://a, https;//a.
_LINK: Final = re.compile(
    r"(?<![a-z])(?:h[tp]{2,4}|ttps?|htps?)s?\s*[:;]?\s*[/\\]{1,3}\s*[^\s\u4e00-\u9fff《》（）“”]*", re.IGNORECASE
)
_SCHEME: Final = re.compile(r"https?://", re.IGNORECASE)
_HOST: Final = re.compile(r"https?://(?P<host>[^/?#]*)", re.IGNORECASE)
_GOOD_HOST: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+(?::\d+)?", re.I)
_LONGEST_HOST: Final = 253
_INNER: Final = re.compile(r"https?://(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)", re.IGNORECASE)
_TORN: Final = re.compile(
    r"https?:\s+//|https?://\s+\w"
    r"|https?://[^\s\u4e00-\u9fff，。；、]{0,400}(?:\.[ \u3000\xa0]+[a-z0-9]|[ \u3000\xa0]+(?:[./][a-z0-9]))",
    re.IGNORECASE,
)
_WIDE_MARK: Final = re.compile(r"[：／．？＝＆＿－％＃]")
_CLOSERS: Final = "，。；、：！,.;:!)）]】>》”\"'"


def link_malformed(case: Case) -> Iterator[Finding]:
    """A link opens: whole scheme, a host with its dots, no blanks and no Chinese marks inside (P10)."""
    for entry, _ in case.filled:
        for column in _SCANNED:
            found = _link_fault(_read(entry, column))
            if found:
                link, why = found
                what = f"{BY_KEY[column].title}中的网址“{clip(link, 60)}”{why}"
                yield about(entry, column, "link-malformed", what)


def _link_fault(text: str) -> tuple[str, str] | None:
    """The first link of a text that does not open, with the reason."""
    plain = narrow(text)
    torn = _TORN.search(plain)
    if torn:
        return text[torn.start() : torn.end() + 12].strip(), "中间有空格"
    for match in _LINK.finditer(plain):
        written = text[match.start() : match.end()]
        for part in re.split(r"[，、；。]+(?=https?:|$)", written):
            why = _why_bad(part.rstrip(_CLOSERS))
            if why:
                return part.rstrip(_CLOSERS), why
    return None


def _why_bad(link: str) -> str | None:
    if not link:
        return None
    host = _HOST.match(link)
    head = host[0] if host else link
    if _WIDE_MARK.search(link.partition("，")[0]) or (host and re.search("[，。、；]", head)):
        return "用了中文标点"
    if not _SCHEME.match(link):
        return "开头不对，应为 http:// 或 https://"
    if _INNER.match(link):
        return "是内部网络地址，别处打不开"
    if not host or len(host["host"]) > _LONGEST_HOST or not _GOOD_HOST.fullmatch(host["host"]):
        return "域名不完整"
    return None


_NUMBERED: Final = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{2,12}?)(?P<open>[〔\[(【［（〖])(?P<year>\d{4}|\d{2})年?(?P<close>[〕\])】］）〗])"
    r"(?P<ordinal>第?)(?P<number>\d{1,5})号"
)


def document_number(case: Case) -> Iterator[Finding]:
    """A document number is written 云水办〔2025〕18号: these brackets, four-digit year, no 第, no leading zero.

    Source:
        GB/T 9704-2012, 发文字号; GB/T 15834-2011.
    """
    for entry, _ in case.filled:
        for column in _SCANNED:
            for match in _NUMBERED.finditer(_digits(_read(entry, column))):
                year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
                right = f"〔{year}〕{int(match['number'])}号"
                shown = match[0][len(match["who"]) :]
                if shown != right:
                    what = f"{BY_KEY[column].title}中的文号“{clip(match[0], 40)}”写法不规范"
                    yield about(entry, column, "docnumber-malformed", what, f"改为“{match['who']}{right}”")
                    break


_DAY: Final = re.compile(
    r"(?<!\d)(?P<year>20\d\d)(?:[-./年](?P<month>1[0-2]|0?[1-9])(?:[-./月](?P<day>3[01]|[12]\d|0?[1-9])(?!\d))?(?![\d.])"
    r"|(?P<month2>1[0-2]|0[1-9])(?P<day2>3[01]|[12]\d|0[1-9])(?!\d)|[〕\])】）]第?\d+号)"
)


def evidence_late(case: Case) -> Iterator[Finding]:
    """No proof is of a day after the one on which progress is judged (P10)."""
    judged_on = case.settings.judged_on
    for entry, _ in case.filled:
        for match in _DAY.finditer(_digits(_read(entry, "evidence"))):
            first = _first_day(match)
            if first and first > judged_on:
                what = f"佐证材料中的“{match[0]}”在统计截止日期{day_words(judged_on)}之后"
                yield about(entry, "evidence", "evidence-late", what)
                break


def _first_day(match: re.Match[str]) -> date | None:
    """The first day that a date, a month or a document number's year may mean; ``None`` for a day that is none."""
    try:
        return date(
            int(match["year"]), int(match["month"] or match["month2"] or 1), int(match["day"] or match["day2"] or 1)
        )
    except ValueError:
        return None


def _digits(text: str) -> str:
    """The text with half-width digits; brackets stay as they are written."""
    return text.translate({code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)})
