"""Words of work still to do (正在, 拟, 将, 尚未), told apart from the same characters meaning something else.

Every pattern asks for the company in which the word means what the rule is after. Where a word is as often innocent (将
for 把, 拟录用, 计划 the noun), the pattern is the narrower one: a question that is silly is not read again.
"""

import re
from typing import Final

from reportgen.check.words import clause_around, narrow, sentences, without_quotes

_HAN: Final = "[\u4e00-\u9fff]"
_HEAD: Final = r"(?<![^,、:(])"
"""The head of a clause."""

_DAY: Final = (
    r"(?:\d{4}年|\d{1,2}月|年[底内末前]|本月|[上中下]旬|月[底内]|明年|次年|来年|下(?:半年|个?月|周|季度)"
    "|近期|春节|元旦)"
)
_DOING: Final = (
    "(?:推进|进行|办理|实施|建设|筹备|筹建|制定|完善|整改|审批|审核|审查|落实|起草|编制|修订|研究|改造|施工|测试|调试|试运行"
    "|清理|梳理|汇总|开发|采购|招标|征求意见|公示|评审|报批|申报|衔接|协调|对接)"
)
_ACT: Final = (
    "(?:印发|下发|发布|公布|出台|上线|启用|召开|举办|开展|组织|提交|提请|报请|报送|上报|签订|采购|招标|启动|安排|建成"
    "|完成)"
)
_SOON: Final = "(?:尽快|适时|陆续|逐步|抓紧|择期|择机|另行|加快|争取|力争)"
_DECIDED: Final = "(?:审批|审定|审议|审核|批复|批准|验收|研究|确定|通过|印发|公布|公开|完善|落实)"
_OUGHT: Final = "(?<![即必应需须要可])"
# 对正在执行事项, 将尚未公开的信息: the words say which, not how far.
_NOT_WHICH: Final = "(?<![对把将就凡如若])"
_WHO: Final = r"(?:(?<=目前)|(?<=现)|(?<=近期)|(?<=我[局科处室办])|(?<=单位))"

_PATTERNS: Final[dict[str, tuple[str, ...]]] = {
    "正在": (
        # 正在汇总; not 正在办理的
        rf"{_NOT_WHICH}正在(?!解决或|{_HAN}{{2,4}}?的)",
        # 推进中。 not 推进中小企业
        rf"{_DOING}之?中(?=$|[)]$|[,)、](?:预计|计划|争取|力争|拟|将|待|尚|还|目前|下一?步|$))",
        r"[仍尚]在(?!线|持续|有效|列|库)(?=[\u4e00-\u9fff])",
    ),
    "下一步": (
        rf"(?<![对把就为])(?:下一?步|下一?阶段|接下来)(?=[,:]|{_HAN})",
        r"后续(?=,|将|拟|计划|我)",
    ),
    "将": (
        # 将于, 将尽快; 将 alone is mostly 把
        rf"{_OUGHT}将(?:会(?![议同计商员务场展])|{_SOON})",
        rf"{_OUGHT}将(?:于|在)?(?:{_DAY}|(?<=于)\d)",
        rf"(?:还|仍|也|届时|预计|下月|明年|近期)将(?=(?:再|{_ACT})(?!情况|结果|内容|{_HAN}?的))",
        rf"即将(?!到期|届满|期满|{_HAN}{{2,4}}的)(?={_HAN})",
    ),
    "拟": (
        # 拟于6月印发, 现拟提交; not 拟定, 草拟, 拟录用, 拟保留24件, 审查拟公开信息
        rf"(?<![草模虚比起代])拟(?:于|在)?(?:计划)?{_DAY}",
        rf"(?:{_HEAD}|{_WHO})拟(?:于|在|将|计划|近期|尽快|再|另行|{_ACT})(?!{_HAN}{{2,5}}?的)"
        rf"(?!{_HAN}{{0,3}}(?:信息|文件|稿件|内容|事项|材料|项目))",
    ),
    "计划": (
        # at the head of its clause or behind 现, 还; not 抽查计划于4月公布, 原计划
        rf"(?:{_HEAD}|(?<=[还仍已均并也])|{_WHO})计划(?:于|在|将)?(?:{_DAY}|\d+日)",
        rf"(?:{_HEAD}|(?<=[还仍])|{_WHO})计划(?:于|在|将|尽快|再)?{_ACT}(?!{_HAN}{{2,5}}?的)",
        rf"(?:预计|争取|力争|有望)(?:于|在|到)?(?:{_DAY}|尽快|早日)"
        r"(?=[^,]{0,12}(?:完成|公布|公开|发布|印发|出台|建成|上线|启用|办结|落实|达到|到位|前|底))",
    ),
    "尚未": (
        # not 尚未收到申请, which is a result
        rf"{_NOT_WHICH}[尚还仍暂]未(?!发现|收到|出现|发生|接到|产生|涉及|查[到出]|有|{_HAN}{{2,5}}?的)",
        r"(?:还|尚|目前)没有?(?=完成|公开|公布|启动|开展|落实|印发|发布|建成|做|上线|到位|通过)",
        rf"(?:[还仍尚]有|另有)[^,]{{1,14}}(?:未(?!采纳)|没有?|待)(?={_HAN})",
        rf"[尚还](?:需|须|差)(?=[\d{_HAN[1:]})",
    ),
    "待": (
        # 待审定后公布, 待批复; not 等待, 接待, 待遇
        rf"(?:尚|还|仍|有|亟)待(?={_HAN})",
        r"(?<![等对接期招看款优善留亏交虐有尚还仍亟])待(?!遇|岗|业|产|客|人|办事项|办件|命|在)"
        rf"(?:[^,]{{1,14}}?(?:之?后|时|方可|即可|再)(?!续)|(?:上级|领导|上会|会议)?{_DECIDED}(?=$|[,)]))",
        r"等待(?!时间)(?=[^,]{0,8}(?:批复|审批|审核|审定|通知|反馈|验收|答复|意见))",
    ),
}
"""Word → the forms in which it says that something is still to do."""

_OPEN: Final = tuple(re.compile(pattern) for forms in _PATTERNS.values() for pattern in forms)
_AROUND: Final = 80
"""Characters beside a word that are looked at; a sentence of thousands is no sentence."""

_FUTURE: Final = re.compile(r"^(?:下|接下来|后续|.{0,3}将)")
_UPKEEP: Final = re.compile(r"继续|持续|不断|进一步|常态|长期|巩固|坚持|一如既往")
_AND_THEN: Final = re.compile(r"(?:[现后均业并]|目前|随后|最终|全部|如期|按期)已(?!有)|已(?:于|经|全部|如期|按期)")
_DENIED: Final = re.compile(r"(?:无|没有|不存在|杜绝|避免|防止|不再)[^,]{0,4}$")
_TOPIC: Final = re.compile(r"(?:^|[,、:(])(?:(?:对于?|针对|凡是?|如果?|若)[^,]*|因[^,]*的)$")
_ORIGINALLY: Final = re.compile(r"(?:原|曾|此前|前期|年初|当时)$")


def open_words(text: str, topic: str = "") -> str | None:
    """The clause of a text that speaks of work still to do, as written; ``None`` where there is none.

    Args:
        text: 落实情况.
        topic: The requirement; words that stand there too name the subject (公开拟建项目), not the progress.
    """
    topic = narrow(topic)
    for start, sentence in sentences(without_quotes(narrow(text))):
        for pattern in _OPEN:
            for hit in pattern.finditer(sentence):
                if _is_meant(hit, sentence, topic):
                    return clause_around(text, start + hit.start())
    return None


def _is_meant(hit: re.Match[str], sentence: str, topic: str) -> bool:
    """Whether the words say what they seem to, by what stands around them."""
    before = sentence[max(hit.start() - _AROUND, 0) : hit.start()]
    after = sentence[hit.end() : hit.end() + _AROUND]
    clause = before + re.split("[,)]", hit[0] + after)[0]
    if _DENIED.search(before) or _ORIGINALLY.search(before) or _AND_THEN.search(after) or _TOPIC.search(clause):
        return False
    # 下一步将继续做好更新: keeping up what is done is no work left open.
    if _FUTURE.match(hit[0]) and _UPKEEP.search(after):
        return False
    shown = sentence[hit.start() : hit.end() + 2]
    return len(shown) < 3 or shown not in topic
