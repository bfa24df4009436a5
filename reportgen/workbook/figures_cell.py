"""量化成果 as people write it, and the figures of running text: numbers with what they count."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal

from reportgen.workbook.dates import NOTHING
from reportgen.workbook.targets import MEASURE, NUMERAL, SHARE, read_number, read_share

Bound = Literal["least", "most"]

_KIN: Final[tuple[frozenset[str], ...]] = (
    frozenset(("次", "场", "场次", "批次", "批", "期", "起", "课", "回", "轮", "届", "堂", "班")),
    frozenset(
        ("个", "件", "篇", "条", "项", "份", "部", "例", "张", "幅", "则", "种", "宗", "本", "册", "套", "处", "类")
    ),
    frozenset(("家", "户", "个", "处", "所")),
    frozenset(("人次", "人", "名", "位")),
    frozenset(("天", "日")),
)
_OTHERS = "人|名|位|户|处|类|种|则|宗|本|册|套|字|元|亿元|万元|公里|千米|米|亩|公顷|平方米|吨|栏|轮|届|回|堂|班|点"
_AHEAD_LEAST = r"不得?少于|不得?低于|至少|超过?|多于|高于|大于|突破|≥|>=?"
_AHEAD_MOST = r"不得?超过|不得?高于|不得?多于|不大于|控制在|低于|少于|小于|不到|不足|≤|<=?"
_FIGURE: Final = re.compile(
    rf"(?P<ahead_most>{_AHEAD_MOST})?(?P<ahead_least>{_AHEAD_LEAST})?(?P<rough>约|近|大约|接近|将近)?"
    rf"(?:(?P<share>{SHARE})"
    rf"|(?P<digits>(?<![\dA-Za-z.+/_-])[-−－]?\d+(?:\.\d+)?万?)[余多]?(?P<measure>(?:{MEASURE})|{_OTHERS}|[\u4e00-\u9fff]?)"
    rf"|(?P<numeral>(?<![第星期一二三四五六七八九十百千]){NUMERAL}万?)[余多]?(?P<counted>{MEASURE}))"
    r"(?P<behind>以上|以[内下]|左右)?"
)
_THOUSANDS: Final = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_RANGE: Final = re.compile(r"(?<![\d.-])\d+(?:\.\d+)?[-~～—–至到](?=\d+(?:\.\d+)?[^\d.-])")
# Links, document numbers, dates and ordinals hold digits that count nothing.
_NO_COUNT: Final = re.compile(
    r"https?:\S+|[〔\[(]\d{2,4}[〕\])]第?\d+号?|第[\d一二三四五六七八九十]+(?!成)"
    r"|\d{4}[-./年]\d{1,2}(?:[-./月]\d{1,2}日?)?|(?<!\d)\d{1,4}(?:月(?:\d{1,2}[日号])?|[日号时年]|:\d+)"
)
_SPREAD: Final = re.compile(r"(?:每|各|均|分别)[^，。；,;\d]{0,6}$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts.

    Attributes:
        number: The number; for a percentage 0-100.
        measure: What is counted, ``%`` for a percentage written as one, ``""`` for a bare number.
        phrase: As written, half-width.
        bound: Whether the words make it a least (不少于3次) or a most (不足3次), ``None`` for a plain number.
        is_word: Whether the number is a Chinese numeral, which in running text may count nothing (一起).
        is_each: Whether it is said of several at once (各1次, 每季度1次), so that the sum is more.
    """

    number: float
    measure: str
    phrase: str
    bound: Bound | None = None
    is_word: bool = False
    is_each: bool = False


def read_figures(text: str) -> tuple[Figure, ...]:
    """The figures of a cell or of running text, in order; dates, document numbers and links are passed over.

    A range (3-5次) gives its upper end.
    """
    plain = _THOUSANDS.sub("", re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))
    plain = _RANGE.sub("", _NO_COUNT.sub(lambda match: "□" * len(match[0]), plain))
    return tuple(_figure(match, plain) for match in _FIGURE.finditer(plain))


def _figure(match: re.Match[str], text: str) -> Figure:
    if match["share"]:
        number, measure = read_share(match["share"]), "%"
    elif match["numeral"]:
        number, measure = read_number(match["numeral"]), match["counted"]
    else:
        digits = re.sub("^[−－]", "-", match["digits"])
        sign = -1 if digits.startswith("-") else 1
        number, measure = sign * read_number(digits.lstrip("-")), match["measure"]
    bound: Bound | None = None
    if match["ahead_most"] or (match["behind"] or "").startswith(("以内", "以下")):
        bound = "most"
    elif match["ahead_least"] or match["behind"] == "以上":
        bound = "least"
    return Figure(
        number,
        measure,
        match[0],
        bound,
        bool(match["numeral"]),
        bool(_SPREAD.search(text[max(match.start() - 10, 0) : match.start()])),
    )


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is nothing to say (无, /, —) or is empty."""
    return unicodedata.normalize("NFKC", text).strip() in NOTHING


def are_kin(measure: str, other: str) -> bool:
    """Whether two measures may count the same thing: 次 and 场, 篇 and 件; a bare number is kin to nothing."""
    return bool(measure) and (measure == other or any(measure in kin and other in kin for kin in _KIN))
