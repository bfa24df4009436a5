"""Dumps of word processors: a tab begins each cell, a blank line parts the rows.

A blank line also stands inside a row where a cell ends with an empty paragraph, and lines without a tab go on in
their cell, so rows are told apart by the number of columns that the header gives.
"""

import re
from collections import Counter
from collections.abc import Sequence

from reportgen.plan.sources.headers import is_header
from reportgen.plan.sources.txttable import TextTable
from reportgen.plan.sources.wrapped import PAGE_BREAK

_NUMBERED = re.compile(r"\s*\d{1,3}\s*(?:[．、）)]|\.(?!\d))")
_SENTENCE = re.compile("[。；]")


def read_dump(lines: Sequence[str], start: int, before: TextTable | None) -> tuple[TextTable, int] | None:
    """The table that begins at line ``start``, and the line after it; ``None`` where none begins.

    Args:
        lines: All lines of the file.
        start: Where to look.
        before: The table before; one that is cut by a heading goes on without a header of its own.
    """
    if not lines[start].startswith("\t"):
        return None
    header, after = _group(lines, start)
    if len(header) == 1 and is_header(header[0].split("\n")):
        return _untabbed(lines, start)
    if not is_header(header):
        if before is None or len(header) != before.columns or not any(header):
            return None
        header, after = [], start
    elif len(header) < 2:
        return None
    columns = _usual_width(lines, after, len(header)) if header else before.columns if before else 0
    rows, end = _rows(lines, after, columns)
    if header:
        rows.insert(0, header)
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if not rows or (header and len(rows) < 2):
        return None
    return TextTable(tuple(tuple(row) for row in rows), columns), end


def _untabbed(lines: Sequence[str], place: int) -> tuple[TextTable, int] | None:
    """A dump in which only the first cell of a row begins with a tab: every line is a cell."""
    rows: list[list[str]] = []
    end = place
    while place < len(lines):
        if not lines[place].strip():
            place += 1
            continue
        if not lines[place].startswith("\t"):
            break
        (text, *more), place = _group(lines, place)
        rows.append([*text.split("\n"), *more])
        end = place
    columns = len(rows[0])
    rows = [_squeezed(row, columns) if len(row) > columns else _filled(row, columns) for row in rows]
    return (TextTable(tuple(map(tuple, rows)), columns), end) if len(rows) > 1 else None


def _squeezed(row: list[str], columns: int) -> list[str]:
    """A row with too many lines: the requirement, last but one column, had several."""
    return [*row[: columns - 2], "\n".join(row[columns - 2 : -1]), row[-1]]


def _group(lines: Sequence[str], place: int) -> tuple[list[str], int]:
    """Cells up to the next blank line, and where that is."""
    cells: list[str] = []
    while place < len(lines) and (lines[place].strip() or "\t" in lines[place]):
        line = lines[place]
        if line.startswith("\t"):
            cells.extend(line[1:].split("\t"))
        elif cells and line != PAGE_BREAK:
            cells[-1] = f"{cells[-1]}\n{line}" if cells[-1] else line
        elif line != PAGE_BREAK:
            cells.append(line)
        place += 1
    return cells, place


def _usual_width(lines: Sequence[str], place: int, header: int) -> int:
    """How many cells most rows have; the header's number unless it is clearly not that."""
    counts: Counter[int] = Counter()
    while place < len(lines):
        if lines[place].startswith("\t"):
            cells, place = _group(lines, place)
            counts[len(cells)] += 1
        else:
            place += 1
    if not counts or counts[header] * 3 >= counts.total():
        return header
    width, times = max(counts.items(), key=lambda pair: (pair[1], pair[0]))
    return width if width > header and times * 5 >= counts.total() * 3 else header


def _rows(lines: Sequence[str], place: int, columns: int) -> tuple[list[list[str]], int]:
    rows: list[list[str]] = []
    row: list[str] = []
    end = place
    gap = False
    while place < len(lines):
        line = lines[place]
        if line == PAGE_BREAK:
            pass
        elif line.startswith("\t"):
            if len(row) >= columns or (row and gap and not _completes(lines, place, len(row), columns)):
                rows.append(_filled(row, columns))
                row = []
            row.extend(cell.strip() for cell in line[1:].split("\t"))
            gap, end = False, place + 1
        elif line.strip():
            if not row or (gap and len(row) >= columns):
                break
            row[-1] = f"{row[-1]}\n{line.strip()}" if row[-1] else line.strip()
            gap, end = False, place + 1
        else:
            gap = True
        place += 1
    if row:
        rows.append(_filled(row, columns))
    return rows, end


def _completes(lines: Sequence[str], place: int, held: int, columns: int) -> bool:
    """Whether the cells up to the next blank line fit beside those already held in one row."""
    cells, _ = _group(lines, place)
    return held + len(cells) <= columns


def _filled(row: list[str], columns: int) -> list[str]:
    """A row as long as the table is wide; one cell alone stands for a band over all columns.

    A dump may leave out cells that are merged with those above: headings on the left, or bodies on the right.
    """
    if len(row) == 1 or len(row) >= columns:
        return row[:columns] if len(row) <= columns else [*row[: columns - 1], "\n".join(row[columns - 1 :])]
    missing = [""] * (columns - len(row))
    ends_with_bodies = not _NUMBERED.match(row[-1]) and not _SENTENCE.search(row[-1])
    return missing + row if ends_with_bodies else row + missing
