"""The complete annual report before anybody knows whether it becomes a Word file or a web page."""

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.charts.plain import PlainChart
from reportgen.model.annual import FigureKey, TableName
from reportgen.model.findings import Finding


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph; its text may carry notes for the review copy."""

    text: str


@dataclass(frozen=True, slots=True)
class SubHeading:
    """（一）主动公开."""

    text: str


@dataclass(frozen=True, slots=True)
class StatutoryTable:
    """One of the three tables of the form.

    Attributes:
        name: Which.
        figures: What is printed for every figure of the form; nil is 0.
    """

    name: TableName
    figures: Mapping[FigureKey, str]


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A chart with its number: 图1."""

    number: int
    chart: PlainChart


@dataclass(frozen=True, slots=True)
class YearsTable:
    """Figures of two or three years side by side (件).

    Attributes:
        number: 表1.
        title: Caption without number.
        years: As headed, the oldest first: 2023年.
        rows: Label, one figure per year, and the change against the year before.
    """

    number: int
    title: str
    years: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...], str], ...]


Block = Prose | SubHeading | StatutoryTable | ChartBlock | YearsTable


@dataclass(frozen=True, slots=True)
class ContentPart:
    """One of the six parts, its heading with number: 一、总体情况."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class AnnualContent:
    """The report.

    Attributes:
        title: On one line.
        body: 机关名称, as it signs; ``""`` where nobody said it.
        preamble: Paragraphs before the first part.
        parts: The six.
        date: 落款日期 in words, ``""`` for a report that does not say it yet.
        draft: Why it must not go out yet, in a few words; ``""`` for a report that may.
        length: Characters of part one.
        findings: What a person should know about this text: part one too long, and so on.
    """

    title: str
    body: str
    preamble: tuple[str, ...]
    parts: tuple[ContentPart, ...]
    date: str = ""
    draft: str = ""
    length: int = 0
    findings: tuple[Finding, ...] = ()

    def charts(self) -> tuple[ChartBlock, ...]:
        """Every chart, in order."""
        return tuple(block for part in self.parts for block in part.blocks if isinstance(block, ChartBlock))


def paragraphs_of(part: ContentPart) -> tuple[str, ...]:
    """The sentences of a part as plain text; sub-headings, tables and charts left out."""
    return tuple(str(block.text) for block in part.blocks if isinstance(block, Prose))
