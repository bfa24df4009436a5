"""Tables copied without any marks: the header's titles and then each cell on a line of its own."""

import re
from collections.abc import Sequence

from reportgen.plan.sources.headers import is_header
from reportgen.plan.sources.txttable import TextTable, as_table
from reportgen.plan.sources.wrapped import PAGE_BREAK

_NUMBER = re.compile(r"\s*(\d{1,3})\s*[．.、]?\s*")
_HEADING = re.compile(r"\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])")
_NUMBER_TITLE = re.compile(r"\s*(?:序\s*号|编\s*号|序號)\s*")


def read_cell_lines(lines: Sequence[str], start: int, _before: TextTable | None) -> tuple[TextTable, int] | None:
    """The table that begins at line ``start``, and the line after it; ``None`` where none begins.

    Only tables with a number column are told apart this way: each row begins with a line that is the next number.
    """
    if not _NUMBER_TITLE.fullmatch(lines[start]):
        return None
    header, place = _titles(lines, start)
    columns = len(header)
    if columns < 3 or not is_header(header) or place >= len(lines):
        return None
    rows, end = _rows(lines, place, columns)
    table = as_table([header, *rows], columns)
    return None if table is None or len(rows) < 2 else (table, end)


def _titles(lines: Sequence[str], place: int) -> tuple[list[str], int]:
    header: list[str] = []
    while place < len(lines) and not _NUMBER.fullmatch(lines[place]) and not _HEADING.match(lines[place]):
        if lines[place].strip() and lines[place] != PAGE_BREAK:
            header.append(lines[place].strip())
        place += 1
        if len(header) > 10:
            break
    return header, place


def _rows(lines: Sequence[str], place: int, columns: int) -> tuple[list[list[str]], int]:
    rows: list[list[str]] = []
    row: list[str] = []
    blanks = 0
    end = place
    while place < len(lines):
        line = lines[place].strip()
        if not line:
            blanks += 1
        elif _NUMBER.fullmatch(line) and (len(row) != 1 or len(line) > 3):
            rows.extend([row] if row else [])
            row, end = [line], place + 1
        elif _HEADING.match(line) and (not row or len(row) >= columns or blanks) and len(row) != 1:
            rows.extend([row, [line]] if row else [[line]])
            row, end = [], place + 1
        elif not row:
            break
        elif len(row) < columns:
            row.append(line)
            end = place + 1
        elif _next_is_number(lines, place):
            row[-2:] = [f"{row[-2]}\n{row[-1]}", line]  # a requirement of two paragraphs pushed the bodies down
            end = place + 1
        else:
            break
        blanks = blanks if not line else 0
        place += 1
    return [*rows, row] if row else rows, end


def _next_is_number(lines: Sequence[str], place: int) -> bool:
    rest = [line for line in lines[place + 1 : place + 4] if line.strip()]
    return bool(rest) and bool(_NUMBER.fullmatch(rest[0]) or _HEADING.match(rest[0]))
