"""Chart data as the table behind a native chart: what Word shows under 编辑数据."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from reportgen.charts.data import ChartData
from reportgen.charts.look import LOOKS, Look
from reportgen.files.package import repack

SHEET = "Sheet1"
_CORNER = {"ring": "完成情况", "categories": "任务类别", "units": "单位"}

# Rows of support stand beside those carried in one native chart: same patterns, another tint, so the legend can tell.
SUPPORT_LOOKS = {
    "done": Look("#4D5B45", text="#FFFFFF"),
    "remaining": Look("#EEF2EA", "\\\\\\\\", "ltDnDiag"),
    "unreported": Look("#E3E3E3", "xxxx", "openDmnd"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One series: name, values (one per row), look, and the set of bars it belongs to (0 or 1)."""

    name: str
    values: tuple[int, ...]
    look: Look
    group: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Row labels and columns; a ring has its statuses as rows and one column 项数.

    ``points`` are the looks of a ring's pieces, one per row, else empty.
    """

    corner: str
    rows: tuple[str, ...]
    columns: tuple[Column, ...]
    points: tuple[Look, ...] = ()


def as_table(chart: ChartData) -> Table:
    """The table of a chart."""
    corner = _CORNER[chart.kind]
    if chart.kind == "ring":
        series = chart.bars[0].series
        column = Column("项数", tuple(one.values[0] for one in series), LOOKS["done"])
        return Table(corner, tuple(one.name for one in series), (column,), tuple(LOOKS[one.look] for one in series))
    columns: list[Column] = []
    for group, bars in enumerate(chart.bars):
        is_support = bars.name.startswith("配合")
        prefix = "" if not bars.name else "配合：" if is_support else "牵头或负责："
        for one in bars.series:
            look = SUPPORT_LOOKS[one.look] if is_support else LOOKS[one.look]
            columns.append(Column(prefix + one.name, one.values, look, group))
    return Table(corner, chart.labels, tuple(columns))


def joined(pages: Sequence[ChartData]) -> Table:
    """One table of all pages of a chart."""
    tables = [as_table(page) for page in pages]
    first = tables[0]
    columns = tuple(
        Column(
            column.name,
            tuple(value for table in tables for value in table.columns[at].values),
            column.look,
            column.group,
        )
        for at, column in enumerate(first.columns)
    )
    return Table(first.corner, tuple(row for table in tables for row in table.rows), columns, first.points)


def column_range(column: int, rows: int) -> str:
    """Address of the values under a column's title, column A being 0: ``Sheet1!$B$2:$B$9``."""
    letter = _letter(column)
    return f"{SHEET}!${letter}$2:${letter}${rows + 1}"


def title_cell(column: int) -> str:
    """Address of a column's title: ``Sheet1!$B$1``."""
    return f"{SHEET}!${_letter(column)}$1"


def _letter(column: int) -> str:
    return chr(ord("A") + column)  # a label and at most two sets of seven classes: never beyond O


def workbook(table: Table) -> bytes:
    """The table as .xlsx, the same bytes for the same table; text in it is never a formula."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
    sheet = book.add_worksheet(SHEET)
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, len(table.columns), 14)
    sheet.write_string(0, 0, table.corner)
    for row, label in enumerate(table.rows, 1):
        sheet.write_string(row, 0, label)
    for at, column in enumerate(table.columns, 1):
        sheet.write_string(0, at, column.name)
        for row, value in enumerate(column.values, 1):
            sheet.write_number(row, at, value)
    book.close()
    return repack(out.getvalue())
