"""File names made from unit names, safe on Windows and Linux."""

import re
import unicodedata
from collections.abc import Iterable

_LONGEST = 60
_LONGEST_BYTES = 180
"""Linux takes 255 bytes for a name; an ending and 第N版 are still to come."""

_FULLWIDTH = str.maketrans(
    {'"': "＂", "*": "＊", "/": "／", ":": "：", "<": "＜", ">": "＞", "?": "？", "\\": "＼", "|": "｜"}
)
_UNSEEN = re.compile("[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])(?= *(?:\.|$))")
"""Windows takes what stands before the first dot for the device, whatever follows."""


def safe_file_name(name: str) -> str:
    """A file name without ending that any system takes: full-width forms for forbidden marks, at most 60 characters.

    Never empty, never a reserved device name, without leading or trailing dots and blanks, and never beginning with a
    tilde, as the lock files of office programs do, which nobody reads as an answer.
    """
    name = _UNSEEN.sub("", unicodedata.normalize("NFC", name)).translate(_FULLWIDTH)
    name = " ".join(name.split()).lstrip(" .~")[:_LONGEST].strip(" .")
    name = name.encode()[:_LONGEST_BYTES].decode("utf-8", "ignore").rstrip(" .")
    return _RESERVED.sub(r"\g<1>_", name) if name else "未命名"


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
