"""Collect what came back, check it and count (``reportgen check`` and ``status``)."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reportgen.model.completion import Completion
from reportgen.model.findings import Finding
from reportgen.model.progress import Collection
from reportgen.steps.office import Office, Progress, open_office


@dataclass(frozen=True, slots=True)
class Checked:
    """What came back, what was found in it, and the figures."""

    office: Office
    collection: Collection
    findings: tuple[Finding, ...]
    completion: Completion


def check(path: Path, *, as_of: date | None = None, progress: Progress | None = None) -> Checked:
    """Collect what came back, check it and count (``check`` and ``status``)."""
    from reportgen.check import check as check_entries
    from reportgen.completion import count
    from reportgen.workbook.collect import collect

    office = open_office(path, as_of=as_of)
    task_list, roster, settings = office.task_list, office.roster, office.settings
    collection = collect(office.folder.path, task_list=task_list, roster=roster, settings=settings, progress=progress)
    findings = check_entries(collection, task_list=task_list, roster=roster, settings=settings)
    completion = count(collection, task_list=task_list, roster=roster, settings=settings)
    return Checked(office, collection, (*office.findings, *findings), completion)
