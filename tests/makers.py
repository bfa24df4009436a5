"""Small makers for tests: the values that matter stand in the test, the rest are defaults."""

from datetime import date
from types import MappingProxyType

from reportgen.model.findings import Place
from reportgen.model.plan import Assignment, Deadline, Plan, Task
from reportgen.model.progress import Collection, Entry, FileRecord, Written
from reportgen.model.roster import Body, TaskList
from reportgen.model.settings import Settings
from reportgen.terms import STATUS_WORDS

CELLS = {
    "status": "F",
    "done_on": "G",
    "progress": "H",
    "figure": "I",
    "problems": "J",
    "next_steps": "K",
    "evidence": "L",
}


def assignment(text):
    """``办公室:lead`` or ``各部门:support:group``."""
    name, role, *kind = text.split(":")
    return Assignment(name, role, kind[0] if kind else "unit")


def task(task_id, *units, due=None, category=("一、公开",), text=None):
    deadlines = (Deadline(due, f"{due.year}年{due.month}月{due.day}日前"),) if due else ()
    responsibility = "、".join(unit.split(":")[0] for unit in units) or None
    return Task(
        task_id,
        category,
        None,
        text or f"做好第{task_id}项工作。",
        responsibility,
        tuple(map(assignment, units)),
        deadlines,
    )


def task_list(*tasks, bodies=None, issuer="云岭市档案局", year=2024):
    plan = Plan("云岭市档案局2024年政务公开工作要点", issuer, year, tasks)
    found = tuple(Body(body.name, body.kind) for body in plan.bodies()) if bodies is None else bodies
    return TaskList(plan, found)


def entry(unit, task_id, status=None, *, role="lead", row=7, **columns):
    """A filled row; ``done_on`` is a date, everything else text."""
    texts = {key: str(value) for key, value in columns.items()}
    if status:
        texts["status"] = STATUS_WORDS[status]
    written = {
        key: Written(texts.get(key, ""), Place(f"进度填报/{unit}.xlsx", "填报", f"{letter}{row}"))
        for key, letter in CELLS.items()
    }
    return Entry(unit, task_id, role, status, written=MappingProxyType(written), **columns)


def collection(*entries):
    units = tuple(dict.fromkeys(each.unit for each in entries if not each.is_blank))
    files = tuple(FileRecord(f"进度填报/{unit}.xlsx", unit, used=True) for unit in units)
    return Collection(files, entries, units)


SETTINGS = Settings(year=2024, body="云岭市档案局")
JUNE = date(2024, 6, 30)
