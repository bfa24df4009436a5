"""Completion and entries → the facts that the wording templates speak of: plain strings, numbers, lists, mappings.

Numbers that may be zero are left out of lists rather than handed over as 0, so that no template can print “0项”.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from reportgen.completion import describe_policy
from reportgen.document.case import Case
from reportgen.document.words import (
    chinese_number,
    clause,
    day_words,
    first_sentences,
    inside_title,
    listed,
    nested,
    one_line,
    sentence,
    without_stop,
)
from reportgen.figures import percent
from reportgen.model.completion import Tally
from reportgen.model.plan import Task
from reportgen.model.progress import Entry
from reportgen.terms import CARRYING, FINISHED, MOST_TO_LEAST_ADVANCED, STATUS_WORDS, Status

Facts = dict[str, Any]

LONGEST_PROGRESS = 120
"""Characters of one unit's 落实情况 in the body; the whole text stands in the annexed table."""
MOST_NAMED = 12
MOST_POINTS = 8
_OPEN: tuple[Status, ...] = ("mostly_done", "under_way", "ongoing_unmet", "not_started")
_ABOUT_PLAN = re.compile("本(?:要点|方案|通知|工作|分工|《)|落实情况|贯彻落实")
_OTHER_MATTER = re.compile("建议|提案|依申请|行政复议|行政诉讼|法治政府")
_LABEL = re.compile(r"^\s*(?:第?[（(]?[一二三四五六七八九十百]+[）)]?[、．.，章]?|[（(]?\d+[）)、．.])\s*")
_SHORT_NAME = re.compile(
    r"(责任分工|任务分工|分工方案|实施方案|工作方案|工作要点|任务分解表|任务清单|工作安排|工作计划|方案|要点)$"
)
_LEADING = re.compile(r"^(?:(?:存在|主要|的)*(?:问题|原因)(?:是|为)?[:：]?|下一步(?:工作|措施|打算)?[,，:：]?)\s*")
_ENUMERATED = re.compile(r"^(?:一是|1[.、．]|[（(]1[）)]|①|第一，)|(?:；|。)二是")


def base(case: Case) -> Facts:
    """Names that every wording template may use."""
    title = inside_title(case.plan_title)
    short = _SHORT_NAME.search(title)
    body = case.settings.body
    # A title that names the body twice reads badly; inside it the plan's own prefix is dropped.
    brief = title.removeprefix(body) if body and len(title) > len(body) + 4 else title
    return {
        "机关": body,
        "方案": title,
        "方案简称": short[1] if short else "方案",
        "标题用方案名": brief,
        "年度": case.settings.year,
        "截止日期": day_words(case.completion.judged_on),
    }


def opening(case: Case) -> Facts:
    """The clause that orders the report: 条款 with 序号 (``""`` where a closing paragraph holds it) and 原文."""
    # Orders about some other matter (建议提案, 依申请公开) are no order to report on the plan.
    orders = [order for order in case.plan.reporting if not _OTHER_MATTER.search(order.text)]
    if not orders:
        return {"条款": None}
    # The annual report before a report to the authority; the clause about the plan itself before a general one; the
    # last of equals, because the order about the plan closes it.
    order = max(
        enumerate(orders),
        key=lambda one: (one[1].channel == "annual_report", bool(_ABOUT_PLAN.search(one[1].text)), one[0]),
    )[1]
    number = f"第{order.task}项" if order.task and order.task.isdigit() else ""
    return {"条款": {"序号": number, "原文": nested(sentence(order.text))}}


def overall(case: Case, *, figure: str) -> Facts:
    """Counts of all tasks; ``figure`` is the ring's number or ``""``."""
    completion = case.completion
    fields = len({task.category[0] for task in case.plan.tasks if task.category})
    due = completion.due
    carrying = sum(unit.carries.assigned > 0 for unit in completion.units)
    silent = [unit.unit for unit in completion.units if not unit.is_reported]
    return {
        **_tally_facts(completion.overall),
        "方面数": fields if fields > 1 else None,
        "承担单位数": carrying if carrying > 1 else None,
        "到期": {
            "项数": len(due),
            "按期": sum(task.is_on_time for task in due),
            "按期率": percent(sum(task.is_on_time for task in completion.due), len(completion.due)),
        }
        if due
        else None,
        "未报送单位": listed(silent, measure="个单位", most=MOST_NAMED) if case.settings.publish_units else "",
        "未报送单位数": len(silent) or None,
        "单位总数": len(completion.units),
        "口径": describe_policy(completion.policy),
        "图号": figure,
    }


def _tally_facts(tally: Tally) -> Facts:
    # In the order people read them: as advanced as they are, 不适用 last.
    shown: list[Facts] = [
        {"情况": STATUS_WORDS[status], "项数": tally.by_status[status]}
        for status in (*MOST_TO_LEAST_ADVANCED, "not_applicable")
        if tally.by_status.get(status)
    ]
    return {
        "总数": tally.assigned,
        "应完成": tally.applicable or None,
        "完成": tally.done or None,
        "全部完成": bool(tally.applicable) and tally.done == tally.applicable,
        "完成率": percent(tally.done, tally.applicable),
        "构成": shown,
    }


def categories(case: Case) -> list[Facts]:
    """Each top-level category: heading without label, its counts, what was done, what remains."""
    members: dict[str, list[Task]] = {}
    for task in case.plan.tasks:
        members.setdefault(task.category[0] if task.category else "", []).append(task)
    tallies = {one.path[0]: one.tally for one in case.completion.categories if len(one.path) == 1}
    result = []
    for number, (name, tasks) in enumerate(members.items(), 1):
        tally = tallies[name] if name else case.completion.overall if len(members) == 1 else None
        heading = _LABEL.sub("", one_line(name)).rstrip("。；：") or one_line(name) or "工作任务"
        statuses = [case.result(task.id).status for task in tasks]
        done = [task for task, status in zip(tasks, statuses, strict=True) if _is_done(case, status)]
        missing = [task for task in done if not _told(case, task)]
        told = list(dict.fromkeys(filter(None, (_told(case, task) for task in done))))
        result.append(
            {
                "名称": heading,
                "编号": chinese_number(number),
                **_tally_facts(tally or _count(case, statuses)),
                "持续": bool(statuses) and all(status == "ongoing_met" for status in statuses),
                "成效": told,
                # Texts with lists of their own stand as paragraphs: an 一是 inside an 一是 cannot be read.
                "分点": len(told) > 1 and not any(_ENUMERATED.search(text) for text in told),
                "缺内容": _named_tasks(missing),
                "未完": [_open_task(case, task) for task in tasks if _is_open(case, task)],
                "未报": [_unreported(case, task) for task in tasks if case.result(task.id).status == "unreported"],
            }
        )
    return result


def _count(case: Case, statuses: Sequence[Status]) -> Tally:
    """Tasks without any category beside others with one: no count of completion covers them by themselves."""
    counts = {status: statuses.count(status) for status in STATUS_WORDS if status in statuses}
    return Tally(len(statuses), counts, sum(_is_done(case, status) for status in statuses))  # type: ignore[arg-type]  # keys are statuses


def _is_done(case: Case, status: Status) -> bool:
    return status in FINISHED or (status == "mostly_done" and case.settings.policy.mostly_done_counts)


def _is_open(case: Case, task: Task) -> bool:
    status = case.result(task.id).status
    return status in _OPEN and not _is_done(case, status)


def _told(case: Case, task: Task) -> str:
    """What was done for a task: those who carry it first; supporters only where these are silent."""
    entries = [entry for entry in case.entries_of(task.id) if entry.progress.strip()]
    shown = [entry for entry in entries if entry.role in CARRYING] or entries
    by_text: dict[str, list[str]] = {}
    for entry in shown:
        by_text.setdefault(first_sentences(entry.progress, most=LONGEST_PROGRESS), []).append(entry.unit)
    if len(by_text) == 1 or not case.settings.publish_units:
        return "".join(by_text)
    return "".join(_said_by(units, text) for text, units in by_text.items())


def _said_by(units: Sequence[str], text: str) -> str:
    name = listed(units, measure="个单位", most=3)
    if any(text.startswith(unit) for unit in units):
        return text
    # Text that begins a list, or with a date or an adverbial in marks, does not follow a subject.
    return f"{name}：{text}" if re.match(r"[\W\d]|一是|为|按照|根据|通过|截至|目前", text) else f"{name}{text}"


def _open_task(case: Case, task: Task) -> Facts:
    result = case.result(task.id)
    carrying = [entry for entry in case.entries_of(task.id) if entry.role in CARRYING and entry.status in _OPEN]
    return {
        "名称": named(task),
        "情况": STATUS_WORDS[result.status],
        "进展": _told(case, task),
        "问题": "；".join(_points(carrying, "problems")),
        "下一步": "；".join(_points(carrying, "next_steps")),
        "逾期": day_words(result.due) if result.is_overdue and result.due else "",
    }


def _unreported(case: Case, task: Task) -> Facts:
    answered = {entry.unit for entry in case.entries_of(task.id) if entry.status}
    silent = [unit for unit in case.result(task.id).carriers if unit not in answered]
    who = listed(silent, measure="个单位", most=3) if case.settings.publish_units else "承担单位"
    return {"名称": named(task), "单位": who, "进展": _told(case, task)}


def units(case: Case, *, table: str, figure: str) -> Facts:
    """Who reported, and where the figures of units stand."""
    whole = case.completion.units
    reported = sum(unit.is_reported for unit in whole)
    full = [unit.unit for unit in whole if unit.carries.applicable and unit.carries.done == unit.carries.applicable]
    carrying = sum(unit.carries.applicable > 0 for unit in whole)
    return {
        "单位总数": len(whole),
        "已报送": reported or None,
        "全部报送": reported == len(whole),
        "承担单位数": carrying or None,
        "全部完成的单位": listed(full, measure="个单位", most=MOST_NAMED),
        "全部完成的单位数": len(full) or None,
        "表号": table,
        "图号": figure,
    }


def problems(case: Case) -> Facts:
    """Open tasks by class, overdue ones, what holds them up and what comes next."""
    tasks = case.plan.tasks
    classes = []
    for status in _OPEN:
        members = [task for task in tasks if case.result(task.id).status == status and _is_open(case, task)]
        if members:
            classes.append({"情况": STATUS_WORDS[status], "项数": len(members), "名称": _named_tasks(members)})
    overdue = [task for task in tasks if case.result(task.id).is_overdue and _is_open(case, task)]
    silent = [task for task in tasks if case.result(task.id).status == "unreported"]
    entries = [
        entry
        for task in tasks
        if _is_open(case, task)
        for entry in case.entries_of(task.id)
        if entry.role in CARRYING and entry.status in _OPEN
    ]
    reasons, steps = _points(entries, "problems"), _points(entries, "next_steps")
    return {
        "未完项数": sum(one["项数"] for one in classes) or None,
        "未完": classes,
        "逾期项数": len(overdue) or None,
        "逾期": _named_tasks(overdue),
        "未报项数": len(silent) or None,
        "未报": _named_tasks(silent),
        "问题": reasons[:MOST_POINTS],
        "下一步": steps[:MOST_POINTS],
        "另见正文": len(reasons) > MOST_POINTS or len(steps) > MOST_POINTS,
        "全部完成": not classes and not silent and case.completion.overall.applicable > 0,
    }


def _points(entries: Iterable[Entry], column: str) -> list[str]:
    """One column of several rows, each text once, without heading words and closing stop."""
    texts = (_LEADING.sub("", without_stop(getattr(entry, column))) for entry in entries)
    return list(dict.fromkeys(text for text in texts if text and text not in ("无", "—", "/", "-", "暂无")))


def named(task: Task) -> str:
    """How prose refers to a task: 第5项“全面优化办事流程”; without a printed number by its words alone."""
    words = f"“{nested(task.title or clause(task.text))}”"
    return f"第{task.id}项{words}" if task.id.isdigit() else words


def _named_tasks(tasks: Sequence[Task]) -> str:
    # Tasks split out of one clause share its title: it is named once.
    names = list(dict.fromkeys(f"第{task.id}项" if task.id.isdigit() else named(task) for task in tasks))
    return listed(names, measure="项", most=MOST_NAMED)


def short(case: Case, *, points: int) -> Facts:
    """Facts of the short form: the first thing done in each of the categories furthest along, ``points`` of them."""
    telling = [one for one in categories(case) if one["成效"]]
    shown = sorted(telling, key=lambda one: -(one["完成"] or 0))[:points]
    return {
        **overall(case, figure=""),
        "成效": [
            {"名称": one["名称"], "内容": first_sentences(one["成效"][0], most=60)} for one in telling if one in shown
        ],
        **{key: value for key, value in problems(case).items() if key in ("未完项数", "未报项数", "问题", "下一步")},
    }
