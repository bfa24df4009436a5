"""Personal data and secrecy marks in running text, found by their shape, and masked."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Kind = Literal["person-id", "person-card", "person-phone", "person-email"]

_PROVINCES: Final = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"

_MAYBE: Final = re.compile(r"(?:[\d①-⑨⓪][\s.．·－–—―‐‑−-]{0,3}){11}|[@＠﹫]")
"""What every hit holds; a text without it is not looked at twice."""

_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u0300-\u036f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\ud800-\udfff\ue000-\uf8ff\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
"""Characters that take no room of their own: a number with one of them inside reads as the number without."""

_DASH: Final = re.compile(r"(?<=[\d\s])[–—―‐‑−](?=[\d\s])")

_LINK: Final = re.compile(r"(?:https?://|www\.)[^\s\u4e00-\u9fff，。；、（）]+", re.IGNORECASE)
_NOT_AN_AMOUNT: Final = r"(?![ ]?(?:\.\d|[元万亿个件次条人吨立米克%％]))"
_EMAIL: Final = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_ID_18: Final = re.compile(r"(?<![\dA-Za-z])\d(?:[\s-]?\d){16}[\s-]?[\dXx](?![\dA-Za-z])")
_ID_15: Final = re.compile(rf"(?<![\dA-Za-z.])\d{{15}}(?![\dA-Za-z]){_NOT_AN_AMOUNT}")
_CARD: Final = re.compile(r"(?<![\dA-Za-z])[3-6]\d{3}(?:[ -]?\d{4}){2}[ -]?\d{4}(?:[ -]?\d{1,3})?(?![\dA-Za-z])")
_PHONE: Final = re.compile(
    r"(?<![\dA-Za-z.-])(?:(?:\+|00)?86[ -]?)?"
    r"1[3-9](?:\d{9}|\d[ -]\d{4}[ -]?\d{4}|\d\d{4}[ -]\d{4}|\d{2}[ -]\d{3}[ -]\d{4}|\d[ -]\d{3}[ -]\d{5}"
    r"|\d(?:[\s.-]{1,3}\d{4}){2}|\d\s\d{8}"
    r"|(?=\d+\n\d+(?!\d|\s*[年月日季]|\s*\n))(?:\n?\d){9})(?![\dA-Za-z])"
    rf"{_NOT_AN_AMOUNT}"
)


@dataclass(frozen=True, slots=True)
class Personal:
    """One piece of personal data.

    Attributes:
        kind: The code of its finding.
        start: Where it begins.
        end: Behind its last character.
        masked: Its first three and last two characters, the others starred.
    """

    kind: Kind
    start: int
    end: int
    masked: str


def find_personal(text: str) -> tuple[Personal, ...]:
    """Identity numbers, bank cards, mobile numbers and e-mail addresses, each stretch of text once.

    Links are passed over: their digits name pages. Characters that nobody sees hide nothing.
    """
    seen, places = _seen(text)
    if not _MAYBE.search(seen):
        return ()
    plain = _LINK.sub(_blacked, _DASH.sub("-", _same_length_nfkc(seen)))
    found: list[Personal] = []
    for kind, pattern, holds in _KINDS:
        hits = [match for match in pattern.finditer(plain) if holds(re.sub(r"[\s-]", "", match[0]))]
        for match in hits:
            start, end = places[match.start()], places[match.end() - 1] + 1
            found.append(Personal(kind, start, end, mask(text[start:end])))
        # What is an identity number is no card as well.
        plain = _black_out(plain, hits)
    return tuple(sorted(found, key=lambda hit: hit.start))


def _seen(text: str) -> tuple[str, Sequence[int]]:
    """The characters that take room, and the place of each in the text."""
    if not _UNSEEN.search(text):
        return text, range(len(text))
    places = [place for place, character in enumerate(text) if not _UNSEEN.match(character)]
    return "".join(text[place] for place in places), places


def _blacked(match: re.Match[str]) -> str:
    return "□" * len(match[0])


def _black_out(text: str, hits: Sequence[re.Match[str]]) -> str:
    parts, at = [], 0
    for match in hits:
        parts += [text[at : match.start()], _blacked(match)]
        at = match.end()
    return "".join((*parts, text[at:]))


def mask(text: str) -> str:
    """The first three and the last two characters; of a text under eight only the first and the last."""
    ahead, behind = (3, 2) if len(text) >= 8 else (1, 1)
    return f"{text[:ahead]}{'*' * (len(text) - ahead - behind)}{text[-behind:]}" if len(text) > 2 else "*" * len(text)


def without_personal(text: str) -> str:
    """The text with every piece of personal data masked, so that a message does not carry it on."""
    # Two addresses that share a character are found one after the other.
    while hits := find_personal(text):
        for hit in reversed(hits):
            text = text[: hit.start] + hit.masked + text[hit.end :]
    return text


def is_identity_number(digits: str) -> bool:
    """Whether 18 (or the old 15) characters are a 公民身份号码: a province, a day of birth, the right check character.

    Source:
        GB 11643-1999.
    """
    if not _PROVINCES.match(digits):
        return False
    born = digits[6:14] if len(digits) == 18 else f"19{digits[6:12]}"
    try:
        day = date(int(born[:4]), int(born[4:6]), int(born[6:]))
    except ValueError:
        return False
    if not 1900 <= day.year <= 2099:
        return False
    if len(digits) == 15:
        return True
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits[:17], strict=True))
    return _CHECKS[total % 11] == digits[17].upper()


def is_card_number(digits: str) -> bool:
    """Whether 16 to 19 digits pass for a bank card: Luhn's sum, and the issuer's first digits (62 beyond 16 digits)."""
    if len(set(digits)) < 4 or (len(digits) > 16 and not digits.startswith("6")):
        return False
    doubled = [int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _any(_: str) -> bool:
    return True


_KINDS: Final[tuple[tuple[Kind, re.Pattern[str], Callable[[str], bool]], ...]] = (
    ("person-id", _ID_18, is_identity_number),
    ("person-card", _CARD, is_card_number),
    ("person-id", _ID_15, is_identity_number),
    ("person-email", _EMAIL, _any),
    ("person-phone", _PHONE, _any),
)


def _same_length_nfkc(text: str) -> str:
    """Full-width characters as half-width ones and any script's digits as ours, position by position."""
    if text.isascii():
        return text
    plain = (unicodedata.normalize("NFKC", character) for character in text)
    same = (new if len(new) == 1 else old for new, old in zip(plain, text, strict=True))
    return "".join(str(unicodedata.decimal(each)) if each.isdecimal() else each for each in same)


_SECRET: Final = re.compile(
    r"(?:绝密|机密|秘密)\s*[★☆*＊]|(?:绝密|机密|秘密)级(?!别)|密级\s*[:：]?\s*(?:绝密|机密|秘密)"
    r"|[（(【\[](?:绝密|机密|秘密)[）)】\]]|^\s*(?:绝密|机密|秘密)\s*$"
)
_INTERNAL: Final = re.compile(
    r"内部(?:资料|文件|材料|刊物|使用)[，,、；;\s]*(?:注意保存|妥善保管|不得外传|请勿外传|严禁外传|严禁转载|不得公开)"
    r"|[（(【\[](?:内部(?:资料|文件|材料|使用|刊物)|不予公开|不公开|依申请公开)[）)】\]]|注意保存|仅供内部|(?:不得|请勿|严禁)外传"
    r"|(?:此|本|该)(?:件|文)不(?:予)?公开|公开(?:属性|方式|类别|形式)\s*[:：]?\s*不予?公开|^\s*(?:内部资料|不予公开)\s*$"
)


def find_marks(text: str) -> Iterator[tuple[Literal["secrecy-mark", "internal-mark"], str]]:
    """Marks of secrecy and of internal papers; the words in running text (不予公开3件, 保守国家秘密) are none."""
    text = _UNSEEN.sub("", text)
    if match := _SECRET.search(text):
        yield "secrecy-mark", match[0].strip()
    if match := _INTERNAL.search(text):
        yield "internal-mark", match[0].strip()
