"""What collecting says about a returned form: rows lost, foreign, twice or renumbered, columns and cells damaged."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from reportgen.catalogue import finding
from reportgen.model.findings import Finding, Place
from reportgen.model.progress import Entry, EntryColumn
from reportgen.model.roster import Duty
from reportgen.terms import ROLE_WORDS
from reportgen.workbook.cells import text_of
from reportgen.workbook.identity import Identity
from reportgen.workbook.recognise import Form, Known
from reportgen.workbook.rows import Line, squeeze_number
from reportgen.workbook.sheetxml import cell_name
from reportgen.workbook.spec import BY_KEY, ENTRY_COLUMNS, SPEC_VERSION

_NAMED = 12
_MOST_OTHERS = 20


def place_of(form: Form, line: Line, file: str) -> Place:
    """Where a row's number stands."""
    column = form.layout.columns.get("id", form.layout.columns.get("requirement", 0))
    return Place(file, form.sheet.name, cell_name(line.row, column))


def foreign_rows(form: Form, lines: Sequence[Line], *, file: str, unit: str, known: Known) -> list[Finding]:
    """One finding per row that was not issued to the unit; a long list of other things below the form is said once."""
    others = [line for line in lines if line.task is None and not line.claims_task]
    if len(others) <= _MOST_OTHERS:
        return [_foreign_row(form, line, file=file, unit=unit, known=known) for line in lines]
    first, last = others[0].row + 1, others[-1].row + 1
    what = f"第{first}至{last}行另有 {len(others)} 行内容，不是方案中的任务，未计入"
    said = finding("row-foreign", place_of(form, others[0], file), what, "请把要报的内容写到对应任务的行内", unit=unit)
    named = [_foreign_row(form, line, file=file, unit=unit, known=known) for line in lines if line not in others]
    return [*named, said]


def _foreign_row(form: Form, line: Line, *, file: str, unit: str, known: Known) -> Finding:
    """A row that was not issued to the unit; it is not counted."""
    place = place_of(form, line, file)
    shown = line.number or line.requirement[:20] or "空"
    if line.task is not None:
        what = f"第{line.task}项不是下发给{unit}的任务，这一行未计入"
        mend = "确由该单位承担的，请修改任务清单后重新下发；否则请删去这一行"
        return finding("row-foreign", place, what, mend, unit=unit, task=line.task)
    if known.index.numbers.get(squeeze_number(line.number)):
        what = f"序号“{shown}”与“具体要求”对不上，认不出是哪项任务，这一行未计入"
        return finding("row-foreign", place, what, "请照下发的表改回序号和具体要求", unit=unit)
    what = f"这一行（{shown}）不是方案中的任务，未计入"
    return finding("row-foreign", place, what, "请把内容写到对应任务的行内", unit=unit)


def own_rows(
    form: Form, rows: Sequence[tuple[Line, Entry]], duty: Duty, *, file: str
) -> tuple[Sequence[tuple[Line, Entry]], list[Finding]]:
    """Of several rows about one task those in the unit's own role; one in another role is as a rule another unit's.

    Where all stand in another role, or the others say nothing of their own, all are the unit's.
    """
    own = [(line, entry) for line, entry in rows if line.role in (duty.role, None)]
    if not own or len(own) == len(rows):
        return rows, []
    said = [_texts(entry) for _, entry in own]
    strangers = [line for line, entry in rows if not entry.is_blank and _texts(entry) not in said]
    strangers = [line for line in strangers if line.role not in (duty.role, None)]
    found = []
    for line in strangers:
        role = ROLE_WORDS[line.role] if line.role else ""
        what = f"第{duty.task}项另有一行，职责写作“{role}”而不是“{ROLE_WORDS[duty.role]}”，与本单位的行内容不同，这一行未计入"
        place = place_of(form, line, file)
        found.append(finding("row-other-role", place, what, unit=duty.unit, task=duty.task))
    return [(line, entry) for line, entry in rows if line not in strangers], found


def row_notes(form: Form, line: Line, duty: Duty, *, file: str, is_older: bool) -> list[Finding]:
    """What a counted row shows differently from what was issued.

    Args:
        form: The sheet.
        line: The row.
        duty: What it was issued as.
        file: Path relative to the working folder.
        is_older: Whether the form was issued from another version of the list, which is said once for all rows.
    """
    place = place_of(form, line, file)
    notes = []
    if line.is_reworded and not is_older:
        cell = cell_name(line.row, form.layout.columns["requirement"])
        what = f"具体要求与下发的不同（写作“{line.requirement[:30]}”），仍按第{duty.task}项计"
        where = Place(file, form.sheet.name, cell)
        notes.append(finding("requirement-edited", where, what, unit=duty.unit, task=duty.task))
    if line.how == "requirement" and "id" in form.layout.columns:
        shown = f"序号写作“{line.number}”" if line.number else "没有序号"
        what = f"{shown}，按具体要求认出是第{duty.task}项"
        notes.append(finding("row-renumbered", place, what, unit=duty.unit, task=duty.task))
    if line.role is not None and line.role != duty.role:
        what = f"职责写作“{ROLE_WORDS[line.role]}”，下发的是“{ROLE_WORDS[duty.role]}”，按下发的计"
        notes.append(finding("role-changed", place, what, unit=duty.unit, task=duty.task))
    return notes


def duplicate_rows(form: Form, rows: Sequence[tuple[Line, Entry]], *, file: str) -> tuple[Entry, list[Finding]]:
    """One entry of the rows about one task: the only filled one, or none that counts where filled ones differ."""
    filled = [(line, entry) for line, entry in rows if not entry.is_blank] or list(rows[:1])
    first_line, first = filled[0]
    if len(rows) == 1:
        return first, []
    cells = "、".join(cell_name(line.row, form.layout.columns.get("id", 0)) for line, _ in rows)
    place = place_of(form, rows[1][0] if rows[0][0] is first_line else rows[0][0], file)
    if all(_texts(entry) == _texts(first) for _, entry in filled):
        what = f"第{first.task}项出现{len(rows)}次（{cells}），只计一次"
        return first, [finding("row-repeated", place, what, unit=first.unit, task=first.task)]
    what = f"第{first.task}项出现{len(rows)}次（{cells}），内容不同，都未计入"
    return replace(first, status=None, done_on=None), [
        finding("row-twice", place, what, "请留下正确的一行", unit=first.unit, task=first.task)
    ]


def _texts(entry: Entry) -> dict[EntryColumn, str]:
    return {column: cell.text for column, cell in entry.written.items()}


def merge_findings(form: Form, *, file: str, unit: str) -> list[Finding]:
    """Merged entry cells: only the first shows anything, the others' content is gone; one finding per merged area."""
    columns = {form.layout.columns[key]: BY_KEY[key].title for key in ENTRY_COLUMNS if key in form.layout.columns}
    tasks = {line.row: line.task for line in form.lines if line.task is not None}
    found = []
    for top, left, bottom, right in form.sheet.merged:
        rows = [row for row in tasks if top <= row <= bottom]
        titles = [title for column, title in sorted(columns.items()) if left <= column <= right]
        # An area that begins in a locked column is a line of ours (a block's title), moved by a program.
        if left not in columns or len(rows) * len(titles) < 2:
            continue
        row = form.sheet.rows[top] if top < len(form.sheet.rows) else []
        text = text_of(row[left]) if left < len(row) else ""
        if not text:
            continue
        area = f"{cell_name(top, left)}:{cell_name(bottom, right)}"
        what = f"{area} 合并了（{'、'.join(titles)}，{len(rows)} 行），只有第一格有内容“{text[:20]}”，其余按空白处理"
        place = Place(file, form.sheet.name, cell_name(top, left))
        found.append(finding("merged-away", place, what, "请取消合并，逐格填写", unit=unit, task=tasks[min(rows)]))
    return found


def form_findings(
    form: Form, identity: Identity | None, present: Collection[str], *, file: str, unit: str, known: Known
) -> list[Finding]:
    """What the form as a whole shows: titles edited, columns and rows lost, issued from another version of the plan."""
    layout, sheet = form.layout, form.sheet.name
    place = Place(file, sheet)
    found = []
    if not layout.has_header:
        found.append(finding("header-lost", place, "没有表头，按下发时的栏目次序读取", unit=unit))
    elif layout.edited:
        said = "、".join(f"“{written}”作“{title}”" for written, title in layout.edited)
        header = Place(file, sheet, cell_name(layout.header_row, 0))
        found.append(finding("header-edited", header, f"表头有改动，已这样理解：{said}", unit=unit))
    if layout.missing:
        found.append(finding("column-lost", place, f"表中少了：{'、'.join(layout.missing)}", unit=unit))
    if layout.twice:
        what = f"表中有两栏“{'”和“'.join(layout.twice)}”而内容不同，都未读取"
        found.append(finding("column-twice", place, what, unit=unit))
    if "requirement" not in layout.columns:
        what = f"表中没有“{BY_KEY['requirement'].title}”一栏，只按序号认行"
        found.append(finding("header-edited", place, what, unit=unit))
    found += _extra_columns(form, file=file, unit=unit)
    found += _older(form, identity, place, unit=unit, known=known)
    return found + _missing_rows(identity, present, place, unit=unit, known=known)


def _older(form: Form, identity: Identity | None, place: Place, *, unit: str, known: Known) -> list[Finding]:
    """A form of another version of the list or of the program, with the rows that say something else now."""
    found = []
    if identity and identity.fingerprint != known.fingerprint:
        duties = known.duties[unit]
        edited = [line.task for line in form.lines if line.is_reworded and line.task and line.task in duties]
        named = "、".join(edited[:_NAMED]) + ("等" if len(edited) > _NAMED else "")
        which = f"，第{named}项的具体要求与现在的不同" if edited else ""
        found.append(finding("file-older", place, f"这份表下发以后，任务清单又有改动{which}", unit=unit))
    if identity and identity.version != SPEC_VERSION:
        what = f"这份表是另一版程序下发的（表单版本“{identity.version[:20]}”），已按表头读取"
        found.append(finding("file-older", place, what, "请核对各栏是否认对", unit=unit))
    return found


def _extra_columns(form: Form, *, file: str, unit: str) -> list[Finding]:
    """Columns that are none of the form's and hold something beside a task: a note each, at the first such cell."""
    ours = frozenset(form.layout.columns.values())
    found: dict[int, tuple[int, str]] = {}
    for line in form.lines:
        row = form.sheet.rows[line.row]
        if line.task is None or len(row) <= len(ours):
            continue
        for at, value in enumerate(row):
            if at not in ours and at not in found and (text := text_of(value)):
                found[at] = line.row, text
    titles = form.sheet.rows[form.layout.header_row] if form.layout.has_header else ()
    notes = []
    for at, (row_number, text) in sorted(found.items()):
        title = text_of(titles[at]) if at < len(titles) else ""
        if title in form.layout.twice:
            continue
        shown = f"“{title[:20]}”不是填报表的栏目" if title else "表格以外的一栏"
        what = f"{shown}，其中的内容（如“{text[:20]}”）未使用"
        place = Place(file, form.sheet.name, cell_name(row_number, at))
        notes.append(finding("column-extra", place, what, unit=unit))
    return notes


def _missing_rows(
    identity: Identity | None, present: Collection[str], place: Place, *, unit: str, known: Known
) -> list[Finding]:
    """Rows issued that the form no longer has: an error each where the unit carries the task, one note for the others."""
    found = []
    supported = []
    tasks = {task.id: task for task in known.task_list.plan.tasks}
    for task, duty in known.duties[unit].items():
        if task in present:
            continue
        if not duty.carries:
            supported.append(task)
            continue
        is_new = identity is not None and task not in identity.tasks
        what = f"缺少第{task}项（{tasks[task].text[:20]}……），列为未报送"
        mend = "该任务是下发以后新增或调整的，请重新下发" if is_new else "请单位补回该行"
        found.append(finding("row-missing", place, what, mend, unit=unit, task=task))
    if supported:
        named = "、".join(supported[:_NAMED]) + ("等" if len(supported) > _NAMED else "")
        found.append(finding("support-row-missing", place, f"少了 {len(supported)} 项配合任务（{named}）", unit=unit))
    return found
