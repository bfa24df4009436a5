"""Copies of spreadsheets: cells parted by tabs, cells with line breaks in quotes."""

import re
from collections.abc import Sequence

from reportgen.plan.sources.headers import is_header
from reportgen.plan.sources.txtragged import table_of_short_rows
from reportgen.plan.sources.txttable import TextTable, as_table
from reportgen.plan.sources.wrapped import PAGE_BREAK

_LONGEST_CELL = 400
"""Lines; a quotation mark that is not closed within so many is an ordinary letter."""
_CLOSED = re.compile(r'"(?=\t|$)')


def read_tabbed(lines: Sequence[str], start: int, _before: TextTable | None) -> tuple[TextTable, int] | None:
    """The table that begins at line ``start``, and the line after it; ``None`` where none begins."""
    if "\t" not in lines[start].strip() and not lines[start].startswith('"'):
        return None
    header, after = _read_row(lines, start)
    columns = _trimmed(header)
    if columns < 2 or not is_header(header):
        return None
    rows = [header]
    end = after
    while after < len(lines):
        if lines[after] == PAGE_BREAK or not lines[after].strip():
            after += 1
            continue
        row, following = _read_row(lines, after)
        if _trimmed(row) < 2 and not lines[after].startswith("\t") and not _more_rows(lines, following, columns):
            break
        rows.append(row)
        after = end = following
    rows = _seamed(rows, columns)
    aligned = _with_merged_cells(rows, columns)
    if aligned is not None:
        return aligned, end
    width = max(max(map(_trimmed, rows)), columns)
    kept = [[*row[:1]] if len(row) == 1 else row for row in rows]
    table = as_table(kept, width)
    return None if table is None else (table, end)


def _read_row(lines: Sequence[str], place: int) -> tuple[list[str], int]:
    """Cells of one row and the line after it."""
    cells: list[str] = []
    rest = lines[place]
    while True:
        closed = _quoted(lines, place, rest) if rest.startswith('"') else None
        if closed is not None:
            text, place, rest = closed
            cells.append(text)
            if not rest:
                return cells, place + 1
            rest = rest[1:]  # the tab
        else:
            text, tab, rest = rest.partition("\t")
            cells.append(text.strip())
            if not tab:
                return cells, place + 1


def _quoted(lines: Sequence[str], place: int, rest: str) -> tuple[str, int, str] | None:
    """A quoted cell, the line on which it ends and what follows there; ``None`` where the quote is a letter."""
    held: list[str] = []
    rest = rest[1:]
    for line in range(place, min(place + _LONGEST_CELL, len(lines))):
        text = rest if line == place else lines[line]
        plain = text.replace('""', "\0\0")
        found = _CLOSED.search(plain)
        if found is not None:
            held.append(text[: found.start()])
            return "\n".join(held).replace('""', '"').strip(), line, text[found.end() :]
        if text != PAGE_BREAK:
            held.append(text)
    return None


def _trimmed(row: Sequence[str]) -> int:
    """How many cells there are up to the last that holds something."""
    return max((place + 1 for place, cell in enumerate(row) if cell.strip()), default=0)


def _more_rows(lines: Sequence[str], place: int, columns: int) -> bool:
    """Whether rows of the table still follow after a line without tabs, which then is a heading between them."""
    for line in lines[place : place + 3]:
        if "\t" in line.strip() or line.startswith("\t"):
            return 2 <= len(line.split("\t")) <= columns + 1
    return False


def _seamed(rows: list[list[str]], columns: int) -> list[list[str]]:
    """Rows whose cell was broken by a line end without quotes are one row again."""
    result: list[list[str]] = []
    for row in rows:
        last = result[-1] if result else []
        if 2 <= len(last) < columns and len(last) + len(row) - 1 == columns:
            last[-1] = f"{last[-1]}\n{row[0]}".strip()
            last.extend(row[1:])
        else:
            result.append(list(row))
    return result


def _with_merged_cells(rows: Sequence[Sequence[str]], columns: int) -> TextTable | None:
    """The table where a browser left out the cells that are merged with those above; ``None`` for an ordinary one."""
    short = [row for row in rows[1:] if 1 < len(row) < columns and row[0].strip()]
    if len(short) * 5 < len(rows) or _trimmed(rows[0]) != len(rows[0]):
        return None
    return table_of_short_rows(rows[0], rows[1:])
