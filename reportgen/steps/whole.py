"""The complete annual report as files: Word in two copies, the page for the website, PDF (``build --full``)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from reportgen.errors import WrongUse
from reportgen.folder import ANNUAL_FILE, annual_template_file, wording_folder
from reportgen.steps.annual import REPORT, annual_options
from reportgen.steps.checking import Checked
from reportgen.steps.origin import Origin, hash_of

if TYPE_CHECKING:
    from reportgen.annual.document import AnnualContent

NAME: Final = "政府信息公开工作年度报告"
_PUBLIC: Final = "annual-report"
_REVIEW: Final = "annual-report-review"


@dataclass(frozen=True, slots=True)
class Whole:
    """Which forms of the complete annual report are wanted beside Word, and what it is compared with.

    Attributes:
        html: The page for the website.
        pdf: PDF, where LibreOffice is there.
        previous: Last year's report in any form that can be read; its text is compared too.
    """

    html: bool = False
    pdf: bool = False
    previous: Path | None = None


@dataclass(frozen=True, slots=True)
class WholeReport:
    """The complete annual report.

    Attributes:
        documents: File name → kind as in results-json, and content.
        notes: What a person should know about it, in Chinese.
    """

    documents: Mapping[str, tuple[str, bytes]]
    notes: tuple[str, ...] = ()


NOTHING_WHOLE: Final = WholeReport(MappingProxyType({}))


def make_whole(checked: Checked, whole: Whole) -> WholeReport:
    """Every form of the report that is wanted; 草稿 stands in the names while errors are open.

    Raises:
        WrongUse: Nobody has filled 年报数据.xlsx.
    """
    from reportgen.annual.document import as_pdf, render_html, render_word

    content = content_of(checked)
    name = f"{NAME}（草稿）" if content.draft else NAME
    template = annual_template_file(checked.office.folder, checked.office.settings)
    word = render_word(content, template=template)
    review = render_word(content, template=template, review_day=checked.completion.judged_on)
    documents = {
        f"{name}.docx": (_PUBLIC, word),
        f"{name}（校核稿）.docx": (_REVIEW, review),
    }
    notes = [content.draft] if content.draft else []
    notes += [f"{finding.what}；{finding.mend}" for finding in content.findings]
    if checked.annual:
        notes += checked.annual.unchecked
    if whole.html:
        documents[f"{name}.html"] = (_PUBLIC, render_html(content))
    if whole.pdf:
        pdf = as_pdf(word)
        if pdf:
            documents[f"{name}.pdf"] = (_PUBLIC, pdf)
        else:
            notes.append("没有写 PDF：这台电脑上没有 LibreOffice；可以用 Word 或 WPS 打开后另存为 PDF")
    return WholeReport(documents, tuple(notes))


def content_of(checked: Checked) -> "AnnualContent":
    """The complete report of a working folder that was checked.

    Raises:
        WrongUse: There is no 年报数据.xlsx, or nobody has filled it.
    """
    from reportgen.annual.document import annual_content
    from reportgen.annual.persons import without_persons
    from reportgen.document import Case, short_form, withhold

    office = checked.office
    if checked.annual is None or checked.annual.given is None:
        what = "还没有填写" if office.folder.annual.is_file() else "不在文件夹里"
        raise WrongUse(
            f"{ANNUAL_FILE}{what}，不能生成整本年度报告",
            mend="填好以后再运行" if office.folder.annual.is_file() else "请先运行 reportgen annual new 文件夹",
            file=str(office.folder.path),
        )
    wording = wording_folder(office.folder, office.settings)
    case = Case(
        office.plan,
        checked.completion,
        withhold(checked.collection, checked.findings),
        office.roster,
        office.settings,
        wording=wording,
    )
    return annual_content(
        without_persons(checked.annual.given, checked.findings),
        plan_section=short_form(case) if office.plan.tasks else (),
        plan_title=case.plan_title if office.plan.tasks else "",
        findings=[finding for finding in checked.findings if finding.place.file in (ANNUAL_FILE, REPORT)],
        options=annual_options(office.settings.annual, wording=wording),
    )


def whole_origin(origin: Origin, checked: Checked) -> Origin:
    """What the complete report is made from: what the section is, and 年报数据.xlsx."""
    folder = checked.office.folder
    return replace(origin, inputs={**origin.inputs, folder.relative(folder.annual): hash_of(folder.annual)})
