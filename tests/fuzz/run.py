"""Running inputs: each within a bound of time and memory; what fails is kept, smallest first seen of its kind."""

import contextlib
import hashlib
import io
import random
import re
import tempfile
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import ReportgenError

from .mutate import mutated
from .targets import TARGETS, seeds_of

MEGABYTES = 1500
"""The address space that a worker may grow by; an input that wants more has failed."""

CORPUS = Path(__file__).parent / "corpus"
"""Inputs that once failed, as ``TARGET--HASH.ENDING``; replayed by ``make test``."""


_CHINESE = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input; ``fault`` is ``""`` where it was read or refused in words."""

    target: str
    number: int
    is_read: bool
    fault: str
    seconds: float


def input_of(target: str, seed: int, number: int) -> bytes:
    """The same bytes for the same target, seed and number."""
    chance = random.Random(f"{target}:{seed}:{number}")
    seeds = seeds_of(target)
    content = chance.choice(seeds)
    return mutated(content, chance, other=chance.choice(seeds))


def share_of(target: str, count: int) -> int:
    """How many of ``count`` inputs a target gets; at least one."""
    return max(1, count * TARGETS[target].share // 1000)


def inputs(count: int) -> Iterator[tuple[str, int]]:
    """(target, number) of every input of a run, the targets mixed."""
    left = {target: share_of(target, count) for target in TARGETS}
    for number in range(max(left.values())):
        for target, many in left.items():
            if number < many:
                yield target, number


def try_one(target: str, content: bytes, number: int = 0) -> Outcome:
    """Read one input the way the program does."""
    one = TARGETS[target]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"输入{one.ending}"
        path.write_bytes(content)
        begun = time.process_time()
        is_read, fault = False, ""
        printed = io.StringIO()
        try:
            with contextlib.redirect_stdout(printed):
                one.read(path)
            is_read = True
        except ReportgenError as error:
            fault = "" if _CHINESE.search(error.what) else f"message without words: {error!r}"
        except BaseException as error:  # what escapes here would be a traceback to a user
            if isinstance(error, KeyboardInterrupt):
                raise
            fault = described(error)
        seconds = time.process_time() - begun
        left = [each.name for each in Path(folder).iterdir() if each.name not in (path.name, "reportgen.toml")]
    if not fault and seconds > one.seconds:
        fault = f"slow: {seconds:.1f} s"
    if not fault and printed.getvalue():
        fault = f"printed {printed.getvalue()[:80]!r}"
    if not fault and left:
        fault = f"left files: {left}"
    return Outcome(target, number, is_read, fault, seconds)


def described(error: BaseException) -> str:
    """The error's kind and the last places of ours it passed, by which equal faults are known."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "reportgen" in frame.filename]
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames[-3:]))
    return f"{type(error).__name__}: {str(error)[:100]} at {places}"


def keep(target: str, content: bytes, folder: Path) -> Path:
    """Put an input into the corpus."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{target}--{hashlib.sha256(content).hexdigest()[:12]}{TARGETS[target].ending}"
    path.write_bytes(content)
    return path
