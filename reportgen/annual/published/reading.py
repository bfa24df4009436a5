"""What one statutory table gives: figures, labels that differ, doubts."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from reportgen.annual.published.figures import figure_of
from reportgen.annual.published.letters import plain
from reportgen.annual.published.rows import Row
from reportgen.model.annual import AnnualFigure, Edition, FigureKey, FoundLabel, TableName
from reportgen.model.blocks import GridCell
from reportgen.model.findings import Finding, Place


@dataclass(slots=True)
class TableRead:
    """One table while it is being read."""

    name: TableName
    figures: dict[FigureKey, AnnualFigure] = field(default_factory=dict)
    labels: list[FoundLabel] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    edition: Edition = 2021

    @property
    def numbers(self) -> int:
        """How many figures were read as they stand."""
        return sum(1 for figure in self.figures.values() if figure.state != "unreadable")

    def label(self, printed: str, official: str, place: Place) -> None:
        """Keep a label that differs from the form's in more than blanks, brackets, quotes and dots."""
        if plain(printed) != plain(official):
            self.labels.append(FoundLabel(" ".join(printed.split()), official, place))

    def join_labels(self, rows: Iterable[Row]) -> None:
        """Let go of labels that a page's end cut in two cells of these rows: one holds what the other lacks."""
        words = {word for row in rows for word in row.words if word}

        def is_half(label: FoundLabel) -> bool:
            half, whole = plain(label.found), plain(label.official)
            rests = {whole.removeprefix(half), whole.removesuffix(half)} - {whole, ""}
            return bool(rests & words)

        self.labels = [label for label in self.labels if not is_half(label)]

    def put(self, row: str, column: str, cell: GridCell, place: Place, *, is_one: bool = False) -> None:
        """A figure as its cell has it; ``is_one`` where it cannot be two cells' figures."""
        self.figures[FigureKey(self.name, row, column)] = figure_of(cell.text, place, is_one=is_one)

    def says_the_same(self, other: "TableRead") -> bool:
        """Whether another table has just these figures."""
        texts = [{key: plain(figure.text) for key, figure in read.figures.items()} for read in (self, other)]
        return texts[0] == texts[1]

    def refuse(self, row: Row, name: str, columns: Iterable[str]) -> None:
        """Figures of a row that cannot be told apart."""
        text = " ".join(cell.text.strip() for cell in row.filled)
        for column in columns:
            self.figures[FigureKey(self.name, name, column)] = AnnualFigure(text, row.place(self.name), "unreadable")
