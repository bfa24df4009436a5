"""A Word template as a file: styles that are missing, pictures that would be cut, parts that do not belong there."""

from collections.abc import Iterator, Sequence
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from reportgen.document.templatecheck.layout import Found
from reportgen.document.templatecheck.remark import Remark, shortened
from reportgen.document.templatecheck.spots import Spot, unfilled_parts

NEEDED_STYLES = ("heading 1", "Body Text", "caption", "Table Text", "Table Number", "Table Head")
"""Names of styles in which the closing page of the review copy is set."""


def look_at_file(document: Document, spots: Sequence[Spot], pictures: Sequence[Found]) -> Iterator[Remark]:
    """Remarks about styles, pictures and the parts of the package."""
    styles = {style.get(qn("w:styleId")): style for style in document.styles.element.iter(qn("w:style"))}
    yield from _missing_styles(spots, styles)
    named = [style.find(qn("w:name")) for style in styles.values()]
    names = {name.get(qn("w:val"), "").lower() for name in named if name is not None}
    missing = [name for name in NEEDED_STYLES if name.lower() not in names]
    if missing:
        yield Remark(
            "style-missing",
            "note",
            "",
            "",
            f"模板里没有样式 {'、'.join(missing)}，校核稿末页的“数据来源”会印成正文的样子",
            "不要紧；要好看一些，请从自带模板复制这些样式",
        )
    for found in pictures:
        if _is_exact(found.spot.element, styles, document):
            yield found.remark(
                "picture-cut",
                "图片所在的段落是固定行距，图片只会露出一行高",
                "请把这一段的行距改为单倍行距",
            )
    yield from _foreign_parts(document)


def _missing_styles(spots: Sequence[Spot], styles: dict[str, Any]) -> Iterator[Remark]:
    told: set[str] = set()
    for spot in spots:
        used = [one.get(qn("w:val")) for one in spot.element.iter(qn("w:pStyle"), qn("w:rStyle"))]
        table = spot.inside("tbl")
        used += (
            [one.get(qn("w:val")) for one in table.findall(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")]
            if table is not None
            else []
        )
        for key in used:
            if key not in styles and key not in told:
                told.add(key)
                yield Remark(
                    "style-missing",
                    "warning",
                    spot.where,
                    shortened(spot.text),
                    f"用了模板里没有的样式“{key}”，会印成正文的样子",
                    "请在 Word 中给这一段重新选一个样式",
                    spot.anchor,
                )


def _is_exact(paragraph: Any, styles: dict[str, Any], document: Document) -> bool:
    """Whether a paragraph's lines have a fixed height: by itself, by its style and what that builds on, by default."""
    properties = [paragraph.find(qn("w:pPr"))]
    key = paragraph.findtext(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    key = named.get(qn("w:val")) if named is not None else _default_style(styles)
    seen: set[str] = set()
    while key in styles and key not in seen:
        seen.add(key)
        properties.append(styles[key].find(qn("w:pPr")))
        based = styles[key].find(qn("w:basedOn"))
        key = based.get(qn("w:val")) if based is not None else None
    properties.append(document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}/{qn('w:pPr')}"))
    for one in properties:
        spacing = one.find(qn("w:spacing")) if one is not None else None
        if spacing is not None and spacing.get(qn("w:line")):
            return bool(spacing.get(qn("w:lineRule")) == "exact")
    return False


def _default_style(styles: dict[str, Any]) -> str | None:
    return next(
        (
            key
            for key, style in styles.items()
            if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true")
        ),
        None,
    )


def _foreign_parts(document: Document) -> Iterator[Remark]:
    parts = list(document.part.package.iter_parts())
    if any("vbaProject" in str(part.partname) for part in parts):
        yield Remark("macro", "error", "", "", "模板里有宏", "请另存为不带宏的 .docx")
    if any(
        relation.is_external and not relation.reltype.endswith("/hyperlink")
        for part in parts
        for relation in part.rels.values()
    ):
        yield Remark(
            "link-outside", "warning", "", "", "模板链接了外部的文件（图片、对象或模板）", "请改为嵌入，或断开链接"
        )
    if any(relation.reltype.endswith("/aFChunk") for part in parts for relation in part.rels.values()):
        yield Remark("chunk", "error", "", "", "模板里嵌了另一份未展开的文件", "请用 Word 打开后重新保存")
    for kind in unfilled_parts(document):
        yield Remark(
            "part-unfilled", "warning", "", "", f"{kind}里有标记，那里的标记不会被填写", "请移到正文、页眉页脚或脚注里"
        )
