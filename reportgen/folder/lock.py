"""One run at a time: whoever writes in a working folder holds it, and the system lets go of it when the run dies."""

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reportgen.errors import OutputRefused
from reportgen.files.faults import reason_of
from reportgen.files.write import sweep_temporary
from reportgen.folder.paths import WorkingFolder

LOCK_FILE = ".reportgen.lock"
"""Stands in the working folder while a run writes; one left by a killed run is empty, unlocked and used again."""

_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL})
"""What a file system answers that knows no locks (some network drives): there, people have to agree by themselves."""


@contextmanager
def hold(folder: WorkingFolder) -> Iterator[None]:
    """Keep every other writing run out of an existing folder; what a killed run left half-written goes first.

    Not re-entrant: a step that holds the folder calls only what does not.

    Raises:
        OutputRefused: Another run is writing there, or nothing can be written there at all.
    """
    path = folder.path / LOCK_FILE
    handle = _take(path)
    try:
        for place in folder.places:
            sweep_temporary(place)
        yield
    finally:
        _let_go(handle, path)


def _take(path: Path) -> int:
    while True:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        except OSError as error:
            raise OutputRefused(
                f"文件夹里写不进文件（{reason_of(error)}）",
                mend="请检查文件夹是否只读、磁盘是否已满后再运行",
                file=str(path.parent),
            ) from error
        try:
            if not _is_free(handle):
                raise OutputRefused(
                    "另一个 reportgen 正在处理这个文件夹，本次没有改动任何文件",
                    mend="请等它结束后再运行",
                    file=str(path.parent),
                )
            if _is_still(handle, path):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)  # the run before took its file away between our opening and our locking it


if sys.platform == "win32":
    import msvcrt

    def _is_free(handle: int) -> bool:
        """Lock the first byte, if nobody has."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            return error.errno in _NO_LOCKS
        return True

    def _is_still(_handle: int, _path: Path) -> bool:
        """Windows takes no open file away."""
        return True

    def _let_go(handle: int, path: Path) -> None:
        os.close(handle)  # and with it the lock; another run that is opening the file keeps it from being removed
        with contextlib.suppress(OSError):
            path.unlink()

else:
    import fcntl

    def _is_free(handle: int) -> bool:
        """Lock the file, if nobody has."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            return error.errno in _NO_LOCKS
        return True

    def _is_still(handle: int, path: Path) -> bool:
        """Whether the file that was locked is the one that stands there."""
        try:
            return os.path.samestat(os.fstat(handle), path.stat())
        except OSError:
            return False

    def _let_go(handle: int, path: Path) -> None:
        with contextlib.suppress(OSError):
            path.unlink()  # while it is ours: whoever opened it meanwhile sees that it is not there any more
        os.close(handle)
