"""Rows of the tables: units with their figures, and every task with what was written about it."""

from collections.abc import Iterator, Sequence
from typing import Any

from reportgen.document.case import Case
from reportgen.document.missing import MISSING_REPEATED
from reportgen.document.sentences import mended
from reportgen.document.tallies import is_done
from reportgen.document.told import says_something
from reportgen.figures import percent
from reportgen.model.completion import Tally
from reportgen.model.plan import Task
from reportgen.model.progress import Entry
from reportgen.model.roster import Duty
from reportgen.terms import CARRYING, ROLE_WORDS, STATUS_WORDS

_BLOCK_LINES = 26
"""Printed lines after which a merged category cell begins anew, so that each page shows the category (a page of the
annexed table holds 30 lines below its head, the first one 27)."""
_ROW_LINES = 26
"""Printed lines of one row: what is longer goes on in further rows, so that no row has to be torn over a page."""
_FEWEST_LINES = 3

_NEEDS_TEXT = frozenset(STATUS_WORDS) - {"not_started", "not_applicable"}
"""Statuses that nobody can print without saying what was done."""

_COLUMN_CHARACTERS = {"要求": 15, "责任": 6, "落实": 20}
_WIDE_CHARACTERS = 48
"""A row that goes on has one cell across these columns."""
_COLUMN_TITLES = {"要求": "具体要求", "责任": "责任单位"}


def unit_rows(case: Case) -> list[dict[str, str]]:
    """One row per unit: tasks that count (不适用 left out), done, rate, for carried and supported tasks."""
    rows = []
    for unit in case.completion.units:
        silent = "" if unit.is_reported else "（未报送）"
        row = {"单位": mended(unit.unit) + silent}
        for name, tally in (("承担", unit.carries), ("配合", unit.supports)):
            row |= _tally_fields(name, tally)
        rows.append(row)
    return rows


def _tally_fields(name: str, tally: Tally) -> dict[str, str]:
    if not tally.applicable:
        return {name: "—", f"{name}完成": "—", f"{name}率": "—"}
    return {
        name: str(tally.applicable),
        f"{name}完成": str(tally.done),
        f"{name}率": percent(tally.done, tally.applicable),
    }


def task_groups(case: Case) -> list[dict[str, Any]]:
    """Tasks in the plan's order; neighbours of one category path stand together, in blocks of at most a page.

    A task that is too long for a page goes on in rows of its number with 续 set, whose 落实 stands across the columns.
    """
    groups: list[dict[str, Any]] = []
    path: tuple[str, ...] | None = None
    lines = 0
    for task in case.plan.tasks:
        for row in _split_row(_task_row(case, task)):
            height = _height(row)
            if task.category != path or lines + height > _BLOCK_LINES:
                groups.append({"名称": mended("\n".join(task.category)) or "—", "行": []})
                path, lines = task.category, 0
            groups[-1]["行"].append(row)
            lines += height
    return groups


def _height(row: dict[str, Any]) -> int:
    if row["续"]:
        return _lines(row["落实"], _WIDE_CHARACTERS)
    return max(_lines(row[column], width) for column, width in _COLUMN_CHARACTERS.items())


def _lines(text: str, width: int) -> int:
    return sum(-(-max(len(line), 1) // width) for line in text.split("\n"))


def _split_row(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The row as it is where it fits, else its beginning and as many rows as the rest needs."""
    first, rest = dict(row), []
    for column, width in _COLUMN_CHARACTERS.items():
        first[column], left = _split(row[column], width)
        if left:
            rest.append(left if column == "落实" else f"{_COLUMN_TITLES[column]}：{left}")
    yield {**first, "续": False}
    text = "\n".join(rest)
    while text:
        part, text = _split(text, _WIDE_CHARACTERS)
        yield {**dict.fromkeys(row, ""), "序号": row["序号"], "落实": part, "续": True}


def _split(text: str, width: int) -> tuple[str, str]:
    """What fits into one row of this width, and the rest: cut between lines, else sentences, else anywhere."""
    taken: list[str] = []
    left = _ROW_LINES
    lines = text.split("\n")
    for at, line in enumerate(lines):
        height = _lines(line, width)
        if height <= left:
            taken.append(line)
            left -= height
            continue
        head = _beginning(line, left * width) if left >= _FEWEST_LINES else ""
        return "\n".join([*taken, head] if head else taken), "\n".join([line[len(head) :], *lines[at + 1 :]])
    return text, ""


def _beginning(line: str, most: int) -> str:
    """The sentences of a line that fit."""
    end = max(line.rfind(mark, 0, most) for mark in "。；")
    return line[: end + 1] if end > most // 2 else line[:most]


def _task_row(case: Case, task: Task) -> dict[str, str]:
    result = case.result(task.id)
    duties = [duty for duty in case.roster.of_task(task.id) if duty.role in CARRYING]
    return {
        "序号": task.id,
        "要求": mended(f"{task.title}。{task.text}" if task.title else task.text),
        "责任": mended(task.responsibility or "")
        or "、".join(f"{duty.unit}（{ROLE_WORDS[duty.role]}）" if len(duties) > 1 else duty.unit for duty in duties),
        "情况": STATUS_WORDS[result.status],
        "落实": _written(case, task, duties) or (MISSING_REPEATED if result.status in _NEEDS_TEXT else "—"),
    }


def _written(case: Case, task: Task, duties: Sequence[Duty]) -> str:
    """Everything that units wrote about the task, a line each; what holds up those who are not done below it."""
    told = [entry for entry in case.entries_of(task.id) if says_something(entry.progress) or _wanting(case, entry)]
    # With one text and one unit there is no doubt whose it is.
    is_plain = not case.settings.publish_units or (
        len(told) == 1 and len(duties) == 1 and told[0].unit == duties[0].unit
    )
    lines = []
    for entry in told:
        said = [mended(entry.progress)] if says_something(entry.progress) else []
        whole = "\n".join([*said, *_wanting(case, entry)])
        lines.append(whole if is_plain else f"{entry.unit}：{whole}")
    return "\n".join(lines)


def _wanting(case: Case, entry: Entry) -> list[str]:
    """存在问题 and 下一步措施 of a unit that is not done."""
    if is_done(case, entry.status):
        return []
    columns = (("存在问题", entry.problems), ("下一步措施", entry.next_steps))
    return [f"{title}：{mended(text)}" for title, text in columns if says_something(text)]
