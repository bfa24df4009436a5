"""How prose refers to tasks."""

from collections import Counter
from collections.abc import Sequence

from reportgen.document.sentences import clause
from reportgen.document.words import listed, nested
from reportgen.model.plan import Task

MOST_WORDS = 4
"""Tasks that one sentence lists by their words; further ones are counted."""
_SHORTEST_RUN = 3


class Names:
    """The names of one plan's tasks: 第5项“全面优化办事流程”; without a printed number the words alone.

    A title that several tasks share (requirements split out of one clause) names none of them; the requirement's own
    words do. Where a task has no number and its clause is another's too, the words before it are said as well.
    """

    def __init__(self, tasks: Sequence[Task]) -> None:
        """Of all tasks of a plan."""
        self._titles = Counter(task.title for task in tasks)
        self._words = Counter(map(self._short, tasks))

    def of(self, task: Task) -> str:
        """One task's name."""
        words = self._short(task)
        if task.id.isdigit():
            return f"第{task.id}项“{nested(words)}”"
        return f"“{nested(clause(task.text, led_up=True) if self._words[words] > 1 else words)}”"

    def together(self, tasks: Sequence[Task]) -> str:
        """Several tasks in one sentence: 第3项、第5项; without printed numbers by words; one alone by both."""
        if len(tasks) == 1:
            return self.of(tasks[0])
        if by_number := numbered(tasks):
            return by_number
        names = list(dict.fromkeys(map(self.of, tasks)))
        # Names that stand for several tasks are counted by the tasks.
        shown = names[:MOST_WORDS]
        more = f"等{len(tasks)}项" if len(shown) < len(tasks) else ""
        return listed(shown, measure="项") + more

    def listed(self, tasks: Sequence[Task]) -> str:
        """Tasks by number where they have numbers, else by their words."""
        return numbered(tasks) or self.together(tasks)

    def _short(self, task: Task) -> str:
        title = task.title if self._titles[task.title] <= 1 else ""
        return title or clause(task.text)


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
