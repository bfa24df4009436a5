"""Bytes of text files and web pages decoded; what no usual encoding explains is refused, never shown as garbage."""

import codecs
import re
from collections.abc import Iterator

from reportgen.errors import UnusableInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHINESE_NAMES = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "xgbk": "gb18030",
    "cp936": "gb18030",
    "hzgb2312": "hz",
    "big5": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "xxbig5": "big5hkscs",
    "utf16": "utf-16-le",
    "utf16le": "utf-16-le",
    "utf16be": "utf-16-be",
}
# The commonest letters of such texts, simplified and traditional: a third of any plan, hardly any of garbage.
_USUAL = frozenset(
    "的一是在和有公开政务信息工作要点单位责任做好及时推进加强落实完善规范管理服务平台建设重点领域制度机制部门各人不了中国大为上个"
    "我以他时来用们生到作地于出就分对成会可主发年动同能下过说产种面而方后多定行学法所民得经十三之进着等度家力里如水化高自二理"
    "起小物现实加量都两体制机当使点从业本去把性应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明"
    "看原又么利比或但质气第向道命此变条只没结解问意建月公無系軍很情者最立代想已通並提直題黨程展五果料象員革位入常文總次品式活設"
    "開務業責單實發與機關會資訊報時對動進應當領導強規範處理辦項積極優結國際層級縣區黨員學習問題質監督評價見聽證條區縣街道办公室"
    "，。、；：（）“”《》〔〕　"
)
_PLAUSIBLE = 0.15
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")


def decode(content: bytes, *, file: str, declared: str = "") -> str:
    """The text of these bytes: byte order mark, strict UTF-8, UTF-16, what is declared, GB18030, Big5.

    The eastern encodings accept almost any bytes, so the reading with the largest share of usual letters counts.

    Raises:
        UnusableInput: No usual encoding gives plausible text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _checked(content[len(mark) :].decode(encoding, errors="replace"), file=file)
    wide = _without_mark(content)
    if wide is not None:
        return _checked(wide, file=file)
    text = _utf8(content)
    if text is not None:
        return _checked(text, file=file)
    readings = [(_plausibility(text), -place, text) for place, text in enumerate(_eastern(content, declared))]
    best = max(readings, default=(0.0, 0, ""))
    if best[0] < _PLAUSIBLE:
        raise _garbage(file)
    return _checked(best[2], file=file)


def _utf8(content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(content) - 3:
            return None
        return content[: error.start].decode("utf-8")  # cut in the middle of its last letter


def _eastern(content: bytes, declared: str) -> Iterator[str]:
    names = ["gb18030", "big5hkscs"]
    chosen = _CHINESE_NAMES.get(re.sub(r"[^a-z0-9]", "", declared.lower()))
    if chosen is not None:
        names.insert(0, chosen)
    for name in dict.fromkeys(names):
        text = content.decode(name, errors="replace")
        if text.count("\ufffd") * 200 <= len(text):  # a stray byte in a page is no reason to refuse it
            yield text.replace("\ufffd", "")


def _without_mark(content: bytes) -> str | None:
    """The text where this is UTF-16 without its mark: line ends and figures leave zeros in every second byte."""
    if content[:4096].count(0) * 50 < len(content[:4096]):
        return None
    best = max((content.decode(name, errors="replace") for name in ("utf-16-le", "utf-16-be")), key=_plausibility)
    return best if _plausibility(best) >= _PLAUSIBLE else None


def _plausibility(text: str) -> float:
    letters = [letter for letter in text[:50_000] if ord(letter) > 0x7F]
    return sum(letter in _USUAL for letter in letters) / len(letters) if letters else 0.0


def _checked(text: str, *, file: str) -> str:
    if len(_CONTROL.findall(text[:50_000])) * 100 > min(len(text), 50_000):
        raise _garbage(file)
    return text


def _garbage(file: str) -> UnusableInput:
    return UnusableInput(
        "认不出文字编码，读出来是乱码", mend="请用记事本打开，确认文字无误后另存为 UTF-8 编码", file=file
    )
