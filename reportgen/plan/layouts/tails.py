"""Who is responsible, as narrative plans say it: in brackets at a paragraph's end, or on a line of its own."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from reportgen.plan.phrases.bodies import is_body_like
from reportgen.plan.phrases.deadlines import parse_deadline_cell
from reportgen.plan.phrases.units import split_units

_DUTY = "责任|牵头|配合|承办|主办|协办|会办|联办|负责|落实|实施|参与|参加|协助|协同"
_KIND = "(?:单位|部门|科室|处室|股室|科队|站所|机构|主体|[科处股][（(][科处股室站所]{1,2}[）)]室?|[科处股])"
_WORD = rf"(?:第一|主要)?(?:{_DUTY}){_KIND}(?:[、和及与/]{_KIND})*(?:[（(][^（()）]{{1,6}}[）)])?|责任分工|牵头|配合"
_DUE_WORD = (
    "(?:责任|完成|办理|办结|落实|工作)?时限(?:要求)?|(?:完成|时间)(?:时间|要求|节点|期限)|完成期限|进度要求|进度安排"
)
# Persons are no bodies; what is said of them goes.
_PERSON_WORD = "(?:责任|分管|牵头|包保|包抓|挂点|主管|督办)(?:县|市|区|局)?(?:领导|同志)|(?:第一|直接|主要|具体|分管)?(?:责任|负责)人"
_LABEL = rf"(?:{_WORD}|{_DUE_WORD}|{_PERSON_WORD})\s*(?:及分工)?\s*[:：]"
_CLOSE = r"\s*[）)】〕\]]\s*[。．.；;]?\s*"
_INNER = r"[^（()）【】〔〕]*(?:[（(〔][^（()）〔〕]*[）)〕][^（()）【】〔〕]*)*"
_IN_BRACKETS = re.compile(
    rf"\s*[（(【〔\[]\s*(?P<inner>{_LABEL}{_INNER}(?:[）)】]\s*[（(【]\s*{_LABEL}{_INNER})*){_CLOSE}$"
)
# Where brackets do not close as they open, the last tail is taken as far as it goes.
_OPENS = re.compile(rf"\s*[（(【〔\[]\s*(?={_LABEL})")
_OWN_LINE = re.compile(rf"\s*(?P<inner>{_LABEL}.*?)\s*[。；;]?\s*$", re.DOTALL)
_LABEL_LINE = re.compile(rf"\s*(?:{_WORD})\s*[:：]?\s*")
_AT_END = re.compile(rf"(?<=[。；;！])\s*(?P<inner>(?:{_WORD})\s*[:：][^。]*)[。]?\s*$")
_BARE = re.compile(rf"\s*[（(【〔]\s*(?P<inner>{_INNER})[）)】〕]\s*[。．.；;]?\s*$")
_MIDDLE = re.compile(
    rf"(?:(?<=[。；;])\s*[（(【]\s*{_INNER}[）)】]\s*|[（(【]\s*(?P<told>{_INNER})[）)】]\s*[。；;]\s*)(?=[^\s（(【。；;，,])"
)
_DATE_BRACKET = re.compile(r"\s*[（(【]\s*(?P<inner>[^（()）【】]{2,20})[）)】]\s*[。；;]?\s*$")
_BRACKETED = re.compile(r"〔[^〕]*〕")
_SEAM = r"[；;，,。\s、]|[）)】]?\s*[（(【]"
_PART = re.compile(
    rf"(?:^|{_SEAM})\s*(?P<word>{_WORD}|{_DUE_WORD}|{_PERSON_WORD}|联系人|联络员|联系(?:电话|方式))\s*(?:及分工)?\s*[:：]\s*"
)
_ABOUT_PERSONS = re.compile(rf"{_PERSON_WORD}|联系人|联络员|联系(?:电话|方式)")
_AFTER_TAIL = " \t\r\n\u3000。．.；;"
_BETWEEN_NAMES = re.compile(r"[、，,；;\s]+")
_SEAMS = " ；;，,。、\n"
# A name's short form, said among the bodies: 各县（区）政府、各管委会，以下统称各县（区）政府.
_SHORT_NAME = re.compile(
    r"[，,；;、]\s*以下(?:统一|一并|均)?[简统合并]?称(?:为)?(?:[（(][^（）()]*[）)]|[^，,；;。（）()】\n])*"
)
# Words that may stand round a date among the bodies, or in its place.
_ROUND_A_DATE = re.compile(
    r"(?:于|在|至|须|需|要|应|并|力争|确保|全部|全面|基本|前|底|内|之|以|截止|完成|落实|办结|到位|公布|公开|上线|建成|实现|启动|报送|任务|工作|时间|时限|[:：])*"
)
_LASTING = re.compile(
    "(?:持续|常态化?|长期|全年|常年|定期)(?:推进|坚持|落实|开展|实施|进行)?|每(?:季度|半年|月|年|周)[^，,；;、]{0,4}"
)
_SEAM_OR_WORDS = re.compile(r"[，,；;、。\n]|[^，,；;、。\n]+")
# A bare bracket that explains something: （以下简称《条例》）, （含村、社区）.
_EXPLAINS = re.compile("[《》“”。]|以下|简称|(?:^|[，,；;：:])(?:如|即|含|包括)|例如|试行")
_ROLE = re.compile("牵头|配合|负责|协助|落实|会同|主办|协办")
_TOLD = re.compile(rf"^{_LABEL}|(?:牵头|配合|负责|协助|落实|实施|参与|主办|协办)$")
_NUMBER_IN_NAME = re.compile(r"12\d{3}|(?<!\d)\d{1,3}(?=[个家])")
_LONGEST = 240
_SOME_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Tail:
    """What a tail says.

    Attributes:
        printed: (label, phrase as printed); the label is empty where there is none, or the phrase brings several of its
            own (``牵头单位：A；配合单位：B``).
        due: The words of a deadline.
        is_bare: Whether it only names bodies, without label or role word, as an explanation in brackets may do too:
            县政府办公室（县政务公开办）.
        asides: What it says of persons, with the labels.
        is_unclosed: Whether its brackets do not close as they open, so that a person should look.
    """

    printed: tuple[tuple[str, str], ...]
    due: str
    is_bare: bool = False
    asides: tuple[str, ...] = ()
    is_unclosed: bool = False

    @property
    def says_nothing(self) -> bool:
        """Whether it names neither bodies nor a deadline: 责任人：张三."""
        return not self.printed and not self.due


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, or part of one, without its tail; the tail; and both as printed."""

    words: str
    tail: Tail | None
    whole: str


def split_tail(text: str) -> tuple[str, Tail | None]:
    """A paragraph without its tail, and the tail."""
    date = _DATE_BRACKET.search(text)
    if date and _says_when(date["inner"].strip()):
        words, tail = split_tail(text[: date.start()])
        if tail is not None:
            return words, joined(tail, Tail((), date["inner"].strip()))
    start, tail = _labelled_tail(text)
    if tail is None:
        match = _BARE.search(text)
        if match:
            start, tail = match.start(), _bare_tail(match["inner"])
    return (text, None) if tail is None or tail.says_nothing else (text[:start].rstrip(), tail)


def _labelled_tail(text: str) -> tuple[int, Tail | None]:
    """The labelled tail at a text's end and where it begins."""
    match = _IN_BRACKETS.search(text) or _AT_END.search(text)
    if match:
        unclosed = _unclosed(text[: match.start()])
        if unclosed:
            inner = text[unclosed.end() : match.end("inner")]
            return unclosed.start(), replace(read_tail(inner), is_unclosed=True)
        return match.start(), read_tail(match["inner"])
    opening = _opening(text)
    return (opening.start(), _read_open(text[opening.end() :])) if opening else (0, None)


def split_at_tails(text: str) -> list[Part]:
    """A paragraph parted behind every tail that stands between its sentences: each part has its own bodies."""
    parts: list[Part] = []
    start = 0
    for match in _MIDDLE.finditer(text):
        whole = text[start : match.end()].rstrip()
        words, tail = split_tail(whole)
        is_told = match["told"] is None or _TOLD.search(match["told"].strip()) is not None
        if tail is not None and tail.printed and words.strip() and is_told:
            parts.append(Part(words, tail, whole))
            start = match.end()
    return [*parts, Part(*split_tail(text[start:]), text[start:])]


def own_line(text: str) -> Tail | None:
    """The tail that a paragraph consists of, ``None`` where it says something else."""
    match = _OWN_LINE.fullmatch(text) or _IN_BRACKETS.fullmatch(text)
    if match:
        return read_tail(match["inner"])
    opening = _opening(text)
    if opening and opening.start() == 0:
        return _read_open(text[opening.end() :])
    match = _BARE.fullmatch(text)
    return _bare_tail(match["inner"]) if match else None


def is_bodies_line(text: str, *, strict: bool = True) -> bool:
    """Whether a line names bodies without a label: 区政府办会同各有关单位办理.

    Args:
        text: A line.
        strict: Whether every name must look like one; else it is enough that the line begins with a body.
    """
    words = text.strip(" \t\u3000。；;")
    units = split_units(without_asides(words)) if words and len(words) <= _LONGEST else ()
    if not units or not words.startswith(units[0].name):
        return False
    looks = [unit.kind == "group" or is_body_like(unit.name) for unit in units]
    return all(looks) if strict else looks[0]


def is_names_line(text: str) -> bool:
    """Whether a line is names of bodies and nothing else, as a list goes on that began in the line above."""
    names = [name for name in _BETWEEN_NAMES.split(text.strip()) if name]
    if not names or re.search(r"[。：:\d]", text) or not is_bodies_line(text):
        return False
    units = split_units(text)
    return all(any(name in unit.name for unit in units) for name in names) and len(units) <= len(names)


def read_tail(inner: str) -> Tail:
    """``责任单位：A；完成时限：B`` taken apart: deadline and persons go, several labels of bodies stay as printed."""
    marks = list(_PART.finditer(inner))
    ends = [_end_of(inner, mark.end(), following.start()) for mark, following in pairwise(marks)] + [len(inner)]
    bodies: list[tuple[str, str]] = []
    pieces: list[str] = []
    dues: list[str] = []
    asides: list[str] = []
    for number, (mark, end) in enumerate(zip(marks, ends, strict=True)):
        phrase = inner[mark.end() : end].strip(_SEAMS)
        if re.fullmatch(_DUE_WORD, mark["word"]):
            dues.append(phrase)
        elif _ABOUT_PERSONS.fullmatch(mark["word"]):
            asides.append(inner[mark.start("word") : end].rstrip(_SEAMS))
        elif phrase:
            bodies.append((mark["word"], phrase))
            seam = inner[ends[number - 1] : mark.start("word")] if pieces else ""
            pieces.append(f"{seam}{inner[mark.start('word') : end].rstrip(_SEAMS)}")
            dues += _dates_among(phrase)
    due = "；".join(filter(None, dues))
    return Tail((("", "".join(pieces)),) if len(bodies) > 1 else tuple(bodies), due, asides=tuple(asides))


def joined(one: Tail | None, other: Tail) -> Tail:
    """责任单位 and 完成时限, or 牵头单位 and 配合单位, on lines of their own make one tail."""
    if one is None:
        return other
    labelled = [f"{header}：{phrase}" if header else phrase for header, phrase in (*one.printed, *other.printed)]
    printed = (("", "；".join(labelled)),) if len(labelled) > 1 else one.printed or other.printed
    return Tail(
        printed,
        "；".join(filter(None, (one.due, other.due))),
        asides=(*one.asides, *other.asides),
        is_unclosed=one.is_unclosed or other.is_unclosed,
    )


def continued(tail: Tail, bodies: str) -> Tail:
    """A tail whose bodies go on in a line of their own."""
    (header, phrase), *_ = tail.printed
    return replace(tail, printed=((header, f"{phrase}、{bodies.strip(_SEAMS)}"),))


def is_label_line(text: str) -> bool:
    """Whether a line is nothing but the label of a tail, so that the bodies stand in the next one."""
    return _LABEL_LINE.fullmatch(text) is not None


def without_asides(phrase: str) -> str:
    """A phrase of bodies without what names no body: short forms (以下统称各县（区）政府) and dates (6月底前完成)."""
    parts = _SEAM_OR_WORDS.findall(_SHORT_NAME.sub("", phrase))
    kept = [part for part in parts if not _says_when(part.strip())]
    return phrase if len(kept) == len(parts) and not _SHORT_NAME.search(phrase) else "".join(kept).strip(_SEAMS)


def _opening(text: str) -> re.Match[str] | None:
    """Where the last labelled tail of a text opens that ends in a bracket, whatever stands between."""
    if text.rstrip(_AFTER_TAIL)[-1:] not in tuple("）)】〕]"):
        return None
    return max(_OPENS.finditer(text), key=re.Match.start, default=None)


def _unclosed(text: str) -> re.Match[str] | None:
    """Where a labelled bracket opens that the rest of a text leaves open: …（牵头单位：甲科（乙科）."""
    last = max(_OPENS.finditer(text), key=re.Match.start, default=None)
    if last is None or "。" in text[last.end() :] or count_open(text[last.start() :]) <= 0:
        return None
    return _unclosed(text[: last.start()]) or last


def _read_open(inner: str) -> Tail:
    """The tail behind an opening bracket; where one bracket too few closes, the last one belongs to the name before it."""
    words = inner.rstrip(_AFTER_TAIL)
    if count_open(words) < 0:
        return read_tail(words[:-1])
    return replace(read_tail(words), is_unclosed=True)


def _end_of(inner: str, start: int, end: int) -> int:
    """Where a phrase ends that goes up to the next label: the bracket that closes inside its last name is its own."""
    closes = count_open(inner[start:end]) > 0 and inner[end : end + 1] in tuple("）)】")
    return end + 1 if closes else end


def count_open(text: str) -> int:
    """How many brackets a text opens more than it closes."""
    return sum(text.count(mark) for mark in "（(【〔") - sum(text.count(mark) for mark in "）)】〕")


def _bare_tail(inner: str) -> Tail | None:
    """The tail of a bracket without labels, where it names bodies: 办公室牵头，各科室配合，6月底前完成."""
    bodies = without_asides(inner.strip())
    is_told = _ROLE.search(bodies) is not None
    if not _names_bodies(bodies) or (_SHORT_NAME.search(inner) and not is_told):
        return None
    return Tail((("", inner.strip()),), "；".join(_dates_among(inner)), is_bare=not is_told)


def _dates_among(phrase: str) -> list[str]:
    """The parts of a phrase of bodies that say by when, and no body."""
    return [part for part in re.split(r"[，,；;、。\n]", phrase) if part.strip() and _says_when(part.strip())]


def _says_when(part: str) -> bool:
    """Whether words say by when and nothing else: 6月底前完成, 持续推进."""
    if not re.search("[年月日季期恒态]|[推持]", part):
        return False
    if _LASTING.fullmatch(part):
        return True
    dates = parse_deadline_cell(part, _SOME_YEAR)
    for found in dates:
        part = part.replace(found.phrase, "", 1)
    return bool(dates) and _ROUND_A_DATE.fullmatch(re.sub(r"\s", "", part)) is not None


def _names_bodies(inner: str) -> bool:
    """Whether a bare bracket names bodies: 办公室牵头，各科室配合; not 以下简称《条例》."""
    if len(inner) > _LONGEST or _EXPLAINS.search(inner) or re.search(r"\d{2}", _NUMBER_IN_NAME.sub("", inner)):
        return False
    units = split_units(inner)
    if not units:
        return False
    has_role = _ROLE.search(inner)
    looks = [is_body_like(_BRACKETED.sub("", unit.name)) or unit.kind == "group" for unit in units]
    return all(looks) and (bool(has_role) or (len(inner) >= 3 and all(len(unit.name) >= 3 for unit in units)))
