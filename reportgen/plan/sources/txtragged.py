"""Tables copied from web pages as text: cells end in pipes, merged cells are left out, rows begin further right.

What a browser's reading view or a crawler makes of a table with merged cells: either a row to a line, or a cell to a
line. Rows are told by what stands in them: headings, perhaps a number, the requirement, and behind it as many cells as
the head has titles behind the requirement's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.plan.sources.headers import is_header
from reportgen.plan.sources.txttable import TextTable, as_table
from reportgen.plan.sources.wrapped import PAGE_BREAK

_UPRIGHT = re.compile(r"[|｜│]")
_RULE = re.compile(r"[\s|:\-+=]*---[\s|:\-+=]*")
_AFTER_TEXT = re.compile("单位|部门|科室|处室|股室|责任|牵头|配合|主办|协办|时限|时间|期限|进度|备注|領|單位|責任")
_FRAME = re.compile("[┌┬┐├┼┤└┴┘─━═╔╦╗╠╬╣╚╩╝]")
_NUMBER = re.compile(r"\d{1,3}[.．、]?")
_ITEM = re.compile(r"\d{1,3}\s*[.．、](?!\d)\s*\S{3,}", re.DOTALL)
_HEADING = re.compile(r"(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])")
_TITLE = re.compile(r"[^。；;，,：:]{1,14}")
_TITLE_LINE = re.compile(
    "(?:序号|编号|类别|目标|任务|项目|事项|内容|要求|措施|要点|(?:工作|重点|主要|具体|目标|一级|二级)(?:任务|要求|内容|措施|事项|要点|目标|工作)|"
    "任务分工|责任分工|(?:责任|牵头|配合|主办|协办)(?:单位|部门|科室|处室|股室)|完成时限|时限要求|完成时间|时限|进度安排|备注)"
)
_FEWEST_TITLES = 3
_FEWEST_ROWS = 3
_LONG = 12
_LONGEST_TAIL = 80
_GAP = 12
"""Lines that one cell may run over before the next pipe."""


@dataclass(frozen=True, slots=True)
class _Head:
    """Titles up to the requirement's, and those behind it; ``width`` cells a row where the head was padded to it."""

    before: tuple[str, ...]
    behind: tuple[str, ...]
    width: int


def read_ragged(lines: Sequence[str], start: int, _before: TextTable | None) -> tuple[TextTable, int] | None:
    """The table that begins at line ``start``, and the line after it; ``None`` where none of this kind begins."""
    end = _end(lines, start)
    if end is None:
        # A tab in front is a word processor's way of marking cells; that dump has a reader of its own.
        is_title = "\t" not in lines[start] and _TITLE_LINE.fullmatch(re.sub(r"\s", "", lines[start]))
        return _from_lines(lines, start) if is_title else None
    rows = [_cells(line) for line in lines[start:end] if line != PAGE_BREAK and not _RULE.fullmatch(line)]
    several = sum(sum(bool(cell) for cell in row) > 1 for row in rows)
    if several * 2 > len([row for row in rows if any(row)]):
        table = _from_rows(rows)
    else:
        table = _from_stream(_stream("\n".join(lines[start:end])))
    return None if table is None else (table, end)


def _end(lines: Sequence[str], start: int) -> int | None:
    """The line after the last pipe that belongs together with the one at or just below ``start``."""
    head = re.sub(r"[\s|｜│]", "", lines[start])
    if (
        not head
        or _FRAME.search(head)
        or lines[start].lstrip()[:1] in "|｜│"
        or (not _TITLE.fullmatch(head) and not is_header(_cells(lines[start])))
    ):
        return None
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


def _stream(text: str) -> list[str]:
    """Cells in order, each ended by a pipe; blank ones are there."""
    return [cell.strip() for cell in _UPRIGHT.split(text)[:-1]]


def _from_rows(rows: Sequence[list[str]]) -> TextTable | None:
    """A row to a line. Only where merged cells were left out: else it is an ordinary table with pipes."""
    filled = [row for row in rows if any(row)]
    if len(filled) < 3 or not is_header(filled[0]):
        return None
    head = _head([cell for cell in filled[0] if cell], len(filled[0]))
    shifted = [row for row in filled[1:] if row[0] and not row[-1] and _begins_late(row)]
    padded = len(filled[0]) > len([cell for cell in filled[0] if cell]) and not filled[0][-1]
    if head is None or not (shifted or padded) or any(not row[0] for row in filled[1:]):
        return None
    return _table(head, [row for each in filled[1:] for row in _parse(each, head)])


def _begins_late(row: Sequence[str]) -> bool:
    """Whether a row begins with its number or requirement where the head begins with a heading."""
    return bool(_NUMBER.fullmatch(row[0]) or _ITEM.match(row[0]) or len(row[0]) > 2 * _LONG)


def _from_stream(cells: Sequence[str]) -> TextTable | None:
    """A cell to a line."""
    titles = 0
    while titles < len(cells) and cells[titles] and _TITLE.fullmatch(cells[titles]) and titles < 10:
        titles += 1
    while titles > 1 and not is_header(cells[:titles]):
        titles -= 1
    while (
        titles < len(cells) and cells[titles] and is_header(cells[: titles + 1]) and _AFTER_TEXT.search(cells[titles])
    ):
        titles += 1
    titles = _last_title(cells, titles)
    pads = next((number for number, cell in enumerate(cells[titles:]) if cell), 0)
    head = _head(cells[:titles], titles + pads)
    if head is None:
        return None
    body = cells[titles + pads :]
    regular = [list(body[at : at + head.width]) for at in range(0, len(body), head.width)]
    if _is_regular(regular, head):
        rows = [row for row in regular if any(row)]
        return _table(head, [_at_their_places(row, head) for row in rows])
    return _table(head, list(_parse(body, head)))


def _from_lines(lines: Sequence[str], start: int) -> tuple[TextTable, int] | None:
    """A cell to a line without any mark: the titles, then headings, requirements and what stands behind them."""
    filled = [(number, line.strip()) for number, line in enumerate(lines[start:], start) if line.strip()]
    titles = 0
    while titles < min(len(filled), 8) and _TITLE_LINE.fullmatch(re.sub(r"\s", "", filled[titles][1])):
        titles += 1
    cells = [cell for _, cell in filled]
    titles = _last_title(cells, titles)
    head = _head(cells[:titles], titles)
    if head is None or titles < _FEWEST_TITLES:
        return None
    rows = list(_parse(cells[titles:], head))
    whole = [row for row in rows if "\0" in row]
    behind = [row[row.index("\0") + 2 :] for row in whole]
    fitting = [tail for tail in behind if len(tail) == len(head.behind) and len(tail[0]) <= 40 and "。" not in tail[0]]
    if len(whole) < _FEWEST_ROWS or len(fitting) * 10 < len(whole) * 8:
        return None
    while rows and "\0" not in rows[-1]:
        rows.pop()
    used = titles + sum(len(row) - ("\0" in row) for row in rows)
    table = _table(head, rows)
    return None if table is None else (table, filled[used - 1][0] + 1)


def _last_title(cells: Sequence[str], most: int) -> int:
    """How many of the first cells are titles: up to the last one about bodies, deadlines or remarks."""
    found = [number for number, cell in enumerate(cells[:most], 1) if _AFTER_TEXT.search(cell) and len(cell) <= 8]
    return found[-1] if found else 0


def _head(titles: Sequence[str], width: int) -> _Head | None:
    behind = next((number for number, title in enumerate(titles) if _AFTER_TEXT.search(title)), 0)
    if behind == 0 or len(titles) < 2:
        return None
    return _Head(tuple(titles[:behind]), tuple(titles[behind:]), width)


def _is_regular(rows: Sequence[Sequence[str]], head: _Head) -> bool:
    """Whether cutting after every ``width`` cells gives rows: text where the requirement's title stands, bands in front."""
    text = head.width - len(head.behind) - 1
    bands = [row for row in rows if sum(bool(cell) for cell in row) == 1]
    full = [row for row in rows if len(row) == head.width and sum(bool(cell) for cell in row) > 1]
    if len(full) < 2 or text < 0 or any(not row[0] for row in bands):
        return False
    fitting = [row for row in full if len(row[text]) >= max(len(cell) for cell in row[text:]) and row[text]]
    return len(fitting) * 10 >= len(full) * 9


def _at_their_places(row: Sequence[str], head: _Head) -> list[str]:
    """A row whose cells stand in their columns, in the form of `_parse`."""
    text = head.width - len(head.behind) - 1
    lead = [cell for cell in row[:text] if cell]
    if text >= len(row) or not row[text]:
        return lead[:1]
    return [*lead, "\0", row[text], *row[text + 1 :]]


def _parse(cells: Sequence[str], head: _Head) -> Iterator[list[str]]:
    """Rows of [headings…, requirement-with-number, cells behind it]; a heading alone is a row of one cell."""
    lead: list[str] = []
    place = 0
    while place < len(cells):
        cell = cells[place]
        place += 1
        if not cell:
            continue
        following = next((other for other in cells[place:] if other), "")
        if not _is_requirement(cell, lead, following):
            lead.append(cell)
            continue
        tail: list[str] = []
        while len(tail) < len(head.behind) and place < len(cells):
            if _NUMBER.fullmatch(cells[place]) or _HEADING.match(cells[place]) or len(cells[place]) > _LONGEST_TAIL:
                break
            tail.append(cells[place])
            place += 1
        yield [*lead, "\0", cell, *tail]
        lead = []
    for heading in lead:
        yield [heading]


def _is_requirement(cell: str, lead: Sequence[str], following: str) -> bool:
    if lead and _NUMBER.fullmatch(lead[-1]):
        return True
    if _NUMBER.fullmatch(cell) or _HEADING.match(cell):
        return False
    if _ITEM.match(cell):
        # 1.做好公开 | 主动公开规划…: a short labelled heading before its requirement
        return not (
            len(cell) <= 2 * _LONG and len(following) > len(cell) and not _ITEM.match(following) and "。" in following
        )
    return len(cell) >= _LONG and not (_NUMBER.fullmatch(following) or _ITEM.match(following) or "。" in following)


def _table(head: _Head, rows: Sequence[list[str]]) -> TextTable | None:
    """The rows with every column in its place."""
    parted = [_parted(row) for row in rows]
    levels = max((len(headings) for headings, _, _, _ in parted), default=0)
    levels = max(levels, 1)
    has_numbers = any(number for _, number, _, _ in parted)
    first = (list(head.before[:-1]) or ["工作任务"])[:levels]
    titles = [
        *first,
        *[first[-1]] * (levels - len(first)),
        *(["序号"] if has_numbers else []),
        head.before[-1],
        *head.behind,
    ]
    table: list[list[str]] = [titles]
    for headings, number, text, tail in parted:
        if not text:
            table += [[heading] for heading in headings]
            continue
        placed = _placed(headings, levels)
        table.append([*placed, *([number] if has_numbers else []), text, *tail, *[""] * (len(head.behind) - len(tail))])
    return as_table(table, len(titles))


def _parted(row: Sequence[str]) -> tuple[list[str], str, str, list[str]]:
    """(headings, number, requirement, cells behind it) of a parsed row."""
    if "\0" not in row:
        return list(row), "", "", []
    mark = row.index("\0")
    headings = list(row[:mark])
    number = headings.pop() if headings and _NUMBER.fullmatch(headings[-1]) else ""
    return headings, number, row[mark + 1], list(row[mark + 2 :])


def _placed(headings: Sequence[str], levels: int) -> list[str]:
    """Headings in their columns: （一） stands below 一、; what has no label fills up from the left, or stands innermost."""
    placed = [""] * levels
    for number, heading in enumerate(headings):
        if heading[:1] in "（(" and _HEADING.match(heading):
            at = min(1, levels - 1) if len(headings) < levels or number else number
        elif _HEADING.match(heading) or len(headings) == levels:
            at = number
        else:
            at = levels - len(headings) + number
        placed[at] = heading
    return placed
