"""When each unit reported and was returned: the history goes on only where something happened."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from reportgen.model.findings import Finding
from reportgen.model.ledger import Event
from reportgen.model.progress import Collection, FileRecord


def history_after(
    events: Sequence[Event], collection: Collection, findings: Iterable[Finding], *, day: date | None
) -> tuple[Event, ...]:
    """The history with what this check adds: a new or changed file, its return, its acceptance.

    Args:
        events: The history so far.
        collection: What lies in 进度填报 now.
        findings: All findings of this check, decided.
        day: The day of the check where a person names it. Without it a return carries the date of the newest file
            then in hand, because outputs depend on the data and never on the clock.
    """
    added: list[Event] = list(events)
    counts = _counts(findings)
    reported = set(collection.reported)
    newest = max((_saved(record) for record in collection.files), default="")
    checked = day.isoformat() if day else newest
    for record in collection.files:
        if not record.used or record.unit is None or record.unit not in reported:
            continue
        own = [event for event in added if event.unit == record.unit]
        errors, warnings = counts.get(record.unit, (0, 0))
        if not own or own[-1].fingerprint != record.fingerprint:
            added.append(_event(record, "reported", _saved(record), errors, warnings))
            own = added[-1:]
        kind = "returned" if errors or warnings else "accepted"
        if own[-1].kind != kind:
            added.append(_event(record, kind, checked, errors, warnings))
    return tuple(added)


def _event(record: FileRecord, kind: str, day: str, errors: int, warnings: int) -> Event:
    return Event(record.unit or "", kind, day, record.file, record.fingerprint, errors, warnings)  # type: ignore[arg-type]  # the three words above


def _saved(record: FileRecord) -> str:
    """The day on which a program last saved the file, ``""`` where the file does not say."""
    return record.modified[:10]


def _counts(findings: Iterable[Finding]) -> Mapping[str, tuple[int, int]]:
    """Unit → open errors and warnings in what it sent."""
    counts: dict[str, tuple[int, int]] = {}
    for finding in findings:
        if finding.unit and finding.is_open and finding.place.file and finding.code != "unit-unreported":
            errors, warnings = counts.get(finding.unit, (0, 0))
            counts[finding.unit] = (errors + (finding.severity == "error"), warnings + (finding.severity == "warning"))
    return counts
