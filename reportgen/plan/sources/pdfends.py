"""Ruled tables of a page, those included whose first or last rule was left out where the page parts them."""

from collections.abc import Mapping, Sequence
from typing import Any

_NEAR = 2.5
_SHORTEST = 3.0
"""Shorter edges are the ends of thick rules."""
_FEWEST = 3
_COVERED = 0.5


def ruled_tables(page: Any) -> list[Any]:
    """The tables that rules make, a missing outer rule put in."""
    ends = _open_ends(page.edges)
    return list(page.find_tables({"explicit_horizontal_lines": ends} if ends else {}))


def _open_ends(edges: Sequence[Mapping[str, Any]]) -> list[float]:
    """Heights where at least three upright rules end alike and no rule closes the cells between them.

    A browser prints a table that goes on over pages so: the row at the page's edge has upright rules only.
    """
    upright = [each for each in edges if each["orientation"] == "v" and each["bottom"] - each["top"] >= _SHORTEST]
    level = [each for each in edges if each["orientation"] == "h" and each["x1"] - each["x0"] >= _SHORTEST]
    ends: list[float] = []
    for side, inward in (("top", 1), ("bottom", -1)):
        for height in _apart(each[side] for each in upright):
            lefts = _apart(each["x0"] for each in upright if abs(each[side] - height) <= _NEAR)
            if len(lefts) < _FEWEST or _is_closed(level, height, lefts[0], lefts[-1]):
                continue
            beyond = height - inward * 2 * _NEAR
            if not any(each["top"] <= beyond <= each["bottom"] for each in upright):
                ends.append(height)
    return ends


def _apart(values: Any) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _is_closed(level: Sequence[Mapping[str, Any]], height: float, left: float, right: float) -> bool:
    """Whether rules at a height cover at least half of the way between the outer upright ones."""
    covered, reach = 0.0, left
    for x0, x1 in sorted((each["x0"], each["x1"]) for each in level if abs(each["top"] - height) <= _NEAR):
        covered += max(0.0, min(x1, right) - max(x0, reach))
        reach = max(reach, x1)
    return covered >= _COVERED * (right - left)
