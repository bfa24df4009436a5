"""What docxtpl leaves invalid in a document, put right after rendering; missing parts marked for the eye."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_CELL_ORDER = (
    "cnfStyle",
    "tcW",
    "gridSpan",
    "hMerge",
    "vMerge",
    "tcBorders",
    "shd",
    "noWrap",
    "tcMar",
    "textDirection",
    "tcFitText",
    "vAlign",
    "hideMark",
)
_RANK = {qn(f"w:{name}"): number for number, name in enumerate(_CELL_ORDER)}
MARK = "〔待补充"


def mend_document(body: Any) -> None:
    """Sort cell properties, give every cell its paragraph, drop tables without rows, highlight what is missing.

    Source:
        ECMA-376 part 1, 17.4.69 (order in tcPr) and 17.4.65 (a cell ends in a paragraph).
    """
    for properties in body.iter(qn("w:tcPr")):
        children = sorted(properties, key=lambda child: _RANK.get(child.tag, len(_RANK)))
        for child in children:
            properties.append(child)
    for cell in body.iter(qn("w:tc")):
        if cell[-1].tag != qn("w:p"):
            cell.append(OxmlElement("w:p"))
    for table in list(body.iter(qn("w:tbl"))):
        if table.find(qn("w:tr")) is None:
            table.getparent().remove(table)
    for text in list(body.iter(qn("w:t"))):
        if text.text and MARK in text.text:
            _highlight(text)


def _highlight(text: Any) -> None:
    """Split the run at 〔待补充…〕 and set the marked part on yellow."""
    run = text.getparent()
    if sum(child.tag != qn("w:rPr") for child in run) > 1:  # line breaks beside it: mark the run as a whole
        properties = run.get_or_add_rPr()
        if properties.find(qn("w:highlight")) is None:
            properties.append(_yellow())
        return
    before, rest = text.text.split(MARK, 1)
    inside, closed, after = rest.partition("〕")
    pieces = [(before, False), (MARK + inside + closed, True), (after, False)]
    parent, place = run.getparent(), run.getparent().index(run)
    parent.remove(run)
    for content, is_marked in reversed([piece for piece in pieces if piece[0]]):
        parent.insert(place, _copy_of_run(run, content, is_marked=is_marked))


def _copy_of_run(run: Any, content: str, *, is_marked: bool) -> Any:
    copy = OxmlElement("w:r")
    properties = OxmlElement("w:rPr")
    old = run.find(qn("w:rPr"))
    for child in old if old is not None else ():
        properties.append(child.__copy__())
    if is_marked:
        properties.append(_yellow())
    if len(properties):
        copy.append(properties)
    text = OxmlElement("w:t")
    text.text = content
    text.set(qn("xml:space"), "preserve")
    copy.append(text)
    return copy


def _yellow() -> Any:
    highlight = OxmlElement("w:highlight")
    highlight.set(qn("w:val"), "yellow")
    return highlight
