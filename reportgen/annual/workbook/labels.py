"""Labels as people leave them: compared without blanks, width, quotation marks and numbering."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

_ALIKE: Final = 85
_SHORTEST_ALIKE: Final = 4
_LONGEST_ALIKE: Final = 60
"""The longest label has 34 characters."""
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


class Labels:
    """Official labels by name, to find out which one a text is."""

    def __init__(self, official: Mapping[str, str]) -> None:
        self._names = {bare(label): name for name, label in official.items()}
        self.match = lru_cache(maxsize=4096)(self._match)

    def _match(self, text: str) -> str | None:
        """The name of the label that a text is, or that it resembles with a wrong or lost character or two."""
        wanted = bare(text)
        if wanted in self._names or not _SHORTEST_ALIKE <= len(wanted) <= _LONGEST_ALIKE:
            return self._names.get(wanted)
        best, second, *_ = sorted(((fuzz.ratio(wanted, label), name) for label, name in self._names.items()))[::-1]
        return best[1] if best[0] >= _ALIKE and best[0] > second[0] else None
