"""What the units sent: one entry per row of a progress workbook, and an account of every file found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

from reportgen.model.findings import Finding, Place
from reportgen.terms import Role, Status

EntryColumn = Literal["status", "done_on", "progress", "figure", "problems", "next_steps", "evidence"]
"""The columns a unit fills: 完成情况, 完成日期, 落实情况, 量化成果, 存在问题, 下一步措施, 佐证材料."""


@dataclass(frozen=True, slots=True)
class Written:
    """One entry cell as a person filled it.

    Attributes:
        text: The cell's content as text, cleaned of blanks at the ends; ``""`` where it is empty.
        place: File, sheet and cell.
        doubt: Code of the finding that the column's parser has about it, ``None`` where it is plain.
        doubt_what: What is doubtful, in Chinese.
        doubt_mend: What to enter instead, in Chinese.
    """

    text: str
    place: Place
    doubt: str | None = None
    doubt_what: str = ""
    doubt_mend: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a returned workbook: how far this unit is with this task.

    Attributes:
        unit: Official name of the unit.
        task: Task id.
        role: As issued.
        status: As understood; ``None`` where the cell is blank or not understood (then ``written`` says why).
        done_on: 完成日期, ``None`` where blank or not understood.
        progress: 落实情况, the report's raw text.
        figure: 量化成果 as written.
        problems: 存在问题.
        next_steps: 下一步措施.
        evidence: 佐证材料.
        written: Every entry column as written, with its cell.
    """

    unit: str
    task: str
    role: Role
    status: Status | None
    done_on: date | None = None
    progress: str = ""
    figure: str = ""
    problems: str = ""
    next_steps: str = ""
    evidence: str = ""
    written: Mapping[EntryColumn, Written] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_blank(self) -> bool:
        """Whether no entry cell of the row was filled."""
        return not any(cell.text for cell in self.written.values())

    def place(self, column: EntryColumn) -> Place:
        """Where the column's cell stands; an empty place for an entry that was built without cells."""
        written = self.written.get(column)
        return written.place if written else Place()


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file found in 进度填报/, used or not.

    Attributes:
        file: Path relative to the working folder, with ``/``.
        unit: The unit it was recognised as, ``None`` where it is none.
        used: Whether its rows are counted.
        reason: Why it is not used, or what had to be understood to use it, in Chinese; ``None`` where plain.
        kind: ``read`` (a workbook, used or superseded), ``refused`` (should hold an answer, cannot be used) or
            ``skipped`` (lock and system files, things that cannot hold an answer).
        reporter: 填报人, telephone: 联系电话, filled_on: 填报日期, as written.
        modified: When a program last saved it, as the file says; ``""`` where it does not.
        fingerprint: First 16 hexadecimal digits of the content's SHA-256; ``""`` where it was not read.
    """

    file: str
    unit: str | None
    used: bool
    reason: str | None = None
    kind: Literal["read", "refused", "skipped"] = "read"
    reporter: str = ""
    telephone: str = ""
    filled_on: str = ""
    modified: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Collection:
    """Everything that came back.

    Attributes:
        files: Every file found, by path.
        entries: One per (unit, task) row of the files used; order of units, then of tasks. Rows that are missing in
            a file have no entry.
        reported: Units of whose rows at least one entry cell was filled, in the roster's order.
        findings: What collecting itself met: files of one unit twice, rows missing, foreign or twice, formulas
            without value.
    """

    files: tuple[FileRecord, ...]
    entries: tuple[Entry, ...]
    reported: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
