"""Draw and write the documents (``reportgen build``)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reportgen import __version__
from reportgen.files.names import safe_file_name
from reportgen.files.write import sweep_temporary, write_file
from reportgen.folder import WorkingFolder, place_for_output, read_manifest, sha256, write_manifest
from reportgen.model.progress import Collection
from reportgen.steps.checking import Checked, check
from reportgen.steps.office import Office, Progress
from reportgen.steps.recording import Recorded, record


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """One file that ``build`` made; ``kind`` as in results-json."""

    kind: str
    file: str


@dataclass(frozen=True, slots=True)
class Built:
    """What ``build`` made."""

    checked: Checked
    recorded: Recorded
    documents: tuple[BuiltFile, ...]
    charts: tuple[str, ...]
    manifest: str


SECTION_PUBLIC = "政务公开工作要点落实情况（公开稿）.docx"


def build(path: Path, *, as_of: date | None = None, progress: Progress | None = None) -> Built:
    """Check, count, draw and write the section."""
    from reportgen.charts import make_charts
    from reportgen.charts.pictures import draw
    from reportgen.document import render_section

    checked = check(path, as_of=as_of, progress=progress)
    recorded = record(checked, day=as_of)
    office = checked.office
    folder = office.folder
    sweep_temporary(folder.output)
    pictures = [draw(chart) for chart in make_charts(checked.completion)]
    document = render_section(
        plan=office.plan,
        completion=checked.completion,
        collection=checked.collection,
        roster=office.roster,
        settings=office.settings,
        charts=pictures,
        template=folder.path / office.settings.template if office.settings.template else None,
    )
    outputs: dict[str, str] = {}
    charts = [
        _write_output(folder, f"{safe_file_name(picture.name)}.png", picture.png, outputs) for picture in pictures
    ]
    section = BuiltFile("section-public", _write_output(folder, SECTION_PUBLIC, document, outputs))
    write_manifest(
        folder,
        {
            **read_manifest(folder),
            "reportgen": __version__,
            "inputs": _input_hashes(office, checked.collection),
            "outputs": outputs,
        },
    )
    return Built(checked, recorded, (section,), tuple(charts), folder.relative(folder.manifest))


def _write_output(folder: WorkingFolder, name: str, content: bytes, outputs: dict[str, str]) -> str:
    path = place_for_output(folder, name, content)
    write_file(path, content)
    file = folder.relative(path)
    outputs[file] = sha256(content)
    return file


def _input_hashes(office: Office, collection: Collection) -> dict[str, str]:
    folder = office.folder
    files: Sequence[Path] = [
        folder.settings,
        folder.task_list,
        *(folder.path / record.file for record in collection.files if record.used),
        *((folder.path / office.settings.template,) if office.settings.template else ()),
    ]
    return {folder.relative(path): sha256(path.read_bytes()) for path in files if path.is_file()}
