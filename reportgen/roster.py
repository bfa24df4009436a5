"""Who is issued what: group phrases resolved into units, one duty per unit and task."""

import re
from collections.abc import Iterator

from reportgen.catalogue import finding
from reportgen.model.findings import Finding, Place
from reportgen.model.roster import Body, Duty, Roster, TaskList
from reportgen.terms import Role

_STRENGTH: dict[Role, int] = {"lead": 0, "responsible": 1, "support": 2}
_HOUSE = "部门|科室|处室|股室|单位|责任单位|责任部门|直属单位|所属单位|下属单位|局属单位"
_GENERIC = re.compile(rf"(机关|局|厅|委|街道|镇)?各({_HOUSE})([、，,和](局属|直属|所属|下属)?各?({_HOUSE}))*")


def is_generic(group: str) -> bool:
    """Whether a group phrase means every body of the house (各部门, 各科室), not some of them (各相关部门)."""
    return _GENERIC.fullmatch(group) is not None


def make_roster(task_list: TaskList) -> Roster:
    """Resolve groups and say who gets which task.

    A group with members stands for them; a generic group without members for every other named unit of the plan;
    any other group gets a workbook under its own name. A task that nobody carries is carried by the issuing office.
    Where a unit comes by a task twice it keeps its strongest role. Units stand in the order of first mention.
    """
    plan = task_list.plan
    bodies = {body.name: body for body in task_list.bodies}
    official = {alias: body.name for body in task_list.bodies for alias in body.aliases}
    named = list(
        dict.fromkeys(
            official.get(unit.name, unit.name) for task in plan.tasks for unit in task.units if unit.kind == "unit"
        )
    )
    order: dict[str, None] = {}
    unresolved: dict[str, None] = {}
    duties: dict[tuple[str, str], Duty] = {}

    def give(unit: str, task: str, role: Role, via: str | None) -> None:
        order.setdefault(unit)
        held = duties.get((unit, task))
        if held is None or (_STRENGTH[role], via is not None) < (_STRENGTH[held.role], held.via is not None):
            duties[unit, task] = Duty(unit, task, role, via)

    for task in plan.tasks:
        own = {official.get(unit.name, unit.name) for unit in task.units if unit.kind == "unit"}
        for unit in task.units:
            name = official.get(unit.name, unit.name)
            body = bodies.get(name)
            if (body.kind if body else unit.kind) == "unit":
                give(name, task.id, unit.role, None)
                continue
            members = tuple(_members(name, bodies, official)) or (
                tuple(other for other in named if other not in own) if is_generic(name) else ()
            )
            if not members:
                unresolved.setdefault(name)
                give(name, task.id, unit.role, None)
            for member in members:
                if member not in own:
                    give(member, task.id, unit.role, name)
        if not any(unit.carries for unit in task.units):
            give(plan.issuer, task.id, "responsible", None)
    units = tuple(order)
    place = {task.id: number for number, task in enumerate(plan.tasks)}
    rank = {unit: number for number, unit in enumerate(units)}
    rows = sorted(duties.values(), key=lambda duty: (rank[duty.unit], place[duty.task]))
    return Roster(units, tuple(rows), tuple(unresolved))


def _members(group: str, bodies: dict[str, Body], official: dict[str, str]) -> Iterator[str]:
    """The units that a group stands for, groups inside groups opened; a group inside itself is passed over."""
    seen = {group}
    waiting = list(bodies[group].members) if group in bodies else []
    while waiting:
        name = waiting.pop(0)
        name = official.get(name, name)
        if name in seen:
            continue
        seen.add(name)
        body = bodies.get(name)
        if body is not None and body.kind == "group" and body.members:
            waiting = [*body.members, *waiting]
        else:
            yield name


def roster_findings(task_list: TaskList, roster: Roster) -> tuple[Finding, ...]:
    """Groups that nobody resolved, and tasks that nobody carries."""
    sheet = Place("任务清单.xlsx", "单位")
    found = [
        finding(
            "group-unresolved",
            sheet,
            f"“{group}”指哪些单位没有写明，暂按一个单位下发填报表",
            f"在任务清单.xlsx 的“单位”表中填写“{group}”的成员",
            unit=group,
        )
        for group in roster.unresolved
    ]
    orphans = [task.id for task in task_list.plan.tasks if not any(unit.carries for unit in task.units)]
    if orphans:
        found.append(
            finding(
                "task-without-carrier",
                Place("任务清单.xlsx"),
                f"有 {len(orphans)} 项任务没有写明牵头或负责单位（{'、'.join(orphans[:8])}"
                f"{'等' if len(orphans) > 8 else ''}），由{task_list.plan.issuer or '发文单位'}负责",
            )
        )
    return tuple(found)
