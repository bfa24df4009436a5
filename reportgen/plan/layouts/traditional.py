"""Plans in traditional characters: folded to the simplified words that the rules know, and unfolded afterwards."""

import re
from collections.abc import Mapping
from dataclasses import replace

from reportgen.model.blocks import Block, Document, Grid
from reportgen.model.plan import Assignment, Deadline, Plan, Reporting, Task

_SIGNS = re.compile("[務責單牽點開報]")
_FEWEST = 6
_OWN_WORDS = 3
_BLANK = re.compile(r"\s")


def is_traditional(document: Document) -> bool:
    """Whether a document is set in traditional characters: words of the field that only they write so."""
    return len(_SIGNS.findall(_all_text(document))) >= _FEWEST


def folded(document: Document) -> Document:
    """The document with each traditional character in its simplified form, one for one."""
    fold = _fold_of(_all_text(document))
    return replace(document, blocks=tuple(_folded_block(block, fold) for block in document.blocks))


def _fold_of(text: str) -> Mapping[int, str]:
    """Traditional → simplified for the characters of a text; only single characters, so that lengths stay."""
    from opencc import OpenCC

    converter = OpenCC("t2s")
    simple = {letter: converter.convert(letter) for letter in set(text) if "\u3400" <= letter <= "\u9fff"}
    return {ord(letter): other for letter, other in simple.items() if other != letter and len(other) == 1}


def _folded_block(block: Block, fold: Mapping[int, str]) -> Block:
    if isinstance(block, Grid):
        return replace(block, cells=tuple(replace(cell, text=cell.text.translate(fold)) for cell in block.cells))
    return replace(block, text=block.text.translate(fold))


def _all_text(document: Document) -> str:
    parts = []
    for block in document.blocks:
        parts += [cell.text for cell in block.cells] if isinstance(block, Grid) else [block.text]
    return "\n".join(parts)


def unfolded(plan: Plan, document: Document) -> Plan:
    """The plan of the folded document in the words that the document prints."""
    printed = _BLANK.sub("", _all_text(document))
    words = _Words(printed)
    return replace(
        plan,
        title=words.printed(plan.title),
        issuer=words.printed(plan.issuer),
        tasks=tuple(_unfolded_task(task, words) for task in plan.tasks),
        warnings=tuple(replace(warning, message=words.quoted(warning.message)) for warning in plan.warnings),
        reporting=tuple(
            Reporting(order.task, order.channel, order.date, words.printed(order.text)) for order in plan.reporting
        ),
    )


def _unfolded_task(task: Task, words: "_Words") -> Task:
    return replace(
        task,
        category=tuple(words.printed(heading) for heading in task.category),
        title=words.printed(task.title) if task.title else None,
        text=words.printed(task.text),
        responsibility=words.printed(task.responsibility) if task.responsibility else None,
        units=tuple(Assignment(words.printed(unit.name), unit.role, unit.kind) for unit in task.units),
        deadlines=tuple(Deadline(due.date, words.printed(due.phrase)) for due in task.deadlines),
    )


class _Words:
    """Finds a folded text in the printed one; both have the same length but for white space."""

    def __init__(self, printed: str) -> None:
        self._printed = printed
        self._folded = printed.translate(_fold_of(printed))

    def printed(self, text: str) -> str:
        """The text as printed; in pieces where it was put together from several places."""
        return "".join(self._piece(piece) for piece in re.split(r"([;\n])", text))

    def quoted(self, message: str) -> str:
        """A message of ours with the words it quotes as printed."""
        return "".join(
            self._piece(part) if len(part) > _OWN_WORDS else part for part in re.split(r"([，；：“”（）…])", message)
        )

    def _piece(self, text: str) -> str:
        at = self._folded.find(_BLANK.sub("", text)) if text.strip() else -1
        if at < 0:
            return text
        letters = iter(self._printed[at:])
        return "".join(letter if letter.isspace() else next(letters) for letter in text)
