"""What was made: hashes and origin of every output, and where one may stand without covering a person's work."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reportgen.files.write import write_file
from reportgen.folder.paths import WorkingFolder

_KEY_LENGTH = 16
_NOTHING: Mapping[str, str] = MappingProxyType({})


def sha256(content: bytes) -> str:
    """The hash by which a file is known."""
    return hashlib.sha256(content).hexdigest()


def read_manifest(folder: WorkingFolder) -> dict[str, Any]:
    """What the last build wrote; empty where there is none or a person damaged it.

    Raises:
        OSError: It stands there and cannot be read: our own files would be taken for a person's.
    """
    try:
        data = json.loads(folder.manifest.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def write_manifest(folder: WorkingFolder, data: Mapping[str, Any]) -> None:
    """Write 输出/manifest.json."""
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)
    # A file name may hold bytes that are no UTF-8; backslashes make of them what JSON reads back.
    write_file(folder.manifest, (text + "\n").encode("utf-8", "backslashreplace"))


def texts_of(data: Mapping[str, Any], key: str) -> dict[str, str]:
    """One part of a manifest as text → text; what a person damaged is left out."""
    part = data.get(key)
    return {name: text for name, text in part.items() if isinstance(text, str)} if isinstance(part, dict) else {}


def announce(folder: WorkingFolder, outputs: Mapping[str, str]) -> None:
    """Note the hashes of files that are about to be written.

    A run that is killed before it could say what it wrote has then said it already, and the next one does not take our
    own new file for a person's.
    """
    data = read_manifest(folder)
    write_manifest(folder, {**data, "announced": {**texts_of(data, "announced"), **outputs}})


def note_outputs(
    folder: WorkingFolder, outputs: Mapping[str, str], origin: Mapping[str, Any], **more: Mapping[str, str]
) -> None:
    """Note what was written and from what; what was noted of other files that still stand remains.

    Args:
        folder: The working folder.
        outputs: File relative to the working folder → hash.
        origin: What all of them were made from, as JSON.
        more: Other parts of the manifest to replace.
    """
    data = read_manifest(folder)
    key = sha256(json.dumps(origin, sort_keys=True).encode())[:_KEY_LENGTH]
    standing = {file: made for file, made in texts_of(data, "outputs").items() if (folder.path / file).is_file()}
    hashes = {**standing, **outputs}
    made_from = {**texts_of(data, "made_from"), **dict.fromkeys(outputs, key)}
    made_from = {file: run for file, run in made_from.items() if file in hashes}
    runs = {**(data["runs"] if isinstance(data.get("runs"), dict) else {}), key: origin}
    still = set(made_from.values())
    noted = {*outputs, *(file for part in more.values() for file in part)}
    announced = {
        file: made
        for file, made in texts_of(data, "announced").items()
        if file not in noted and _hash_standing(folder.path / file) == made
    }
    kept = {name: value for name, value in data.items() if name not in ("announced", "inputs")}
    write_manifest(
        folder,
        {
            **kept,
            **more,
            **({"announced": announced} if announced else {}),
            "outputs": hashes,
            "made_from": made_from,
            "runs": {run: value for run, value in runs.items() if run in still},
        },
    )


def place_beside(
    folder: WorkingFolder,
    place: Path,
    name: str,
    content: bytes,
    made: Mapping[str, str],
    announced: Mapping[str, str] = _NOTHING,
) -> Path:
    """Where a generated file may be written so that nothing of a person's is overwritten.

    The plain name where nothing stands there, what stands there is the same, or is our own work unchanged since (by
    its hash); else the next ``名称（第2稿）``.

    Args:
        folder: The working folder.
        place: The folder below it.
        name: The file's name.
        content: What is to be written.
        made: File relative to the working folder → hash of what we wrote there last.
        announced: File → hash of what a run that was killed may have written there.
    """
    stem, dot, ending = name.rpartition(".")
    draft = 1
    while True:
        path = place / (name if draft == 1 else f"{stem}（第{draft}稿）{dot}{ending}")
        if not path.exists():
            return path
        standing = _hash_standing(path)
        file = folder.relative(path)
        if standing and standing in (sha256(content), made.get(file), announced.get(file)):
            return path
        draft += 1


def _hash_standing(path: Path) -> str:
    """The hash of what stands at a path; ``""`` where no file does."""
    return sha256(path.read_bytes()) if path.is_file() else ""
