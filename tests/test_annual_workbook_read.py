"""年报数据.xlsx as people fill and spoil its cells."""

import io
import zipfile
from datetime import date, datetime, time
from decimal import Decimal

import openpyxl
import pytest
from annual_workbook_case import (
    REQUEST,
    TYPED,
    answer,
    brief,
    edited,
    figures_of,
    fill,
    issue,
    key,
    plain_report,
    put,
    read,
    values,
)

from reportgen.annual.facts import COUNTS
from reportgen.annual.form import APPLICANTS, PARTS
from reportgen.annual.totals import total_keys
from reportgen.annual.workbook.formulas import is_total, total
from reportgen.errors import UnusableInput
from reportgen.model.findings import Place

ISSUED = issue(earlier=[plain_report()])
BLANK = issue()
FULL = edited(BLANK, fill({key: at for at, key in enumerate(TYPED)}))


def test_nil_blank_mark_and_remark_stay_apart(tmp_path):
    typed = {
        key("r01", name): value
        for name, value in zip(APPLICANTS, [0, None, "/", "22（其中修订16件）", "０"], strict=False)
    }
    found = figures_of(read(edited(BLANK, fill(typed)), tmp_path))
    said = [(found[figure].state, found[figure].value, found[figure].remark, found[figure].text) for figure in typed]
    assert said == [
        ("number", 0, "", "0"),
        ("blank", None, "", ""),
        ("mark", None, "", "/"),
        ("number", 22, "其中修订16件", "22（其中修订16件）"),
        ("number", 0, "", "０"),
    ]
    assert found[key("r01", "person")].place == Place("年报数据.xlsx", REQUEST, "D7")
    assert found[key("r01", "total")].value == 22
    assert found[key("r03", "total")].state == "blank"


@pytest.mark.parametrize(
    "value",
    ["若干", "约20", "3至5", "50%", "=1/0", True, date(2026, 1, 2), time(3, 5), "二十"],
)
def test_what_is_no_number_is_told_and_makes_no_total(tmp_path, value):
    result = read(edited(BLANK, put(key("r03", "person"), value), put(key("r03", "other"), 4)), tmp_path)
    code = "annual-formula-without-value" if str(value).startswith("=") else "annual-figure-unreadable"
    assert brief(result) == [(REQUEST, "D9", code)]
    assert "予以公开 › 自然人" in result.findings[0].what
    assert figures_of(result)[key("r03", "person")].state == "unreadable"
    assert [figures_of(result)[one].value for one in (key("r03", "total"), key("r24", "person"))] == [None, None]
    assert figures_of(result)[key("r24", "other")].value == 4


def with_cell(content, sheet_part, address, xml):
    """The workbook with one cell as some program stores it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == sheet_part:
                start = part.index(f'<c r="{address}"'.encode())
                end = min(at for at in (part.find(b"/>", start) + 2, part.find(b"</c>", start) + 4) if at > 3)
                part = part[:start] + xml.encode() + part[end:]
            target.writestr(name, part)
    return out.getvalue()


@pytest.mark.parametrize(
    ("xml", "value", "code"),
    [
        pytest.param('<c r="D9" t="e"><v>#REF!</v></c>', None, "annual-cell-error", id="an error value"),
        pytest.param('<c r="D9"><f>3+4</f></c>', None, "annual-formula-without-value", id="a formula never computed"),
        pytest.param('<c r="D9"><f>3+4</f><v>7</v></c>', 7, None, id="a formula with its result"),
        pytest.param('<c r="D9" t="str"><f>A1&amp;1</f><v>１２</v></c>', 12, None, id="a formula that gives text"),
        pytest.param('<c r="D9"><v>7.0</v></c>', 7, None, id="a number with a useless decimal"),
        pytest.param('<c r="D9"><v>0.30000000000000004</v></c>', Decimal("0.3"), None, id="a binary fraction"),
    ],
)
def test_a_cell_says_what_it_shows(tmp_path, xml, value, code):
    result = read(with_cell(BLANK, "xl/worksheets/sheet4.xml", "D9", xml), tmp_path)
    assert figures_of(result)[key("r03", "person")].value == value
    assert brief(result) == ([(REQUEST, "D9", code)] if code else [])


def test_typed_totals_are_read_as_typed_and_told_once_for_a_table(tmp_path):
    typed = {figure: 99 for figure in total_keys() if figure.row in ("r01", "r02")}
    result = read(edited(FULL, fill(typed)), tmp_path)
    assert {figure: values(result)[figure] for figure in typed} == typed
    assert brief(result) == [(REQUEST, "J7", "annual-total-typed")]
    assert "J7、J8" in result.findings[0].what
    assert values(result)[key("r03", "total")] == values(read(FULL, tmp_path))[key("r03", "total")]


def test_another_formula_in_place_of_a_total_counts_as_typed_where_it_has_a_value(tmp_path):
    own = '<c r="J7"><f>SUM(D7:I7)</f><v>41</v></c>'
    result = read(with_cell(BLANK, "xl/worksheets/sheet4.xml", "J7", own), tmp_path)
    assert values(result)[key("r01", "total")] == 41
    assert brief(result) == [(REQUEST, "J7", "annual-total-typed")]
    without = with_cell(FULL, "xl/worksheets/sheet4.xml", "J7", '<c r="J7"><f>SUM(D7:I7)</f></c>')
    assert values(read(without, tmp_path)) == values(read(FULL, tmp_path))


def test_a_stale_value_of_our_own_formula_is_computed_anew(tmp_path):
    formula = total("D7:I7").removeprefix("=").replace("&", "&amp;")
    stale = f'<c r="J7"><f t="array" ref="J7">{formula}</f><v>12345</v></c>'
    result = read(with_cell(FULL, "xl/worksheets/sheet4.xml", "J7", stale), tmp_path)
    assert values(result) == values(read(FULL, tmp_path))
    assert result.findings == ()


def test_an_emptied_total_is_computed_and_told(tmp_path):
    result = read(edited(FULL, put(key("direct", "total", "reviews"), None)), tmp_path)
    assert values(result) == values(read(FULL, tmp_path))
    assert brief(result) == [("复议诉讼", "K7", "annual-total-blank")]


def test_a_formula_of_ours_is_known_wherever_its_parts_were_moved():
    assert is_total(total("D9:D29"))
    assert is_total(total("$D$11:$D$31").replace(",", ", ").lower())
    assert not is_total("SUM(D9:D29)")
    assert not is_total("D9+D10")


@pytest.mark.parametrize(
    ("label", "value", "code", "field", "read_as"),
    [
        ("年度", "2025年", None, "year", 2025),
        ("年度", "２０２５", None, "year", 2025),
        ("年度", "二五年", "annual-year", "year", None),
        ("年度", None, "annual-year", "year", None),
        ("年度", 25, "annual-year", "year", None),
        ("单位名称", None, "annual-body", "body", ""),
        ("单位名称", " 云岭市\n水务局 ", None, "body", "云岭市水务局"),
        ("机关类型", "县级政府", None, "kind", "county"),
        ("机关类型", "街道", None, "kind", "township"),
        ("机关类型", "公司", "annual-choice", "kind", "department"),
        ("统计范围", "全县", None, "scope", "all"),
        ("统计范围", None, "annual-choice", "scope", "own"),
    ],
)
def test_the_basics_are_read_as_people_write_them(tmp_path, label, value, code, field, read_as):
    result = read(edited(FULL, answer(label, value)), tmp_path)
    assert [found.code for found in result.findings] == ([code] if code else [])
    assert getattr(result.input.report, field) == read_as


@pytest.mark.parametrize(
    ("value", "day", "codes"),
    [
        ("2026年1月20日", date(2026, 1, 20), []),
        (datetime.combine(date(2026, 1, 20), time()), date(2026, 1, 20), []),
        ("1月20日", date(2026, 1, 20), ["annual-date"]),
        ("一月底", None, ["annual-date"]),
        (None, None, []),
    ],
)
def test_the_date_of_the_report_is_of_the_year_after(tmp_path, value, day, codes):
    result = read(edited(FULL, answer("落款日期", value)), tmp_path)
    assert (result.input.published_on, [found.code for found in result.findings]) == (day, codes)


def test_counts_and_texts_of_the_situation(tmp_path):
    changes = (
        answer("政府网站发布信息", "1,024条"),
        answer("收取信息处理费", 380.5),
        answer("举办新闻发布会", "无"),
        answer("开设政务新媒体账号", "几个"),
        answer("其他需要报告的事项", "  没有其他事项。\n\n　"),
        answer("本年存在的主要问题", "一是甲。\r\n二是乙。"),
    )
    result = read(edited(FULL, *changes), tmp_path)
    counts = result.input.counts
    assert list(counts) == [spec.key for spec in COUNTS]
    assert (counts["website"].value, counts["fee"].value) == (1024, Decimal("380.5"))
    assert (counts["press"].state, counts["weibo"].state, counts["accounts"].state) == ("mark", "blank", "unreadable")
    texts = {name: [one.text for one in paragraphs] for name, paragraphs in result.input.texts.items()}
    assert texts == {"other": ["没有其他事项。"], "problems": ["一是甲。", "二是乙。"]}
    assert [(code, cell is not None) for _, cell, code in brief(result)] == [("annual-figure-unreadable", True)]
    assert result.input.texts["problems"][0].place.sheet == "情况"


def test_last_years_figures_may_be_corrected(tmp_path):
    def change(book):
        sheet = book["上年数据"]
        row = next(row for row in range(1, 70) if sheet.cell(row, 1).value == "四、结转下年度继续办理")
        sheet.cell(row, 4).value = 77
        sheet.cell(row, 10).value = 500

    result = read(edited(ISSUED, change), tmp_path)
    last = result.input.earlier[0]
    assert (last.value(key("r25", "person")), last.value(key("r25", "total"))) == (77, 500)
    assert result.findings == ()


def test_an_earlier_sheet_of_this_year_is_not_used(tmp_path):
    result = read(edited(ISSUED, answer("年度", 2024)), tmp_path)
    assert result.input.earlier == ()
    assert {code for _, _, code in brief(result)} == {"annual-earlier-year"}
    assert len(result.findings) == len(PARTS)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"", "不是 Excel 工作簿", id="empty"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版格式", id="an old binary file"),
        pytest.param(b"%PDF-1.7", "不是 Excel 工作簿", id="a pdf"),
        pytest.param(None, "不是年报数据", id="another workbook"),
        pytest.param(FULL[: len(FULL) // 2], "不是 Excel 工作簿|损坏", id="cut off"),
    ],
)
def test_what_is_no_such_workbook_is_refused_in_chinese(tmp_path, content, said):
    if content is None:
        out = io.BytesIO()
        openpyxl.Workbook().save(out)
        content = out.getvalue()
    with pytest.raises(UnusableInput, match=said) as error:
        read(content, tmp_path)
    assert error.value.mend


def test_findings_name_the_file_as_the_caller_knows_it(tmp_path):
    from reportgen.annual.workbook import read_annual_workbook

    (tmp_path / "a.xlsx").write_bytes(edited(BLANK, put(key("r01", "person"), "若干")))
    result = read_annual_workbook(tmp_path / "a.xlsx", file="各单位/水务局/年报数据.xlsx")
    assert str(result.findings[0].place) == "各单位/水务局/年报数据.xlsx › 依申请公开 › D7"
