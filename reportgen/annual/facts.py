"""What the prose of the annual report is made of, beside the tables: counts and texts asked for in 年报数据.xlsx.

Source:
    国办公开办函〔2021〕30号（一）: 主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障;
    条例 第五十条 for problems and improvement, and for 工作考核、社会评议、责任追究 of governments;
    国办函〔2020〕109号 for the fee.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

Section = Literal["disclosure", "requests", "management", "platforms", "supervision", "problems", "other"]

SECTIONS: Final[Mapping[Section, str]] = MappingProxyType(
    {
        "disclosure": "主动公开",
        "requests": "依申请公开",
        "management": "政府信息管理",
        "platforms": "政府信息公开平台建设",
        "supervision": "监督保障",
        "problems": "存在的主要问题及改进情况",
        "other": "其他需要报告的事项",
    }
)
"""The five sub-headings of part one, then parts five and six."""


@dataclass(frozen=True, slots=True)
class CountSpec:
    """A count that the prose tells.

    Attributes:
        key: Stable name.
        section: Where it is told.
        label: As the workbook asks for it.
        measure: What is counted (条, 篇, 场, 人次 …; 元 for the fee).
        is_channel: Whether it counts information by channel, for the chart of channels.
    """

    key: str
    section: Section
    label: str
    measure: str
    is_channel: bool = False


@dataclass(frozen=True, slots=True)
class TextSpec:
    """A text that a person writes; every line of the cell is a paragraph.

    Attributes:
        key: Stable name.
        section: Where it is printed.
        label: As the workbook asks for it.
        hint: What belongs here.
        is_for_governments: Whether only governments have to report it (条例 第五十条（四）).
    """

    key: str
    section: Section
    label: str
    hint: str
    is_for_governments: bool = False


COUNTS: Final[tuple[CountSpec, ...]] = (
    CountSpec("website", "disclosure", "政府网站发布信息", "条", is_channel=True),
    CountSpec("wechat", "disclosure", "政务微信公众号发布信息", "条", is_channel=True),
    CountSpec("weibo", "disclosure", "政务微博发布信息", "条", is_channel=True),
    CountSpec("other_media", "disclosure", "其他政务新媒体发布信息", "条", is_channel=True),
    CountSpec("gazette_items", "disclosure", "政府公报登载文件", "件", is_channel=True),
    CountSpec("other_channels", "disclosure", "公示栏、显示屏等其他方式公开信息", "条", is_channel=True),
    CountSpec("interpretations", "disclosure", "发布政策解读", "篇"),
    CountSpec("press", "disclosure", "举办新闻发布会", "场"),
    CountSpec("responses", "disclosure", "回应公众关注热点或重大舆情", "次"),
    CountSpec("consultations", "disclosure", "就决策事项征集意见", "次"),
    CountSpec("cleared", "management", "清理规范性文件", "件"),
    CountSpec("columns", "platforms", "网站专题专栏", "个"),
    CountSpec("accounts", "platforms", "开设政务新媒体账号", "个"),
    CountSpec("gazette_issues", "platforms", "编发政府公报", "期"),
    CountSpec("zones", "platforms", "政务公开专区", "个"),
    CountSpec("trainings", "supervision", "举办业务培训", "场"),
    CountSpec("trainees", "supervision", "参加培训", "人次"),
    CountSpec("accountable", "supervision", "责任追究", "人次"),
    CountSpec("fee", "other", "收取信息处理费", "元"),
    CountSpec("fee_requests", "other", "收取信息处理费的申请", "件"),
)
"""In the order asked and told."""

TEXTS: Final[tuple[TextSpec, ...]] = (
    TextSpec("disclosure", "disclosure", "主动公开的主要做法", "写做了什么、公开了哪些重点信息、效果"),
    TextSpec("requests", "requests", "依申请公开的主要做法", "数字由程序从表中取，这里写渠道、制度、答复质量等"),
    TextSpec("management", "management", "政府信息管理的主要做法", "写制度、审查、规范性文件管理、动态调整等"),
    TextSpec("platforms", "platforms", "平台建设的主要做法", "写网站、新媒体、公报、专区、查阅场所等"),
    TextSpec("supervision", "supervision", "监督保障的主要做法", "写机构、人员、培训、检查等"),
    TextSpec("assessment", "supervision", "工作考核结果", "政府必填，部门可不填", is_for_governments=True),
    TextSpec("review", "supervision", "社会评议结果", "政府必填，部门可不填", is_for_governments=True),
    TextSpec("accountability", "supervision", "责任追究结果", "政府必填；没有的写明没有发生", is_for_governments=True),
    TextSpec("last_problems", "problems", "上年问题的改进情况", "上年报告写的每个问题做了什么、结果怎样"),
    TextSpec("problems", "problems", "本年存在的主要问题", "每个问题一段，写具体"),
    TextSpec("measures", "problems", "下一年的改进措施", "与问题对应，写明做什么"),
    TextSpec("other", "other", "其他需要报告的事项", "没有的不填"),
)
"""In the order asked and printed."""
