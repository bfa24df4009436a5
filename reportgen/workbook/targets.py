"""Quantified targets (不少于2次, 控制在5%以内) that a requirement names, found in its words."""

import re
from dataclasses import dataclass

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_SCALES = {"十": 10, "百": 100, "千": 1000}
NUMERAL = r"[一二两三四五六七八九十百千]{1,7}"
"""A whole number in Chinese characters."""

SHARE = r"百分之(?:百|[一二三四五六七八九十]{1,4}(?:点[零一二三四五六七八九]+)?)|[一二三四五六七八九]成(?![立员果效本功绩型为])"
"""A percentage in Chinese characters: ``百分之八十``, ``八成``."""

# 20个工作日, 3个百分点: what is counted stands behind 个.
MEASURE = (
    r"人次|场次|批次|个(?!工作日|自然日|月|小时|季度|星期|百分点|年)|[次场期件篇条项份家批部起例张幅天课]|[%％](?!点)"
)
"""What is counted, or a percentage."""

_NUMBER = rf"(?:(?<![\d.])\d+(?:\.\d+)?|{NUMERAL})(?:万)?"


def _count(at: int) -> str:
    return rf"(?:(?P<share{at}>{SHARE})|(?P<number{at}>{_NUMBER})(?P<measure{at}>{MEASURE}))"


_PERIOD = r"(?:(?:每[个]?(?:季度|半年|月|年|周|季)|全年|年内(?!容)|全年度|年度)[^，。；、,;]{0,12}?)?"
_BETWEEN = r"[^，。；、,;\d]{0,8}?"
_LEAST = r"不得?少于|不得?低于|至少|超过|达到|达|实现"
_MOST = r"不得?超过|不得?高于|不得?多于|不大于|控制在|(?<![不得])(?:低于|少于)|(?:压减|压缩|精简|归并|减少|降低?)[至到]"
_ABOVE = r"以上(?!的?(?:部门|单位|机关|主体|申请|党委|政府|责任))"
_TARGET = re.compile(
    rf"(?P<period>{_PERIOD})(?:"
    rf"(?P<most>{_MOST}){_BETWEEN}{_count(1)}(?:以[内下]|之内)?"
    rf"|(?P<least>{_LEAST}){_BETWEEN}{_count(2)}(?:以上)?"
    rf"|{_count(3)}(?:(?P<above>{_ABOVE})|(?P<below>以[内下]))"
    rf"|(?:(?<![^，。；：、,;:（(])|(?<=做到|达成|力争))[^，。；：、,;:（(\d一二三四五六七八九%％]{{1,12}}率[为要应须均保持稳定在]{{0,4}}{_count(4)}(?:以上|(?P<below_rate>以[内下]))?)(?!左右|时(?!限)|后)"
)
_STRICT = re.compile(r"(?<![不得])(?:低于|少于|超过)")
_TIMES_A_YEAR = {"周": 52, "月": 12, "季": 4, "季度": 4, "半年": 2, "年": 1}


@dataclass(frozen=True, slots=True)
class Target:
    """A number that the plan asks for; one of ``least`` and ``most`` is set.

    Attributes:
        phrase: As printed: ``每季度不少于1次``.
        least: The fewest; for a percentage 0-100.
        measure: What is counted: ``次``; ``%`` for a percentage.
        most: The most, where the plan sets a ceiling (控制在5%以内).
        is_strict: Whether the number itself does not do (低于, 超过).
    """

    phrase: str
    least: float | None
    measure: str
    most: float | None = None
    is_strict: bool = False

    @property
    def times_a_year(self) -> int:
        """How often in a year the number is asked for: 4 for 每季度, 1 where no shorter period is named."""
        match = re.match(r"每个?(周|月|季度?|半年|年)", self.phrase)
        return _TIMES_A_YEAR[match[1]] if match else 1


def find_targets(text: str) -> tuple[Target, ...]:
    """The quantified targets of a requirement, in printed order; a phrase once."""
    found: dict[str, Target] = {}
    for match in _TARGET.finditer(re.sub(r"\s+", "", text)):
        target = _target(match)
        if target:
            found.setdefault(target.phrase, target)
    return tuple(found.values())


def _target(match: re.Match[str]) -> Target | None:
    at = next(number for number in "1234" if match[f"number{number}"] or match[f"share{number}"])
    share, digits = match[f"share{at}"], match[f"number{at}"]
    measure = "%" if share else match[f"measure{at}"].replace("％", "%")
    number = read_share(share) if share else read_number(digits)
    if at == "3" and match["above"] and digits in ("一", "1"):  # 一个以上, 一项以上 are rarely meant as a count
        return None
    # 10天以内, 30天以下 are limits of time; 超过, 达到 and a bare rate are targets only of percentages
    if at == "3" and match["below"] and measure != "%":
        return None
    if (at == "4" or match["least"] in ("达到", "达", "实现", "超过")) and measure != "%":
        return None
    if measure == "天" and (match["most"] or match["below"]):
        return None
    is_ceiling = bool(match["most"] or match["below"] or match["below_rate"]) or (at == "4" and number == 0)
    is_strict = bool(_STRICT.search(match["most"] or match["least"] or ""))
    if is_ceiling:
        return Target(match[0], None, measure, number, is_strict)
    return Target(match[0], number, measure, is_strict=is_strict)


def target_of(text: str) -> str:
    """What the column 量化目标 shows; ``—`` where the requirement names no number."""
    return "；".join(target.phrase for target in find_targets(text)) or "—"


def read_number(text: str) -> float:
    """``2`` → 2.0, ``十二`` → 12.0, ``两`` → 2.0, ``1.2万`` → 12000.0."""
    if text.endswith("万"):
        return read_number(text[:-1]) * 10_000
    if text[0].isdigit():
        return float(text)
    total = 0
    digit = 0
    for character in text:
        if character in _SCALES:
            total += (digit or 1) * _SCALES[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return float(total + digit)


def read_share(text: str) -> float:
    """``八成`` → 80.0, ``百分之九十五点五`` → 95.5."""
    if text.endswith("成"):
        return read_number(text[:-1]) * 10
    whole, _, rest = text.removeprefix("百分之").partition("点")
    decimals = "".join(str(_DIGITS[digit]) for digit in rest)
    return read_number(whole) + float(f"0.{decimals or 0}")
