"""A returned workbook opened safely: its sheets' values fast, and what stands behind doubtful cells on demand."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

from reportgen.errors import UnusableInput
from reportgen.workbook import sheetxml
from reportgen.workbook.sheetxml import RawCell, Styles

_MOST_SHEETS = 50
_LARGEST_FAST = 20 * 1024 * 1024
_LARGEST_STRINGS = 32 * 1024 * 1024

# The fast reader allocates the whole box that a stray cell spans and ends the process where that fails. So any sheet
# with an address beyond column CV or row 9 999, or with one that cannot be read off the bytes, is read by ours.
# Searches with a literal beginning, because they run over every sheet of every workbook.
_FAR = re.compile(
    rb' r="(?:[A-Z]{3}|[D-Z][A-Z]|C[W-Z]|[A-Z]{1,2}\d{5}|\d{5}|[^A-Z\d]|[A-Z]{1,2}[^A-Z\d]|[A-Z\d]{1,6}&)'
)
_ODD = re.compile(rb' r(?:\s|=[^"])')
_ODD_AFTER_BREAK = re.compile(rb"[\t\n\r]r[\s=]")
_HEAD = 200
"""Bytes at the beginning of a part where a declaration may stand with line breaks behind it."""

_FORMULAS = tuple(start + end for start in (b"<f", b":f") for end in (b">", b" ", b"/", b"\n", b"\r", b"\t"))
_ROW = re.compile(rb"[A-Z]{1,3}(\d{1,7})")
_PROMISED = re.compile(rb"ount\s*=\s*[\"']\s*\+?(\d+)")
_MODIFIED = re.compile(rb"<dcterms:modified[^>]*>([^<]{4,30})<")

Merged = tuple[int, int, int, int]
_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a cell's value.

    Attributes:
        formula: The formula without ``=``, ``None`` where there is none.
        error: The error value as shown (``#N/A``), ``None`` where there is none.
        is_percent: Whether the number shows as a percentage.
        has_value: Whether the cell stores a value.
        measure: What the format shows behind the number (``0"次"``), ``""`` for nothing.
        shows_day: ``False`` for a date of which only year and month are seen.
    """

    formula: str | None
    error: str | None
    is_percent: bool
    has_value: bool
    measure: str = ""
    shows_day: bool = True


@dataclass(frozen=True)
class Sheet:
    """One sheet: values by row and column from A1, ``""`` for nothing.

    Attributes:
        name: As in the file.
        is_hidden: Hidden or very hidden.
        rows: Text, numbers, truths and dates; rows may differ in length.
        xml: The part, for what the values do not say.
        package: The workbook it belongs to.
    """

    name: str
    is_hidden: bool
    rows: Sequence[Sequence[object]]
    xml: bytes = field(repr=False)
    package: "Package" = field(repr=False)

    @cached_property
    def merged(self) -> tuple[Merged, ...]:
        """Merged areas, counted from 0."""
        return sheetxml.merged_ranges(self.xml)

    @cached_property
    def has_errors(self) -> bool:
        """Whether a cell may hold an error value."""
        return len(self.xml) > _LARGEST_FAST or b'"e"' in self.xml or b"'e'" in self.xml or not _is_plain(self.xml)

    def has_formula_below(self, row: int) -> bool:
        """Whether a cell below this row (from 1) may hold a formula."""
        if len(self.xml) > _LARGEST_FAST or not _is_plain(self.xml) or not _has_plain_addresses(self.xml):
            return True
        return any(_row_before(self.xml, at) > row for mark in _FORMULAS for at in _places(self.xml, mark))

    @cached_property
    def behind(self) -> Mapping[tuple[int, int], Behind]:
        """What stands behind every cell that is more than plain text, by (row, column) from 0.

        Raises:
            UnusableInput: The part is damaged in a way that the fast reader did not mind.
        """
        styles = self.package.styles
        try:
            return {
                (cell.row, cell.column): Behind(
                    formula=cell.formula,
                    error=cell.text or "错误值" if cell.kind == "e" else None,
                    is_percent=styles.is_percent(cell.style),
                    has_value=cell.text != "",
                    measure=styles.measure(cell.style),
                    shows_day=styles.shows_day(cell.style),
                )
                for cell in sheetxml.scan(self.xml)
                if cell.formula is not None or cell.kind in ("e", "n", "d")
            }
        except (etree.XMLSyntaxError, ValueError) as error:
            raise damaged(self.package.name) from error


class Package:
    """The parts of a workbook that its sheets share, each read once and only when needed."""

    def __init__(self, content: bytes, name: str) -> None:
        self.content = content
        self.name = name
        self._zip = zipfile.ZipFile(io.BytesIO(content))
        self.parts = {info.filename.lower(): info for info in self._zip.infolist()}
        self.base = "xl"
        if len(self.parts) < len(self._zip.infolist()):
            raise ValueError("a part is there twice, and readers disagree which one counts")

    def read(self, part: str, *, largest: int = _LARGEST_STRINGS * 3) -> bytes:
        """The bytes of a part; ``b""`` where there is none.

        Raises:
            UnusableInput: It is larger than ``largest`` or damaged.
        """
        info = self.parts.get(part.lower())
        if info is None:
            return b""
        if info.file_size > largest:
            raise UnusableInput("表格内容异常庞大，不像填报表", mend="请把内容复制到下发的填报表中交回", file=self.name)
        try:
            return self._zip.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise damaged(self.name) from error

    @property
    def has_macros(self) -> bool:
        """Whether it brings macros, which nothing here runs."""
        return any(part.endswith("vbaproject.bin") for part in self.parts)

    @cached_property
    def styles(self) -> Styles:
        """Number formats; none where the part is missing or damaged."""
        try:
            return sheetxml.read_styles(self.read(f"{self.base}/styles.xml"))
        except etree.XMLSyntaxError:
            return Styles(())

    @cached_property
    def strings(self) -> list[str]:
        """Shared strings."""
        xml = self.read(f"{self.base}/sharedStrings.xml", largest=_LARGEST_STRINGS)
        return sheetxml.read_strings(xml) if xml else []


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook.

    Attributes:
        sheets: In the order of the file.
        is_1904: Whether dates count from 1904, as in workbooks of old Macintosh programs.
        modified: When a program last saved it, as the file says; ``""`` where it does not.
    """

    sheets: tuple[Sheet, ...]
    is_1904: bool
    modified: str


def damaged(name: str) -> UnusableInput:
    """The error for a workbook whose parts do not fit together."""
    return UnusableInput("工作簿已损坏，读不出来", mend="请用 Excel 或 WPS 打开后另存为 .xlsx 再交", file=name)


def open_book(content: bytes, *, name: str) -> Book:
    """Open the bytes of an .xlsx that passed the door.

    Raises:
        UnusableInput: It is damaged, a binary workbook, or without measure large.
    """
    try:
        package = Package(content, name)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise damaged(name) from error
    if "xl/workbook.bin" in package.parts:
        raise UnusableInput("这是二进制工作簿（.xlsb）", mend="请另存为 .xlsx 后再交", file=name)
    try:
        listed, is_1904 = _sheet_list(package)
        return Book(_read_sheets(package, listed, is_1904=is_1904), is_1904, _modified(package))
    except (etree.XMLSyntaxError, ValueError, KeyError) as error:
        raise damaged(name) from error


def _sheet_list(package: Package) -> tuple[list[tuple[str, bool, str]], bool]:
    """(name, whether hidden, part) of every worksheet, and whether dates count from 1904."""
    root = sheetxml.parse_xml(package.read("xl/workbook.xml"))
    relations = sheetxml.parse_xml(package.read("xl/_rels/workbook.xml.rels"))
    targets = {}
    for relation in relations:
        said = sheetxml.local_attributes(relation)
        if said.get("Type", "").endswith("/worksheet"):
            targets[said.get("Id", "")] = _part_of(said.get("Target", ""), package)
    listed, is_1904 = [], False
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        said = sheetxml.local_attributes(element)
        if element.tag.endswith("}sheet") and said.get("id") in targets:
            listed.append((said.get("name", ""), said.get("state", "visible") != "visible", targets[said["id"]]))
        elif element.tag.endswith("}workbookPr"):
            is_1904 = said.get("date1904") in ("1", "true", "on")
    return listed[:_MOST_SHEETS], is_1904


def _part_of(target: str, package: Package) -> str:
    """The part that a relation of the workbook means; some programs write it from the root without a stroke."""
    if target.startswith("/"):
        return target.lstrip("/")
    part = posixpath.normpath(f"xl/{target}")
    return target if part.lower() not in package.parts and target.lower() in package.parts else part


def _read_sheets(package: Package, listed: list[tuple[str, bool, str]], *, is_1904: bool) -> tuple[Sheet, ...]:
    fast = None
    sheets = []
    # The fast reader finds sheets by their names: of two that have the same it would read one that nobody looked at.
    is_unique = len({name for name, _, _ in listed}) == len(listed)
    for sheet_name, is_hidden, part in listed:
        xml = package.read(part)
        rows: Sequence[Sequence[object]] | None = None
        if is_unique and _is_safe(xml):
            fast = fast or _open_fast(package)
            rows = _read_fast(fast, sheet_name) if fast else None
        if rows is None:
            rows = _read_slowly(package, xml, is_1904=is_1904)
        sheets.append(Sheet(sheet_name, is_hidden, rows, xml, package))
    return tuple(sheets)


def _is_plain(xml: bytes) -> bool:
    """Whether the bytes can be searched: no UTF-16, no other encoding that hides ASCII."""
    return b"\x00" not in xml[:200] and b"<" in xml[:200]


def _is_safe(xml: bytes) -> bool:
    return (
        len(xml) <= _LARGEST_FAST
        and _is_plain(xml)
        and _has_plain_addresses(xml)
        and _FAR.search(xml) is None
        and b"<![CDATA[" not in xml  # the fast reader drops it from values
    )


def _has_plain_addresses(xml: bytes) -> bool:
    """Whether every attribute ``r`` stands as programs write it, a blank before it and double quotes around."""
    if _ODD.search(xml):
        return False
    has_breaks = any(xml.find(mark, _HEAD) >= 0 for mark in (b"\n", b"\r", b"\t"))
    return _ODD_AFTER_BREAK.search(xml, 0, len(xml) if has_breaks else _HEAD) is None


def _places(xml: bytes, mark: bytes) -> Iterator[int]:
    at = xml.find(mark)
    while at >= 0:
        yield at
        at = xml.find(mark, at + 1)


def _row_before(xml: bytes, at: int) -> int:
    """The row, from 1, of the cell whose part stands at this place; a large one where it has no address."""
    match = _ROW.match(xml, xml.rfind(b' r="', 0, at) + 4)
    return int(match[1]) if match else sheetxml.LAST_ROW


def _open_fast(package: Package) -> CalamineWorkbook | None:
    """The workbook in the fast reader; ``None`` where it gives up, or would end the process.

    It makes room for as many shared strings as the part says it holds, before it reads one.
    """
    strings = package.read(f"{package.base}/sharedStrings.xml")
    if any(int(match[1]) > len(strings) for match in _PROMISED.finditer(strings)) or not _is_plain(strings or b"<"):
        return None
    return _tried(lambda: CalamineWorkbook.from_filelike(io.BytesIO(package.content)))


def _read_fast(workbook: CalamineWorkbook, name: str) -> Sequence[Sequence[object]] | None:
    """The sheet's values, ``None`` where the fast reader gives up on it."""
    return _tried(lambda: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False))


def _tried(read: Callable[[], _Read]) -> _Read | None:
    """What the fast reader gives, ``None`` where it gives up."""
    try:
        return read()
    except (CalamineError, OSError, ValueError):
        return None
    except BaseException as error:
        # A panic of the reader's Rust core is no Exception; nothing else may be swallowed here.
        if type(error).__name__ != "PanicException":
            raise
        return None


def _read_slowly(package: Package, xml: bytes, *, is_1904: bool) -> list[list[object]]:
    """The same values by our own bounded reader."""
    rows: list[list[object]] = []
    for cell in sheetxml.scan(xml) if xml else ():
        strings = package.strings if cell.kind == "s" else ()
        _put(rows, cell, sheetxml.value_of(cell, strings=strings, styles=package.styles, is_1904=is_1904))
    return rows


def _put(rows: list[list[object]], cell: RawCell, value: object) -> None:
    while len(rows) <= cell.row:
        rows.append([])
    row = rows[cell.row]
    row.extend([""] * (cell.column + 1 - len(row)))
    row[cell.column] = value


def _modified(package: Package) -> str:
    match = _MODIFIED.search(package.read("docProps/core.xml", largest=100_000))
    return match[1].decode("ascii", "replace") if match else ""
