"""汇总.xlsx as a person and a program find it."""

import io
import itertools
from decimal import Decimal

import openpyxl
import pytest
from annual_rollup_case import body, typed_figures

from reportgen.annual.form import figure_keys, table_form
from reportgen.annual.rollup import RollUp, input_from, roll_up
from reportgen.annual.rollup.body import ReportedBody
from reportgen.annual.rollup.book import rollup_workbook, sum_control
from reportgen.annual.rollup.sheet_layout import SUM_SHEET, addresses, blocks
from reportgen.model.annual import FigureKey
from reportgen.model.completion import Tally

R01 = FigureKey("requests", "r01", "person")
HOSTILE = ('=HYPERLINK("x","y")', "+1+1", "@SUM(A1)", "http://example.invalid/a", "a\x0bb\x01c", "-2")


def rolled_up() -> RollUp:
    tally = Tally(8, {"done": 3, "under_way": 4, "not_applicable": 1}, 3)
    return roll_up(
        [
            body("甲局", typed_figures(1), counts={"website": 12}, completion=tally),
            body("乙局", typed_figures(2)),
            body("丙局", {R01: 3}, folder="丙1"),
            body("丙局", {R01: 4}, folder="丙2"),
            body("丁局", {R01: 4}, errors=2),
            ReportedBody("戊局", "戊局", "戊局/年报数据.xlsx", problem="文件已损坏"),
        ],
        expected=["甲局", "乙局", "丙局", "丁局", "戊局", "己局"],
    )


def opened(rolled: RollUp) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(rollup_workbook(rolled, body="云岭市")))


def rows(book: openpyxl.Workbook, sheet: str) -> list[tuple]:
    return [tuple(row) for row in book[sheet].iter_rows(min_row=2, values_only=True)]


def test_the_sheets_stand_in_the_order_of_their_use():
    names = ["汇总", "其他数字", "对照", "完成率", "未报单位", "问题", "重复和冲突", "来源"]
    assert opened(rolled_up()).sheetnames == names


def test_every_figure_stands_at_its_address_as_a_number():
    rolled = rolled_up()
    sheet = opened(rolled)[SUM_SHEET]
    assert len(set(addresses().values())) == 200
    for key, address in addresses().items():
        cell = sheet[address]
        assert (cell.data_type, Decimal(str(cell.value))) == ("n", rolled.figures[key]), (key, address)


def test_the_three_tables_show_every_label_of_the_form_with_its_merged_cells():
    sheet = opened(rolled_up())[SUM_SHEET]
    texts = [cell.value for row in sheet.iter_rows(min_row=4) for cell in row if isinstance(cell.value, str)]
    for name in ("disclosure", "requests", "reviews"):
        for label in (cell.text for cell in table_form(name).cells if cell.text):
            assert label in texts
    labels = sum(1 for name in ("disclosure", "requests", "reviews") for cell in table_form(name).cells if cell.text)
    assert len(texts) == labels + 3  # and the three headings


def test_a_blank_row_stands_between_two_tables():
    for above, below in itertools.pairwise(blocks()):
        assert below.heading_row == max(area.last_row for area in above.areas) + 2


def test_areas_do_not_overlap():
    sheet = opened(rolled_up())[SUM_SHEET]
    met = set()
    for area in sheet.merged_cells.ranges:
        cells = set(area.cells)
        assert not met & cells
        met |= cells


def test_a_figure_that_nobody_has_is_blank_and_nil_is_0():
    figures = {**dict.fromkeys(figure_keys(), ""), R01: 0}
    sheet = opened(roll_up([body("甲局", figures, counts={"press": 1})]))[SUM_SHEET]
    assert (sheet[addresses()[R01]].value, sheet[addresses()[R01._replace(row="r02")]].value) == (0, None)


def test_places_of_the_parents_own_report_are_those_of_the_workbook():
    rolled = rolled_up()
    book = opened(rolled)
    made = input_from(rolled, year=2025, body="云岭市人民政府")
    for figure in (*made.report.figures.values(), *made.counts.values()):
        value = book[figure.place.sheet][figure.place.cell].value
        assert figure.value == (None if value is None else Decimal(str(value)))


def test_the_comparison_has_one_row_per_body_missing_ones_included_and_the_sum_last():
    found = rows(opened(rolled_up()), "对照")
    assert [(row[1], row[3]) for row in found] == [
        ("丁局", "未计入（有错误）"),
        ("丙局", "未计入（有两份不同的）"),
        ("丙局", "未计入（有两份不同的）"),
        ("乙局", "计入"),
        ("戊局", "未计入（读不出来）"),
        ("甲局", "计入"),
        ("己局", "没有报送"),
        ("计入的2个单位合计", None),
    ]
    new = [row[5] for row in found]
    assert new[7] == new[3] + new[5]
    assert found[5][-3:] == (7, 3, pytest.approx(3 / 7))
    assert found[4][5:] == (None,) * 17


def test_rates_stand_with_their_counts():
    found = rows(opened(rolled_up()), "完成率")
    assert [row[:6] for row in found] == [
        ("甲局", "甲局", 8, 7, 3, pytest.approx(3 / 7)),
        ("合计（每个单位计一次）", None, 8, 7, 3, pytest.approx(3 / 7)),
    ]


def test_a_body_of_which_no_task_applies_has_no_rate():
    rolled = roll_up([body("甲局", {R01: 1}, completion=Tally(2, {"not_applicable": 2}, 0))])
    assert rows(opened(rolled), "完成率")[0][:6] == ("甲局", "甲局", 2, 0, 0, "—")


def test_missing_bodies_findings_conflicts_and_sources_are_listed():
    book = opened(rolled_up())
    assert rows(book, "未报单位") == [(1, "己局", None, "没有收到文件")]
    assert [(row[1], row[2], row[8]) for row in rows(book, "问题")] == [
        ("错误", "戊局", "rollup-unreadable"),
        ("错误", "丙局", "rollup-conflict"),
        ("错误", "丙局", "rollup-conflict"),
        ("错误", "丁局", "rollup-failing"),
        ("错误", "丁局", "R1"),
        ("错误", "丁局", "R1"),
        ("提醒", "己局", "rollup-missing"),
    ]
    twice = rows(book, "重复和冲突")
    assert [row[1] for row in twice] == ["丙1/年报数据.xlsx", "丙2/年报数据.xlsx"]
    assert all("分别为3和4" in row[3] for row in twice)
    assert [row[1] for row in rows(book, "来源")][-1] == "甲局/年报数据.xlsx"


def test_the_sum_control_accounts_for_every_file():
    said = "找到6份：计入2个，未计入（有错误）1个，未计入（有两份不同的）2个，未计入（读不出来）1个。未报送1个"
    assert sum_control(rolled_up()) == said


def test_texts_of_strangers_stay_text():
    bodies = [body(name, {R01: at}, folder=f"{at}\x02夹", texts={"problems": name}) for at, name in enumerate(HOSTILE)]
    content = rollup_workbook(roll_up(bodies, expected=[*HOSTILE, "=1+1"]), body="=A1")
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert [row[2] for row in rows(book, "对照")][:6] == [f"{at}夹" for at in range(6)]
    names = [row[1] for row in rows(book, "对照")]
    assert names[:6] == [*HOSTILE[:4], "a bc", "-2"]


def test_the_same_roll_up_gives_the_same_bytes():
    assert rollup_workbook(rolled_up()) == rollup_workbook(rolled_up())


def test_nothing_at_all_still_makes_a_workbook():
    assert rows(opened(roll_up([])), "对照") == [(None, "计入的0个单位合计", *(None,) * 20)]
