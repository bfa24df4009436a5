"""Role words of responsibility phrases: 牵头, 配合, 会同, 负责 and the words that tell what a body is to do."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal

from reportgen.plan.phrases.bodies import HOLD, begins_new_group, is_body_like

Word = Literal["lead", "support", "join", "plain"]
"""牵头 · 配合 · 会同 · 负责 (no role by itself)."""

_BY: Final = (
    r"(?:(?:按照?|依照?|依据|根据|结合|遵照)(?:各自)?的?(?:工作|部门|单位|岗位)?(?:职责|职能|责任|任务|分工|权限|业务|要求)"
    r"(?:任务)?(?:分工|范围|权限|要求)?|各自(?!然|治|贸|来水)|分工)"
)
_ADVERB: Final = (
    r"(?:具体|分别|共同|联合|统一|主要|密切|积极|全力|主动|协同(?=配合|推进|负责|落实|做好|参与|实施)|予以|给予|进行|要|应|须|需|作为|为|均|都|一并|同时|自行"
    r"|协调|做好(?=配合|协助|支持)|抓好(?=落实)|等(?:\d{0,2}个)?(?:单位|部门|科室|处室)?(?=[牵配协参会分按共负落统主具]))"
)
_LEAD: Final = r"总?牵头(?:单位|部门|科室|处室)?|抓总|总负责|负总责|统筹|主办(?![方公])(?:单位|部门)?"
_SUPPORT: Final = r"(?<!相互)(?<!互相)(?:配合|协办(?![公事理案])|协助|参与|参加|协作|支持(?!中小企业|服务|保障)|辅助)(?:单位|部门|科室|处室)?"
_JOIN: Final = r"会同|会商|协同(?!配合|推进|负责|落实|做好)|(?<!社)(?<![管常居村党安消编环规减灾妇毒语\ue010-\uf8ff]委)(?<!委员)(?<!联合)(?<!工)(?<!协)会(?![议计员务展场商同址诊晤负牵配])"
_PLAIN: Final = (
    r"(?:相互|互相)(?:配合|协作|支持)|各(?:负其责|司其职|尽其责)|齐抓共管|(?:主要)?负责(?:人|同志)|负责(?!制)|承办(?!人)(?:单位|部门|科室|处室|股室)?"
    r"|责任(?:单位|部门)|抓好落实|抓落实|组织实施|组织落实|贯彻落实|落实|实施|办理|执行|主抓|推进|完成(?!情况)"
)
_WORD: Final = re.compile(
    rf"(?:{_ADVERB}|{_BY}){{0,8}}+(?:(?P<lead>{_LEAD})|(?P<support>{_SUPPORT})|(?P<join>{_JOIN})|(?P<plain>{_PLAIN}))|{_BY}"
)
# These also stand inside names (市法院执行局, 市委统筹办), so a text that ends as a name ends keeps them.
_ALSO_IN_NAMES: Final = re.compile(
    r"(?:统筹|参与|参加|支持|辅助|协作|落实|实施|办理|执行|推进|完成|会|会商|协同|分工|各自)\Z"
)
# One character orders (应公开, 将材料报送, 对内容负责) or begins a name: 应急局, 将军路街道, 对外合作科, 要素交易中心.
_ORDER: Final = (
    r"应(?!急|用|对|届|收|征|变|诉|城|县)|须(?!知)|要(?!素|闻|案|塞|道|点|员|件|情)|将(?!军|乐|台)|把(?!关|口)"
    r"|对(?!外|口|台|内|俄|港|接(?:中心|科|处|办|站))|按(?!揭|摩)|于(?!都|洪|田|家|潜|湖|桥|山|庄|集)|在(?!线|编|职|建|校|地)"
    r"|为(?!民|农|企|侨|老)"
)
_WORK_AHEAD: Final = re.compile(
    rf"(?:{_ORDER}|做好|抓好|落实|推进|推动|实施|开展|完成|制定|指导|督促|加强|建立|健全|完善|提供|承担|联系|收集|汇总|编制|更新|维护|"
    r"通报|报送|反馈|整理|梳理|起草|解读|依|及时|进行|具体|统一|共同|日常|负责|抓|分工|履行|确保|保证|提高|"
    r"提升|优化|强化|深化|细化|明确|研究|拟定|拟订|承办|搞好|参与|跟进|跟踪|汇编|并|其|本(?!溪|级)|该|以(?!工代赈)|不(?!动产))"
)
# Work, or the first half of an office's name: 宣传办公室, 组织部, 监督科.
_WORK_OR_NAME: Final = re.compile(
    r"组织|督导|督查|协调|审核|审查|发布|公开|管理|监督|检查|考核|宣传|培训|保障|规范|办理"
)
_OFFICE_END: Final = re.compile(r"(?:[局办室科处股委厅部院所会队组]|中心)\Z")
_OFFICE: Final = (
    r"(?:领导小组|工作组|专班|办公室|办公厅|中心(?!工作|任务)|[支大总]队|办(?![理公案事结证])|科(?![技学协研普])|处(?![理置罚分方])|股(?![份权])"
    r"|室(?![内外])|局|部(?![门署分])|组(?!织)|队|委(?!托)|院|所(?![有属需在])|站|馆|会(?![议同商]))"
)
# What may stand between a word of duty and the office that it begins: 落实办, 推进工作领导小组办公室, 优化营商环境办公室.
_NAME_GOES_ON: Final = re.compile(
    rf"(?:工作|协调|督办|督查|督导|推进|落实|服务|保障|发展|管理|规划|指导|监督|考核|检查|城乡|专项|综合|信息|技术|业务|事务|项目|营商环境|"
    rf"培训|宣传|战线|和|与)*{_OFFICE}(?:办公室|办(?![理公案事结证]))?(?:{HOLD}|[\ue001-\ue003])*"
)
_WORK_BEHIND: Final = re.compile(
    rf"(?:{_ORDER}|审核把关|审定|参照(?:执行|落实|实施)|做好|抓好|搞好|抓紧|负责(?!制)|切实|认真|进一步|及时|定期|加强|建立|健全|完善|组织|落实|推进|推动|开展|"
    r"完成|制定|指导|督促|提供|承担|收集|汇总|编制|报送|更新|维护|监督|督导|检查|协调|配备|审核|审查|审签|把关|发布|备案)"
)
_CERTAIN_WORK: Final = re.compile(
    rf"(?:审核把关|审定|把关|参照(?:执行|落实|实施)|做好|抓好|搞好|切实|认真|进一步|及时|定期|负责(?!制)|{_ORDER})"
)
_SEVERAL: Final = r"(?:单位|部门|科室|处室|股室|机构|办所|站所|站办所)"
# 承办处室, 起草单位: the duty says which offices are meant. 责任单位 by itself is a label unless a role follows it.
_DUTY_GROUP: Final = re.compile(
    rf"(?:(?:承办|主办|协办|起草|制定|制作|拟稿|经办|办理|实施|落实|执行|参与)(?P<all>{_SEVERAL})|(?:责任|牵头|配合|负责){_SEVERAL})"
    rf"(?:[、和及与](?:{_SEVERAL}|中心))*{HOLD}*(?P<rest>.*)",
    re.DOTALL,
)

_LONGEST_NAME: Final = 60
"""Characters before a word that are looked at for a body; keeps the work linear in a phrase without separators."""


@dataclass(frozen=True, slots=True)
class RoleWord:
    """A role word in a text.

    Attributes:
        start: Where it begins, adverbs (共同, 按职责分工) included.
        end: Where it ends.
        word: What it says.
    """

    start: int
    end: int
    word: Word


def role_at(text: str) -> RoleWord | None:
    """The role word that a text begins with."""
    match = _WORD.match(text)
    if not match or not match.end() or is_duty_group(text) or _is_in_name(match, text[match.end() :]):
        return None
    return _role(match)


def is_duty_group(text: str) -> bool:
    """Whether a text begins with a group called by its duty, to its end or up to a role word: 承办处室配合."""
    match = _DUTY_GROUP.match(text)
    if match is None:
        return False
    return bool(_WORD.match(match["rest"])) or (bool(match["all"]) and not match["rest"])


def find_role(text: str, known: Collection[str] = ()) -> RoleWord | None:
    """The first role word that stands right after a body; 统筹 in 做好统筹协调 is none."""
    if text in known:
        return None
    whole = is_body_like(text)
    for match in _WORD.finditer(text):
        body = text[max(0, match.start() - _LONGEST_NAME) : match.start()].removesuffix("等")
        if not is_body_like(body, known):
            continue
        rest = text[match.end() :]
        if _is_in_name(match, rest) or (match[0].startswith("承办") and is_duty_group(match[0] + rest)):
            continue
        if whole and _ALSO_IN_NAMES.search(match[0]) and not begins_new_group(rest) and not _is_joined(match, rest):
            continue
        return _role(match)
    return None


def begins_name(text: str, word: RoleWord, known: Collection[str] = ()) -> bool:
    """Whether a text's first word only begins a body's name: 统筹城乡发展科牵头, 执行局负责."""
    if word.word in {"join", "support"} or not _ALSO_IN_NAMES.fullmatch(text[: word.end]):
        return False
    role = find_role(text, known)
    return role is not None and role.start > word.end and not begins_new_group(text[word.end : role.start])


def _is_in_name(match: re.Match[str], rest: str) -> bool:
    """Whether a word of duty stands inside an office's name (市委落实办牵头), or 会 ends one (市消委会牵头)."""
    if match[0] == "会" and (not rest or _WORD.match(rest)):
        return True
    if not _ALSO_IN_NAMES.search(match[0]) or match["join"]:
        return False
    return _goes_on_as_name(rest)


def _goes_on_as_name(rest: str) -> bool:
    """Whether what stands behind a word of duty makes an office's name of it: 落实 + 办, 组织 + 部做好培训."""
    name = _NAME_GOES_ON.match(rest)
    if name is None:
        return False
    after = rest[name.end() :]
    return after in ("", "等") or bool(_WORD.match(after) or _CERTAIN_WORK.match(after))


def _is_joined(match: re.Match[str], rest: str) -> bool:
    """Whether a single 会 (or 协同) joins two bodies: 办公室会财务科."""
    return match["join"] is not None and is_body_like(rest)


def _role(match: re.Match[str]) -> RoleWord:
    for word in ("lead", "support", "join"):
        if match[word]:
            return RoleWord(match.start(), match.end(), word)
    return RoleWord(match.start(), match.end(), "plain")


def starts_work(text: str) -> bool:
    """Whether a text after a role word tells what to do rather than naming a further body."""
    if _WORK_OR_NAME.match(text):
        role = find_role(text)
        body = text[: role.start] if role else text
        return begins_new_group(body) or not _OFFICE_END.search(body[-_LONGEST_NAME:])
    work = _WORK_AHEAD.match(text)
    if work is None or is_duty_group(text):
        return False
    return not _goes_on_as_name(text[work.end() :])


def cut_work(text: str, known: Collection[str] = ()) -> tuple[str, bool]:
    """A body without the work told after it (财政局做好经费保障 → 财政局), and whether something was cut."""
    if text in known:
        return text, False
    whole = is_body_like(text)
    for match in _WORK_BEHIND.finditer(text):
        body = text[max(0, match.start() - _LONGEST_NAME) : match.start()]
        if not is_body_like(body, known) or _goes_on_as_name(text[match.end() :]):
            continue
        if not whole or _CERTAIN_WORK.match(match[0]):
            return text[: match.start()], True
    return text, False
