"""The official form as data."""

import pytest

from reportgen.annual.form import FEES, HEADINGS, PARTS, REQUEST_LABELS, figure_keys, labels_of, table_form
from reportgen.model.annual import FigureKey


@pytest.mark.parametrize(
    ("name", "rows", "columns", "figures"),
    [("disclosure", 14, 4, 10), ("requests", 28, 10, 175), ("reviews", 4, 15, 15)],
)
def test_the_cells_of_a_table_fill_it_without_gap_or_overlap(name, rows, columns, figures):
    form = table_form(name)
    covered = [
        (row, column)
        for cell in form.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    ]
    assert sorted(covered) == [(row, column) for row in range(rows) for column in range(columns)]
    assert (form.rows, form.columns, len(form.keys)) == (rows, columns, figures)


def test_the_form_has_two_hundred_figures_and_no_subtotal_rows():
    assert len(figure_keys()) == len(set(figure_keys())) == 200
    totals = [cell.key.row for cell in table_form("requests").cells if cell.is_total and cell.key.column == "person"]
    assert totals == ["r24"]


def test_only_total_columns_and_the_row_of_totals_are_computed():
    typed = [cell for name in PARTS for cell in table_form(name).cells if cell.key and not cell.is_total]
    assert len(typed) == 10 + 24 * 6 + 3 * 4


def test_a_figure_is_called_by_its_labels_from_wide_to_narrow():
    assert labels_of(FigureKey("requests", "r05", "person")) == ("（三）不予公开", "1.属于国家秘密", "自然人")
    assert labels_of(FigureKey("reviews", "after", "total")) == ("行政诉讼", "复议后起诉", "总计")
    assert labels_of(FEES) == ("行政事业性收费", "本年收费金额（单位：万元）")


def test_headings_and_rows_are_as_many_as_the_form_has():
    assert (len(HEADINGS), len(REQUEST_LABELS)) == (6, 25)
