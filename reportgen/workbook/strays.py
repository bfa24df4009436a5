"""What a workbook holds besides our own words and the entry cells: notes, sheets, pictures that people put into it."""

import io
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import xlsxwriter
from lxml import etree

from reportgen.workbook.book import Book, Sheet, open_book
from reportgen.workbook.cells import text_of
from reportgen.workbook.guide import write_guide
from reportgen.workbook.identity import read_identity
from reportgen.workbook.layout import squeeze
from reportgen.workbook.recognise import Form
from reportgen.workbook.sheetxml import cell_name, parse_xml
from reportgen.workbook.spec import (
    BLOCK_CARRIES,
    BLOCK_SUPPORTS,
    FILLED_ON_LABEL,
    GUIDE_SHEET,
    REPORTER_LABEL,
    TELEPHONE_LABEL,
)

_NAMED = 5
_LABELS = (REPORTER_LABEL, TELEPHONE_LABEL, FILLED_ON_LABEL)
_HEAD = re.compile(
    "政务公开工作要点进展填报表|依据[:：]|填报单位|交回[:：]|交回期限[:：]|已填[ \\d]|灰色单元格是方案内容|"
    + "|".join(_LABELS)
)
_RETURN_STEP = re.compile(r"\d+\. 请.*将本表交回.*")
_PARTS = (
    ("xl/media/", "图片"),
    ("xl/threadedcomments", "批注"),
    ("xl/embeddings/", "嵌入的文件"),
)
_NOTES = ("xl/comments", "xl/notes")
_MARK = re.compile(r"【校核意见】.*?(?:（以上为校核意见）|\Z)", re.DOTALL)
"""What a note says that ``returns`` put on a cell; it goes out with the old workbook."""


def strays(book: Book, form: Form) -> tuple[str, ...]:
    """What in a workbook stands outside the entry cells and is not ours, each as words for people; ``()`` for nothing."""
    found = []
    cells = list(_stray_cells(form))
    if cells:
        named = "、".join(f"{cell}“{text[:12]}”" for cell, text in cells[:_NAMED])
        found.append(f"表格以外的文字（{named}{f'等 {len(cells)} 处' if len(cells) > _NAMED else ''}）")
    for sheet in book.sheets:
        if sheet is form.sheet or read_identity(sheet.rows) or not _texts(sheet):
            continue
        if _is_guide(sheet):
            if any(text not in _guide_texts() and not _RETURN_STEP.fullmatch(text) for text in _texts(sheet)):
                found.append(f"“{sheet.name}”表中另写的文字")
        else:
            found.append(f"工作表“{sheet.name}”")
    package = form.sheet.package
    kinds = dict.fromkeys(word for start, word in _PARTS if any(part.startswith(start) for part in package.parts))
    # LibreOffice writes a drawing without anything in it.
    if any(_has(package.read(part), "Anchor") for part in package.parts if part.startswith("xl/drawings/drawing")):
        kinds.setdefault("图形")
    if any(_has_notes(package.read(part)) for part in package.parts if part.startswith(_NOTES)):
        kinds.setdefault("批注")
    return (*found, *(["、".join(kinds)] if kinds else []))


def _has(xml: bytes, ending: str) -> bool:
    """Whether a part holds an element whose name ends so; in doubt it does."""
    try:
        return any(str(element.tag).endswith(ending) for element in parse_xml(xml).iter())
    except etree.XMLSyntaxError:
        return True


def _has_notes(xml: bytes) -> bool:
    """Whether a comments part holds other words than the marks with which a workbook was returned to its unit."""
    try:
        notes = [element for element in parse_xml(xml).iter() if str(element.tag).endswith("}comment")]
    except etree.XMLSyntaxError:
        return True
    return any(_MARK.sub("", _words_of(note)).strip() for note in notes)


def _words_of(note: etree._Element) -> str:
    """What a note says; LibreOffice puts numbers into it that say where its box stands."""
    return "".join(part.text or "" for part in note.iter() if str(part.tag).endswith("}t"))


def _stray_cells(form: Form) -> Iterator[tuple[str, str]]:
    """(cell, text) of every text in the sheet that is neither ours nor in a column of the form."""
    ours = set(form.layout.columns.values())
    lines = {line.row for line in form.lines}
    for number, row in enumerate(form.sheet.rows):
        texts = [(at, text) for at, cell in enumerate(row) if (text := text_of(cell))]
        if number < form.layout.header_row:
            wrong = _strays_above(texts)
        elif number == form.layout.header_row or number in lines:
            wrong = [(at, text) for at, text in texts if at not in ours]
        elif _is_our_line(texts):
            wrong = []
        else:
            wrong = texts
        yield from ((cell_name(number, at), text) for at, text in wrong)


def _strays_above(texts: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Texts above the titles that are neither our own words nor what stands behind one of our labels."""
    wrong = []
    is_behind_label = False
    for at, text in texts:
        if not is_behind_label and not _HEAD.match(squeeze(text)) and not _HEAD.match(text):
            wrong.append((at, text))
        is_behind_label = squeeze(text).rstrip(":：") in _LABELS
    return wrong


def _is_our_line(texts: Sequence[tuple[int, str]]) -> bool:
    """A block's title, or the titles once more."""
    words = [squeeze(text) for _, text in texts]
    return all(word in (squeeze(BLOCK_CARRIES), squeeze(BLOCK_SUPPORTS)) for word in words) or "具体要求" in words


def _is_guide(sheet: Sheet) -> bool:
    return sheet.name == GUIDE_SHEET or _texts(sheet)[:1] == [GUIDE_SHEET]


def _texts(sheet: Sheet) -> list[str]:
    return [text for row in sheet.rows for cell in row if (text := text_of(cell))]


@lru_cache(maxsize=1)
def _guide_texts() -> frozenset[str]:
    """Every text of the sheet 填报说明 as we write it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    write_guide(book, return_line="")
    book.close()
    return frozenset(text for sheet in open_book(out.getvalue(), name="").sheets for text in _texts(sheet))
