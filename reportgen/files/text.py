"""Text from strangers made safe for XML and Word, once, at the border."""

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\ue000-\uf8ff]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def clean_text(text: str) -> str:
    r"""The text without what XML forbids or Word templates give a meaning to.

    Control characters other than tab and newline, lone surrogates, non-characters and private-use characters go; a
    vertical tab or form feed is a line break, as Word means it; ``\\r\\n`` and ``\\r`` become ``\\n``.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
    return _FORBIDDEN.sub("", text)


def count_forbidden(text: str) -> int:
    """How many characters ``clean_text`` takes out for good; those that become line breaks do not count."""
    return len(_FORBIDDEN.findall(text.replace("\x0b", "\n").replace("\x0c", "\n")))


def decode_excel_escapes(text: str) -> str:
    """The text with Excel's ``_x000D_`` escapes decoded, which readers leave as they are."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
