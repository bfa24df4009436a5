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


def codes(read):
    """(code, task) of every warning."""
    return [(warning.code, warning.task) for warning in read.warnings]


def strong(text):
    """A paragraph that the file sets in black letters."""
    return Paragraph(text, "第9段", is_strong=True)


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
    assert codes(read) == [("number-restarted", None)]


def test_a_number_printed_twice_under_one_heading_is_said_also_where_numbering_starts_again():
    read = plan(
        NARRATIVE, "一、公开", "1.更新目录。", "2.公布指南。", "2.公布年报。", "二、解读", "1.做图解。", "2.做访谈。"
    )
    assert [task.id for task in read.tasks] == ["1", "2", "2~2", "1~2", "2~3"]
    assert codes(read) == [("number-repeated", "2~2"), ("number-restarted", None), ("no-units", None)]


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


def clause(label, name):
    """A clause with a run-in heading and a tail."""
    return f"{label}{name}。按时做好{name}并公布。（责任单位：办公室）"


def test_a_short_line_before_labels_that_start_again_is_a_heading_beside_the_one_above():
    read = plan(
        NARRATIVE,
        "一、公开",
        clause("（一）", "更新目录"),
        clause("（二）", "公布指南"),
        "工作保障",
        clause("（一）", "健全机构"),
        "监督评价",
        clause("（二）", "加强检查"),
        "二、解读",
        clause("（一）", "制作图解"),
    )
    assert [(task.id, task.category) for task in read.tasks] == [
        ("一-一", ("一、公开",)),
        ("一-二", ("一、公开",)),
        ("一", ("工作保障",)),
        ("二", ("监督评价",)),
        ("二-一", ("二、解读",)),
    ]
    assert codes(read) == [("layout-guessed", None)] * 2


def test_a_line_that_looks_like_the_labelled_headings_is_their_sibling():
    read = plan(
        NARRATIVE,
        strong("一、公开"),
        clause("（一）", "更新目录"),
        strong("工作保障"),
        clause("（二）", "健全机构"),
    )
    assert [task.category for task in read.tasks] == [("一、公开",), ("工作保障",)]
    assert read.warnings == ()


def test_an_outline_level_between_two_others_is_a_level_of_its_own():
    read = plan(
        NARRATIVE,
        Paragraph("一、公开", "第2段", level=1),
        Paragraph("会议公开", "第3段", level=2),
        clause("1.", "列席制度"),
    )
    assert read.tasks[0].category == ("一、公开", "会议公开")


def test_the_first_heading_without_a_label_stays_where_later_ones_show_that_there_are_such():
    read = plan(
        NARRATIVE,
        "为做好公开工作，制定本方案。",
        "主要任务",
        clause("（一）", "更新目录"),
        clause("（二）", "公布指南"),
        "工作保障",
        clause("（三）", "健全机构"),
    )
    assert [task.category for task in read.tasks] == [("主要任务",), ("主要任务",), ("工作保障",)]


def test_a_line_glued_to_a_task_in_doubt_is_said_with_its_place():
    read = plan(NARRATIVE, "一、公开", clause("（一）", "更新目录"), "监督评价", clause("（二）", "公布指南"))
    assert read.tasks[0].text == "按时做好更新目录并公布。\n监督评价"
    assert [(warning.code, warning.task, "第4段" in warning.message) for warning in read.warnings] == [
        ("layout-guessed", "一-一", True)
    ]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            ["一、公开 （一）更新目录。修订。（办公室牵头）", "（二）公布指南。公布。（法规科负责）"],
            id="behind a heading",
        ),
        pytest.param(
            ["一、公开", "（一）更新目录。修订。（办公室牵头）（二）公布指南。公布。（法规科负责）"], id="behind a tail"
        ),
        pytest.param(
            ["一、公开\n（一）更新目录。修订。（办公室牵头）\n（二）公布指南。公布。\n责任单位：法规科"],
            id="soft breaks",
        ),
    ],
)
def test_a_label_inside_a_line_begins_a_clause(lines):
    assert brief(plan(NARRATIVE, *lines)) == [
        ("一-一", "一、公开", "修订。", "办公室:lead"),
        ("一-二", "一、公开", "公布。", "法规科:responsible"),
    ]


@pytest.mark.parametrize(
    ("tail", "responsibility", "units", "due"),
    [
        pytest.param("责任单位：办公室", "办公室", "办公室:responsible", [], id="one label goes"),
        pytest.param(
            "牵头单位：办公室； 配合单位：各科室",
            "牵头单位：办公室；配合单位：各科室",
            "办公室:lead 各科室:support",
            [],
            id="several stay as printed",
        ),
        pytest.param(
            "责任时限：2024年底前，牵头单位：办公室，责任单位：县（区）政府、管委会，以下统称县（区）政府，各科室",
            "牵头单位：办公室，责任单位：县（区）政府、管委会，以下统称县（区）政府，各科室",
            "办公室:lead 县（区）政府:support 管委会:support 各科室:support",
            ["2024年底前"],
            id="a deadline opens it, a short name stands inside",
        ),
        pytest.param(
            "办公室牵头，各科室配合，6月底前完成",
            "办公室牵头，各科室配合，6月底前完成",
            "办公室:lead 各科室:support",
            ["6月底前"],
            id="a date among bodies",
        ),
        pytest.param(
            "牵头单位:办公室;责任单位:法规科,12月底完成",
            "牵头单位:办公室;责任单位:法规科,12月底完成",
            "办公室:lead 法规科:support",
            ["12月底"],
            id="a date among labelled bodies",
        ),
        pytest.param(
            "责任单位：办公室）（6月底前完成", "办公室", "办公室:responsible", ["6月底前"], id="in brackets beside"
        ),
    ],
)
def test_a_tail_gives_bodies_and_deadline_and_stays_as_printed(tail, responsibility, units, due):
    read = plan(NARRATIVE, "一、公开", f"（一）更新目录。修订目录。（{tail}）")
    assert brief(read) == [("一-一", "一、公开", "修订目录。", units)]
    assert read.tasks[0].responsibility == responsibility
    assert [found.phrase for found in read.tasks[0].deadlines] == due


@pytest.mark.parametrize(
    "bracket",
    ["以下简称“五公开”", "市税务局，以下简称税务局", "含村、社区", "2024年", "6月底前完成", "涉密事项除外", "试行"],
)
def test_a_bracket_that_explains_is_no_tail(bracket):
    read = plan(NARRATIVE, "一、公开", f"（一）更新目录。修订目录（{bracket}）", clause("（二）", "公布指南"))
    assert read.tasks[0].text == f"修订目录（{bracket}）"


def test_labels_of_bodies_on_lines_of_their_own_make_one_responsibility():
    read = plan(
        NARRATIVE, "一、公开", "（一）更新目录。修订。", "牵头单位：办公室", "配合单位：各科室", "完成时限：长期"
    )
    assert read.tasks[0].responsibility == "牵头单位：办公室；配合单位：各科室"
    assert brief(read)[0][3] == "办公室:lead 各科室:support"


def test_a_tail_that_runs_over_a_page_is_one():
    read = plan(NARRATIVE, "一、公开", "（一）更新目录。修订。（责任单位：市卫生健", "康热线中心）")
    assert brief(read) == [("一-一", "一、公开", "修订。", "市卫生健康热线中心:responsible")]


def test_lines_of_bodies_without_label_are_tails_where_most_clauses_end_with_one():
    read = plan(NARRATIVE, "一、公开", "1.更新目录并公布。", "办公室、法规科", "2.修订指南。", "法规科会同办公室办理。")
    assert brief(read) == [
        ("1", "一、公开", "更新目录并公布。", "办公室:responsible 法规科:responsible"),
        ("2", "一、公开", "修订指南。", "法规科:lead 办公室:support"),
    ]


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        pytest.param("推进会议公开", "推进会议公开", id="short"),
        pytest.param(
            "做好市场准入、公平竞争、惠企补贴信息公开", "做好市场准入、公平竞争、惠企补贴信息公开", id="a list"
        ),
        pytest.param("健全解读回应，增强政民互动", "健全解读回应，增强政民互动", id="two short halves"),
        pytest.param(
            "按时发布全区经济和社会发展的主要指标数据，并就经济形势作出解读", None, id="a sentence with a comma"
        ),
        pytest.param("目录要更新，指南要公布，年报要编制", None, id="three clauses"),
    ],
)
def test_a_run_in_heading_is_short_and_no_sentence(sentence, title):
    read = plan(NARRATIVE, "一、公开", f"（一）{sentence}。另行公布结果。（办公室负责）")
    assert read.tasks[0].title == title


def test_a_short_first_sentence_is_no_heading_where_its_siblings_have_none():
    read = plan(
        NARRATIVE,
        "一、公开",
        "1.按时发布指标。准确传递意图。（统计局负责）",
        "2.按月公布财政收支情况，说明变化原因，回应社会可能关注的热点。（财政局负责）",
        "3.每年公开计划执行情况，分析经济运行，主动提供有关数据。（发改委负责）",
    )
    assert [task.title for task in read.tasks] == [None, None, None]
    assert read.tasks[0].text == "按时发布指标。准确传递意图。"


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["云岭市档案局", "2024年3月5日"], id="signature before its date"),
        pytest.param(["云岭市档案局　　2024年3月5日"], id="signature and date in one line"),
        pytest.param(["附件：1.任务分解表", "2.联络员名单", "云岭市档案局", "二〇二四年三月五日"], id="attachments"),
        pytest.param(["【打印】【关闭】", "打印", "关闭"], id="tools"),
        pytest.param(["相关解读：一图读懂2024年工作要点", "上一篇：关于公布名单的通知"], id="other articles"),
        pytest.param(
            ["主办：云岭市政府办公室　承办：云岭市信息中心", "网站标识码：9900000001　网址：www.example.gov.cn"],
            id="owner",
        ),
        pytest.param(["主办单位：云岭市政府办公室"], id="owner with the label of a tail"),
        pytest.param(["（本方案自印发之日起施行，由办公室负责解释）"], id="in force"),
    ],
)
@pytest.mark.parametrize("has_tails", [True, False], ids=["with bodies", "without"])
def test_signatures_and_page_tools_are_furniture(lines, has_tails):
    first = clause("（一）", "更新目录") if has_tails else "（一）更新目录。修订目录。"
    read = plan(NARRATIVE, "一、公开", first, *lines)
    assert [task.id for task in read.tasks] == ["一-一"]
    assert codes(read) == ([] if has_tails else [("no-units", None)])


def test_words_of_page_tools_inside_a_sentence_are_the_tasks():
    read = plan(NARRATIVE, "一、公开", "（一）更新目录。修订目录。", "核实信息来源，完善网站地图。（办公室负责）")
    assert read.tasks[0].text == "修订目录。\n核实信息来源，完善网站地图。"


def test_the_issuers_signature_below_a_table_is_not_left_over_but_other_lines_are():
    table = grid(["工作任务", "具体要求", "责任单位"], ["一、公开", "1.更新目录。", "办公室"])
    read = plan(TITLE, table, "云岭市档案局", "其余事项另行通知")
    assert [(warning.code, "其余事项" in warning.message) for warning in read.warnings] == [("leftover-text", True)]


def test_sentences_with_told_bodies_before_their_stop_are_tasks_of_their_own():
    read = plan(NARRATIVE, "一、公开", "（一）推进公开。公布规划（市规划局负责）；公布预算（市财政局牵头）。")
    assert [(task.id, task.text, task.responsibility) for task in read.tasks] == [
        ("一-一-1", "公布规划", "市规划局负责"),
        ("一-一-2", "公布预算", "市财政局牵头"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["（四）总结。报县政府办公室（县政务公开办）。", "责任单位：法规科"], id="the tail follows"),
        pytest.param(["（四）总结。报县政府办公室（县政务公开办）。"], id="other clauses have labelled tails"),
    ],
)
def test_a_bracket_that_names_a_body_anew_is_no_tail_where_tails_have_labels(lines):
    others = (clause("（一）", "公布指南"), clause("（二）", "更新目录"), clause("（三）", "公布年报"))
    read = plan(NARRATIVE, "一、公开", *others, *lines)
    assert read.tasks[3].text == "报县政府办公室（县政务公开办）。"
    assert read.tasks[3].responsibility == ("法规科" if len(lines) > 1 else None)


def test_a_publication_mark_above_labels_is_a_heading():
    read = plan(NARRATIVE, "主动公开", clause("1.", "更新目录"), "政策解读", clause("2.", "制作图解"), "主动公开")
    assert [task.category for task in read.tasks] == [("主动公开",), ("政策解读",)]


def test_numbers_below_a_heading_on_the_same_line_begin_clauses_where_they_count_on():
    read = plan(NARRATIVE, "（一）更新目录 1.修订目录。（办公室负责）", "2.公布指南。（法规科负责）")
    assert [(task.id, task.category, task.text) for task in read.tasks] == [
        ("1", ("（一）更新目录",), "修订目录。"),
        ("2", ("（一）更新目录",), "公布指南。"),
    ]


def test_labels_of_two_numbers_stand_below_their_first():
    read = plan(NARRATIVE, "一、公开", "1.会议公开", "1.1建立列席制度。（办公室负责）", "1.2公布材料。（法规科负责）")
    assert [(task.id, task.category) for task in read.tasks] == [
        ("1.1", ("一、公开", "1.会议公开")),
        ("1.2", ("一、公开", "1.会议公开")),
    ]


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(["二、管理（办公室负责）"], id="in brackets"),
        pytest.param(["二、管理", "责任单位：办公室负责"], id="on a line below"),
    ],
)
def test_bodies_in_a_heading_hold_for_the_clauses_below_that_name_none(head):
    read = plan(
        NARRATIVE,
        "一、公开",
        clause("1.", "更新目录"),
        *head,
        "（一）主动公开",
        "2.清理文件。公布目录。",
        "（二）依申请公开",
        "3.答复申请。按时答复。",
        "4.分析案例。形成报告。（责任单位：法规科）",
    )
    assert [(task.id, task.responsibility) for task in read.tasks] == [
        ("1", "办公室"),
        ("2", "办公室负责"),
        ("3", "办公室负责"),
        ("4", "法规科"),
    ]
    assert read.tasks[1].category == ("二、管理", "（一）主动公开")


def test_the_nearest_heading_that_names_bodies_counts():
    read = plan(
        NARRATIVE,
        "一、公开（办公室）",
        "（一）目录（法规科牵头）",
        "1.更新目录。修订。",
        "（二）指南",
        "2.公布指南。公布。",
        "各科室要于12月20日前将落实情况报办公室。",
    )
    assert [(task.text, task.responsibility) for task in read.tasks] == [("修订。", "法规科牵头"), ("公布。", "办公室")]
    assert [order.task for order in read.reporting] == [None]


def test_bodies_behind_a_clauses_own_heading_hold_for_its_paragraphs():
    read = plan(
        NARRATIVE,
        "一、公开",
        "（一）更新目录（办公室）",
        "修订目录。",
        "公布目录。（责任单位：法规科）",
        "（二）健全机构（人事科）",
        "完善领导小组。",
        "明确联络员。",
    )
    assert [(task.title, task.text, task.responsibility) for task in read.tasks] == [
        ("更新目录", "修订目录。", "办公室"),
        ("更新目录", "公布目录。", "法规科"),
        ("健全机构", "完善领导小组。\n明确联络员。", "人事科"),
    ]


def test_a_labelled_heading_that_ends_like_a_name_keeps_its_bodies():
    others = (clause("（一）", "公布指南"), clause("（二）", "更新目录"), clause("（三）", "公布年报"))
    read = plan(NARRATIVE, "一、公开", *others, "（四）健全机构（人事科）")
    assert (read.tasks[3].text, read.tasks[3].responsibility) == ("健全机构", "人事科")


def test_heading_levels_of_the_file_nest_where_no_heading_has_a_label():
    read = plan(
        NARRATIVE,
        Paragraph("重点公开", "第2段", level=1),
        Paragraph("惠民政策", "第3段", level=2),
        clause("1. ", "公开补助"),
        Paragraph("行政许可", "第5段", level=2),
        clause("2. ", "公开许可"),
        Paragraph("夯实基础", "第7段", level=1),
        clause("3. ", "健全制度"),
    )
    assert [task.category for task in read.tasks] == [("重点公开", "惠民政策"), ("重点公开", "行政许可"), ("夯实基础",)]


@pytest.mark.parametrize(
    "heading",
    [Paragraph("组织保障", "第4段", level=1), Paragraph("二、工作要求", "第4段")],
    ids=["without label", "with label"],
)
def test_paragraphs_without_number_and_bodies_below_a_last_heading_close_a_numbered_plan(heading):
    read = plan(
        NARRATIVE,
        Paragraph("一、公开", "第2段", level=1),
        clause("1.", "更新目录"),
        heading,
        Paragraph("各科室要高度重视，密切配合，把各项任务落到实处。", "第5段"),
        Paragraph("各科室于12月1日前将落实情况报办公室。", "第6段"),
    )
    assert [task.id for task in read.tasks] == ["1"]
    assert [(order.task, str(order.date)) for order in read.reporting] == [(None, "2024-12-01")]
    assert [(warning.code, "第5段" in warning.message) for warning in read.warnings] == [("leftover-text", True)]


@pytest.mark.parametrize("words", ["重点做好以下工作：", "具体如下：", "任务分工如下"])
def test_a_line_that_only_leads_to_the_clauses_is_a_preamble(words):
    assert plan(NARRATIVE, "一、公开", f"围绕中心工作，{words}", clause("（一）", "更新目录")).warnings == ()


def test_paragraphs_left_over_together_are_said_once():
    table = grid(["工作任务", "具体要求", "责任单位"], ["一、公开", "1.更新目录。", "办公室"])
    read = plan(
        TITLE,
        table,
        "工作要求",
        "加强组织领导，把公开工作列入议事日程，定期研究部署，落实到岗位、落实到人头，确保件件有着落。",
        "各科室于12月20日前将落实情况报办公室。",
        "强化协同配合。",
    )
    assert [warning.message for warning in read.warnings] == [
        "这3段文字没有归入任何任务，请核对：工作要求（第3段至第6段）"
    ]


@pytest.mark.parametrize(
    ("tail", "responsibility"),
    [
        ("牵头单位：甲科（乙科）（配合单位：丙科", "牵头单位：甲科（乙科）（配合单位：丙科"),
        ("牵头单位：甲科（乙科），配合单位：丙科（丁科）。", "牵头单位：甲科（乙科），配合单位：丙科（丁科）"),
        ("责任单位：甲科（乙科", "甲科（乙科）"),
    ],
)
def test_brackets_that_do_not_close_are_read_by_their_labels_and_said(tail, responsibility):
    text = f"修订目录。（{tail}" if tail.endswith("。") else f"修订目录。（{tail}）"
    read = plan(NARRATIVE, "一、公开", f"（一）更新目录。{text}")
    assert (read.tasks[0].text, read.tasks[0].responsibility) == ("修订目录。", responsibility)
    assert read.tasks[0].units[0].name == "甲科（乙科）"
    assert codes(read) == [("unit-doubtful", "一-一")]


def test_marks_before_labels_and_bodies_adorn_only():
    read = plan(
        NARRATIVE, "🌟 一、公开", "▶ 1. ● 更新目录", "👉责任单位：办公室", "■二. 解读", "2)做图解", "责任单位：法规科"
    )
    assert brief(read) == [
        ("1", "一、公开", "● 更新目录", "办公室:responsible"),
        ("2", "二.解读", "做图解", "法规科:responsible"),
    ]


def test_a_narrow_point_with_a_blank_behind_it_closes_a_run_in_heading():
    read = plan(NARRATIVE, "一. 公开", "1)更新目录. 修订目录,1.5万字. 公布.(责任单位:办公室)")
    assert (read.tasks[0].title, read.tasks[0].text) == ("更新目录", "修订目录,1.5万字. 公布.")


def test_a_plan_run_together_into_one_paragraph_is_parted_by_labels_that_count_on():
    text = (
        f"{NARRATIVE}为进一步做好公开工作，结合本局实际，制定本要点。一、工作目标围绕中心工作，推进公开。二、工作任务（一）推进主动公开。"
        "1.按照条例第（三）项更新目录，完成2.5万件档案的公开。（责任单位：办公室）2.公布指南，每年更新一次，长期公布。（责任单位：法规科）"
        "（二）做好解读。3.制作图解并公布，图解不少于三件，由起草科室制作，随文件发布。（责任单位：各科室）三、工作保障（三）加强考核。4.举办培训。（责任单位：人事科）"
    )
    read = plan(text)
    assert [(task.id, "/".join(task.category), task.responsibility) for task in read.tasks] == [
        ("1", "二、工作任务/（一）推进主动公开", "办公室"),
        ("2", "二、工作任务/（一）推进主动公开", "法规科"),
        ("3", "二、工作任务/（二）做好解读", "各科室"),
        ("4", "三、工作保障/（三）加强考核", "人事科"),
    ]
    assert codes(read) == [("layout-guessed", None)]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["责任单位：办公室", "　　　　　法规科"], id="the list goes on below"),
        pytest.param(["责任单位", "办公室、法规科"], id="the label stands alone"),
        pytest.param(["责任领导：李明", "责任单位：办公室、法规科"], id="a person stands above"),
        pytest.param(["责任处（室）：办公室、法规科"], id="a label with brackets"),
        pytest.param(["——责任单位：办公室、法规科"], id="a dash stands before"),
        pytest.param(["（责任单位：办公室、法规科；责任人：李明）"], id="a person stands behind"),
    ],
)
def test_bodies_in_lines_of_their_own_are_found_however_they_are_set(lines):
    read = plan(NARRATIVE, "一、公开", "（一）更新目录。修订目录。", *lines, clause("（二）", "公布指南"))
    assert (read.tasks[0].text, read.tasks[0].responsibility) == ("修订目录。", "办公室、法规科")
    assert [unit.name for unit in read.tasks[0].units] == ["办公室", "法规科"]
    assert read.warnings == ()


def test_a_sentence_behind_a_line_of_bodies_is_no_more_of_them():
    read = plan(
        NARRATIVE,
        "一、公开",
        clause("（一）", "更新目录"),
        "（二）公布指南。公布。",
        "责任单位：办公室",
        "各科室要细化举措，并于12月15日前将落实情况报办公室。",
    )
    assert read.tasks[1].responsibility == "办公室"
    assert [str(order.date) for order in read.reporting] == ["2024-12-15"]


def test_a_stop_behind_the_brackets_of_a_tail_is_no_sentence():
    read = plan(
        NARRATIVE,
        "一、公开",
        "1.更新目录。修订目录。（责任单位：办公室）。",
        "2.公布指南。公布。（责任单位：法规科）；",
    )
    assert [task.text for task in read.tasks] == ["修订目录。", "公布。"]
    assert read.warnings == ()
