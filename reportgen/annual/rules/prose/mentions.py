"""Figures told in prose, each with the cells of the tables that it must equal."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from reportgen.annual.form import APPLICANTS
from reportgen.annual.rules.case import counted
from reportgen.annual.rules.prose.cells import BLOCKS, BY_NAME, DISJOINT, OUTCOMES, Cells, label_pattern
from reportgen.annual.rules.prose.numerals import REQUEST_MEASURES, Count, counts
from reportgen.annual.rules.prose.scope import Scope, scope_at
from reportgen.annual.rules.prose.sentences import Sentence, sentences
from reportgen.model.annual import AnnualReport, FigureKey

_BETWEEN: Final = re.compile(
    r"(?:的|了|办理|(?:政府)?信息公开申请|依申请公开申请|申请|事项|信息|政府信息|类|情形|理由|件数|数量|案件|案|共计|共|合计|总计|累计|为|有|达|计|：|“|”|\"|量|数)*"
)
_BEHIND: Final = re.compile(
    r"(?:政府信息公开|信息公开|依申请公开|的|申请|件|已经|已|均|都|全部|依法|依规|按时|按期|及时|予|被|因|由于|为|属于|属|当年|年内"
    r"|决定|结果|需要?|将|申请人|涉及)*"
)
_CONNECTOR: Final = re.compile(r"(?:、|和|及|或|与|或者|以及|并|/)+")
_RESPECTIVELY: Final = re.compile(r"(?:的|申请|数量|案件)*分别(?:为|是|有|达|计)?")
_LIST: Final = re.compile(r"(?:、|，|和|及|与)?")
_PERSON: Final = re.compile(r"自然人(?:提出|提交|申请)*(?:的)?(?:政府信息公开)?(?:申请)?")
_ORGANISATIONS: Final = re.compile(
    r"法人(?:或|和|及|、|与)?(?:者)?(?:其他|其它)?组织(?:提出|提交|申请)*(?:的)?(?:政府信息公开)?(?:申请)?"
)
_THING: Final = re.compile(
    r"(?:的)?(?:文件|材料|文书|档案|规范|政策|通知|历史|存量|政府信息(?!公开)|信息(?!公开)|公文|数据|模板|目录)"
)
_VERB: Final = re.compile(r"(?:新制定|制定出台|制定印发|制定|制发|出台|颁布|印发|废止|作出|做出|实施)(?:了)?\Z")
_NOUN: Final = re.compile(
    r"(?:行政|部门|政府)*(?:规范性文件|规章)|行政(?:许可|处罚|强制)(?:处理)?(?:决定|措施)?(?!事项)"
)
_OUTCOME: Final = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in OUTCOMES.items()))
_REVIEW_WORDS: Final = re.compile("复议|诉讼")
_SUMMED: Final = DISJOINT | {"public_partly"} | {f"r{number:02}" for number in range(3, 24)} | set(BLOCKS)


@dataclass(frozen=True, slots=True)
class Mention:
    """A count in prose.

    Attributes:
        sentence: Where it is told.
        labels: What it is called, names of ``LABELS``.
        count: The number with its position in the sentence.
        sums: Sums of cells of which one must equal it.
        is_question: Whether the words leave open whose figure it is, so that a difference is no error yet.
    """

    sentence: Sentence
    labels: tuple[str, ...]
    count: Count
    sums: tuple[Cells, ...]
    is_question: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    start: int
    end: int


def mentions(report: AnnualReport) -> tuple[Mention, ...]:
    """Every figure told in parts one, five and six that has its cell in the tables, in order."""
    pattern = label_pattern(report.year)
    found: list[Mention] = []
    after_reviews: str | None = None
    for sentence in sentences(report):
        scope = Scope(report, sentence)
        # What follows a sentence on reviews goes on telling of them until it speaks of requests again.
        goes_on = after_reviews == sentence.paragraph and "申请" not in sentence.text
        found += _of_sentence(sentence, pattern, scope, is_after_reviews=goes_on)
        if _REVIEW_WORDS.search(sentence.text):
            after_reviews = sentence.paragraph
        elif not goes_on:
            after_reviews = None
    return tuple(found)


def value_of(report: AnnualReport, cells: Cells) -> Decimal | None:
    """The sum of cells; the 2019 form lacks two rows of 其他处理. ``None`` where a cell is missing or unreadable."""
    result = Decimal(0)
    for key in cells:
        value = counted(report.figures.get(key))
        if value is None:
            is_short = key.row in ("r21", "r22") and key not in report.figures
            if is_short and key._replace(row="r23") in report.figures and len(cells) > 1:
                continue
            return None
        result += value
    return result


def _of_sentence(
    sentence: Sentence, pattern: re.Pattern[str], scope: Scope, *, is_after_reviews: bool
) -> Iterator[Mention]:
    text = sentence.text
    numbers = list(counts(text))
    if not numbers:
        return
    labels = [_Found(str(match.lastgroup), match.start(), match.end()) for match in pattern.finditer(text)]
    first_review = _REVIEW_WORDS.search(text)
    reviews_from = 0 if is_after_reviews else first_review.start() if first_review else len(text)
    last: tuple[str, ...] = ()
    reviewed: tuple[str, ...] = ()
    paired = _respectively(text, labels, numbers)
    for at, count in enumerate(numbers):
        names, each = paired.get(at) or _around(text, pattern, count) or _names(text, labels, count)
        if not names:
            applicant = _applicant(text, count) if last in (("received",), ("accepted",)) else None
            if applicant and count.is_exact and scope_at(scope, count) != "none":
                # Like the number they are parts of, those of 受理 may hold what was carried in.
                carried = (*applicant, *(key._replace(row="r02") for key in applicant))
                own = (applicant,) if last == ("received",) else (applicant, carried)
                yield Mention(sentence, last, count, own, scope.is_question)
            outcome = _outcome(text, count) if reviewed else None
            if outcome and count.is_exact and scope_at(scope, count, is_review=True) != "none":
                blocks = dict.fromkeys(block for name in reviewed for block in BLOCKS[name])
                cells = tuple(FigureKey("reviews", block, outcome) for block in blocks)
                is_wide = scope.is_question or not scope.names_matter
                yield Mention(sentence, (*reviewed, outcome), count, (cells,), is_wide)
            continue
        topic = BY_NAME[names[-1]].topic
        if topic == "reviews":
            reviewed = names
        usable = count.is_exact and scope_at(scope, count, labels=names, is_review=topic == "reviews") != "none"
        if topic == "requests" and (count.start >= reviews_from or not scope.tells_requests):
            usable = False
        if topic == "requests" and (count.measure not in REQUEST_MEASURES or _THING.match(text, count.end)):
            usable = False
        if topic == "reviews" and not scope.tells_reviews:
            usable = False
        last = names if usable else ()
        if usable:
            is_wide = topic == "reviews" and not scope.names_matter
            for told, sums in _sums(names, each=each):
                is_soft = scope.is_question or is_wide or any(BY_NAME[name].is_soft for name in told)
                yield Mention(sentence, told, count, sums, is_soft)


def _around(text: str, pattern: re.Pattern[str], count: Count) -> tuple[tuple[str, ...], bool] | None:
    """制发3件规范性文件: the label stands on both sides of its count."""
    verb, noun = _VERB.search(text[: count.start]), _NOUN.match(text, count.end)
    label = pattern.fullmatch(verb[0] + noun[0]) if verb and noun else None
    return ((str(label.lastgroup),), False) if label else None


def _names(text: str, labels: Sequence[_Found], count: Count) -> tuple[tuple[str, ...], bool]:
    """The labels a count belongs to: those right before it, joined by 、 or 和, else the one right behind it."""
    before = [label for label in labels if label.end <= count.start]
    behind = next((label for label in labels if label.start >= count.end), None)
    follows = behind is not None and _BEHIND.fullmatch(text, count.end, behind.start)
    if before:
        gap = text[before[-1].end : count.start]
        each = gap.endswith("各")
        if _BETWEEN.fullmatch(gap.removesuffix("各")):
            # 收到3件行政复议 is a review, not a request.
            if follows and behind and BY_NAME[behind.name].topic != BY_NAME[before[-1].name].topic:
                return (behind.name,), False
            group = _chain(text, before)
            return (tuple(label.name for label in group), each) if group else ((), False)
    if follows and behind:
        # 3件不予公开、2件不予处理 are two counts, 3件不予公开和不予处理 is one that nobody can split.
        rest = [label for label in labels if label.start >= behind.end]
        if rest and _CONNECTOR.fullmatch(text, behind.end, rest[0].start):
            return (), False
        return (behind.name,), False
    return (), False


def _chain(text: str, before: Sequence[_Found]) -> Sequence[_Found]:
    """The run of labels that ends before a count; none where it begins with something that is no label."""
    start = len(before) - 1
    while start > 0 and _CONNECTOR.fullmatch(text, before[start - 1].end, before[start].start):
        start -= 1
    head = text[: before[start].start]
    if re.search(r"(?:、|和|及|或|与|/)\Z", head) and not re.search(rf"(?:{'|'.join('件宗份起例条')})、\Z", head):
        return []
    return before[start:]


def _respectively(
    text: str, labels: Sequence[_Found], numbers: Sequence[Count]
) -> dict[int, tuple[tuple[str, ...], bool]]:
    """Counts told as a list behind a list of labels: 予以公开、部分公开分别为5件、2件."""
    result: dict[int, tuple[tuple[str, ...], bool]] = {}
    for index, label in enumerate(labels):
        match = _RESPECTIVELY.match(text, label.end)
        first = next((at for at, count in enumerate(numbers) if match and count.start == match.end()), None)
        if first is None:
            continue
        group = _chain(text, labels[: index + 1])
        run = list(numbers[first : first + len(group)])
        joined = all(_LIST.fullmatch(text, one.end, two.start) for one, two in pairwise(run))
        for offset in range(len(run)):
            names = (group[offset].name,) if joined and len(run) == len(group) else ()
            result[first + offset] = (names, False)
    return result


def _sums(names: tuple[str, ...], *, each: bool) -> Iterator[tuple[tuple[str, ...], tuple[Cells, ...]]]:
    if each or len(names) == 1:
        yield from (((name,), BY_NAME[name].sums) for name in names)
    elif set(names) <= _SUMMED:
        cells = dict.fromkeys(key for name in names for key in BY_NAME[name].sums[0])
        yield names, (tuple(cells),)
    else:
        # 收到并办结12件: one number under two names, right if it is right for one of them.
        yield names, tuple(sums for name in names for sums in BY_NAME[name].sums)


def _applicant(text: str, count: Count) -> Cells | None:
    for pattern, columns in (
        (_PERSON, ("person",)),
        (_ORGANISATIONS, tuple(column for column in APPLICANTS if column not in ("person", "total"))),
    ):
        for match in pattern.finditer(text, 0, count.start):
            if _BETWEEN.fullmatch(text, match.end(), count.start):
                return tuple(FigureKey("requests", "r01", column) for column in columns)
    return None


def _outcome(text: str, count: Count) -> str | None:
    for match in _OUTCOME.finditer(text):
        if match.end() <= count.start and _BETWEEN.fullmatch(text, match.end(), count.start):
            return match.lastgroup
        if match.start() >= count.end and _BEHIND.fullmatch(text, count.end, match.start()):
            return match.lastgroup
    return None
