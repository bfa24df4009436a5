"""The sheet 填报 as a unit sees it, written with XlsxWriter from the spec."""

from collections.abc import Sequence
from typing import Any

from reportgen.model.plan import Plan, Task
from reportgen.model.progress import EntryColumn
from reportgen.model.roster import Duty
from reportgen.model.settings import Settings
from reportgen.terms import ROLE_WORDS, STATUS_WORDS
from reportgen.workbook.filled import Filled
from reportgen.workbook.growing import GrowingSheet
from reportgen.workbook.heights import HIGHEST, row_height
from reportgen.workbook.looks import FORMATS, REQUIRED_LOOK, STATUS_LOOKS
from reportgen.workbook.spec import (
    BLOCK_CARRIES,
    BLOCK_SUPPORTS,
    COLUMNS,
    ENTRY_SHEET,
    FILLED_ON_LABEL,
    REPORTER_LABEL,
    TELEPHONE_LABEL,
    UNIT_LABEL,
    Column,
    category_of,
    deadline_of,
    requirement_of,
)
from reportgen.workbook.targets import target_of

HEADER_ROW = 5
"""The header row, counted from 0."""

_LAST = len(COLUMNS) - 1
_INDEX = {column.key: number for number, column in enumerate(COLUMNS)}
_WIDER = (1.0, 1.4, 1.8, 2.4)
"""How much wider than the spec says a column of long texts may become."""
_ENTRY_LINES = 3


class EntrySheet:
    """Writes the sheet 填报 into a workbook; used once."""

    def __init__(
        self,
        book: Any,
        *,
        unit: str,
        duties: Sequence[Duty],
        plan: Plan,
        settings: Settings,
        list_range: str,
        filled: Filled,
    ) -> None:
        self._book = book
        self._unit = unit
        self._plan = plan
        self._settings = settings
        self._list_range = list_range
        self._filled = filled
        self._texts: dict[str, dict[EntryColumn, str]] = {}
        for (task, key), text in filled.texts.items():
            self._texts.setdefault(task, {})[key] = text
        tasks = {task.id: task for task in plan.tasks}
        self._carried = [(duty, tasks[duty.task]) for duty in duties if duty.carries]
        self._supported = [(duty, tasks[duty.task]) for duty in duties if not duty.carries]
        self._sheet = book.add_worksheet(ENTRY_SHEET, GrowingSheet)
        self._formats = {name: book.add_format(look) for name, look in FORMATS.items()}
        self._widths = self._column_widths()

    def write(self) -> None:
        """Fill the sheet: head, header row, the block of carried tasks, the block of supported ones."""
        for number, width in enumerate(self._widths):
            self._sheet.set_column(number, number, width)
        row = HEADER_ROW
        for number, column in enumerate(COLUMNS):
            look = "header_entry" if column.is_entry else "header"
            self._sheet.write_string(row, number, column.title, self._formats[look])
        self._sheet.set_row(row, 24)
        row += 1
        blocks = []
        for title, lines in ((BLOCK_CARRIES, self._carried), (BLOCK_SUPPORTS, self._supported)):
            if lines:
                first, row = self._write_block(row, title, lines, is_support=lines is self._supported)
                blocks.append((first, row - 1))
        self._write_head(blocks)
        self._set_up_page(last_row=row - 1)

    def _column_widths(self) -> list[float]:
        """The spec's widths; a column of texts becomes wider where one would not fit into Excel's highest row."""
        widths = [column.width for column in COLUMNS]
        tasks = [task for _, task in (*self._carried, *self._supported)]
        answers = [self._texts.get(task.id, {}).get("progress", "") for task in tasks]
        for at, texts in (
            (_INDEX["requirement"], [requirement_of(task) for task in tasks]),
            (_INDEX["progress"], answers),
        ):
            for factor in _WIDER:
                widths[at] = round(COLUMNS[at].width * factor)
                if all(row_height([(text, widths[at])]) < HIGHEST for text in texts):
                    break
        return widths

    def _write_block(
        self, row: int, title: str, lines: Sequence[tuple[Duty, Task]], *, is_support: bool
    ) -> tuple[int, int]:
        """Write one block; returns its first task row and the row after its last."""
        look = self._formats["block_support" if is_support else "block"]
        # The title stands in 工作任务: a row without 序号 is no task's.
        self._sheet.write_blank(row, 0, None, look)
        self._sheet.merge_range(row, 1, row, _LAST, title, look)
        self._sheet.set_row(row, 21)
        row += 1
        first = row
        for duty, task in lines:
            self._write_task(row, duty, task)
            row += 1
        self._add_hints(first, row - 1)
        self._add_colours(first, row - 1, is_support=is_support)
        return first, row

    def _write_task(self, row: int, duty: Duty, task: Task) -> None:
        texts: dict[str, str] = {
            "id": task.id,
            "category": category_of(task),
            "requirement": requirement_of(task),
            "role": ROLE_WORDS[duty.role],
            "deadline": deadline_of(task.deadlines),
            "target": target_of(task.text),
        }
        texts.update((str(key), text) for key, text in self._texts.get(task.id, {}).items())
        for number, column in enumerate(COLUMNS):
            if column.is_entry:
                look = "entry_choice" if column.parser == "status" else "entry"
                self._write_entry(row, number, texts.get(column.key, ""), look)
            else:
                look = "locked" if column.key in ("category", "requirement") else "locked_centre"
                self._sheet.write_string(row, number, texts[column.key], self._formats[look])
        cells = [(texts.get(column.key, ""), width) for column, width in zip(COLUMNS, self._widths, strict=True)]
        self._sheet.set_growing_row(row, row_height(cells, at_least=_ENTRY_LINES))

    def _write_entry(self, row: int, column: int, text: str, look: str) -> None:
        """An entry cell: blank, or as the unit filled it in an earlier workbook."""
        if text:
            self._sheet.write_string(row, column, text, self._formats[look])
        else:
            self._sheet.write_blank(row, column, None, self._formats[look])

    def _add_hints(self, first: int, last: int) -> None:
        for number, column in enumerate(COLUMNS):
            if column.hint:
                self._sheet.data_validation(first, number, last, number, self._validation(column, first))

    def _validation(self, column: Column, first: int) -> dict[str, object]:
        rule: dict[str, object] = {
            "validate": "any",
            "input_title": column.hint_title,
            "input_message": column.hint,
        }
        if column.parser == "status":
            rule |= {
                "validate": "list",
                "source": self._list_range,
                "error_title": "完成情况",
                "error_message": column.error,
            }
        elif column.parser == "date":
            cell = f"{_letter(_INDEX[column.key])}{first + 1}"
            bare = cell
            for mark in "-./":
                bare = f'SUBSTITUTE({bare},"{mark}","")'
            rule |= {
                "validate": "custom",
                "value": f'=OR(ISNUMBER(FIND("日",{cell})),LEN({cell})-LEN({bare})=2,LEN({cell})=8)',
                "error_type": "warning",
                "error_title": column.title,
                "error_message": column.error,
            }
        return rule

    def _add_colours(self, first: int, last: int, *, is_support: bool) -> None:
        """Colour the statuses, and mark what a row still needs."""
        status = _INDEX["status"]
        for word, look in STATUS_LOOKS.items():
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": self._book.add_format(look)}
            self._sheet.conditional_format(first, status, last, status, rule)
        required = self._book.add_format(REQUIRED_LOOK)
        chosen = f"${_letter(status)}{first + 1}"
        for number, column in enumerate(COLUMNS):
            is_blank = f"LEN(TRIM({_letter(number)}{first + 1}))=0"
            if column.parser == "status" and not is_support:
                formula = f"={is_blank}"
            elif column.required_for:
                words = ",".join(f'{chosen}="{STATUS_WORDS[needed]}"' for needed in column.required_for)
                formula = f"=AND({is_blank},OR({words}))"
            else:
                continue
            rule = {"type": "formula", "criteria": formula, "format": required}
            self._sheet.conditional_format(first, number, last, number, rule)

    def _write_head(self, blocks: Sequence[tuple[int, int]]) -> None:
        """Title, unit, the person's own cells, progress and where to return it."""
        sheet, formats, plan = self._sheet, self._formats, self._plan
        sheet.merge_range(0, 0, 0, _LAST, f"政务公开工作要点进展填报表（{plan.year}年）", formats["title"])
        sheet.set_row(0, 32)
        sheet.merge_range(1, 0, 1, _LAST, f"依据：{plan.title}", formats["subtitle"])
        sheet.set_row(1, 20)
        sheet.merge_range(2, 0, 2, 2, f"{UNIT_LABEL}：{self._unit}", formats["unit"])
        sheet.set_row(2, max(24.0, row_height([(f"{UNIT_LABEL}：{self._unit}", sum(self._widths[:3]) * 0.8)])))
        at = _INDEX["deadline"]
        sheet.write_string(2, at, REPORTER_LABEL, formats["label"])
        self._write_entry(2, at + 1, self._filled.reporter, "person")
        sheet.write_string(2, at + 2, TELEPHONE_LABEL, formats["label"])
        self._write_entry(2, at + 3, self._filled.telephone, "person")
        sheet.write_string(2, at + 4, FILLED_ON_LABEL, formats["label"])
        sheet.merge_range(2, at + 5, 2, at + 6, "", formats["person"])
        if self._filled.filled_on:
            sheet.write_string(2, at + 5, self._filled.filled_on, formats["person"])
        hint = {"validate": "any", "input_title": FILLED_ON_LABEL, "input_message": "填表的日期，如：2020年12月10日"}
        sheet.data_validation(2, at + 5, 2, at + 5, hint)
        formula, shown = self._progress(blocks)
        sheet.merge_range(3, 0, 3, at, "", formats["progress"])
        sheet.write_formula(3, 0, formula, formats["progress"], shown)
        words = self._return_words()
        sheet.merge_range(3, at + 1, 3, _LAST, words, formats["return"])
        sheet.set_row(3, max(20.0, row_height([(words, sum(self._widths[at + 1 :]))])))
        legend = "灰色单元格是方案内容，已锁定；白色单元格由贵单位填写；黄色表示这一格还需要填写。详见“填报说明”。"
        sheet.merge_range(4, 0, 4, _LAST, legend, formats["legend"])
        sheet.set_row(4, 18)

    def _progress(self, blocks: Sequence[tuple[int, int]]) -> tuple[str, str]:
        """The progress line: formula, and what it says as issued."""
        column = _letter(_INDEX["status"])
        ranges = [f"{column}{first + 1}:{column}{last + 1}" for first, last in blocks]
        counts = (len(self._carried), len(self._supported))
        done = tuple(
            sum("status" in self._texts.get(duty.task, {}) for duty, _ in lines)
            for lines in (self._carried, self._supported)
        )
        if not ranges:
            return '=""', ""
        if not counts[0]:
            return f'="已填 "&COUNTA({ranges[0]})&" / 共 {counts[1]} 项（均为配合，可不填）"', (
                f"已填 {done[1]} / 共 {counts[1]} 项（均为配合，可不填）"
            )
        formula, shown = f'="已填 "&COUNTA({ranges[0]})&" / 共 {counts[0]} 项', f"已填 {done[0]} / 共 {counts[0]} 项"
        if counts[1]:
            formula += f'；另有配合 {counts[1]} 项，已填 "&COUNTA({ranges[1]})&" 项"'
            return formula, f"{shown}；另有配合 {counts[1]} 项，已填 {done[1]} 项"
        return formula + '"', shown

    def _return_words(self) -> str:
        to, day = self._settings.return_to, self._settings.return_by
        words = []
        if to:
            words.append(f"交回：{to}")
        if day:
            words.append(f"交回期限：{day.year}年{day.month}月{day.day}日")
        return "    ".join(words)

    def _set_up_page(self, *, last_row: int) -> None:
        sheet = self._sheet
        sheet.autofilter(HEADER_ROW, 0, last_row, _LAST)
        sheet.freeze_panes(HEADER_ROW + 1, _INDEX["role"])
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADER_ROW)
        sheet.print_area(0, 0, last_row, _LAST)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.set_header(f"&L{_header_text(self._unit)}&R{self._plan.year}年进展填报表")
        sheet.set_footer("&C第 &P 页，共 &N 页")
        sheet.hide_gridlines(2)
        sheet.protect(
            "",
            {
                "format_cells": True,
                "format_columns": True,
                "format_rows": True,
                "autofilter": True,
                "insert_hyperlinks": True,
                "objects": True,
            },
        )


def _header_text(text: str) -> str:
    """The text as a page header takes it: ``&`` begins a code there, and 255 characters are the limit."""
    return text[:80].replace("&", "&&")


def _letter(column: int) -> str:
    """The column's letter; the sheet has fewer than 26."""
    return chr(ord("A") + column)
