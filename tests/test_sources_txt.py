"""Text files, however they came about, give the same paragraphs and grids."""

from pathlib import Path

import pytest

from reportgen.errors import UnusableInput
from reportgen.model.blocks import Grid, Paragraph
from reportgen.plan.sources import read_blocks

NARRATIVE = """云岭市水务局2025年政务公开工作要点

一、加强信息发布
（一）公开工程信息。及时公开重点水利工程的立项、招标和验收情况。（责任单位：工程科）
（二）公开水价政策。做好水价调整的解读和回应。（责任单位：财务科牵头，办公室配合）
"""
TRADITIONAL = "雲嶺市水務局2025年政務公開工作要點\n一、加強資訊發布\n及時公開重點水利工程的立項、招標和驗收情況。\n"
ROWS = [["序号", "工作任务", "责任单位"], ["1", "公开工程信息", "工程科"], ["2", "公开水价政策", "财务科"]]


def read(folder: Path, text: str | bytes):
    path = folder / "方案.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return read_blocks(path).blocks


def texts(blocks) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def rows(grid: Grid) -> list[list[str]]:
    """Cells by row; a cell over all columns stands alone."""
    return [[cell.text for cell in grid.cells if cell.row == row] for row in range(grid.rows)]


def only_grid(blocks) -> Grid:
    (grid,) = [block for block in blocks if isinstance(block, Grid)]
    return grid


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "gb2312"]
)
def test_every_usual_encoding_reads_the_same(tmp_path, encoding):
    assert read(tmp_path, NARRATIVE.encode(encoding)) == read(tmp_path, NARRATIVE)


@pytest.mark.parametrize("encoding", ["big5", "gb18030", "utf-8"])
def test_traditional_text_is_told_from_simplified_and_stays_as_it_is(tmp_path, encoding):
    assert texts(read(tmp_path, TRADITIONAL.encode(encoding))) == TRADITIONAL.split("\n")[:-1]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_do_not_matter(tmp_path, end):
    assert read(tmp_path, NARRATIVE.replace("\n", end)) == read(tmp_path, NARRATIVE)


def test_a_file_cut_inside_its_last_letter_is_read(tmp_path):
    assert texts(read(tmp_path, "一、加强公开。".encode()[:-1])) == ["一、加强公开"]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(bytes(range(128, 256)) * 40, id="arbitrary bytes"),
        pytest.param("政务公开".encode("gb18030") + b"\x01\x02\x03\x04" * 40, id="binary"),
    ],
)
def test_garbage_is_refused_not_shown(tmp_path, content):
    with pytest.raises(UnusableInput, match="乱码"):
        read(tmp_path, content)


def test_radicals_and_odd_blanks_become_ordinary_letters(tmp_path):
    assert texts(read(tmp_path, "⼀、⺠政⼯作\u00a0要点\ufeff，⻅附件")) == ["一、民政工作 要点，见附件"]


def test_full_width_signs_stay_as_printed(tmp_path):
    assert texts(read(tmp_path, "１．完成率达到１００％；①甲")) == ["１．完成率达到１００％；①甲"]


def test_page_numbers_and_running_heads_are_furniture(tmp_path):
    page = "水务局文件\n{}、甲任务\n（责任单位：办公室）\n{}\n"
    text = "\f".join(page.format(label, number) for number, label in enumerate("一二三", 1))
    tail = "（责任单位：办公室）"
    assert texts(read(tmp_path, text + "— 4 —\n第 5 页 共 5 页\n")) == [
        "一、甲任务", tail, "二、甲任务", tail, "三、甲任务", tail,
    ]  # fmt: skip


def test_a_sentence_torn_by_a_page_end_is_whole_again(tmp_path):
    text = "及时公开重点水利工程的立项、招标和验收\n— 1 —\n\f情况，并做好解读。\n二、加强平台建设"
    assert texts(read(tmp_path, text)) == [
        "及时公开重点水利工程的立项、招标和验收情况，并做好解读。",
        "二、加强平台建设",
    ]


def test_lines_cut_at_a_constant_width_are_joined(tmp_path):
    text = (
        "    一、加强信息发布\n"
        "    （一）公开工程信息。及时公开重点水利工程的立项、招\n"
        "标、施工和验收情况，按季度更新，方便群众查询和监督，并\n"
        "在门户网站设立专栏集中展示。（责任单位：工程科牵头，办\n"
        "公室配合）\n"
        "    （二）公开水价政策。做好水价调整的解读和回应，广泛\n"
        "听取意见。（责任单位：财务科）\n"
    )
    assert texts(read(tmp_path, text)) == [
        "一、加强信息发布",
        "（一）公开工程信息。及时公开重点水利工程的立项、招标、施工和验收情况，按季度更新，方便群众查询和监督，并"
        "在门户网站设立专栏集中展示。（责任单位：工程科牵头，办公室配合）",
        "（二）公开水价政策。做好水价调整的解读和回应，广泛听取意见。（责任单位：财务科）",
    ]


def test_short_sentences_of_like_length_are_not_joined(tmp_path):
    lines = [f"做好第{label}方面重点水利工程信息的公开和解读工作。" for label in "一二三四五"]
    assert texts(read(tmp_path, "\n".join(lines))) == lines


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "|序号|工作任务|责任单位|\n|---|:--:|---|\n|1|公开工程信息|工程科|\n|2|公开水价政策|财务科|\n",
            id="Markdown",
        ),
        pytest.param(
            "┌──┬──┬──┐\n│序号│工作任务│责任单位│\n├──┼──┼──┤\n│1 │公开工程│工程科│\n│  │信息  │   │\n"
            "├──┼──┼──┤\n│2 │公开水价政策│财务科│\n└──┴──┴──┘\n",
            id="frames with wrapped cells",
        ),
        pytest.param("序号\t工作任务\t责任单位\n1\t公开工程信息\t工程科\n2\t公开水价政策\t财务科\n", id="tabs"),
        pytest.param(
            "\t序号\n\t工作任务\n\t责任单位\n\n\t1\n\t公开工程信息\n\t工程科\n\n\t2\n\t公开水价政策\n\n\t财务科\n",
            id="one cell to a line",
        ),
        pytest.param(
            "\t序号\n工作任务\n责任单位\n\n\t1\n公开工程信息\n工程科\n\n\t2\n公开水价政策\n财务科\n",
            id="a tab before the first cell only",
        ),
        pytest.param(
            "序号\n工作任务\n责任单位\n1\n公开工程信息\n工程科\n2\n公开水价政策\n财务科\n", id="no marks at all"
        ),
    ],
)
def test_every_way_to_write_a_table_gives_the_same_grid(tmp_path, text):
    blocks = read(tmp_path, f"标题\n\n{text}\n注：按季度报送。\n")
    assert [type(block).__name__ for block in blocks] == ["Paragraph", "Grid", "Paragraph"]
    assert rows(blocks[1]) == ROWS
    assert (blocks[1].columns, blocks[1].place, blocks[2].place) == (3, "表1", "第2段")


def test_a_quoted_cell_of_a_spreadsheet_copy_holds_several_lines(tmp_path):
    text = '工作任务\t责任单位\n"1.甲\n2.说""明""书"\t办公室\n"六稳"工作\t人事科\n'
    assert rows(only_grid(read(tmp_path, text))) == [
        ["工作任务", "责任单位"], ['1.甲\n2.说"明"书', "办公室"], ['"六稳"工作', "人事科"],
    ]  # fmt: skip


def test_in_a_dump_a_cell_may_have_several_lines_and_marks_are_dropped(tmp_path):
    text = (
        "\t工作任务\n\t具体要求\n\t责任单位\n\n\t一、甲\n\t[bookmark: _GoBack]1.乙\n2.丙\n\t办公室、\n各科室\n\n"
        "\t\n\t3.丁\n\t\n\n说明：以上任务年内完成。\n"
    )
    blocks = read(tmp_path, text)
    assert rows(blocks[0]) == [
        ["工作任务", "具体要求", "责任单位"],
        ["一、甲", "1.乙\n2.丙", "办公室、\n各科室"],
        ["", "3.丁", ""],
    ]
    assert texts(blocks) == ["说明：以上任务年内完成。"]


def test_in_a_dump_a_row_of_one_cell_is_a_band_over_all_columns(tmp_path):
    text = "\t序号\n\t任务\n\t单位\n\n\t一、甲类\n\n\t1\n\t乙\n\t办公室\n\n\t2\n\t丙\n\t人事科\n"
    grid = only_grid(read(tmp_path, text))
    assert rows(grid)[1] == ["一、甲类"]
    assert [cell.column_span for cell in grid.cells if cell.row == 1] == [3]


def test_a_heading_between_parts_of_a_dump_parts_the_grids(tmp_path):
    head, row = "\t任务\n\t单位\n\n", "\t甲\n\t办公室\n\n"
    blocks = read(tmp_path, f"一、上\n{head}{row}二、下\n\n{row}")
    assert [block.text if isinstance(block, Paragraph) else rows(block) for block in blocks] == [
        "一、上", [["任务", "单位"], ["甲", "办公室"]], "二、下", [["甲", "办公室"]],
    ]  # fmt: skip


def test_markdown_headings_have_levels_and_marks_are_dropped(tmp_path):
    blocks = read(tmp_path, "# 工作要点\n\n---\n\n## 一、信息发布\n\n- **公开**工程信息\n")
    assert [(block.text, block.level) for block in blocks] == [
        ("工作要点", 1),
        ("一、信息发布", 2),
        ("公开工程信息", None),
    ]


def test_leading_tabs_of_running_text_make_no_table(tmp_path):
    assert texts(read(tmp_path, "\t一、加强公开\n\t做好各项工作。\n")) == ["一、加强公开", "做好各项工作。"]


def test_a_table_run_together_into_one_line_stays_one_paragraph(tmp_path):
    text = "工作任务 具体要求 责任单位 一、甲 1 做好乙 办公室 2 做好丙 人事科"
    assert texts(read(tmp_path, f"标题\n{text}\n")) == ["标题", text]
