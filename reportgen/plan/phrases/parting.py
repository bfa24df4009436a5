"""A responsibility phrase parted into clauses and these into elements, groups kept whole."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from reportgen.plan.phrases.bodies import (
    HOLD,
    begins_new_group,
    closes_name,
    continues_level,
    is_bare_level,
    is_body_like,
    is_every_level,
    is_generic,
    is_group,
    opens_group,
)
from reportgen.plan.phrases.brackets import LEAD_MARK, PLAIN_MARK, SUPPORT_MARK
from reportgen.plan.phrases.roles import find_role, role_at

_STRONG: Final = ",，;；。:：!！?？"
_WEAK: Final = "、﹑､/／|｜\\＼+＋&·•"
_SEPARATORS: Final = re.compile(rf"[{re.escape(_STRONG + _WEAK)}]")
_AND: Final = re.compile(r"以及|(?<![涉普波触以顾])及(?!时|其)|和(?!平|谐|田|县|林|龙|硕|静|政|顺|布)|与|暨|或")
_MARKS: Final = LEAD_MARK + SUPPORT_MARK + PLAIN_MARK
_PARENT: Final = re.compile(r"[省市县区州镇乡旗]?(?:委|党委|党工委|纪委|政府|人大|政协)\Z")
_INNER: Final = re.compile(
    r"(?:办公室|办公厅|办|宣传部|组织部|统战部|政法委|网信办|编办|党校|机要|巡察|督查|老干部|社会工作部|政研室|研究室)"
)
_PLACE: Final = re.compile(rf"[区县市镇乡村州旗街]{HOLD}?\Z")
_CONTINUES: Final = re.compile(r"员会|员|和|及|与|人民政府|政府|街道办|街道|办事处|管委会|管理|、")


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a clause: a body or group with whatever words follow it.

    Attributes:
        text: As printed, brackets masked.
        separator: What stood before it in the clause, ``""`` at its beginning.
    """

    text: str
    separator: str


def part_clauses(masked: str, known: Collection[str] = ()) -> list[list[Element]]:
    """Clauses (parted by commas, semicolons, full stops) of elements (parted by 、, 和, blanks); groups merged."""
    text = _settle_blanks(masked)
    clauses: list[list[Element]] = []
    for clause in re.split(f"[{_STRONG}]", text):
        elements = _elements(clause, known)
        if elements:
            clauses.append(_merge_groups(elements, known))
    return clauses


def _settle_blanks(text: str) -> str:
    """Blanks and line breaks become 、 where they part bodies, and go where they only break a name."""
    pieces = text.split()
    if len(pieces) > 2 and all(len(piece) == 1 for piece in pieces):
        return "".join(pieces)
    settled = pieces[0] if pieces else ""
    for piece in pieces[1:]:
        settled += ("、" if _blank_parts(settled, piece) else "") + piece
    return settled


def _blank_parts(before: str, after: str) -> bool:
    left = _SEPARATORS.split(before[-80:])[-1]
    right = _SEPARATORS.split(after[:80])[0]
    if not left or not right or len(left) == 1 or len(right) == 1 or _CONTINUES.match(right):
        return False
    if right[0] in _MARKS or role_at(right):
        return False
    word = left[-1] in _MARKS or _ends_with_role(left)
    if word:
        return True
    if _PARENT.search(left) and _INNER.match(right):
        return False
    if _PLACE.search(left) and not is_group(left):
        return False
    return is_body_like(left)


def _ends_with_role(text: str) -> bool:
    role = find_role(text)
    return role is not None and role.end == len(text)


def _elements(clause: str, known: Collection[str]) -> list[Element]:
    """The elements of one clause; 和 parts only where a name is closed before it."""
    elements: list[Element] = []
    separator = ""
    for part in re.split(rf"([{re.escape(_WEAK)}])", clause):
        if len(part) == 1 and part in _WEAK:
            separator = part
            continue
        start = 0
        for match in _AND.finditer(part):
            left, right = part[start : match.start()], part[match.end() :]
            if not left and separator and _names_body(right, known):
                start = match.end()
            if left and right and part not in known and closes_name(left) and _names_body(right, known):
                elements.append(Element(left, separator))
                separator, start = match[0], match.end()
        if part[start:]:
            elements.append(Element(part[start:], separator))
            separator = ""
    return elements


def _names_body(text: str, known: Collection[str]) -> bool:
    """Whether a text that follows 和 begins with a body of its own."""
    text = text[:60]
    return is_body_like(text, known) or find_role(text, known) is not None or text.rstrip("等") != text


def _head(text: str, known: Collection[str]) -> str:
    """An element without its role word and 等."""
    role = find_role(text, known)
    head = text[: role.start] if role else text
    return head.rstrip(_MARKS).removesuffix("等")


def _merge_groups(elements: list[Element], known: Collection[str]) -> list[Element]:
    """Elements with 有关处室、单位 and 市、县(区)主管部门 put together again."""
    merged = [elements[0]]
    last = elements[0].text
    for element in elements[1:]:
        head = _head(element.text, known)
        whole = merged[-1].text
        open_end = find_role(whole, known) is None and whole[-1] not in _MARKS
        if open_end and head not in known and _belongs(whole, last, head):
            merged[-1] = Element(whole + (element.separator or "、") + element.text, merged[-1].separator)
        else:
            merged.append(element)
        last = head
    return merged


def _belongs(whole: str, last: str, head: str) -> bool:
    if is_every_level(last):
        return is_body_like(head)
    if is_bare_level(last) and not begins_new_group(head):
        return continues_level(head) or (not last.startswith("各") and is_bare_level(whole) and is_body_like(head))
    return is_generic(head) and not begins_new_group(head) and opens_group(whole)
