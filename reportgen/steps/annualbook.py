"""年报数据.xlsx issued, and issued again with what was filled (``reportgen new`` and ``annual new``)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.errors import WrongUse
from reportgen.files.write import make_folder, write_file
from reportgen.folder import WorkingFolder, hold, load_settings, place_for_old_version
from reportgen.model.annual import AnnualInput
from reportgen.steps.annual import check_earlier, check_year, read_earlier


@dataclass(frozen=True, slots=True)
class AnnualIssued:
    """What ``annual new`` made.

    Attributes:
        file: 年报数据.xlsx.
        year: 年度.
        body: 机关名称, ``""`` where nobody said it.
        earlier: Years whose figures it holds, the newest first.
        kept: Where the workbook that stood there was kept; ``None`` where none did, or nobody had filled it.
    """

    file: Path
    year: int
    body: str
    earlier: tuple[int, ...]
    kept: Path | None = None


def first_workbook(*, year: int, body: str) -> bytes:
    """年报数据.xlsx of a new folder."""
    from reportgen.annual.bodies import guess_kind
    from reportgen.annual.workbook import annual_workbook

    return annual_workbook(year=year, body=body, kind=guess_kind(body), scope="own")


def new_annual(target: Path, *, year: int | None = None, body: str = "", previous: Sequence[Path] = ()) -> AnnualIssued:
    """Write 年报数据.xlsx into a folder, which need not have a plan; what was filled in an older one is carried over.

    Args:
        target: The folder; made where there is none.
        year: 年度; that of the folder, or of the workbook that stands there, by default.
        body: 机关名称, likewise.
        previous: Reports of earlier years, in any form that can be read.

    Raises:
        WrongUse: Nobody says which year, or it is none.
        UnusableInput: A file cannot be read.
        OutputRefused: The workbook cannot be written.
    """
    from reportgen.annual.bodies import guess_kind
    from reportgen.annual.workbook import annual_workbook, read_annual_workbook

    check_year(year)
    folder = WorkingFolder(target)
    read = [read_earlier(path, than=year) for path in previous]
    make_folder(target)
    with hold(folder):
        said_year, said_body = _said(folder)
        standing = read_annual_workbook(folder.annual) if folder.annual.is_file() else None
        filled = standing.input if standing and not standing.is_untouched else None
        base = standing.input.report if standing else None
        chosen = year or said_year or (base.year if base else None)
        if chosen is None:
            raise WrongUse("不知道是哪一年的年度报告", mend="请写 --year 2025", file=str(target))
        for path, one in zip(previous, read, strict=True):
            check_earlier(one.report, than=chosen, path=path)
        name = body or said_body or (base.body if base else "") or next((one.report.body for one in read), "")
        earlier = [*(one.report for one in read), *(standing.input.earlier if standing else ())]
        last = next((one for one in read if one.report.year == chosen - 1), None)
        content = annual_workbook(
            year=chosen,
            body=name,
            kind=base.kind if filled and base else guess_kind(name),
            scope=base.scope if filled and base else "own",
            earlier=earlier,
            last_counts=last.given.counts if last and last.given else {},
            filled=_of_year(filled, chosen),
        )
        kept = _keep(folder) if filled else None
        write_file(folder.annual, content)
    years = tuple(sorted({one.year for one in earlier if one.year and one.year < chosen}, reverse=True))
    return AnnualIssued(folder.annual, chosen, name, years, kept)


def _said(folder: WorkingFolder) -> tuple[int | None, str]:
    """Year and body as the working folder's settings say them."""
    if not folder.task_list.is_file():
        return None, ""
    from reportgen.plan.tasklist import read_task_list

    settings = load_settings(folder, read_task_list(folder.task_list)[0].plan)
    return settings.year, settings.body


def _of_year(filled: AnnualInput | None, year: int) -> AnnualInput | None:
    """What was filled, if it was filled for this year."""
    if filled is None or filled.report.year not in (None, year):
        return None
    return replace(filled, report=replace(filled.report, year=year))


def _keep(folder: WorkingFolder) -> Path:
    content = folder.annual.read_bytes()
    place = place_for_old_version(folder.earlier, folder.annual.name, content)
    if not place.exists():
        make_folder(place.parent)
        write_file(place, content)
    return place
