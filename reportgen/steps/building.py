"""Draw and write the documents (``reportgen build``)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.errors import WrongUse, refuse_together
from reportgen.files.names import safe_file_name
from reportgen.folder import hold, open_folder, template_file, wording_folder
from reportgen.model.findings import Finding
from reportgen.model.settings import Settings
from reportgen.steps.checking import Checked
from reportgen.steps.office import Progress
from reportgen.steps.origin import Origin, origin_of
from reportgen.steps.policies import FiguresByPolicy, figures_by_policy
from reportgen.steps.printing import KeptFile, print_outputs
from reportgen.steps.recording import Recorded, check_unmoved, record
from reportgen.steps.whole import NOTHING_WHOLE, Whole, make_whole, whole_origin

if TYPE_CHECKING:
    from reportgen.charts import ChartData
    from reportgen.document import MissingPart


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """One file that ``build`` made; ``kind`` as in results-json."""

    kind: str
    file: str


@dataclass(frozen=True, slots=True)
class Built:
    """What ``build`` made, or why it made nothing.

    Attributes:
        checked: The check.
        recorded: What the check wrote; ``None`` where the build was refused.
        documents: Documents written; none where the build was refused.
        charts: Pictures written.
        manifest: Relative to the working folder; ``None`` where the build was refused.
        missing: What the documents lack: each mark 〔待补充：…〕.
        kept: A person's files that were left as they are.
        undrawn: Characters that no font of the pictures has, with the name they stand in.
        notes: What else a person should know of the complete annual report, in Chinese.
    """

    checked: Checked
    recorded: Recorded | None
    documents: tuple[BuiltFile, ...]
    charts: tuple[str, ...]
    manifest: str | None
    missing: "tuple[MissingPart, ...]"
    kept: tuple[KeptFile, ...] = ()
    undrawn: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether ``--strict`` kept it from writing anything."""
        return self.recorded is None

    @property
    def needs_a_person(self) -> bool:
        """Whether findings are open, parts are missing or a person's file was kept."""
        return self.checked.needs_a_person or bool(self.missing or self.kept or self.is_refused)

    @property
    def open_errors(self) -> tuple[Finding, ...]:
        """Findings by which a figure would be wrong."""
        return tuple(one for one in self.checked.findings if one.is_open and one.severity == "error")


SECTION_PUBLIC = "政务公开工作要点落实情况（公开稿）.docx"
SECTION_REVIEW = "政务公开工作要点落实情况（校核稿）.docx"


def build(
    path: Path,
    *,
    as_of: date | None = None,
    strict: bool = False,
    whole: Whole | None = None,
    progress: Progress | None = None,
) -> Built:
    """Check, count, draw and write the section, with no other run in between: the public copy and the review copy.

    Args:
        path: The working folder.
        as_of: Instead of the settings' 统计截止日期.
        strict: Write nothing at all while errors are open or parts of the document are missing.
        whole: Write the complete annual report too, in these forms.
        progress: Told how many workbooks were read.

    Raises:
        OutputRefused: Another run is writing in the folder, or a file cannot be written; the others then are.
        WrongUse: The complete annual report is asked for, and nobody has filled 年报数据.xlsx; or the folder has no
            plan, and nothing else is asked for.
    """
    folder = open_folder(path)
    if whole is None and not folder.has_plan:
        raise WrongUse("这里没有方案，没有落实情况章节可写", mend="整本年度报告请写 --full", file=str(path))
    with hold(folder):
        return _build(path, as_of, progress, strict=strict, whole=whole)


def _build(path: Path, as_of: date | None, progress: Progress | None, *, strict: bool, whole: Whole | None) -> Built:
    from reportgen.charts import make_charts
    from reportgen.document import missing_parts

    checked, inputs = check_unmoved(path, as_of=as_of, progress=progress, previous=whole.previous if whole else None)
    office = checked.office
    folder = office.folder
    figures = make_charts(checked.completion) if folder.has_plan else ()
    pictures, charts, undrawn = _drawn(figures, office.settings)
    origin = origin_of(checked, inputs)
    policies = figures_by_policy(checked)
    documents = _sections(checked, charts, figures, _used(checked, origin), policies) if folder.has_plan else {}
    report = make_whole(checked, whole) if whole else NOTHING_WHOLE
    missing = missing_parts(
        content for name, (_, content) in {**documents, **report.documents}.items() if name.endswith(".docx")
    )
    refused = Built(checked, None, (), (), None, missing, undrawn=undrawn, notes=report.notes)
    if strict and (refused.open_errors or missing):
        return refused
    recorded = record(checked, origin, day=as_of, policies=policies)
    printed = print_outputs(
        folder, {**pictures, **{name: content for name, (_, content) in documents.items()}}, origin=origin.to_json()
    )
    annual = print_outputs(
        folder,
        {name: content for name, (_, content) in report.documents.items()},
        origin=whole_origin(origin, checked).to_json(),
        keeps_pictures=True,
    )
    refuse_together((*recorded.refused, *printed.refused, *annual.refused))
    files = {**printed.files, **annual.files}
    return Built(
        checked,
        recorded,
        tuple(BuiltFile(kind, files[name]) for name, (kind, _) in {**documents, **report.documents}.items()),
        tuple(printed.files[name] for name in pictures),
        folder.relative(folder.manifest),
        missing,
        (*printed.kept, *annual.kept),
        undrawn,
        report.notes,
    )


def _used(checked: Checked, origin: Origin) -> dict[str, str]:
    """File → hash of what entered the document: a file of 进度填报/ only where it was used."""
    records = {record.file: record.used for record in checked.collection.files}
    return {file: made for file, made in origin.files.items() if records.get(file, True)}


def _sections(
    checked: Checked,
    charts: Sequence[Any],
    figures: "Sequence[ChartData]",
    hashes: Mapping[str, str],
    policies: FiguresByPolicy,
) -> dict[str, tuple[str, bytes]]:
    """File name → kind and content of each copy of the section."""
    from reportgen.document import ReviewFacts, render_section, withhold

    office = checked.office
    render = partial(
        render_section,
        plan=office.plan,
        completion=checked.completion,
        collection=withhold(checked.collection, checked.findings),
        roster=office.roster,
        settings=office.settings,
        charts=charts,
        template=template_file(office.folder, office.settings),
        figures=figures,
        wording=wording_folder(office.folder, office.settings),
    )
    review = ReviewFacts(checked.findings, policies, hashes)
    return {
        SECTION_PUBLIC: ("section-public", render()),
        SECTION_REVIEW: ("section-review", render(review=review)),
    }


def _drawn(
    figures: "Sequence[ChartData]", settings: Settings
) -> tuple[dict[str, bytes], list[Any], tuple[tuple[str, str], ...]]:
    """Pictures by file name, all charts for the document as the settings want them, and characters nobody could draw.

    Units are drawn only where they are published: a picture in 输出/ is soon on a web page.
    """
    from reportgen.charts import worth_drawing

    shown = [chart for chart in worth_drawing(figures) if settings.publish_units or chart.kind != "units"]
    if settings.charts == "native":
        return {}, shown, ()
    from reportgen.charts.font import missing_characters
    from reportgen.charts.pictures import draw

    pictures = {chart.name: draw(chart) for chart in shown}
    charts: list[Any] = []
    for chart in shown:
        charts += [pictures[chart.name], *([chart] if settings.charts == "both" else [])]
    files = {f"{safe_file_name(name)}.png": picture.png for name, picture in pictures.items()}
    return files, charts, missing_characters(shown)
