"""Blocks written as files of another form, to compare what is read of each."""

import html
import io
import zipfile
from collections.abc import Sequence

from reportgen.model.blocks import Block, Grid, Paragraph

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def as_docx(blocks: Sequence[Block]) -> bytes:
    """A Word file of these blocks: spans as gridSpan and vMerge, line breaks as w:br."""
    body = "".join(_word_grid(block) if isinstance(block, Grid) else _word_paragraph(block) for block in blocks)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
    return out.getvalue()


def as_html(blocks: Sequence[Block]) -> bytes:
    """A page of these blocks in UTF-8, nothing round them."""
    body = "\n".join(_web_grid(block) if isinstance(block, Grid) else _web_paragraph(block) for block in blocks)
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode()


def _word_text(text: str, *, is_strong: bool = False) -> str:
    lines = (f'<w:t xml:space="preserve">{html.escape(line, quote=False)}</w:t>' for line in text.split("\n"))
    face = "<w:rPr><w:b/></w:rPr>" if is_strong else ""
    return f"<w:r>{face}{'<w:br/>'.join(lines)}</w:r>"


def _word_paragraph(block: Paragraph) -> str:
    properties = '<w:jc w:val="center"/>' if block.centered else ""
    properties += f'<w:outlineLvl w:val="{block.level - 1}"/>' if block.level else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{_word_text(block.text, is_strong=block.is_strong)}</w:p>"


def _word_grid(grid: Grid) -> str:
    starts = {(cell.row, cell.column): cell for cell in grid.cells}
    going_on = {
        (row, cell.column): cell for cell in grid.cells for row in range(cell.row + 1, cell.row + cell.row_span)
    }
    rows = []
    for row in range(grid.rows):
        cells, column = [], 0
        while column < grid.columns:
            cell = starts.get((row, column)) or going_on.get((row, column))
            span = cell.column_span if cell else 1
            merge = ""
            if cell and cell.row_span > 1:
                merge = '<w:vMerge w:val="restart"/>' if cell.row == row else "<w:vMerge/>"
            text = _word_text(cell.text) if cell and cell.row == row else ""
            cells.append(f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merge}</w:tcPr><w:p>{text}</w:p></w:tc>')
            column += span
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl><w:tblGrid>{'<w:gridCol/>' * grid.columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _web_text(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>")


def _web_paragraph(block: Paragraph) -> str:
    tag = f"h{block.level}" if block.level and block.level <= 6 else "p"
    style = ' style="text-align:center"' if block.centered else ""
    text = f"<b>{_web_text(block.text)}</b>" if block.is_strong else _web_text(block.text)
    return f"<{tag}{style}>{text}</{tag}>"


def _web_grid(grid: Grid) -> str:
    starts = {(cell.row, cell.column): cell for cell in grid.cells}
    covered = {
        (row, column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    rows = []
    for row in range(grid.rows):
        cells = []
        for column in range(grid.columns):
            cell = starts.get((row, column))
            if cell:
                cells.append(f'<td rowspan="{cell.row_span}" colspan="{cell.column_span}">{_web_text(cell.text)}</td>')
            elif (row, column) not in covered:
                cells.append("<td></td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table border=1>{''.join(rows)}</table>"
