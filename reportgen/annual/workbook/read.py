"""年报数据.xlsx as a person filled it: figures with their places, counts, texts, earlier years, and what is amiss."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from reportgen.annual.form import EDITION_IN_FORCE, PARTS
from reportgen.annual.workbook.codes import form_finding
from reportgen.annual.workbook.entries import Cells
from reportgen.annual.workbook.identity import is_as_issued
from reportgen.annual.workbook.locate import Located, locate
from reportgen.annual.workbook.readsituation import Situation, is_situation, read_situation
from reportgen.annual.workbook.readtable import read_table
from reportgen.annual.workbook.spec import EARLIER_SHEET, IDENTITY_SHEET, SITUATION_SHEET, TABLE_SHEETS, TABLE_TITLES
from reportgen.errors import UnusableInput
from reportgen.files.door import admit
from reportgen.model.annual import AnnualInput, AnnualReport, FigureKey, Figures, FoundLabel, TableName
from reportgen.model.findings import Finding, Place
from reportgen.workbook.book import Sheet, open_book

_SAVE_AS: Final = "请用 Excel 或 WPS 打开后另存为 .xlsx"
_EARLIER: Final = re.compile(r"(\d{4})年数据")
_YEAR: Final = re.compile(r"(\d{4})年")


@dataclass(frozen=True, slots=True)
class AnnualRead:
    """A 年报数据.xlsx that was read.

    Attributes:
        input: What it says.
        findings: What is wrong with its form; whether the figures agree is for the rules.
        is_untouched: Whether nobody has put anything into it since it was issued.
    """

    input: AnnualInput
    findings: tuple[Finding, ...]
    is_untouched: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """A table on a sheet; ``year`` is that of an earlier year's sheet, 0 where it does not say which."""

    table: Located
    cells: Cells
    is_earlier: bool
    year: int


def read_annual_workbook(path: Path, *, file: str | None = None) -> AnnualRead:
    """Read a workbook; sheets, rows and columns are found by their labels.

    Args:
        path: The file.
        file: How findings name it; its file name by default.

    Raises:
        UnusableInput: It cannot be opened, or holds none of the sheets.
    """
    admitted = admit(path)
    file = file or path.name
    if admitted.kind != "xlsx":
        what = "是旧版格式或加了密码的文件" if admitted.kind == "ole" else "不是 Excel 工作簿（.xlsx）"
        raise UnusableInput(what, mend=_SAVE_AS, file=file)
    book = open_book(admitted.content, name=file)
    situation_cells: Cells | None = None
    found: list[_Found] = []
    # Hidden sheets last: what people see counts first.
    for sheet in sorted(book.sheets, key=lambda sheet: sheet.is_hidden):
        if sheet.name == IDENTITY_SHEET:
            continue
        cells = Cells(sheet, file)
        texts = cells.texts()
        tables = locate(texts)
        if situation_cells is None and not tables and is_situation(texts):
            situation_cells = cells
            continue
        year = _earlier_year(sheet, texts)
        found += [_Found(table, cells, year is not None, year or 0) for table in tables]
    if situation_cells is None and not found:
        raise UnusableInput("不是年报数据：找不到“情况”表和三张统计表", mend="请使用程序生成的年报数据.xlsx", file=file)
    findings: list[Finding] = []
    situation = Situation()
    if situation_cells is None:
        findings.append(form_finding("annual-sheet-missing", Place(file), f"找不到“{SITUATION_SHEET}”表"))
    else:
        situation = read_situation(situation_cells)
        findings += situation_cells.findings
    current, told = _current([one for one in found if not one.is_earlier], file)
    findings += told
    earlier, told = _earlier([one for one in found if one.is_earlier], situation, file)
    findings += told
    report = AnnualReport(
        file,
        situation.year,
        situation.body,
        situation.kind,
        situation.scope,
        editions=current.editions,
        figures=current.figures,
        labels=current.labels,
    )
    read = AnnualInput(report, situation.counts, situation.texts, earlier, situation.published_on)
    return AnnualRead(read, tuple(findings), is_as_issued(book))


def _earlier_year(sheet: Sheet, texts: Sequence[Sequence[str]]) -> int | None:
    """The year of a sheet with an earlier year's tables, 0 where it does not say; ``None`` for a sheet of this year."""
    title = next((text for cells in texts for text in cells if text), "")
    for words in (title, sheet.name):
        words = re.sub(r"\s+", "", unicodedata.normalize("NFKC", words))
        if EARLIER_SHEET in words or _EARLIER.search(words):
            match = _YEAR.search(words)
            if match:
                return int(match[1])
    return 0 if EARLIER_SHEET in title or EARLIER_SHEET in sheet.name else None


def _current(found: Sequence[_Found], file: str) -> tuple[AnnualReport, list[Finding]]:
    """This year's three tables."""
    merged: Figures = {}
    labels: tuple[FoundLabel, ...] = ()
    findings: list[Finding] = []
    editions = {}
    for name in PARTS:
        tables = [one for one in found if one.table.name == name]
        if not tables:
            what = f"找不到“{TABLE_SHEETS[name]}”表（{TABLE_TITLES[name]}）"
            findings.append(form_finding("annual-sheet-missing", Place(file), what))
            continue
        chosen, read = _chosen(name, tables, findings)
        merged = {**merged, **read}
        editions[name] = EDITION_IN_FORCE
        labels += chosen
    return AnnualReport(
        file, editions=MappingProxyType(editions), figures=MappingProxyType(merged), labels=labels
    ), findings


def _chosen(
    name: TableName, tables: Sequence[_Found], findings: list[Finding]
) -> tuple[tuple[FoundLabel, ...], Figures]:
    """Of several sheets with the same table the one under its own name, else the fullest; a finding if they differ."""
    read = []
    for one in tables:
        cells = replace(one.cells, findings=[])
        figures, labels = read_table(one.table, cells)
        read.append((one.cells.sheet.name, figures, labels, cells.findings))
    read.sort(key=lambda pair: (pair[0] != TABLE_SHEETS[name], -_filled(pair[1])))
    filled = [pair for pair in read if _filled(pair[1])] or read
    sheet, figures, labels, told = filled[0]
    findings += told
    for other, others, _, _ in filled[1:]:
        if _shown(others) != _shown(figures):
            place = Place(next(iter(others.values())).place.file, other)
            what = f"“{other}”和“{sheet}”是同样的表而内容不同，用的是“{sheet}”"
            findings.append(form_finding("annual-table-twice", place, what))
    return labels, figures


def _earlier(
    found: Sequence[_Found], situation: Situation, file: str
) -> tuple[tuple[AnnualReport, ...], list[Finding]]:
    """Earlier years that hold a figure, the newest first."""
    by_year: dict[int, dict[TableName, Figures]] = {}
    findings: list[Finding] = []
    for one in found:
        year = one.year or (situation.year - 1 if situation.year else 0)
        cells = replace(one.cells, findings=[])
        figures, _ = read_table(one.table, cells, is_earlier=True)
        if not _filled(figures):
            continue
        known = by_year.setdefault(year, {})
        is_late = situation.year is not None and year >= situation.year
        if not year or is_late or one.table.name in known:
            why = f"与本年（{situation.year}年）的先后不对" if year and is_late else "年份不清楚或与另一张表相同"
            whose = f"{year}年的" if year else ""
            what = f"“{cells.sheet.name}”是{whose}{TABLE_SHEETS[one.table.name]}数据，{why}，未使用"
            findings.append(form_finding("annual-earlier-year", Place(file, cells.sheet.name), what))
            continue
        known[one.table.name] = figures
        findings += cells.findings
    reports = [
        AnnualReport(
            file,
            year,
            situation.body,
            situation.kind,
            situation.scope,
            editions=MappingProxyType(dict.fromkeys(tables, EDITION_IN_FORCE)),
            figures=MappingProxyType({key: figure for table in tables.values() for key, figure in table.items()}),
        )
        for year, tables in sorted(by_year.items(), reverse=True)
        if tables
    ]
    return tuple(reports), findings


def _filled(figures: Figures) -> int:
    return sum(figure.state != "blank" for figure in figures.values())


def _shown(figures: Figures) -> dict[FigureKey, str]:
    return {key: figure.text for key, figure in figures.items() if figure.state != "blank"}
