"""Narrative plans: numbered clauses, run-in headings, tails that name the bodies."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reportgen.model.blocks import Paragraph
from reportgen.model.plan import PlanWarning
from reportgen.plan.layouts.draft import Draft, Requirement
from reportgen.plan.layouts.furniture import is_furniture
from reportgen.plan.layouts.headings import tidy_heading
from reportgen.plan.layouts.tails import Tail, own_line, split_at_tails
from reportgen.plan.phrases.labels import Label, split_label
from reportgen.plan.phrases.spacing import squeeze, squeeze_lines

_DEPTH = {"part": 0, "chinese": 2, "chinese_bracket": 3, "arabic": 4, "arabic_bracket": 8}
_LONGEST_HEADING = 60
_LONGEST_TITLE = 45
_GENERAL = re.compile("^(?:总体要求|指导思想|总体目标|工作目标|基本原则|工作思路|总体思路|主要目标|目标任务)$")
_CLOSING = re.compile("^(?:各[^，,。]{1,16}(?:要|应|须|务必|请)|请各|以上|本要点|本方案|附件|特此)")


# A heading that the file marks as one (Word's heading styles, h1-h6) without a printed label; above all labelled ones.
_UNLABELLED = Label("", "part", 0, "")


@dataclass(slots=True)
class _Piece:
    """One paragraph of a clause: its text without tail, and the tail."""

    text: str
    tail: Tail | None
    place: str
    is_own_line: bool = False


@dataclass(slots=True)
class _Clause:
    """A numbered clause: its label, its first paragraph's words, what follows, and the clauses below it."""

    label: Label
    bare: str
    words: str
    place: str
    pieces: list[_Piece] = field(default_factory=list)
    children: list["_Clause"] = field(default_factory=list)

    @property
    def depth(self) -> int:
        if self.label is _UNLABELLED:
            return 1
        return _DEPTH[self.label.style] + (self.bare.count(".") if self.label.style == "arabic" else 0)

    @property
    def tails(self) -> list[Tail]:
        """Tails of its own paragraphs and of all clauses below it."""
        own = [piece.tail for piece in self.pieces if piece.tail]
        return own + [tail for child in self.children for tail in child.tails]


def read_narrative(paragraphs: Sequence[Paragraph], start: int) -> Draft:
    """The requirements of numbered paragraphs.

    Args:
        paragraphs: All paragraphs of the document.
        start: Index of the first one after the plan's own title; what stands before can only order a report.
    """
    draft = Draft(outside=[paragraph.text for paragraph in paragraphs[:start]])
    roots = _tree(paragraphs[start:], draft)
    leaves = list(_leaves(roots))
    has_tails = any(piece.tail for clause in leaves for piece in clause.pieces)
    _cut_closing(leaves, draft, has_tails=has_tails)
    for root in roots:
        _share_tails(root)
        _take(root, (), (), draft, has_tails=has_tails)
    return draft


def _share_tails(clause: _Clause) -> None:
    """A tail that stands once for several clauses below a heading holds for each of them.

    It stands with the heading itself, or on a line of its own behind the last of them. Steps (1)(2) below a requirement
    that has its own tail are part of its text.
    """
    children = clause.children
    own = [piece.tail for piece in clause.pieces if piece.tail]
    if not children:
        return
    if own and not any(child.tails for child in children):
        if clause.depth >= _DEPTH["arabic"]:
            _absorb(clause)
            return
        for child in children:
            child.pieces[-1].tail = own[-1]
        for piece in clause.pieces:
            piece.tail = None
    last = children[-1]
    if (
        len(children) > 1
        and not last.children
        and last.pieces[-1].is_own_line
        and not any(child.tails for child in children[:-1])
        and not any(child.children for child in children)
    ):
        for child in children[:-1]:
            child.pieces[-1].tail = last.pieces[-1].tail
    for child in children:
        _share_tails(child)


def _absorb(clause: _Clause) -> None:
    """Make the clauses below part of this one's text, with their labels."""
    for child in clause.children:
        _absorb(child)
        child.pieces[0].text = f"{child.label.text}{child.pieces[0].text}"
        clause.pieces += child.pieces
    clause.children = []


def _tree(paragraphs: Sequence[Paragraph], draft: Draft) -> list[_Clause]:
    roots: list[_Clause] = []
    open_clauses: list[_Clause] = []
    for number, paragraph in enumerate(paragraphs):
        label, rest = split_label(paragraph.text)
        if label is not None and label.style not in _DEPTH:
            label = None
        if label is not None and not rest.strip():
            label = None
        if label is None and _is_unlabelled_heading(paragraph):
            label, rest = _UNLABELLED, paragraph.text
        if label is None:
            _add_plain(paragraph, open_clauses, draft)
            continue
        bare = label.bare
        repaired = _repaired(label, rest, paragraphs, number, roots)
        if repaired:
            bare = repaired.bare
            said = f"标题“{squeeze(paragraph.text)}”的编号按位置应为“{bare}、”，已按此理解（{paragraph.place}）"
            draft.warnings.append(PlanWarning("label-repaired", None, said))
            label = repaired
        parts = split_at_tails(rest)
        clause = _Clause(label, bare, parts[0][0], paragraph.place)
        clause.pieces += [_Piece(words, tail, paragraph.place) for words, tail in parts]
        while open_clauses and open_clauses[-1].depth >= clause.depth:
            open_clauses.pop()
        (open_clauses[-1].children if open_clauses else roots).append(clause)
        open_clauses.append(clause)
    return roots


def _is_unlabelled_heading(paragraph: Paragraph) -> bool:
    return paragraph.level is not None and _is_heading(paragraph.text)


def _repaired(
    label: Label, rest: str, paragraphs: Sequence[Paragraph], number: int, roots: Sequence[_Clause]
) -> Label | None:
    """A heading misprinted as ``2、`` where ``二、`` belongs: short, next in the series, and （一） follows."""
    if label.style != "arabic" or not roots or roots[-1].label.style != "chinese":
        return None
    following = split_label(paragraphs[number + 1].text)[0] if number + 1 < len(paragraphs) else None
    is_heading = len(rest) <= _LONGEST_HEADING and "。" not in rest.strip()[:-1]
    belongs = following is not None and following.style == "chinese_bracket" and following.number == 1
    if is_heading and belongs and label.number == roots[-1].label.number + 1:
        numeral = label.in_chinese()
        return Label(label.text, "chinese", label.number, numeral)
    return None


def _add_plain(paragraph: Paragraph, open_clauses: Sequence[_Clause], draft: Draft) -> None:
    """A paragraph without a label belongs to the clause above it; furniture and preambles belong to nobody."""
    text = paragraph.text.strip()
    if not open_clauses or is_furniture(text):
        draft.outside.append(text)
        return
    clause = open_clauses[-1]
    tail = own_line(text)
    if tail is not None:
        last = clause.pieces[-1]
        last.tail = _joined(last.tail, tail)
        last.is_own_line = True
        return
    clause.pieces += [_Piece(words, tail, paragraph.place) for words, tail in split_at_tails(text)]


def _joined(one: Tail | None, other: Tail) -> Tail:
    """责任单位 and 完成时限 on lines of their own make one tail."""
    if one is None:
        return other
    return Tail((*one.printed, *other.printed), "；".join(filter(None, (one.due, other.due))))


def _leaves(clauses: Sequence[_Clause]) -> Iterator[_Clause]:
    for clause in clauses:
        if clause.children:
            yield from _leaves(clause.children)
        else:
            yield clause


def _cut_closing(leaves: Sequence[_Clause], draft: Draft, *, has_tails: bool) -> None:
    """Closing remarks stand below the last clause without being part of it."""
    if not leaves:
        return
    last = leaves[-1]
    usual = max((len(clause.pieces) for clause in leaves[:-1]), default=1)
    keep = len(last.pieces)
    for place in range(1, len(last.pieces)):
        after_tail = has_tails and any(piece.tail for piece in last.pieces[:place])
        rest_bare = not any(piece.tail for piece in last.pieces[place:])
        closes = _CLOSING.search(squeeze(last.pieces[place].text)) is not None
        if rest_bare and (after_tail or (closes and (place >= usual or not has_tails))):
            keep = place
            break
    draft.leftovers += [(piece.text, piece.place) for piece in last.pieces[keep:]]
    del last.pieces[keep:]


def _take(
    clause: _Clause, category: tuple[str, ...], labels: tuple[str, ...], draft: Draft, *, has_tails: bool
) -> None:
    labels = (*labels, clause.bare)
    if clause.children:
        heading = tidy_heading(f"{clause.label.text}{_heading_words(clause)}")
        intro = [piece for piece in clause.pieces if piece.tail]
        if intro and clause.depth >= _DEPTH["chinese_bracket"]:
            _take_leaf(clause, category, labels, draft, has_tails=has_tails)
        else:
            _, introduction = _run_in(clause.words) if _run_in(clause.words)[0] else (None, "")
            texts = [introduction, *(piece.text for piece in clause.pieces[1:])]
            draft.leftovers += [(text, clause.place) for text in texts if text.strip()]
        for child in clause.children:
            _take(child, (*category, heading), labels, draft, has_tails=has_tails)
        return
    _take_leaf(clause, category, labels, draft, has_tails=has_tails)


def _heading_words(clause: _Clause) -> str:
    """The heading of a clause that has clauses below it: its first sentence where an introduction runs on."""
    title, text = _run_in(clause.words)
    return title if title and text else clause.words


def _take_leaf(
    clause: _Clause, category: tuple[str, ...], labels: tuple[str, ...], draft: Draft, *, has_tails: bool
) -> None:
    title, first = _run_in(clause.words)
    heads = clause.pieces[0].tail is None or clause.pieces[0].is_own_line
    if title is None and heads and len(clause.pieces) > 1 and _is_heading(clause.words):
        title, first = tidy_heading(clause.words), ""
    has_own_tail = any(piece.tail for piece in clause.pieces)
    if (title or clause.words) and _GENERAL.fullmatch(squeeze(title or clause.words).rstrip("。")) and not has_own_tail:
        draft.outside += [piece.text for piece in clause.pieces]
        return
    if not has_own_tail and has_tails and not first and len(clause.pieces) == 1 and _is_heading(clause.words):
        draft.outside.append(clause.words)
        return
    segments = _segments(clause, first)
    arabic = clause.label.style in ("arabic", "arabic_bracket")
    base = clause.bare if arabic and clause.label.style == "arabic" else "-".join(filter(None, labels))
    for number, (text, tail, place) in enumerate(segments, 1):
        wanted = f"{base}-{number}" if len(segments) > 1 else base
        printed = tail.printed if tail else ()
        due = tail.due if tail else ""
        draft.requirements.append(Requirement(wanted, category, title, text, printed, due, place))


def _segments(clause: _Clause, first: str) -> list[tuple[str, Tail | None, str]]:
    """Paragraphs with tails of their own are tasks of their own; one without a tail belongs to what stands above."""
    found: list[tuple[list[str], Tail | None, str]] = []
    for number, piece in enumerate(clause.pieces):
        text = squeeze_lines(first if number == 0 else piece.text)
        if found and (piece.tail is None or found[-1][1] is None):
            lines, tail, place = found[-1]
            found[-1] = ([*lines, text], tail or piece.tail, place)
        else:
            found.append(([text], piece.tail, piece.place))
    return [("\n".join(filter(None, lines)), tail, place) for lines, tail, place in found]


def _run_in(words: str) -> tuple[str | None, str]:
    """A run-in heading and the requirement after it: ``推进会议公开。建立健全…``; (None, all) where there is none."""
    match = re.match(r"\s*([^。！？\n]+?)[。\n：:]\s*(?=\S)", words)
    if not match:
        return None, words
    heading = squeeze(match[1])
    mark = words[match.end(1)]
    if len(heading) > _LONGEST_TITLE or (mark in "：:" and len(heading) > 20):
        return None, words
    if heading.count("，") + heading.count(",") > 2 or re.search("一是|[;；]", heading):
        return None, words
    return heading, words[match.end() :]


def _is_heading(words: str) -> bool:
    text = squeeze(words).rstrip("。")
    return len(text) <= _LONGEST_HEADING and "。" not in text
