"""Give every unit its progress workbook, and a new one where the plan changed (``reportgen issue``)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.errors import OutputRefused, WrongUse
from reportgen.files.names import unique_file_names
from reportgen.folder import WorkingFolder, hold, open_folder
from reportgen.steps.office import Office, Progress, open_office
from reportgen.steps.replacing import check_as_read, put_workbook, shelve
from reportgen.steps.shelf import LeftAlone, Shelf, read_shelf
from reportgen.steps.unsaid import Recalled, noted, recall, said

if TYPE_CHECKING:
    from reportgen.workbook.carry import Holders, UnitChanges
    from reportgen.workbook.recognise import Known
    from reportgen.workbook.reissue import Decision
    from reportgen.workbook.standing import Standing


@dataclass(frozen=True, slots=True)
class IssuedWorkbook:
    """One workbook of ``issue``: written, or left alone for a reason.

    Attributes:
        unit: Official name.
        file: Where the unit's workbook stands, relative to the folder.
        carries: Tasks that the unit leads or is responsible for.
        supports: Tasks that it supports.
        is_written: Whether a workbook was written.
        reason: Why not, in Chinese; what happened to an older one where it was.
        is_kept_from_harm: Whether somebody has to look before the unit can be issued its workbook.
        refusal: Why the system did not let it be written, in Chinese; ``""`` where it did.
        superseded: Older workbooks of the unit, where they are kept now.
        changes: What became of the unit's rows, where a filled workbook was replaced.
        left_behind: What stands outside the entry cells of the older workbook and stays there, in Chinese.
        file_note: That the file's name differs from the unit's, in Chinese; ``""`` where it does not.
    """

    unit: str
    file: str
    carries: int
    supports: int
    is_written: bool
    reason: str | None = None
    is_kept_from_harm: bool = False
    superseded: tuple[str, ...] = ()
    changes: "UnitChanges | None" = None
    left_behind: tuple[str, ...] = ()
    refusal: str = ""
    file_note: str = ""

    @property
    def needs_a_person(self) -> bool:
        """Whether a filled row has no place any more, or the workbook could not be issued."""
        return self.is_kept_from_harm or bool(self.left_behind) or bool(self.changes and self.changes.to_decide)


@dataclass(frozen=True, slots=True)
class RetiredWorkbook:
    """A workbook of a unit that has no task any more, moved to 旧版; ``changes`` lists its rows as dropped."""

    unit: str
    file: str
    superseded: str
    changes: "UnitChanges"


@dataclass(frozen=True, slots=True)
class Issued:
    """What ``issue`` did, one workbook per unit in the roster's order.

    Attributes:
        office: The folder.
        workbooks: One per unit.
        retired: Workbooks of units that have no task any more.
        left_alone: Other files in 进度填报/ that cannot be read or are none of this plan's.
        recalled: Workbooks that an earlier run moved, which was ended before it could say so.
        unsaid: What this run noted as not said yet; see ``told``.
    """

    office: Office
    workbooks: tuple[IssuedWorkbook, ...]
    retired: tuple[RetiredWorkbook, ...] = ()
    left_alone: tuple[LeftAlone, ...] = ()
    recalled: tuple[Recalled, ...] = ()
    unsaid: str = ""

    @property
    def needs_a_person(self) -> bool:
        """Whether somebody has to decide something."""
        return (
            any(one.needs_a_person for one in self.workbooks)
            or any(one.changes.to_decide for one in self.retired)
            or any(one.is_refused for one in self.left_alone)
            or any(one.needs_a_person for one in self.recalled)
        )


def issue(path: Path, *, progress: Progress | None = None) -> Issued:
    """Write one progress workbook per unit; what a unit filled is carried over, and never written over.

    A workbook that nobody touched is replaced. A filled one that was issued from another version of the task list, or
    to other duties, moves to 进度填报/旧版/ after the new one stands with everything that was filled.

    Raises:
        WrongUse: The folder has no plan.
        OutputRefused: Another run is writing in the folder, or a file cannot be written.
    """
    folder = open_folder(path)
    if not folder.has_plan:
        raise WrongUse(
            "这里没有方案，没有填报表可以下发", mend="有方案的，请先运行 reportgen new 方案文件 文件夹", file=str(path)
        )
    with hold(folder):
        return _issue(path, progress)


def told(issued: Issued) -> None:
    """Everything was said to the person: the next run need not say it again."""
    said(issued.office.folder, issued.unsaid)


def _issue(path: Path, progress: Progress | None) -> Issued:
    from reportgen.workbook.carry import holders_of
    from reportgen.workbook.recognise import Known

    office = open_office(path)
    folder, roster = office.folder, office.roster
    if any(finding.severity == "error" for finding in office.findings):
        return Issued(office, ())
    known = Known(office.task_list, roster, office.settings)
    shelf = read_shelf(folder, known)
    holders = holders_of(roster)
    names = unique_file_names(roster.units)
    recalled = recall(folder, known, holders, shelf.find_version, standing=shelf.digests)
    workbooks = []
    for number, unit in enumerate(roster.units, 1):
        target = folder.progress / f"{names[unit]}.xlsx"
        workbooks.append(_Unit(office, known, shelf, holders, unit, target).issue_or_say())
        if progress:
            progress(number, len(roster.units))
    refused = [one for one in workbooks if one.refusal]
    if refused and not any(one.is_written for one in workbooks):
        raise OutputRefused(refused[0].refusal, file=refused[0].file)
    retired, stuck = [], []
    for one in shelf.gone:
        try:
            retired.append(_retire(folder, one, known, holders))
        except OutputRefused as error:
            stuck.append(LeftAlone(one.file, _said_of(error), is_refused=True))
    moved = {place for one in workbooks for place in one.superseded} | {one.superseded for one in retired}
    return Issued(
        office,
        tuple(workbooks),
        tuple(retired),
        (*shelf.left_alone, *stuck),
        tuple(one for one in recalled if one.superseded not in moved),
        noted(folder),
    )


def _said_of(error: OutputRefused) -> str:
    return "。".join(filter(None, (error.what, error.mend)))


@dataclass(frozen=True, slots=True)
class _Unit:
    """One unit's turn."""

    office: Office
    known: "Known"
    shelf: Shelf
    holders: "Holders"
    unit: str
    target: Path

    def issue_or_say(self) -> IssuedWorkbook:
        """The turn; a workbook that cannot be written, say because it is open, does not keep the others waiting."""
        try:
            return self.issue()
        except OutputRefused as error:
            from reportgen.workbook.reissue import Decision

            said = _said_of(error)
            decision = Decision("leave", self.office.folder.relative(self.target), said, is_for_a_person=True)
            return replace(self._said(decision), refusal=said)

    def issue(self) -> IssuedWorkbook:
        from reportgen.workbook.carry import carried, reads_back
        from reportgen.workbook.issue import build_workbook
        from reportgen.workbook.issued import says_the_same
        from reportgen.workbook.reissue import decide

        folder, settings = self.office.folder, self.office.settings
        duties = self.known.duties[self.unit]
        task_list = self.office.task_list
        file = folder.relative(self.target)
        standings = self.shelf.of_unit(self.unit)
        decision = decide(
            self.unit,
            standings,
            target=file,
            known=self.known,
            holders=self.holders,
            occupant=self._occupant(file, standings),
            refused=self.shelf.refused.get(self.unit),
        )
        if decision.action == "leave":
            return self._said(decision)
        if decision.action == "retire":
            return self._said(decision, superseded=shelve(folder, decision.retired))
        filled = carried(decision.source, duties) if decision.source else None
        content = build_workbook(
            self.unit, duties=tuple(duties.values()), task_list=task_list, settings=settings, filled=filled
        )
        path = folder.path / decision.file
        if decision.action == "replace" and says_the_same(path.read_bytes(), content):
            return self._said(decision, reason="与已下发的相同，未重写")
        if filled and not reads_back(content, filled, unit=self.unit, known=self.known):
            what = "填报内容搬到新表后核对不一致，未改动；请人工处理"
            return self._said(decision, reason=what, is_for_a_person=True)
        check_as_read(path, next((one for one in standings if one.file == decision.file), None))
        superseded = put_workbook(folder, path, content, decision.retired)
        reason = f"已填内容带入新表；旧表在：{'、'.join(superseded)}" if superseded else None
        return self._said(decision, is_written=True, reason=reason, superseded=superseded)

    def _occupant(self, file: str, standings: "Sequence[Standing]") -> str | None:
        """Why what stands at the unit's place is not its workbook; ``None`` where nothing foreign stands there."""
        if not (self.target.exists() or self.target.is_symlink()) or any(one.file == file for one in standings):
            return None
        what = self.shelf.reasons.get(file, "这里有别的文件")
        return f"{file} {what}，未覆盖；请先把它移走再运行"

    def _said(
        self,
        decision: "Decision",
        *,
        is_written: bool = False,
        reason: str | None = None,
        is_for_a_person: bool = False,
        superseded: tuple[str, ...] = (),
    ) -> IssuedWorkbook:
        duties = self.known.duties[self.unit].values()
        carries = sum(duty.carries for duty in duties)
        return IssuedWorkbook(
            self.unit,
            decision.file,
            carries,
            len(duties) - carries,
            is_written,
            reason or decision.reason,
            is_for_a_person or decision.is_for_a_person,
            superseded,
            decision.changes,
            tuple(dict.fromkeys(said for one in decision.retired for said in one.left_behind)),
            file_note=self._file_note(decision.file),
        )

    def _file_note(self, file: str) -> str:
        """That the unit's name does not do as a file's; nothing where a person gave the file its name."""
        if self.target.stem == self.unit or file != self.office.folder.relative(self.target):
            return ""
        return f"“{self.unit}”不能原样作文件名，文件名写作“{self.target.name}”"


def _retire(folder: WorkingFolder, one: "Standing", known: "Known", holders: "Holders") -> RetiredWorkbook:
    from reportgen.workbook.carry import unit_changes

    (superseded,) = shelve(folder, [one])
    return RetiredWorkbook(one.unit, one.file, superseded, unit_changes(one, known, holders))
