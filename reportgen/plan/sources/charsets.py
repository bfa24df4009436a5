"""Bytes of text files decoded: byte order mark, strict UTF-8, what the file declares, GB18030, Big5."""

import codecs
import re

from reportgen.errors import UnusableInput

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHINESE = re.compile("[\u4e00-\u9fff，。、；：（）“”《》\u3000]")
_USUAL = re.compile("[的一是在和有公开政务信息工作要点單位責任負責]")


def decode(content: bytes, *, file: str, declared: str = "") -> str:
    """The text of these bytes.

    Raises:
        UnusableInput: No usual encoding gives Chinese text.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    if content[1:200:2].count(0) > 20 or content[0:200:2].count(0) > 20:
        encoding = "utf-16-le" if content[1:200:2].count(0) > content[0:200:2].count(0) else "utf-16-be"
        return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    names = ["gb18030", "big5"]
    if declared.lower().replace("-", "") in ("big5", "big5hkscs"):
        names.reverse()
    candidates = []
    for name in names:
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        candidates.append((len(_USUAL.findall(text)), text))
    best = max(candidates, default=None, key=lambda candidate: candidate[0])
    if best is None or not _CHINESE.search(best[1]) or best[0] == 0:
        raise UnusableInput("认不出文字编码，内容是乱码", mend="请用记事本打开确认无误后另存为 UTF-8 编码", file=file)
    return best[1]
