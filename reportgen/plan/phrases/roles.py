"""Role words of responsibility phrases: 牵头, 配合, 会同, 负责 and the words that tell what a body is to do."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal

from reportgen.plan.phrases.bodies import begins_new_group, is_body_like

Word = Literal["lead", "support", "join", "plain"]
"""牵头 · 配合 · 会同 · 负责 (no role by itself)."""

_BY: Final = (
    r"(?:(?:按照?|依照?|依据|根据|结合|遵照)(?:各自)?的?(?:工作|部门|单位|岗位)?(?:职责|职能|责任|任务|分工|权限|业务|要求)"
    r"(?:任务)?(?:分工|范围|权限|要求)?|各自|分工)"
)
_ADVERB: Final = (
    r"(?:具体|分别|共同|联合|统一|主要|密切|积极|全力|主动|协同(?=配合|推进|负责|落实|做好|参与|实施)|予以|给予|进行|要|应|须|需|作为|为|均|都|一并|同时|自行"
    r"|协调|做好(?=配合|协助|支持)|抓好(?=落实)|等(?:\d{0,2}个)?(?:单位|部门|科室|处室)?(?=[牵配协参会分按共负落统主具]))"
)
_LEAD: Final = r"总?牵头(?:单位|部门|科室|处室)?|抓总|总负责|负总责|统筹|主办(?!方)(?:单位|部门)?"
_SUPPORT: Final = r"(?<!相互)(?<!互相)(?:配合|协办|协助|参与|参加|协作|支持|辅助)(?:单位|部门|科室|处室)?"
_JOIN: Final = r"会同|会商|协同(?!配合|推进|负责|落实|做好)|(?<!社)(?<![管常居村党\ue010-\uf8ff]委)(?<!委员)(?<!联合)(?<!工)(?<!协)会(?![议计员务展场商同址诊晤负牵配])"
_PLAIN: Final = (
    r"(?:相互|互相)(?:配合|协作|支持)|各(?:负其责|司其职|尽其责)|齐抓共管|(?:主要)?负责(?:人|同志)|负责|承办(?!人)(?:单位|部门)?"
    r"|责任(?:单位|部门)|抓好落实|抓落实|组织实施|组织落实|贯彻落实|落实|实施|办理|执行|主抓|推进|完成"
)
_WORD: Final = re.compile(
    rf"(?:{_ADVERB}|{_BY}){{0,8}}+(?:(?P<lead>{_LEAD})|(?P<support>{_SUPPORT})|(?P<join>{_JOIN})|(?P<plain>{_PLAIN}))|{_BY}"
)
# These also stand inside names (市法院执行局, 市委统筹办), so a text that ends as a name ends keeps them.
_ALSO_IN_NAMES: Final = re.compile(
    r"(?:统筹|参与|参加|支持|辅助|协作|落实|实施|办理|执行|推进|完成|会|会商|协同|分工|各自)\Z"
)
_WORK_AHEAD: Final = re.compile(
    r"(?:做好|抓好|落实|推进|推动|实施|开展|完成|制定|指导|督促|加强|建立|健全|完善|提供|承担|联系|收集|汇总|编制|更新|维护|"
    r"通报|报送|反馈|整理|梳理|起草|解读|对|将|把|在|于|按|依|及时|进行|具体|统一|共同|日常|负责|抓|分工|履行|确保|保证|提高|"
    r"提升|优化|强化|深化|细化|明确|研究|拟定|拟订|承办|搞好|参与|跟进|跟踪|汇编|并|其|本|该|以|不|要)"
)
# Work, or the first half of an office's name: 宣传办公室, 组织部, 监督科.
_WORK_OR_NAME: Final = re.compile(
    r"组织|督导|督查|协调|审核|审查|发布|公开|管理|监督|检查|考核|宣传|培训|保障|规范|办理"
)
_OFFICE_END: Final = re.compile(r"(?:[局办室科处股委厅部院所会队组]|中心)\Z")
_WORK_BEHIND: Final = re.compile(
    r"(?:做好|抓好|搞好|抓紧|负责|切实|认真|进一步|及时|定期|加强|建立|健全|完善|要|应|须|对|将|把|按|于|在|为(?!民)|组织|落实|推进|推动|开展|"
    r"完成|制定|指导|督促|提供|承担|收集|汇总|编制|报送|更新|维护|监督|督导|检查|协调|配备)"
)
_CERTAIN_WORK: Final = re.compile(r"(?:做好|抓好|搞好|切实|认真|进一步|及时|定期|要|应|须|将|把|负责)")


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
    return _role(match) if match and match.end() else None


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
    return bool(_WORK_AHEAD.match(text))


def cut_work(text: str, known: Collection[str] = ()) -> tuple[str, bool]:
    """A body without the work told after it (财政局做好经费保障 → 财政局), and whether something was cut."""
    if text in known:
        return text, False
    whole = is_body_like(text)
    for match in _WORK_BEHIND.finditer(text):
        body = text[max(0, match.start() - _LONGEST_NAME) : match.start()]
        if is_body_like(body, known) and (not whole or _CERTAIN_WORK.match(match[0])):
            return text[: match.start()], True
    return text, False
