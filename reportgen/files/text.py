"""Text from strangers made safe for XML, Word, Excel and terminals, once, at the border."""

import re
from collections.abc import Iterable

LONGEST_CELL = 32_767
"""Characters that Excel keeps in one cell; programs cut longer texts without a word."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ue000-\uf8ff]"
)
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SURROGATE = re.compile("_x([Dd][89A-Fa-f][0-9A-Fa-f]{2}|[Ff]{3}[EeFf])_")
_NAMED = 5


def clean_text(text: str) -> str:
    r"""The text without what XML forbids, steers terminals, turns lines round or means something in templates.

    Control characters other than tab and newline, marks that turn the text round (U+202A-202E, U+2066-2069), lone
    surrogates, non-characters and private-use characters go; a vertical tab, form feed or next line is a line break,
    as Word means it; ``\\r\\n`` and ``\\r`` become ``\\n``. What went is told by ``removed_from``.
    """
    return _FORBIDDEN.sub("", _BREAKS.sub("\n", text))


def removed_from(text: str) -> str:
    """What ``clean_text`` takes out of a text, for people: ``U+0007、U+202E``; ``""`` where it takes out nothing."""
    return named(unshown(text))


def unshown(text: str) -> list[str]:
    """The characters that ``clean_text`` takes out, in their order."""
    return _FORBIDDEN.findall(text)


def named(letters: Iterable[str]) -> str:
    """Characters that cannot be shown by their numbers, each once, at most five."""
    found = sorted({f"U+{ord(letter):04X}" for letter in letters})
    return "、".join(found[:_NAMED]) + (f"等 {len(found)} 种" if len(found) > _NAMED else "")


def cell_text(text: str) -> str:
    """The text as one cell of a workbook of ours takes it: cleaned, and one too long is cut and says so."""
    text = clean_text(text)
    note = "……（文字过长，余下部分见方案）"
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(note)] + note


def decode_surrogates(text: str) -> str:
    """The text with escapes of surrogates and non-characters decoded, which the fast reader leaves alone.

    Excel writes them where an emoji was cut in two; two halves that stand together are the emoji again.
    """
    if "_x" not in text or not _SURROGATE.search(text):
        return text
    decoded = _SURROGATE.sub(lambda match: chr(int(match[1], 16)), text)
    return decoded.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def decode_excel_escapes(text: str) -> str:
    """The text with Excel's ``_x000D_`` escapes decoded, which readers leave as they are."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
