"""年报数据.xlsx after careless work with its sheets, rows, columns and labels."""

import pytest
from annual_workbook_case import (
    REQUEST,
    SHEETS,
    TYPED,
    answer,
    brief,
    edited,
    figures_of,
    fill,
    issue,
    key,
    read,
    unmerge,
    values,
    values_only,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.annual.form import figure_keys

EXAMPLES = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
BLANK = issue()
FULL = edited(BLANK, fill({key: at for at, key in enumerate(TYPED)}))


def pad(sheet):
    """Blanks around every text, as after copying from a web page."""
    for row in sheet:
        for one in row:
            if isinstance(one.value, str) and not one.value.startswith("="):
                one.value = f"\u3000{one.value} "


def rename(book):
    for number_, name in enumerate(("填表说明", "情况", *SHEETS.values(), "上年数据"), 1):
        book[name].title = f"Sheet{number_}"


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(rename, id="sheets renamed"),
        pytest.param(lambda book: book._sheets.reverse(), id="sheets in another order"),
        pytest.param(lambda book: None, id="merged labels unmerged"),
        pytest.param(lambda book: [book[name].insert_rows(1, 2) for name in SHEETS.values()], id="rows above"),
        pytest.param(lambda book: book[REQUEST].insert_rows(12, 3), id="rows between"),
        pytest.param(lambda book: [book[name].insert_cols(1) for name in SHEETS.values()], id="a column on the left"),
        pytest.param(lambda book: book[REQUEST].insert_cols(5), id="a column between applicants"),
        pytest.param(lambda book: book["复议诉讼"].insert_rows(7), id="a row above the figures of part four"),
        pytest.param(lambda book: book["情况"].insert_cols(3), id="a column in 情况"),
        pytest.param(lambda book: [pad(book[name]) for name in ("情况", *SHEETS.values())], id="blanks around labels"),
    ],
)  # fmt: skip
def test_figures_are_found_by_their_labels(tmp_path, spoil):
    result = read(edited(FULL, answer("政府网站发布信息", 812), unmerge, values_only, spoil), tmp_path)
    assert values(result) == values(read(FULL, tmp_path))
    assert result.input.counts["website"].value == 812
    assert {found.code for found in result.findings} == {"annual-total-blank"}


def test_a_small_mistake_in_a_label_is_understood_and_told(tmp_path):
    def change(book):
        book[REQUEST]["C12"].value = "2.其他法律行政止公开"
        book[REQUEST]["C13"].value = '3、危及"三安全一稳定"'

    result = read(edited(FULL, change), tmp_path)
    assert values(result) == values(read(FULL, tmp_path))
    assert [(one.found, one.official) for one in result.input.report.labels] == [
        ("2.其他法律行政止公开", "2.其他法律行政法规禁止公开")
    ]
    assert brief(result) == [(REQUEST, "C12", "annual-label-edited")]


def test_rows_and_columns_that_are_gone_are_told_once_and_the_rest_is_read(tmp_path):
    def change(book):
        unmerge(book)
        values_only(book)
        book[REQUEST].delete_rows(12)
        book[REQUEST].delete_cols(5)

    result = read(edited(FULL, change), tmp_path)
    told = [found for found in result.findings if found.code == "annual-label-missing"]
    assert [found.what for found in told] == ["依申请公开表中找不到“商业企业”“2.其他法律行政法规禁止公开”"]
    gone = {one for one in figure_keys() if one.table == "requests" and (one.row == "r06" or one.column == "company")}
    assert set(figure_keys()) - figures_of(result).keys() == gone


def test_a_row_that_stands_twice_with_other_figures_is_not_guessed(tmp_path):
    def change(book):
        sheet = book[REQUEST]
        for column in range(1, 11):
            if not hasattr(sheet.cell(12, column), "value") or sheet.cell(12, column).coordinate in ("A12", "B12"):
                continue
            sheet.cell(40, column).value = sheet.cell(12, column).value if column == 3 else 7

    result = read(edited(FULL, change), tmp_path)
    assert [code for _, _, code in brief(result)].count("annual-label-twice") == 1
    assert figures_of(result)[key("r06", "person")].state == "unreadable"
    assert figures_of(result)[key("r24", "person")].value is None
    assert values(result)[key("r07", "person")] == values(read(FULL, tmp_path))[key("r07", "person")]


def test_merged_figures_are_told_and_what_was_lost_is_not_nil(tmp_path):
    result = read(edited(FULL, lambda book: book[REQUEST].merge_cells("D9:E9")), tmp_path)
    assert brief(result) == [(REQUEST, "D9", "annual-cells-merged")]
    found = figures_of(result)
    assert (found[key("r03", "person")].state, found[key("r03", "company")].state) == ("number", "unreadable")
    assert found[key("r03", "total")].value is None


def test_a_sheet_that_is_gone_is_told_and_the_others_are_read(tmp_path):
    result = read(edited(FULL, lambda book: book.remove(book["复议诉讼"])), tmp_path)
    assert brief(result) == [(None, None, "annual-sheet-missing")]
    assert {one.table for one in figures_of(result)} == {"disclosure", "requests"}
    assert set(result.input.report.editions) == {"disclosure", "requests"}
    lost = read(edited(FULL, lambda book: book.remove(book["情况"])), tmp_path)
    assert brief(lost) == [(None, None, "annual-sheet-missing")]
    assert (lost.input.report.year, len(figures_of(lost))) == (None, 200)


def test_a_copy_of_a_table_with_other_figures_is_told(tmp_path):
    def change(book):
        copy = book.copy_worksheet(book["主动公开"])
        copy.title = "主动公开 (2)"
        copy["B6"].value = 77

    result = read(edited(FULL, change), tmp_path)
    assert brief(result) == [("主动公开 (2)", None, "annual-table-twice")]
    assert values(result) == values(read(FULL, tmp_path))


def steps():
    """Careless work with whole rows, columns and sheets; numbers are places, counted from 1."""
    sheet = st.sampled_from(list(SHEETS.values()))
    return st.lists(
        st.one_of(
            st.tuples(st.just("insert_rows"), sheet, st.integers(1, 33)),
            st.tuples(st.just("insert_cols"), sheet, st.integers(1, 17)),
            st.tuples(st.just("delete_rows"), sheet, st.integers(1, 33)),
            st.tuples(st.just("delete_cols"), sheet, st.integers(1, 17)),
            st.tuples(st.just("move_row"), sheet, st.integers(4, 31)),
            st.tuples(st.just("copy_row"), sheet, st.integers(4, 31)),
            st.tuples(st.just("empty_row"), sheet, st.integers(1, 33)),
        ),
        min_size=1,
        max_size=4,
    )


def careless(work):
    def change(book):
        for what, name, at in work:
            sheet = book[name]
            texts = [one.value for one in sheet[at]]
            if what in ("insert_rows", "insert_cols", "delete_rows", "delete_cols"):
                getattr(sheet, what)(at)
            elif what in ("move_row", "copy_row"):
                for column, text in enumerate(texts, 1):
                    sheet.cell(45, column).value = text
                    sheet.cell(at, column).value = None if what == "move_row" else text
            else:
                for column in range(1, len(texts) + 1):
                    sheet.cell(at, column).value = None

    return change


@settings(EXAMPLES, max_examples=60)
@given(work=steps())
def test_careless_work_loses_figures_openly_and_never_mixes_them_up(tmp_path, work):
    result = read(edited(FULL, unmerge, values_only, careless(work)), tmp_path)
    truth = dict(zip(TYPED, range(len(TYPED)), strict=True))
    found = {one: values(result).get(one) for one in TYPED}
    assert {one: value for one, value in found.items() if value not in (None, truth[one])} == {}
    lost = [one for one in TYPED if one not in figures_of(result)]
    told = {code for _, _, code in brief(result)}
    assert not lost or told & {"annual-label-missing", "annual-sheet-missing"}


def test_a_stray_cell_far_away_changes_nothing(tmp_path):
    result = read(edited(FULL, lambda book: book[REQUEST].__setitem__("CA3000", "备注")), tmp_path)
    assert values(result) == values(read(FULL, tmp_path))
