"""Sentences that order the plan's implementation to be reported (纳入年度报告, 报办公室)."""

import re
from collections.abc import Iterator

from reportgen.model.plan import Reporting
from reportgen.plan.phrases.deadlines import find_deadlines
from reportgen.plan.phrases.spacing import squeeze

_SENTENCE = re.compile(r"[^。！!\n]+[。！!]?")
_ANNUAL = re.compile(
    r"(?:政府信息公开|政务公开|信息公开)[^。，,；;]{0,8}(?:年度报告|年报)|年度报告[^。]{0,6}(?:政府信息公开|政务公开)"
)
_ANNUAL_VERB = re.compile("纳入|列入|写入|载入|作为|体现|编制|编写|编发|发布|公布|公开|报送|反映")
_OTHER_REPORT = re.compile("法治政府建设")
_TO_AUTHORITY = re.compile(
    "(?:上报|报送|报告|反馈|报|送|提交)(?:至|给|到|送)?[^，,。；;]{0,18}?(?:办公室|办公厅|政务公开办|政务公开科|公开办|局|厅|委|处|科|中心|部门|办)"
)
_MATTER = re.compile("落实|进展|推进情况|完成情况|工作总结|总结|措施|台账|自查|检查情况|工作情况")
_NO_ORDER = re.compile("备案|可[^，。]{0,8}(?:报送|报|反馈)|人员(?:信息|名单)|联系人|投稿|依申请|申请人|汇报制度|举报")


def find_reporting(text: str, *, task: str | None, year: int) -> tuple[Reporting, ...]:
    """The orders in a text, one entry per dated order.

    Source:
        plan-json.md, **reporting**.
    """
    return tuple(order for sentence in _SENTENCE.findall(text) for order in _orders(squeeze(sentence), task, year))


def _orders(sentence: str, task: str | None, year: int) -> Iterator[Reporting]:
    annual = _ANNUAL.search(sentence)
    if annual and _ANNUAL_VERB.search(sentence) and not _OTHER_REPORT.search(sentence[: annual.end()]):
        yield Reporting(task, "annual_report", None, sentence)
        return
    if not _MATTER.search(sentence):
        return
    for clause in re.split("[，,；;]", sentence):
        if _TO_AUTHORITY.search(clause) and not _NO_ORDER.search(clause):
            dates = find_deadlines(clause, year)
            yield Reporting(task, "authority", dates[0].date if dates else None, sentence)
