"""Findings in words, and where in the document each of them belongs."""

from collections.abc import Container, Iterable, Sequence
from functools import cached_property

from reportgen.document.case import Case
from reportgen.document.notes import Note
from reportgen.ledger.form import SEVERITY_WORDS
from reportgen.model.findings import Finding
from reportgen.model.progress import EntryColumn


def told(finding: Finding) -> str:
    """The finding in one line, with the reason where a person let it stand."""
    word = SEVERITY_WORDS[finding.severity]
    if finding.dismissed:
        place = f"{finding.place}：" if str(finding.place) else ""
        return f"【属实】{place}{finding.what}（原为{word}）；理由：{finding.dismissed} [{finding.code}]"
    return f"【待核·{word}】{finding}" if finding.severity != "note" else f"【{word}】{finding}"


class FindingPlaces:
    """Findings by the task or unit that they are about."""

    def __init__(self, findings: Sequence[Finding], case: Case) -> None:
        self._findings = findings
        self._case = case

    @cached_property
    def _tasks(self) -> frozenset[str]:
        return frozenset(task.id for task in self._case.plan.tasks)

    @cached_property
    def _columns(self) -> dict[tuple[str, str, str], EntryColumn]:
        return {
            (written.place.file or "", written.place.sheet or "", written.place.cell or ""): column
            for entry in self._case.collection.entries
            for column, written in entry.written.items()
        }

    def of_task(self, task: str, columns: Container[EntryColumn | None] | None = None) -> list[Finding]:
        """Findings about a task; with ``columns`` only those on cells of these columns."""
        found = self._by_task.get(task, [])
        return found if columns is None else [finding for finding in found if self.column_of(finding) in columns]

    @cached_property
    def _by_task(self) -> dict[str, list[Finding]]:
        found: dict[str, list[Finding]] = {}
        for finding in self._findings:
            if finding.task in self._tasks:
                found.setdefault(str(finding.task), []).append(finding)
        return found

    def of_unit(self, unit: str) -> list[Finding]:
        """Findings about a unit as a whole."""
        return [finding for finding in self._findings if finding.unit == unit and finding.task not in self._tasks]

    def column_of(self, finding: Finding) -> EntryColumn | None:
        """The entry column on which a finding stands; ``None`` where it stands on no entry cell."""
        place = finding.place
        return self._columns.get((place.file or "", place.sheet or "", place.cell or ""))


def notes_of(findings: Iterable[Finding]) -> list[Note]:
    """One note a finding; those that are only for information together in one."""
    findings = list(findings)
    apart = [finding for finding in findings if finding.severity != "note" or finding.dismissed]
    mere = tuple(finding for finding in findings if finding not in apart)
    notes = [Note(told(finding), (finding,)) for finding in apart]
    return [*notes, Note("\n".join(map(told, mere)), mere)] if mere else notes
