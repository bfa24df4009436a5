"""The complete annual report of a working folder: its figures read, checked against every rule, and its text made."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.errors import UnusableInput, WrongUse
from reportgen.folder import ANNUAL_FILE, wording_folder
from reportgen.model.annual import AnnualInput, AnnualParagraph, AnnualPart, AnnualReport
from reportgen.model.findings import Finding, Place

if TYPE_CHECKING:
    from reportgen.annual.document import AnnualContent, AnnualOptions
    from reportgen.annual.rules import NotRun
    from reportgen.model.settings import AnnualSettings
    from reportgen.steps.office import Office

REPORT = "年度报告"
"""How findings call the report's own text, which stands in no file yet."""
_FEE_PART = 6


@dataclass(frozen=True, slots=True)
class AnnualChecked:
    """An annual report that was checked.

    Attributes:
        report: What was read; with the prose where there is some.
        findings: What reading it and the rules found.
        not_run: Rules that could not run, with the reason.
        ran: Ids of the rules that ran.
        given: The whole of 年报数据.xlsx; ``None`` for a published report.
    """

    report: AnnualReport
    findings: tuple[Finding, ...]
    not_run: "tuple[NotRun, ...]"
    ran: tuple[str, ...]
    given: AnnualInput | None = None

    @property
    def unchecked(self) -> list[str]:
        """What could not be checked and why, in Chinese, one line for each reason."""
        from reportgen.annual.rules import told_together

        return told_together(self.not_run)

    @property
    def needs_a_person(self) -> bool:
        """Whether anything is open that somebody has to look at."""
        return any(finding.needs_a_person for finding in self.findings)


def check_annual_of(
    office: "Office", plan_figures: Mapping[str, int], *, previous: Path | None = None
) -> AnnualChecked | None:
    """Check the folder's 年报数据.xlsx, its texts included; ``None`` where there is none or nobody has filled it.

    Args:
        office: The working folder.
        plan_figures: Tasks of the plan, and those done, for the figures in the prose.
        previous: Last year's report in any form, instead of the figures that the workbook holds of that year.
    """
    from reportgen.annual.workbook import read_annual_workbook

    if not office.folder.annual.is_file():
        return None
    read = read_annual_workbook(office.folder.annual, file=office.folder.relative(office.folder.annual))
    if read.is_untouched:
        return None
    options = annual_options(office.settings.annual, wording=wording_folder(office.folder, office.settings))
    earlier = read_earlier(previous, than=read.input.report.year).report if previous else None
    given = _with_earlier(read.input, earlier)
    return _check_input(given, (*read.findings, *_of_another_year(given, office)), plan_figures, options)


def check_annual_file(path: Path, *, previous: Path | None = None) -> AnnualChecked:
    """Check anybody's annual report, a 年报数据.xlsx, or the one of a working folder (``reportgen annual check``).

    Args:
        path: The file, or the folder.
        previous: The same body's report of the year before, in any form that can be read.

    Raises:
        UnusableInput: A file cannot be read or holds no annual report.
    """
    read = read_any(path / ANNUAL_FILE if path.is_dir() else path)
    earlier = read_earlier(previous, than=read.report.year).report if previous else None
    if read.given is None:
        return _check_report(read.report, read.findings, earlier)
    return _check_input(_with_earlier(read.given, earlier), read.findings, {}, annual_options(None))


def read_any(path: Path) -> AnnualChecked:
    """An annual report as it stands in a file of any kind, before the rules look at it.

    Raises:
        UnusableInput: The file cannot be read or holds no annual report.
        WrongUse: It is a 年报数据.xlsx that nobody has filled.
    """
    from reportgen.annual.bodies import guess_kind
    from reportgen.annual.published import read_published
    from reportgen.annual.workbook import is_annual_workbook, read_annual_workbook

    if is_annual_workbook(path):
        ours = read_annual_workbook(path)
        if ours.is_untouched:
            raise WrongUse("年报数据还没有填写", mend="填好以后再运行", file=str(path))
        return AnnualChecked(ours.input.report, ours.findings, (), (), ours.input)
    published = read_published(path)
    report = published.report
    if not report.figures and not any(part.number for part in report.parts):
        raise UnusableInput(
            "没有找到年度报告的表格和标题", mend="请指明年度报告的 Word、网页、PDF 或 Excel 文件", file=path.name
        )
    return AnnualChecked(replace(report, kind=guess_kind(report.body)), published.findings, (), ())


def read_earlier(path: Path, *, than: int | None) -> AnnualChecked:
    """A report of an earlier year; one of the same or a later year would be compared with itself.

    Raises:
        UnusableInput: It cannot be read, or does not say its year.
        WrongUse: It is not of an earlier year.
    """
    read = read_any(path)
    check_earlier(read.report, than=than, path=path)
    return read


def check_year(year: int | None) -> None:
    """Refuse a year of the command line that is none.

    Raises:
        WrongUse: It is none.
    """
    if year is not None and not 1990 <= year <= 2100:
        raise WrongUse(f"--year 的年度“{year}”不对", mend="请写四位年份，如 --year 2025")


def check_earlier(report: AnnualReport, *, than: int | None, path: Path) -> None:
    """Refuse a report that is not of an earlier year; see ``read_earlier``."""
    if report.year is None:
        raise UnusableInput("看不出是哪一年的年度报告", mend="请在标题里写明年度", file=str(path))
    if than is not None and report.year >= than:
        what = f"--previous 指明的是{report.year}年的报告，不是{than}年以前的"
        raise WrongUse(what, mend=f"请指明{than - 1}年的报告", file=str(path))


def annual_options(chosen: "AnnualSettings | None", *, wording: Path | None = None) -> "AnnualOptions":
    """The settings as the room of documents knows them."""
    from reportgen.annual.document import AnnualOptions

    if chosen is None:
        return AnnualOptions()
    placement = {"part_six": "part six", "part_one": "part one", "none": "none"}[chosen.plan_section]
    return AnnualOptions(
        plan_placement=placement,  # type: ignore[arg-type]  # one of the three words
        preamble=chosen.preamble,
        charts=frozenset(chosen.charts),
        years_table=chosen.years_table,
        part_one_limit=chosen.part_one_limit,
        wording=wording,
    )


def _with_earlier(given: AnnualInput, earlier: AnnualReport | None) -> AnnualInput:
    """With a report of an earlier year in the place of what the workbook holds of that year."""
    if earlier is None:
        return given
    others = [one for one in given.earlier if one.year != earlier.year]
    return replace(given, earlier=tuple(sorted((earlier, *others), key=lambda one: -(one.year or 0))))


def _of_another_year(given: AnnualInput, office: "Office") -> Iterator[Finding]:
    """The workbook of another year than the folder's."""
    from reportgen.annual.workbook.codes import form_finding

    year = given.report.year
    if year is not None and year != office.settings.year:
        said = f"{ANNUAL_FILE}的年度是{year}年，本文件夹是{office.settings.year}年"
        yield form_finding("annual-other-year", Place(office.folder.relative(office.folder.annual), "情况"), said)


def _check_input(
    given: AnnualInput, found: Iterable[Finding], plan_figures: Mapping[str, int], options: "AnnualOptions"
) -> AnnualChecked:
    """Run the rules over the figures of a workbook and over the text that is made from it."""
    from reportgen.annual.document import annual_content
    from reportgen.annual.persons import persons_in
    from reportgen.annual.workbook.spec import SITUATION_SHEET

    content = annual_content(given, options=options)
    report = replace(given.report, title=content.title, parts=tuple(_parts(content, given)))
    earlier = given.earlier[0] if given.earlier else None
    found = (*found, *persons_in(given))
    checked = _check_report(report, found, earlier, plan_figures=plan_figures, given=given, options=options)
    in_form = Place(given.report.file, SITUATION_SHEET)
    found_in_form = (
        replace(one, place=in_form) if one.place == Place(given.report.file) else one for one in checked.findings
    )
    return replace(checked, findings=tuple(found_in_form), given=given)


def _check_report(
    report: AnnualReport,
    found: Iterable[Finding],
    earlier: AnnualReport | None,
    *,
    plan_figures: Mapping[str, int] | None = None,
    given: AnnualInput | None = None,
    options: "AnnualOptions | None" = None,
) -> AnnualChecked:
    from reportgen.annual.rules import check_annual

    run = check_annual(
        report,
        previous=earlier,
        plan_figures=plan_figures,
        published_on=given.published_on if given else None,
        part_one_limit=(options or annual_options(None)).part_one_limit,
    )
    found = tuple(found)
    told = {one.place for one in found if one.severity == "error" and one.place.cell}
    # What the reader could not read, R4 need not say again.
    findings = [one for one in run.findings if one.code != "R4" or one.place not in told]
    return AnnualChecked(report, (*found, *findings), run.not_run, run.ran)


def _parts(content: "AnnualContent", given: AnnualInput) -> Iterator[AnnualPart]:
    """The text as the rules read it, with the cells in which a person wrote, or entered what the program tells."""
    from reportgen.annual.document import paragraphs_of
    from reportgen.document.sentences import sentence

    written = [replace(one, text=sentence(one.text)) for texts in given.texts.values() for one in texts]
    for number, part in enumerate(content.parts, 1):
        place = Place(REPORT, part.heading)
        texts = []
        for text in paragraphs_of(part):
            pieces = tuple(one for one in written if one.text and one.text in text)
            fee = given.counts.get("fee")
            if number == _FEE_PART and fee and not pieces and "信息处理费" in text:
                pieces = (AnnualParagraph(text, fee.place),)
            texts.append(AnnualParagraph(text, place, pieces))
        yield AnnualPart(number, part.heading, tuple(texts), number in (2, 3, 4), place)
