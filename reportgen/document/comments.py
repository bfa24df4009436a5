"""Notes in a rendered document → Word comments.

The comments part is written element by element: `Document.add_comment` looks through all comments for the next number,
which is quadratic, and stamps the clock's time.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree

from reportgen.document.notes import BEGIN, END, MARK, Note, Notebook, without_marks
from reportgen.files.text import clean_text

AUTHOR = "校核"
_INITIALS = "校"
_STYLES = {"annotation text": "paragraph", "annotation reference": "character"}
_STYLE_IDS = {"annotation text": "CommentText", "annotation reference": "CommentReference"}
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.microsoft.com/office"
_PARTS = (
    RELATIONSHIP_TYPE.COMMENTS,
    f"{_OFFICE}/2011/relationships/commentsExtended",
    f"{_OFFICE}/2016/09/relationships/commentsIds",
    f"{_OFFICE}/2018/08/relationships/commentsExtensible",
    f"{_OFFICE}/2011/relationships/people",
)
"""Relationships to what holds comments and their authors."""
_ANCHORS = (qn("w:commentRangeStart"), qn("w:commentRangeEnd"), qn("w:commentReference"))


def place_comments(document: Any, notebook: Notebook, *, day: date) -> tuple[Note, ...]:
    """Turn every pair of marks in the body into a comment; afterwards no mark is left.

    Args:
        document: A rendered python-docx document in which no comment stands yet.
        notebook: The notes that the marks count.
        day: The day that the comments show.

    Returns:
        The notes that found a place, in the document's order. Word takes no comment in a text box, and none that
        begins in one paragraph and ends in another: such notes are left out.
    """
    body = document.element.body
    styles = _comment_styles(document)
    placed: list[Note] = []
    seen: set[str] = set()
    for paragraph in list(body.iter(qn("w:p"))):
        texts = _marked_texts(paragraph)
        if not texts or next(paragraph.iterancestors(qn("w:txbxContent")), None) is not None:
            continue
        # A template that prints one captured text twice has its marks twice: the first are taken.
        whole = _pairs(texts) - seen
        seen |= whole
        numbers: dict[str, int] = {}
        left = {(mark, begins) for mark in whole for begins in (True, False)}
        for run in dict.fromkeys(text.getparent() for text in texts):
            _split(run, left, numbers, len(placed), styles)
        placed += [notebook.notes[int(mark)] for mark in numbers]
    _drop_marks(body)
    if placed:
        _write(document, placed, day=day, styles=styles)
    return tuple(placed)


def drop_comments(document: Any) -> None:
    """Take every comment out of a document, with the parts that hold them: a template's remarks are no report's."""
    for part in [document.part, *(rel.target_part for rel in document.part.rels.values() if not rel.is_external)]:
        for element in [element for element in _elements(part) if element.tag in _ANCHORS]:
            run = element.getparent()
            run.remove(element)
            if element.tag == _ANCHORS[2] and all(child.tag == qn("w:rPr") for child in run):
                run.getparent().remove(run)
    for key, relationship in list(document.part.rels.items()):
        if relationship.reltype in _PARTS:
            del document.part.rels[key]


def _elements(part: Any) -> Iterator[Any]:
    element = getattr(part, "element", None)
    return iter(()) if element is None else element.iter(*_ANCHORS)


def _marked_texts(paragraph: Any) -> list[Any]:
    """The texts with marks in a paragraph's own runs; a text box in it has paragraphs of its own."""
    return [
        text
        for text in paragraph.iter(qn("w:t"))
        if text.text
        and MARK.search(text.text)
        and text.getparent().tag == qn("w:r")
        and next(text.iterancestors(qn("w:p"))) is paragraph
    ]


def _pairs(texts: list[Any]) -> set[str]:
    """Numbers whose marks both stand in these texts, the begin before the end."""
    begun: set[str] = set()
    ended: set[str] = set()
    for text in texts:
        for match in MARK.finditer(text.text):
            if match[1] == BEGIN:
                begun.add(match[2])
            elif match[2] in begun:
                ended.add(match[2])
    return ended


def _split(
    run: Any, left: set[tuple[str, bool]], numbers: dict[str, int], first: int, styles: Mapping[str, str]
) -> None:
    """Part a run at the marks in its texts and put the comments' anchors there.

    Args:
        run: The run.
        left: Marks to turn into anchors, with whether they begin; taken from. Others go without a trace.
        numbers: Mark → number of its comment in the document; added to.
        first: Number of the paragraph's first comment.
        styles: Style name → id.
    """
    properties = run.find(qn("w:rPr"))
    piece = _empty_run(properties)
    for child in list(run):
        if child is properties:
            continue
        if child.tag != qn("w:t") or not child.text or not MARK.search(child.text):
            piece.append(child)
            continue
        at = 0
        for match in MARK.finditer(child.text):
            _append_text(piece, child.text[at : match.start()])
            at = match.end()
            key = match[2], match[1] == BEGIN
            if key in left and (key[1] or match[2] in numbers):
                left.remove(key)
                piece = _put_before(run, piece, properties)
                if key[1]:
                    number = numbers.setdefault(match[2], first + len(numbers))
                    run.addprevious(_anchor("w:commentRangeStart", number))
                else:
                    run.addprevious(_anchor("w:commentRangeEnd", numbers[match[2]]))
                    run.addprevious(_reference(numbers[match[2]], styles))
        _append_text(piece, child.text[at:])
    _put_before(run, piece, properties)
    run.getparent().remove(run)


def _put_before(run: Any, piece: Any, properties: Any) -> Any:
    """Put a piece before the run, if it holds anything; returns the next one."""
    if any(child.tag != qn("w:rPr") for child in piece):
        run.addprevious(piece)
        return _empty_run(properties)
    return piece


def _empty_run(properties: Any) -> Any:
    run = OxmlElement("w:r")
    if properties is not None:
        run.append(deepcopy(properties))
    return run


def _append_text(run: Any, content: str) -> None:
    if content:
        text = OxmlElement("w:t")
        text.text = content
        text.set(qn("xml:space"), "preserve")
        run.append(text)


def _anchor(tag: str, number: int) -> Any:
    return OxmlElement(tag, attrs={qn("w:id"): str(number)})


def _reference(number: int, styles: Mapping[str, str]) -> Any:
    run = OxmlElement("w:r")
    properties = OxmlElement("w:rPr")
    properties.append(OxmlElement("w:rStyle", attrs={qn("w:val"): styles["annotation reference"]}))
    run.append(properties)
    run.append(_anchor("w:commentReference", number))
    return run


def _drop_marks(body: Any) -> None:
    """Marks that could not become comments: in text boxes, drawings, attributes, without a partner."""
    text = etree.tostring(body, encoding="unicode")
    if BEGIN in text or END in text:
        body.getparent().replace(body, parse_xml(without_marks(text)))


def _comment_styles(document: Any) -> dict[str, str]:
    """Ids of Word's two styles of comments, which a template may call otherwise; made where they are missing."""
    root = document.styles.element
    found = {}
    for style in root.iter(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None and name.get(qn("w:val")) in _STYLES:
            found[name.get(qn("w:val"))] = style.get(qn("w:styleId"))
    for name, kind in _STYLES.items():
        if name not in found:
            found[name] = _STYLE_IDS[name]
            root.append(
                parse_xml(
                    f'<w:style xmlns:w="{_NAMESPACE}" w:type="{kind}" w:styleId="{found[name]}">'
                    f'<w:name w:val="{name}"/><w:rPr><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr></w:style>'
                )
            )
    return found


def _write(document: Any, notes: list[Note], *, day: date, styles: Mapping[str, str]) -> None:
    root = document.part._comments_part.element  # the part itself: its public face is quadratic
    for number, note in enumerate(notes):
        comment = OxmlElement("w:comment")
        for name, value in (
            ("w:id", str(number)),
            ("w:author", AUTHOR),
            ("w:date", f"{day.isoformat()}T00:00:00Z"),
            ("w:initials", _INITIALS),
        ):
            comment.set(qn(name), value)
        for line in clean_text(note.text).split("\n"):
            comment.append(_paragraph(line, styles, is_first=len(comment) == 0))
        root.append(comment)


def _paragraph(line: str, styles: Mapping[str, str], *, is_first: bool) -> Any:
    paragraph = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    properties.append(OxmlElement("w:pStyle", attrs={qn("w:val"): styles["annotation text"]}))
    paragraph.append(properties)
    if is_first:
        run = _reference(0, styles)
        run.remove(run[-1])
        run.append(OxmlElement("w:annotationRef"))
        paragraph.append(run)
    run = OxmlElement("w:r")
    _append_text(run, line)
    paragraph.append(run)
    return paragraph
