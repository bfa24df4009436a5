"""The report as one accessible web page: real tables, charts as SVG, no script, nothing from elsewhere."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2

from reportgen.annual.document.cells import Cell, form_cells, years_cells
from reportgen.annual.document.content import (
    AnnualContent,
    Block,
    ChartBlock,
    Prose,
    StatutoryTable,
    SubHeading,
    YearsTable,
)
from reportgen.annual.form import HEADINGS, PARTS
from reportgen.charts.plain import lay_out_plain
from reportgen.charts.svg import as_svg
from reportgen.document.missing import MISSING_MARK
from reportgen.document.sandbox import TemplateSandbox
from reportgen.document.words import title_lines
from reportgen.errors import UnusableInput
from reportgen.files.text import clean_text
from reportgen.resources import templates_folder

TEMPLATE = "annual.html.jinja"


def render_html(content: AnnualContent, *, template: Path | None = None) -> bytes:
    """The page in UTF-8; the same content and template give the same bytes.

    Raises:
        UnusableInput: The template cannot be used.
    """
    path = template or templates_folder() / TEMPLATE
    try:
        page = TemplateSandbox(autoescape=True).from_string(path.read_text(encoding="utf-8-sig"))
        return page.render(_fields(content)).encode()
    except (jinja2.TemplateError, TypeError, OverflowError, UnicodeDecodeError) as error:
        raise UnusableInput(
            f"网页模板写法有误（{error}）", mend="请对照自带的网页模板修改，或改用自带的", file=path.name
        ) from error


def _fields(content: AnnualContent) -> dict[str, Any]:
    return {
        "标题": clean_text(content.title),
        "标题行": [_pieces(line) for line in title_lines(content.title).split("\n")],
        "引言": [_pieces(text) for text in content.preamble],
        "各部分": [{"标题": part.heading, "块": [_block(block) for block in part.blocks]} for part in content.parts],
        "署名": clean_text(content.body),
        "日期": content.date,
        "草稿": content.draft,
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case SubHeading(text):
            return {"类": "小标题", "文": text}
        case ChartBlock(number, chart):
            key, drawing = f"chart{number}", lay_out_plain(chart)
            svg = as_svg(drawing, key=key, title=f"图{number} {chart.name}", description=chart.alt)
            return {"类": "图", "图": svg, "序号": number, "题注": chart.name}
        case StatutoryTable(name, _):
            title = f"{HEADINGS[PARTS[name] - 1]}{_MEASURES[name]}"
            return {"类": "表", "表": _table(name, title, form_cells(block), is_printed=False)}
        case YearsTable(number, title, _, _):
            return {"类": "表", "表": _table("years", f"表{number}　{title}", years_cells(block), is_printed=True)}
        case Prose(text):
            return {"类": "段落", "段": _pieces(text)}


_MEASURES = {"disclosure": "（单位：件；行政事业性收费为万元）", "requests": "（单位：件）", "reviews": "（单位：件）"}


def _table(name: str, title: str, groups: list[tuple[str, list[list[Cell]]]], *, is_printed: bool) -> dict[str, Any]:
    return {
        "类": name,
        "标题": title,
        "印标题": is_printed,
        "组": [{"标签": tag, "行": [[_cell(cell) for cell in row] for row in rows]} for tag, rows in groups],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "文": clean_text(cell.text),
        "段": _pieces(cell.text),
        "范围": cell.scope,
        "编号": cell.id,
        "属于": " ".join(cell.headers),
        "行数": cell.row_span,
        "列数": cell.column_span,
        "是说明": cell.is_note,
    }


def _pieces(text: str) -> list[dict[str, Any]]:
    """A text parted at the marks of what is missing, so that these can be set off."""
    return list(_parted(clean_text(text)))


def _parted(text: str) -> Iterator[dict[str, Any]]:
    at = 0
    for mark in MISSING_MARK.finditer(text):
        if mark.start() > at:
            yield {"文": text[at : mark.start()], "缺": False}
        yield {"文": mark[0], "缺": True}
        at = mark.end()
    if at < len(text):
        yield {"文": text[at:], "缺": False}
