"""The form of 任务清单.xlsx: sheets and columns, stated once for writing and reading."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from reportgen.model.plan import Channel
from reportgen.terms import Role

TASKS_SHEET: Final = "任务清单"
BODIES_SHEET: Final = "单位"
PLAN_SHEET: Final = "方案信息"
CHANGES_SHEET: Final = "变化"
HELP_SHEET: Final = "说明"

ID: Final = "序号"
TITLE: Final = "标题"
TEXT: Final = "具体要求"
LEAD: Final = "牵头单位"
RESPONSIBLE: Final = "负责单位"
SUPPORT: Final = "配合单位"
DEADLINES: Final = "完成时限"
PRINTED: Final = "责任分工原文"
PLACE: Final = "原文位置"
WARNINGS: Final = "提示"

LEVELS: Final = ("一级任务", "二级任务", "三级任务", "四级任务", "五级任务", "六级任务")
"""Heading columns, outermost first; only as many as the plan has levels are written."""

ALL_COLUMNS: Final = frozenset(
    (ID, *LEVELS, TITLE, TEXT, LEAD, RESPONSIBLE, SUPPORT, DEADLINES, PRINTED, PLACE, WARNINGS)
)
"""Every title that the sheet 任务清单 may have."""

PLAN_ROWS: Final = 4
"""Rows at the top of the sheet 方案信息 that hold a name and a value."""

SOURCE: Final = "方案文件"
"""The row of 方案信息 that says from which file the list was made."""
DIGEST: Final = "校验码"

CHANGE_COLUMNS: Final = ("变化", "原序号", "现序号", "变化内容", "需要决定的事", "原具体要求", "现具体要求")
"""The sheet 变化, which only a list made from a new version of the plan has."""

BODY_COLUMNS: Final = ("名称", "类型", "别名", "成员", "说明")
ORDER_COLUMNS: Final = ("任务序号", "报送方式", "期限", "原文")
CHANNEL_WORDS: Final[Mapping[Channel, str]] = MappingProxyType(
    {"annual_report": "写入年度报告", "authority": "报送主管部门"}
)

ORDERED_ROLES: Final[tuple[Role, ...]] = ("lead", "responsible", "support")
ROLE_COLUMNS: Final[Mapping[Role, str]] = MappingProxyType(
    {"lead": LEAD, "responsible": RESPONSIBLE, "support": SUPPORT}
)

HELP: Final = (
    "这份清单是从方案中读出来的。请逐行核对，直接在表中改正，保存后再运行下一条命令；以后以这份清单为准。",
    "一行是一项任务。可以增加、删除、拆分、移动整行；序号不能重复。拆分时复制整行，改写具体要求，另给一个序号（如 5-1、5-2）。",
    "黄色的行有提示，写在最后一栏：读的时候修补、沿用或者拿不准的地方。核对无误后可以清空提示。",
    "“责任分工原文”和“原文位置”两栏是方案自己的话和它在方案中的位置，供核对用，不能改写；整行可以删除或移动。",
    "职责由单位所在的栏决定：牵头单位、负责单位决定任务是否完成，配合单位不决定。一个单位写一行（按 Alt+Enter 换行），可以从下拉列表选一个；单位名称后面不要再写职责。",
    "完成时限：一个时限写一行，如“2020年9月30日前”。没有时限就留空。",
    "“单位”表：别名写这个单位的其他叫法；集合（如“各镇街”）请在成员一栏写明是哪些单位，一个写一行。新增的单位也在这里加一行。",
    "“各部门”“各科室”这类统称不写成员时，指方案点名的其他全部单位。",
    "“方案信息”表：方案标题、发文单位和年度会写进报告，请核对；下面列出方案中要求报告落实情况的句子。",
    "方案有变动时，对新方案再运行一次 reportgen new：没有变的任务保留这里的改正，“变化”表逐项列出变动，改前的清单留在“旧版”文件夹。",
)
"""The sheet 说明, line by line."""
