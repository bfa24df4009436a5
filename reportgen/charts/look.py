"""How each class looks, on paper and in Word: told apart by pattern and by grey, colour only helps."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from reportgen.terms import Status

Class = Status | Literal["remaining"]
"""What a piece of a chart stands for: a status, or all that is not done and was reported."""

INK: Final = "#1A1A1A"
"""Colour of text."""

EDGE: Final = "#16365C"
"""Colour of outlines and hatching."""


@dataclass(frozen=True, slots=True)
class Look:
    """Fill of one class.

    Attributes:
        fill: Ground colour, ``#RRGGBB``.
        hatch: Pattern in matplotlib's letters, ``""`` for none.
        preset: The like pattern's name in DrawingML (ST_PresetPatternVal), ``""`` for none.
        text: Colour of a label on it.
    """

    fill: str
    hatch: str = ""
    preset: str = ""
    text: str = INK

    @property
    def grey(self) -> float:
        """Lightness of the ground in black-and-white print, 0 black to 1 white (ITU-R BT.601)."""
        red, green, blue = (int(self.fill[at : at + 2], 16) / 255 for at in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue


LOOKS: Final[Mapping[Class, Look]] = MappingProxyType(
    {
        "done": Look("#1F4E79", text="#FFFFFF"),
        "ongoing_met": Look("#8FB4D9", "////", "wdUpDiag"),
        "mostly_done": Look("#8FB4D9"),
        "under_way": Look("#DCE9F5", "....", "pct20"),
        "ongoing_unmet": Look("#F2F7FC", "\\\\\\\\", "ltDnDiag"),
        "not_started": Look("#FFFFFF"),
        "remaining": Look("#EAF1F8", "\\\\\\\\", "ltDnDiag"),
        "unreported": Look("#E3E3E3", "xxxx", "openDmnd"),
        "not_applicable": Look("#BFBFBF", "----", "ltHorz"),
    }
)
"""Class → look, in the order of legends; the further along, the darker."""
