"""What the charts show, before anybody draws them."""

import pytest
from chart_case import category, completion, tally, unit
from hypothesis import given
from hypothesis import strategies as st

from reportgen.charts.data import MOST_MM, MOST_ROWS, balanced_pages, make_charts, rows_mm, worth_drawing
from reportgen.charts.look import LOOKS
from reportgen.charts.wrap import text_ems, wrap
from reportgen.figures import percent, shares
from reportgen.model.completion import CategoryResult


def test_nothing_to_count_gives_no_chart():
    assert make_charts(completion()) == ()


def test_only_tasks_that_do_not_apply_give_no_chart():
    whole = tally(not_applicable=3)
    charts = make_charts(completion(whole, [category("一、甲", not_applicable=3)], [unit("办公室", whole)]))
    assert charts == ()


def test_the_ring_leaves_out_classes_without_tasks_and_says_what_does_not_apply():
    (ring,) = make_charts(completion(tally(done=5, under_way=2, not_applicable=1)))
    assert [(series.name, series.values) for series in ring.bars[0].series] == [("已完成", (5,)), ("正在推进", (2,))]
    assert ring.note == "另有不适用1项，未计入"
    assert ring.alt == (
        "环形图：7项任务中，已完成5项（71.4%），正在推进2项（28.6%）；完成5项，完成率71.4%。另有不适用1项，未计入。"
    )


def test_a_category_chart_shows_the_first_level_in_the_plans_order():
    sub = CategoryResult(("一、乙", "（一）丙"), tally(done=1))
    _, chart = make_charts(
        completion(tally(done=1), [category("一、乙", done=1), sub, category("二、甲", under_way=2)])
    )
    assert (chart.name, chart.labels) == ("各类任务完成情况", ("一、乙", "二、甲"))
    assert chart.bars[0].done == (1, 0)
    assert chart.alt == "条形图，各类任务完成情况：一、乙：1项，完成1项（100.0%）；二、甲：2项，完成0项（0.0%）。"


def test_half_width_brackets_of_a_plan_are_drawn_full_width_as_the_text_prints_them():
    whole = tally(done=1)
    _, categories, units = make_charts(completion(whole, [category("一、县(区)甲", done=1)], [unit("县(区)局", whole)]))
    assert (categories.labels, units.labels) == (("一、县（区）甲",), ("县（区）局",))


def test_a_unit_chart_tells_carried_and_supported_apart():
    office = unit("办公室", tally(done=3, under_way=1), tally(unreported=2))
    (chart,) = make_charts(completion(units=[office]))
    assert [bars.name for bars in chart.bars] == ["牵头或负责的任务", "配合的任务"]
    assert [(s.name, s.values) for s in chart.bars[0].series] == [("已完成", (3,)), ("未完成", (1,))]
    assert [(s.name, s.values) for s in chart.bars[1].series] == [("未报送", (2,))]
    assert "办公室：牵头或负责4项，完成3项（75.0%），配合2项，完成0项（0.0%）" in chart.alt


def test_no_set_of_bars_for_support_where_nobody_supports():
    (chart,) = make_charts(completion(units=[unit("办公室", tally(done=1))]))
    assert [bars.name for bars in chart.bars] == ["牵头或负责的任务"]


def test_a_single_bar_is_not_drawn_because_the_ring_says_the_same():
    one = make_charts(completion(tally(done=3), [category("一、甲", done=3)], [unit("办公室", tally(done=3))]))
    assert [chart.name for chart in one] == ["完成情况构成", "各类任务完成情况", "各单位完成情况"]
    assert [chart.name for chart in worth_drawing(one)] == ["完成情况构成"]
    many = make_charts(completion(units=[unit(f"第{number}科", tally(done=1)) for number in range(69)]))
    assert worth_drawing(many) == many


def test_many_units_are_spread_evenly_over_pages():
    charts = make_charts(completion(units=[unit(f"第{number}科", tally(done=number)) for number in range(1, 70)]))
    assert [chart.name for chart in charts] == [f"各单位完成情况（{page}/3）" for page in (1, 2, 3)]
    assert [len(chart.labels) for chart in charts] == [23, 23, 23]
    assert {chart.bars[0].longest for chart in charts} == {69}


def test_thirty_short_rows_stand_on_one_page():
    assert balanced_pages([1] * MOST_ROWS) == ((0, 30),)


@given(st.lists(st.integers(1, 12), min_size=1, max_size=120))
def test_pages_hold_every_row_once_and_none_is_too_high(lines):
    pages = balanced_pages(lines)
    assert [row for start, end in pages for row in range(start, end)] == list(range(len(lines)))
    assert all(end - start <= MOST_ROWS for start, end in pages)
    assert all(rows_mm(lines[start:end]) <= MOST_MM or end - start == 1 for start, end in pages)


@given(st.lists(st.integers(0, 500), min_size=1, max_size=8))
def test_shares_of_one_whole_add_to_a_hundred(counts):
    if sum(counts):
        assert sum(round(float(share[:-1]) * 10) for share in shares(counts)) == 1000
    else:
        assert set(shares(counts)) == {"—"}


@pytest.mark.parametrize(("done", "total", "words"), [(0, 0, "—"), (2, 3, "66.7%"), (1, 16, "6.3%"), (7, 7, "100.0%")])
def test_a_rate_has_one_decimal(done, total, words):
    assert percent(done, total) == words


@pytest.mark.parametrize(
    ("text", "ems", "lines"),
    [
        pytest.param("办公室", 4, ("办公室",), id="fits"),
        pytest.param("加强权力运行信息公开", 6, ("加强权力运", "行信息公开"), id="lines of equal length"),
        pytest.param("公开重点，及时", 4, ("公开重点，", "及时"), id="no comma first"),
        pytest.param("落实《条例》要求", 3, ("落实", "《条例》", "要求"), id="no opening mark last"),
        pytest.param("自2020年起", 4, ("自2020", "年起"), id="a number stays whole"),
        pytest.param("围绕“六稳”“六保”工作", 8, ("围绕“六稳”", "“六保”工作"), id="a short quotation stays whole"),
        pytest.param("", 5, ("",), id="empty"),
    ],
)
def test_long_names_are_wrapped_not_cut(text, ems, lines):
    assert wrap(text, ems=ems) == lines


@given(st.text("公开信息，。《》（）“”ab12 ", max_size=60), st.integers(2, 20))
def test_wrapping_loses_no_character(text, ems):
    lines = wrap(text, ems=ems)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_ems(line) <= ems or line[-1] in "，。》）”" or line[0] in "《（“" for line in lines if line)


def test_any_two_classes_differ_in_pattern_or_clearly_in_grey():
    looks = list(LOOKS.items())
    alike = [
        (one, other)
        for at, (one, look) in enumerate(looks)
        for other, second in looks[at + 1 :]
        if look.hatch == second.hatch and abs(look.grey - second.grey) < 0.15
        if {one, other} != {"ongoing_unmet", "remaining"}  # never in one chart
    ]
    assert alike == []


def test_text_on_every_ground_is_readable_in_grey():
    for look in LOOKS.values():
        ink = 1.0 if look.text == "#FFFFFF" else 0.1
        assert abs(look.grey - ink) > 0.45
