"""完成情况 as people write it: the exact words, their spelling variants, usual synonyms, and nothing guessed."""

import difflib
import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from reportgen.terms import ENTERABLE, STATUS_WORDS, Status
from reportgen.workbook.parsed import Parsed
from reportgen.workbook.spec import OFFERED

_USUAL: Final[Mapping[Status, str]] = {
    "done": """
        完成 已落实 落实 已经完成 全部完成 已全部完成 已经落实 已全部落实 落实到位 已落实到位 办结 已办结
        完成任务 已完成任务 完成到位 已达标 √ ✓ ✔ ☑ 100% 100%完成 完成100%""",
    "mostly_done": "基本落实 已基本完成 大部分完成 已大部分完成 接近完成 基本到位",
    "under_way": """
        推进中 进行中 正在推进中 正在进行 正在进行中 正在开展 正在落实 正在办理 正在实施 实施中 落实中 办理中
        开展中 按序时推进 按序时进度推进 序时推进 按计划推进 按进度推进 有序推进 部分完成 部分落实 滞后 进度滞后
        已启动""",
    "not_started": """
        未开展 未开始 尚未启动 尚未开展 尚未开始 没有启动 没有开展 未实施 未推进 待启动 还未启动 还没开始 未动工""",
    "ongoing_met": """
        持续推进(已达到) 持续推进(已达到年度要求) 持续推进,年度要求已达到 长期坚持(年度要求已达到)
        持续推进(达到年度要求)""",
    "ongoing_unmet": """
        持续推进(未达到) 持续推进(未达到年度要求) 持续推进,年度要求未达到 长期坚持(年度要求未达到)""",
    "not_applicable": """
        不涉及 本单位不涉及 不涉及本单位 无此项 无此项工作 无此类情形 无相关情形 无相关业务 N/A NA""",
}

SYNONYMS: Final[Mapping[str, Status]] = MappingProxyType(
    {word: status for status, words in _USUAL.items() for word in words.split()}
)
"""Usual other words → the status they mean; the clerk adds to them in the settings (完成情况用语)."""

_ONGOING = re.compile(r"(?:持续|长期|常态化?)(?:推进|坚持|开展|落实|进行)?(?:中)?")


def parse_status(value: object, *, other_words: Mapping[str, str] = MappingProxyType({})) -> Parsed[Status]:
    """The status that a cell means.

    Args:
        value: The cell's text.
        other_words: The settings' table: word → one of the words of the drop-down list.

    Returns:
        The status: silently for the exact words and their variants in width, blanks and brackets; with the note
        ``status-synonym`` for other words of the tables; ``None`` with ``status-unknown`` for anything else.
    """
    written = str(value).strip()
    if written in _EXACT:
        return Parsed(_EXACT[written])
    key = squeeze_status(written)
    if not key:
        return Parsed(None)
    if key in _EXACT:
        return Parsed(_EXACT[key])
    status = next((_WORDS[word] for said, word in other_words.items() if squeeze_status(said) == key), None)
    status = status or _SYNONYMS.get(key)
    if status:
        word = STATUS_WORDS[status]
        return Parsed(
            status, "status-synonym", f"完成情况写作“{written}”，按“{word}”理解", "如理解有误，请从下拉列表选择"
        )
    return Parsed(None, "status-unknown", f"完成情况为“{written[:40]}”", _suggestion(key))


def squeeze_status(text: str) -> str:
    """The text without blanks, width, kind of bracket, quotation marks and closing marks."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).upper()
    for mark, plain in (("[", "("), ("]", ")"), ("【", "("), ("】", ")"), ("〔", "("), ("〕", ")"), ("、", ",")):
        text = text.replace(mark, plain)
    return text.strip("。.;；,，:：!“”\"'‘’、*")


def _suggestion(key: str) -> str:
    offer = f"请从下拉列表选择：{'、'.join(OFFERED)}"
    if _ONGOING.fullmatch(key):
        return "请写明今年的要求是否达到，选“持续推进（年度要求已达到）”或“持续推进（年度要求未达到）”"
    close = difflib.get_close_matches(key, [*_EXACT], 1, 0.6)
    return f"是否应为“{STATUS_WORDS[_EXACT[close[0]]]}”？{offer}" if close else offer


_WORDS: Final[Mapping[str, Status]] = {STATUS_WORDS[status]: status for status in ENTERABLE}
_EXACT: Final[Mapping[str, Status]] = {
    variant: status
    for word, status in _WORDS.items()
    for squeezed in (squeeze_status(word),)
    for variant in (squeezed, squeezed.replace("(", "").replace(")", ""), squeezed.rstrip(")").replace("(", "-"))
}
_SYNONYMS: Final[Mapping[str, Status]] = {squeeze_status(word): status for word, status in SYNONYMS.items()}
