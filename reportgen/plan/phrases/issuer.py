"""The body whose plan it is (发文机关): as the title names it, else the covering notice, else who signs."""

import re
from collections.abc import Sequence
from typing import Final

from reportgen.plan.phrases.spacing import squeeze

_LETTERS: Final = r"[\u4e00-\u9fff（）()]"
_BODY_ENDS: Final = (
    r"(?:人民政府|政府|局|厅|委员会|办公室|办公厅|委|部|院|署|总署|银行|大学|学院|学校|医院|中心|管委会|红十字会|海关|公司|集团|总队|支队|大队|联合会|协会|总工会|工会|妇联|残联|"
    r"管理处|办事处|处|所|站|馆|社|台|办|领导小组)"
)
_PLACE_ENDS: Final = r"(?:街道|镇|乡|[省市县区州盟旗]|开发区|新区|高新区|示范区|自治区)"
# A second name-plate belongs to the name: 某市城市管理局（综合行政执法局）.
_PLATE: Final = rf"(?:[（(][\u4e00-\u9fff、]{{1,24}}?{_BODY_ENDS}[）)])?"
_BODY: Final = rf"(?:中共)?[\u4e00-\u9fff]{_LETTERS}{{1,28}}?{_BODY_ENDS}{_PLATE}"
IS_BODY: Final = re.compile(_BODY)
"""A body's name: full match for a line that holds nothing else."""

_YEARS: Final = re.compile(
    r"\A[《〈“]?(?:关于印发)?(?:20\d\d(?:\s*[-—－至~～]\s*20\d\d)?|[二〇○零一三四五六七八九]{4})\s*年?度?"
)
_SUBJECT: Final = re.compile(
    r"关于|贯彻|落实|(?:20\d\d|[二〇○零一三四五六七八九]{4})\s*年?|政务公开|政府信息|信息公开|政务信息|重点|全面|推进|深化|法定|基层|主动公开|年度|工作|公开|全[省市县区局镇厅]"
)
_NOTICE: Final = re.compile(
    rf"(?P<body>{_BODY}|{_LETTERS}{{2,12}}?{_PLACE_ENDS})关于(?:联合)?(?:印发|转发|下发|发布|公布|做好|分解|落实|贯彻|开展|明确|进一步|认真|报送)"
)
_DATE: Final = r"(?:20\d\d|[二〇○零一三四五六七八九]{4})\s*年\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日"
_DATE_LINE: Final = re.compile(rf"[（(]?{_DATE}[）)]?")
_SIGNED_INSIDE: Final = re.compile(rf"(?:。|\A)(?P<body>{_BODY})\s*{_DATE}")
_ORIGIN: Final = re.compile(
    rf"(?:(?:发布|发文|制发|公开|印发|成文)(?:机构|机关|单位|部门|主体)|(?:信息)?来源)\s*[:：]?\s*(?P<body>{_LETTERS}{{2,30}}?)"
    r"(?=\s|\Z|发布|发文|成文|索引|生成|公开|有效|名称|主题|文号|日期|来源|点击|浏览|[〔\[【，。|])"
)
_COLUMNS_OF_A_LINE: Final = re.compile(r"\t|\u3000{2,}| {3,}")
# A page's own word for what follows on the next line.
_KEY: Final = re.compile(
    r"(?:标\s*题|题\s*名|名\s*称|索\s*引\s*号|发文字号|文\s*号|主题词|主题分类|发布机构|发文机关|有效性|(?:成文|发布|发文)日期)\s*[:：]?"
)
_OFFICE: Final = re.compile(r"(?:党政(?:综合)?|综合|行政)?(?:办公室|办公厅|办)\Z")
# Offices of these issue in their own name; a bureau's office only signs for the bureau.
_KEEPS_OFFICE: Final = re.compile(
    r"(?:人民政府|政府|国务院|[省市县区州]委|党委|工委|党组|管委会|管理委员会|人大|政协|领导小组|委员会|公开|开放|联席会议|大院|指挥部|\A.{0,6}[省市县区州府旗])\Z"
)
_SIGNATURE_LINES: Final = 3


def find_issuer(title: str, lines: Sequence[str]) -> str:
    """The body whose plan it is; ``""`` where nobody is named.

    In this order: a body in the title (not after 贯彻落实, where the superior's plan is named); the body of the covering
    notice's heading; who signs above a date; the place in the title (东区街道); the page's 发布机构. A bureau's office
    that signs or issues for it gives the bureau; a government's office and any 办公厅 stand for themselves.

    Args:
        title: The plan's title.
        lines: The document's paragraphs in order, at least those before the plan's first clause and its signature.

    Source:
        plan-json.md, **Title, issuer, year**.
    """
    named = _named_in(title)
    if IS_BODY.fullmatch(named) and not re.search(r"\A(?:全|本|我)", named):
        return named
    behind = re.search(rf"[（(](?P<body>{_BODY})[）)]\Z", title)
    if behind:
        return behind["body"]
    # A page sets its words for things beside them: 标题⇥…, 发布机构⇥….
    parts = (part for line in lines for part in _COLUMNS_OF_A_LINE.split(line.replace("\n", "")))
    texts = [text for part in parts if (text := squeeze(part))]
    return _of_notice(texts) or _signed(texts) or named or _origin(texts) or _place_of(title)


def _place_of(title: str) -> str:
    """The place that opens a title whose subject begins with a verb: 泰州市聚焦…行动方案."""
    match = re.match(rf"{_LETTERS}{{1,8}}?(?!州市|市区|州县){_PLACE_ENDS}", _YEARS.sub("", title.strip("《〈“ ")))
    return match[0] if match and match.end() < len(title) else ""


def _named_in(title: str) -> str:
    """What the title names before its subject: a body, a place, or nothing."""
    text = re.sub(r"\A(?:附件?\d*[:：]?|关于(?:印发|下发|发布)(?=.*通知\Z))", "", title.strip())
    text = _YEARS.sub("", text.strip("《〈“"))
    text = text.strip("《〈“ 的")
    place = ""
    for subject in _SUBJECT.finditer(text):
        named = text[: subject.start()].strip("《〈“ 的")
        if re.search(r"[（(][^）)]*\Z", named):  # inside a name-plate: （市政务公开办公室）
            continue
        if IS_BODY.fullmatch(named):
            return named
        if not place and re.fullmatch(rf"{_LETTERS}{{1,12}}{_PLACE_ENDS}", named):
            place = named
        # 重点 and 推进 also stand inside names (重点工程建设中心); what follows these never belongs to one.
        if re.match(r"关于|贯彻|落实|20\d\d|[二〇○零]{2}", subject[0]):
            break
    return place


def _of_notice(texts: Sequence[str]) -> str:
    """The body in front of 关于印发…的通知, whose heading may be broken over lines."""
    for index, text in enumerate(texts[:60]):
        if _KEY.fullmatch(text):
            continue
        # Only a body, or a heading that has begun, goes on in the next line.
        goes_on = IS_BODY.fullmatch(text) or "关于" in text
        longest = 3 if goes_on else 1
        for joined in ("".join(texts[index : index + length]) for length in range(1, longest + 1)):
            match = _NOTICE.match(joined)
            if match and "通知" in joined[:200]:
                return _parent(match["body"])
    return ""


def _signed(texts: Sequence[str]) -> str:
    """Who signs: the body on the lines above a date, or right before one in a run-together line."""
    for index, text in enumerate(texts):
        if _DATE_LINE.fullmatch(text):
            above = list(texts[max(0, index - _SIGNATURE_LINES) : index])
            names: list[str] = []
            while above and len(above[-1]) <= 40 and (IS_BODY.fullmatch(above[-1]) or _OFFICE.fullmatch(above[-1])):
                names.insert(0, above.pop())
            if names:
                # 某某厅 / 办公室 on two lines: the office signs for the body above it.
                return names[0] if len(names) > 1 else _parent(names[0]) if not _OFFICE.fullmatch(names[0]) else ""
        elif len(text) > 60:
            match = _SIGNED_INSIDE.search(text)
            if match:
                return _parent(match["body"])
    return ""


def _origin(texts: Sequence[str]) -> str:
    """The page's own word for it: 发布机构, 发文机关, 来源; an office without its body (党政综合办公室) says nothing."""
    for text in texts:
        match = _ORIGIN.search(text[:400])
        if (
            match
            and re.fullmatch(rf"{_BODY}|{_LETTERS}{{1,12}}{_PLACE_ENDS}", match["body"])
            and not _OFFICE.fullmatch(match["body"])
        ):
            return _parent(match["body"])
    return ""


def _parent(body: str) -> str:
    """某某局办公室 → 某某局; 某某市人民政府办公室 stays."""
    parent = _OFFICE.sub("", body)
    if parent == body or len(parent) < 3 or _KEEPS_OFFICE.search(parent) or body.endswith("办公厅"):
        return body
    return parent if re.search(rf"(?:{_BODY_ENDS}{_PLATE}|{_PLACE_ENDS})\Z", parent) else body
