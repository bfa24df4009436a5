"""A responsibility phrase parted into clauses and these into elements, groups kept whole."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from reportgen.plan.phrases.blanks import settle_blanks
from reportgen.plan.phrases.bodies import (
    begins_new_group,
    closes_name,
    continues_level,
    is_bare_level,
    is_body_like,
    is_every_level,
    is_generic,
    opens_group,
    serves_level,
)
from reportgen.plan.phrases.brackets import LEAD_MARK, PLAIN_MARK, SUPPORT_MARK
from reportgen.plan.phrases.roles import find_role

_STRONG: Final = ",，;；。:：!！?？"
_WEAK: Final = "、﹑､/／|｜\\＼+＋&·•"
_AND: Final = re.compile(r"以及|(?<![涉普波触以顾])及(?!时|其)|和(?!谐|平(?!安))|与|暨|或")
# At the head of an element these only begin a place's name: 和县财政局, 及第街道.
_PLACE_AHEAD: Final = re.compile("和[平田县林龙硕静政顺布]|及第|与城")
_MARKS: Final = LEAD_MARK + SUPPORT_MARK + PLAIN_MARK


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
    text = settle_blanks(masked, known)
    clauses: list[list[Element]] = []
    for clause in re.split(f"[{_STRONG}]", text):
        elements = _elements(clause, known)
        if elements:
            clauses.append(_merge_groups(elements, known))
    return clauses


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
            if (
                not left
                and separator
                and separator in _WEAK
                and _names_body(right, known)
                and not _PLACE_AHEAD.match(part)
            ):
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
    if is_bare_level(whole) and not whole.startswith("各") and serves_level(head):
        return True
    if is_bare_level(last) and not begins_new_group(head):
        return continues_level(head) or (not last.startswith("各") and is_bare_level(whole) and is_body_like(head))
    return is_generic(head) and not begins_new_group(head) and opens_group(whole)
