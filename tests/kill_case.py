"""Commands in processes that are killed: right before the n-th time they touch a file, in the middle of a write, or later.

Run as a program it is the server: it loads everything once and forks a process for each command, so that hundreds of
kills take minutes.
"""

import json
import os
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

TOUCHES = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.chmod"})
"""What Python announces before it does it."""


@dataclass(frozen=True)
class Ended:
    """How a command ended.

    Attributes:
        code: What it returned; ``None`` where it was killed while it was alive.
        said: Everything that it had printed.
        touches: How often it touched the folder; 0 where it was killed.
        lasted: Seconds from the first touch.
    """

    code: int | None
    said: str
    touches: int
    lasted: float


class Killer:
    """Runs commands in processes of their own, and kills them."""

    def __init__(self, scratch: Path) -> None:
        self.said = scratch / "said.txt"
        self.server = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )

    def run(self, folder: Path, arguments: list[str], *, at: int = 0, after: float | None = None) -> Ended:
        """Run a command.

        Args:
            folder: Touches of files below it are counted.
            arguments: The command.
            at: Kill it right before this touch; 0 for not at all.
            after: Kill it so many seconds after its first touch; ``None`` for not at all.
        """
        order = {"folder": str(folder), "arguments": arguments, "at": at, "after": after, "said": str(self.said)}
        self.server.stdin.write(json.dumps(order) + "\n")
        self.server.stdin.flush()
        answer = json.loads(self.server.stdout.readline())
        return Ended(answer["code"], self.said.read_text("utf-8", "replace"), answer["touches"], answer["lasted"])

    def close(self) -> None:
        self.server.communicate()


class Touches:
    """Counts how often files of a folder are touched, and kills the process at one of them."""

    def __init__(self, folder: str, at: int, pipe: int) -> None:
        self.folder, self.at, self.pipe, self.seen = folder, at, pipe, 0
        self.fsync, self.fdopen = os.fsync, os.fdopen
        sys.addaudithook(self.hear)
        os.fsync, os.fdopen = self.flush, self.open

    def touch(self) -> None:
        self.seen += 1
        if self.seen == 1:
            os.write(self.pipe, b"\n")
        if self.seen == self.at:
            os.kill(os.getpid(), signal.SIGKILL)

    def hear(self, event: str, arguments: tuple) -> None:
        if event in TOUCHES and isinstance(arguments[0], str) and arguments[0].startswith(self.folder):
            self.touch()

    def flush(self, handle: int) -> None:
        self.touch()
        self.fsync(handle)

    def open(self, handle: int, mode: str = "r", *more, **named):
        stream = self.fdopen(handle, mode, *more, **named)
        return HalfWritten(self, stream) if mode == "wb" else stream


class HalfWritten:
    """A file that is touched once more when half is written."""

    def __init__(self, touches: Touches, stream) -> None:
        self.touches, self.stream = touches, stream

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.stream.close()

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def write(self, content: bytes) -> None:
        self.stream.write(content[: len(content) // 2])
        self.stream.flush()
        self.touches.touch()
        self.stream.write(content[len(content) // 2 :])


def serve() -> None:
    """Answer one line for each line."""
    from reportgen.cli import app  # noqa: F401 - loaded once for all
    from reportgen.steps import building, issuing, opening, recording  # noqa: F401

    for module in (
        "reportgen.charts.pictures", "reportgen.document", "reportgen.ledger", "reportgen.plan", "reportgen.returns",
        "reportgen.workbook.collect", "reportgen.workbook.reissue", "reportgen.plan.tasklist", "reportgen.check",
    ):  # fmt: skip
        __import__(module)
    for line in sys.stdin:
        print(json.dumps(_answer(json.loads(line))), flush=True)


def _answer(order: dict) -> dict:
    heard, pipe = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(heard)
        _obey(order, pipe)
    os.close(pipe)
    os.read(heard, 1)  # the first touch, or the end
    begun = time.monotonic()
    ended = None
    if order["after"] is not None:
        ready, _, _ = select.select([heard], [], [], order["after"])
        if not ready:
            os.kill(process, signal.SIGKILL)
    with os.fdopen(heard, "rb") as told:
        counted = told.read()
    lasted = time.monotonic() - begun
    _, status = os.waitpid(process, 0)
    ended = None if os.WIFSIGNALED(status) else os.waitstatus_to_exitcode(status)
    return {"code": ended, "touches": int(counted or b"0"), "lasted": lasted}


def _obey(order: dict, pipe: int) -> None:
    from reportgen.cli.ring import run

    said = os.open(order["said"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(said, 1)
    os.dup2(said, 2)
    touches = Touches(order["folder"], order["at"], pipe)
    code = run(order["arguments"])
    sys.stdout.flush()
    sys.stderr.flush()
    os.write(pipe, str(touches.seen).encode())
    os._exit(code)


if __name__ == "__main__":
    serve()
