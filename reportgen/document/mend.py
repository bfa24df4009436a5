"""What docxtpl leaves invalid in a document, put right after rendering; missing parts marked for the eye."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reportgen.document.missing import highlight_missing

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
    highlight_missing(body)


def _drop_repeated_bookmarks(body: Any) -> None:
    """A bookmark inside a loop is copied with its id and name; only the first may stay."""
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        seen: set[str] = set()
        for mark in list(body.iter(qn(tag))):
            identity = mark.get(qn("w:id"))
            if identity in seen:
                mark.getparent().remove(mark)
            seen.add(identity)
