"""What build made: the manifest of hashes, and where a generated file may stand without covering a person's work."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reportgen.files.write import write_file
from reportgen.folder.paths import WorkingFolder


def sha256(content: bytes) -> str:
    """The hash by which a file is known."""
    return hashlib.sha256(content).hexdigest()


def read_manifest(folder: WorkingFolder) -> dict[str, Any]:
    """What the last build wrote; empty where there is none or a person damaged it."""
    try:
        data = json.loads(folder.manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def write_manifest(folder: WorkingFolder, data: Mapping[str, Any]) -> None:
    """Write 输出/manifest.json."""
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)
    write_file(folder.manifest, (text + "\n").encode())


def place_beside(folder: WorkingFolder, place: Path, name: str, content: bytes, made: Mapping[str, str]) -> Path:
    """Where a generated file may be written so that nothing of a person's is overwritten.

    The plain name where nothing stands there, what stands there is the same, or is our own work unchanged since (by
    its hash); else the next ``名称（第2稿）``.

    Args:
        folder: The working folder.
        place: The folder below it.
        name: The file's name.
        content: What is to be written.
        made: File relative to the working folder → hash of what we wrote there last.
    """
    stem, dot, ending = name.rpartition(".")
    draft = 1
    while True:
        path = place / (name if draft == 1 else f"{stem}（第{draft}稿）{dot}{ending}")
        if not path.exists():
            return path
        standing = sha256(path.read_bytes()) if path.is_file() else ""
        if standing and standing in (sha256(content), made.get(folder.relative(path))):
            return path
        draft += 1
