"""The Chinese fonts that the program brings along, and the characters that none of them has."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from reportgen.charts.data import ChartData

GETA = "〓"
"""Stands in a picture for a character that no font has (the printers' mark for a missing sort, GB 2312 01-94)."""


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font under a name of our own, so that a like-named font of the machine is never taken instead."""

    name: str
    path: str


def font_files() -> tuple[FontFile, ...]:
    """Noto Sans SC, then Noto Serif SC for what it lacks, then DejaVu Sans for signs (✔); all travel with us."""
    import matplotlib as mpl
    from pylopdf_fonts_zh_cn import sans_path, serif_path

    dejavu = Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    return (
        FontFile("reportgen sans", str(sans_path())),
        FontFile("reportgen serif", str(serif_path())),
        FontFile("reportgen signs", str(dejavu)),
    )


def missing_characters(charts: Iterable[ChartData]) -> tuple[tuple[str, str], ...]:
    """Characters that no font has, each once with the label it stands in; for a finding.

    They stand as they are in alt texts, tables and native charts; only pictures show 〓 and name them below.
    """
    found: dict[str, str] = {}
    for chart in charts:
        for text in chart.labels:
            for character in _missing(text):
                found.setdefault(character, text)
    return tuple(found.items())


def with_drawable_characters(chart: ChartData) -> ChartData:
    """The chart with 〓 for characters that no font has, named by code point in its note."""
    missing = dict.fromkeys(character for label in chart.labels for character in _missing(label))
    labels = tuple(_drawable(label, missing) for label in chart.labels)
    if not missing:
        return replace(chart, labels=labels)
    codes = "、".join(f"U+{ord(character):04X}" for character in missing)
    told = f"“{GETA}”处是字库没有的字（{codes}）"
    return replace(chart, labels=labels, note=f"{chart.note}；{told}" if chart.note else told)


def _drawable(text: str, missing: Iterable[str]) -> str:
    gone = frozenset(missing)
    return "".join(GETA if character in gone else character for character in text if not _is_invisible(character))


def _missing(text: str) -> list[str]:
    covered = [_characters_of(font.path) for font in font_files()]
    return [
        character
        for character in text
        if not character.isspace()
        and not _is_invisible(character)
        and not any(ord(character) in characters for characters in covered)
    ]


def _is_invisible(character: str) -> bool:
    """Marks without a shape of their own: variation selectors, joiners, direction marks."""
    return (
        unicodedata.category(character) in {"Cf", "Cc"} and not character.isspace()
    ) or "\ufe00" <= character <= "\ufe0f"


@cache
def _characters_of(path: str) -> frozenset[int]:
    """Code points that a font file has; a pure function of a file that never changes, hence the cache."""
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(path).get_charmap())
