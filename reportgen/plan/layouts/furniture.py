"""Lines round a plan that are no part of it: a page's tools, dates, signatures, publication marks."""

import re

from reportgen.plan.phrases.spacing import squeeze

_FURNITURE = re.compile(
    "扫一扫|打印本页|关闭窗口|上一篇|下一篇|版权所有|主办单位[:：]|ICP备|网站地图|分享到|^附件|^[（(]?此件|^公开方式|^[(（]?(?:主动公开|公开发布|依申请公开|不予公开)[)）]?$|^抄送|印发$|"
    r"^\d{4}年\d{1,2}月\d{1,2}日$|责任编辑|浏览次数|信息来源|^[(（]?联系(?:人|电话|单位)"
)


def is_furniture(text: str) -> bool:
    """Whether a paragraph belongs to the page and not to the plan."""
    return _FURNITURE.search(squeeze(text)) is not None
