"""One row of a plan's table: its headings, its requirements with their numbers, bodies and deadlines."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportgen.model.blocks import Grid, GridCell
from reportgen.plan.layouts.draft import Draft, Requirement
from reportgen.plan.layouts.furniture import is_furniture
from reportgen.plan.layouts.headers import Columns
from reportgen.plan.layouts.headings import HeadingStack, tidy_heading
from reportgen.plan.layouts.tails import split_tail
from reportgen.plan.phrases.labels import Label, split_label
from reportgen.plan.phrases.spacing import join_open_lines, squeeze, squeeze_lines

NOTE = re.compile(r"\s*(?:注|备注|说明|附注|填表)[:：]|\s*注\d")
_CONTINUED = re.compile(r"续上?表|[（(]续[）)]")
_TOTAL = re.compile("(?:合计|总计|小计)")
_FEW = 2
_NUMBER = re.compile(r"\d{1,3}")
LONGEST_BAND = 60
_ITEM_STYLES = frozenset({"arabic", "arabic_bracket", "chinese", "chinese_bracket"})
# A remark that says nothing but by when: 11月底前完成.
_TERM = re.compile(
    r"(?:拟?于|应?在|须在)?[^，。；]{0,16}(?:前|底|日|年内)(?:之前)?(?:全面|全部|基本)?(?:完成|报送|公开|落实)?。?"
)
_NEXT_ITEM = re.compile(r"(?<=[。；;])\s*(?=(\d{1,3})[.．、](?!\d))")

_BARE_LABEL = re.compile("[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
_ROUND = str.maketrans("（）", "()")

Row = Mapping[int, GridCell]


@dataclass(slots=True)
class TableState:
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
        is_interrupted: Whether running text stood before the present table, so that it needs a head of its own.
        attachment: Title of the attachment that the present table belongs to, where it is none of the plan's.
        is_attached: Whether the line 附件 stood right above, so that the next line is the attachment's title.
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
    is_interrupted: bool = False
    attachment: str = ""
    is_attached: bool = False
    untaken: list[tuple[str, str]] = field(default_factory=list)


def read_row(row: Row, number: int, grid: Grid, state: TableState, draft: Draft) -> None:
    """Read one row into the draft: a band, headings alone, a note, or requirements.

    Args:
        row: Column → the cell that covers it in this row.
        number: The row, counted from 0.
        grid: The table.
        state: What goes on from the rows above; changed.
        draft: The plan in the making; added to.
    """
    columns = state.columns
    assert columns is not None
    cells = list(dict.fromkeys(cell for _, cell in sorted(row.items())))
    filled = [cell for cell in cells if cell.text.strip()]
    if filled and len(filled) <= _FEW and is_furniture("".join(cell.text for cell in filled)):
        draft.outside += [cell.text for cell in filled]
        return
    band = _band_of(filled, grid, state)
    if band is not None:
        if NOTE.match(band.text):
            state.in_notes = True
        if state.in_notes or _CONTINUED.search(squeeze(band.text)) or len(squeeze(band.text)) > 2 * LONGEST_BAND:
            draft.outside.append(band.text)
        else:
            push_band(state, band.text, f"{grid.place}第{number + 1}行")
        return
    text_cell = row.get(state.text_column)
    if text_cell is None or not text_cell.text.strip():
        _take_headings(row, state, text_cell)
        place = f"{grid.place}第{number + 1}行"
        draft.leftovers += [(cell.text, place) for cell in filled if len(cell.text) > LONGEST_BAND]
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
    for item in _items(text_cell.text, is_numbered=bool(given)):
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


def push_band(state: TableState, text: str, place: str) -> None:
    """Take a heading that stands in a row or paragraph of its own."""
    state.band.push(text)
    state.headings.clear()
    state.untaken.append((text, place))


def _band_of(filled: Sequence[GridCell], grid: Grid, state: TableState) -> GridCell | None:
    """The one cell of a band row: it spans the table, or stands alone with a heading's label."""
    if len(filled) == 2 and _BARE_LABEL.fullmatch(squeeze(filled[0].text)) and filled[1].row_span == 1:
        return replace(filled[1], text=f"{filled[0].text}{filled[1].text}")  # the label has a cell of its own
    if len(filled) != 1:
        return None
    cell = filled[0]
    if cell.column_span >= grid.columns and grid.columns > 1:
        return cell
    label, _ = split_label(cell.text)
    is_labelled = label is not None and label.style in ("chinese", "chinese_bracket", "part")
    stands_alone = cell.row_span == 1 and cell.column < state.text_column
    covers_most = cell.column_span > 1 and cell.column_span >= grid.columns - 1
    if (is_labelled and stands_alone) or covers_most or NOTE.match(cell.text):
        return cell
    return None


def _take_headings(row: Row, state: TableState, text_cell: GridCell | None) -> None:
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


def _responsibility(row: Row, number: int, state: TableState) -> tuple[tuple[tuple[str, str], ...], bool]:
    """(header, phrase) of the responsibility columns, and whether they are the row above's."""
    assert state.columns is not None
    printed, shared = [], False
    for column in state.columns.units:
        cell = row.get(column)
        phrase = cell.text.strip() if cell else ""
        shared = shared or (cell is not None and cell.row != number and bool(phrase))
        printed.append((state.columns.titles[column], phrase))
    if any(phrase for _, phrase in printed):
        state.held = tuple(printed)
        return state.held, shared
    if not printed or not state.held:
        return tuple(printed), False
    return state.held, True


def _given_number(row: Row, number: int, state: TableState, text_cell: GridCell) -> str:
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


def _wanted_id(label: Label | None, given: str, category: tuple[str, ...], state: TableState) -> str:
    """The printed number; a Chinese label stands at the end of the path of labels above it."""
    if label is None or label.style == "circled":
        return given or _counted(category, state)
    if not label.is_chinese:
        return label.bare
    above = [known.bare for heading in category if (known := split_label(heading)[0]) is not None]
    return "-".join((*above, label.bare))


def _counted(category: tuple[str, ...], state: TableState) -> str:
    """Where nothing is printed: the innermost label and the place below it, else the row's count."""
    for depth in range(len(category), 0, -1):
        label, _ = split_label(category[depth - 1])
        if label is not None:
            key = "\n".join(category[:depth])
            state.in_heading[key] = state.in_heading.get(key, 0) + 1
            return f"{label.bare}-{state.in_heading[key]}"
    return str(state.count)


def _due(row: Row, state: TableState) -> str:
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


def _remarks(row: Row, number: int, state: TableState) -> list[str]:
    """What stands in columns that are no part of a plan (备注, 完成情况) or behind the requirement (工作目标)."""
    assert state.columns is not None
    works = {column for column in state.columns.works if column <= state.text_column}
    used = {*works, *state.columns.units, *state.columns.dues, *state.columns.numbers}
    cells = dict.fromkeys(cell for column, cell in row.items() if column not in used and cell.row == number)
    return [cell.text for cell in cells if cell.text.strip()]


def _items(text: str, *, is_numbered: bool) -> Iterator[str]:
    """The labelled requirements of one cell; lines with no label of their kind belong to the one above.

    In a row that has a number of its own, （1）（2） are steps of the one requirement.
    """
    styles = _ITEM_STYLES - {"arabic_bracket"} if is_numbered else _ITEM_STYLES
    held: list[str] = []
    kind = ""
    for line in text.split("\n"):
        for piece in _sequence(line):
            label, rest = split_label(piece)
            style = label.style if label is not None and rest.strip() else ""
            begins = style in styles and style == (kind or style)
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
        before = line[: match.start()].translate(_ROUND)
        if int(match[1]) == expected and before.count("(") <= before.count(")"):
            yield line[start : match.end()]
            start, expected = match.end(), expected + 1
    yield line[start:]
