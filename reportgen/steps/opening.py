"""Read a plan and make the working folder, or renew it for a new version (``reportgen plan`` and ``new``)."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.errors import ReportgenError, UnusableInput, WrongUse
from reportgen.files.door import admit
from reportgen.files.write import make_folder, write_file
from reportgen.folder import (
    TASK_LIST_FILE,
    WorkingFolder,
    hold,
    place_for_old_version,
    settings_for,
    settings_text,
    sha256,
)
from reportgen.model.findings import Finding
from reportgen.model.plan import Plan
from reportgen.model.roster import Roster, TaskList
from reportgen.steps.annualbook import first_workbook

if TYPE_CHECKING:
    from reportgen.plan.compare import PlanChanges
    from reportgen.plan.tasklist import Renewal, Source


@dataclass(frozen=True, slots=True)
class Opened:
    """What ``new`` made of a plan.

    Attributes:
        folder: The working folder.
        plan: What its task list holds.
        roster: Who will be issued what.
        findings: What a person should know before issuing.
        changes: What became of every task where the folder already held a task list; ``None`` for a new folder.
        kept: Old versions kept, relative to the folder.
        notes: What else a person should do, in Chinese.
    """

    folder: WorkingFolder
    plan: Plan
    roster: Roster
    findings: tuple[Finding, ...]
    changes: "PlanChanges | None" = None
    kept: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read(file: Path) -> Plan:
    """The plan in a file (``reportgen plan``)."""
    from reportgen.plan import read_plan

    return read_plan(file)


def new(file: Path, target: Path) -> Opened:
    """Read a plan and make the working folder: settings, the plan as it came, 任务清单.xlsx, 年报数据.xlsx.

    In a folder that already has a task list the plan is a new version: the list is renewed, the old one kept.

    Raises:
        WrongUse: The folder holds this very plan or another year's, its task list has errors, or a new folder holds
            another file of the plan's name.
        UnusableInput: The plan cannot be read.
    """
    folder = WorkingFolder(target)
    if folder.task_list.exists():
        with hold(folder):
            return _renew(file, folder)
    from reportgen.plan.tasklist import propose_bodies, source_of, write_task_list

    plan = read(file)
    task_list = TaskList(plan, propose_bodies(plan))
    content = admit(file).content
    list_bytes = write_task_list(task_list, source=source_of(file.name, content))
    copy = target / file.name
    if copy.exists() and copy.read_bytes() != content:
        raise WrongUse("文件夹里已有同名而内容不同的文件", mend="请先移走它，或换一个文件夹", file=str(copy))
    make_folder(target)
    with hold(folder):
        if folder.task_list.exists():
            raise WrongUse("另一次运行刚刚在这里建好了任务清单.xlsx", mend="请打开它核对", file=str(target))
        if not copy.exists():
            write_file(copy, content)
        if not folder.settings.exists():
            write_file(folder.settings, settings_text(settings_for(plan)).encode())
        if not folder.annual.exists():
            write_file(folder.annual, first_workbook(year=plan.year, body=plan.issuer))
        make_folder(folder.progress)
        # Last, because a folder with a task list is a working folder.
        write_file(folder.task_list, list_bytes)
    return _opened(folder, task_list)


def _opened(
    folder: WorkingFolder,
    task_list: TaskList,
    *,
    changes: "PlanChanges | None" = None,
    kept: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
) -> Opened:
    from reportgen.roster import make_roster, roster_findings

    roster = make_roster(task_list)
    return Opened(folder, task_list.plan, roster, roster_findings(task_list, roster), changes, kept, notes)


def _renew(file: Path, folder: WorkingFolder) -> Opened:
    """A new version of the plan: compare, then write; nothing is written before everything was decided."""
    from reportgen.plan.tasklist import read_source, read_task_list, renew, source_of, write_task_list

    content = admit(file).content
    source = source_of(file.name, content)
    made_from = read_source(folder.task_list)
    if _is_same_plan(file, folder, source, made_from):
        raise _nothing_new(folder, "这个文件夹里已经有任务清单.xlsx，正是从这份方案读出来的，没有变化")
    old, findings = read_task_list(folder.task_list)
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors:
        raise WrongUse(
            f"{TASK_LIST_FILE}中有 {len(errors)} 处错误，改正之前不能换用新方案",
            mend=f"第一处：{errors[0]}",
            file=str(folder.path),
        )
    plan = read(file)
    base = _plan_made_from(folder, made_from)
    _check_belongs(plan, old.plan, base, folder)
    renewal = renew(old, plan, base=base)
    if old.plan.tasks and not renewal.changes.new_ids:
        raise WrongUse(
            "这份方案与文件夹里的任务清单没有一项任务相同或相近",
            mend="如果是另一份方案，请换一个文件夹",
            file=str(folder.path),
        )
    if _is_unchanged(renewal, old):
        raise _nothing_new(folder, "这份方案与文件夹里的任务清单内容一致，没有变化")
    list_bytes = write_task_list(renewal.task_list, source=source, renewal=renewal)
    kept, notes = _write_renewed(folder, source.name, content, list_bytes, old.plan, renewal, base)
    return _opened(folder, renewal.task_list, changes=renewal.changes, kept=kept, notes=notes)


def _nothing_new(folder: WorkingFolder, what: str) -> WrongUse:
    mend = "需要改动任务请直接修改其中的任务清单.xlsx；方案有新的一版时，请对新的文件运行"
    return WrongUse(what, mend=mend, file=str(folder.path))


def _is_same_plan(file: Path, folder: WorkingFolder, source: "Source", made_from: "Source | None") -> bool:
    """Whether the task list was made from this very file; by its content alone where the list does not say."""
    if made_from is not None:
        return made_from.digest == source.digest
    beside = (path for path in sorted(folder.path.glob("*")) if path.is_file() and not path.samefile(file))
    return any(_digest_of(path) == source.digest for path in beside)


def _digest_of(path: Path) -> str:
    from reportgen.plan.tasklist import source_of

    return source_of(path.name, path.read_bytes()).digest


def _plan_made_from(folder: WorkingFolder, made_from: "Source | None") -> Plan | None:
    """The plan that the task list was made from, read once more; ``None`` where its file is gone or was changed."""
    if made_from is None:
        return None
    named = folder.path / made_from.name
    beside = [path for where in (folder.path, folder.earlier) for path in sorted(where.glob("*"))]
    for path in (named, *beside):
        if path.is_file() and path.suffix == named.suffix and _digest_of(path) == made_from.digest:
            try:
                return read(path)
            except ReportgenError:
                return None
    return None


def _check_belongs(plan: Plan, old: Plan, base: Plan | None, folder: WorkingFolder) -> None:
    """Refuse a plan of another year; what the reader once misread and a person corrected is no other year."""
    if not plan.tasks:
        raise UnusableInput("没有读到任务", mend="请检查方案文件", file=str(folder.path))
    if plan.year and plan.year != old.year and (base is None or base.year != plan.year):
        raise WrongUse(
            f"这份方案是{plan.year}年的，文件夹里的任务清单是{old.year}年的",
            mend="另一年的方案请换一个文件夹；任务清单的年度写错了的，请先在“方案信息”表中改正",
            file=str(folder.path),
        )


def _is_unchanged(renewal: "Renewal", old: TaskList) -> bool:
    """Whether the new list would say what the present one says, places in the document and hints left aside."""
    now, before = renewal.task_list.plan, old.plan
    return (
        all(change.kind == "same" for change in renewal.changes.tasks)
        and [replace(task, place="") for task in now.tasks] == [replace(task, place="") for task in before.tasks]
        and (now.title, now.issuer, now.reporting) == (before.title, before.issuer, before.reporting)
    )


def _write_renewed(
    folder: WorkingFolder,
    name: str,
    content: bytes,
    list_bytes: bytes,
    old: Plan,
    renewal: "Renewal",
    base: Plan | None,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Keep the old versions, then write the new plan, the settings and last the list; what was kept, and notes.

    Old versions are copied before anything is replaced, so that a run that is killed leaves the old list in its place
    or the new one, and the old one under 旧版 before the new one stands.
    """
    kept = [_keep(folder, folder.task_list)]
    copy = folder.path / name
    if not copy.exists() or copy.read_bytes() != content:
        if copy.exists():
            kept.append(_keep(folder, copy))
        write_file(copy, content)
    notes = _renew_settings(folder, old, renewal.task_list.plan, base)
    make_folder(folder.progress)
    write_file(folder.task_list, list_bytes)
    return tuple(kept), notes


def _keep(folder: WorkingFolder, path: Path) -> str:
    content = path.read_bytes()
    place = place_for_old_version(folder.earlier, path.name, content)
    if not place.exists():
        write_file(place, content)
    return folder.relative(place)


def _renew_settings(folder: WorkingFolder, old: Plan, plan: Plan, base: Plan | None) -> tuple[str, ...]:
    """Settings that nobody edited follow the plan; edited ones stay, and what no longer fits them is said."""
    text = settings_text(settings_for(plan)).encode()
    untouched = {sha256(settings_text(settings_for(one)).encode()) for one in (old, base) if one is not None}
    standing = folder.settings.read_bytes() if folder.settings.is_file() else None
    if standing is None or sha256(standing) in untouched:
        if standing != text:
            write_file(folder.settings, text)
        return ()
    if plan.title == old.title or f'"{plan.title}"' in standing.decode("utf-8", "replace"):
        return ()
    return (f"设置文件 reportgen.toml 由人改过，没有改动；其中的方案标题请核对是否改为“{plan.title}”",)
