"""Percentages: the same figure in text, table and chart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.figures import percent, shares


@pytest.mark.parametrize(
    ("done", "total", "shown"),
    [
        pytest.param(1, 16, "6.3%", id="a half goes up, as taught, not to the even figure"),
        pytest.param(2, 3, "66.7%", id="rounded"),
        pytest.param(0, 5, "0.0%", id="nothing done is 0"),
        pytest.param(0, 0, "—", id="a rate of nothing is no figure"),
    ],
)
def test_a_rate_is_shown_with_one_decimal(done, total, shown):
    assert percent(done, total) == shown


@given(st.lists(st.integers(0, 500), min_size=1, max_size=9).filter(any))
def test_shares_of_one_whole_add_to_100(counts):
    assert sum(int(share.rstrip("%").replace(".", "")) for share in shares(counts)) == 1000
