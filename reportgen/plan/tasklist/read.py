"""任务清单.xlsx → the plan that counts from now on; a person's mistakes become findings."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from rapidfuzz import process

from reportgen.model.findings import Finding
from reportgen.model.plan import Assignment, Channel, Deadline, Plan, PlanWarning, Reporting, Task
from reportgen.model.roster import Body, TaskList
from reportgen.plan.phrases.deadlines import find_deadlines, parse_deadline_cell
from reportgen.plan.tasklist import form
from reportgen.plan.tasklist.readbodies import listed_names, names_group, read_bodies
from reportgen.plan.tasklist.sheets import Row, Sheets, open_sheets
from reportgen.terms import ROLE_WORDS, Kind, Role

_WARNING = re.compile(r"(.*) \[([a-z-]+)\]", re.DOTALL)
_DUTY = "|".join((*ROLE_WORDS.values(), "主办", "协办", "协助", "参与", "责任"))
# 办公室（牵头）, 牵头：办公室: the column says the duty, the cell only the name.
_DUTY_IN_NAME = re.compile(rf"(?P<name>.+)[（(](?P<duty>{_DUTY}).{{0,2}}[）)]|(?P<duty2>.{{2,4}})[:：](?P<name2>.+)")
_ALIKE = 60.0


def read_task_list(path: Path) -> tuple[TaskList, tuple[Finding, ...]]:
    """Read the workbook back.

    Raises:
        UnusableInput: No workbook, or one without the sheet 任务清单 and its columns.
    """
    sheets = open_sheets(path)
    sheets.need(form.TASKS_SHEET)
    sheets.need(form.PLAN_SHEET)
    reader = _Reader(sheets)
    return reader.task_list(), tuple(sheets.findings)


class _Reader:
    """Reads one workbook's plan."""

    def __init__(self, sheets: Sheets) -> None:
        self.sheets = sheets
        self.warnings: list[PlanWarning] = []
        self.told: set[str] = set()  # names that are not in the sheet 单位, said once each
        self.tasks: dict[str, Task] = {}
        self.members: frozenset[str] = frozenset()

    def task_list(self) -> TaskList:
        title, issuer, year = self._plan_sheet()
        bodies = read_bodies(self.sheets)
        kinds = {name: body.kind for body in bodies for name in (body.name, *body.aliases)}
        self.members = frozenset(name for body in bodies for name in body.members)
        self._check_columns()
        self._read_tasks(year, kinds)
        tasks = tuple(self.tasks.values())
        added = {
            unit.name: Body(unit.name, unit.kind)
            for task in reversed(tasks)
            for unit in reversed(task.units)
            if unit.name not in kinds
        }
        orders = tuple(self._orders())
        bodies = (*bodies, *reversed(added.values()))
        return TaskList(Plan(title, issuer, year, tasks, orders, tuple(self.warnings)), bodies)

    def _plan_sheet(self) -> tuple[str, str, int]:
        values: dict[str, str] = {}
        for number, texts in self.sheets.lines(form.PLAN_SHEET):
            name, value = (*texts, "", "")[:2]
            if number <= form.PLAN_ROWS:
                values[name] = value
            elif name == form.WARNINGS:
                self._keep_warning(value, None)
        written = unicodedata.normalize("NFKC", values.get("年度", "")).removesuffix("年").removesuffix(".0")
        year = int(written) if re.fullmatch(r"\d{4}", written) else 0
        if not year:
            self.sheets.note("tasklist-year", form.PLAN_SHEET, "B3", f"年度为“{values.get('年度', '')}”")
        return values.get("方案标题", ""), values.get("发文单位", ""), year

    def _keep_warning(self, line: str, task: str | None) -> None:
        """What the reader said stays beside the task until a person clears the cell."""
        known = _WARNING.fullmatch(line)
        if known:
            self.warnings.append(PlanWarning(known[2], task, known[1]))

    def _orders(self) -> Iterator[Reporting]:
        channels: dict[str, Channel] = {word: channel for channel, word in form.CHANNEL_WORDS.items()}
        for row in self.sheets.rows(form.PLAN_SHEET, form.ORDER_COLUMNS[0]):
            task, channel, due, text = (row.get(title) for title in form.ORDER_COLUMNS)
            if task == form.WARNINGS or not channel:
                continue
            if channel not in channels:
                self._note_order(row, "报送方式", f"报送方式为“{channel}”")
                continue
            try:
                day = date.fromisoformat(due) if due else None
            except ValueError:
                day = next((deadline.date for deadline in parse_deadline_cell(due, 0)), None)
                if day is None:
                    self.sheets.note("tasklist-deadline", form.PLAN_SHEET, row.cell("期限"), f"期限为“{due}”")
            if task and task not in self.tasks:
                self._note_order(row, "任务序号", f"任务清单中没有序号“{task}”")
            yield Reporting(task if task in self.tasks else None, channels[channel], day, text)

    def _note_order(self, row: Row, title: str, what: str) -> None:
        self.sheets.note("tasklist-order", form.PLAN_SHEET, row.cell(title), what)

    def _check_columns(self) -> None:
        """Role and deadline columns that are gone or misspelt would empty the plan in silence."""
        titles = self.sheets.titles(form.TASKS_SHEET, form.TEXT)
        needed = (form.ID, *form.ROLE_COLUMNS.values(), form.DEADLINES)
        unknown = [title for title in titles if title not in form.ALL_COLUMNS]
        for title in needed:
            if title not in titles:
                near = process.extractOne(title, unknown, score_cutoff=50.0)
                cell = titles[near[0]] if near else "A1"
                said = f"表头里没有“{title}”，这里写的是“{near[0]}”" if near else f"表头里没有“{title}”一栏"
                self.sheets.note("tasklist-column", form.TASKS_SHEET, cell, said)

    def _read_tasks(self, year: int, kinds: Mapping[str, Kind]) -> None:
        for row in self.sheets.rows(form.TASKS_SHEET, form.TEXT):
            task_id = row.get(form.ID)
            if not task_id or task_id in self.tasks:
                what = f"序号“{task_id}”出现了两次" if task_id else "这一行没有序号"
                self._note("tasklist-id", row, form.ID, what)
                task_id = _free_id(task_id or f"第{row.number}行", self.tasks)
            if not row.get(form.TEXT):
                self._note("tasklist-text", row, form.TEXT, "具体要求是空的", task=task_id)
            for line in row.get(form.WARNINGS).split("\n"):
                self._keep_warning(line, task_id)
            self.tasks[task_id] = Task(
                id=task_id,
                category=tuple(text for text in (row.get(level) for level in form.LEVELS) if text),
                title=row.get(form.TITLE) or None,
                text=row.get(form.TEXT),
                responsibility=row.get(form.PRINTED) or None,
                units=self._units(row, kinds, task_id),
                deadlines=self._deadlines(row, year, task_id),
                place=row.get(form.PLACE),
            )

    def _note(self, code: str, row: Row, title: str, what: str, mend: str = "", *, task: str | None = None) -> None:
        self.sheets.note(code, form.TASKS_SHEET, row.cell(title), what, mend, task=task)

    def _units(self, row: Row, kinds: Mapping[str, Kind], task: str) -> tuple[Assignment, ...]:
        units: dict[str, Assignment] = {}
        for role in form.ORDERED_ROLES:
            title = form.ROLE_COLUMNS[role]
            for written in listed_names(row.get(title), kinds, are_groups_whole=True):
                name = self._bare_name(written, row, title, kinds, task)
                kind: Kind = kinds.get(name) or ("group" if names_group(name) else "unit")
                if name in units:
                    other = form.ROLE_COLUMNS[units[name].role]
                    self._note("tasklist-role", row, title, f"“{name}”已经写在“{other}”里", task=task)
                    continue
                self._check_name(name, row, title, kinds, task)
                units[name] = Assignment(name, role, kind)
        printed = row.get(form.PRINTED)
        # The printed order survives where the printed phrase still names them; what a person added stands behind.
        return tuple(sorted(units.values(), key=lambda unit: printed.find(unit.name) + 1 or len(printed) + 2))

    def _bare_name(self, written: str, row: Row, title: str, kinds: Mapping[str, Kind], task: str) -> str:
        """The name without a duty written into it; the column alone says the duty."""
        match = None if written in kinds else _DUTY_IN_NAME.fullmatch(written)
        if not match:
            return written
        name = (match["name"] or match["name2"]).strip()
        if match["duty2"] and name not in kinds:
            return written
        duty = match["duty"] or match["duty2"]
        if form.ROLE_COLUMNS[_ROLE_OF.get(duty, "responsible")] != title or duty not in _ROLE_OF:
            self._note("tasklist-role", row, title, f"“{written}”里写了职责“{duty}”，职责按所在的栏计", task=task)
        return name

    def _check_name(self, name: str, row: Row, title: str, kinds: Mapping[str, Kind], task: str) -> None:
        """A name that the sheet 单位 does not list gets a workbook of its own: said, with the name that may be meant."""
        if name in kinds or name in self.members or name in self.told or names_group(name):
            return
        self.told.add(name)
        near = process.extractOne(name, kinds.keys(), score_cutoff=_ALIKE)
        mend = f"是否“{near[0]}”？写错的请改正；确为另一个单位的，请在“单位”表中加一行" if near else ""
        self._note("tasklist-unit", row, title, f"“{name}”不在“单位”表中，将作为新单位下发", mend, task=task)

    def _deadlines(self, row: Row, year: int, task: str) -> tuple[Deadline, ...]:
        found: list[Deadline] = []
        for line in row.get(form.DEADLINES).split("\n"):
            if not line.strip():
                continue
            read = find_deadlines(line, year) or parse_deadline_cell(line, year)
            if not read:
                self._note("tasklist-deadline", row, form.DEADLINES, f"完成时限为“{line}”", task=task)
            found += [Deadline(deadline.date, line.strip()) for deadline in read[:1]]
        return tuple(found)


_ROLE_OF: Mapping[str, Role] = {word: role for role, word in ROLE_WORDS.items()}  # type: ignore[misc]


def _free_id(wanted: str, taken: Mapping[str, Task]) -> str:
    number = 2
    while f"{wanted}~{number}" in taken:
        number += 1
    return f"{wanted}~{number}"
