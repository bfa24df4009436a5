"""The sheet 情况: who reports, the counts and the texts of parts one, five and six."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from reportgen.annual.facts import COUNTS, SECTIONS, TEXTS, CountSpec, Section, TextSpec
from reportgen.annual.workbook import formulas
from reportgen.annual.workbook.grid import write_figure
from reportgen.annual.workbook.looks import Looks
from reportgen.annual.workbook.page import set_up_page
from reportgen.annual.workbook.spec import (
    BASICS,
    ENTRY_TITLE,
    ERROR_TITLE,
    GENERAL_HINT,
    GOVERNMENTS,
    ITEM_TITLE,
    KIND_WORDS,
    LAST_YEAR,
    SCOPE_WORDS,
    SITUATION_SHEET,
    BasicKey,
)
from reportgen.files.text import clean_text
from reportgen.model.annual import AnnualFigure
from reportgen.workbook.growing import GrowingSheet
from reportgen.workbook.heights import row_height
from reportgen.workbook.sheetxml import cell_name
from reportgen.workbook.spec import LONGEST_TEXT

_WIDTHS: Final = (17.0, 29.0, 62.0, 10.0, 40.0)
_SECTION, _ITEM, ENTRY, _LAST, _HINT = range(5)
_BASICS_TOP: Final = 4
_TEXT_LINES: Final = 5
_REQUIRED_TEXTS: Final = frozenset(
    {"disclosure", "requests", "management", "platforms", "supervision", "last_problems", "problems", "measures"}
)
_CARRIED: Final = "已带入上年的文字，请据实改写。"
_CUT: Final = "（文字过长，余下部分见原报告）"


@dataclass(frozen=True, slots=True)
class Said:
    """What is already known of the sheet.

    Attributes:
        basics: The first lines, as a person would write them.
        counts: Counts of this year.
        last_counts: Counts of last year, shown beside.
        texts: Texts, paragraphs as lines.
        carried: Keys of texts that were carried over and have to be rewritten.
    """

    basics: Mapping[BasicKey, str | int]
    counts: Mapping[str, AnnualFigure] = field(default_factory=lambda: MappingProxyType({}))
    last_counts: Mapping[str, AnnualFigure] = field(default_factory=lambda: MappingProxyType({}))
    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    carried: frozenset[str] = frozenset()


def basic_cell(key: BasicKey) -> str:
    """Address of a line of 一、基本信息, for formulas of other sheets."""
    row = _BASICS_TOP + next(number for number, basic in enumerate(BASICS) if basic.key == key)
    return f"'{SITUATION_SHEET}'!$C${row + 1}"


def text_label(spec: TextSpec) -> str:
    """How a text is asked for; what only governments report says so."""
    return f"{spec.label}（政府必填）" if spec.is_for_governments else spec.label


def write_situation(book: Any, looks: Looks, said: Said) -> Any:
    """Add the sheet and return it."""
    sheet = book.add_worksheet(SITUATION_SHEET, GrowingSheet)
    for number, width in enumerate(_WIDTHS):
        sheet.set_column(number, number, width)
    title = "政府信息公开工作年度报告：基本信息、第一、五、六部分"
    sheet.merge_range(0, 0, 0, _HINT, title, looks["title"])
    sheet.set_row(0, 30)
    legend = "黄色是还需要填的。数字没有的填 0；文字每个自然段一行（Alt+Enter 换行），写进报告时不改动文字。"
    sheet.merge_range(1, 0, 1, _HINT, legend, looks["legend"])
    sheet.set_row(1, 18)
    row = _heading(sheet, looks, 2, "一、基本信息")
    _head(sheet, looks, row, last="")
    row += 1
    sheet.merge_range(row, _SECTION, row + len(BASICS) - 1, _SECTION, "基本信息", looks["label_centre"])
    for basic in BASICS:
        sheet.write_string(row, _ITEM, basic.label, looks["label"])
        _write_basic(sheet, looks, row, basic.key, said.basics.get(basic.key, ""))
        sheet.write_blank(row, _LAST, None, looks["measure"])
        sheet.write_string(row, _HINT, basic.hint, looks["hint"])
        sheet.set_growing_row(row, row_height([(basic.hint, _WIDTHS[_HINT] * 1.1)]) + 4)
        row += 1
    row = _heading(sheet, looks, row, "二、第一、六部分写到的数字（三张表里的数字程序会自己取，这里不填）")
    _head(sheet, looks, row, last=LAST_YEAR)
    row = _counts(sheet, looks, row + 1, said)
    sheet.set_h_pagebreaks([row])
    row = _heading(sheet, looks, row, "三、第一、五、六部分的文字")
    _head(sheet, looks, row, last="")
    row = _texts(sheet, looks, row + 1, said)
    sheet.freeze_panes(_BASICS_TOP, ENTRY)
    set_up_page(sheet, area=(0, 0, row - 1, _HINT), is_landscape=True, pages_high=0)
    return sheet


def _heading(sheet: Any, looks: Looks, row: int, text: str) -> int:
    sheet.merge_range(row, 0, row, _HINT, text, looks["heading"])
    sheet.set_row(row, 26)
    return row + 1


def _head(sheet: Any, looks: Looks, row: int, *, last: str) -> None:
    for column, text in enumerate(("部分", ITEM_TITLE, ENTRY_TITLE, last, "说明")):
        sheet.write_string(row, column, text, looks["head"])
    sheet.set_row(row, 20)


def _write_basic(sheet: Any, looks: Looks, row: int, key: BasicKey, value: str | int) -> None:
    if isinstance(value, int):
        sheet.write_number(row, ENTRY, value, looks["year"])
    elif value:
        sheet.write_string(row, ENTRY, clean_text(value), looks["line"])
    else:
        sheet.write_blank(row, ENTRY, None, looks["year" if key == "year" else "line"])
    choices = {"kind": list(KIND_WORDS.values()), "scope": list(SCOPE_WORDS.values())}.get(key)
    if choices:
        rule = {
            "validate": "list",
            "source": choices,
            "error_title": ERROR_TITLE,
            "error_message": "请从下拉列表选择。",
        }
        sheet.data_validation(row, ENTRY, row, ENTRY, rule)
    if key != "published_on":
        _ask(sheet, looks, row, formulas.is_blank(cell_name(row, ENTRY)))


def _ask(sheet: Any, looks: Looks, row: int, formula: str, look: str = "required") -> None:
    rule = {"type": "formula", "criteria": formula, "format": looks[look]}
    sheet.conditional_format(row, ENTRY, row, ENTRY, rule)


def _counts(sheet: Any, looks: Looks, row: int, said: Said) -> int:
    for section in SECTIONS:
        specs = [spec for spec in COUNTS if spec.section == section]
        _section(sheet, looks, row, len(specs), section)
        for spec in specs:
            _write_count(sheet, looks, row, spec, said)
            row += 1
    return row


def _write_count(sheet: Any, looks: Looks, row: int, spec: CountSpec, said: Said) -> None:
    sheet.write_string(row, _ITEM, spec.label, looks["label"])
    write_figure(sheet, row, ENTRY, said.counts.get(spec.key), looks["figure"])
    write_figure(sheet, row, _LAST, said.last_counts.get(spec.key), looks["measure"])
    is_fee = spec.measure == "元"
    hint = "单位：元；按件或按页收取的信息处理费合计" if is_fee else f"单位：{spec.measure}"
    sheet.write_string(row, _HINT, hint, looks["hint"])
    cell = cell_name(row, ENTRY)
    rule = {
        "validate": "custom",
        "value": formulas.takes(cell, has_decimals=is_fee),
        "error_type": "warning",
        "error_title": ERROR_TITLE,
        "error_message": f"这里填 0 或正数，单位是{spec.measure}，没有的填 0。确认就这样填写吗？",
        "input_title": "怎样填",
        "input_message": f"单位是{spec.measure}。{GENERAL_HINT}",
    }
    sheet.data_validation(row, ENTRY, row, ENTRY, rule)
    _ask(sheet, looks, row, formulas.is_blank(cell))
    _ask(sheet, looks, row, formulas.is_doubtful(cell), "doubtful")
    sheet.set_row(row, 20)


def _texts(sheet: Any, looks: Looks, row: int, said: Said) -> int:
    for section in SECTIONS:
        specs = [spec for spec in TEXTS if spec.section == section]
        _section(sheet, looks, row, len(specs), section)
        for spec in specs:
            text = _fit(said.texts.get(spec.key, ""))
            sheet.write_string(row, _ITEM, text_label(spec), looks["label"])
            if text:
                sheet.write_string(row, ENTRY, text, looks["text"])
            else:
                sheet.write_blank(row, ENTRY, None, looks["text"])
            sheet.write_blank(row, _LAST, None, looks["measure"])
            hint = f"{_CARRIED}{spec.hint}" if spec.key in said.carried else spec.hint
            sheet.write_string(row, _HINT, hint, looks["hint"])
            height = row_height([(text, _WIDTHS[ENTRY]), (hint, _WIDTHS[_HINT] * 1.1)], at_least=_TEXT_LINES)
            sheet.set_growing_row(row, height)
            blank = formulas.is_blank(cell_name(row, ENTRY))
            if spec.is_for_governments:
                kinds = ",".join(f'{basic_cell("kind")}="{KIND_WORDS[kind]}"' for kind in GOVERNMENTS)
                _ask(sheet, looks, row, f"=AND({blank.removeprefix('=')},OR({kinds}))")
            elif spec.key in _REQUIRED_TEXTS:
                _ask(sheet, looks, row, blank)
            row += 1
    return row


def _section(sheet: Any, looks: Looks, row: int, rows: int, section: Section) -> None:
    """The name of a section beside its rows."""
    if rows > 1:
        sheet.merge_range(row, _SECTION, row + rows - 1, _SECTION, SECTIONS[section], looks["label_centre"])
    elif rows == 1:
        sheet.write_string(row, _SECTION, SECTIONS[section], looks["label_centre"])


def _fit(text: str) -> str:
    text = clean_text(text)
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - len(_CUT)] + _CUT
