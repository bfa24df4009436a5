"""Read the folders of any number of bodies, several at once, and hand them on in order."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from pathlib import PurePosixPath
from typing import Final

from reportgen.annual.rollup.body import Reader, ReportedBody, read_body
from reportgen.annual.rollup.find import BodyFiles

_FEW: Final = 40
"""So many bodies are read before other processes have even started."""
_CHUNK: Final = 16
_MOST_WORKERS: Final = 60
"""Windows takes no more than 61."""


def gather(files: Sequence[BodyFiles], *, read: Reader, workers: int | None = None) -> Iterator[ReportedBody]:
    """Read every body; the order of the results is that of ``files``, whichever process was faster.

    A file that brings a process down costs that body alone: it is named as unreadable and the others are read.

    Args:
        files: The folders.
        read: A plain function of a module: processes are started afresh, as Windows does it, on every system.
        workers: How many processes; by default as many as the machine has, 1 for a few bodies. 1 starts none.
    """
    workers = workers or (1 if len(files) <= _FEW else os.cpu_count() or 1)
    task = partial(read_body, read=read)
    if workers == 1:
        yield from map(task, files)
        return
    at = 0
    while at < len(files):
        try:
            with _pool(min(workers, _MOST_WORKERS)) as pool:
                for body in pool.map(task, files[at:], chunksize=_CHUNK):
                    yield body
                    at += 1
        except BrokenProcessPool:
            # Nobody knows which of the files in hand did it.
            suspects = files[at : at + _CHUNK * workers]
            yield from _one_by_one(suspects, task)
            at += len(suspects)


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Processes started afresh; whoever stops early does not wait for the thousands of files still in line."""
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _one_by_one(files: Sequence[BodyFiles], task: Callable[[BodyFiles], ReportedBody]) -> Iterator[ReportedBody]:
    """The same with one process that works on one file at a time, started again after each that ended it."""
    at = 0
    while at < len(files):
        try:
            with _pool(1) as pool:
                while at < len(files):
                    yield pool.submit(task, files[at]).result()
                    at += 1
        except BrokenProcessPool:
            one = files[at]
            name = PurePosixPath(one.folder).name or one.path.resolve().name
            problem = "读取这个文件时程序异常中止，文件可能已损坏；请打开后另存为 .xlsx 再报"
            yield ReportedBody(name, one.folder, one.file, problem=problem)
            at += 1
