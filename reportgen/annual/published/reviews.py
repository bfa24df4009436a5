"""The reviews table: fifteen figures by block and outcome, in one row, in small tables, or one block a row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from reportgen.annual.form import OUTCOMES, REVIEW_BLOCKS
from reportgen.annual.published.figures import is_figure
from reportgen.annual.published.findings import found
from reportgen.annual.published.letters import core, plain
from reportgen.annual.published.likeness import nearest
from reportgen.annual.published.reading import TableRead
from reportgen.annual.published.rows import Row, are_together, may_have_slipped
from reportgen.model.annual import FigureKey
from reportgen.model.blocks import GridCell

_OUTCOMES: Final = {label: name for name, label in OUTCOMES.items()} | {
    "维持": "upheld",
    "结果维护": "upheld",
    "纠正": "corrected",
    "其他": "other",
    "其它结果": "other",
    "未审结": "pending",
    "合计": "total",
}
_BLOCKS: Final = {
    "行政复议": "reconsideration",
    "未经复议直接起诉": "direct",
    "未经复议直接诉讼": "direct",
    "未经行政复议直接起诉": "direct",
    "复议后起诉": "after",
    "行政复议后起诉": "after",
    "复议后诉讼": "after",
    "复议后再起诉": "after",
}
_LENGTH: Final = 4
_LONG_OUTCOMES: Final = {label: name for name, label in OUTCOMES.items() if len(label) == _LENGTH}
_LITIGATION: Final = "行政诉讼"
_NOT_THIS_YEAR: Final = re.compile("上年|去年|往年|核对")
_ORDER: Final = tuple(OUTCOMES)
_BLOCK_ORDER: Final = tuple(REVIEW_BLOCKS)
_ALL: Final = len(_ORDER) * len(_BLOCK_ORDER)
_PART: Final = 4


@dataclass(slots=True)
class _Found:
    """A row of figures with the rows of headings above it."""

    row: Row
    label: GridCell | None
    cells: tuple[GridCell, ...]
    head: list[Row] = field(default_factory=list)


def outcome_of(text: str) -> str | None:
    """The outcome that a heading means."""
    bare = plain(text)
    exact = _OUTCOMES.get(bare)
    return exact if exact or len(bare) != _LENGTH - 1 else nearest(bare, _LONG_OUTCOMES)


def block_of(text: str) -> str | None:
    """The block that a heading means, 行政诉讼（未经复议直接起诉） included."""
    bare = core(text)
    exact = _BLOCKS.get(bare)
    if exact:
        return exact
    if len(bare) > 24 or _LITIGATION not in bare:
        return None
    named = {name for label, name in _BLOCKS.items() if label in bare and name != "reconsideration"}
    return named.pop() if len(named) == 1 else None


def read_reviews(rows: Sequence[Row]) -> TableRead:
    """The reviews table of a report; empty where there is none."""
    read = TableRead("reviews")
    for each in _single_rows(_rows_of_figures(rows), read):
        mapped = _mapped(each)
        if mapped is None:
            if _is_surely_reviews(each):
                what = f"复议诉讼表一行有{len(each.cells)}个单元格，与表头对不上"
                read.findings.append(found("published-row", each.row.place("reviews"), what))
            continue
        again = [key for key in mapped if key in {(old.row, old.column) for old in read.figures}]
        if again and all(_says_so(read, key, cell) for key, cell in mapped.items()):
            continue
        if again:
            read.findings.append(found("published-twice", each.row.place("reviews"), "复议诉讼表还有一张，没有读取"))
            continue
        is_whole = all(cell.text.strip() for cell in mapped.values())
        for (block, outcome), cell in mapped.items():
            read.put(block, outcome, cell, each.row.place("reviews", cell), is_one=is_whole)
        _note_labels(read, each.head)
    blocks = {key.row for key in read.figures}
    missing = [label for name, label in REVIEW_BLOCKS.items() if name not in blocks]
    if blocks and missing:
        place = next(iter(read.figures.values())).place
        read.findings.append(found("published-missing", place, f"复议诉讼表缺少{'、'.join(missing)}的数字"))
    return read


def _says_so(read: TableRead, key: tuple[str, str], cell: GridCell) -> bool:
    """Whether a figure that was read is what a cell of another table shows."""
    figure = read.figures.get(FigureKey("reviews", *key))
    return figure is not None and plain(figure.text) == plain(cell.text)


def _is_heading(row: Row) -> bool:
    named = sum(1 for cell in row.filled if outcome_of(cell.text) in ("upheld", "corrected", "other", "pending"))
    blocks = sum(1 for cell in row.filled if _is_block(cell))
    others = sum(1 for cell in row.filled if is_figure(cell.text))
    return bool(named >= 2 or blocks) and not others


def _rows_of_figures(rows: Sequence[Row]) -> list[_Found]:
    result: list[_Found] = []
    head: list[Row] = []
    number, ended = -1, False
    for row in rows:
        if row.number != number:
            # The figures may stand on the next page, cut off from their headings.
            goes_on = bool(head) and not ended and row.number == number + 1 and not _is_heading(row)
            head = head if goes_on else []
            number, ended = row.number, False
        if _is_heading(row):
            head = [row] if ended else [*head, row]
            ended = False
            continue
        cells = row.cells
        named = next((at for at, cell in enumerate(cells) if not _is_block(cell)), len(cells))
        label = next((cell for cell in reversed(cells[:named]) if block_of(cell.text)), None)
        figures = cells[named:]
        left = min((cell.column for each in head for cell in each.filled if outcome_of(cell.text)), default=0)
        if any(_NOT_THIS_YEAR.search(plain(cell.text)) for cell in figures if cell.column < left):
            continue
        figures = tuple(cell for cell in figures if cell.column >= left or is_figure(cell.text))
        readable = sum(1 for cell in figures if is_figure(cell.text) or not cell.text.strip())
        named = any(outcome_of(cell.text) or block_of(cell.text) for cell in figures)
        if named or readable * 3 < len(figures) * 2 or not figures:
            continue
        if head or (row.part == _PART and len(figures) == _ALL):
            result.append(_Found(row, label, figures, list(head)))
            ended = True
    return result


def _is_block(cell: GridCell) -> bool:
    return bool(block_of(cell.text)) or plain(cell.text) == _LITIGATION


def _single_rows(all_found: Sequence[_Found], read: TableRead) -> list[_Found]:
    """The rows that count: no blank rows beside filled ones, no row that only numbers the columns."""
    kept: list[_Found] = []
    for number in dict.fromkeys(each.row.number for each in all_found):
        here = [each for each in all_found if each.row.number == number]
        labelled = [each for each in here if each.label]
        bare = [each for each in here if not each.label]
        if len(bare) > 1:
            bare = [each for each in bare if any(cell.text.strip() for cell in each.cells)] or bare[:1]
        bare = [each for each in bare if not _only_numbers_columns(each)]
        # Small tables in one grid have a head each; rows below one head are two versions of the same figures.
        for each in bare:
            under = [other for other in bare if other.head == each.head]
            if len(under) == 1:
                kept.append(each)
            elif under[0] is each:
                what = f"复议诉讼表有{len(under)}行数字，不知用哪一行"
                read.findings.append(found("published-row", each.row.place("reviews"), what))
        kept += labelled
    return kept


def _only_numbers_columns(each: _Found) -> bool:
    texts = [plain(cell.text) for cell in each.cells]
    return len(texts) > 1 and texts == [str(at) for at in range(1, len(texts) + 1)]


def _mapped(each: _Found) -> dict[tuple[str, str], GridCell] | None:
    return _by_place(each) or _by_order(each)


def _by_place(each: _Found) -> dict[tuple[str, str], GridCell] | None:
    """By the headings over each cell, where every cell has its own."""
    if each.row.grid is not (each.head[-1].grid if each.head else None):
        return None
    mapped: dict[tuple[str, str], GridCell] = {}
    titled = _title_block(each)
    within = _within_head(each)
    # Formulas of totals may have no result, and then all of them have none.
    typed = [cell for at, cell in enumerate(within, 1) if at % len(_ORDER)]
    totals = [cell for at, cell in enumerate(within, 1) if not at % len(_ORDER)]
    cells = within if any(cell.text.strip() for cell in totals) else typed
    if not cells or may_have_slipped(each.row, cells, right=within[-1].column + 1):
        return None
    for cell in within:
        over = [
            heading
            for row in each.head
            for heading in row.filled
            if heading.column <= cell.column < heading.column + heading.column_span
        ]
        outcomes = [outcome_of(heading.text) for heading in over if outcome_of(heading.text)]
        own = [heading for heading in over if outcome_of(heading.text) and heading.column == cell.column]
        blocks = [block for heading in over if (block := block_of(heading.text))]
        if each.label:
            blocks = [block for block in (block_of(each.label.text),) if block]
        elif not blocks and titled and not any(plain(heading.text) == _LITIGATION for heading in over):
            blocks = [titled]
        if not outcomes or not own or not blocks:
            return None
        key = blocks[-1], outcomes[-1]
        if key in mapped or outcomes[-1] is None:
            return None
        mapped[key[0], outcomes[-1]] = cell
    return mapped if _is_whole(mapped) else None


def _within_head(each: _Found) -> list[GridCell]:
    """The cells under headings; a sheet may carry checks beside the table, and has no cell where nothing stands."""
    if not each.row.grid.lefts:
        return list(each.cells)
    headed = sorted({cell.column for row in each.head for cell in row.filled if outcome_of(cell.text)})
    starts = {cell.column: cell for cell in each.cells}
    return [starts.get(column) or GridCell(each.row.at, column, "") for column in headed]


def _is_whole(mapped: dict[tuple[str, str], GridCell]) -> bool:
    """Whether every block has its five outcomes, in the order of the form: else headings and cells have slipped."""
    outcomes = [outcome for _, outcome in mapped]
    blocks = dict.fromkeys(block for block, _ in mapped)
    return bool(mapped) and outcomes == list(_ORDER) * len(blocks)


def _title_block(each: _Found) -> str | None:
    """The block that the line over a small table names."""
    for text in reversed(each.head[0].before if each.head else ()):
        block = block_of(text.strip().rstrip("：:"))
        if block:
            return block
        if len(text) > 40:
            return None
    return None


def _by_order(each: _Found) -> dict[tuple[str, str], GridCell] | None:
    """By the order of the form where spans are lost and the headings read in that order."""
    cells = each.cells
    if not all(is_figure(cell.text) or not cell.text.strip() for cell in cells) or not are_together(each.row, cells):
        return None
    outcomes = [name for row in each.head for cell in row.filled if (name := outcome_of(cell.text))]
    if outcomes != list(_ORDER) * (len(outcomes) // len(_ORDER)):
        return None
    blocks = _blocks_in_order(each.head)
    if each.label:
        blocks = [block for block in (block_of(each.label.text),) if block]
    elif not blocks and len(cells) == len(_ORDER) and (titled := _title_block(each)):
        blocks = [titled]
    if len(cells) == _ALL and not each.label and len(outcomes) in (0, len(_ORDER), _ALL):
        if blocks not in ([], list(_BLOCK_ORDER), ["reconsideration"]):
            return None
        blocks = list(_BLOCK_ORDER)
    elif len(outcomes) not in (len(_ORDER), len(cells)):
        return None
    if len(cells) != len(blocks) * len(_ORDER):
        return None
    keys = [(block, outcome) for block in blocks for outcome in _ORDER]
    return dict(zip(keys, cells, strict=True))


def _blocks_in_order(head: Sequence[Row]) -> list[str]:
    """Blocks in reading order, whatever row they stand in."""
    return [block for row in head for cell in row.filled if (block := block_of(cell.text))]


def _is_surely_reviews(each: _Found) -> bool:
    outcomes = sum(1 for row in each.head for cell in row.filled if outcome_of(cell.text))
    return outcomes >= len(_ORDER) and any(cell.text.strip() for cell in each.cells)


def _note_labels(read: TableRead, head: Sequence[Row]) -> None:
    for row in head:
        for cell in row.filled:
            outcome, block = outcome_of(cell.text), block_of(cell.text)
            place = row.place("reviews", cell)
            if outcome:
                read.label(cell.text, OUTCOMES[outcome], place)
            elif block and _LITIGATION not in plain(cell.text):
                read.label(cell.text, REVIEW_BLOCKS[block], place)
