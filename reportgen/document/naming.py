"""How prose refers to tasks."""

from collections.abc import Sequence

from reportgen.document.sentences import clause
from reportgen.document.words import listed, nested
from reportgen.model.plan import Plan, Task

MOST_WORDS = 4
"""Tasks that one sentence lists by their words; further ones are counted."""
_SHORTEST_RUN = 3


def named(task: Task, *, plan: Plan | None = None) -> str:
    """How prose refers to a task: 第5项“全面优化办事流程”; without a printed number by its words alone.

    A title that several tasks of the ``plan`` share (requirements split out of one clause) names none of them; the
    requirement's own words do.
    """
    is_shared = plan is not None and sum(one.title == task.title for one in plan.tasks) > 1
    title = "" if is_shared else task.title
    words = f"“{nested(title or clause(task.text))}”"
    return f"第{task.id}项{words}" if task.id.isdigit() else words


def named_together(tasks: Sequence[Task], *, plan: Plan | None = None) -> str:
    """Several tasks in one sentence: 第3项、第5项; without printed numbers by their words, one alone by both."""
    if len(tasks) == 1:
        return named(tasks[0], plan=plan)
    if by_number := numbered(tasks):
        return by_number
    names = list(dict.fromkeys(named(task, plan=plan) for task in tasks))
    # Names that stand for several tasks are counted by the tasks.
    shown = names[:MOST_WORDS]
    more = f"等{len(tasks)}项" if len(shown) < len(tasks) else ""
    return listed(shown, measure="项") + more


def numbered(tasks: Sequence[Task]) -> str:
    """Tasks by their numbers alone, runs closed up: 第3项、第5至8项; ``""`` where they have no numbers."""
    return by_number([task.id for task in tasks])


def by_number(ids: Sequence[str]) -> str:
    """Ids of tasks as `numbered` writes them."""
    if not ids or not all(one.isdigit() for one in ids):
        return ""
    runs: list[list[int]] = []
    for number in sorted(set(map(int, ids))):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = (
        f"第{run[0]}至{run[-1]}项" if len(run) >= _SHORTEST_RUN else "、".join(f"第{at}项" for at in run)
        for run in runs
    )
    return "、".join(shown)
