"""Narrative plans: numbered clauses, run-in headings, tails that name the bodies."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.model.blocks import Paragraph
from reportgen.plan.layouts.clauses import UNLABELLED, Clause, Piece, cut_closing, leaves_of, read_clauses
from reportgen.plan.layouts.draft import Draft, Requirement
from reportgen.plan.layouts.headings import tidy_heading
from reportgen.plan.layouts.lines import DEPTH, LONGEST_HEADING
from reportgen.plan.layouts.runin import are_headed, names_clause, split_run_in
from reportgen.plan.layouts.tails import Tail
from reportgen.plan.phrases.spacing import squeeze, squeeze_lines

_GENERAL = re.compile("^(?:总体要求|指导思想|总体目标|工作目标|基本原则|工作思路|总体思路|主要目标|目标任务)$")
_CLOSING_HEADING = re.compile(r"(?:几点|有关|相关|工作|落实|具体|组织|保障)?要求")


@dataclass(frozen=True, slots=True)
class _Habits:
    """What a plan does as a rule.

    Attributes:
        has_tails: Whether its clauses have tails.
        headed: The kinds of label whose clauses have run-in headings.
        closing: Its last clause, where that is no task but a closing remark.
    """

    has_tails: bool
    headed: frozenset[str]
    closing: Clause | None


def read_narrative(paragraphs: Sequence[Paragraph], start: int) -> Draft:
    """The requirements of numbered paragraphs.

    Args:
        paragraphs: All paragraphs of the document.
        start: Index of the first one after the plan's own title; what stands before can only order a report.
    """
    draft = Draft(outside=[paragraph.text for paragraph in paragraphs[:start]])
    roots = read_clauses(paragraphs[start:], draft)
    leaves = list(leaves_of(roots))
    has_tails = any(clause.own_tails for clause in leaves)
    cut_closing(leaves, draft, has_tails=has_tails)
    habits = _Habits(has_tails, _headed(leaves), _closing(leaves, has_tails=has_tails))
    for root in roots:
        _take(root, (), (), draft, habits)
    return draft


def _headed(leaves: Sequence[Clause]) -> frozenset[str]:
    """The kinds of label whose clauses mostly have run-in headings."""
    known: dict[str, list[bool]] = {}
    for clause in leaves:
        title, text = _heading_of(clause)
        if clause.label is not UNLABELLED and (text or len(clause.pieces) > 1):
            known.setdefault(clause.label.style, []).append(title is not None)
    return frozenset(style for style, headed in known.items() if are_headed(headed))


def _heading_of(clause: Clause) -> tuple[str | None, str]:
    """The run-in heading of a clause, or its first line where that is one, and the rest of its first paragraph."""
    title, first = split_run_in(clause.words)
    if title is not None or len(clause.pieces) < 2 or not _is_heading(clause.words):
        return title, first
    heading = tidy_heading(clause.words)
    is_open = heading == squeeze(clause.words)
    is_told = clause.pieces[0].tail is not None and not clause.pieces[0].is_own_line
    if is_open or (names_clause(heading) and not is_told):
        return heading, ""
    return None, first


def _take(clause: Clause, category: tuple[str, ...], labels: tuple[str, ...], draft: Draft, habits: _Habits) -> None:
    labels = (*labels, clause.label.bare)
    if not clause.children:
        _take_leaf(clause, category, labels, draft, habits)
        return
    title, text = split_run_in(clause.words)
    heading = tidy_heading(f"{clause.label.text}{title if title and text else clause.words}")
    if clause.own_tails and clause.depth >= DEPTH["chinese_bracket"]:
        _take_leaf(clause, category, labels, draft, habits)
    else:
        introduction = [(text if title else "", clause.place)]
        introduction += [(piece.text, piece.place) for piece in clause.pieces[1:]]
        draft.leftovers += [(words, place) for words, place in introduction if words.strip()]
    for child in clause.children:
        _take(child, (*category, heading), labels, draft, habits)


def _take_leaf(
    clause: Clause, category: tuple[str, ...], labels: tuple[str, ...], draft: Draft, habits: _Habits
) -> None:
    title, first = _heading_of(clause)
    own_tails = clause.own_tails
    if _GENERAL.fullmatch(squeeze(title or clause.words).rstrip("。")) and not own_tails:
        draft.outside += [piece.text for piece in clause.pieces]
        return
    if clause is habits.closing:
        draft.leftovers += [(piece.whole or piece.text, piece.place) for piece in clause.pieces[1:]]
        draft.outside.append(clause.words)
        return
    if len(clause.pieces) == 1 and not own_tails and title is None and _is_heading(clause.words):
        if habits.has_tails:
            draft.outside.append(clause.words)
            return
        if clause.label is UNLABELLED:
            draft.leftovers.append((clause.words, clause.place))
            return
    if clause.label is not UNLABELLED and clause.label.style not in habits.headed:
        title, first = None, clause.words
    segments = _segments(clause.pieces, first)
    path = "-".join(filter(None, labels)) or str(len(draft.requirements) + 1)
    # Of 1. → (1) both figures are needed; 一、 → 1) has just one.
    is_number = clause.label.style in ("arabic", "dotted") or (
        clause.label.style == "arabic_bracket" and not any(label.isascii() for label in filter(None, labels[:-1]))
    )
    base = clause.label.bare if is_number else path
    for number, segment in enumerate(segments, 1):
        draft.outside += segment.tail.asides if segment.tail else ()
        wanted = f"{base}-{number}" if len(segments) > 1 else base
        draft.requirements.append(segment.requirement(wanted, category, title))


def _closing(leaves: Sequence[Clause], *, has_tails: bool) -> Clause | None:
    """The last clause where it is paragraphs without tail below 工作要求, in a plan whose tasks are numbered."""
    if len(leaves) < 2 or leaves[-1].own_tails or len(leaves[-1].pieces) < 2:
        return None
    last = leaves[-1]
    labels = [clause.label for clause in leaves[:-1] if clause.own_tails or not has_tails]
    is_named = _CLOSING_HEADING.fullmatch(squeeze(last.words).rstrip("。")) is not None
    if last.label is UNLABELLED:
        return last if is_named or UNLABELLED not in labels else None
    return last if is_named and all(label.style != last.label.style for label in labels) else None


@dataclass(slots=True)
class _Segment:
    """One task of a clause: paragraphs up to a tail and behind it."""

    lines: list[str]
    tail: Tail | None
    place: str
    doubts: list[str]

    def requirement(self, wanted: str, category: tuple[str, ...], title: str | None) -> Requirement:
        """The requirement with this id, below these headings."""
        return Requirement(
            wanted,
            category,
            title,
            "\n".join(filter(None, self.lines)),
            self.tail.printed if self.tail else (),
            self.tail.due if self.tail else "",
            self.place,
            doubts=tuple(self.doubts),
            unit_doubts=("括号不成对，按“牵头单位：”等字样分开读取",) if self.tail and self.tail.is_unclosed else (),
        )


def _segments(pieces: Sequence[Piece], first: str) -> list[_Segment]:
    """Paragraphs with tails of their own are tasks of their own; one without a tail belongs to what stands above."""
    found: list[_Segment] = []
    for number, piece in enumerate(pieces):
        text = squeeze_lines(first if number == 0 else piece.text)
        doubts = [f"“{text}”没有编号也不是整句，归入了这一项，请核对（{piece.place}）"] if piece.is_doubtful else []
        # The bodies of a heading's own line hold for the paragraphs below that name none.
        is_only_heading = bool(found) and not any(found[-1].lines)
        if found and (piece.tail is None or found[-1].tail is None or is_only_heading):
            found[-1].lines.append(text)
            found[-1].tail = piece.tail or found[-1].tail
            found[-1].doubts += doubts
        else:
            found.append(_Segment([text], piece.tail, piece.place, doubts))
    return found


def _is_heading(words: str) -> bool:
    text = squeeze(words).rstrip("。")
    return len(text) <= LONGEST_HEADING and "。" not in text
