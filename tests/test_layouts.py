"""Layouts: tables, run-together tables and narratives become tasks, whatever the file was."""

import pytest

from reportgen.errors import UnusableInput
from reportgen.model.blocks import Document, Grid, GridCell, Paragraph
from reportgen.plan.layouts import read_layout

TITLE = "云岭市档案局2024年政务公开工作要点任务分工表"
NARRATIVE = "云岭市档案局2024年政务公开工作要点"


def grid(*rows, spans=(), place="表1"):
    """A table; ``spans`` are (row, column, rows, columns) of merged cells, whose text stands at the top left."""
    size = {(row, column): (down, across) for row, column, down, across in spans}
    covered = {
        (row + i, column + j)
        for row, column, down, across in spans
        for i in range(down)
        for j in range(across)
        if i or j
    }
    cells = tuple(
        GridCell(i, j, text, *size.get((i, j), (1, 1)))
        for i, row in enumerate(rows)
        for j, text in enumerate(row)
        if (i, j) not in covered
    )
    return Grid(cells, len(rows), len(rows[0]), place)


def plan(*blocks):
    return read_layout(
        Document(
            "方案.docx",
            "docx",
            tuple(Paragraph(each, f"第{n}段") if isinstance(each, str) else each for n, each in enumerate(blocks, 1)),
        )
    )


def brief(read):
    """(id, category, text, units) of every task."""
    return [
        (task.id, "/".join(task.category), task.text, " ".join(f"{unit.name}:{unit.role}" for unit in task.units))
        for task in read.tasks
    ]


def test_headings_stand_in_columns_and_cover_their_rows():
    read = plan(
        TITLE,
        grid(
            ["序号", "工作任务", "具体要求", "责任科室", "完成时限"],
            ["1", "一、主动公开", "更新公开目录和指南。", "办公室", "2024年6月底前"],
            ["2", "", "公开档案开放目录。", "保管科", "全年"],
            ["3", "二、解读", "制作图解不少于3件。", "各科室", "9月30日前"],
            spans=[(1, 1, 2, 1)],
        ),
    )
    assert brief(read) == [
        ("1", "一、主动公开", "更新公开目录和指南。", "办公室:responsible"),
        ("2", "一、主动公开", "公开档案开放目录。", "保管科:responsible"),
        ("3", "二、解读", "制作图解不少于3件。", "各科室:responsible"),
    ]
    assert [[str(due.date) for due in task.deadlines] for task in read.tasks] == [["2024-06-30"], [], ["2024-09-30"]]
    assert read.tasks[1].place == "表1第3行第3列"


def test_lead_and_support_columns_give_the_roles_also_under_a_two_row_header():
    read = plan(
        TITLE,
        grid(
            ["序号", "任务", "要求", "责任单位", ""],
            ["", "", "", "牵头", "配合"],
            ["1", "公开", "更新目录。", "办公室", "各科室"],
            ["2", "解读", "做图解。", "法规科", ""],
            spans=[(0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 2, 1), (0, 3, 1, 2)],
        ),
    )
    assert [row[3] for row in brief(read)] == ["办公室:lead 各科室:support", "法规科:lead"]
    assert read.tasks[0].responsibility == "牵头:办公室;配合:各科室"


def test_band_rows_are_headings_and_a_blank_unit_cell_inherits_with_a_warning():
    read = plan(
        TITLE,
        grid(
            ["序号", "工作内容", "责任单位"],
            ["一、主动公开", "", ""],
            ["1", "更新目录。", "办公室"],
            ["2", "公布指南。", ""],
            ["二、解读", "", ""],
            ["3", "做图解。", "法规科"],
            spans=[(1, 0, 1, 3), (4, 0, 1, 3)],
        ),
    )
    assert brief(read) == [
        ("1", "一、主动公开", "更新目录。", "办公室:responsible"),
        ("2", "一、主动公开", "公布指南。", "办公室:responsible"),
        ("3", "二、解读", "做图解。", "法规科:responsible"),
    ]
    assert [(warning.code, warning.task) for warning in read.warnings] == [("unit-inherited", "2")]


def test_several_numbered_items_of_one_cell_are_several_tasks():
    read = plan(
        TITLE,
        grid(["工作任务", "具体要求", "责任单位"], ["一、公开", "6.更新目录。\n对照职责。\n7.公布指南。", "办公室"]),
    )
    assert [(task.id, task.text) for task in read.tasks] == [("6", "更新目录。\n对照职责。"), ("7", "公布指南。")]
    assert read.warnings == ()


@pytest.mark.parametrize(
    ("rows", "ids"),
    [
        pytest.param(
            (["更新公开目录。", "办公室"], ["公布指南。", "法规科"]), ["1", "2"], id="nothing printed: rows count"
        ),
        pytest.param(
            (["（一）更新目录。", "办公室"], ["（二）公布指南。", "法规科"]), ["一", "二"], id="Chinese labels"
        ),
        pytest.param((["5．更新目录。", "办公室"], ["6．公布指南。", "法规科"]), ["5", "6"], id="full-width point"),
    ],
)
def test_ids_are_what_is_printed(rows, ids):
    assert [task.id for task in plan(TITLE, grid(["工作任务", "责任部门"], *rows)).tasks] == ids


def test_rows_without_number_under_a_labelled_heading_count_below_it():
    read = plan(
        TITLE,
        grid(["任务", "工作要求", "责任单位"], ["一、公开", "更新目录。", "办公室"], ["", "公布指南。", "办公室"]),
    )
    assert [task.id for task in read.tasks] == ["一-1", "一-2"]


def test_numbers_that_start_again_under_each_heading_count_on_with_a_suffix():
    head = ["序号", "任务内容", "责任单位"]
    first = grid(head, ["1", "更新目录。", "办公室"], ["2", "公布指南。", "办公室"])
    second = grid(head, ["1", "做图解。", "法规科"], place="表2")
    read = plan(TITLE, "一、主动公开", first, "二、政策解读", second)
    assert [(task.id, task.category) for task in read.tasks] == [
        ("1", ("一、主动公开",)),
        ("2", ("一、主动公开",)),
        ("1~2", ("二、政策解读",)),
    ]
    assert [warning.code for warning in read.warnings] == ["number-repeated"]


def test_a_table_split_over_pages_goes_on_without_a_header_of_its_own():
    first = grid(["工作任务", "具体要求", "责任单位"], ["一、公开", "1.更新目录。", "办公室"])
    second = grid(["", "2.公布指南。", ""], ["二、解读", "3.做图解。", "法规科"], place="表2")
    assert brief(plan(TITLE, first, second)) == [
        ("1", "一、公开", "更新目录。", "办公室:responsible"),
        ("2", "一、公开", "公布指南。", "办公室:responsible"),
        ("3", "二、解读", "做图解。", "法规科:responsible"),
    ]


def test_a_title_row_above_and_a_note_below_belong_to_the_table_but_are_no_tasks():
    read = plan(
        grid(
            [TITLE, "", ""],
            ["工作任务", "具体要求", "责任单位"],
            ["一、公开", "1.更新目录。", "办公室"],
            ["注：落实情况于12月15日前报局办公室。", "", ""],
            spans=[(0, 0, 1, 3), (3, 0, 1, 3)],
        )
    )
    assert read.title == TITLE
    assert len(read.tasks) == 1
    assert [(order.task, order.channel, str(order.date)) for order in read.reporting] == [
        (None, "authority", "2024-12-15")
    ]


def test_a_table_without_titles_is_told_by_its_content_and_said():
    read = plan(
        TITLE,
        grid(
            ["1", "更新政府信息公开目录和指南。", "办公室"],
            ["2", "公布档案开放目录并作出说明。", "保管科、利用科"],
            ["3", "制作图解不少于三件并公布。", "法规科"],
        ),
    )
    assert [task.id for task in read.tasks] == ["1", "2", "3"]
    assert "layout-guessed" in {warning.code for warning in read.warnings}


def test_a_narrative_has_clauses_with_run_in_headings_and_tails():
    read = plan(
        NARRATIVE,
        "一、主动公开",
        "（一）更新目录。对照职责修订目录。（责任单位：办公室牵头，各科室配合）",
        "（二）公布指南。修订指南并公布。（办公室、法规科负责）",
    )
    assert brief(read) == [
        ("一-一", "一、主动公开", "对照职责修订目录。", "办公室:lead 各科室:support"),
        ("一-二", "一、主动公开", "修订指南并公布。", "办公室:responsible 法规科:responsible"),
    ]
    assert [task.title for task in read.tasks] == ["更新目录", "公布指南"]


def test_bodies_and_deadline_may_stand_on_lines_of_their_own():
    read = plan(
        NARRATIVE, "一、公开", "（一）公布指南。", "修订指南并公布。", "责任单位：办公室", "完成时限：2024年6月底前"
    )
    assert brief(read) == [("一-一", "一、公开", "修订指南并公布。", "办公室:responsible")]
    assert str(read.tasks[0].deadlines[0].date) == "2024-06-30"


def test_paragraphs_with_tails_of_their_own_are_tasks_of_their_own():
    read = plan(
        NARRATIVE,
        "一、公开",
        "（一）推进会议公开。建立列席制度。（责任单位：办公室）",
        "会议材料及时公布。（责任单位：法规科）",
        "另行通知的除外。",
        "（二）做好解读。制作图解。（责任单位：法规科）",
    )
    assert [(task.id, task.text) for task in read.tasks] == [
        ("一-一-1", "建立列席制度。"),
        ("一-一-2", "会议材料及时公布。\n另行通知的除外。"),
        ("一-二", "制作图解。"),
    ]


def test_arabic_requirements_below_a_bracket_are_the_tasks_and_share_a_tail_that_stands_once():
    read = plan(NARRATIVE, "一、公开", "（一）目录", "1.修订目录。", "2.公布目录。", "责任单位：办公室")
    assert brief(read) == [
        ("1", "一、公开/（一）目录", "修订目录。", "办公室:responsible"),
        ("2", "一、公开/（一）目录", "公布目录。", "办公室:responsible"),
    ]


def test_a_covering_notice_and_a_closing_paragraph_are_no_tasks_but_their_orders_count():
    read = plan(
        "关于印发《云岭市档案局2024年政务公开工作要点》的通知",
        "一、提高认识。各科室要高度重视。",
        "请于11月30日前将落实情况报局办公室。",
        "云岭市档案局",
        "2024年3月5日",
        NARRATIVE,
        "一、公开",
        "（一）更新目录。修订目录。（责任单位：办公室）",
        "（二）公布指南。公布指南。（责任单位：办公室）",
        "各科室要于12月20日前将落实情况报办公室。",
    )
    assert [task.id for task in read.tasks] == ["一-一", "一-二"]
    assert sorted(str(order.date) for order in read.reporting) == ["2024-11-30", "2024-12-20"]


def test_general_requirements_without_bodies_are_no_task():
    read = plan(
        NARRATIVE, "一、总体要求", "坚持以人民为中心。", "二、公开", "（一）更新目录。修订目录。（责任单位：办公室）"
    )
    assert [task.id for task in read.tasks] == ["二-一"]


def test_a_misprinted_heading_is_repaired_by_its_position_and_said():
    read = plan(
        NARRATIVE,
        "一、公开",
        "（一）更新目录。修订目录。（责任单位：办公室）",
        "2、解读",
        "（一）做好图解。制作图解。（责任单位：法规科）",
    )
    assert [(task.id, task.category) for task in read.tasks] == [("一-一", ("一、公开",)), ("二-一", ("2、解读",))]
    assert [warning.code for warning in read.warnings] == ["label-repaired"]


def test_a_plan_without_bodies_says_so_once():
    read = plan(NARRATIVE, "一、公开", "（一）更新目录。修订目录。", "（二）公布指南。公布指南。")
    assert [warning.code for warning in read.warnings] == ["no-units"]
    assert [task.units for task in read.tasks] == [(), ()]


def test_a_table_run_together_into_one_line_is_read_by_its_numbers():
    line = (
        "云岭市2024年政务公开任务分工工作任务 具体要求 责任单位 一、加强公开 （一）更新目录 1 对照职责修订公开目录并于6月底前公布 "
        "市档案局 2 修订公开指南 市档案局、市司法局 （二）做好解读 3 2024年底前制作图解不少于三件 市直各单位,各县、区人民政府 二、强化保障 "
        "4 举办业务培训一次并把条例列入学法内容 市司法局 "
        + "5 落实情况纳入政府信息公开工作年度报告 市直各单位,各县、区人民政府"
        + "　" * 60
    )
    read = plan("云岭市人民政府办公室关于印发任务分工的通知", line)
    assert [(task.id, "/".join(task.category)) for task in read.tasks] == [
        ("1", "一、加强公开/（一）更新目录"),
        ("2", "一、加强公开/（一）更新目录"),
        ("3", "一、加强公开/（二）做好解读"),
        ("4", "二、强化保障"),
        ("5", "二、强化保障"),
    ]
    assert [unit.name for unit in read.tasks[2].units] == ["市直各单位", "各县、区人民政府"]


@pytest.mark.parametrize("blocks", [("今天天气很好。",), (grid(["甲", "乙"], ["1", "2"]),)])
def test_what_is_no_plan_is_refused_with_what_was_looked_for(blocks):
    with pytest.raises(UnusableInput, match="责任单位"):
        plan(*blocks)


def test_text_that_found_no_place_is_said_with_its_place():
    table = grid(["工作任务", "具体要求", "责任单位"], ["一、公开", "1.更新目录。", "办公室"])
    read = plan(TITLE, "为做好公开工作，制定本方案。", table, "各科室要把任务落到实处，加强协作配合，共同把工作做好。")
    assert [(warning.code, "第4段" in warning.message) for warning in read.warnings] == [("leftover-text", True)]


def test_page_furniture_notices_and_preambles_are_not_left_over():
    read = plan(
        "云岭市档案局关于印发任务分工的通知",
        "现印发给你们，请认真落实。",
        NARRATIVE,
        "为做好公开工作，制定本要点。",
        "一、公开",
        "（一）更新目录。修订目录。（责任单位：办公室）",
        "扫一扫在手机打开当前页",
    )
    assert read.warnings == ()


def test_bodies_may_stand_behind_each_sentence_of_one_paragraph():
    read = plan(NARRATIVE, "一、公开", "（一）推进公开。公布规划。（市规划局负责落实）公布预算。（市财政局负责）")
    assert brief(read) == [
        ("一-一-1", "一、公开", "公布规划。", "市规划局:responsible"),
        ("一-一-2", "一、公开", "公布预算。", "市财政局:responsible"),
    ]


def test_traditional_characters_are_understood_and_stay_as_printed():
    read = plan(
        "雲嶺市檔案局2024年政務公開工作要點任務分工表",
        grid(
            ["工作任務", "具體要求", "責任單位", "完成時限"],
            ["一、加強公開", "1.更新政務公開目錄。", "辦公室牽頭，各科室配合", "2024年9月底前"],
            ["", "2.落實情況納入政府信息公開工作年度報告。", "辦公室", "年底前"],
        ),
    )
    assert brief(read) == [
        ("1", "一、加強公開", "更新政務公開目錄。", "辦公室:lead 各科室:support"),
        ("2", "一、加強公開", "落實情況納入政府信息公開工作年度報告。", "辦公室:responsible"),
    ]
    assert read.title == "雲嶺市檔案局2024年政務公開工作要點任務分工表"
    assert [order.text for order in read.reporting] == ["落實情況納入政府信息公開工作年度報告。"]
    assert str(read.tasks[0].deadlines[0].date) == "2024-09-30"
