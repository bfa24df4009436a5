"""The disclosure table: blocks, rows and columns by their labels."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportgen.annual.form import DISCLOSURE_LABELS
from reportgen.annual.published.disclosure_labels import (
    BLOCKS,
    COLUMNS_OF,
    block_of,
    column_of,
    is_in_ten_thousand,
    official_column,
    row_of,
)
from reportgen.annual.published.figures import is_figure
from reportgen.annual.published.findings import found
from reportgen.annual.published.letters import plain
from reportgen.annual.published.reading import TableRead
from reportgen.annual.published.rows import Row, may_have_slipped
from reportgen.model.blocks import GridCell


@dataclass(slots=True)
class _Head:
    """The heading row that stands above a block's rows."""

    row: Row
    cells: tuple[GridCell, ...]
    names: tuple[str | None, ...]


@dataclass(slots=True)
class _Table:
    """One table: its rows with the heads they stand under."""

    rows: list[tuple[str, Row, GridCell, _Head]] = field(default_factory=list)
    titles: list[tuple[str, Row, GridCell]] = field(default_factory=list)
    heads: list[_Head] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        return {name for name, _, _, _ in self.rows}


def read_disclosure(rows: Sequence[Row]) -> TableRead:
    """The disclosure table of a report; empty where there is none."""
    reads = [_read(table) for table in _tables(rows)]
    reads = [read for read in reads if read.figures]
    if not reads:
        return TableRead("disclosure")
    best = max(reads, key=lambda read: read.numbers)
    for other in reads:
        if other is not best and other.numbers >= best.numbers // 2 and not other.says_the_same(best):
            place = next(iter(other.figures.values())).place
            best.findings.append(found("published-twice", place, "主动公开情况表还有一张，没有读取"))
    return best


def _tables(rows: Sequence[Row]) -> list[_Table]:
    """Tables of the report: a block or row met again begins another."""
    tables: list[_Table] = []
    head: _Head | None = None
    titles: list[tuple[str, Row, GridCell]] = []
    for row in rows:
        title = next(((block, row, cell) for cell in row.filled if (block := block_of(cell.text))), None)
        if title:
            titles.append(title)
            head = None
        if _is_head(row):
            head = _Head(row, *_columns(row))
            continue
        label = _label(row)
        if label is None or head is None:
            continue
        name, cell = label
        if not tables or (name != "old" and name in tables[-1].names):
            tables.append(_Table())
        table = tables[-1]
        table.rows.append((name, row, cell, head))
        table.titles += titles
        if head not in table.heads:
            table.heads.append(head)
        titles = []
    return tables


def _is_head(row: Row) -> bool:
    return "信息内容" in row.words or any(column_of(cell.text) for cell in row.filled if not is_figure(cell.text))


def _columns(row: Row) -> tuple[tuple[GridCell, ...], tuple[str | None, ...]]:
    """The headings of the columns, 信息内容 and what stands left of it put aside."""
    words = row.words
    filled = [at for at, word in enumerate(words) if word]
    corner = words.index("信息内容") if "信息内容" in words else filled[0]
    first = corner if column_of(row.cells[corner].text) else corner + 1
    cells = row.cells[first:]
    return cells, tuple(column_of(cell.text) for cell in cells)


def _label(row: Row) -> tuple[str, GridCell] | None:
    found_labels = [(name, cell) for cell in row.filled if (name := row_of(cell.text))]
    return found_labels[0] if len(found_labels) == 1 else None


def _read(table: _Table) -> TableRead:
    read = TableRead("disclosure")
    for block, row, cell in table.titles:
        if block in BLOCKS:
            read.label(cell.text, f"第二十条第（{block}）项", row.place("disclosure", cell))
        else:
            read.edition = 2019
            read.label(cell.text, "", row.place("disclosure", cell))
    for head in table.heads:
        _read_head(read, head)
    for name, row, cell, head in table.rows:
        if name == "old":
            read.edition = 2019
            read.label(cell.text, "", row.place("disclosure", cell))
            continue
        read.label(cell.text, DISCLOSURE_LABELS[name], row.place("disclosure", cell))
        _read_row(read, name, row, cell, head)
    _say_missing(read, table)
    return read


def _read_head(read: TableRead, head: _Head) -> None:
    for cell, name in zip(head.cells, head.names, strict=True):
        if name:
            read.label(cell.text, official_column(name), head.row.place("disclosure", cell))
            if name.startswith("old:"):
                read.edition = 2019
                what = f"“{plain(cell.text)}”是2019年格式的栏目"
                read.findings.append(found("published-old", head.row.place("disclosure", cell), what))


def _read_row(read: TableRead, name: str, row: Row, label: GridCell, head: _Head) -> None:
    wanted = [column for column in head.names if column in COLUMNS_OF[name]]
    if not wanted:
        return
    cells = _aligned(row, label, head)
    if cells is None or any(cell.row_span > label.row_span for cell in cells.values()):
        read.refuse(row, name, [column for column in wanted if column])
        what = f"“{DISCLOSURE_LABELS[name]}”后面的单元格与栏目对不上"
        read.findings.append(found("published-row", row.place("disclosure", label), what))
        return
    is_whole = all(cell.text.strip() for cell in cells.values())
    for column, cell in cells.items():
        if column not in COLUMNS_OF[name]:
            continue
        place = row.place("disclosure", cell)
        heading = next(each for each, known in zip(head.cells, head.names, strict=True) if known == column)
        if column == "amount" and not is_in_ten_thousand(heading.text) and "万元" not in cell.text:
            read.refuse(row, name, [column])
            what = f"栏目写的是“{plain(heading.text)}”，金额“{cell.text.strip()}”不是万元"
            read.findings.append(found("published-unit", place, what))
            continue
        read.put(name, column, cell, place, is_one=is_whole)


def _aligned(row: Row, label: GridCell, head: _Head) -> dict[str, GridCell] | None:
    """The cell of each heading; ``None`` where cells and headings do not fit each other."""
    named = [(cell, name) for cell, name in zip(head.cells, head.names, strict=True) if cell.text.strip()]
    behind = [cell for cell in row.cells if cell.column > label.column]
    if any(name is None for _, name in named) and not row.grid.lefts:
        return None
    distinct = {name for _, name in named if name}
    if len(distinct) == 1:
        return _alone(distinct.pop(), behind, head, is_sheet=bool(row.grid.lefts))
    if len(distinct) != len([name for _, name in named if name]):
        return None
    filled = [cell for cell in behind if cell.text.strip()]
    starts = {cell.column: cell for cell in behind}
    by_place = {name: starts[cell.column] for cell, name in named if name and cell.column in starts}
    right = max(cell.column + cell.column_span for cell in head.cells)
    outside = [cell for cell in behind if cell.column >= right or (cell.text.strip() and cell not in by_place.values())]
    if row.grid.lefts or (len(by_place) == len(named) and not outside):
        blank = GridCell(row.at, label.column + 1, "")
        aligned = {name: by_place.get(name, blank) for _, name in named if name}
        last = max((cell for cell, name in named if name), key=lambda cell: cell.column)
        slipped = may_have_slipped(row, list(aligned.values()), right=last.column + last.column_span)
        return None if slipped else aligned
    fits = len(behind) == len(filled) == len(named) and all(is_figure(cell.text) for cell in filled)
    return {name: cell for (_, name), cell in zip(named, filled, strict=True) if name} if fits else None


def _alone(name: str, behind: Sequence[GridCell], head: _Head, *, is_sheet: bool) -> dict[str, GridCell] | None:
    """The one figure of a row under one heading; a flattened table repeats a merged cell's figure."""
    if is_sheet:
        last = max(cell.column + cell.column_span for cell, known in zip(head.cells, head.names, strict=True) if known)
        behind = [cell for cell in behind if cell.column < last]
    filled = [cell for cell in behind if cell.text.strip()]
    if not behind:
        return None
    if not filled:
        return {name: behind[0]}
    repeated = sum(1 for known in head.names if known == name)
    same = len({plain(cell.text) for cell in filled}) == 1 and len(filled) <= repeated
    return {name: filled[0]} if len(filled) == 1 or same else None


def _say_missing(read: TableRead, table: _Table) -> None:
    have = {key.row for key in read.figures} | (table.names if read.edition == 2019 else set())
    missing = [label for name, label in DISCLOSURE_LABELS.items() if name not in have]
    if missing and table.rows:
        place = table.rows[-1][1].place("disclosure")
        listed = "、".join(f"“{label}”" for label in missing)
        read.findings.append(found("published-missing", place, f"主动公开情况表缺少{len(missing)}行：{listed}"))
