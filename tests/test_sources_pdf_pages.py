"""Tables of a PDF where a page's end parts them: cut rows are one again, whole rows stay apart, open rows are closed."""

from types import SimpleNamespace

import pytest

from reportgen.plan.sources.grids import Cell
from reportgen.plan.sources.pdfends import _open_ends
from reportgen.plan.sources.pdftables import PageTable, WholeTable, append, page_table

EDGES = [0.0, 100.0, 200.0, 300.0, 400.0]


def joined(last, first):
    """The texts of a table whose last row of a page and first row of the next are given with their columns."""
    whole = WholeTable()
    for page, row in enumerate((last, first), 1):
        cells = [Cell(0, left, right, 1, text) for text, left, right in row]
        append(whole, PageTable(cells, 1, EDGES, page, 0.0))
    return whole.rows, [cell.text for cell in whole.cells]


@pytest.mark.parametrize(
    ("last", "first"),
    [
        ([("信息内容", 0, 1), ("本年处理决定数量", 1, 4)], [("行政许可", 0, 1), ("1052", 1, 4)]),
        ([("行政处罚", 0, 1), ("18", 1, 4)], [("行政强制", 0, 1), ("9", 1, 4)]),
        (
            [("行政复议", 0, 2), ("行政诉讼", 2, 4)],
            [("结果维持", 0, 1), ("结果纠正", 1, 2), ("未经复议直接起诉", 2, 4)],
        ),
        ([("申请人情况", 0, 4)], [("自然人", 0, 1), ("法人或其他组织", 1, 3), ("总计", 3, 4)]),
    ],
)
def test_a_whole_row_on_the_next_page_stays_a_row_of_its_own(last, first):
    rows, texts = joined(last, first)
    assert rows == 2
    assert texts == [text for text, _, _ in (*last, *first)]


def test_a_row_that_the_pages_end_cuts_is_one_row():
    last = [("要求行政机关确认或重新", 0, 2), ("12", 2, 3), ("0", 3, 4)]
    rows, texts = joined(last, [("出具已获取信息", 0, 2), ("", 2, 3), ("", 3, 4)])
    assert rows == 1
    assert texts == ["要求行政机关确认或重新出具已获取信息", "12", "0"]


def test_a_head_of_several_rows_that_every_page_repeats_stands_once():
    head = [Cell(0, 0, 2, 2, "项目"), Cell(0, 2, 4, 1, "申请人"), Cell(1, 2, 3, 2, "自然人"), Cell(1, 3, 4, 2, "总计")]
    whole = WholeTable()
    for page, label in enumerate(("新收", "结转"), 1):
        data = [Cell(2, 0, 2, 3, label), Cell(2, 2, 3, 3, "4"), Cell(2, 3, 4, 3, "4")]
        again = [Cell(cell.row, cell.column, cell.right, cell.below, cell.text) for cell in head]
        append(whole, PageTable([*again, *data], 3, EDGES, page, 0.0))
    assert whole.rows == 4
    assert [cell.text for cell in whole.cells] == [
        "项目",
        "申请人",
        "自然人",
        "总计",
        "新收",
        "4",
        "4",
        "结转",
        "4",
        "4",
    ]


def test_a_character_on_a_rule_is_read_once():
    boxes = [(0.0, 0.0, 20.0, 10.0), (20.0, 0.0, 40.0, 10.0)]
    chars = [
        {"text": text, "x0": left, "x1": left + 5, "top": 2.0, "bottom": 8.0, "size": 6.0}
        for text, left in (("7", 5.0), ("0", 18.2))
    ]
    table = page_table(SimpleNamespace(cells=boxes), chars, page=1, height=100.0)
    assert [cell.text for cell in table.cells] == ["7", "0"]


def upright(left, top, bottom):
    return {"orientation": "v", "x0": left, "x1": left, "top": top, "bottom": bottom}


def level(top, left, right):
    return {"orientation": "h", "x0": left, "x1": right, "top": top, "bottom": top}


def test_a_row_without_its_outer_rule_at_the_pages_edge_is_closed():
    edges = [upright(left, 30, 90) for left in (10, 60, 110)] + [level(30, 10, 110), level(60, 10, 110)]
    assert _open_ends(edges) == [90]
    assert _open_ends([upright(left, 10, 90) for left in (10, 60, 110)] + [level(60, 10, 110)]) == [10, 90]


def test_a_closed_table_and_a_merged_cell_are_left_as_they_are():
    frame = [upright(left, 30, 90) for left in (10, 110)] + [level(top, 10, 110) for top in (30, 60, 90)]
    assert _open_ends([*frame, *(upright(left, 30, 60) for left in (40, 70))]) == []
    # Inner rules that end at no rule stand inside the frame.
    assert _open_ends([*frame, *(upright(left, 30, 75) for left in (20, 40, 70))]) == []
