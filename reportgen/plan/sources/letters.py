"""Letters as a reader means them: radicals, odd blanks and unseen marks become ordinary text."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from reportgen.files.text import clean_text, unshown

# PDF producers copy a character's radical in place of the character; NFKC knows only some of the supplement.
_SUPPLEMENT = dict(
    zip(
        "⺁⺇⺈⺊⺋⺌⺍⺎⺕⺖⺗⺘⺠⺡⺢⺣⺤⺥⺩⺪⺫⺬⺭⺮⺴⺷⺼⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰",
        "厂几勹卜卩小小兀彐忄心手民氵水灬爫爫王疋目示礻竹网羊肉艹虎衤覀西见角角讠贝足车辶辶辶阝钅長镸长门阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙",
        strict=True,
    )
)
_RADICALS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufe00-\ufe0f]")
_BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f]")


_SYMBOLS = re.compile("[\ue000-\uf8ff]")
"""Bullets and the like out of symbol fonts, in every second Word file: nobody misses them."""

_COLLECTED = 1000
_removed: ContextVar[list[str] | None] = ContextVar("removed", default=None)


@contextmanager
def removed_letters() -> Iterator[list[str]]:
    """Collects what ``tidy`` takes out inside: control characters and marks that turn the text round."""
    collected: list[str] = []
    token = _removed.set(collected)
    try:
        yield collected
    finally:
        _removed.reset(token)


def tidy(text: str) -> str:
    r"""The text without unseen marks, with plain blanks for odd ones and characters for radicals.

    NFKC is applied to U+2E80-2FDF and U+F900-FAFF only: elsewhere it would change what is printed (①, ％, ：).
    U+3000 stays, since it parts the columns of run-together tables as printed. ``\\r\\n`` becomes ``\\n``.
    """
    if text.isascii() and text.isprintable():
        return text
    cleaned = clean_text(text)
    collected = _removed.get()
    if collected is not None and len(cleaned) < len(text) and len(collected) < _COLLECTED:
        collected += unshown(_SYMBOLS.sub("", text))
    text = _UNSEEN.sub("", cleaned)
    text = _BLANKS.sub(" ", text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\x85", "\n"))
    return _RADICALS.sub(_ordinary, text)


def _ordinary(match: re.Match[str]) -> str:
    letter = match[0]
    return _SUPPLEMENT.get(letter) or unicodedata.normalize("NFKC", letter)
