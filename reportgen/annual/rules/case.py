"""What the rules look at: one report, what it is compared with, and its figures by name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final, Literal

from reportgen.annual.form import labels_of
from reportgen.model.annual import AnnualFigure, AnnualReport, FigureKey, TableName
from reportgen.model.findings import Place

TABLES: Final[Mapping[TableName, str]] = MappingProxyType(
    {
        "disclosure": "第二部分（主动公开）的表",
        "requests": "第三部分（依申请公开）的表",
        "reviews": "第四部分（复议、诉讼）的表",
    }
)
"""How a message calls the three tables."""


@dataclass(frozen=True, slots=True)
class Case:
    """One report under check.

    Attributes:
        report: The report itself.
        previous: The same body's report of the year before, if known.
        plan_figures: Counts of the plan's completion: ``tasks`` (任务), ``done`` (已完成).
        published_on: 落款日期.
        children: Reports of the bodies whose figures the report sums up.
        missing_children: Names of such bodies that have not reported.
        others: Reports of other bodies of the same year, to look for copied text.
        part_one_limit: Characters that part one should not exceed.
    """

    report: AnnualReport
    previous: AnnualReport | None = None
    plan_figures: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    published_on: date | None = None
    children: tuple[AnnualReport, ...] = ()
    missing_children: tuple[str, ...] = ()
    others: tuple[AnnualReport, ...] = ()
    part_one_limit: int = 1000

    def has_table(self, name: TableName) -> bool:
        """Whether any figure of a table was found."""
        return any(key.table == name for key in self.report.figures)


def counted(figure: AnnualFigure | None) -> Decimal | None:
    """A figure inside a sum: a blank or a mark is nothing; ``None`` where there is no cell or it cannot be read."""
    if figure is None or figure.state == "unreadable":
        return None
    return figure.value if figure.value is not None else Decimal(0)


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of an equation, from the figures as printed."""

    left: Decimal
    right: Decimal


def weigh(
    report: AnnualReport, left: Sequence[FigureKey], right: Sequence[FigureKey]
) -> Sides | Literal["no", "empty"]:
    """Add up both sides of an equation.

    Returns:
        ``no`` where a cell is missing or cannot be read, ``empty`` where no cell of the equation holds a number.
    """
    figures = [report.figures.get(key) for key in (*left, *right)]
    if any(counted(figure) is None for figure in figures):
        return "no"
    if all(figure is None or figure.value is None for figure in figures):
        return "empty"
    return Sides(total(report, left) or Decimal(0), total(report, right) or Decimal(0))


def total(report: AnnualReport, keys: Iterable[FigureKey]) -> Decimal | None:
    """The sum of figures; ``None`` where one is missing or unreadable."""
    result = Decimal(0)
    for key in keys:
        value = counted(report.figures.get(key))
        if value is None:
            return None
        result += value
    return result


def place_of(report: AnnualReport, key: FigureKey) -> Place:
    """Where a figure stands; the table in words where it has no cell."""
    figure = report.figures.get(key)
    return figure.place if figure else Place(report.file, TABLES[key.table], name_of(key))


def name_of(key: FigureKey) -> str:
    """A figure by its labels: “（三）不予公开·1.属于国家秘密”行“自然人”列."""
    *wide, last = labels_of(key)
    if key.table == "requests":
        return f"“{'·'.join(wide)}”行“{last}”列"
    return f"“{'·'.join(wide)}”的“{last}”"


def row_of(key: FigureKey) -> str:
    """The row, or block, of a figure by its labels."""
    return f"“{'·'.join(labels_of(key)[:-1])}”"


def column_of(key: FigureKey) -> str:
    """The column of a figure by its label."""
    return f"“{labels_of(key)[-1]}”"


def shown(value: Decimal) -> str:
    """A number as people write it: no trailing zeros behind the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown_at(report: AnnualReport, key: FigureKey) -> str:
    """A figure in a message: its number, or how its cell stands."""
    figure = report.figures.get(key)
    if figure is None:
        return "（没有这一格）"
    if figure.state == "blank":
        return "（空白）"
    return figure.text.strip() if figure.value is None else shown(figure.value)
