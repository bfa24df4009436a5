"""The order of the steps: new, issue, check, status, build. What is decided is decided in the rooms below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from reportgen import __version__
from reportgen.errors import WrongUse
from reportgen.files.door import admit
from reportgen.files.names import safe_file_name, unique_file_names
from reportgen.files.write import sweep_temporary, write_file
from reportgen.folder import (
    PROGRESS_FOLDER,
    WorkingFolder,
    load_settings,
    open_folder,
    place_for_output,
    settings_for,
    settings_text,
    sha256,
    write_manifest,
)
from reportgen.model.completion import Completion
from reportgen.model.findings import Finding
from reportgen.model.plan import Plan
from reportgen.model.progress import Collection
from reportgen.model.roster import Roster, TaskList
from reportgen.model.settings import Settings
from reportgen.resources import inputs_folder

Progress = Callable[[int, int], None]
"""Told (done, total) while a step works through many files."""


@dataclass(frozen=True, slots=True)
class Office:
    """A working folder that was read: settings, plan, and who gets what."""

    folder: WorkingFolder
    settings: Settings
    task_list: TaskList
    roster: Roster
    findings: tuple[Finding, ...]

    @property
    def plan(self) -> Plan:
        """The plan that counts: 任务清单.xlsx as it stands."""
        return self.task_list.plan


@dataclass(frozen=True, slots=True)
class Opened:
    """What ``new`` made of a plan."""

    folder: WorkingFolder
    plan: Plan
    roster: Roster
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class IssuedWorkbook:
    """One workbook of ``issue``: written, or left alone for a reason."""

    unit: str
    file: str
    carries: int
    supports: int
    is_written: bool
    reason: str | None = None
    is_kept_from_harm: bool = False


@dataclass(frozen=True, slots=True)
class Issued:
    """What ``issue`` did, one workbook per unit in the roster's order."""

    office: Office
    workbooks: tuple[IssuedWorkbook, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What came back, what was found in it, and the figures."""

    office: Office
    collection: Collection
    findings: tuple[Finding, ...]
    completion: Completion


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """One file that ``build`` made; ``kind`` as in results-json."""

    kind: str
    file: str


@dataclass(frozen=True, slots=True)
class Built:
    """What ``build`` made."""

    checked: Checked
    documents: tuple[BuiltFile, ...]
    charts: tuple[str, ...]
    manifest: str


def read(file: Path) -> Plan:
    """The plan in a file (``reportgen plan``)."""
    from reportgen.plan import read_plan

    return read_plan(file)


def new(file: Path, target: Path) -> Opened:
    """Read a plan and make the working folder: settings, the plan as it came, 任务清单.xlsx.

    Raises:
        WrongUse: The folder already holds a task list, or another file of the plan's name.
        UnusableInput: The plan cannot be read.
    """
    from reportgen.plan.tasklist import propose_bodies, write_task_list
    from reportgen.roster import make_roster, roster_findings

    folder = WorkingFolder(target)
    if folder.task_list.exists():
        raise WrongUse(
            "这个文件夹里已经有任务清单.xlsx",
            mend="换一个文件夹；或直接修改其中的任务清单.xlsx 后继续",
            file=str(target),
        )
    plan = read(file)
    task_list = TaskList(plan, propose_bodies(plan))
    content = admit(file).content
    copy = target / file.name
    if copy.exists() and copy.read_bytes() != content:
        raise WrongUse("文件夹里已有同名而内容不同的文件", mend="请先移走它，或换一个文件夹", file=str(copy))
    target.mkdir(parents=True, exist_ok=True)
    sweep_temporary(target)
    if not copy.exists():
        write_file(copy, content)
    if not folder.settings.exists():
        write_file(folder.settings, settings_text(settings_for(plan)).encode())
    folder.progress.mkdir(exist_ok=True)
    # Last, because a folder with a task list is a working folder.
    write_file(folder.task_list, write_task_list(task_list))
    roster = make_roster(task_list)
    return Opened(folder, plan, roster, roster_findings(task_list, roster))


def open_office(path: Path, *, as_of: date | None = None) -> Office:
    """Read a working folder's settings and task list; ``as_of`` overrides the settings' 统计截止日期."""
    from reportgen.plan.tasklist import read_task_list
    from reportgen.roster import make_roster, roster_findings

    folder = open_folder(path)
    task_list, findings = read_task_list(folder.task_list)
    settings = load_settings(folder, task_list.plan)
    if as_of:
        settings = replace(settings, as_of=as_of)
    roster = make_roster(task_list)
    return Office(folder, settings, task_list, roster, (*findings, *roster_findings(task_list, roster)))


def issue(path: Path, *, progress: Progress | None = None) -> Issued:
    """Write one progress workbook per unit; never over one that differs from what would be written."""
    from reportgen.workbook.collect import collect
    from reportgen.workbook.issue import build_workbook

    office = open_office(path)
    folder, roster = office.folder, office.roster
    if any(finding.severity == "error" for finding in office.findings):
        return Issued(office, ())
    sweep_temporary(folder.progress)
    returned = {
        record.unit: record.file
        for record in collect(folder.path, task_list=office.task_list, roster=roster, settings=office.settings).files
        if record.unit and record.used
    }
    names = unique_file_names(roster.units)
    workbooks = []
    for number, unit in enumerate(roster.units, 1):
        duties = roster.of_unit(unit)
        target = folder.progress / f"{names[unit]}.xlsx"
        content = build_workbook(unit, duties=duties, task_list=office.task_list, settings=office.settings)
        is_written, reason, is_kept = _issue_one(folder, target, content, returned.get(unit))
        carries = sum(duty.carries for duty in duties)
        workbooks.append(
            IssuedWorkbook(unit, folder.relative(target), carries, len(duties) - carries, is_written, reason, is_kept)
        )
        if progress:
            progress(number, len(roster.units))
    return Issued(office, tuple(workbooks))


def _issue_one(
    folder: WorkingFolder, target: Path, content: bytes, returned: str | None
) -> tuple[bool, str | None, bool]:
    """Write one workbook unless something stands there: (written, reason, whether a differing file was kept)."""
    if target.exists():
        if target.is_file() and target.read_bytes() == content:
            return False, "与已下发的相同，未重写", False
        return False, "已有内容不同的文件（可能已填报），未覆盖；需要重新下发请先把它移走", True
    if returned and returned != folder.relative(target):
        return False, f"该单位的填报表已在：{returned}", False
    write_file(target, content)
    return True, None, False


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


SECTION_PUBLIC = "政务公开工作要点落实情况（公开稿）.docx"


def build(path: Path, *, as_of: date | None = None, progress: Progress | None = None) -> Built:
    """Check, count, draw and write the section."""
    from reportgen.charts import make_charts
    from reportgen.charts.pictures import draw
    from reportgen.document import render_section

    checked = check(path, as_of=as_of, progress=progress)
    office = checked.office
    folder = office.folder
    sweep_temporary(folder.output)
    pictures = [draw(chart) for chart in make_charts(checked.completion)]
    document = render_section(
        plan=office.plan,
        completion=checked.completion,
        collection=checked.collection,
        roster=office.roster,
        settings=office.settings,
        charts=pictures,
        template=folder.path / office.settings.template if office.settings.template else None,
    )
    outputs: dict[str, str] = {}
    charts = [
        _write_output(folder, f"{safe_file_name(picture.name)}.png", picture.png, outputs) for picture in pictures
    ]
    section = BuiltFile("section-public", _write_output(folder, SECTION_PUBLIC, document, outputs))
    write_manifest(
        folder,
        {"reportgen": __version__, "inputs": _input_hashes(office, checked.collection), "outputs": outputs},
    )
    return Built(checked, (section,), tuple(charts), folder.relative(folder.manifest))


def _write_output(folder: WorkingFolder, name: str, content: bytes, outputs: dict[str, str]) -> str:
    path = place_for_output(folder, name, content)
    write_file(path, content)
    file = folder.relative(path)
    outputs[file] = sha256(content)
    return file


def _input_hashes(office: Office, collection: Collection) -> dict[str, str]:
    folder = office.folder
    files: Sequence[Path] = [
        folder.settings,
        folder.task_list,
        *(folder.path / record.file for record in collection.files if record.used),
        *((folder.path / office.settings.template,) if office.settings.template else ()),
    ]
    return {folder.relative(path): sha256(path.read_bytes()) for path in files if path.is_file()}


SAMPLE = "云岭市水务局2025"


def demo(target: Path, *, told: Callable[[str], None]) -> Built:
    """The whole way on the sample plan, with the workbooks that its units filled; quick and the same when repeated.

    Args:
        target: The working folder to make, or the one that an earlier demo made.
        told: Hears what is being done, step by step, in Chinese.
    """
    sample = inputs_folder() / SAMPLE
    if WorkingFolder(target).task_list.exists():
        told("样例文件夹已经建好，直接继续")
    else:
        told("1. 读方案，建立任务清单：reportgen new")
        new(sample / "分工方案.docx", target)
    told("2. 下发填报表：reportgen issue")
    issue(target)
    told("3. 各单位填报，收回后放进“进度填报”文件夹（样例已经填好）")
    _put_filled_back(sample, open_office(target))
    told("4. 校核、统计、画图、生成文档：reportgen check 和 reportgen build")
    return build(target)


def _put_filled_back(sample: Path, office: Office) -> None:
    """Put the sample's filled workbooks in place of the blank ones; what somebody filled by hand stays."""
    from reportgen.workbook.collect import collect

    folder = office.folder
    collected = collect(folder.path, task_list=office.task_list, roster=office.roster, settings=office.settings)
    for filled in sorted((sample / PROGRESS_FOLDER).glob("*.xlsx")):
        if filled.stem not in collected.reported:
            write_file(folder.progress / filled.name, filled.read_bytes())
