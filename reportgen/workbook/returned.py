"""One file → one unit's entries: a pure function from bytes, so that files may be read anywhere and in any order."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import cast

from reportgen.catalogue import finding
from reportgen.model.findings import Finding, Place
from reportgen.model.progress import Entry, EntryColumn, Written
from reportgen.model.roster import Duty
from reportgen.terms import STATUS_WORDS, Status
from reportgen.workbook.book import Book, open_book
from reportgen.workbook.cells import Habits, read_cell
from reportgen.workbook.formfindings import (
    duplicate_rows,
    foreign_rows,
    form_findings,
    merge_findings,
    own_rows,
    row_notes,
)
from reportgen.workbook.identity import Identity
from reportgen.workbook.recognise import Form, Known, contacts, find_forms, find_identity, printed_year, whose, year_of
from reportgen.workbook.rows import Line
from reportgen.workbook.sheetxml import cell_name
from reportgen.workbook.spec import BY_KEY, ENTRY_COLUMNS, FILLED_ON_LABEL, REPORTER_LABEL, TELEPHONE_LABEL

_FINGERPRINT = 16


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a workbook's rows cannot be counted; ``code`` of the catalogue, words in Chinese."""

    code: str
    what: str
    mend: str
    unit: str | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Returned:
    """One workbook that was read.

    Attributes:
        file: Path relative to the working folder, with ``/``.
        unit: Official name.
        entries: One per task of the unit that it holds, in the plan's order.
        findings: What was met on the way.
        reporter: 填报人, telephone: 联系电话, filled_on: 填报日期, as written.
        modified: When a program last saved it, as the file says.
        fingerprint: First 16 hexadecimal digits of the content's SHA-256.
    """

    file: str
    unit: str
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    reporter: str = ""
    telephone: str = ""
    filled_on: str = ""
    modified: str = ""
    fingerprint: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether no entry cell is filled."""
        return all(entry.is_blank for entry in self.entries)

    def texts(self) -> Mapping[tuple[str, EntryColumn], Written]:
        """(task, column) → every filled entry cell."""
        return {
            (entry.task, column): written
            for entry in self.entries
            for column, written in entry.written.items()
            if written.text
        }


def read_returned(content: bytes, *, file: str, known: Known) -> Returned | Refusal:
    """The entries of one workbook, or why there are none.

    Args:
        content: Bytes of an .xlsx that passed the door.
        file: Path relative to the working folder; its name helps where nothing else says whose it is.
        known: The plan and who was issued what.

    Raises:
        UnusableInput: The workbook cannot be opened.
    """
    name = file.rpartition("/")[2]
    book = open_book(content, name=name)
    identity = find_identity(book)
    forms, kept = _of_this_year(find_forms(book, known), known)
    refusal = _not_ours(forms, identity, known)
    if refusal:
        return refusal
    ours = [form for form in forms if form.is_ours]
    owner = whose(ours[0], identity, stem=name.rpartition(".")[0] or name, known=known)
    if owner.unit is None:
        return _nobodys(owner.stranger)
    is_older = identity is not None and identity.fingerprint != known.fingerprint
    refusal = _without_status(ours[0], owner.unit)
    if refusal:
        return refusal
    found = [
        (form, _read_form(form, book, file=file, unit=owner.unit, known=known, is_older=is_older)) for form in ours
    ]
    chosen, extra = _choose_sheet(found, file=file, unit=owner.unit)
    if isinstance(extra, Refusal):
        return extra
    form, (entries, findings) = chosen
    told = [*extra, *(_kept_sheet(old, file=file, unit=owner.unit) for old in kept)]
    if owner.doubt:
        told.append(finding(owner.doubt, Place(file), owner.what, unit=owner.unit))
    if form.sheet.package.has_macros:
        told.append(finding("file-macros", Place(file), "带有宏，没有运行", unit=owner.unit))
    told += form_findings(form, identity, {entry.task for entry in entries}, file=file, unit=owner.unit, known=known)
    people = contacts(form)
    return Returned(
        file,
        owner.unit,
        entries,
        (*told, *findings),
        people.get(REPORTER_LABEL, ""),
        people.get(TELEPHONE_LABEL, ""),
        people.get(FILLED_ON_LABEL, ""),
        book.modified,
        hashlib.sha256(content).hexdigest()[:_FINGERPRINT],
    )


def _not_ours(forms: tuple[Form, ...], identity: Identity | None, known: Known) -> Refusal | None:
    """Why a workbook is none of this plan's."""
    if not forms:
        return Refusal(
            "file-foreign",
            "没有找到填报表的表头（序号、具体要求、完成情况等）",
            "如果是填报表，请把内容复制到下发的表中；否则请移出本文件夹",
        )
    form = forms[0]
    year, ours = year_of(form, identity), known.task_list.plan.year
    if year is not None and year != ours:
        return Refusal("file-foreign", f"是{year}年的填报表，本方案是{ours}年的", "请单位填报本年度的表")
    if not form.is_ours:
        return Refusal("file-foreign", "表中的任务不是本方案的", "请核对是否放错文件夹，或请单位用下发的表填报")
    return None


def _of_this_year(forms: tuple[Form, ...], known: Known) -> tuple[tuple[Form, ...], tuple[Form, ...]]:
    """The forms to read, and those of another year that were kept beside one of this year."""
    old = tuple(form for form in forms if printed_year(form) not in (None, known.task_list.plan.year))
    rest = tuple(form for form in forms if form not in old)
    return (rest, old) if any(form.is_ours for form in rest) else (forms, ())


def _kept_sheet(form: Form, *, file: str, unit: str) -> Finding:
    what = f"这张表是{printed_year(form)}年的，未使用"
    return finding("sheet-extra", Place(file, form.sheet.name), what, unit=unit)


def _nobodys(stranger: str) -> Refusal:
    """Why a workbook of this plan is no unit's."""
    if stranger:
        what = f"是“{stranger}”的填报表，任务清单中没有这个单位"
        mend = "请核对是否放错文件夹；单位改了名称的，请把旧名称写进“单位”表的别名"
        return Refusal("file-foreign", what, mend)
    mend = "请把文件名改为单位名称后再运行，或请单位用下发给它的表填报"
    return Refusal("file-foreign", "看不出是哪个单位的填报表", mend)


def _without_status(form: Form, unit: str) -> Refusal | None:
    """Why nothing can be counted of a form whose 完成情况 is gone, or there twice and different."""
    if "status" in form.layout.columns:
        return None
    title = BY_KEY["status"].title
    if title in form.layout.twice:
        what = f"表中有两栏“{title}”而内容不同，分不清以哪一栏为准"
        return Refusal("column-twice", what, "请留下正确的一栏，删去另一栏", unit, form.sheet.name)
    what = f"找不到“{title}”一栏；表头有：{'、'.join(form.layout.titles)[:200]}"
    return Refusal("column-missing", what, "请改回原来的表头，或用下发的填报表重填", unit, form.sheet.name)


_Read = tuple[tuple[Entry, ...], list[Finding]]


def _choose_sheet(
    found: list[tuple[Form, _Read]], *, file: str, unit: str
) -> tuple[tuple[Form, _Read], list[Finding] | Refusal]:
    """Of several forms in one workbook the filled one; two that are filled differently are for a person to decide."""
    filled = [pair for pair in found if not all(entry.is_blank for entry in pair[1][0])] or found[:1]
    visible = [pair for pair in filled if not pair[0].sheet.is_hidden] or filled
    chosen = visible[0]
    for other in visible[1:]:
        if _shown(other[1][0]) != _shown(chosen[1][0]):
            names = f"“{chosen[0].sheet.name}”和“{other[0].sheet.name}”"
            what = f"工作表{names}都填了而内容不同，都未计入"
            return chosen, Refusal("sheet-conflict", what, "请删去不作数的一张再交", unit, other[0].sheet.name)
    return chosen, [
        finding(
            "sheet-extra",
            Place(file, form.sheet.name),
            f"这张表未使用，用的是“{chosen[0].sheet.name}”",
            unit=unit,
        )
        for form, _ in found
        if form is not chosen[0]
    ]


def _shown(entries: tuple[Entry, ...]) -> list[tuple[str, EntryColumn, str]]:
    return [(entry.task, column, cell.text) for entry in entries for column, cell in entry.written.items() if cell.text]


def _read_form(form: Form, book: Book, *, file: str, unit: str, known: Known, is_older: bool) -> _Read:
    """The entries of one sheet and the findings on its rows."""
    duties = known.duties[unit]
    habits = Habits(known.task_list.plan.year, book.is_1904, known.settings.status_words)
    is_doubtful = form.sheet.has_errors or form.sheet.has_formula_below(form.layout.header_row + 1)
    rows: dict[str, list[tuple[Line, Entry]]] = {}
    findings: list[Finding] = []
    foreign: list[Line] = []
    for line in form.lines:
        duty = duties.get(line.task) if line.task is not None else None
        if duty is None:
            foreign.append(line)
            continue
        entry = _read_line(form, line, duty, file=file, habits=habits, is_doubtful=is_doubtful)
        rows.setdefault(duty.task, []).append((line, entry))
    findings += foreign_rows(form, foreign, file=file, unit=unit, known=known)
    findings += merge_findings(form, file=file, unit=unit)
    entries = []
    for task in sorted(rows, key=known.order.__getitem__):
        own, others = own_rows(form, rows[task], duties[task], file=file)
        findings += others
        findings += [
            said for line, _ in own for said in row_notes(form, line, duties[task], file=file, is_older=is_older)
        ]
        entry, twice = duplicate_rows(form, own, file=file)
        entries.append(entry)
        findings += twice
    return tuple(entries), findings


def _read_line(form: Form, line: Line, duty: Duty, *, file: str, habits: Habits, is_doubtful: bool) -> Entry:
    sheet = form.sheet
    row = sheet.rows[line.row]
    written: dict[EntryColumn, Written] = {}
    values: dict[EntryColumn, Status | date | str | None] = {}
    for key in ENTRY_COLUMNS:
        column = form.layout.columns.get(key)
        if column is None:
            continue
        value = row[column] if column < len(row) else ""
        behind = None
        # What the fast reader shows as nothing may be an error or an uncounted formula; a number may be a percentage,
        # and the first of a month may be a month of which no day is seen.
        if is_doubtful or isinstance(value, float) or (isinstance(value, date) and value.day == 1):
            behind = sheet.behind.get((line.row, column))
        place = Place(file, sheet.name, cell_name(line.row, column))
        values[key], written[key] = read_cell(BY_KEY[key], value, behind, place=place, habits=habits)
    status, done_on = values.get("status"), values.get("done_on")
    texts = {key: value if isinstance(value := values.get(key), str) else "" for key in ENTRY_COLUMNS}
    return Entry(
        duty.unit,
        duty.task,
        duty.role,
        cast("Status", status) if status in STATUS_WORDS else None,
        done_on if isinstance(done_on, date) else None,
        texts["progress"],
        texts["figure"],
        texts["problems"],
        texts["next_steps"],
        texts["evidence"],
        MappingProxyType(written),
    )
