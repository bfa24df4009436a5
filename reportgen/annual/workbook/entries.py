"""Cells of 年报数据.xlsx as they were filled: a figure with its place, and what is wrong with the cell."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta

from reportgen.annual.figure_cell import read_figure
from reportgen.annual.workbook.codes import form_finding
from reportgen.model.annual import AnnualFigure
from reportgen.model.findings import Finding, Place
from reportgen.workbook.book import Behind, Sheet
from reportgen.workbook.cells import text_of
from reportgen.workbook.sheetxml import cell_name

_SHOWN = 40


@dataclass
class Cells:
    """The cells of one sheet.

    Attributes:
        sheet: The sheet.
        file: As findings name it.
        findings: What was met; filled while cells are read.
    """

    sheet: Sheet
    file: str
    findings: list[Finding] = field(default_factory=list)

    def place(self, row: int, column: int) -> Place:
        """Where a cell is."""
        return Place(self.file, self.sheet.name, cell_name(row, column))

    def value(self, row: int, column: int) -> object:
        """What the fast reader gives for it, ``""`` for nothing."""
        cells = self.sheet.rows[row] if row < len(self.sheet.rows) else ()
        return cells[column] if column < len(cells) else ""

    def behind(self, row: int, column: int) -> Behind | None:
        """What stands behind it."""
        return self.sheet.behind.get((row, column))

    def text(self, row: int, column: int) -> str:
        """What it shows."""
        return text_of(self.value(row, column), self.behind(row, column))

    def texts(self) -> list[list[str]]:
        """What every cell shows."""
        behind = self.sheet.behind
        return [
            ["" if value == "" else text_of(value, behind.get((row, at))) for at, value in enumerate(cells)]
            for row, cells in enumerate(self.sheet.rows)
        ]

    def trouble(self, row: int, column: int, called: str) -> str | None:
        """What an unreadable cell shows, after a finding about it; ``None`` for one that can be read."""
        behind = self.behind(row, column)
        if behind and behind.error is not None:
            self.tell("annual-cell-error", row, column, f"“{called}”是错误值“{behind.error}”")
            return behind.error
        if behind and behind.formula is not None and not behind.has_value:
            formula = f"={behind.formula}"[:_SHOWN]
            self.tell("annual-formula-without-value", row, column, f"“{called}”是公式“{formula}”，没有计算结果")
            return formula
        return None

    def figure(self, row: int, column: int, called: str) -> AnnualFigure:
        """The figure of an entry cell.

        Args:
            row: Counted from 0.
            column: Counted from 0.
            called: How findings call the figure.
        """
        place = self.place(row, column)
        shown = self.trouble(row, column, called)
        if shown is not None:
            return AnnualFigure(shown, place, "unreadable")
        value, text = self.value(row, column), self.text(row, column)
        # A typed 1-2 becomes a day, and 3:5 an hour.
        figure = (
            AnnualFigure(text, place, "unreadable")
            if isinstance(value, (bool, date, time, timedelta))
            else read_figure(text, place)
        )
        if figure.state == "unreadable":
            self.tell("annual-figure-unreadable", row, column, f"“{called}”写的是“{text[:_SHOWN]}”，不是能看懂的数")
        return figure

    def tell(self, code: str, row: int, column: int, what: str, mend: str = "") -> None:
        """Add a finding about a cell."""
        self.findings.append(form_finding(code, self.place(row, column), what, mend))
