"""Sentences that order the plan's implementation to be reported (纳入年度报告, 报办公室)."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from reportgen.model.plan import Channel, Reporting
from reportgen.plan.phrases.deadlines import find_deadlines
from reportgen.plan.phrases.labels import split_label
from reportgen.plan.phrases.spacing import squeeze

_SENTENCE: Final = re.compile(r"[^。！!？?\n]+[。！!？?]?[”’」』）)]?")
# A line that ends with a comma goes on in the next one.
_BROKEN: Final = re.compile(r"(?<=[，,、；;])[ \t\u3000]*\n\s*")
_CLAUSE: Final = re.compile(r"[^，,；;。！!？?\n]+")

_REPORT: Final = r"(?:年度(?:工作)?报告|年报)"
_OPENNESS: Final = r"(?:政府信息公开|政务公开|信息公开)"
_OWN_REPORT: Final = re.compile(
    rf"{_OPENNESS}[^，,；;。]{{0,10}}?{_REPORT}|年度{_OPENNESS}(?:工作)?(?:情况)?报告|{_REPORT}[^，,；;。]{{0,8}}{_OPENNESS}"
)
_ANY_REPORT: Final = re.compile(_REPORT)
_FOREIGN_REPORT: Final = re.compile(
    r"(?:法治政府|法治建设|依法行政|企业|公司|统计|决算|预算|财务|财政|网站|新媒体|社会保险|社保|基金|审计|绩效|质量|环境|执法|复议|诉讼|"
    rf"监督|监测|信用|科研|营商|信访|安全|党建|纪检|内控|工会|协会|学会|基金会|社会组织|慈善|资产|债务)(?:(?!入|作为)[^，,；;。]){{0,12}}?{_REPORT}|年报公示"
    # …情况年度报告 names its own matter, unless that is openness or this plan.
    rf"|[^，,；;。]{{1,12}}(?<!公开)(?<!工作)(?<!落实)(?<!执行)情况{_REPORT}|政府年度工作报告"
)
# A bare 年度报告 is this one where something goes into it, or where the sentence is about the work of openness.
_INTO: Final = re.compile(r"(?:纳入|列入|写入|载入|编入|并入|归入|作为)[^，,；;。]{0,8}\Z")
_OPEN_WORK: Final = re.compile("(?:政务|信息)公开|公开(?:工作|情况|专栏|栏目)|要点|本方案|分工|落实情况")
_NO_VERB: Final = r"(?:政府信息|政务|信息|主动|依申请|不予)公开"
_INTO_REPORT: Final = re.compile(
    r"纳入|列入|写入|载入|编入|并入|归入|作为|体现|反映|说明|披露|编制|编写|编发|编报|起草|撰写|拟写|发布|公布|公开|报送|上报|提交|填报|做好|完成"
)

_SEND: Final = (
    r"(?:报送|上报|呈报|报告|反馈|提交|抄报|抄送|汇报|报备|填报|报|送(?=[^，,；;。]{0,14}(?:办|科|处|股|局|室|厅)))"
)
# 报 also ends and begins many nouns: 公报, 海报, 报刊.
_NOT_SENDING: Final = re.compile(
    r"(?:[公年通海简申举月季情预日党快喜画晚导播周警]|电视|虚)报|(?:工作)?报告(?=[》〉”])|报(?:[刊道纸表名警考销社栏修废酬文批]|告会|告制度)"
)
_RECIPIENT: Final = (
    r"(?:办公室|办公厅|政府办|府办|公开办|党政办|综合办|局办|厅办|委办|办(?!理|法|公(?!室|厅)|事|学|好|结|件|案|文|会)"
    r"|科(?!技|学|研)|处(?!理|置|罚|于)|股(?!份)|领导小组|工作专班|专班|主管部门|牵头部门|牵头单位|管理局|服务局|数据局|信息局|政数局|行政审批局"
    r"|政府(?!信息|网站|公报|采购|工作报告|部门|规章|文件|系统|自身|职能)|上级|局(?!面|域)|厅(?!堂)|委(?!托|派|屈))"
)
_TO: Final = re.compile(
    rf"向[^，,；;。、]{{0,16}}?{_RECIPIENT}[^，,；;。]{{0,12}}?(?P<after>{_SEND})"
    rf"|(?P<before>{_SEND})(?:至|到|给|送|回|往|于|交|由)*(?:[^，,；;。、（(]{{0,18}}?){_RECIPIENT}"
)
_SEND_WHAT: Final = re.compile(
    r"(?:按[时期]|及时|定期|逐[月季级]|统一|于|前|认真|书面|分别|每[月季年]度?|并|要|应|须)?(?P<verb>报送|上报|呈报|提交|反馈(?!的?(?:问题|意见|事项)|机制|渠道))"
)
_MATTER: Final = re.compile(
    r"(?:贯彻|落实|执行|完成|推进|进展|实施|开展|任务|进度|整改|自查|检查|督查|考核|工作|推动)[^，,；;。]{0,10}?情况"
    r"|贯彻落实|推进落实|推动落实|进展|落实(?:举措|措施|方案|清单|台账|成效)|工作(?:总结|报告|台账|成效|小结)|总结(?:材料|报告)|年[度终]总结|半年总结"
    r"|台账|自查(?:报告|表)|整改(?:报告|方案|清单)|(?:实施|工作|分工|落实|贯彻|推进|具体|配套)(?:细则|方案|措施|计划|意见)|具体(?:的)?(?:举措|措施|办法)"
    r"|任务(?:分解|清单|分工)|佐证材料|印证材料|情况报告|总结报(?!送)"
)
_OTHER_MATTER: Final = re.compile(
    r"稿件|投稿|约稿|信息员|联络员|联系人|通讯员|负责人名单|人员(?:信息|名单|变[动更]|调整)|机构和人员|名单|舆情|突发|线索|举报|投诉|申请人|公众|社会|代表|"
    r"提案人|群众|信访|刊物|案例|经验|解读(?:方案|材料)|政务信息|信息报送|报送信息|目录|指南|报表|数据|备查"
)
_FILED: Final = re.compile(r"备案|审批|审定|审核|审查|审议|审签|批准|批复|同意|核准|审阅|签批|核定|研究决定")
_PERMITTED: Final = re.compile(r"(?<![许认])可(?![行靠视持观读信操执及追检机查评能控量预用见])|鼓励|欢迎|支持各")
# 年底前完成整改，整改情况要…: the date belongs to the clause before, and the order has a subject of its own.
_OWN_SUBJECT: Final = re.compile(
    r"[^，,；;]{2,}[，,；;](?:.*[，,；;])?(?!并|再|将|把|同时|请|于)[^，,；;]{0,14}(?:情况|进展|总结)[^，,；;]{0,6}"
)
# 上半年情况于7月15日前、全年情况于12月15日前: one order with two dates.
_IN_LIST: Final = re.compile(r"\s*[、和及与]?\s*|[、和及与][^，,；;。]{0,16}")
_REFUSED: Final = re.compile(
    r"不再|无需|不需|不必|免于|不得|未(?:按|及时)|不及时|迟报|漏报|瞒报|扣分|的(?:单位|部门|科室|处室)\Z"
)


def find_reporting(text: str, *, task: str | None, year: int) -> tuple[Reporting, ...]:
    """The orders to report in a text, in printed order; one entry per sentence, channel and date.

    ``annual_report``: something goes into the annual report on government information (政府信息公开工作年度报告), or
    that report is to be written or published; annual reports of other matters do not count. ``authority``: progress,
    measures, plans or a summary go to an office, a superior body or the body in charge. What is filed (备案), put up for
    approval, merely permitted (可…报送), or news, names and cases sent somewhere, is no such order.

    Args:
        text: A task's text, a closing paragraph, a note or a covering notice.
        task: Id of the task that holds the text, ``None`` outside of tasks.
        year: The plan's working year, for dates without one.

    Source:
        plan-json.md, **reporting**.
    """
    orders: dict[Reporting, None] = {}
    for match in _SENTENCE.finditer(_BROKEN.sub("", text)):
        sentence = squeeze(match[0])
        for channel, due in _orders(sentence, year):
            orders[Reporting(task, channel, due, split_label(sentence)[1])] = None
    return tuple(orders)


def _orders(sentence: str, year: int) -> Iterator[tuple[Channel, date | None]]:
    """Channel and date of every order of one sentence; dates where any is given, else ``None`` once."""
    annual = _annual_place(sentence)
    sendings = _sendings(sentence)
    orders: list[tuple[int, Channel, date | None]] = []
    if annual is not None:
        since = max((end for _, end in sendings if end <= annual), default=0)
        dates = _dates_before(sentence, since, annual, year) or _publishing_dates(sentence[annual:], year)
        orders += [(annual, "annual_report", due) for due in (dates or [None])]
    since = _clause_end(sentence, annual) if annual is not None else 0
    first = sendings[0][0] if sendings else 0
    orders += [(first, "authority", due) for due in _authority_dates(sentence, sendings, since, year)]
    yield from ((channel, due) for _, channel, due in sorted(orders, key=lambda order: order[0]))


def _clause_end(sentence: str, place: int) -> int:
    """Where the clause that holds a place ends."""
    return next((clause.end() for clause in _CLAUSE.finditer(sentence) if place < clause.end()), len(sentence))


def _publishing_dates(behind: str, year: int) -> list[date | None]:
    """Dates by which the report named before is to be published: …年度报告，并于2022年1月31日前公布."""
    clauses = _CLAUSE.findall(behind)[:3]
    return [
        due.date for words in clauses if re.search("发布|公布|公开|完成", words) for due in find_deadlines(words, year)
    ]


def _annual_place(sentence: str) -> int | None:
    """Where the sentence orders something into, or the making of, the annual report; ``None`` where it does not."""
    foreign = [match.span() for match in _FOREIGN_REPORT.finditer(sentence)]
    own = _OWN_REPORT.search(sentence)
    if own and not any(start < own.end() <= end and start > own.start() for start, end in foreign):
        report = own
    else:
        others = (
            match
            for match in _ANY_REPORT.finditer(sentence)
            if not any(start <= match.start() < end for start, end in foreign)
        )
        bare = next(others, None)
        if bare is None or not (_INTO.search(sentence, 0, bare.start()) or _OPEN_WORK.search(sentence)):
            return None
        report = bare
    for clause in _CLAUSE.finditer(sentence):
        # The verb may stand in the clause of the report or in the one after it (…年度报告，按时发布).
        if clause.start() <= report.start() < clause.end():
            # 公开 in 政府信息公开 is no verb: a bare name of the report orders nothing.
            near = re.sub(_NO_VERB, "", sentence[clause.start() : clause.end() + 12])
            if _INTO_REPORT.search(near) and not _merely(sentence[clause.start() : report.start()]):
                return report.start()
    return None


def _merely(words: str) -> bool:
    """Whether words before a verb only permit, or say what is not wanted."""
    return bool(_PERMITTED.search(words) or _REFUSED.search(words))


def _sendings(sentence: str) -> list[tuple[int, int]]:
    """Where the sentence orders word to be sent to an office, each with the end of its clause."""
    if not _MATTER.search(sentence):
        return []
    places = ((_sending(sentence, clause), clause.end()) for clause in _CLAUSE.finditer(sentence))
    return [(place, end) for place, end in places if place is not None]


def _authority_dates(
    sentence: str, sendings: Sequence[tuple[int, int]], annual_end: int, year: int
) -> list[date | None]:
    """Dates of the orders to send word to an office; ``[None]`` where there is an undated one only, ``[]`` if none.

    What stands before the end of the annual report's clause is that report's own date for the orders behind it.
    """
    found: list[date | None] = []
    since = 0
    for place, end in sendings:
        since = max(since, annual_end) if annual_end <= place else since
        dates = _dates_before(sentence, since, place, year) or _dates_behind(sentence, end, year)
        found += dates or [None]
        since = end
    dated = [due for due in found if due is not None]
    return list(dict.fromkeys(dated)) if dated else found[:1]


def _sending(sentence: str, clause: re.Match[str]) -> int | None:
    """Where a clause orders implementation to be reported."""
    words = clause[0]
    match = next(
        (
            found
            for found in _TO.finditer(words)
            if not _is_noun(words, found.start("before" if found["before"] else "after"))
        ),
        None,
    )
    verb = "before"
    if match is None:
        match = next(
            (
                found
                for found in _SEND_WHAT.finditer(words)
                if _MATTER.search(words) and not _OTHER_MATTER.search(words)
            ),
            None,
        )
        verb = "verb"
    elif match["after"]:
        verb = "after"
    if match is None:
        return None
    place = match.start(verb)
    rest = words[place:]
    if _FILED.search(rest) or _merely(words[:place]) or _REFUSED.search(words) or _ANY_REPORT.search(rest):
        return None
    # What is sent stands in the clause itself, or in the clauses before it (建立台账，…，并反馈办公室).
    if _OTHER_MATTER.search(words) and not _MATTER.search(words):
        return None
    if not _MATTER.search(words) and not _MATTER.search(sentence[: clause.start()]):
        return None
    return clause.start() + place


def _is_noun(words: str, place: int) -> bool:
    """Whether 报 at this place is part of a noun: 公报, 报刊."""
    return any(match.start() <= place < match.end() for match in _NOT_SENDING.finditer(words))


def _dates_before(sentence: str, since: int, place: int, year: int) -> list[date | None]:
    """The last date (or list of dates) between two places: the one that the order behind it means."""
    part = sentence[since:place]
    dates = find_deadlines(part, year)
    if not dates:
        return []
    kept = [dates[-1]]
    if _OWN_SUBJECT.fullmatch(part[part.rfind(dates[-1].phrase) + len(dates[-1].phrase) :]):
        return []
    for due in reversed(dates[:-1]):
        first = part.rfind(due.phrase, 0, part.rfind(kept[-1].phrase))
        between = part[first + len(due.phrase) : part.rfind(kept[-1].phrase)] if first >= 0 else "，"
        if not _IN_LIST.fullmatch(between):
            break
        kept.append(due)
    return [due.date for due in reversed(kept)]


def _dates_behind(sentence: str, place: int, year: int) -> list[date | None]:
    """A date that only follows the order: 报局办公室，截止时间12月20日."""
    behind = sentence[place : place + 30]
    if not re.match(r"[，,；;]?(?:报送|上报|反馈|截止|完成)(?:时间|日期|时限)", behind):
        return []
    return [due.date for due in find_deadlines(behind, year)]
