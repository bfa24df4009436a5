"""年报数据.xlsx filled and read back, also after LibreOffice computed and saved it."""

import io

import openpyxl
from annual_workbook_case import (
    REQUEST,
    SHEETS,
    TYPED,
    edited,
    entries,
    expected,
    figures_of,
    fill,
    issue,
    key,
    number,
    plain_report,
    put,
    read,
    recalculated,
    report,
    spot,
    values,
    whole_numbers,
)
from hypothesis import HealthCheck, given, settings

from reportgen.annual.totals import total_keys
from reportgen.model.annual import AnnualInput

EXAMPLES = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
ISSUED = issue(earlier=[plain_report()])
BLANK = issue()


@EXAMPLES
@given(typed=entries())
def test_what_is_typed_is_read_and_every_total_computed(tmp_path, typed):
    result = read(edited(BLANK, fill(typed)), tmp_path)
    assert values(result) == expected(typed)
    assert {one.place.file for one in figures_of(result).values()} == {"年报数据.xlsx"}
    assert result.findings == ()


@EXAMPLES
@given(typed=whole_numbers())
def test_figures_that_we_write_ourselves_are_read_back(tmp_path, typed):
    known = report(2025, {figure: number(value) for figure, value in typed.items()})
    result = read(issue(filled=AnnualInput(known)), tmp_path)
    assert values(result) == expected(typed)
    assert result.findings == ()


def test_libreoffice_computes_the_same_totals_and_keeps_every_figure(tmp_path, soffice):
    odd = {key("r03", "person"): "22（其中转办16件）", key("r04", "person"): "7(含1件)", key("r05", "person"): "/",
           key("r06", "person"): None, key("r07", "person"): "3件"}  # fmt: skip
    typed = {figure: (at * 7) % 50 for at, figure in enumerate(TYPED)} | odd
    saved = recalculated(edited(ISSUED, fill(typed)), soffice, tmp_path)
    shown = openpyxl.load_workbook(io.BytesIO(saved), data_only=True)
    sums = expected(typed)
    for total_key in total_keys():
        row, column = spot(total_key)
        assert shown[SHEETS[total_key.table]].cell(row, column).value == sums[total_key], total_key
    result = read(saved, tmp_path)
    assert values(result) == sums
    assert result.findings == ()
    assert [one.year for one in result.input.earlier] == [2024]
    assert values(read(edited(saved), tmp_path)) == sums


def test_libreoffice_says_at_once_what_does_not_agree(tmp_path, soffice):
    typed = dict.fromkeys(TYPED, 0) | {
        key("r01", "person"): 5,
        key("r03", "person"): 4,
        key("r25", "person"): 1,
    }
    typed |= {key("r01", "other"): 2, key("r03", "other"): "1（并案）"}
    spoilt = edited(BLANK, fill(typed), put(key("r23", "total"), 9), put(key("after", "total", "reviews"), 3))
    shown = openpyxl.load_workbook(io.BytesIO(recalculated(spoilt, soffice, tmp_path)), data_only=True)
    balance = [shown[REQUEST].cell(33, column).value for column in range(4, 11)]
    assert balance == ["相符", "相符", "相符", "相符", "相符", "不符：2≠1", "不符：7≠15"]
    across = [shown[REQUEST].cell(row, 12).value for row in range(7, 32)]
    assert {row: words for row, words in enumerate(across, 1) if words != "相符"} == {23: "不符：0≠9", 24: "不符：5≠14"}
    assert shown["复议诉讼"]["P9"].value == "不符：0≠3"
    assert (shown[REQUEST]["L3"].value, shown["复议诉讼"]["A3"].value) == ("核对：有 4 处不符", "核对：有 1 处不符")
    assert {shown[REQUEST].cell(35, column).value for column in range(4, 11)} == {"无上年数"}


def test_a_workbook_that_only_libreoffice_saved_is_still_untouched(tmp_path, soffice):
    assert read(recalculated(ISSUED, soffice, tmp_path), tmp_path).is_untouched
