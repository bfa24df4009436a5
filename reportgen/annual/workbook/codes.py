"""What reading 年报数据.xlsx may have to say about its form."""

from functools import partial
from typing import Final

from reportgen.catalogue import Rule, by_code, finding

FORM_RULES: Final[tuple[Rule, ...]] = (
    Rule("annual-sheet-missing", "error", "年报数据中找不到一张表", "从原来的年报数据.xlsx 复制回这张表，或重新生成"),
    Rule("annual-label-missing", "error", "年报数据的表中少了规定的行或栏", "照规定的表样补回来"),
    Rule("annual-label-edited", "note", "年报数据的表样文字被改动，已按相近的文字认出", "核对是否认对"),
    Rule("annual-label-twice", "error", "同一行或同一栏在表中有两处而内容不同，都未读取", "留下正确的一处"),
    Rule("annual-table-twice", "error", "工作簿里有两张同样的表而内容不同，只读了一张", "留下正确的一张"),
    Rule("annual-figure-unreadable", "error", "应填数字的单元格看不懂", "填 0 或正数，需要注明的写在数字后面的括号里"),
    Rule("annual-cell-error", "error", "单元格是错误值", "直接填写数字"),
    Rule("annual-formula-without-value", "error", "公式没有计算结果，读不出数值", "直接填数字，或打开后另存一次"),
    Rule("annual-cells-merged", "error", "填数字的单元格被合并，只有第一格有内容", "取消合并，逐格填写"),
    Rule("annual-total-typed", "note", "总计改成了手填的数或别的公式，只用来比对", "恢复原来的公式，或核对是否一致"),
    Rule("annual-total-blank", "note", "总计是空的，已按各项相加计算", "无需处理；恢复公式更稳妥"),
    Rule(
        "annual-other-year",
        "error",
        "年报数据.xlsx 与工作文件夹的年度不同",
        "核对年度；另一年的年报用另一个文件夹",
    ),
    Rule("annual-year", "error", "年度没有填或不是年份", "写四位数字，如 2025"),
    Rule("annual-body", "error", "单位名称没有填", "填写单位全称"),
    Rule("annual-choice", "warning", "机关类型或统计范围没有选，或不在选项之内，已按默认处理", "从下拉列表选择"),
    Rule("annual-date", "warning", "落款日期无法确定", "写明年、月、日，如 2026年1月20日"),
    Rule(
        "annual-earlier-year", "warning", "上年数据看不出是哪一年，或与另一张表年份相同，未使用", "在表的标题里写明年份"
    ),
)
"""To be told like those of the catalogue."""

form_finding = partial(finding, rules=by_code(FORM_RULES))
"""A finding of one of these codes; see ``reportgen.catalogue.finding``."""
