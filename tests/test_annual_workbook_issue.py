"""年报数据.xlsx as it is issued."""

import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from annual_workbook_case import (
    SHEETS,
    TYPED,
    brief,
    edited,
    issue,
    number,
    plain_report,
    put,
    read,
    report,
    spot,
)
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.formula import ArrayFormula
from openxml_audit import OpenXmlValidator

from reportgen.annual.facts import COUNTS, TEXTS
from reportgen.annual.form import APPLICANTS, PARTS, RESULTS, table_form
from reportgen.annual.totals import total_keys
from reportgen.annual.workbook.spec import BASICS, KIND_WORDS
from reportgen.model.annual import AnnualFigure, AnnualInput, AnnualReport, FigureKey
from reportgen.model.findings import Place

REQUEST = "依申请公开"


def key(row, column, table="requests"):
    return FigureKey(table, row, column)


@pytest.fixture(scope="module")
def bare():
    return issue()


@pytest.fixture(scope="module")
def book(bare):
    return openpyxl.load_workbook(io.BytesIO(bare))


@pytest.fixture(scope="module")
def after_last_year():
    return issue(earlier=[plain_report()])


def shown(content):
    return openpyxl.load_workbook(io.BytesIO(content), data_only=True)


def cell(book, figure):
    row, column = spot(figure)
    return book[SHEETS[figure.table]].cell(row, column)


def test_the_same_input_gives_the_same_bytes(bare):
    assert issue() == bare
    assert issue(earlier=[plain_report()]) == issue(earlier=[plain_report()])


def test_it_is_valid_open_xml(tmp_path, after_last_year):
    (tmp_path / "年报数据.xlsx").write_bytes(after_last_year)
    assert [error.description for error in OpenXmlValidator().validate(str(tmp_path / "年报数据.xlsx")).errors] == []


def test_the_sheets_stand_in_the_order_of_the_work(book):
    assert book.sheetnames == ["填表说明", "情况", "主动公开", "依申请公开", "复议诉讼", "上年数据", "标识"]
    assert book["标识"].sheet_state == "veryHidden"
    assert book.active.title == "情况"


@pytest.mark.parametrize("name", PARTS)
def test_every_table_has_the_labels_and_the_spans_of_the_official_form(book, name):
    sheet = book[SHEETS[name]]
    first = 2 if name == "reviews" else 1
    form = table_form(name)
    labels = {(4 + one.row, first + one.column): one.text for one in form.cells if not one.key}
    assert {at: sheet.cell(*at).value for at in labels} == labels
    spans = {
        (4 + one.row, first + one.column, one.row_span, one.column_span)
        for one in form.cells
        if one.row_span * one.column_span > 1
    }
    bounds = [range_boundaries(str(area)) for area in sheet.merged_cells.ranges]
    merged = {(top, left, bottom - top + 1, right - left + 1) for left, top, right, bottom in bounds}
    inside = {one for one in merged if 4 <= one[0] < 4 + form.rows and first <= one[1] < first + form.columns}
    assert inside == spans


def test_only_cells_in_which_a_figure_is_entered_are_open(book):
    for name, title in SHEETS.items():
        sheet = book[title]
        assert sheet.protection.sheet
        assert not sheet.protection.password
        open_cells = {(one.row, one.column) for row in sheet for one in row if not one.protection.locked}
        entered = {spot(figure) for figure in TYPED if figure.table == name}
        wide = {
            (4 + one.row, column)
            for one in table_form(name).cells
            if one.key and one.column_span > 1
            for column in range(one.column + 1, one.column + one.column_span + 1)
        }
        assert open_cells == entered | wide


def test_every_total_is_a_formula_over_its_parts_and_shows_nothing_yet(book, bare):
    values = shown(bare)
    for total in total_keys():
        assert isinstance(cell(book, total).value, ArrayFormula)
        assert cell(values, total).value in (None, "")
    row, column = spot(key("r24", "person"))
    parts = f"{get_column_letter(column)}{row - len(RESULTS)}:{get_column_letter(column)}{row - 1}"
    assert f'FIND("（",SUBSTITUTE({parts},' in cell(book, key("r24", "person")).value.text
    assert "D4:" not in cell(book, key("r01", "total")).value.text
    assert "D7:I7" in cell(book, key("r01", "total")).value.text


def test_a_doubtful_entry_is_questioned_in_chinese_and_not_refused(book):
    for title in SHEETS.values():
        rules = book[title].data_validations.dataValidation
        assert {rule.errorStyle for rule in rules} == {"warning"}
        assert all(rule.showErrorMessage and "确认就这样填写吗" in rule.error for rule in rules)
        assert all(len(rule.error) <= 225 and len(rule.prompt or "") <= 255 for rule in rules)
        assert all(len(rule.formula1) <= 255 for rule in rules)
    covered = {
        (row, column)
        for rule in book[REQUEST].data_validations.dataValidation
        for area in rule.sqref.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
    assert covered == {spot(figure) for figure in TYPED if figure.table == "requests"}


def test_last_years_carried_over_requests_stand_in_every_column(after_last_year):
    values = shown(after_last_year)
    last = plain_report()
    for column in APPLICANTS:
        assert cell(values, key("r02", column)).value == last.value(key("r25", column))
    texts = [one.value for row in values[REQUEST] for one in row]
    assert any("2024年年报的“四、结转下年度继续办理”逐栏带入" in str(text) for text in texts)


def test_without_last_years_report_nothing_is_carried_over_and_the_sheet_says_so(book):
    assert [cell(book, key("r02", name)).value for name in APPLICANTS if name != "total"] == [None] * 6
    assert any("没有2024年的年报数据" in str(one.value) for row in book[REQUEST] for one in row)


def test_a_report_of_two_years_ago_is_not_last_years(bare):
    content = issue(earlier=[plain_report(2023)])
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert cell(book, key("r02", "person")).value is None
    assert "2023年数据" in book.sheetnames
    assert book["上年数据"]["A1"].value == "上年数据（2024年）"


def test_last_years_figures_are_shown_beside_the_entry_cells(after_last_year):
    values = shown(after_last_year)
    row, column = spot(key("r01", "total"))
    last = plain_report()
    assert values[REQUEST].cell(row, column + 3).value == last.value(key("r01", "total"))
    row, column = spot(key("after", "upheld", "reviews"))
    assert values["复议诉讼"].cell(row + 1, column).value == last.value(key("after", "upheld", "reviews"))
    row, _ = spot(key("normative", "made", "disclosure"))
    assert [values["主动公开"].cell(row, at).value for at in (9, 10, 11)] == [3, 4, 5]


def test_last_years_published_total_stays_as_published_and_other_totals_add_up(tmp_path):
    last = report(2024, {key("r25", "person"): number(3), key("r25", "total"): number(9)})
    content = issue(earlier=[last])
    found = read(content, tmp_path).input.earlier[0]
    assert (found.year, found.value(key("r25", "total"))) == (2024, 9)
    values = shown(content)
    assert cell(values, key("r02", "total")).value == 3
    row, column = spot(key("r25", "total"))
    assert values[REQUEST].cell(row + 4, column).value == "不符：9≠3"  # what was carried over against what came in


def test_marks_and_remarks_of_last_year_are_kept(tmp_path):
    figures = {
        key("normative", "made", "disclosure"): number(22, "其中修订16件"),
        key("r01", "person"): AnnualFigure("/", Place(), "mark"),
        key("penalties", "decided", "disclosure"): number("7.5"),
    }
    found = read(issue(earlier=[report(2024, figures)]), tmp_path).input.earlier[0]
    made = found.figures[key("normative", "made", "disclosure")]
    assert (made.value, made.remark, made.text) == (22, "其中修订16件", "22（其中修订16件）")
    assert found.value(key("penalties", "decided", "disclosure")) == Decimal("7.5")
    assert found.figures[key("r01", "person")].state == "mark"


def test_several_earlier_years_have_a_sheet_each_and_are_read_newest_first(tmp_path):
    years = [plain_report(2022), plain_report(2024), plain_report(2023), plain_report(2025), plain_report(None)]
    found = read(issue(earlier=years), tmp_path).input.earlier
    assert [one.year for one in found] == [2024, 2023, 2022]
    assert all(one.value(figure) == years[0].value(figure) for one in found for figure in TYPED)


def test_the_situation_asks_for_everything_that_the_prose_is_made_of(book):
    items = [row[1].value for row in book["情况"].iter_rows(max_col=3)]
    asked = [basic.label for basic in BASICS] + [spec.label for spec in COUNTS]
    assert [item for item in items if item in asked] == asked
    texts = [f"{spec.label}（政府必填）" if spec.is_for_governments else spec.label for spec in TEXTS]
    assert [item for item in items if item in texts][-len(texts) :] == texts
    choices = [rule.formula1 for rule in book["情况"].data_validations.dataValidation if rule.type == "list"]
    assert choices == [f'"{",".join(KIND_WORDS.values())}"', '"本机关,全区"']


def test_carried_texts_and_last_years_counts_are_filled_in(tmp_path):
    content = issue(
        carried={"last_problems": ["一是公开不够细。", "二是培训少。"]}, last_counts={"website": number(812)}
    )
    assert [one.text for one in read(content, tmp_path).input.texts["last_problems"]] == [
        "一是公开不够细。",
        "二是培训少。",
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(content))["情况"]
    row = next(row for row in sheet if row[1].value == "政府网站发布信息")
    assert (row[2].value, row[3].value) == (None, 812)
    carried = next(row for row in sheet if row[1].value == "上年问题的改进情况")
    assert carried[4].value.startswith("已带入上年的文字，请据实改写。")


def test_a_text_that_there_is_none_of_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="no such texts: nothing"):
        issue(carried={"nothing": ["一"]})


def test_text_that_looks_like_a_formula_stays_text(tmp_path):
    content = issue(body="=1+1", carried={"other": ["=cmd|' /C calc'!A0", "上\x01\x0b下"]})
    assert read(content, tmp_path).input.report.body == "=1+1"
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        situation = package.read("xl/worksheets/sheet2.xml")
    assert b"<f>" not in situation


def test_tables_print_on_one_sheet_of_a4_without_what_is_checked_beside_them(book):
    for title, orientation, area in (
        ("主动公开", "portrait", "$A$1:$D$17"),
        ("依申请公开", "landscape", "$A$1:$J$31"),
        ("复议诉讼", "landscape", "$B$1:$P$7"),
    ):
        sheet = book[title]
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation or "portrait") == (9, orientation)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_area.endswith(area)
    assert book[REQUEST].freeze_panes == "D7"


def test_known_figures_are_written_into_a_workbook_that_does_not_count_as_untouched(tmp_path):
    this = plain_report(2025)
    content = issue(
        filled=AnnualInput(this, {"website": number(7)}), earlier=[report(2024, {key("r25", "person"): number(1)})]
    )
    found = read(content, tmp_path)
    assert {figure: found.input.report.value(figure) for figure in this.figures} == {
        figure: one.value for figure, one in this.figures.items()
    }
    assert found.input.counts["website"].value == 7
    assert not found.is_untouched
    balance = shown(content)[REQUEST].cell(33, 4).value
    left = this.value(key("r01", "person")) + this.value(key("r02", "person"))
    right = this.value(key("r24", "person")) + this.value(key("r25", "person"))
    assert balance == f"不符：{left}≠{right}"


def test_it_is_untouched_until_somebody_enters_something(tmp_path, after_last_year):
    assert read(after_last_year, tmp_path).is_untouched
    assert brief(read(after_last_year, tmp_path)) == []
    assert read(edited(after_last_year), tmp_path).is_untouched  # saved by another program
    assert not read(edited(after_last_year, put(key("r01", "person"), 0)), tmp_path).is_untouched
    assert not read(edited(after_last_year, put(key("r02", "person"), None)), tmp_path).is_untouched
    assert not read(edited(after_last_year, lambda book: book.remove(book["标识"])), tmp_path).is_untouched


def test_a_year_without_any_report_is_an_empty_earlier_sheet(tmp_path, bare):
    assert read(bare, tmp_path).input.earlier == ()
    assert read(issue(earlier=[AnnualReport("空", 2024)]), tmp_path).input.earlier == ()
