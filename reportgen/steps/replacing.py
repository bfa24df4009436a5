"""A new workbook put in the place of older ones, which go to 旧版; nothing that changed meanwhile is touched."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.errors import OutputRefused
from reportgen.files.write import move_file, write_file
from reportgen.folder import WorkingFolder, place_for_old_version, sha256
from reportgen.steps.unsaid import note

if TYPE_CHECKING:
    from reportgen.workbook.standing import Standing


def put_workbook(folder: WorkingFolder, path: Path, content: bytes, old: "Sequence[Standing]") -> tuple[str, ...]:
    """Write a workbook and move the old ones to 旧版; where these are now.

    At any moment either the old file stands in its place or both it (in 旧版) and the new one do: an old file of the
    same name is copied before the new one takes its name, an old file of another name moves after.
    """
    here = [one for one in old if folder.path / one.file == path]
    elsewhere = [one for one in old if folder.path / one.file != path]
    kept = []
    for one in here:
        before = _read_unchanged(path, one)
        place = place_for_old_version(folder.superseded, path.name, before)
        note(folder, one.unit, folder.relative(place))
        if not place.exists():
            write_file(place, before)
        kept.append(folder.relative(place))
    for one in elsewhere:
        _read_unchanged(folder.path / one.file, one)
    write_file(path, content)
    return (*kept, *shelve(folder, elsewhere))


def shelve(folder: WorkingFolder, old: "Sequence[Standing]") -> tuple[str, ...]:
    """Move workbooks to 旧版; where they are now."""
    kept = []
    for one in old:
        path = folder.path / one.file
        place = place_for_old_version(folder.superseded, path.name, _read_unchanged(path, one))
        note(folder, one.unit, folder.relative(place))
        move_file(path, place)
        kept.append(folder.relative(place))
    return tuple(kept)


def check_as_read(path: Path, one: "Standing | None") -> None:
    """Refuse to write over what somebody put at ``path``, or saved there, since the folder was read."""
    if one is not None:
        _read_unchanged(path, one)
    elif path.exists():
        raise OutputRefused("运行期间这里放进了一个文件，未覆盖", mend="请再运行一次", file=path.name)


def _read_unchanged(path: Path, one: "Standing") -> bytes:
    """The file's bytes, which must still be those that were read."""
    content = path.read_bytes()
    if sha256(content) != one.digest:
        raise OutputRefused("填报表正在被修改", mend="请等它保存完毕后再运行", file=one.file)
    return content
