"""Whether a workbook on disk is still as issued, so that issuing again may replace it."""

from reportgen.errors import UnusableInput
from reportgen.files.door import check_package, kind_of
from reportgen.model.roster import Roster, TaskList
from reportgen.model.settings import Settings
from reportgen.workbook.book import open_book
from reportgen.workbook.cells import text_of
from reportgen.workbook.recognise import Known
from reportgen.workbook.standing import Standing, read_standing

_PROGRESS = "已填 "


def is_as_issued(content: bytes, *, task_list: TaskList, roster: Roster, settings: Settings) -> bool:
    """Whether nobody has put anything into a workbook that we issued, from this task list or an earlier version of it.

    In doubt ``False``: a workbook that cannot be read, that has other sheets, texts or pictures than ours, that names
    a person, or that lost its hidden sheet holds what only a person can judge.
    """
    if kind_of(content) != "xlsx":
        return False
    try:
        check_package(content, name="", is_bulk=True)
        known = Known(task_list, roster, settings)
        standing = read_standing(content, file="", known=known, find_version=lambda _: None)
    except UnusableInput:
        return False
    return isinstance(standing, Standing) and standing.is_untouched


def says_the_same(content: bytes, fresh: bytes) -> bool:
    """Whether an untouched workbook, perhaps saved again by another program, still says what we would issue now."""
    if content == fresh:
        return True
    try:
        return _words(content) == _words(fresh)
    except UnusableInput:
        return False


def _words(content: bytes) -> list[list[str]]:
    """Every sheet's texts, without the progress line, whose value other programs do not keep."""
    sheets = open_book(content, name="").sheets
    return [
        [text for row in sheet.rows for cell in row if (text := text_of(cell)) and not text.startswith(_PROGRESS)]
        for sheet in sheets
    ]
