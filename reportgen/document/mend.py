"""What docxtpl leaves invalid in a document, put right after rendering; missing parts marked for the eye."""

import re
from copy import deepcopy
from typing import Any

from docx.enum.text import WD_COLOR_INDEX
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
_MARKED = re.compile("(〔待补充[^〕]*〕?)")


def mend_document(body: Any) -> None:
    """Sort cell properties, give every cell its paragraph, drop tables without rows, highlight what is missing.

    Source:
        ECMA-376 part 1, 17.4.69 (order in tcPr) and 17.4.65 (a cell ends in a paragraph).
    """
    for properties in body.iter(qn("w:tcPr")):
        ranks = [_RANK.get(child.tag, len(_RANK)) for child in properties]
        if ranks != sorted(ranks):
            for child in sorted(properties, key=lambda child: _RANK.get(child.tag, len(_RANK))):
                properties.append(child)
    for cell in body.iter(qn("w:tc")):
        if cell[-1].tag != qn("w:p"):
            cell.append(OxmlElement("w:p"))
    for row in [row for row in body.iter(qn("w:tr")) if row.find(qn("w:tc")) is None]:
        row.getparent().remove(row)
    for table in list(body.iter(qn("w:tbl"))):
        if table.find(qn("w:tr")) is None:
            table.getparent().remove(table)
    _drop_repeated_bookmarks(body)
    for text in list(body.iter(qn("w:t"))):
        if text.text and MARK in text.text:
            _highlight(text)


def _drop_repeated_bookmarks(body: Any) -> None:
    """A bookmark inside a loop is copied with its id and name; only the first may stay."""
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        seen: set[str] = set()
        for mark in list(body.iter(qn(tag))):
            identity = mark.get(qn("w:id"))
            if identity in seen:
                mark.getparent().remove(mark)
            seen.add(identity)


def _highlight(text: Any) -> None:
    """Split the run at every 〔待补充…〕 and set the marked parts on yellow."""
    run = text.getparent()
    if sum(child.tag != qn("w:rPr") for child in run) > 1:  # line breaks beside it: mark the run as a whole
        run.get_or_add_rPr().highlight_val = WD_COLOR_INDEX.YELLOW
        return
    pieces = [piece for piece in _MARKED.split(text.text) if piece]
    for piece in pieces[:-1]:
        copy = deepcopy(run)
        run.addprevious(copy)
        _write(copy, piece)
    _write(run, pieces[-1])


def _write(run: Any, content: str) -> None:
    text = run.find(qn("w:t"))
    text.text = content
    text.set(qn("xml:space"), "preserve")
    if content.startswith(MARK):
        run.get_or_add_rPr().highlight_val = WD_COLOR_INDEX.YELLOW
