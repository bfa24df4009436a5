"""Spreadsheets (.xlsx): visible sheets as grids, merged cells kept, dates as shown, read within bounds.

An own walk over the XML: openpyxl builds every cell of a merged range, takes the file's word for its size and does
not know the Chinese built-in date formats (57: 2025年9月).
"""

import io
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from lxml import etree

from reportgen.errors import UnusableInput
from reportgen.files.limits import COLUMNS, ROWS
from reportgen.files.text import decode_excel_escapes
from reportgen.model.blocks import Block, Document, Grid, Paragraph
from reportgen.plan.sources.grids import Cell, make_grid
from reportgen.plan.sources.letters import tidy
from reportgen.plan.sources.parts import parse_part, part_names, read_part
from reportgen.plan.sources.sheetnumbers import Shown, counted, formats_of, shown

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(frozen=True, slots=True)
class _Book:
    """What all sheets share."""

    content: bytes
    file: str
    names: Mapping[str, str]
    strings: tuple[str, ...]
    formats: tuple[str, ...]
    is_1904: bool


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Cells that hold something by (row, column) from 0, and merged ranges as (top, left, below, right)."""

    cells: dict[tuple[int, int], Shown]
    merged: tuple[tuple[int, int, int, int], ...]
    uncomputed: int
    is_cut: bool


def read_xlsx(content: bytes, *, file: str) -> Document:
    """The blocks of a workbook: a grid for each visible sheet, paragraphs for a sheet of one column.

    Raises:
        UnusableInput: Damaged, or of the binary kind (.xlsb).
    """
    names = {name.lower(): name for name in part_names(content)}
    if "xl/workbook.xml" not in names:
        raise UnusableInput("是二进制工作簿（.xlsb）或已损坏", mend="请用 Excel 或 WPS 另存为 .xlsx 后再用", file=file)
    root = parse_part(content, names["xl/workbook.xml"], file=file)
    book = _Book(
        content,
        file,
        names,
        _strings(content, names, file=file),
        formats_of(parse_part(content, names["xl/styles.xml"], file=file) if "xl/styles.xml" in names else None),
        any(properties.get("date1904") in ("1", "true") for properties in root.iter("{*}workbookPr")),
    )
    blocks: list[Block] = []
    notes: list[str] = []
    for name, state, part in _sheets(root, book):
        if state != "visible":
            notes.append(f"工作表“{name}”是隐藏的，没有读取")
            continue
        sheet = _read_sheet(part, book)
        blocks.extend(_blocks(sheet, name))
        if sheet.uncomputed:
            notes.append(f"工作表“{name}”有{sheet.uncomputed}个公式没有计算结果，按空白处理；请选择性粘贴为数值")
        if sheet.is_cut:
            notes.append(f"工作表“{name}”第{ROWS}行、第{COLUMNS}列以外的内容没有读取")
    return Document(file, "xlsx", tuple(blocks), tuple(notes))


def _sheets(root: etree._Element, book: _Book) -> Iterator[tuple[str, str, str]]:
    """Name, state and part of every worksheet in tab order."""
    targets: dict[str, str] = {}
    relations = "xl/_rels/workbook.xml.rels"
    if relations in book.names:
        for relation in parse_part(book.content, book.names[relations], file=book.file):
            target = relation.get("Target") or ""
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            targets[relation.get("Id") or ""] = path
    for sheet in root.iter("{*}sheet"):
        path = targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION) or "", "").lower()
        if path in book.names and "worksheets/" in path:
            yield tidy(sheet.get("name") or "").strip(), sheet.get("state") or "visible", book.names[path]


def _strings(content: bytes, names: Mapping[str, str], *, file: str) -> tuple[str, ...]:
    if "xl/sharedstrings.xml" not in names:
        return ()
    root = parse_part(content, names["xl/sharedstrings.xml"], file=file)
    return tuple(_words(item) for item in root.iterchildren("{*}si"))


def _words(item: etree._Element) -> str:
    """The text of a rich or plain string, without the readings printed above it."""
    found = [
        text.text or ""
        for text in item.iter("{*}t")
        if not any(_local(above) == "rPh" for above in text.iterancestors())
    ]
    return tidy(decode_excel_escapes("".join(found))).strip()


def _local(element: etree._Element) -> str:
    """The tag without its namespace, which may hold anything, braces too."""
    return str(element.tag).rpartition("}")[2]


def _read_sheet(part: str, book: _Book) -> _Sheet:
    cells: dict[tuple[int, int], Shown] = {}
    merged: list[tuple[int, int, int, int]] = []
    uncomputed = row_at = 0
    is_cut = False
    raw = read_part(book.content, part, file=book.file)
    try:
        for _, element in etree.iterparse(
            io.BytesIO(raw), tag=("{*}row", "{*}mergeCell"), resolve_entities=False, no_network=True, huge_tree=False
        ):
            if _local(element) == "mergeCell":
                area = _area(element.get("ref") or "")
                merged.extend([area] if area else [])
                continue
            number = element.get("r") or ""
            row_at = counted(number, row_at + 1)
            if row_at <= ROWS:
                found, empty, outside = _read_row(element, row_at - 1, book)
                cells.update(found)
                uncomputed += empty
                is_cut = is_cut or outside
            else:
                is_cut = is_cut or any(True for _ in element.iter("{*}v", "{*}t"))
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise UnusableInput(
            "工作簿内容已损坏，无法解析", mend="请用 Excel 或 WPS 另存后再用", file=book.file
        ) from error
    return _Sheet(cells, tuple(merged), uncomputed, is_cut)


def _read_row(row: etree._Element, at: int, book: _Book) -> tuple[dict[tuple[int, int], Shown], int, bool]:
    """Filled cells of a row, how many formulas have no value, and whether something stands beyond the bounds."""
    found: dict[tuple[int, int], Shown] = {}
    uncomputed = 0
    column = -1
    is_cut = False
    for cell in row.iterchildren("{*}c"):
        place = _REFERENCE.fullmatch(cell.get("r") or "")
        column = _column(place[1]) if place else column + 1
        value = _value(cell, book)
        if value is None:
            uncomputed += cell.find("{*}f") is not None
        elif column >= COLUMNS:
            is_cut = True
        elif value.text:
            found[at, column] = value
    return found, uncomputed, is_cut


def _value(cell: etree._Element, book: _Book) -> Shown | None:
    kind = cell.get("t") or "n"
    if kind == "inlineStr":
        inline = cell.find("{*}is")
        return None if inline is None else Shown(_words(inline))
    raw = cell.findtext("{*}v")
    if raw is None or not raw.strip():
        return None
    if kind == "s":
        index = counted(raw.strip(), -1)
        return Shown(book.strings[index]) if 0 <= index < len(book.strings) else None
    if kind in ("str", "e"):
        return Shown(tidy(decode_excel_escapes(raw)).strip())
    if kind == "b":
        return Shown("TRUE" if raw.strip() == "1" else "FALSE")
    if kind == "d":
        return _iso_date(raw)
    at = counted(cell.get("s") or "", 0)
    return shown(raw, book.formats[at] if at < len(book.formats) else "General", is_1904=book.is_1904)


def _iso_date(raw: str) -> Shown:
    try:
        return Shown(raw.strip()[:10], date.fromisoformat(raw.strip()[:10]))
    except ValueError:
        return Shown(raw.strip())


def _blocks(sheet: _Sheet, name: str) -> Iterator[Block]:
    if not sheet.cells:
        return
    top = min(row for row, _ in sheet.cells)
    if len({column for _, column in sheet.cells}) == 1 and not any(
        left < right - 1 for _, left, _, right in sheet.merged
    ):
        for (row, _), value in sorted(sheet.cells.items()):
            yield Paragraph(value.text, f"{name}第{row + 1}行")
        return
    yield _grid(sheet, top, place=name if top == 0 else f"{name}（自第{top + 1}行起）")


def _grid(sheet: _Sheet, top: int, *, place: str) -> Grid:
    below = max(row for row, _ in sheet.cells) + 1
    right = max(column for _, column in sheet.cells) + 1
    spans = {(area[0], area[1]): area for area in sheet.merged if area[0] < below and area[1] < right}
    made: list[Cell] = []
    for row, column in sorted({*sheet.cells, *(key for key in spans if key[0] >= top)}):
        area = spans.get((row, column), (row, column, row + 1, column + 1))
        value = sheet.cells.get((row, column), Shown(""))
        made.append(Cell(row - top, column, min(area[3], right), min(area[2], below) - top, value.text, value.value))
    kept = _uncovered(made)
    lefts = tuple(sorted({cell.column for cell in kept}))
    return replace(make_grid(kept, rows=below - top, place=place), top=top, lefts=lefts)


def _uncovered(cells: list[Cell]) -> list[Cell]:
    """The cells without those that another program left under a merged cell."""
    kept: list[Cell] = []
    open_: list[Cell] = []
    for cell in cells:
        open_ = [above for above in open_ if above.below > cell.row]
        if any(above.column <= cell.column < above.right for above in open_):
            continue
        kept.append(cell)
        if cell.below > cell.row + 1 or cell.right > cell.column + 1:
            open_.append(cell)
    return kept


def _area(reference: str) -> tuple[int, int, int, int] | None:
    first, _, last = reference.partition(":")
    begin, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last or first)
    if begin is None or end is None:
        return None
    return int(begin[2]) - 1, _column(begin[1]), int(end[2]), _column(end[1]) + 1


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
