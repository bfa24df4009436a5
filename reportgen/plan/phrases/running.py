"""Names written without any separator (办公室人事科财务科), split where the plan or the trade proves every part."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from reportgen.plan.phrases.bodies import MAIN_OFFICES, bracketless, closes_name, is_body_like, is_group

_INNER: Final = re.compile(r"(?:办公室|办公厅|办|科|处|股|室|所|站|中心|队)\Z")
_HAS_INNER: Final = re.compile(r"(?:局|委|厅|政府|院|部|街道|镇|乡|中心|委员会|管委会|公司|集团|大学|学院)\Z")
_GROUP: Final = re.compile("各|有关|相关")
# No body has these inside it, so they begin a group of their own even behind one name: 市大数据中心市直有关单位.
_OUTER_GROUP: Final = re.compile(
    "[省市县区镇](?:直|级)(?:各|有关|相关)|各[省市县区镇乡街村]|承办(?:处室|科室|股室|单位|部门)"
)
_LONGEST: Final = 120
_LEVEL: Final = re.compile("[省市县区州旗镇乡]")
# What begins like a level and is a word: 市场, 区域, 县域; not where it is a body's name (市民政局, 市政府办公室).
_LEVEL_WORD: Final = re.compile(
    r"[省市县区州旗镇乡](?:级|直|属|内|外|域|情|际|长)|市(?:场(?!监.{1,4}局)|政(?!府|协|务|法|策|研)|民(?!政|族|宗|防|营|兵|航|间|建)|容|区|辖|县|花)"
    r"|县(?:城|区|乡|市)|区(?:划|块|县|位|间|别|分)|省(?:市|区)|镇(?:街|村|区|乡)|乡(?:镇|村|土)|州县"
)
# 科 and 股 that are no office's last character: 农科院, 社科联, 学科, 牙科.
_LEAF: Final = re.compile(r"(?<![农社林教学内外妇儿牙眼专本理文百医全建环电航])科\Z|股\Z")
_NOT_BEHIND_LEAF: Final = re.compile("[院所联局委协学技教创普研室长目员级大与和及类医考举班份权票东]")
_OFFICE_ALONE: Final = re.compile(r"(?:局|厅|委)?办公室\Z")
_KINDS: Final = (
    (re.compile(r"(?<!办事)处\Z"), re.compile(r"(?![理置罚分方长级室遇境所])[^科股]+处\Z")),
    (re.compile(r"办\Z"), re.compile(r"(?![公理事案学证结税法文会件实]).+办(?:公室)?\Z")),
    (re.compile(r".办公室\Z"), re.compile(r".{2,}办公室\Z")),
    (re.compile(r"[一-鿿]{2}[^务]街道\Z"), re.compile(r"(?!办)[一-鿿]{2,6}街道\Z")),
    (re.compile(r"(?<![场处])所\Z"), re.compile(r"(?![有属需在]).{2,}所\Z")),
)
_NO_PARENT: Final = re.compile(r"(?:[局科股厅]|[^政]府办(?:公室)?|(?<![党工])委)\Z")


@dataclass(frozen=True, slots=True)
class Run:
    """What a run of characters consists of.

    Attributes:
        parts: The names, one where nothing could be split.
        doubt: What is uncertain about it, in Chinese, for people.
        is_guessed: Whether the trade's habits alone parted the names, not the plan.
    """

    parts: tuple[str, ...]
    doubt: str | None = None
    is_guessed: bool = False


def split_run(name: str, known: Collection[str]) -> Run:
    """The names that a run of characters consists of, or the run itself.

    A body and its own office (市教育局办公室) stay one name even where both are known by themselves.
    """
    if len(name) > _LONGEST:
        return Run((name,), f"“{name[:20]}……”过长，可能是几个单位连写")
    parts = _parts(name, {part for part in known if part != name})
    parts = parts or _before_group(name, known) or _behind_leaf(name, known)
    if parts and not _nested(parts):
        return Run(parts)
    if is_group(name):
        return Run((name,))
    parts, is_certain = _at_seams(name)
    if len(parts) > 1:
        doubt = None if is_certain else f"“{name}”没有分隔，按“{'、'.join(parts)}”拆开"
        return Run(parts, doubt, is_guessed=not is_certain)
    if name not in known and len(name) >= 8 and "、" not in name and _looks_run(name):
        return Run((name,), f"“{name}”可能是几个单位连写，未能拆分")
    return Run((name,))


def _before_group(name: str, known: Collection[str]) -> tuple[str, ...]:
    """Known names, or a single body, written before a group; ``()`` where the group has them inside it."""
    group = _GROUP.search(name)
    parts = _parts(name[: group.start()], known) if group else ()
    if group and parts:
        return (*parts, name[group.start() :])
    outer = _OUTER_GROUP.search(name, 1)
    if outer and closes_name(name[: outer.start()]):
        return name[: outer.start()], name[outer.start() :]
    return ()


def _behind_leaf(name: str, known: Collection[str]) -> tuple[str, ...]:
    """人事教育科办公室: a 科 or 股 has no office inside it, so a known name behind one is another body."""
    for place in range(2, len(name)):
        if name[place - 1] in "科股" and name[place:] in known:
            return name[:place], name[place:]
    return ()


def _parts(name: str, known: Collection[str]) -> tuple[str, ...]:
    """Fewest known names that make up the whole; ``()`` where they do not."""
    best: list[tuple[str, ...] | None] = [(), *[None] * len(name)]
    for end in range(1, len(name) + 1):
        for start in range(end - 1, -1, -1):
            head = best[start]
            if head is not None and name[start:end] in known:
                present = best[end]
                if present is None or len(head) + 1 < len(present):
                    best[end] = (*head, name[start:end])
    found = best[-1]
    return found if found and len(found) > 1 else ()


def _nested(parts: tuple[str, ...]) -> bool:
    """Whether a part is the office of the body before it."""
    return any(
        _HAS_INNER.search(before) and _INNER.search(after) and not re.match("[省市县区]", after)
        for before, after in pairwise(parts)
    )


def _at_seams(name: str) -> tuple[tuple[str, ...], bool]:
    """The name parted wherever two whole bodies meet, and whether every seam is beyond doubt."""
    parts: list[str] = []
    is_certain = True
    start = 0
    for place in range(2, len(name) - 1):
        left, right = bracketless(name[start:place]), bracketless(name[place:])
        if place - start < 2 or _is_inside(name[start:place]) or name[place] in "（(" or not is_body_like(left):
            continue
        if _begins_level(left, right):
            is_certain = is_certain and right[0] in left
        elif _ends_leaf(left, right) or _are_alike(left, right) or _begins_main_office(left, right):
            is_certain = False
        else:
            continue
        parts.append(name[start:place])
        start = place
    return (*parts, name[start:]), is_certain


def _is_inside(left: str) -> bool:
    """Whether a bracket or a quotation mark is still open."""
    return any(left.count(mark) != left.count(end) for mark, end in ("（）", "()", "“”", "《》"))


def _begins_level(left: str, right: str) -> bool:
    """市公安局市应急管理局: a second 市 begins a second body."""
    if not _LEVEL.match(right) or _LEVEL_WORD.match(right) or len(left) < 3 or not closes_name(left):
        return False
    # 市委市政府信访局 serves both.
    both = left.endswith("委") and right[1:3] == "政府" and left[-2:-1] == right[0]
    return len(right) >= 3 and is_body_like(right) and not both and not re.match(".分[局行]", right)


def _ends_leaf(left: str, right: str) -> bool:
    """学前教育科基建办: a 科 or 股 has nothing inside it, and a bureau's 办公室 has no 科 or 股 either."""
    if len(right) < 3 or not is_body_like(right):
        return False
    if _OFFICE_ALONE.fullmatch(left):
        return bool(re.search(r"[科股]\Z", right)) and not _LEVEL.match(right)
    return len(left) >= 3 and bool(_LEAF.search(left)) and not _NOT_BEHIND_LEAF.match(right)


def _are_alike(left: str, right: str) -> bool:
    """政策法规处规划财务处: no 处 stands inside a 处, no 办 inside a 办."""
    return len(left) >= 3 and any(one.search(left) and other.match(right) for one, other in _KINDS)


def _begins_main_office(left: str, right: str) -> bool:
    """财政局审计局: a government's main departments stand side by side."""
    main = MAIN_OFFICES.match(right)
    return main is not None and bool(re.match("分?[局委厅]", right[main.end() :])) and bool(_NO_PARENT.search(left))


def _looks_run(name: str) -> bool:
    """Whether a name goes on after 科 or 股, which close names of offices."""
    return bool(re.search(r"[科股](?=[一-鿿]{2,10}(?:办公室|[科股处办])\Z)(?!技|学|协|创|教)", name))
