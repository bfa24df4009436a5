"""Who is responsible, as narrative plans say it: in brackets at a paragraph's end, or on a line of its own."""

import re
from dataclasses import dataclass

from reportgen.plan.phrases.bodies import is_body_like
from reportgen.plan.phrases.units import split_units

_WORD = "责任单位|责任部门|责任科室|责任处室|责任股室|牵头单位|牵头部门|牵头科室|负责单位|配合单位|承办单位|主办单位|协办单位|落实单位|责任主体|责任分工|牵头处室"
_DUE_WORD = "完成时限|时限要求|完成时间|时间要求|时限|进度要求|进度安排"
_CLOSE = r"\s*[）)】〕\]]\s*[。．.；;]?\s*"
_IN_BRACKETS = re.compile(
    rf"\s*[（(【〔\[]\s*(?P<inner>(?:{_WORD}|{_DUE_WORD})\s*(?:及分工)?\s*[:：].*?){_CLOSE}$", re.DOTALL
)
_OWN_LINE = re.compile(rf"\s*(?P<inner>(?:{_WORD}|{_DUE_WORD})\s*[:：].*?)\s*[。；;]?\s*$", re.DOTALL)
_AT_END = re.compile(rf"(?<=[。；;！])\s*(?P<inner>(?:{_WORD})\s*[:：][^。]*)[。]?\s*$")
_INNER = r"[^（()）【】〔〕]*(?:[（(〔][^（()）〔〕]*[）)〕][^（()）【】〔〕]*)*"
_BARE = re.compile(rf"\s*[（(【〔]\s*(?P<inner>{_INNER})[）)】〕]\s*[。．.；;]?\s*$")
_MIDDLE = re.compile(rf"(?<=[。；;])\s*[（(【]\s*(?P<inner>{_INNER})[）)】]\s*(?=\S)")
_BRACKETED = re.compile(r"〔[^〕]*〕")
_PART = re.compile(rf"(?:^|[；;，,。\s、])\s*(?P<word>{_WORD}|{_DUE_WORD})\s*[:：]\s*")


@dataclass(frozen=True, slots=True)
class Tail:
    """What a tail says: (header, phrase) of bodies, and the words of a deadline."""

    printed: tuple[tuple[str, str], ...]
    due: str


def split_tail(text: str) -> tuple[str, Tail | None]:
    """A paragraph without its tail, and the tail."""
    for pattern in (_IN_BRACKETS, _AT_END):
        match = pattern.search(text)
        if match:
            return text[: match.start()].rstrip(), read_tail(match["inner"])
    match = _BARE.search(text)
    if match and _names_bodies(match["inner"]):
        return text[: match.start()].rstrip(), Tail((("", match["inner"].strip()),), "")
    return text, None


def split_at_tails(text: str) -> list[tuple[str, Tail | None]]:
    """A paragraph parted behind every tail that stands between its sentences: each part has its own bodies."""
    parts: list[tuple[str, Tail | None]] = []
    start = 0
    for match in _MIDDLE.finditer(text):
        words, tail = split_tail(text[start : match.end()].rstrip())
        if tail is not None and tail.printed and words.strip():
            parts.append((words, tail))
            start = match.end()
    return [*parts, split_tail(text[start:])]


def own_line(text: str) -> Tail | None:
    """The tail that a paragraph consists of, ``None`` where it says something else."""
    match = _OWN_LINE.fullmatch(text)
    if match:
        return read_tail(match["inner"])
    match = _IN_BRACKETS.fullmatch(text)
    if match:
        return read_tail(match["inner"])
    match = _BARE.fullmatch(text)
    if match and _names_bodies(match["inner"]):
        return Tail((("", match["inner"].strip()),), "")
    return None


def read_tail(inner: str) -> Tail:
    """``责任单位：A；完成时限：B`` taken apart; 牵头单位 and 配合单位 beside each other keep their headers."""
    marks = list(_PART.finditer(inner))
    printed: list[tuple[str, str]] = []
    due = ""
    for number, mark in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(inner)
        phrase = inner[mark.end() : end].strip(" ；;，,。\n")
        if re.fullmatch(_DUE_WORD, mark["word"]):
            due = phrase
        elif phrase:
            printed.append((mark["word"], phrase))
    if len(printed) == 1 and not printed[0][0].startswith(("牵头", "主办", "配合", "协办")):
        printed = [("", printed[0][1])]
    return Tail(tuple(printed), due)


def _names_bodies(inner: str) -> bool:
    """Whether a bare bracket names bodies: 办公室牵头，各科室配合; not 以下简称《条例》."""
    if len(inner) > 120 or re.search("[《》“”。]|以下|简称|如|即|含|包括|试行|\\d{2}", inner):
        return False
    units = split_units(inner)
    if not units:
        return False
    has_role = re.search("牵头|配合|负责|协助|落实|会同|主办|协办", inner)
    looks = [is_body_like(_BRACKETED.sub("", unit.name)) or unit.kind == "group" for unit in units]
    return all(looks) and (bool(has_role) or (len(inner) >= 3 and all(len(unit.name) >= 3 for unit in units)))
