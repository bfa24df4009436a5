"""Collect what came back, check it and count (``reportgen check`` and ``status``); nothing is written here."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reportgen.folder import WorkingFolder
from reportgen.model.completion import Completion
from reportgen.model.findings import Finding, Place
from reportgen.model.ledger import Ledger
from reportgen.model.progress import Collection
from reportgen.steps.office import Office, Progress, open_office


@dataclass(frozen=True, slots=True)
class Checked:
    """What came back, what was found in it, and the figures.

    Attributes:
        office: The working folder.
        collection: What came back.
        findings: Everything found, with a person's decisions.
        completion: The figures.
        ledger: What an earlier 校核结果.xlsx says.
    """

    office: Office
    collection: Collection
    findings: tuple[Finding, ...]
    completion: Completion
    ledger: Ledger

    @property
    def needs_a_person(self) -> bool:
        """Whether anything is open that somebody has to look at."""
        return any(finding.needs_a_person for finding in self.findings)


def check(path: Path, *, as_of: date | None = None, progress: Progress | None = None) -> Checked:
    """Collect what came back, check it against the decisions of an earlier check, and count.

    Raises:
        UnusableInput: The task list, the settings or an earlier 校核结果.xlsx cannot be read.
    """
    from reportgen.check import check as check_entries
    from reportgen.completion import count
    from reportgen.ledger.decide import decide
    from reportgen.workbook.collect import collect

    office = open_office(path, as_of=as_of)
    task_list, roster, settings = office.task_list, office.roster, office.settings
    collection = collect(office.folder.path, task_list=task_list, roster=roster, settings=settings, progress=progress)
    found = check_entries(collection, task_list=task_list, roster=roster, settings=settings)
    ledger, doubts = _read_ledger(office.folder)
    findings = decide((*office.findings, *found, *doubts), collection, ledger)
    completion = count(collection, task_list=task_list, roster=roster, settings=settings)
    return Checked(office, collection, findings, completion, ledger)


def _read_ledger(folder: WorkingFolder) -> tuple[Ledger, tuple[Finding, ...]]:
    """An earlier 校核结果.xlsx, and what a person forgot in it."""
    if not folder.ledger.is_file():
        return Ledger(), ()
    from reportgen.catalogue import finding
    from reportgen.files.door import admit
    from reportgen.ledger.read import read_ledger

    file = folder.relative(folder.ledger)
    ledger = read_ledger(admit(folder.ledger).content, file=file)
    if not ledger.unexplained:
        return ledger, ()
    said = f"有 {len(ledger.unexplained)} 条写了“属实”而没有写理由，仍按未核处理"
    return ledger, (finding("decision-unexplained", Place(file, "待核"), said),)
