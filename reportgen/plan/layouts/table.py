"""Tables of requirements: headings in columns or band rows, requirements, bodies and deadlines."""

import re
from collections.abc import Sequence

from reportgen.model.blocks import Block, Grid, GridCell, Paragraph
from reportgen.model.plan import PlanWarning
from reportgen.plan.layouts.draft import Draft
from reportgen.plan.layouts.furniture import is_furniture
from reportgen.plan.layouts.headers import columns_of, guess_columns, is_header, is_sub_header
from reportgen.plan.layouts.tablerows import LONGEST_BAND, NOTE, Row, TableState, push_band, read_row
from reportgen.plan.phrases.labels import split_label
from reportgen.plan.phrases.spacing import squeeze

_HEADER_WITHIN = 12
_ATTACHMENT = re.compile(r"附\s*[件表录]\s*[\d一二三四五六]*\s*[:：]?")
_OTHER_LIST = re.compile("目录|名单|名录|联系|登记|申请|统计|评分|评估|指南|流程|通讯录|汇总表|报送表|填报")
_PLAN_LIST = re.compile("任务|分工|分解|要点|责任清单|方案|台账|措施")


def read_tables(blocks: Sequence[Block], *, title: str = "") -> Draft:
    """The requirements of all tables of a document; empty where no table has a plan's columns.

    Args:
        blocks: The document.
        title: The plan's, which heads no part of it.
    """
    draft, state = Draft(), TableState()
    waiting: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            if _is_attachments(block, state):
                draft.outside.append(block.text)
                state.is_interrupted = True
                continue
            if _is_heading(block, title):
                waiting.append(block)
            else:
                state.is_interrupted = state.is_interrupted or not is_furniture(block.text)
                _leave(draft, [*waiting, block], has_begun=state.columns is not None)
                waiting = []
            continue
        if state.attachment:
            _skip_attachment(block, state, draft)
            continue
        for heading in waiting:
            push_band(state, heading.text, heading.place)
        waiting = []
        _read_grid(block, state, draft)
        state.is_interrupted = False
    _leave(draft, waiting, has_begun=state.columns is not None)
    draft.leftovers += state.untaken
    return draft


def _is_attachments(paragraph: Paragraph, state: TableState) -> bool:
    """Whether a line is 附件2 or the title below it; a list of contacts or of what is published is no plan."""
    text = squeeze(paragraph.text)
    if _ATTACHMENT.fullmatch(text):
        state.attachment, state.is_attached = "", True
        return True
    is_title = state.is_attached
    if is_title:
        state.attachment = text if _OTHER_LIST.search(text) and not _PLAN_LIST.search(text) else ""
        state.is_attached = False
    return is_title


def _skip_attachment(grid: Grid, state: TableState, draft: Draft) -> None:
    draft.outside += [cell.text for cell in grid.cells if cell.text.strip()]
    said = f"“{state.attachment}”（{grid.place}）不是任务分工，没有作为任务读取"
    draft.warnings.append(PlanWarning("attachment-skipped", None, said))


def _leave(draft: Draft, paragraphs: Sequence[Paragraph], *, has_begun: bool) -> None:
    """Paragraphs that belong to no table: before the first one a notice and a preamble, later something to look at."""
    for paragraph in paragraphs:
        if has_begun and not is_furniture(paragraph.text) and not NOTE.match(paragraph.text):
            draft.leftovers.append((paragraph.text, paragraph.place))
        else:
            draft.outside.append(paragraph.text)


def _is_heading(paragraph: Paragraph, title: str) -> bool:
    """A line between tables that heads the next one: by its label, or by the file's own mark for headings."""
    label, rest = split_label(paragraph.text)
    text = squeeze(paragraph.text)
    if label is None and (paragraph.level is not None or paragraph.is_strong):
        is_short = len(text) <= LONGEST_BAND // 2 and not re.search("[。；：:]", text)
        is_other = text in title or _PLAN_LIST.search(text) or _ATTACHMENT.match(text) or NOTE.match(text)
        return is_short and not is_other and not is_furniture(text)
    is_labelled = label is not None and label.style in ("chinese", "chinese_bracket", "part")
    return is_labelled and len(rest) <= LONGEST_BAND and "。" not in rest.strip().rstrip("。")


def _read_grid(grid: Grid, state: TableState, draft: Draft) -> None:
    state.in_notes = False
    rows = _covered(grid)
    start = _find_header(grid, rows, state)
    if start is None and state.columns is None:
        start = _guess(grid, rows, state, draft)
    goes_on = grid.columns == state.width and not state.is_interrupted
    if state.columns is None or (start is None and not goes_on):
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
            read_row(row, number, grid, state, draft)


def _covered(grid: Grid) -> list[dict[int, GridCell]]:
    """For every row: column → the cell that covers it."""
    rows: list[dict[int, GridCell]] = [{} for _ in range(grid.rows)]
    for cell in grid.cells:
        for number in range(cell.row, min(cell.row + cell.row_span, grid.rows)):
            for column in range(cell.column, min(cell.column + cell.column_span, grid.columns)):
                rows[number][column] = cell
    return rows


def _find_header(grid: Grid, rows: Sequence[Row], state: TableState) -> int | None:
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


def _guess(grid: Grid, rows: Sequence[Row], state: TableState, draft: Draft) -> int | None:
    """Columns of a table without titles, by what stands in them; 0 where they could be told."""
    texts = [{column: cell.text for column, cell in row.items()} for row in rows]
    columns = guess_columns(texts)
    if columns is None:
        return None
    state.columns, state.width = columns, grid.columns
    said = f"{grid.place}没有表头，按内容推断了各列的含义，请核对"
    draft.warnings.append(PlanWarning("layout-guessed", None, said))
    return 0


def _text_column(rows: Sequence[Row], state: TableState) -> int:
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
