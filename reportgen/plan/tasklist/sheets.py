"""A workbook's sheets as rows of texts under their column titles, with the cell of each, and the findings in them."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from reportgen.catalogue import finding
from reportgen.errors import UnusableInput
from reportgen.files.damage import told_as_damaged
from reportgen.files.door import admit
from reportgen.files.limits import LIST_COLUMNS, LIST_ROWS
from reportgen.files.package import with_escapes
from reportgen.files.text import clean_text, decode_excel_escapes
from reportgen.model.findings import Finding, Place


@dataclass(frozen=True, slots=True)
class Row:
    """One filled row of a sheet: texts by column title, and the cell of each."""

    number: int
    texts: Mapping[str, str]
    cells: Mapping[str, str]

    def get(self, title: str) -> str:
        """The text under a title; ``""`` where the row or the sheet has none."""
        return self.texts.get(title, "")

    def cell(self, title: str) -> str:
        """The address of the cell under a title; the row's first where the sheet lacks the column."""
        return self.cells.get(title, f"A{self.number}")


@dataclass(slots=True)
class Sheets:
    """One workbook being read.

    Attributes:
        file: Its name, for findings.
        texts: Sheet name → its rows as texts, from its top.
        findings: What was found so far, in the order of reading.
    """

    file: str
    texts: Mapping[str, Sequence[Sequence[str]]]
    findings: list[Finding] = field(default_factory=list)

    def note(self, code: str, sheet: str, cell: str, what: str, mend: str = "", *, task: str | None = None) -> None:
        """Keep a finding of a cell."""
        self.findings.append(finding(code, Place(self.file, sheet, cell), what, mend, task=task))

    def need(self, name: str) -> None:
        """Raise ``UnusableInput`` where the workbook has no such sheet."""
        if name not in self.texts:
            raise UnusableInput(f"没有“{name}”这个表", mend="请恢复表名，或重新运行 reportgen new", file=self.file)

    def titles(self, name: str, needed: str) -> dict[str, str]:
        """Title → cell of the sheet's header row, the first that holds the title ``needed``."""
        found = self._header(name, needed)
        return {title: f"{get_column_letter(place + 1)}{found[0]}" for place, title in found[1].items()}

    def rows(self, name: str, needed: str) -> Iterator[Row]:
        """The filled rows below the header that holds the title ``needed``; none where the sheet is missing.

        Raises:
            UnusableInput: The sheet has no such header.
        """
        if name not in self.texts:
            return
        header, columns = self._header(name, needed)
        for number, texts in self._lines(name, header + 1):
            filled = {title: texts[place] for place, title in columns.items() if place < len(texts)}
            if any(filled.values()):
                cells = {title: f"{get_column_letter(place + 1)}{number}" for place, title in columns.items()}
                yield Row(number, filled, cells)

    def lines(self, name: str) -> Iterator[tuple[int, Sequence[str]]]:
        """Every row of a sheet from its top: (row number from 1, texts)."""
        yield from self._lines(name, 1)

    def _header(self, name: str, needed: str) -> tuple[int, dict[int, str]]:
        for number, texts in self._lines(name, 1):
            if needed in texts:
                return number, {place: text for place, text in enumerate(texts) if text}
        raise UnusableInput(f"“{name}”表中找不到“{needed}”这一列", mend="请恢复表头", file=self.file)

    def _lines(self, name: str, first: int) -> Iterator[tuple[int, Sequence[str]]]:
        yield from enumerate(self.texts[name][first - 1 :], first)


def open_sheets(path: Path) -> Sheets:
    """Open a workbook behind the door.

    Raises:
        UnusableInput: No workbook, or a damaged one.
    """
    admitted = admit(path)
    if admitted.kind != "xlsx":
        raise UnusableInput("不是 Excel 工作簿（.xlsx）", mend="请用 Excel 或 WPS 另存为 .xlsx", file=path.name)
    with told_as_damaged(path.name, mend="请从备份恢复，或重新运行 reportgen new"):
        # Read-only, because a merged area that reaches the last cell would be built cell by cell.
        book = openpyxl.load_workbook(io.BytesIO(with_escapes(admitted.content)), data_only=True, read_only=True)
        return Sheets(path.name, {sheet.title: _texts_of(sheet) for sheet in book.worksheets})


def _texts_of(sheet: Any) -> list[list[str]]:
    """The rows of a sheet as texts, without the empty ones at its end; of what programs say of its size nothing is believed."""
    sheet.reset_dimensions()
    rows = [
        [text_of(value) for value in row]
        for row in sheet.iter_rows(max_row=LIST_ROWS, max_col=LIST_COLUMNS, values_only=True)
    ]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def text_of(value: object) -> str:
    """A cell's value as a person reads it; ``""`` for an empty cell."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean_text(decode_excel_escapes(str(value))).strip()
