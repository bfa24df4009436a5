"""A published annual report read from a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from reportgen.annual.form import HEADINGS, PARTS
from reportgen.annual.published.disclosure import read_disclosure
from reportgen.annual.published.findings import found
from reportgen.annual.published.flat import read_flat
from reportgen.annual.published.parts import Item, Opening, openings_of, parts_of, prose_of, with_parts
from reportgen.annual.published.reading import TableRead
from reportgen.annual.published.requests import read_requests
from reportgen.annual.published.reviews import read_reviews
from reportgen.annual.published.rows import Row, TextLine, stream
from reportgen.annual.published.title import title_of
from reportgen.model.annual import AnnualReport, TableName
from reportgen.model.blocks import Document, Grid, Paragraph
from reportgen.model.findings import Finding, Place
from reportgen.plan.sources.read import read_blocks

_READERS: Final[dict[TableName, Callable[[Sequence[Row]], TableRead]]] = {
    "disclosure": read_disclosure,
    "requests": read_requests,
    "reviews": read_reviews,
}
_NOT_THE_YEAR: Final = ("上年", "去年", "往年", "说明", "核对")
"""In names of sheets that hold no figures of the year."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a published report says, and what was doubtful in reading it.

    Attributes:
        report: The report; ``kind`` and ``scope`` are left at their defaults.
        findings: Tables and rows that could not be read or fit no column; codes of ``published.findings.RULES``.
        notes: What the file's reader repaired or left out, in Chinese.
    """

    report: AnnualReport
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()


def read_published(path: Path) -> Published:
    """The annual report in a file.

    Raises:
        UnusableInput: The file cannot be read, or holds no text.
    """
    return of_document(read_blocks(path))


def of_document(document: Document) -> Published:
    """The annual report in a document's blocks."""
    items: list[Item] = list(stream(replace(document, blocks=tuple(filter(_is_of_the_year, document.blocks)))))
    openings = openings_of(items)
    items = with_parts(items, openings)
    rows = [item for item in items if isinstance(item, Row)]
    reads = {name: reader(rows) for name, reader in _READERS.items()}
    used: dict[int, object] = {}
    for name, read in reads.items():
        if not read.figures:
            flat = read_flat(name, _lines_of_part(items, openings, PARTS[name]), file=document.file)
            flat.read.findings.extend(read.findings)
            reads[name] = flat.read
            used.update(flat.used)
    findings = [finding for read in reads.values() for finding in (*read.findings, *_missing(read, document.file))]
    first = openings[0].at if openings else len(items)
    before = [item for item in items[:first] if isinstance(item, TextLine) and not item.is_in_table]
    titles = [item for item in items[:first] if isinstance(item, TextLine)]
    title = title_of(titles, all_lines=[item for item in items if isinstance(item, TextLine)], file=document.file)
    title_lines = {id(titles[at]) for at in title.used}
    report = AnnualReport(
        file=document.file,
        year=title.year,
        body=title.body,
        title=title.text,
        editions=MappingProxyType({name: read.edition for name, read in reads.items() if read.figures}),
        figures=MappingProxyType({key: figure for read in reads.values() for key, figure in read.figures.items()}),
        labels=tuple(label for read in reads.values() for label in read.labels),
        parts=parts_of(items, openings, file=document.file, used=used),
        preamble=tuple(
            prose_of([line for line in before if id(line) not in title_lines] if openings else [], file=document.file)
        ),
    )
    return Published(report, tuple(findings), document.notes)


def _is_of_the_year(block: Grid | Paragraph) -> bool:
    sheet = block.place if isinstance(block, Grid) and block.lefts else ""
    return not any(word in sheet for word in _NOT_THE_YEAR)


def _lines_of_part(items: Sequence[Item], openings: Sequence[Opening], part: int) -> list[tuple[int, TextLine]]:
    """The lines of one part with their places."""
    for at, opening in enumerate(openings):
        if opening.number == part:
            end = openings[at + 1].at if at + 1 < len(openings) else len(items)
            return [(place, item) for place in range(opening.at + 1, end) if isinstance(item := items[place], TextLine)]
    return []


def _missing(read: TableRead, file: str) -> list[Finding]:
    if read.figures or read.findings:
        return []
    part = PARTS[read.name]
    return [
        found("published-table", Place(file), f"没有读到第{'一二三四五六'[part - 1]}部分“{HEADINGS[part - 1]}”的表格")
    ]
