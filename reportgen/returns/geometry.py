"""How large a note's box must be for its text, and between which columns and rows of the sheet it stands."""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from reportgen.returns.spans import Element
from reportgen.workbook.heights import lines_needed

LAST_COLUMN, LAST_ROW = 16_383, 1_048_575
_PIXELS_PER_CHARACTER = 7
_PIXELS_PER_POINT = 96 / 72
_COLUMN, _ROW = 72, 20
"""Width and height in pixels where the sheet says nothing."""

_NARROW, _WIDE, _LONG = 42, 64, 320
"""Width of the text in Latin characters, and from how many characters on the wide box is used."""
_LETTER, _LINE, _PADDING = 6, 17, 16
"""Pixels of a nine-point Latin character and line, the leading of the widest of the usual fonts included."""
_HIGHEST = 620
_BESIDE, _BELOW = 14, 2

_ROW_TAG = re.compile(rb"<(?:\w+:)?row(\s[^>]*)>")
_ATTRIBUTE = re.compile(rb"""\s(r|ht|hidden)\s*=\s*["']([^"']*)["']""")


@dataclass(frozen=True, slots=True)
class Box:
    """Where a note's box stands.

    Attributes:
        row: Row of its cell, counted from 0.
        column: Column of its cell, counted from 0.
        anchor: Left column and pixels in it, top row and pixels, right column and pixels, bottom row and pixels.
        left: Pixels from the sheet's left edge.
        top: Pixels from its upper edge.
        width: In pixels.
        height: In pixels.
    """

    row: int
    column: int
    anchor: tuple[int, int, int, int, int, int, int, int]
    left: int
    top: int
    width: int
    height: int


class Sizes:
    """Column widths and row heights of one sheet, in pixels."""

    def __init__(self, xml: bytes, root: Element) -> None:
        said = (root.child("sheetFormatPr") or root).attributes
        self._width = _pixels(said.get("defaultColWidth"), _PIXELS_PER_CHARACTER, _COLUMN)
        self._height = _pixels(said.get("defaultRowHeight"), _PIXELS_PER_POINT, _ROW)
        self._widths: dict[int, int] = {}
        self._heights: dict[int, int] = {}
        columns = root.child("cols")
        for column in columns.children if columns else ():
            self._read_column(column.attributes)
        cells = root.child("sheetData")
        if cells is not None:
            self._read_rows(xml[cells.inner : cells.close])

    def _read_column(self, said: dict[str, str]) -> None:
        width = 0 if _is_true(said.get("hidden")) else _pixels(said.get("width"), _PIXELS_PER_CHARACTER, self._width)
        first, last = (_number(said.get(name), 0) for name in ("min", "max"))
        # A program that formats whole rows names columns up to the last; no form of ours is wider than these.
        for column in range(max(first, 1), min(last, first + 200, LAST_COLUMN + 1) + 1):
            self._widths[column - 1] = width

    def _read_rows(self, xml: bytes) -> None:
        row = 0
        for tag in _ROW_TAG.finditer(xml):
            said = {key.decode(): value.decode("ascii", "replace") for key, value in _ATTRIBUTE.findall(tag[1])}
            row = _number(said.get("r"), row + 1)
            if _is_true(said.get("hidden")):
                self._heights[row - 1] = 0
            elif "ht" in said:
                self._heights[row - 1] = _pixels(said["ht"], _PIXELS_PER_POINT, self._height)

    def width(self, column: int) -> int:
        """Width of a column counted from 0; 0 where it is hidden."""
        return self._widths.get(column, self._width)

    def height(self, row: int) -> int:
        """Height of a row counted from 0; 0 where it is hidden."""
        return self._heights.get(row, self._height)

    @cached_property
    def _uneven(self) -> tuple[list[int], list[int]]:
        """Rows of a height of their own, and what each and those before it add to the usual height."""
        rows = sorted(self._heights)
        return rows, list(accumulate(self._heights[row] - self._height for row in rows))

    def _above(self, row: int) -> int:
        """Pixels of all rows above this one."""
        rows, added = self._uneven
        before = bisect_left(rows, row)
        return self._height * row + (added[before - 1] if before else 0)

    def box(self, row: int, column: int, text: str) -> Box:
        """A box for this text, to the right of the cell; to its left in the sheet's last columns."""
        letters = _WIDE if len(text) > _LONG else _NARROW
        width = letters * _LETTER + _PADDING
        height = min(lines_needed(text, letters) * _LINE + _PADDING, _HIGHEST)
        start = column + 1 if column < LAST_COLUMN - 8 else max(column - 8, 0)
        while not self.width(start) and start < LAST_COLUMN - 8:
            start += 1
        inside = min(_BESIDE, max(self.width(start) - 1, 0))
        right, right_inside = _walk(self.width, start, inside + width, LAST_COLUMN)
        below = min(_BELOW, max(self.height(row) - 1, 0))
        bottom, bottom_inside = _walk(self.height, row, below + height, LAST_ROW)
        left = sum(map(self.width, range(start))) + inside
        top = self._above(row) + below
        anchor = (start, inside, row, below, right, right_inside, bottom, bottom_inside)
        return Box(row, column, anchor, left, top, width, height)


def _walk(size: Callable[[int], int], start: int, way: int, last: int) -> tuple[int, int]:
    """The column or row that lies this many pixels from the start of another, and how far into it."""
    at = start
    while at < last and way >= size(at):
        way -= size(at)
        at += 1
    return at, min(way, size(at))


def _pixels(said: str | None, per_unit: float, otherwise: int) -> int:
    try:
        pixels = round(float(said) * per_unit) if said else otherwise
    except (ValueError, OverflowError):
        return otherwise
    return pixels if 0 <= pixels <= 3000 else otherwise


def _number(said: str | None, otherwise: int) -> int:
    return int(said) if said and said.isdecimal() and len(said) < 8 else otherwise


def _is_true(said: str | None) -> bool:
    return said in ("1", "true", "on")
