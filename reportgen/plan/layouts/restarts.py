"""Ids that repeat because numbering starts again under each heading, told from numbers that were printed twice."""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from reportgen.plan.phrases.numerals import read_numeral

Counted = tuple[str, tuple[str, ...]]
"""The id a requirement should have, and its category."""


def find_restarts(requirements: Sequence[Counted]) -> list[bool]:
    """For each requirement, whether its number belongs to a numbering that starts again under a new heading.

    The category is new, and the numbers below it run 1, 2, 3 …; or they run on from the heading before. A number that
    stands twice below one heading is no restart the second time.
    """
    flags: list[bool] = []
    known: set[tuple[str, ...]] = set()
    last: tuple[int, ...] | None = None
    runs_on = False
    for category, group in groupby(requirements, key=lambda counted: counted[1]):
        numbers = [_parts(wanted) for wanted, _ in group]
        starts = numbers[0] is not None and numbers[0][-1] == 1 and category not in known
        continues = runs_on and last is not None and numbers[0] is not None and _follows(last, numbers[0])
        runs_on = (starts or continues) and all(
            one is not None and other is not None and (one == other or _follows(one, other))
            for one, other in pairwise(numbers)
        )
        flags += [runs_on and (place == 0 or number != numbers[place - 1]) for place, number in enumerate(numbers)]
        known.add(category)
        last = numbers[-1]
    return flags


def _parts(wanted: str) -> tuple[int, ...] | None:
    """The numbers of an id (``一-2`` → 1, 2); ``None`` where a part is none."""
    parts = [read_numeral(part) for part in re.split("[-.]", wanted)]
    return tuple(part for part in parts if part is not None) if all(parts) else None


def _follows(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether an id is the next after another: 2 after 1, 2-1 after 1-3."""
    for place, (before, after) in enumerate(zip(one, other, strict=False)):
        if before != after:
            return after == before + 1 and all(part == 1 for part in other[place + 1 :])
    return False
