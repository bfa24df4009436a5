"""Reports of any number of bodies → one sum, cell by cell, and how it compares with the parent's own figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Final

from reportgen.annual.facts import COUNTS
from reportgen.annual.form import figure_keys, labels_of
from reportgen.annual.rollup.body import Amount, ReportedBody, normal_name
from reportgen.annual.rollup.codes import rollup_finding
from reportgen.annual.rollup.standing import NOT_COUNTED, Judge, Standing, State
from reportgen.annual.totals import parts_of
from reportgen.model.annual import FigureKey
from reportgen.model.completion import Tally
from reportgen.model.findings import Finding, Place
from reportgen.terms import Status

Sums = Mapping[FigureKey, Decimal | None]
"""All 200 figures; ``None`` where no body has a number, which is not 0."""

_NAMED: Final = 10


@dataclass(frozen=True, slots=True)
class RollUp:
    """The sum and what it was made from.

    Attributes:
        year: Whose reports were summed, ``None`` where there was none.
        figures: The three tables; totals are computed from the summed parts, never from typed totals.
        counts: By the keys of ``COUNTS``; ``None`` where no body has a number.
        completion: Tasks of all bodies together, ``None`` where no body has a plan.
        standings: Every body found, in order of folders.
        missing: Names that were expected, or whose folder is there, without a filled report.
        parent: The body that the sum is compared with, ``None`` for none.
        findings: Of the roll-up itself, R21 included; the bodies' own stand with them.
    """

    year: int | None
    figures: Sums
    counts: Mapping[str, Decimal | None]
    completion: Tally | None
    standings: tuple[Standing, ...]
    missing: tuple[str, ...]
    parent: ReportedBody | None
    findings: tuple[Finding, ...]

    def of(self, *states: State) -> tuple[ReportedBody, ...]:
        """The bodies of these states."""
        return tuple(standing.body for standing in self.standings if standing.state in states)

    @property
    def included(self) -> tuple[ReportedBody, ...]:
        """Bodies that were summed."""
        return self.of("counted")

    @property
    def failing(self) -> tuple[ReportedBody, ...]:
        """Bodies of this year whose report has an open error, summed or not."""
        return tuple(body for body in self.of("failing", "counted", "covered") if body.is_failing)

    @property
    def conflicts(self) -> tuple[ReportedBody, ...]:
        """Bodies with versions that differ, each version once."""
        return self.of("conflict")

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """The roll-up's own, then every body's; of blank files and of copies there is nothing more to say."""
        told = (one.body.findings for one in self.standings if one.state not in ("blank", "copy"))
        return (*self.findings, *(finding for findings in told for finding in findings))


def roll_up(
    bodies: Iterable[ReportedBody],
    *,
    parent: ReportedBody | None = None,
    year: int | None = None,
    expected: Sequence[str] = (),
    include_failing: bool = False,
) -> RollUp:
    """Sum the bodies; their order changes nothing.

    A body with an open error is left out unless asked for: a sum that is known to be wrong looks like a right one,
    while one that says which bodies it lacks can be completed. What is left out is named with the reason.

    The completion is every body's own, so it is summed for bodies whose statutory figures are left out or included
    elsewhere as well, once for each body.

    Args:
        bodies: What was read, the parent's own folder included or not.
        parent: The body whose 全区 figures the sum should equal. Without it the one that includes all others.
        year: The year to sum; by default the parent's, else that of most bodies.
        expected: Names of the bodies that have to report.
        include_failing: Whether bodies with errors are summed too.
    """
    bodies = list(bodies)
    if parent is not None and parent.scope == "own" and not any(_is_file_of(body, parent) for body in bodies):
        bodies.append(parent)
    judge = Judge(bodies, year=year, parent=parent, include_failing=include_failing)
    standings = judge.standings
    missing, told = _missing(standings, expected)
    completion, doubts = _completion(standings, judge.year)
    findings = [*judge.findings, *told, *doubts, *_compare_levels(judge, standings, missing)]
    counted = [standing.body for standing in standings if standing.state == "counted"]
    return RollUp(
        judge.year,
        MappingProxyType(sum_figures(counted)),
        MappingProxyType({spec.key: _total(body.counts[at] for body in counted) for at, spec in enumerate(COUNTS)}),
        completion,
        standings,
        missing,
        judge.parent,
        tuple(findings),
    )


def sum_figures(bodies: Sequence[ReportedBody]) -> dict[FigureKey, Decimal | None]:
    """All 200 figures; a blank or a mark adds nothing, and a total is the sum of its summed parts."""
    sums = {
        key: _total(column) if not parts_of(key) else None
        for key, column in zip(figure_keys(), _columns(bodies), strict=True)
    }
    for key in figure_keys():
        if parts_of(key):
            sums[key] = _total(sums[part] for part in parts_of(key))
    return sums


def _columns(bodies: Sequence[ReportedBody]) -> Iterable[Sequence[Amount | None]]:
    return zip(*(body.values for body in bodies), strict=True) if bodies else ((),) * len(figure_keys())


def _total(values: Iterable[Amount | None]) -> Decimal | None:
    numbers = [value for value in values if value is not None]
    return Decimal(sum(numbers)) if numbers else None


def _is_file_of(body: ReportedBody, other: ReportedBody) -> bool:
    return (body.folder, body.file) == (other.folder, other.file)


def _missing(standings: Sequence[Standing], expected: Sequence[str]) -> tuple[tuple[str, ...], list[Finding]]:
    """Who has sent nothing, in order of the list; then folders without a filled report."""
    sent = {normal_name(one.body.name) for one in standings if one.state not in ("blank", "unreported")}
    known = {normal_name(name): name for name in expected if normal_name(name)}
    missing = {key: name for key, name in known.items() if key not in sent}
    blank = {normal_name(one.body.name) for one in standings if one.state == "blank"}
    findings = [
        rollup_finding("rollup-missing", Place(), f"{name}没有报送年报数据", unit=name)
        for key, name in missing.items()
        if key not in blank  # which was told already
    ]
    for one in standings:
        key = normal_name(one.body.name)
        if one.state in ("blank", "unreported") and key not in sent and key not in missing:
            missing[key] = one.body.name
            if one.state == "unreported":
                what = f"{one.body.name}的文件夹里没有年报数据"
                findings.append(rollup_finding("rollup-missing", Place(one.body.folder), what, unit=one.body.name))
        if known and key not in known and one.state in ("counted", "failing", "conflict", "unreadable", "year"):
            place = Place(one.body.file or one.body.folder)
            findings.append(
                rollup_finding("rollup-unexpected", place, f"{one.body.name}不在应报送名单里", unit=one.body.name)
            )
    return tuple(missing.values()), findings


def _completion(standings: Sequence[Standing], year: int | None) -> tuple[Tally | None, list[Finding]]:
    """Tasks of all bodies, each body once; of a body with two that differ none counts."""
    by_name: dict[str, list[ReportedBody]] = {}
    for one in standings:
        if one.body.completion and (one.body.plan_year or year) == year:
            by_name.setdefault(normal_name(one.body.name), []).append(one.body)
    assigned = done = 0
    by_status: dict[Status, int] = {}
    findings: list[Finding] = []
    for bodies in by_name.values():
        first = bodies[0].completion
        other = next((body for body in bodies if body.completion != first), None)
        if other:
            what = f"{bodies[0].name}有两份不同的任务完成情况：{bodies[0].folder}和{other.folder}"
            findings.append(rollup_finding("rollup-completion", Place(other.folder), what, unit=other.name))
        elif first:
            assigned, done = assigned + first.assigned, done + first.done
            for status, count in first.by_status.items():
                by_status[status] = by_status.get(status, 0) + count
    return (Tally(assigned, MappingProxyType(by_status), done) if assigned else None), findings


def _compare_levels(judge: Judge, standings: Sequence[Standing], missing: Sequence[str]) -> list[Finding]:
    """R21 for the parent and for every body whose figures include others'."""
    findings: list[Finding] = []
    parent = judge.parent
    summed = {normal_name(one.body.name) for one in standings if one.state in ("counted", "covered", "parent")}
    lacking = [one for one in standings if one.state in NOT_COUNTED and normal_name(one.body.name) not in summed]
    if parent is not None:
        reason = _incomparable(parent, judge.year)
        if reason:
            findings.append(
                rollup_finding("rollup-parent", Place(parent.file or parent.folder), reason, unit=parent.name)
            )
        else:
            children = [one.body for one in standings if one.state == "counted"]
            names = tuple(dict.fromkeys((*missing, *(one.body.name for one in lacking))))
            findings += check_sum(parent, children, lacking=names)
    below: dict[int, list[ReportedBody]] = {}
    for one in standings:
        if one.above is not None:
            below.setdefault(one.above, []).append(one.body)
    for at, children in below.items():
        over = standings[at].body
        folder = PurePosixPath(over.folder)
        names = tuple(one.body.name for one in lacking if folder in PurePosixPath(one.body.folder).parents)
        findings += check_sum(over, children, lacking=names, is_brief=True)
    return findings


def _incomparable(parent: ReportedBody, year: int | None) -> str:
    """Why the parent's own figures cannot be held against the sum; ``""`` where they can."""
    if parent.problem:
        return f"{parent.name}的年报数据读不出来，没有比对"
    if not parent.has_report:
        return f"{parent.name}没有年报数据，没有比对"
    if parent.scope == "own":
        return f"{parent.name}的统计范围是“本机关”，不是各单位之和，没有比对"
    if parent.year != year:
        return f"{parent.name}的年报数据是{parent.year or '没有写年度'}年的，汇总的是{year}年，没有比对"
    return ""


def check_sum(
    parent: ReportedBody, children: Sequence[ReportedBody], *, lacking: Sequence[str], is_brief: bool = False
) -> list[Finding]:
    """R21: a finding for each of the 200 cells in which the parent differs from its children's sum.

    A cell without a number counts as 0 here; that it should hold one is for other rules to say.

    Args:
        parent: The body with the 全区 figures.
        children: Those that its figures include.
        lacking: Names of bodies that belong to it and were not summed.
        is_brief: One finding for all cells, for the many bodies that lie between the parent and the lowest.

    Source:
        Rule R21: government table = Σ departments + Σ lower governments, cell by cell.
    """
    more = f"等{len(lacking)}个" if len(lacking) > _NAMED else ""
    names = f"；未计入的单位：{'、'.join(lacking[:_NAMED])}{more}" if lacking else ""
    told = [
        (key, f"“{' › '.join(labels_of(key))}”{parent.name}填{own}，{len(children)}个单位之和为{summed or 0}")
        for key, summed in sum_figures(children).items()
        if (own := parent.value(key) or 0) != (summed or 0)
    ]
    if is_brief and len(told) > 1:
        first, said = told[0]
        told = [(first, f"{said}；还有{len(told) - 1}格不等")]
    return [rollup_finding("R21", _place(parent, key), f"{said}{names}", unit=parent.name) for key, said in told]


def _place(body: ReportedBody, key: FigureKey) -> Place:
    figure = body.input.report.figures.get(key) if body.input else None
    file = body.file or body.folder
    return Place(file, figure.place.sheet, figure.place.cell) if figure else Place(file)
