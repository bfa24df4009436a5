"""Two versions of a plan → what became of every task, each matched at most once, in words for people."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from rapidfuzz import fuzz, process

from reportgen.model.plan import Deadline, Plan, Task
from reportgen.terms import ROLE_WORDS

ChangeKind = Literal["same", "changed", "moved", "new", "dropped"]
Aspect = Literal["text", "units", "deadlines", "category"]

KIND_WORDS: Final[Mapping[ChangeKind, str]] = MappingProxyType(
    {"same": "相同", "changed": "有改动", "moved": "序号变动", "new": "新增", "dropped": "取消"}
)
ASPECT_WORDS: Final[Mapping[Aspect, str]] = MappingProxyType(
    {"text": "具体要求", "units": "责任单位", "deadlines": "完成时限", "category": "工作任务"}
)

_ALIKE_UNDER_ONE_NUMBER = 60.0
"""Above this likeness (0-100) a requirement under its old number counts as reworded, not as another one."""
_ALIKE_ANYWHERE = 80.0
"""Above this likeness a requirement is followed to another number."""
_CONTAINED = 80.0
"""Likeness of a requirement that only lost or gained words at its ends."""
_FEWEST_CONTAINED = 8
_SHOWN = 60

_LABEL = re.compile(r"第?[一二三四五六七八九十百\d]+(?:[、.．:：]|章|节|部分)|[（(][一二三四五六七八九十百\d]+[）)]")


@dataclass(frozen=True, slots=True)
class TaskChange:
    """What became of one task.

    Attributes:
        kind: ``moved`` is the same task under another number; a task that also differs otherwise is ``changed``.
        old: In the old version, ``None`` for a new task.
        new: In the new version, ``None`` for a dropped task.
        aspects: What differs, for ``changed``.
        likeness: 0-100, how alike the two requirements are; below 100 the match is a guess that a person should see.
    """

    kind: ChangeKind
    old: Task | None
    new: Task | None
    aspects: tuple[Aspect, ...] = ()
    likeness: float = 100.0

    @property
    def words(self) -> str:
        """What differs, as one line of Chinese; ``""`` for a task that is the same, new or dropped."""
        old, new = self.old, self.new
        if old is None or new is None:
            return ""
        said = [f"序号由“{old.id}”改为“{new.id}”"] if old.id != new.id else []
        for aspect in self.aspects:
            if aspect == "text":
                said.append(f"具体要求有改动，原为“{_clip(old.text)}”")
            else:
                before, after = (_show(task, aspect) or "（无）" for task in (old, new))
                said.append(f"{ASPECT_WORDS[aspect]}由“{_clip(before)}”改为“{_clip(after)}”")
        return "；".join(said)


@dataclass(frozen=True, slots=True)
class PlanChanges:
    """Every task of both versions once: the new version's in its order, then the dropped ones in the old order."""

    tasks: tuple[TaskChange, ...]

    def of_kind(self, kind: ChangeKind) -> tuple[TaskChange, ...]:
        """The tasks of one kind."""
        return tuple(change for change in self.tasks if change.kind == kind)

    @property
    def counts(self) -> Mapping[ChangeKind, int]:
        """Number of tasks of every kind, none left out."""
        return {kind: len(self.of_kind(kind)) for kind in KIND_WORDS}

    @property
    def new_ids(self) -> Mapping[str, str]:
        """Number in the old version → number in the new one, of the tasks that remain."""
        return {change.old.id: change.new.id for change in self.tasks if change.old and change.new}

    def __str__(self) -> str:
        return "，".join(f"{KIND_WORDS[kind]} {number} 项" for kind, number in self.counts.items())


def compare_plans(old: Plan, new: Plan) -> PlanChanges:
    """What became of every task of ``old``, and which tasks of ``new`` are new.

    Tasks are matched one to one: equal requirements first (of several equal ones those under the same number, then
    those under the same heading), then the same number with a similar requirement, then the most similar requirement.
    Blanks, width and the labels of headings do not count as differences. The same two plans give the same answer.
    """
    return changes_between(old, new, match_tasks(old.tasks, new.tasks))


def changes_between(old: Plan, new: Plan, matched: Mapping[str, str]) -> PlanChanges:
    """The changes where it is known which number became which (old → new)."""
    before = {task.id: task for task in old.tasks}
    source = {new_id: before[old_id] for old_id, new_id in matched.items()}
    found = [
        _change(source[task.id], task) if task.id in source else TaskChange("new", None, task) for task in new.tasks
    ]
    found += [TaskChange("dropped", task, None) for task in old.tasks if task.id not in matched]
    return PlanChanges(tuple(found))


def _change(old: Task, new: Task) -> TaskChange:
    aspects = differences(old, new)
    kind: ChangeKind = "changed" if aspects else "same" if old.id == new.id else "moved"
    return TaskChange(kind, old, new, aspects, likeness(squeeze(old.text), squeeze(new.text)))


def differences(old: Task, new: Task) -> tuple[Aspect, ...]:
    """In what two versions of a task differ."""
    differing: Mapping[Aspect, bool] = {
        "text": squeeze(old.text) != squeeze(new.text),
        "units": roles_of(old) != roles_of(new),
        "deadlines": days_of(old.deadlines) != days_of(new.deadlines),
        "category": _heading(old) != _heading(new),
    }
    return tuple(aspect for aspect, differs in differing.items() if differs)


def squeeze(text: str) -> str:
    """The text without blanks and width, so that another wrapping is no difference."""
    return re.sub(r"[\s\u200b\ufeff]+", "", unicodedata.normalize("NFKC", text))


def roles_of(task: Task) -> frozenset[tuple[str, str]]:
    """Who has which role; the printed order does not matter."""
    return frozenset((unit.name, unit.role) for unit in task.units)


def days_of(deadlines: Sequence[Deadline]) -> frozenset[str]:
    """The days, whatever the words."""
    return frozenset(deadline.date.isoformat() for deadline in deadlines)


def _heading(task: Task) -> tuple[str, ...]:
    """The headings without their labels, which shift where one is put in before them."""
    return tuple(_LABEL.sub("", squeeze(text), count=1) for text in (*task.category, task.title or ""))


def likeness(one: str, other: str) -> float:
    """0-100: how alike two squeezed requirements are."""
    if one == other:
        return 100.0
    return max(float(fuzz.ratio(one, other)), _contained(one, other))


def match_tasks(old: Sequence[Task], new: Sequence[Task]) -> dict[str, str]:
    """Number in ``old`` → number in ``new`` of the tasks that remain; see ``compare_plans`` for the rule."""
    match = _Match(old, new)
    same: Sequence[Callable[[Task, Task], bool]] = (
        lambda one, other: one.id == other.id,
        lambda one, other: _heading(one) == _heading(other),
        lambda _one, _other: True,
    )
    for holds in same:
        match.pair_equal(holds)
    match.pair_by_number()
    match.pair_most_alike()
    return {old[one].id: new[other].id for one, other in sorted(match.pairs.items())}


class _Match:
    """Pairs found so far, by place in either sequence."""

    def __init__(self, old: Sequence[Task], new: Sequence[Task]) -> None:
        self.old, self.new = old, new
        self.texts = [squeeze(task.text) for task in old]
        self.others = [squeeze(task.text) for task in new]
        self.pairs: dict[int, int] = {}
        self.free = dict.fromkeys(range(len(new)))
        self.by_text: dict[str, list[int]] = {}
        for number, text in enumerate(self.others):
            self.by_text.setdefault(text, []).append(number)

    def _pair(self, one: int, other: int) -> None:
        self.pairs[one] = other
        del self.free[other]

    def _left(self) -> list[int]:
        return [one for one in range(len(self.old)) if one not in self.pairs]

    def pair_equal(self, holds: Callable[[Task, Task], bool]) -> None:
        """Pair equal requirements for whose tasks ``holds`` says yes."""
        for one in self._left():
            equal = self.by_text.get(self.texts[one], []) if self.texts[one] else []
            fits = (other for other in equal if other in self.free and holds(self.old[one], self.new[other]))
            other = next(fits, None)
            if other is not None:
                self._pair(one, other)

    def pair_by_number(self) -> None:
        """Pair what stands under the same number and is similar; an empty requirement is like any other."""
        by_id = {self.new[other].id: other for other in self.free}
        for one in self._left():
            other = by_id.get(self.old[one].id)
            if other is None:
                continue
            text, candidate = self.texts[one], self.others[other]
            if not text or not candidate or likeness(text, candidate) >= _ALIKE_UNDER_ONE_NUMBER:
                self._pair(one, other)

    def pair_most_alike(self) -> None:
        """Pair the rest by likeness, the most alike first."""
        left = self._left()
        if not left or not self.free:
            return
        scores = [
            (-score, one, other)
            for one in left
            if self.texts[one]
            for other, score in self._alike(self.texts[one]).items()
        ]
        for _, one, other in sorted(scores):
            if one not in self.pairs and other in self.free:
                self._pair(one, other)

    def _alike(self, text: str) -> dict[int, float]:
        choices = {other: self.others[other] for other in self.free if self.others[other]}
        close = process.extract(text, choices, scorer=fuzz.ratio, score_cutoff=_ALIKE_ANYWHERE, limit=None)
        found = {other: float(score) for _, score, other in close}
        for other, candidate in choices.items():
            if other not in found and (score := _contained(text, candidate)):
                found[other] = score
        return found


def _contained(one: str, other: str) -> float:
    short, long = sorted((_bare(one), _bare(other)), key=len)
    return _CONTAINED if len(short) >= _FEWEST_CONTAINED and short in long else 0.0


def _bare(text: str) -> str:
    return text.rstrip("。;；.,，")


def _show(task: Task, aspect: Aspect) -> str:
    if aspect == "units":
        return "、".join(f"{unit.name}（{ROLE_WORDS[unit.role]}）" for unit in task.units)
    if aspect == "deadlines":
        return "、".join(due.phrase or due.date.isoformat() for due in task.deadlines)
    return " › ".join((*task.category, *((task.title,) if task.title else ())))


def _clip(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
