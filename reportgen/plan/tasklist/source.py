"""From which file a task list was made, noted in its sheet 方案信息."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from reportgen.plan.tasklist import form
from reportgen.plan.tasklist.sheets import open_sheets

_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Source:
    """A plan's file.

    Attributes:
        name: Its name.
        digest: First 16 hexadecimal digits of the content's SHA-256, by which it is found under any name.
    """

    name: str
    digest: str


def source_of(name: str, content: bytes) -> Source:
    """The note for a file."""
    return Source(name, hashlib.sha256(content).hexdigest()[:_DIGITS])


def read_source(path: Path) -> Source | None:
    """The note in a task list; ``None`` where an older program wrote it or a person removed it.

    Raises:
        UnusableInput: No workbook, or a damaged one.
    """
    sheets = open_sheets(path)
    sheets.need(form.PLAN_SHEET)
    for number, texts in sheets.lines(form.PLAN_SHEET):
        if number > form.PLAN_ROWS:
            break
        if texts and texts[0] == form.SOURCE:
            match = re.search(rf"{form.DIGEST}[:：]\s*([0-9a-f]{{{_DIGITS}}})", " ".join(texts))
            return Source(texts[1] if len(texts) > 1 else "", match[1]) if match else None
    return None
