"""Every finding's code with its severity and meaning: one list, from which the README's table is made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reportgen.model.findings import Finding, Place, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding.

    Attributes:
        code: Stable, kebab-case.
        severity: How bad it is.
        meaning: What it says, in Chinese.
        cure: What a person does about it, in Chinese.
    """

    code: str
    severity: Severity
    meaning: str
    cure: str


_RULES: tuple[Rule, ...] = (
    Rule(
        "group-unresolved",
        "warning",
        "集合单位的成员没有写明，暂按一个单位下发",
        "在任务清单.xlsx 的“单位”表中填写成员",
    ),
    Rule(
        "task-without-carrier",
        "warning",
        "任务没有写明牵头或负责单位，由发文单位负责",
        "在任务清单.xlsx 中补上责任单位",
    ),
    Rule("tasklist-id", "error", "任务清单中的序号缺少或重复", "给每一行一个不同的序号"),
    Rule("tasklist-column", "error", "任务清单的表头被改动，认不出一栏", "恢复下发时的表头"),
    Rule("tasklist-role", "error", "单位的职责写得不清楚：写在名称里，或同一单位写在两栏", "单位只写名称，写在一栏里"),
    Rule(
        "tasklist-unit", "warning", "任务清单里的单位不在单位表中，将作为新单位下发", "在“单位”表中加一行，或改正名称"
    ),
    Rule(
        "tasklist-order",
        "warning",
        "方案信息中的报送要求写错了任务序号或报送方式",
        "改为任务清单中的序号，或从下拉列表选择",
    ),
    Rule("tasklist-text", "error", "任务清单中的具体要求是空的", "补写具体要求，或删去整行"),
    Rule("tasklist-deadline", "error", "任务清单中的完成时限无法理解", "写成“2020年9月30日前”的样子"),
    Rule("tasklist-kind", "error", "单位表中的类型不是“单位”或“集合”", "从下拉列表选择"),
    Rule("tasklist-circle", "error", "集合单位的成员里（直接或经过别的集合）有它自己", "删去其中的自己"),
    Rule("tasklist-alias", "error", "同一个别名写给了两个单位，或别名另有一行", "只留一处"),
    Rule("tasklist-body-twice", "warning", "单位表中同一名称有两行，只用了第一行", "删去多余的一行"),
    Rule("tasklist-year", "error", "方案信息中的年度不是年份", "写四位年份"),
    Rule("decision-unexplained", "warning", "校核结果.xlsx 中写了属实而没有写理由", "在“理由”一栏写明原因"),
    Rule("unit-unreported", "warning", "单位没有报送，或交回的是空表", "催报；统计中列为“未报送”"),
    Rule("file-refused", "error", "进度填报文件夹里的文件可能是填报表，但无法读取", "按提示另存后放回"),
    Rule("file-skipped", "note", "文件不是填报表，未使用", "无需处理"),
    Rule("file-foreign", "error", "工作簿不属于本方案的任何单位", "核对是否放错文件夹或用了往年的表"),
    Rule("file-duplicate", "note", "同一单位的两个文件内容相同，只计一次", "无需处理"),
    Rule(
        "file-conflict", "error", "同一单位有两个内容不同的文件，两份都未计入", "留下正确的一份，或在设置中选用较新的"
    ),
    Rule("row-missing", "error", "下发的任务行在交回的表中找不到", "请单位补回该行"),
    Rule("row-foreign", "warning", "行的序号不是下发给该单位的任务", "核对序号；该行未计入"),
    Rule("row-twice", "error", "同一任务在表中出现两次，内容不同", "删去多余的一行"),
    Rule("formula-without-value", "error", "公式没有计算结果，读不出数值", "选择性粘贴为数值"),
    Rule("cell-error-value", "error", "单元格是错误值", "改为正确内容"),
    Rule("status-unknown", "error", "完成情况不在可选项之内", "从下拉列表选择"),
    Rule("status-synonym", "note", "完成情况用了其他说法，已按对照表理解", "核对理解是否正确"),
    Rule("status-missing", "error", "填了内容但没有选完成情况", "从下拉列表选择"),
    Rule("date-invalid", "error", "日期不存在或无法理解", "按“2020年9月30日”的样子填写"),
    Rule("date-missing", "error", "已完成但没有填完成日期", "补填完成日期"),
    Rule("progress-missing", "error", "填了完成情况但没有写落实情况（未启动的除外）", "补写落实情况；不适用的写明理由"),
    # what collecting understood, repaired or could not use
    Rule("date-understood", "note", "日期没有写全或写法特殊，已作理解", "核对理解是否正确"),
    Rule(
        "text-cleaned",
        "note",
        "单元格里有显示不出来的字符（控制字符、改变文字方向的符号、自造字），已去掉",
        "核对文字；自造字换成标准字",
    ),
    Rule("picture-in-cell", "note", "单元格里是图片，读不出文字", "需要写进报告的内容另用文字写明"),
    Rule("merged-away", "error", "填写栏的单元格被合并，只有第一格有内容", "取消合并，逐格填写"),
    Rule("header-edited", "note", "表头被改动或栏目次序变动，已按内容认出", "核对是否认对"),
    Rule("header-lost", "warning", "表头没有了，按下发时的栏目次序读取", "核对各栏有没有挪动过；用下发的填报表更稳妥"),
    Rule("column-missing", "error", "表中没有“完成情况”一栏，读不出进展", "用下发的填报表重填"),
    Rule("column-lost", "warning", "表中少了填写栏，该栏按未填处理", "用下发的填报表补齐"),
    Rule("column-twice", "error", "同一填写栏在表中有两栏而内容不同，都未读取", "留下正确的一栏，删去另一栏"),
    Rule("column-extra", "note", "表中另加了一栏，其中的内容未使用", "要报的内容写到填报表原有的栏目里"),
    Rule("row-renumbered", "note", "行的序号与下发的不同，已按具体要求认出", "核对是否认对"),
    Rule("row-repeated", "note", "同一任务在表中出现两次而内容不冲突，只计一次", "删去多余的一行"),
    Rule("support-row-missing", "note", "交回的表中少了配合的任务行", "配合的任务可不填，无需处理"),
    Rule(
        "row-other-role",
        "warning",
        "同一任务另有一行，职责与下发给该单位的不同，像是别的单位的行，未计入",
        "删去别的单位的行；内容是本单位的，写到本单位的行内",
    ),
    Rule("requirement-edited", "note", "行的具体要求与下发的不同，已按序号或相近的文字认出", "核对是否仍是这项任务"),
    Rule("role-changed", "warning", "行的职责与下发的不同，按下发的计", "职责确有变化的，请修改任务清单后重新下发"),
    Rule("sheet-conflict", "error", "一个工作簿里有两张内容不同的填报表，都未计入", "留下正确的一张"),
    Rule("sheet-extra", "note", "工作簿里另有一张填报表，未使用", "无需处理"),
    Rule("file-older", "note", "填报表是按任务清单的另一版或由另一版程序下发的", "核对改动过的任务"),
    Rule("file-unmarked", "note", "填报表的标识页已丢失，按内容认出单位", "核对是否认对"),
    Rule("file-superseded", "warning", "同一单位两份填报表内容不同，按设置用了较新的一份", "核对用的是否正确"),
    Rule("file-macros", "note", "工作簿带有宏；程序没有运行它", "填报表不需要宏，请单位核对来源"),
    Rule("unit-doubtful", "warning", "填报单位与表中任务行对不上，已按任务行认出单位", "核对是否用了别的单位的表"),
    Rule("date-future", "error", "完成日期在统计截止日期之后", "核对日期；尚未完成的请改完成情况"),
    Rule("date-early", "warning", "完成日期早于方案年度", "核对年份"),
    Rule("done-late", "warning", "完成日期晚于完成时限（逾期完成）", "核对日期；属实的保留"),
    Rule("task-overdue", "warning", "完成时限已过，任务尚未完成（逾期）", "请说明原因和下一步措施"),
    Rule("reason-missing", "warning", "尚未完成，但没有写存在问题", "补写原因；没有问题的写“无”"),
    Rule("next-missing", "warning", "尚未完成，但没有写下一步措施", "补写下一步措施和预计完成时间"),
    Rule("date-unneeded", "note", "没有完成却填了完成日期", "核对完成情况"),
    Rule("date-after-form", "warning", "完成日期晚于填报日期", "核对两个日期"),
    Rule("row-blank", "warning", "牵头或负责的任务整行没有填", "补填；统计中列为“未报送”"),
    Rule("digits-fullwidth", "note", "用了全角数字，已按半角理解", "改用半角数字"),
    # text against status and against other texts: questions, never verdicts
    Rule(
        "status-text-open",
        "warning",
        "选了“已完成”，文字却像还没有做完（正在、拟、尚未……）",
        "核对是否确已完成；确已完成的改写文字",
    ),
    Rule("status-text-begun", "warning", "选了“未启动”，却写有成果", "核对完成情况"),
    Rule("status-text-once", "warning", "选了“持续推进”，文字却像一次完成的", "一次完成的选“已完成”；长期性的保留"),
    Rule(
        "text-vague",
        "warning",
        "已完成的任务，落实情况只有空话（已按要求落实、同上、见附件）",
        "写明做了什么、数量和结果",
    ),
    Rule("text-example", "error", "照搬了“填报说明”里的示例", "写本单位的实际情况"),
    Rule("text-copied", "warning", "落实情况照抄了具体要求", "写明做了什么、数量和结果"),
    Rule("text-same", "warning", "两个单位或两项任务的落实情况相同", "各按实际情况填写；确属共同完成的保留"),
    # numbers against the plan's targets
    Rule("figure-missing", "warning", "任务有数量要求且已完成，但没有写数量", "补填量化成果"),
    Rule(
        "figure-unclear",
        "warning",
        "量化成果与任务的数量要求对不上，或分不清是多少",
        "按任务要求的单位填写，如：2次、100%",
    ),
    Rule("figure-understood", "note", "量化成果没有写百分号，已作理解", "核对理解是否正确"),
    Rule("figure-sign", "error", "量化成果与数量要求方向相反，或是负数", "核对后写实际达到的数量"),
    Rule(
        "target-missed",
        "warning",
        "量化成果没有达到要求的数量，或超过了上限",
        "核对数量；没有达到的改完成情况并写明原因",
    ),
    Rule("figure-unmeasured", "note", "量化成果没有写单位", "写数字加单位，如：2次、15篇"),
    # who carries a task, and rows that contradict each other
    Rule("support-contradicts", "warning", "同一任务，牵头（负责）单位与配合单位的完成情况相矛盾", "请两个单位核对"),
    Rule("leads-contradict", "warning", "同一任务，几个牵头单位的完成情况相矛盾", "请几个单位核对；以进展最慢的为准"),
    Rule("task-several-leads", "note", "任务写了不止一个牵头单位", "如只应有一个牵头单位，请修改任务清单"),
    Rule("task-without-lead", "note", "任务由几个单位共同负责，没有写明谁牵头", "如第一个单位应当牵头，请修改任务清单"),
    # evidence
    Rule("evidence-missing", "note", "已完成但没有写佐证材料", "补写文号、网址、信息标题或材料名称"),
    Rule("link-malformed", "warning", "网址打不开：缺字符、有空格或用了中文标点", "从浏览器地址栏复制完整的网址"),
    Rule(
        "docnumber-malformed",
        "note",
        "文号写法不规范",
        "写成“云水办〔2025〕18号”的样子：六角括号、四位年份、不加“第”和前面的0",
    ),
    Rule("evidence-late", "warning", "佐证材料的日期在统计截止日期之后", "核对日期；改用统计期内的材料"),
    # what must not reach a published page
    Rule("person-id", "error", "像是写了身份证号", "删去"),
    Rule("person-card", "error", "像是写了银行卡号", "删去"),
    Rule("person-phone", "warning", "像是写了手机号码", "删去；对外公布的服务电话可保留"),
    Rule("person-email", "warning", "写了电子邮箱", "删去个人邮箱；对外公布的单位邮箱可保留"),
    Rule("secrecy-mark", "error", "有密级字样", "按保密规定处理，不得填入本表"),
    Rule("internal-mark", "warning", "有内部资料、不予公开等字样", "核对能否公开；不能公开的删去"),
)


def by_code(rules: Iterable[Rule]) -> Mapping[str, Rule]:
    """Code → rule."""
    return MappingProxyType({rule.code: rule for rule in rules})


RULES = by_code(_RULES)


def finding(
    code: str,
    place: Place,
    what: str,
    mend: str = "",
    *,
    unit: str | None = None,
    task: str | None = None,
    rules: Mapping[str, Rule] = RULES,
) -> Finding:
    """A finding of this code, with its rule's severity and, where ``mend`` is empty, its cure.

    ``rules`` are those of a room that keeps its own, else the catalogue's.
    """
    rule = rules[code]
    return Finding(code, rule.severity, place, what, mend or rule.cure, unit, task)


_SEVERITY_WORDS = MappingProxyType({"error": "错误", "warning": "提醒", "note": "说明"})


def as_table(rules: Iterable[Rule] = _RULES) -> str:
    """Rules as a Markdown table; the catalogue's stands in the README."""
    rows = ["| 代码 | 程度 | 含义 | 怎么办 |", "| --- | --- | --- | --- |"]
    rows += [f"| `{rule.code}` | {_SEVERITY_WORDS[rule.severity]} | {rule.meaning} | {rule.cure} |" for rule in rules]
    return "\n".join(rows)
