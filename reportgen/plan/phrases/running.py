"""Names written without any separator (办公室人事科财务科), split where the plan proves every part."""

import re
from collections.abc import Collection
from itertools import pairwise
from typing import Final

from reportgen.plan.phrases.bodies import closes_name

_INNER: Final = re.compile(r"(?:办公室|办公厅|办|科|处|股|室|所|站|中心|队)\Z")
_HAS_INNER: Final = re.compile(r"(?:局|委|厅|政府|院|部|街道|镇|乡|中心|委员会|管委会|公司|集团|大学|学院)\Z")
_SEAM: Final = re.compile(r"(?:办公室|[一-鿿]{1,8}?[科股处])(?=[一-鿿]{1,10}?(?:办公室|科|股|处)(?:\Z|[一-鿿]))")
_GROUP: Final = re.compile("各|有关|相关")
# No body has these inside it, so they begin a group of their own even behind one name: 市大数据中心市直有关单位.
_OUTER_GROUP: Final = re.compile("[省市县区镇](?:直|级)(?:各|有关|相关)|各[省市县区镇乡街村]")
_LONGEST: Final = 120


def split_run(name: str, known: Collection[str]) -> tuple[tuple[str, ...], str | None]:
    """The known names that a run of characters consists of, or the run itself.

    A body and its own office (市教育局办公室) stay one name even where both are known by themselves.

    Returns:
        The parts, and a doubt in Chinese where the run looks like several names but cannot be split.
    """
    if len(name) > _LONGEST:
        return (name,), f"“{name[:20]}……”过长，可能是几个单位连写"
    parts = _parts(name, {part for part in known if part != name})
    parts = parts or _before_group(name, known) or _behind_leaf(name, known)
    if parts and not _nested(parts):
        return parts, None
    if name not in known and len(name) >= 8 and "、" not in name and _looks_run(name):
        return (name,), f"“{name}”可能是几个单位连写，未能拆分"
    return (name,), None


def _before_group(name: str, known: Collection[str]) -> tuple[str, ...]:
    """Known names, or a single body, written before a group; ``()`` where the group has them inside it."""
    group = _GROUP.search(name)
    parts = _parts(name[: group.start()], known) if group else ()
    if group and parts:
        return (*parts, name[group.start() :])
    outer = _OUTER_GROUP.search(name, 1)
    if outer and closes_name(name[: outer.start()]):
        return name[: outer.start()], name[outer.start() :]
    return ()


def _behind_leaf(name: str, known: Collection[str]) -> tuple[str, ...]:
    """人事教育科办公室: a 科 or 股 has no office inside it, so a known name behind one is another body."""
    for place in range(2, len(name)):
        if name[place - 1] in "科股" and name[place:] in known:
            return name[:place], name[place:]
    return ()


def _parts(name: str, known: Collection[str]) -> tuple[str, ...]:
    """Fewest known names that make up the whole; ``()`` where they do not."""
    best: list[tuple[str, ...] | None] = [(), *[None] * len(name)]
    for end in range(1, len(name) + 1):
        for start in range(end - 1, -1, -1):
            head = best[start]
            if head is not None and name[start:end] in known:
                present = best[end]
                if present is None or len(head) + 1 < len(present):
                    best[end] = (*head, name[start:end])
    found = best[-1]
    return found if found and len(found) > 1 else ()


def _nested(parts: tuple[str, ...]) -> bool:
    """Whether a part is the office of the body before it."""
    return any(
        _HAS_INNER.search(before) and _INNER.search(after) and not re.match("[省市县区]", after)
        for before, after in pairwise(parts)
    )


def _looks_run(name: str) -> bool:
    """Whether a name goes on after 科 or 股, which close names of offices."""
    return bool(re.search(r"[科股](?=[一-鿿]{2,10}(?:办公室|[科股处办])\Z)(?!技|学|协|创|教)", name))
