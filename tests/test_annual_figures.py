"""Cells of the statutory tables as people fill them."""

from decimal import Decimal

import pytest

from reportgen.annual.figure_cell import read_figure
from reportgen.model.findings import Place

HERE = Place("年报数据.xlsx", "依申请公开", "D4")


@pytest.mark.parametrize(
    ("text", "state", "value", "remark"),
    [
        pytest.param("22", "number", 22, "", id="a number"),
        pytest.param("0", "number", 0, "", id="nil"),
        pytest.param("22（其中修订16件）", "number", 22, "其中修订16件", id="a remark in brackets"),
        pytest.param(
            "２２（其中修订１６件，下同）", "number", 22, "其中修订16件，下同", id="the marks of a remark stay"
        ),
        pytest.param("7(含修订2件;另有1件)", "number", 7, "含修订2件;另有1件", id="as they were written"),
        pytest.param("7含修订2件，下同", "number", 7, "含修订2件，下同", id="without brackets too"),
        pytest.param("1,234", "number", 1234, "", id="thousands"),
        pytest.param("１２ ３", "number", 123, "", id="full width and a blank"),
        pytest.param("3件", "number", 3, "", id="with its measure"),
        pytest.param("12.5万元", "number", Decimal("12.5"), "", id="decimals"),
        pytest.param("-1", "number", -1, "", id="negative, for the rules to refuse"),
        pytest.param("7含修订2件", "number", 7, "含修订2件", id="a remark without brackets"),
        pytest.param("", "blank", None, "", id="empty"),
        pytest.param(" \u3000", "blank", None, "", id="blanks alone"),
        pytest.param("/", "mark", None, "", id="a stroke"),
        pytest.param("——", "mark", None, "", id="a dash"),
        pytest.param("无", "mark", None, "", id="a word for nothing"),
        pytest.param("若干", "unreadable", None, "", id="a word"),
        pytest.param("1.2.3", "unreadable", None, "", id="no number"),
        pytest.param("50%", "unreadable", None, "", id="a share"),
        pytest.param("3至5", "unreadable", None, "", id="a span"),
        pytest.param("3～5", "unreadable", None, "", id="a span with a wave"),
        pytest.param("3-5", "unreadable", None, "", id="a span or a date"),
        pytest.param("1+2", "unreadable", None, "", id="a sum"),
        pytest.param("2026年1月3日", "unreadable", None, "", id="a date"),
    ],
)
def test_a_cell_holds_a_number_a_mark_or_nothing(text, state, value, remark):
    figure = read_figure(text, HERE)
    assert (figure.state, figure.value, figure.remark) == (state, value, remark)
    assert (figure.text, figure.place) == (text, HERE)
