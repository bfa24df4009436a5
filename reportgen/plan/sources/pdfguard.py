"""Bounds of time, memory and inflated bytes around the PDF library, which has none of its own."""

import ctypes
import io
import logging
import sys
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pdfminer import pdftypes
from pdfminer.lzw import LZWDecoder
from pdfminer.runlength import rldecode

from reportgen.files.limits import PDF_STREAM_BYTES

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # its remarks are English, and no person can act on them

_EVERY = 0.2
_AGAIN = 0.5
_RUN_LENGTH_RATIO = 64


class _Stopped(BaseException):
    """Raised inside the library by the watch; no ``Exception``, so that nothing on the way takes it for its own."""


class _TooLarge(_Stopped):
    """A stream inflates beyond the limit."""


@contextmanager
def at_most(seconds: float, size: int) -> Iterator[None]:
    """Let what is inside run no longer and take no more memory; works in any thread, as the library is all Python.

    Args:
        seconds: From now on.
        size: Bytes that the program may grow by, watched where the system tells its size.

    Raises:
        TimeoutError: It took longer.
        MemoryError: It took more.
    """
    watch = _Watch(threading.get_ident(), seconds, size)
    _bound_streams()
    watch.start()
    try:
        yield
    except _Stopped as stopped:
        watch.end()
        is_large = watch.is_memory or isinstance(stopped, _TooLarge)
        raise (MemoryError if is_large else TimeoutError) from stopped
    finally:
        watch.end()


class _Watch(threading.Thread):
    """Looks at clock and memory, and stops the watched thread."""

    def __init__(self, watched: int, seconds: float, size: int) -> None:
        super().__init__(daemon=True)
        self._watched = watched
        self._until = time.monotonic() + seconds
        self._most = _memory() + size
        self._done = threading.Event()
        self._lock = threading.Lock()
        self.is_memory = False

    def run(self) -> None:
        while not self._done.wait(_EVERY):
            is_memory = _memory() > self._most
            if not is_memory and time.monotonic() <= self._until:
                continue
            self.is_memory |= is_memory
            self._until = time.monotonic() + _AGAIN  # the library's clean-up may run into the same loop
            self._most = sys.maxsize
            with self._lock:
                if not self._done.is_set():
                    _raise_in(self._watched, _Stopped)

    def end(self) -> None:
        """Watch no longer; what was raised too late to arrive is taken back."""
        with self._lock:
            self._done.set()
            _raise_in(self._watched, None)


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    raised = ctypes.py_object(error) if error else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)


def _memory() -> int:
    """The most bytes that this program has held so far; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


class _BoundedZlib:
    """What the library needs of zlib, refusing to inflate beyond the limit."""

    error = zlib.error
    decompressobj = staticmethod(zlib.decompressobj)

    @staticmethod
    def decompress(data: bytes) -> bytes:
        inflater = zlib.decompressobj()
        inflated = inflater.decompress(data, PDF_STREAM_BYTES)
        if inflater.unconsumed_tail:
            raise _TooLarge
        if not inflater.eof:
            raise zlib.error("incomplete")  # as zlib.decompress says it, so that the library mends what it can
        return inflated


def _bounded_lzw(data: bytes) -> bytes:
    pieces, count = [], 0
    for piece in LZWDecoder(io.BytesIO(data)).run():
        count += len(piece)
        if count > PDF_STREAM_BYTES:
            raise _TooLarge
        pieces.append(piece)
    return b"".join(pieces)


def _bounded_run_length(data: bytes) -> bytes:
    if len(data) * _RUN_LENGTH_RATIO > PDF_STREAM_BYTES:
        raise _TooLarge
    return rldecode(data)


def _bound_streams() -> None:
    """Put the bounded ways to inflate in the place of the library's own."""
    library: Any = pdftypes
    library.zlib = _BoundedZlib
    library.lzwdecode = _bounded_lzw
    library.rldecode = _bounded_run_length
