"""Chinese as an office prints it: numbers, dates, lists, quotes inside quotes, and the lines of a title."""

import math
import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from reportgen.document.punctuation import mend

_NESTED = str.maketrans("“”‘’", "‘’“”")
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
    shown = [mend(name).text for name in names[:most]]  # a plan's 县(区) is printed 县（区）
    # No 、 between quoted names, ， between names that hold a 、 (GB/T 15834).
    if shown and all(name.startswith("“") and name.endswith("”") for name in shown):
        mark = ""
    elif any("、" in name for name in shown):
        mark = "和" if len(names) == 2 else "，"
    else:
        mark = "、"
    return mark.join(shown) + (f"等{len(names)}{measure}" if len(names) > most else "")


def nested(text: str) -> str:
    """A text to stand inside “”: its own double marks become single ones and the other way round (GB/T 15834)."""
    return text.translate(_NESTED)


def inside_title(name: str) -> str:
    """A name to stand inside 《》: its own marks become 〈〉 (GB/T 15834); marks around the whole are dropped."""
    name = name.strip()
    if name.startswith("《") and name.endswith("》") and name.count("《") == 1:
        name = name[1:-1]
    return name.replace("《", "〈").replace("》", "〉")


def title_lines(title: str) -> str:
    r"""The title broken by ``\n`` into as few lines as hold it, where the best break is; words stay whole.

    Source:
        GB/T 9704-2012, 7.3.1: a title of several lines keeps words whole and is set as a trapezium or diamond.
    """
    harms = _harms(title)
    for count in range(max(1, math.ceil(_width(title) / TITLE_CHARACTERS)), len(title)):
        even = _width(title) / count

        @cache
        def best(start: int, left: int, even: float = even) -> tuple[float, tuple[str, ...]]:
            """Cost and lines of ``title[start:]`` on so many lines."""
            lines = [title[start:]] if left == 1 else [title[start:at] for at in range(start + 2, len(title) - 1)]
            ways = []
            for line in lines:
                if (width := _width(line)) > TITLE_CHARACTERS:
                    break
                at = start + len(line)
                cost, rest = (0.0, ()) if left == 1 else best(at, left - 1)
                ways.append((cost + (width - even) ** 2 + (harms[at] if left > 1 else 0), (line, *rest)))
            return min(ways, default=(math.inf, ()))

        cost, lines = best(0, count)
        if lines and cost < math.inf:
            return "\n".join(lines)
    return title


def _width(text: str) -> float:
    """In Chinese characters; digits and Latin letters take half of one."""
    return sum(0.5 if character.isascii() else 1 for character in text)


_NEVER = 999
_WORDS = re.compile(
    "人力资源|社会保障|农业农村|文化和?旅游|住房和?城乡建设|自然资源|生态环境|市场监督管理|卫生健康|退役军人事务|应急管理"
    "|人民政府|办公[室厅]|委员会|街道|政务公开|政府信息公开|信息公开|年度报告|贯彻落实|重点工作|工作要点|重点任务|任务分工|分工方案|责任分工|任务分解表?"
    "|任务清单|实施方案|工作方案|工作安排|工作计划|落实情况|的报告|情况的|关于"
)
_NEVER_AFTER, _NEVER_BEFORE = "《（“〈", "》）”〉，、年的和与及"


def _harms(title: str) -> list[float]:
    """How bad a break before each character is, in squares of characters of unevenness worth avoiding it."""
    inside = {at for match in _WORDS.finditer(title) for at in range(match.start() + 1, match.end())}
    edges = {at for match in _WORDS.finditer(title) for at in match.span()}
    return [_harm(title, at, inside=at in inside, at_word=at in edges) for at in range(len(title))]


def _harm(title: str, at: int, *, inside: bool, at_word: bool) -> float:
    before, after = title[at - 1 : at], title[at:]
    if before in _NEVER_AFTER or after[0] in _NEVER_BEFORE or (before.isdigit() and after[0].isdigit()):
        return _NEVER
    if after.startswith("关于") or before == "》":
        return 0
    if re.match(r"\d{4}年", after) and title[:at].count("《") == title[:at].count("》"):
        return 0  # 某局 / 2025年政府信息公开工作年度报告
    if after[0] == "《":
        return 20
    if title[:at].endswith("关于"):
        return 60
    return 90 if inside else 40 if at_word or before == "年" else 70
