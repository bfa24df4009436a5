"""Chinese numerals up to 99, as labels, months and days use them, and years written digit by digit."""

from typing import Final

_DIGITS: Final = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "Ｏ": 0,
}

FULLWIDTH: Final = str.maketrans("０１２３４５６７８９", "0123456789")
"""Full-width digits to half-width; keeps every position, so spans hold in the text as printed."""


def read_numeral(text: str) -> int | None:
    """The value of a numeral as printed (``12``, ``１２``, ``二十一``); ``None`` where it is no number up to 999."""
    text = text.translate(FULLWIDTH)
    if text.isascii():
        return int(text) if text.isdecimal() and len(text) <= 3 else None
    if text.startswith("廿"):
        text = "二十" + text[1:]
    tens, ten, ones = text.partition("十")
    if not ten:
        return _DIGITS.get(text)
    if (tens and _DIGITS.get(tens, 0) == 0) or (ones and _DIGITS.get(ones, 0) == 0):
        return None
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)


def write_numeral(value: int) -> str:
    """``21`` → ``二十一``, for labels that are repaired by position; digits from 100 on."""
    if not 0 < value < 100:
        return str(value)
    characters = "零一二三四五六七八九"
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else "十" if tens == 1 else characters[tens] + "十"
    return head + (characters[ones] if ones else "")


def read_year(text: str) -> int | None:
    """``2020`` or ``二〇二〇`` → 2020; ``None`` where it is no year of four digits."""
    text = text.translate(FULLWIDTH)
    if len(text) != 4:
        return None
    if text.isascii():
        return int(text) if text.isdecimal() and len(text) <= 9 else None
    digits = [_DIGITS.get(character) for character in text]
    if any(digit is None for digit in digits):
        return None
    return int("".join(str(digit) for digit in digits))
