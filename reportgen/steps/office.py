"""A working folder that was read, and who is told how far a step is."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from reportgen.errors import UnusableInput, WrongUse
from reportgen.folder import ANNUAL_FILE, WorkingFolder, load_settings, open_folder
from reportgen.model.findings import Finding
from reportgen.model.plan import Plan
from reportgen.model.roster import Roster, TaskList
from reportgen.model.settings import Settings

Progress = Callable[[int, int], None]
"""Told (done, total) while a step works through many files."""


@dataclass(frozen=True, slots=True)
class Office:
    """A working folder that was read: settings, plan, and who gets what; no tasks where it has no plan."""

    folder: WorkingFolder
    settings: Settings
    task_list: TaskList
    roster: Roster
    findings: tuple[Finding, ...]

    @property
    def plan(self) -> Plan:
        """The plan that counts: 任务清单.xlsx as it stands."""
        return self.task_list.plan


def open_office(path: Path, *, as_of: date | None = None) -> Office:
    """Read a working folder's settings and task list; ``as_of`` overrides the settings' 统计截止日期."""
    from reportgen.plan.tasklist import read_task_list
    from reportgen.roster import make_roster, roster_findings

    folder = open_folder(path)
    task_list, findings = read_task_list(folder.task_list) if folder.has_plan else (_no_tasks(folder), ())
    settings = load_settings(folder, task_list.plan)
    if as_of:
        settings = replace(settings, as_of=as_of)
    roster = make_roster(task_list)
    return Office(folder, settings, task_list, roster, (*findings, *roster_findings(task_list, roster)))


def _no_tasks(folder: WorkingFolder) -> TaskList:
    """The task list of an office without a plan, whose year and name stand in 年报数据.xlsx.

    Raises:
        WrongUse: Nobody has filled the workbook, so that there is nothing at all to work on.
        UnusableInput: It does not say the year.
    """
    from reportgen.annual.workbook import read_annual_workbook

    read = read_annual_workbook(folder.annual, file=ANNUAL_FILE)
    if read.is_untouched:
        raise WrongUse(f"{ANNUAL_FILE}还没有填写", mend="填好以后再运行", file=str(folder.path))
    report = read.input.report
    if report.year is None:
        raise UnusableInput("“情况”表没有写清楚年度", mend="请在“年度”一行写四位数字，如 2025", file=ANNUAL_FILE)
    return TaskList(Plan("", report.body, report.year, ()), ())
