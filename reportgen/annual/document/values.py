"""The report's figures as numbers that know which cell they come from, and as the tables print them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from reportgen.annual.form import (
    NOT_PROCESSED,
    OTHERWISE,
    REFUSED,
    REVIEW_BLOCKS,
    UNAVAILABLE,
    figure_keys,
    labels_of,
)
from reportgen.annual.totals import parts_of
from reportgen.document.missing import MISSING_REPEATED
from reportgen.document.notes import Figure, Note, noted
from reportgen.model.annual import AnnualFigure, AnnualReport, FigureKey
from reportgen.model.findings import Finding, Place

OUTCOME_KINDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "予以公开": ("r03",),
        "部分公开": ("r04",),
        "不予公开": REFUSED,
        "无法提供": UNAVAILABLE,
        "不予处理": NOT_PROCESSED,
        "其他处理": OTHERWISE,
    }
)
"""The kinds of results that prose and charts tell, and their rows."""

_DECIMALS: Final = Decimal("0.000001")
"""A hundredth of a yuan in 万元: what a spreadsheet adds behind it is noise."""


class Values:
    """One report's figures; what is blank or marked counts as 0, a total that nobody entered is added up."""

    def __init__(self, report: AnnualReport, findings: Sequence[Finding] = ()) -> None:
        """With the open findings, which the review copy tells where they stand."""
        self.report = report
        self._findings: dict[Place, list[Finding]] = {}
        for finding in findings:
            if finding.is_open:
                self._findings.setdefault(finding.place, []).append(finding)

    def number(self, key: FigureKey) -> Decimal:
        """The number of a figure."""
        value = self.report.value(key)
        if value is not None:
            return value
        return sum((self.number(part) for part in parts_of(key)), Decimal(0))

    def count(self, key: FigureKey) -> int:
        """A whole number with the cell it comes from."""
        return self.together([key], " ".join(labels_of(key)))

    def together(self, keys: Sequence[FigureKey], name: str) -> int:
        """Several figures added, with the cells they come from."""
        told = [key for key in keys if self.number(key)]
        lines = [self._source(key, with_name=len(keys) > 1) for key in told]
        note = Note("\n".join([f"{name}合计：", *lines] if len(keys) > 1 else lines) or "表中没有。")
        return Figure(int(sum((self.number(key) for key in keys), Decimal(0))), note)

    def printed(self) -> Mapping[FigureKey, str]:
        """Every figure of the form as its table prints it, with its source where it is not plainly nil."""
        return {key: self._cell(key) for key in figure_keys()}

    def _cell(self, key: FigureKey) -> str:
        figure = self.report.figures.get(key)
        if figure and figure.state == "unreadable":
            return noted(MISSING_REPEATED, self._note(key))
        remark = f"（{figure.remark.strip('（）()')}）" if figure and figure.remark.strip("（）()") else ""
        text = plain_number(self.number(key)) + remark
        has_finding = figure is not None and figure.place in self._findings
        return noted(text, self._note(key)) if text != "0" or has_finding else text

    def _note(self, key: FigureKey) -> Note:
        figure = self.report.figures.get(key)
        found = tuple(self._findings.get(figure.place, ())) if figure else ()
        told = [self._source(key, with_name=False), *(f"待核：{one.what}；{one.mend}" for one in found)]
        return Note("\n".join(told), findings=found)

    def _source(self, key: FigureKey, *, with_name: bool) -> str:
        figure = self.report.figures.get(key)
        name = f"{' '.join(labels_of(key))} {plain_number(self.number(key))}，" if with_name else ""
        if figure is None or (figure.state != "number" and parts_of(key)):
            return f"{name}由各项相加得出。"
        return f"{name}出处：{figure.place}。"


def plain_number(value: Decimal) -> str:
    """A number as tables and sentences print it: no exponent, no needless zeros behind the point."""
    if value == value.to_integral_value():
        return f"{value.to_integral_value():f}"
    return f"{value.quantize(_DECIMALS).normalize():f}"


def counted(figure: AnnualFigure | None) -> int:
    """A count of 年报数据.xlsx with its cell; 0 where nothing or nil is entered."""
    if figure is None or figure.value is None:
        return 0
    return Figure(int(figure.value), Note(f"出处：{figure.place}。"))


def request(row: str, column: str = "total") -> FigureKey:
    """A figure of the requests table."""
    return FigureKey("requests", row, column)


REVIEWS: Final[Mapping[str, tuple[FigureKey, ...]]] = MappingProxyType(
    {
        "行政复议": (FigureKey("reviews", "reconsideration", "total"),),
        "行政诉讼": tuple(FigureKey("reviews", row, "total") for row in REVIEW_BLOCKS if row != "reconsideration"),
    }
)
"""What prose calls 行政复议 and 行政诉讼, and the totals they are told from."""
