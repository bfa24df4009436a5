"""A plan's own title and its working year."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportgen.plan.phrases.issuer import IS_BODY, find_issuer
from reportgen.plan.phrases.labels import split_label
from reportgen.plan.phrases.numerals import FULLWIDTH, read_year
from reportgen.plan.phrases.spacing import squeeze

__all__ = ["find_issuer", "find_title", "find_year"]

_SUBJECT: Final = re.compile("政务公开|信息公开|公开工作")
_KIND: Final = r"(?:要点|分工|分解|方案|清单|台账|一览表|安排|计划|任务|责任|措施|细则|意见|举措|事项|责任书|目标|表)(?:分工|分解|任务|责任|落实|推进)*(?:[表单]|方案)?"
_ENDS: Final = re.compile(rf"{_KIND}(?:[（(][^（）()]{{1,20}}[）)])?\Z")
_PLAIN_KIND: Final = re.compile(r"要点|分工|分解|清单|方案|台账|工作安排|工作计划|重点任务")
# What heads a table's columns is no title, however much it sounds like one.
_COLUMN: Final = re.compile(
    r"(?:序号|工作任务|重点任务|主要任务|重点工作(?:任务)?|具体任务|工作事项|任务事项|公开事项|一级任务|二级任务|一级要点|二级要点|任务|责任|事项|具体(?:措施|举措|要求)|"
    r"工作(?:措施|举措|要求|目标|内容|安排)|任务目标|工作计划|主要措施|进度安排|时间安排|附表|工作要点|责任(?:单位|部门|科室|处室)|牵头单位|配合单位|备注|完成时限|时限要求)"
)
_NOTICE: Final = re.compile(r"关于.*(?:通知|函|批复)(?:[（(][^（）()]*[）)])?\Z")
_NOTICE_END: Final = re.compile(r"(?:通知|的函)(?:[（(][^（）()]*[）)])?\Z")
_OF_NOTICE: Final = re.compile(
    r"关于(?:联合)?(?:印发|转发|下发|发布|公布)[《〈“]?(?P<subject>.+?)[》〉”]?的(?:通知|函)"
)
_FURNITURE: Final = re.compile(
    r"当前位置|首页|[>»＞]|(?:发布|发文|成文|来源|索引|主题|名称|文号|浏览|点击|字体|字号|打印|分享|时间|日期|作者|编辑|有效性|关键词|分类|版权)[^，。]{0,6}[:：]"
    r"|[〔\[【(（]\s*20\d\d\s*[〕\]】)）]\s*(?:第?\s*\d+\s*)?号|\A第?\s*\d+\s*页|文件\Z"
)
_DATE_LINE: Final = re.compile(
    r"[（(]?(?:20\d\d|[二〇○零一三四五六七八九]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\S{1,3}日)?[）)]?"
)
_ATTACHED: Final = re.compile(r"\A附\s*[件表录]?\s*[\d一二三四五]*\s*[:：．.、]?\s*(?=.)")
# A website puts the name of its column before a title: 【政务公开任务分工】….
_WEB_COLUMN: Final = re.compile(r"\A【[^】]{2,20}】(?=.{6})")
_SITE: Final = re.compile(r"\s*[-_—|–]+\s*[^-_—|]*(?:网|网站|门户|公开|政府|平台)\Z")
_YEAR: Final = re.compile(
    r"(?<!\d)(20\d\d)(?!\d)\s*(?=年|—|-|－|至|~|～|政务|度)|(二[〇○零Ｏ][〇○零Ｏ一二三四五][〇○零Ｏ一二三四五六七八九])(?=年)"
)
_MOST_LINES: Final = 200
_LONGEST_LINE: Final = 60
_LONGEST_TITLE: Final = 90


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Lines ``start`` up to ``end`` (exclusive) that read as a title together."""

    start: int
    end: int
    text: str


def find_title(lines: Sequence[str]) -> tuple[str, int]:
    """The plan's own title on one line, and the index of the line after it.

    A title may be broken over up to four lines, its first line naming just the body. Of a covering notice and a
    heading after it the heading counts; where the notice is the only heading, it is the title, as printed. A title
    that stands inside a run-together line is found through the notice that names it.

    Args:
        lines: The document's paragraphs in order; those before the plan's first table or clause are enough, more do
            no harm (the first 200 are looked at).

    Returns:
        (``""``, 0) where there is none. For a title inside a longer line the index of that very line.
    """
    squeezed = [squeeze(line.replace("\n", "")) for line in lines[:_MOST_LINES]]
    # An empty line between two halves of a title parts nothing.
    places = [place for place, text in enumerate(squeezed) if text]
    texts = [squeezed[place] for place in places]
    notices = _notices(texts)
    own = [each for each in _candidates(texts) if not any(n.start < each.end and each.start < n.end for n in notices)]
    chosen = _choose(own, notices, texts)
    if chosen:
        return _clean(chosen.text), places[chosen.end - 1] + 1
    inside = _inside_line(texts, notices)
    if inside:
        return inside[0], places[inside[1]]
    if notices:
        return _clean(notices[0].text), places[notices[0].end - 1] + 1
    return "", 0


def find_year(title: str, text: str) -> int:
    """The plan's working year: the title's, else that of the 要点 the text speaks of, else the text's most frequent; or 0."""
    for words in (
        title,
        *re.findall(
            r"[^，。；《》]{0,12}年度?[^，。；《》年]{0,14}(?:政务公开|信息公开)[^，。；《》]{0,6}(?:要点|分工|方案)",
            text,
        ),
    ):
        match = _YEAR.search(words.translate(FULLWIDTH))
        if match:
            return read_year(match[1] or match[2]) or 0
    years = Counter(re.findall(r"(?<!\d)(20\d\d)年", text.translate(FULLWIDTH)))
    return int(min(years, key=lambda year: (-years[year], year))) if years else 0


def _is_heading_line(text: str) -> bool:
    """Whether a line may be (part of) a heading: short, no sentence, label, address, date or page furniture."""
    return (
        0 < len(text) <= _LONGEST_LINE
        and not re.search(r"[。；;！!？?]|[:：，,]\Z", text)
        and not _FURNITURE.search(text)
        and not _DATE_LINE.fullmatch(text)
        and split_label(text)[0] is None
    )


def _notices(texts: Sequence[str]) -> list[_Candidate]:
    """Headings of covering notices, broken lines joined."""
    found: list[_Candidate] = []
    for last, text in enumerate(texts):
        if len(text) > _LONGEST_LINE or not _NOTICE_END.search(text):
            continue
        joined = text
        start = last
        while not _NOTICE.search(joined) and start and last - start < 3 and _may_head_notice(texts[start - 1]):
            start -= 1
            joined = texts[start] + joined
        if _NOTICE.search(joined):
            # The body that issues the notice may stand on a line of its own above it.
            if joined.startswith("关于") and start and IS_BODY.fullmatch(texts[start - 1]):
                start -= 1
                joined = texts[start] + joined
            found.append(_Candidate(start, last + 1, joined))
    return found


def _may_head_notice(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_LINE and not re.search(r"[。；;：:]\Z", text)


def _candidates(texts: Sequence[str]) -> list[_Candidate]:
    """Every run of lines that reads as a plan's title, in order; of runs that begin together the longest."""
    found: dict[int, _Candidate] = {}
    for last, line in enumerate(texts):
        text = _SITE.sub("", _ATTACHED.sub("", line))
        if (
            _is_column(texts, last, text)
            or not _is_heading_line(text)
            or not _ENDS.search(text.rstrip("》"))
            or "关于印发" in text
        ):
            continue
        candidate = _joined_upwards(texts, last, text)
        if candidate:
            found[candidate.start] = candidate
    return [found[start] for start in sorted(found)]


def _is_column(texts: Sequence[str], index: int, text: str) -> bool:
    """Whether a line heads a column of a table laid out one cell to a line; 任务分工 is one only beside another."""
    after = texts[index + 1] if index + 1 < len(texts) else ""
    return bool(_COLUMN.fullmatch(text)) or (
        len(text) <= 4 and bool(_COLUMN.fullmatch(after)) and not text.startswith("任务分")
    )


def _joined_upwards(texts: Sequence[str], last: int, text: str) -> _Candidate | None:
    """The title that ends with this line, taking in lines above while it is no title by itself."""
    start = last
    while not _SUBJECT.search(text):
        above = _ATTACHED.sub("", texts[start - 1]) if start else ""
        if last - start == 3 or not _is_heading_line(above) or "关于印发" in above:
            return _plain_title(texts, last)
        start -= 1
        text = above + text
    above = texts[start - 1] if start else ""
    if len(text) > _LONGEST_TITLE:
        return None
    if above and _is_heading_line(above) and not _ENDS.search(above):
        signed = start > 1 and texts[start - 2].endswith("。")
        names_body = IS_BODY.search(re.split("20[0-9]{2}|政务公开|信息公开", text)[0])
        begins = IS_BODY.fullmatch(above) and not names_body and not signed
        opens = IS_BODY.match(above) and re.search("关于(?!印发|转发|下发)", above) and not _NOTICE_END.search(text)
        dated = _YEAR.search(above) and not _YEAR.search(text) and len(above) <= 30
        if begins or dated or opens:
            return _Candidate(start - 1, last + 1, above + text)
    return _Candidate(start, last + 1, text)


def _plain_title(texts: Sequence[str], last: int) -> _Candidate | None:
    """A line that names no 公开 but a year and a kind of plan: 2021年重点任务分解表."""
    text = _ATTACHED.sub("", texts[last])
    if _YEAR.search(text) and _PLAIN_KIND.search(text):
        return _Candidate(last, last + 1, text)
    return None


def _choose(own: Sequence[_Candidate], notices: Sequence[_Candidate], texts: Sequence[str]) -> _Candidate | None:
    """After a notice the first title of its own; without one the last before the text begins (page furniture leads)."""
    if not own:
        return None
    if notices:
        named = {_bare(match["subject"]) for n in notices if (match := _OF_NOTICE.search(n.text))}
        exact = [each for each in own if _bare(each.text) in named]
        after = [each for each in own if each.start >= notices[0].end]
        chosen = (exact or after or list(own))[-1 if exact else 0]
        # 附件：… at the notice's end only lists what follows it.
        listed = _ATTACHED.match(texts[chosen.start])
        again = (each for each in own if each.start > chosen.start and _bare(chosen.text) in _bare(each.text))
        return next(again, chosen) if listed else chosen
    chosen = own[0]
    for each in own[1:]:
        between = texts[chosen.end : each.start]
        if any("。" in text or split_label(text)[0] for text in between):
            break
        gains_year = _YEAR.search(each.text) and not _YEAR.search(chosen.text)
        if gains_year or _bare(chosen.text) in _bare(each.text):
            chosen = each
    return chosen


def _inside_line(texts: Sequence[str], notices: Sequence[_Candidate]) -> tuple[str, int] | None:
    """A title inside a run-together line: the subject of the notice, or what stands before the column heads."""
    for notice in notices:
        match = _OF_NOTICE.search(notice.text)
        if match:
            for index, text in enumerate(texts):
                place = text.find(match["subject"])
                if len(text) > _LONGEST_LINE and place >= 0 and text[place - 1 : place] not in ("《", "〈"):
                    return _clean(match["subject"]), index
    for index, text in enumerate(texts[:5]):
        start = re.match(
            rf"(?P<title>[^。；，]{{4,60}}?{_KIND})\s*(?=序号|工作任务|重点任务|主要任务|工作要求|工作内容|工作事项|任务分类|一、|为(?:深入|贯彻|认真|进一步)|根据)",
            text,
        )
        if start and _SUBJECT.search(start["title"]) and "关于印发" not in start["title"]:
            return _clean(start["title"]), index
    return None


def _bare(text: str) -> str:
    return re.sub(r"[\s《》〈〉“”]", "", text)


def _clean(text: str) -> str:
    text = _WEB_COLUMN.sub("", _SITE.sub("", text.strip()))
    if re.fullmatch(r"[《〈“][^《》〈〉]*[》〉”]", text):
        text = text[1:-1]
    return text
