"""Entries → findings: one small function per rule, all findings of all files at once."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from reportgen.check import cells, dates, duties, evidence, persons, silence, targets, texts
from reportgen.check.case import Case
from reportgen.check.personal_data import without_personal
from reportgen.model.findings import Finding
from reportgen.model.progress import Collection
from reportgen.model.roster import Roster, TaskList
from reportgen.model.settings import Settings

Rule = Callable[[Case], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    cells.doubts,
    cells.row_blank,
    cells.status_missing,
    cells.required_missing,
    dates.date_future,
    dates.date_after_form,
    dates.date_early,
    dates.done_late,
    dates.task_overdue,
    dates.date_unneeded,
    texts.status_text_open,
    texts.status_text_begun,
    texts.status_text_once,
    texts.text_vague,
    texts.text_example,
    texts.text_copied,
    texts.text_same,
    targets.figures_against_targets,
    targets.figure_unmeasured,
    duties.support_contradicts,
    duties.leads_contradict,
    duties.task_several_leads,
    duties.task_without_lead,
    evidence.evidence_missing,
    evidence.link_malformed,
    evidence.document_number,
    evidence.evidence_late,
    persons.personal_data,
    persons.secrecy_marks,
    cells.digits_fullwidth,
    silence.unit_unreported,
)
"""Every rule, in the order in which a person would look."""


def check(collection: Collection, *, task_list: TaskList, roster: Roster, settings: Settings) -> tuple[Finding, ...]:
    """All findings, collecting's own among them: by unit in the roster's order, then by task in the plan's.

    No finding carries personal data on: what it quotes from a cell is masked.
    """
    case = Case(collection, task_list, roster, settings)
    found = [*collection.findings, *(finding for rule in RULES for finding in rule(case))]
    units = {unit: number for number, unit in enumerate(roster.units)}
    tasks = {task.id: number for number, task in enumerate(task_list.plan.tasks)}
    last = max(len(units), len(tasks))
    return tuple(
        sorted(
            dict.fromkeys(map(_discreet, found)),
            key=lambda finding: (units.get(finding.unit or "", last), tasks.get(finding.task or "", -1)),
        )
    )


def _discreet(finding: Finding) -> Finding:
    what = without_personal(finding.what)
    return finding if what == finding.what else replace(finding, what=what)
