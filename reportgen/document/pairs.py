"""Quotes, title marks and brackets that should stand in pairs: turned the right way round, nested right, or dropped.

Where a half stands alone nobody can know where the other belongs, so it is dropped rather than guessed.
"""

import re
from dataclasses import dataclass

_NEAR = 20
"""Characters between two quotes that were typed the wrong way round and yet are plainly one pair."""
_EXCERPT = 6
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U000323af]")
_DOUBLE, _SINGLE = '“”"', "‘’'"
_LABEL = re.compile(r"(?:^|[\s，。；：])(?:\d{1,2}|[一二三四五六七八九十]|[a-zA-Z])$")


@dataclass(frozen=True, slots=True)
class PairsMended:
    """The text, and for each change what was done, the place as typed and as printed."""

    text: str
    repairs: tuple[tuple[str, str, str], ...]


def mend_pairs(text: str) -> PairsMended:
    """The text with every quote, title mark and bracket in a pair; what stands alone is dropped."""
    characters = list(text)
    changes: dict[int, tuple[str, str]] = {}
    _straight_singles(text, changes)
    _quotes(text, changes)
    for at in _pairs(text, "《", "》")[1]:
        changes[at] = ("", "只有一半的书名号删去")
    _brackets(text, changes)
    for at, (new, _) in changes.items():
        characters[at] = new
    repairs = tuple(
        (what, text[max(0, at - _EXCERPT) : at + 1 + _EXCERPT], _shown(characters, at))
        for at, (_, what) in sorted(changes.items())
    )
    return PairsMended("".join(characters), repairs)


def _shown(characters: list[str], at: int) -> str:
    return "".join(characters[max(0, at - _EXCERPT) : at + 1 + _EXCERPT])


def _straight_singles(text: str, changes: dict[int, tuple[str, str]]) -> None:
    """'双公示' → “双公示”, inside double quotes ‘双公示’; an apostrophe in Latin text stays."""
    for match in re.finditer(r"(?<![A-Za-z0-9])'([^'\n]{1,20})'(?![A-Za-z0-9])", text):
        if _HAN.search(match[1]):
            before = text[: match.start()]
            is_inside = before.count("“") > before.count("”")
            opening, closing = "‘’" if is_inside else "“”"
            changes[match.start()] = (opening, "直引号改为弯引号")
            changes[match.end() - 1] = (closing, "直引号改为弯引号")


def _quotes(text: str, changes: dict[int, tuple[str, str]]) -> None:
    places = [at for at, mark in enumerate(text) if mark in _DOUBLE and _is_quote(text, at)]
    stack: list[int] = []
    loose: list[int] = []
    for at in places:
        mark = text[at]
        if mark == "“" or (mark == '"' and not stack):
            stack.append(at)
        elif stack:
            _pair(text, changes, stack.pop(), at, depth=len(stack))
        else:
            loose.append(at)
    alone = sorted([*loose, *stack])
    while alone:
        at = alone.pop(0)
        between = text[at + 1 : alone[0]] if alone else None
        if between and len(between) <= _NEAR and not re.search("[，。；！？,;\n]", between):
            _turn(text, changes, at, alone.pop(0))
        else:
            changes[at] = ("", "只有一半的引号删去")


def _is_quote(text: str, at: int) -> bool:
    """Not the sign of inches, and no straight quote of markup or formulas: Chinese stands beside it."""
    if text[at] != '"':
        return True
    beside = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return (
        bool(_HAN.search(beside) or re.search("[，。；：、（）《》]", beside))
        and not text[max(0, at - 1) : at].isdigit()
    )


def _pair(text: str, changes: dict[int, tuple[str, str]], first: int, last: int, *, depth: int) -> None:
    opening, closing = ("“", "”") if depth % 2 == 0 else ("‘", "’")
    for at, mark in ((first, opening), (last, closing)):
        if text[at] != mark:
            changes[at] = (mark, "直引号改为弯引号" if text[at] == '"' else "引号内的引号改为单引号")


def _turn(text: str, changes: dict[int, tuple[str, str]], first: int, last: int) -> None:
    for at, mark in ((first, "“"), (last, "”")):
        if text[at] != mark:
            changes[at] = (mark, "引号方向改正")


def _brackets(text: str, changes: dict[int, tuple[str, str]]) -> None:
    """（含转发) → （含转发）; half a bracket goes, but for a label: 1）建立台账."""
    pairs, alone = _pairs(text, "（(", "）)")
    for first, last in pairs:
        if (text[first] == "（") != (text[last] == "）"):
            for at, mark in ((first, "（"), (last, "）")):
                if text[at] != mark:
                    changes[at] = (mark, "半角括号改为全角")
    for at in alone:
        is_label = text[at] in "）)" and _LABEL.search(text[:at])
        is_ours = text[at] in "（）" or _HAN.search(text[max(0, at - 1) : at] + text[at + 1 : at + 2])
        if is_ours and not is_label:
            changes[at] = ("", "只有一半的括号删去")


def _pairs(text: str, opening: str, closing: str) -> tuple[list[tuple[int, int]], list[int]]:
    """Places of the pairs, and of what stands alone."""
    stack: list[int] = []
    pairs: list[tuple[int, int]] = []
    alone: list[int] = []
    for at, mark in enumerate(text):
        if mark in opening:
            stack.append(at)
        elif mark in closing:
            if stack:
                pairs.append((stack.pop(), at))
            else:
                alone.append(at)
    return pairs, sorted([*alone, *stack])
