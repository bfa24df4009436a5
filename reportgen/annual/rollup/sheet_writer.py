"""Sheets of 汇总.xlsx of one look; text stays text whatever it begins with, and numbers are numbers."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from reportgen.files.text import clean_text
from reportgen.workbook.growing import GrowingSheet
from reportgen.workbook.heights import row_height

Cell = str | int | float | Decimal | None
"""What a cell may hold: a text, a figure, a rate (``float``), or nothing."""


class SheetWriter:
    """Formats and sheets of one workbook."""

    def __init__(self, book: Any) -> None:
        base = {"font_name": "宋体", "font_size": 10.5, "text_wrap": True, "valign": "vcenter", "border": 1}
        self.book = book
        self.widths: dict[str, Sequence[float]] = {}
        self.title = book.add_format({"font_name": "黑体", "font_size": 16, "align": "center", "valign": "vcenter"})
        self.heading = book.add_format({"font_name": "黑体", "font_size": 12, "valign": "vcenter"})
        self.hint = book.add_format({"font_name": "宋体", "font_size": 10.5, "text_wrap": True, "valign": "vcenter"})
        self.head = book.add_format({**base, "bold": True, "bg_color": "#DCE6F1", "align": "center"})
        self.label = book.add_format({**base, "bg_color": "#F2F2F2"})
        self.note = book.add_format({**base, "font_name": "楷体", "align": "center"})
        self.figure = book.add_format({**base, "align": "center"})
        self.total = book.add_format({**base, "align": "center", "bold": True, "bg_color": "#E7E6E6"})
        styles: dict[str, dict[str, object]] = {
            "plain": {},
            "grey": {"font_color": "#595959", "bg_color": "#F2F2F2"},
            "sum": {"bold": True, "bg_color": "#E7E6E6"},
        }
        self.texts = {name: book.add_format({**base, **style, "num_format": "@"}) for name, style in styles.items()}
        self.numbers = {name: book.add_format({**base, **style}) for name, style in styles.items()}
        self.rates = {name: book.add_format({**base, **style, "num_format": "0.0%"}) for name, style in styles.items()}
        self.severity = {
            "error": book.add_format({**base, "bg_color": "#F8CBAD", "bold": True, "align": "center"}),
            "warning": book.add_format({**base, "bg_color": "#FFE699", "align": "center"}),
            "note": book.add_format({**base, "align": "center"}),
        }

    def sheet(self, name: str, columns: Sequence[tuple[str, float]], *, frozen: int = 0) -> Any:
        """A sheet with its titles in the first row."""
        sheet = self.book.add_worksheet(name, GrowingSheet)
        self.widths[name] = [width for _, width in columns]
        for at, (title, width) in enumerate(columns):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, title, self.head)
        sheet.set_row(0, row_height(columns))
        sheet.freeze_panes(1, frozen)
        sheet.repeat_rows(0)
        self.page(sheet)
        return sheet

    def page(self, sheet: Any) -> None:
        """A4, landscape, one page wide."""
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C第 &P 页，共 &N 页")

    def line(self, sheet: Any, row: int, values: Sequence[Cell], style: str = "plain") -> None:
        """One row, as high as its texts need; a ``float`` is a rate."""
        widths = self.widths[sheet.name]
        texts = ((value, width) for value, width in zip(values, widths, strict=True) if isinstance(value, str))
        sheet.set_growing_row(row, row_height(texts))
        for column, value in enumerate(values):
            looks = self.texts if isinstance(value, str) else self.rates if isinstance(value, float) else self.numbers
            self.put(sheet, row, column, value, looks[style])

    def put(self, sheet: Any, row: int, column: int, value: Cell, look: Any) -> None:
        """One cell."""
        if value is None or value == "":
            sheet.write_blank(row, column, None, look)
        elif isinstance(value, str):
            sheet.write_string(row, column, clean_text(value), look)
        else:
            sheet.write_number(row, column, value, look)
