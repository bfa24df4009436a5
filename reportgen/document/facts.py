"""Completion and entries → the facts that the wording templates speak of: plain strings, numbers, lists, mappings.

Numbers that may be zero are left out of lists rather than handed over as 0, so that no template can print “0项”.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from reportgen.completion import describe_policy
from reportgen.document.case import Case
from reportgen.document.categories import MOST_SILENT, categories
from reportgen.document.naming import numbered
from reportgen.document.sentences import first_sentences, sentence, unnumbered
from reportgen.document.tallies import OPEN, is_done, is_open, tally_facts
from reportgen.document.told import points_in
from reportgen.document.words import day_words, inside_title, listed, nested
from reportgen.figures import percent
from reportgen.model.plan import Task
from reportgen.model.progress import Entry
from reportgen.terms import CARRYING, STATUS_WORDS

__all__ = ["Facts", "base", "categories", "opening", "overall", "problems", "short", "units"]

Facts = dict[str, Any]

MOST_POINTS = 8
LONGEST_SHORT_POINT = 60
"""Characters about one category in the short form."""
LONGEST_SHORT_POINTS = 220
"""Characters of its problems and next steps together."""
_FEW = 1
"""Categories with something done, up to which the short form tells several problems."""
_ABOUT_PLAN = re.compile("本(?:要点|方案|通知|工作|分工|《)|落实情况|贯彻落实")
_NONE = ("", "无", "没有")
_OTHER_MATTER = re.compile("建议|提案|依申请|行政复议|行政诉讼|法治政府")
_SHORT_NAME = re.compile(
    r"(责任分工|任务分工|分工方案|实施方案|工作方案|工作要点|任务分解表|任务清单|工作安排|工作计划|方案|要点)$"
)


def base(case: Case) -> Facts:
    """Names that every wording template may use."""
    title = inside_title(case.plan_title)
    short = _SHORT_NAME.search(title)
    body = case.settings.body
    # A title that names the body twice reads badly; inside it the plan's own mention is dropped.
    brief = title.replace(body, "", 1) if body and len(title) > len(body) + 4 else title
    return {
        "机关": body,
        "方案": title,
        "方案简称": short[1] if short else "方案",
        "标题用方案名": brief,
        "年度": case.settings.year,
        "截止日期": day_words(case.completion.judged_on),
    }


def opening(case: Case) -> Facts:
    """The clause that orders the report: 条款 with 序号 (``""`` where a closing paragraph holds it) and 原文.

    缺条款 where none was found and nobody wrote 无 into 任务清单.xlsx in its place.
    """
    # Orders about some other matter (建议提案, 依申请公开) are no order to report on the plan.
    orders = [
        order
        for order in case.plan.reporting
        if not _OTHER_MATTER.search(order.text) and order.text.strip("。 ") not in _NONE
    ]
    if not orders:
        return {"条款": None, "缺条款": not any(order.text.strip("。 ") in _NONE for order in case.plan.reporting)}
    # The annual report before a report to the authority; the clause about the plan itself before a general one; the
    # last of equals, because the order about the plan closes it.
    order = max(
        enumerate(orders),
        key=lambda one: (one[1].channel == "annual_report", bool(_ABOUT_PLAN.search(one[1].text)), one[0]),
    )[1]
    number = f"第{order.task}项" if order.task and order.task.isdigit() else ""
    return {"条款": {"序号": number, "原文": nested(sentence(order.text))}, "缺条款": False}


def overall(case: Case, *, figure: str) -> Facts:
    """Counts of all tasks; ``figure`` is the ring's number or ``""``."""
    completion = case.completion
    heads = [one.tally for one in completion.categories if len(one.path) == 1]
    due = completion.due
    carrying = sum(unit.carries.assigned > 0 for unit in completion.units)
    silent = [unit.unit for unit in completion.units if not unit.is_reported]
    counting = [tally for tally in heads if tally.applicable]
    full = sum(tally.done == tally.applicable for tally in counting)
    none = sum(not tally.done for tally in counting)
    return {
        **tally_facts(completion.overall, finished=case.settings.policy.finished),
        "方面数": len(heads) if len(heads) > 1 else None,
        "方面": _fields(full, len(counting) - full - none, none),
        "承担单位数": carrying if carrying > 1 else None,
        "到期": {
            "项数": len(due),
            "按期": sum(task.is_on_time for task in due),
            "按期率": percent(sum(task.is_on_time for task in due), len(due)),
        }
        if due
        else None,
        "未报送单位": listed(silent, measure="个单位", most=MOST_SILENT) if case.settings.publish_units else "",
        "未报送单位数": len(silent) or None,
        "单位总数": len(completion.units),
        "口径": describe_policy(completion.policy),
        "图号": figure,
    }


def _fields(full: int, partly: int, none: int) -> Facts | None:
    """Categories by whether all, some or none of their tasks are done; ``None`` where all stand alike."""
    shown = {"全部": full or None, "部分": partly or None, "没有": none or None}
    return shown if sum(value is not None for value in shown.values()) > 1 else None


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
        "全部完成的单位": listed(full, measure="个单位", most=MOST_SILENT),
        "全部完成的单位数": len(full) or None,
        "表号": table,
        "图号": figure,
    }


def problems(case: Case) -> Facts:
    """Open tasks by class, overdue ones, what holds them up and what comes next."""
    tasks = case.plan.tasks
    open_ones = [task for task in tasks if is_open(case, task)]
    name = case.names.together if len(open_ones) == 1 else case.names.listed
    classes = []
    for status in OPEN:
        members = [task for task in open_ones if case.result(task.id).status == status]
        if members:
            names = name(members)
            classes.append({"情况": STATUS_WORDS[status], "项数": len(members), "名称": names})
    overdue = [task for task in open_ones if case.result(task.id).is_overdue]
    silent = [task for task in tasks if case.result(task.id).status == "unreported"]
    # Where all is done, what units still find wanting is all there is to say.
    wanting = [task for task in tasks if not is_done(case, case.result(task.id).status)] or list(tasks)
    reasons = _points(case, wanting, lambda entry: entry.problems)
    steps = _points(case, wanting, lambda entry: entry.next_steps)
    return {
        "未完项数": len(open_ones) or None,
        "未完": classes,
        "逾期项数": len(overdue) or None,
        "逾期": case.names.listed(overdue),
        "未报项数": len(silent) or None,
        "未报": case.names.listed(silent),
        "问题": reasons[:MOST_POINTS],
        "下一步": steps[:MOST_POINTS],
        "均未完成": bool(classes) and not silent and not case.completion.overall.done,
        "均未报送": len(silent) == case.completion.overall.applicable > 0,
        "另见正文": len(reasons) > MOST_POINTS or len(steps) > MOST_POINTS,
        "全部完成": not classes and not silent and case.completion.overall.applicable > 0,
    }


def _points(case: Case, tasks: Iterable[Task], column: Callable[[Entry], str]) -> list[Facts]:
    """One column of those who carry the tasks, each text once, with the tasks it was written for."""
    found: dict[str, list[Task]] = {}
    for task in tasks:
        for entry in case.entries_of(task.id):
            for text in points_in(column(entry)) if entry.role in CARRYING else ():
                if task not in found.setdefault(text, []):
                    found[text].append(task)
    is_one = len({task.id for members in found.values() for task in members}) == 1
    return [{"内容": text, "任务": "" if is_one else numbered(members)} for text, members in found.items()]


def short(case: Case, *, points: int) -> Facts:
    """Facts of the short form: what was done in the categories furthest along, ``points`` of them.

    Where little is done, several problems and steps make up for it; else one of each stands for all.
    """
    told = problems(case)
    telling = [one for one in categories(case) if one["成效"]]
    shown = sorted(telling, key=lambda one: -(one["完成"] or 0))[:points]
    most = 1 if len(telling) > _FEW else _fitting(told["问题"], told["下一步"])
    return {
        **overall(case, figure=""),
        "成效": [{"名称": one["名称"], "内容": _telling(one["成效"])} for one in telling if one in shown],
        "问题": told["问题"][:most],
        "下一步": told["下一步"][:most],
        **{key: told[key] for key in ("未完项数", "未报项数", "均未报送")},
    }


def _fitting(*columns: Sequence[Facts]) -> int:
    """How many points of each column fit together, at least one."""
    most = 1
    while most < max(map(len, columns)) and _length(columns, most + 1) <= LONGEST_SHORT_POINTS:
        most += 1
    return most


def _length(columns: Sequence[Sequence[Facts]], most: int) -> int:
    return sum(len(one["内容"]) for column in columns for one in column[:most])


def _telling(achievements: Sequence[Facts]) -> str:
    """The first text that tells a figure, else the first: no point without a figure where there is one."""
    texts = [unnumbered(one["内容"]) for one in achievements]
    chosen = next((text for text in texts if re.search(r"\d", text)), texts[0])
    return first_sentences(chosen, most=LONGEST_SHORT_POINT)
