"""What a document is made from, by hash: noted when it is made, compared when somebody asks."""

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from reportgen import __version__
from reportgen.errors import ReportgenError, UnusableInput
from reportgen.folder import WorkingFolder, own_templates, sha256
from reportgen.model.findings import Finding
from reportgen.resources import templates_folder
from reportgen.steps.checking import Checked

OURS = "自带:"
"""Begins the names of templates that the program brings along; no setting takes a colon."""

_LIBRARIES = (
    "docxtpl",
    "jinja2",
    "lxml",
    "matplotlib",
    "openpyxl",
    "pandas",
    "pylopdf-fonts-zh-cn",
    "python-calamine",
    "python-docx",
    "xlsxwriter",
)
"""Libraries whose version shows in the bytes of a document or in its figures."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What documents were made from.

    Attributes:
        inputs: File relative to the working folder → SHA-256 (``""`` where it could not be read): settings, task
            list, the plan it was read from, and every file of 进度填报/ that can hold an answer.
        templates: Template → SHA-256.
        decisions: SHA-256 of what a person decided in 校核结果.xlsx, which itself is written anew by every check.
        versions: The program, Python and the libraries.
        as_of: 统计截止日期, an ISO date.
    """

    inputs: Mapping[str, str]
    templates: Mapping[str, str]
    decisions: str
    versions: Mapping[str, str]
    as_of: str

    @property
    def files(self) -> Mapping[str, str]:
        """Everything of the office's own, by path relative to the working folder: inputs and its own templates."""
        own = {name: made for name, made in self.templates.items() if not name.startswith(OURS)}
        return {**self.inputs, **own}

    def to_json(self) -> dict[str, Any]:
        """As it stands in the manifest."""
        return {
            "inputs": dict(self.inputs),
            "templates": dict(self.templates),
            "decisions": self.decisions,
            "versions": dict(self.versions),
            "as_of": self.as_of,
        }


def input_hashes(folder: WorkingFolder) -> dict[str, str]:
    """Every file that a document is made from, as it stands now."""
    from reportgen.workbook import inbox

    paths = [(folder.relative(path), path) for path in (folder.settings, folder.task_list, *_plan_of(folder))]
    paths += [(file, path) for file, path in inbox.files_of(folder.path) if not inbox.is_passed_over(path)]
    return {file: hash_of(path) for file, path in paths if path.is_file()}


def check_unchanged(folder: WorkingFolder, before: Mapping[str, str]) -> None:
    """Refuse to go on with files that somebody changed while they were read.

    Raises:
        UnusableInput: With the first of them.
    """
    now = input_hashes(folder)
    for file in sorted({**before, **now}):
        if before.get(file) != now.get(file):
            raise UnusableInput("运行期间这个文件有变动，没有写入任何结果", mend="请等它保存完毕后再运行", file=file)


def origin_of(checked: Checked, inputs: Mapping[str, str]) -> Origin:
    """What the documents of a check are made from.

    Args:
        checked: The check.
        inputs: File → hash of everything that it read.
    """
    office = checked.office
    return Origin(
        inputs,
        template_hashes(office.folder, own_templates(office.folder, office.settings)),
        decided_in(checked.findings),
        versions(),
        checked.completion.judged_on.isoformat(),
    )


def template_hashes(folder: WorkingFolder, own: Iterable[Path]) -> dict[str, str]:
    """All of our templates, and those of the office's own that the settings bring into the document."""
    home = templates_folder()
    ours = [*home.glob("*.docx"), *home.glob("**/*.jinja")]
    hashes = {f"{OURS}{path.relative_to(home).as_posix()}": hash_of(path) for path in sorted(ours)}
    return hashes | {folder.relative(path): hash_of(path) for path in own}


def decisions_hash(reasons: Mapping[str, str]) -> str:
    """The hash of a person's decisions: key of a finding → the reason for letting it stand."""
    return sha256(json.dumps(dict(reasons), sort_keys=True).encode())


def decided_in(findings: Iterable[Finding]) -> str:
    """The hash of the decisions that took effect."""
    return decisions_hash({finding.key: finding.dismissed for finding in findings if finding.dismissed})


def versions() -> dict[str, str]:
    """The program, Python and the libraries, as installed."""
    found = {"reportgen": __version__, "python": platform.python_version()}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:  # a program packed into one file brings no such notes
            continue
    return found


def hash_of(path: Path) -> str:
    """SHA-256 of a file's content; ``""`` where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _plan_of(folder: WorkingFolder) -> list[Path]:
    """The plan that the task list was read from, where it stands in the folder."""
    from reportgen.plan.tasklist import read_source

    try:
        source = read_source(folder.task_list)
    except (ReportgenError, OSError):
        return []
    # The name stands in a workbook: it is no path.
    return [folder.path / source.name] if source and source.name == Path(source.name).name else []
