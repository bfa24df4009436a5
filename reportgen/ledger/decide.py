"""Findings recognised again from check to check, and those that a person let stand."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from reportgen.model.findings import Finding, Place
from reportgen.model.ledger import Ledger
from reportgen.model.progress import Collection

_KEY_LENGTH = 16


def decide(findings: Iterable[Finding], collection: Collection, ledger: Ledger) -> tuple[Finding, ...]:
    """The findings with their keys, and with the reasons for which a person let them stand.

    A finding is the same one as long as its code, unit, task and the content of its cell are the same: a cell that
    changes brings it back.
    """
    texts = _texts(collection)
    decided = []
    for finding in findings:
        key = _key(finding, texts)
        decided.append(replace(finding, key=key, dismissed=ledger.dismissals.get(key, "")))
    return tuple(decided)


def _texts(collection: Collection) -> Mapping[Place, str]:
    return {written.place: written.text for entry in collection.entries for written in entry.written.values()}


def _key(finding: Finding, texts: Mapping[Place, str]) -> str:
    """A key of the finding's content; row and file name do not enter it, since people move rows and rename files."""
    content = texts.get(finding.place)
    # A blank cell is told apart by its column, and what has no cell by what was found.
    anchor = content or (finding.place.cell or "").rstrip("0123456789")
    parts = [finding.code, finding.unit or "", finding.task or "", anchor]
    if content is None:
        parts += [finding.place.file or "", finding.what]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_KEY_LENGTH]
