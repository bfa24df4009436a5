"""Whether a figure told in prose is the year's whole figure of this body: other years, parts, units, plans are not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from reportgen.annual.rules.prose.numerals import REQUEST_MEASURES, Count, counts
from reportgen.annual.rules.prose.sentences import Sentence
from reportgen.model.annual import AnnualReport

_CLAUSE: Final = re.compile(r"[，；：。！？（）]")
_COMPARED: Final = re.compile(
    r"同比|较|比上|比去|相比|增长|增加|增幅|减少|下降|上升|多收|少收|平均|人均|日均|月均|预计|计划|目标|力争|拟|建议|不超过|至少|每"
    r"|延期|延长|超期|抽查|其余|剩余|另外|另有|另(?!行)|以下|例如|比如|督促|指导|协调|协助|帮助|(?<!结)转办|转交|移送|交办|应(?:办|答复|受理)|需(?:办|答复)"
)
_PERIOD: Final = re.compile(
    r"[上下]半年|季度|近[两二三四五几\d]+年|历年|以来|五年|三年来|两年|(?<!\d)(?:[1-9]|1[0-2])月份|(?<!\d)[1-9]月?(?:至|-|—|~)(?:[1-9]|1[01])月"
    r"|截至(?:20\d\d年)?(?:[1-9]|1[01])月|累计(?:至今)?(?:已有|设立)|20\d\d年?(?:、|和|与|至)20\d\d年"
)
_YEAR: Final = re.compile(r"(?<![\d〔\[])(20\d\d)年|(今年|本年)|(上一?年|去年)")
_AGAINST: Final = re.compile(r"(?:较|比|与|同|和|按照|根据|自|从|对比)\Z")
_QUOTED: Final = re.compile(r"《[^》]*》|〔[^〕]*〕")
_CHANNEL: Final = re.compile(
    r"网(?!站群)|信函|邮|当面|现场|窗口|电话|平台|系统|渠道|信箱|在线|线上|线下|传真|快递|书面|口头|短信|微信|当场"
)
_KIND: Final = re.compile(r"(?<!各)类(?!申请人)|方面|领域|涉及|关于|内容(?!仍)|主题")
_KNOWN_KIND: Final = re.compile(r"信访举报投诉类|三类内部|四类过程|各类|类型|这类情形")
_APPLICANT: Final = re.compile(r"自然人|法人|企业|科研|公益组织|法律服务|公民个人|个人申请")
_ORGANISATION: Final = re.compile(
    r"(?P<name>[一-鿿]{2,14}?(?:局|委员会|委|办公室|厅|街道|镇|乡|中心|大队|支队|集团|公司|学校|医院|法院))"
    r"(?:（[^）]*）)?(?:共|累计|全年|本年度|年内|分别|合计)*(?:新收|收到|接收|受理|办结|答复|制发|制定|作出|实施)"
)
_BELOW: Final = re.compile(r"[省市区县州][直属]|直属|乡镇和|各乡镇收|[县市区]（[^）]{1,6}）收|街道收|乡镇收")
"""Bodies below, told one level after the other: 市直部门收到, 县（市、区）收到."""
_SOME: Final = re.compile(r"(?:针对|对于|对|就)[^，]{0,6}\d+件|疑难|复杂|典型|涉及?企|部分申请")
"""Words that single out some of the requests."""
_WIDER: Final = re.compile(
    r"全[市区县省州盟旗镇乡]|全街|全系统|系统内|各[部单镇街县乡级区处科股室]|本级|[市区县省州](?:委、?)?[市区县省州]?政府(?!信息|网|门户|公报|常务|采购)"
    r"|所属|下属|下级|名义|备案|牵头|汇总"
)
_OTHER_MATTER: Final = re.compile("许可|处罚|审批|复议|诉讼|证照|案件(?!申请)|登记业务")
_WHOLE: Final = re.compile(
    r"(?:在|上述|以上|这|对|全部|所有|该|于)*\d+件(?:政府信息公开|信息公开|依申请公开)*申请(?:件)?(?:中|里|当中)"
)
_OWN_BUSINESS: Final = re.compile(r"司法|法院|检察|复议")
_NOT_SUED: Final = re.compile(
    r"审理|受理|办理(?!政府信息|信息)|(?<!未)审结|作出|应诉|出庭|收案|调解|撤回|驳回|败诉|胜诉|和解|终止|判决|上诉|一审|二审|再审|代理|指导|检查|化解"
    r"|新收|上年|结转|作为复议机关|收到[^，]{0,12}复议申请"
)
_PUBLISHED: Final = re.compile(
    r"公开(?!工作)|公示|公布|归集|审查|审核|清理|修订|修改|解读|报送|录入|推送|上网|评估|依法行政|提请|参与|配合|代拟|起草"
)
_FLOW: Final = frozenset({"received", "accepted", "handled", "treated"})
_PUBLIC_MATTER: Final = re.compile("信息公开|依申请|公开申请|政务公开")


@dataclass(frozen=True)
class Scope:
    """What a sentence speaks of.

    Attributes:
        report: The report it stands in.
        sentence: The sentence.
    """

    report: AnnualReport
    sentence: Sentence

    @property
    def tells_requests(self) -> bool:
        """Whether 收到, 办结 … can only mean requests for information."""
        return self.sentence.is_about_requests and not self.sentence.is_about_others

    @property
    def tells_reviews(self) -> bool:
        """Whether 复议 and 诉讼 are against the body's own answers to requests."""
        if _OWN_BUSINESS.search(self.report.body) and "信息公开" not in self.sentence.text:
            return False
        return self.sentence.is_about_requests or bool(_PUBLIC_MATTER.search(self.sentence.text))

    @property
    def names_matter(self) -> bool:
        """Whether the sentence itself says that it is about making information public, not about all lawsuits."""
        return bool(_PUBLIC_MATTER.search(self.sentence.text))

    @property
    def is_question(self) -> bool:
        """Whether a difference may come from another scope (全市, 区本级), or the part is not about this year."""
        return bool(_WIDER.search(self.sentence.text)) or self.sentence.part == 5

    @cached_property
    def _text(self) -> str:
        """The sentence with names of documents blanked, so that their years and words do not count."""
        return _QUOTED.sub(lambda match: "〇" * len(match[0]), self.sentence.text)

    def clause(self, count: Count) -> tuple[int, str]:
        """Where the clause of a count begins, and its text."""
        start = max((match.end() for match in _CLAUSE.finditer(self._text, 0, count.start)), default=0)
        end = _CLAUSE.search(self._text, count.end)
        return start, self._text[start : end.start() if end else len(self._text)]

    def year_at(self, position: int) -> int | None:
        """The year a position speaks of; ``None`` where none was named or the report's own is unknown."""
        year = None
        text, own = self._text, self.report.year
        # A year named in an earlier sentence of the paragraph holds until another is named.
        lead = _QUOTED.sub("", self.sentence.paragraph.split(self.sentence.text, 1)[0])
        for source, end in ((lead, len(lead)), (text, position)):
            for match in _YEAR.finditer(source, 0, end):
                rest = source[match.end() :]
                if _AGAINST.search(source, 0, match.start()) or re.match(
                    r"度?(?:相比|以来|结转|底|\d*月|[^，。]{0,4}结转)", rest
                ):
                    continue
                if match[1]:
                    year = int(match[1])
                elif own:
                    year = own if match[2] else own - 1
        return year


def scope_at(
    scope: Scope, count: Count, *, labels: Sequence[str] = (), is_review: bool = False
) -> Literal["none", "whole"]:
    """Whether a count is the whole year's; ``none`` for parts, other years, other bodies, comparisons."""
    start, clause = scope.clause(count)
    named = scope.year_at(count.start)
    if named is not None and scope.report.year is not None and named != scope.report.year:
        return "none"
    if _COMPARED.search(clause) or _PERIOD.search(scope.sentence.text[: count.end]):
        return "none"
    if is_review:
        return "none" if _NOT_SUED.search(clause) else "whole"
    if labels and set(labels) <= {"made", "repealed", "in_force", "regulations", "licensing", "penalties", "coercion"}:
        return "none" if _PUBLISHED.search(clause) or _is_others(scope, start + len(clause)) else "whole"
    flow = bool(_FLOW & set(labels))
    if flow and (
        _CHANNEL.search(clause) or _OTHER_MATTER.search(clause) or "其中" in scope.sentence.text[: count.start]
    ):
        return "none"
    if _is_others(scope, start + len(clause)) or _is_part(scope, start, count, labels=labels):
        return "none"
    return "whole"


def _is_others(scope: Scope, end: int) -> bool:
    """Whether an organisation other than the reporting one has been named as the one that received or answered."""
    body = scope.report.body
    if _BELOW.search(scope.sentence.text[:end]):
        return True
    for match in _ORGANISATION.finditer(scope.sentence.text, 0, end):
        name = match["name"]
        if not (body and (name in body or body.endswith(name[-4:]))) and not re.search(r"[我本全]", name):
            return True
    return False


def _is_part(scope: Scope, start: int, count: Count, *, labels: Sequence[str]) -> bool:
    """Whether an earlier clause narrowed the sentence to a kind, a channel or an applicant."""
    text = scope.sentence.text
    earlier = text[:start]
    own = text[start : count.start]
    applicant = _APPLICANT.search(earlier)
    if labels and (applicant or _APPLICANT.search(own)):
        return True
    narrowed = _KNOWN_KIND.sub("", own)
    if _KIND.search(narrowed) and not any(label.startswith(("r0", "r1")) for label in labels):
        return True
    for number in counts(earlier):
        if number.measure not in REQUEST_MEASURES:
            continue
        begin, clause = scope.clause(number)
        if _WHOLE.search(clause):
            continue
        plain = _KNOWN_KIND.sub("", clause)
        if (
            _SOME.search(plain)
            or _KIND.search(plain)
            or (_CHANNEL.search(clause) and "其中" in text[: begin + len(clause)])
        ):
            return True
    return False
