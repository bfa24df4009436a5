"""The cells of one worksheet part, read in bounded memory: for sheets and cells that the fast reader does not suit."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from lxml import etree

from reportgen.files.limits import FORM_COLUMNS, FORM_ROWS
from reportgen.files.text import decode_excel_escapes

LAST_ROW, LAST_COLUMN = FORM_ROWS, FORM_COLUMNS
"""Cells beyond are not read."""

_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_BUILT_IN_MONTHS = frozenset((17, 27, 36, 50, 52, 57))
"""Built-in formats that show year and month only, in a Chinese Excel."""

_NOT_CODE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_COUNTED = re.compile(r'[#0,]*0(?:\.0+)?\s*((?:"[^"]*"|\\.|[^\x00-\x7f])+)')
_LONGEST_NUMBER = 9
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(frozen=True, slots=True)
class RawCell:
    """One cell as the file stores it; row and column counted from 0.

    Attributes:
        kind: The attribute ``t``: ``n``, ``s``, ``str``, ``inlineStr``, ``b``, ``e``, ``d``.
        text: What is stored: the number, the index of the shared string, or the text; ``""`` for nothing.
        formula: The formula without ``=``, ``None`` where there is none.
        style: Index of its format.
    """

    row: int
    column: int
    kind: str
    text: str
    formula: str | None
    style: int


@dataclass(frozen=True, slots=True)
class Styles:
    """Number formats by style index."""

    codes: Sequence[str]

    def code(self, style: int) -> str:
        """The number format of a style, ``""`` for General."""
        return self.codes[style] if 0 <= style < len(self.codes) else ""

    def is_date(self, style: int) -> bool:
        """Whether numbers of this style show as dates."""
        code = _NOT_CODE.sub("", self.code(style)).lower()
        return any(mark in code for mark in ("y", "d", "年", "日"))

    def shows_day(self, style: int) -> bool:
        """Whether a date of this style shows its day: a typed 2020年9月 becomes the first of the month, unseen."""
        return not self.is_date(style) or any(mark in self.code(style).lower() for mark in ("d", "日"))

    def is_percent(self, style: int) -> bool:
        """Whether numbers of this style show as percentages, a hundred times as large as they are stored."""
        return "%" in _NOT_CODE.sub("", self.code(style))

    def measure(self, style: int) -> str:
        """What the format shows behind every number (``0"次"``), ``""`` for nothing."""
        match = _COUNTED.fullmatch(self.code(style).partition(";")[0].strip())
        return re.sub(r'"([^"]*)"|\\(.)', r"\1\2", match[1]).strip() if match else ""


def scan(xml: bytes) -> Iterator[RawCell]:
    """Every cell that holds something, within ``LAST_ROW`` and ``LAST_COLUMN``; stops after the last row.

    Raises:
        etree.XMLSyntaxError: The part is damaged.
    """
    row, column = -1, -1
    passed = ""
    for event, element in _events(xml, ("start", "end"), tag=("{*}row", "{*}c")):
        is_row = _local(element) == "row"
        if event == "start":
            if is_row:
                row, column, passed = whole(element.get("r") or "", row + 2) - 1, -1, ""
                if row >= LAST_ROW:
                    return
        elif is_row:
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
        else:
            address = element.get("r") or ""
            if address and len(element) == 0:  # a cell of nothing but a format, of which there may be a million
                passed = address
                continue
            row, column = _place(address, *_place(passed, row, column, step=0))
            passed = ""
            if column < LAST_COLUMN and 0 <= row < LAST_ROW:
                cell = _raw_cell(element, row, column)
                if cell.text or cell.formula is not None:
                    yield cell


def _place(address: str, row: int, column: int, *, step: int = 1) -> tuple[int, int]:
    """Where a cell stands; one without a usable address ``step`` columns behind the one before."""
    match = _ADDRESS.fullmatch(address)
    return (int(match[2]) - 1, column_number(match[1])) if match else (row, column + step)


def _raw_cell(element: etree._Element, row: int, column: int) -> RawCell:
    text, formula = "", None
    for child in element:
        name = _local(child)
        if name == "v":
            text = child.text or ""
        elif name == "f":
            formula = child.text or ""
        elif name == "is":
            text = _string(child)
    style = element.get("s") or "0"
    return RawCell(row, column, element.get("t") or "n", text, formula, whole(style, 0))


def value_of(cell: RawCell, *, strings: Sequence[str], styles: Styles, is_1904: bool) -> object:
    """The cell's value as the fast reader would give it: text, number, truth or date; ``""`` for an error value.

    Raises:
        ValueError: It points to a shared string that there is none of.
    """
    if cell.kind == "s":
        index = whole(cell.text, -1)
        if cell.text and not 0 <= index < len(strings):
            raise ValueError(f"no shared string {index}")
        return strings[index] if cell.text else ""
    if cell.kind == "b":
        return cell.text == "1"
    if cell.kind == "e":
        return ""
    if cell.kind == "str":
        return decode_excel_escapes(cell.text)
    if cell.kind in ("inlineStr", "d"):
        return cell.text
    try:
        number = float(cell.text)
    except ValueError:
        return cell.text
    if styles.is_date(cell.style):
        return day_of_serial(number, is_1904=is_1904) or number
    return number


def day_of_serial(number: float, *, is_1904: bool) -> date | None:
    """The day that a serial number means; ``None`` outside 1990-2100.

    Excel counts 29 February 1900, which never was; days after it are counted from 30 December 1899.
    """
    start = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - days, no clock
    if not 0 < number < 100_000:
        return None
    day = (start + timedelta(days=number)).date()
    return day if 1990 <= day.year <= 2100 else None


def read_strings(xml: bytes) -> list[str]:
    """The shared strings in order, rich text joined, phonetic hints left out."""
    strings = []
    for _, element in _events(xml, ("end",)):
        if _local(element) == "si":
            strings.append(_string(element))
            element.clear()
    return strings


def read_styles(xml: bytes) -> Styles:
    """The number formats of styles.xml; built-in date formats by what they show."""
    codes: dict[str, str] = {}
    numbers: list[str] = []
    root = etree.fromstring(xml, _parser())
    for element in root.iter():
        name = _local(element)
        if name == "numFmt":
            codes[element.get("numFmtId") or ""] = element.get("formatCode") or ""
        elif name == "cellXfs":
            numbers = [child.get("numFmtId") or "0" for child in element if _local(child) == "xf"]
    return Styles([codes.get(number) or _built_in(number) for number in numbers])


def _built_in(number: str) -> str:
    if number in ("9", "10"):
        return "0%"
    code = whole(number, 0)
    if code not in _BUILT_IN_DATES:
        return ""
    return "yyyy-mm" if code in _BUILT_IN_MONTHS else "yyyy-mm-dd"


def merged_ranges(xml: bytes) -> tuple[tuple[int, int, int, int], ...]:
    """Merged areas as (first row, first column, last row, last column), counted from 0, at most 20 000."""
    found = []
    for match in re.finditer(rb"mergeCell\b[^>]*?\bref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})", xml):
        left, top, right, bottom = (part.decode() for part in match.groups())
        found.append((int(top) - 1, column_number(left), int(bottom) - 1, column_number(right)))
        if len(found) >= LAST_ROW:
            break
    return tuple(found)


def whole(text: str, default: int) -> int:
    """The number in an attribute that counts something; ``default`` where it holds none that can be meant."""
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_NUMBER else default


def column_number(letters: str) -> int:
    """``A`` → 0, ``AA`` → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def cell_name(row: int, column: int) -> str:
    """``(6, 5)`` → ``F7``."""
    return f"{_letters(column)}{row + 1}"


@lru_cache(maxsize=LAST_COLUMN)
def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def parse_xml(xml: bytes) -> etree._Element:
    """The root of a small part, without entities, network or huge nodes."""
    return etree.fromstring(xml, _parser())


def local_attributes(element: etree._Element) -> Mapping[str, str]:
    """Attributes by local name: strict and transitional files name their namespaces differently."""
    return {str(key).rpartition("}")[2]: str(value) for key, value in element.attrib.items()}


def _string(element: etree._Element) -> str:
    parts = []
    for child in element:
        name = _local(child)
        if name == "t":
            parts.append(child.text or "")
        elif name == "r":
            parts.extend(part.text or "" for part in child if _local(part) == "t")
    return decode_excel_escapes("".join(parts))


def _local(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _events(
    xml: bytes, events: tuple[str, ...], *, tag: tuple[str, ...] | None = None
) -> Iterator[tuple[str, etree._Element]]:
    """Beginnings and ends of elements; comments are left out, so that one inside a text does not cut it off."""
    return iter(
        etree.iterparse(
            io.BytesIO(xml),
            events=events,
            tag=tag,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
    )


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
