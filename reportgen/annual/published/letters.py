"""Labels without what does not matter in them: blanks, width of brackets, kind of quotes, the dot behind a number."""

import re
import unicodedata
from typing import Final

_DOT: Final = re.compile(r"^(\(?\d{1,2})[.、．。](?!\d)")
_CHINESE: Final = re.compile(r"^(第?[一二三四五六七八九十]{1,3}(?:部分)?)[.、．:](?!\d)")
_LEADING: Final = re.compile(
    r"^(?:第[一二三四五六七八九十]{1,3}部分[.、:]?|\([一二三四五六七八九十\d]{1,3}\)[.、]?"
    r"|[一二三四五六七八九十]{1,3}[.、]|\d{1,2}(?:[.、)]|(?=[^\d.,])))"
)
_QUOTES: Final = str.maketrans(dict.fromkeys("“”„‟〝〞「」『』‘’'＂", '"'))


def plain(text: str) -> str:
    """The text without blanks, brackets and digits half-width, quotes alike, 1、 and 1． as 1."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).translate(_QUOTES)
    return _CHINESE.sub(r"\1、", _DOT.sub(r"\1.", text))


def core(text: str) -> str:
    """``plain`` text without its own number in front and without a stop behind."""
    return _LEADING.sub("", plain(text)).rstrip(":;。,、")


def number_of(text: str) -> str:
    """The number in front of a label, without its brackets and dots; ``""`` for none."""
    found = _LEADING.match(plain(text))
    return re.sub(r"[^一二三四五六七八九十\d]", "", found[0]) if found else ""
