"""Chinese as an office prints it: numbers, dates, lists, quotes, and mechanical faults mended."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

_HAN = "\u3400-\u9fff\U00020000-\U000323af"
_MARKS = "，。；：？！、“”‘’（）《》〈〉【】"
_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
_HALF_MARK = re.compile(f"(?<=[{_HAN}”’）》])([,;:?!])")
_HALF_STOP = re.compile(f"(?<=[{_HAN}”’）》])\\.(?=[{_HAN}“《]|$)")
_STRAY_BLANK = re.compile(f"(?<=[{_HAN}{_MARKS}])[ \t\u00a0\u3000]+(?=[{_HAN}{_MARKS}])")
_DOUBLED = re.compile(r"([，、；：])\1+|[，、；：]*(。)[，、；。]*")
_NESTED = str.maketrans("“”‘’", "‘’“”")
_STOPS = "。！？；"
_OPENING, _CLOSING = "“‘（《〈【(", "”’）》〉】)"
TITLE_CHARACTERS = 20
"""Characters of 2号 (22 pt) on a line of 156 mm."""


def chinese_number(number: int) -> str:
    """1-99 in Chinese numerals; beyond that in Arabic, which no list of an office reaches."""
    if number > 99:
        return str(number)
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{digits[tens]}十"
    return head + (digits[ones] if ones or not tens else "")


def day_words(day: date) -> str:
    """2020年9月30日, as GB/T 15835 writes dates: no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def listed(names: Sequence[str], *, measure: str, most: int = 12) -> str:
    """甲、乙、丙; beyond ``most`` names 甲、乙……等15个单位."""
    # No 、 between quoted names (GB/T 15834).
    mark = "" if names and all(name.startswith("“") and name.endswith("”") for name in names) else "、"
    return mark.join(names[:most]) + (f"等{len(names)}{measure}" if len(names) > most else "")


def nested(text: str) -> str:
    """A text to stand inside “”: its own double marks become single ones and the other way round (GB/T 15834)."""
    return text.translate(_NESTED)


def inside_title(name: str) -> str:
    """A name to stand inside 《》: its own marks become 〈〉 (GB/T 15834); marks around the whole are dropped."""
    name = name.strip()
    if name.startswith("《") and name.endswith("》") and name.count("《") == 1:
        name = name[1:-1]
    return name.replace("《", "〈").replace("》", "〉")


def mended(text: str) -> str:
    """Mechanical faults mended, line by line; every word stays as typed.

    Half-width marks after Chinese characters, doubled stops, and stray blanks between Chinese characters.
    """
    return "\n".join(_mended_line(line) for line in text.split("\n") if line.strip())


def _mended_line(line: str) -> str:
    line = _STRAY_BLANK.sub("", line.strip())
    line = _HALF_MARK.sub(lambda match: _FULL_WIDTH[match[1]], line)
    line = _HALF_STOP.sub("。", line)
    line = _STRAY_BLANK.sub("", line)
    return _DOUBLED.sub(lambda match: match[2] or match[1], line)


def one_line(text: str) -> str:
    """The text mended, its lines run together: a line without a closing mark gets a semicolon."""
    lines = mended(text).split("\n")
    joined = "".join(line if line.endswith(tuple("。；，：、！？…")) else f"{line}；" for line in lines[:-1])
    return joined + lines[-1]


def without_stop(text: str) -> str:
    """The text on one line without its closing stop, to stand inside a sentence."""
    return one_line(text).rstrip("。；，、,; ")


def sentence(text: str) -> str:
    """The text on one line, closed by a stop; ``""`` for nothing."""
    text = one_line(text)
    if not text or text.endswith(("。", "！", "？", "……", "。”", "！”", "？”")):
        return text
    return text.rstrip("；，、,; ") + "。"


def first_sentences(text: str, *, most: int) -> str:
    """The first whole sentences, at least one, of at most ``most`` characters together, closed by a stop.

    A sentence that is too long by itself ends at a semicolon; nothing is cut inside brackets or quotes.
    """
    whole = sentence(text)
    if len(whole) <= most:
        return whole
    taken = ""
    for piece in _pieces(whole):
        if taken and len(taken) + len(piece) > most:
            break
        taken += piece
    return taken.rstrip("；") + "。" if taken.endswith("；") else taken


def _pieces(text: str) -> Iterator[str]:
    start = depth = 0
    for at, character in enumerate(text):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif character in _STOPS and depth == 0:
            yield text[start : at + 1]
            start = at + 1
    if start < len(text):
        yield text[start:]


def clause(text: str, *, most: int = 28) -> str:
    """The first clause of a requirement, to name it by; one that is too long ends in ……."""
    first = re.split("[，,；;。：:\n]", one_line(text), maxsplit=1)[0]
    if first.count("“") != first.count("”") or first.count("《") != first.count("》"):
        first = one_line(text)[:most] + "……" if len(one_line(text)) > most else without_stop(text)
    return first if len(first) <= most + 2 else first[:most] + "……"


def title_lines(title: str) -> str:
    r"""The title broken by ``\n`` into lines of about equal length, not inside a word where that can be known.

    Source:
        GB/T 9704-2012, 7.3.1: a title of several lines keeps words whole and is set as a trapezium or diamond.
    """
    count = -(-len(title) // TITLE_CHARACTERS)
    lines: list[str] = []
    rest = title
    for left in range(count, 1, -1):
        even = len(rest) / left
        fitting = range(max(2, len(rest) - TITLE_CHARACTERS * (left - 1)), min(TITLE_CHARACTERS, len(rest) - 2) + 1)
        at = min(fitting, key=lambda place: abs(place - even) + _harm(rest, place), default=TITLE_CHARACTERS)
        lines.append(rest[:at])
        rest = rest[at:]
    return "\n".join([*lines, rest])


_AFTER = (
    "关于",
    "贯彻落实",
    "》",
    "年",
    "工作",
    "市",
    "局",
    "厅",
    "办公室",
    "政府",
    "街道",
    "委员会",
    "公开",
    "和",
    "情况的",
)
_NEVER_AFTER, _NEVER_BEFORE = "《（“", "》）”，、年的和"


def _harm(text: str, at: int) -> float:
    """How bad a break before ``text[at]`` is, in characters of unevenness that it is worth avoiding it."""
    before, after = text[:at], text[at:]
    if before[-1] in _NEVER_AFTER or after[0] in _NEVER_BEFORE or (before[-1].isdigit() and after[0].isdigit()):
        return 99
    if after[0] == "《" or after.startswith(("关于", "贯彻落实", "情况的报告")):
        return 0
    return 0.5 if before.endswith(_AFTER) else 6
