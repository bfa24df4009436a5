"""Where a figure or a text of the section comes from, in words: tasks by number, cells by address."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

from reportgen.document.case import Case
from reportgen.model.completion import TaskResult
from reportgen.model.findings import Place
from reportgen.model.plan import Task
from reportgen.model.progress import Entry, EntryColumn
from reportgen.terms import STATUS_WORDS

MOST_LINES = 12
"""Files or tasks that one comment lists; more of them are found at the rows of the annexed table."""

_MISSING_COLUMNS: Mapping[str, EntryColumn] = MappingProxyType(
    {"原因": "problems", "下一步": "next_steps", "落实情况": "progress"}
)
"""What a mark 〔待补充：…〕 asks for → the column where the unit writes it."""

_NUMBERS = re.compile(r"第(\d{1,5}(?:[～至]\d{1,5})?(?:、\d{1,5}(?:[～至]\d{1,5})?)*)项")
BY_ROW = "附表“任务落实情况一览表”中各项的批注"


def numbers(ids: Sequence[str]) -> str:
    """Tasks by number, runs of three and more closed up: ``第1～4、6项``; ids that are no numbers stand one by one."""
    if not all(one.isdigit() for one in ids):
        return f"任务{'、'.join(ids)}"
    runs: list[list[int]] = []
    for number in map(int, ids):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = (f"{run[0]}～{run[-1]}" if len(run) > 2 else "、".join(map(str, run)) for run in runs)
    return f"第{'、'.join(shown)}项"


def numbers_in(text: str) -> set[str]:
    """The tasks that a text names by number, as `numbers` or the prose writes them (第3项、第5至8项)."""
    found: set[str] = set()
    for match in _NUMBERS.finditer(text):
        for part in match[1].split("、"):
            first, _, last = part.replace("至", "～").partition("～")
            found |= {str(number) for number in range(int(first), int(last or first) + 1)}
    return found


def cells_by_file(places: Iterable[Place]) -> list[str]:
    """Cells in one line a file, in the sheet's order; of very many files the first, and how many there are."""
    cells: dict[tuple[str, str], set[str]] = {}
    for place in places:
        if place.file and place.sheet and place.cell:
            cells.setdefault((place.file, place.sheet), set()).add(place.cell)
    lines = [f"{file} › {sheet} › {'、'.join(sorted(found, key=_spot))}" for (file, sheet), found in cells.items()]
    if len(lines) > MOST_LINES:
        lines[MOST_LINES:] = [f"……共{len(lines)}份填报表，逐项的出处见{BY_ROW}"]
    return lines


def _spot(cell: str) -> tuple[int, int, str]:
    """Row, then column, of a cell's address."""
    column = cell.rstrip("0123456789")
    return int(cell[len(column) :] or 0), len(column), column


class Sources:
    """Looks up where things stand."""

    def __init__(self, case: Case) -> None:
        self.case = case

    @cached_property
    def _entries(self) -> dict[tuple[str, str], Entry]:
        return {(entry.unit, entry.task): entry for entry in self.case.collection.entries}

    @cached_property
    def _files(self) -> dict[str, str]:
        return {record.unit: record.file for record in self.case.collection.files if record.used and record.unit}

    @cached_property
    def tasks(self) -> dict[str, Task]:
        """Id → task."""
        return {task.id: task for task in self.case.plan.tasks}

    def entry(self, unit: str, task: str) -> Entry | None:
        """The unit's row about the task, blank or not; ``None`` where nothing came back."""
        return self._entries.get((unit, task))

    def deciding(self, result: TaskResult) -> tuple[str, ...]:
        """Units whose rows decide the task's status: its carriers; under some 口径 supporters who answered too."""
        if not self.case.completion.policy.support_counts:
            return result.carriers
        rows = ((unit, self.entry(unit, result.id)) for unit in result.supporters)
        return (*result.carriers, *(unit for unit, entry in rows if entry and entry.status))

    def status_words(self, unit: str, task: str) -> str:
        """What the unit's cell 完成情况 says about the task, with its address."""
        entry = self.entry(unit, task)
        if entry is None:
            file = self._files.get(unit)
            return f"{unit}：{file} 中没有这一行" if file else f"{unit}：没有可以计入的填报表"
        place, written = entry.place("status"), entry.written.get("status")
        text = written.text if written else ""
        where = f"{unit}：{place}" if str(place) else unit
        if entry.status is None:
            return f"{where}“{text}”，无法认定，未计" if text else f"{where}，没有填写"
        word = STATUS_WORDS[entry.status]
        return f"{where}“{text}”" + ("" if text == word else f"，按“{word}”计")

    def status_cells(self, results: Iterable[TaskResult]) -> str:
        """The cells 完成情况 from which these tasks' statuses were taken: one line a file, ``""`` for no task."""
        places: list[Place] = []
        silent: dict[str, None] = {}
        for result in results:
            for unit in self.deciding(result):
                entry = self.entry(unit, result.id)
                place = entry.place("status") if entry else Place()
                if place.cell:
                    places.append(place)
                else:
                    silent.setdefault(unit)
        lines = cells_by_file(places)
        if silent:
            names = list(silent)
            more = f"等{len(names)}个单位" if len(names) > MOST_LINES else ""
            lines.append(f"没有可以计入的填报表：{'、'.join(names[:MOST_LINES])}{more}")
        return "\n".join(lines)

    def unit_cells(self, unit: str, tasks: Sequence[str]) -> str:
        """The unit's own cells 完成情况 about these tasks, or why there are none."""
        entries = [self.entry(unit, task) for task in tasks]
        lines = cells_by_file(entry.place("status") for entry in entries if entry)
        return "；".join(lines) or "没有可以计入的填报表"

    def missing(self, mark: str, tasks: Iterable[str]) -> str:
        """What a mark 〔待补充：…〕 about these tasks asks for, with the cells that would fill it."""
        column = next((column for words, column in _MISSING_COLUMNS.items() if words in mark), None)
        cells: list[str] = []
        for task in tasks:
            for unit in self.deciding(self.case.result(task)):
                entry = self.entry(unit, task)
                if entry is None or entry.status is None:
                    cells.append(self.status_words(unit, task))
                if column and entry and not getattr(entry, column):
                    cells.append(f"{unit}：{entry.place(column)}，没有填写")
        return "\n".join(["这里缺内容，公开前须补充：请单位补填后重新生成，或者在公开稿中补写。", *cells[:MOST_LINES]])

    def origin(self, task: Task) -> str:
        """Where the task stands in the task list and in the plan."""
        place = f"；方案原文在{task.place}" if task.place else ""
        return f"任务清单.xlsx › 任务清单 › 序号{task.id}{place}"
