"""R18: growth in the prose, recomputed from both years' tables or from the two numbers told."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from reportgen.annual.rules.case import Case, shown
from reportgen.annual.rules.earlier import previous_of
from reportgen.annual.rules.outcome import NotRun, Outcome, error
from reportgen.annual.rules.prose.figures import NO_PROSE
from reportgen.annual.rules.prose.mentions import Mention, mentions, value_of
from reportgen.annual.rules.prose.sentences import Sentence, clip, sentences
from reportgen.model.annual import AnnualReport

_UP: Final = "增长|增加|上升|提高|提升|上涨|增幅"
_DOWN: Final = "下降|减少|降低|下滑|回落|降幅|减幅"
_GROWTH: Final = re.compile(
    r"(?:同比|(?:较|比|与|同|和)(?:上一?年|去年|(?P<year>20\d\d)年)(?:度)?(?:同期)?(?:相比|比较)?)，?[^\d，。；]{0,6}?"
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|约|近|为|达|到)*(?P<number>\d+(?:\.(?P<digits>\d+))?)(?P<unit>%|件|宗|份|例|起)"
    r"(?!左右|以上)"
)
_REQUESTS: Final = re.compile(r"(?:申请|受理|收件)(?:总|数)?量\Z")
_PAIR: Final = re.compile(
    rf"(?:由|从)[^\d，。；]{{0,14}}?(?P<last>\d+)[件条篇场个]?[^\d，。；]{{0,4}}?(?:{_UP}|{_DOWN}|增|减|降|升)(?:到|至|为)(?:了)?"
    rf"[^\d，。；]{{0,14}}?(?P<now>\d+)[件条篇场个]?，(?:同比)?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了)?(?P<number>\d+(?:\.(?P<digits>\d+))?)%"
)


def growth(case: Case) -> Iterator[Outcome]:
    """R18: both figures that a rate rests on are told; without last year's data only pairs in the text are checked."""
    if not case.report.parts:
        yield NotRun("R18", NO_PROSE)
        return
    previous = previous_of(case)
    told = mentions(case.report)
    for sentence in sentences(case.report):
        for match in _PAIR.finditer(sentence.text):
            now, last = Decimal(match["now"]), Decimal(match["last"])
            if last and not _is_right(now, last, match):
                yield _wrong(sentence, now, last, match, "文中")
        if not isinstance(previous, str):
            yield from _against_tables(case, previous, sentence, [one for one in told if one.sentence == sentence])
    if isinstance(previous, str):
        yield NotRun("R18", previous, is_partial=any(_PAIR.search(one.text) for one in sentences(case.report)))


def _against_tables(
    case: Case, previous: AnnualReport, sentence: Sentence, told: Sequence[Mention]
) -> Iterator[Outcome]:
    for match in _GROWTH.finditer(sentence.text):
        if match["year"] and case.report.year and int(match["year"]) != case.report.year - 1:
            continue
        if re.search("约|近", match[0]):
            continue
        mention = _grown(sentence.text, match, told)
        if not mention:
            continue
        pairs = [(value_of(case.report, cells), value_of(previous, cells)) for cells in mention.sums]
        known = [(now, last) for now, last in pairs if now is not None and last is not None]
        if len(known) < len(pairs) or any(_is_right(now, last, match) for now, last in known):
            continue
        if any(_is_right(mention.count.value, last, match) for _, last in known):
            continue  # The rate fits the number told; that this number is not the table's is R16's to say.
        now, last = next((pair for pair in known if pair[0] == mention.count.value), known[0])
        yield _wrong(sentence, now, last, match, "两年的表中")


def _grown(text: str, match: re.Match[str], told: Sequence[Mention]) -> Mention | None:
    """What has grown: the number told right before, or the requests where their number is named (申请量比上年…)."""
    earlier = [one for one in told if one.count.end <= match.start()]
    if _REQUESTS.search(text[: match.start()]):
        return next((one for one in reversed(earlier) if set(one.labels) & {"received", "accepted"}), None)
    mention = earlier[-1] if earlier else None
    # Another count or another subject between them may be what has grown.
    if mention and re.fullmatch(
        r"[^，。；、\d]{0,6}[，（]?(?:总数|数量|总量)?", text[mention.count.end : match.start()]
    ):
        return mention
    return None


def _is_right(now: Decimal, last: Decimal, match: re.Match[str]) -> bool:
    number = Decimal(match["number"])
    change = now - last if match["up"] else last - now
    if match.groupdict().get("unit", "%") != "%":
        return change == number
    if not last:
        return False
    return abs(change * 100 / last - number) * 2 <= Decimal(1).scaleb(-len(match["digits"] or ""))


def _wrong(sentence: Sentence, now: Decimal, last: Decimal, match: re.Match[str], source: str) -> Outcome:
    unit = match.groupdict().get("unit", "%")
    digits = max(len(match["digits"] or ""), 1)
    word = match["up"] or match["down"]
    verb = "增加" if now > last else "减少"
    if unit != "%":
        right = f"应为{verb}{shown(abs(now - last))}"
    elif not last:
        right = "上年为0，不能计算比例"
    else:
        right = (
            f"应为{'增长' if now > last else '下降'}{abs(now - last) * 100 / last:.{digits}f}%"
            if now != last
            else "应为持平"
        )
    what = (
        f"正文“{clip(sentence.text)}”写{word}{match['number']}{unit}，"
        f"{source}本年{shown(now)}、上年{shown(last)}，{right}"
    )
    return error("R18", sentence.place, what, "按本年与上年的数字重新计算")
