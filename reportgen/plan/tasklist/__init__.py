"""任务清单.xlsx both ways: the plan as a person corrects it, and the bodies it names; renewed when the plan changes."""

from reportgen.plan.tasklist.bodies import propose_bodies
from reportgen.plan.tasklist.read import read_task_list
from reportgen.plan.tasklist.renew import Renewal, renew
from reportgen.plan.tasklist.source import Source, read_source, source_of
from reportgen.plan.tasklist.write import write_task_list

__all__ = [
    "Renewal",
    "Source",
    "propose_bodies",
    "read_source",
    "read_task_list",
    "renew",
    "source_of",
    "write_task_list",
]
