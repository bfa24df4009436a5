"""Counts as percentages, everywhere the same: one decimal, half away from zero, shares that add to 100.0."""

from collections.abc import Sequence

NOTHING = "—"
"""A rate of nothing, which is not 0 %."""


def percent(done: int, total: int) -> str:
    """A rate with one decimal, from its counts and not from a float: 1 of 16 is ``6.3%``; ``—`` of nothing."""
    if not total:
        return NOTHING
    tenths = (done * 2000 + total) // (2 * total)
    return f"{tenths // 10}.{tenths % 10}%"


def shares(counts: Sequence[int]) -> tuple[str, ...]:
    """Percentages with one decimal that add to 100.0 (largest remainder; rule P3).

    Args:
        counts: Classes of one whole.

    Returns:
        ``71.4%`` and so on, in order; ``—`` for each where the whole is nothing.
    """
    whole = sum(counts)
    if not whole:
        return (NOTHING,) * len(counts)
    tenths = [count * 1000 // whole for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda at: (-(counts[at] * 1000 % whole), at))
    for at in by_remainder[: 1000 - sum(tenths)]:
        tenths[at] += 1
    return tuple(f"{tenth // 10}.{tenth % 10}%" for tenth in tenths)
