"""Tables copied from web pages as text: merged cells are left out, a row or a cell stands on a line.

Cells end in pipes, or stand on lines of their own without any mark. Which column each belongs to is told by
`txtalign` from what stands in it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from reportgen.plan.phrases.titles import TitleKind, title_kind
from reportgen.plan.sources.txtalign import Alignment, Row, align
from reportgen.plan.sources.txttable import MERGED, TextTable, as_table
from reportgen.plan.sources.wrapped import PAGE_BREAK

_UPRIGHT = re.compile(r"[|｜│]")
_RULE = re.compile(r"[\s|:\-+=]*---[\s|:\-+=]*")
_FRAME = re.compile("[┌┬┐├┼┤└┴┘─━═╔╦╗╠╬╣╚╩╝]")
_SENTENCE = re.compile(r"[。；;，,：:！？]|^[（(]?[一二三四五六七八九十\d]+[、．.）)]")
_LONGEST_TITLE = 12
_FEWEST_ROWS = 2
_FEWEST_LINES = 3
_DEAREST = 0.9
"""Highest price a cell, on average, of what is taken for a table."""
_GAP = 12
"""Lines that one cell may run over before the next pipe."""


@dataclass(frozen=True, slots=True)
class _Head:
    """Titles up to the requirement's, and those behind it with what they are for."""

    before: tuple[str, ...]
    behind: tuple[str, ...]
    kinds: tuple[TitleKind, ...]


def read_ragged(lines: Sequence[str], start: int, _before: TextTable | None) -> tuple[TextTable, int] | None:
    """The table that begins at line ``start``, and the line after it; ``None`` where none of this kind begins."""
    end = _end(lines, start)
    if end is None:
        # A tab in front is a word processor's way of marking cells; that dump has a reader of its own.
        return None if "\t" in lines[start] else _from_lines(lines, start)
    kept = [line for line in lines[start:end] if line != PAGE_BREAK and not _RULE.fullmatch(line)]
    rows = [_cells(line) for line in kept]
    several = sum(sum(bool(cell) for cell in row) > 1 for row in rows)
    if several * 2 > len([row for row in rows if any(row)]):
        table = _from_rows(rows)
    else:
        table = _from_stream([cell.strip() for cell in _UPRIGHT.split("\n".join(kept))[:-1]])
    return None if table is None else (table, end)


def _end(lines: Sequence[str], start: int) -> int | None:
    """The line after the last pipe that belongs together with the one at or just below ``start``."""
    first = next((at for at in range(start, min(start + 4, len(lines))) if re.sub(r"[\s|｜│]", "", lines[at])), start)
    if not _UPRIGHT.search(lines[start]) and first != start:
        return None
    if not any(map(_is_title, _cells(lines[first])[:1])) or _FRAME.search(lines[first]):
        return None
    if lines[start].lstrip()[:1] in ("|", "｜", "│") and re.sub(r"[\s|｜│]", "", lines[start]):
        return None  # an ordinary table with pipes at both ends
    last = None
    place = start
    while place < len(lines) and place - (start if last is None else last) <= _GAP:
        if _UPRIGHT.search(lines[place]):
            last = place
        elif last is None and place > start + 1:
            return None
        place += 1
    return None if last is None else last + 1


def _cells(line: str) -> list[str]:
    cells = [cell.strip() for cell in _UPRIGHT.split(line)]
    return cells[:-1] if cells and not cells[-1] else cells


def _is_title(cell: str) -> bool:
    plain = re.sub(r"\s", "", cell)
    return 0 < len(plain) <= _LONGEST_TITLE and title_kind(plain) != "" and not _SENTENCE.search(plain)


def _may_be_title(cell: str) -> bool:
    plain = re.sub(r"\s", "", cell)
    return 0 < len(plain) <= _LONGEST_TITLE // 2 and not _SENTENCE.search(plain) and not re.search(r"\d", plain)


def _titles(cells: Sequence[str]) -> int:
    """How many filled cells at the beginning are titles of columns; the last is about bodies, dates or remarks."""
    titles = list(takewhile(_is_title, filter(None, cells)))
    after = [cell for cell in cells if cell][len(titles) :]
    if titles and len(after) > 1 and _may_be_title(after[0]) and all(map(_is_title, after[1:3])):
        # A title in words of its own (民生实事) between known ones.
        titles += [after[0], *takewhile(_is_title, after[1:])]
    while titles and title_kind(titles[-1]) in ("work", ""):
        titles.pop()
    return len(titles)


def _head(titles: Sequence[str]) -> _Head | None:
    """The head of these titles: the requirement's is the last about the work; bodies must stand behind it."""
    plain = [re.sub(r"\s", "", title) for title in titles]
    kinds = [title_kind(title) for title in plain]
    first = next((place for place, kind in enumerate(kinds) if kind in ("unit", "due", "skipped")), len(kinds))
    works = [place for place in range(first) if kinds[place] in ("work", "")]
    if not works or "unit" not in kinds[first:]:
        return None
    before = [title for title, kind in zip(plain[:first], kinds, strict=False) if kind != "number"]
    return _Head(tuple(before), tuple(plain[first:]), tuple(kinds[first:]))


def _from_rows(rows: Sequence[list[str]]) -> TextTable | None:
    """A row to a line. Only where merged cells were left out: else it is an ordinary table with pipes."""
    filled = [row for row in rows if any(row)]
    if len(filled) < _FEWEST_LINES:
        return None
    titles = [cell for cell in filled[0] if cell]
    below = [cell for cell in filled[1] if cell]
    if len(below) > 1 and _titles(below) == len(below):  # 牵头处室 | 会办处室 under 责任分工
        split = next((at for at, title in enumerate(titles) if title_kind(title) == "unit"), None)
        if split is not None:
            titles[split : split + 1] = below
            del filled[1]
    head = _head(titles) if _titles(titles) == len(titles) else None
    if head is None or any(not row[0] for row in filled[1:]):
        return None
    widths = {len([cell for cell in row if cell]) for row in filled[1:]}
    padded = len(filled[0]) > len(titles) and not filled[0][-1]
    if not padded and widths <= {1, len(titles)} and all(len(row) == len(filled[0]) for row in filled):
        return None
    return _table(head, _align_rows(filled[1:], head))


def table_of_short_rows(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> TextTable | None:
    """The table of rows that lack the cells merged with those above; ``None`` where its titles are no plan's."""
    head = _head(titles) if _titles(titles) == len(titles) else None
    return None if head is None else _table(head, _align_rows(rows, head))


def _align_rows(rows: Sequence[Sequence[str]], head: _Head) -> Alignment:
    cells = [(cell.strip(), number) for number, row in enumerate(rows) for cell in row if cell.strip()]
    return align([cell for cell, _ in cells], head.kinds, line_of=[number for _, number in cells])


def _from_stream(cells: Sequence[str]) -> TextTable | None:
    """A cell to a line."""
    filled = [cell for cell in cells if cell]
    count = _titles(filled)
    head = _head(filled[:count])
    if head is None:
        return None
    return _table(head, align(filled[count:], head.kinds))


def _from_lines(lines: Sequence[str], start: int) -> tuple[TextTable, int] | None:
    """A cell to a line without any mark: the titles, then headings, requirements and what stands behind them."""
    if not _is_title(lines[start]):
        return None
    filled = [
        (number, line.strip())
        for number, line in enumerate(lines[start:], start)
        if line.strip() and line != PAGE_BREAK
    ]
    cells = [cell for _, cell in filled]
    count = _titles(cells)
    head = _head(cells[:count])
    if head is None or count < _FEWEST_LINES:
        return None
    alignment = align(cells[count:], head.kinds)
    table = _table(head, alignment, fewest=_FEWEST_ROWS)
    return None if table is None else (table, filled[count + alignment.used - 1][0] + 1)


def _table(head: _Head, alignment: Alignment, *, fewest: int = 1) -> TextTable | None:
    """The rows with every column in its place; ``None`` where they do not look like a table."""
    rows = alignment.rows
    whole = [row for row in rows if row.text]
    if len(whole) < fewest or alignment.price > _DEAREST * max(alignment.used, 1):
        return None
    levels = max(len(row.headings) for row in whole)
    has_numbers = any(row.number for row in whole)
    first = (list(head.before[:-1]) or ["工作任务"])[:levels]
    titles = [
        *first,
        *first[-1:] * (levels - len(first)),
        *(["序号"] if has_numbers else []),
        head.before[-1],
        *head.behind,
    ]
    return as_table([titles, *_lines(rows, levels, head.kinds, has_numbers=has_numbers)], len(titles))


def _lines(rows: Sequence[Row], levels: int, kinds: Sequence[TitleKind], *, has_numbers: bool) -> Iterator[list[str]]:
    for row in rows:
        if not row.text:
            yield from ([heading] for heading in row.headings)
            continue
        placed = _placed(row.headings, levels)
        # Bodies that are left out are inherited by the layout, which says so; a deadline's cell goes on in silence.
        behind = [MERGED if kind == "due" and not cell else cell for cell, kind in zip(row.behind, kinds, strict=True)]
        yield [*placed, *([row.number] if has_numbers else []), row.text, *behind]


def _placed(headings: Sequence[str], levels: int) -> list[str]:
    """Headings in their columns: （一） stands below 一、; what has no label fills up from the left, or stands innermost."""
    placed = [""] * levels
    for number, heading in enumerate(headings):
        if re.match(r"[（(][一二三四五六七八九十]+[）)]", heading):
            at = min(1, levels - 1) if len(headings) < levels or number else number
        elif re.match("[一二三四五六七八九十]+、", heading) or len(headings) == levels:
            at = number
        else:
            at = levels - len(headings) + number
        placed[at] = heading
    return placed
