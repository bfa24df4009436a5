"""Whether a document still is what was made from these files (``reportgen verify``); nothing is written here."""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportgen.errors import ReportgenError, UnusableInput
from reportgen.folder import MANIFEST_FILE, WorkingFolder, own_templates, read_manifest, texts_of
from reportgen.steps.origin import OURS, decisions_hash, hash_of, input_hashes, template_hashes, versions


@dataclass(frozen=True, slots=True)
class Verified:
    """What became of a document and of everything that it was made from.

    Attributes:
        document: As it was made, relative to the working folder.
        folder: The working folder.
        as_of: 统计截止日期 of the document, an ISO date.
        inputs: Every input → SHA-256 when the document was made.
        is_edited: Whether the document is not any more what was written.
        changed: Inputs with another content now.
        missing: Inputs that are gone.
        new: Files of 进度填报/ and the like that were not there.
        templates: Templates with another content now, gone, or added.
        is_decided_otherwise: Whether 校核结果.xlsx holds other decisions now.
        versions: Program or library → (then, now), where they differ; this is no difference in the files.
    """

    document: str
    folder: WorkingFolder
    as_of: str
    inputs: Mapping[str, str]
    is_edited: bool
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    new: tuple[str, ...]
    templates: tuple[str, ...]
    is_decided_otherwise: bool
    versions: Mapping[str, tuple[str, str]]

    @property
    def is_from_these_files(self) -> bool:
        """Whether the document and everything it was made from are as they were."""
        return not (
            self.is_edited or self.changed or self.missing or self.new or self.templates or self.is_decided_otherwise
        )


def verify(document: Path, *, folder: Path | None = None) -> Verified:
    """Compare a document and its inputs with what the manifest noted when it was made.

    Args:
        document: The document.
        folder: The working folder, where the document does not stand in it any more.

    Raises:
        UnusableInput: There is no document, no manifest, or the manifest does not know the document.
    """
    if not document.is_file():
        raise UnusableInput("找不到这个文件", mend="请检查文件名和所在文件夹", file=str(document))
    if document.name == MANIFEST_FILE:
        raise UnusableInput("这就是生成时的记录本身", mend="请对它旁边的文档运行", file=str(document))
    home = WorkingFolder(folder) if folder else _folder_of(document)
    manifest = read_manifest(home) if home else {}
    if home is None or not manifest:
        raise UnusableInput(
            "找不到生成时的记录（manifest.json）",
            mend="请对“输出”文件夹里的文件运行，或用 --folder 指明工作文件夹",
            file=str(document),
        )
    digest = hash_of(document)
    file, origin = _record_of(document, digest, manifest)
    inputs, templates = texts_of(origin, "inputs"), texts_of(origin, "templates")
    now = input_hashes(home)
    now |= {name: hash_of(home.path / name) for name in inputs if name not in now and _stands(home, name)}
    templates_now = template_hashes(home, _own_templates(home, templates))
    then, today = texts_of(origin, "versions"), versions()
    return Verified(
        document=file,
        folder=home,
        as_of=str(origin.get("as_of", "")),
        inputs=inputs,
        is_edited=digest != texts_of(manifest, "outputs").get(file),
        changed=tuple(sorted(name for name in inputs if name in now and now[name] != inputs[name])),
        missing=tuple(sorted(inputs.keys() - now.keys())),
        new=tuple(sorted(now.keys() - inputs.keys())),
        templates=tuple(
            sorted(name for name in {**templates, **templates_now} if _differs(name, templates, templates_now))
        ),
        is_decided_otherwise=_decisions_in(home) != origin.get("decisions"),
        versions={
            name: (then.get(name, "—"), today.get(name, "—"))
            for name in sorted({**then, **today})
            if then.get(name) != today.get(name)
        },
    )


def _folder_of(document: Path) -> WorkingFolder | None:
    """The working folder in which a document stands, in 输出/ or below it."""
    for place in list(document.absolute().parents)[:3]:
        home = WorkingFolder(place.parent)
        if home.output == place and home.manifest.is_file():
            return home
    return None


def _record_of(document: Path, digest: str, manifest: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """Under which name a document was made, by its content or else by its name, and from what.

    Raises:
        UnusableInput: The manifest knows neither.
    """
    outputs, made_from = texts_of(manifest, "outputs"), texts_of(manifest, "made_from")
    runs = manifest.get("runs")
    named = [file for file in outputs if file.rpartition("/")[2] == document.name]
    same = sorted(file for file, made in outputs.items() if made == digest)
    # Its own name first, so that a copy under another document's name is not taken for that one.
    for file in (*(one for one in named if one in same), *same, *named):
        origin = runs.get(made_from.get(file, "")) if isinstance(runs, dict) else None
        if isinstance(origin, dict):
            return file, origin
    if any(made == digest or file.endswith(f"/{document.name}") for file, made in texts_of(manifest, "checks").items()):
        raise UnusableInput(
            "这是校核时写给单位的表或通知，不单独记来源", mend="请对“输出”文件夹里的文件核验", file=str(document)
        )
    raise UnusableInput(
        "生成记录（manifest.json）里没有这个文件",
        mend="它不是 reportgen 生成的，或由旧版本生成；重新运行 build 后再核验",
        file=str(document),
    )


def _differs(name: str, then: Mapping[str, str], now: Mapping[str, str]) -> bool:
    return then.get(name) != now.get(name)


def _stands(home: WorkingFolder, name: str) -> bool:
    """Whether a file that the manifest names is there; one outside the folder is none of its inputs."""
    return ".." not in name.split("/") and not Path(name).is_absolute() and (home.path / name).is_file()


def _own_templates(home: WorkingFolder, then: Mapping[str, str]) -> list[Path]:
    """The office's own templates: those of then that still stand, and those that the settings now bring in."""
    from reportgen.steps.office import open_office

    paths = {home.path / name for name in then if not name.startswith(OURS) and _stands(home, name)}
    with contextlib.suppress(ReportgenError):  # what cannot be read any more is named as changed
        paths |= set(own_templates(home, open_office(home.path).settings))
    return sorted(paths)


def _decisions_in(home: WorkingFolder) -> str:
    """The hash of the decisions that 校核结果.xlsx holds now; ``""`` where it cannot be read."""
    if not home.ledger.is_file():
        return decisions_hash({})
    from reportgen.files.door import admit
    from reportgen.ledger.read import read_ledger

    try:
        return decisions_hash(read_ledger(admit(home.ledger).content, file=home.relative(home.ledger)).dismissals)
    except ReportgenError:
        return ""
