"""Sum the annual figures and the completion of any number of bodies (``reportgen rollup``)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reportgen.errors import WrongUse, refuse_together
from reportgen.files.door import admit
from reportgen.files.write import make_folder
from reportgen.folder import WorkingFolder, hold
from reportgen.steps.annual import check_year
from reportgen.steps.office import Progress
from reportgen.steps.origin import hash_of, versions
from reportgen.steps.printing import KeptFile, print_outputs

if TYPE_CHECKING:
    from reportgen.annual.rollup import BodyFiles, BodyRead, ReportedBody, RollUp

SUMS_FILE: Final = "汇总.xlsx"
OWN_FILE: Final = "本级年报数据（汇总）.xlsx"


@dataclass(frozen=True, slots=True)
class RolledUp:
    """What ``rollup`` made.

    Attributes:
        rolled: The sums, and every body that was found.
        files: Files written.
        kept: A person's files that were left as they are.
    """

    rolled: "RollUp"
    files: tuple[Path, ...]
    kept: tuple[KeptFile, ...]

    @property
    def needs_a_person(self) -> bool:
        """Whether anything is missing, doubtful or left out."""
        return any(finding.needs_a_person for finding in self.rolled.all_findings)


def roll_up_folders(
    roots: Sequence[Path],
    *,
    body: str = "",
    parent: Path | None = None,
    expected: Path | None = None,
    year: int | None = None,
    include_failing: bool = False,
    progress: Progress | None = None,
) -> RolledUp:
    """Read every body below the folders, sum them, and write the sums into 输出/ of the first folder.

    Args:
        roots: Folders of folders.
        body: Whose sum it is; the parent's name by default.
        parent: The folder with the parent's own 年报数据.xlsx, to compare with.
        expected: A text file with a name a line: who has to report.
        year: Which year; the parent's or that of most bodies by default.
        include_failing: Sum bodies whose report has errors, too.
        progress: Told how many bodies were read.

    Raises:
        WrongUse: The year is none, a folder is not there, or holds no body at all.
        OutputRefused: A file cannot be written.
    """
    from reportgen.annual.bodies import guess_kind
    from reportgen.annual.rollup import find_bodies, gather, input_from, read_body, roll_up, rollup_workbook
    from reportgen.annual.workbook import annual_workbook

    check_year(year)
    found = find_bodies(roots)
    if not found.bodies:
        raise WrongUse(
            "这些文件夹里没有年报数据.xlsx，也没有工作文件夹", mend="请指明装有各单位文件夹的文件夹", file=str(roots[0])
        )
    own = find_bodies([parent]).bodies[:1] if parent else ()
    above = read_body(own[0], read=read_for_rollup, keep_input=True) if own else None
    rolled = roll_up(
        _told(gather(found.bodies, read=read_for_rollup), len(found.bodies), progress),
        parent=above,
        year=year,
        expected=_names(expected) if expected else (),
        include_failing=include_failing,
    )
    name = body or (rolled.parent.name if rolled.parent else "")
    contents = {SUMS_FILE: rollup_workbook(rolled, body=name)}
    if rolled.year is not None and rolled.included:
        kind = guess_kind(name)
        contents[OWN_FILE] = annual_workbook(
            year=rolled.year,
            body=name,
            kind=kind,
            scope="all",
            filled=input_from(rolled, year=rolled.year, body=name, kind=kind),
        )
    home = WorkingFolder(roots[0])
    make_folder(home.output)
    inputs = {one.file: hash_of(one.workbook) for one in found.bodies if one.file and one.workbook}
    with hold(home):
        printed = print_outputs(home, contents, origin={"inputs": inputs, "versions": versions()}, keeps_pictures=True)
    refuse_together(printed.refused)
    return RolledUp(rolled, tuple(home.path / file for file in printed.files.values()), printed.kept)


def read_for_rollup(files: "BodyFiles") -> "BodyRead":
    """One body's folder: its figures with what the rules find in them, and the completion of its plan.

    Raises:
        ReportgenError: A file cannot be read.
    """
    from reportgen.annual.rollup import BodyRead
    from reportgen.annual.rules import check_annual
    from reportgen.annual.workbook import read_annual_workbook
    from reportgen.steps.checking import check

    office = check(files.path) if files.is_working and WorkingFolder(files.path).has_plan else None
    completion = office.completion.overall if office else None
    name = office.office.settings.body if office else ""
    plan_year = office.office.settings.year if office else None
    if files.workbook is None:
        return BodyRead(completion=completion, name=name, year=plan_year)
    read = read_annual_workbook(files.workbook)
    findings = read.findings
    if not read.is_untouched:
        earlier = read.input.earlier[0] if read.input.earlier else None
        findings += check_annual(read.input.report, previous=earlier).findings
    return BodyRead(read.input, read.is_untouched, completion, findings, name, plan_year)


def _told(bodies: "Iterator[ReportedBody]", total: int, progress: Progress | None) -> "Iterator[ReportedBody]":
    for done, body in enumerate(bodies, 1):
        if progress:
            progress(done, total)
        yield body


def _names(path: Path) -> tuple[str, ...]:
    """The names in a text file, one a line."""
    from reportgen.plan.sources.charsets import decode

    lines = decode(admit(path).content, file=path.name).splitlines()
    return tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))
