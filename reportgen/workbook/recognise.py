"""A returned workbook recognised by its content: its sheet, columns, rows and unit, whatever people renamed or moved."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportgen.model.plan import Task
from reportgen.model.roster import Roster, TaskList
from reportgen.terms import ROLE_WORDS
from reportgen.workbook.book import Book, Sheet
from reportgen.workbook.cells import text_of
from reportgen.workbook.identity import Identity, read_identity
from reportgen.workbook.spec import (
    COLUMNS,
    ENTRY_SHEET,
    FILLED_ON_LABEL,
    GUIDE_SHEET,
    REPORTER_LABEL,
    TELEPHONE_LABEL,
    requirement_of,
)

_HEADER_WITHIN = 80
_NEEDED = 3
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Form:
    """Where the form stands in a workbook.

    Attributes:
        sheet: The sheet that units fill.
        header: Row of the column titles, from 0.
        columns: Column key → column, from 0.
        identity: What the hidden sheet says, ``None`` where it was lost.
    """

    sheet: Sheet
    header: int
    columns: Mapping[str, int]
    identity: Identity | None


def squeezed(value: object) -> str:
    """A cell's text for comparing: NFKC, no white space."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text_of(value)))


_KEY_OF = {
    squeezed(title): column.key for column in reversed(COLUMNS) for title in (*column.other_titles, column.title)
}


def find_form(book: Book) -> Form | None:
    """The sheet to read; the one named 填报 wins, then the one with most of our titles."""
    identity = next((found for sheet in book.sheets if (found := read_identity(sheet.rows))), None)
    forms = []
    for sheet in book.sheets:
        if sheet.name.strip() == GUIDE_SHEET or read_identity(sheet.rows):
            continue
        for number, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
            columns: dict[str, int] = {}
            for place, value in enumerate(row):
                key = _KEY_OF.get(squeezed(value))
                if key and key not in columns:
                    columns[key] = place
            if (
                len(columns) >= _NEEDED
                and {"status", "progress"} & columns.keys()
                and {"id", "requirement"} & columns.keys()
            ):
                forms.append(Form(sheet, number, columns, identity))
                break
    forms.sort(key=lambda form: (form.sheet.name.strip() != ENTRY_SHEET, form.sheet.is_hidden, -len(form.columns)))
    return forms[0] if forms else None


def contacts(form: Form) -> dict[str, str]:
    """填报人, 联系电话 and 填报日期 as written beside their labels above the header."""
    found = {}
    for row in form.sheet.rows[: form.header]:
        for place, value in enumerate(row):
            text = squeezed(value).rstrip(":：")
            if text in (REPORTER_LABEL, TELEPHONE_LABEL, FILLED_ON_LABEL) and place + 1 < len(row):
                found[text] = text_of(row[place + 1])
    return found


class Rows:
    """Which task a row is about: by its number, else by the words of the requirement."""

    def __init__(self, task_list: TaskList) -> None:
        self._ids = {squeezed(task.id): task for task in task_list.plan.tasks}
        self._texts: dict[str, Task | None] = {}
        for task in task_list.plan.tasks:
            text = squeezed(requirement_of(task))
            self._texts[text] = None if text in self._texts else task

    def task_of(self, row: Sequence[object], form: Form) -> Task | None:
        """The task of this row, ``None`` where the row is no task of the plan."""
        text = squeezed(_at(row, form.columns.get("requirement")))
        by_text = self._texts.get(text) if text else None
        written = squeezed(_at(row, form.columns.get("id")))
        return by_text or self._ids.get(written) or self._ids.get(written.removesuffix(".0"))


def is_task_row(row: Sequence[object], form: Form) -> bool:
    """Whether a row claims to be a task: it has a number and a role, or one of them where the other column is lost."""
    written = squeezed(_at(row, form.columns.get("id")))
    role = squeezed(_at(row, form.columns.get("role")))
    if "role" in form.columns:
        return role in ROLE_WORDS.values()
    return bool(written)


def unit_of(form: Form, path_stem: str, tasks: Sequence[Task], roster: Roster) -> str | None:
    """Whose workbook it is: the hidden sheet, a cell above the header, the file name, or the only unit with these rows."""
    if form.identity and form.identity.unit in roster.units:
        return form.identity.unit
    above = [squeezed(value) for row in form.sheet.rows[: form.header] for value in row if value]
    for unit in sorted(roster.units, key=len, reverse=True):
        if any(
            text == squeezed(unit) or text.endswith(("：" + squeezed(unit), ":" + squeezed(unit))) for text in above
        ):
            return unit
    for unit in sorted(roster.units, key=len, reverse=True):
        if squeezed(unit) in squeezed(path_stem):
            return unit
    ids = {task.id for task in tasks}
    same = [unit for unit in roster.units if ids and {duty.task for duty in roster.of_unit(unit)} == ids]
    return same[0] if len(same) == 1 else None


def _at(row: Sequence[object], column: int | None) -> object:
    return row[column] if column is not None and column < len(row) else ""
