"""One unit's progress workbook as bytes: 填报, 填报说明 and the hidden identity."""

import io
from collections.abc import Sequence

import xlsxwriter

from reportgen.model.roster import Duty, TaskList
from reportgen.model.settings import Settings
from reportgen.terms import ROLE_WORDS
from reportgen.workbook.entrysheet import EntrySheet
from reportgen.workbook.filled import Filled
from reportgen.workbook.guide import write_guide
from reportgen.workbook.identity import identity_rows
from reportgen.workbook.spec import CREATED, ENTRY_SHEET, IDENTITY_SHEET, OFFERED

_LIST_COLUMN = 4
TASK_ROW = "任务"
"""First cell of the identity's rows that hold a task."""
ROLE_COLUMN = 2
"""Where such a row holds the role as issued, so that a role that somebody overtyped is no change of duties."""
LIST_RANGE = f"={IDENTITY_SHEET}!$E$1:$E${len(OFFERED)}"
"""Where the drop-down list stands: an in-cell list would stop at 255 characters."""


def build_workbook(
    unit: str, *, duties: Sequence[Duty], task_list: TaskList, settings: Settings, filled: Filled | None = None
) -> bytes:
    """The progress workbook of one unit; the same bytes for the same input.

    Args:
        unit: Official name of the unit, or an unresolved group.
        duties: Its rows in the plan's order; tasks it carries are printed before those it supports.
        task_list: The plan that counts.
        settings: Names the plan and says to whom and by when the workbook is returned.
        filled: What the unit had filled before, written into its entry cells.
    """
    rows = sorted(duties, key=lambda duty: not duty.carries)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": f"{unit}进展填报表", "subject": task_list.plan.title, "created": CREATED})
    book.set_size(2400, 1400)
    EntrySheet(
        book,
        unit=unit,
        duties=rows,
        plan=task_list.plan,
        settings=settings,
        list_range=LIST_RANGE,
        filled=filled or Filled(),
    ).write()
    write_guide(book, return_line=return_line(settings))
    hidden = book.add_worksheet(IDENTITY_SHEET)
    roles = {duty.task: ROLE_WORDS[duty.role] for duty in rows}
    for number, pair in enumerate(identity_rows(unit, rows, task_list)):
        for column, text in enumerate(pair):
            hidden.write_string(number, column, text)
        if pair[0] == TASK_ROW:
            hidden.write_string(number, ROLE_COLUMN, roles[pair[1]])
    for number, word in enumerate(OFFERED):
        hidden.write_string(number, _LIST_COLUMN, word)
    hidden.very_hidden()
    hidden.protect()
    book.get_worksheet_by_name(ENTRY_SHEET).activate()
    book.close()
    return out.getvalue()


def return_line(settings: Settings) -> str:
    """To whom and by when, as one sentence; ``""`` where the settings say neither."""
    day = settings.return_by
    by = f"于{day.year}年{day.month}月{day.day}日前" if day else ""
    if not by and not settings.return_to:
        return ""
    return f"请{by}将本表交回{settings.return_to}。"
