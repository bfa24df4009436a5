"""Labels as people leave them: compared without blanks, width, quotation marks and numbering."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

_ALIKE: Final = 85
_SHORTEST_ALIKE: Final = 4
_QUOTES: Final = str.maketrans({"“": '"', "”": '"', "‘": '"', "’": '"', "「": '"', "」": '"', "'": '"'})
_NUMBERING: Final = re.compile(r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十]+\)|\d+[.、](?!\d))")
_REMARK: Final = re.compile(r"\([^()]*\)$")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A label without blanks, with one kind of brackets, quotation marks and full stops behind numbers."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).translate(_QUOTES)
    return re.sub(r"^(\d+)、", r"\1.", text)


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """The same without its numbering."""
    return _NUMBERING.sub("", plain(text))


def without_remark(text: str) -> str:
    """The same without a remark in brackets at its end: 工作考核结果（政府必填）."""
    return _REMARK.sub("", bare(text)).strip("*★:：")


def match(text: str, official: Mapping[str, str]) -> str | None:
    """The name of the label that a text is, or that it resembles with a wrong or lost character or two.

    Args:
        text: As found.
        official: Name → label.
    """
    wanted = bare(text)
    if not wanted:
        return None
    for name, label in official.items():
        if bare(label) == wanted:
            return name
    if len(wanted) < _SHORTEST_ALIKE:
        return None
    ranked = sorted(((fuzz.ratio(wanted, bare(label)), name) for name, label in official.items()), reverse=True)
    (best, name), second = ranked[0], ranked[1][0] if len(ranked) > 1 else 0.0
    return name if best >= _ALIKE and best > second else None


def is_any(text: str, labels: Iterable[str]) -> bool:
    """Whether a text is one of these labels."""
    return bare(text) in {bare(label) for label in labels}
