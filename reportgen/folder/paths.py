"""The working folder's paths."""

import re
from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import WrongUse

SETTINGS_FILE = "reportgen.toml"
TASK_LIST_FILE = "任务清单.xlsx"
ANNUAL_FILE = "年报数据.xlsx"
PROGRESS_FOLDER = "进度填报"
SUPERSEDED_FOLDER = "旧版"
RETURNS_FOLDER = "退回修改"
REMINDERS_FOLDER = "催报"
OUTPUT_FOLDER = "输出"
LEDGER_FILE = "校核结果.xlsx"
MANIFEST_FILE = "manifest.json"


@dataclass(frozen=True, slots=True)
class WorkingFolder:
    """The paths of one year's work; everything the program knows stands in these files."""

    path: Path

    @property
    def settings(self) -> Path:
        """reportgen.toml."""
        return self.path / SETTINGS_FILE

    @property
    def task_list(self) -> Path:
        """任务清单.xlsx."""
        return self.path / TASK_LIST_FILE

    @property
    def annual(self) -> Path:
        """年报数据.xlsx: the figures of the annual report."""
        return self.path / ANNUAL_FILE

    @property
    def progress(self) -> Path:
        """进度填报/: workbooks issued, and put back here when filled."""
        return self.path / PROGRESS_FOLDER

    @property
    def superseded(self) -> Path:
        """进度填报/旧版/: workbooks that a re-issue replaced."""
        return self.progress / SUPERSEDED_FOLDER

    @property
    def earlier(self) -> Path:
        """旧版/: task lists and plans that a new version of the plan replaced."""
        return self.path / SUPERSEDED_FOLDER

    @property
    def returns(self) -> Path:
        """退回修改/."""
        return self.path / RETURNS_FOLDER

    @property
    def output(self) -> Path:
        """输出/."""
        return self.path / OUTPUT_FOLDER

    @property
    def shelved(self) -> Path:
        """输出/旧版/: results in which a person wrote, kept when the next ones are written."""
        return self.output / SUPERSEDED_FOLDER

    @property
    def reminders(self) -> Path:
        """催报/: letters to units that sent nothing."""
        return self.path / REMINDERS_FOLDER

    @property
    def ledger(self) -> Path:
        """输出/校核结果.xlsx."""
        return self.output / LEDGER_FILE

    @property
    def manifest(self) -> Path:
        """输出/manifest.json."""
        return self.output / MANIFEST_FILE

    @property
    def has_plan(self) -> bool:
        """Whether it holds a plan's tasks, or did: a task list that is gone is missed, never taken for no plan."""
        return self.task_list.is_file() or self.progress.exists() or not self.annual.is_file()

    @property
    def places(self) -> tuple[Path, ...]:
        """Every folder in which the program writes."""
        return (
            self.path,
            self.earlier,
            self.progress,
            self.superseded,
            self.returns,
            self.reminders,
            self.output,
            self.shelved,
        )

    def relative(self, path: Path) -> str:
        """The path as people and programs see it: relative to the folder, with ``/``."""
        return path.relative_to(self.path).as_posix()


def place_for_old_version(shelf: Path, name: str, content: bytes) -> Path:
    """Where an old version is kept: ``名称（第N版）`` with the first free N, or where the same bytes already stand."""
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, dot + ending) if stem else (name, "")
    version = 1
    while True:
        path = shelf / f"{stem}（第{version}版）{ending}"
        if not path.exists() or (path.is_file() and path.read_bytes() == content):
            return path
        version += 1


def earlier_task_lists(folder: WorkingFolder) -> list[Path]:
    """The task lists that were replaced, the newest first."""
    stem, _, ending = TASK_LIST_FILE.rpartition(".")
    found = {}
    for path in folder.earlier.glob(f"{stem}（第*版）.{ending}"):
        match = re.search(r"（第(\d+)版）", path.name)
        if match:
            found[int(match[1])] = path
    return [found[number] for number in sorted(found, reverse=True)]


def open_folder(path: Path) -> WorkingFolder:
    """The working folder at ``path``: with a task list, or with nothing but the annual report's figures.

    Raises:
        WrongUse: There is no such folder, or it is no working folder.
    """
    folder = WorkingFolder(path)
    if not path.is_dir():
        raise WrongUse(
            "找不到这个工作文件夹", mend="请检查路径，或先运行 reportgen new 方案文件 文件夹", file=str(path)
        )
    if folder.has_plan and not folder.task_list.is_file():
        raise WrongUse(
            f"这里没有{TASK_LIST_FILE}，不是 reportgen 的工作文件夹",
            mend="请先运行 reportgen new 方案文件 文件夹；没有方案、只做年度报告的，运行 reportgen annual new 文件夹",
            file=str(path),
        )
    return folder
