"""Findings recognised again from check to check, and those that a person let stand."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from reportgen.model.findings import Finding, Place
from reportgen.model.ledger import Ledger
from reportgen.model.plan import Plan
from reportgen.model.progress import Collection

_KEY_LENGTH = 16


def decide(findings: Iterable[Finding], collection: Collection, ledger: Ledger, *, plan: Plan) -> tuple[Finding, ...]:
    """The findings with their keys, and with the reasons for which a person let them stand.

    A finding is the same one as long as its code, unit, task and the content of its cell are the same: a cell that
    changes brings it back. A task is known by its words, because a new version of the plan may give its number to
    another one.
    """
    texts = _texts(collection)
    tasks = _tasks(plan)
    decided = []
    for finding in findings:
        key = _key(finding, texts, tasks)
        decided.append(replace(finding, key=key, dismissed=ledger.dismissals.get(key, "")))
    return tuple(decided)


def _texts(collection: Collection) -> Mapping[Place, str]:
    return {written.place: written.text for entry in collection.entries for written in entry.written.values()}


def _tasks(plan: Plan) -> Mapping[str, str]:
    """Number of a task → its words; with the number where two tasks have the same ones."""
    words = {task.id: re.sub(r"\s+", "", f"{task.title or ''}\1{task.text}") for task in plan.tasks}
    often = Counter(words.values())
    return {number: text if often[text] == 1 else f"{text}\1{number}" for number, text in words.items()}


def _key(finding: Finding, texts: Mapping[Place, str], tasks: Mapping[str, str]) -> str:
    """A key of the finding's content; row and file name do not enter it, since people move rows and rename files."""
    content = texts.get(finding.place)
    # A blank cell is told apart by its column, and what has no cell by what was found.
    anchor = content or (finding.place.cell or "").rstrip("0123456789")
    task = finding.task or ""
    parts = [finding.code, finding.unit or "", tasks.get(task, task), anchor]
    if content is None:
        parts += [finding.place.file or "", finding.what]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_KEY_LENGTH]
