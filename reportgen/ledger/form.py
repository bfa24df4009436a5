"""The form of 校核结果.xlsx: sheets, columns and fixed words, once for writing and reading."""

from types import MappingProxyType
from typing import Final

from reportgen.model.ledger import EventKind

OPEN_SHEET: Final = "待核"
SILENT_SHEET: Final = "未报"
RETURNED_SHEET: Final = "退回"
RATES_SHEET: Final = "完成率"
POLICY_SHEET: Final = "口径"
FILES_SHEET: Final = "文件"
HISTORY_SHEET: Final = "历史"

TRUE: Final = "属实"
REASON: Final = "理由"
KEY: Final = "标识"

FINDING_COLUMNS: Final = (
    "序号",
    "程度",
    "单位",
    "任务",
    "文件",
    "工作表",
    "单元格",
    "发现",
    "怎么改",
    TRUE,
    REASON,
    "代码",
    KEY,
)
HISTORY_COLUMNS: Final = ("单位", "事项", "日期", "文件", "错误", "提醒", "文件指纹")

EVENT_WORDS: Final = MappingProxyType[EventKind, str](
    {"reported": "报送", "reissued": "重新下发", "returned": "退回", "accepted": "通过"}
)
SEVERITY_WORDS: Final = MappingProxyType({"error": "错误", "warning": "提醒", "note": "说明"})

ABSENT: Final = "本次无"
"""In 程度, for a decision on something that this check did not meet; it is kept for the next one."""

HINT: Final = (
    "核对后确认没有问题的，在“属实”一栏选“属实”，并在“理由”一栏写明原因，保存后再运行 check："
    "只要那个单元格的内容不变，这条就不再提出。其他栏由程序填写，改动不起作用。"
)
