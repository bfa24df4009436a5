"""What came back → entries: every file and every issued row accounted for, nothing written, nothing guessed in silence."""

from collections.abc import Callable
from pathlib import Path

from reportgen.catalogue import finding
from reportgen.errors import UnusableInput
from reportgen.model.findings import Finding, Place
from reportgen.model.progress import Collection, Entry, FileRecord
from reportgen.model.roster import Roster, TaskList
from reportgen.model.settings import Settings
from reportgen.workbook import inbox
from reportgen.workbook.recognise import Known
from reportgen.workbook.returned import Refusal, Returned, read_returned
from reportgen.workbook.rivals import choose


def collect(
    folder: Path,
    *,
    task_list: TaskList,
    roster: Roster,
    settings: Settings,
    progress: Callable[[int, int], None] | None = None,
) -> Collection:
    """Read everything in 进度填报/ of a working folder.

    Args:
        folder: The working folder.
        task_list: The plan that counts.
        roster: Who was issued what.
        settings: Which of two differing files counts, and other words for a status.
        progress: Told (files done, files) after each file.

    Returns:
        Entries of the files that count, and a record of every file found.
    """
    known = Known(task_list, roster, settings)
    records: list[FileRecord] = []
    findings: list[Finding] = []
    returns: dict[str, list[Returned]] = {unit: [] for unit in roster.units}
    files = inbox.files_of(folder)
    for number, (file, path) in enumerate(files, 1):
        result = _read(file, path, known)
        if isinstance(result, Returned):
            returns[result.unit].append(result)
        else:
            records.append(result[0])
            findings.append(result[1])
        if progress:
            progress(number, len(files))
    entries: list[Entry] = []
    for of_unit in returns.values():
        if not of_unit:
            continue
        choice = choose(of_unit, settings)
        records += choice.records
        findings += choice.findings
        if choice.used:
            entries += choice.used.entries
            # A form that nobody filled is unreported, which check says once; what it lacks is of no interest then.
            findings += () if choice.used.is_blank else choice.used.findings
    filled = {entry.unit for entry in entries if not entry.is_blank}
    return Collection(
        tuple(sorted(records, key=lambda record: record.file)),
        tuple(entries),
        tuple(unit for unit in roster.units if unit in filled),
        tuple(findings),
    )


def _read(file: str, path: Path, known: Known) -> Returned | tuple[FileRecord, Finding]:
    """One file: a unit's return, or the record and the finding that say why it is none."""
    content = inbox.content_of(path)
    if isinstance(content, inbox.Unread):
        code = "file-skipped" if content.kind == "skipped" else "file-refused"
        return _unused(file, Refusal(code, content.what, content.mend), content.kind)
    try:
        result = read_returned(content, file=file, known=known)
    except UnusableInput as error:
        return _unused(file, Refusal("file-refused", error.what, error.mend), "refused")
    return _unused(file, result, "refused") if isinstance(result, Refusal) else result


def _unused(file: str, why: Refusal, kind: inbox.Kind) -> tuple[FileRecord, Finding]:
    place = Place(file, why.sheet)
    record = FileRecord(file, why.unit, used=False, reason=why.what, kind=kind)
    return record, finding(why.code, place, f"{why.what}，未使用", why.mend, unit=why.unit)
