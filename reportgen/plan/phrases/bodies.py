"""What a body's name looks like: last characters of names, generic words, phrases that stand for several bodies."""

import re
from collections.abc import Collection
from typing import Final

HOLD: Final = "[\ue010-\uf8ff]"
"""Matches what stands for one bracket while a phrase is taken apart, so that nothing inside it parts or ends a name."""

_LOOK_BACK: Final = 40
"""Characters at the end of a text that decide whether it ends as a name."""

_ENDS: Final = (
    "局办室科处股委厅部院站所队会组社台馆园校行镇乡村署联协厂区县市州盟旗团府处关心道司业位门构口班庭库军学库岗街场宫"
)
_BODY_END: Final = re.compile(
    rf"(?:[{_ENDS}]|大厅|政协|人大|政数|全体|干部|职工|人员|全局|全委|全厅|全镇|全县|全区|全市){HOLD}*\Z"
)
_NO_BODY: Final = re.compile(
    r"(?:社会|中心工作|门户|方面|事业|就业|行业|作业|产业|工业|农业|商业|专业|创业|市场|现场|立场|专场|主场|网站|公众号|平台|情况|过程|社区公开栏|专栏|关心|核心|中心任务)\Z"
)
_FIRMS: Final = re.compile(r"(?<!有关)(?<!相关)(?<!国有)(?<!各)企业\Z")
# Before 和/及/与 only these close a name: 农业农村和水利局, 社区和园林局 are one body each.
_CLOSES: Final = re.compile(
    rf"(?:[局办室科处股委厅部院站所队馆校署联协府关司]|中心|大厅|街道|[支分银]行|[工协学商总]会|联合会|红十字会|贸促会|委员会|[管安消编]委会|公司|集团|大学|学院|供销社|电视台|单位|部门|机构|乡镇|镇街|窗口|小组|专班|"
    rf"(?:各|有关|相关)[^，。]{{0,6}}[镇乡村区县市州盟旗]){HOLD}*\Z"
)

_PLURAL: Final = (
    r"(?:部门|单位|科室|(?<!查)处室|股室|室所|站所|科队|机构|乡镇|镇街|街镇|镇办|镇乡|县区|区县|县市|市县|市州|园区|企业|委办局|"
    r"办局|局办|站办|办站|办所|所办|所站|部室|院所|(?<![委府])机关|主体|人员|职工|成员|岗位|责任人)"
)
_LEVEL: Final = r"(?:自治州|自治县|自治旗|林区|省|市|县|区|州|盟|旗|镇|乡|乡镇|镇街|街道|村|社区|管区|片区|县市|县区|区县|市县|市州|地级以上市|设区市|地|师)"
_GROUP_WORD: Final = re.compile(
    r"各(?!自(?!然|治|贸|来水))|有关|相关|所有|全体|其他|其它|其余|涉及|全局|全委|全厅|全镇|全县|全区|全市|全系统|不同"
)
_PLURAL_END: Final = re.compile(rf"{_PLURAL}{HOLD}*\Z")
_LEVELS: Final = re.compile(
    rf"\A(?:各)?{_LEVEL}{HOLD}*(?:[、和及与/]{_LEVEL}{HOLD}*)+|\A(?:乡镇(?!企业[局办管])|镇街|镇办|县区|区县|市县|市州|属地){HOLD}?"
)
_LEVEL_BRACKET: Final = re.compile(r"[（(](?:市|县|区|街道|市、区|县、区|镇|乡|街|办|室|处|市区|处室|科室)[）)]")

_QUALIFIER: Final = (
    r"(?:直属|下属|所属|局属|委属|厅属|院属|校属|部属|二级|基层|派出|事业|企事业|国有|内设|业务|职能|驻\w{0,4}?)"
)
_GENERIC: Final = re.compile(
    rf"(?:{_QUALIFIER}*(?:部门|单位|科室|处室|股室|机构|中心|站所|站|所|队|[支大中]队|派出所|分局|企业|公司|学校|幼儿园|医院|卫生院|党委|党组|党支部|支部|群团组织)"
    rf"|{_QUALIFIER}*(?:{_LEVEL}{HOLD}?)?(?:级)?(?:人民政府|政府|街道办事处|街道办|办事处|街办|管委会|管理委员会)"
    rf"|{_LEVEL}|(?:经济|产业|工业|高新|经济技术|旅游)?(?:开发区|功能区|园区|新区|景区)(?:管委会|管理委员会)?|委办局|委|办|局|厅|室|科|处|股|中心{HOLD}?)"
    rf"{HOLD}?"
)
_LEVEL_TAIL: Final = re.compile(
    rf"{_LEVEL}(?:{HOLD}|级|两级|三级|人民政府|政府|直|有关|相关|主管|各|[^、]*{_PLURAL}\Z|\Z)"
)
_OF_LEVEL: Final = re.compile(rf"{_LEVEL}{HOLD}?(?:直|级|属)")
_BARE_LEVEL: Final = re.compile(rf"(?:各)?(?:地级以上|设区的?)?{_LEVEL}{HOLD}?|各级")

MAIN_OFFICES: Final = re.compile(
    "发展(?:和)?改革|发改|教育(?:体育)?|科(?:学)?技(?:术)?|工业和信息化|工信|公安|民政|司法|财政|审计|人力资源(?:和)?社会保障|人社|自然资源(?:和规划)?|"
    "生态环境|住房(?:和)?城乡建设|住建|城市管理|城管|交通(?:运输)?|水利|水务|农业农村|商务|文化(?:广电)?(?:和)?旅游(?:体育)?|文旅|卫生健康|卫健|"
    "退役军人事务|应急(?:管理)?|市场监(?:督管理|管)|统计|医疗保障|医保|信访|林业|行政审批(?:服务)?|税务|气象|乡村振兴|体育|大数据(?:发展)?(?:管理)?"
)
"""What the main departments of a government are called for; such a department stands inside no other body."""


def is_body_like(name: str, known: Collection[str] = ()) -> bool:
    """Whether a text ends as names of bodies end, or is proven elsewhere."""
    tail = bracketless(name[-_LOOK_BACK:])
    return name in known or (
        len(name) >= 2 and bool(_BODY_END.search(tail)) and not _NO_BODY.search(tail) and not _FIRMS.search(tail)
    )


def closes_name(text: str) -> bool:
    """Whether a 和 after this text parts two bodies rather than standing inside one name (发展改革和统计局)."""
    return bool(_CLOSES.search(text[-_LOOK_BACK:])) and not text.endswith(("社会", "市场", "党"))


def is_group(name: str) -> bool:
    """Whether a phrase stands for several bodies: 各部门, 有关处室、单位, 市、县(区)司法行政主管部门, 起草单位."""
    return bool(
        _GROUP_WORD.search(name)
        or _PLURAL_END.search(bracketless(name))
        or _LEVELS.search(name)
        or _LEVEL_BRACKET.search(name)
    )


def bracketless(name: str) -> str:
    """A name without the bracket at its end."""
    return re.sub(r"[（(][^（）()]*[）)]\Z", "", name)


def opens_group(name: str) -> bool:
    """Whether generic words after this element belong to it (各镇人民政府、街道办事处)."""
    return bool(_GROUP_WORD.search(name) or _PLURAL_END.search(name) or _LEVELS.search(name))


def begins_new_group(name: str) -> bool:
    """Whether an element carries its own 各 or 有关 and therefore starts afresh (各科室, 局属各单位)."""
    return bool(_GROUP_WORD.search(name))


def is_generic(name: str) -> bool:
    """Whether a word names no body of its own and follows a group along: 单位, 直属单位, 街道办事处, 区人民政府."""
    return bool(_GENERIC.fullmatch(name))


def is_bare_level(name: str) -> bool:
    """Whether an element is only a level (市, 各县) that needs the next one: 市、县(区)司法行政主管部门."""
    return bool(_BARE_LEVEL.fullmatch(name))


def continues_level(name: str) -> bool:
    """Whether an element can complete a bare level before it."""
    return bool(_LEVEL_TAIL.match(name)) or is_generic(name)


def serves_level(name: str) -> bool:
    """Whether an element names the offices of a level, which the bare level before it shares: 市、区直各部门."""
    return bool(_OF_LEVEL.match(name))


def is_every_level(name: str) -> bool:
    """各级 says nothing by itself; what follows belongs to it (各级、各部门)."""
    return name == "各级"
