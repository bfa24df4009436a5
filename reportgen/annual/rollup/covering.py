"""Whose figures already include another body's: 全区 reports, by the folders they lie in and by their names."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Final

from reportgen.annual.rollup.body import ReportedBody, normal_name

_GOVERNMENT: Final = re.compile(r"(?P<region>.{2,}?)(?:人民)?政府(?:办公厅|办公室)?(?:\(办公室\))?")


def coverers(bodies: Mapping[int, ReportedBody]) -> dict[int, int]:
    """Body → the nearest body of scope 全区 that includes it; bodies that stand for themselves are not in it.

    A body is included in one whose folder its own folder lies below; else in the government whose region's name its
    own name begins with (云岭区水务局 in 云岭区人民政府), because governments' reports also lie beside their bureaus'.
    """
    by_folder: dict[PurePosixPath, int] = {}
    by_region: dict[str, int] = {}
    for at, body in bodies.items():
        if body.scope != "all":
            continue
        by_folder.setdefault(PurePosixPath(body.folder), at)
        government = _GOVERNMENT.fullmatch(normal_name(body.name))
        if government:
            by_region.setdefault(government["region"], at)
    if not by_folder:
        return {}
    above: dict[int, int] = {}
    for at, body in bodies.items():
        over = next((by_folder[folder] for folder in PurePosixPath(body.folder).parents if folder in by_folder), None)
        if over is not None:
            above[at] = over
    for at, body in bodies.items():
        if at in above:
            continue
        name = normal_name(body.name)
        for length in range(len(name) - 1, 1, -1):
            over = by_region.get(name[:length])
            if over is not None and over != at and not _is_above(at, over, above):
                above[at] = over
                break
    return above


def _is_above(body: int, other: int, above: Mapping[int, int]) -> bool:
    """Whether ``other`` is included in ``body``, over any number of steps."""
    while other in above:
        other = above[other]
        if other == body:
            return True
    return False
