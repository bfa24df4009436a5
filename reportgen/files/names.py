"""File names made from unit names, safe on Windows and Linux."""

import re
import unicodedata
from collections.abc import Iterable

_LONGEST = 60
_FULLWIDTH = str.maketrans(
    {'"': "＂", "*": "＊", "/": "／", ":": "：", "<": "＜", ">": "＞", "?": "？", "\\": "＼", "|": "｜"}
)
_UNSEEN = re.compile("[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$")


def safe_file_name(name: str) -> str:
    """A file name without ending that any system takes: full-width forms for forbidden marks, at most 60 characters.

    Never empty, never a reserved device name, without leading or trailing dots and blanks.
    """
    name = _UNSEEN.sub("", unicodedata.normalize("NFC", name)).translate(_FULLWIDTH)
    name = " ".join(name.split())[:_LONGEST].strip(" .")
    if not name:
        return "未命名"
    return f"{name}_" if _RESERVED.match(name) else name


def unique_file_names(names: Iterable[str]) -> dict[str, str]:
    """Every name → its safe file name; names that would meet in one file, also by case alone, get （2）, （3）."""
    taken: set[str] = set()
    result: dict[str, str] = {}
    for name in names:
        if name in result:
            continue
        safe = base = safe_file_name(name)
        count = 1
        while safe.casefold() in taken:
            count += 1
            safe = f"{base}（{count}）"
        taken.add(safe.casefold())
        result[name] = safe
    return result
