"""What stops the program: each error says which file, what is wrong and how to mend it, in Chinese."""

from collections.abc import Sequence

_NAMED = 3


class ReportgenError(Exception):
    """An expected failure that a person can mend.

    Attributes:
        what: What is wrong, in plain Chinese, without a closing full stop.
        mend: What to do about it, in plain Chinese.
        file: The file in hand, as the person knows it; ``None`` where no file is meant.
        exit_code: What the command returns to the shell.
    """

    exit_code = 3

    def __init__(self, what: str, *, mend: str = "", file: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend
        self.file = file

    def __str__(self) -> str:
        place = f"{self.file}：" if self.file else ""
        mend = f"。{self.mend}" if self.mend else ""
        return f"{place}{self.what}{mend}"


class WrongUse(ReportgenError):
    """The command was called with options or folders that do not fit (exit code 2)."""

    exit_code = 2


class UnusableInput(ReportgenError):
    """A file that cannot be used at all (exit code 3)."""


class OutputRefused(ReportgenError):
    """A file that cannot or must not be written: open in Excel, read-only, or a person's own work (exit code 3)."""


def refuse_together(refused: Sequence[OutputRefused]) -> None:
    """Raise one error for all files that could not be written, once the others are.

    Raises:
        OutputRefused: Where there is any.
    """
    if not refused:
        return
    first, others = refused[0], [str(one.file) for one in refused[1:]]
    also = f"；另有 {len(others)} 个文件也没有写成（{'、'.join(others[:_NAMED])}{'……' if others[_NAMED:] else ''}）"
    raise OutputRefused(
        first.what + (also if others else ""), mend=f"{first.mend}。其余文件已经写好", file=first.file
    ) from first
