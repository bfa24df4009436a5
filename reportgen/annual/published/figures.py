"""Which cells hold a figure, and the figure in them; what might be two figures is none."""

import re
import unicodedata
from typing import Final

from reportgen.annual.figure_cell import MARKS, read_figure
from reportgen.model.annual import AnnualFigure
from reportgen.model.findings import Place

_FIGURE: Final = re.compile(
    r"[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:万?元|件|条|项|个|份)?(?:[(\[].*|(?:其中|含|包括|注).*)?", re.DOTALL
)
_PARTED: Final = re.compile(r"\d\s+(?=\d)")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:[^\S\r\n]\d{3})+(?!\d)")


def is_figure(text: str) -> bool:
    """Whether a cell holds a number or a mark in its place; a numbered label (2、重复申请) does not."""
    packed = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return packed in MARKS or bool(_FIGURE.fullmatch(packed))


def figure_of(text: str, place: Place, *, is_one: bool = False) -> AnnualFigure:
    """The figure of a cell; ``unreadable`` where blanks or lines part digits, for that may be two cells' figures.

    Args:
        text: What the cell shows.
        place: Where it stands.
        is_one: Whether no other cell of the row has lost its figure, so that a blank can part thousands only.
    """
    wide = unicodedata.normalize("NFKC", text).strip()
    bare = re.split(r"[(\[]", wide, maxsplit=1)[0].strip()
    is_parted = bool(_PARTED.search(bare)) and not (
        is_one and _THOUSANDS.match(bare) and not _PARTED.search(_joined(bare))
    )
    if wide and (not is_figure(text) or is_parted):
        return AnnualFigure(text, place, "unreadable")
    return read_figure(text, place)


def _joined(text: str) -> str:
    """With the thousands of its first number together."""
    return _THOUSANDS.sub(lambda found: re.sub(r"\s", "", found[0]), text, count=1)
