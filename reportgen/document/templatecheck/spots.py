"""A Word file → its paragraphs in order, each with the words by which a person finds it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.opc.oxml import parse_xml
from docx.oxml.ns import qn

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WRAPPERS = {qn("w:hyperlink"), qn("w:ins"), qn("w:sdt"), qn("w:smartTag"), qn("w:fldSimple")}
_TRANSPARENT = {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")}
_KINDS = {"header": "页眉", "footer": "页脚", "footnotes": "脚注"}
_SIDES = {"default": "", "even": "（偶数页）", "first": "（首页）"}
_UNFILLED = {
    "endnotes": "尾注", "comments": "批注", "chart": "图表", "diagrams": "SmartArt 图形", "glossary": "自动图文集",
}  # fmt: skip


@dataclass(frozen=True)
class Spot:
    """One paragraph, or the whole of a text template.

    Attributes:
        part: Name of the package's part; blocks cannot reach from one part into another.
        where: 第3段, 第1个表格第2行第3格, 页脚; ``""`` in a text template.
        text: Its text, without deleted text.
        element: The w:p; ``None`` in a text template.
        anchor: The paragraph of the body where a comment about it can stand, ``None`` outside the body.
        wrappers: For each character of the text the hyperlink, insertion or control it stands in.
    """

    part: str
    where: str
    text: str
    element: Any = None
    anchor: Any = None
    wrappers: tuple[Any, ...] = ()

    def place(self, at: int) -> str:
        """Where one character of it stands; in a text template by its line."""
        return self.where or f"第{self.text.count(chr(10), 0, at) + 1}行"

    @property
    def container(self) -> Any:
        """What the paragraph lies in: body, cell, header, control."""
        return self.element.getparent() if self.element is not None else None

    def inside(self, tag: str) -> Any:
        """The nearest w:``tag`` around the paragraph."""
        if self.element is None:
            return None
        return next(self.element.iterancestors(qn(f"w:{tag}")), None)


def spots_of(document: Document) -> list[Spot]:
    """Every paragraph that is filled: body, then headers, footers and footnotes."""
    spots = list(_walk(document.element.body, "body", "", in_body=True))
    for part in _parts(document):
        spots += part
    return spots


def unfilled_parts(document: Document) -> list[str]:
    """Kinds of parts that hold tags although nothing there is ever filled."""
    found = []
    for part in document.part.package.iter_parts():
        name = str(part.partname)
        kind = next((words for key, words in _UNFILLED.items() if f"/{key}" in name), None)
        if kind and name.endswith(".xml") and re.search(rb"\{\{|\{%", part.blob):
            found.append(kind)
    return list(dict.fromkeys(found))


def _parts(document: Document) -> Iterator[list[Spot]]:
    sides = {}
    for reference in document.element.body.iter(qn("w:headerReference"), qn("w:footerReference")):
        sides[reference.get(qn("r:id"))] = _SIDES.get(reference.get(qn("w:type")), "")
    for rid, relation in sorted(document.part.rels.items(), key=lambda one: (len(one[0]), one[0])):
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind in _KINDS and not relation.is_external:
            part = relation.target_part
            root = part.element if hasattr(part, "element") else parse_xml(part.blob)
            words = _KINDS[kind] + sides.get(rid, "")
            inner = root.iter(qn("w:footnote")) if kind == "footnotes" else [root]
            yield [spot for one in inner for spot in _walk(one, str(part.partname), words, in_body=False)]


def _walk(container: Any, part: str, label: str, *, in_body: bool, anchor: Any = None) -> Iterator[Spot]:
    """Paragraphs of a container; ``label`` stands before their own numbers, ``""`` in the body."""
    paragraphs = tables = 0
    for child in _near(container, "p", "tbl"):
        if child.tag == qn("w:tbl"):
            tables += 1
            for row_number, row in enumerate(_near(child, "tr"), 1):
                for cell_number, cell in enumerate(_near(row, "tc"), 1):
                    where = f"{label}第{tables}个表格第{row_number}行第{cell_number}格"
                    yield from _walk(cell, part, where, in_body=in_body, anchor=anchor)
            continue
        paragraphs += 1
        where = label or f"第{paragraphs}段"
        here = (anchor if anchor is not None else child) if in_body else None
        yield _spot(child, part, where, here)
        for box in child.iter(qn("w:txbxContent")):
            if _owner(box) is child and not any(one.tag == _FALLBACK for one in box.iterancestors()):
                yield from _walk(box, part, f"{where}的文本框", in_body=in_body, anchor=here)


def _near(container: Any, *tags: str) -> Iterator[Any]:
    """Children of these kinds, also those inside content controls."""
    wanted = {qn(f"w:{tag}") for tag in tags}
    for child in container:
        if child.tag in wanted:
            yield child
        elif child.tag in _TRANSPARENT:
            yield from _near(child, *tags)


def _owner(box: Any) -> Any:
    return next(box.iterancestors(qn("w:p")), None)


def _spot(paragraph: Any, part: str, where: str, anchor: Any) -> Spot:
    text: list[str] = []
    wrappers: list[Any] = []
    for piece in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")):
        if _owner(piece) is not paragraph or piece.getparent().tag != qn("w:r"):
            continue
        content = (piece.text or "") if piece.tag == qn("w:t") else "\t" if piece.tag == qn("w:tab") else "\n"
        wrapper = next((one for one in piece.iterancestors(*_WRAPPERS) if paragraph in one.iterancestors()), None)
        text.append(content)
        wrappers += [wrapper] * len(content)
    return Spot(part, where, "".join(text), paragraph, anchor, tuple(wrappers))
