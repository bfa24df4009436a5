"""The whole way on the sample (``reportgen demo``)."""

from collections.abc import Callable
from pathlib import Path

from reportgen.files.write import write_file
from reportgen.folder import ANNUAL_FILE, PROGRESS_FOLDER, WorkingFolder, hold
from reportgen.resources import inputs_folder
from reportgen.steps.building import Built, build
from reportgen.steps.issuing import issue
from reportgen.steps.office import Office, open_office
from reportgen.steps.opening import new
from reportgen.steps.whole import Whole

SAMPLE = "云岭市水务局2025"


def demo(target: Path, *, told: Callable[[str], None]) -> Built:
    """The whole way on the sample plan, with the workbooks that its units filled; quick and the same when repeated.

    Args:
        target: The working folder to make, or the one that an earlier demo made.
        told: Hears what is being done, step by step, in Chinese.
    """
    sample = inputs_folder() / SAMPLE
    if WorkingFolder(target).task_list.exists():
        told("样例文件夹已经建好，直接继续")
    else:
        told("1. 读方案，建立任务清单：reportgen new")
        new(sample / "分工方案.docx", target)
    told("2. 下发填报表：reportgen issue")
    issue(target)
    told("3. 各单位填报，收回后放进“进度填报”文件夹（样例已经填好）")
    office = open_office(target)
    with hold(office.folder):
        _put_filled_back(sample, office)
    told("4. 校核、统计、画图、生成文档和整本年度报告：reportgen check 和 reportgen build --full --html")
    return build(target, whole=Whole(html=True))


def _put_filled_back(sample: Path, office: Office) -> None:
    """Put the sample's filled workbooks in place of the blank ones; what somebody filled by hand stays."""
    from reportgen.annual.workbook import read_annual_workbook
    from reportgen.workbook.collect import collect

    folder = office.folder
    if not folder.annual.is_file() or read_annual_workbook(folder.annual).is_untouched:
        write_file(folder.annual, (sample / ANNUAL_FILE).read_bytes())
    collected = collect(folder.path, task_list=office.task_list, roster=office.roster, settings=office.settings)
    for filled in sorted((sample / PROGRESS_FOLDER).glob("*.xlsx")):
        if filled.stem not in collected.reported:
            write_file(folder.progress / filled.name, filled.read_bytes())
