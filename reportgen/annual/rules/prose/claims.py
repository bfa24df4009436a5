"""R19: claims that the tables contradict (全部办结, 均获维持, 未发生复议诉讼, 未收到申请)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from reportgen.annual.form import REVIEW_BLOCKS
from reportgen.annual.rules.case import Case, name_of, shown
from reportgen.annual.rules.outcome import NotRun, Outcome, error
from reportgen.annual.rules.prose.figures import NO_PROSE
from reportgen.annual.rules.prose.mentions import value_of
from reportgen.annual.rules.prose.scope import Scope
from reportgen.annual.rules.prose.sentences import Sentence, clip, sentences
from reportgen.annual.rules.prose.slips import slips
from reportgen.model.annual import FigureKey

_MEND: Final = "核对表中数字，把正文和表改为一致"
_ALL_DONE: Final = re.compile(
    r"(?:全部|均已|均|已全部|全都|悉数)(?:依法|依规|已|予以|得到|完成)*(?:办结|办理完毕|答复|办复)|(?:办结|答复|办复)率(?:为|达到|达|均为|：)*100%|100%(?:办结|办复|答复)"
)
_NOT_ALL: Final = re.compile(
    r"按时|按期|及时|限期|期限内|时限内|到期|应办|除|其余|其他|结转|规定|时间内|尚未|正在|件已?(?:均|全部)"
)
_UPHELD: Final = re.compile(r"(?:均获|均被|均予|全部|均|全部被|全部予以)(?:复议机关|法院)?维持")
_NONE: Final = re.compile(
    r"(?:未发生|没有发生|未出现|没有出现|未产生|未引发|未被提起|未被申请|无|没有|未收到|未接到)(?P<what>[^，。；、]{0,24}?(?:行政复议|行政诉讼|复议|诉讼)"
    r"(?:案件|申请|情况|情形)?(?:(?:、|和|及|或|与|，)(?:提起)?(?:行政)?(?:复议|诉讼)(?:案件|的?情况|的?情形)?)?)"
)
_QUALIFIED: Final = re.compile(r"纠正|纠错|败诉|撤销|维持|新增|新的|重大|违法|超期|责任|因此|后续|责令|驳回|在|到期")
_NO_REQUEST: Final = re.compile(
    r"(?:未收到|没有收到|未接到|没有接到|未接收到?|无|未受理)(?:任何|公民|法人|社会公众|和|或|其他组织|、|的|有关)*(?:政府信息公开|信息公开|依申请公开(?:政府信息)?(?:的)?|政府信息依申请公开)(?:的)?申请"
)
_OTHER_SUBJECT: Final = re.compile(r"提案|建议|信访|留言|来信|工单|热线|诉求|许可|投诉|举报|举报")


def claims(case: Case) -> Iterator[Outcome]:
    """R19: facts are an error; doubled words and half sentences are a warning (``slips``)."""
    if not case.report.parts:
        yield NotRun("R19", NO_PROSE)
        return
    for sentence in sentences(case.report, (1, 6)):
        scope = Scope(case.report, sentence)
        for match in _UPHELD.finditer(sentence.text):
            yield from _upheld(case, sentence, scope, match)
        for match in _NONE.finditer(sentence.text):
            yield from _none(case, sentence, scope, match)
        if _is_this_year(case, scope, len(sentence.text)):
            yield from _all_done(case, sentence)
            yield from _no_request(case, sentence)
    yield from slips(case)


def _all_done(case: Case, sentence: Sentence) -> Iterator[Outcome]:
    match = _ALL_DONE.search(sentence.text)
    left = FigureKey("requests", "r25", "total")
    value = case.report.value(left)
    if not match or not value or value <= 0:
        return
    clause = re.split("[，；。：]", sentence.text[: match.end()])[-1] + sentence.text[match.end() : match.end() + 6]
    is_requests = sentence.is_about_requests and not _OTHER_SUBJECT.search(sentence.paragraph)
    is_timely = re.search("按时|按期|时限|期限", sentence.text)
    if not is_requests or is_timely or _NOT_ALL.search(clause) or re.search("结转|其余|除", sentence.paragraph):
        return
    if re.search("复议|诉讼|自然人|法人|网|信函|类", sentence.text[: match.start()]):
        return
    what = f"正文“{clip(sentence.text)}”写“{match[0]}”，表中{name_of(left)}为{shown(value)}"
    yield error("R19", sentence.place, what, _MEND)


def _upheld(case: Case, sentence: Sentence, scope: Scope, match: re.Match[str]) -> Iterator[Outcome]:
    before = sentence.text[: match.start()]
    blocks = _blocks(before)
    if not blocks or not scope.tells_reviews or not _is_this_year(case, scope, match.start()):
        return
    if re.search("审结|已|其余|其他|除", before[-12:]) or "除" in before:
        return
    outcomes = ("corrected", "other", "pending")
    keys = [FigureKey("reviews", block, outcome) for block in blocks for outcome in outcomes]
    wrong = [(key, value) for key in keys if (value := case.report.value(key)) and value > 0]
    if wrong:
        listed = "、".join(f"{name_of(key)}为{shown(value)}" for key, value in wrong)
        what = f"正文“{clip(sentence.text)}”写“{match[0]}”，表中{listed}"
        yield error("R19", sentence.place, what, _MEND)


def _none(case: Case, sentence: Sentence, scope: Scope, match: re.Match[str]) -> Iterator[Outcome]:
    clause = re.split("[，；。：]", sentence.text[: match.start()])[-1] + match[0]
    after = re.split("[，；。]", sentence.text[match.end() :])[0]
    if (
        not scope.tells_reviews
        or _QUALIFIED.search(match[0])
        or _QUALIFIED.search(after)
        or re.search("其中|经复议", clause)
    ):
        return
    if not _is_this_year(case, scope, match.start()) or re.search("新|上年|自然人|个", clause):
        return
    if re.search(r"[^，。；]{2,12}(?:局|厅|委|街道|镇|乡|单位)(?:均)?\Z", clause[: -len(match[0])]) and not re.search(
        r"[我本全各][^，。；]{0,4}(?:局|厅|委|街道|镇|乡|单位)(?:均)?\Z", clause[: -len(match[0])]
    ):
        return
    blocks = _blocks(match["what"])
    totals = [(key, case.report.value(key)) for key in (FigureKey("reviews", block, "total") for block in blocks)]
    wrong = [(key, value) for key, value in totals if value and value > 0]
    if wrong:
        listed = "、".join(f"{name_of(key)}为{shown(value)}" for key, value in wrong)
        what = f"正文“{clip(sentence.text)}”写“{clip(match[0])}”，表中{listed}"
        yield error("R19", sentence.place, what, _MEND)


def _no_request(case: Case, sentence: Sentence) -> Iterator[Outcome]:
    match = _NO_REQUEST.search(sentence.text)
    if not match or re.search(
        "各|部分|街道|科室|下属|所属|其他|以外|要求|更正|收费|复议|诉讼", sentence.text[: match.start()][-14:]
    ):
        return
    if re.match(
        "(?:的)?(?:结转|逾期|超期|积压|复议|诉讼|收费|投诉|举报|行政|被|引|而|涉|超)", sentence.text[match.end() :]
    ):
        return
    key = FigureKey("requests", "r01", "total")
    value = value_of(case.report, (key,)) or Decimal(0)
    if value > 0:
        what = f"正文“{clip(sentence.text)}”写“{match[0]}”，表中{name_of(key)}为{shown(value)}"
        yield error("R19", sentence.place, what, _MEND)


def _blocks(text: str) -> tuple[str, ...]:
    """Blocks of the reviews table that words speak of."""
    if "复议后" in text:
        return ("after",)
    blocks: list[str] = []
    if "复议" in text:
        blocks.append("reconsideration")
    if "诉讼" in text:
        blocks += [block for block in REVIEW_BLOCKS if block != "reconsideration"]
    return tuple(blocks)


def _is_this_year(case: Case, scope: Scope, position: int) -> bool:
    year = scope.year_at(position)
    return year is None or case.report.year is None or year == case.report.year
