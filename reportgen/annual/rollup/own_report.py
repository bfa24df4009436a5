"""The parent's own report from the sum of its bodies."""

from decimal import Decimal
from types import MappingProxyType

from reportgen.annual.facts import COUNTS
from reportgen.annual.form import EDITION_IN_FORCE, PARTS
from reportgen.annual.rollup.sheet_layout import SUM_FILE, SUM_SHEET, addresses
from reportgen.annual.rollup.sums import RollUp
from reportgen.model.annual import AnnualFigure, AnnualInput, AnnualReport, BodyKind
from reportgen.model.findings import Place

COUNTS_SHEET = "其他数字"


def input_from(rolled: RollUp, *, year: int, body: str, kind: BodyKind = "department") -> AnnualInput:
    """What the parent's 年报数据.xlsx would say: the sums under the scope 全区, each with its place in 汇总.xlsx.

    Texts are for a person to write and stay empty. A figure that no body has stays blank.

    Args:
        rolled: The sum.
        year: Of the report.
        body: Name of the parent.
        kind: What kind of body it is.
    """
    return AnnualInput(
        AnnualReport(
            SUM_FILE,
            year,
            body,
            kind,
            "all",
            editions=MappingProxyType(dict.fromkeys(PARTS, EDITION_IN_FORCE)),
            figures=MappingProxyType(
                {
                    key: _figure(value, Place(SUM_FILE, SUM_SHEET, addresses()[key]))
                    for key, value in rolled.figures.items()
                }
            ),
        ),
        counts=MappingProxyType(
            {
                spec.key: _figure(rolled.counts[spec.key], Place(SUM_FILE, COUNTS_SHEET, f"B{row}"))
                for row, spec in enumerate(COUNTS, 2)
            }
        ),
    )


def _figure(value: Decimal | None, place: Place) -> AnnualFigure:
    if value is None:
        return AnnualFigure("", place, "blank")
    return AnnualFigure(f"{value:f}", place, "number", value)
