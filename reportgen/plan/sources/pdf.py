"""PDF files: ruled tables over pages and running text; a scan says that it holds no text."""

import io
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from reportgen.errors import UnusableInput
from reportgen.files.limits import PDF_BYTES, PDF_PAGES, PDF_SECONDS
from reportgen.model.blocks import Block, Document, Paragraph
from reportgen.plan.sources.pdfends import ruled_tables
from reportgen.plan.sources.pdfguard import at_most
from reportgen.plan.sources.pdflines import Char, Line, lines_of, paragraphs_of, without_furniture
from reportgen.plan.sources.pdftables import PageTable, WholeTable, append, goes_on, open_tables, page_table

_ALONE = 24
"""Pages that are read faster by one process than by starting more."""


def read_pdf(content: bytes, *, file: str) -> Document:
    """The blocks of a PDF.

    Raises:
        UnusableInput: Damaged, encrypted, over 500 pages, too slow to read, or without text.
    """
    try:
        with at_most(PDF_SECONDS, PDF_BYTES), pdfplumber.open(io.BytesIO(content)) as pdf:
            count = len(pdf.pages)
        if count > PDF_PAGES:
            raise UnusableInput(f"PDF 有 {count} 页，超过 {PDF_PAGES} 页的上限", mend="请只保留方案部分", file=file)
        pages = _read_all(content, count)
    except TimeoutError as error:
        raise UnusableInput(f"PDF 太复杂，读取超过 {PDF_SECONDS:.0f} 秒", mend="请提供 Word 版", file=file) from error
    except MemoryError as error:
        raise UnusableInput("PDF 解压后异常庞大，疑似损坏或恶意文件", mend="请提供 Word 版", file=file) from error
    except PDFPasswordIncorrect as error:
        raise UnusableInput("PDF 加了密码", mend="请去掉密码另存，或提供 Word 版", file=file) from error
    except (PdfminerException, MalformedPDFException, PSException, PDFException) as error:
        reason = "加了密码" if "Password" in repr(error) else "已损坏，读不出来"
        raise UnusableInput(f"PDF {reason}", mend="请提供 Word 版", file=file) from error
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        AssertionError,
        OverflowError,
    ) as error:
        # What the parser raises on broken structures is not told apart by class.
        raise UnusableInput("PDF 已损坏，读不出来", mend="请提供 Word 版", file=file) from error
    lines = [page_lines for page_lines, _ in pages]
    tables = [table for _, page_tables in pages for table in page_tables]
    if not any(lines) and not tables:
        raise UnusableInput("PDF 没有文字层（可能是扫描件）", mend="请提供 Word 版", file=file)
    return Document(file, "pdf", tuple(_blocks(without_furniture(lines), tables)))


_Page = tuple[list[Line], list[PageTable]]


def _read_all(content: bytes, count: int) -> list[_Page]:
    """Every page in order; a long file's pages are shared out among the machine's processors.

    Raises:
        TimeoutError: Some share took over 20 seconds.
    """
    workers = min(os.cpu_count() or 1, 8)
    if count <= _ALONE or workers < 2:
        return _read_share(content, 1, count)
    size = -(-count // workers)
    shares = [(first, min(first + size - 1, count)) for first in range(1, count + 1, size)]
    try:
        with ProcessPoolExecutor(workers) as pool:
            futures = [pool.submit(_read_share, content, first, last) for first, last in shares]
            return [page for future in futures for page in future.result()]
    except BrokenProcessPool:  # no room for more processes here
        return _read_share(content, 1, count)


def _read_share(content: bytes, first: int, last: int) -> list[_Page]:
    """The pages from ``first`` to ``last``, counted from 1."""
    pages = []
    with at_most(PDF_SECONDS, PDF_BYTES), pdfplumber.open(io.BytesIO(content)) as pdf:
        for number in range(first, last + 1):
            page = pdf.pages[number - 1]
            pages.append(_read_page(page, number))
            page.close()
    return pages


def _read_page(page: Any, number: int) -> _Page:
    """Lines outside tables, and the tables, of one page."""
    found = ruled_tables(page) or open_tables(page)
    chars: Sequence[Char] = page.chars
    height = float(page.height)
    read = [(each, page_table(each, _inside(chars, each.bbox), page=number, height=height)) for each in found]
    kept = [(each, table) for each, table in read if table.rows > 0 and len(table.edges) > 2]
    # A frame of one column is no table: what stands in it is running text and must not go with it.
    boxes = [each.bbox for each, _ in kept]
    outside = [char for char in chars if not any(_is_inside(char, box) for box in boxes)]
    return lines_of(outside, page=number, height=height), [table for _, table in kept]


def _inside(chars: Sequence[Char], box: tuple[float, float, float, float]) -> list[Char]:
    return [char for char in chars if _is_inside(char, box)]


def _is_inside(char: Char, box: tuple[float, float, float, float]) -> bool:
    middle = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] - 1 <= middle[0] <= box[2] + 1 and box[1] - 1 <= middle[1] <= box[3] + 1)


def _blocks(pages: Sequence[Sequence[Line]], tables: Sequence[PageTable]) -> list[Block]:
    """Paragraphs and tables in reading order; text between the parts of one table does not part it."""
    wholes: list[tuple[int, float, WholeTable]] = []
    for table in tables:
        if wholes and goes_on(wholes[-1][2], table):
            append(wholes[-1][2], table)
        else:
            whole = WholeTable()
            append(whole, table)
            wholes.append((table.page, table.top, whole))
    blocks: list[Block] = []
    lines = [line for page in pages for line in page]
    count = 0
    ends: list[tuple[int, float, WholeTable | None]] = [*wholes, (len(pages) + 1, 0.0, None)]
    for page, top, part in ends:
        before = [line for line in lines if (line.page, line.top) < (page, top)]
        lines = [line for line in lines if (line.page, line.top) >= (page, top)]
        for text in paragraphs_of(before):
            count += 1
            blocks.append(Paragraph(text, f"第{count}段"))
        if part is not None:
            blocks.append(part.grid(f"表{len([each for each in blocks if not isinstance(each, Paragraph)]) + 1}"))
    return blocks
