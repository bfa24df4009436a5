"""Words for counts, and notes put on values."""

from collections.abc import Sequence
from typing import Any

from reportgen.document.notes import Figure, Note, noted
from reportgen.document.review.sources import BY_ROW, MOST_LINES, numbers
from reportgen.figures import percent
from reportgen.model.completion import TaskResult

Facts = dict[str, Any]


def put(facts: Facts, key: str, *lines: str) -> None:
    """Put a note on one value, where there is one: a figure or a text that is printed as it is."""
    value = facts.get(key)
    note = Note("\n".join(line for line in lines if line))
    if not note.text:
        return
    if isinstance(value, int) and not isinstance(value, bool):
        facts[key] = Figure(value, note)
    elif isinstance(value, str) and value:
        facts[key] = noted(value, note)


def rate_lines(done: Sequence[TaskResult], whole: Sequence[TaskResult]) -> list[str]:
    """A rate as a fraction, with the tasks above and below the line."""
    if not whole:
        return []
    return [
        f"{len(done)}÷{len(whole)}＝{percent(len(done), len(whole))}：{len(whole)}项中{len(done)}项。",
        f"分子{len(done)}项：{numbers_of(done)}。" if done else "分子0项。",
        f"分母{len(whole)}项：{numbers_of(whole)}。",
    ]


def numbers_of(results: Sequence[TaskResult]) -> str:
    """Tasks by number."""
    return numbers([result.id for result in results])


def counted_as(value: object, results: Sequence[TaskResult]) -> str:
    """Number and tasks; the tasks are left out where they are not as many as the figure says."""
    count = int(value) if isinstance(value, int) else len(results)
    if count != len(results):
        return f"{count}项"
    return f"{count}项：{numbers_of(results)}" if results else f"{count}项"


def shortened(lines: list[str]) -> list[str]:
    """The first lines of very many, and how many there are."""
    if len(lines) <= MOST_LINES:
        return lines
    return [*lines[:MOST_LINES], f"……共{len(lines)}条，其余见{BY_ROW}"]
