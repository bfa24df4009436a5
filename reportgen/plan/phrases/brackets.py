"""Brackets in a responsibility phrase: part of a name, a role, or an explanation that goes."""

import re
from dataclasses import dataclass, field
from typing import Final

from reportgen.plan.phrases.bodies import is_body_like

LEAD_MARK: Final = "\ue001"
SUPPORT_MARK: Final = "\ue002"
PLAIN_MARK: Final = "\ue003"
"""Stand for （牵头）, （配合） and （负责） behind a body."""

_FIRST_HOLD: Final = 0xE010
_LAST_HOLD: Final = 0xF8FF
# 区“双随机、一公开”监管联席会议: what is listed in quotation marks names one thing.
_QUOTED_LIST: Final = re.compile(r"“[^“”；;。\s]{0,24}[、，,+＋/／·|][^“”；;。\s]{0,24}”(?=[一-鿿])")
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")
_OPEN: Final = "（([【〔［"
_CLOSE: Final = "）)]】〕］"
_LEAD: Final = re.compile(
    r"(?:为|总)?(?:牵头|主办|统筹|主责|抓总|总负责)(?:负责|协调|抓总)?(?:单位|部门|科室|处室|股室)?"
)
_SUPPORT: Final = re.compile(
    r"(?:为)?(?:配合|协办|协助|参与|参加|支持|协同)(?:落实|实施)?(?:单位|部门|科室|处室|股室)?"
)
_PLAIN: Final = re.compile(r"(?:具体|分别)?(?:负责|承办|落实|责任)(?:单位|部门|科室|处室|股室)?")
_EXPLAINS: Final = re.compile(
    r"\A(?:含|包括|包含|不含|不包括|除|下同|以下|详见|见附|附|即|根据|按|联系|电话|兼|排名|排在|列|第一|首位|以上|其中|例如|如[:：]?|注"
    r"|分管|负责人|责任人|挂)|、.*等\Z|下同|简称|[，。：:；;]|\d{7,}|\d{3,4}[-—]\d{5,}"
)


@dataclass(slots=True)
class Masked:
    """A phrase whose brackets are taken out of the way.

    Attributes:
        text: The phrase with one character for each bracket that belongs to a name, one mark for each role bracket,
            and nothing for explanations.
        held: Character → the bracket as printed.
        dropped: Explanations that were left out, as printed.
    """

    text: str
    held: dict[int, str] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)

    def restore(self, name: str) -> str:
        """A name with its own brackets put back."""
        return name.translate(self.held)


def mask_brackets(phrase: str) -> Masked:
    """Take the brackets of a phrase out of the way; a bracket round the whole phrase is opened, a lone one dropped."""
    phrase = _PRIVATE.sub("", phrase).strip()
    spans = _spans(phrase)
    while spans and spans[0] == (0, len(phrase)):
        phrase = phrase[1:-1].strip()
        spans = _spans(phrase)
    masked = Masked("")
    parts: list[str] = []
    position = 0
    for start, end in spans:
        parts.append(_without_lone(phrase[position:start]))
        parts.append(_stand_in(phrase[start:end], "".join(parts), masked))
        position = end
    parts.append(_without_lone(phrase[position:]))
    masked.text = _QUOTED_LIST.sub(lambda quoted: _hold(quoted[0], masked) or quoted[0], "".join(parts))
    return masked


def _spans(text: str) -> list[tuple[int, int]]:
    """Outermost balanced brackets, full and half width mixed as offices mix them."""
    spans: list[tuple[int, int]] = []
    stack: list[int] = []
    for position, character in enumerate(text):
        if character in _OPEN:
            stack.append(position)
        elif character in _CLOSE and stack:
            start = stack.pop()
            # An inner pair is swallowed when its outer one closes.
            while spans and spans[-1][0] > start:
                spans.pop()
            spans.append((start, position + 1))
    return spans


def _without_lone(text: str) -> str:
    return text.translate(dict.fromkeys(map(ord, _OPEN + _CLOSE)))


def _stand_in(bracket: str, before: str, masked: Masked) -> str:
    content = bracket[1:-1].strip()
    for pattern, mark in ((_LEAD, LEAD_MARK), (_SUPPORT, SUPPORT_MARK), (_PLAIN, PLAIN_MARK)):
        if pattern.fullmatch(content):
            return mark
    held = ""
    if content and before.strip() and not _EXPLAINS.search(content) and not _lists_bodies(content):
        held = _hold(bracket, masked)
    if content and not held:
        masked.dropped.append(bracket)
    return held


def _hold(words: str, masked: Masked) -> str:
    """The character that stands for the words from now on; ``""`` where there are no more."""
    code = _FIRST_HOLD + len(masked.held)
    if code > _LAST_HOLD:
        return ""
    masked.held[code] = "".join(words.split())
    return chr(code)


def loses_bodies(bracket: str) -> bool:
    """Whether a bracket that was left out spells out bodies without a word that explains them away (含…, 下同)."""
    return _lists_bodies(bracket[1:-1]) and not _EXPLAINS.search(bracket[1:-1])


def _lists_bodies(content: str) -> bool:
    """Whether a bracket spells out whole bodies (有关部门（财政局、教育局）), not levels (各县（市、区）)."""
    items = [item for item in re.split("[、，,]", content.removesuffix("等")) if item]
    return len(items) > 1 and all(len(item) > 2 and is_body_like(item) for item in items)
