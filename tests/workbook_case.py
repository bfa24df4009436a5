"""A small invented plan with three units, and hands that fill and spoil its workbooks."""

import io
import zipfile
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import openpyxl

from reportgen.model.plan import Assignment, Deadline, Plan, Task
from reportgen.model.progress import Collection
from reportgen.model.roster import Body, Duty, Roster, TaskList
from reportgen.model.settings import Settings
from reportgen.workbook.collect import collect
from reportgen.workbook.issue import build_workbook

UNITS = ("办公室", "规划科", "信息中心")
TEXTS = (
    "编制并公布本年度主动公开目录，及时调整。",
    "组织开放日活动不少于2次。",
    "重要政策文件同步解读，解读率达到100%。",
    "规范依申请公开答复格式。",
    "每季度至少召开1次新闻发布会。",
    "完成网站栏目的无障碍改造。",
    "归集整理历年规范性文件。",
    "开展政务公开培训。",
)
ROLES = {
    "办公室": ("lead", "lead", "support", "responsible", "support", "support", "responsible", "lead"),
    "规划科": ("support", "support", "lead", None, "lead", None, "support", "support"),
    "信息中心": (None, "support", "support", "support", "support", "lead", None, "support"),
}
SETTINGS = Settings(2020, "某局", "某局2020年工作要点分工方案")


def make_plan(year: int = 2020) -> Plan:
    tasks = tuple(
        Task(
            str(number),
            ("一、推进决策公开" if number < 5 else "二、加强平台建设",),
            None,
            text,
            "办公室牵头",
            (Assignment("办公室", "lead", "unit"),),
            (Deadline(date(year, 6, 30), "6月底前"),) if number == 1 else (),
        )
        for number, text in enumerate(TEXTS, 1)
    )
    return Plan(f"某局{year}年工作要点分工方案", "某局", year, tasks)


TASK_LIST = TaskList(make_plan(), tuple(Body(unit, "unit", ("局" + unit,)) for unit in UNITS))
ROSTER = Roster(
    UNITS,
    tuple(
        Duty(unit, str(number), role)
        for unit in UNITS
        for number, role in enumerate(ROLES[unit], 1)
        if role is not None
    ),
)


def issue(unit: str = "办公室", **changes) -> bytes:
    return build_workbook(unit, duties=ROSTER.of_unit(unit), task_list=TASK_LIST, settings=replace(SETTINGS, **changes))


@dataclass
class Hand:
    """Somebody with a workbook open."""

    book: openpyxl.Workbook
    columns: dict[str, int] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def sheet(self):
        return self.book["填报"] if "填报" in self.book.sheetnames else self.book.worksheets[0]

    def cell(self, task: str, title: str):
        return self.sheet.cell(self.rows[task], self.columns[title])

    def fill(self, task: str, **values) -> None:
        for title, value in values.items():
            self.cell(task, title).value = value

    def done(self, task: str, day: object = "2020年9月30日", text: str | None = None) -> None:
        self.fill(task, 完成情况="已完成", 完成日期=day, 落实情况=text or f"第{task}项已经做完并公布。")

    def save(self, path: Path) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.book.save(path)
        return path


def take(content: bytes) -> Hand:
    hand = Hand(openpyxl.load_workbook(io.BytesIO(content)))
    header = next(row for row in hand.sheet.iter_rows() if row[0].value == "序号")
    hand.columns = {cell.value: cell.column for cell in header}
    for row in hand.sheet.iter_rows(min_row=header[0].row + 1):
        if row[0].value:
            hand.rows[row[0].value] = row[0].row
    return hand


def filled(unit: str = "办公室") -> Hand:
    """The unit's workbook with its own tasks filled: two done, the others under way."""
    hand = take(issue(unit))
    for number, duty in enumerate(duty for duty in ROSTER.of_unit(unit) if duty.carries):
        if number < 2:
            hand.done(duty.task)
        else:
            hand.fill(
                duty.task, 完成情况="正在推进", 落实情况="已经起草。", 存在问题="人手不足。", 下一步措施="11月完成。"
            )
    return hand


def inbox(folder: Path) -> Path:
    return folder / "进度填报"


def collected(folder: Path, **changes) -> Collection:
    return collect(folder, task_list=TASK_LIST, roster=ROSTER, settings=replace(SETTINGS, **changes))


def content_of(collection: Collection) -> list[tuple]:
    """What counts of a collecting: every entry's values, without its cells."""
    return [
        (entry.unit, entry.task, entry.role, entry.status, entry.done_on, entry.progress, entry.figure,
         entry.problems, entry.next_steps, entry.evidence)
        for entry in collection.entries
    ]  # fmt: skip


def said(collection: Collection) -> list[tuple[str, str | None]]:
    """(code, cell) of collecting's own findings and of the parsers' doubts."""
    doubts = [
        (written.doubt, written.place.cell)
        for entry in collection.entries
        for written in entry.written.values()
        if written.doubt
    ]
    return sorted([(finding.code, finding.place.cell) for finding in collection.findings] + doubts, key=str)


def rewrite_part(path: Path, part: str, change) -> None:
    """Change the bytes of one part of a package: ``change(bytes) -> bytes``, or ``None`` to drop it."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    new = change(parts.pop(part))
    if new is not None:
        parts[part] = new
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
