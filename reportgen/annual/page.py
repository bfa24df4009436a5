"""docs/年报规则.md, made from the rules and from the codes of everything else that is told about annual reports."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from reportgen.annual.document.codes import DOCUMENT_RULES
from reportgen.annual.published.findings import RULES as READING_RULES
from reportgen.annual.rollup.codes import ROLLUP_RULES
from reportgen.annual.rules.registry import RULES
from reportgen.annual.workbook.codes import FORM_RULES
from reportgen.catalogue import Rule, as_table
from reportgen.model.findings import Severity

_SEVERITIES: Final[Mapping[Severity, str]] = MappingProxyType({"error": "错误", "warning": "提醒", "note": "说明"})

_HEAD: Final = """# 年报规则

政府信息公开工作年度报告写出之前，程序按下面的规则逐条核对。
错误：报告不能这样发出；提醒：请人确认，或加以说明；说明：供参考。
同一条规则有两种程度的，表中写较重的一种。每条核对结果写明在哪一格、两处的数字各是多少、怎样改。
缺少上年数据、正文或下级报告时，用到它们的规则不运行，并说明原因。

表二、表三、表四指报告第二、三、四部分的表。空白和“/”在求和时按0算，另由 R6、R28 提醒；
读不出的格由 R4 指出，有它的合计不核对。

"""


_CODES: Final = """## 读取、生成和汇总时的代码

`annual-` 是读年报数据.xlsx 和生成报告时的，`published-` 是读已公布的报告时的，`rollup-` 是汇总时的。

"""


def rules_page() -> str:
    """The whole page, in Markdown."""
    rows = [
        f"| {rule.id} | {_SEVERITIES[rule.severity]} | {rule.title}：{rule.formula} | {rule.cells} | {rule.source} |"
        for rule in RULES
    ]
    table = "\n".join(["| 编号 | 程度 | 规则 | 涉及 | 来源 |", "| --- | --- | --- | --- | --- |", *rows])
    return f"{_HEAD}{table}\n\n{_CODES}{as_table(annual_codes())}\n"


def annual_codes() -> tuple[Rule, ...]:
    """What reading, writing and summing annual reports may have to say beside the rules."""
    ids = {rule.id for rule in RULES}
    found = (*FORM_RULES, *READING_RULES, *DOCUMENT_RULES, *ROLLUP_RULES)
    return tuple(rule for rule in found if rule.code not in ids)
