"""Whether a workbook on disk is still as issued, so that issuing again may replace it."""

from reportgen.errors import UnusableInput
from reportgen.files.door import check_package, kind_of
from reportgen.model.roster import Roster, TaskList
from reportgen.model.settings import Settings
from reportgen.workbook.book import open_book
from reportgen.workbook.recognise import Known
from reportgen.workbook.returned import Returned, read_returned

_OUR_SHEETS = 3


def is_as_issued(content: bytes, *, task_list: TaskList, roster: Roster, settings: Settings) -> bool:
    """Whether nobody has put anything into a workbook that we issued, from this task list or an earlier version of it.

    In doubt ``False``: a workbook that cannot be read, that has other sheets than ours, that names a person, or whose
    rows are not recognised holds what only a person can judge.
    """
    if kind_of(content) != "xlsx":
        return False
    try:
        check_package(content, name="")
        returned = read_returned(content, file="", known=Known(task_list, roster, settings))
        sheets = open_book(content, name="").sheets
    except UnusableInput:
        return False
    return (
        isinstance(returned, Returned)
        and returned.is_blank
        and not (returned.reporter or returned.telephone or returned.filled_on)
        and not any(finding.code in ("row-foreign", "sheet-extra") for finding in returned.findings)
        and len(sheets) == _OUR_SHEETS
    )
