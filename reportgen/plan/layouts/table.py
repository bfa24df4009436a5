"""Tables of requirements: headings in columns or band rows, requirements, bodies and deadlines."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reportgen.model.blocks import Block, Grid, GridCell, Paragraph
from reportgen.model.plan import PlanWarning
from reportgen.plan.layouts.draft import Draft, Requirement
from reportgen.plan.layouts.furniture import is_furniture
from reportgen.plan.layouts.headers import Columns, columns_of, guess_columns, is_header, is_sub_header
from reportgen.plan.layouts.headings import HeadingStack, tidy_heading
from reportgen.plan.layouts.tails import split_tail
from reportgen.plan.phrases.labels import Label, split_label
from reportgen.plan.phrases.spacing import join_open_lines, squeeze, squeeze_lines

_HEADER_WITHIN = 12
_NOTE = re.compile(r"\s*(?:注|备注|说明|附注|填表)[:：]|\s*注\d")
_CONTINUED = re.compile(r"续上?表|[（(]续[）)]")
_TOTAL = re.compile("(?:合计|总计|小计)")
_NUMBER = re.compile(r"\d{1,3}")
_LONGEST_BAND = 60
_ITEM_STYLES = frozenset({"arabic", "arabic_bracket", "chinese", "chinese_bracket"})
# A remark that says nothing but by when: 11月底前完成.
_TERM = re.compile(
    r"(?:拟?于|应?在|须在)?[^，。；]{0,16}(?:前|底|日|年内)(?:之前)?(?:全面|全部|基本)?(?:完成|报送|公开|落实)?。?"
)
_NEXT_ITEM = re.compile(r"(?<=[。；;])\s*(?=(\d{1,3})[.．、](?!\d))")

Row = Mapping[int, GridCell]


@dataclass(slots=True)
class _State:
    """What goes on from row to row and from table to table.

    Attributes:
        columns: What the present table's columns are for.
        width: How many columns it has.
        text_column: The one that holds the requirements.
        band: Headings of band rows and of paragraphs between tables.
        headings: Column → heading in force.
        held: The latest responsibility, for rows that leave it out.
        count: Requirements so far, for those without number and label.
        in_heading: Category → requirements below it so far.
        in_notes: Whether the table's notes have begun.
        untaken: (text, place) of headings with no requirement below them yet.
    """

    columns: Columns | None = None
    width: int = 0
    text_column: int = 0
    band: HeadingStack = field(default_factory=HeadingStack)
    headings: dict[int, str] = field(default_factory=dict)
    held: tuple[tuple[str, str], ...] = ()
    count: int = 0
    in_heading: dict[str, int] = field(default_factory=dict)
    in_notes: bool = False
    untaken: list[tuple[str, str]] = field(default_factory=list)


def read_tables(blocks: Sequence[Block]) -> Draft:
    """The requirements of all tables of a document; empty where no table has a plan's columns."""
    draft, state = Draft(), _State()
    waiting: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            if _is_heading(block):
                waiting.append(block)
            else:
                _leave(draft, [*waiting, block], has_begun=state.columns is not None)
                waiting = []
            continue
        for heading in waiting:
            _push_band(state, heading.text, heading.place)
        waiting = []
        _read_grid(block, state, draft)
    _leave(draft, waiting, has_begun=state.columns is not None)
    draft.leftovers += state.untaken
    return draft


def _leave(draft: Draft, paragraphs: Sequence[Paragraph], *, has_begun: bool) -> None:
    """Paragraphs that belong to no table: before the first one a notice and a preamble, later something to look at."""
    for paragraph in paragraphs:
        if has_begun and not is_furniture(paragraph.text) and not _NOTE.match(paragraph.text):
            draft.leftovers.append((paragraph.text, paragraph.place))
        else:
            draft.outside.append(paragraph.text)


def _is_heading(paragraph: Paragraph) -> bool:
    label, rest = split_label(paragraph.text)
    is_labelled = label is not None and label.style in ("chinese", "chinese_bracket", "part")
    return is_labelled and len(rest) <= _LONGEST_BAND and "。" not in rest.strip().rstrip("。")


def _read_grid(grid: Grid, state: _State, draft: Draft) -> None:
    state.in_notes = False
    rows = _covered(grid)
    start = _find_header(grid, rows, state)
    if start is None and state.columns is None:
        start = _guess(grid, rows, state, draft)
    if state.columns is None or (start is None and grid.columns != state.width):
        draft.outside += [cell.text for cell in grid.cells if cell.text.strip()]
        return
    above = rows[: start or 0]
    draft.outside += [cell.text for row in above for cell in dict.fromkeys(row.values()) if cell.text]
    state.text_column = _text_column(rows[start or 0 :], state)
    header = {squeeze(text) for text in state.columns.titles.values()}
    for number in range(start or 0, grid.rows):
        row = rows[number]
        texts = {squeeze(cell.text) for cell in row.values() if cell.text.strip()}
        if texts and not texts <= header:
            _read_row(row, number, grid, state, draft)


def _covered(grid: Grid) -> list[dict[int, GridCell]]:
    """For every row: column → the cell that covers it."""
    rows: list[dict[int, GridCell]] = [{} for _ in range(grid.rows)]
    for cell in grid.cells:
        for number in range(cell.row, min(cell.row + cell.row_span, grid.rows)):
            for column in range(cell.column, min(cell.column + cell.column_span, grid.columns)):
                rows[number][column] = cell
    return rows


def _find_header(grid: Grid, rows: Sequence[Row], state: _State) -> int | None:
    """Set the columns from the table's header; the row after it, ``None`` where the table has none of its own."""
    for number, row in enumerate(rows[:_HEADER_WITHIN]):
        own = {column: cell.text for column, cell in row.items() if cell.row == number and cell.column == column}
        if not is_header(own):
            continue
        titles = {column: squeeze(cell.text) for column, cell in row.items() if cell.text.strip()}
        after = number + 1
        below = rows[after] if after < len(rows) else {}
        sub = {column: cell.text for column, cell in below.items() if cell.row == after and cell.column == column}
        if is_sub_header(sub):
            titles |= {column: squeeze(cell.text) for column, cell in below.items() if cell.text.strip()}
            after += 1
        state.columns = columns_of(titles)
        state.width = grid.columns
        return after
    return None


def _guess(grid: Grid, rows: Sequence[Row], state: _State, draft: Draft) -> int | None:
    """Columns of a table without titles, by what stands in them; 0 where they could be told."""
    texts = [{column: cell.text for column, cell in row.items()} for row in rows]
    columns = guess_columns(texts)
    if columns is None:
        return None
    state.columns, state.width = columns, grid.columns
    said = f"{grid.place}没有表头，按内容推断了各列的含义，请核对"
    draft.warnings.append(PlanWarning("layout-guessed", None, said))
    return 0


def _text_column(rows: Sequence[Row], state: _State) -> int:
    """The column of requirements: of those about the work, the one that holds most text; the last of equals."""
    assert state.columns is not None
    works = state.columns.works or tuple(state.columns.titles)
    weight = dict.fromkeys(works, 0)
    for row in rows:
        seen: set[int] = set()
        for column in works:
            cell = row.get(column)
            if cell is not None and id(cell) not in seen and cell.column_span < state.width:
                seen.add(id(cell))
                weight[column] += len(cell.text) / cell.row_span  # type: ignore[assignment]
    # A cell that spans two work columns is counted at its first; the requirement stands at the last it covers.
    best = max(works, key=lambda column: (weight[column], column))
    wide = [
        row[best].column + row[best].column_span - 1
        for row in rows
        if best in row and 1 < row[best].column_span < state.width
    ]
    reach = max(wide, default=best)
    return reach if wide and len(wide) * 2 > len(rows) and reach in works else best


def _read_row(row: Row, number: int, grid: Grid, state: _State, draft: Draft) -> None:
    columns = state.columns
    assert columns is not None
    cells = list(dict.fromkeys(cell for _, cell in sorted(row.items())))
    filled = [cell for cell in cells if cell.text.strip()]
    band = _band_of(filled, grid, state)
    if band is not None:
        if _NOTE.match(band.text):
            state.in_notes = True
        if state.in_notes or _CONTINUED.search(squeeze(band.text)) or len(squeeze(band.text)) > 2 * _LONGEST_BAND:
            draft.outside.append(band.text)
        else:
            _push_band(state, band.text, f"{grid.place}第{number + 1}行")
        return
    text_cell = row.get(state.text_column)
    if text_cell is None or not text_cell.text.strip():
        _take_headings(row, state, text_cell)
        place = f"{grid.place}第{number + 1}行"
        draft.leftovers += [(cell.text, place) for cell in filled if len(cell.text) > _LONGEST_BAND]
        return
    if text_cell.row != number:  # the requirement's cell goes on; its bodies were read with its first row
        return
    printed, inherited = _responsibility(row, number, state)
    given = _given_number(row, number, state, text_cell)
    _take_headings(row, state, text_cell)
    due = _due(row, state)
    draft.outside += _remarks(row, number, state)
    category = (*state.band.path, *(state.headings[column] for column in sorted(state.headings)))
    place = f"{grid.place}第{number + 1}行第{text_cell.column + 1}列"
    for item in _items(text_cell.text):
        label, rest = split_label(item)
        words, tail = (rest if label is not None else item), None
        if not columns.units:  # without a column of bodies they may stand behind the requirement
            words, tail = split_tail(words)
        text = squeeze_lines(join_open_lines(words))
        if not text or _TOTAL.fullmatch(text):
            continue
        state.count += 1
        wanted = _wanted_id(label, given, category, state)
        bodies = tail.printed if tail else printed
        draft.requirements.append(Requirement(wanted, category, None, text, bodies, due, place, inherited))
    state.band.has_tasks_below = True
    state.untaken.clear()


def _push_band(state: _State, text: str, place: str) -> None:
    state.band.push(text)
    state.headings.clear()
    state.untaken.append((text, place))


def _band_of(filled: Sequence[GridCell], grid: Grid, state: _State) -> GridCell | None:
    """The one cell of a band row: it spans the table, or stands alone with a heading's label."""
    if len(filled) != 1:
        return None
    cell = filled[0]
    if cell.column_span >= grid.columns and grid.columns > 1:
        return cell
    label, _ = split_label(cell.text)
    is_labelled = label is not None and label.style in ("chinese", "chinese_bracket", "part")
    stands_alone = cell.row_span == 1 and cell.column < state.text_column
    covers_most = cell.column_span > 1 and cell.column_span >= grid.columns - 1
    if (is_labelled and stands_alone) or covers_most or _NOTE.match(cell.text):
        return cell
    return None


def _take_headings(row: Row, state: _State, text_cell: GridCell | None) -> None:
    """Headings of the columns left of the requirement; a blank repeats, a new one clears what stands below it."""
    assert state.columns is not None
    for column in state.columns.works:
        cell = row.get(column)
        if column >= state.text_column or cell is None or cell is text_cell or cell.column != column:
            continue
        heading = tidy_heading(cell.text)
        if not heading or _NUMBER.fullmatch(heading) or heading == state.headings.get(column):
            continue
        for deeper in [known for known in state.headings if known >= column]:
            del state.headings[deeper]
        state.headings[column] = heading


def _responsibility(row: Row, number: int, state: _State) -> tuple[tuple[tuple[str, str], ...], bool]:
    """(header, phrase) of the responsibility columns, and whether they are the row above's."""
    assert state.columns is not None
    printed, shared = [], False
    for column in state.columns.units:
        cell = row.get(column)
        phrase = squeeze_lines(cell.text) if cell else ""
        shared = shared or (cell is not None and cell.row != number and bool(phrase))
        printed.append((state.columns.titles[column], phrase))
    if any(phrase for _, phrase in printed):
        state.held = tuple(printed)
        return state.held, shared
    if not printed or not state.held:
        return tuple(printed), False
    return state.held, True


def _given_number(row: Row, number: int, state: _State, text_cell: GridCell) -> str:
    """The number of a 序号 column (or of a cell that holds nothing else) where it numbers this requirement."""
    assert state.columns is not None
    for column in sorted(row):
        cell = row[column]
        if cell is text_cell or (column >= state.text_column and column not in state.columns.numbers):
            continue
        written = squeeze(cell.text).rstrip(".．、")
        if _NUMBER.fullmatch(written) and cell.row == number and cell.row_span <= text_cell.row_span:
            return written
    return ""


def _wanted_id(label: Label | None, given: str, category: tuple[str, ...], state: _State) -> str:
    """The printed number; a Chinese label stands at the end of the path of labels above it."""
    if label is None or label.style == "circled":
        return given or _counted(category, state)
    if not label.is_chinese:
        return label.bare
    above = [known.bare for heading in category if (known := split_label(heading)[0]) is not None]
    return "-".join((*above, label.bare))


def _counted(category: tuple[str, ...], state: _State) -> str:
    """Where nothing is printed: the innermost label and the place below it, else the row's count."""
    for depth in range(len(category), 0, -1):
        label, _ = split_label(category[depth - 1])
        if label is not None:
            key = "\n".join(category[:depth])
            state.in_heading[key] = state.in_heading.get(key, 0) + 1
            return f"{label.bare}-{state.in_heading[key]}"
    return str(state.count)


def _due(row: Row, state: _State) -> str:
    assert state.columns is not None
    found = []
    for column in state.columns.dues:
        cell = row.get(column)
        if cell is not None and cell.text.strip():
            day = cell.value
            found.append(f"{day.year}年{day.month}月{day.day}日" if day else squeeze(cell.text))
    for column in state.columns.remarks if not state.columns.dues else ():
        cell = row.get(column)
        if cell is not None and _TERM.fullmatch(squeeze(cell.text)):
            found.append(squeeze(cell.text))
    return "\n".join(dict.fromkeys(found))


def _remarks(row: Row, number: int, state: _State) -> list[str]:
    """What stands in columns that are no part of a plan (备注, 完成情况)."""
    assert state.columns is not None
    used = {*state.columns.works, *state.columns.units, *state.columns.dues, *state.columns.numbers}
    cells = dict.fromkeys(cell for column, cell in row.items() if column not in used and cell.row == number)
    return [cell.text for cell in cells if cell.text.strip()]


def _items(text: str) -> Iterator[str]:
    """The labelled requirements of one cell; lines with no label of their kind belong to the one above."""
    held: list[str] = []
    kind = ""
    for line in text.split("\n"):
        for piece in _sequence(line):
            label, rest = split_label(piece)
            style = label.style if label is not None and rest.strip() else ""
            begins = style in _ITEM_STYLES and style == (kind or style)
            if begins and held:
                yield "\n".join(held)
                held = []
            kind = kind or (style if begins else "")
            if piece.strip():
                held.append(piece)
    if held:
        yield "\n".join(held)


def _sequence(line: str) -> Iterator[str]:
    """A line with several requirements run together (1.… 2.…), parted where the numbers count on."""
    label, _ = split_label(line)
    if label is None or label.style != "arabic":
        yield line
        return
    expected, start = label.number + 1, 0
    for match in _NEXT_ITEM.finditer(line):
        if int(match[1]) == expected:
            yield line[start : match.end()]
            start, expected = match.end(), expected + 1
    yield line[start:]
