"""任务清单.xlsx both ways: the plan as a person corrects it, and the bodies it names."""

from reportgen.plan.tasklist.bodies import propose_bodies
from reportgen.plan.tasklist.read import read_task_list
from reportgen.plan.tasklist.write import write_task_list

__all__ = ["propose_bodies", "read_task_list", "write_task_list"]
