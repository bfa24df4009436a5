"""A finding: what is doubtful, where it stands, and what to enter instead."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]
"""``error``: a figure would be wrong; ``warning``: a person should look; ``note``: for information."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands.

    Attributes:
        file: Path relative to the working folder, with ``/``; ``None`` where no file is meant (a unit sent nothing).
        sheet: Sheet name as in the file.
        cell: Address in Excel letters, ``F7``.
    """

    file: str | None = None
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        return " › ".join(part for part in (self.file, self.sheet, self.cell) if part)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing for a person to look at.

    Attributes:
        code: Stable code, listed in the catalogue.
        severity: See ``Severity``.
        place: Where.
        what: What was found, in Chinese, with the value as written.
        mend: What to enter or do instead, in Chinese.
        unit: Official name of the unit concerned, if any.
        task: Id of the task concerned, if any.
        key: What it is recognised by in the next check; ``""`` before it was looked up.
        dismissed: The reason for which a person let it stand (属实), ``""`` for an open finding.
    """

    code: str
    severity: Severity
    place: Place
    what: str
    mend: str
    unit: str | None = None
    task: str | None = None
    key: str = ""
    dismissed: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nobody has let it stand."""
        return not self.dismissed

    @property
    def needs_a_person(self) -> bool:
        """Whether somebody has to look: open, and more than a note."""
        return self.is_open and self.severity != "note"

    def __str__(self) -> str:
        where = f"{self.place}：" if str(self.place) else ""
        return f"{where}{self.what}；{self.mend} [{self.code}]" if self.mend else f"{where}{self.what} [{self.code}]"
