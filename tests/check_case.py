"""One check of rows built in the test: what was found, at which cells."""

from datetime import date

from makers import SETTINGS, collection, entry, task, task_list

from reportgen.check import check
from reportgen.roster import make_roster

GOOD = {
    "done_on": date(2024, 5, 6),
    "progress": "修订目录并公布，新增事项12项。",
    "evidence": "云档〔2024〕3号",
}
OPEN = {"progress": "正在起草方案。", "problems": "人员不足", "next_steps": "12月底前完成"}


def found(tasks, *entries, settings=SETTINGS):
    """Every finding about rows of a task list."""
    return check(collection(*entries), task_list=tasks, roster=make_roster(tasks), settings=settings)


def brief(tasks, *entries, settings=SETTINGS):
    """(cell, code) of every finding."""
    return [(finding.place.cell, finding.code) for finding in found(tasks, *entries, settings=settings)]


def one(status="done", *, text=None, role="lead", due=None, **columns):
    """(cell, code) of every finding about one row of one task; a good row where nothing else is said."""
    tasks = task_list(task("1", "甲科:lead", *(("乙科:support",) if role == "support" else ()), text=text, due=due))
    rows = [entry("乙科" if role == "support" else "甲科", "1", status, role=role, **columns)]
    if role == "support":
        rows.insert(0, entry("甲科", "1", "done", **GOOD))
    return brief(tasks, *rows)


def done(**columns):
    """(cell, code) of every finding about a finished row that is good but for what is said."""
    text = columns.pop("text", None)
    return one("done", text=text, **GOOD | columns)
