"""When each unit reported and was returned: the history goes on only where something happened."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from reportgen.model.findings import Finding
from reportgen.model.ledger import Event
from reportgen.model.progress import Collection, FileRecord
from reportgen.workbook.spec import CREATED


def history_after(
    events: Sequence[Event], collection: Collection, findings: Iterable[Finding], *, day: date | None
) -> tuple[Event, ...]:
    """The history with what this check adds: a new or changed file, its return, its acceptance.

    Args:
        events: The history so far.
        collection: What lies in 进度填报 now.
        findings: All findings of this check, decided.
        day: The day of the check where a person names it. A return carries it, or the date of the newest file then in
            hand where that is later: outputs depend on the data and never on the clock.
    """
    added: list[Event] = list(events)
    counts = _counts(findings, collection)
    reported = set(collection.reported)
    newest = max((_saved(record) for record in collection.files), default="")
    checked = max(day.isoformat() if day else "", newest)
    for record in collection.files:
        if not record.used or record.unit is None or record.unit not in reported:
            continue
        own = [event for event in added if event.unit == record.unit]
        errors, warnings = counts.get(record.unit, (0, 0))
        if not own or own[-1].fingerprint != record.fingerprint:
            # What the unit had filled before and we carried into a new workbook is no report of that day.
            came = "reissued" if _is_our_own(record) else "reported"
            added.append(_event(record, came, _saved(record), errors, warnings))
            own = added[-1:]
        kind = "returned" if errors or warnings else "accepted"
        if own[-1].kind != kind:
            added.append(_event(record, kind, checked, errors, warnings))
    return tuple(added)


def _event(record: FileRecord, kind: str, day: str, errors: int, warnings: int) -> Event:
    return Event(record.unit or "", kind, day, record.file, record.fingerprint, errors, warnings)  # type: ignore[arg-type]  # the words above


def _saved(record: FileRecord) -> str:
    """The day on which a program last saved the file, ``""`` where the file does not say."""
    return "" if _is_our_own(record) else record.modified[:10]


def _is_our_own(record: FileRecord) -> bool:
    """Whether no other program has saved the file since we wrote it."""
    return record.modified[:10] == CREATED.date().isoformat()


def _counts(findings: Iterable[Finding], collection: Collection) -> Mapping[str, tuple[int, int]]:
    """Unit → open errors and warnings in what it sent; what is wrong in the task list is not the unit's."""
    files = {record.file for record in collection.files}
    counts: dict[str, tuple[int, int]] = {}
    for finding in findings:
        if finding.unit and finding.is_open and finding.place.file in files and finding.code != "unit-unreported":
            errors, warnings = counts.get(finding.unit, (0, 0))
            counts[finding.unit] = (errors + (finding.severity == "error"), warnings + (finding.severity == "warning"))
    return counts
