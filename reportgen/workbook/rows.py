"""Which task a row of a returned sheet is about: by its number and its requirement together."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from rapidfuzz import fuzz, process

from reportgen.model.plan import Plan
from reportgen.terms import ROLE_WORDS, Role
from reportgen.workbook.cells import text_of
from reportgen.workbook.layout import Layout, squeeze
from reportgen.workbook.spec import ENTRY_COLUMNS, ColumnKey, requirement_of

_SAME_TASK = 60
"""Above this likeness (0-100) a requirement under its own number counts as re-typed, not as another one."""
_SURELY_SAME = 90
"""Above this likeness a requirement is recognised without its number."""
_CLEARLY = 2
"""By how much the best must be more alike than the next, so that 第1季度 is not taken for 第2季度."""

_ROLES: Mapping[str, Role] = {word: role for role, word in ROLE_WORDS.items()}  # type: ignore[misc]  # keys are roles
_ROLES_IN_OTHER_WORDS: Mapping[str, Role] = {
    "主办": "lead",
    "牵头单位": "lead",
    "协办": "support",
    "配合单位": "support",
}

How = Literal["number", "requirement", "none"]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet that is, or should be, about a task.

    Attributes:
        row: Counted from 0.
        number: 序号 as written.
        role: 职责, ``None`` where blank or no role.
        task: Id of the task, ``None`` where the row is none of the plan's.
        how: By what the task was recognised; ``none`` for a row of no task.
        requirement: 具体要求 as written.
        is_filled: Whether an entry cell of the row shows something.
        is_reworded: Whether its requirement says more or less than the task's, punctuation aside.
    """

    row: int
    number: str
    role: Role | None
    task: str | None
    how: How
    requirement: str
    is_filled: bool
    is_reworded: bool = False

    @property
    def claims_task(self) -> bool:
        """Whether the row looks like a task's: it has a number and a role."""
        return bool(self.number) and self.role is not None


class TaskIndex:
    """The plan's tasks by what a row may show of them."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.numbers: dict[str, str | None] = {}
        for task in plan.tasks:
            for key in {task.id, squeeze_number(task.id)}:
                # Two ids that squeeze into one are told apart only as printed.
                self.numbers[key] = task.id if self.numbers.get(key, task.id) == task.id or key == task.id else None
        self.texts = {task.id: squeeze(requirement_of(task)) for task in plan.tasks}
        self.by_text: dict[str, list[str]] = {}
        for task_id, text in self.texts.items():
            self.by_text.setdefault(text, []).append(task_id)

    @cached_property
    def requirements(self) -> frozenset[str]:
        """All requirements, squeezed."""
        return frozenset(self.by_text)

    def find(self, number: str, others: Sequence[str], requirement: str) -> tuple[str | None, How]:
        """The task of a row.

        Args:
            number: 序号 as text.
            others: What else the number may have been (a date for 5-1).
            requirement: 具体要求 as written.
        """
        text = squeeze(requirement)
        numbered = next(
            (
                found
                for word in (number, *others)
                if word and (found := self.numbers.get(word) or self.numbers.get(squeeze_number(word)))
            ),
            None,
        )
        same = self.by_text.get(text, []) if text else []
        if numbered and (not text or numbered in same):
            return numbered, "number"
        if len(same) == 1:
            return same[0], "requirement"
        if text and not same:
            return self._most_alike(text, numbered)
        return None, "none"

    def is_reworded(self, task: str, requirement: str) -> bool:
        """Whether a requirement as written says something else than the task's, punctuation aside."""
        text = squeeze(requirement)
        return text != self.texts[task] and _words(text) != _words(self.texts[task])

    def _most_alike(self, text: str, numbered: str | None) -> tuple[str | None, How]:
        """The task of a requirement that is none's word for word: its number's, unless it is more like another's."""
        alike = process.extract(text, self.texts, scorer=fuzz.ratio, score_cutoff=_SAME_TASK, limit=2)
        likeness = fuzz.ratio(text, self.texts[numbered]) if numbered else 0.0
        if not alike:
            return None, "none"
        (_, best, nearest), *others = alike
        if numbered and likeness >= max(_SAME_TASK, best):
            return numbered, "number"
        if best >= _SURELY_SAME and all(best - other >= _CLEARLY for _, other, _ in others):
            return nearest, "requirement"
        return None, "none"


def _words(text: str) -> str:
    return re.sub(r"\W+", "", text)


def squeeze_number(text: str) -> str:
    """``（５）``, ``5.0``, ``05``, ``5、`` → ``5``; long dashes → ``-``."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).strip("()[]【】'\"、.。,:；;第项")
    text = re.sub(r"[—–－―~]+", "-", text)
    text = re.sub(r"(?<![\d.])(\d+)\.0+$", r"\1", text)
    return re.sub(r"(?<!\d)0+(?=\d)", "", text)


def find_lines(rows: Sequence[Sequence[object]], layout: Layout, index: TaskIndex) -> tuple[Line, ...]:
    """The rows below the titles that are about a task, or hold entries without being about one we know."""
    lines = []
    for number in range(layout.header_row + 1, len(rows)):
        line = _line(rows[number], number, layout, index)
        if line is not None:
            lines.append(line)
    return tuple(lines)


def _line(row: Sequence[object], at: int, layout: Layout, index: TaskIndex) -> Line | None:
    def cell(key: ColumnKey) -> object:
        column = layout.columns.get(key)
        return row[column] if column is not None and column < len(row) else ""

    shown = cell("id")
    number, requirement = text_of(shown), text_of(cell("requirement"))
    role_text = squeeze(text_of(cell("role")))
    role = _ROLES.get(role_text) or _ROLES_IN_OTHER_WORDS.get(role_text)
    is_filled = any(_shows(cell(key)) for key in ENTRY_COLUMNS)
    if not number and not requirement and not is_filled:
        return None
    if squeeze(requirement) == "具体要求" or (number == "序号" and role is None):
        return None  # the titles once more, as on printed pages
    task, how = index.find(number, _numbers_of_day(shown), requirement)
    if task is None and not is_filled and not (number and role):
        return None
    if task is not None and how == "number" and not requirement and role is None and not is_filled:
        return None  # a lone number in a note
    is_reworded = task is not None and bool(requirement) and index.is_reworded(task, requirement)
    return Line(at, number, role, task, how, requirement, is_filled, is_reworded)


def _shows(value: object) -> bool:
    return bool(text_of(value)) if isinstance(value, str) else value is not None


def _numbers_of_day(shown: object) -> tuple[str, ...]:
    """What a number was before a program made a day of it: 5-1 became 1 May."""
    if isinstance(shown, date):
        return (f"{shown.month}-{shown.day}", f"{shown.year}-{shown.month}-{shown.day}", f"{shown.month}.{shown.day}")
    return ()
