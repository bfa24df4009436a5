"""The comments part of one sheet: our notes put in beside or behind the unit's own, and taken out again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from reportgen.returns.spans import (
    Edit,
    Element,
    damaged,
    insert_last,
    read,
    set_attribute,
    splice,
    text_of_spreadsheet,
)

AUTHOR = "校核"
"""Who our notes are by. LibreOffice forgets authors when it saves, so the text itself has to be known again too."""

OPENING = "【校核意见】"
CLOSING = "（以上为校核意见）"
"""First and last line of our text, in a note of our own or behind the unit's words in its note."""

_UNIT_AUTHOR = "填报单位"
_OURS = re.compile(rf"\n?{OPENING}.*?(?:{CLOSING}|\Z)", re.DOTALL)
_THREAD = "tc="
"""Excel keeps a copy of every threaded comment as a note by such an author and shows the thread instead of it."""

_LOOK = '<{p}sz val="9"/><{p}color indexed="81"/><{p}rFont val="宋体"/><{p}family val="3"/><{p}charset val="134"/>'
_RUN = '<{p}r><{p}rPr>{look}</{p}rPr><{p}t xml:space="preserve">{text}</{p}t></{p}r>'
_NEW = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<comments xmlns="{namespace}"><authors/><commentList></commentList></comments>'
)


@dataclass(frozen=True, slots=True)
class Removed:
    """What is left of a comments part without ours.

    Attributes:
        xml: The part.
        cells: Cells whose note is gone altogether.
        is_empty: Whether no note is left at all.
    """

    xml: bytes
    cells: frozenset[str]
    is_empty: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """A comments part, taken apart."""

    authors: Element
    notes: list[Element]
    holder: Element

    @property
    def names(self) -> list[str]:
        return [author.text for author in self.authors.children]

    def author_of(self, note: Element) -> str:
        number = note.attributes.get("authorId", "")
        return (
            self.names[int(number)] if number.isdecimal() and len(number) < 10 and int(number) < len(self.names) else ""
        )


def new_part(namespace: str) -> bytes:
    """A comments part without notes."""
    return _NEW.format(namespace=namespace).encode()


def threaded_cells(xml: bytes) -> frozenset[str]:
    """Cells with a threaded comment: Excel would not show a note there."""
    part = _take_apart(xml)
    return frozenset(_cell(note) for note in part.notes if part.author_of(note).startswith(_THREAD))


def texts(xml: bytes) -> dict[str, str]:
    """What every note says, by cell."""
    return {_cell(note): "".join(piece.text for _, piece in _pieces(note)) for note in _take_apart(xml).notes}


def add_notes(xml: bytes, said: Mapping[str, str]) -> bytes:
    r"""The part with a note of ours on each of these cells; behind the unit's words where it has a note there.

    Args:
        xml: The part, without notes of ours.
        said: Cell → what the note says, lines parted by ``\n``.
    """
    part = _take_apart(xml)
    p = part.holder.prefix
    there = {_cell(note): note for note in part.notes}
    edits: list[Edit] = []
    number = len(part.authors.children)
    new = []
    for cell, text in said.items():
        if cell in there:
            edits += _append(xml, there[cell], _runs(p, text, lead="\n"))
        else:
            new.append(f'<{p}comment ref="{cell}" authorId="{number}"><{p}text>{_runs(p, text)}</{p}text></{p}comment>')
    if new:
        edits.append(insert_last(xml, part.authors, f"<{p}author>{AUTHOR}</{p}author>"))
        edits.append(insert_last(xml, part.holder, "".join(new)))
    return splice(xml, edits)


def remove_notes(xml: bytes) -> Removed:
    """The part without our notes; what the unit wrote before or behind our words in one note stays, as its own."""
    part = _take_apart(xml)
    names = part.names
    edits: list[Edit] = []
    gone: list[Element] = []
    left_by: set[str] = set()
    for note in part.notes:
        author = part.author_of(note)
        pieces = _pieces(note)
        text = "".join(piece.text for _, piece in pieces)
        spans = [match.span() for match in _OURS.finditer(text)]
        if spans and _without(text, spans).strip():
            edits += _cut(pieces, spans)
            if author == AUTHOR:
                if _UNIT_AUTHOR not in names:
                    names.append(_UNIT_AUTHOR)
                    line = f"<{part.holder.prefix}author>{_UNIT_AUTHOR}</{part.holder.prefix}author>"
                    edits.append(insert_last(xml, part.authors, line))
                edits.append(set_attribute(xml, note, "authorId", str(names.index(_UNIT_AUTHOR))))
            else:
                left_by.add(author)
        elif spans or author == AUTHOR:
            gone.append(note)
        else:
            left_by.add(author)
    edits += [(note.start, note.end, "") for note in gone]
    if gone and names and names[-1] == AUTHOR and AUTHOR not in left_by:
        last = part.authors.children[-1]
        edits.append((last.start, last.end, ""))
    return Removed(splice(xml, edits), frozenset(map(_cell, gone)), len(gone) == len(part.notes))


def _take_apart(xml: bytes) -> _Part:
    root = read(xml)
    authors, notes = root.child("authors"), root.child("commentList")
    if authors is None or notes is None:
        raise damaged()
    return _Part(authors, [note for note in notes.children if note.name == "comment"], notes)


def _cell(note: Element) -> str:
    return note.attributes.get("ref", "").replace("$", "").upper()


def _runs(p: str, text: str, *, lead: str = "") -> str:
    """Our text as two runs: the opening line bold, the rest plain."""
    look = _LOOK.format(p=p)
    body = text_of_spreadsheet(f"\n{text}\n{CLOSING}")
    return _RUN.format(p=p, look=f"<{p}b/>{look}", text=lead + OPENING) + _RUN.format(p=p, look=look, text=body)


def _append(xml: bytes, note: Element, runs: str) -> list[Edit]:
    text = note.child("text")
    if text is None:
        return [insert_last(xml, note, f"<{note.prefix}text>{runs}</{note.prefix}text>")]
    pieces = _pieces(note)
    if not pieces:
        return [insert_last(xml, text, runs)]
    edits: list[Edit] = []
    for run, piece in pieces:
        if run is piece:  # text without a run: programs do not expect runs behind it
            edits += [
                (piece.start, piece.start, f"<{note.prefix}r>"),
                (piece.end, piece.end, f"</{note.prefix}r>"),
            ]
    end = pieces[-1][0].end
    return [*edits, (end, end, runs)]


def _pieces(note: Element) -> list[tuple[Element, Element]]:
    """(run, its text) of a note in order; text that stands without a run is its own run."""
    pieces = []
    text = note.child("text")
    for child in text.children if text else ():
        if child.name == "t":
            pieces.append((child, child))
        elif child.name == "r":
            pieces += [(child, part) for part in child.children if part.name == "t"]
    return pieces


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    kept = []
    at = 0
    for start, end in spans:
        kept.append(text[at:start])
        at = end
    return "".join((*kept, text[at:]))


def _cut(pieces: list[tuple[Element, Element]], spans: list[tuple[int, int]]) -> list[Edit]:
    """Take these spans of the joined text out of the runs that hold them."""
    edits: list[Edit] = []
    at = 0
    for run, piece in pieces:
        size = len(piece.text)
        inside = [(max(start - at, 0), min(end - at, size)) for start, end in spans if start < at + size and end > at]
        at += size
        if not inside:
            continue
        kept = _without(piece.text, inside)
        if kept:
            p = piece.prefix
            edits.append((piece.start, piece.end, f'<{p}t xml:space="preserve">{escape(kept)}</{p}t>'))
        else:
            edits.append((run.start, run.end, ""))
    return edits
