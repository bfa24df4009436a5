"""任务清单.xlsx → the plan that counts from now on; a person's mistakes become findings."""

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from reportgen.catalogue import finding
from reportgen.errors import UnusableInput
from reportgen.files.door import admit
from reportgen.files.text import clean_text, decode_excel_escapes
from reportgen.model.findings import Finding, Place
from reportgen.model.plan import Assignment, Channel, Deadline, Plan, PlanWarning, Reporting, Task
from reportgen.model.roster import Body, TaskList
from reportgen.plan.phrases.deadlines import find_deadlines, parse_deadline_cell
from reportgen.plan.tasklist import form
from reportgen.terms import KIND_WORDS, Kind, Role

_MAX_ROWS = 20_000
_LISTED = re.compile("[\n；;]+")
_WARNING = re.compile(r"(.*) \[([a-z-]+)\]", re.DOTALL)
_GROUP_WORD = re.compile("^(各|有关|相关|所有|全体|其他)|等(有关|相关)|(各|有关|相关)[^、]*$")


@dataclass(frozen=True, slots=True)
class _Row:
    """One filled row of a sheet: texts by column title, and where each stands."""

    number: int
    texts: Mapping[str, str]
    letters: Mapping[str, str]

    def get(self, title: str) -> str:
        return self.texts.get(title, "")


def read_task_list(path: Path) -> tuple[TaskList, tuple[Finding, ...]]:
    """Read the workbook back.

    Raises:
        UnusableInput: No workbook, or one without the sheet 任务清单 and its columns.
    """
    admitted = admit(path)
    if admitted.kind != "xlsx":
        raise UnusableInput("不是 Excel 工作簿（.xlsx）", mend="请用 Excel 或 WPS 另存为 .xlsx", file=path.name)
    try:
        book = openpyxl.load_workbook(io.BytesIO(admitted.content), data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, OSError, SyntaxError) as error:
        raise UnusableInput(
            "工作簿已损坏，读不出来", mend="请从备份恢复，或重新运行 reportgen new", file=path.name
        ) from error
    if form.TASKS_SHEET not in book.sheetnames:
        raise UnusableInput(
            f"没有“{form.TASKS_SHEET}”这个表", mend="请恢复表名，或重新运行 reportgen new", file=path.name
        )
    reader = _Reader(path.name, book)
    return reader.task_list(), tuple(reader.findings)


class _Reader:
    """Reads one workbook; collects findings as it goes."""

    def __init__(self, file: str, book: Any) -> None:
        self.file = file
        self.book = book
        self.findings: list[Finding] = []
        self.warnings: list[PlanWarning] = []

    def task_list(self) -> TaskList:
        title, issuer, year, orders = self._plan_sheet()
        bodies = self._bodies()
        kinds = {name: body.kind for body in bodies for name in (body.name, *body.aliases)}
        tasks = self._tasks(year, kinds)
        known = {body.name for body in bodies} | {alias for body in bodies for alias in body.aliases}
        extra = dict.fromkeys(unit for task in tasks for unit in task.units if unit.name not in known)
        added: dict[str, Body] = {}
        for unit in extra:
            added.setdefault(unit.name, Body(unit.name, unit.kind))
        return TaskList(Plan(title, issuer, year, tasks, orders, tuple(self.warnings)), (*bodies, *added.values()))

    def _note(self, code: str, sheet: str, cell: str, what: str, *, task: str | None = None) -> None:
        self.findings.append(finding(code, Place(self.file, sheet, cell), what, task=task))

    def _rows(self, name: str, needed: str) -> Iterator[_Row]:
        if name not in self.book.sheetnames:
            return
        columns: dict[int, str] = {}
        sheet = self.book[name]
        last = min(sheet.max_row, _MAX_ROWS)  # openpyxl would make every empty cell up to a bound beyond the sheet
        for number, cells in enumerate(
            sheet.iter_rows(max_row=last, max_col=min(sheet.max_column, 60), values_only=True), 1
        ):
            texts = [_text(value) for value in cells]
            if not columns:
                if needed in texts:
                    columns = {place: text for place, text in enumerate(texts) if text}
                continue
            filled = {title: texts[place] for place, title in columns.items() if place < len(texts)}
            if any(filled.values()):
                letters = {title: f"{get_column_letter(place + 1)}{number}" for place, title in columns.items()}
                yield _Row(number, filled, letters)
        if not columns:
            raise UnusableInput(f"“{name}”表中找不到“{needed}”这一列", mend="请恢复表头", file=self.file)

    def _plan_sheet(self) -> tuple[str, str, int, tuple[Reporting, ...]]:
        if form.PLAN_SHEET not in self.book.sheetnames:
            raise UnusableInput(
                f"没有“{form.PLAN_SHEET}”这个表", mend="请恢复表名，或重新运行 reportgen new", file=self.file
            )
        sheet = self.book[form.PLAN_SHEET]
        values = {_text(sheet.cell(row, 1).value): _text(sheet.cell(row, 2).value) for row in range(1, 5)}
        written = unicodedata.normalize("NFKC", values.get("年度", "")).removesuffix("年").removesuffix(".0")
        year = int(written) if re.fullmatch(r"\d{4}", written) else 0
        if not year:
            self._note("tasklist-year", form.PLAN_SHEET, "B3", f"年度为“{values.get('年度', '')}”")
        for row in range(5, min(sheet.max_row, _MAX_ROWS) + 1):
            if _text(sheet.cell(row, 1).value) == form.WARNINGS:
                self._keep_warning(_text(sheet.cell(row, 2).value), None)
        return values.get("方案标题", ""), values.get("发文单位", ""), year, tuple(self._orders())

    def _keep_warning(self, line: str, task: str | None) -> None:
        """What the reader said stays beside the task until a person clears the cell."""
        known = _WARNING.fullmatch(line)
        if known:
            self.warnings.append(PlanWarning(known[2], task, known[1]))

    def _orders(self) -> Iterator[Reporting]:
        channels: dict[str, Channel] = {"写入年度报告": "annual_report", "报送主管部门": "authority"}
        for row in self._rows(form.PLAN_SHEET, form.ORDER_COLUMNS[0]):
            task, channel, due, text = (row.get(title) for title in form.ORDER_COLUMNS)
            if channel not in channels:
                continue
            try:
                day = date.fromisoformat(due) if due else None
            except ValueError:
                self._note("tasklist-deadline", form.PLAN_SHEET, row.letters["期限"], f"期限为“{due}”")
                day = None
            yield Reporting(task or None, channels[channel], day, text)

    def _bodies(self) -> tuple[Body, ...]:
        kinds: dict[str, Kind] = {word: kind for kind, word in KIND_WORDS.items()}  # type: ignore[misc]
        bodies: dict[str, Body] = {}
        cells: dict[str, Mapping[str, str]] = {}
        for row in self._rows(form.BODIES_SHEET, form.BODY_COLUMNS[0]):
            name, word, aliases, members, note = (row.get(title) for title in form.BODY_COLUMNS)
            if name in bodies:
                cell = row.letters["名称"]
                self._note("tasklist-body-twice", form.BODIES_SHEET, cell, f"“{name}”已在上面列出")
            if not name or name in bodies:
                continue
            kind = kinds.get(word)
            if kind is None:
                self._note("tasklist-kind", form.BODIES_SHEET, row.letters["类型"], f"“{name}”的类型为“{word}”")
                kind = "group" if members else "unit"
            listed = _listed(members)
            if name in listed:
                self._note("tasklist-circle", form.BODIES_SHEET, row.letters["成员"], f"“{name}”的成员里有它自己")
            bodies[name] = Body(name, kind, _listed(aliases), tuple(m for m in listed if m != name), note)
            cells[name] = row.letters
        self._check_aliases(bodies, cells)
        self._check_circles(bodies, cells)
        return tuple(bodies.values())

    def _check_aliases(self, bodies: Mapping[str, Body], cells: Mapping[str, Mapping[str, str]]) -> None:
        """An alias means one body, and is no body of its own."""
        owners: dict[str, str] = {}
        for body in bodies.values():
            for alias in body.aliases:
                other = owners.setdefault(alias, body.name)
                if other != body.name or alias in bodies:
                    said = f"“{alias}”同时是“{other}”的别名" if other != body.name else f"别名“{alias}”在表中另有一行"
                    self._note("tasklist-alias", form.BODIES_SHEET, cells[body.name]["别名"], said)

    def _check_circles(self, bodies: Mapping[str, Body], cells: Mapping[str, Mapping[str, str]]) -> None:
        """No group holds itself through another group."""
        for start in bodies.values():
            seen: set[str] = set()
            waiting = list(start.members)
            while waiting:
                name = waiting.pop()
                if name == start.name:
                    said = f"“{start.name}”经过别的集合又包含了它自己"
                    self._note("tasklist-circle", form.BODIES_SHEET, cells[start.name]["成员"], said)
                    break
                if name not in seen and name in bodies:
                    seen.add(name)
                    waiting += bodies[name].members

    def _tasks(self, year: int, kinds: Mapping[str, Kind]) -> tuple[Task, ...]:
        tasks: dict[str, Task] = {}
        for row in self._rows(form.TASKS_SHEET, form.TEXT):
            task_id = row.get(form.ID)
            if not task_id or task_id in tasks:
                what = f"序号“{task_id}”出现了两次" if task_id else "这一行没有序号"
                self._note("tasklist-id", form.TASKS_SHEET, row.letters.get(form.ID, f"A{row.number}"), what)
                task_id = _free_id(task_id or f"第{row.number}行", tasks)
            if not row.get(form.TEXT):
                self._note("tasklist-text", form.TASKS_SHEET, row.letters[form.TEXT], "具体要求是空的", task=task_id)
            for line in row.get(form.WARNINGS).split("\n"):
                self._keep_warning(line, task_id)
            tasks[task_id] = Task(
                id=task_id,
                category=tuple(text for text in (row.get(level) for level in form.LEVELS) if text),
                title=row.get(form.TITLE) or None,
                text=row.get(form.TEXT),
                responsibility=row.get(form.PRINTED) or None,
                units=_units(row, kinds),
                deadlines=self._deadlines(row, year, task_id),
                place=row.get(form.PLACE),
            )
        return tuple(tasks.values())

    def _deadlines(self, row: _Row, year: int, task: str) -> tuple[Deadline, ...]:
        found: list[Deadline] = []
        for line in row.get(form.DEADLINES).split("\n"):
            if not line.strip():
                continue
            read = find_deadlines(line, year) or parse_deadline_cell(line, year)
            if not read:
                self._note(
                    "tasklist-deadline", form.TASKS_SHEET, row.letters[form.DEADLINES], f"完成时限为“{line}”", task=task
                )
            found += [Deadline(deadline.date, line.strip()) for deadline in read[:1]]
        return tuple(found)


def _units(row: _Row, kinds: Mapping[str, Kind]) -> tuple[Assignment, ...]:
    units: list[Assignment] = []
    roles: Sequence[Role] = ("lead", "responsible", "support")
    for role in roles:
        for name in _listed(row.get(form.ROLE_COLUMNS[role]), kinds):
            kind: Kind = kinds.get(name) or ("group" if _GROUP_WORD.search(name) else "unit")
            units.append(Assignment(name, role, kind))
    printed = row.get(form.PRINTED)
    # The printed order survives where the printed phrase still names them; what a person added stands behind.
    return tuple(sorted(units, key=lambda unit: printed.find(unit.name) + 1 or len(printed) + 2))


def _listed(text: str, known: Mapping[str, Kind] | None = None) -> tuple[str, ...]:
    """One name to a line; a line that is no known name is also parted at 、 as people write."""
    names: list[str] = []
    for line in _LISTED.split(text):
        line = line.strip()
        if not line:
            continue
        parts = [part.strip() for part in re.split("[、，,]", line)]
        grouped = known is not None and (line in known or _GROUP_WORD.search(line))
        names += [line] if grouped or not all(parts) else parts
    return tuple(dict.fromkeys(names))


def _free_id(wanted: str, taken: Mapping[str, Task]) -> str:
    number = 2
    while f"{wanted}~{number}" in taken:
        number += 1
    return f"{wanted}~{number}"


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean_text(decode_excel_escapes(str(value))).strip()
