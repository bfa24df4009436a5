"""Write what a check found: 校核结果.xlsx, 退回修改/ for the units, and 催报/ for those that sent nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reportgen.errors import OutputRefused, UnusableInput, refuse_together
from reportgen.files.door import admit
from reportgen.files.names import unique_file_names
from reportgen.files.write import write_file
from reportgen.folder import hold, open_folder, place_for_old_version, sha256
from reportgen.steps.checking import Checked, check
from reportgen.steps.desk import Desk
from reportgen.steps.office import Progress
from reportgen.steps.origin import Origin, check_unchanged, hash_of, input_hashes, origin_of
from reportgen.steps.policies import FiguresByPolicy, figures_by_policy

_NOT_SENT = frozenset({"unit-unreported", "evidence-missing"})
"""Findings that say nothing a letter with a returned workbook should: evidence is asked for, not demanded."""


@dataclass(frozen=True, slots=True)
class ReturnedUnit:
    """What goes back to one unit.

    Attributes:
        unit: Official name.
        workbook: Its own workbook with marks, relative to the working folder; ``None`` where it cannot be marked.
        notice: The letter, relative to the working folder.
    """

    unit: str
    workbook: str | None
    notice: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a check wrote.

    Attributes:
        ledger: 校核结果.xlsx, relative to the working folder.
        returned: Units that have something to mend, in the roster's order.
        reminders: Unit that sent nothing → its letter; empty where no letters were asked for.
        refused: Files that the system did not let be written; all others are.
    """

    ledger: str
    returned: tuple[ReturnedUnit, ...]
    reminders: Mapping[str, str]
    refused: tuple[OutputRefused, ...] = ()


def check_and_record(
    path: Path, *, as_of: date | None = None, progress: Progress | None = None, with_notices: bool = False
) -> tuple[Checked, Recorded]:
    """Check a folder and write what was found, with no other run in between (``reportgen check``).

    Raises:
        OutputRefused: Another run is writing in the folder, or a file cannot be written.
    """
    with hold(open_folder(path)):
        checked, inputs = check_unmoved(path, as_of=as_of, progress=progress)
        recorded = record(checked, origin_of(checked, inputs), day=as_of, with_notices=with_notices)
    refuse_together(recorded.refused)
    return checked, recorded


def check_unmoved(
    path: Path, *, as_of: date | None = None, progress: Progress | None = None, previous: Path | None = None
) -> tuple[Checked, Mapping[str, str]]:
    """Check a folder that nobody changes meanwhile; also the hash of every input, which is that of what was read.

    Raises:
        UnusableInput: A file was changed while it was read.
    """
    folder = open_folder(path)
    inputs, decisions = input_hashes(folder), hash_of(folder.ledger)
    checked = check(path, as_of=as_of, progress=progress, previous=previous)
    check_unchanged(folder, inputs)
    if hash_of(folder.ledger) != decisions:
        what = "运行期间这个文件有变动，没有写入任何结果"
        raise UnusableInput(what, mend="请等它保存完毕后再运行", file=folder.relative(folder.ledger))
    return checked, inputs


def record(
    checked: Checked,
    origin: Origin,
    *,
    day: date | None = None,
    with_notices: bool = False,
    policies: FiguresByPolicy | None = None,
) -> Recorded:
    """Write the check's results; what a person wrote in an earlier 校核结果.xlsx is kept. The caller holds the folder.

    Args:
        checked: The check.
        origin: From what; noted with the results.
        day: The day of the check where a person named it, for the history.
        with_notices: Whether to write letters to the units that sent nothing.
        policies: The figures under every 口径, where they were counted already.
    """
    folder = checked.office.folder
    desk = Desk(folder)
    returned = _return_units(checked, desk)
    reminders = _remind(checked, desk, is_asked=with_notices)
    desk.clear(folder.returns)
    desk.clear(folder.reminders)
    ledger = _write_ledger(checked, desk, returned, day, policies or figures_by_policy(checked))
    desk.remember(origin.to_json(), ledger)
    return Recorded(ledger, returned, reminders, tuple(desk.refused.values()))


def _return_units(checked: Checked, desk: Desk) -> tuple[ReturnedUnit, ...]:
    """Mark and write back the workbook of every unit that has something to mend."""
    from reportgen.returns import notice_bytes, pack_return, return_notice

    office = checked.office
    plan, settings = office.plan, office.settings
    files = {record.file for record in checked.collection.files}
    used = {record.unit: record.file for record in checked.collection.files if record.used and record.unit}
    names = unique_file_names(office.roster.units)
    returned = []
    for unit in office.roster.units:
        findings = [
            finding
            for finding in checked.findings
            if finding.unit == unit
            and finding.is_open
            and finding.place.file in files  # what is wrong in the task list is no unit's to mend
            and finding.code not in _NOT_SENT
        ]
        if not any(finding.needs_a_person for finding in findings):
            continue
        file = used.get(unit)
        workbook = None
        if file:
            content = admit(office.folder.path / file, is_bulk=True).content  # it may have changed since it was read
            packed = pack_return(unit, content, file=file, findings=findings, plan=plan, settings=settings)
            notice = packed.notice
            if packed.workbook is not None:
                workbook = desk.put(office.folder.returns, f"{names[unit]}.xlsx", packed.workbook)
        else:
            notice = notice_bytes(return_notice(unit, findings, plan=plan, settings=settings, is_attached=False))
        returned.append(ReturnedUnit(unit, workbook, desk.put(office.folder.returns, f"{names[unit]}.txt", notice)))
    return tuple(returned)


def _remind(checked: Checked, desk: Desk, *, is_asked: bool) -> dict[str, str]:
    """A letter to every unit that sent nothing; without being asked only the letters that still hold are kept.

    A unit whose files cannot be counted (two that differ) did send something: it gets its return instead.
    """
    from reportgen.returns import notice_bytes, reminder_notice

    office = checked.office
    reported = set(checked.collection.reported)
    records = checked.collection.files
    blank = {record.unit for record in records if record.used}
    in_question = {record.unit for record in records if not record.used} - blank
    names = unique_file_names(office.roster.units)
    letters = {}
    for unit in office.roster.units:
        if unit in reported or unit in in_question:
            continue
        name = f"{names[unit]}.txt"
        if is_asked:
            duties = office.roster.of_unit(unit)
            letter = reminder_notice(unit, duties, plan=office.plan, settings=office.settings)
            letters[unit] = desk.put(office.folder.reminders, name, notice_bytes(letter))
        else:
            desk.keep(office.folder.reminders / name)
    return letters


def _write_ledger(
    checked: Checked,
    desk: Desk,
    returned: Sequence[ReturnedUnit],
    day: date | None,
    policies: FiguresByPolicy,
) -> str:
    from reportgen.completion import describe_policy
    from reportgen.ledger import LedgerFacts, history_after, write_ledger
    from reportgen.workbook.conservation import conserve

    office = checked.office
    events = history_after(checked.ledger.events, checked.collection, checked.findings, day=day)
    facts = LedgerFacts(
        title=office.settings.plan_title or office.plan.title,
        findings=checked.findings,
        collection=checked.collection,
        roster=office.roster,
        completion=checked.completion,
        policies=tuple((describe_policy(policy), figures) for policy, figures in policies),
        returned={one.unit: one.workbook or one.notice for one in returned},
        conservation=str(conserve(checked.collection, office.roster)),
        events=events,
        earlier=checked.ledger,
    )
    content = write_ledger(facts)
    path = office.folder.ledger
    file = office.folder.relative(path)
    if path.is_file():
        standing = path.read_bytes()
        if standing != content and sha256(standing) not in (desk.made.get(file), desk.announced.get(file)):
            # A person wrote in it. The decisions were read and stand in the new one; the rest of it is kept.
            write_file(place_for_old_version(office.folder.shelved, path.name, standing), standing)
    return desk.write(path, content)
