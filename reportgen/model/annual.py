"""The annual report (政府信息公开工作年度报告) as data: statutory figures, headings, prose, and who reports."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Literal, NamedTuple

from reportgen.model.findings import Place

TableName = Literal["disclosure", "requests", "reviews"]
"""Part two (主动公开政府信息情况), three (收到和处理政府信息公开申请情况), four (…行政复议、行政诉讼情况)."""

Edition = Literal[2019, 2021]
"""The year of the form: 国办公开办函〔2019〕60号 (years 2019 and 2020) or 国办公开办函〔2021〕30号 (from 2021)."""

BodyKind = Literal["ministry", "province", "city", "county", "township", "department"]
"""国务院部门; 省级政府; 设区的市、自治州政府; 县级政府; 乡镇、街道; 地方政府部门 and all others."""

Scope = Literal["own", "all"]
"""本机关, or 全区 (the body with everything below it)."""

CellState = Literal["number", "blank", "mark", "unreadable"]
"""``mark`` is “/”, “—” or 无 in place of a figure; ``blank`` is an empty cell. Neither is 0."""


class FigureKey(NamedTuple):
    """Which figure of the three statutory tables: rows and columns by the names of ``reportgen.annual.form``."""

    table: TableName
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class AnnualFigure:
    """One cell of a statutory table.

    Attributes:
        text: As written; ``""`` for an empty cell.
        place: File, sheet and cell; in a published report the table and its row and column in words.
        state: What the cell holds.
        value: The number, 万元 for 行政事业性收费 and pieces (件) otherwise; ``None`` unless ``state`` is ``number``.
        remark: What stands in brackets behind the number (其中修订16件), without the brackets.
    """

    text: str
    place: Place
    state: CellState
    value: Decimal | None = None
    remark: str = ""


Figures = Mapping[FigureKey, AnnualFigure]
"""Every figure that was found, totals as typed included; a key that is missing had no cell."""


@dataclass(frozen=True, slots=True)
class FoundLabel:
    """A label of a statutory table as a report prints it, beside the official one.

    Attributes:
        found: As printed.
        official: As in the form.
        place: Where it stands.
    """

    found: str
    official: str
    place: Place


@dataclass(frozen=True, slots=True)
class AnnualParagraph:
    """A paragraph of a report's prose.

    Attributes:
        text: As printed.
        place: Where it stands.
        pieces: Parts of a paragraph that the program made which come from a cell, each with that cell.
    """

    text: str
    place: Place
    pieces: "tuple[AnnualParagraph, ...]" = ()


@dataclass(frozen=True, slots=True)
class AnnualPart:
    """One of the six parts, as a report prints it.

    Attributes:
        number: 1-6, which part it was recognised as; 0 for a heading of this level that is none of the six.
        heading: As printed, numbering included: 一、总体情况.
        paragraphs: The prose below it, tables left out.
        has_table: Whether a table stands in it.
        place: Where the heading stands.
    """

    number: int
    heading: str
    paragraphs: tuple[AnnualParagraph, ...]
    has_table: bool
    place: Place


@dataclass(frozen=True, slots=True)
class AnnualReport:
    """A year's report of one body: from 年报数据.xlsx, or read from anybody's published report.

    Attributes:
        file: File name it was read from.
        year: 年度, ``None`` where it is not said.
        body: Name of the reporting body, ``""`` where it is not said.
        kind: What kind of body; guessed from the name where nobody said it.
        scope: Whose figures these are.
        title: As printed, ``""`` for none.
        editions: The form of each table that was recognised.
        figures: See ``Figures``.
        labels: Labels that differ from the form's.
        parts: In the order printed; empty where the source has no prose.
        preamble: Paragraphs between the title and the first part.
    """

    file: str
    year: int | None = None
    body: str = ""
    kind: BodyKind = "department"
    scope: Scope = "own"
    title: str = ""
    editions: Mapping[TableName, Edition] = field(default_factory=lambda: MappingProxyType({}))
    figures: Figures = field(default_factory=lambda: MappingProxyType({}))
    labels: tuple[FoundLabel, ...] = ()
    parts: tuple[AnnualPart, ...] = ()
    preamble: tuple[AnnualParagraph, ...] = ()

    def part(self, number: int) -> AnnualPart | None:
        """The first part recognised as this number."""
        return next((part for part in self.parts if part.number == number), None)

    def value(self, key: FigureKey) -> Decimal | None:
        """The number of a figure; ``None`` where there is no cell or no number in it."""
        figure = self.figures.get(key)
        return figure.value if figure else None


@dataclass(frozen=True, slots=True)
class AnnualInput:
    """What 年报数据.xlsx says: the report's figures, and what its prose is made of.

    Attributes:
        report: The three tables; ``parts`` are empty.
        counts: Counts for the prose by the keys of ``reportgen.annual.facts`` (政策解读篇数, 信息处理费 …).
        texts: Hand-written paragraphs by the same keys; one entry per paragraph of the cell.
        earlier: Reports of earlier years, the newest first; figures only.
        published_on: 落款日期, ``None`` leaves it to the rule.
    """

    report: AnnualReport
    counts: Mapping[str, AnnualFigure] = field(default_factory=lambda: MappingProxyType({}))
    texts: Mapping[str, tuple[AnnualParagraph, ...]] = field(default_factory=lambda: MappingProxyType({}))
    earlier: tuple[AnnualReport, ...] = ()
    published_on: date | None = None
