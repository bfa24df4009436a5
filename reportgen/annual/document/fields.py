"""Every field that templates of the annual report may use: of the Word template, and of each wording template."""

from collections.abc import Mapping
from types import MappingProxyType

from reportgen.annual.form import HEADINGS, figure_keys, labels_of
from reportgen.document.fields import ExamplePicture, Field
from reportgen.document.words import chinese_number


def _blocks(path: str, where: str, *, is_rich: bool = False) -> tuple[Field, ...]:
    kinds = "小标题、段落、图、两年表、三年表" if is_rich else "小标题、段落"
    plain = (
        Field(f"{path}[]", f"“{where}”里从上到下的各块", each="块", tag="p"),
        Field(f"{path}[].类", f"这一块是什么：{kinds}", "段落"),
        Field(f"{path}[].文", "小标题或段落的文字", "全年政府网站发布信息1203条。"),
    )
    if not is_rich:
        return plain
    return (
        *plain,
        Field(f"{path}[].序号", "图或表的序号", "1"),
        Field(f"{path}[].题注", "图或表的名称", "政府信息公开申请办理结果构成"),
        Field(f"{path}[].图片", "图本身；所在段落用单倍行距，否则只露出一行高", ExamplePicture("办理结果构成")),
        Field(f"{path}[].年度", "对比表的各年，从早到晚"),
        Field(f"{path}[].年度.一", "最早的一年", "2023年"),
        Field(f"{path}[].年度.二", "第二年", "2024年"),
        Field(f"{path}[].年度.三", "第三年；只有两年时没有", "2025年"),
        Field(f"{path}[].行[]", "对比表的各行", each="行", tag="tr"),
        Field(f"{path}[].行[].项目", "这一行说的是什么", "新收申请"),
        Field(f"{path}[].行[].数", "各年的数，从早到晚"),
        Field(f"{path}[].行[].数.一", "最早一年的数", "80"),
        Field(f"{path}[].行[].数.二", "第二年的数", "120"),
        Field(f"{path}[].行[].数.三", "第三年的数；只有两年时没有", "134"),
        Field(f"{path}[].行[].比上年", "与上年比的增减", "增长11.7%"),
    )


ANNUAL_WORD_FIELDS: tuple[Field, ...] = (
    Field("标题", "报告标题，很长时已分行", "云岭市水务局2025年政府信息公开工作年度报告"),
    Field("引言[]", "标题下的说明；设置为不要时为空", "根据《条例》编制本报告。", each="段", tag="p", is_optional=True),
    Field("章", "六个部分的标题，带编号"),
    *(
        Field(
            f"章.{chinese_number(number)}", f"第{chinese_number(number)}部分的标题", f"{chinese_number(number)}、{name}"
        )
        for number, name in enumerate(HEADINGS, 1)
    ),
    *_blocks("总体情况", HEADINGS[0], is_rich=True),
    Field("表", "三张表里的全部数字；按表、行、列取用"),
    *(Field(f"表.{key.table}.{key.row}.{key.column}", " › ".join(labels_of(key)), "0") for key in figure_keys()),
    *_blocks("问题和改进", HEADINGS[4]),
    *_blocks("其他事项", HEADINGS[5]),
    Field("署名", "机关名称；没有填时为空", "云岭市水务局", is_optional=True),
    Field("日期", "落款日期；没有填时为空", "2026年1月20日", is_optional=True),
    Field("草稿", "为什么还不能公开；可以公开时为空", "草稿：有1处错误没有处理，不能公开", is_optional=True),
)

ANNUAL_COMMON_FIELDS: tuple[Field, ...] = (
    Field("机关", "机关名称", "云岭市水务局"),
    Field("年度", "报告的年度", 2025),
    Field("上年", "上一年度", 2024),
    Field("范围", "数字说的是谁：本机关，或者全县、全市等", "本机关"),
    Field("详", "是否写得最细；字数超过限制时，程序依次改用不详、略", True),
    Field("略", "是否写得最短", False),
    Field("另起一段", "在这里分段；文字模板中的换行不分段", ""),
)

_WORK: tuple[Field, ...] = (
    Field("渠道[]", "各渠道公开信息的数目，没有的不列", each="项", is_optional=True),
    Field("渠道[].名称", "渠道", "政府网站发布信息"),
    Field("渠道[].数", "数目", 1203),
    Field("渠道[].量词", "量词", "条"),
    Field("渠道[].渠道", "是否渠道（总为真）", True),
    Field("工作[]", "填报的其他数目，没有的不列", each="项", is_optional=True),
    Field("工作[].名称", "做了什么", "发布政策解读"),
    Field("工作[].数", "数目", 12),
    Field("工作[].量词", "量词", "篇"),
    Field("工作[].渠道", "是否渠道（总为假）", False),
    Field("做法[]", "填报的文字，每行一段", "公开前逐件审查。", each="段", is_optional=True),
)


def _of_government(name: str, title: str) -> Field:
    return Field(f"{name}[]", f"填报的{title}，没有填时为空", f"{title}如下。", each="段", is_optional=True)


_PARTS: Mapping[str, tuple[Field, ...]] = MappingProxyType(
    {
        "title": (),
        "preamble": (Field("部分[]", "六个部分的标题，不带编号", "总体情况", each="部"),),
        "opening": (
            Field("方案", "工作要点（分工方案）的名称，不在这里提时为空", "2025年政务公开工作要点", is_optional=True),
        ),
        "disclosure": (*_WORK, Field("图号", "各渠道图的序号，没有图时为空", 1, is_optional=True)),
        "requests": (
            Field("新收", "本年新收申请件数，没有时为0", 134, is_optional=True),
            Field("上年结转", "上年结转件数，没有时为0", 5, is_optional=True),
            Field("应办", "新收加上年结转", 139, is_optional=True),
            Field("办结", "办理结果总计", 130, is_optional=True),
            Field("结转下年", "结转下年度继续办理件数，没有时为0", 9, is_optional=True),
            Field("全部办结", "是否没有结转下年度的", False),
            Field("结果[]", "各类办理结果，没有的不列", each="项", is_optional=True),
            Field("结果[].名称", "哪一类结果", "予以公开"),
            Field("结果[].数", "件数", 57),
            Field("结果[].占比", "占比，各自四舍五入；各项与总计不符时为空", "43.8%", is_optional=True),
            Field("申请人[]", "新收申请按申请人分，没有的不列", each="项", is_optional=True),
            Field("申请人[].名称", "申请人", "自然人"),
            Field("申请人[].数", "件数", 118),
            Field("增减", "新收与上年比；没有上年数据时为空", is_optional=True),
            Field("增减.方向", "增加或减少，持平时为空", "增加", is_optional=True),
            Field("增减.比例词", "增长或下降", "增长"),
            Field("增减.件数", "增减的件数", 14),
            Field("增减.百分比", "增减的百分比", "11.7%"),
            Field("行政复议", "行政复议件数，没有时为0", 3, is_optional=True),
            Field("行政诉讼", "行政诉讼件数，没有时为0", 1, is_optional=True),
            Field("做法[]", "填报的文字，每行一段", "答复前经过合法性审查。", each="段", is_optional=True),
            Field("图号", "办理结果图的序号，没有图时为空", 2, is_optional=True),
            Field("年度图号", "年度对比图的序号，没有图时为空", 3, is_optional=True),
            Field("年度表号", "年度对比表的序号，没有表时为空", 1, is_optional=True),
        ),
        "management": (
            Field("文件[]", "规章、行政规范性文件，没有数目的不列", each="类", is_optional=True),
            Field("文件[].名称", "哪一种文件", "行政规范性文件"),
            Field("文件[].数目[]", "制发、废止、现行有效，没有的不列", each="项"),
            Field("文件[].数目[].说法", "制发、废止或现行有效", "制发"),
            Field("文件[].数目[].数", "件数", 22),
            *_WORK,
        ),
        "platforms": _WORK,
        "supervision": (
            *_WORK,
            _of_government("考核", "工作考核结果"),
            _of_government("评议", "社会评议结果"),
            _of_government("追责", "责任追究结果"),
            Field("追责人次", "没有填责任追究的文字时，追究责任的人次，没有时为0", 2, is_optional=True),
            Field("没有追责", "是否填明没有责任追究", False),
            Field("没有的[]", "填了“无”的考核、评议结果", "社会评议结果", each="项", is_optional=True),
            Field("缺项[]", "政府必须报告而没有填的", "社会评议结果", each="项", is_optional=True),
        ),
        "fee": (
            Field("金额", "信息处理费（元），没有填时为空", "1080", is_optional=True),
            Field("没有收取", "是否填明没有收取", False),
            Field("件数", "收取信息处理费的申请件数，没有时为0", 3, is_optional=True),
        ),
    }
)

ANNUAL_WORDING_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "title": "年度报告的标题",
        "preamble": "标题与第一部分之间的说明",
        "opening": "第一部分的第一段",
        "disclosure": "第一部分（一）主动公开",
        "requests": "第一部分（二）依申请公开",
        "management": "第一部分（三）政府信息管理",
        "platforms": "第一部分（四）政府信息公开平台建设",
        "supervision": "第一部分（五）监督保障",
        "fee": "第六部分：收取信息处理费情况",
    }
)
"""Wording template in ``wording/annual`` → what it words."""


def annual_wording_fields(name: str) -> tuple[Field, ...]:
    """Fields of one wording template, without those that all of them know (``ANNUAL_COMMON_FIELDS``)."""
    return _PARTS[name]
