"""校核结果.xlsx written: findings to decide, units that sent nothing, returns, rates, 口径, files and history."""

import io
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, get_args
from urllib.parse import quote

import xlsxwriter

from reportgen.figures import percent
from reportgen.files.text import cell_text
from reportgen.ledger import form
from reportgen.model.completion import Completion, Tally
from reportgen.model.findings import Finding
from reportgen.model.ledger import Event, Ledger
from reportgen.model.progress import Collection
from reportgen.model.roster import Roster
from reportgen.terms import STATUS_WORDS, Status
from reportgen.workbook.growing import GrowingSheet
from reportgen.workbook.heights import row_height

_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed stamp, so that the same check gives the same bytes
_ORDER = {"error": 0, "warning": 1, "note": 2}
_WIDTHS = (6, 7, 16, 8, 26, 9, 8, 46, 40, 8, 30, 18, 18)
_LONGEST_LINK = 200
_NAMED = 40


@dataclass(frozen=True, slots=True)
class LedgerFacts:
    """What the workbook shows.

    Attributes:
        title: The plan's.
        findings: All findings, decided.
        collection: What came back.
        roster: Who was issued what.
        completion: The figures under the 口径 in force.
        policies: (口径 in one sentence, its figures), the one in force first.
        returned: Unit → file of the return pack, relative to the working folder.
        conservation: The sum control of the collecting, in words.
        events: The history, this check's included.
        earlier: What a person decided and remarked so far.
    """

    title: str
    findings: tuple[Finding, ...]
    collection: Collection
    roster: Roster
    completion: Completion
    policies: tuple[tuple[str, Completion], ...]
    returned: Mapping[str, str]
    conservation: str
    events: tuple[Event, ...]
    earlier: Ledger = field(default_factory=Ledger)

    def of_unit(self, unit: str) -> list[Finding]:
        """The open findings in what the unit sent."""
        files = {record.file for record in self.collection.files}
        return [one for one in self.findings if one.unit == unit and one.is_open and one.place.file in files]


def write_ledger(facts: LedgerFacts) -> bytes:
    """The workbook's bytes; the same facts give the same bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _CREATED, "title": "校核结果"})
    writer = _Writer(book)
    _write_findings(writer, facts)
    _write_silent(writer, facts)
    _write_returned(writer, facts)
    _write_rates(writer, facts.completion)
    _write_policies(writer, facts)
    _write_files(writer, facts.collection)
    _write_history(writer, facts.events)
    book.close()
    return out.getvalue()


class _Writer:
    """Sheets of one look; text stays text whatever it begins with."""

    def __init__(self, book: Any) -> None:
        base = {"font_name": "宋体", "font_size": 10.5, "text_wrap": True, "valign": "top", "border": 1}
        self.book = book
        self.widths: dict[str, tuple[float, ...]] = {}
        self.head = book.add_format(
            {**base, "bold": True, "bg_color": "#DCE6F1", "align": "center", "valign": "vcenter"}
        )
        self.cell = book.add_format({**base, "num_format": "@"})
        self.number = book.add_format({**base, "num_format": "0"})
        self.hint = book.add_format({"font_name": "宋体", "font_size": 10.5, "text_wrap": True, "valign": "vcenter"})
        self.link = book.add_format({**base, "font_color": "#0563C1", "underline": 1})
        self.entry = book.add_format({**base, "bg_color": "#FFF2CC", "num_format": "@"})
        self.grey = book.add_format({**base, "font_color": "#7F7F7F", "bg_color": "#F2F2F2", "num_format": "@"})
        self.severity = {
            "error": book.add_format({**base, "bg_color": "#F8CBAD", "bold": True, "align": "center"}),
            "warning": book.add_format({**base, "bg_color": "#FFE699", "align": "center"}),
            "note": book.add_format({**base, "align": "center"}),
        }

    def sheet(self, name: str, titles: Sequence[str], widths: Sequence[float], *, hint: str = "") -> tuple[Any, int]:
        """A sheet with its titles, and its first row for data."""
        sheet = self.book.add_worksheet(name, GrowingSheet)
        self.widths[name] = tuple(widths)
        row = 0
        if hint:
            sheet.merge_range(0, 0, 0, len(titles) - 1, hint, self.hint)
            sheet.set_row(0, 34)
            row = 1
        for column, (title, width) in enumerate(zip(titles, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(row, column, title, self.head)
        sheet.set_row(row, row_height(zip(titles, widths, strict=True)))
        sheet.freeze_panes(row + 1, 0)
        sheet.repeat_rows(row)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C第 &P 页，共 &N 页")
        return sheet, row + 1

    def line(self, sheet: Any, row: int, values: Sequence[str | int], look: Any = None) -> None:
        """One row of texts and counts, as high as its texts need."""
        sheet.set_growing_row(row, row_height(zip(map(str, values), self.widths[sheet.name], strict=True)))
        for column, value in enumerate(values):
            if isinstance(value, int):
                sheet.write_number(row, column, value, look or self.number)
            else:
                sheet.write_string(row, column, cell_text(value), look or self.cell)


def _write_findings(writer: _Writer, facts: LedgerFacts) -> None:
    sheet, row = writer.sheet(form.OPEN_SHEET, form.FINDING_COLUMNS, _WIDTHS, hint=form.HINT)
    place = {title: column for column, title in enumerate(form.FINDING_COLUMNS)}
    first = row
    shown = sorted(facts.findings, key=lambda finding: (not finding.is_open, _ORDER[finding.severity]))
    for number, finding in enumerate(shown, 1):
        where = finding.place
        values = (
            number,
            form.SEVERITY_WORDS[finding.severity],
            finding.unit or "",
            finding.task or "",
            where.file or "",
            where.sheet or "",
            where.cell or "",
            finding.what,
            finding.mend,
            form.TRUE if finding.dismissed or finding.key in facts.earlier.unexplained else "",
            finding.dismissed or facts.earlier.remarks.get(finding.key, ""),
            finding.code,
            finding.key,
        )
        writer.line(sheet, row, values, None if finding.is_open else writer.grey)
        if finding.is_open:
            word = form.SEVERITY_WORDS[finding.severity]
            sheet.write_string(row, place["程度"], word, writer.severity[finding.severity])
            is_forgotten = finding.key in facts.earlier.unexplained
            for title in (form.TRUE, form.REASON):
                look = writer.severity["error"] if is_forgotten and title == form.REASON else writer.entry
                sheet.write_string(row, place[title], cell_text(str(values[place[title]])), look)
        if where.file:
            _write_link(sheet, row, place["文件"], finding, writer.link)
        row += 1
    met = {finding.key for finding in shown}
    for key, texts in facts.earlier.rows.items():
        if key not in met:
            writer.line(sheet, row, (row - first + 1, form.ABSENT, *texts[2:]), writer.grey)
            row += 1
    choice = {"validate": "list", "source": [form.TRUE], "show_error": False}
    sheet.data_validation(first, place[form.TRUE], max(row, first + 1), place[form.TRUE], choice)
    sheet.set_column(place[form.KEY], place[form.KEY], 18, None, {"hidden": True})
    if row > first:
        sheet.autofilter(first - 1, 0, row - 1, len(form.FINDING_COLUMNS) - 1)


def _write_link(sheet: Any, row: int, column: int, finding: Finding, look: Any) -> None:
    """The file as a link to its cell; a relative path inside the working folder and nothing else."""
    file, cell = finding.place.file or "", finding.place.cell
    target = f"external:../{quote(os.fsencode(file))}"
    if finding.place.sheet and cell:
        target += f"#'{finding.place.sheet.replace(chr(39), chr(39) * 2)}'!{cell}"
    if len(target) <= _LONGEST_LINK and ".." not in file:
        sheet.write_url(row, column, target, look, string=cell_text(file))


def _write_silent(writer: _Writer, facts: LedgerFacts) -> None:
    titles = ("单位", "牵头或负责", "配合", "牵头或负责的任务", "文件情况")
    sheet, row = writer.sheet(form.SILENT_SHEET, titles, (24, 11, 8, 60, 50))
    reported = set(facts.collection.reported)
    # A workbook without an entry may have come back blank or lie there as it was issued.
    reasons = {
        record.unit: f"{record.file} 没有填" if record.used else record.reason or ""
        for record in sorted(facts.collection.files, key=lambda record: record.used)
        if record.unit
    }
    for unit in facts.roster.units:
        if unit in reported:
            continue
        duties = facts.roster.of_unit(unit)
        carried = [duty.task for duty in duties if duty.carries]
        tasks = "、".join(carried[:_NAMED]) + ("等" if len(carried) > _NAMED else "")
        values = (unit, len(carried), len(duties) - len(carried), tasks, reasons.get(unit, "没有收到文件"))
        writer.line(sheet, row, values)
        row += 1


def _write_returned(writer: _Writer, facts: LedgerFacts) -> None:
    titles = ("单位", "收到的文件", "错误", "提醒", "退回的文件", "第几次退回")
    sheet, row = writer.sheet(form.RETURNED_SHEET, titles, (24, 36, 8, 8, 40, 11))
    files = {record.unit: record.file for record in facts.collection.files if record.used and record.unit}
    for unit, packed in facts.returned.items():
        own = facts.of_unit(unit)
        errors = sum(finding.severity == "error" for finding in own)
        warnings = sum(finding.severity == "warning" for finding in own)
        times = sum(event.unit == unit and event.kind == "returned" for event in facts.events)
        writer.line(sheet, row, (unit, files.get(unit, ""), errors, warnings, packed, times))
        row += 1


def _write_rates(writer: _Writer, completion: Completion) -> None:
    statuses: tuple[Status, ...] = get_args(Status)
    titles = ("范围", "名称", "项数", "应完成", "完成", "完成率", *(STATUS_WORDS[status] for status in statuses))
    sheet, row = writer.sheet(form.RATES_SHEET, titles, (12, 44, 7, 8, 7, 9, *(9,) * len(statuses)))

    def write(scope: str, name: str, tally: Tally) -> None:
        nonlocal row
        counts = [tally.by_status.get(status, 0) for status in statuses]
        rate = percent(tally.done, tally.applicable)
        writer.line(sheet, row, (scope, name, tally.assigned, tally.applicable, tally.done, rate, *counts))
        row += 1

    write("全部任务", "合计", completion.overall)
    for category in completion.categories:
        write("分类", "　" * (len(category.path) - 1) + category.path[-1], category.tally)
    for unit in completion.units:
        write("单位：承担", unit.unit, unit.carries)
    for unit in completion.units:
        if unit.supports.assigned:
            write("单位：配合", unit.unit, unit.supports)


def _write_policies(writer: _Writer, facts: LedgerFacts) -> None:
    titles = ("口径", "应完成", "完成", "完成率", "说明")
    sheet, row = writer.sheet(form.POLICY_SHEET, titles, (60, 9, 9, 10, 60))
    for number, (words, completion) in enumerate(facts.policies):
        overall = completion.overall
        rate = percent(overall.done, overall.applicable)
        said = "现用口径，文档中的数字按此计算" if number == 0 else "如改用此口径（见 reportgen.toml）"
        writer.line(sheet, row, (words, overall.applicable, overall.done, rate, said))
        row += 1
    judged = facts.completion.judged_on
    for line in (
        f"方案：《{facts.title}》",
        f"统计截止日期：{judged.year}年{judged.month}月{judged.day}日",
        f"收发核对：{facts.conservation}",
        "没有报送的单位列为“未报送”，不计为未启动，也不计为完成。",
    ):
        row += 1
        sheet.merge_range(row, 0, row, len(titles) - 1, cell_text(line), writer.hint)


def _write_files(writer: _Writer, collection: Collection) -> None:
    titles = ("文件", "单位", "是否计入", "原因或说明", "填报人", "联系电话", "填报日期")
    sheet, row = writer.sheet(form.FILES_SHEET, titles, (40, 24, 10, 60, 12, 16, 16))
    for record in collection.files:
        used = "计入" if record.used else "未计入"
        people = (record.reporter, record.telephone, record.filled_on)
        writer.line(sheet, row, (record.file, record.unit or "", used, record.reason or "", *people))
        row += 1


def _write_history(writer: _Writer, events: Sequence[Event]) -> None:
    sheet, row = writer.sheet(form.HISTORY_SHEET, form.HISTORY_COLUMNS, (24, 9, 13, 40, 7, 7, 20))
    for event in events:
        word = form.EVENT_WORDS[event.kind]
        values = (event.unit, word, event.day, event.file, event.errors, event.warnings, event.fingerprint)
        writer.line(sheet, row, values)
        row += 1
