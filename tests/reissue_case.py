"""A small plan as a text file, its next versions, and the folder in which a clerk goes on with them."""

import contextlib
import io
import json
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from workbook_case import Hand, take

from reportgen.cli.ring import run

OPEN = "编制并公布本年度主动公开目录，及时调整。"
DAY = "组织政务公开开放日活动，邀请群众代表参加。"
TRAIN = "开展政务公开业务培训，提高工作人员的能力。"
NEWS = "公开财政预算和决算。"
SITE = "完善政府网站栏目建设，方便群众查询信息。"

FIRST = (
    (OPEN, "办公室牵头，人事科配合", "6月底前"),
    (DAY, "办公室", ""),
    (TRAIN, "人事科", "9月底前"),
    (SITE, "信息中心", ""),
)
"""The plan as it first came: (requirement, responsibility, deadline), numbered from 1."""

TITLE = "云岭市档案局2024年政务公开工作要点任务分解表"


def write_plan(path: Path, *rows: tuple[str, str, str], title: str = TITLE) -> Path:
    lines = [title, "| 序号 | 工作任务 | 具体要求 | 责任单位 | 完成时限 |"]
    lines += [f"| {number} | 一、公开 | {' | '.join(row)} |" for number, row in enumerate(rows, 1)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def json_of(*arguments: object, codes: tuple[int, ...] = (0, 1)) -> dict:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out):
        assert run([*map(str, arguments), "--json"]) in codes
    out.flush()
    return json.loads(out.buffer.getvalue().decode("utf-8"))


@dataclass(frozen=True)
class Clerk:
    """Somebody who works in a folder with the commands, a spreadsheet program and a file manager."""

    folder: Path
    desk: Path

    def new(self, *rows: tuple[str, str, str], name: str = "方案.txt", codes=(0,)) -> dict:
        plan = write_plan(self.desk / name, *(rows or FIRST))
        return json_of("new", plan, self.folder, codes=codes)

    def issue(self) -> dict:
        return json_of("issue", self.folder)

    def unit(self, issued: dict, name: str) -> dict:
        return next(one for one in issued["workbooks"] if one["unit"] == name)

    @property
    def inbox(self) -> Path:
        return self.folder / "进度填报"

    def workbook(self, unit: str) -> Path:
        return self.inbox / f"{unit}.xlsx"

    def open(self, unit: str) -> Hand:
        return take(self.workbook(unit).read_bytes())

    def fill(self, unit: str, task: str, text: str | None = None, *, save_as: str | None = None) -> bytes:
        """Fill one row; returns the file's bytes."""
        hand = self.open(unit)
        hand.done(task, "2024年5月20日", text)
        hand.sheet["F3"] = "王某"
        path = self.workbook(save_as or unit)
        hand.save(path)
        if save_as:
            self.workbook(unit).unlink()
        return path.read_bytes()

    def correct(self, change) -> None:
        """Change 任务清单.xlsx: ``change(sheets, column letters of the sheet 任务清单)``."""
        path = self.folder / "任务清单.xlsx"
        book = openpyxl.load_workbook(path)
        change(book, {cell.value: cell.column_letter for cell in book["任务清单"][1]})
        book.save(path)

    def files(self) -> dict[str, bytes]:
        """Every file of the folder, by its path in it."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }

    def texts_of(self, unit: str) -> dict[tuple[str, str], str]:
        """(task, title) → every filled entry cell of the unit's workbook."""
        hand = self.open(unit)
        titles = ("完成情况", "完成日期", "落实情况", "量化成果", "存在问题", "下一步措施", "佐证材料")
        return {
            (task, title): hand.cell(task, title).value
            for task in hand.rows
            for title in titles
            if hand.cell(task, title).value
        }


def done(task: str, text: str | None = None) -> dict[tuple[str, str], str]:
    """What ``Clerk.fill`` leaves in a row."""
    return {
        (task, "完成情况"): "已完成",
        (task, "完成日期"): "2024年5月20日",
        (task, "落实情况"): text or f"第{task}项已经做完并公布。",
    }
