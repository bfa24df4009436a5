"""How the program speaks: results to standard output, messages to standard error, JSON always UTF-8."""

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportgen.model.findings import Finding, Severity
    from reportgen.steps import Progress

SHOWN = 12
"""Findings shown per severity on the screen; the rest stand in 校核结果.xlsx."""

_ALIKE = 3
"""Findings of one code shown where there are more than ``SHOWN``."""

_SEVERITY_WORDS: "Mapping[Severity, str]" = {"error": "错误", "warning": "提醒", "note": "说明"}
_UNPRINTABLE = {"Cc", "Cf", "Cs", "Co"}
_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What JSON may hold plain and a terminal would obey; written as JSON's own escapes it means the same to programs."""


def say(text: str = "") -> None:
    """One line of the result, to standard output."""
    print(_printable(text))


def tell(text: str = "") -> None:
    """One line for the person, to standard error."""
    print(_printable(text), file=sys.stderr)


def say_json(data: Mapping[str, Any]) -> None:
    """The result as one JSON object: UTF-8 whatever the console speaks."""
    text = _STEERING.sub(_escape, json.dumps(data, ensure_ascii=False, indent=2))
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


def say_table(rows: Sequence[Sequence[str]], *, indent: str = "  ") -> None:
    """Rows of a table with their columns aligned, Chinese characters counted as two wide; the first row is the head."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        say((indent + "  ".join(cells)).rstrip())


def tell_findings(findings: "Sequence[Finding]", *, rest: str = "") -> None:
    """Findings for the person, worst first, at most ``SHOWN`` of a kind; ``rest`` says where the others stand."""
    for severity, word in _SEVERITY_WORDS.items():
        chosen = [finding for finding in findings if finding.severity == severity]
        if not chosen or (severity == "note" and len(chosen) < len(findings) and len(chosen) > SHOWN):
            continue
        tell(f"{word} {len(chosen)} 条：")
        shown = _some_of_each(chosen)
        for finding in shown:
            tell(f"  {' '.join(str(finding).split())}")  # a line break in a cell begins no line of ours
        if len(chosen) > len(shown):
            tell(f"  ……另有 {len(chosen) - len(shown)} 条（{_by_code(chosen, shown)}）{rest}")


def _some_of_each(findings: "Sequence[Finding]") -> "list[Finding]":
    """All where they fit on the screen, else a few of each code: the same thing said again tells nothing new."""
    if len(findings) <= SHOWN:
        return list(findings)
    met: Counter[str] = Counter()
    few = []
    for finding in findings:
        met[finding.code] += 1
        if met[finding.code] <= _ALIKE:
            few.append(finding)
    return few[:SHOWN]


def _by_code(findings: "Sequence[Finding]", shown: "Sequence[Finding]") -> str:
    """What is not shown, counted by code: R6 31条、R28 4条."""
    left = Counter(one.code for one in findings) - Counter(one.code for one in shown)
    return "、".join(f"{code} {number} 条" for code, number in left.items())


def quoted(path: Path) -> str:
    """A path as a person copies it into the next command line."""
    return f'"{path}"' if " " in str(path) else str(path)


@contextmanager
def progress_bar(what: str, *, quiet: bool) -> "Iterator[Progress | None]":
    """A progress bar on standard error, shown only where work takes over a second and a person is looking."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    bar = Bar(TextColumn(what), BarColumn(), MofNCompleteColumn(), console=Console(stderr=True), transient=True)
    state: dict[str, Any] = {"task": None, "begun": bar.get_time()}

    def advance(done: int, total: int) -> None:
        if state["task"] is None:
            if bar.get_time() - state["begun"] < 1:
                return
            state["task"] = bar.add_task(what, total=total)
            bar.start()
        bar.update(state["task"], completed=done, total=total)

    try:
        yield advance
    finally:
        bar.stop()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _printable(text: str) -> str:
    """Without characters that would steer the terminal or turn the line round."""
    return "".join(
        character if character in "\n\t" or unicodedata.category(character) not in _UNPRINTABLE else "\ufffd"
        for character in text
    )
