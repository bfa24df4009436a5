"""Collect what came back, check it and count (``reportgen check`` and ``status``); nothing is written here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reportgen.folder import WorkingFolder
from reportgen.model.completion import Completion
from reportgen.model.findings import Finding, Place
from reportgen.model.ledger import Ledger
from reportgen.model.progress import Collection
from reportgen.steps.annual import AnnualChecked, check_annual_of
from reportgen.steps.office import Office, Progress, open_office

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Checked:
    """What came back, what was found in it, and the figures.

    Attributes:
        office: The working folder.
        collection: What came back.
        findings: Everything found, with a person's decisions.
        completion: The figures.
        ledger: What an earlier 校核结果.xlsx says.
        annual: The complete annual report's part; ``None`` while nobody has filled 年报数据.xlsx.
    """

    office: Office
    collection: Collection
    findings: tuple[Finding, ...]
    completion: Completion
    ledger: Ledger
    annual: AnnualChecked | None = None

    @property
    def needs_a_person(self) -> bool:
        """Whether anything is open that somebody has to look at."""
        return any(finding.needs_a_person for finding in self.findings)


def check(
    path: Path, *, as_of: date | None = None, progress: Progress | None = None, previous: Path | None = None
) -> Checked:
    """Collect what came back, check it against the decisions of an earlier check, and count.

    Args:
        path: The working folder.
        as_of: Instead of the settings' 统计截止日期.
        progress: Told how many workbooks were read.
        previous: Last year's annual report, for the rules of two years.

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
    ledger = _read_ledger(office.folder)
    completion = count(collection, task_list=task_list, roster=roster, settings=settings)
    whole = completion.overall
    annual = check_annual_of(office, {"tasks": whole.assigned, "done": whole.done}, previous=previous)
    found_in_annual = annual.findings if annual else ()
    findings = decide((*office.findings, *found, *found_in_annual), collection, ledger, plan=office.plan)
    doubts = _unexplained(findings, ledger, office.folder)
    findings += decide(doubts, collection, ledger, plan=office.plan)
    return Checked(office, collection, findings, completion, ledger, annual)


def _read_ledger(folder: WorkingFolder) -> Ledger:
    """What an earlier 校核结果.xlsx says."""
    if not folder.ledger.is_file():
        return Ledger()
    from reportgen.files.door import admit
    from reportgen.ledger.read import read_ledger

    return read_ledger(admit(folder.ledger).content, file=folder.relative(folder.ledger))


def _unexplained(findings: Sequence[Finding], ledger: Ledger, folder: WorkingFolder) -> tuple[Finding, ...]:
    """What a person forgot: findings marked 属实 without a reason."""
    from reportgen.catalogue import finding

    forgotten = [one for one in findings if one.key in ledger.unexplained]
    if not forgotten:
        return ()
    names = dict.fromkeys(_name(one) for one in forgotten)
    named = "、".join(list(names)[:_NAMED]) + ("等" if len(names) > _NAMED else "")
    said = f"有 {len(forgotten)} 条写了“属实”而没有写理由（{named}），仍按未核处理"
    return (finding("decision-unexplained", Place(folder.relative(folder.ledger), "待核"), said),)


def _name(finding: Finding) -> str:
    """A finding as a person knows it in the list: its unit and task, else what was found."""
    task = f"第{finding.task}项" if finding.task else ""
    return f"{finding.unit or ''}{task}" or finding.what
