"""A cell of a statutory table as people fill it: a number with its remark, a mark in its place, or nothing."""

import re
import unicodedata
from decimal import Decimal
from typing import Final

from reportgen.model.annual import AnnualFigure
from reportgen.model.findings import Place

MARKS: Final = frozenset({"/", "／", "\\", "-", "—", "——", "－", "–", "无", "N/A", "不适用", "/件"})
"""What people write where they mean that there is nothing; not the same as 0 (R28)."""

_NUMBER: Final = re.compile(
    r"(?P<number>[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?:万?元|件|条|项|个|份)?(?:\((?P<remark>.*)\)|(?P<note>[^\d.,%+*/:=~\-−–—至到或年月×].*))?",
    re.DOTALL,
)


def read_figure(text: str, place: Place) -> AnnualFigure:
    """The figure of one cell; a remark behind the number (22（其中修订16件）) is kept apart.

    Blanks, full-width digits and separators of thousands do not matter. Whether a number may be negative or have
    decimals is for the rules to say, not for the reader. A share (50%), a span (3至5), a sum (1+2) or a date is no
    number with a remark.
    """
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    if not plain:
        return AnnualFigure(text, place, "blank")
    if plain in MARKS:
        return AnnualFigure(text, place, "mark")
    match = _NUMBER.fullmatch(plain)
    if not match:
        return AnnualFigure(text, place, "unreadable")
    value = Decimal(match["number"].replace(",", "").replace("−", "-"))
    group = "remark" if match["remark"] is not None else "note"
    return AnnualFigure(text, place, "number", value, _as_written(text, plain, *match.span(group)))


def _as_written(text: str, plain: str, start: int, end: int) -> str:
    """Part of a cell with the punctuation that the person wrote, which NFKC makes half-width."""
    written = re.sub(r"\s+", "", text)
    if start < 0 or len(written) != len(plain):  # a character that became two: nobody knows which stands where
        return plain[start:end] if start >= 0 else ""
    pairs = zip(written[start:end], plain[start:end], strict=True)
    return "".join(old if unicodedata.category(old).startswith("P") else new for old, new in pairs)
