"""Write what build made into 输出/ so that nothing of a person's is covered, and remember it by its hash."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportgen.files.write import sweep_temporary, write_file
from reportgen.folder import WorkingFolder, place_beside, read_manifest, sha256, write_manifest

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
    """

    files: Mapping[str, str]
    kept: tuple[KeptFile, ...]


def print_outputs(folder: WorkingFolder, contents: Mapping[str, bytes], *, facts: Mapping[str, Any]) -> Printed:
    """Write each file under its name; where a person's stands there, under ``名称（第2稿）``.

    Pictures of an earlier build that belong to none of these go, if nobody changed them.

    Args:
        folder: The working folder.
        contents: Name → content.
        facts: What the manifest says besides: program, inputs.
    """
    sweep_temporary(folder.output)
    manifest = read_manifest(folder)
    made = _made(folder, manifest)
    places = {name: place_beside(folder, folder.output, name, content, made) for name, content in contents.items()}
    hashes = {folder.relative(path): sha256(contents[name]) for name, path in places.items()}
    # Killed between two files, the next build must not take our own new file for one that a person changed.
    write_manifest(folder, {**manifest, "pending": hashes})
    for name, path in places.items():
        if not path.is_file() or path.read_bytes() != contents[name]:
            write_file(path, contents[name])
    for file, known in made.items():
        path = folder.path / file
        if file.endswith(".png") and file not in hashes and path.is_file() and sha256(path.read_bytes()) == known:
            path.unlink()
    earlier = {file: known for file, known in made.items() if file not in hashes and (folder.path / file).is_file()}
    rest = {key: value for key, value in manifest.items() if key != "pending"}
    write_manifest(folder, {**rest, **facts, "outputs": hashes, "earlier": earlier})
    return Printed(
        {name: folder.relative(path) for name, path in places.items()},
        tuple(kept for name, path in places.items() for kept in _kept(folder, name, path, made)),
    )


def _made(folder: WorkingFolder, manifest: Mapping[str, Any]) -> dict[str, str]:
    """Every file of ours that may still stand, with the hash we wrote."""
    made: dict[str, str] = {}
    for key in ("earlier", "outputs", "pending"):
        known = manifest.get(key)
        for file, content_hash in known.items() if isinstance(known, dict) else ():
            path = folder.output / Path(file).name
            if file != folder.relative(path):  # somebody wrote a path into the manifest that leads elsewhere
                continue
            # What was pending may never have been written: then the file's older hash holds.
            if key != "pending" or (path.is_file() and sha256(path.read_bytes()) == content_hash):
                made[file] = content_hash
    return made


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
