"""Which folders belong to bodies: any depth below the folders named, never through a link."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from reportgen.annual.rollup.codes import rollup_finding
from reportgen.errors import WrongUse
from reportgen.model.findings import Finding, Place

WORKING_MARKS: Final = frozenset({"reportgen.toml", "任务清单.xlsx"})
"""Files that make a folder a body's working folder."""

DATA_STEM: Final = "年报数据"
"""What the name of a body's statutory figures holds: 年报数据.xlsx, 年报数据（水务局）.xlsx, 年报数据 - 副本.xlsx."""

DATA_ENDINGS: Final = (".xlsx", ".xlsm", ".xls", ".et", ".ods")
"""The last three cannot be read, but whoever sent one has sent something and is told how to mend it."""

SKIPPED: Final = frozenset({"旧版", "输出", "退回修改", "进度填报", "催报"})
"""Folders of a working folder in which no body of its own lies."""

_JUNCTION: Final = 0xA0000003
"""Windows' mark of a junction, which Python before 3.12 does not take for a link."""


@dataclass(frozen=True, slots=True)
class BodyFiles:
    """What lies in one body's folder.

    Attributes:
        path: The folder.
        folder: The same as people see it: relative to the folder that was named, with ``/``.
        workbook: Its 年报数据.xlsx, ``None`` where there is none.
        is_working: Whether the completion of a plan can be read here.
    """

    path: Path
    folder: str
    workbook: Path | None
    is_working: bool

    @property
    def file(self) -> str | None:
        """The workbook as people see it."""
        return inside(self.folder, self.workbook.name) if self.workbook else None


def inside(folder: str, name: str) -> str:
    """A file of a folder, as people see it."""
    return name if folder == "." else f"{folder}/{name}"


@dataclass(frozen=True, slots=True)
class FoundBodies:
    """All bodies below the folders named, in order of their folders, and the folders that could not be opened."""

    bodies: tuple[BodyFiles, ...]
    findings: tuple[Finding, ...]


def find_bodies(roots: Sequence[Path]) -> FoundBodies:
    """Look through the folders; one that is named twice or lies in another named one counts once.

    A folder with several workbooks gives one body for each, so that bodies whose files were put into one folder are
    all found and two versions of one body meet.

    Raises:
        WrongUse: A folder named is not there.
    """
    for root in roots:
        if not root.is_dir():
            raise WrongUse("找不到要汇总的文件夹", mend="请检查路径", file=str(root))
    shown = _shown_names(roots)
    waiting = [(root, shown[at]) for at, root in enumerate(roots)]
    met: set[str] = set()
    bodies: list[BodyFiles] = []
    findings: list[Finding] = []
    while waiting:
        path, folder = waiting.pop()
        real = os.path.realpath(path)
        if real in met:
            continue
        met.add(real)
        try:
            folders, files = _sorted_out(path)
        except OSError as error:
            what = f"文件夹打不开（{error.strerror or error}）"
            findings.append(rollup_finding("rollup-folder", Place(folder), what))
            continue
        bodies += _bodies_of(path, folder, files)
        waiting += [(path / name, inside(folder, name)) for name in folders]
    return FoundBodies(
        tuple(sorted(bodies, key=lambda body: (PurePosixPath(body.folder).parts, body.file or ""))),
        tuple(sorted(findings, key=lambda finding: str(finding.place))),
    )


def _shown_names(roots: Sequence[Path]) -> list[str]:
    """One folder alone is ``.``; several are named from where their ways part."""
    if len(roots) == 1:
        return ["."]
    absolute = [os.path.abspath(root) for root in roots]  # noqa: PTH100 - resolve() would follow links
    try:
        common = os.path.commonpath(absolute)
    except ValueError:  # on several drives
        return [Path(path).as_posix() for path in absolute]
    return [Path(os.path.relpath(path, common)).as_posix() for path in absolute]


def _sorted_out(path: Path) -> tuple[list[str], list[str]]:
    """(names of folders to go into, names of files)."""
    folders: list[str] = []
    files: list[str] = []
    with os.scandir(path) as entries:
        found = list(entries)
    for entry in found:
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_dir(follow_symlinks=False):
            is_junction = getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0) == _JUNCTION
            if entry.name not in SKIPPED and not is_junction:
                folders.append(entry.name)
        elif entry.is_file(follow_symlinks=False):
            files.append(entry.name)
    return folders, files


def _bodies_of(path: Path, folder: str, files: Sequence[str]) -> list[BodyFiles]:
    is_working = not WORKING_MARKS.isdisjoint(files)
    workbooks = sorted(name for name in files if DATA_STEM in name and name.lower().endswith(DATA_ENDINGS))
    if len(workbooks) == 1:
        return [BodyFiles(path, folder, path / workbooks[0], is_working)]
    # The completion is the folder's and must not hang on one of several workbooks, which may prove to be void.
    alone = [BodyFiles(path, folder, None, is_working)] if is_working else []
    return alone + [BodyFiles(path, folder, path / name, is_working=False) for name in workbooks]
