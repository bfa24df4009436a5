"""Each category's facts: what was done, what remains, what nobody has reported yet."""

import re
from collections.abc import Sequence
from typing import Any

from reportgen.document.case import Case
from reportgen.document.sentences import one_line, unnumbered
from reportgen.document.tallies import OPEN, is_done, is_open, tally_facts
from reportgen.document.told import MOST_UNITS, point, points, progress, progress_of
from reportgen.document.words import chinese_number, day_words, listed
from reportgen.model.completion import Tally
from reportgen.model.plan import Task
from reportgen.model.progress import Entry
from reportgen.terms import CARRYING, MOST_TO_LEAST_ADVANCED, STATUS_WORDS, Status

Facts = dict[str, Any]

MOST_SILENT = 12
"""Units named in one sentence that says who has not reported."""
MOST_FINISHED = 5
"""Units named that are done with a task that others are not done with; more of them are counted."""
_LABEL = re.compile(r"^\s*(?:第?[（(]?[一二三四五六七八九十百]+[）)]?[、．.，章]?|[（(]?\d+[）)、．.])\s*")


def categories(case: Case) -> list[Facts]:
    """Each top-level category: heading without label, its counts, what was done, what remains.

    成效, 未完 and 未报 say by 组 to which of the 分组 (second-level headings) they belong; a category without such
    headings is one group without a name.
    """
    members: dict[str, list[Task]] = {}
    for task in case.plan.tasks:
        members.setdefault(task.category[0] if task.category else "", []).append(task)
    tallies = {one.path[0]: one.tally for one in case.completion.categories if len(one.path) == 1}
    return [
        _category(case, name, tasks, number=number, tally=tallies[name] if name else None)
        for number, (name, tasks) in enumerate(members.items(), 1)
    ]


def without_label(heading: str) -> str:
    """一、加强解读 → 加强解读."""
    text = one_line(heading)
    return _LABEL.sub("", text).rstrip("。；：") or text


def _category(case: Case, name: str, tasks: Sequence[Task], *, number: int, tally: Tally | None) -> Facts:
    statuses = [case.result(task.id).status for task in tasks]
    counting = [status for status in statuses if status != "not_applicable"]
    groups = _groups(tasks)
    return {
        "名称": without_label(name) or "工作任务",
        "编号": chinese_number(number),
        **tally_facts(tally or _count(case, statuses), finished=case.settings.policy.finished),
        "持续": bool(counting) and all(status == "ongoing_met" for status in counting),
        "含持续": "ongoing_met" in counting,
        "均未报送": bool(counting) and all(status == "unreported" for status in counting),
        "分组": [
            {"序号": at, "名称": heading, "缺内容": _without_words(case, group)}
            for at, (heading, group) in enumerate(groups, 1)
        ],
        "成效": [one for at, (_, group) in enumerate(groups, 1) for one in _achievements(case, group, at)],
        "未完": [
            _open_task(case, task, at)
            for at, (_, group) in enumerate(groups, 1)
            for task in group
            if is_open(case, task)
        ],
        "未报": [one for at, (_, group) in enumerate(groups, 1) for one in _silent(case, group, at)],
    }


def _count(case: Case, statuses: Sequence[Status]) -> Tally:
    """Tasks without any category beside others with one: no count of completion covers them by themselves."""
    counts = {status: statuses.count(status) for status in MOST_TO_LEAST_ADVANCED if status in statuses}
    if "not_applicable" in statuses:
        counts["not_applicable"] = statuses.count("not_applicable")
    return Tally(len(statuses), counts, sum(is_done(case, status) for status in statuses))


def _groups(tasks: Sequence[Task]) -> list[tuple[str, list[Task]]]:
    """Tasks under each second-level heading; one group without a name where there are no two of them."""
    groups: dict[str, list[Task]] = {}
    for task in tasks:
        groups.setdefault(task.category[1] if len(task.category) > 1 else "", []).append(task)
    if len(groups) < 2 or "" in groups:
        return [("", list(tasks))]
    return [(without_label(heading), group) for heading, group in groups.items()]


def _done_tasks(case: Case, tasks: Sequence[Task]) -> list[Task]:
    return [task for task in tasks if is_done(case, case.result(task.id).status)]


def _achievements(case: Case, tasks: Sequence[Task], group: int) -> list[Facts]:
    """What was done for the tasks that are done, each text once."""
    told = [one for one in dict.fromkeys(progress_of(case, task) for task in _done_tasks(case, tasks)) if one.text]
    # A point of a list holds no list: an 一是 inside an 一是 cannot be read.
    shown = unnumbered if len(told) > 1 else str
    return [{"组": group, "内容": shown(one.text), "其余单位数": one.left or None} for one in told]


def _without_words(case: Case, tasks: Sequence[Task]) -> str:
    """Done tasks about which nobody wrote what was done."""
    silent = [task for task in _done_tasks(case, tasks) if not progress_of(case, task).text]
    return case.names.listed(silent)


def _open_task(case: Case, task: Task, group: int) -> Facts:
    """An open task: as a whole, and unit by unit (各方) where several carry it and may be named."""
    result = case.result(task.id)
    carrying = [entry for entry in case.entries_of(task.id) if entry.role in CARRYING and entry.status]
    lagging = [entry for entry in carrying if entry.status in OPEN and not is_done(case, entry.status)]
    finished = [entry.unit for entry in carrying if is_done(case, entry.status)]
    parts = _parts(lagging)
    # Where all say the same, it is said of the task.
    by_unit = case.settings.publish_units and (len(parts) > 1 or (len(parts) == 1 and bool(finished)))
    parts = parts if by_unit else []
    own = lagging if not by_unit else []
    return {
        "组": group,
        "名称": case.names.of(task),
        "情况": STATUS_WORDS[result.status],
        "逾期": day_words(result.due) if result.is_overdue and result.due else "",
        "进展": next((text for entry in own if (text := progress(entry))), ""),
        "问题": "；".join(points(entry.problems for entry in lagging)[:MOST_UNITS]),
        "下一步": "；".join(points(entry.next_steps for entry in lagging)[:MOST_UNITS]),
        "完成单位": listed(finished, measure="个单位") if by_unit and len(finished) <= MOST_FINISHED else "",
        "完成单位数": len(finished) if by_unit and finished else None,
        "各方": parts[:MOST_UNITS],
        "其余单位数": len(lagging) - sum(one["单位数"] for one in parts[:MOST_UNITS]) or None if by_unit else None,
    }


def _parts(entries: Sequence[Entry]) -> list[Facts]:
    """Units that are not done with a task, the least advanced first; those that say the same stand together."""
    order = {status: number for number, status in enumerate(MOST_TO_LEAST_ADVANCED)}
    groups: dict[tuple[str, str, str, str], list[str]] = {}
    for entry in sorted(entries, key=lambda one: -order.get(one.status or "unreported", 0)):
        said = (
            STATUS_WORDS[entry.status or "unreported"],
            progress(entry),
            point(entry.problems),
            point(entry.next_steps),
        )
        groups.setdefault(said, []).append(entry.unit)
    return [
        {
            "单位": listed(units, measure="个单位", most=MOST_UNITS),
            "单位数": len(units),
            "情况": status,
            "进展": text,
            "问题": problem,
            "下一步": step,
        }
        for (status, text, problem, step), units in groups.items()
    ]


def _silent(case: Case, tasks: Sequence[Task], group: int) -> list[Facts]:
    """Tasks that nobody has reported on, in one; those that some carriers have, each by itself."""
    nobody: list[Task] = []
    missing: dict[str, None] = {}
    partly = []
    for task in tasks:
        if case.result(task.id).status != "unreported":
            continue
        answered = {entry.unit for entry in case.entries_of(task.id) if entry.status}
        carriers = case.result(task.id).carriers
        silent = [unit for unit in carriers if unit not in answered]
        if len(silent) == len(carriers):
            nobody.append(task)
            missing |= dict.fromkeys(silent)
        else:
            partly.append(_silence(case, [task], silent, group, answered=len(carriers) - len(silent)))
    return ([_silence(case, nobody, list(missing), group)] if nobody else []) + partly


def _silence(case: Case, tasks: Sequence[Task], units: Sequence[str], group: int, *, answered: int = 0) -> Facts:
    if case.settings.publish_units:
        who = listed(units, measure="个单位", most=MOST_SILENT)
    else:
        who = f"{len(units)}个承担单位" if answered else "承担单位"
    return {
        "组": group,
        "名称": case.names.together(tasks),
        "项数": len(tasks),
        "单位": who,
        "单位数": len(units),
        "已报单位数": answered or None,
    }
