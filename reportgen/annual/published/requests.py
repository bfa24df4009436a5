"""The requests table: rows by their labels, columns by applicants, one table where several stand in a report."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from reportgen.annual.form import OTHERWISE, REQUEST_LABELS, RESULTS_LABEL
from reportgen.annual.published.findings import found
from reportgen.annual.published.letters import number_of, plain
from reportgen.annual.published.reading import TableRead
from reportgen.annual.published.requests_head import NAMES, note_labels
from reportgen.annual.published.requests_labels import GROUPS, ORDER, request_row
from reportgen.annual.published.requests_rows import Entry, entries_of, joined_over_pages, sections_of
from reportgen.annual.published.rows import Row

_OTHERWISE_GROUP: Final = "group:（六）其他处理"


def read_requests(rows: Sequence[Row]) -> TableRead:
    """The requests table of a report; empty where there is none."""
    sections = sections_of(rows)
    entries = joined_over_pages([entry for section in sections for entry in entries_of(section)])
    tables = _tables(entries)
    if not tables:
        return TableRead("requests")
    best = max(tables, key=lambda table: sum(1 for entry in table if entry.cells))
    read = _read(best)
    numbers = {entry.row.number for entry in best}
    for section in sections:
        used = section.rows and section.rows[0].number in numbers
        if used and section.head and section.head_rows[0].number == section.rows[0].number:
            note_labels(read, section.head_rows, section.head)
    read.join_labels(row for section in sections for row in (*section.head_rows, *section.rows))
    others = [
        table for table in tables if table is not best and sum(1 for entry in table if entry.cells) >= len(ORDER) // 2
    ]
    for other in others:
        if read.says_the_same(_read(other)):
            continue
        place = other[0].row.place("requests")
        read.findings.append(found("published-twice", place, "申请情况表还有一张，没有读取"))
    return read


def _tables(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Rows that belong together: a label met again, or one that stands before the last, begins another table."""
    tables: list[list[Entry]] = []
    last = len(ORDER)
    for entry in entries:
        key = entry.meaning.key if entry.meaning else ""
        current = tables[-1] if tables else []
        if (key == "r23" and not _may_be_other(entry, current)) or (key == "r24" and not _may_be_total(entry, current)):
            continue
        if key in ORDER:
            at = ORDER.index(key)
            if at == last and current and current[-1].meaning == entry.meaning:
                current[-1] = _of_two(current[-1], entry)
                continue
            if at <= last:
                tables.append([])
            last = at
        if tables:
            tables[-1].append(entry)
    return [_trimmed(table) for table in tables if any(entry.cells for entry in table)]


def _of_two(one: Entry, other: Entry) -> Entry:
    """The row that is printed twice running: the one with figures; none of its figures where the two differ."""
    if not other.has_figures or not one.has_figures:
        return one if one.has_figures else other
    same = all(
        plain(one.cells[name].text) == plain(other.cells[name].text) if one.cells and other.cells else False
        for name in NAMES
    )
    return one if same else replace(one, cells={})


def _trimmed(table: list[Entry]) -> list[Entry]:
    """The table without what follows its last known row."""
    known = [at for at, entry in enumerate(table) if entry.meaning and entry.meaning.key in ORDER]
    return table[: known[-1] + 1]


def _may_be_other(entry: Entry, table: Sequence[Entry]) -> bool:
    """Whether a bare 其他 can be the third of 其他处理: it follows one of its kind or stands in its group."""
    last = next((each.meaning.key for each in reversed(table) if each.meaning), "")
    groups = [request_row(cell.text) for cell in (*entry.row.above, *entry.above)]
    return last in ("r20", "r21", "r22", _OTHERWISE_GROUP) or any(
        group and group.key == _OTHERWISE_GROUP for group in groups
    )


def _may_be_total(entry: Entry, table: Sequence[Entry]) -> bool:
    """Whether 总计 is that of the results: by its number （七）, or because it follows the last of them."""
    last = next((each.meaning.key for each in reversed(table) if each.meaning), "")
    return number_of(entry.text) == "七" or last in ("r23", _OTHERWISE_GROUP)


def _read(table: Sequence[Entry]) -> TableRead:
    read = TableRead("requests")
    own = {entry.meaning.key for entry in table if entry.meaning}
    is_old = not own & set(OTHERWISE) and _OTHERWISE_GROUP in own
    for entry in table:
        if entry.meaning is None:
            if entry.has_figures:
                read.findings.append(
                    found("published-label", entry.row.place("requests"), f"认不出“{entry.text}”这一行")
                )
            continue
        key = entry.meaning.key
        if key == _OTHERWISE_GROUP and is_old:
            key = "r23"
        elif key.startswith("group:"):
            if entry.has_figures:
                what = f"“{entry.text}”有小计数字"
                read.findings.append(found("published-subtotal", entry.row.place("requests"), what))
            read.label(entry.text, entry.meaning.official, entry.row.place("requests", entry.label))
            continue
        _take(read, key, entry)
    read.edition = 2019 if is_old else 2021
    _say_missing(read, table[-1].row, is_old=is_old)
    return read


def _take(read: TableRead, key: str, entry: Entry) -> None:
    assert entry.meaning is not None  # noqa: S101 - callers have seen it
    read.label(entry.text, entry.meaning.official, entry.row.place("requests", entry.label))
    for cell in entry.above:
        group = request_row(cell.text)
        if group and cell.text.strip() not in entry.text:
            read.label(cell.text, group.official, entry.row.place("requests", cell))
    if not entry.cells:
        read.refuse(entry.row, key, NAMES)
        count = sum(1 for cell in entry.row.filled if cell.column > entry.label.column)
        what = f"“{entry.text}”后面有{count}个有内容的单元格，与{len(NAMES)}栏对不上"
        read.findings.append(found("published-row", entry.row.place("requests"), what))
        return
    is_whole = all(entry.cells[name].text.strip() for name in NAMES)
    for name in NAMES:
        cell = entry.cells[name]
        read.put(key, name, cell, entry.row.place("requests", cell), is_one=is_whole)


def _say_missing(read: TableRead, row: Row, *, is_old: bool) -> None:
    rows = {key.row for key in read.figures}
    missing = [key for key in ORDER if key not in rows and not (is_old and key in OTHERWISE)]
    if missing:
        listed = "、".join(f"“{_full(key)}”" for key in missing)
        read.findings.append(
            found("published-missing", row.place("requests"), f"申请情况表缺少{len(missing)}行：{listed}")
        )


def _full(key: str) -> str:
    group = next((group for group, rows in GROUPS.items() if key in rows), "")
    return f"{group}{REQUEST_LABELS[key]}" if key != "r24" else f"{RESULTS_LABEL}{REQUEST_LABELS[key]}"
