"""Words of prose → cells of the tables: what 新收, 办结, 予以公开, 行政复议 … mean there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from reportgen.annual.form import NOT_PROCESSED, OTHERWISE, REFUSED, UNAVAILABLE
from reportgen.model.annual import FigureKey

Cells = tuple[FigureKey, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """One meaning of a word.

    Attributes:
        name: Stable name.
        pattern: How prose says it.
        sums: The sums of cells that it may mean; any of them is right.
        topic: What the sentence must be about.
        is_soft: Whether the word is used for other figures as well, so that a difference is only a question.
    """

    name: str
    pattern: str
    sums: tuple[Cells, ...]
    topic: str = "requests"
    is_soft: bool = False


def _rows(*rows: str) -> Cells:
    return tuple(FigureKey("requests", row, "total") for row in rows)


def _reviews(*blocks: str, outcome: str = "total") -> Cells:
    return tuple(FigureKey("reviews", block, outcome) for block in blocks)


_OBJECT: Final = (
    r"(?:了|到|的|各类|各种|有关|有效|书面|公民|社会公众|申请人|群众|对|向)*"
    r"(?:(?:政府)?信息依?申请公开(?:申请)?|依申请公开(?:政府)?信息(?:申请)?|依申请公开(?:申请)?|(?:政府)?(?:信息)?公开申请|申请)"
    r"(?:件|书|表|事项|数量|总数|总量|量|数)?"
)
_FILL: Final = r"(?:共计|合计|总计|累计|总共|共|为|有|达|计|：)*"
_NOT_DONE: Final = r"(?:正在|尚在|仍在|还在|尚未|暂未|未能|未)(?:按程序|依法|继续)?(?:办理|办结|答复)(?:中|完毕)?"
_NO_NOUN: Final = r"(?!率|情况|结果|意见|时限|期限|质量|流程|程序|书|函|人|机构|单位|部门|工作|能力|平台|系统|规范)"
_IN: Final = r"(?:上一?年度?|去年度?|往年|以前年度|{last}年度?)"
_OUT: Final = r"(?:下一?年度?|次年度?|明年|来年|{next}年度?)"
_HANDLED: Final = (_rows("r24"), _rows(*(f"r{number:02}" for number in range(3, 21))))
_TAKEN: Final = (_rows("r01"), _rows("r01", "r02"))
_NORMATIVE: Final = r"(?:了|的|本机关|部门|政府|行政|党政|本级)*规范性文件"
_DECISION: Final = r"(?:了|的|各类|各项)*"

LABELS: Final[tuple[Label, ...]] = (
    Label(
        "carried_in",
        rf"{_IN}[^，。；\d]{{0,6}}结转(?:下来|办理|处理|至本年|到本年|的|件)*(?:{_OBJECT})?|结转{_IN}",
        (_rows("r02"),),
    ),
    Label(
        "carried_out",
        rf"结转(?:到|至|入|为)?{_OUT}(?:度)?(?:继续)?(?:办理|处理|答复)?|(?:转入?|移至){_OUT}(?:继续)?(?:办理|处理)?|{_OUT}(?:继续)?(?:办理|结转)"
        rf"|{_NOT_DONE}",
        (_rows("r25"),),
    ),
    Label("carried", r"结转(?:办理|处理|申请|件)*", (_rows("r25"), _rows("r02"))),
    Label("public_partly", r"(?:予以)?公开(?:和|及|或|与|或者|以及|/)(?:予以)?部分公开", (_rows("r03", "r04"),)),
    Label("partly", r"(?:予以部分公开|部分予以公开|部分公开)(?:的?答复)?", (_rows("r04"),)),
    Label("refused", r"(?:不予公开)(?:的?答复)?", (_rows(*REFUSED),)),
    Label("public", r"(?:(?<!不)予以公开|(?<!不)同意公开)(?:的?答复)?", (_rows("r03"),)),
    Label("unavailable", r"(?:无法提供)(?:的?答复)?", (_rows(*UNAVAILABLE),)),
    Label("not_processed", r"(?:不予处理)(?:的?答复)?", (_rows(*NOT_PROCESSED),)),
    Label("otherwise", r"(?:其他处理)(?:的?答复)?", (_rows(*OTHERWISE),)),
    Label("r05", r"(?:属于|涉及)国家秘密", (_rows("r05"),)),
    Label("r07", r"三安全一稳定", (_rows("r07"),)),
    Label("r08", r"保护第三方合法权益", (_rows("r08"),)),
    Label("r09", r"(?:三类)?内部事务(?:性)?信息", (_rows("r09"),)),
    Label("r10", r"(?:四类)?过程性信息", (_rows("r10"),)),
    Label("r11", r"行政执法案卷(?:信息)?", (_rows("r11"),)),
    Label("r12", r"行政查询事项", (_rows("r12"),)),
    Label("r13", r"本?机?关?不掌握(?:相关)?(?:政府)?信息", (_rows("r13"),)),
    Label("r14", r"没有现成信息(?:需要?另行制作)?|需要?另行制作", (_rows("r14"),)),
    Label("r15", r"补正后(?:申请内容)?仍不明确", (_rows("r15"),)),
    Label("r16", r"信访举报投诉类(?:申请)?", (_rows("r16"),)),
    Label("r17", r"重复申请", (_rows("r17"),)),
    Label("r18", r"要求提供公开出版物", (_rows("r18"),)),
    Label("r19", r"无正当理由大量反复申请", (_rows("r19"),)),
    Label("r21", r"逾期不补正[^，。；、\d]{0,30}", (_rows("r21"),)),
    Label("received", rf"(?:新收|收到|接收到?|接到|收悉)(?:了|到)*{_FILL}(?:{_OBJECT})?{_FILL}", (_rows("r01"),)),
    Label("accepted", rf"受理(?:了|到)*{_FILL}(?:{_OBJECT})?{_FILL}", _TAKEN),
    Label("handled", rf"(?:办结|答复|回复|办理完毕|办理完成|办复){_NO_NOUN}{_FILL}(?:{_OBJECT})?{_FILL}", _HANDLED),
    Label("treated", rf"(?:办理|处理){_NO_NOUN}{_FILL}{_OBJECT}{_FILL}", (*_HANDLED, *_TAKEN)),
    Label("after", r"(?:经)?复议后(?:再)?(?:起诉|(?:提起)?(?:行政)?诉讼)", (_reviews("after"),), "reviews"),
    Label("direct", r"未经复议直接(?:起诉|(?:提起)?(?:行政)?诉讼)", (_reviews("direct"),), "reviews"),
    Label("reconsideration", r"(?:行政)?复议(?:案件|申请|案)?", (_reviews("reconsideration"),), "reviews"),
    Label("lawsuits", r"(?:行政)?诉讼(?:案件|案)?", (_reviews("direct", "after"),), "reviews"),
    Label(
        "regulations",
        r"(?:制定|制发|出台|颁布)(?:了|的|并公布|政府|部门|地方政府)*规章",
        ((FigureKey("disclosure", "regulations", "made"),),),
        "disclosure",
    ),
    Label(
        "made",
        rf"(?:新制定|新制发|新出台|制定出台|制定印发|制发|制定|出台|印发){_NORMATIVE}",
        ((FigureKey("disclosure", "normative", "made"),),),
        "disclosure",
    ),
    Label(
        "repealed",
        rf"(?:废止失效|废止|宣布失效){_NORMATIVE}",
        ((FigureKey("disclosure", "normative", "repealed"),),),
        "disclosure",
        is_soft=True,
    ),
    Label(
        "in_force",
        rf"(?:现行有效|现有有效){_NORMATIVE}|{_NORMATIVE}现行有效",
        ((FigureKey("disclosure", "normative", "in_force"),),),
        "disclosure",
    ),
    *(
        Label(
            row,
            rf"(?:作出|做出|实施){_DECISION}{words}(?:处理)?(?:决定|措施|行为)?(?!事项)",
            ((FigureKey("disclosure", row, "decided"),),),
            "disclosure",
        )
        for row, words in (("licensing", "行政许可"), ("penalties", "行政处罚"), ("coercion", "行政强制"))
    ),
)
"""The first that fits at a place is taken, so the narrower stand first."""

OUTCOMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "upheld": r"(?:结果)?维持",
        "corrected": r"(?:结果)?(?:纠正|被纠错)",
        "pending": r"尚未审结|未审结",
        "other": r"其他结果",
    }
)
"""Outcomes of reviews, told after 行政复议 or 行政诉讼."""

BLOCKS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "reconsideration": ("reconsideration",),
        "lawsuits": ("direct", "after"),
        "direct": ("direct",),
        "after": ("after",),
    }
)
"""Blocks of the reviews table that a label of reviews stands for."""

DISJOINT: Final = frozenset({"public", "partly", "refused", "unavailable", "not_processed", "otherwise"})
"""Results that exclude each other and make up the whole."""


def label_pattern(year: int | None) -> re.Pattern[str]:
    """All labels as one pattern; ``lastgroup`` is the label's name. ``year`` is the report's."""
    return re.compile(
        "|".join(f"(?P<{label.name}>{label.pattern})" for label in LABELS)
        .replace("{last}", str(year - 1) if year else "〇")
        .replace("{next}", str(year + 1) if year else "〇")
    )


BY_NAME: Final[Mapping[str, Label]] = MappingProxyType({label.name: label for label in LABELS})
