"""An invented body's annual figures, and hands that fill and spoil its 年报数据.xlsx."""

import io
import subprocess
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import openpyxl
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.annual.figure_cell import read_figure
from reportgen.annual.form import FEES, figure_keys, table_form
from reportgen.annual.totals import computed, total_keys
from reportgen.annual.workbook import AnnualRead, annual_workbook, read_annual_workbook
from reportgen.model.annual import AnnualFigure, AnnualReport, FigureKey
from reportgen.model.findings import Place

SHEETS = {"disclosure": "主动公开", "requests": "依申请公开", "reviews": "复议诉讼"}
TYPED = [key for key in figure_keys() if key not in total_keys()]
REQUEST = "依申请公开"
FIRST_ROW = 4
"""Row of the sheet, from 1, in which each table begins."""


def number(value: int | str | Decimal, remark: str = "") -> AnnualFigure:
    text = f"{value}（{remark}）" if remark else str(value)
    return AnnualFigure(text, Place(), "number", Decimal(str(value)), remark)


def report(year: int | None, figures: Mapping[FigureKey, AnnualFigure]) -> AnnualReport:
    """A report with these figures and the totals that they add up to."""
    sums = {key: number(value) for key, value in computed(figures).items() if value is not None}
    return AnnualReport("去年.docx", year, "云岭市水务局", figures={**sums, **figures})


def plain_report(year: int = 2024) -> AnnualReport:
    """A report of which every typed figure is different."""
    return report(year, {key: number(at) for at, key in enumerate(TYPED)})


def issue(**options) -> bytes:
    said = {"year": 2025, "body": "云岭市水务局", "kind": "department", "scope": "own"}
    return annual_workbook(**(said | options))


def spot(key: FigureKey) -> tuple[int, int]:
    """Row and column, from 1, of a figure on its sheet: the form's place, below the head and behind the captions."""
    cell = next(cell for cell in table_form(key.table).cells if cell.key == key)
    return FIRST_ROW + cell.row, cell.column + (2 if key.table == "reviews" else 1)


def edited(content: bytes, *changes: Callable[[openpyxl.Workbook], object]) -> bytes:
    """The workbook after a person's changes; like any program without a calculator, formulas lose their values."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for change in changes:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put(key: FigureKey, value: object) -> Callable[[openpyxl.Workbook], object]:
    def change(book: openpyxl.Workbook) -> None:
        row, column = spot(key)
        book[SHEETS[key.table]].cell(row, column).value = value

    return change


def fill(figures: Mapping[FigureKey, object]) -> Callable[[openpyxl.Workbook], object]:
    def change(book: openpyxl.Workbook) -> None:
        for key, value in figures.items():
            put(key, value)(book)

    return change


def answer(label: str, value: object) -> Callable[[openpyxl.Workbook], object]:
    """Write beside a label of 情况."""

    def change(book: openpyxl.Workbook) -> None:
        sheet: Worksheet = book["情况"]
        row = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 2).value == label)
        sheet.cell(row, 3).value = value

    return change


def read(content: bytes, folder: Path, *, name: str = "年报数据.xlsx") -> AnnualRead:
    path = folder / name
    path.write_bytes(content)
    return read_annual_workbook(path)


def brief(result: AnnualRead) -> list[tuple[str | None, str | None, str]]:
    """Every finding as (sheet, cell, code)."""
    return [(found.place.sheet, found.place.cell, found.code) for found in result.findings]


def recalculated(content: bytes, soffice: str, folder: Path) -> bytes:
    """The workbook as LibreOffice opens, computes and saves it."""
    source = folder / "源.xlsx"
    source.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    target = "xlsx:Calc MS Excel 2007 XML"
    command = [soffice, profile, "--headless", "--convert-to", target, "--outdir", str(folder / "存"), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (folder / "存" / "源.xlsx").read_bytes()


def entries() -> st.SearchStrategy[dict[FigureKey, object]]:
    """Figures as people type them: numbers, blanks, marks, remarks, text with full-width digits."""
    counts = st.one_of(
        st.integers(0, 10**6),
        st.sampled_from([None, "/", "0", "１２", "22（其中修订16件）", "3(含转办1件)", "1,234", " 7 "]),
    )
    amounts = st.one_of(st.none(), st.decimals(0, 10**6, places=2).map(float))
    return st.fixed_dictionaries({key: amounts if key == FEES else counts for key in TYPED})


def whole_numbers() -> st.SearchStrategy[dict[FigureKey, object]]:
    return st.fixed_dictionaries({key: st.integers(0, 9999) for key in TYPED})


def key(row, column, table="requests"):
    return FigureKey(table, row, column)


def figures_of(result):
    return result.input.report.figures


def values(result):
    return {figure: one.value for figure, one in figures_of(result).items()}


def expected(typed):
    """What a workbook says that was filled with these: the cells as the reader of cells takes them, and their sums."""
    figures = {figure: read_figure("" if value is None else str(value), Place()) for figure, value in typed.items()}
    return {**{figure: one.value for figure, one in figures.items()}, **computed(figures)}


def values_only(book):
    """Formulas go, as when a table is pasted as values; rows and columns can then be moved about."""
    for name in SHEETS.values():
        for row in book[name]:
            for one in row:
                if one.data_type == "f" or hasattr(one.value, "text"):
                    one.value = None


def unmerge(book):
    for name in SHEETS.values():
        for area in list(book[name].merged_cells.ranges):
            book[name].unmerge_cells(str(area))
