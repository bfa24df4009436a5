"""Rules on cells, labels, headings, powers, and on tables of other years and levels."""

from typing import ClassVar

import pytest
from annual_case import FILE, REQUESTS, before, brief, figures, key, part, parts, report, run

from reportgen.annual.form import APPLICANTS, HEADINGS, figure_keys
from reportgen.model.annual import FoundLabel
from reportgen.model.findings import Place

HERE = Place(FILE, "表三", "第5行")


def severities(*args, **options):
    return [(finding.code, finding.severity) for finding in run(*args, **options).findings]


class TestCells:
    @pytest.mark.parametrize("text", ["-1", "1.5", "若干"])
    def test_a_figure_is_a_whole_number_from_nought_on(self, text):
        change = {("disclosure", "coercion", "decided"): text}
        assert severities(prose=False, change=change) == [("R4", "error")]
        assert text in run(prose=False, change=change).findings[0].what

    @pytest.mark.parametrize("text", ["1.5", "0", "12.34万元"])
    def test_only_the_charge_has_decimals(self, text):
        assert brief(prose=False, change={("disclosure", "fees", "amount"): text}) == []

    def test_a_remark_is_for_information(self):
        change = {("disclosure", "normative", "made"): "3（其中修订2件）"}
        assert severities(prose=False, change=change) == [("R4", "note")]

    def test_blanks_of_one_row_are_one_finding(self):
        change = {("requests", "r17", column): "" for column in APPLICANTS}
        findings = run(prose=False, change=change).findings
        assert [(finding.code, finding.severity, finding.place.cell) for finding in findings] == [
            ("R6", "warning", "r17/person")
        ]
        assert findings[0].what == (
            "“（五）不予处理·2.重复申请”的“自然人”、“商业企业”、“科研机构”、“社会公益组织”、“法律服务机构”、“其他”、“总计”是空白（7格）"
        )

    def test_marks_in_place_of_nought_are_one_finding_for_each_row(self):
        change = {("reviews", "after", "upheld"): "/", ("reviews", "direct", "upheld"): "—"}
        assert brief(prose=False, change=change) == [("R28", "direct/upheld"), ("R28", "after/upheld")]

    def test_nought_blank_and_mark_are_three_things(self):
        for text, code in (("0", []), ("", ["R6"]), ("/", ["R28"]), ("无", ["R28"])):
            change = {("disclosure", "regulations", "made"): text}
            assert [finding.code for finding in run(prose=False, change=change).findings] == code


class TestLabels:
    def labels(self, found, official, **options):
        return severities(report(prose=False, labels=(FoundLabel(found, official, HERE),), **options))

    @pytest.mark.parametrize(
        ("found", "official"),
        [
            ("（一） 予以公开", "（一）予以公开"),
            ("(一)予以公开", "（一）予以公开"),
            ('3.危及"三安全一稳定"', "3.危及“三安全一稳定”"),
            ("2、重复申请", "2.重复申请"),
            ("2．重复申请", "2.重复申请"),
        ],
    )
    def test_white_space_brackets_quotes_and_points_do_not_matter(self, found, official):
        assert self.labels(found, official) == []

    @pytest.mark.parametrize(
        ("found", "official"),
        [
            ("规范性文件", "行政规范性文件"),
            ("2.其他法律行政止公开", "2.其他法律行政法规禁止公开"),
            ("三、本年办理结果", "三、本年度办理结果"),
        ],
    )
    def test_other_words_are_an_error(self, found, official):
        assert self.labels(found, official) == [("R27", "error")]

    def test_other_punctuation_is_for_information(self):
        assert self.labels("2.其他法律、行政法规禁止公开", "2.其他法律行政法规禁止公开") == [("R27", "note")]

    @pytest.mark.parametrize(
        ("found", "official", "severity"),
        [
            ("属于国家秘密", "1.属于国家秘密", "note"),
            ("总计", "（七）总计", "note"),
            ("结转下年度继续办理", "四、结转下年度继续办理", "note"),
            ("3.属于国家秘密", "1.属于国家秘密", "error"),
        ],
    )
    def test_a_number_that_is_lost_is_for_information(self, found, official, severity):
        assert self.labels(found, official) == [("R27", severity)]

    def test_columns_of_the_2019_form_are_one_finding(self):
        labels = tuple(
            FoundLabel(found, official, HERE)
            for found, official in (("本年新制作数量", "本年制发件数"), ("对外公开总数量", "现行有效件数"))
        )
        given = report(prose=False, labels=labels)
        assert severities(given) == [("R7", "error")]
        assert "“本年新制作数量”、“对外公开总数量”" in run(given).findings[0].what

    def test_a_table_recognised_as_the_2019_form_is_one_finding(self):
        given = report(
            prose=False,
            editions={"disclosure": 2019},
            labels=(FoundLabel("处理决定数量", "本年处理决定数量", HERE),),
        )
        assert severities(given) == [("R7", "error")]

    def test_one_row_of_other_results_is_the_2019_form(self):
        assert severities(prose=False, without=("r21", "r22")) == [("R7", "error")]
        assert severities(prose=False, without=("r21", "r22"), editions={"requests": 2019}) == [("R7", "error")]

    def test_for_2020_that_form_was_right(self):
        given = {"year": 2020, "prose": False, "without": ("r21", "r22"), "editions": {"requests": 2019}}
        assert severities(**given) == []


class TestHeadings:
    def found(self, *given, **options):
        return severities(report(parts=given, **options))

    def test_the_six_parts_are_right(self):
        assert self.found(*parts()) == []

    @pytest.mark.parametrize("number", range(1, 6))
    def test_a_missing_part_is_an_error(self, number):
        rest = [one for one in parts() if one.number != number]
        assert self.found(*rest) == [("R8", "error")]

    def test_another_wording_is_a_warning_that_gives_the_right_one(self):
        given = [*parts()[:4], part(5, heading="五、存在的主要问题及整改措施"), parts()[5]]
        (finding,) = run(report(parts=tuple(given))).findings
        assert (finding.code, finding.severity) == ("R8", "warning")
        assert finding.mend == "改为“五、存在的主要问题及改进情况”"

    def test_another_numeral_is_an_error(self):
        given = [*parts()[:4], part(5, heading=f"四、{HEADINGS[4]}"), parts()[5]]
        assert self.found(*given) == [("R8", "error")]

    def test_headings_without_numerals_or_with_other_ones_are_read(self):
        given = list(parts())
        given[0] = part(1, heading=f"第一部分 {HEADINGS[0]}")
        given[1] = part(2, heading=HEADINGS[1])
        assert self.found(*given) == []

    def test_the_order_counts(self):
        one, two, three, four, five, six = parts()
        assert self.found(one, three, two, four, five, six) == [("R8", "error")]

    def test_a_part_twice_and_a_seventh_part_are_errors(self):
        assert self.found(*parts(), part(0, heading="七、附件")) == [("R8", "error")]
        assert self.found(*parts()[:5], part(5), parts()[5]) == [("R8", "error")]

    def test_text_beside_a_table_is_a_warning_and_no_table_an_error(self):
        given = list(parts())
        given[2] = part(3, "全年收到申请12件，情况如下。")
        assert self.found(*given) == [("R8", "warning")]
        given[2] = part(3, "（单位：件）", "续表")
        assert self.found(*given) == []
        given[2] = part(3, has_table=False)
        gone = tuple(at for at in figure_keys() if at.table == "requests")
        assert ("R8", "error") in self.found(*given, without=gone)

    def test_without_prose_it_does_not_run(self):
        assert "R8" in {each.rule for each in run(prose=False).not_run}

    def test_of_tables_alone_no_other_part_is_asked_for(self):
        tables = [part(number) for number in (2, 3, 4)]
        assert self.found(*tables) == []
        assert self.found(tables[0], tables[2]) == [("R8", "error")]
        assert len(self.found(part(1), *tables)) == 2


class TestPowers:
    REGULATIONS: ClassVar = {"regulations": {"made": 1, "repealed": 0, "in_force": 4}}

    @pytest.mark.parametrize(
        ("kind", "body", "found"),
        [
            ("county", "青禾县人民政府", [("R12", "error")]),
            ("township", "石桥乡人民政府", [("R12", "error")]),
            ("department", "云岭市水务局", [("R12", "warning")]),
            ("department", "云岭市人民政府办公室", []),
            ("department", "青禾县人民政府办公室", [("R12", "warning")]),
            ("city", "云岭市人民政府", []),
            ("province", "云江省人民政府", []),
            ("ministry", "教育部", []),
        ],
    )
    def test_who_may_make_rules(self, kind, body, found):
        assert severities(prose=False, kind=kind, body=body, disclosure=self.REGULATIONS) == found

    def test_nobody_is_blamed_where_the_body_is_not_known(self):
        ran = run(prose=False, body="", disclosure=self.REGULATIONS)
        assert ran.findings == ()
        assert "R12" in {each.rule for each in ran.not_run}

    def test_the_figures_are_named(self):
        what = run(prose=False, kind="county", body="青禾县人民政府", disclosure=self.REGULATIONS).findings[0].what
        assert what == "“规章”填了“本年制发件数”1、“现行有效件数”4，青禾县人民政府没有制定规章的权限"

    @pytest.mark.parametrize(
        ("kind", "body", "found"),
        [
            ("township", "澄岚街道", [("R23", "r05/total")]),
            ("department", "青禾县水务局", [("R23", "r05/total")]),
            ("department", "云岭市水务局", []),
            ("county", "青禾县人民政府", []),
        ],
    )
    def test_state_secrets_of_a_small_body(self, kind, body, found):
        requests = REQUESTS | {"r10": {}, "r05": {"person": 1}}
        assert brief(prose=False, kind=kind, body=body, requests=requests) == found


class TestEarlier:
    def test_a_year_that_fits_is_right(self):
        assert brief(prose=False, previous=before()) == []

    @pytest.mark.parametrize("column", APPLICANTS)
    def test_every_column_is_carried_over(self, column):
        last = before().value(key("requests", "r25", column)) + 3
        previous = before(change={("requests", "r25", column): last})
        found = [each for each in brief(prose=False, previous=previous) if each[0] == "R9"]
        assert found == [("R9", f"r02/{column}")]

    def test_a_carry_over_with_a_remark_is_a_warning(self):
        change = {("requests", "r02", "person"): "1（机构合并）"}
        previous = before(change={("requests", "r25", "person"): 4})
        found = [each for each in severities(prose=False, previous=previous, change=change) if each[0] == "R9"]
        assert found == [("R9", "warning")]

    def test_both_years_are_named(self):
        previous = before(change={("requests", "r25", "person"): 4})
        what = run(prose=False, previous=previous).findings[0].what
        assert what == (
            "本年“二、上年结转政府信息公开申请数量”行“自然人”列为1，上年“四、结转下年度继续办理”行同一列为4，相差3"
        )

    def test_documents_in_force_follow_from_last_years(self):
        previous = before(disclosure={"normative": {"in_force": 30}})
        found = [each for each in severities(prose=False, previous=previous) if each[0] == "R10"]
        assert found == [("R10", "warning")]

    @pytest.mark.parametrize(
        ("last", "now", "found"),
        [(30, 150, 1), (30, 149, 0), (150, 30, 1), (149, 30, 0), (2, 12, 0), (30, 0, 1), (0, 30, 1), (0, 0, 0)],
    )
    def test_five_times_as_many_decisions_or_a_fifth(self, last, now, found):
        previous = before(change={("disclosure", "penalties", "decided"): last})
        change = {("disclosure", "penalties", "decided"): now}
        codes = [each[0] for each in severities(prose=False, previous=previous, change=change)]
        assert codes == ["R13"] * found

    @pytest.mark.parametrize(
        ("options", "found"),
        [
            ({"body": "云岭市公安局"}, 1),
            ({"body": "青禾县市场监督管理局"}, 1),
            ({"body": "云岭市水务局"}, 0),
            ({"body": "青禾县人民政府", "kind": "county", "scope": "all"}, 2),
            ({"body": "青禾县人民政府", "kind": "county", "scope": "own"}, 0),
        ],
    )
    def test_nought_where_a_body_plainly_fines_or_licenses(self, options, found):
        nil = {"licensing": {"decided": 0}, "penalties": {"decided": 0}}
        assert severities(prose=False, disclosure=nil, **options) == [("R13", "warning")] * found

    def test_a_year_that_is_not_the_one_before_does_not_count(self):
        result = run(prose=False, previous=before(year=2022))
        reasons = {each.rule: each.why for each in result.not_run}
        assert reasons["R9"] == reasons["R10"] == reasons["R13"] == "给出的是2022年的数据，不是2024年的"

    def test_columns_that_last_year_lacks_are_not_compared(self):
        gone = tuple(at for at in figure_keys() if at.table == "requests" and at.column != "total")
        result = run(prose=False, previous=before(without=gone))
        assert [(each.why, each.is_partial) for each in result.not_run if each.rule == "R9"] == [
            ("有6列在本年或上年的表中没有或读不出", True)
        ]


class TestLevels:
    def children(self, *changes):
        return [report(body=f"单位{at}", prose=False, change=change) for at, change in enumerate(changes)]

    def test_the_parent_is_the_sum_of_its_children(self):
        twice = {at: figure.value * 2 for at, figure in figures().items()}
        assert brief(prose=False, change=twice, children=self.children({}, {})) == []

    def test_each_cell_that_differs_is_a_warning_that_names_both_numbers(self):
        children = self.children({("requests", "r03", "person"): 8})
        findings = [one for one in run(prose=False, children=children).findings if one.code == "R21"]
        assert [finding.what for finding in findings] == ["“（一）予以公开”行“自然人”列为6，1个单位之和为8，相差2"]
        assert findings[0].severity == "warning"

    def test_bodies_that_have_not_reported_are_named(self):
        result = run(prose=False, children=self.children({}), missing_children=["甲局", "乙局"])
        assert [finding.what for finding in result.findings] == ["有2个单位没有报告：甲局、乙局"]

    def test_a_cell_that_a_child_lacks_is_not_compared(self):
        result = run(prose=False, children=[report(prose=False, without=("r17",))])
        assert result.findings == ()
        assert [(each.why, each.is_partial) for each in result.not_run if each.rule == "R21"] == [
            ("有7格在本级或某个单位的表中没有或读不出", True)
        ]
