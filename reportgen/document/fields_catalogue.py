"""Every field that templates may use: of the Word template, and of each wording template, with meaning and example."""

from collections.abc import Mapping
from types import MappingProxyType

from reportgen.document.fields import ExamplePicture, Field

_PICTURE = ExamplePicture("完成情况构成")


def _figures(group: str, where: str) -> tuple[Field, ...]:
    path = f"图组.{group}[]"
    return (
        Field(path, f"放在“{where}”的图，没有时为空", each="图", tag="p", is_optional=True),
        Field(f"{path}.图片", "图本身；所在段落用单倍行距，否则只露出一行高", _PICTURE),
        Field(f"{path}.序号", "图的序号", "1"),
        Field(f"{path}.题注", "图的名称", "完成情况构成"),
    )


WORD_FIELDS: tuple[Field, ...] = (
    Field("标题", "文档标题，很长时已分行", "云岭市水务局关于贯彻落实《2025年政务公开工作要点分工方案》情况的报告"),
    Field(
        "引言[]",
        "引言各段：引用方案中要求报告落实情况的条款",
        "现将贯彻落实情况报告如下。",
        each="段",
        tag="p",
    ),
    Field("章", "各章标题，带编号"),
    Field("章.总体", "第一章标题", "一、总体情况"),
    Field("章.分类", "第二章标题", "二、各类任务落实情况"),
    Field("章.单位", "各单位完成情况一章的标题；设置为不公开单位时为空", "三、各单位完成情况", is_optional=True),
    Field("章.问题", "最后一章标题", "四、存在的问题和下一步措施"),
    Field("总体[]", "总体情况各段", "《分工方案》共部署29项任务，涉及17个方面。", each="段", tag="p"),
    Field("分类[]", "各类任务（方案的一级类别），按方案次序", each="类", tag="p"),
    Field("分类[].标题", "类别标题，带编号", "（一）规范主动公开目录"),
    Field("分类[].段落[]", "这一类任务落实情况各段", "2项任务全部完成。", each="段", tag="p"),
    Field(
        "单位说明[]",
        "各单位完成情况的说明；设置为不公开单位时为空",
        "牵头、负责和配合落实任务的单位共11个，均已报送落实情况。",
        each="段",
        tag="p",
        is_optional=True,
    ),
    Field("单位表[]", "各单位完成情况，每个单位一行；设置为不公开单位时为空", each="行", tag="tr", is_optional=True),
    Field("单位表[].单位", "单位名称", "办公室"),
    Field("单位表[].承担", "牵头或负责的任务中应完成的项数", "10"),
    Field("单位表[].承担完成", "牵头或负责的任务中完成的项数", "9"),
    Field("单位表[].承担率", "牵头或负责的任务的完成率", "90.0%"),
    Field("单位表[].配合", "配合的任务中应完成的项数", "3"),
    Field("单位表[].配合完成", "配合的任务中完成的项数", "1"),
    Field("单位表[].配合率", "配合的任务的完成率", "33.3%"),
    Field("问题[]", "存在的问题和下一步措施各段", "尚有4项任务未完成。", each="段", tag="p"),
    Field("图组", "各处的图"),
    *_figures("总体", "总体情况"),
    *_figures("分类", "各类任务落实情况"),
    *_figures("单位", "各单位完成情况"),
    Field("图号", "各处第一个图的序号，供模板里自己的图表写题注"),
    Field("图号.总体", "总体情况的图的序号；没有图时为空", "1", is_optional=True),
    Field("图号.分类", "各类任务落实情况的图的序号；没有图时为空", "2", is_optional=True),
    Field("图号.单位", "各单位完成情况的图的序号；没有图时为空", "3", is_optional=True),
    Field("任务表[]", "任务落实情况一览表：同一类别的若干行为一组，一组不超过一页", each="类", tag="tr"),
    Field("任务表[].名称", "类别名称；写在 {% vm %} 之后，同组各行合并成一格", "一、规范主动公开目录"),
    Field("任务表[].行[]", "这一组的任务", each="行", tag="tr"),
    Field("任务表[].行[].序号", "任务序号", "1"),
    Field("任务表[].行[].要求", "具体要求", "修订主动公开目录，6月30日前在门户网站更新。"),
    Field("任务表[].行[].责任", "责任单位，照方案的写法", "办公室牵头，各科室配合"),
    Field("任务表[].行[].情况", "完成情况", "已完成"),
    Field("任务表[].行[].续", "是否接上一行：内容太长、一行放不下的，余下的写在“落实”里，其他栏为空", False),
    Field("任务表[].行[].落实", "落实情况全文", "修订主动公开目录，新增事项17项。"),
    Field("附表序号", "任务落实情况一览表是第几个表", "2"),
    Field("要点[]", "一页图解的五行文字", each="点", tag="p"),
    Field("要点[].标题", "小标题", "完成情况"),
    Field("要点[].内容", "一两句话", "应完成29项，完成22项，完成率75.9%。"),
    Field("数字", "主要数字，供一页图解等使用"),
    Field("数字.任务总数", "方案部署的任务项数", "29"),
    Field("数字.应完成", "应完成的项数（不适用的除外）", "29"),
    Field("数字.完成", "完成的项数", "22"),
    Field("数字.完成率", "完成率；没有应完成的任务时为“—”", "75.9%"),
    Field("数字.单位总数", "牵头、负责和配合的单位数", "11"),
    Field("数字.已报送", "报送了落实情况的单位数", "10"),
    Field("数字.截止日期", "统计截止日期", "2025年12月31日"),
    Field("数字.机关", "机关名称", "云岭市水务局"),
    Field("数字.年度", "方案年度", "2025"),
    Field("数字.口径", "统计口径，一句话", "完成率为完成项数与应完成项数之比；不适用的任务不计入。"),
)

COMMON_FIELDS: tuple[Field, ...] = (
    Field("机关", "机关名称", "云岭市水务局"),
    Field("方案", "方案名称，放在《》里", "云岭市水务局2025年政务公开工作要点分工方案"),
    Field("方案简称", "方案的简称", "分工方案"),
    Field("标题用方案名", "方案名称去掉与机关名称重复的部分", "2025年政务公开工作要点分工方案"),
    Field("年度", "方案年度", 2025),
    Field("截止日期", "统计截止日期", "2025年12月31日"),
    Field("另起一段", "在这里分段；文字模板中的换行不分段", ""),
)

_TALLY: tuple[Field, ...] = (
    Field("总数", "任务项数", 29),
    Field("应完成", "应完成的项数（不适用的除外），没有时为空", 28, is_optional=True),
    Field("不适用", "不适用的项数，没有时为空", 1, is_optional=True),
    Field("完成", "完成的项数，没有时为空", 22, is_optional=True),
    Field("其余", "应完成而没有完成的项数，没有时为空", 6, is_optional=True),
    Field("全部完成", "应完成的是否全部完成", False),
    Field("完成率", "完成率", "78.6%"),
    Field("构成[]", "各种完成情况，没有的不列", each="类"),
    Field("构成[].情况", "完成情况", "已完成"),
    Field("构成[].项数", "项数", 15),
    Field("构成[].计为完成", "按统计口径是否计为完成", True),
)

_OVERALL: tuple[Field, ...] = (
    *_TALLY,
    Field("方面数", "一级类别数，只有一类时为空", 17, is_optional=True),
    Field("方面", "按类别看的完成情况；没有几类、全都完成或全都没有完成时为空", is_optional=True),
    Field("方面.全部", "任务全部完成的类别数，没有时为空", 11, is_optional=True),
    Field("方面.部分", "任务部分完成的类别数，没有时为空", 4, is_optional=True),
    Field("方面.没有", "没有任务完成的类别数，没有时为空", 2, is_optional=True),
    Field("承担单位数", "牵头或负责的单位数，只有一个时为空", 11, is_optional=True),
    Field("到期", "方案明确时限且已经到期的任务，没有时为空", is_optional=True),
    Field("到期.项数", "到期的项数", 8),
    Field("到期.按期", "按期完成的项数", 3),
    Field("到期.按期率", "按期率", "37.5%"),
    Field("未报送单位", "没有报送的单位名称；设置为不公开单位时为空", "财务科", is_optional=True),
    Field("未报送单位数", "没有报送的单位数，没有时为空", 1, is_optional=True),
    Field("单位总数", "单位数", 11),
    Field("口径", "统计口径，一句话", "完成率为完成项数与应完成项数之比；不适用的任务不计入。"),
    Field("图号", "完成情况构成图的序号，没有图时为空", "1", is_optional=True),
)

_OPEN: tuple[Field, ...] = (
    Field("未完项数", "未完成的项数，没有时为空", 4, is_optional=True),
    Field("未报项数", "承担单位没有报送完整情况的项数，没有时为空", 3, is_optional=True),
    Field("均未报送", "应完成的任务是否都没有报送", False),
    Field("问题[]", "各单位所填的存在问题，相同的只列一次", each="项", is_optional=True),
    Field("问题[].内容", "存在问题", "城东水厂尚未完成竣工验收"),
    Field("问题[].任务", "涉及的任务，没有序号时为空", "第9项", is_optional=True),
    Field("下一步[]", "各单位所填的下一步措施，相同的只列一次", each="项", is_optional=True),
    Field("下一步[].内容", "下一步措施", "2026年3月底前完成验收"),
    Field("下一步[].任务", "涉及的任务，没有序号时为空", "第9项", is_optional=True),
)

_OPEN_CLASSES: tuple[Field, ...] = (
    _OPEN[0],
    Field("未完[]", "未完成的任务，按完成情况分类", each="类", is_optional=True),
    Field("未完[].情况", "完成情况", "正在推进"),
    Field("未完[].项数", "项数", 3),
    Field("未完[].名称", "任务名称", "第9项、第25项、第29项"),
    Field("逾期项数", "其中已超过完成时限的项数，没有时为空", 2, is_optional=True),
)


def _told_of(path: str) -> tuple[Field, ...]:
    """What is told of an open task, or of one unit's part in it."""
    return (
        Field(f"{path}.情况", "完成情况", "正在推进"),
        Field(f"{path}.进展", "已做的工作，没有写时为空", "已完成监测点位设置。", is_optional=True),
        Field(f"{path}.问题", "存在问题，没有写时为空", "设备尚未到位", is_optional=True),
        Field(f"{path}.下一步", "下一步措施，没有写时为空", "2026年3月底前完成安装", is_optional=True),
    )


_PARTS: Mapping[str, tuple[Field, ...]] = MappingProxyType(
    {
        "title": (),
        "opening": (
            Field("条款", "方案中要求报告落实情况的条款，没有时为空", is_optional=True),
            Field("条款.序号", "第几项；在结尾段落中时为空", "第29项", is_optional=True),
            Field("条款.原文", "条款原文，里面的引号已改为单引号", "本要点的落实情况，纳入年度报告向社会公开。"),
            Field("缺条款", "方案没有这样的条款，任务清单的“方案信息”表中也没有写明“无”", True),
        ),
        "overall": _OVERALL,
        "category": (
            Field("名称", "类别名称，不带编号", "规范主动公开目录"),
            Field("编号", "类别编号", "一"),
            *_TALLY,
            Field("持续", "是否都是持续推进且达到年度要求", False),
            Field("含持续", "是否有持续推进且达到年度要求的", True),
            Field("均未报送", "是否都没有报送", False),
            Field("分组[]", "方案的二级标题；没有时只有一组，名称为空", each="组"),
            Field("分组[].序号", "组的序号", 1),
            Field("分组[].名称", "二级标题，不带编号", "政策解读", is_optional=True),
            Field("分组[].缺内容", "已完成而没有写落实情况的任务，没有时为空", "第3项", is_optional=True),
            Field("成效[]", "已完成任务的落实情况", each="项", is_optional=True),
            Field("成效[].组", "属于第几组", 1),
            Field("成效[].内容", "做了什么，取前几句", "修订主动公开目录，新增事项17项。"),
            Field("成效[].其余单位数", "还有几个单位的落实情况没有写进来，没有时为空", 2, is_optional=True),
            Field("未完[]", "尚未完成的任务", each="项", is_optional=True),
            Field("未完[].组", "属于第几组", 1),
            Field("未完[].名称", "任务名称", "第9项“公开水质信息”"),
            *_told_of("未完[]"),
            Field("未完[].逾期", "已超过的完成时限，没有逾期时为空", "2025年9月30日", is_optional=True),
            Field("未完[].完成单位", "几个单位承担时已经完成的单位，没有时为空", "办公室", is_optional=True),
            Field("未完[].完成单位数", "这样的单位数，没有时为空", 1, is_optional=True),
            Field("未完[].各方[]", "几个单位承担时没有完成的单位各自的情况，否则为空", each="方", is_optional=True),
            Field("未完[].各方[].单位", "单位名称", "人事科"),
            Field("未完[].各方[].单位数", "单位数", 1),
            *_told_of("未完[].各方[]"),
            Field("未完[].其余单位数", "还有几个单位的情况没有写进来，没有时为空", 2, is_optional=True),
            Field("未报[]", "没有人报送或者没有报全的任务", each="项", is_optional=True),
            Field("未报[].组", "属于第几组", 1),
            Field("未报[].名称", "任务名称", "第4项“公开河道采砂许可”"),
            Field("未报[].项数", "任务项数", 1),
            Field("未报[].单位", "没有报送的单位", "河湖管理科"),
            Field("未报[].单位数", "没有报送的单位数", 1),
            Field("未报[].已报单位数", "同一任务已报送的承担单位数，没有时为空", 1, is_optional=True),
        ),
        "units": (
            Field("单位总数", "单位数", 11),
            Field("已报送", "报送了落实情况的单位数，没有时为空", 10, is_optional=True),
            Field("全部报送", "是否全部报送", False),
            Field("承担单位数", "承担任务的单位数，没有时为空", 11, is_optional=True),
            Field("全部完成的单位", "完成了所承担全部任务的单位", "人事科、行政审批科", is_optional=True),
            Field("全部完成的单位数", "这样的单位数，没有时为空", 2, is_optional=True),
            Field("表号", "各单位完成情况表的序号", "1"),
            Field("图号", "各单位完成情况图的序号，没有图时为空", "3", is_optional=True),
        ),
        "problems": (
            *_OPEN,
            *_OPEN_CLASSES[1:],
            Field("逾期", "已超过完成时限的任务，没有时为空", "第18项、第25项", is_optional=True),
            Field("未报", "承担单位没有报送完整情况的任务，没有时为空", "第4项、第11项", is_optional=True),
            Field("均未完成", "应完成的任务是否都报送了而没有一项完成", False),
            Field("另见正文", "是否还有问题和措施没有列出", False),
            Field("全部完成", "各项任务是否全部完成", False),
        ),
        "short": (
            *_OVERALL,
            *_OPEN,
            Field("成效[]", "各类任务的落实情况，条数按字数选定", each="项", is_optional=True),
            Field("成效[].名称", "类别名称", "规范主动公开目录"),
            Field("成效[].内容", "做了什么", "修订主动公开目录，新增事项17项。"),
        ),
        "onepage": (
            *_OVERALL,
            Field(
                "完成方面",
                "任务全部完成的类别名称，没有时为空",
                "“规范主动公开目录”“优化政务服务公开”",
                is_optional=True,
            ),
            Field("完成方面任务数", "这些类别的任务项数，没有时为空", 4, is_optional=True),
            *_OPEN_CLASSES,
            Field("未报项数", "承担单位没有报送完整情况的项数，没有时为空", 3, is_optional=True),
            Field(
                "下一步[]",
                "未完任务的下一步措施，放得下的几条",
                "第9项“公开水质信息”，2026年3月底前完成",
                each="项",
                is_optional=True,
            ),
            Field("均未报送", "应完成的任务是否都没有报送", False),
            Field("有措施", "未完任务是否写了下一步措施", True),
        ),
    }
)

WORDING_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "title": "文档标题",
        "opening": "引言",
        "overall": "总体情况",
        "category": "各类任务落实情况（每一类用一次）",
        "units": "各单位完成情况",
        "problems": "存在的问题和下一步措施",
        "short": "短式，放入年度报告",
        "onepage": "一页图解的五行文字",
    }
)
"""Wording template → what it words."""

WORDING_FILTERS: Mapping[str, str] = MappingProxyType(
    {
        "中文数字": "数字写成中文：{{ 3|中文数字 }} 印成“三”",
        "待补充": "标出缺少的内容：{{ '原因'|待补充 }} 印成“〔待补充：原因〕”",
    }
)
"""What wording templates may write after a ``|`` besides Jinja's own."""


def wording_fields(name: str) -> tuple[Field, ...]:
    """Fields of one wording template, those that all of them know last."""
    return (*_PARTS[name], *COMMON_FIELDS)
