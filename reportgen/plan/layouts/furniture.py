"""Lines round a plan that are no part of it: a page's tools, dates, signatures, publication marks, attachments."""

import re
from collections.abc import Sequence

from reportgen.plan.phrases.bodies import is_body_like
from reportgen.plan.phrases.labels import split_label
from reportgen.plan.phrases.spacing import squeeze

_SIGN = r"[【\[（(]?\s*(?:打印(?:本页|此页|文章)?|关闭(?:窗口|本页|页面)?|收藏(?:本页)?|纠错|下载|返回(?:顶部|首页|列表)?|分享)\s*[】\]）)]?"
_DATE = re.compile(
    r"(?:\d{4}|[〇○零一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月(?:[\d一二三四五六七八九十]{1,3}日)?"
)
_FURNITURE = re.compile(
    rf"^(?:{_SIGN}[|｜/]?)+$|^{_DATE.pattern}$|^(?:扫一扫|扫描二维码|用?微信扫)|^[上下]一[篇条][:：]?|^分享(?:到|至)"
    r"|^相关(?:解读|阅读|链接|文章|文件|新闻|附件|稿件|报道|信息)(?:[:：]|$)|^网站标识码|^网址[:：]|^技术支持[:：]"
    r"|^主办(?:单位)?[:：].*(?:承办|网站|网址|备案|电话|地址)|^承办(?:单位)?[:：].*(?:技术支持|维护|网站|网址|备案|电话|地址)"
    r"|^(?:信息|文章|稿件)?来源[:：]|^(?:作者|编辑|审核|校对|责任编辑)[:：]"
    r"|^附\s*件|^[（(]?此件|^公开(?:方式|属性|形式)|^[(（]?(?:主动公开|公开发布|依申请公开|不予公开)[)）]?$|^抄送|^[^，。]{2,40}印发$|^共印\d+份|^[^。]{4,80}\.(?:docx?|xlsx?|pdf|wps|et|zip|rar|ofd)$"
    r"|^[(（]?联系(?:人|电话|单位)|^[（(]?续表\d?[）)]?$"
    # The foot of an article on a public account.
    r"|^[-—=\s]*END[-—=\s]*$|^阅读\s*[:：]?\s*\d|^.{0,2}点赞.{0,4}(?:在看|转发|分享)|^图为[^。]{2,30}$|^[（(]?图片?来源"
    # Other articles that the page names: a title with its date, a notice's title, 【图解】….
    r"|^[^。，；]{4,80}[（(\[]?\d{4}[-./]\d{1,2}[-./]\d{1,2}[）)\]]?$|^[^。]{4,40}关于[^。]{4,80}的(?:通知|通告|公告|通报|意见|函)$|^[【\[](?:图解|解读|视频)"
    r"|^[（(]?(?:本|此)(?:方案|要点|清单|分工|表|办法)[^。]{0,4}自.{0,20}(?:执行|施行|实施)"
)
# Words of a page's footer or tool bar wherever they stand, but not inside a sentence.
_TOOLS = re.compile(
    "打印本页|关闭窗口|分享到|版权所有|ICP备|公网安备|网站标识码|网站地图|主办单位[:：]|责任编辑|浏览次数|信息来源|上一篇|下一篇"
)
_LONGEST = 80
_LONG = re.compile(r"^(?:附\s*件|抄送)")
_ATTACHMENTS = re.compile(r"^附\s*件\s*[:：]?\s*(?P<number>\d{1,2})?\s*[.．、]?")
# What only leads to what follows: 重点做好以下工作：, 现将任务分工如下：.
_INTRODUCES = re.compile(
    r"(?:以下|下列|下面|如下)[^，,。；;：:]{0,16}[:：]$|如下[。.]?$|(?:这|几)[几项个]{1,2}方面[^，,。；;：:]{0,10}[:：]$"
)
_BETWEEN_BODIES = re.compile(r"[\s、]+")
_NAME = re.compile(r"[\u4e00-\u9fff0-9“”·—（）()]{3,30}")
_MOST_SIGNERS = 2
_SEAL = re.compile(r"[（(](?:盖章|公章|印章|章)[）)]$")


def is_furniture(text: str) -> bool:
    """Whether a paragraph belongs to the page and not to the plan, by its words alone."""
    plain = squeeze(text).strip("*＊")
    if len(plain) > _LONGEST and not _LONG.search(plain):
        return False
    return _FURNITURE.search(plain) is not None or ("。" not in plain and _TOOLS.search(plain) is not None)


def introduces(text: str) -> bool:
    """Whether a paragraph only leads to what stands below it: …，重点做好以下工作：."""
    return _INTRODUCES.search(squeeze(text).rstrip("👇↓▼")) is not None


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else, as below a signature."""
    return _DATE.fullmatch(re.sub(r"\s", "", text)) is not None


def names_only_bodies(text: str) -> bool:
    """Whether a line is nothing but names of bodies: a signature, or bodies without a label."""
    if split_label(text)[0] is not None:
        return False
    words = _SEAL.sub("", re.sub(r"(?<=[\u4e00-\u9fff])[ \u3000](?=[\u4e00-\u9fff][ \u3000])", "", text.strip()))
    names = [name for name in _BETWEEN_BODIES.split(words) if name]
    return bool(names) and all(_NAME.fullmatch(name) and is_body_like(name) for name in names)


def signs_for(text: str, issuer: str) -> bool:
    """Whether a line is the signature of this body (or of its office), with or without the date."""
    name = squeeze(_DATE.sub("", re.sub(r"\s+(?=\d{4}年)", "", text)))
    return bool(issuer) and names_only_bodies(name) and (name in issuer or issuer in name)


def find_signatures(texts: Sequence[str]) -> set[int]:
    """Which lines are the issuer's signature: names of bodies next to a date line, or at the very end."""
    found: set[int] = set()
    # Where such lines stand all over the text they say who is responsible.
    is_end = sum(map(names_only_bodies, texts)) <= _MOST_SIGNERS
    for number in range(len(texts) - 1, -1, -1):
        text = texts[number]
        signs = names_only_bodies(_DATE.sub("", re.sub(r"\s+(?=\d{4}年)", "", text)))
        beside = any(0 <= place < len(texts) and is_date(texts[place]) for place in (number - 1, number + 1))
        if signs and (is_end or beside or number + 1 in found):
            found.add(number)
        elif not is_furniture(text):
            is_end = False
    return found


def find_attachments(texts: Sequence[str]) -> set[int]:
    """Which lines list attachments: ``附件：1.…`` and the names below that count on."""
    found: set[int] = set()
    expected = 0
    for number, text in enumerate(texts):
        begins = _ATTACHMENTS.match(text.strip())
        if begins:
            found.add(number)
            expected = int(begins["number"] or 0) + 1
            continue
        label, rest = split_label(text)
        is_name = label is not None and label.style == "arabic" and label.number == expected
        if is_name and len(rest) <= _LONGEST and not re.search("[。；;]|单位[:：]", rest):
            found.add(number)
            expected += 1
        else:
            expected = 0
    return found
