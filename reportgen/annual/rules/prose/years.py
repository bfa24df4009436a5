"""R20: the report's year everywhere, the period, the title, and the date by which it is due."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from reportgen.annual.bodies import government_of
from reportgen.annual.rules.case import Case
from reportgen.annual.rules.outcome import NotRun, Outcome, error, warning
from reportgen.annual.rules.prose.sentences import Sentence, clip, place_in, plain, sentences
from reportgen.model.findings import Place

_TITLE: Final = re.compile(r"政府信息公开(?P<work>工作)?(?:情况)?年度报告")
_PERIOD: Final = re.compile(r"(20\d\d)年1月1日(?:起)?(?:至|到|—+|-+|~|～|－)(?:(20\d\d)年)?12月31日")
_COUNTED: Final = re.compile("统计|期限|时限|数据|报告|年报|起止")
_OPENING: Final = re.compile(r"\A(?:在)?(20\d\d)年(?:度)?(?:以来)?，")
_AGAINST: Final = re.compile(r"20\d\d年.*20\d\d年|相比|同比|较|比|上年|去年")
_SITUATION: Final = re.compile(
    r"(?:结合|根据|围绕|针对)(20\d\d)年(?:度)?[^，。；《》]{0,16}(?:实际|工作要求|目标任务|重点任务|工作安排)"
)
_NEXT: Final = re.compile(
    r"(?<![〔\[\d])(20\d\d)年(?:度)?，?[^，。；《》]{0,12}，?[^，。；《》]{0,6}?将(?:继续|进一步|重点(?:抓|做好|推进|围绕|加强|开展)|从以下|着力|切实|认真|持续|不断)"
)
_GOVERNMENTS: Final = frozenset({"province", "city", "county"})
_LOOKING_BACK: Final = re.compile("提出|上年|去年|报告|承诺|计划中|要求")
"""What an earlier report promised is told with its 将."""


def years(case: Case) -> Iterator[Outcome]:
    """R20: errors where a year is plainly wrong; what a year may be named for besides is left alone."""
    report = case.report
    if report.year is None:
        yield NotRun("R20", "没有读到报告的年度")
        return
    ran = False
    if report.title:
        ran = True
        yield from _title(case, report.year)
    if report.parts or report.preamble:
        ran = True
        yield from _periods(case, report.year)
        yield from _prose(case, report.year)
    if case.published_on:
        ran = True
        yield from _date(case, report.year, case.published_on)
    else:
        yield NotRun("R20", "没有落款日期", is_partial=ran)


def _title(case: Case, year: int) -> Iterator[Outcome]:
    title, place = plain(case.report.title), Place(case.report.file)
    match = _TITLE.search(title)
    if match and not match["work"]:
        yield error("R20", place, f"标题“{title}”少了“工作”二字", "写成“……年政府信息公开工作年度报告”")
    named = re.findall(r"(?<!\d)(20\d\d)年", title)
    if not named:
        yield warning("R20", place, f"标题“{title}”没有写年度", f"写明{year}年")
    elif str(year) not in named:
        yield error("R20", place, f"标题“{title}”的年度是{named[0]}年，报告的是{year}年", "改为一致")


def _periods(case: Case, year: int) -> Iterator[Outcome]:
    report = case.report
    for paragraph in (*report.preamble, *(text for part in report.parts for text in part.paragraphs)):
        text = plain(paragraph.text)
        for match in _PERIOD.finditer(text):
            # A period of something else (a plan, a campaign) may be any.
            if not _COUNTED.search(text[max(match.start() - 30, 0) : match.start()]):
                continue
            if {match[1], match[2] or match[1]} != {str(year)}:
                yield error(
                    "R20",
                    place_in(paragraph, match[0]),
                    f"统计期限写的是“{match[0]}”，报告的是{year}年",
                    "改为报告年度的1月1日至12月31日",
                )


def _prose(case: Case, year: int) -> Iterator[Outcome]:
    for sentence in sentences(case.report, (1, 5)):
        text = sentence.text
        if sentence.part == 1:
            wrong = _last_years(sentence, year)
            if wrong:
                what = f"正文“{clip(wrong)}”写的是{year - 1}年，报告的是{year}年"
                yield error("R20", sentence.place, what, "改为报告年度")
        else:
            if _LOOKING_BACK.search(text):
                continue
            for match in _NEXT.finditer(text):
                if int(match[1]) <= year:
                    what = f"第五部分“{clip(text)}”写{match[1]}年将做的事，报告的是{year}年"
                    yield error("R20", sentence.place, what, f"改进措施写{year + 1}年")


def _last_years(sentence: Sentence, year: int) -> str | None:
    """Words of part one that were left over from last year's report; ``None`` where a year has its reason."""
    text, paragraph = sentence.text, sentence.paragraph
    opening, situation = _OPENING.match(text), _SITUATION.search(text)
    is_first = paragraph.startswith(text) and not _AGAINST.search(paragraph[5:]) and str(year) not in paragraph
    if opening and is_first and int(opening[1]) == year - 1:
        return text
    if situation and int(situation[1]) == year - 1 and str(year) not in text:
        return situation[0]
    return None


def _date(case: Case, year: int, day: date) -> Iterator[Outcome]:
    report, place = case.report, Place(case.report.file)
    written = f"落款日期{day.year}年{day.month}月{day.day}日"
    if day.year <= year:
        yield error("R20", place, f"{written}在{year}年结束之前", f"落款日期在{year + 1}年")
        return
    by_law = date(year + 1, 3, 31) if report.kind in (*_GOVERNMENTS, "township") else date(year + 1, 1, 31)
    if day <= by_law:
        return
    last = f"{by_law.year}年{by_law.month}月{by_law.day}日"
    what = f"{written}，晚于{last}"
    # Townships are not named in the law, and a government's office may report for its government.
    reports_for = government_of(report.body) is not None and day <= date(year + 1, 3, 31)
    if report.kind == "township" or reports_for:
        yield warning("R20", place, what, "按上级通知的时限核对")
    else:
        yield error("R20", place, what, "条例第四十九条：部门1月31日前、政府3月31日前公布；核对日期")
