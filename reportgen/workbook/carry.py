"""From a filled workbook into the one that replaces it: what is carried, what changed, what stays in the old file."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from reportgen.errors import UnusableInput
from reportgen.model.plan import Task
from reportgen.model.progress import EntryColumn
from reportgen.model.roster import Duty, Roster
from reportgen.terms import ROLE_WORDS
from reportgen.workbook.cells import text_of
from reportgen.workbook.filled import Filled
from reportgen.workbook.layout import squeeze
from reportgen.workbook.recognise import Known
from reportgen.workbook.returned import Returned, read_returned
from reportgen.workbook.spec import BY_KEY, LockedColumn, category_of, deadline_of, requirement_of
from reportgen.workbook.standing import SHOWN, OldRow, Standing

_LABEL = re.compile(r"第?[一二三四五六七八九十百\d]+(?:[、.．:：]|章|节|部分)|[（(][一二三四五六七八九十百\d]+[）)]")
_NAMED = 12

Texts = Mapping[tuple[str, EntryColumn], str]
"""(task, entry column) → the cell as typed."""


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A task that the unit keeps and whose row says something else now: titles of the columns that differ."""

    task: str
    old: str
    columns: tuple[str, ...]

    def __str__(self) -> str:
        number = f"第{self.old}项改为第{self.task}项" if self.old != self.task else f"第{self.task}项"
        return f"{number}（{'、'.join(self.columns)}）"


@dataclass(frozen=True, slots=True)
class DroppedRow:
    """A row that the unit no longer has.

    Attributes:
        old: 序号 in the old workbook, ``""`` where the row has none.
        row: Its row there, from 1.
        requirement: 具体要求 as it stood there.
        is_filled: Whether the unit had filled something in.
        task: Its number in the present list, ``None`` where the list no longer has it.
        now: The units that have the task now.
    """

    old: str
    row: int
    requirement: str
    is_filled: bool
    task: str | None
    now: tuple[str, ...] = ()

    def __str__(self) -> str:
        where = f"现由{'、'.join(self.now)}承担" if self.now else "任务清单中已没有"
        return f"原第{self.old}项（{where}）" if self.old else f"原表第{self.row}行（{where}）"


@dataclass(frozen=True, slots=True)
class UnitChanges:
    """What became of a unit's rows; numbers as in the present list where nothing else is said.

    Attributes:
        same: Tasks whose rows say the same.
        changed: Tasks whose rows say something else.
        moved: (old number, new number) of tasks of which only the number changed.
        new: Tasks that the unit did not have.
        dropped: Rows that it no longer has.
    """

    same: tuple[str, ...]
    changed: tuple[ChangedRow, ...]
    moved: tuple[tuple[str, str], ...]
    new: tuple[str, ...]
    dropped: tuple[DroppedRow, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether every row says what it said."""
        return not (self.changed or self.moved or self.new or self.dropped)

    @property
    def to_decide(self) -> tuple[DroppedRow, ...]:
        """Rows that were filled and that the unit no longer has."""
        return tuple(row for row in self.dropped if row.is_filled)

    def __str__(self) -> str:
        parts = (
            ("有改动", self.changed),
            ("序号变动", tuple(f"第{old}项改为第{new}项" for old, new in self.moved)),
            ("新增", tuple(f"第{task}项" for task in self.new)),
            ("不再承担", self.dropped),
        )
        said = [f"{word} {len(rows)} 项：{_some(rows)}" for word, rows in parts if rows]
        return "；".join((f"相同 {len(self.same)} 项", *said))


def _some(rows: Sequence[object]) -> str:
    """The first of a list, with how many there are where some are left out."""
    return "、".join(map(str, rows[:_NAMED])) + ("等" if len(rows) > _NAMED else "")


Holders = Mapping[str, Sequence[str]]
"""Task → the units that have it now."""


def holders_of(roster: Roster) -> Holders:
    """Who has which task, once for all units."""
    holders: dict[str, list[str]] = {}
    for duty in roster.duties:
        holders.setdefault(duty.task, []).append(duty.unit)
    return holders


def unit_changes(standing: Standing, known: Known, holders: Holders) -> UnitChanges:
    """What became of the rows of a workbook, by what it shows and what it would show if it were issued now."""
    duties = known.duties.get(standing.unit, {})
    tasks = {task.id: task for task in known.task_list.plan.tasks}
    kept = {row.task: row for row in standing.rows if row.task is not None and row.task in duties}
    same, changed, moved = [], [], []
    for task in sorted(kept, key=known.order.__getitem__):
        row = kept[task]
        columns = tuple(BY_KEY[key].title for key in SHOWN if _differs(row, key, duties[task], tasks[task]))
        if columns:
            changed.append(ChangedRow(task, row.number, columns))
        elif row.number != task:
            moved.append((row.number, task))
        else:
            same.append(task)
    new = tuple(task for task in duties if task not in kept)
    dropped = tuple(_dropped(row, holders) for row in standing.rows if row.task not in duties)
    return UnitChanges(tuple(same), tuple(changed), tuple(moved), new, dropped)


def _differs(row: OldRow, key: LockedColumn, duty: Duty, task: Task) -> bool:
    now = {
        "category": lambda: category_of(task),
        "requirement": lambda: requirement_of(task),
        "role": lambda: ROLE_WORDS[duty.role],
        "deadline": lambda: deadline_of(task.deadlines),
    }
    if key not in row.shown:
        return False
    if key == "category":
        return _headings(row.shown[key]) != _headings(now[key]())
    return squeeze(row.shown[key]) != squeeze(now[key]())


def _headings(text: str) -> list[str]:
    """Headings without their labels, which shift where one is put in before them."""
    return [_LABEL.sub("", squeeze(line), count=1) for line in text.split("\n")]


def _dropped(row: OldRow, holders: Holders) -> DroppedRow:
    now = tuple(holders.get(row.task, ())) if row.task else ()
    return DroppedRow(row.number, row.row, row.shown.get("requirement", ""), bool(row.texts), row.task, now)


def carried(standing: Standing, duties: Container[str]) -> Filled:
    """What of a workbook goes into the new one: every filled cell of a task that the unit still has, and who filled it."""
    return Filled(carried_texts(standing, duties), standing.reporter, standing.telephone, standing.filled_on)


def carried_texts(standing: Standing, duties: Container[str]) -> Texts:
    """The filled entry cells of the tasks that the unit still has, as typed."""
    return MappingProxyType(
        {
            (row.task, key): text
            for row in standing.rows
            if row.task in duties
            for key, text in row.texts.items()
            if row.task
        }
    )


def all_texts(standing: Standing) -> Mapping[tuple[str, EntryColumn], str]:
    """The filled entry cells of every row, also of those that are not carried, by what tells the row."""
    return {
        (row.task or f"{row.number} {row.shown.get('requirement', '')}", key): text
        for row in standing.rows
        for key, text in row.texts.items()
    }


def reads_back(content: bytes, filled: Filled, *, unit: str, known: Known) -> bool:
    """Whether a workbook, read as it will be when it comes back, says exactly what was put into it."""
    try:
        returned = read_returned(content, file="", known=known)
    except UnusableInput:
        return False
    if not isinstance(returned, Returned) or returned.unit != unit:
        return False
    found = {key: written.text for key, written in returned.texts().items()}
    people = (returned.reporter, returned.telephone, returned.filled_on)
    expected = {key: shown for key, text in filled.texts.items() if (shown := text_of(text))}
    return found == expected and people == (filled.reporter, filled.telephone, filled.filled_on)
