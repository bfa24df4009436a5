"""What comes back: read the same, reported, refused with a message, or skipped with a reason; never a silent change."""

import random
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbook_case import (
    ROSTER,
    SETTINGS,
    TASK_LIST,
    TEXTS,
    UNITS,
    collected,
    content_of,
    filled,
    inbox,
    issue,
    make_plan,
    rewrite_part,
    said,
    take,
)

from reportgen.model.roster import Duty, Roster, TaskList
from reportgen.workbook.collect import collect
from reportgen.workbook.conservation import conserve
from reportgen.workbook.issue import build_workbook
from reportgen.workbook.issued import is_as_issued

NAME = "办公室.xlsx"


@pytest.fixture
def expected(tmp_path_factory):
    """What the filled workbook of 办公室 says when nobody spoils it."""
    folder = tmp_path_factory.mktemp("plain")
    filled().save(inbox(folder) / NAME)
    return content_of(collected(folder))


def files(collection):
    return [
        (record.file.removeprefix("进度填报/"), record.unit, record.used, record.kind) for record in collection.files
    ]


def codes(collection):
    return [code for code, _ in said(collection)]


# --- the plain way ---


def test_issue_then_collect_gives_back_the_same_rows_all_blank(tmp_path):
    for unit in UNITS:
        inbox(tmp_path).mkdir(exist_ok=True)
        (inbox(tmp_path) / f"{unit}.xlsx").write_bytes(issue(unit))
    collection = collected(tmp_path)
    assert {(e.unit, e.task, e.role) for e in collection.entries} == {(d.unit, d.task, d.role) for d in ROSTER.duties}
    assert all(entry.is_blank for entry in collection.entries)
    assert (collection.reported, said(collection)) == ((), [])


def test_a_filled_workbook_is_read_cell_by_cell(tmp_path):
    hand = filled()
    hand.fill("2", 量化成果="3次", 佐证材料="网站公告")
    hand.save(inbox(tmp_path) / NAME)
    collection = collected(tmp_path)
    assert said(collection) == []
    assert files(collection) == [(NAME, "办公室", True, "read")]
    assert collection.reported == ("办公室",)
    entries = {entry.task: entry for entry in collection.entries}
    assert list(entries) == [str(number) for number in range(1, 9)]
    second = entries["2"]
    assert (second.status, second.done_on, second.figure, second.evidence) == (
        "done",
        date(2020, 9, 30),
        "3次",
        "网站公告",
    )
    assert second.place("status") == replace(
        second.place("status"), file="进度填报/办公室.xlsx", sheet="填报", cell="F9"
    )
    assert (entries["4"].status, entries["4"].problems, entries["4"].next_steps) == (
        "under_way",
        "人手不足。",
        "11月完成。",
    )
    assert entries["3"].is_blank


def test_who_filled_it_and_when_is_read(tmp_path):
    hand = filled()
    hand.sheet["F3"], hand.sheet["H3"], hand.sheet["J3"] = "王某", "88886666", "2020年12月8日"
    hand.save(inbox(tmp_path) / NAME)
    record = collected(tmp_path).files[0]
    assert (record.reporter, record.telephone, record.filled_on) == ("王某", "88886666", "2020年12月8日")


def test_saved_by_libreoffice_it_reads_the_same(tmp_path, soffice, expected):
    source = filled().save(tmp_path / NAME)
    inbox(tmp_path).mkdir()
    subprocess.run(
        [soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx", "--outdir",
         str(inbox(tmp_path)), str(source)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    collection = collected(tmp_path)
    assert content_of(collection) == expected
    assert said(collection) == []


# --- mutations that must read the same ---


def reorder_rows(hand, path):
    first, last = hand.rows["1"], hand.rows["8"]
    block = [[cell.value for cell in row] for row in hand.sheet.iter_rows(min_row=first, max_row=last)]
    random.Random(1).shuffle(block)
    for at, row in enumerate(block):
        for column, value in enumerate(row, 1):
            hand.sheet.cell(first + at, column).value = value
    hand.save(path)


def insert_columns(hand, path):
    unmerge(hand)
    hand.sheet.insert_cols(3, 2)
    hand.sheet.cell(6, 3).value = "备注"
    hand.save(path)


def move_status_to_the_end(hand, path):
    unmerge(hand)
    for row in range(6, hand.sheet.max_row + 1):
        hand.sheet.cell(row, 15).value = hand.sheet.cell(row, 6).value
    hand.sheet.delete_cols(6)
    hand.save(path)


def unmerge(hand):
    for area in list(hand.sheet.merged_cells.ranges):
        hand.sheet.unmerge_cells(str(area))


def insert_rows_above(hand, path):
    unmerge(hand)
    hand.sheet.insert_rows(1, 3)
    hand.save(path)


def blank_rows_between(hand, path):
    unmerge(hand)
    hand.sheet.insert_rows(hand.rows["2"], 2)
    hand.save(path)


def titles_with_breaks_and_remarks(hand, path):
    hand.sheet.cell(6, hand.columns["完成情况"]).value = "完成\n情况（必选）"
    hand.sheet.cell(6, hand.columns["落实情况"]).value = "＊落实 情况："
    hand.save(path)


def rename_sheet(hand, path):
    hand.sheet.title = "Sheet1"
    hand.save(path)


def drop_identity(hand, path):
    del hand.book["标识"]
    hand.save(path)


def only_the_form(hand, path):
    for name in ("标识", "填报说明"):
        del hand.book[name]
    hand.sheet.title = "表一"
    hand.save(path.with_name("最终版(1).xlsx"))


def title_rows_deleted(hand, path):
    del hand.book["标识"]
    unmerge(hand)
    hand.sheet.delete_rows(1, 5)
    hand.save(path.with_name("新建 Microsoft Excel 工作表.xlsx"))


def hide_rows(hand, path):
    for task in ("1", "4"):
        hand.sheet.row_dimensions[hand.rows[task]].hidden = True
    hand.save(path)


def numbers_as_numbers(hand, path):
    for task in hand.rows:
        hand.cell(task, "序号").value = int(task)
    hand.save(path)


def numbers_mangled(hand, path):
    for task, shown in {"1": "１", "2": "2.0", "4": "（4）", "7": "07", "8": "8、"}.items():
        hand.cell(task, "序号").value = shown
    hand.save(path)


def wps_dimension(hand, path):
    hand.save(path)
    rewrite_part(
        path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'<dimension ref="A1:M17"', b'<dimension ref="A1"')
    )


def real_dates(hand, path):
    hand.cell("1", "完成日期").value = datetime.fromisoformat("2020-09-30")
    hand.cell("1", "完成日期").number_format = "yyyy-mm-dd"
    hand.cell("2", "完成日期").value = date(2020, 9, 30)
    hand.cell("2", "完成日期").number_format = "m月d日"
    hand.save(path)


def dates_from_1904(hand, path):
    hand.book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    real_dates(hand, path)


def rich_text(hand, path):
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    hand.cell("1", "落实情况").value = CellRichText("第1项", TextBlock(InlineFont(b=True), "已经做完"), "并公布。")
    hand.save(path)


def escaped_breaks(hand, path):
    hand.cell("1", "落实情况").value = "第1项已经做完并公布。_x000D_"
    hand.save(path)


def formula_with_value(hand, path):
    hand.save(path)
    counted = b'<c r="F8" t="str"><f>A1</f><v>' + "已完成".encode() + b"</v></c>"
    rewrite_part(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(in_xml(xml, "F8"), counted))


def in_xml(xml, address):
    start = xml.index(f'<c r="{address}"'.encode())
    return xml[start : xml.index(b"</c>", start) + 4]


def stray_far_cell(hand, path):
    hand.sheet["XFD1048576"] = "x"
    hand.save(path)


def stray_low_cell(hand, path):
    hand.sheet["A1048576"] = "x"
    hand.save(path)


def lying_xfd_without_addresses(hand, path):
    hand.save(path)
    rewrite_part(
        path,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"</sheetData>", b'<row r="1048576"><c t="str"><v>x</v></c></row></sheetData>'),
    )


def utf16_part(hand, path):
    hand.sheet["XFD1048576"] = "x"
    hand.save(path)

    def recode(xml):
        text = xml.decode("utf-8")
        body = text.partition("?>")[2] if text.startswith("<?xml") else text
        return ('<?xml version="1.0" encoding="UTF-16"?>' + body).encode("utf-16")

    rewrite_part(path, "xl/worksheets/sheet1.xml", recode)


def styled_rows_to_the_bottom(hand, path):
    hand.save(path)
    rows = b"".join(b'<row r="%d" ht="20" customHeight="1"/>' % number for number in range(30, 200_000))
    rewrite_part(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"))


def extra_notes_below(hand, path):
    hand.sheet.cell(hand.sheet.max_row + 2, 2).value = "说明：以上情况属实。"
    hand.save(path)


def titles_printed_twice(hand, path):
    row = hand.sheet.max_row + 1
    for title, column in hand.columns.items():
        hand.sheet.cell(row, column).value = title
    hand.save(path)


def last_years_sheet_kept(hand, path):
    hand.book.create_sheet("通讯录")["A1"] = "姓名"
    hand.save(path)


def macro_name(hand, path):
    hand.save(path.with_suffix(".xlsm"))


def status_with_blanks(hand, path):
    hand.cell("1", "完成情况").value = "　已完成 "
    hand.save(path)


SAME = [
    (reorder_rows, []),
    (insert_columns, []),
    (move_status_to_the_end, []),
    (insert_rows_above, []),
    (blank_rows_between, []),
    (titles_with_breaks_and_remarks, ["header-edited"]),
    (rename_sheet, []),
    (drop_identity, ["file-unmarked"]),
    (only_the_form, ["file-unmarked"]),
    (title_rows_deleted, ["file-unmarked"]),
    (hide_rows, []),
    (numbers_as_numbers, []),
    (numbers_mangled, []),
    (wps_dimension, []),
    (real_dates, []),
    (dates_from_1904, []),
    (rich_text, []),
    (escaped_breaks, []),
    (formula_with_value, []),
    (stray_far_cell, []),
    (stray_low_cell, []),
    (lying_xfd_without_addresses, []),
    (utf16_part, []),
    (styled_rows_to_the_bottom, []),
    (extra_notes_below, []),
    (titles_printed_twice, []),
    (last_years_sheet_kept, []),
    (macro_name, []),
    (status_with_blanks, []),
]


@pytest.mark.parametrize(("spoil", "notes"), SAME, ids=[spoil.__name__ for spoil, _ in SAME])
def test_a_workbook_that_people_reshaped_reads_the_same(tmp_path, expected, spoil, notes):
    inbox(tmp_path).mkdir()
    spoil(filled(), inbox(tmp_path) / NAME)
    collection = collected(tmp_path)
    assert content_of(collection) == expected
    assert codes(collection) == notes
    assert conserve(collection, ROSTER).holds


# --- mutations that must be reported ---


def status_misspelt(hand):
    hand.cell("1", "完成情况").value = "己完成"


def status_synonym(hand):
    hand.cell("1", "完成情况").value = "已落实"


def date_without_day(hand):
    hand.cell("1", "完成日期").value = "2020.9"


def date_as_number(hand):
    hand.cell("1", "完成日期").value = 2020.9
    hand.cell("1", "完成日期").number_format = "General"


def date_without_year(hand):
    hand.cell("1", "完成日期").value = "9月30日"


def formula_uncounted(hand):
    hand.cell("1", "完成情况").value = '=IF(1,"已完成")'


def error_value(hand):
    hand.cell("1", "完成情况").value = "#N/A"


def picture_in_cell(hand):
    hand.cell("1", "佐证材料").value = '=_xlfn.DISPIMG("ID_AB12",1)'


def merged_status(hand):
    hand.sheet.merge_cells(f"F{hand.rows['1']}:F{hand.rows['2']}")


def row_deleted(hand):
    hand.sheet.delete_rows(hand.rows["8"])


def support_row_deleted(hand):
    hand.sheet.delete_rows(hand.rows["6"])


def row_doubled(hand):
    row = hand.sheet.max_row + 1
    for column in hand.columns.values():
        hand.sheet.cell(row, column).value = hand.sheet.cell(hand.rows["1"], column).value


def row_doubled_and_changed(hand):
    row_doubled(hand)
    hand.sheet.cell(hand.sheet.max_row, hand.columns["完成情况"]).value = "未启动"


def foreign_row_pasted(hand):
    row = hand.sheet.max_row + 1
    for title, value in {"序号": "99", "具体要求": "另一方案的任务内容", "职责": "牵头", "完成情况": "已完成"}.items():
        hand.sheet.cell(row, hand.columns[title]).value = value


def numbers_lost(hand):
    for task in hand.rows:
        hand.cell(task, "序号").value = None


def numbers_shifted(hand):
    for task in ("1", "2"):
        hand.cell(task, "序号").value = str(int(task) + 1)


def role_overwritten(hand):
    hand.cell("1", "职责").value = "配合"


def status_column_deleted(hand):
    unmerge(hand)
    hand.sheet.delete_cols(hand.columns["完成情况"])


def problems_column_deleted(hand):
    unmerge(hand)
    hand.sheet.delete_cols(hand.columns["存在问题"])


def second_form_filled_differently(hand):
    copy = hand.book.copy_worksheet(hand.sheet)
    copy.title = "填报 (2)"
    copy.cell(hand.rows["1"], hand.columns["完成情况"]).value = "未启动"


def second_form_blank(hand):
    copy = hand.book.copy_worksheet(hand.sheet)
    copy.title = "填报 (2)"
    for task in hand.rows:
        for title in ("完成情况", "完成日期", "落实情况", "存在问题", "下一步措施"):
            copy.cell(hand.rows[task], hand.columns[title]).value = None


REPORTED = [
    (status_misspelt, [("status-unknown", "F8")]),
    (status_synonym, [("status-synonym", "F8")]),
    (date_without_day, [("date-invalid", "G8")]),
    (date_as_number, [("date-invalid", "G8")]),
    (date_without_year, [("date-understood", "G8")]),
    (formula_uncounted, [("formula-without-value", "F8")]),
    (error_value, [("cell-error-value", "F8")]),
    (picture_in_cell, [("picture-in-cell", "M8")]),
    (merged_status, [("merged-away", "F8")]),
    (row_deleted, [("row-missing", None)]),
    (support_row_deleted, [("support-row-missing", None)]),
    (row_doubled, [("row-repeated", "A17")]),
    (row_doubled_and_changed, [("row-twice", "A17")]),
    (foreign_row_pasted, [("row-foreign", "A17")]),
    (numbers_lost, [("row-renumbered", f"A{row}") for row in (10, 11, 12, 14, 15, 16, 8, 9)]),
    (numbers_shifted, [("row-renumbered", "A8"), ("row-renumbered", "A9")]),
    (role_overwritten, [("role-changed", "A8")]),
    (status_column_deleted, [("column-missing", None)]),
    (problems_column_deleted, [("column-lost", None)]),
    (second_form_filled_differently, [("sheet-conflict", None)]),
    (second_form_blank, [("sheet-extra", None)]),
]


@pytest.mark.parametrize(("spoil", "findings"), REPORTED, ids=[spoil.__name__ for spoil, _ in REPORTED])
def test_a_damaged_workbook_is_reported_once_with_its_cell(tmp_path, spoil, findings):
    hand = filled()
    spoil(hand)
    hand.save(inbox(tmp_path) / NAME)
    collection = collected(tmp_path)
    assert said(collection) == findings
    assert all(finding.mend for finding in collection.findings)
    assert conserve(collection, ROSTER).holds


@pytest.mark.parametrize(
    "spoil", [status_misspelt, formula_uncounted, error_value, row_doubled_and_changed, merged_status, row_deleted]
)
def test_what_cannot_be_read_is_never_counted_as_a_status(tmp_path, spoil):
    hand = filled()
    spoil(hand)
    hand.save(inbox(tmp_path) / NAME)
    statuses = {entry.task: entry.status for entry in collected(tmp_path).entries}
    spoilt = {merged_status: "2", row_deleted: "8"}.get(spoil, "1")
    assert statuses.get(spoilt) is None
    assert [status for task, status in statuses.items() if task != spoilt and status] == [
        "under_way" if task not in ("1", "2") else "done" for task in ("1", "2", "4", "7", "8") if task != spoilt
    ]


# --- files that are no workbooks ---


def old_workbook():
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def locked_workbook():
    return old_workbook() + "EncryptedPackage".encode("utf-16-le")


def zipped(name="a.xlsx", content=b"x"):
    import io

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(name, content)
    return out.getvalue()


REFUSED = [
    ("办公室.xls", old_workbook(), "旧版格式"),
    ("办公室.et", old_workbook(), "旧版格式"),
    ("办公室.xlsx", locked_workbook(), "密码"),
    ("办公室.xlsx", "序号,完成情况\n1,已完成".encode(), "文本"),
    ("办公室.csv", "序号,完成情况\n1,已完成".encode("gb18030"), "文本"),
    ("办公室.xlsx", b"<html><table><tr><td>1</td></tr></table></html>", "网页"),
    ("办公室.xlsx", b"", "空文件"),
    ("办公室.xlsx", b"PK\x03\x04" + b"\x00" * 40, "损坏"),
    ("各单位.zip", zipped(), "压缩包"),
    ("办公室.rar", b"Rar!\x1a\x07\x00xxxx", "压缩包"),
    ("办公室.docx", zipped("word/document.xml", b"<w/>"), "Word"),
    ("办公室.ods", zipped("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument"),
    ("办公室.xlsb", zipped("xl/workbook.bin"), "xlsb"),
    ("办公室.xlsx", zipped("xl/workbook.xml", b"<broken"), "损坏"),
]


@pytest.mark.parametrize(("name", "content", "word"), REFUSED, ids=[f"{name} {word}" for name, _, word in REFUSED])
def test_a_file_that_may_hold_an_answer_is_refused_with_what_it_is(tmp_path, name, content, word):
    inbox(tmp_path).mkdir()
    (inbox(tmp_path) / name).write_bytes(content)
    collection = collected(tmp_path)
    assert files(collection) == [(name, None, False, "refused")]
    assert word in collection.files[0].reason
    (finding,) = collection.findings
    assert (finding.code, finding.severity) == ("file-refused", "error")
    assert finding.mend


@pytest.mark.parametrize(
    "name",
    [
        "~$办公室.xlsx",
        ".~办公室.xlsx",
        "._办公室.xlsx",
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        "扫描件.jpg",
        "说明.txt",
    ],
)
def test_files_that_hold_no_answer_are_skipped_with_a_note(tmp_path, name):
    inbox(tmp_path).mkdir()
    (inbox(tmp_path) / name).write_bytes(b"abc")
    collection = collected(tmp_path)
    assert files(collection) == [(name, None, False, "skipped")]
    assert [(finding.code, finding.severity) for finding in collection.findings] == [("file-skipped", "note")]


def test_a_truncated_workbook_is_refused(tmp_path):
    path = filled().save(inbox(tmp_path) / NAME)
    path.write_bytes(path.read_bytes()[:-900])
    assert files(collected(tmp_path)) == [(NAME, None, False, "refused")]


def test_every_cut_and_flipped_byte_is_read_or_refused_but_never_a_crash(tmp_path):
    whole = filled().save(inbox(tmp_path) / NAME).read_bytes()
    dice = random.Random(7)
    for _ in range(60):
        spoilt = bytearray(whole)
        for _ in range(3):
            spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
        (inbox(tmp_path) / NAME).write_bytes(bytes(spoilt))
        assert len(collected(tmp_path).files) == 1


# --- whose, and of which plan ---


def test_sub_folders_are_read_and_superseded_forms_are_not(tmp_path, expected):
    filled().save(inbox(tmp_path) / "第一批" / "x.xlsx")
    filled("规划科").save(inbox(tmp_path) / "旧版" / "规划科.xlsx")
    collection = collected(tmp_path)
    assert files(collection) == [("第一批/x.xlsx", "办公室", True, "read")]
    assert content_of(collection) == expected


def test_a_copy_under_another_units_name_is_still_its_owners(tmp_path, expected):
    filled().save(inbox(tmp_path) / "规划科.xlsx")
    assert content_of(collected(tmp_path)) == expected


def test_an_alias_on_the_form_is_the_unit(tmp_path):
    hand = filled()
    del hand.book["标识"]
    hand.sheet["A3"] = "填报单位：局办公室"
    hand.save(inbox(tmp_path) / "x.xlsx")
    assert collected(tmp_path).files[0].unit == "办公室"


def test_a_form_with_another_units_name_and_rows_follows_its_rows_and_says_so(tmp_path):
    duties = (*ROSTER.of_unit("办公室")[:4], Duty("规划科", "5", "lead"), Duty("规划科", "6", "lead"))
    roster = Roster(("办公室", "规划科"), duties)
    content = build_workbook("规划科", duties=duties[4:], task_list=TASK_LIST, settings=SETTINGS)
    hand = take(content)
    hand.sheet["A3"] = "填报单位：办公室"
    del hand.book["标识"]
    hand.done("5")
    hand.save(inbox(tmp_path) / "x.xlsx")
    collection = collect(tmp_path, task_list=TASK_LIST, roster=roster, settings=SETTINGS)
    assert collection.files[0].unit == "规划科"
    assert [finding.code for finding in collection.findings] == ["unit-doubtful"]


def test_last_years_form_is_foreign_even_without_its_hidden_sheet(tmp_path):
    old = TaskList(make_plan(2019), TASK_LIST.bodies)
    content = build_workbook("办公室", duties=ROSTER.of_unit("办公室"), task_list=old, settings=SETTINGS)
    hand = take(content)
    hand.done("1")
    hand.save(inbox(tmp_path) / "a.xlsx")
    del hand.book["标识"]
    hand.save(inbox(tmp_path) / "b.xlsx")
    collection = collected(tmp_path)
    assert files(collection) == [("a.xlsx", None, False, "refused"), ("b.xlsx", None, False, "refused")]
    assert [finding.code for finding in collection.findings] == ["file-foreign", "file-foreign"]
    assert "2019年" in collection.files[0].reason


def test_a_workbook_that_is_no_form_is_foreign(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["姓名", "电话"])
    inbox(tmp_path).mkdir()
    book.save(inbox(tmp_path) / "通讯录.xlsx")
    assert codes(collected(tmp_path)) == ["file-foreign"]


def test_another_plans_form_is_foreign(tmp_path):
    plan = make_plan()
    other = TaskList(
        replace(plan, tasks=tuple(replace(task, text=f"别的工作{task.id}号任务内容") for task in plan.tasks)), ()
    )
    inbox(tmp_path).mkdir()
    content = build_workbook("办公室", duties=ROSTER.of_unit("办公室"), task_list=other, settings=SETTINGS)
    (inbox(tmp_path) / NAME).write_bytes(content)
    assert codes(collected(tmp_path)) == ["file-foreign"]


def test_a_form_of_an_earlier_task_list_is_read_and_said(tmp_path):
    filled().save(inbox(tmp_path) / NAME)
    plan = make_plan()
    newer = TaskList(replace(plan, tasks=(replace(plan.tasks[0], text=TEXTS[0] + "每月公布。"), *plan.tasks[1:])), ())
    collection = collect(tmp_path, task_list=newer, roster=ROSTER, settings=SETTINGS)
    assert [finding.code for finding in collection.findings] == ["file-older"]
    assert collection.entries[0].status == "done"


def test_a_task_added_after_issue_asks_for_a_new_form(tmp_path):
    filled("规划科").save(inbox(tmp_path) / "规划科.xlsx")
    duties = [duty for duty in ROSTER.duties if duty.unit == "规划科"]
    roster = Roster(("规划科",), (*duties[:3], Duty("规划科", "4", "lead"), *duties[3:]))
    collection = collect(tmp_path, task_list=TASK_LIST, roster=roster, settings=SETTINGS)
    (finding,) = collection.findings
    assert (finding.code, finding.task) == ("row-missing", "4")
    assert "重新下发" in finding.mend


def test_ids_that_a_program_made_into_dates_are_recognised(tmp_path):
    plan = make_plan()
    tasks = tuple(replace(task, id=f"5-{task.id}") for task in plan.tasks)
    task_list = TaskList(replace(plan, tasks=tasks), ())
    duties = tuple(Duty("办公室", task.id, "lead") for task in tasks)
    hand = take(build_workbook("办公室", duties=duties, task_list=task_list, settings=SETTINGS))
    hand.done("5-1")
    hand.cell("5-1", "序号").value = datetime.fromisoformat("2020-05-01")
    hand.save(inbox(tmp_path) / NAME)
    collection = collect(tmp_path, task_list=task_list, roster=Roster(("办公室",), duties), settings=SETTINGS)
    assert (collection.entries[0].task, collection.entries[0].status) == ("5-1", "done")


# --- two files of one unit ---


def test_two_identical_files_count_once_with_a_note(tmp_path, expected):
    for name in (NAME, "办公室（1）.xlsx"):
        filled().save(inbox(tmp_path) / name)
    collection = collected(tmp_path)
    assert content_of(collection) == expected
    assert codes(collection) == ["file-duplicate"]
    assert [used for _, _, used, _ in files(collection)] == [True, False]


def test_two_differing_files_are_both_named_with_their_cells_and_neither_counts(tmp_path):
    filled().save(inbox(tmp_path) / NAME)
    other = filled()
    other.fill("1", 完成情况="未启动")
    other.save(inbox(tmp_path) / "办公室最终版.xlsx")
    collection = collected(tmp_path)
    assert (collection.entries, collection.reported) == ((), ())
    (finding,) = collection.findings
    assert finding.code == "file-conflict"
    for word in ("办公室.xlsx", "F8", "第1项完成情况"):
        assert word in finding.what
    assert finding.place.file == "进度填报/办公室最终版.xlsx"
    assert [used for _, _, used, _ in files(collection)] == [False, False]
    assert conserve(collection, ROSTER).holds


def test_the_newest_counts_where_the_settings_say_so_and_the_files_tell(tmp_path):
    for name, day, word in ((NAME, "2020年12月1日", "未启动"), ("a.xlsx", "2020-12-05", "已完成")):
        hand = filled()
        hand.fill("1", 完成情况=word)
        hand.sheet["J3"] = day
        hand.save(inbox(tmp_path) / name)
    collection = collected(tmp_path, prefer="newest")
    assert collection.entries[0].status == "done"
    assert codes(collection) == ["file-superseded"]


def test_a_blank_form_beside_a_filled_one_is_ignored_with_a_note(tmp_path, expected):
    filled().save(inbox(tmp_path) / "收回" / NAME)
    (inbox(tmp_path) / NAME).write_bytes(issue())
    collection = collected(tmp_path)
    assert content_of(collection) == expected
    assert codes(collection) == ["file-duplicate"]


# --- what holds for every input ---


def test_the_order_and_names_of_files_change_nothing(tmp_path):
    plain = tmp_path / "plain"
    for unit in UNITS:
        filled(unit).save(inbox(plain) / f"{unit}.xlsx")
    shuffled = tmp_path / "shuffled"
    for unit, name in zip(UNITS, ("c", "a", "b"), strict=True):
        inbox(shuffled).mkdir(parents=True, exist_ok=True)
        shutil.copy(inbox(plain) / f"{unit}.xlsx", inbox(shuffled) / f"{name}.xlsx")
    assert content_of(collected(plain)) == content_of(collected(shuffled))


def test_collecting_changes_no_file_and_tells_its_progress(tmp_path):
    path = filled().save(inbox(tmp_path) / NAME)
    before = path.read_bytes()
    told = []
    collect(tmp_path, task_list=TASK_LIST, roster=ROSTER, settings=SETTINGS, progress=lambda *step: told.append(step))
    assert (path.read_bytes(), told) == (before, [(1, 1)])


def test_a_folder_without_an_inbox_is_an_empty_collection(tmp_path):
    collection = collected(tmp_path)
    assert (collection.files, collection.entries, collection.reported) == ((), (), ())
    assert conserve(collection, ROSTER).not_returned == len(ROSTER.duties)


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=60)


@settings(max_examples=25, deadline=None)
@given(TEXT)
def test_any_text_comes_back_as_typed(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("any")
    hand = filled()
    cell = hand.cell("1", "落实情况")
    cell.value = f"【{text}】"
    cell.data_type = "s"
    hand.save(inbox(folder) / NAME)
    assert collected(folder).entries[0].progress == f"【{text}】"


def test_a_text_of_the_longest_size_comes_back_whole(tmp_path):
    hand = filled()
    hand.fill("1", 落实情况="长" * 32_767)
    hand.save(inbox(tmp_path) / NAME)
    assert len(collected(tmp_path).entries[0].progress) == 32_767


# --- whether a workbook may be replaced ---


def is_untouched(hand, tmp_path):
    content = hand.save(tmp_path / "x.xlsx").read_bytes()
    return is_as_issued(content, task_list=TASK_LIST, roster=ROSTER, settings=SETTINGS)


def test_a_blank_form_is_as_issued_even_when_saved_again(tmp_path):
    assert is_as_issued(issue(), task_list=TASK_LIST, roster=ROSTER, settings=SETTINGS)
    assert is_untouched(take(issue(return_to="别处")), tmp_path)


@pytest.mark.parametrize("touch", ["entry", "person", "sheet", "row"])
def test_a_form_that_somebody_touched_is_not_as_issued(tmp_path, touch):
    hand = take(issue())
    if touch == "entry":
        hand.fill("3", 佐证材料="见附件")
    elif touch == "person":
        hand.sheet["F3"] = "王某"
    elif touch == "sheet":
        hand.book.create_sheet("附表")["A1"] = "数据"
    else:
        hand.sheet.cell(hand.sheet.max_row + 2, hand.columns["落实情况"]).value = "另有一项工作"
    assert not is_untouched(hand, tmp_path)


def test_what_is_no_workbook_is_never_as_issued():
    assert not is_as_issued(b"abc", task_list=TASK_LIST, roster=ROSTER, settings=SETTINGS)


# --- sheets that would end the process of the fast reader ---

FAR = [
    b'<row r="30"><c r="XFD30" t="str"><v>x</v></c></row>',
    b"<row r='1048576'><c r='XFD1048576' t='str'><v>x</v></c></row>",
    b'<row r="1048576"><c\nr="XFD1048576" t="str"><v>x</v></c></row>',
    b'<row r="1048576"><c\tr = "XFD1048576" t="str"><v>x</v></c></row>',
    b'<row r="1048576"><c t="str" r= "XFD1048576"><v>x</v></c></row>',
    b'<row r="1048576"><c r="X&#70;D1048576" t="str"><v>x</v></c></row>',
    b'<row r="1048576"><c r="&#88;FD1048576" t="str"><v>x</v></c></row>',
    b'<row r="1048576"><c r="xfd1048576" t="str"><v>x</v></c></row>',
    b'<row r="1048576"><c t="str"><v>x</v></c></row>',
    b'<row r="99999999999999999999"><c r="A99999999999999999999" t="str"><v>x</v></c></row>',
    b'<row r="-5"><c r="A-5" t="str"><v>x</v></c></row>',
    b'<row r="abc"><c r="" t="str"><v>x</v></c></row>',
]


@pytest.mark.parametrize("far", FAR)
def test_a_stray_cell_however_written_neither_ends_the_process_nor_changes_an_entry(tmp_path, expected, far):
    path = filled().save(inbox(tmp_path) / NAME)
    rewrite_part(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</sheetData>", far + b"</sheetData>"))
    collection = collected(tmp_path)
    (record,) = collection.files
    assert record.kind == "refused" or content_of(collection) == expected


def test_a_long_list_below_the_form_is_said_once_and_the_form_still_counts(tmp_path, expected):
    hand = filled()
    for row in range(40, 400):
        hand.sheet.cell(row, hand.columns["落实情况"]).value = f"明细{row}"
    hand.save(inbox(tmp_path) / NAME)
    collection = collected(tmp_path)
    assert content_of(collection) == expected
    assert said(collection) == [("row-foreign", "A40")]
    assert "360 行" in collection.findings[0].what
