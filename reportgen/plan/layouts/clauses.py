"""The clauses of a narrative plan as a tree: each with its paragraphs, its tails and the clauses below it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from reportgen.model.blocks import Paragraph
from reportgen.model.plan import PlanWarning
from reportgen.plan.layouts.draft import Draft
from reportgen.plan.layouts.furniture import find_attachments, find_signatures, is_furniture
from reportgen.plan.layouts.glued import part_glued
from reportgen.plan.layouts.lines import DEPTH, LONGEST_HEADING, Line, read_lines
from reportgen.plan.layouts.tails import (
    Tail,
    continued,
    is_bodies_line,
    is_names_line,
    joined,
    own_line,
    split_at_tails,
)
from reportgen.plan.layouts.unlabelled import find_unlabelled
from reportgen.plan.phrases.bodies import is_body_like
from reportgen.plan.phrases.labels import Label
from reportgen.plan.phrases.spacing import squeeze

UNLABELLED: Final = Label("", "part", 0, "")
"""The label of a heading that prints none."""

_CLOSING = re.compile("^(?:各[^，,。]{1,16}(?:要|应|须|务必|请)|请各|以上|本要点|本方案|附件|特此)")
_LONGEST_NAME = 20
_SAYS_TO = re.compile("[，,。；;：:、报送向由经交与和]|.{20}")
_SENTENCE_END = re.compile(r"[。！!？?；;：:”」）)]$")


@dataclass(slots=True)
class Piece:
    """One paragraph of a clause.

    Attributes:
        text: The paragraph without its tail.
        tail: Its tail.
        place: Where it stands.
        whole: The paragraph with its tail.
        is_own_line: Whether the tail stands on a line of its own.
        is_doubtful: Whether it has no label, no tail and no end of a sentence, so that it may be none of the clause's.
    """

    text: str
    tail: Tail | None
    place: str
    whole: str = ""
    is_own_line: bool = False
    is_doubtful: bool = False


@dataclass(slots=True)
class Clause:
    """A clause or heading: its label, its first paragraph's words, its paragraphs, and the clauses below it.

    Attributes:
        label: Its label, ``UNLABELLED`` where it prints none.
        depth: How deep it stands.
        words: Its first paragraph without label and tail.
        place: Where it stands.
        pieces: Its paragraphs.
        children: The clauses below it.
        is_told_above: Whether a heading above says who is responsible, so that its tail stands with its first line.
    """

    label: Label
    depth: float
    words: str
    place: str
    pieces: list[Piece] = field(default_factory=list)
    children: list["Clause"] = field(default_factory=list)
    is_told_above: bool = False

    @property
    def tails(self) -> list[Tail]:
        """Tails of its own paragraphs and of all clauses below it."""
        return self.own_tails + [tail for child in self.children for tail in child.tails]

    @property
    def own_tails(self) -> list[Tail]:
        """Tails of its own paragraphs."""
        return [piece.tail for piece in self.pieces if piece.tail]


def read_clauses(paragraphs: Sequence[Paragraph], draft: Draft) -> list[Clause]:
    """The outermost clauses of these paragraphs; what is none goes to the draft, and repairs are said there."""
    _say_glued(paragraphs, draft)
    lines = _without_asides(read_lines(paragraphs), draft)
    headings = find_unlabelled(lines)
    last_label = max((number for number, line in enumerate(lines) if line.label is not None), default=-1)
    roots: list[Clause] = []
    open_clauses: list[Clause] = []
    for number, line in enumerate(lines):
        heading = headings.get(number)
        if line.label is None and heading is None:
            _add_plain(line, roots, open_clauses, draft, is_inside=number < last_label)
            continue
        if line.label is not None:
            label, depth, words = line.label, line.depth, line.rest
        elif heading is not None:
            label, depth, words = UNLABELLED, heading.depth, line.text
        _say_repairs(line, draft, is_guessed=heading is not None and heading.is_guessed)
        parts = split_at_tails(words)
        clause = Clause(label, depth, parts[0].words, line.paragraph.place)
        clause.pieces += [Piece(part.words, part.tail, line.paragraph.place, part.whole) for part in parts]
        while open_clauses and open_clauses[-1].depth >= depth:
            open_clauses.pop()
        (open_clauses[-1].children if open_clauses else roots).append(clause)
        open_clauses.append(clause)
    _drop_explanations(roots)
    _take_bare_lines(list(leaves_of(roots)))
    for root in roots:
        _share_tails(root)
    return roots


def leaves_of(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """The clauses that have none below them, in order."""
    for clause in clauses:
        if clause.children:
            yield from leaves_of(clause.children)
        else:
            yield clause


def cut_closing(leaves: Sequence[Clause], draft: Draft, *, has_tails: bool) -> None:
    """Closing remarks stand below the last clause without being part of it."""
    if not leaves:
        return
    last = leaves[-1]
    usual = max((len(clause.pieces) for clause in leaves[:-1]), default=1)
    keep = len(last.pieces)
    # A tail above the text shows where it begins, not where it ends.
    heads = last.is_told_above or (usual > 1 and _SENTENCE_END.search(squeeze(last.words)) is None)
    shown = [bool(piece.tail) and (number > 0 or not heads) for number, piece in enumerate(last.pieces)]
    for place in range(1, len(last.pieces)):
        after_tail = has_tails and any(shown[:place])
        rest_bare = not any(piece.tail for piece in last.pieces[place:])
        closes = _CLOSING.search(squeeze(last.pieces[place].text)) is not None
        if rest_bare and (after_tail or (closes and (place >= usual or not has_tails))):
            keep = place
            break
    draft.leftovers += [(piece.text, piece.place) for piece in last.pieces[keep:]]
    del last.pieces[keep:]


def _without_asides(lines: Sequence[Line], draft: Draft) -> list[Line]:
    """The lines without signatures and lists of attachments, which go to the draft's outside."""
    texts = [line.text for line in lines]
    asides = find_signatures(texts) | find_attachments(texts)
    draft.outside += [text for number, text in enumerate(texts) if number in asides]
    return [line for number, line in enumerate(lines) if number not in asides]


def _say_glued(paragraphs: Sequence[Paragraph], draft: Draft) -> None:
    for paragraph in paragraphs:
        if len(part_glued(paragraph.text)) > 1:
            said = f"全文连成了一段，按编号分开读取，请核对（{paragraph.place}）"
            draft.warnings.append(PlanWarning("layout-guessed", None, said))


def _say_repairs(line: Line, draft: Draft, *, is_guessed: bool) -> None:
    shown, place = squeeze(line.text), line.paragraph.place
    if line.repaired and line.label is not None:
        said = f"标题“{shown}”的编号按位置应为“{line.label.bare}、”，已按此理解（{place}）"
        draft.warnings.append(PlanWarning("label-repaired", None, said))
    if is_guessed:
        said = f"“{shown}”没有编号，按前后编号理解为标题，请核对（{place}）"
        draft.warnings.append(PlanWarning("layout-guessed", None, said))


def _add_plain(
    line: Line, roots: Sequence[Clause], open_clauses: Sequence[Clause], draft: Draft, *, is_inside: bool
) -> None:
    """A line without a label belongs to the clause above it; furniture and preambles belong to nobody."""
    text = line.text.strip()
    if not open_clauses:
        draft.outside.append(text)
        return
    clause = open_clauses[-1]
    tail = own_line(text)
    # 主办单位：… names a clause's bodies, but below the last clause also the owner of the web site.
    is_wanted = tail is not None and not clause.own_tails and (is_inside or any(root.tails for root in roots))
    if is_furniture(text) and not is_wanted:
        draft.outside.append(text)
        return
    if tail is not None and tail.says_nothing:
        draft.outside.append(text)
        return
    last = clause.pieces[-1]
    if last.is_own_line and last.tail is not None and last.tail.printed and is_names_line(text):
        last.tail = continued(last.tail, text)
        return
    if tail is not None:
        if last.tail is not None and last.tail.is_bare and not last.is_own_line:
            _give_back(clause, last)
        last.tail = joined(last.tail, tail)
        last.is_own_line = True
        return
    for part in split_at_tails(text):
        doubtful = part.tail is None and _SENTENCE_END.search(squeeze(part.words)) is None
        clause.pieces.append(Piece(part.words, part.tail, line.paragraph.place, part.whole, is_doubtful=doubtful))


def _drop_explanations(roots: Sequence[Clause]) -> None:
    """Where tails have labels or role words, a bracket of mere bodies explains the name before it: 县政府办公室（县政务公开办）."""
    leaves = list(leaves_of(roots))
    bare = [piece for clause in leaves for piece in clause.pieces if piece.tail and piece.tail.is_bare]
    told = sum(len(clause.own_tails) for clause in leaves) - len(bare)
    for clause in leaves if told > 2 * len(bare) else ():
        for piece in clause.pieces:
            words = squeeze(piece.text)
            # 健全机构 ends like a name, but as a labelled heading it is none.
            is_heading = piece is clause.pieces[0] and clause.label is not UNLABELLED and not _SAYS_TO.search(words)
            explains = is_body_like(words[-_LONGEST_NAME:]) and not is_heading
            if piece.tail and piece.tail.is_bare and not piece.is_own_line and explains:
                _give_back(clause, piece)


def _give_back(clause: Clause, piece: Piece) -> None:
    """Make a bracket that was taken for a tail part of the text again."""
    if piece is clause.pieces[0]:
        clause.words = piece.whole
    piece.text, piece.tail = piece.whole, None


def _take_bare_lines(leaves: Sequence[Clause]) -> None:
    """Where most clauses end with a line of nothing but bodies, without label or brackets, these lines are tails."""
    ending = [clause for clause in leaves if len(clause.pieces) > 1]
    named = [clause for clause in ending if is_bodies_line(clause.pieces[-1].text)]
    if any(clause.own_tails for clause in leaves) or len(named) < 2 or 2 * len(named) < len(leaves):
        return
    for clause in ending:
        text = clause.pieces[-1].text
        if is_bodies_line(text, strict=False):
            del clause.pieces[-1]
            clause.pieces[-1].tail = Tail((("", text.strip(" \t\u3000。；;")),), "")
            clause.pieces[-1].is_own_line = True


def _share_tails(clause: Clause, above: Tail | None = None) -> None:
    """A tail that stands once for several clauses below a heading holds for each of them that has none of its own.

    It stands with the heading itself, or on a line of its own behind the last of them. Steps (1)(2) below a requirement
    that has its own tail are part of its text.

    Args:
        clause: A clause.
        above: The tail of the nearest heading above that has one.
    """
    children, own = clause.children, clause.own_tails
    if not children:
        if above is not None and not own:
            clause.pieces[0].tail = above
            clause.pieces[0].is_own_line = clause.is_told_above = True
        return
    is_below = any(child.tails for child in children)
    if own and not is_below and clause.depth >= DEPTH["arabic"] and not _only_heads(clause):
        _absorb(clause)
        return
    if own and (not is_below or clause.depth < DEPTH["chinese_bracket"] or _only_heads(clause)):
        above = own[-1]
        for piece in clause.pieces:
            piece.tail = None
    last = children[-1]
    if (
        above is None
        and len(children) > 1
        and not last.children
        and last.pieces[-1].is_own_line
        and not any(child.tails for child in children[:-1])
        and not any(child.children for child in children)
    ):
        for child in children[:-1]:
            child.pieces[-1].tail = last.pieces[-1].tail
    for child in children:
        _share_tails(child, above)


def _only_heads(clause: Clause) -> bool:
    """Whether a clause with others below is their heading and no requirement itself: short, and no step (1) follows."""
    words = squeeze(clause.words)
    is_short = len(clause.pieces) == 1 and len(words) <= LONGEST_HEADING and "。" not in words[:-1]
    return is_short and clause.children[0].label.style != "arabic_bracket"


def _absorb(clause: Clause) -> None:
    """Make the clauses below part of this one's text, with their labels."""
    for child in clause.children:
        _absorb(child)
        child.pieces[0].text = f"{child.label.text}{child.pieces[0].text}"
        clause.pieces += child.pieces
    clause.children = []
