"""Which bodies enter the sum, and why the others do not."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Final, Literal

from reportgen.annual.facts import COUNTS
from reportgen.annual.form import figure_keys, labels_of
from reportgen.annual.rollup.body import ReportedBody, normal_name
from reportgen.annual.rollup.codes import rollup_finding
from reportgen.annual.rollup.covering import coverers
from reportgen.model.findings import Finding, Place

State = Literal[
    "counted", "covered", "failing", "conflict", "copy", "year", "unreadable", "blank", "unreported", "parent"
]

STATE_WORDS: Final[Mapping[State, str]] = MappingProxyType(
    {
        "counted": "计入",
        "covered": "已含在上级",
        "parent": "本级（用来比对）",
        "copy": "重复（只计一份）",
        "failing": "未计入（有错误）",
        "conflict": "未计入（有两份不同的）",
        "year": "未计入（年度不符）",
        "unreadable": "未计入（读不出来）",
        "blank": "没有填写",
        "unreported": "没有年报数据",
    }
)
"""State → as people read it."""

NOT_COUNTED: Final[frozenset[State]] = frozenset({"failing", "conflict", "year", "unreadable", "blank", "unreported"})
"""Bodies of which the sum lacks the figures."""

_SHOWN: Final = 8
_FEWEST_ALIKE: Final = 8
"""Figures other than 0 that two bodies must share before that is no chance."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A body and what became of it.

    Attributes:
        body: The body.
        state: See ``STATE_WORDS``.
        why: More about it, ``""`` for nothing.
        above: Where in the standings the body stands whose figures include this one's, ``None`` for none.
    """

    body: ReportedBody
    state: State
    why: str = ""
    above: int | None = None


class Judge:
    """Decides about all bodies together; ``standings`` and ``findings`` are the outcome."""

    def __init__(
        self, bodies: Iterable[ReportedBody], *, year: int | None, parent: ReportedBody | None, include_failing: bool
    ) -> None:
        self.bodies = tuple(sorted(bodies, key=lambda body: (PurePosixPath(body.folder).parts, body.file or "")))
        self.findings: list[Finding] = []
        self._states: dict[int, tuple[State, str]] = {}
        self._above: Mapping[int, int] = {}
        self.year = year or (parent.year if parent else None) or _commonest_year(self.bodies)
        self.parent = parent
        self._set_parent_aside()
        self._refuse()
        self._match_versions()
        self._judge_errors(include_failing=include_failing)
        self._cover()
        self._compare_bodies()

    @property
    def standings(self) -> tuple[Standing, ...]:
        """One per body, in order of folders."""
        return tuple(
            Standing(body, *self._states[at], above=self._above.get(at)) for at, body in enumerate(self.bodies)
        )

    def _open(self) -> list[int]:
        return [at for at in range(len(self.bodies)) if at not in self._states]

    def _tell(self, code: str, body: ReportedBody, what: str) -> None:
        self.findings.append(rollup_finding(code, Place(body.file or body.folder), what, unit=body.name))

    def _set_parent_aside(self) -> None:
        """The parent's own file may lie among its children's; figures of the body alone are one of the summands."""
        parent = self.parent
        if parent is None or parent.scope == "own":
            return
        for at, body in enumerate(self.bodies):
            is_same_file = (body.folder, body.file) == (parent.folder, parent.file)
            is_same_body = normal_name(body.name) == normal_name(parent.name) and body.scope == "all"
            if is_same_file or (is_same_body and body.has_report):
                self._states[at] = ("parent", "")

    def _refuse(self) -> None:
        filled = {normal_name(body.name) for body in self.bodies if body.has_report}
        for at in self._open():
            body = self.bodies[at]
            if body.problem:
                self._states[at] = ("unreadable", body.problem)
                self._tell("rollup-unreadable", body, body.problem)
            elif body.is_blank:
                self._states[at] = ("blank", "")
                if normal_name(body.name) not in filled:
                    self._tell("rollup-blank", body, f"{body.name}的年报数据还没有填")
            elif not body.has_report:
                self._states[at] = ("unreported", "")
            elif body.year is None or body.year != self.year:
                said = f"是{body.year}年的" if body.year else "没有写年度"
                self._states[at] = ("year", said)
                ours = f"，汇总的是{self.year}年" if self.year else ""
                self._tell("rollup-year", body, f"{body.name}的年报数据{said}{ours}")

    def _match_versions(self) -> None:
        """The same body twice: counted once where both say the same, not at all where they differ."""
        versions: dict[str, list[int]] = {}
        for at in self._open():
            versions.setdefault(normal_name(self.bodies[at].name), []).append(at)
        for members in versions.values():
            first = self.bodies[members[0]]
            others = [at for at in members if not self.bodies[at].says_the_same_as(first)]
            if others:
                for at in members:
                    self._states[at] = ("conflict", "")
                other = self.bodies[others[0]]
                more = f"（同名的共{len(members)}份）" if len(members) > 2 else ""
                files = f"{_file(first)}和{_file(other)}{more}"
                what = f"{first.name}有两份不同的年报数据：{files}，{differences(first, other)}"
                for at in members:
                    self._tell("rollup-conflict", self.bodies[at], what)
                continue
            for at in members[1:]:
                self._states[at] = ("copy", f"与{_file(first)}相同")
                self._tell("rollup-copy", self.bodies[at], f"{first.name}的年报数据与{_file(first)}相同，只计一份")

    def _judge_errors(self, *, include_failing: bool) -> None:
        for at in self._open():
            body = self.bodies[at]
            if not body.is_failing:
                continue
            errors = [finding for finding in body.findings if finding.severity == "error" and finding.is_open]
            said = f"有{len(errors)}处错误，如：{errors[0].what}"
            if include_failing:
                self._tell("rollup-failing-counted", body, f"{body.name}的年报数据{said}")
            else:
                self._states[at] = ("failing", said)
                self._tell("rollup-failing", body, f"{body.name}的年报数据{said}")

    def _cover(self) -> None:
        """Figures of 全区 include those of the bodies below."""
        candidates = self._open()
        above = coverers({at: self.bodies[at] for at in candidates})
        roots = [at for at in candidates if at not in above]
        if self.parent is None and len(roots) == 1 and len(candidates) > 1:
            # A body that includes all others is the one whose children are summed.
            top = roots[0]
            self.parent = self.bodies[top]
            self._states[top] = ("parent", "")
            above = {at: over for at, over in above.items() if over != top}
        self._above = MappingProxyType(above)
        for at in candidates:
            if at in above:
                over = self.bodies[above[at]]
                self._states[at] = ("covered", f"含在{over.name}（{_file(over)}）的数字里")
                what = f"{self.bodies[at].name}已含在{over.name}（{_file(over)}）“全区”口径的数字里，不重复计入"
                self._tell("rollup-covered", self.bodies[at], what)
        for at in self._open():
            self._states[at] = ("counted", "有错误" if self.bodies[at].is_failing else "")

    def _compare_bodies(self) -> None:
        met: dict[tuple[object, ...], int] = {}
        for at, (state, _) in sorted(self._states.items()):
            body = self.bodies[at]
            if state != "counted" or sum(1 for value in body.values if value) < _FEWEST_ALIKE:
                continue
            first = self.bodies[met.setdefault(body.values, at)]
            if first is not body:
                what = f"{body.name}的三张表与{first.name}（{_file(first)}）完全相同，两个单位都已计入"
                self._tell("rollup-alike", body, what)


def differences(first: ReportedBody, second: ReportedBody) -> str:
    """The cells in which two reports of one body differ, with both numbers."""
    found = [
        f"“{' › '.join(labels_of(key))}”分别为{_shown(one)}和{_shown(other)}"
        for key, one, other in zip(figure_keys(), first.values, second.values, strict=True)
        if one != other
    ]
    found += [
        f"“{spec.label}”分别为{_shown(one)}和{_shown(other)}"
        for spec, one, other in zip(COUNTS, first.counts, second.counts, strict=True)
        if one != other
    ]
    if first.scope != second.scope:
        found.append("统计范围不同")
    if not found:
        return "数字相同，文字或注明不同"
    more = f"等{len(found)}处" if len(found) > _SHOWN else ""
    return "；".join(found[:_SHOWN]) + more


def _shown(value: object) -> str:
    return "空" if value is None else str(value)


def _file(body: ReportedBody) -> str:
    return body.file or body.folder


def _commonest_year(bodies: Sequence[ReportedBody]) -> int | None:
    """The year of most reports, of equally many the later."""
    years = Counter(body.year for body in bodies if body.has_report and body.year)
    return max(years, key=lambda year: (years[year], year)) if years else None
