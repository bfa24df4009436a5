"""Every rule over the sample that units filled: the mistakes that were put into it, and nothing else to look at."""

from making.water_bureau import MISTAKES

from reportgen.check import check
from reportgen.model.roster import TaskList
from reportgen.model.settings import Settings
from reportgen.plan import read_plan
from reportgen.plan.tasklist import propose_bodies
from reportgen.resources import inputs_folder
from reportgen.roster import make_roster
from reportgen.workbook.collect import collect

LATE = {("行政审批科", "13", "done-late"), ("信息中心", "25", "task-overdue")}
"""No slips of the pen but facts, which the sample's story holds too."""


def test_the_sample_shows_its_mistakes_and_no_others():
    folder = inputs_folder() / "云岭市水务局2025"
    plan = read_plan(folder / "分工方案.docx")
    tasks = TaskList(plan, propose_bodies(plan))
    settings = Settings(year=2025, body="云岭市水务局")
    roster = make_roster(tasks)
    material = collect(folder, task_list=tasks, roster=roster, settings=settings)
    told = check(material, task_list=tasks, roster=roster, settings=settings)
    assert {(each.unit, each.task, each.code) for each in told if each.severity != "note"} | {
        (each.unit, each.task, each.code) for each in told if each.code == "status-synonym"
    } == {*MISTAKES} | LATE
    assert {each.code for each in told if each.severity == "note"} == {
        "status-synonym",
        "evidence-missing",
        "task-several-leads",
        "task-without-lead",
    }
    assert {each.task for each in told if each.code == "evidence-missing"} == {"27", "28"}
