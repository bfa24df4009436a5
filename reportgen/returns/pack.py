"""What one unit gets back: its own workbook with the places marked, and the letter that goes with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportgen.errors import UnusableInput
from reportgen.model.findings import Finding
from reportgen.model.plan import Plan
from reportgen.model.settings import Settings
from reportgen.returns.marks import Mark, mark_workbook, sheets_to_mark
from reportgen.returns.notice import notice_bytes, return_notice
from reportgen.returns.words import joined
from reportgen.workbook.spec import ENTRY_SHEET

_FIRST_CELL = "A1"


@dataclass(frozen=True, slots=True)
class Returned:
    """The two files for one unit.

    Attributes:
        workbook: The marked workbook; ``None`` where the file cannot be marked.
        notice: The letter, as a text file.
    """

    workbook: bytes | None
    notice: bytes


def pack_return(
    unit: str,
    content: bytes,
    *,
    file: str,
    findings: Sequence[Finding],
    plan: Plan,
    settings: Settings,
    deadline: date | None = None,
) -> Returned:
    """The marked workbook and the letter for one unit; the same bytes for the same input.

    A finding without a cell stands in the letter and as a note on the first cell of the form; one that belongs to
    another file of the unit, in the letter only.

    Args:
        unit: Official name of the unit.
        content: Bytes of the file that it sent, as they passed the door.
        file: Path of that file as findings name it.
        findings: The unit's findings.
        plan: Names the tasks.
        settings: Name the plan, and to whom and by when to return the workbook.
        deadline: By when to return it this time; ``None`` for the settings' day.
    """
    here = [finding for finding in findings if finding.place.file in (None, file)]
    try:
        marked = mark_workbook(content, _marks(here, sheets_to_mark(content)))
    except UnusableInput:
        marked = None
    letter = return_notice(
        unit, findings, plan=plan, settings=settings, file=file, deadline=deadline, is_attached=marked is not None
    )
    return Returned(marked, notice_bytes(letter))


def _marks(findings: Sequence[Finding], sheets: Sequence[str]) -> list[Mark]:
    """One mark for each finding, those without a cell on the first cell of the sheet that holds the form."""
    if not sheets:
        return []
    named = [sheet for finding in findings if (sheet := finding.place.sheet) in sheets and sheet]
    form = named[0] if named else ENTRY_SHEET if ENTRY_SHEET in sheets else sheets[0]
    marks = []
    for finding in findings:
        sheet = finding.place.sheet if finding.place.sheet in sheets else None
        cell = finding.place.cell if sheet else None
        words = joined(finding)
        if not cell and finding.task and f"第{finding.task}项" not in words:
            words = f"第{finding.task}项：{words}"
        marks.append(Mark(sheet or form, cell or _FIRST_CELL, finding.severity, words))
    return marks
