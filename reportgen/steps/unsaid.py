"""What a run of issue moved to 旧版 and may be killed before it says: noted first, said by the next run."""

import contextlib
import json
from collections.abc import Container, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reportgen.errors import OutputRefused, UnusableInput
from reportgen.files.door import admit
from reportgen.files.write import append_line, remove_file
from reportgen.folder import SUPERSEDED_FOLDER, WorkingFolder, hold, sha256

if TYPE_CHECKING:
    from reportgen.workbook.carry import Holders, UnitChanges
    from reportgen.workbook.recognise import Known
    from reportgen.workbook.standing import FindVersion

UNSAID_FILE = ".reportgen.issue.jsonl"
"""One line for each workbook that goes to 旧版: the unit, and where it is kept."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """A workbook that a run moved to 旧版 which ended before it could say so.

    Attributes:
        unit: Official name.
        superseded: Where the workbook is kept, relative to the folder.
        changes: What became of its rows; ``None`` where it cannot be read any more.
        left_behind: What stands outside its entry cells, in Chinese.
    """

    unit: str
    superseded: str
    changes: "UnitChanges | None"
    left_behind: tuple[str, ...] = ()

    @property
    def needs_a_person(self) -> bool:
        """Whether filled rows have no place any more, or nobody can tell."""
        return self.changes is None or bool(self.changes.to_decide or self.left_behind)


def note(folder: WorkingFolder, unit: str, place: str) -> None:
    """Note, before it is moved, where a unit's workbook will be kept.

    Raises:
        OutputRefused: It cannot be noted; nothing may be moved then.
    """
    append_line(folder.path / UNSAID_FILE, json.dumps([unit, place], ensure_ascii=False))


def noted(folder: WorkingFolder) -> str:
    """The lines as they stand, by which ``said`` knows them; ``""`` where there are none."""
    try:
        return (folder.path / UNSAID_FILE).read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return ""


def recall(
    folder: WorkingFolder,
    known: "Known",
    holders: "Holders",
    find_version: "FindVersion",
    *,
    standing: Container[str],
) -> tuple[Recalled, ...]:
    """What an earlier run moved and did not say.

    Args:
        folder: The working folder.
        known: The present list, roster and settings.
        holders: Who has which task now.
        find_version: Earlier versions of the task list.
        standing: Hashes of the workbooks that still stand in 进度填报/: these were only copied, and are not missed.
    """
    found = []
    for unit, place in dict.fromkeys(_entries(noted(folder))):
        path = folder.path / place
        if path.parent != folder.superseded or path.name == ".." or path.is_symlink() or not path.is_file():
            continue
        one = _read(folder, unit, place, known, holders, find_version, standing=standing)
        found += [one] if one else []
    return tuple(found)


def said(folder: WorkingFolder, lines: str) -> None:
    """Forget what was said; where it cannot be forgotten now, the next run says it once more."""
    if not lines:
        return
    with contextlib.suppress(OutputRefused, OSError), hold(folder):
        if noted(folder) == lines:
            remove_file(folder.path / UNSAID_FILE)


def _entries(lines: str) -> Sequence[tuple[str, str]]:
    """(unit, place) of every whole line; the last may have been cut by the kill."""
    found = []
    for line in lines.splitlines():
        try:
            unit, place = json.loads(line)
        except (ValueError, TypeError, RecursionError):
            continue
        if isinstance(unit, str) and isinstance(place, str) and PurePosixPath(place).parts[1:2] == (SUPERSEDED_FOLDER,):
            found.append((unit, place))
    return found


def _read(
    folder: WorkingFolder,
    unit: str,
    place: str,
    known: "Known",
    holders: "Holders",
    find_version: "FindVersion",
    *,
    standing: Container[str],
) -> Recalled | None:
    from reportgen.workbook.carry import unit_changes
    from reportgen.workbook.standing import Standing, read_standing

    try:
        content = admit(folder.path / place).content
        if sha256(content) in standing:
            return None
        one = read_standing(content, file=place, known=known, find_version=find_version)
    except UnusableInput:
        return Recalled(unit, place, None)
    if not isinstance(one, Standing):
        return Recalled(unit, place, None)
    return Recalled(unit, place, unit_changes(one, known, holders), one.left_behind)
