"""The rules R1 to R28 as data: how bad, in words, where from, which cells, and who evaluates them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from reportgen.annual.rules import cells, earlier, headings, labels, levels, powers, sums
from reportgen.annual.rules.case import Case
from reportgen.annual.rules.outcome import Outcome
from reportgen.annual.rules.prose import claims, copies, fees, figures, growth, shares, silence, years
from reportgen.model.findings import Severity


@dataclass(frozen=True, slots=True)
class AnnualRule:
    """One rule of the annual report.

    Attributes:
        id: ``R1`` to ``R28``; the code of its findings.
        severity: The stricter, where the rule has two; a finding says which it is.
        title: In two to eight characters.
        formula: In words, Chinese.
        source: Where it comes from, Chinese.
        cells: Tables, rows and columns, or parts, that it looks at, Chinese.
        evaluate: Finds what breaks it, or says why it did not run.
    """

    id: str
    severity: Severity
    title: str
    formula: str
    source: str
    cells: str
    evaluate: Callable[[Case], Iterator[Outcome]]


_FORM: Final = "国办公开办函〔2021〕30号格式"
_LAW: Final = "《政府信息公开条例》"
_NOTE: Final = "表三左上角的勾稽关系说明"
_SENSE: Final = "核对经验"

RULES: Final[tuple[AnnualRule, ...]] = (
    AnnualRule(
        "R1",
        "error",
        "收办平衡",
        "每一列：第一项（新收）+第二项（上年结转）=第三项（七）总计+第四项（结转下年）",
        _NOTE,
        "表三，7列",
        sums.balance,
    ),
    AnnualRule(
        "R2",
        "error",
        "各行总计",
        "每一行：自然人+商业企业+科研机构+社会公益组织+法律服务机构+其他=总计",
        _FORM,
        "表三，25行",
        sums.row_sums,
    ),
    AnnualRule(
        "R3",
        "error",
        "办理结果合计",
        "每一列：（一）至（六）各项之和=（七）总计；2019年格式的“其他处理”只有一行",
        _FORM,
        "表三第三项，7列",
        sums.result_sums,
    ),
    AnnualRule(
        "R4",
        "error",
        "数字格式",
        "填0或正整数，只有收费金额可以有小数；数字后的括号说明不算错（提示）",
        _FORM,
        "三张表的全部数字",
        cells.whole_numbers,
    ),
    AnnualRule(
        "R5",
        "error",
        "复议诉讼合计",
        "每一组：结果维持+结果纠正+其他结果+尚未审结=总计",
        _FORM,
        "表四，3组",
        sums.review_sums,
    ),
    AnnualRule("R6", "warning", "空白", "每一格都填，没有的填0", _FORM, "三张表的全部数字", cells.blanks),
    AnnualRule("R7", "error", "旧格式", "2021年以后的报告不用2019年格式的栏目", _FORM, "三张表的栏目", labels.old_form),
    AnnualRule(
        "R8",
        "error",
        "六个部分",
        "六个标题齐全、顺序和序号正确（措辞不同为提醒）；第二至四部分只放表格",
        f"{_LAW}第五十条；{_FORM}",
        "标题",
        headings.headings,
    ),
    AnnualRule(
        "R9",
        "error",
        "年度结转",
        "每一列：本年第二项（上年结转）=上年第四项（结转下年）；格内有说明的为提醒",
        _SENSE,
        "表三，两年，7列",
        earlier.carried,
    ),
    AnnualRule(
        "R10",
        "warning",
        "有效件数",
        "现行有效=上年现行有效+本年制发-本年废止；修订、失效、清理等加以说明",
        _SENSE,
        "表二第（一）项，两年",
        earlier.stock,
    ),
    AnnualRule("R11", "error", "制发与有效", "本年制发≤现行有效+本年废止", _FORM, "表二第（一）项，2行", sums.in_force),
    AnnualRule(
        "R12",
        "error",
        "规章权限",
        "县级政府、乡镇、街道的规章为0；部门的规章大于0为提醒；省、设区的市政府的办公厅（室）可以代政府填报",
        "《立法法》；核对经验",
        "表二“规章”",
        powers.power,
    ),
    AnnualRule(
        "R13",
        "warning",
        "大起大落",
        "许可、处罚、强制与上年相差5倍以上；明显有处罚（许可）职能而填0",
        _SENSE,
        "表二第（五）（六）项，两年",
        earlier.jumps,
    ),
    AnnualRule(
        "R14",
        "warning",
        "金额单位",
        "收费金额以万元计：1000000以上，或与正文相差10000倍",
        _FORM,
        "表二第（八）项",
        fees.units,
    ),
    AnnualRule(
        "R15",
        "error",
        "信息处理费",
        "第六部分写明信息处理费，没有收取的也写；金额是10元的整数倍、明细之和等于总数（提醒）",
        "国办函〔2020〕109号；国办公开办函〔2021〕30号",
        "第六部分",
        fees.handling_fee,
    ),
    AnnualRule(
        "R16",
        "error",
        "正文与表",
        "正文的数字与表中相同；口径可能不同的（全区、本级等）和与台账的完成数不同的为提醒",
        _SENSE,
        "第一、五、六部分与三张表、台账",
        figures.prose_figures,
    ),
    AnnualRule(
        "R17",
        "error",
        "比例",
        "比例按分项除以总数重算到所写的位数；相差0.1个百分点以内为提醒；各项之和为100%",
        _SENSE,
        "第一、五、六部分",
        shares.shares,
    ),
    AnnualRule(
        "R18",
        "error",
        "增减幅度",
        "（本年-上年）÷上年，按两年的表或文中的两个数重算",
        _SENSE,
        "第一、五、六部分与两年的表",
        growth.growth,
    ),
    AnnualRule(
        "R19",
        "error",
        "前后矛盾",
        "“全部办结”而有结转、“均获维持”而有纠正或未审结、“未发生复议诉讼”“未收到申请”而表中有数；重复的字、没有写完的句子为提醒",
        _SENSE,
        "第一、六部分与表三、表四",
        claims.claims,
    ),
    AnnualRule(
        "R20",
        "error",
        "年度与日期",
        "标题、统计期限、正文的年度一致；第五部分的措施写下一年；部门1月31日前、政府3月31日前公布（乡镇、街道为提醒）；标题有“工作”",
        f"{_LAW}第四十九条；{_FORM}",
        "标题、正文、落款",
        years.years,
    ),
    AnnualRule(
        "R21",
        "warning",
        "上下级合计",
        "每一格：本级=各部门与下级政府之和；列出没有报告的单位",
        f"{_LAW}第四十九条",
        "三张表，各单位",
        levels.children_sums,
    ),
    AnnualRule(
        "R22", "warning", "结转偏多", "结转下年÷（新收+上年结转）不超过30%", _SENSE, "表三总计", sums.open_share
    ),
    AnnualRule(
        "R23",
        "warning",
        "国家秘密",
        "乡镇、街道和县级部门“属于国家秘密”大于0",
        _SENSE,
        "表三“属于国家秘密”",
        powers.secrets,
    ),
    AnnualRule(
        "R24",
        "warning",
        "纠正未提",
        "有“结果纠正”，第五部分要提到",
        f"{_LAW}第五十条",
        "表四与第五部分",
        silence.corrections,
    ),
    AnnualRule(
        "R25",
        "warning",
        "照抄",
        "第一、五部分与上年或其他单位相同的句子达到60%；20%至60%为提示",
        "国办公开办函〔2021〕30号（四）",
        "第一、五部分",
        copies.copies,
    ),
    AnnualRule(
        "R26",
        "warning",
        "篇幅",
        "第一部分不超过1000字（可以设置，各地要求不同）",
        "武政办发〔2025〕54号",
        "第一部分",
        silence.length,
    ),
    AnnualRule(
        "R27",
        "error",
        "栏目文字",
        "表中栏目与格式一致；只有标点不同为提示",
        _FORM,
        "三张表的栏目",
        labels.changed_labels,
    ),
    AnnualRule(
        "R28", "warning", "斜杠横线", "数字格里不填“/”“—”“无”，没有的填0", _FORM, "三张表的全部数字", cells.marks
    ),
)
"""In the order in which they run and are told."""
