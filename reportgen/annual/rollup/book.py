"""汇总.xlsx: the sums in the official form, one row per body, and everything a person has to look at."""

import io
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final, get_args

import xlsxwriter

from reportgen.annual.facts import COUNTS
from reportgen.annual.rollup.body import ReportedBody, normal_name
from reportgen.annual.rollup.own_report import COUNTS_SHEET
from reportgen.annual.rollup.sheet_layout import COLUMNS, SUM_SHEET, blocks
from reportgen.annual.rollup.sheet_writer import Cell, SheetWriter
from reportgen.annual.rollup.standing import STATE_WORDS, Standing
from reportgen.annual.rollup.sums import RollUp
from reportgen.figures import NOTHING
from reportgen.files import limits
from reportgen.files.text import clean_text
from reportgen.model.annual import FigureKey
from reportgen.model.completion import Tally
from reportgen.terms import STATUS_WORDS, Status
from reportgen.workbook.heights import row_height

COMPARISON_SHEET: Final = "对照"
RATES_SHEET: Final = "完成率"
MISSING_SHEET: Final = "未报单位"
FINDINGS_SHEET: Final = "问题"
TWICE_SHEET: Final = "重复和冲突"
SOURCES_SHEET: Final = "来源"

_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed stamp, so that the same sum gives the same bytes
_SEVERITY_WORDS: Final = {"error": "错误", "warning": "提醒", "note": "说明"}

KEY_FIGURES: Final[Sequence[tuple[str, tuple[FigureKey, ...]]]] = (
    ("本年新收", (FigureKey("requests", "r01", "total"),)),
    ("上年结转", (FigureKey("requests", "r02", "total"),)),
    ("办结", (FigureKey("requests", "r24", "total"),)),
    ("结转下年", (FigureKey("requests", "r25", "total"),)),
    ("予以公开", (FigureKey("requests", "r03", "total"),)),
    ("部分公开", (FigureKey("requests", "r04", "total"),)),
    ("行政复议", (FigureKey("reviews", "reconsideration", "total"),)),
    ("行政诉讼", (FigureKey("reviews", "direct", "total"), FigureKey("reviews", "after", "total"))),
    ("规范性文件制发", (FigureKey("disclosure", "normative", "made"),)),
    ("现行有效", (FigureKey("disclosure", "normative", "in_force"),)),
    ("行政许可", (FigureKey("disclosure", "licensing", "decided"),)),
    ("行政处罚", (FigureKey("disclosure", "penalties", "decided"),)),
    ("行政强制", (FigureKey("disclosure", "coercion", "decided"),)),
    ("收费（万元）", (FigureKey("disclosure", "fees", "amount"),)),
)
"""Columns of 对照; several figures are added up."""


def rollup_workbook(rolled: RollUp, *, body: str = "") -> bytes:
    """The workbook's bytes; the same roll-up gives the same bytes.

    Args:
        rolled: The sum.
        body: Whose sum it is, for the title; ``""`` for nobody's in particular.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _CREATED, "title": "年报数据汇总"})
    writer = SheetWriter(book)
    _write_sums(writer, rolled, body)
    _write_counts(writer, rolled)
    _write_comparison(writer, rolled)
    _write_rates(writer, rolled)
    _write_missing(writer, rolled)
    _write_findings(writer, rolled)
    _write_twice(writer, rolled)
    _write_sources(writer, rolled)
    book.close()
    return out.getvalue()


def sum_control(rolled: RollUp) -> str:
    """Every body found is counted or named elsewhere: the numbers by state, which add up to what was found."""
    counts: dict[str, int] = {}
    for standing in rolled.standings:
        word = STATE_WORDS[standing.state]
        counts[word] = counts.get(word, 0) + 1
    parts = "，".join(f"{word}{counts[word]}个" for word in STATE_WORDS.values() if word in counts)
    found = f"找到{len(rolled.standings)}份：{parts}" if parts else "没有找到单位的文件"
    return f"{found}。未报送{len(rolled.missing)}个"


def _write_sums(writer: SheetWriter, rolled: RollUp, body: str) -> None:
    sheet = writer.book.add_worksheet(SUM_SHEET)
    sheet.set_column(0, COLUMNS - 1, 9)
    writer.page(sheet)
    sheet.set_portrait()
    sheet.fit_to_pages(1, 1)
    year = f"{rolled.year}年" if rolled.year else ""
    sheet.merge_range(0, 0, 0, COLUMNS - 1, clean_text(f"{body}{year}政府信息公开工作年度报告数据汇总"), writer.title)
    sheet.set_row(0, 30)
    sheet.merge_range(1, 0, 1, COLUMNS - 1, f"{sum_control(rolled)}。", writer.hint)
    hint = "各格为计入各单位之和，总计由各项相加得出；单位空着或写“/”的按没有数计，括号里的注明不汇总。"
    sheet.merge_range(2, 0, 2, COLUMNS - 1, hint, writer.hint)
    for block in blocks():
        sheet.merge_range(block.heading_row, 0, block.heading_row, COLUMNS - 1, block.heading, writer.heading)
        sheet.set_row(block.heading_row, 24)
        for area in block.areas:
            cell = area.cell
            look = writer.head if cell.is_heading else writer.label
            if cell.text.startswith("（本列"):
                look = writer.note
            if cell.key:
                look = writer.total if cell.is_total else writer.figure
            if (area.row, area.column) != (area.last_row, area.last_column):
                sheet.merge_range(area.row, area.column, area.last_row, area.last_column, "", look)
            writer.put(sheet, area.row, area.column, rolled.figures[cell.key] if cell.key else cell.text, look)
        for row in sorted({area.row for area in block.areas}):
            spans = [
                (area.cell.text, 9.0 * (area.last_column - area.column + 1))
                for area in block.areas
                if area.row == area.last_row == row
            ]
            sheet.set_row(row, row_height(spans))


def _write_counts(writer: SheetWriter, rolled: RollUp) -> None:
    sheet = writer.sheet(COUNTS_SHEET, (("项目", 44), ("合计", 14), ("单位", 10)))
    for row, spec in enumerate(COUNTS, 1):
        writer.line(sheet, row, (spec.label, rolled.counts[spec.key], spec.measure))


def _write_comparison(writer: SheetWriter, rolled: RollUp) -> None:
    columns = (
        ("序号", 6),
        ("单位", 28),
        ("文件夹", 24),
        ("是否计入", 23),
        ("统计范围", 9),
        *((title, 10) for title, _ in KEY_FIGURES),
        ("应完成任务", 9),
        ("完成任务", 9),
        ("完成率", 9),
    )
    sheet = writer.sheet(COMPARISON_SHEET, columns, frozen=2)
    row = 1
    for standing in rolled.standings:
        body = standing.body
        figures = [_added(body, keys) for _, keys in KEY_FIGURES]
        scope = ("全区" if body.scope == "all" else "本机关") if body.has_report else ""
        words = (row, body.name, body.folder, STATE_WORDS[standing.state], scope)
        style = "plain" if standing.state == "counted" else "grey"
        writer.line(sheet, row, (*words, *figures, *_rate(body.completion)), style)
        row += 1
    for name in _nowhere(rolled):
        blank = (None,) * (len(columns) - 4)
        writer.line(sheet, row, (row, name, "", "没有报送", *blank), "grey")
        row += 1
    sums = [_sum(rolled, keys) for _, keys in KEY_FIGURES]
    last = ("", f"计入的{len(rolled.included)}个单位合计", "", "", "", *sums, *_rate(rolled.completion))
    writer.line(sheet, row, last, "sum")
    sheet.autofilter(0, 0, row - 1, len(columns) - 1)


def _nowhere(rolled: RollUp) -> list[str]:
    """Names that were expected and have no folder."""
    found = {normal_name(standing.body.name) for standing in rolled.standings}
    return [name for name in rolled.missing if normal_name(name) not in found]


def _added(body: ReportedBody, keys: Sequence[FigureKey]) -> Cell:
    values = [value for value in map(body.value, keys) if value is not None]
    return sum(values) if values and body.has_report else None


def _sum(rolled: RollUp, keys: Sequence[FigureKey]) -> Cell:
    values = [value for value in map(rolled.figures.get, keys) if value is not None]
    return Decimal(sum(values)) if values else None


def _rate(tally: Tally | None) -> tuple[Cell, Cell, Cell]:
    """Applicable, done, and the rate."""
    if tally is None:
        return (None, None, None)
    return (tally.applicable, tally.done, NOTHING if tally.rate is None else tally.rate)


def _write_rates(writer: SheetWriter, rolled: RollUp) -> None:
    columns = (("单位", 28), ("文件夹", 30), ("项数", 8), ("应完成", 8), ("完成", 8), ("完成率", 9))
    sheet = writer.sheet(RATES_SHEET, (*columns, *((STATUS_WORDS[status], 9) for status in get_args(Status))), frozen=1)
    row = 1

    def write(name: str, folder: str, tally: Tally, style: str = "plain") -> None:
        nonlocal row
        counts = [tally.by_status.get(status, 0) for status in get_args(Status)]
        writer.line(sheet, row, (name, folder, tally.assigned, *_rate(tally), *counts), style)
        row += 1

    for standing in rolled.standings:
        if standing.body.completion:
            write(standing.body.name, standing.body.folder, standing.body.completion)
    if rolled.completion:
        write("合计（每个单位计一次）", "", rolled.completion, "sum")


def _write_missing(writer: SheetWriter, rolled: RollUp) -> None:
    sheet = writer.sheet(MISSING_SHEET, (("序号", 6), ("单位", 36), ("文件夹", 40), ("情况", 40)))
    found: dict[str, Standing] = {}
    for standing in rolled.standings:
        found.setdefault(normal_name(standing.body.name), standing)
    for row, name in enumerate(rolled.missing, 1):
        one = found.get(normal_name(name))
        said = (one.body.folder, STATE_WORDS[one.state]) if one else ("", "没有收到文件")
        writer.line(sheet, row, (row, name, *said))


def _write_findings(writer: SheetWriter, rolled: RollUp) -> None:
    columns = (("序号", 6), ("程度", 7), ("单位", 24), ("文件", 30), ("工作表", 11), ("单元格", 8))
    sheet = writer.sheet(FINDINGS_SHEET, (*columns, ("问题", 60), ("怎样改", 34), ("编号", 18)))
    order = list(_SEVERITY_WORDS)
    shown = sorted(rolled.all_findings, key=lambda finding: order.index(finding.severity))
    for row, finding in enumerate(shown[: limits.ROWS], 1):
        place = finding.place
        where = (finding.unit or "", place.file or "", place.sheet or "", place.cell or "")
        word = _SEVERITY_WORDS[finding.severity]
        writer.line(sheet, row, (row, word, *where, finding.what, finding.mend, finding.code))
        sheet.write_string(row, 1, word, writer.severity[finding.severity])
    if len(shown) > limits.ROWS:
        left = f"另有{len(shown) - limits.ROWS}个问题没有列出，请先改正以上问题后重新汇总"
        writer.line(sheet, limits.ROWS + 1, ("", "", "", "", "", "", left, "", ""))


def _write_twice(writer: SheetWriter, rolled: RollUp) -> None:
    sheet = writer.sheet(TWICE_SHEET, (("单位", 28), ("文件", 44), ("情况", 16), ("说明", 80)))
    said = {(one.place.file, one.unit): one.what for one in rolled.findings if one.code == "rollup-conflict"}
    row = 1
    for standing in rolled.standings:
        if standing.state not in ("copy", "conflict", "covered"):
            continue
        body = standing.body
        file = body.file or body.folder
        why = standing.why or said.get((file, body.name), "")
        writer.line(sheet, row, (body.name, file, STATE_WORDS[standing.state], why))
        row += 1


def _write_sources(writer: SheetWriter, rolled: RollUp) -> None:
    sheet = writer.sheet(SOURCES_SHEET, (("单位", 28), ("文件", 44), ("是否计入", 23), ("说明", 40), ("SHA-256", 68)))
    for row, standing in enumerate(rolled.standings, 1):
        body = standing.body
        words = (body.name, body.file or body.folder, STATE_WORDS[standing.state], standing.why, body.fingerprint)
        writer.line(sheet, row, words)
