"""Rules on years and dates, money, what the prose leaves out, its length, and copied text; and the rules as data."""

from datetime import date
from pathlib import Path
from typing import ClassVar

import pytest
from annual_case import FEE, before, codes, part, parts, report, run

from reportgen.annual.page import rules_page
from reportgen.annual.rules import RULES, check_annual
from reportgen.model.annual import AnnualParagraph, AnnualReport
from reportgen.model.findings import Place

PAGE = Path(__file__).resolve().parents[1] / "docs" / "年报规则.md"
RANK = {"note": 0, "warning": 1, "error": 2}


def severities(*args, **options):
    return [(finding.code, finding.severity) for finding in run(*args, **options).findings]


class TestYears:
    @pytest.mark.parametrize(
        "title",
        [
            "云岭市水务局2025年政府信息公开工作年度报告",
            "2025年云岭市水务局政府信息公开工作年度报告",
            "云岭市水务局 2025年度政府信息公开工作年度报告",
            "",
        ],
    )
    def test_a_right_title(self, title):
        assert codes(title=title) == []

    @pytest.mark.parametrize(
        ("title", "told"),
        [
            ("云岭市水务局2025年政府信息公开年度报告", "少了“工作”二字"),
            ("云岭市水务局2024年政府信息公开工作年度报告", "的年度是2024年，报告的是2025年"),
        ],
    )
    def test_a_wrong_title_is_an_error(self, title, told):
        (finding,) = run(title=title).findings
        assert (finding.code, finding.severity) == ("R20", "error")
        assert told in finding.what

    def test_a_title_without_a_year_is_a_warning(self):
        assert severities(title="云岭市水务局政府信息公开工作年度报告") == [("R20", "warning")]

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("统计期限为2025年1月1日至2025年12月31日。", []),
            ("统计期限自2025年1月1日起至12月31日止。", []),
            ("实施期为2023年1月1日至2025年12月31日的三年行动全部公开。", []),
            ("统计期限为2024年1月1日至2024年12月31日。", ["R20"]),
            ("统计期限为2024年1月1日至2025年12月31日。", ["R20"]),
        ],
    )
    def test_the_period_is_the_reports_year(self, text, found):
        assert codes(preamble=(AnnualParagraph(text, Place("f")),)) == found

    @pytest.mark.parametrize(
        "text",
        [
            "2025年，本局认真贯彻条例。",
            "2024年收到申请10件，2025年收到12件。",
            "自2024年以来，本局持续更新目录。",
            "2024年，本局开设专区；2025年，专区接待群众300人次。",
            "根据国办发〔2024〕3号文件要求更新目录。",
            "落实《云岭市2024—2026年政务公开规划》。",
            "与2024年相比，主动公开数量增加。",
            "对2024年度考核反馈的问题逐项整改。",
            "2026年，本局将继续做好公开工作。",
            "截至2024年底已建成专区3个，2025年新增1个。",
            "较2024年，本局公开范围更广。",
        ],
    )
    def test_another_year_may_be_named_for_a_reason(self, text):
        assert codes(one=[text]) == []

    @pytest.mark.parametrize(
        "text",
        [
            "2024年，本局认真贯彻条例，公开各类信息。",
            "2024年度，本局认真贯彻条例。",
            "本局结合2024年政务公开工作实际，编制本报告。",
        ],
    )
    def test_last_years_year_left_in_part_one_is_an_error(self, text):
        assert severities(one=[text]) == [("R20", "error")]

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("2026年，本局将进一步完善机制。", []),
            ("下一步，将继续加强培训。", []),
            ("2025年，针对上年的问题开展了培训。", []),
            ("2025年，本局将重点领域信息公开纳入考核。", []),
            ("2025年，本局将以往文件逐一清理。", []),
            ("2024年报告提出，2025年将进一步加强培训，现已完成。", []),
            ("2025年，本局将进一步完善机制。", ["R20"]),
            ("2024年将重点抓好培训。", ["R20"]),
        ],
    )
    def test_measures_speak_of_the_year_after(self, text, found):
        assert codes(five=[text]) == found

    @pytest.mark.parametrize(
        ("kind", "body", "day", "found"),
        [
            ("department", "云岭市水务局", date(2026, 1, 31), []),
            ("department", "云岭市水务局", date(2026, 2, 1), [("R20", "error")]),
            ("department", "云岭市人民政府办公室", date(2026, 3, 20), [("R20", "warning")]),
            ("department", "云岭市人民政府办公室", date(2026, 4, 1), [("R20", "error")]),
            ("county", "青禾县人民政府", date(2026, 3, 31), []),
            ("city", "云岭市人民政府", date(2026, 4, 1), [("R20", "error")]),
            ("township", "石桥乡人民政府", date(2026, 3, 1), []),
            ("township", "石桥乡人民政府", date(2026, 4, 1), [("R20", "warning")]),
            ("ministry", "教育部", date(2026, 2, 10), [("R20", "error")]),
            ("department", "云岭市水务局", date(2025, 12, 31), [("R20", "error")]),
        ],
    )
    def test_the_day_it_is_due(self, kind, body, day, found):
        assert severities(kind=kind, body=body, published_on=day) == found

    def test_without_a_date_or_a_year_it_says_so(self):
        reasons = {each.rule: (each.why, each.is_partial) for each in run().not_run}
        assert reasons["R20"] == ("没有落款日期", True)
        reasons = {each.rule: each.why for each in run(report(title="", year=None)).not_run}
        assert reasons["R20"] == "没有读到报告的年度"


class TestMoney:
    def test_an_amount_as_large_as_if_it_were_yuan(self):
        assert severities(prose=False, disclosure={"fees": {"amount": 1_000_000}}) == [("R14", "warning")]
        assert severities(prose=False, disclosure={"fees": {"amount": 999_999}}) == []

    def test_ten_thousand_times_what_the_prose_says(self):
        text = "全年行政事业性收费15000元。"
        assert severities(one=[text], disclosure={"fees": {"amount": 15000}}) == [("R14", "warning")]
        assert severities(one=[text], disclosure={"fees": {"amount": "1.5"}}) == []

    @pytest.mark.parametrize(
        "text",
        [
            FEE,
            "本年度没有收取信息处理费。",
            "（一）收取信息处理费情况。共收取信息处理费270元，涉及申请2件。",
            "共收取信息处理费2230元，其中甲局880元、乙局1080元、丙局270元。",
            "依申请公开未收取任何费用。",
            "本机关没有发生政府信息公开收费。",
            "按每件100元的标准收取信息处理费300元。",
            "行政事业性收费1.5万元，未收取信息处理费。",
        ],
    )
    def test_a_fee_that_is_said_rightly(self, text):
        assert codes(six=[text]) == []

    @pytest.mark.parametrize(
        ("text", "severity"),
        [
            ("无其他需要报告的事项。", "error"),
            ("", "error"),
            ("行政事业性收费1.5万元，没有其他事项。", "error"),
            ("共收取信息处理费275元。", "warning"),
            ("共收取信息处理费2230元，其中甲局880元、乙局1080元、丙局280元。", "warning"),
            ("共收取信息处理费1.5万元。", "warning"),
        ],
    )
    def test_a_fee_that_is_missing_or_wrong(self, text, severity):
        assert severities(six=[text]) == [("R15", severity)]

    def test_a_fee_told_in_another_part_is_a_warning(self):
        assert severities(one=["全年未收取信息处理费。"], six=["没有其他事项。"]) == [("R15", "warning")]

    def test_before_2021_nobody_asked_for_it(self):
        result = run(year=2020, six=["没有。"])
        assert "R15" in {each.rule for each in result.not_run}
        assert "R15" not in [finding.code for finding in result.findings]


class TestSilence:
    REVIEWS: ClassVar = {"direct": {"corrected": 1}}
    LONG = "".join(map(chr, range(0x4E00, 0x4E00 + 1001)))

    def test_a_correction_is_spoken_of_in_part_five(self):
        assert severities(reviews=self.REVIEWS, five=["个别部门更新不及时。"]) == [("R24", "warning")]
        assert codes(reviews=self.REVIEWS, five=["有1件行政诉讼被纠正，已组织学习。"]) == []
        assert codes(five=["个别部门更新不及时。"]) == []

    def test_part_one_is_counted_without_blanks(self):
        assert codes(one=[" ".join(self.LONG[:1000])]) == []
        (finding,) = run(one=[self.LONG]).findings
        assert (finding.code, finding.severity, finding.what) == ("R26", "warning", "第一部分有1001字，超过1000字")

    def test_the_limit_is_a_setting(self):
        assert codes(one=[self.LONG], part_one_limit=1500) == []


class TestCopies:
    TEXT = tuple(f"第{at}项工作按照方案如期推进并及时公开结果。" for at in "甲乙丙丁戊己庚辛壬癸")
    NEW = tuple(f"今年新开展的{at}类事项已经全部上网公布。" for at in "甲乙丙丁戊己庚辛壬癸")

    @pytest.mark.parametrize(
        ("same", "found"), [(10, "warning"), (6, "warning"), (5, "note"), (2, "note"), (1, None), (0, None)]
    )
    def test_the_share_of_identical_sentences(self, same, found):
        now = "".join((*self.TEXT[:same], *self.NEW[same:]))
        findings = severities(one=[now], previous=before(one=["".join(self.TEXT)]))
        assert findings == ([("R25", found)] if found else [])

    def test_a_sentence_copied_with_another_year_is_copied(self):
        last = "".join(f"2024年，{text}" for text in self.TEXT)
        now = "".join(f"2025年，{text}" for text in self.TEXT)
        assert severities(five=[now], previous=before(five=[last])) == [("R25", "warning")]

    def test_another_body_is_named(self):
        text = "".join(self.TEXT)
        (finding,) = run(one=[text], others=[report(body="云岭市林业局", one=[text])]).findings
        assert finding.what == "第一部分的10句话中有10句与云岭市林业局的报告相同（100%）"

    def test_without_another_text_it_says_so(self):
        reasons = {each.rule: each.why for each in run(previous=before(prose=False)).not_run}
        assert reasons["R25"] == "没有上年或其他单位的报告正文"


class TestRules:
    def test_they_are_r1_to_r28_in_order(self):
        assert [rule.id for rule in RULES] == [f"R{number}" for number in range(1, 29)]

    def test_every_rule_says_what_it_is_where_it_comes_from_and_what_it_looks_at(self):
        assert all(rule.title and rule.formula and rule.source and rule.cells for rule in RULES)
        assert len({rule.evaluate for rule in RULES}) == len(RULES)

    def test_the_page_is_made_from_them(self):
        assert PAGE.read_text(encoding="utf-8") == rules_page()

    def test_an_empty_report_runs_nothing_that_needs_data_and_breaks_nothing(self):
        result = check_annual(AnnualReport("空.docx"))
        assert result.findings == ()
        assert result.ran == ()
        assert {each.rule for each in result.not_run} == {rule.id for rule in RULES}
        assert all(each.why for each in result.not_run)

    def test_no_finding_is_graver_than_its_rule(self):
        given = report(
            one=["2024年，收到政府信息公开申请20件，全部办结，同比增长5%。资金资金公开。", "公" * 1000],
            five=["2025年将继续。"],
            six=["无。"],
            title="报告",
            kind="county",
            body="青禾县人民政府",
            change={
                ("requests", "r01", "person"): "x",
                ("requests", "r25", "total"): 9,
                ("reviews", "direct", "total"): 3,
            },
            disclosure={"regulations": {"made": 5}, "fees": {"amount": 5_000_000}},
            parts=(
                *parts(one=["2024年，收到政府信息公开申请20件，申请全部办结。资金资金公开。"])[:4],
                part(0, heading="八、其他"),
            ),
        )
        findings = run(given, previous=before(), published_on=date(2026, 6, 1)).findings
        severity = {rule.id: rule.severity for rule in RULES}
        assert len({finding.code for finding in findings}) > 8
        assert all(RANK[finding.severity] <= RANK[severity[finding.code]] for finding in findings)
        assert all(finding.what and finding.mend for finding in findings)

    def test_the_same_report_gives_the_same_findings(self):
        given = report(one=["收到政府信息公开申请13件，予以公开8件。"], change={("requests", "r25", "total"): 9})
        assert run(given) == run(given)
