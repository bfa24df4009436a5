"""Write what build made into 输出/ so that nothing of a person's is covered, and remember it by its hash."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportgen.errors import OutputRefused
from reportgen.files.write import remove_file, write_file
from reportgen.folder import WorkingFolder, announce, note_outputs, place_beside, read_manifest, sha256, texts_of

EDITED = "生成后被人改过，没有覆盖"
UNKNOWN = "不是本程序生成的，或者生成记录（输出/manifest.json）已经丢失，没有覆盖"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that stands where build would have written, and was left as it is.

    Attributes:
        file: Relative to the working folder.
        written: The file that was written beside it.
        reason: Why, in Chinese.
    """

    file: str
    written: str
    reason: str


@dataclass(frozen=True, slots=True)
class Printed:
    """Where everything was written.

    Attributes:
        files: Name → file relative to the working folder.
        kept: What was left as it is.
        refused: Why the system did not let some of them be written.
    """

    files: Mapping[str, str]
    kept: tuple[KeptFile, ...]
    refused: tuple[OutputRefused, ...]


def print_outputs(
    folder: WorkingFolder, contents: Mapping[str, bytes], *, origin: Mapping[str, Any], keeps_pictures: bool = False
) -> Printed:
    """Write each file under its name; where a person's stands there, under ``名称（第2稿）``.

    Pictures of an earlier build that belong to none of these go, if nobody changed them. A file that cannot be
    written, say because it is open, stops no other.

    Args:
        folder: The working folder.
        contents: Name → content.
        origin: From what, for the manifest.
        keeps_pictures: Whether pictures that belong to other documents stay.
    """
    if not contents:
        return Printed({}, (), ())
    manifest = read_manifest(folder)
    made, announced = texts_of(manifest, "outputs"), texts_of(manifest, "announced")
    places = {
        name: place_beside(folder, folder.output, name, content, made, announced) for name, content in contents.items()
    }
    hashes = {folder.relative(path): sha256(contents[name]) for name, path in places.items()}
    announce(folder, hashes)
    refused: dict[str, OutputRefused] = {}
    for name, path in places.items():
        try:
            if not path.is_file() or path.read_bytes() != contents[name]:
                write_file(path, contents[name])
        except OutputRefused as error:
            refused[folder.relative(path)] = error
    if not keeps_pictures:
        refused |= _without_stale_pictures(folder, hashes, made, announced)
    note_outputs(folder, {file: made for file, made in hashes.items() if file not in refused}, origin)
    return Printed(
        {name: folder.relative(path) for name, path in places.items()},
        tuple(kept for name, path in places.items() for kept in _kept(folder, name, path, made)),
        tuple(refused.values()),
    )


def _without_stale_pictures(
    folder: WorkingFolder, now: Container[str], *known: Mapping[str, str]
) -> dict[str, OutputRefused]:
    """Take away pictures of an earlier build; those that the system does not let go, with the reason."""
    refused = {}
    for file in dict.fromkeys(file for made in known for file in made):
        path = folder.output / Path(file).name
        # Somebody may have written a path into the manifest that leads elsewhere.
        if not file.endswith(".png") or file in now or file != folder.relative(path) or not path.is_file():
            continue
        if sha256(path.read_bytes()) in [made.get(file) for made in known]:
            try:
                remove_file(path)
            except OutputRefused as error:
                refused[file] = error
    return refused


def _kept(folder: WorkingFolder, name: str, path: Path, made: Mapping[str, str]) -> list[KeptFile]:
    """The files before ``path`` in the row of drafts."""
    kept = []
    stem, dot, ending = name.rpartition(".")
    draft = 1
    while (standing := folder.output / (name if draft == 1 else f"{stem}（第{draft}稿）{dot}{ending}")) != path:
        file = folder.relative(standing)
        kept.append(KeptFile(file, folder.relative(path), EDITED if file in made else UNKNOWN))
        draft += 1
    return kept
