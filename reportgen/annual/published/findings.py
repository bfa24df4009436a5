"""What the reading of a published report finds doubtful, and its catalogue."""

from functools import partial
from typing import Final

from reportgen.catalogue import Rule, by_code, finding

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "published-table", "error", "年度报告里没有找到一张法定表格", "表格可能是图片或没有插入；换用有文字表格的文件"
    ),
    Rule("published-row", "error", "表格的一行数字与栏数对不上，没有读取", "在原文件里核对这一行，补齐单元格"),
    Rule("published-missing", "error", "表格里缺少法定的行或数字", "按国办公开办函〔2021〕30号的格式补上"),
    Rule("published-label", "warning", "表格里有认不出的一行，没有读取", "按国办公开办函〔2021〕30号的格式改正名称"),
    Rule("published-twice", "warning", "同一张表格出现了两次，只读了一次", "核对用的是哪一张；只保留一张"),
    Rule("published-subtotal", "note", "表格里多了小计行，没有读取", "法定格式没有小计行，请删去"),
    Rule(
        "published-old",
        "warning",
        "表格用的是2019年格式的栏目，与现行格式不对应的数字没有读取",
        "改用国办公开办函〔2021〕30号的格式",
    ),
    Rule("published-unit", "error", "收费金额的单位不是万元，没有读取", "换算成万元"),
    Rule("published-text", "note", "表格在文件里是文字，不是表格，按文字读取", "核对读到的数字"),
)
"""For the catalogue."""

found = partial(finding, rules=by_code(RULES))
"""A finding of one of these codes; see ``reportgen.catalogue.finding``."""
