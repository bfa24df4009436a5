"""What came back → entries: every file accounted for, every row matched by content."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import cast

from reportgen.catalogue import finding
from reportgen.errors import UnusableInput
from reportgen.model.findings import Finding, Place
from reportgen.model.plan import Task
from reportgen.model.progress import Collection, Entry, EntryColumn, FileRecord, Written
from reportgen.model.roster import Duty, Roster, TaskList
from reportgen.model.settings import Settings
from reportgen.terms import Status
from reportgen.workbook import inbox, recognise
from reportgen.workbook.book import Book, open_book
from reportgen.workbook.cells import Habits, read_cell
from reportgen.workbook.recognise import Form, Rows
from reportgen.workbook.sheetxml import cell_name
from reportgen.workbook.spec import BY_KEY, ENTRY_COLUMNS, FILLED_ON_LABEL, REPORTER_LABEL, TELEPHONE_LABEL


@dataclass(frozen=True, slots=True)
class _Return:
    """One workbook that was read."""

    record: FileRecord
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    modified: str

    @property
    def is_blank(self) -> bool:
        return all(entry.is_blank for entry in self.entries)

    def texts(self) -> dict[tuple[str, str], str]:
        """(task, column) → what is written there, blanks left out."""
        return {
            (entry.task, column): written.text
            for entry in self.entries
            for column, written in entry.written.items()
            if written.text
        }


def collect(
    folder: Path,
    *,
    task_list: TaskList,
    roster: Roster,
    settings: Settings,
    progress: Callable[[int, int], None] | None = None,
) -> Collection:
    """Read everything in 进度填报/ of a working folder; nothing is written and no cell is guessed in silence."""
    reader = _Reader(task_list, roster, settings)
    records: list[FileRecord] = []
    returns: dict[str, list[_Return]] = {}
    findings: list[Finding] = []
    files = list(inbox.files_of(folder))
    for number, (file, path) in enumerate(files, 1):
        result = inbox.not_an_answer(file, path) or reader.read(file, path)
        if isinstance(result, FileRecord):
            records.append(result)
            findings += _said(result)
        else:
            returns.setdefault(result.record.unit or "", []).append(result)
        if progress:
            progress(number, len(files))
    entries: list[Entry] = []
    for unit in roster.units:
        chosen, unit_records, unit_findings = _choose(returns.get(unit, []), settings)
        records += unit_records
        findings += unit_findings
        if chosen:
            entries += chosen.entries
            findings += chosen.findings
    filled = {entry.unit for entry in entries if not entry.is_blank}
    return Collection(
        tuple(sorted(records, key=lambda record: record.file)),
        tuple(entries),
        tuple(unit for unit in roster.units if unit in filled),
        tuple(findings),
    )


def _said(record: FileRecord) -> list[Finding]:
    if record.kind == "skipped":
        return [finding("file-skipped", Place(record.file), f"未使用：{record.reason}")]
    code = "file-foreign" if record.kind == "read" else "file-refused"
    return [finding(code, Place(record.file), record.reason or "")]


class _Reader:
    """Reads workbooks of one plan."""

    def __init__(self, task_list: TaskList, roster: Roster, settings: Settings) -> None:
        self._task_list = task_list
        self._roster = roster
        self._settings = settings
        self._rows = Rows(task_list)

    def read(self, file: str, path: Path) -> _Return | FileRecord:
        """One file as a return, or as a record that says why it is none."""
        content = inbox.content_of(file, path)
        if isinstance(content, FileRecord):
            return content
        try:
            book = open_book(content, name=path.name)
        except UnusableInput as error:
            return FileRecord(file, None, used=False, reason=f"{error.what}。{error.mend}", kind="refused")
        form = recognise.find_form(book)
        if form is None:
            return FileRecord(file, None, used=False, reason="没有找到填报表的表头（序号、具体要求、完成情况……）")
        year = form.identity.year if form.identity else None
        if year and year != self._task_list.plan.year:
            return FileRecord(file, None, used=False, reason=f"是{year}年度的填报表，不是本方案的")
        found = [
            (number, task)
            for number, row in enumerate(form.sheet.rows[form.header + 1 :], form.header + 1)
            if recognise.is_task_row(row, form) and (task := self._rows.task_of(row, form))
        ]
        unit = recognise.unit_of(form, path.stem, [task for _, task in found], self._roster)
        if unit is None:
            return FileRecord(file, None, used=False, reason="看不出是哪个单位的填报表")
        return self._return(file, unit, book, form)

    def _return(self, file: str, unit: str, book: Book, form: Form) -> _Return:
        duties = {duty.task: duty for duty in self._roster.of_unit(unit)}
        entries: dict[str, Entry] = {}
        findings: list[Finding] = []
        for number in range(form.header + 1, len(form.sheet.rows)):
            row = form.sheet.rows[number]
            if not recognise.is_task_row(row, form):
                continue
            task = self._rows.task_of(row, form)
            place = Place(file, form.sheet.name, cell_name(number, form.columns.get("id", 0)))
            if task is None or task.id not in duties:
                findings.append(finding("row-foreign", place, "这一行不是下发给该单位的任务，未计入", unit=unit))
                continue
            entry = self._entry(file, duties[task.id], number, book, form)
            if task.id in entries:
                findings += _twice(entries, entry, place)
            else:
                entries[task.id] = entry
        if any(not entry.is_blank for entry in entries.values()):
            findings += self._missing(file, form, duties, entries)
        known = recognise.contacts(form)
        record = FileRecord(
            file,
            unit,
            used=True,
            reporter=known.get(REPORTER_LABEL, ""),
            telephone=known.get(TELEPHONE_LABEL, ""),
            filled_on=known.get(FILLED_ON_LABEL, ""),
        )
        order = list(duties)
        rows = sorted(entries.values(), key=lambda entry: order.index(entry.task))
        return _Return(record, tuple(rows), tuple(findings), book.modified)

    def _entry(self, file: str, duty: Duty, number: int, book: Book, form: Form) -> Entry:
        sheet = form.sheet
        look_behind = sheet.has_errors or sheet.has_formula_from(form.header)
        habits = Habits(self._settings.year, book.is_1904, self._settings.status_words)
        row = sheet.rows[number]
        written: dict[EntryColumn, Written] = {}
        values: dict[EntryColumn, Status | date | str | None] = {}
        for key in ENTRY_COLUMNS:
            column = form.columns.get(key)
            if column is None:
                continue
            value = row[column] if column < len(row) else ""
            behind = sheet.behind.get((number, column)) if look_behind else None
            place = Place(file, sheet.name, cell_name(number, column))
            values[key], written[key] = read_cell(BY_KEY[key], value, behind, place=place, habits=habits)

        def text(key: EntryColumn) -> str:
            return str(values.get(key) or "")

        done_on = values.get("done_on")
        return Entry(
            duty.unit,
            duty.task,
            duty.role,
            cast("Status | None", values.get("status") or None),
            done_on if isinstance(done_on, date) else None,
            text("progress"),
            text("figure"),
            text("problems"),
            text("next_steps"),
            text("evidence"),
            MappingProxyType(written),
        )

    def _missing(
        self, file: str, form: Form, duties: Mapping[str, Duty], entries: Mapping[str, Entry]
    ) -> list[Finding]:
        place = Place(file, form.sheet.name)
        tasks: Mapping[str, Task] = {task.id: task for task in self._task_list.plan.tasks}
        return [
            finding(
                "row-missing",
                place,
                f"缺少第{task}项（{tasks[task].text[:20]}……），列为未报送",
                unit=duty.unit,
                task=task,
            )
            for task, duty in duties.items()
            if task not in entries and duty.carries
        ]


def _twice(entries: dict[str, Entry], entry: Entry, place: Place) -> list[Finding]:
    """A task that stands in two rows: the filled one counts; where both are filled and differ, none does."""
    first = entries[entry.task]
    if entry.is_blank or _same(first, entry):
        return []
    if first.is_blank:
        entries[entry.task] = entry
        return []
    entries[entry.task] = replace(first, status=None, done_on=None)
    what = f"第{entry.task}项出现两次，内容不同，两行都未计入"
    return [finding("row-twice", place, what, unit=entry.unit, task=entry.task)]


def _same(one: Entry, other: Entry) -> bool:
    return {key: cell.text for key, cell in one.written.items()} == {
        key: cell.text for key, cell in other.written.items()
    }


def _choose(returns: Sequence[_Return], settings: Settings) -> tuple[_Return | None, list[FileRecord], list[Finding]]:
    """Which of one unit's files counts; every file gets its record."""
    if len(returns) <= 1:
        return (returns[0] if returns else None), [one.record for one in returns], []
    filled = [one for one in returns if not one.is_blank]
    blank = [one for one in returns if one.is_blank]
    if not filled:
        filled, blank = blank[:1], blank[1:]
    chosen = filled[0]
    records: list[FileRecord] = []
    findings: list[Finding] = []
    differing = [one for one in filled[1:] if one.texts() != chosen.texts()]
    if differing and settings.prefer == "newest":
        chosen = max(filled, key=lambda one: (one.modified, one.record.file))
        differing = []
    if differing:
        records += [replace(one.record, used=False, reason="同一单位有内容不同的文件，均未计入") for one in filled]
        findings += [_conflict(chosen, other) for other in differing]
    else:
        for one in filled:
            if one is chosen:
                records.append(one.record)
                continue
            records.append(replace(one.record, used=False, reason=f"同一单位另有文件，已用 {chosen.record.file}"))
            what = f"与 {chosen.record.file} 属同一单位，只用了后者"
            findings.append(finding("file-duplicate", Place(one.record.file), what, unit=one.record.unit))
    records += [replace(one.record, used=False, reason="是没有填写的空表，已用另一份") for one in blank]
    return (None if differing else chosen), records, findings


def _conflict(one: _Return, other: _Return) -> Finding:
    mine, theirs = one.texts(), other.texts()
    keys = [key for key in dict.fromkeys([*mine, *theirs]) if mine.get(key) != theirs.get(key)]
    places = []
    for task, column in keys[:6]:
        entry = next((entry for entry in other.entries if entry.task == task), None)
        cell = entry.place(cast("EntryColumn", column)).cell if entry else None
        places.append(cell or f"第{task}项")
    more = f"等{len(keys)}处" if len(keys) > len(places) else ""
    return finding(
        "file-conflict",
        Place(other.record.file),
        f"与 {one.record.file} 同属{other.record.unit}而内容不同（{'、'.join(places)}{more}），两份都未计入",
        unit=other.record.unit,
    )
