"""The one way to write a file: whole or not at all, never over a folder, flushed before it takes the name."""

import contextlib
import os
import sys
import tempfile
import time
from pathlib import Path

from reportgen.errors import OutputRefused
from reportgen.files.faults import reason_of

TEMPORARY_PREFIX = ".reportgen-"
"""Our half-written files begin with this; the next run sweeps them."""

_TRIES = 3
_PAUSE_SECONDS = 0.2
_LONGEST_WINDOWS_PATH = 240


def write_file(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path``: afterwards the old file or the new one stands there, whole.

    Raises:
        OutputRefused: The place cannot be written: open in another program, read-only, disk full, a folder, or a link
            to elsewhere, which is neither followed nor replaced.
    """
    if path.is_symlink():
        raise OutputRefused("文件写不进去：这里有一个指向别处的链接", mend="请把它移走后再运行", file=str(path))
    if path.is_dir():
        raise OutputRefused("文件写不进去：这里有同名的文件夹", mend="请把它移走或改名后再运行", file=str(path))
    temporary: Path | None = None
    try:
        _make_durable(path.parent)
        handle, name = tempfile.mkstemp(prefix=TEMPORARY_PREFIX, dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_ordinary_mode())
        _replace(temporary, path)
        temporary = None
        _flush_folder(path.parent)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


def append_line(path: Path, line: str) -> None:
    """Put a line behind those of a file of ours, durably; a run that is killed may leave the last one cut.

    Raises:
        OutputRefused: It cannot be written.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0), 0o666)
        with os.fdopen(handle, "wb") as stream:
            stream.write(f"{line}\n".encode())
            stream.flush()
            os.fsync(stream.fileno())
        _flush_folder(path.parent)
    except OSError as error:
        raise _refused(path, error) from error


def make_folder(path: Path) -> None:
    """Make a folder and those above it, where they are missing.

    Raises:
        OutputRefused: It cannot be made, or a file stands there.
    """
    try:
        _make_durable(path)
    except OSError as error:
        raise OutputRefused(
            f"文件夹建不了（{reason_of(error)}）", mend="请检查路径、磁盘空间和权限后再运行", file=str(path)
        ) from error


def move_file(path: Path, target: Path) -> None:
    """Give a file another place on the same disk, durably; the folder of ``target`` is made where it is missing.

    Raises:
        OutputRefused: It cannot be moved, e.g. because it is open in Excel; it then stands where it stood.
    """
    try:
        _make_durable(target.parent)
        _replace(path, target)
        _flush_folder(target.parent)
        _flush_folder(path.parent)
    except OSError as error:
        raise OutputRefused(
            f"文件移不动（{reason_of(error)}）", mend="如果它正在 Excel 或 WPS 中打开，请先关闭再运行", file=str(path)
        ) from error


def remove_file(path: Path) -> None:
    """Take away a file of ours; one that is gone already is no fault.

    Raises:
        OutputRefused: It cannot be removed, e.g. because it is open in Excel.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise OutputRefused(
            f"旧文件删不掉（{reason_of(error)}）", mend="如果它正在别的程序中打开，请先关闭再运行", file=str(path)
        ) from error


def sweep_temporary(folder: Path) -> int:
    """Remove what a killed run left half-written in ``folder`` (not below it); returns how many files went."""
    count = 0
    for left in sorted(folder.glob(TEMPORARY_PREFIX + "*")) if folder.is_dir() else ():
        with contextlib.suppress(OSError):
            left.unlink()
            count += 1
    return count


def _refused(path: Path, error: OSError) -> OutputRefused:
    if isinstance(error, PermissionError):
        mend = "如果它正在 Excel、WPS 或 Word 中打开，请先关闭再运行；否则请检查文件夹是否只读"
        return OutputRefused("文件写不进去", mend=mend, file=str(path))
    mend = "请检查磁盘空间和文件夹权限后再运行"
    if sys.platform == "win32" and len(str(path.absolute())) > _LONGEST_WINDOWS_PATH:
        mend = "路径太长（Windows 一般不超过 260 个字符），请把工作文件夹移到上级文件夹或改短名称后再运行"
    return OutputRefused(f"文件写不进去（{reason_of(error)}）", mend=mend, file=str(path))


def _replace(source: Path, target: Path) -> None:
    """Rename, once more after a moment on Windows, where virus scanners and indexers hold new files for an instant."""
    tries = _TRIES if sys.platform == "win32" else 1
    for left in reversed(range(tries)):
        try:
            source.replace(target)
        except PermissionError:
            if not left:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def _make_durable(folder: Path) -> None:
    if folder.is_dir():
        return
    folder.mkdir(parents=True, exist_ok=True)
    _flush_folder(folder.parent)


def _ordinary_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _flush_folder(folder: Path) -> None:
    """Make a rename durable; file systems that cannot flush a folder have done what they can."""
    if os.name == "nt":  # Windows offers no handle on a folder
        return
    with contextlib.suppress(OSError):  # the new file stands already: an error here must not call it unwritten
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
