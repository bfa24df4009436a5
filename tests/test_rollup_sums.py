"""Which bodies count, what their sum is, and how it is held against the parent's own figures."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from annual_rollup_case import body, typed_figures
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.annual.form import FEES, figure_keys
from reportgen.annual.rollup import RollUp, input_from, roll_up
from reportgen.annual.rollup.body import ReportedBody
from reportgen.annual.totals import computed
from reportgen.model.annual import FigureKey
from reportgen.model.completion import Tally

R01 = FigureKey("requests", "r01", "person")
R01_TOTAL = FigureKey("requests", "r01", "total")
R02 = FigureKey("requests", "r02", "person")
LICENCES = FigureKey("disclosure", "licensing", "decided")


def states(rolled: RollUp) -> list[tuple[str, str]]:
    return [(one.body.folder, one.state) for one in rolled.standings]


def codes(rolled: RollUp) -> list[tuple[str, str | None]]:
    return sorted((finding.code, finding.unit) for finding in rolled.findings)


def what(rolled: RollUp, code: str) -> list[str]:
    return [finding.what for finding in rolled.findings if finding.code == code]


# The sum


def test_every_cell_is_summed_and_totals_come_from_their_parts():
    typed = [typed_figures(seed) for seed in range(5)]
    rolled = roll_up([body(f"云岭市第{at}局", one) for at, one in enumerate(typed)])
    assert dict(rolled.figures) == {key: sum(one[key] for one in typed) for key in figure_keys()}
    assert rolled.findings == ()


def test_a_typed_total_does_not_enter_the_sum():
    rolled = roll_up([body("水务局", {R01: 3, R01_TOTAL: 99})])
    assert (rolled.figures[R01], rolled.figures[R01_TOTAL]) == (3, 3)


def test_blanks_and_marks_add_nothing_and_nothing_at_all_stays_blank():
    rolled = roll_up([body("甲局", {R01: "", R02: "/"}), body("乙局", {R01: 4, R02: ""})])
    assert (rolled.figures[R01], rolled.figures[R02]) == (4, None)


def test_money_is_summed_to_the_cent():
    rolled = roll_up([body(f"第{at}局", {FEES: Decimal("0.1")}) for at in range(3)])
    assert str(rolled.figures[FEES]) == "0.3"


def test_counts_are_summed():
    rolled = roll_up([body("甲局", counts={"website": 5, "fee": Decimal("12.5")}), body("乙局", counts={"website": 7})])
    assert (rolled.counts["website"], rolled.counts["fee"], rolled.counts["press"]) == (12, Decimal("12.5"), None)


def test_completion_is_summed_also_for_bodies_that_sent_no_report_and_once_for_copies():
    tally = Tally(4, {"done": 2, "under_way": 1, "not_applicable": 1}, 2)
    rolled = roll_up(
        [
            body("甲局", {R01: 1}, folder="a", completion=tally),
            body("甲局", {R01: 1}, folder="b", completion=tally),
            ReportedBody("乙局", "c", completion=tally),
            body("丙局", {R01: 1}, folder="d", errors=1, completion=tally),
        ]
    )
    assert rolled.completion == Tally(12, {"done": 6, "under_way": 3, "not_applicable": 3}, 6)


def test_of_two_plans_of_one_body_that_differ_none_is_counted_and_another_years_never_is():
    first, second = Tally(4, {"done": 4}, 4), Tally(4, {"done": 3, "under_way": 1}, 3)
    rolled = roll_up(
        [
            body("甲局", {R01: 1}, folder="a", completion=first),
            ReportedBody("甲局", "b", completion=second),
            ReportedBody("乙局", "c", completion=second, plan_year=2024),
        ],
        year=2025,
    )
    assert rolled.completion is None
    assert what(rolled, "rollup-completion") == ["甲局有两份不同的任务完成情况：a和b"]


def test_a_body_keeps_the_counts_of_its_plan_and_not_its_tasks():
    assert body("甲局", completion=Tally(1, {"done": 1}, 1, (("1", "done"),))).completion == Tally(1, {"done": 1}, 1)


def test_nothing_gives_an_empty_sum():
    rolled = roll_up([])
    assert (rolled.year, rolled.completion, set(rolled.figures.values()), rolled.findings) == (None, None, {None}, ())


# Which bodies count


def test_the_same_report_twice_counts_once():
    rolled = roll_up([body("水务局", {R01: 3}, folder="b"), body(" 水务局　", {R01: 3}, folder="a")])
    assert states(rolled) == [("a", "counted"), ("b", "copy")]
    assert rolled.figures[R01] == 3
    assert what(rolled, "rollup-copy") == ["水务局的年报数据与a/年报数据.xlsx相同，只计一份"]


def test_two_versions_are_a_conflict_that_names_files_cells_and_numbers_and_neither_counts():
    rolled = roll_up(
        [body("水务局", {R01: 3}, folder="a"), body("水务局", {R01: 4}, folder="b"), body("文旅局", {R01: 1})]
    )
    assert states(rolled) == [("a", "conflict"), ("b", "conflict"), ("文旅局", "counted")]
    assert rolled.figures[R01] == 1
    said = what(rolled, "rollup-conflict")
    assert len(said) == 2
    assert said[0].startswith("水务局有两份不同的年报数据：a/年报数据.xlsx和b/年报数据.xlsx，")
    assert "“一、本年新收政府信息公开申请数量 › 自然人”分别为3和4" in said[0]


def test_versions_that_differ_in_blanks_or_words_are_conflicts_too():
    blank = roll_up([body("水务局", {R01: 3, R02: ""}, folder="a"), body("水务局", {R01: 3}, folder="b")])
    assert "分别为空和0" in what(blank, "rollup-conflict")[0]
    words = roll_up(
        [body("水务局", {R01: 3}, folder="a", texts={"problems": "甲"}), body("水务局", {R01: 3}, folder="b")]
    )
    assert what(words, "rollup-conflict")[0].endswith("数字相同，文字或注明不同")
    remark = roll_up([body("水务局", {R01: "3（含1件）"}, folder="a"), body("水务局", {R01: 3}, folder="b")])
    assert states(remark) == [("a", "conflict"), ("b", "conflict")]


def test_a_blank_copy_beside_the_filled_one_does_no_harm():
    empty = body("水务局", dict.fromkeys(figure_keys(), ""), folder="a")
    rolled = roll_up([empty, body("水务局", {R01: 3}, folder="b")], expected=["水务局"])
    assert states(rolled) == [("a", "blank"), ("b", "counted")]
    assert (rolled.missing, rolled.findings) == ((), ())


def test_another_year_is_refused_and_the_year_is_that_of_most_bodies():
    rolled = roll_up([body("甲局", {R01: 1}), body("乙局", {R01: 2}), body("丙局", {R01: 4}, year=2024)])
    assert (rolled.year, rolled.figures[R01]) == (2025, 3)
    assert what(rolled, "rollup-year") == ["丙局的年报数据是2024年的，汇总的是2025年"]


def test_a_report_without_a_year_is_refused():
    rolled = roll_up([body("甲局", {R01: 1}, year=None)], year=2025)
    assert (rolled.figures[R01], what(rolled, "rollup-year")) == (None, ["甲局的年报数据没有写年度，汇总的是2025年"])


def test_where_nobody_says_a_year_nobody_counts():
    rolled = roll_up([body("甲局", {R01: 1}, year=None)])
    assert (rolled.year, rolled.figures[R01], what(rolled, "rollup-year")) == (None, None, ["甲局的年报数据没有写年度"])


def test_last_years_file_beside_this_years_is_no_second_version():
    rolled = roll_up([body("甲局", {R01: 9}, year=2024, folder="a"), body("甲局", {R01: 1}, folder="b")], year=2025)
    assert (states(rolled), rolled.figures[R01]) == ([("a", "year"), ("b", "counted")], 1)


def test_a_body_with_errors_is_left_out_by_name_unless_asked_for():
    bodies = [body("甲局", {R01: 1}), body("乙局", {R01: 2}, errors=2)]
    rolled = roll_up(bodies)
    assert (rolled.figures[R01], [one.name for one in rolled.failing]) == (1, ["乙局"])
    assert what(rolled, "rollup-failing") == ["乙局的年报数据有2处错误，如：第1处不平"]
    asked = roll_up(bodies, include_failing=True)
    assert (asked.figures[R01], codes(asked)) == (3, [("rollup-failing-counted", "乙局")])


def test_an_error_that_a_person_let_stand_does_not_count():
    doubted = body("甲局", {R01: 1}, errors=1)
    confirmed = replace(doubted, findings=tuple(replace(one, dismissed="属实") for one in doubted.findings))
    assert (roll_up([confirmed]).figures[R01], roll_up([confirmed]).failing) == (1, ())


def test_findings_of_copies_are_not_told_twice():
    rolled = roll_up([body("甲局", {R01: 1}, folder=folder, errors=1) for folder in "ab"])
    assert [finding.code for finding in rolled.all_findings] == ["rollup-copy", "rollup-failing", "R1"]


def test_two_bodies_with_the_same_figures_are_doubted_and_counted():
    figures = typed_figures(1)
    rolled = roll_up([body("水务局", figures), body("云岭市水务局", figures)])
    assert (len(rolled.included), codes(rolled)) == (2, [("rollup-alike", "水务局")])


def test_bodies_that_report_hardly_anything_may_be_alike():
    assert roll_up([body("甲局", {R01: 1}), body("乙局", {R01: 1})]).findings == ()


def test_expected_bodies_without_a_file_are_missing_and_unexpected_ones_are_said():
    rolled = roll_up([body("甲局", {R01: 1}), body("丁局", {R01: 1})], expected=["甲局", "乙局", "（丙）局"])
    assert rolled.missing == ("乙局", "（丙）局")
    assert codes(rolled) == [("rollup-missing", "乙局"), ("rollup-missing", "（丙）局"), ("rollup-unexpected", "丁局")]


def test_a_body_whose_file_is_void_did_send_something():
    broken = ReportedBody("乙局", "乙局", "乙局/年报数据.xlsx", problem="文件已损坏")
    rolled = roll_up([body("甲局", {R01: 1}), broken], expected=["甲局", "乙局"])
    assert (rolled.missing, codes(rolled)) == ((), [("rollup-unreadable", "乙局")])


def test_a_folder_without_a_workbook_is_missing_unless_the_body_reported_elsewhere():
    rolled = roll_up([ReportedBody("甲局", "a"), body("甲局", {R01: 1}, folder="b"), ReportedBody("乙局", "c")])
    assert (rolled.missing, codes(rolled)) == (("乙局",), [("rollup-missing", "乙局")])


# Nothing counts twice


def test_a_body_below_one_that_reports_for_all_is_not_counted_again():
    rolled = roll_up(
        [
            body("青禾县人民政府", {R01: 10}, folder="青禾县", scope="all"),
            body("县水务局", {R01: 6}, folder="青禾县/水务局"),
            body("市文旅局", {R01: 1}, folder="市文旅局"),
        ]
    )
    assert states(rolled) == [("市文旅局", "counted"), ("青禾县", "counted"), ("青禾县/水务局", "covered")]
    assert rolled.figures[R01] == 11
    assert codes(rolled).count(("rollup-covered", "县水务局")) == 1
    assert what(rolled, "R21") == [
        "“一、本年新收政府信息公开申请数量 › 自然人”青禾县人民政府填10，1个单位之和为6；还有1格不等"
    ]


def test_a_body_below_one_that_reports_for_itself_is_counted():
    rolled = roll_up([body("县政府办公室", {R01: 10}, folder="县"), body("县水务局", {R01: 6}, folder="县/水务局")])
    assert (rolled.figures[R01], rolled.findings) == (16, ())


def test_a_government_beside_its_bureaus_includes_them_by_name():
    rolled = roll_up(
        [
            body("云岭区人民政府", {R01: 7}, folder="a", scope="all"),
            body("云岭区水务局", {R01: 7}, folder="b"),
            body("青禾县水务局", {R01: 1}, folder="c"),
        ]
    )
    assert states(rolled) == [("a", "counted"), ("b", "covered"), ("c", "counted")]
    assert rolled.figures[R01] == 8


def test_two_bodies_cannot_include_each_other():
    rolled = roll_up(
        [
            body("云岭市水务局", {R01: 5}, folder="x", scope="all"),
            body("云岭市人民政府", {R01: 9}, folder="x/y", scope="all"),
        ]
    )
    assert [one.state for one in rolled.standings] == ["parent", "counted"]


def test_where_the_body_above_has_errors_those_below_count_in_its_place():
    rolled = roll_up(
        [
            body("青禾县人民政府", {R01: 10}, folder="青禾县", scope="all", errors=1),
            body("县水务局", {R01: 6}, folder="青禾县/水务局"),
        ]
    )
    assert (rolled.figures[R01], states(rolled)) == (6, [("青禾县", "failing"), ("青禾县/水务局", "counted")])


# The parent's own figures (R21)


def test_the_parent_is_compared_cell_by_cell_with_both_numbers_and_the_bodies_that_lack():
    parent = body("云岭市人民政府", {R01: 10, LICENCES: 5}, folder="市", scope="all")
    rolled = roll_up(
        [parent, body("甲局", {R01: 4, LICENCES: 5}, folder="甲"), body("丙局", {R01: 1}, folder="丙", errors=1)],
        parent=parent,
        expected=["甲局", "乙局", "丙局"],
    )
    assert states(rolled) == [("丙", "failing"), ("市", "parent"), ("甲", "counted")]
    assert what(rolled, "R21") == [
        "“一、本年新收政府信息公开申请数量 › 自然人”云岭市人民政府填10，1个单位之和为4；未计入的单位：乙局、丙局",
        "“一、本年新收政府信息公开申请数量 › 总计”云岭市人民政府填10，1个单位之和为4；未计入的单位：乙局、丙局",
    ]


def test_a_parent_that_equals_its_children_gives_no_finding():
    typed = [typed_figures(seed) for seed in (1, 2)]
    whole = {key: typed[0][key] + typed[1][key] for key in figure_keys()}
    parent = body("云岭市人民政府", whole, scope="all")
    assert roll_up([body("甲局", typed[0]), body("乙局", typed[1])], parent=parent).findings == ()


def test_a_parents_blank_is_nil_to_the_comparison_and_a_body_counted_by_another_file_is_not_lacking():
    parent = body("云岭市人民政府", {R01: "", R02: 3, LICENCES: 1}, scope="all")
    rolled = roll_up(
        [body("甲局", {R02: ""}, folder="a"), body("甲局", {R01: 5}, folder="b", year=2024), ReportedBody("甲局", "c")],
        parent=parent,
        year=2025,
    )
    assert what(rolled, "R21") == [
        "“行政许可 › 本年处理决定数量”云岭市人民政府填1，1个单位之和为0",
        "“二、上年结转政府信息公开申请数量 › 自然人”云岭市人民政府填3，1个单位之和为0",
        "“二、上年结转政府信息公开申请数量 › 总计”云岭市人民政府填3，1个单位之和为0",
    ]


def test_the_body_that_includes_all_others_is_the_parent():
    rolled = roll_up(
        [
            body("云岭市人民政府", {R01: 9}, folder=".", scope="all"),
            body("甲局", {R01: 4}, folder="甲"),
            body("乙局", {R01: 5}, folder="乙"),
        ]
    )
    assert (rolled.parent.name, rolled.figures[R01], rolled.findings) == ("云岭市人民政府", 9, ())


def test_a_parent_that_reports_for_itself_is_one_of_the_summands():
    parent = body("市政府办公室", {R01: 2}, folder="办")
    rolled = roll_up([body("甲局", {R01: 4})], parent=parent)
    assert (rolled.figures[R01], codes(rolled)) == (6, [("rollup-parent", "市政府办公室")])


def test_a_parent_of_another_year_is_not_compared():
    parent = body("云岭市人民政府", {R01: 2}, scope="all", year=2024)
    rolled = roll_up([body("甲局", {R01: 4})], parent=parent, year=2025)
    assert codes(rolled) == [("rollup-parent", "云岭市人民政府")]


# Its own report


def test_the_parents_own_report_holds_the_sums_under_the_scope_of_all():
    rolled = roll_up([body("甲局", {R01: 4, R02: ""}, counts={"website": 3}), body("乙局", {R01: 5, R02: "/"})])
    made = input_from(rolled, year=2025, body="云岭市人民政府", kind="city")
    report = made.report
    assert (report.year, report.body, report.kind, report.scope) == (2025, "云岭市人民政府", "city", "all")
    assert (report.value(R01), report.figures[R01].text, report.figures[R02].state) == (9, "9", "blank")
    assert (len(report.figures), made.counts["website"].value, made.counts["press"].state) == (200, 3, "blank")


# What holds for every input

bodies_strategy = st.lists(
    st.tuples(
        st.sampled_from(["甲局", "乙局", "丙局", "云岭区人民政府", "云岭区水务局"]),
        st.sampled_from(["a", "a/b", "a/b/c", "d", "e"]),
        st.integers(0, 2),
        st.sampled_from(["own", "all"]),
        st.sampled_from([2025, 2025, 2025, 2024, None]),
        st.integers(0, 1),
    ),
    max_size=8,
    unique_by=lambda one: one[:2],
)


def made(rows: Sequence[tuple]) -> list[ReportedBody]:
    return [
        body(name, {R01: number}, folder=f"{folder}/{name}", scope=scope, year=year, errors=errors)
        for name, folder, number, scope, year, errors in rows
    ]


@settings(max_examples=60, deadline=None)
@given(bodies_strategy, st.randoms(use_true_random=False), st.booleans())
def test_the_order_changes_nothing_and_every_body_has_one_place(rows, dice, include):
    first = made(rows)
    second = dice.sample(first, len(first))
    one, other = roll_up(first, include_failing=include), roll_up(second, include_failing=include)
    assert one == other
    assert len(one.standings) == len(rows)
    assert (one.figures[R01] or 0) == sum(reported.value(R01) for reported in one.included)
    assert all(
        value == one.figures[key] for key, value in computed(input_from(one, year=1, body="").report.figures).items()
    )
    names = [reported.name for reported in one.included]
    assert len(names) == len(set(names))
    covered = [standing for standing in one.standings if standing.state == "covered"]
    assert all(one.standings[standing.above].state in ("counted", "covered") for standing in covered)
