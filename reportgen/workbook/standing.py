"""A workbook that stands in 进度填报/, read in order to issue it anew: whose, of which version, and what was typed."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from reportgen.model.progress import Entry, EntryColumn, Written
from reportgen.model.roster import Duty, Roster
from reportgen.terms import ROLE_WORDS
from reportgen.workbook.book import Book, open_book
from reportgen.workbook.cells import text_of
from reportgen.workbook.identity import Identity, read_identity
from reportgen.workbook.issue import ROLE_COLUMN, TASK_ROW
from reportgen.workbook.layout import squeeze
from reportgen.workbook.owner import EveryRow, Owner, owner_of
from reportgen.workbook.recognise import Form, Known, find_forms, find_identity
from reportgen.workbook.returned import Refusal, Returned, read_returned
from reportgen.workbook.rows import Line
from reportgen.workbook.spec import BY_KEY, ENTRY_COLUMNS, LONGEST_TEXT, LockedColumn, deadline_of
from reportgen.workbook.strays import strays

SHOWN: tuple[LockedColumn, ...] = ("category", "requirement", "role", "deadline")
"""The locked columns by which a unit knows its row, besides the number."""

_CANNOT_CARRY = frozenset({"row-twice", "row-other-role", "column-twice", "merged-away"})
_CANNOT_CARRY_CELL = frozenset({"formula-without-value", "cell-error-value"})
_CELL = re.compile(r"([A-Z]+)(\d+)")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier version of the task list.

    Attributes:
        known: What its workbooks are read by; nobody needs to be on its roster.
        new_ids: Number in it → number in the present list, of the tasks that remain.
    """

    known: Known
    new_ids: Mapping[str, str]


FindVersion = Callable[[str], Version | None]
"""The version of a fingerprint, ``None`` where no list of it was kept."""


@dataclass(frozen=True, slots=True)
class OldRow:
    """One row of a workbook as it stands.

    Attributes:
        number: 序号 as issued; as it stands, even ``""``, for a row about none of the list's tasks.
        row: Its row in the sheet, from 1.
        task: Number in the present list, ``None`` where the list no longer has the task.
        shown: What the locked columns of ``SHOWN`` say.
        texts: The filled entry cells as typed.
    """

    number: str
    row: int
    task: str | None
    shown: Mapping[LockedColumn, str]
    texts: Mapping[EntryColumn, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """A workbook of ours.

    Attributes:
        file: Path relative to the working folder, with ``/``.
        digest: SHA-256 of its content.
        unit: Official name of the unit; as issued where the roster no longer has it.
        is_on_roster: Whether the unit has tasks in the present list.
        is_current: Whether it was issued from the present list, with the tasks and roles that the unit has in it.
        is_untouched: Whether nobody has put anything into it; in doubt ``False``.
        rows: Its rows about tasks, and filled rows about none, in the order of the sheet.
        reporter: 填报人, telephone: 联系电话, filled_on: 填报日期, as written.
        obstacles: What cannot be carried into another workbook as it is, in Chinese.
        left_behind: What stands outside the entry cells and stays in the old file, in Chinese.
    """

    file: str
    digest: str
    unit: str
    is_on_roster: bool
    is_current: bool
    is_untouched: bool
    rows: tuple[OldRow, ...]
    reporter: str = ""
    telephone: str = ""
    filled_on: str = ""
    obstacles: tuple[str, ...] = ()
    left_behind: tuple[str, ...] = ()


def read_standing(content: bytes, *, file: str, known: Known, find_version: FindVersion) -> Standing | Refusal:
    """Read a workbook by the version of the task list that it was issued from.

    Args:
        content: Bytes of an .xlsx that passed the door.
        file: Path relative to the working folder.
        known: The present list, roster and settings.
        find_version: Earlier versions of the list; where none is found rows are recognised in the present one.

    Returns:
        The workbook; a refusal with the unit, where known, for one that is none of ours or cannot be read safely.

    Raises:
        UnusableInput: The workbook cannot be opened.
    """
    book = open_book(content, name=file.rpartition("/")[2])
    identity = find_identity(book)
    version = find_version(identity.fingerprint) if identity and identity.fingerprint != known.fingerprint else None
    reference = version.known if version else known
    forms = find_forms(book, reference)
    owner = owner_of(
        content, forms[0] if forms else None, identity, file=file, known=known, is_version_known=bool(version)
    )
    if isinstance(owner, Refusal):
        return owner
    every = EveryRow(reference.task_list, Roster((owner.unit,), ()), reference.settings, reference, owner, forms)
    returned = read_returned(content, file=file, known=every)
    if isinstance(returned, Refusal):
        is_units_own = owner.is_on_roster and returned.code != "file-foreign"
        return replace(returned, unit=owner.unit if is_units_own else None)
    reading = _Reading(book, identity, known, version, owner, forms, returned)
    return reading.standing(hashlib.sha256(content).hexdigest())


@dataclass(frozen=True, slots=True)
class _Reading:
    """One workbook that was read, on its way to a ``Standing``."""

    book: Book
    identity: Identity | None
    known: Known
    version: Version | None
    owner: Owner
    forms: tuple[Form, ...]
    returned: Returned

    def standing(self, digest: str) -> Standing:
        form = self._form()
        entries = {_row_of(entry): entry for entry in self.returned.entries}
        lines = [line for line in form.lines if line.row in entries or (line.task is None and _matters(line))]
        rows = tuple(self._row(form, line, entries.get(line.row)) for line in lines)
        one = self.returned
        left_behind = (*strays(self.book, form), *self._reworded(lines))
        is_blank = not any(row.texts for row in rows) and not (one.reporter or one.telephone or one.filled_on)
        obstacles = tuple(self._obstacles(rows))
        return Standing(
            one.file,
            digest,
            self.owner.unit,
            self.owner.is_on_roster,
            is_current=self.owner.is_on_roster and self._is_current(rows),
            is_untouched=is_blank and not left_behind and not obstacles and self.identity is not None,
            rows=rows,
            reporter=one.reporter,
            telephone=one.telephone,
            filled_on=one.filled_on,
            obstacles=obstacles,
            left_behind=left_behind,
        )

    def _form(self) -> Form:
        """The sheet whose rows were read."""
        sheets = {cell.place.sheet for entry in self.returned.entries for cell in entry.written.values()}
        return next((form for form in self.forms if form.sheet.name in sheets), self.forms[0])

    def _row(self, form: Form, line: Line, entry: Entry | None) -> OldRow:
        row = form.sheet.rows[line.row]
        columns = form.layout.columns
        shown = {key: text_of(row[columns[key]]) for key in SHOWN if columns.get(key, len(row)) < len(row)}
        cells = {key: row[columns[key]] for key in ENTRY_COLUMNS if columns.get(key, len(row)) < len(row)}
        if entry is None or line.task is None:
            texts = {key: text for key, value in cells.items() if (text := text_of(value))}
            return OldRow(line.number, line.row + 1, None, shown, texts)
        typed = {
            key: self._as_typed(cells.get(key), written, entry, key)
            for key, written in entry.written.items()
            if written.text or written.doubt == "text-cleaned"  # a cell of nothing but self-made characters
        }
        task = self.version.new_ids.get(line.task) if self.version else line.task
        return OldRow(line.task, line.row + 1, task, shown, typed)

    def _as_typed(self, value: object, written: Written, entry: Entry, key: EntryColumn) -> str:
        """The cell as it goes into the new workbook: typed text untouched, anything else as a person reads it."""
        day = entry.done_on
        if self.book.is_1904 and key == "done_on" and day and _SERIAL.fullmatch(written.text):
            return f"{day.year}年{day.month}月{day.day}日"  # the new workbook counts its days from another year
        if isinstance(value, str) and text_of(value) == written.text:
            return _UNWRITABLE.sub("", value)
        return written.text

    def _reworded(self, lines: list[Line]) -> list[str]:
        """Requirements that somebody rewrote in a workbook whose words as issued are known."""
        if self.version is None and (self.identity is None or self.identity.fingerprint != self.known.fingerprint):
            return []
        texts = (self.version.known if self.version else self.known).index.texts
        edited = [line.task for line in lines if line.task and squeeze(line.requirement) != texts[line.task]]
        return [f"改写过的“具体要求”（第{'、'.join(edited)}项）"] if edited else []

    def _obstacles(self, rows: tuple[OldRow, ...]) -> list[str]:
        found = [self.owner.doubt] if self.owner.doubt else []
        found += [one.what for one in self.returned.findings if one.code in _CANNOT_CARRY]
        for entry in self.returned.entries:
            for key, written in entry.written.items():
                if written.doubt in _CANNOT_CARRY_CELL:
                    found.append(f"{written.place.cell}（第{entry.task}项{BY_KEY[key].title}）{written.doubt_what}")
        for row in rows:
            found += [
                f"第{row.number}项{BY_KEY[key].title}文字过长"
                for key, text in row.texts.items()
                if len(text) > LONGEST_TEXT
            ]
        return found

    def _is_current(self, rows: tuple[OldRow, ...]) -> bool:
        duties = self.known.duties[self.owner.unit]
        if self.identity is None:
            return self._looks_current(rows, duties)
        if self.identity.fingerprint != self.known.fingerprint or set(self.identity.tasks) != set(duties):
            return False
        shown = {row.task: row.shown.get("role", "") for row in rows if row.task}
        issued = {task: word or shown.get(task, "") for task, word in _issued_roles(self.book).items()}
        return all(issued.get(task) in ("", None, ROLE_WORDS[duty.role]) for task, duty in duties.items())

    def _looks_current(self, rows: tuple[OldRow, ...], duties: Mapping[str, Duty]) -> bool:
        """The same without the hidden sheet: whether the rows show what they would show if they were issued now."""
        shown = {row.task: row.shown for row in rows if row.task is not None}
        tasks = {task.id: task for task in self.known.task_list.plan.tasks}
        return shown.keys() == duties.keys() and all(
            squeeze(shown[task].get("requirement", "")) == self.known.index.texts[task]
            and shown[task].get("role") == ROLE_WORDS[duty.role]
            and squeeze(shown[task].get("deadline", "")) == squeeze(deadline_of(tasks[task].deadlines))
            for task, duty in duties.items()
        )


def _matters(line: Line) -> bool:
    return line.is_filled or line.claims_task


def _row_of(entry: Entry) -> int:
    """The row, from 0, where an entry's cells stand."""
    cell = next((written.place.cell for written in entry.written.values()), None)
    match = _CELL.fullmatch(cell or "")
    return int(match[2]) - 1 if match else -1


def _issued_roles(book: Book) -> dict[str, str]:
    """Task → role as issued, by the hidden sheet; ``""`` where an older program did not note it."""
    rows = next((sheet.rows for sheet in book.sheets if read_identity(sheet.rows)), [])
    return {
        str(row[1]): str(row[ROLE_COLUMN]) if len(row) > ROLE_COLUMN else ""
        for row in rows
        if len(row) > 1 and row[0] == TASK_ROW
    }
