"""R1, R2, R3, R5, R11 and R22: each equation on the figures as printed, one finding for each that is broken."""

import pytest
from annual_case import KINDS, brief, codes, key, report, run
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.annual.form import OUTCOMES, REQUEST_LABELS, RESULTS, REVIEW_BLOCKS, figure_keys

SUMS = {"R1", "R2", "R3", "R5", "R11"}
BIG = 99_999


def broken(**options):
    return [found for found in brief(prose=False, **options) if found[0] in SUMS]


@st.composite
def tables(draw):
    """Consistent tables: results and carried out are drawn, received is what balances them."""
    number = st.integers(0, BIG)
    requests = {}
    results = {
        kind: {row: draw(st.integers(0, 60)) for row in draw(st.sets(st.sampled_from(RESULTS)))} for kind in KINDS
    }
    for kind in KINDS:
        left = draw(st.integers(0, 50))
        whole = sum(results[kind].values()) + left
        carried = draw(st.integers(0, whole))
        for row, value in (*results[kind].items(), ("r25", left), ("r02", carried), ("r01", whole - carried)):
            requests.setdefault(row, {})[kind] = value
    reviews = {block: {name: draw(number) for name in OUTCOMES if name != "total"} for block in REVIEW_BLOCKS}
    disclosure = {}
    for row in ("regulations", "normative"):
        force, repealed = draw(number), draw(number)
        disclosure[row] = {"in_force": force, "repealed": repealed, "made": draw(st.integers(0, force + repealed))}
    return {"requests": requests, "reviews": reviews, "disclosure": disclosure}


@given(tables())
@settings(max_examples=60, deadline=None)
def test_consistent_tables_break_no_sum(tables):
    assert broken(**tables) == []


@given(tables(), st.sampled_from([at for at in figure_keys() if at.table != "disclosure"]), st.integers(1, BIG))
@settings(max_examples=250, deadline=None)
def test_a_changed_cell_breaks_exactly_the_equations_it_stands_in(tables, at, more):
    value = report(**tables).value(at) + more
    if at.table == "reviews":
        expected = {("R5", f"{at.row}/total")}
    else:
        expected = {("R2", f"{at.row}/total")}
        if at.row in ("r01", "r02", "r24", "r25"):
            expected.add(("R1", f"r01/{at.column}"))
        if at.row in (*RESULTS, "r24"):
            expected.add(("R3", f"r24/{at.column}"))
    found = broken(**tables, change={at: value})
    assert set(found) == expected
    assert len(found) == len(expected)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.sampled_from(["regulations", "normative"]))
def test_documents_made_are_in_force_or_repealed(made, repealed, force, row):
    found = broken(disclosure={row: {"made": made, "repealed": repealed, "in_force": force}})
    assert found == ([("R11", f"{row}/made")] if made > force + repealed else [])


@pytest.mark.parametrize("column", [*KINDS, "total"])
def test_every_column_balances_by_itself(column):
    value = report().value(key("requests", "r25", column)) + 5
    found = broken(change={("requests", "r25", column): value})
    assert found == [("R1", f"r01/{column}"), ("R2", "r25/total")]


def test_a_wrong_row_total_does_not_break_the_total_column_if_that_still_adds_up():
    found = broken(change={("requests", "r03", "person"): 5, ("requests", "r04", "person"): 3})
    assert found == [("R2", "r03/total"), ("R2", "r04/total")]


def test_two_breaks_that_cancel_out_are_both_found_where_they_show():
    found = broken(change={("requests", "r01", "person"): 9, ("requests", "r02", "person"): 2})
    assert found == [("R2", "r01/total"), ("R2", "r02/total")]


@pytest.mark.parametrize("block", REVIEW_BLOCKS)
def test_the_commonest_slip_a_total_of_reviews_left_at_nought(block):
    found = broken(reviews={block: {"upheld": 2, "pending": 1}}, change={("reviews", block, "total"): 0})
    assert found == [("R5", f"{block}/total")]


def test_a_finding_names_both_cells_and_both_numbers():
    findings = run(prose=False, change={("requests", "r25", "person"): 3}).findings
    assert findings[0].what == (
        "“自然人”列不平衡：第一项“一、本年新收政府信息公开申请数量”为10、第二项“二、上年结转政府信息公开申请数量”为1，合计11；"
        "第三项“（七）总计”为10、第四项“四、结转下年度继续办理”为3，合计13；相差2"
    )
    assert findings[1].what == (
        "“四、结转下年度继续办理”行：“自然人”至“其他”各列之和为3（自然人3），“总计”列为1，相差2"
    )
    assert all(finding.severity == "error" and finding.mend for finding in findings)


def test_the_results_are_named_with_their_sum():
    (first, second) = run(prose=False, change={("requests", "r03", "total"): 9}).findings
    assert first.what.startswith("“（一）予以公开”行")
    assert second.what == ("“总计”列：第三项“（一）予以公开”至“（六）其他处理”各行之和为14，“（七）总计”行为12，相差2")


class TestTwentyNineteen:
    """The earlier form has one row of 其他处理, r23."""

    def test_its_sums_run_without_the_two_rows(self):
        assert broken(without=("r21", "r22")) == []

    def test_its_one_row_counts(self):
        found = broken(without=("r21", "r22"), change={("requests", "r23", "person"): 4})
        assert found == [("R2", "r23/total"), ("R3", "r24/person")]

    def test_the_missing_rows_are_not_called_unchecked(self):
        not_run = run(prose=False, without=("r21", "r22")).not_run
        assert not {"R1", "R2", "R3"} & {each.rule for each in not_run}

    def test_documents_are_not_compared_in_its_other_columns(self):
        result = run(
            report(prose=False, disclosure={"normative": {"made": 50}}, editions={"disclosure": 2019}),
        )
        assert "R11" not in [finding.code for finding in result.findings]
        assert "R11" in [each.rule for each in result.not_run]


class TestBlanks:
    def test_a_blank_part_counts_as_nothing(self):
        assert broken(change={("requests", "r10", "company"): "", ("requests", "r10", "other"): "/"}) == []

    def test_a_blank_where_the_sum_needs_a_number_breaks_it(self):
        found = broken(change={("requests", "r03", "person"): ""})
        assert found == [("R2", "r03/total"), ("R3", "r24/person")]

    def test_a_blank_total_of_something_breaks_the_row(self):
        findings = [
            finding
            for finding in run(prose=False, change={("requests", "r13", "total"): ""}).findings
            if finding.code == "R2"
        ]
        assert ["（空白）" in finding.what for finding in findings] == [True]

    def test_a_column_left_blank_throughout_is_no_equation(self):
        change = {("requests", row, "legal"): "" for row in REQUEST_LABELS}
        assert broken(change=change) == []

    def test_a_block_left_blank_throughout_is_no_equation(self):
        assert broken(change={("reviews", "after", name): "/" for name in OUTCOMES}) == []

    def test_an_unreadable_cell_silences_its_equations_only(self):
        change = {("requests", "r03", "person"): "若干", ("requests", "r04", "company"): 9}
        assert broken(change=change) == [("R2", "r04/total"), ("R3", "r24/company")]


class TestParts:
    """A rule runs as far as its cells are there."""

    def test_a_column_that_is_not_there_leaves_the_others_checked(self):
        gone = tuple(at for at in figure_keys() if at.table == "requests" and at.column == "welfare")
        result = run(prose=False, without=gone, change={("requests", "r01", "person"): 7})
        assert [each.code for each in result.findings] == ["R1"]
        reasons = {each.rule: (each.why, each.is_partial) for each in result.not_run}
        assert reasons["R1"] == ("有1列的格没有或读不出", True)
        assert reasons["R2"] == ("有25行的格没有或读不出", False)
        assert "R2" not in result.ran
        assert "R1" in result.ran

    def test_a_row_of_results_that_is_not_there_silences_the_sum_of_results(self):
        result = run(prose=False, without=("r17",))
        assert "R3" in {each.rule for each in result.not_run if not each.is_partial}
        assert [code for code in codes(prose=False, without=("r17",)) if code in SUMS] == []

    def test_no_table_is_a_reason(self):
        reasons = {each.rule: each.why for each in run(prose=False, tables=False).not_run}
        assert reasons["R1"] == reasons["R2"] == reasons["R3"] == "没有读到依申请公开的表"
        assert reasons["R5"] == "没有读到行政复议、行政诉讼的表"
        assert reasons["R11"] == "没有读到制发、废止、现行有效三栏的全部数字"

    def test_every_rule_is_in_one_list_or_in_part_in_both(self):
        result = run(prose=False)
        out = {each.rule for each in result.not_run if not each.is_partial}
        assert set(result.ran) | out == {f"R{number}" for number in range(1, 29)}
        assert not set(result.ran) & out


def test_a_remark_does_not_change_a_number():
    change = {
        ("requests", "r03", "person"): "6（含调解后公开1件）",
        ("disclosure", "normative", "made"): "3（其中修订2件）",
    }
    assert broken(change=change) == []


@pytest.mark.parametrize(
    ("left", "found"),
    [pytest.param(3, [], id="3 of 10 is 30 %"), pytest.param(4, [("R22", "r25/total")], id="4 of 10")],
)
def test_more_than_thirty_percent_left_open(left, found):
    requests = {"r01": {"person": 9}, "r02": {"person": 1}, "r03": {"person": 10 - left}, "r25": {"person": left}}
    assert brief(prose=False, requests=requests) == found


def test_the_usual_tables_are_right():
    assert brief() == []
