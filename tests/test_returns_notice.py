"""The letters to units, and what goes back to one unit."""

from dataclasses import replace
from datetime import date

import pytest
from returns_case import comments, fills, form
from workbook_case import ROSTER, SETTINGS, TASK_LIST

from reportgen.catalogue import finding
from reportgen.model.findings import Place
from reportgen.model.roster import Duty
from reportgen.returns.marks import mark_workbook, unmark_workbook
from reportgen.returns.notice import notice_bytes, reminder_notice, return_notice
from reportgen.returns.pack import pack_return

FILE = "进度填报/办公室.xlsx"
PLAN = TASK_LIST.plan
ASKED = replace(SETTINGS, return_to="局办公室", return_by=date(2020, 12, 10))


def found(code, cell=None, task=None, what="写得不清楚", mend="", *, sheet="填报", file=FILE):
    return finding(code, Place(file, sheet, cell), what, mend, unit="办公室", task=task)


FINDINGS = (
    found("status-synonym", "F10", "4", "“已落实”作“已完成”理解", "核对理解是否正确"),
    found("done-late", "G9", "2", "完成日期晚于完成时限", "核对日期；属实的保留"),
    found("status-unknown", "F8", "1", "完成情况为“差不多”", "请从下拉列表选择：已完成、基本完成"),
    found("progress-missing", "H9", "2", "已完成但没有写落实情况", "补写落实情况"),
    found("row-missing", None, "8", "缺少第8项", "请单位补回该行"),
)


def letter(*findings, settings=ASKED, **changes):
    return return_notice("办公室", findings or FINDINGS, plan=PLAN, settings=settings, file=FILE, **changes)


def test_the_letter_reads_so():
    assert (
        letter()
        == """办公室：

　　贵单位交来的《某局2020年工作要点分工方案》进展填报表（办公室.xlsx）已经收到，谢谢。

　　经核对，有 3 处需要修改、1 处请核实、1 处供参考，列在下面，也标在随附的表里：这些单元格加了底色，把鼠标移上去就能看到意见。红色的需要修改，黄色的请核实，浅蓝色的供参考。

第1项：编制并公布本年度主动公开目录，及时调整。
  1. F8（需要修改）：完成情况为“差不多”。请从下拉列表选择：已完成、基本完成。

第2项：组织开放日活动不少于2次。
  2. H9（需要修改）：已完成但没有写落实情况。请补写落实情况。
  3. G9（请核实）：完成日期晚于完成时限。请核对日期；属实的保留。

第8项：开展政务公开培训。
  4. 需要修改：缺少第8项。请补回该行。

第4项：规范依申请公开答复格式。
  5. F10（供参考）：“已落实”作“已完成”理解。请核对理解是否正确。

　　请直接在随附的表中修改，改好后于2020年12月10日前交回局办公室。请核实的几处，情况属实的不用改，交回时说明一下即可。底色和批注不用处理，不影响交回。

　　谢谢支持！

某局
"""
    )


def test_a_finding_of_the_form_as_a_whole_has_a_place_of_its_own():
    text = letter(found("file-older", what="这份表下发以后，任务清单又有改动"), found("status-unknown", "F8", "1"))
    assert text.index("第1项：") < text.index("整张表\n  2. 供参考：这份表下发以后")


def test_the_day_of_this_time_wins_over_that_of_the_settings():
    assert "于2021年1月8日前交回局办公室" in letter(deadline=date(2021, 1, 8))


def test_without_day_and_place_the_letter_asks_only_to_return_it():
    assert "请直接在随附的表中修改，改好后交回。" in letter(settings=SETTINGS)


def test_a_workbook_that_cannot_be_marked_is_not_said_to_be_attached():
    text = letter(is_attached=False)
    assert "随附" not in text
    assert "底色" not in text
    assert "请在填报表中修改，改好后于" in text


def test_only_colours_that_occur_are_explained():
    assert "红色的需要修改。\n" in letter(found("status-unknown", "F8", "1"))
    assert "请核实的几处" not in letter(found("status-unknown", "F8", "1"))


def test_sheets_are_named_where_several_occur_and_other_files_always():
    several = letter(found("status-unknown", "F8", "1"), found("status-unknown", "B2", "2", sheet="附表"))
    assert "“填报”表 F8（" in several
    assert "“附表”表 B2（" in several
    assert "填报”表" not in letter(found("status-unknown", "F8", "1"))
    other = letter(found("file-conflict", file="进度填报/办公室(1).xlsx", sheet=None))
    assert "文件“办公室(1).xlsx”（需要修改）：" in other


def test_a_unit_is_asked_in_words_of_its_own_and_not_sent_to_the_clerks_folder_and_settings():
    what = "与 进度填报/区县/办公室.xlsx 同属办公室而内容不同：G9；都未计入"
    conflict = letter(found("file-conflict", what=what, mend='请移走另一份；或在设置中写 prefer = "newest"'))
    assert "与 办公室.xlsx 同属办公室而内容不同：G9；都未计入。请确认以哪一份为准，只交这一份。" in conflict
    assert "prefer" not in conflict
    missing = letter(found("date-missing", "G9", "2", "没有填“完成日期”", "完成情况选“已完成”时必填：写明年、月、日"))
    assert "没有填“完成日期”。完成情况选“已完成”时必填：写明年、月、日。" in missing


def test_values_from_a_cell_stay_in_their_line():
    text = letter(found("status-unknown", "F8", "1", "完成情况为“已\n完\x07成”"))
    assert "完成情况为“已 完成”。" in text


def test_a_reminder_names_the_tasks_that_hang_on_the_unit():
    duties = ROSTER.of_unit("规划科")
    text = reminder_notice("规划科", duties, plan=PLAN, settings=ASKED, file="进度填报/规划科.xlsx")
    assert (
        text
        == """规划科：

　　《某局2020年工作要点分工方案》进展填报表（规划科.xlsx）已经发给贵单位，到现在还没有收到填好的表。

　　下面 2 项任务由贵单位牵头或负责。没有贵单位的情况就无法统计，只能列为“未报送”。

1. 第3项（牵头）：重要政策文件同步解读，解读率达到100%。
2. 第5项（牵头）：每季度至少召开1次新闻发布会。

　　另有 4 项任务由贵单位配合，可以不填；有情况需要说明时再填。

　　请填好后于2020年12月10日前交回局办公室。如果已经交过，请告诉我们是哪一份文件，以便查找。

　　谢谢支持！

某局
"""
    )


def test_a_reminder_says_when_a_task_is_due():
    text = reminder_notice("办公室", ROSTER.of_unit("办公室"), plan=PLAN, settings=ASKED)
    assert "1. 第1项（牵头，完成时限2020年6月30日）：编制并公布" in text


def test_a_unit_that_only_supports_is_asked_gently():
    text = reminder_notice("信息中心", [Duty("信息中心", "2", "support")], plan=PLAN, settings=ASKED)
    assert "贵单位没有牵头或负责的任务，只有 1 项配合任务，可以不填" in text
    assert "未报送" not in text


def test_notepad_shows_the_letter():
    content = notice_bytes("办公室：\n\n谢谢支持！\n")
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == "办公室：\r\n\r\n谢谢支持！\r\n"


def packed(content, *findings, file=FILE):
    return pack_return("办公室", content, file=file, findings=findings or FINDINGS, plan=PLAN, settings=ASKED)


def test_a_unit_gets_its_workbook_marked_and_the_letter():
    content = form()
    returned = packed(content)
    assert returned.notice == notice_bytes(letter())
    assert set(comments(returned.workbook)) == {"A1", "F8", "G9", "H9", "F10"}
    assert comments(unmark_workbook(returned.workbook)) == {}
    assert packed(returned.workbook).workbook == returned.workbook == packed(content).workbook


def test_a_finding_without_a_cell_stands_on_the_first_cell_and_names_its_task():
    marked = packed(
        form(),
        found("row-missing", None, "8", "缺行", "请单位补回该行"),
        found("file-older", sheet=None, what="表有新版", mend="核对改动过的任务"),
    ).workbook
    assert comments(marked)["A1"][1].splitlines()[1:3] == [
        "1. 需要修改：第8项：缺行。请补回该行。",
        "2. 供参考：表有新版。请核对改动过的任务。",
    ]


@pytest.mark.parametrize(("cells", "expected"), [
    pytest.param([("填报说明", "C14"), (None, None)], {"A1", "C14"}, id="the sheet that other findings name"),
    pytest.param([("没有的表", "B2")], {"A1"}, id="else 填报"),
])  # fmt: skip
def test_the_first_cell_is_that_of_the_sheet_that_holds_the_form(cells, expected):
    marked = packed(form(), *(found("status-unknown", cell, "1", sheet=sheet) for sheet, cell in cells)).workbook
    assert set(comments(marked, cells[0][0] if cells[0][1] and len(cells) > 1 else "填报")) == expected


def test_findings_of_another_file_of_the_unit_are_not_marked_in_this_one():
    returned = packed(
        form(), found("file-conflict", "F8", file="进度填报/办公室(1).xlsx"), found("done-late", "G9", "2")
    )
    assert set(fills(returned.workbook)) == {"G9"}
    assert "办公室(1).xlsx" in returned.notice.decode("utf-8-sig")


def test_a_file_that_is_no_workbook_gets_the_letter_only():
    returned = packed(
        b"\xd0\xcf\x11\xe0 old", found("file-refused", sheet=None, what="这是旧版 .xls", mend="请另存为 .xlsx")
    )
    assert returned.workbook is None
    assert "随附" not in returned.notice.decode("utf-8-sig")


def test_what_is_marked_is_what_the_letter_says():
    marks = comments(packed(form()).workbook)
    text = letter()
    for cell in ("F8", "G9", "H9", "F10"):
        for line in marks[cell][1].splitlines()[1:-1]:
            assert line.partition("：")[2] in text


def test_an_empty_list_of_findings_changes_nothing():
    content = form()
    assert mark_workbook(content, []) == content
