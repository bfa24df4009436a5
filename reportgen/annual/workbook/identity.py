"""What a hidden sheet remembers, so that a workbook that nobody touched is known as such."""

import hashlib
from typing import Final

from reportgen.annual.workbook.spec import IDENTITY_SHEET
from reportgen.workbook.book import Book
from reportgen.workbook.cells import text_of

PURPOSE: Final = "年报数据"
VERSION: Final = "1"
_CONTENT: Final = "内容"
_FOREIGN: Final = ("xl/comments", "xl/threadedcomments", "xl/media", "xl/drawings", "xl/embeddings")
"""Parts of what people add beside cells: notes, pictures, objects."""


def identity_rows(*, year: int, fingerprint: str) -> tuple[tuple[str, str], ...]:
    """The rows of the hidden sheet."""
    return (("用途", PURPOSE), ("版本", VERSION), ("年度", str(year)), (_CONTENT, fingerprint))


def content_fingerprint(book: Book) -> str:
    """A digest of every text and number that is no formula's result, sheet by sheet in reading order.

    Programs that save the workbook again keep it; a renamed sheet does not change it.
    """
    digest = hashlib.sha256()
    for sheet in book.sheets:
        if sheet.name == IDENTITY_SHEET:
            continue
        behind = sheet.behind
        for row, cells in enumerate(sheet.rows):
            for column, value in enumerate(cells):
                about = behind.get((row, column))
                text = "" if about and about.formula is not None else text_of(value)
                if text:
                    digest.update(f"{row},{column}:{text}\0".encode())
        digest.update(b"\1")
    return digest.hexdigest()[:32]


def is_as_issued(book: Book) -> bool:
    """Whether nobody has put anything into the workbook since it was issued; in doubt ``False``."""
    said = next((sheet.rows for sheet in book.sheets if sheet.name == IDENTITY_SHEET), ())
    remembered = {text_of(row[0]): text_of(row[1]) for row in said if len(row) > 1}
    if remembered.get("用途") != PURPOSE or not remembered.get(_CONTENT):
        return False
    parts = book.sheets[0].package.parts
    if any(part.startswith(_FOREIGN) for part in parts):
        return False
    return remembered[_CONTENT] == content_fingerprint(book)
