"""The one way to write a file: whole or not at all, never over a folder, flushed before it takes the name."""

import contextlib
import os
import tempfile
from pathlib import Path

from reportgen.errors import OutputRefused

TEMPORARY_PREFIX = ".reportgen-"
"""Our half-written files begin with this; the next run sweeps them."""


def write_file(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path``: afterwards the old file or the new one stands there, whole.

    Raises:
        OutputRefused: The place cannot be written: open in another program, read-only, disk full, or a folder.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=TEMPORARY_PREFIX, dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_ordinary_mode())
        temporary.replace(path)
        temporary = None
        _flush_folder(path.parent)
    except PermissionError as error:
        raise OutputRefused(
            "文件写不进去",
            mend="如果它正在 Excel、WPS 或 Word 中打开，请先关闭再运行；否则请检查文件夹是否只读",
            file=str(path),
        ) from error
    except OSError as error:
        raise OutputRefused(
            f"文件写不进去（{error.strerror or error}）", mend="请检查磁盘空间和文件夹权限后再运行", file=str(path)
        ) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


def sweep_temporary(folder: Path) -> int:
    """Remove what a killed run left half-written in ``folder`` (not below it); returns how many files went."""
    count = 0
    for left in sorted(folder.glob(TEMPORARY_PREFIX + "*")) if folder.is_dir() else ():
        with contextlib.suppress(OSError):
            left.unlink()
            count += 1
    return count


def _ordinary_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows offers no handle on a folder
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
