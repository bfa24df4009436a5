"""The form of 任务清单.xlsx: sheets and columns, stated once for writing and reading."""

from typing import Final

TASKS_SHEET: Final = "任务清单"
BODIES_SHEET: Final = "单位"
PLAN_SHEET: Final = "方案信息"
HELP_SHEET: Final = "说明"

ID: Final = "序号"
HEADING: Final = "一级任务"
TITLE: Final = "标题"
TEXT: Final = "具体要求"
LEAD: Final = "牵头单位"
RESPONSIBLE: Final = "负责单位"
SUPPORT: Final = "配合单位"
DEADLINES: Final = "完成时限"
PRINTED: Final = "责任分工原文"
PLACE: Final = "原文位置"
WARNINGS: Final = "提示"

LEVELS: Final = ("一级任务", "二级任务", "三级任务", "四级任务")
"""Heading columns, outermost first; only as many as the plan has levels are written."""

BODY_COLUMNS: Final = ("名称", "类型", "别名", "成员", "说明")
ORDER_COLUMNS: Final = ("任务序号", "报送方式", "期限", "原文")
CHANNEL_WORDS: Final = {"annual_report": "写入年度报告", "authority": "报送主管部门"}

ORDERED_ROLES: Final = ("lead", "responsible", "support")
ROLE_COLUMNS: Final = {"lead": LEAD, "responsible": RESPONSIBLE, "support": SUPPORT}

HELP: Final = (
    "这份清单是从方案中读出来的。请逐行核对，直接在表中改正，保存后再运行下一条命令；以后以这份清单为准。",
    "一行是一项任务。可以增加、删除、拆分、移动整行；序号不能重复。",
    "牵头单位、负责单位、配合单位：一个单位写一行（按 Alt+Enter 换行）。牵头和负责决定任务是否完成，配合不决定。",
    "完成时限：一个时限写一行，如“2020年9月30日前”。没有时限就留空。",
    "灰色的列是方案原文和提示，改动它们不起作用。",
    "“单位”表：别名写这个单位的其他叫法；集合（如“各镇街”）请在成员一栏写明是哪些单位，一个写一行。",
    "“各部门”“各科室”这类统称不写成员时，指方案点名的其他全部单位。",
)
