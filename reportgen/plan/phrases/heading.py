"""A plan's own title, the body whose plan it is, and its working year."""

import re
from collections import Counter
from collections.abc import Sequence

from reportgen.plan.phrases.spacing import squeeze

_SUBJECT = re.compile("政务公开|信息公开")
_KIND = "要点|分工方案|任务分工|分工|方案|分解表|任务表|清单|台账|一览表|安排|计划|责任表|分解|分工表"
_ENDS = re.compile(rf"(?:{_KIND})(?:表|的通知)?[）)]?$")
_NOTICE = re.compile("通知$|^关于印发")
_TAIL_LINE = re.compile(rf"(?:工作)?(?:重点)?(?:工作)?(?:任务|责任)?(?:{_KIND})")
_BODY = (
    r"[\u4e00-\u9fff（）()]{2,30}?(?:局|厅|委员会|委|人民政府办公室|人民政府办公厅|人民政府|政府办公室|管委会|管理委员会|街道办事处|街道|镇|乡|"
    r"办公室|办公厅|中心|总队|支队|大队|学院|大学|医院|院|署|所|公司|集团|馆|会|社)"
)
_IS_BODY = re.compile(rf"(?:{_BODY})")
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年?")
_MOST_LINES = 80


def find_title(lines: Sequence[str]) -> tuple[str, int]:
    """The plan's own title on one line, and the index of the line after it; (``""``, 0) where none is found.

    Args:
        lines: Paragraphs before the plan's first heading or table, in order.
    """
    found: list[tuple[bool, int, str, int]] = []
    texts = [squeeze(line.replace("\n", " ")) for line in lines[:_MOST_LINES]]
    for start in range(len(texts)):
        for end in (start + 3, start + 2, start + 1):
            joined = squeeze("".join(texts[start:end])).removeprefix("附件")
            joined = re.sub(r"^[:：\d\s]+(?=\D)(?!年)", "", joined)
            parts = texts[start:end]
            if end > len(texts) or any(
                len(part) > 60 or re.search(r"[。；]|^[（(].*[）)]$|月\d{1,2}日|[:：].", part) for part in parts
            ):
                continue
            if len(parts) > 1 and not all(_TAIL_LINE.fullmatch(part) or not _ENDS.search(part) for part in parts[1:-1]):
                continue
            if len(parts) > 1 and _ENDS.search(parts[0]) and not _TAIL_LINE.fullmatch(parts[1].removesuffix("的通知")):
                continue
            if len(joined) <= 80 and _SUBJECT.search(joined) and _ENDS.search(joined) and "：" not in joined:
                found.append((bool(_NOTICE.search(joined)), start, joined, end))
                break
    own = [each for each in found if not each[0]]
    if own:
        _, _, title, end = own[-1] if len(own) > 1 and _covers(own, found) else own[0]
        return title, end
    if found:
        title = re.sub("^.*?关于印发《?|》?的通知$", "", found[0][2])
        return title, found[0][3]
    return "", 0


def _covers(own: Sequence[tuple[bool, int, str, int]], found: Sequence[tuple[bool, int, str, int]]) -> bool:
    """Whether a covering notice stands before: then the plan's title is the first of its own after the notice."""
    notices = [each[1] for each in found if each[0]]
    return bool(notices) and own[0][1] < notices[-1]


def find_issuer(title: str, lines: Sequence[str]) -> str:
    """The body whose plan it is: as the title names it, else the covering notice, else who signs; ``""`` if nobody."""
    in_title = re.match(rf"(?:贯彻落实|落实)?({_BODY})(?=(?:关于|贯彻|落实|20\d\d|政务公开|信息公开))", title)
    if in_title:
        return in_title[1]
    after_year = re.match(
        rf"(?:贯彻落实)?20\d\d年(?:度)?({_BODY})(?=(?:关于|贯彻|落实|政务公开|信息公开|政府信息))", title
    )
    if after_year:
        return after_year[1]
    texts = [squeeze(line) for line in lines]
    for text in texts:
        notice = re.match(rf"({_BODY})关于", text)
        if notice:
            return notice[1]
    signed = [text for text in texts if _IS_BODY.fullmatch(text) and len(text) >= 4 and text != "办公室"]
    if signed:
        return signed[0]
    for text in texts:
        source = re.search(rf"(?:发布|发文|来源)(?:机构|单位|部门)?[:：]\s*({_BODY})(?:\s|$)", text)
        if source:
            return source[1]
    region = re.match(r"(?:贯彻落实)?(?:20\d\d年)?([\u4e00-\u9fff]{2,8}?[省市县区])", title)
    return f"{region[1]}人民政府" if region else ""


def find_year(title: str, text: str) -> int:
    """The working year: the title's, else the one the text names most; 0 where there is none."""
    in_title = _YEAR.search(title)
    if in_title:
        return int(in_title[1])
    years = Counter(re.findall(r"(?<!\d)(20\d\d)年", text))
    return int(years.most_common(1)[0][0]) if years else 0
