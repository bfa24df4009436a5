"""The one spec of the sheet 填报: what is issued, explained, validated and read back is made from it."""

from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final, Literal, get_args

from reportgen.files.text import LONGEST_CELL, cell_text
from reportgen.model.plan import Deadline, Task
from reportgen.model.progress import EntryColumn
from reportgen.terms import ENTERABLE, STATUS_WORDS, Role, Status

SPEC_VERSION: Final = "1"
"""Version of the form; a workbook of another version is read by its titles and said to be of an older form."""

CREATED: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - never the clock: the same input gives the same bytes
"""When a workbook of ours says it was made and last saved, until another program saves it."""

ENTRY_SHEET: Final = "填报"
GUIDE_SHEET: Final = "填报说明"
IDENTITY_SHEET: Final = "标识"

LockedColumn = Literal["id", "category", "requirement", "role", "deadline", "target"]
"""The columns we fill: 序号, 工作任务, 具体要求, 职责, 完成时限, 量化目标."""

ColumnKey = LockedColumn | EntryColumn
ParserName = Literal["status", "date", "text"]

LONGEST_TEXT: Final = LONGEST_CELL
"""Characters that one cell of a workbook holds."""

_UNFINISHED: Final[tuple[Status, ...]] = ("mostly_done", "under_way", "ongoing_unmet", "not_started")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the sheet 填报.

    Attributes:
        key: Its name in code.
        title: Its title in the header row, exactly.
        width: In characters of the standard font (one Chinese character takes two).
        is_entry: Whether the unit fills it; the others are locked.
        hint_title: Title of the input hint, at most 32 characters; ``""`` for no hint.
        hint: The input hint, at most 255 characters.
        error: What the program says to an entry that the cell does not take; ``""`` for none.
        required: When the cell has to be filled, in words; ``""`` for never.
        required_for: The statuses that require it; 完成情况 itself is required in every row that the unit carries.
        parser: Which of the parsers of ``cells`` reads it; ``None`` for a locked column.
        example: What the worked example of 填报说明 writes.
        other_titles: Other words that people put into the header for the same thing.
    """

    key: ColumnKey
    title: str
    width: float
    is_entry: bool = False
    hint_title: str = ""
    hint: str = ""
    error: str = ""
    required: str = ""
    required_for: tuple[Status, ...] = ()
    parser: ParserName | None = None
    example: str = ""
    other_titles: tuple[str, ...] = ()


COLUMNS: Final[tuple[Column, ...]] = (
    Column("id", "序号", 6, example="5", other_titles=("编号", "任务序号", "任务编号", "序")),
    Column(
        "category",
        "工作任务",
        13,
        example="一、推进决策公开",
        other_titles=("任务", "任务类别", "工作要点", "重点任务", "类别"),
    ),
    Column(
        "requirement",
        "具体要求",
        32,
        example="重大民生决策事项实施前听取公众意见，全年组织公众参与活动不少于2次。",
        other_titles=("要求", "任务要求", "工作要求", "任务内容", "具体任务", "工作内容"),
    ),
    Column("role", "职责", 5.5, example="牵头", other_titles=("角色", "职责分工", "分工", "责任")),
    Column("deadline", "完成时限", 11, example="2020年11月底前", other_titles=("时限", "完成期限", "期限", "时限要求")),
    Column(
        "status",
        "完成情况",
        12.5,
        is_entry=True,
        hint_title="请从下拉列表选择",
        hint="点单元格右侧的箭头选择。年内要求都做到了选“已完成”；长期性工作达到当年要求的，"
        "选“持续推进（年度要求已达到）”。选项的含义见“填报说明”。",
        error="请从下拉列表中选择一项，不要自行输入其他说法。有补充的话请写在“落实情况”一栏。",
        required="牵头、负责的任务每行必填；配合的任务可不填",
        parser="status",
        example="已完成",
        other_titles=("进展情况", "完成状态", "状态", "进度", "工作进度", "完成进度", "完成情况选择"),
    ),
    Column(
        "done_on",
        "完成日期",
        12.5,
        is_entry=True,
        hint_title="怎样写日期",
        hint="写明年、月、日，如：2020年9月30日，或 2020-9-30。只在已完成时填写。",
        error="日期要写明年、月、日，如 2020年9月30日。确认就这样填写吗？",
        required="完成情况选“已完成”时必填",
        required_for=("done",),
        parser="date",
        example="2020年9月30日",
        other_titles=("完成时间", "办结日期", "办结时间", "实际完成时间", "实际完成日期"),
    ),
    Column(
        "progress",
        "落实情况",
        33,
        is_entry=True,
        hint_title="写做了什么、做成了什么",
        hint="写具体做法、数量和结果，将作为年度报告的素材，请写完整的句子。不要写“已按要求落实”之类的空话，"
        "不要写身份证号、手机号等个人信息。",
        required="除“未启动”外都要填写；选“不适用”时写明理由",
        required_for=("done", "ongoing_met", "mostly_done", "under_way", "ongoing_unmet", "not_applicable"),
        parser="text",
        example="制定决策事项目录并公布；就公园改造、学位布局两个事项组织线上征求意见和现场座谈各1次，"
        "收到意见46条，采纳29条，采纳情况已在网站公开。",
        other_titles=("工作落实情况", "具体落实情况", "落实举措", "主要做法", "工作进展", "具体进展", "工作开展情况"),
    ),
    Column("target", "量化目标", 9, example="不少于2次", other_titles=("目标", "数量要求", "目标值")),
    Column(
        "figure",
        "量化成果",
        10,
        is_entry=True,
        hint_title="写实际达到的数量",
        hint="有数量要求的任务写数字加单位，如：2次、15篇、100%。没有数量要求的可不填。",
        required="任务有数量要求且已完成时请填写",
        parser="text",
        example="2次",
        other_titles=("成果", "量化指标", "完成数量", "量化结果", "数量"),
    ),
    Column(
        "problems",
        "存在问题",
        18,
        is_entry=True,
        hint_title="没有完成的写原因",
        hint="写影响进度的具体问题或原因。已完成、没有问题的可不填。",
        required="没有完成时必填",
        required_for=("under_way", "ongoing_unmet", "not_started"),
        parser="text",
        example="",
        other_titles=("问题", "存在的问题", "主要问题", "问题和原因", "未完成原因", "存在问题及原因", "困难和问题"),
    ),
    Column(
        "next_steps",
        "下一步措施",
        18,
        is_entry=True,
        hint_title="没有完成的写打算",
        hint="写接下来做什么、什么时候完成。已完成的可不填。",
        required="没有完成时必填",
        required_for=_UNFINISHED,
        parser="text",
        example="",
        other_titles=("下一步", "下步措施", "下一步工作", "下一步打算", "下一步工作措施", "整改措施", "下一步计划"),
    ),
    Column(
        "evidence",
        "佐证材料",
        15,
        is_entry=True,
        hint_title="写出处，便于核对",
        hint="写文号、网址、信息标题或材料名称；材料本身可另附。",
        parser="text",
        example="《关于公园改造方案意见采纳情况的说明》，网站“决策公开”栏目",
        other_titles=("佐证", "证明材料", "印证材料", "支撑材料", "佐证资料", "备注材料"),
    ),
)
"""Every column in printed order."""

BY_KEY: Final = MappingProxyType({column.key: column for column in COLUMNS})
ENTRY_COLUMNS: Final[tuple[EntryColumn, ...]] = get_args(EntryColumn)
"""The entry columns in the order of the sheet."""

STATUS_MEANINGS: Final = MappingProxyType(
    {
        "done": "方案的要求全部做到，今年不再有要做的",
        "mostly_done": "主体已做完，只剩少量收尾",
        "under_way": "已经开始，还没有做完",
        "not_started": "还没有开始",
        "ongoing_met": "长期性、经常性的工作，今年的要求已经达到，以后继续做",
        "ongoing_unmet": "长期性、经常性的工作，今年的要求还没有达到",
        "not_applicable": "本单位没有这项工作涉及的情形，请在落实情况中写明理由",
    }
)
"""What each choice of the drop-down list means, for 填报说明."""

OFFERED: Final[tuple[str, ...]] = tuple(STATUS_WORDS[status] for status in ENTERABLE)
"""The drop-down list of 完成情况, exactly."""

REPORTER_LABEL: Final = "填报人"
TELEPHONE_LABEL: Final = "联系电话"
FILLED_ON_LABEL: Final = "填报日期"
UNIT_LABEL: Final = "填报单位"

BLOCK_CARRIES: Final = "本单位牵头或负责的任务（请逐行填写）"
BLOCK_SUPPORTS: Final = "本单位配合的任务（可不填；有情况需要说明时填写）"

GUIDE_STEPS: Final[tuple[str, ...]] = (
    "只填“填报”表中可以点开的白色和黄色单元格。灰色单元格是方案原有内容，请勿改动，也不要增加、删除或合并行和列。",
    "先在“完成情况”中选择，再看本行哪些单元格变成黄色：黄色表示按这个情况还必须填写，填好后黄色消失。",
    "本单位牵头或负责的任务每行都要填写；下面“配合的任务”可以不填。",
    "所有单元格都是文本格式，日期请写全年月日；数字后面带上单位。",
    "文字多时行会自动变高；仍显示不全的，可以把行拉高、把栏拉宽，内容不会丢失。从别处复制文字时，请用“选择性粘贴→文本（数值）”，以免盖掉格式。",
    "填好后保存为 .xlsx 文件交回，文件名可以不改。一个单位只交一份。",
)


def category_of(task: Task) -> str:
    """What the column 工作任务 shows: the headings above the task and its run-in heading, one per line."""
    return cell_text("\n".join((*task.category, *((task.title,) if task.title else ()))))


def requirement_of(task: Task) -> str:
    """What the column 具体要求 shows."""
    return cell_text(task.text)


def deadline_of(deadlines: tuple[Deadline, ...]) -> str:
    """What the column 完成时限 shows: the plan's words, with the day where they do not name it."""
    lines = []
    for due in deadlines:
        day = f"{due.date.year}年{due.date.month}月{due.date.day}日"
        lines.append(due.phrase if not due.phrase or day in due.phrase else f"{due.phrase}\n（{day}）")
    return cell_text("\n".join(lines)) or "—"


def role_order(role: Role) -> int:
    """0 for the block of tasks a unit carries, 1 for those it supports."""
    return 1 if role == "support" else 0
