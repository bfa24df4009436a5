"""What units and plans wrote, as sentences of a report: mended, on one line, shortened to whole sentences, named."""

import re
from collections.abc import Iterator

from reportgen.document.punctuation import mend

_STOPS = "。！？；"
_OPENING, _CLOSING = "“‘（《〈【(", "”’）》〉】)"
_CLOSED = ("。", "！", "？", "……", "。”", "！”", "？”", "。’", "！’", "？’")
_LOOSE = "；，、：,;:. "
LONGEST_SENTENCE = 150
"""Characters of one sentence without a semicolon that still stands whole in the body; a longer one ends at a comma."""
LONGEST_NAME = 60
"""Characters of a requirement's clause by which a task is named."""


def mended(text: str) -> str:
    """Mechanical faults mended, line by line; every word stays as typed."""
    return mend(text).text


def one_line(text: str) -> str:
    """The text mended, its lines run together: a line without a closing mark gets a semicolon."""
    lines = mended(text).split("\n")
    joined = "".join(line if line.endswith(tuple("。；，：、！？…")) else f"{line}；" for line in lines[:-1])
    return mended(joined + lines[-1])


def without_stop(text: str) -> str:
    """The text on one line without its closing stop, to stand inside a sentence."""
    return one_line(text).rstrip("。" + _LOOSE)


def sentence(text: str) -> str:
    """The text on one line, closed by a stop; ``""`` for nothing."""
    text = one_line(text)
    if not text or text.endswith(_CLOSED):
        return text
    text = text.rstrip(_LOOSE)
    return f"{text}。" if text and not text.endswith(_CLOSED) else text


def first_sentences(text: str, *, most: int) -> str:
    """The first whole sentences, at least one, of at most ``most`` characters together, closed by a stop.

    A sentence that is too long by itself ends at a semicolon, one beyond `LONGEST_SENTENCE` without any at a comma;
    nothing is cut inside brackets or quotes.
    """
    whole = sentence(text)
    if len(whole) <= most:
        return whole
    taken = ""
    for piece in _pieces(whole, _STOPS):
        if taken and len(taken) + len(piece) > most:
            break
        taken += piece
    if len(taken) > max(most, LONGEST_SENTENCE):
        taken = _clauses_within(taken, most) or taken
    return taken.rstrip("；，") + "。" if taken.endswith(("；", "，")) else taken


def _clauses_within(text: str, most: int) -> str:
    """The first clauses of a run-on sentence, not ending in one that only leads up to the next."""
    taken, kept = "", ""
    for piece in _pieces(text, _STOPS + "，"):
        if kept and len(taken) + len(piece) > most:
            break
        taken += piece
        if not leads_up(piece.rstrip("，")):
            kept = taken
    return kept


def _pieces(text: str, stops: str) -> Iterator[str]:
    start = depth = 0
    for at, character in enumerate(text):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif character in stops and depth == 0:
            yield text[start : at + 1]
            start = at + 1
    if start < len(text):
        yield text[start:]


_LEADS_UP = re.compile(
    r"^(?:在|于|自|从|至|到)?[\d年月日季度上下半底初末中旬前后起内、至到每第一二三四]+$"
    r"|^(?:按照|根据|依据|依照|结合|围绕|对照|针对|对于|关于|依托|参照|聚焦|立足|遵循|随着|通过|除|凡)"
    r"|^为(?:了|进一步|切实|全面|深入|做好|落实|贯彻|推进|规范|加强|提高|确保)"
    r"|^以.+为.+|^(?:在|从|自|对|当).+(?:时|前|后|中|上|下|内|方面)$|(?:的|之际)$|作为.+(?:部门|单位|机构)$"
    r"|^.{0,14}?要(?:结合|按照|根据|围绕|对照|高度重视|提高认识|提高政治站位|充分认识)"
)


def leads_up(clause: str) -> bool:
    """Whether the clause only leads up to what is said next: 2020年8月底前, 按照市政府部署, 需要广泛知晓的."""
    return bool(_LEADS_UP.search(clause))


def clause(text: str, *, most: int = LONGEST_NAME, led_up: bool = False) -> str:
    """The clause of a requirement to name it by: the first that says what is to be done.

    ``led_up`` keeps what leads up to it.

    One beyond ``most`` ends at a 、 and in ……; nothing is cut inside brackets or quotes.
    """
    pieces = [piece.rstrip("，；。：！？") for piece in _pieces(one_line(text), _STOPS + "，：")]
    pieces = [re.sub("^(?:并且?|同时|还要?)(?=.)", "", piece) for piece in pieces if piece]
    at = next((at for at, piece in enumerate(pieces) if not leads_up(piece)), 0)
    first = "，".join(pieces[0 if led_up else at : at + 1])
    if len(first) < _SHORTEST_NAME and len(pieces) > 1:  # …的，要公开; 依法公开，接受监督
        first = "，".join(pieces[at - 1 : at + 1] if at else pieces[:2])
    if len(first) <= most:
        return first
    taken = ""
    for item in _pieces(first, "、"):
        if taken and len(taken) + len(item) > most:
            break
        taken += item
    return first if taken == first else f"{taken.rstrip('、')}……"


_SHORTEST_NAME = 6
_NUMERALS = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_FEWEST_POINTS = 2


def _labels(style: str) -> list[re.Pattern[str]]:
    """Patterns of the first, second … label of one style of list."""
    edge = "(?:^|(?<=[。；：！？，\n]))"
    made = {
        "是": [f"{edge}{numeral}是" for numeral in _NUMERALS],
        "（1）": [f"[（(]{number}[）)]" for number in range(1, 21)],
        "1.": [rf"(?<![\d.．第]){number}[.．](?!\d)" for number in range(1, 21)],
        "1）": [rf"(?<![\d（(.]){number}[）)]" for number in range(1, 21)],
        "①": list(_CIRCLED),
        "第一": [f"{edge}第{numeral}[，、]" for numeral in _NUMERALS],
        "（一）": [f"（{numeral}）" for numeral in _NUMERALS],
        "一、": [f"{edge}{numeral}、" for numeral in _NUMERALS],
    }
    return [re.compile(pattern) for pattern in made[style]]


_STYLES = {style: _labels(style) for style in ("是", "（1）", "1.", "1）", "①", "第一", "（一）", "一、")}


def points_of(text: str) -> tuple[str, tuple[str, ...]] | None:
    """The points of a text on one line that is a list (一是…；二是…, （1）…（2）…), and what stands before them.

    ``None`` where the text is no list. Points are without label and closing mark; words stay.
    """
    for labels in _STYLES.values():
        first = labels[0].search(text)
        if first is None or (first.start() and text[first.start() - 1] not in "：。；，"):
            continue
        found = [first]
        for label in labels[1:]:
            following = label.search(text, found[-1].end())
            if following is None:
                break
            found.append(following)
        ends = [*(match.start() for match in found[1:]), len(text)]
        points = tuple(text[match.end() : end].rstrip("。" + _LOOSE) for match, end in zip(found, ends, strict=True))
        if len(points) >= _FEWEST_POINTS and all(points):
            return text[: first.start()], points
    return None


def spoken(text: str) -> str:
    """A text on one line whose list reads as prose: （1）甲（2）乙 → 一是甲；二是乙; any other text as it is."""
    parted = points_of(text)
    if parted is None or "一是" in text or len(parted[1]) > len(_NUMERALS):
        return text
    lead, points = parted
    mark = "。" if any("。" in point for point in points) else "；"
    return lead + mark.join(f"{_NUMERALS[at]}是{point}" for at, point in enumerate(points)) + "。"


def unnumbered(text: str) -> str:
    """A text on one line without the labels of its list, to stand as a point of another list."""
    parted = points_of(text)
    if parted is None:
        return text
    lead, points = parted
    mark = "。" if any("。" in point for point in points) else "；"
    return lead + mark.join(points) + "。"
