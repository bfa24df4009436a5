"""PDF files: ruled tables and lines of text; a scan says that it holds no text."""

import io
import re
from collections.abc import Iterator

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from reportgen.errors import UnusableInput
from reportgen.model.blocks import Block, Document, Grid, GridCell, Paragraph
from reportgen.plan.sources.letters import tidy

_PAGES = 500
_PAGE_NUMBER = re.compile(r"\s*(?:[—\-－–]\s*)?\d{1,3}(?:\s*[—\-－–])?\s*|第\s*\d+\s*页.*")
_LABEL = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十]+[）)、．.]|\d{1,3}[．.、])")


def read_pdf(content: bytes, *, file: str) -> Document:
    """The blocks of a PDF.

    Raises:
        UnusableInput: Damaged, encrypted, too long, or without text.
    """
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            if len(pdf.pages) > _PAGES:
                raise UnusableInput(f"PDF 有 {len(pdf.pages)} 页，超过 {_PAGES} 页", mend="请只保留方案部分", file=file)
            pages = [_page(page) for page in pdf.pages]
    except (PdfminerException, MalformedPDFException, PSException, PDFPasswordIncorrect, ValueError, KeyError) as error:
        raise UnusableInput("PDF 已损坏或加了密码，读不出来", mend="请提供 Word 版", file=file) from error
    if not any(lines or tables for lines, tables in pages):
        raise UnusableInput("PDF 没有文字层（可能是扫描件）", mend="请提供 Word 版", file=file)
    return Document(file, "pdf", tuple(_blocks(pages)))


def _page(page: "pdfplumber.page.Page") -> tuple[list[tuple[str, float]], list[list[list[str | None]]]]:
    """Lines outside tables with their right edges, and the page's ruled tables."""
    found = page.find_tables()
    outside = page
    for table in found:
        x0, top, x1, bottom = table.bbox
        outside = outside.filter(
            lambda item, box=(x0, top, x1, bottom): (
                not (
                    box[0] - 1 <= item["x0"] <= box[2] + 1
                    and box[1] - 1 <= (item["top"] + item["bottom"]) / 2 <= box[3] + 1
                )
            )
        )
    lines = [
        (tidy(line["text"]), float(line["x1"]))
        for line in outside.extract_text_lines(return_chars=False)
        if line["text"].strip() and not _PAGE_NUMBER.fullmatch(line["text"])
    ]
    return lines, [table.extract() for table in found]


def _blocks(pages: list[tuple[list[tuple[str, float]], list[list[list[str | None]]]]]) -> Iterator[Block]:
    edge = max((right for lines, _ in pages for _, right in lines), default=0.0)
    held, paragraphs = "", 0
    stitched: list[list[str | None]] = []
    for lines, tables in pages:
        if not tables and stitched:
            yield _grid(stitched)
            stitched = []
        for text, right in lines:
            if held and _LABEL.match(text):
                paragraphs += 1
                yield Paragraph(held, f"第{paragraphs}段")
                held = ""
            held += text
            if right < edge - 20:
                paragraphs += 1
                yield Paragraph(held, f"第{paragraphs}段")
                held = ""
        for table in tables:
            stitched = _stitch(stitched, table)
    if held:
        yield Paragraph(held, f"第{paragraphs + 1}段")
    if stitched:
        yield _grid(stitched)


def _stitch(rows: list[list[str | None]], more: list[list[str | None]]) -> list[list[str | None]]:
    """A table that goes on over a page: repeated header dropped, a row cut by the page end joined again."""
    if not rows or len(rows[0]) != len(more[0]):
        return rows + more
    more = more[1:] if more[0] == rows[0] else more
    if (
        more
        and not (more[0][0] or "").strip()
        and more[0][0] is not None
        and sum(bool(cell) for cell in more[0]) < len(more[0])
    ):
        rows[-1] = [f"{old or ''}{new or ''}" or None for old, new in zip(rows[-1], more[0], strict=True)]
        more = more[1:]
    return rows + more


def _grid(rows: list[list[str | None]]) -> Grid:
    width = max(len(row) for row in rows)
    cells = tuple(
        GridCell(number, column, re.sub(r"(?<=[^\x00-\x7f])\n(?!\d{1,3}[．.、])", "", tidy(text or "")))
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
    )
    return Grid(cells, len(rows), width, "表1")
