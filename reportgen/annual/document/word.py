"""The report as a Word document after GB/T 9704, and its review copy with the source of every figure."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from reportgen.annual.document.content import (
    AnnualContent,
    Block,
    ChartBlock,
    ContentPart,
    Prose,
    StatutoryTable,
    SubHeading,
    YearsTable,
)
from reportgen.charts.plain import lay_out_plain
from reportgen.document.comments import place_comments
from reportgen.document.notes import Notebook
from reportgen.document.render import Finish, render
from reportgen.document.words import chinese_number, title_lines
from reportgen.model.annual import FigureKey
from reportgen.resources import templates_folder

TEMPLATE = "annual.docx"
_FIGURE_STYLE = "Form Figure"
_POINTS = 10.5
"""五号."""
_SMALLEST = 6.0
_TWIPS = 20
_CELL_MARGINS = 80
"""Left and right margin of a cell together (twips), where it has none of its own."""
_DIGIT = 0.64
"""Width of a digit in ems: half an em in Times New Roman and 宋体, so much in what stands in for them at worst."""
_CHARACTER_TWIPS = 320
_RIGHT = 2
"""Characters that stay free at the right of the signature."""


def render_word(content: AnnualContent, *, template: Path | None = None, review_day: date | None = None) -> bytes:
    """The document's bytes; the same content and template give the same bytes.

    Args:
        content: The report.
        template: An office's own template, ours where it is ``None``.
        review_day: Makes it the review copy: comments of this day tell where every figure and text comes from.

    Raises:
        UnusableInput: The template cannot be used; says where it is wrong.
    """
    notebook = Notebook() if review_day else None
    finish: list[Finish] = [fit_figures, partial(_place_signature, body=content.body, day=content.date)]
    if notebook and review_day:
        # First, so that the marks of comments do not count as characters of a figure.
        finish.insert(0, partial(_comment, notebook=notebook, day=review_day))
    return render(
        template or templates_folder() / TEMPLATE,
        word_fields(content),
        title=content.title + ("（草稿）" if content.draft else ""),
        author=content.body,
        mark=notebook.mark if notebook else None,
        finish=finish,
    )


def word_fields(content: AnnualContent) -> dict[str, Any]:
    """Every field of the Word template, by name; plain strings, lists and mappings."""
    first, *tables, fifth, sixth = content.parts
    return {
        "标题": title_lines(content.title),
        "引言": list(content.preamble),
        "章": _numbered([part.heading for part in content.parts]),
        "总体情况": _blocks(first),
        "表": _figures(tables),
        "问题和改进": _blocks(fifth),
        "其他事项": _blocks(sixth),
        "署名": content.body,
        "日期": content.date,
        "草稿": content.draft,
    }


def _numbered(texts: Sequence[str]) -> dict[str, str]:
    return {chinese_number(number): text for number, text in enumerate(texts, 1)}


def _figures(parts: Sequence[ContentPart]) -> dict[str, dict[str, dict[str, str]]]:
    """Table, row and column → what is printed."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for block in (block for part in parts for block in part.blocks if isinstance(block, StatutoryTable)):
        printed: Mapping[FigureKey, str] = block.figures
        for key, text in printed.items():
            if key.table == block.name:
                found.setdefault(key.table, {}).setdefault(key.row, {})[key.column] = text
    return found


def _blocks(part: ContentPart) -> list[dict[str, Any]]:
    return [_block(block) for block in part.blocks]


def _block(block: Block) -> dict[str, Any]:
    match block:
        case SubHeading(text):
            return {"类": "小标题", "文": text}
        case ChartBlock(number, chart):
            from reportgen.charts.pictures import draw_scene

            picture = draw_scene(lay_out_plain(chart), name=chart.name, alt=chart.alt)
            return {"类": "图", "图片": picture, "序号": str(number), "题注": chart.name}
        case YearsTable(number, title, years, rows):
            told = [{"项目": label, "数": _numbered(counts), "比上年": change} for label, counts, change in rows]
            kind = "三年表" if len(years) > 2 else "两年表"
            return {"类": kind, "序号": str(number), "题注": title, "年度": _numbered(years), "行": told}
        case Prose(text):
            return {"类": "段落", "文": text}
        case StatutoryTable():
            raise AssertionError("the three tables stand in the template itself")


def _comment(document: Any, *, notebook: Notebook, day: date) -> None:
    place_comments(document, notebook, day=day)


def fit_figures(document: Any) -> None:
    """Set a figure smaller where its cell is too narrow for it on one line: no program may break a number."""
    styles = {style.style_id for style in document.styles if style.name == _FIGURE_STYLE}
    for cell in document.element.body.iter(qn("w:tc")):
        width = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
        margins = [int(one.get(qn("w:w"))) for one in cell.findall(f"{qn('w:tcPr')}/{qn('w:tcMar')}/*")]
        for paragraph in cell.findall(qn("w:p")):
            style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            if width is None or style is None or style.get(qn("w:val")) not in styles:
                continue
            text = "".join(part.text or "" for part in paragraph.iter(qn("w:t")))
            points = _fitting(text, (int(width.get(qn("w:w"))) - (sum(margins) or _CELL_MARGINS)) / _TWIPS)
            if points < _POINTS:
                for run in paragraph.iter(qn("w:r")):
                    run.get_or_add_rPr().sz_val = Pt(points)


def _fitting(text: str, room: float) -> float:
    """The size at which the longest piece that must stay whole has room: the number, and a remark where it can."""
    number, _, remark = text.partition("（")
    points = min(_POINTS, room / (_DIGIT * len(number) or 1.0))
    if remark and _ems(text) * points > room:
        points = min(points, _POINTS - 1.5)  # a remark goes on below its number, smaller
    return max(_SMALLEST, int(points * 2) / 2)


def _ems(text: str) -> float:
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def _place_signature(document: Any, *, body: str, day: str) -> None:
    """Set signature and date by their lengths.

    Source:
        GB/T 9704-2012, 7.3.5: without a seal the signature leaves two characters free at the right, and the date
        begins two characters to the right of it; a date longer than the signature itself leaves the two free.
    """
    signed, dated = _ems(body), _ems(day)
    name_right, day_right = (
        (float(_RIGHT), signed - dated) if signed >= dated else (_RIGHT + 2 + dated - signed, float(_RIGHT))
    )
    for style, characters in (("Signature", name_right), ("Date", day_right)):
        for paragraph in document.paragraphs:
            if paragraph.style is not None and paragraph.style.name == style:
                indent = OxmlElement("w:ind")
                indent.set(qn("w:rightChars"), str(round(characters * 100)))
                indent.set(qn("w:right"), str(round(characters * _CHARACTER_TWIPS)))
                properties = paragraph._p.get_or_add_pPr()
                properties._remove_ind()
                properties._insert_ind(indent)
