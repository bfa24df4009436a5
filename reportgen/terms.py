"""The field's fixed words: status, roles and kinds, once, so that what is issued can be read back."""

from types import MappingProxyType
from typing import Final, Literal, get_args

Status = Literal[
    "done", "ongoing_met", "mostly_done", "under_way", "ongoing_unmet", "not_started", "unreported", "not_applicable"
]
"""How far a task is (完成情况); ``unreported`` (未报送) is never entered, only derived."""

Role = Literal["lead", "support", "responsible"]
"""What a body does for a task: 牵头, 配合, 负责."""

Kind = Literal["unit", "group"]
"""One named body, or a phrase that stands for several (各部门)."""

STATUS_WORDS: Final = MappingProxyType(
    {
        "done": "已完成",
        "mostly_done": "基本完成",
        "under_way": "正在推进",
        "not_started": "未启动",
        "ongoing_met": "持续推进（年度要求已达到）",
        "ongoing_unmet": "持续推进（年度要求未达到）",
        "not_applicable": "不适用",
        "unreported": "未报送",
    }
)
"""Status → the word that people read, in the order of the drop-down list; 未报送 is not offered there."""

ENTERABLE: Final[tuple[Status, ...]] = (
    "done",
    "mostly_done",
    "under_way",
    "not_started",
    "ongoing_met",
    "ongoing_unmet",
    "not_applicable",
)
"""The statuses that a unit may choose, in the order of the drop-down list."""

MOST_TO_LEAST_ADVANCED: Final[tuple[Status, ...]] = get_args(Status)[:7]
"""done, ongoing_met, mostly_done, under_way, ongoing_unmet, not_started, unreported (不适用 leaves the count)."""

FINISHED: Final[frozenset[Status]] = frozenset({"done", "ongoing_met"})
"""What counts as done under the standard 口径."""

ROLE_WORDS: Final = MappingProxyType({"lead": "牵头", "responsible": "负责", "support": "配合"})
"""Role → the word in the column 职责."""

CARRYING: Final[frozenset[Role]] = frozenset({"lead", "responsible"})
"""Roles that decide a task's status; supporters do not."""

KIND_WORDS: Final = MappingProxyType({"unit": "单位", "group": "集合"})
"""Kind → the word in the sheet 单位 of 任务清单.xlsx."""
