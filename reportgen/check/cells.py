"""Rules on single cells: what cannot be understood, and what is required and missing."""

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from reportgen.check.case import Case, about
from reportgen.check.words import clip
from reportgen.model.findings import Finding
from reportgen.model.progress import Entry, EntryColumn
from reportgen.terms import CARRYING, STATUS_WORDS
from reportgen.workbook.figures_cell import is_nothing
from reportgen.workbook.spec import BY_KEY, ENTRY_COLUMNS, OFFERED, Column

MISSING: Final = MappingProxyType(
    {
        "done_on": "date-missing",
        "progress": "progress-missing",
        "problems": "reason-missing",
        "next_steps": "next-missing",
    }
)
"""Column that some status requires → the finding's code."""

_WIDE = re.compile(r"[０-９][０-９．，％]*")


def doubts(case: Case) -> Iterator[Finding]:
    """What the column's own parser could not understand or had to interpret."""
    for entry, _ in case.rows:
        for column, written in entry.written.items():
            if written.doubt:
                yield about(entry, column, written.doubt, written.doubt_what, written.doubt_mend)


def row_blank(case: Case) -> Iterator[Finding]:
    """A unit that reported has filled every row that it carries; what it left blank is 未报送."""
    reported = set(case.collection.reported)
    for entry, task in case.rows:
        if entry.is_blank and entry.role in CARRYING and entry.unit in reported:
            yield about(entry, "status", "row-blank", f"第{task.id}项（{clip(task.text, 20)}）整行没有填，列为未报送")


def status_missing(case: Case) -> Iterator[Finding]:
    """A row with something in it has a status; supporters may leave theirs out only with the whole row."""
    for entry, task in case.filled:
        status = entry.written.get("status")
        if entry.status is None and (status is None or not status.text):
            what = f"第{task.id}项填了内容，但没有选完成情况"
            yield about(entry, "status", "status-missing", what, f"请从下拉列表选择：{'、'.join(OFFERED)}")


def required_missing(case: Case) -> Iterator[Finding]:
    """A row has what its status requires: one spec says it on the form, colours the cell, and is held to here.

    Rows that a unit only supports are held to it where somebody filled them.
    """
    columns = [column for column in BY_KEY.values() if column.required_for]
    for entry, task in case.filled:
        for column in columns:
            key = _entry_column(column)
            if entry.status in column.required_for and _is_missing(entry, key):
                what = f"第{task.id}项完成情况为“{STATUS_WORDS[entry.status]}”，没有填“{column.title}”"
                yield about(entry, key, MISSING[key], what, f"{column.required}：{column.hint.partition('。')[0]}")


def digits_fullwidth(case: Case) -> Iterator[Finding]:
    """Full-width digits are understood, and said, because the text goes into the report.

    Source:
        GB/T 15835-2011: digits in running text are half-width.
    """
    for entry, _ in case.filled:
        for column, written in entry.written.items():
            wide = _WIDE.search(written.text)
            if wide and not written.doubt:
                what = f"“{BY_KEY[column].title}”中的“{clip(wide[0])}”是全角数字，已按半角理解"
                yield about(entry, column, "digits-fullwidth", what)


def _entry_column(column: Column) -> EntryColumn:
    return next(key for key in ENTRY_COLUMNS if key == column.key)


def _is_missing(entry: Entry, key: EntryColumn) -> bool:
    """Whether a required cell says nothing; a column that the form has lost is said once for the whole form."""
    written = entry.written.get(key)
    if written is None or written.doubt:
        return False
    # 存在问题：无 is an answer, and 落实情况：无 is for the rule on empty words to say.
    says_none = "无" in written.text and key in ("problems", "progress")
    return is_nothing(written.text) and not says_none
