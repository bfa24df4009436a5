"""Blanks and line breaks of a responsibility phrase: they part bodies, or only break or space out one name."""

import re
from collections.abc import Collection
from typing import Final

from reportgen.plan.phrases.bodies import HOLD, MAIN_OFFICES, begins_new_group, closes_name, is_body_like, is_group
from reportgen.plan.phrases.brackets import LEAD_MARK, PLAIN_MARK, SUPPORT_MARK
from reportgen.plan.phrases.roles import find_role, role_at

_MARKS: Final = LEAD_MARK + SUPPORT_MARK + PLAIN_MARK
_SEPARATORS: Final = re.compile(r"[,，;；。:：!！?？、﹑､/／|｜\\＼+＋&·•]")
_PARENT: Final = re.compile(r"(?:(?:\A|[省市县区州盟旗镇乡团])委|党委|工委|纪委|党组|政府|人大|政协)\Z")
_INNER: Final = re.compile(
    r"办公室|办公厅|办|宣传部|组织部|统战部|政法委|网信办|编办|党校|机要|巡察|督查|老干部|社会工作部|政研室|研究室|监委|常委会"
)
_PLACE: Final = re.compile(rf"[区县市镇乡村州旗街]{HOLD}?\Z")
_WHOLE_PLACE: Final = re.compile(r"[一-鿿]{1,6}(?P<level>[区县镇乡村街])")
# 管理科 can be an office by itself; 管理局 behind a break is the second half of one (城市 / 管理局).
_CONTINUES: Final = re.compile(
    r"员会|员|和(?![平田县林龙])|及(?!第)|与|人民政府|政府|街道办|街道|办事处|管委会|管理(?!(?:科|股|处)(?:[、，,；;]|\Z))|、"
)
# No plan of a city charges the central body, so what follows is its local one: 国家税务总局 / 墨河市税务局.
_CENTRAL: Final = re.compile(
    r"(?:\A|[、，,；;])(?:国家[一-鿿]{2,8}局|中国[一-鿿]{2,8}(?:银行|公司|集团)|国网[一-鿿]{1,4})\Z"
)
# Authorities with branches of their own: 市生态环境局 / 墨河分局; 墨河银保监分局 is nobody's branch here.
_BRANCH: Final = re.compile(r"[一-鿿]{2,4}(?<![监管])分(?P<kind>局|行|公司|院|中心)\Z")
_HAS_BRANCHES: Final = re.compile(
    "(?:生态环境|公安|自然资源(?:和规划)?|规划|税务|监督管理|市场监管|城市管理|国土资源|环境保护)局\\Z|行\\Z|公司\\Z|院\\Z|中心\\Z"
)
_BLANKS: Final = " \t\u3000\u00a0\u2002\u2003"
# One character alone between blanks, with the blank behind it and another such character: 办 公 室.
_SPACED: Final = re.compile(
    rf"(?:(?<=^)|(?<=[{_BLANKS}、，,；;。]))(?P<letter>[一-鿿])(?P<gap>[{_BLANKS}]+)(?=[一-鿿](?:[{_BLANKS}、，,；;。]|$))"
)
_LOOK: Final = 80
"""Characters on either side of a blank that decide about it."""


def settle_blanks(text: str, known: Collection[str] = ()) -> str:
    """Blanks and line breaks become 、 where they part bodies, and go where they only break a name."""
    lines = text.splitlines()
    if len(lines) > 2 and all(len(line.strip()) <= 1 for line in lines):
        return "".join(text.split())  # written downwards
    pieces = "\n".join(map(_close_up, lines)).split()
    settled = pieces[0] if pieces else ""
    for piece in pieces[1:]:
        settled += ("、" if _blank_parts(settled, piece, known) else "") + piece
    return settled


def _close_up(line: str) -> str:
    """Letter-spaced names closed up (办 公 室); of several gaps the wider ones part names (办 公 室　　人 事 科)."""
    gaps = [_width(match["gap"]) for match in _SPACED.finditer(line)]
    narrow = min(gaps, default=0)

    def close(match: re.Match[str]) -> str:
        return match["letter"] + ("、" if _width(match["gap"]) > narrow else "")

    return _SPACED.sub(close, line)


def _width(gap: str) -> int:
    return sum(1 + (blank in "\u3000\u2003") for blank in gap)


def _blank_parts(before: str, after: str, known: Collection[str]) -> bool:
    left = _SEPARATORS.split(before[-_LOOK:])[-1]
    right = _SEPARATORS.split(after[:_LOOK])[0]
    if not left or not right or len(left) == 1 or len(right) == 1:
        return False
    if right[0] in _MARKS or role_at(right):
        return False
    if left[-1] in _MARKS or _ends_with_role(left):
        return True
    # 街道各部门 and 政府各部门 behind an office are groups of their own.
    if _CONTINUES.match(right) and not (begins_new_group(right) and closes_name(left)):
        return False
    if _is_one(left, right, known):
        return False
    if _PLACE.search(left) and not is_group(left):
        return _are_places(left, right)
    return is_body_like(left)


def _is_one(left: str, right: str, known: Collection[str]) -> bool:
    """Whether two pieces are a body and its own office or branch, written with a blank between."""
    role = find_role(right, known)
    own = right[: role.start] if role else right
    if left + own.rstrip(_MARKS).removesuffix("等") in known:
        return True
    if _PARENT.search(left) and _INNER.match(right):
        return True
    if _CENTRAL.search(left) and not re.match("[省市县区州]|各|有关", right):
        return True
    branch = _BRANCH.search(own)
    if not branch or not left.endswith(branch["kind"]) or not _HAS_BRANCHES.search(left):
        return False
    return not MAIN_OFFICES.match(own)


def _are_places(left: str, right: str) -> bool:
    """青禾镇 澄岚镇 are two; 墨河市 青禾区教育局 is one."""
    one, other = _WHOLE_PLACE.fullmatch(left), _WHOLE_PLACE.fullmatch(right)
    return bool(one and other and one["level"] == other["level"])


def _ends_with_role(text: str) -> bool:
    role = find_role(text)
    return role is not None and role.end == len(text)
