"""Our own files of earlier checks, known by their hashes: only these are written over or taken away."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reportgen.errors import OutputRefused
from reportgen.files.write import remove_file, write_file
from reportgen.folder import WorkingFolder, announce, note_outputs, place_beside, read_manifest, sha256, texts_of

_BATCH = 200
"""Files announced at a time: each announcement writes the manifest."""


class Desk:
    """Where a check's files are written from: announced, written, and noted at the end.

    Attributes:
        made: File → hash, as noted by the check before.
        announced: File → hash of what a run that was killed may have written.
        refused: File → why the system did not let it be written or taken away.
    """

    def __init__(self, folder: WorkingFolder) -> None:
        self.folder = folder
        manifest = read_manifest(folder)
        self.made = texts_of(manifest, "checks")
        self.announced = texts_of(manifest, "announced")
        self.refused: dict[str, OutputRefused] = {}
        self._now: dict[str, str] = {}
        self._waiting: dict[str, bytes] = {}

    def put(self, place: Path, name: str, content: bytes) -> str:
        """Write a file; where a person's stands under this name, beside it."""
        return self.write(place_beside(self.folder, place, name, content, self.made, self.announced), content)

    def write(self, path: Path, content: bytes) -> str:
        """Write a file that may be written over, at the latest before anything is taken away or remembered."""
        file = self.folder.relative(path)
        if path.is_file() and path.read_bytes() == content:
            self._now[file] = sha256(content)
            return file
        self._waiting[file] = content
        if len(self._waiting) >= _BATCH:
            self._write_waiting()
        return file

    def keep(self, path: Path) -> None:
        """Leave a file of an earlier check in its place."""
        file = self.folder.relative(path)
        standing = self._standing(file)
        if standing is not None:
            self._now[file] = standing

    def clear(self, place: Path) -> None:
        """Take away our own files of an earlier check that say nothing any more, if nobody changed them."""
        self._write_waiting()
        for file in {**self.made, **self.announced}:
            is_stale = file not in self._now and file not in self.refused and (self.folder.path / file).parent == place
            if is_stale and self._standing(file) is not None:
                try:
                    remove_file(self.folder.path / file)
                except OutputRefused as error:
                    self.refused[file] = error

    def remember(self, origin: Mapping[str, Any], ledger: str) -> None:
        """Keep the hashes for the next check, and from what 校核结果.xlsx was made."""
        self._write_waiting()
        kept = {file: made for file, made in self.made.items() if (self.folder.path / file).is_file()}
        outputs = {ledger: self._now[ledger]} if ledger in self._now else {}
        note_outputs(self.folder, outputs, origin, checks={**kept, **self._now})

    def _write_waiting(self) -> None:
        """Announce and write what waits; a file that cannot be written, say because it is open, stops no other."""
        waiting, self._waiting = self._waiting, {}
        hashes = {file: sha256(content) for file, content in waiting.items()}
        if hashes:
            announce(self.folder, hashes)
        for file, content in waiting.items():
            try:
                write_file(self.folder.path / file, content)
            except OutputRefused as error:
                self.refused[file] = error
            else:
                self._now[file] = hashes[file]

    def _standing(self, file: str) -> str | None:
        """The hash of what stands there, if it is our own and nobody changed it."""
        path = self.folder.path / file
        if not path.is_file():
            return None
        standing = sha256(path.read_bytes())
        return standing if standing in (self.made.get(file), self.announced.get(file)) else None
