"""Totals of the statutory tables come from their parts."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.annual.form import APPLICANTS, RESULTS, figure_keys
from reportgen.annual.totals import computed, parts_of, total_keys
from reportgen.model.annual import AnnualFigure, FigureKey
from reportgen.model.findings import Place


def number(value):
    return AnnualFigure(str(value), Place(), "number", Decimal(value))


BLANK = AnnualFigure("", Place(), "blank")
MARK = AnnualFigure("/", Place(), "mark")
WORD = AnnualFigure("若干", Place(), "unreadable")
ROW = [FigureKey("requests", "r01", column) for column in APPLICANTS]
TYPED = [key for key in figure_keys() if key not in total_keys()]


def test_thirty_four_figures_are_sums_and_no_sum_rests_on_another():
    assert len(total_keys()) == 25 + 6 + 3
    assert not {part for key in total_keys() for part in parts_of(key)} & set(total_keys())
    assert len(parts_of(FigureKey("requests", "r24", "total"))) == 21 * 6
    assert parts_of(ROW[0]) == ()


@pytest.mark.parametrize(
    ("parts", "total"),
    [
        pytest.param([number(1), number(2)], 3, id="numbers; the other four are not there"),
        pytest.param([number(1), BLANK, MARK], 1, id="blank and mark count as nil beside a number"),
        pytest.param([number(0), BLANK], 0, id="nil is a number"),
        pytest.param([BLANK, MARK], None, id="nothing but blanks and marks is not nil"),
        pytest.param([], None, id="no cell at all"),
        pytest.param([number(1), WORD], None, id="what cannot be read cannot be added"),
    ],
)
def test_a_row_is_added_up_from_what_it_says(parts, total):
    assert computed(dict(zip(ROW, parts, strict=False)))[ROW[-1]] == total


def test_a_typed_total_is_not_looked_at():
    assert computed({ROW[0]: number(1), ROW[-1]: number(99)})[ROW[-1]] == 1


@settings(deadline=None)
@given(st.lists(st.integers(0, 10**6), min_size=len(TYPED), max_size=len(TYPED)))
def test_rows_and_columns_add_up_to_the_same_corner(values):
    sums = computed({key: number(value) for key, value in zip(TYPED, values, strict=True)})
    corner = sums[FigureKey("requests", "r24", "total")]
    assert corner == sum(sums[FigureKey("requests", "r24", name)] for name in APPLICANTS if name != "total")
    assert corner == sum(sums[FigureKey("requests", row, "total")] for row in RESULTS)
