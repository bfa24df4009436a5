"""Names, titles and words of 年报数据.xlsx: what is issued and read back is made from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from reportgen.annual.form import PARTS
from reportgen.model.annual import BodyKind, Scope, TableName

FILE_NAME: Final = "年报数据.xlsx"

GUIDE_SHEET: Final = "填表说明"
SITUATION_SHEET: Final = "情况"
TABLE_SHEETS: Final[Mapping[TableName, str]] = MappingProxyType(
    {"disclosure": "主动公开", "requests": "依申请公开", "reviews": "复议诉讼"}
)
EARLIER_SHEET: Final = "上年数据"
IDENTITY_SHEET: Final = "标识"

TABLE_TITLES: Final[Mapping[TableName, str]] = MappingProxyType(
    {
        "disclosure": "主动公开政府信息情况",
        "requests": "收到和处理政府信息公开申请情况",
        "reviews": "政府信息公开行政复议、行政诉讼情况",
    }
)

KIND_WORDS: Final[Mapping[BodyKind, str]] = MappingProxyType(
    {
        "department": "地方政府部门和其他单位",
        "township": "乡镇、街道",
        "county": "县级政府",
        "city": "设区的市、自治州政府",
        "province": "省级政府",
        "ministry": "国务院部门",
    }
)
"""The choices of 机关类型."""

GOVERNMENTS: Final[tuple[BodyKind, ...]] = ("township", "county", "city", "province")
"""Who reports 工作考核、社会评议和责任追究结果 too (条例 第五十条（四）: 各级人民政府)."""

SCOPE_WORDS: Final[Mapping[Scope, str]] = MappingProxyType({"own": "本机关", "all": "全区"})
"""The choices of 统计范围."""

BasicKey = Literal["year", "body", "kind", "scope", "published_on"]

ITEM_TITLE: Final = "项目"
ENTRY_TITLE: Final = "填写"

THIS_YEAR: Final = "本年"
LAST_YEAR: Final = "上年"
CHECK: Final = "核对"
"""Captions beside the rows of the reviews table, which has no labels of its own there."""

AGREES: Final = "相符"
DIFFERS: Final = "不符"
UNFILLED: Final = "未填"
UNKNOWN: Final = "无上年数"
"""What a cell of the 核对 area says."""


@dataclass(frozen=True, slots=True)
class Basic:
    """A line of 情况 that says who reports, and on what.

    Attributes:
        key: Its name in code.
        label: As the workbook asks for it.
        hint: What belongs here.
    """

    key: BasicKey
    label: str
    hint: str


BASICS: Final[tuple[Basic, ...]] = (
    Basic("year", "年度", "报告哪一年的情况，四位数字，如 2025"),
    Basic("body", "单位名称", "报告标题和落款用的全称"),
    Basic("kind", "机关类型", "从下拉列表选择；关系到规章、考核评议等要求"),
    Basic(
        "scope",
        "统计范围",
        "从下拉列表选择。只统计本机关的选“本机关”，连同所属部门和下级一起汇总的选“全区”（全省、全市、全县同）",
    ),
    Basic("published_on", "落款日期", "如 2026年1月20日；不填的，报告不印日期"),
)

ROW_HINTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "r01": "1月1日至12月31日新收到的件数。",
        "r02": "上年年报“四、结转下年度继续办理”的数，逐栏相同。",
        "r04": "一件申请既公开又不公开的，只计在这里。",
        "r07": "公开后可能危及国家安全、公共安全、经济安全、社会稳定的。",
        "r09": "人事管理、后勤管理、内部工作流程三类。",
        "r10": "讨论记录、过程稿、磋商信函、请示报告四类。",
        "r23": "前面各项都不是的。",
        "r25": "到12月31日还没有办结的件数，明年填入“二、上年结转”。",
        "regulations": "有规章制定权的机关填写，其他机关填 0。",
        "normative": "修订的计作本年制发，可加括号注明，如：22（其中修订16件）。",
        "licensing": "全年作出的决定数，公开的、依法不公开的都算。",
        "penalties": "全年作出的决定数，公开的、依法不公开的都算。",
        "coercion": "全年作出的决定数，公开的、依法不公开的都算。",
        "fees": "单位是万元，可写小数；不是信息处理费（信息处理费填在“情况”表，单位是元）。",
    }
)
"""What is said beside an entry cell of this row, before the general hint."""

GENERAL_HINT: Final = "没有的填 0，不要空着，也不要写“/”。"
ERROR_TITLE: Final = "请核对"
ERROR_TEXT: Final = (
    "这里填 0 或正整数，没有的填 0。需要注明的写在数字后面的括号里，如：22（其中修订16件）。确认就这样填写吗？"
)
FEE_ERROR_TEXT: Final = "这里填 0 或正数，单位是万元，可写小数。确认就这样填写吗？"

GUIDE_STEPS: Final[tuple[str, ...]] = (
    "本表由负责政务公开工作的科室汇总填写，法制、执法、信访、财务等科室提供数字；填好后保存，程序据此生成年度报告。",
    "先填“情况”，再填“主动公开”“依申请公开”“复议诉讼”三张表。表样与国务院办公厅规定的格式一致，请不要增减行列。",
    "白色、黄色单元格由人填写，黄色表示还没有填；灰色是表样和合计，已锁定。橙色表示程序看不懂或不是数字，请改正。",
    "没有发生的填 0。空着表示还没有填，“/”表示不适用，三者在程序里是三回事；交出前请都改成数字。",
    "数字后面可以加括号注明，如：22（其中修订16件）。除收费金额外都填整数。",
    "总计由公式计算，不要手填；手填的总计只用来比对，与各项之和不一致时会提示。",
    "表格旁边的“核对”随填随算：绿色“相符”，红色“不符”并写出两边的数。核对区不打印，也不进报告。",
    "“上年数据”是上年年报的三张表，用来核对结转、存量和增减；已填好的请核对，空着的请照上年年报补填。",
    "“二、上年结转”已按上年年报的“四、结转下年度继续办理”逐栏带入；上年数字有误的，改正后请在报告里说明。",
    "“情况”表的文字每个自然段占一行（单元格内换行用 Alt+Enter），写进报告时不改动文字。",
)

SHEET_WORDS: Final[tuple[tuple[str, str, str], ...]] = (
    (SITUATION_SHEET, "单位、年度、范围；报告第一、五、六部分用到的数字和文字", "办公室、政务公开科"),
    (TABLE_SHEETS["disclosure"], "第二部分：规章和规范性文件、许可、处罚、强制、收费", "法制、执法、财务科室"),
    (TABLE_SHEETS["requests"], "第三部分：收到和处理申请，25 行 7 栏", "受理申请的科室"),
    (TABLE_SHEETS["reviews"], "第四部分：因政府信息公开引起的行政复议、行政诉讼", "法制科室"),
    (EARLIER_SHEET, "上年年报的三张表，供核对", "核对即可"),
)
"""Sheet, what it holds, who fills it."""


def part_numeral(name: TableName) -> str:
    """The numeral of the part in which a table stands."""
    return "一二三四五六"[PARTS[name] - 1]


def earlier_sheet(year: int, of: int) -> str:
    """Name of the sheet with an earlier year's tables in the workbook of year ``of``."""
    return EARLIER_SHEET if year == of - 1 else f"{year}年数据"
