"""What stands in 进度填报/ before issuing: every unit's workbooks, each read by the version it was issued from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from reportgen.errors import ReportgenError, UnusableInput
from reportgen.folder import WorkingFolder, earlier_task_lists

if TYPE_CHECKING:
    from reportgen.workbook.recognise import Known
    from reportgen.workbook.standing import FindVersion, Standing, Version


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A file that is not touched, and why; ``is_refused`` where the system did not let it be moved."""

    file: str
    reason: str
    is_refused: bool = False


@dataclass(slots=True)
class Shelf:
    """The files of 进度填报/.

    Attributes:
        find_version: Earlier versions of the task list.
        standings: Unit → its workbooks, by path.
        gone: Workbooks of units that have no task any more.
        refused: Unit → why one of its workbooks cannot be read safely.
        reasons: File → why it is no workbook of the unit whose place it takes.
    """

    find_version: "FindVersion"
    standings: "dict[str, list[Standing]]" = field(default_factory=dict)
    gone: "list[Standing]" = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    _left: list[LeftAlone] = field(default_factory=list)

    def of_unit(self, unit: str) -> "Sequence[Standing]":
        """The unit's workbooks, by path."""
        return self.standings.get(unit, [])

    @property
    def digests(self) -> set[str]:
        """The hashes of all workbooks of ours."""
        return {one.digest for ones in (*self.standings.values(), self.gone) for one in ones}

    @property
    def left_alone(self) -> tuple[LeftAlone, ...]:
        """Files that cannot be read or are none of this plan's, by path."""
        return tuple(self._left)

    def leave(self, file: str, why: str, *, unit: str | None = None) -> None:
        """Note a file that is not touched; where it is a unit's, nothing else is written for that unit."""
        self.reasons[file] = why
        self._left.append(LeftAlone(file, why))
        if unit:
            self.refused[unit] = f"{file}：{why}，未改动；请先处理"

    def put(self, one: "Standing") -> None:
        """Note a workbook of ours."""
        self.reasons[one.file] = f"是{one.unit}的填报表"
        if one.is_on_roster:
            self.standings.setdefault(one.unit, []).append(one)
        else:
            self.gone.append(one)


def read_shelf(folder: WorkingFolder, known: "Known") -> Shelf:
    """Read everything in 进度填报/."""
    from reportgen.workbook import inbox
    from reportgen.workbook.returned import Refusal
    from reportgen.workbook.standing import read_standing

    find_version = _versions(folder, known)
    shelf = Shelf(find_version)
    for file, path in inbox.files_of(folder.path):
        content = inbox.content_of(path)
        if isinstance(content, inbox.Unread):
            shelf.reasons[file] = content.what
            if content.kind == "refused":
                shelf.leave(file, content.what)
            continue
        try:
            one = read_standing(content, file=file, known=known, find_version=find_version)
        except UnusableInput as error:
            shelf.leave(file, error.what)
            continue
        if isinstance(one, Refusal):
            shelf.leave(file, one.what, unit=one.unit)
        else:
            shelf.put(one)
    return shelf


def _versions(folder: WorkingFolder, known: "Known") -> "FindVersion":
    """Earlier versions of the task list by their fingerprint, read when the first one is asked for."""

    @lru_cache(maxsize=1)
    def versions() -> "Mapping[str, Version]":
        return _read_versions(folder, known)

    return lambda fingerprint: versions().get(fingerprint)


def _read_versions(folder: WorkingFolder, known: "Known") -> "dict[str, Version]":
    from reportgen.model.roster import Roster
    from reportgen.plan.compare import compare_plans
    from reportgen.plan.tasklist import read_task_list
    from reportgen.workbook.recognise import Known
    from reportgen.workbook.standing import Version

    found: dict[str, Version] = {}
    for path in earlier_task_lists(folder):
        try:
            task_list, _ = read_task_list(path)
        except ReportgenError:  # a list that somebody damaged helps nobody; rows are then recognised by themselves
            continue
        earlier = Known(task_list, Roster((), ()), known.settings)
        if earlier.fingerprint not in found:
            changes = compare_plans(task_list.plan, known.task_list.plan)
            found[earlier.fingerprint] = Version(earlier, changes.new_ids)
    return found
