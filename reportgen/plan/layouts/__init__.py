"""Blocks → plan: tables of requirements; a document without one is refused."""

import re
from dataclasses import dataclass, field

from reportgen.errors import UnusableInput
from reportgen.model.blocks import Document, Grid, Paragraph
from reportgen.model.plan import Plan, PlanWarning, Task
from reportgen.plan.phrases.deadlines import find_deadlines, parse_deadline_cell
from reportgen.plan.phrases.heading import find_issuer, find_title, find_year
from reportgen.plan.phrases.labels import split_label
from reportgen.plan.phrases.reporting import find_reporting
from reportgen.plan.phrases.spacing import squeeze
from reportgen.plan.phrases.units import split_units, units_from_columns

_UNIT = re.compile("(?:责任|牵头|配合|主办|协办|承办).{0,4}(?:单位|部门|科室|处室|股室)|责任分工")
_TEXT = re.compile("要求|内容|措施|举措|任务分工")
_DUE = re.compile("时限|时间|期限|进度")
_NUMBER = re.compile("序号|编号")
_SKIPPED = re.compile("备注|责任人|责任领导|联系人")
_ITEM = re.compile(r"\n(?=\s*\d{1,3}[．.、])")


@dataclass(slots=True)
class _Read:
    """Tasks as they are found."""

    year: int
    tasks: list[Task] = field(default_factory=list)
    warnings: list[PlanWarning] = field(default_factory=list)


def read_layout(document: Document) -> Plan:
    """The plan of a document's tables.

    Raises:
        UnusableInput: No table with columns for requirements and responsible bodies was found.
    """
    lines = []
    for block in document.blocks:
        if isinstance(block, Grid):
            break
        lines.append(block.text)
    title, _ = find_title(lines)
    everything = "".join(block.text for block in document.blocks if isinstance(block, Paragraph))
    read = _Read(find_year(title, everything))
    for block in document.blocks:
        if isinstance(block, Grid):
            _read_grid(block, read)
    if not read.tasks:
        raise UnusableInput(
            "没有认出分工方案：找过含“具体要求”和“责任单位”等列的表格",
            mend="请确认文件是分工方案；目前只能读取表格形式的方案，可按样例整理成表格后再用",
            file=document.file,
        )
    orders = tuple(order for task in read.tasks for order in find_reporting(task.text, task=task.id, year=read.year))
    return Plan(title, find_issuer(title, lines), read.year, tuple(read.tasks), orders, tuple(read.warnings))


def _read_grid(grid: Grid, read: _Read) -> None:
    rows: list[dict[int, str]] = [{} for _ in range(grid.rows)]
    for cell in grid.cells:
        for covered in range(cell.row, cell.row + cell.row_span):
            rows[covered][cell.column] = cell.text
    whole = {cell.row for cell in grid.cells if cell.column_span >= grid.columns and cell.text}
    header: dict[int, str] = {}
    units: list[int] = []
    category: dict[int, str] = {}
    band: list[str] = []
    held: tuple[tuple[str, str], ...] = ()
    for number, row in enumerate(rows):
        texts = {column: squeeze(text) for column, text in row.items()}
        if not header:
            if any(_UNIT.search(text) for text in texts.values()) and len(texts) > 1:
                header = texts
                units = [column for column, text in header.items() if _UNIT.search(text)]
            continue
        if texts == header:
            continue
        if number in whole:
            heading = next(text for text in texts.values() if text).rstrip("。")
            label, _ = split_label(heading)
            band = [band[0], heading] if band and label and label.style == "chinese_bracket" else [heading]
            category.clear()
            continue
        others = [c for c in header if c not in units and not _SKIPPED.search(header[c]) and not _DUE.search(header[c])]
        numbered = [c for c in others if _NUMBER.search(header[c])]
        others = [c for c in others if c not in numbered]
        text_column = next((c for c in reversed(others) if _TEXT.search(header[c])), others[-1] if others else 0)
        for column in (c for c in others if c < text_column):
            heading = texts.get(column, "").rstrip("。")
            if heading and heading != category.get(column):
                category[column] = heading
                for deeper in [c for c in category if c > column]:
                    del category[deeper]
        printed = tuple((header[c], squeeze(texts.get(c, ""))) for c in units)
        is_inherited = not any(text for _, text in printed) and bool(held)
        held = held if is_inherited else printed
        items = _ITEM.split(row.get(text_column, ""))
        path = (*band, *(category[column] for column in sorted(category)))
        due = " ".join(texts.get(c, "") for c in header if _DUE.search(header[c]))
        for item in filter(None, map(squeeze, items)):
            label, text = split_label(item)
            given = next((texts[c] for c in numbered if texts.get(c)), "")
            wanted = label.bare if label and not label.is_chinese else given or str(len(read.tasks) + 1)
            _add(read, wanted, path, squeeze(text), held, due, f"{grid.place}第{number + 1}行", inherited=is_inherited)


def _add(
    read: _Read,
    wanted: str,
    path: tuple[str, ...],
    text: str,
    printed: tuple[tuple[str, str], ...],
    due: str,
    place: str,
    *,
    inherited: bool,
) -> None:
    taken = {task.id for task in read.tasks}
    task_id, again = wanted, 2
    while task_id in taken:
        task_id, again = f"{wanted}~{again}", again + 1
    if task_id != wanted:
        read.warnings.append(PlanWarning("number-repeated", task_id, f"序号{wanted}重复出现，这一项记为{task_id}"))
    if inherited:
        read.warnings.append(PlanWarning("unit-inherited", task_id, f"第{task_id}项的责任单位是空的，沿用了上一项的"))
    filled = [(header, phrase) for header, phrase in printed if phrase]
    units = split_units(filled[0][1]) if len(filled) == 1 and len(printed) == 1 else units_from_columns(filled)
    phrase = filled[0][1] if len(printed) == 1 and filled else ";".join(f"{h}:{p}" for h, p in filled)
    deadlines = (*find_deadlines(text, read.year), *(parse_deadline_cell(due, read.year) if due else ()))
    read.tasks.append(Task(task_id, path, None, text, phrase or None, units, deadlines, place))
