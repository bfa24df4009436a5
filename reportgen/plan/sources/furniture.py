"""Lines and tables that belong to a web page or a file system, not to the plan on it."""

import re
from collections.abc import Iterable

_FILING = re.compile(
    r"(?:(?:发布|发文|成文|生成|公开|更新|印发|制发)(?:时间|日期)\s*[:：].{0,100}"
    r"|(?:文章|信息|稿件|内容)?来源\s*[:：].{0,100}"
    r"|(?:作者|编辑|责任编辑|审核|校对|供稿|信息员|发布人|录入)\s*[:：].{0,80}"
    r"|(?:索\s*引\s*号|信息索引|主题分类|主题词|信息分类|公文种类|体裁分类|服务对象|有\s*效\s*性"
    r"|公开(?:方式|形式|范围|类别|属性)|发布(?:机构|单位|部门)|发文(?:机关|机构|单位)|制发(?:机关|机构)|成文机关"
    r"|公开(?:主体|责任部门)|名\s*称|文\s*号|发文字号)\s*[:：].{0,80})"
)
_TOOL = re.compile(
    r"(?:您?(?:现在|当前|所在)?的?(?:当前)?位置\s*[:：].*"
    r"|首页\s*(?:[>›»/＞→]|-{1,2}>?).*"
    r"|(?:浏览|访问|阅读|点击)(?:次数|量|数)?\s*[:：].{0,60}"
    r"|[【\[]?\s*(?:字体|字号)(?:大小)?\s*[】\]]?\s*[:：]?[\s\[\]【】大中小特A+\-]*.{0,20}"
    r"|[【\[（(]?\s*(?:我要)?(?:打印(?:本页|此页|文章|正文)?|关闭(?:窗口|本页|页面|此页)?|收藏(?:本页)?|纠错|下载|转发|保存"
    r"|返回(?:顶部|首页|列表|上一页)?|朗读|无障碍(?:浏览|阅读)?|长者模式)\s*[】\]）)]?"
    r"(?:\s*[|｜/【\[]?\s*(?:打印|关闭|收藏|纠错|下载|返回)\S{0,4}[】\]]?)*"
    r"|(?:一键)?分享(?:到|至|按钮)\s*[:：]?.{0,40}|分享|扫一扫.{0,30}|扫描二维码.{0,30}|用?微信扫.{0,30}"
    r"|[上下]一[篇条]\s*[:：].*|相关(?:阅读|链接|文章|解读|文件|信息|新闻|附件|稿件|报道)(?:\s*[:：].{0,60})?"
    r"|.{0,40}(?:ICP备|公网安备|网站标识码|版权所有|网站地图|Copyright).{0,80})",
    re.IGNORECASE,
)
_METADATA = re.compile(
    "索引号|信息索引|主题分类|主题词|信息分类|公文种类|体裁|服务对象|有效性|公开方式|公开形式|公开范围|公开类别|发布机构|发文机关|发文机构"
    "|制发机关|制发机构|成文日期|生成日期|发布日期|发文日期|发文字号|公开日期|废止日期|文号|公开责任部门|信息名称"
)
_WEB_ONLY = re.compile(
    r"(?:扫一扫.{0,30}|用?微信扫.{0,30}|分享(?:到|至)\s*[:：]?.{0,20}|[【\[]?打印本页[】\]]?.{0,12}|[【\[]?关闭窗口[】\]]?.{0,12})"
)


def is_furniture_line(text: str, *, at_edge: bool) -> bool:
    """Whether a line of a web page is a breadcrumb, tool bar or footer, or filing data.

    Args:
        text: The line.
        at_edge: Whether it stands before or after the body; only there is 来源：… filing data.
    """
    text = text.strip()
    return len(text) <= 200 and bool(_TOOL.fullmatch(text) or (at_edge and _FILING.fullmatch(text)))


def is_tool_line(text: str) -> bool:
    """Whether a line can only be a web page's tool, wherever it turns up (扫一扫在手机打开当前页)."""
    return bool(_WEB_ONLY.fullmatch(text.strip()))


def is_metadata(cells: Iterable[str]) -> bool:
    """Whether the cells of a table are a document's filing data (索引号, 发布机构 …)."""
    words = [re.sub(r"\s", "", cell) for cell in cells]
    named = sum(len(set(_METADATA.findall(word))) for word in words if len(word) <= 60)
    return named >= 3 and sum(map(len, words)) < 1500
