"""Money: R14 万元 and 元 of 行政事业性收费, R15 the 信息处理费 in part six."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from reportgen.annual.form import FEES
from reportgen.annual.rules.case import Case, name_of, shown
from reportgen.annual.rules.labels import LAST_YEAR_OF_2019_FORM
from reportgen.annual.rules.outcome import NotRun, Outcome, error, warning
from reportgen.annual.rules.prose.sentences import clip, place_in, plain, sentences
from reportgen.model.annual import AnnualPart

_MOST: Final = 1_000_000
_CHARGES: Final = re.compile(r"行政事业性收费[^。；\d]{0,12}?(?P<number>\d+(?:\.\d+)?)(?P<unit>亿元|万元|元)")
_YUAN: Final = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_SAID: Final = re.compile(r"处理费|收费|收取[^。；]{0,16}费")
_FEE: Final = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<unit>万?元)")


def units(case: Case) -> Iterator[Outcome]:
    """R14: an amount as large as if it were 元, or 10 000 times what the prose says."""
    figure = case.report.figures.get(FEES)
    if figure is None or figure.value is None:
        yield NotRun("R14", "没有读到行政事业性收费金额")
        return
    if figure.value >= _MOST:
        what = f"{name_of(FEES)}是{shown(figure.value)}，相当于{shown(figure.value / 10_000)}亿元，可能把元填成了万元"
        yield warning("R14", figure.place, what, "这一栏的单位是万元；是元的除以10000")
    for sentence in sentences(case.report):
        for match in _CHARGES.finditer(sentence.text):
            amount = Decimal(match["number"]) * _YUAN[match["unit"]] / 10_000
            if amount and figure.value in (amount * 10_000, amount / 10_000):
                what = f"{name_of(FEES)}是{shown(figure.value)}（万元），正文“{clip(match[0])}”，相差10000倍"
                yield warning("R14", figure.place, what, "核对单位：表中用万元")


def handling_fee(case: Case) -> Iterator[Outcome]:
    """R15: part six says the 信息处理费, also nil; amounts are whole tens of 元 and add up."""
    report = case.report
    if report.year is not None and report.year <= LAST_YEAR_OF_2019_FORM:
        yield NotRun("R15", "2020年及以前的报告不要求写信息处理费")
        return
    part = report.part(6)
    if part is None:
        yield NotRun("R15", "没有第六部分的正文")
        return
    texts = [plain(paragraph.text) for paragraph in part.paragraphs]
    if not any(_SAID.search(text.replace("行政事业性收费", "")) for text in (*texts, plain(part.heading))):
        elsewhere = any("处理费" in sentence.text for sentence in sentences(report, (1, 5)))
        what = "第六部分没有写信息处理费" + ("（写在了别的部分）" if elsewhere else "")
        mend = "写明收取的金额和件数，没有收取的也要写明"
        yield (warning if elsewhere else error)("R15", part.place, what, mend)
        return
    yield from _amounts(case, part, texts)


def _amounts(case: Case, part: AnnualPart, texts: Sequence[str]) -> Iterator[Outcome]:
    charged = case.report.value(FEES)
    for paragraph, text in zip(part.paragraphs, texts, strict=True):
        for sentence in re.split("(?<=[。；])", text):
            if "处理费" not in sentence:
                continue
            # 行政事业性收费 in the same sentence is told apart by R14 and R16.
            amounts = [] if "事业性" in sentence else list(_FEE.finditer(sentence))
            for match in amounts:
                value = Decimal(match["number"])
                is_rate = re.match("/|每|一件", sentence[match.end() :]) or re.search(
                    "每件|每页|标准", sentence[: match.start()]
                )
                if is_rate:
                    continue
                if match["unit"] == "万元" and charged and value == charged:
                    what = f"“{clip(sentence)}”的金额与{name_of(FEES)}相同"
                    mend = "信息处理费是依申请公开收的费，与行政事业性收费不同，核对"
                    yield warning("R15", place_in(paragraph, sentence), what, mend)
                elif (value * (10_000 if match["unit"] == "万元" else 1)) % 10:
                    what = f"“{clip(sentence)}”的金额{match[0]}不是10元的整数倍"
                    yield warning("R15", place_in(paragraph, sentence), what, "收费标准都是10元的整数倍，核对金额")
            yield from _details(part, sentence, [Decimal(match["number"]) for match in amounts], texts)


def _details(part: AnnualPart, sentence: str, amounts: Sequence[Decimal], texts: Sequence[str]) -> Iterator[Outcome]:
    """共收取2230元，其中甲880元、乙1350元: the details add to the total."""
    head, mark, _ = sentence.partition("其中")
    whole = list(_FEE.finditer(head))
    details = amounts[len(whole) :]
    if not mark or len(whole) != 1 or len(details) < 2 or re.search("每|标准", sentence):
        return
    total, added = Decimal(whole[0]["number"]), sum(details, Decimal(0))
    if added != total:
        place = next(
            place_in(paragraph, sentence)
            for paragraph, text in zip(part.paragraphs, texts, strict=True)
            if sentence in text
        )
        what = f"“{clip(sentence)}”的明细之和为{shown(added)}元，总数是{shown(total)}元"
        yield warning("R15", place, what, "核对总数和明细")
