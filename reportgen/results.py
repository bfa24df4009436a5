"""What the commands print with ``--json``: one plain object each, keys stable."""

from typing import TYPE_CHECKING, Any

from reportgen.model.completion import Completion, Tally
from reportgen.model.findings import Finding
from reportgen.model.plan import Plan, plan_to_json
from reportgen.steps import Built, Checked, Issued, Opened, Recorded, Verified
from reportgen.steps.annual import AnnualChecked
from reportgen.steps.rollup import RolledUp

if TYPE_CHECKING:
    from reportgen.workbook.carry import UnitChanges


def status_json(completion: Completion, *, plan: Plan) -> dict[str, Any]:
    """The figures of ``reportgen status``; rates 0-1, ``None`` where nothing is counted."""
    policy = completion.policy
    return {
        "plan": {"title": plan.title, "issuer": plan.issuer, "year": plan.year, "tasks": len(plan.tasks)},
        "policy": {
            "task_rule": "least_advanced_carrier",
            "mostly_done_counts": policy.mostly_done_counts,
            "support_counts": policy.support_counts,
        },
        "overall": _tally(completion.overall, "tasks"),
        "on_time": {
            "due": len(completion.due),
            "on_time": sum(task.is_on_time for task in completion.due),
            "rate": completion.on_time_rate,
            "overdue_tasks": [task.id for task in completion.tasks if task.is_overdue],
        },
        "categories": [
            {"path": list(category.path), **_tally(category.tally, "tasks")} for category in completion.categories
        ],
        "units": [
            {
                "unit": unit.unit,
                "reported": unit.is_reported,
                "carries": _tally(unit.carries, "assigned"),
                "supports": _tally(unit.supports, "assigned"),
            }
            for unit in completion.units
        ],
        "tasks": [
            {
                "id": task.id,
                "status": task.status,
                "carriers": list(task.carriers),
                "supporters": list(task.supporters),
                "done_on": task.done_on.isoformat() if task.done_on else None,
            }
            for task in completion.tasks
        ],
    }


def _tally(tally: Tally, whole: str) -> dict[str, Any]:
    return {
        whole: tally.assigned,
        "applicable": tally.applicable,
        "done": tally.done,
        "rate": tally.rate,
        "by_status": dict(tally.by_status),
    }


def check_json(checked: Checked, recorded: Recorded) -> dict[str, Any]:
    """Files, units and findings of ``reportgen check``; the counts are of what is open."""
    collection, roster = checked.collection, checked.office.roster
    reported = set(collection.reported)
    open_ones = [finding for finding in checked.findings if finding.is_open]
    return {
        "files": [
            {"file": record.file, "unit": record.unit, "used": record.used, "reason": record.reason}
            for record in collection.files
        ],
        "units": {
            "reported": [unit for unit in roster.units if unit in reported],
            "unreported": [unit for unit in roster.units if unit not in reported],
        },
        "findings": [_finding(finding) for finding in checked.findings],
        "counts": {
            **{
                severity: sum(finding.severity == severity for finding in open_ones)
                for severity in ("error", "warning", "note")
            },
            "dismissed": len(checked.findings) - len(open_ones),
        },
        "ledger": recorded.ledger,
        "returned": [{"unit": one.unit, "workbook": one.workbook, "notice": one.notice} for one in recorded.returned],
        "reminders": [{"unit": unit, "notice": notice} for unit, notice in recorded.reminders.items()],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "file": finding.place.file,
        "sheet": finding.place.sheet,
        "cell": finding.place.cell,
        "unit": finding.unit,
        "task": finding.task,
        "what": finding.what,
        "mend": finding.mend,
        "dismissed": finding.dismissed or None,
    }


def new_json(opened: Opened) -> dict[str, Any]:
    """The plan that ``reportgen new`` put into the folder; what changed, where the folder already held one."""
    plan = plan_to_json(opened.plan)
    if opened.changes is None:
        return plan
    return plan | {
        "changes": {
            "counts": dict(opened.changes.counts),
            "tasks": [
                {
                    "kind": change.kind,
                    "old": change.old.id if change.old else None,
                    "new": change.new.id if change.new else None,
                    "changed": list(change.aspects),
                    "what": change.words or None,
                }
                for change in opened.changes.tasks
            ],
            "kept": list(opened.kept),
        }
    }


def issue_json(issued: Issued) -> dict[str, Any]:
    """The workbooks of ``reportgen issue``."""
    return {
        "workbooks": [
            {
                "unit": workbook.unit,
                "file": workbook.file,
                "carries": workbook.carries,
                "supports": workbook.supports,
                "written": workbook.is_written,
                "reason": workbook.reason,
                "superseded": list(workbook.superseded),
                "changes": _unit_changes(workbook.changes) if workbook.changes else None,
                "left_behind": list(workbook.left_behind),
                "file_note": workbook.file_note or None,
            }
            for workbook in issued.workbooks
        ],
        "retired": [
            {
                "unit": one.unit,
                "file": one.file,
                "superseded": one.superseded,
                "changes": _unit_changes(one.changes),
            }
            for one in issued.retired
        ],
        "left_alone": [{"file": one.file, "reason": one.reason} for one in issued.left_alone],
        "recalled": [
            {
                "unit": one.unit,
                "superseded": one.superseded,
                "changes": _unit_changes(one.changes) if one.changes else None,
                "left_behind": list(one.left_behind),
            }
            for one in issued.recalled
        ],
    }


def _unit_changes(changes: "UnitChanges") -> dict[str, Any]:
    """What became of a unit's rows; ``old`` is the number in the old workbook."""
    return {
        "same": list(changes.same),
        "changed": [{"task": row.task, "old": row.old, "columns": list(row.columns)} for row in changes.changed],
        "moved": [{"task": new, "old": old} for old, new in changes.moved],
        "new": list(changes.new),
        "dropped": [
            {"old": row.old, "row": row.row, "filled": row.is_filled, "task": row.task, "now": list(row.now)}
            for row in changes.dropped
        ],
    }


def build_json(built: Built) -> dict[str, Any]:
    """The files of ``reportgen build``, what the documents lack, and what was left as a person made it."""
    reasons = {kept.written: kept.reason for kept in built.kept}
    return {
        "documents": [
            {"kind": document.kind, "file": document.file, "reason": reasons.get(document.file)}
            for document in built.documents
        ],
        "charts": list(built.charts),
        "manifest": built.manifest,
        "refused": built.is_refused,
        "missing": [{"what": part.what, "where": part.where} for part in built.missing],
        "open_errors": [_finding(finding) for finding in built.open_errors],
        "kept": [{"file": kept.file, "written": kept.written, "reason": kept.reason} for kept in built.kept],
        "undrawn": [{"character": character, "name": name} for character, name in built.undrawn],
        "notes": list(built.notes),
    }


def rollup_json(done: RolledUp) -> dict[str, Any]:
    """The sums of ``reportgen rollup``, and what became of every body that was found."""
    rolled = done.rolled
    return {
        "year": rolled.year,
        "bodies": [
            {
                "body": standing.body.name,
                "folder": standing.body.folder,
                "file": standing.body.file,
                "state": standing.state,
                "problem": standing.body.problem,
            }
            for standing in rolled.standings
        ],
        "missing": list(rolled.missing),
        "tables": {
            name: {
                f"{key.row}.{key.column}": None if value is None else float(value)
                for key, value in rolled.figures.items()
                if key.table == name
            }
            for name in ("disclosure", "requests", "reviews")
        },
        "counts": {key: None if value is None else float(value) for key, value in rolled.counts.items()},
        "completion": _tally(rolled.completion, "tasks") if rolled.completion else None,
        "findings": [_finding(finding) for finding in rolled.all_findings],
        "files": [str(file) for file in done.files],
    }


def annual_check_json(checked: AnnualChecked) -> dict[str, Any]:
    """What ``reportgen annual check`` read and found; a finding of a rule has the rule's id as its code."""
    report = checked.report
    return {
        "report": {
            "file": report.file,
            "title": report.title,
            "body": report.body,
            "year": report.year,
            "kind": report.kind,
            "scope": report.scope,
            "editions": dict(report.editions),
        },
        "tables": {
            name: {
                f"{key.row}.{key.column}": {
                    "text": figure.text,
                    "state": figure.state,
                    "value": float(figure.value) if figure.value is not None else None,
                    "remark": figure.remark or None,
                }
                for key, figure in report.figures.items()
                if key.table == name
            }
            for name in ("disclosure", "requests", "reviews")
        },
        "parts": [
            {
                "number": part.number,
                "heading": part.heading,
                "paragraphs": [one.text for one in part.paragraphs],
            }
            for part in report.parts
        ],
        "findings": [_finding(finding) for finding in checked.findings],
        "counts": {
            severity: sum(finding.severity == severity for finding in checked.findings)
            for severity in ("error", "warning", "note")
        },
        "rules": {
            "ran": list(checked.ran),
            "not_run": [{"rule": one.rule, "why": one.why, "partial": one.is_partial} for one in checked.not_run],
        },
    }


def verify_json(verified: Verified) -> dict[str, Any]:
    """What ``reportgen verify`` found; files relative to the working folder."""
    return {
        "document": verified.document,
        "from_these_files": verified.is_from_these_files,
        "document_edited": verified.is_edited,
        "changed": list(verified.changed),
        "missing": list(verified.missing),
        "new": list(verified.new),
        "templates_changed": list(verified.templates),
        "decisions_changed": verified.is_decided_otherwise,
        "as_of": verified.as_of,
        "inputs": dict(verified.inputs),
        "versions_changed": {name: {"then": then, "now": now} for name, (then, now) in verified.versions.items()},
    }
