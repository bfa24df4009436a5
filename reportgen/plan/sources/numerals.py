"""Numbers in the forms that automatic lists print: 一, 壹, 甲, ①, a, iv."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def count_word(number: int, *, digits: str = "零" + _DIGITS[1:], tens: str = "十百千") -> str:
    """A number below 10 000 as counted aloud: 十二, 一百零五. Larger ones in arabic figures."""
    if not 0 < number < 10_000:
        return str(number) if number else digits[0]
    words = ""
    for place in (3, 2, 1, 0):
        figure = number // 10**place % 10
        if figure:
            if words and number // 10 ** (place + 1) % 10 == 0:
                words += digits[0]
            words += digits[figure] + (tens[place - 1] if place else "")
    return words[1:] if words.startswith(digits[1] + tens[0]) and digits[1] == "一" else words


def digit_word(number: int) -> str:
    """Digit by digit: 一〇, 二五."""
    return "".join(_DIGITS[int(figure)] for figure in str(number))


def circled(number: int) -> str:
    """① to ㊿; larger ones in arabic figures."""
    for first, last, begin in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(begin + number - first)
    return str(number)


def letters(number: int) -> str:
    """A to z, then aa, bb as Word counts on."""
    if not 0 < number <= 26 * 10:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def roman(number: int) -> str:
    """i, ii, iii, iv; above 3999 in arabic figures."""
    if not 0 < number < 4000:
        return str(number)
    words = ""
    for value, word in _ROMAN:
        words += word * (number // value)
        number %= value
    return words


def full_width(number: int) -> str:
    """１２."""
    return str(number).translate({ord("0") + figure: chr(0xFF10 + figure) for figure in range(10)})


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)] if number > 0 else str(number)


def _block(begin: int, last: int) -> Callable[[int], str]:
    return lambda number: chr(begin + number - 1) if 0 < number <= last else str(number)


FORMATS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "decimal": str,
        "decimalHalfWidth": str,
        "decimalZero": lambda number: f"{number:02d}",
        "decimalFullWidth": full_width,
        "decimalFullWidth2": full_width,
        "decimalEnclosedCircle": circled,
        "decimalEnclosedCircleChinese": circled,
        "decimalEnclosedFullstop": _block(0x2488, 20),
        "decimalEnclosedParen": _block(0x2474, 20),
        "chineseCounting": count_word,
        "chineseCountingThousand": count_word,
        "japaneseCounting": count_word,
        "taiwaneseCounting": count_word,
        "taiwaneseCountingThousand": count_word,
        "ideographDigital": digit_word,
        "japaneseDigitalTenThousand": digit_word,
        "taiwaneseDigital": digit_word,
        "chineseLegalSimplified": lambda number: count_word(number, digits=_LEGAL, tens="拾佰仟"),
        "ideographLegalTraditional": lambda number: count_word(number, digits=_LEGAL_TRADITIONAL, tens="拾佰仟"),
        "japaneseLegal": lambda number: count_word(number, digits=_LEGAL_TRADITIONAL, tens="拾佰仟"),
        "ideographTraditional": _cycle(_STEMS),
        "ideographZodiac": _cycle(_BRANCHES),
        "ideographEnclosedCircle": _block(0x3280, 10),
        "lowerLetter": letters,
        "upperLetter": lambda number: letters(number).upper(),
        "lowerRoman": roman,
        "upperRoman": lambda number: roman(number).upper(),
        "ordinal": str,
        "none": lambda _: "",
        "bullet": lambda _: "",
    }
)
"""w:numFmt (ECMA-376 part 1, 17.18.59) → how the number is printed; a format not listed is printed in figures."""
