"""Spreadsheets give a grid for each visible sheet, cells as shown, whatever the file claims about its size."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from reportgen.errors import UnusableInput
from reportgen.model.blocks import Grid
from reportgen.plan.sources import read_blocks

SHEET = "xl/worksheets/sheet1.xml"


def save(folder: Path, book: openpyxl.Workbook, edit=None, *, part: str = SHEET, name: str = "方案.xlsx") -> Path:
    """The workbook as a file; ``edit`` changes the text of one part's XML."""
    out = io.BytesIO()
    book.save(out)
    content = out.getvalue()
    if edit is not None:
        changed = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(changed, "w") as target:
            for stored in source.namelist():
                text = source.read(stored)
                target.writestr(stored, edit(text.decode()).encode() if stored == part else text)
        content = changed.getvalue()
    path = folder / name
    path.write_bytes(content)
    return path


def book_of(*rows) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.active.title = "分工"
    for row in rows:
        book.active.append(row)
    return book


HEADER = ["序号", "工作任务", "责任单位"]
ROW = [1, "公开工程信息", "工程科"]


def cells(grid: Grid) -> list[tuple[int, int, int, int, str]]:
    return [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in grid.cells]


def test_titles_above_merged_cells_and_rows_keep_their_places(tmp_path):
    book = book_of(["2025年任务分工"], HEADER, ROW, [2, "公开水价", None])
    book.active.merge_cells("A1:C1")
    book.active.merge_cells("C3:C4")
    (grid,) = read_blocks(save(tmp_path, book)).blocks
    assert cells(grid) == [
        (0, 0, 1, 3, "2025年任务分工"),
        (1, 0, 1, 1, "序号"),
        (1, 1, 1, 1, "工作任务"),
        (1, 2, 1, 1, "责任单位"),
        (2, 0, 1, 1, "1"),
        (2, 1, 1, 1, "公开工程信息"),
        (2, 2, 2, 1, "工程科"),
        (3, 0, 1, 1, "2"),
        (3, 1, 1, 1, "公开水价"),
    ]
    assert (grid.rows, grid.columns, grid.place) == (4, 3, "分工")


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("yyyy-mm-dd", "2025-09-30"),
        ('yyyy"年"m"月"d"日"', "2025年9月30日"),
        ('[$-804]yyyy"年"m"月";@', "2025年9月"),
        ('m"月"d"日"', "9月30日"),
        ("yyyy/m/d h:mm", "2025/9/30"),
    ],
)
def test_a_date_cell_is_a_date_and_shows_as_its_format_says(tmp_path, form, text):
    book = book_of(["工作任务", "完成时限"], ["甲", datetime(2025, 9, 30)])  # noqa: DTZ001 (cells know no time zone)
    book.active["B2"].number_format = form
    (grid,) = read_blocks(save(tmp_path, book)).blocks
    assert (grid.cells[-1].value, grid.cells[-1].text) == (date(2025, 9, 30), text)


def test_a_chinese_built_in_format_is_a_date(tmp_path):
    book = book_of(["工作任务", "完成时限"], ["甲", 45930])
    book.active["B2"].number_format = "0.00"
    path = save(tmp_path, book, lambda text: text.replace('numFmtId="2"', 'numFmtId="57"'), part="xl/styles.xml")
    (grid,) = read_blocks(path).blocks
    assert (grid.cells[-1].value, grid.cells[-1].text) == (date(2025, 9, 30), "2025年9月")


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [(12, "General", "12"), (0.5, "General", "0.5"), (0.8, "0%", "80%"), (0.805, "0.0%", "80.5%"), (3.0, "0.00", "3")],
)
def test_numbers_show_without_noise(tmp_path, value, form, text):
    book = book_of(["工作任务", "目标"], ["甲", value])
    book.active["B2"].number_format = form
    (grid,) = read_blocks(save(tmp_path, book)).blocks
    assert grid.cells[-1].text == text


def test_hidden_sheets_are_left_out_with_a_note_and_hidden_rows_are_read(tmp_path):
    book = book_of(HEADER, ROW)
    book.active.row_dimensions[2].hidden = True
    other = book.create_sheet("旧稿")
    other.append(HEADER)
    other.sheet_state = "hidden"
    document = read_blocks(save(tmp_path, book))
    assert [(grid.place, grid.rows) for grid in document.blocks] == [("分工", 2)]
    assert document.notes == ("工作表“旧稿”是隐藏的，没有读取",)


def test_each_sheet_is_a_grid_under_its_name(tmp_path):
    book = book_of(HEADER, ROW)
    book.create_sheet("附表").append(HEADER)
    assert [block.place for block in read_blocks(save(tmp_path, book)).blocks] == ["分工", "附表"]


def test_empty_rows_and_columns_around_the_table_are_trimmed(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "分工"
    for row, values in enumerate([HEADER, ROW], 4):
        for column, value in enumerate(values, 3):
            book.active.cell(row, column, value)
    (grid,) = read_blocks(save(tmp_path, book)).blocks
    assert (grid.rows, grid.columns, grid.place) == (2, 3, "分工（自第4行起）")


def test_rich_text_is_whole(tmp_path):
    book = book_of(HEADER, [1, CellRichText("公开", TextBlock(InlineFont(b=True), "工程")), "办公室"])
    (grid,) = read_blocks(save(tmp_path, book)).blocks
    assert grid.cells[4].text == "公开工程"


def test_escapes_of_control_characters_are_line_breaks_or_gone(tmp_path):
    book = book_of(HEADER, [1, "1.甲_x000D_\n2.乙_x0007_", "办公室"])
    (grid,) = read_blocks(save(tmp_path, book)).blocks
    assert grid.cells[4].text == "1.甲\n2.乙"


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(
            lambda text: text.replace("</sheetData>", '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'),
            id="a format in the last cell",
        ),
        pytest.param(
            lambda text: text.replace(
                "</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A20:XFD1048576"/></mergeCells>'
            ),
            id="everything below merged",
        ),
        pytest.param(lambda text: text.replace('ref="A1:C2"', 'ref="A1"'), id="a size that lies, as WPS writes it"),
    ],
)
def test_stray_formats_and_lying_sizes_change_nothing(tmp_path, edit):
    plain = read_blocks(save(tmp_path, book_of(HEADER, ROW)))
    assert read_blocks(save(tmp_path, book_of(HEADER, ROW), edit)) == plain


def test_formulas_without_a_value_are_said(tmp_path):
    book = book_of(HEADER, ["=1+1", "甲", "办公室"])
    document = read_blocks(save(tmp_path, book))
    assert document.notes == ("工作表“分工”有1个公式没有计算结果，按空白处理；请选择性粘贴为数值",)


def test_a_sheet_of_one_column_is_running_text(tmp_path):
    book = book_of(["2025年工作要点"], ["一、加强公开"])
    assert [(block.text, block.place) for block in read_blocks(save(tmp_path, book)).blocks] == [
        ("2025年工作要点", "分工第1行"),
        ("一、加强公开", "分工第2行"),
    ]


def test_the_name_of_the_file_does_not_matter(tmp_path):
    assert read_blocks(save(tmp_path, book_of(HEADER, ROW), name="方案.et")).form == "xlsx"


def test_a_damaged_sheet_is_refused(tmp_path):
    path = save(tmp_path, book_of(HEADER, ROW), lambda text: text.replace("</sheetData>", ""))
    with pytest.raises(UnusableInput, match="损坏"):
        read_blocks(path)
