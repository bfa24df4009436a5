"""Who reports for which year: from the title, else the signature, the preamble or the file's name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportgen.annual.published.letters import plain
from reportgen.annual.published.rows import TextLine
from reportgen.model.blocks import Paragraph

_YEAR: Final = r"(?P<year>(?:19|20)\d{2}|二[〇○零0O][一二三四五六七八九〇○零]{2})年?(?:度)?"
_REPORT: Final = r"(?:政府|政务)信息公开(?:工作)?(?:情况)?的?(?:年度|年)?(?:工作)?(?:报告|总结报告|年报)"
_TITLE: Final = (
    re.compile(
        rf"(?P<body>[^。,;:]*?)(?:关于)?{_YEAR}(?:的)?(?P<behind>[^。,;:\d]{{0,30}}?){_REPORT}(?P<tail>\(.*\))?"
    ),
    re.compile(rf"(?P<body>[^。,;:]*?)(?:关于)?{_REPORT}[(\[]?{_YEAR}[)\]]?(?P<tail>\(.*\))?"),
    re.compile(rf"(?P<body>[^。,;:\d]*?)(?:政府|政务)信息公开(?:工作)?{_YEAR}(?:工作)?报告(?P<tail>\(.*\))?"),
    re.compile(rf"(?P<body>[^。,;:\d]*?){_REPORT}(?P<tail>\(.*\))?"),
)
_ENDS: Final = re.compile(
    r"(?:政府|办公室|办公厅|局|委员会|委|厅|部|署|院|会|处|所|站|中心|街道|办事处|镇|乡|区|县|市|省|旗|大队|支队|总队|管委会|公司|集团|学校|大学|馆|社|行|室|队)$"
)
_PERIOD: Final = re.compile(r"((?:19|20)\d{2})年1月1日(?:起)?(?:至|到|—|-|--|——)(?:(?:19|20)\d{2}年)?12月31日")
_BY: Final = re.compile(r"(?:本报告由|本年度报告由)([^。,;:(]{2,30}?)(?:编制|根据|按照|依据|按)")
_SIGNED: Final = re.compile(r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日$")
_MENU: Final = re.compile(
    r"(?:网站)?首页|正文|(?:法定)?主动公开(?:内容)?|(?:政务|政府信息|信息)公开(?:专栏|目录|平台|指南|制度)?|(?:.{0,8}公开)?(?:工作)?(?:年度报告|年报)"
)
_DIGITS: Final = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")
_TITLE_LINES: Final = 3
_LONGEST: Final = 80
_NAME: Final = 30


@dataclass(frozen=True, slots=True)
class Title:
    """What the title says.

    Attributes:
        text: As printed, its lines joined.
        body: The reporting body, ``""`` where it is not said.
        year: The year, ``None`` where it is not said.
        used: Which of the lines it stands in.
    """

    text: str = ""
    body: str = ""
    year: int | None = None
    used: frozenset[int] = frozenset()


def title_of(lines: Sequence[TextLine], *, all_lines: Sequence[TextLine], file: str) -> Title:
    """The title among the lines before the first part, completed from elsewhere."""
    title = _printed(lines)
    texts = [line.paragraph.text for line in all_lines]
    from_name = _parsed(plain(re.sub(r"\.\w+$", "", file))) or Title()
    body = title.body or _signature(texts) or _named_in(texts) or from_name.body
    year = title.year or _period(texts) or from_name.year
    return Title(title.text, body, year, title.used)


def _printed(lines: Sequence[TextLine]) -> Title:
    """The best run of up to three short lines that reads as a title."""
    best = Title()
    for first in range(len(lines)):
        for count in range(1, _TITLE_LINES + 1):
            run = lines[first : first + count]
            if len(run) < count or any(not _is_title_line(line.paragraph) for line in run):
                break
            # A page's menu above the title is no part of it.
            if count > 1 and _MENU.fullmatch(plain(run[0].paragraph.text)):
                break
            found = _parsed("".join(plain(line.paragraph.text) for line in run))
            if found and _better(found, best):
                text = "".join(_joined(line.paragraph.text) for line in run)
                best = Title(text, found.body, found.year, frozenset(range(first, first + count)))
    return best


def _better(found: Title, best: Title) -> bool:
    return (bool(found.body), found.year is not None, not best.text) > (bool(best.body), best.year is not None, False)


def _is_title_line(paragraph: Paragraph) -> bool:
    text = plain(paragraph.text)
    return len(text) <= _LONGEST and not re.search("[。;>]|首页|来源|发布|索引号|浏览|字体|打印|[:]", text)


def _joined(text: str) -> str:
    return re.sub(r"\s*\n\s*", "", text.strip())


def _parsed(text: str) -> Title | None:
    for pattern in _TITLE:
        found = pattern.fullmatch(text)
        if found:
            groups = found.groupdict()
            body = _before(groups.get("body") or "") or _body(groups.get("behind") or "")
            return Title(text, body, _year(groups.get("year")))
    return None


def _before(text: str) -> str:
    """The name in front of a title: any words without digits; what it ends in is free there."""
    text = re.sub(r"^(?:关于(?:印发|公布|发布)?|《)|(?:关于|的)$", "", text)
    return text if 1 < len(text) <= _NAME and re.fullmatch(r"[\u4e00-\u9fff〇()·]+", text) else ""


def _body(text: str) -> str:
    text = re.sub(r"^(?:关于(?:印发|公布|发布)?|《)|(?:关于|的)$", "", text)
    return text if 1 < len(text) <= _NAME and _ENDS.search(text) else ""


def _year(text: str | None) -> int | None:
    return int(text.translate(_DIGITS)) if text else None


def _signature(texts: Sequence[str]) -> str:
    """The name above the date at the report's end."""
    for at in range(len(texts) - 1, max(len(texts) - 8, 0), -1):
        if _SIGNED.fullmatch(plain(texts[at])):
            return _body(plain(texts[at - 1]))
        lines = [plain(line) for line in texts[at].split("\n")]
        if len(lines) == 2 and _SIGNED.fullmatch(lines[1]):
            return _body(lines[0])
    return ""


def _named_in(texts: Sequence[str]) -> str:
    found = next((match for text in texts if (match := _BY.search(plain(text)))), None)
    return _body(found[1]) if found else ""


def _period(texts: Sequence[str]) -> int | None:
    found = next((match for text in texts if (match := _PERIOD.search(plain(text)))), None)
    return int(found[1]) if found else None
