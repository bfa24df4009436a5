"""年报数据.xlsx as people fill and spoil it."""

import io
import zipfile
from datetime import date, datetime, time
from decimal import Decimal

import openpyxl
import pytest
from annual_workbook_case import (
    SHEETS,
    TYPED,
    answer,
    brief,
    edited,
    entries,
    fill,
    issue,
    number,
    plain_report,
    put,
    read,
    recalculated,
    report,
    spot,
    whole_numbers,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from reportgen.annual.facts import COUNTS
from reportgen.annual.figure_cell import read_figure
from reportgen.annual.form import APPLICANTS, PARTS, figure_keys
from reportgen.annual.totals import computed, total_keys
from reportgen.annual.workbook.formulas import is_total, total
from reportgen.errors import UnusableInput
from reportgen.model.annual import AnnualInput, FigureKey
from reportgen.model.findings import Place

REQUEST = "依申请公开"
EXAMPLES = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
ISSUED = issue(earlier=[plain_report()])
BLANK = issue()
FULL = edited(BLANK, fill({key: at for at, key in enumerate(TYPED)}))


def key(row, column, table="requests"):
    return FigureKey(table, row, column)


def name_of(figure):
    row, column = spot(figure)
    return f"{get_column_letter(column)}{row}"


def figures_of(result):
    return result.input.report.figures


def values(result):
    return {figure: one.value for figure, one in figures_of(result).items()}


def expected(typed):
    """What a workbook says that was filled with these: the cells as the reader of cells takes them, and their sums."""
    figures = {figure: read_figure("" if value is None else str(value), Place()) for figure, value in typed.items()}
    return {**{figure: one.value for figure, one in figures.items()}, **computed(figures)}


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
           key("r06", "person"): None, key("r07", "person"): "3件", key("upheld", "direct"): 1}  # fmt: skip
    typed = {figure: (at * 7) % 50 for at, figure in enumerate(TYPED)} | odd
    typed.pop(key("upheld", "direct"))
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


def values_only(book):
    """Formulas go, as when a table is pasted as values; rows and columns can then be moved about."""
    for name in SHEETS.values():
        for row in book[name]:
            for one in row:
                if one.data_type == "f" or hasattr(one.value, "text"):
                    one.value = None


def unmerge(book):
    for name in SHEETS.values():
        for area in list(book[name].merged_cells.ranges):
            book[name].unmerge_cells(str(area))


def pad(sheet):
    """Blanks around every text, as after copying from a web page."""
    for row in sheet:
        for one in row:
            if isinstance(one.value, str) and not one.value.startswith("="):
                one.value = f"\u3000{one.value} "


def rename(book):
    for number_, name in enumerate(("填表说明", "情况", *SHEETS.values(), "上年数据"), 1):
        book[name].title = f"Sheet{number_}"


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(rename, id="sheets renamed"),
        pytest.param(lambda book: book._sheets.reverse(), id="sheets in another order"),
        pytest.param(lambda book: None, id="merged labels unmerged"),
        pytest.param(lambda book: [book[name].insert_rows(1, 2) for name in SHEETS.values()], id="rows above"),
        pytest.param(lambda book: book[REQUEST].insert_rows(12, 3), id="rows between"),
        pytest.param(lambda book: [book[name].insert_cols(1) for name in SHEETS.values()], id="a column on the left"),
        pytest.param(lambda book: book[REQUEST].insert_cols(5), id="a column between applicants"),
        pytest.param(lambda book: book["复议诉讼"].insert_rows(7), id="a row above the figures of part four"),
        pytest.param(lambda book: book["情况"].insert_cols(3), id="a column in 情况"),
        pytest.param(lambda book: [pad(book[name]) for name in ("情况", *SHEETS.values())], id="blanks around labels"),
    ],
)  # fmt: skip
def test_figures_are_found_by_their_labels(tmp_path, spoil):
    result = read(edited(FULL, answer("政府网站发布信息", 812), unmerge, values_only, spoil), tmp_path)
    assert values(result) == values(read(FULL, tmp_path))
    assert result.input.counts["website"].value == 812
    assert {found.code for found in result.findings} == {"annual-total-blank"}


def test_a_small_mistake_in_a_label_is_understood_and_told(tmp_path):
    def change(book):
        book[REQUEST]["C12"].value = "2.其他法律行政止公开"
        book[REQUEST]["C13"].value = '3、危及"三安全一稳定"'

    result = read(edited(FULL, change), tmp_path)
    assert values(result) == values(read(FULL, tmp_path))
    assert [(one.found, one.official) for one in result.input.report.labels] == [
        ("2.其他法律行政止公开", "2.其他法律行政法规禁止公开")
    ]
    assert brief(result) == [(REQUEST, "C12", "annual-label-edited")]


def test_rows_and_columns_that_are_gone_are_told_once_and_the_rest_is_read(tmp_path):
    def change(book):
        unmerge(book)
        values_only(book)
        book[REQUEST].delete_rows(12)
        book[REQUEST].delete_cols(5)

    result = read(edited(FULL, change), tmp_path)
    told = [found for found in result.findings if found.code == "annual-label-missing"]
    assert [found.what for found in told] == ["依申请公开表中找不到“商业企业”“2.其他法律行政法规禁止公开”"]
    gone = {one for one in figure_keys() if one.table == "requests" and (one.row == "r06" or one.column == "company")}
    assert set(figure_keys()) - figures_of(result).keys() == gone


def test_a_row_that_stands_twice_with_other_figures_is_not_guessed(tmp_path):
    def change(book):
        sheet = book[REQUEST]
        for column in range(1, 11):
            if not hasattr(sheet.cell(12, column), "value") or sheet.cell(12, column).coordinate in ("A12", "B12"):
                continue
            sheet.cell(40, column).value = sheet.cell(12, column).value if column == 3 else 7

    result = read(edited(FULL, change), tmp_path)
    assert [code for _, _, code in brief(result)].count("annual-label-twice") == 1
    assert figures_of(result)[key("r06", "person")].state == "unreadable"
    assert figures_of(result)[key("r24", "person")].value is None
    assert values(result)[key("r07", "person")] == values(read(FULL, tmp_path))[key("r07", "person")]


def test_merged_figures_are_told_and_what_was_lost_is_not_nil(tmp_path):
    result = read(edited(FULL, lambda book: book[REQUEST].merge_cells("D9:E9")), tmp_path)
    assert brief(result) == [(REQUEST, "D9", "annual-cells-merged")]
    found = figures_of(result)
    assert (found[key("r03", "person")].state, found[key("r03", "company")].state) == ("number", "unreadable")
    assert found[key("r03", "total")].value is None


def test_a_sheet_that_is_gone_is_told_and_the_others_are_read(tmp_path):
    result = read(edited(FULL, lambda book: book.remove(book["复议诉讼"])), tmp_path)
    assert brief(result) == [(None, None, "annual-sheet-missing")]
    assert {one.table for one in figures_of(result)} == {"disclosure", "requests"}
    assert set(result.input.report.editions) == {"disclosure", "requests"}
    lost = read(edited(FULL, lambda book: book.remove(book["情况"])), tmp_path)
    assert brief(lost) == [(None, None, "annual-sheet-missing")]
    assert (lost.input.report.year, len(figures_of(lost))) == (None, 200)


def test_a_copy_of_a_table_with_other_figures_is_told(tmp_path):
    def change(book):
        copy = book.copy_worksheet(book["主动公开"])
        copy.title = "主动公开 (2)"
        copy["B6"].value = 77

    result = read(edited(FULL, change), tmp_path)
    assert brief(result) == [("主动公开 (2)", None, "annual-table-twice")]
    assert values(result) == values(read(FULL, tmp_path))


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


def steps():
    """Careless work with whole rows, columns and sheets; numbers are places, counted from 1."""
    sheet = st.sampled_from(list(SHEETS.values()))
    return st.lists(
        st.one_of(
            st.tuples(st.just("insert_rows"), sheet, st.integers(1, 33)),
            st.tuples(st.just("insert_cols"), sheet, st.integers(1, 17)),
            st.tuples(st.just("delete_rows"), sheet, st.integers(1, 33)),
            st.tuples(st.just("delete_cols"), sheet, st.integers(1, 17)),
            st.tuples(st.just("move_row"), sheet, st.integers(4, 31)),
            st.tuples(st.just("copy_row"), sheet, st.integers(4, 31)),
            st.tuples(st.just("empty_row"), sheet, st.integers(1, 33)),
        ),
        min_size=1,
        max_size=4,
    )


def careless(work):
    def change(book):
        for what, name, at in work:
            sheet = book[name]
            texts = [one.value for one in sheet[at]]
            if what in ("insert_rows", "insert_cols", "delete_rows", "delete_cols"):
                getattr(sheet, what)(at)
            elif what in ("move_row", "copy_row"):
                for column, text in enumerate(texts, 1):
                    sheet.cell(45, column).value = text
                    sheet.cell(at, column).value = None if what == "move_row" else text
            else:
                for column in range(1, len(texts) + 1):
                    sheet.cell(at, column).value = None

    return change


@settings(EXAMPLES, max_examples=60)
@given(work=steps())
def test_careless_work_loses_figures_openly_and_never_mixes_them_up(tmp_path, work):
    result = read(edited(FULL, unmerge, values_only, careless(work)), tmp_path)
    truth = dict(zip(TYPED, range(len(TYPED)), strict=True))
    found = {one: values(result).get(one) for one in TYPED}
    assert {one: value for one, value in found.items() if value not in (None, truth[one])} == {}
    lost = [one for one in TYPED if one not in figures_of(result)]
    told = {code for _, _, code in brief(result)}
    assert not lost or told & {"annual-label-missing", "annual-sheet-missing"}


def test_a_stray_cell_far_away_changes_nothing(tmp_path):
    result = read(edited(FULL, lambda book: book[REQUEST].__setitem__("CA3000", "备注")), tmp_path)
    assert values(result) == values(read(FULL, tmp_path))
