"""What people, programs and attackers do to a filled workbook: read the same, reported, refused or skipped; nothing else.

Three units filled their workbooks; one of them is spoilt. Every test says what may read differently and what a person is
told, and the figures are counted a second time by hand from what a person would read.
"""

import os
import random
import re
import shutil
import subprocess
import zipfile
import zlib
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from mutation_case import (
    FILLED,
    NAME,
    SHEET,
    UNIT,
    Told,
    expect,
    hand_of,
    in_sheet,
    lay,
    look,
    packed,
    put_xml,
    typed_as,
    unmerge,
    workbook_of,
)
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from reissue_case import Clerk, json_of
from workbook_case import ROSTER, SETTINGS, TASK_LIST, inbox, issue, make_plan, rewrite_part, take

from reportgen.model.roster import Duty, Roster, TaskList
from reportgen.workbook.filled import Filled
from reportgen.workbook.issue import build_workbook

DAY = date(2020, 9, 30)


def reported(*said, **changed):
    """Findings as ``"F8 status-unknown"``; the columns of task N that read differently as ``t1={...}``."""
    pairs = [text.rpartition(" ")[::2] for text in said]
    return Told(
        tuple((code, cell or None) for cell, code in (pair if pair[0] else ("", pair[1]) for pair in pairs)),
        {key.removeprefix("t"): columns for key, columns in changed.items()},
    )


SAME = Told()


# --- one cell: 完成情况 ---

STATUSES = [
    ("已完成", SAME),
    ("　已完成 ", SAME),
    ("已完成\n", SAME),
    ("已 完 成", SAME),
    ("已完成。", SAME),
    ("_x000D_已完成_x000D_", SAME),
    ("已完成\u200b", SAME),
    ("已落实", reported("F9 status-synonym")),
    ("√", reported("F9 status-synonym")),
    ("✔", reported("F9 status-synonym")),
    ("100%", reported("F9 status-synonym")),
    ("１００％", reported("F9 status-synonym")),
    ((1.0, "0%"), reported("F9 status-synonym")),
    ("己完成", reported("F9 status-unknown", t2={"status": None})),
    ("差不多", reported("F9 status-unknown", t2={"status": None})),
    ("80%", reported("F9 status-unknown", t2={"status": None})),
    ((0.8, "0%"), reported("F9 status-unknown", t2={"status": None})),
    ((0.8, "General"), reported("F9 status-unknown", t2={"status": None})),
    ((80, "General"), reported("F9 status-unknown", t2={"status": None})),
    ((1, "General"), reported("F9 status-unknown", t2={"status": None})),
    ((0, "General"), reported("F9 status-unknown", t2={"status": None})),
    ((True, "General"), reported("F9 status-unknown", t2={"status": None})),
    ("已完成/正在推进", reported("F9 status-unknown", t2={"status": None})),
    ("未完成", reported("F9 status-unknown", t2={"status": None})),
    ("持续推进", reported("F9 status-unknown", t2={"status": None})),
    ("已完成√", reported("F9 status-unknown", t2={"status": None})),
    ("无", reported("F9 status-unknown", t2={"status": None})),
    ("", reported("F9 status-missing", t2={"status": None})),
    ("　", reported("F9 status-missing", t2={"status": None})),
    ((DAY, "yyyy-mm-dd"), reported("F9 status-unknown", t2={"status": None})),
    ('=IF(A1="","","已完成")', reported("F9 formula-without-value", t2={"status": None})),
    ("=[1]汇总!F9", reported("F9 formula-without-value", t2={"status": None})),
    ('=HYPERLINK("#A1","已完成")', reported("F9 formula-without-value", t2={"status": None})),
    ("#N/A", reported("F9 cell-error-value", t2={"status": None})),
    ("#REF!", reported("F9 cell-error-value", t2={"status": None})),
    ('=_xlfn.DISPIMG("ID_1",1)', reported("F9 picture-in-cell", t2={"status": None})),
]


def typed(hand, task, title, value):
    cell = hand.cell(task, title)
    if isinstance(value, tuple):
        cell.value, cell.number_format = value
    else:
        cell.value = value


@pytest.mark.parametrize(("value", "told"), STATUSES, ids=[repr(value) for value, _ in STATUSES])
def test_what_stands_in_a_status_cell(tmp_path, value, told):
    lay(tmp_path)
    hand = hand_of()
    typed(hand, "2", "完成情况", value)
    hand.save(inbox(tmp_path) / NAME)
    expect(tmp_path, told)


# --- one cell: 完成日期 ---

UNDERSTOOD = reported("G9 date-understood")
INVALID = reported("G9 date-invalid", t2={"done_on": None})
DAYS = [
    ("2020年9月30日", SAME),
    ("2020-9-30", SAME),
    ("2020.9.30", SAME),
    ("2020/9/30", SAME),
    ("20200930", SAME),
    ("2020 年 9 月 30 日", SAME),
    ("2020年9月30日　", SAME),
    ("2020年09月30号", SAME),
    ("二〇二〇年九月三十日", SAME),
    ("二○二○年九月三十日", SAME),
    ("二零二零年九月三十日", SAME),
    ("二O二O年九月三十日", SAME),
    ("2020-09-30 00:00:00", SAME),
    ("2020年9月30日_x000D_", SAME),
    ((datetime.fromisoformat("2020-09-30"), "yyyy-mm-dd"), SAME),
    ((datetime.fromisoformat("2020-09-30T17:30"), "yyyy/m/d h:mm"), SAME),
    ((DAY, 'yyyy"年"m"月"d"日"'), SAME),
    ((DAY, "[$-F800]dddd, mmmm dd, yyyy"), SAME),
    ((DAY, "m/d/yyyy"), SAME),
    ((20200930, "General"), SAME),
    ("２０２０年９月３０日", reported("G9 digits-fullwidth")),
    ("9月30日", UNDERSTOOD),
    ("20年9月30日", UNDERSTOOD),
    ("2020年9月30日完成", UNDERSTOOD),
    ("2020年9月30日前", UNDERSTOOD),
    ("30/9/2020", UNDERSTOOD),
    ((44104, "General"), UNDERSTOOD),
    ("44104", UNDERSTOOD),
    ("9.30", INVALID),
    ((9.3, "General"), INVALID),
    ("2020.9", INVALID),
    ((2020.9, "General"), INVALID),
    ((2020.1, "General"), INVALID),
    ("2020年9月", INVALID),
    ("2020年9月底", INVALID),
    ("2020年底前", INVALID),
    ("2020年13月", INVALID),
    ("2020年13月1日", INVALID),
    ("2020年9月31日", INVALID),
    ("31/9", INVALID),
    ("31/9/2020", INVALID),
    ("1/2/2020", INVALID),
    ("3020年9月30日", INVALID),
    ("2020年9月1日、2020年9月30日", INVALID),
    ("9月", INVALID),
    ("已完成", INVALID),
    ((1.5, "General"), INVALID),
    ((True, "General"), INVALID),
    ("#REF!", reported("G9 cell-error-value", t2={"done_on": None})),
    ("=TODAY()", reported("G9 formula-without-value", t2={"done_on": None})),
    ("", reported("G9 date-missing", t2={"done_on": None})),
    ("—", reported("G9 date-missing", t2={"done_on": None})),
    # Excel makes the first day of a month of a typed 2020年9月, and shows no day.
    ((date(2020, 9, 1), 'yyyy"年"m"月"'), INVALID),
    ((date(2020, 9, 1), "yyyy-mm"), INVALID),
    ((date(2020, 9, 1), "mmm-yy"), INVALID),
    ((date(2020, 9, 1), "yyyy-mm-dd"), reported(t2={"done_on": date(2020, 9, 1)})),
    ((date(2020, 9, 1), 'yyyy"年"m"月"d"日"'), reported(t2={"done_on": date(2020, 9, 1)})),
    ((date(2026, 9, 30), 'm"月"d"日"'), reported("G9 date-future", t2={"done_on": date(2026, 9, 30)})),
]


@pytest.mark.parametrize(("value", "told"), DAYS, ids=[repr(value) for value, _ in DAYS])
def test_what_stands_in_a_date_cell(tmp_path, value, told):
    lay(tmp_path)
    hand = hand_of()
    typed(hand, "2", "完成日期", value)
    hand.save(inbox(tmp_path) / NAME)
    expect(tmp_path, told)


def test_a_chinese_format_of_year_and_month_that_excel_knows_by_number_shows_no_day(tmp_path):
    lay(tmp_path)
    hand = hand_of()
    typed(hand, "2", "完成日期", (date(2020, 9, 1), "yyyy-mm"))
    path = hand.save(inbox(tmp_path) / NAME)
    number = re.search(rb'numFmtId="(\d+)" formatCode="yyyy-mm"', zipfile.ZipFile(path).read("xl/styles.xml"))[1]
    in_sheet(b'numFmtId="%s" ' % number, b'numFmtId="57" ', part="xl/styles.xml")(path)
    expect(tmp_path, INVALID)


# --- one cell: texts and numbers ---


def figure(text, *said):
    return reported(*said, t2={"figure": text})


FIGURES = [
    ("３次", figure("３次", "J9 digits-fullwidth")),
    ((3, "General"), figure("3")),
    ((3, '0"次"'), SAME),
    ((3, "0次"), SAME),
    ((3.0, "0.00_ "), figure("3")),
    ((0.8, "0%"), figure("80%", "J9 figure-unclear")),
    ((80, '0"%"'), figure("80%", "J9 figure-unclear")),
    ((80, r"0\%"), figure("80%", "J9 figure-unclear")),
    ("1次", figure("1次", "J9 target-missed")),
    ("－3次", figure("－3次", "J9 figure-sign")),
    ("", figure("", "J9 figure-missing")),
    ("无", figure("无", "J9 figure-missing")),
    ("#DIV/0!", figure("", "J9 cell-error-value")),
    ("=1+2", figure("", "J9 formula-without-value")),
]


@pytest.mark.parametrize(("value", "told"), FIGURES, ids=[repr(value) for value, _ in FIGURES])
def test_what_stands_in_a_cell_for_a_number(tmp_path, value, told):
    lay(tmp_path)
    hand = hand_of()
    typed(hand, "2", "量化成果", value)
    hand.save(inbox(tmp_path) / NAME)
    expect(tmp_path, told)


def progress(text, *said):
    return reported(*said, t2={"progress": text})


LONG = "办了开放日，" + "邀请群众代表参加并听取意见" * 2520
PROGRESS = [
    ("办了开放日，邀请86人。_x000D_", SAME),
    ("　办了开放日，邀请86人。 \n", SAME),
    ("办了开放日，_x000D_\n邀请86人。", progress("办了开放日，\n邀请86人。")),
    ("办了开放日，𠮷局长邀请86人👍。", progress("办了开放日，𠮷局长邀请86人👍。")),
    ("办了开放日，<b>邀请</b>&amp;86人{{ x }}。", progress("办了开放日，<b>邀请</b>&amp;86人{{ x }}。")),
    ("办了开放日_x0007_，邀请86人。", progress("办了开放日，邀请86人。", "H9 text-cleaned")),
    ("办了开放日，邀请\ue123某等86人。", progress("办了开放日，邀请某等86人。", "H9 text-cleaned")),
    (LONG[:32767], progress(LONG[:32767])),
    (" =cmd|' /C calc'!A0", progress("=cmd|' /C calc'!A0")),
    ("+86次、-3次、@某", progress("+86次、-3次、@某")),
    (("=cmd|' /C calc'!A0", "@"), progress("", "H9 formula-without-value")),
    (('=DDE("cmd","/C calc","x")', "@"), progress("", "H9 formula-without-value")),
    ('=HYPERLINK("http://例.cn/a","见网页")', progress("", "H9 formula-without-value")),
    ("#N/A", progress("", "H9 cell-error-value")),
    ('=DISPIMG("ID_AB12",1)', progress("〔图片〕", "H9 picture-in-cell")),
]


@pytest.mark.parametrize(("value", "told"), PROGRESS, ids=[repr(value)[:40] for value, _ in PROGRESS])
def test_what_stands_in_a_cell_for_text(tmp_path, value, told):
    lay(tmp_path)
    hand = hand_of()
    typed(hand, "2", "落实情况", value)
    hand.save(inbox(tmp_path) / NAME)
    expect(tmp_path, told)


# --- one cell as programs store it ---

STORED = [
    ("F9", '<c r="F9" t="inlineStr"><is><t>已完成</t></is></c>', SAME),
    ("F9", '<c r="F9" t="str"><f>IF(1,"已完成")</f><v>已完成</v></c>', SAME),
    ("F9", '<c r="F9" t="str"><f>[1]汇总!F9</f><v>已完成</v></c>', SAME),
    ("F9", '<c r="F9" t="str"><f>HYPERLINK("#A1","已完成")</f><v>已完成</v></c>', SAME),
    ("F9", '<c r="F9" t="str"><f>DDE("a","b")</f><v>已完成</v></c>', SAME),
    ("F9", '<c r="F9" t="str"><v><![CDATA[已完成]]></v></c>', SAME),
    ("F9", '<c r="F9" t="inlineStr"><is><t><![CDATA[已完成]]></t></is></c>', SAME),
    ("F9", '<c r="F9" t="inlineStr"><is><t>已<!-- x -->完成</t></is></c>', SAME),
    ("F9", '<c r="F9" t="inlineStr"><is><r><t>已</t></r><r><rPr><b/></rPr><t>完成</t></r></is></c>', SAME),
    ("F9", '<c r="F9" t="inlineStr"><is><t>已完成</t><rPh sb="0" eb="1"><t>yi</t></rPh></is></c>', SAME),
    ("F9", '<c r="F9"  t="inlineStr" ><is><t xml:space="preserve"> 已完成 </t></is></c>', SAME),
    ("F9", "<c r='F9' t='inlineStr'><is><t>已完成</t></is></c>", SAME),
    ("F9", '<c r="F9" t="str"><f>A1</f></c>', reported("F9 formula-without-value", t2={"status": None})),
    ("F9", '<c r="F9"><f\nca="1">A1</f></c>', reported("F9 formula-without-value", t2={"status": None})),
    ("F9", '<c r="F9" t="str"><f>A1</f><v></v></c>', reported("F9 formula-without-value", t2={"status": None})),
    ("F9", '<c r="F9" t="e"><v>#N/A</v></c>', reported("F9 cell-error-value", t2={"status": None})),
    ("F9", '<c r="F9" t="e"><f>NA()</f><v>#N/A</v></c>', reported("F9 cell-error-value", t2={"status": None})),
    ("F9", '<c r="F9" t = "e"><v>#N/A</v></c>', reported("F9 cell-error-value", t2={"status": None})),
    ("F9", '<c r="F9" t="b"><v>1</v></c>', reported("F9 status-unknown", t2={"status": None})),
    ("G9", '<c r="G9" t="d"><v>2020-09-30</v></c>', SAME),
    ("G9", '<c r="G9" t="d"><v>2020-09-30T00:00:00Z</v></c>', SAME),
    ("G9", '<c r="G9"><v>44104</v></c>', reported("G9 date-understood")),
    ("G9", '<c r="G9"><v>4.4104E4</v></c>', reported("G9 date-understood")),
    ("M9", '<c r="M9" t="str"><v><![CDATA[网站公告]]></v></c>', SAME),
]


@pytest.mark.parametrize(("address", "xml", "told"), STORED, ids=[xml for _, xml, _ in STORED])
def test_how_a_program_stores_a_cell(tmp_path, address, xml, told):
    path = lay(tmp_path) / NAME
    put_xml(address, xml)(path)
    expect(tmp_path, told)


def shared_strings():
    """The filled workbook as a program writes it that keeps its texts in one part."""
    texts = {(task, key): str(typed_as(key, value)) for (unit, task), row in FILLED.items() if unit == UNIT
             for key, value in row.items() if value}  # fmt: skip
    return build_workbook(
        UNIT, duties=ROSTER.of_unit(UNIT), task_list=TASK_LIST, settings=SETTINGS, filled=Filled(texts)
    )


def test_a_shared_string_with_pinyin_and_runs_reads_as_its_text(tmp_path):
    path = lay(tmp_path) / NAME
    path.write_bytes(shared_strings())
    runs = "<si><r><t>已</t></r><r><rPr><b/></rPr><t>完成</t></r><rPh sb='0' eb='1'><t>yi</t></rPh><phoneticPr fontId='1'/></si>"
    in_sheet("<si><t>已完成</t></si>", runs, part="xl/sharedStrings.xml")(path)
    expect(tmp_path, SAME)


def test_shared_strings_in_cdata_read_the_same(tmp_path):
    path = lay(tmp_path) / NAME
    path.write_bytes(shared_strings())
    in_sheet("<t>已完成</t>", "<t><![CDATA[已完成]]></t>", part="xl/sharedStrings.xml")(path)
    expect(tmp_path, SAME)


# --- the form reshaped ---


def shuffle_rows(hand):
    shuffle(hand, lambda block: random.Random(3).shuffle(block))


def sort_by_status(hand):
    shuffle(hand, lambda block: block.sort(key=lambda row: str(row[5])))


def shuffle(hand, order):
    """Task rows and the block titles between them, put into another order; styles stay where they are."""
    unmerge(hand)
    first, last = hand.rows["1"], max(hand.rows.values())
    block = [[cell.value for cell in row] for row in hand.sheet.iter_rows(min_row=first, max_row=last)]
    order(block)
    for at, row in enumerate(block, first):
        for column, value in enumerate(row, 1):
            hand.sheet.cell(at, column).value = value


def rename_sheet(hand):
    hand.sheet.title = "Sheet1 (2)"


def insert_empty_columns(hand):
    unmerge(hand)
    hand.sheet.insert_cols(6, 2)


def insert_columns_in_front(hand):
    unmerge(hand)
    hand.sheet.insert_cols(1, 3)


def insert_a_column_of_notes(hand):
    unmerge(hand)
    hand.sheet.insert_cols(7)
    hand.sheet.cell(6, 7).value = "经办人"
    hand.sheet.cell(hand.rows["2"], 7).value = "王某"


def note_beside_the_form(hand):
    hand.sheet.cell(hand.rows["2"], 15).value = "已电话核实"


def insert_rows_above(hand):
    unmerge(hand)
    hand.sheet.insert_rows(1, 4)


def insert_rows_between(hand):
    unmerge(hand)
    for task in ("8", "2"):
        hand.sheet.insert_rows(hand.rows[task], 3)


def delete_titles_above(hand):
    unmerge(hand)
    hand.sheet.delete_rows(1, 5)


def delete_category(hand):
    delete_column(hand, "工作任务")


def delete_column(hand, title):
    unmerge(hand)
    hand.sheet.delete_cols(hand.columns[title])


def titles(hand, **texts):
    for title, text in texts.items():
        hand.sheet.cell(6, hand.columns[title]).value = text


def title_breaks(hand):
    titles(hand, 完成情况="完成\n情况", 落实情况="落实 情况", 下一步措施="下一步\r\n措施", 序号="序　号")


def titles_in_other_words(hand):
    titles(hand, 完成情况="进展情况", 完成日期="办结时间", 存在问题="存在问题及原因", 佐证材料="佐证材料（可另附）")


def titles_misspelt(hand):
    titles(hand, 完成情况="完成情況", 落实情况="落實情况")


def titles_blanked(hand):
    titles(hand, 量化成果=None, 存在问题=None)


def title_taken_by_an_order(hand):
    titles(hand, 完成日期="第二栏")


def header_twice(hand):
    unmerge(hand)
    hand.sheet.insert_rows(hand.rows["4"])
    for title, column in hand.columns.items():
        hand.sheet.cell(hand.rows["4"], column).value = title


def header_lost(hand):
    for column in hand.columns.values():
        hand.sheet.cell(6, column).value = None


def header_row_deleted(hand):
    unmerge(hand)
    hand.sheet.delete_rows(6)


def header_lost_and_the_first_row_reworded(hand):
    header_lost(hand)
    hand.cell("1", "具体要求").value = "编制并公布本年度的主动公开目录，及时调整更新。"


def header_twice_and_the_first_one_damaged(hand):
    header_twice(hand)
    titles(hand, 量化成果=None, 完成日期=None, 佐证材料="附件")


def status_in_other_words_beside_an_empty_column_of_its_name(hand):
    titles(hand, 完成情况="进展情况")
    empty_copy_of_status_in_front(hand)


def status_moved_to_the_end(hand):
    unmerge(hand)
    for row in range(6, hand.sheet.max_row + 1):
        hand.sheet.cell(row, 16).value = hand.sheet.cell(row, 6).value
    hand.sheet.delete_cols(6)


def columns_swapped(hand):
    for row in range(6, hand.sheet.max_row + 1):
        one, other = hand.sheet.cell(row, 8), hand.sheet.cell(row, 13)
        if not isinstance(one, openpyxl.cell.MergedCell):
            one.value, other.value = other.value, one.value


def empty_copy_of_status_in_front(hand):
    unmerge(hand)
    hand.sheet.insert_cols(6)
    hand.sheet.cell(6, 6).value = "完成情况"


def hide_rows_and_columns(hand):
    hand.sheet.row_dimensions[hand.rows["2"]].hidden = True
    hand.sheet.column_dimensions["F"].hidden = True
    hand.sheet.column_dimensions["A"].hidden = True


def filter_rows(hand):
    hand.sheet.auto_filter.ref = "A6:M16"
    hand.sheet.auto_filter.add_filter_column(5, ["正在推进"])
    for task in ("1", "2", "7"):
        hand.sheet.row_dimensions[hand.rows[task]].hidden = True


def no_validations(hand):
    hand.sheet.data_validations.dataValidation = []


def no_protection(hand):
    hand.sheet.protection.sheet = False


def comments(hand):
    hand.cell("2", "完成情况").comment = Comment("未启动", "某人")
    hand.cell("4", "完成情况").comment = Comment("已完成", "某人")


def hyperlink(hand):
    hand.cell("2", "佐证材料").hyperlink = "http://127.0.0.1:9/x"


def rich_texts(hand):
    hand.cell("2", "完成情况").value = CellRichText("已", TextBlock(InlineFont(b=True, color="FFFF0000"), "完成"))
    hand.cell("2", "落实情况").value = CellRichText(TextBlock(InlineFont(strike=True), "办了开放日"), "，邀请86人。")


def dates_from_1904(hand):
    hand.book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    typed(hand, "1", "完成日期", (datetime.fromisoformat("2020-06-20"), "yyyy-mm-dd"))
    typed(hand, "2", "完成日期", (DAY, "yyyy-mm-dd"))


def numbers_as_numbers(hand):
    for task in hand.rows:
        hand.cell(task, "序号").value = int(task)


def numbers_as_formulas(hand):
    for task in ("2", "4"):
        hand.cell(task, "序号").value = "=ROW()-7"


def merged_categories(hand):
    hand.sheet.merge_cells(f"B{hand.rows['1']}:B{hand.rows['2']}")


def identity_unhidden(hand):
    hand.book["标识"].sheet_state = "visible"
    hand.book["标识"].protection.sheet = False
    hand.book["标识"].title = "Sheet3"
    hand.book.move_sheet("Sheet3", -2)


def identity_lost(hand):
    del hand.book["标识"]


def identity_scribbled_over(hand):
    hand.book["标识"]["A1"].value = "x"


def identity_with_notes(hand):
    sheet = hand.book["标识"]
    sheet.insert_cols(3)
    sheet["C3"], sheet["A40"] = "备注", "某人看过"


def identity_of_another_unit(hand):
    row = next(row for row in hand.book["标识"].iter_rows(max_col=2) if row[0].value == "单位")
    row[1].value = "信息中心"


def identity_of_another_plan(hand):
    hand.book["标识"]["B3"].value = "0123456789abcdef"


def older_form(hand):
    hand.book["标识"]["B2"].value = "0"


def unit_renamed_on_the_form(hand):
    hand.sheet["A3"].value = "填报单位：局办公室（盖章）"


def unit_blanked_on_the_form(hand):
    hand.sheet["A3"].value = None


def guide_deleted(hand):
    del hand.book["填报说明"]


def guide_filled(hand):
    hand.book["填报说明"]["F20"].value = "已完成"


def notes_below(hand):
    row = hand.sheet.max_row + 2
    hand.sheet.cell(row, 1).value = "填表说明：以上情况属实。"
    hand.sheet.cell(row + 1, 2).value = "单位负责人（签字）：王某"


def another_sheet(hand):
    hand.book.create_sheet("通讯录", 0).append(["姓名", "电话", "完成情况"])


def stray_xfd(hand):
    hand.sheet["XFD1048576"] = "x"


def stray_a(hand):
    hand.sheet["A1048576"] = "x"


def requirement_punctuated(hand):
    hand.cell("2", "具体要求").value = "组织开放日活动，不少于 2 次"


def deadline_edited(hand):
    hand.cell("1", "完成时限").value = "12月底前"


RESHAPED = [
    (shuffle_rows, SAME),
    (sort_by_status, SAME),
    (rename_sheet, SAME),
    (insert_empty_columns, SAME),
    (insert_columns_in_front, SAME),
    (insert_a_column_of_notes, reported("G9 column-extra")),
    (note_beside_the_form, reported("O9 column-extra")),
    (insert_rows_above, SAME),
    (insert_rows_between, SAME),
    (delete_titles_above, SAME),
    (delete_category, SAME),
    (lambda hand: delete_column(hand, "量化目标"), SAME),
    (lambda hand: delete_column(hand, "序号"), SAME),
    (lambda hand: delete_column(hand, "具体要求"), reported(" header-edited")),
    (title_breaks, SAME),
    (titles_in_other_words, reported("A6 header-edited")),
    (titles_misspelt, reported("A6 header-edited")),
    (titles_blanked, reported("A6 header-edited")),
    (title_taken_by_an_order, reported("A6 header-edited")),
    (header_twice, SAME),
    (header_lost, reported(" header-lost")),
    (header_row_deleted, reported(" header-lost")),
    (header_lost_and_the_first_row_reworded, reported(" header-lost", "C8 requirement-edited")),
    (header_twice_and_the_first_one_damaged, reported("A6 header-edited")),
    (status_in_other_words_beside_an_empty_column_of_its_name, reported("A6 header-edited")),
    (status_moved_to_the_end, SAME),
    (columns_swapped, SAME),
    (empty_copy_of_status_in_front, SAME),
    (hide_rows_and_columns, SAME),
    (filter_rows, SAME),
    (no_validations, SAME),
    (no_protection, SAME),
    (comments, SAME),
    (hyperlink, SAME),
    (rich_texts, SAME),
    (dates_from_1904, SAME),
    (numbers_as_numbers, SAME),
    (numbers_as_formulas, reported("A9 row-renumbered", "A10 row-renumbered")),
    (merged_categories, SAME),
    (identity_unhidden, SAME),
    (identity_lost, reported(" file-unmarked")),
    (identity_scribbled_over, reported(" file-unmarked")),
    (identity_with_notes, SAME),
    (identity_of_another_unit, reported(" unit-doubtful")),
    (identity_of_another_plan, reported(" file-older")),
    (older_form, reported(" file-older")),
    (unit_renamed_on_the_form, SAME),
    (unit_blanked_on_the_form, SAME),
    (guide_deleted, SAME),
    (guide_filled, SAME),
    (notes_below, SAME),
    (another_sheet, SAME),
    (stray_xfd, SAME),
    (stray_a, SAME),
    (requirement_punctuated, SAME),
    (deadline_edited, SAME),
]


def named(mutations):
    return [f"{number} {spoil.__name__}" for number, (spoil, *_) in enumerate(mutations, 1)]


@pytest.mark.parametrize(("spoil", "told"), RESHAPED, ids=named(RESHAPED))
def test_a_form_that_people_reshaped_reads_the_same(tmp_path, spoil, told):
    lay(tmp_path)
    hand = hand_of()
    spoil(hand)
    hand.save(inbox(tmp_path) / NAME)
    assert not told.changed
    expect(tmp_path, told)


# --- the form damaged ---


def merged_statuses(hand):
    hand.sheet.merge_cells(f"F{hand.rows['2']}:F{hand.rows['7']}")


def merged_over_a_row(hand):
    hand.sheet.merge_cells(f"H{hand.rows['2']}:J{hand.rows['2']}")


def merged_rows_whole(hand):
    """Two tasks made one row: number and requirement of the second are gone."""
    for column in "ABCDEFGH":
        hand.sheet.merge_cells(f"{column}{hand.rows['1']}:{column}{hand.rows['2']}")


def row_deleted(hand):
    hand.sheet.delete_rows(hand.rows["4"])


def row_emptied(hand):
    for title in hand.columns:
        hand.cell("4", title).value = None


def support_row_deleted(hand):
    hand.sheet.delete_rows(hand.rows["6"])


def copy_row(hand, task, **values):
    row = hand.sheet.max_row + 1
    for column in hand.columns.values():
        hand.sheet.cell(row, column).value = hand.sheet.cell(hand.rows[task], column).value
    for title, value in values.items():
        hand.sheet.cell(row, hand.columns[title]).value = value


def row_twice_same(hand):
    copy_row(hand, "2")


def row_twice_different(hand):
    copy_row(hand, "2", 完成情况="未启动")


def row_added_by_the_unit(hand):
    copy_row(hand, "2", 序号="9", 具体要求="自行增加的工作", 完成情况="已完成")


def row_added_with_a_taken_number(hand):
    copy_row(hand, "2", 序号="2", 具体要求="自行增加的工作内容", 完成情况="已完成")


def row_of_another_unit_pasted(hand):
    """规划科's row about task 3, which 办公室 only supports, below the form."""
    copy_row(hand, "3", 职责="牵头", 完成情况="已完成", 完成日期="2020年9月30日", 落实情况="解读了13件。")


def supporters_row_over_a_carriers(hand):
    """Row 2 as 规划科 has it, beside 办公室's own, which is blank."""
    for title in ("完成情况", "完成日期", "落实情况", "量化成果", "佐证材料"):
        hand.cell("2", title).value = None
    copy_row(hand, "2", 职责="配合", 完成情况="正在推进", 落实情况="配合办了开放日。")


def last_years_row_pasted(hand):
    hand.cell("2", "具体要求").value = "组织开放日活动不少于1次。"


def another_task_under_this_number(hand):
    hand.cell("2", "具体要求").value = "推进政务服务事项网上办理全覆盖。"


def requirement_reworded(hand):
    hand.cell("2", "具体要求").value = "组织政府开放日活动，至少举办2次。"


def requirement_blanked(hand):
    hand.cell("2", "具体要求").value = None


def requirement_moved_up_with_typo(hand):
    """Numbers shifted by one and a typo in the text: the text is nearer to the true task than to the number's."""
    hand.cell("1", "序号").value, hand.cell("2", "序号").value = "2", "1"
    hand.cell("1", "具体要求").value = "编制并公布本年度主动公开目录，及时调整更新。"


def numbers_lost(hand):
    for task in hand.rows:
        hand.cell(task, "序号").value = None


def numbers_shifted(hand):
    for task in ("1", "2"):
        hand.cell(task, "序号").value = str(int(task) + 1)


def roles_overtyped(hand):
    hand.cell("2", "职责").value = "配合"


def status_column_deleted(hand):
    delete_column(hand, "完成情况")


def texts_column_deleted(hand):
    delete_column(hand, "落实情况")


def filled_copy_of_status_in_front(hand):
    empty_copy_of_status_in_front(hand)
    for task in ("1", "2", "4", "7", "8"):
        hand.sheet.cell(hand.rows[task], 6).value = "已完成"


def pasted_one_column_to_the_right(hand):
    row = hand.rows["2"]
    values = [hand.sheet.cell(row, column).value for column in range(6, 9)]
    hand.sheet.cell(row, 6).value = None
    for column, value in zip(range(7, 10), values, strict=True):
        hand.sheet.cell(row, column).value = value


def second_sheet_filled_alike(hand):
    hand.book.copy_worksheet(hand.sheet).title = "副本"


def second_sheet_filled_otherwise(hand):
    copied = hand.book.copy_worksheet(hand.sheet)
    copied.cell(hand.rows["2"], hand.columns["完成情况"]).value = "未启动"


def second_sheet_hidden(hand):
    second_sheet_filled_otherwise(hand)
    hand.book.worksheets[-1].sheet_state = "hidden"


def header_lost_and_columns_moved(hand):
    """Without titles and with a column gone, the others do not stand where they were issued."""
    delete_column(hand, "职责")
    for column in range(1, 14):
        hand.sheet.cell(6, column).value = None


def header_lost_and_a_column_inserted(hand):
    insert_empty_columns(hand)
    for column in range(1, 17):
        hand.sheet.cell(6, column).value = None


def older_form_with_fewer_columns(hand):
    older_form(hand)
    unmerge(hand)
    for title in ("佐证材料", "下一步措施"):
        hand.sheet.delete_cols(hand.columns[title])


def last_years_sheet_kept(hand):
    copied = hand.book.copy_worksheet(hand.sheet)
    copied.title = "2019年"
    copied["A1"].value = "政务公开工作要点进展填报表（2019年）"
    copied.cell(hand.rows["2"], hand.columns["完成情况"]).value = "未启动"


DAMAGED = [
    (merged_statuses, reported("F9 merged-away", "F10 status-missing", "F11 status-missing",
                               t4={"status": None}, t7={"status": None})),
    (merged_over_a_row, reported("H9 merged-away", "J9 figure-missing", t2={"figure": ""})),
    (merged_rows_whole, reported("A9 row-foreign", " row-missing", t2=None)),
    (row_deleted, reported(" row-missing", t4=None)),
    (row_emptied, reported(" row-missing", t4=None)),
    (support_row_deleted, reported(" support-row-missing")),
    (row_twice_same, reported("A17 row-repeated")),
    (row_twice_different, reported("A17 row-twice", t2={"status": None, "done_on": None})),
    (row_added_by_the_unit, reported("A17 row-foreign")),
    (row_added_with_a_taken_number, reported("A17 row-foreign")),
    (row_of_another_unit_pasted, reported("A17 row-other-role")),
    (supporters_row_over_a_carriers, reported("A17 row-other-role", "F9 row-blank", t2=None)),
    (last_years_row_pasted, reported("C9 requirement-edited")),
    (another_task_under_this_number, reported("A9 row-foreign", " row-missing", t2=None)),
    (requirement_reworded, reported("C9 requirement-edited")),
    (requirement_blanked, SAME),
    (requirement_moved_up_with_typo, reported("A8 row-renumbered", "A9 row-renumbered", "C8 requirement-edited")),
    (numbers_lost, reported(*(f"A{row} row-renumbered" for row in (8, 9, 10, 11, 12, 14, 15, 16)))),
    (numbers_shifted, reported("A8 row-renumbered", "A9 row-renumbered")),
    (roles_overtyped, reported("A9 role-changed")),
    (texts_column_deleted, reported(" column-lost", t1={"progress": ""}, t2={"progress": ""}, t4={"progress": ""},
                                    t7={"progress": ""})),
    (older_form_with_fewer_columns, reported(
        " file-older", " column-lost", t1={"evidence": ""}, t2={"evidence": ""}, t4={"next_steps": ""},
        t8={"next_steps": ""})),
    (pasted_one_column_to_the_right, reported("F9 status-missing", "G9 date-invalid", t2={
        "status": None, "done_on": None, "progress": "2020年9月30日"})),
    (second_sheet_filled_alike, reported(" sheet-extra")),
    (second_sheet_hidden, reported(" sheet-extra")),
    (last_years_sheet_kept, reported(" sheet-extra")),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "told"), DAMAGED, ids=named(DAMAGED))
def test_a_damaged_form_is_reported_with_its_cell(tmp_path, spoil, told):
    lay(tmp_path)
    hand = hand_of()
    spoil(hand)
    hand.save(inbox(tmp_path) / NAME)
    expect(tmp_path, told)


NOT_COUNTED = [
    (status_column_deleted, "column-missing", "完成情况"),
    (filled_copy_of_status_in_front, "column-twice", "完成情况"),
    (second_sheet_filled_otherwise, "sheet-conflict", "内容不同"),
    (header_lost_and_columns_moved, "file-foreign", "表头"),
    (header_lost_and_a_column_inserted, "file-foreign", "表头"),
]


@pytest.mark.parametrize(("spoil", "code", "word"), NOT_COUNTED, ids=named(NOT_COUNTED))
def test_a_form_of_which_nobody_can_tell_what_counts_is_not_counted(tmp_path, spoil, code, word):
    lay(tmp_path)
    hand = hand_of()
    spoil(hand)
    hand.save(inbox(tmp_path) / NAME)
    seen = expect(tmp_path, silent(f" {code}"))
    assert (seen.record().unit, seen.record().used) == (None if code == "file-foreign" else UNIT, False)
    assert word in seen.record().reason


def silent(*said, unit=UNIT):
    """The unit's rows do not count, which is said besides these findings."""
    return Told((*reported(*said).said, ("unit-unreported", None)), silenced=(unit,))


# --- packages as other programs and attackers write them ---


def in_part(part, change):
    return lambda path: rewrite_part(path, part, change)


def prefixed(path):
    """Every element of the sheet with a prefix, as some report generators write it."""

    def change(xml):
        xml = re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", xml)
        return xml.replace(b" xmlns=", b" xmlns:x=")

    rewrite_part(path, SHEET, change)


def strict(path):
    """Strict Open XML names its namespaces differently."""
    for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET, "xl/styles.xml"):
        rewrite_part(
            path,
            part,
            lambda xml: xml.replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            ).replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            ),
        )


def add_parts(path, **parts):
    with zipfile.ZipFile(path, "a") as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/"), content)


def macros(path):
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + b"x" * 500)
    path.rename(path.with_suffix(".xlsm"))


def external_link(path):
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
        package.writestr(
            "xl/externalLinks/_rels/externalLink1.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId1" Type="x" Target="file:///etc/passwd" TargetMode="External"/></Relationships>',
        )


def wps_pictures(path):
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/cellimages.xml", "<etc:cellImages xmlns:etc='http://www.wps.cn/'/>")
        package.writestr("xl/media/image1.png", b"\x89PNG\r\n\x1a\n" + b"x" * 300)


def rows_of_cells(first, last):
    cells = b"".join(b'<c r="%s%d" s="1"/>' % (letter, 0) for letter in (b"A", b"M"))
    row = b'<row r="%d" s="1" customFormat="1">' + cells.replace(b'0"', b'%d"') + b"</row>"
    return b"".join(row % (number, number, number) for number in range(first, last))


def styled_rows_to_the_bottom(path):
    rows = b"".join(b'<row r="%d" ht="20" customHeight="1"/>' % number for number in range(30, 1_048_577))
    in_sheet(b"</sheetData>", rows + b"</sheetData>")(path)


def stray(address, row=1_048_576):
    cell = f'<row r="{row}"><c r="{address}" t="str"><v>x</v></c></row></sheetData>'
    return in_sheet(b"</sheetData>", cell)


def dimension(text):
    return in_part(SHEET, lambda xml: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="%s"' % text, xml))


def rows_out_of_order(path):
    def change(xml):
        first, second, third = (xml.index(b'<row r="%d"' % row) for row in (8, 10, 16))
        return xml[:first] + xml[second:third] + xml[first:second] + xml[third:]

    rewrite_part(path, SHEET, change)


def without_addresses(path):
    """Cells and rows without addresses stand one after the other."""

    def change(xml):
        parts = xml.partition(b"<sheetData>")
        return parts[0] + parts[1] + re.sub(rb'(<(?:row|c))\s+r="[A-Z]*\d+"', rb"\1", parts[2])

    rewrite_part(path, SHEET, change)


def utf16(path):
    def change(xml):
        text = xml.decode("utf-8")
        return ('<?xml version="1.0" encoding="UTF-16"?>' + re.sub(r"^<\?.*?\?>", "", text)).encode("utf-16")

    rewrite_part(path, SHEET, change)


def sheet_part_from_the_root(path):
    in_sheet(b'Target="worksheets/', b'Target="/xl/worksheets/', part="xl/_rels/workbook.xml.rels")(path)


def sheet_part_from_the_root_without_stroke(path):
    rels = "xl/_rels/workbook.xml.rels"
    rewrite_part(path, rels, lambda xml: xml.replace(b'"/xl/worksheets/', b'"xl/worksheets/'))


def undeclared_prefix(path):
    in_sheet(b'<row r="9"', b'<row r="9" x14ac:dyDescent="0.2"')(path)


def no_styles(path):
    rewrite_part(path, "xl/styles.xml", lambda xml: None)


def two_sheets_of_one_name(path):
    """The first is safe to look at, the second is not, and a reader that goes by names takes either."""
    in_sheet('name="填报说明"', 'name="填报"', part="xl/workbook.xml")(path)
    rewrite_part(
        path,
        "xl/worksheets/sheet2.xml",
        lambda xml: xml.replace(
            b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row></sheetData>'
        ),
    )


STORED_SO = [
    prefixed,
    strict,
    external_link,
    wps_pictures,
    styled_rows_to_the_bottom,
    in_sheet(b"</sheetData>", rows_of_cells(30, 60_000) + b"</sheetData>"),
    stray("XFD1048576"),
    stray("A1048576"),
    stray("XFD30", row=30),
    stray("CV9999", row=9999),
    dimension(b"A1"),
    dimension(b"A1:XFD1048576"),
    dimension(b"Z90:AA95"),
    rows_out_of_order,
    without_addresses,
    utf16,
    sheet_part_from_the_root_without_stroke,
    no_styles,
    two_sheets_of_one_name,
    in_sheet(b"<mergeCells", b'<mergeCells><mergeCell ref="A20:XFD1048576"/></mergeCells><mergeCells'),
    in_sheet(b"<sheetData>", b"<!-- a comment --><?a processing instruction?><sheetData>"),
    in_sheet(b"<sheetData>", b"\n\t<sheetData>\n"),
]


@pytest.mark.parametrize("spoil", STORED_SO, ids=[f"{n} {one.__name__}" for n, one in enumerate(STORED_SO, 1)])
def test_a_package_that_another_program_wrote_reads_the_same(tmp_path, spoil):
    spoil(lay(tmp_path) / NAME)
    expect(tmp_path, SAME)


def test_a_workbook_with_macros_is_read_and_the_macros_are_told(tmp_path):
    macros(lay(tmp_path) / NAME)
    expect(tmp_path, Told((("file-macros", None),)))


def twice_in_the_package(path):
    """Readers disagree which of two parts of one name counts."""
    content = zipfile.ZipFile(path).read(SHEET).replace("已完成".encode(), "未启动".encode())
    with zipfile.ZipFile(path, "a") as package:
        package.writestr(SHEET.replace("sheet1", "Sheet1"), content)


def missing_shared_string(path):
    put_xml("F9", '<c r="F9" t="s"><v>99999</v></c>')(path)


def broken_off(path):
    path.write_bytes(path.read_bytes()[:-700])


def sheet_broken_off(path):
    rewrite_part(path, SHEET, lambda xml: xml[: xml.index(b"</sheetData>")])


def undeclared_prefix_and_a_formula(path):
    undeclared_prefix(path)
    put_xml("F9", '<c r="F9" t="str"><f>A1</f><v>已完成</v></c>')(path)


def entities(path):
    head = b'<!DOCTYPE worksheet [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    in_part(SHEET, lambda xml: head + re.sub(rb"^<\?.*?\?>", b"", xml))(path)


def entities_behind_a_long_comment(path):
    head = b"<!--" + b"x" * 9000 + b'--><!DOCTYPE worksheet [<!ENTITY e "x">]>'
    in_part(SHEET, lambda xml: head + re.sub(rb"^<\?.*?\?>", b"", xml))(path)


def bomb(path):
    in_sheet(b"</sheetData>", b" " * 101 * 1024 * 1024 + b"</sheetData>")(path)


def part_longer_than_said(path):
    """A part that says it holds a thousand bytes, with their right sum, and inflates to 120 MB."""
    part = b"<sst>" + b" " * 119_999_995
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/sharedStrings.xml", part)
    content = path.read_bytes()
    for true, said in ((len(part), 1000), (zlib.crc32(part), zlib.crc32(part[:1000]))):
        assert content.count(true.to_bytes(4, "little")) == 2
        content = content.replace(true.to_bytes(4, "little"), said.to_bytes(4, "little"))
    path.write_bytes(content)


def compressed_otherwise(path):
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as package:
        for name, content in parts.items():
            package.writestr(name, content)


def too_many_parts(path):
    with zipfile.ZipFile(path, "a") as package:
        for number in range(2100):
            package.writestr(f"xl/media/{number}.txt", b"")


def too_large(path):
    with path.open("r+b") as file:
        file.truncate(51 * 1024 * 1024)


def no_relations(path):
    rewrite_part(path, "xl/_rels/workbook.xml.rels", lambda xml: None)


BROKEN = [
    (twice_in_the_package, "损坏"),
    (missing_shared_string, "损坏"),
    (broken_off, "损坏"),
    (sheet_broken_off, "损坏"),
    (undeclared_prefix_and_a_formula, "损坏"),
    (entities, "实体"),
    (entities_behind_a_long_comment, "实体"),
    (bomb, "庞大"),
    (part_longer_than_said, "大小"),
    (compressed_otherwise, "损坏"),
    (too_many_parts, "部件"),
    (too_large, "MB"),
    (no_relations, "损坏"),
]


@pytest.mark.parametrize(("spoil", "word"), BROKEN, ids=named(BROKEN))
def test_a_package_that_cannot_be_trusted_is_refused_with_the_reason(tmp_path, spoil, word):
    spoil(lay(tmp_path) / NAME)
    seen = expect(tmp_path, silent(" file-refused"))
    assert word in seen.record().reason


# --- other files under a workbook's name, and what else lies in the folder ---

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
CSV = "序号,具体要求,完成情况\n1,编制并公布本年度主动公开目录，及时调整。,已完成\n"
XML_2003 = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'

OTHERS = [
    ("办公室.xlsx", CSV.encode(), "文本"),
    ("办公室.xlsx", CSV.encode("gb18030"), "文本"),
    ("办公室.xlsx", CSV.encode("utf-16"), "文本"),
    ("办公室.csv", CSV.encode("utf-8-sig"), "文本"),
    ("办公室.xlsx", f"<html><table><tr><td>{CSV}</td></tr></table></html>".encode(), "网页"),
    ("办公室.xlsx", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", "网页"),
    ("办公室.xlsx", XML_2003.encode(), "2003"),
    ("办公室.xlsx", OLE, "旧版格式"),
    ("办公室.xls", OLE, "旧版格式"),
    ("办公室.et", OLE, "旧版格式"),
    ("办公室.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
    ("办公室.xlsx", packed(a_txt=b"x"), "压缩包"),
    ("办公室.zip", packed(a_xlsx=workbook_of()), "压缩包"),
    ("办公室.xlsx", b"Rar!\x1a\x07\x00xxxx", "压缩包"),
    ("办公室.7z", b"7z\xbc\xaf\x27\x1cxxxx", "压缩包"),
    ("办公室.xlsx", packed(word__document_xml=b"<w/>"), "Word"),
    ("办公室.xlsx", packed(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument"),
    ("办公室.xlsb", packed(xl__workbook_bin=b"x"), "xlsb"),
    ("办公室.xlsx", b"%PDF-1.7 xxxx", "PDF"),
    ("办公室.xlsx", b"\xff\xd8\xff\xe0 JFIF", "图片"),
    ("办公室.xlsx", b"\x89PNG\r\n\x1a\n", "图片"),
    ("办公室.xlsx", b"", "空文件"),
    ("办公室.xlsx", b"\x00" * 5000, "空文件"),
    ("办公室.xlsx", b"PK\x03\x04" + b"\x00" * 40, "损坏"),
    ("办公室.xlsx", packed(xl__workbook_xml=b"<broken"), "损坏"),
    ("办公室.xlsx", packed(xl__workbook_xml=b"<workbook/>"), "损坏"),
    ("办公室.xlsx.crdownload", workbook_of()[:3000], "损坏"),
]


@pytest.mark.parametrize(("name", "content", "word"), OTHERS, ids=[f"{one[0]} {one[2]}" for one in OTHERS])
def test_another_file_under_a_workbooks_name_is_refused_with_what_it_is(tmp_path, name, content, word):
    folder = lay(tmp_path, "规划科", "信息中心")
    (folder / name).write_bytes(content)
    seen = expect(tmp_path, silent(" file-refused"))
    assert (seen.record(name).used, seen.record(name).kind) == (False, "refused")
    assert word in seen.record(name).reason


SYSTEM = [
    "~$办公室.xlsx",
    "._办公室.xlsx",
    ".~办公室.xlsx",
    ".~lock.办公室.xlsx#",
    ".DS_Store",
    "Thumbs.db",
    "desktop.ini",
]
PAPERS = ["盖章扫描件.jpg", "说明.txt", "报送函.pdf", "网页.html"]


@pytest.mark.parametrize("name", SYSTEM + PAPERS)
def test_what_cannot_hold_an_answer_is_skipped_with_a_note(tmp_path, name):
    folder = lay(tmp_path)
    contents = {".jpg": b"\xff\xd8\xff\xe0 JFIF", ".pdf": b"%PDF-1.7", ".html": b"<html>"}
    (folder / name).write_bytes(contents.get(Path(name).suffix, b"abc"))
    seen = expect(tmp_path, reported(" file-skipped"))
    assert (seen.record(name).used, seen.record(name).kind) == (False, "skipped")
    assert seen.record(name).reason


def test_a_link_to_a_file_or_folder_elsewhere_is_not_followed_but_said(tmp_path):
    outside = tmp_path / "elsewhere"
    outside.mkdir()
    (outside / NAME).write_bytes(workbook_of())
    folder = lay(tmp_path, "规划科", "信息中心")
    (folder / NAME).symlink_to(outside / NAME)
    (folder / "第一批").symlink_to(outside, target_is_directory=True)
    seen = expect(tmp_path, silent(" file-skipped", " file-skipped"))
    assert [seen.record(name).kind for name in (NAME, "第一批")] == ["skipped", "skipped"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_does_not_hold_the_program_up(tmp_path):
    folder = lay(tmp_path, "规划科", "信息中心")
    os.mkfifo(folder / NAME)
    expect(tmp_path, silent(" file-refused"))


def test_a_folder_that_cannot_be_opened_is_said(tmp_path, monkeypatch):
    folder = lay(tmp_path)
    (folder / "第二批").mkdir()
    scan = os.scandir

    def refuse(path):
        if str(path).endswith("第二批"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    seen = expect(tmp_path, reported(" file-refused"))
    assert seen.record("第二批").kind == "refused"


# --- names and places ---

NAMES = [
    "a.xlsx", "规划科.xlsx", "办公室（1）.xlsx", "最终版 - 副本 (2).XLSX", "办公室.xlsx.bak", "无后缀", "[red]%s{0}.xlsx",
    "办公室👍𠮷.xlsx", "a\nb.xlsx", "-rf.xlsx", "第一批/科室/办公室.xlsx", "第一批/旧版/办公室.xlsx", "进度填报/办公室.xlsx",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_the_name_and_the_folder_of_a_file_change_nothing(tmp_path, name):
    folder = lay(tmp_path, "信息中心")
    (folder / "其他.xlsx").write_bytes(workbook_of("规划科"))
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(workbook_of())
    seen = expect(tmp_path, SAME)
    assert (seen.record(name).unit, seen.record(name).used) == (UNIT, True)


def test_the_folder_of_superseded_workbooks_is_ours_and_left_out(tmp_path):
    folder = lay(tmp_path)
    (folder / "旧版").mkdir()
    (folder / "旧版" / "办公室（第1版）.xlsx").write_bytes(b"abc")
    assert len(expect(tmp_path, SAME).collection.files) == 3


def test_a_name_in_the_coding_of_a_chinese_windows_is_refused_and_shown_as_it_was_meant(tmp_path):
    folder = lay(tmp_path, "规划科", "信息中心")
    try:
        (folder / os.fsdecode("办公室.xlsx".encode("gb18030"))).write_bytes(workbook_of())
    except (OSError, UnicodeError):
        pytest.skip("this system takes no such names")
    seen = expect(tmp_path, silent(" file-refused"))
    assert (seen.record(NAME).kind, "改名" in seen.findings[0].mend + seen.findings[-1].mend) == ("refused", True)


HOSTILE = [
    "[red]%s{0}.xlsx",
    "办公室👍𠮷.xlsx",
    "a\nb.xlsx",
    "-rf.xlsx",
    "=cmd.xlsx",
    "\u202eslx.xlsx",
    "长" * 80 + ".xlsx",
]


def test_the_command_tells_every_file_and_writes_no_formula_of_a_units(tmp_path):
    clerk = Clerk(tmp_path / "年报", tmp_path)
    clerk.new()
    clerk.issue()
    hand = clerk.open("办公室")
    hand.done("1", "2024年5月20日", " =cmd|' /C calc'!A0")
    hand.fill("1", 佐证材料=" +HYPERLINK(http://x/)", 完成情况="=cmd|' /C calc'!A0")
    for name in HOSTILE:
        hand.save(clerk.inbox / name)
    (clerk.inbox / "~$办公室.xlsx").write_bytes(b"x")
    (clerk.inbox / "扫描件.xlsx").write_bytes(b"\xff\xd8\xff\xe0 JFIF")
    told = json_of("check", clerk.folder, codes=(1,))
    assert {one["file"] for one in told["files"]} == {
        path.relative_to(clerk.folder).as_posix() for path in clerk.inbox.rglob("*")
    }
    assert all(one["used"] or one["reason"] for one in told["files"])
    for path in (*clerk.folder.glob("输出/*.xlsx"), *clerk.folder.glob("退回修改/*.xlsx")):
        with zipfile.ZipFile(path) as package:
            sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
            formulas = [text for name in sheets for text in re.findall(rb"<f[^>]*>([^<]*)", package.read(name))]
        is_ours = path.name == "校核结果.xlsx"
        assert not any(b"cmd" in text or b"HYPERLINK" in text for text in formulas) or not is_ours


# --- several files of one unit ---


def save(hand, folder, name, **changes):
    for task, values in changes.items():
        hand.fill(task.removeprefix("t"), **values)
    return hand.save(folder / name)


@pytest.mark.parametrize("name", ["办公室(1).xlsx", "办公室 - 副本.xlsx", "办公室最终版.xlsx", "收回/办公室.xlsx"])
def test_a_copy_that_says_the_same_counts_once(tmp_path, name):
    folder = lay(tmp_path)
    save(hand_of(), folder, name)
    seen = expect(tmp_path, reported(" file-duplicate"))
    assert sorted([seen.record(NAME).used, seen.record(name).used]) == [False, True]


def test_a_copy_that_another_program_saved_says_the_same(tmp_path):
    folder = lay(tmp_path)
    (folder / "办公室2.xlsx").write_bytes(shared_strings())
    expect(tmp_path, reported(" file-duplicate"))


@pytest.mark.parametrize("name", ["办公室(1).xlsx", "办公室 - 副本.xlsx", "办公室最终版.xlsx", "a.xlsx"])
def test_a_copy_that_says_something_else_is_named_with_its_cells_and_neither_counts(tmp_path, name):
    folder = lay(tmp_path)
    save(hand_of(), folder, name, t2={"完成情况": "未启动"}, t4={"落实情况": "格式文本已经印发。"})
    seen = expect(tmp_path, silent(" file-conflict"))
    (said,) = [found for found in seen.findings if found.code == "file-conflict"]
    for word in ("F9（第2项完成情况）", "H10（第4项落实情况）"):
        assert word in said.what
    assert said.place.file == f"进度填报/{max(NAME, name)}"
    assert f"进度填报/{min(NAME, name)}" in said.what
    assert [seen.record(one).used for one in (NAME, name)] == [False, False]


def test_three_files_of_which_two_say_the_same_are_still_for_a_person(tmp_path):
    folder = lay(tmp_path)
    save(hand_of(), folder, "a.xlsx", t2={"完成情况": "未启动"})
    save(hand_of(), folder, "b.xlsx", t2={"完成情况": "未启动"})
    seen = look(tmp_path)
    assert not any(seen.record(name).used for name in (NAME, "a.xlsx", "b.xlsx"))


def test_two_halves_of_one_form_are_for_a_person(tmp_path):
    folder = lay(tmp_path, "规划科", "信息中心")
    for name, kept in (("上.xlsx", ("1", "2")), ("下.xlsx", ("4", "7", "8"))):
        hand = hand_of()
        for task in set(hand.rows) - set(kept):
            hand.fill(task, **dict.fromkeys(list(hand.columns)[5:8], None), 量化成果=None, 存在问题=None,
                      下一步措施=None, 佐证材料=None)  # fmt: skip
        hand.save(folder / name)
    expect(tmp_path, silent(" file-conflict"))


def test_a_blank_form_beside_the_filled_one_is_passed_over(tmp_path):
    folder = lay(tmp_path)
    (folder / "空表.xlsx").write_bytes(issue())
    seen = expect(tmp_path, reported(" file-duplicate"))
    assert (seen.record().used, seen.record("空表.xlsx").used) == (True, False)


def test_an_unreadable_file_beside_the_good_one_takes_nothing_from_it(tmp_path):
    folder = lay(tmp_path)
    (folder / "办公室2.xlsx").write_bytes(workbook_of()[:2000])
    expect(tmp_path, reported(" file-refused"))


@pytest.mark.parametrize(("mine", "theirs", "newer"), [
    ("2020年12月1日", "2020-12-05", "b.xlsx"),
    ("2020.12.8", "2020年12月5日", NAME),
    ("2020年12月5日", "2020年12月5日", None),
    ("12月初", "2020年12月5日", None),
    (None, "2020年12月5日", None),
])  # fmt: skip
def test_the_newest_counts_where_the_settings_say_so_and_the_forms_say_which(tmp_path, mine, theirs, newer):
    folder = lay(tmp_path, "规划科", "信息中心")
    one, other = hand_of(), hand_of()
    one.sheet["J3"], other.sheet["J3"] = mine, theirs
    save(one, folder, NAME)
    save(other, folder, "b.xlsx", t4={"完成情况": "已完成", "完成日期": "2020年9月30日"})
    for path in (folder / NAME, folder / "b.xlsx"):
        in_part("docProps/core.xml", lambda xml: re.sub(rb"20\d\d-\d\d-\d\dT[\d:]+Z", b"2020-12-01T00:00:00Z", xml))(
            path
        )
    told = {
        NAME: reported(" file-superseded"),
        "b.xlsx": reported(t4={"status": "done", "done_on": DAY}),
        None: silent(" file-conflict"),
    }[newer]
    seen = look(tmp_path, settings=replace(SETTINGS, prefer="newest"))
    assert seen.rows() == told.rows()
    assert {name: seen.record(name).used for name in (NAME, "b.xlsx")} == {
        name: name == newer for name in (NAME, "b.xlsx")
    }
    assert ("file-superseded", None) in seen.said() or newer is None


# --- another unit's, another year's ---


def rows_of(unit):
    """Every cell of another unit's filled form from its first task on."""
    hand = hand_of(unit)
    first = min(hand.rows.values())
    return [
        [cell.value for cell in row] for row in hand.sheet.iter_rows(min_row=first, max_row=max(hand.rows.values()))
    ]


def paste(hand, row, rows):
    for at, values in enumerate(rows, row):
        for column, value in enumerate(values, 1):
            hand.sheet.cell(at, column).value = value


def test_another_units_rows_below_the_form_are_not_the_units(tmp_path):
    folder = lay(tmp_path)
    hand = hand_of()
    paste(hand, 18, rows_of("规划科"))
    hand.save(folder / NAME)
    # 规划科 leads 3 and 5, which 办公室 supports; its other rows are blank.
    seen = look(tmp_path)
    assert seen.rows() == SAME.rows()
    assert [cell for code, cell in seen.said() if code == "row-other-role"] == ["A18", "A19"]


def test_another_units_rows_over_the_units_own_are_doubted(tmp_path):
    folder = lay(tmp_path)
    hand = hand_of()
    unmerge(hand)
    hand.sheet.delete_rows(7, 20)
    paste(hand, 7, rows_of("规划科"))
    hand.save(folder / NAME)
    seen = look(tmp_path)
    assert ("unit-doubtful", None) in seen.said()
    assert {unit: row["status"] for (unit, task), row in seen.rows().items() if task == "3"} == {
        "办公室": "mostly_done",
        "规划科": "mostly_done",
    }
    assert [code for code, cell in seen.said() if cell == "A7"] == ["role-changed"]


def test_a_form_whose_unit_was_overtyped_is_doubted_even_without_its_hidden_sheet(tmp_path):
    folder = lay(tmp_path, "办公室", "信息中心")
    hand = hand_of("规划科")
    hand.sheet["A3"].value = "填报单位：信息中心"
    del hand.book["标识"]
    hand.save(folder / "规划科.xlsx")
    assert ("unit-doubtful", None) in look(tmp_path).said()


def test_two_units_rows_in_one_file_are_two_units_to_a_person(tmp_path):
    """规划科's form as a second sheet of 办公室's: neither sheet is taken for the other's."""
    folder = lay(tmp_path, "信息中心")
    hand, other = hand_of(), hand_of("规划科")
    sheet = hand.book.create_sheet("规划科")
    for row in other.sheet.iter_rows():
        for cell in row:
            if not isinstance(cell, openpyxl.cell.MergedCell):
                sheet[cell.coordinate].value = cell.value
    hand.save(folder / NAME)
    seen = look(tmp_path)
    assert seen.rows() == Told(silenced=("办公室", "规划科")).rows()
    assert ("sheet-conflict", None) in seen.said()


def last_year(**changes):
    old = TaskList(make_plan(2019), TASK_LIST.bodies)
    hand = take(build_workbook(UNIT, duties=ROSTER.of_unit(UNIT), task_list=old, settings=SETTINGS))
    hand.done("1", "2019年9月30日")
    return hand


@pytest.mark.parametrize("has_identity", [True, False])
def test_last_years_form_is_refused_whatever_became_of_its_hidden_sheet(tmp_path, has_identity):
    folder = lay(tmp_path, "规划科", "信息中心")
    hand = last_year()
    if not has_identity:
        del hand.book["标识"]
    hand.save(folder / NAME)
    seen = expect(tmp_path, silent(" file-foreign"))
    assert "2019年" in seen.record().reason


def test_another_plans_form_is_refused(tmp_path):
    folder = lay(tmp_path, "规划科", "信息中心")
    plan = make_plan()
    tasks = tuple(replace(task, text=f"推进第{task.id}号重点民生实事按期完工。") for task in plan.tasks)
    other = TaskList(replace(plan, title="另一方案", tasks=tasks), TASK_LIST.bodies)
    (folder / NAME).write_bytes(build_workbook(UNIT, duties=ROSTER.of_unit(UNIT), task_list=other, settings=SETTINGS))
    expect(tmp_path, silent(" file-foreign"))


def test_last_years_rows_under_this_years_title_are_said_row_by_row(tmp_path):
    folder = lay(tmp_path)
    hand = hand_of()
    for task, text in {
        "1": "编制本年度主动公开目录。",
        "2": "组织开放日活动不少于1次。",
        "8": "开展政务公开培训2次。",
    }.items():
        hand.cell(task, "具体要求").value = text
    hand.save(folder / NAME)
    expect(tmp_path, reported("C8 requirement-edited", "C9 requirement-edited", "C12 requirement-edited"))


# --- the list changed after the workbooks went out ---


def changed_list(**texts):
    """The task list with other requirements, by number."""
    plan = TASK_LIST.plan
    tasks = tuple(replace(task, text=texts.get(f"t{task.id}", task.text)) for task in plan.tasks)
    return replace(TASK_LIST, plan=replace(plan, tasks=tasks))


OLDER = [("file-older", None)] * 3


def test_a_requirement_that_the_list_changed_is_named_once_per_form(tmp_path):
    lay(tmp_path)
    newer = changed_list(t2="组织开放日活动不少于4次。")
    seen = expect(tmp_path, Told((*OLDER, ("target-missed", "J9"))), task_list=newer)
    said = [found.what for found in seen.findings if found.code == "file-older"]
    assert all("第2项" in what for what in said)


def test_a_task_that_the_list_dropped_is_foreign_and_counts_nowhere(tmp_path):
    lay(tmp_path)
    plan = TASK_LIST.plan
    newer = replace(TASK_LIST, plan=replace(plan, tasks=tuple(task for task in plan.tasks if task.id != "2")))
    roster = Roster(ROSTER.units, tuple(duty for duty in ROSTER.duties if duty.task != "2"))
    seen = look(tmp_path, task_list=newer, roster=roster)
    assert seen.rows() == reported(t2=None).rows()
    assert ("row-foreign", "A9") in seen.said()


def test_tasks_that_the_list_renumbered_keep_their_answers(tmp_path):
    lay(tmp_path)
    plan = TASK_LIST.plan
    ids = {task.id: str(int(task.id) % 8 + 1) for task in plan.tasks}
    newer = replace(TASK_LIST, plan=replace(plan, tasks=tuple(replace(task, id=ids[task.id]) for task in plan.tasks)))
    roster = Roster(ROSTER.units, tuple(replace(duty, task=ids[duty.task]) for duty in ROSTER.duties))
    seen = look(tmp_path, task_list=newer, roster=roster)
    assert seen.rows() == {(unit, ids[task]): row for (unit, task), row in FILLED.items()}
    assert [code for code, _ in seen.said()].count("row-renumbered") == len(ROSTER.duties)


def test_a_number_that_now_is_a_similar_task_does_not_take_the_old_ones_answer(tmp_path):
    """Task 2 was dropped and its number given to a task much like it."""
    lay(tmp_path)
    newer = changed_list(t2="组织接待日活动不少于2次。", t3="组织开放日活动，不少于2场次。")
    seen = look(tmp_path, task_list=newer)
    assert ("办公室", "2") not in seen.rows()


def test_a_task_that_moved_to_another_unit_is_foreign_here_and_missing_there(tmp_path):
    lay(tmp_path)
    duties = [duty for duty in ROSTER.duties if (duty.unit, duty.task) != (UNIT, "7")]
    roster = Roster(ROSTER.units, (*duties, Duty("信息中心", "7", "lead")))
    seen = look(tmp_path, roster=roster)
    assert seen.rows() == reported(t7=None).rows()
    assert ("row-foreign", "A11") in seen.said()
    (missing,) = [found for found in seen.findings if found.code == "row-missing"]
    assert (missing.unit, missing.task) == ("信息中心", "7")
    assert "重新下发" in missing.mend


def test_a_role_that_the_list_changed_counts_as_it_is_now(tmp_path):
    lay(tmp_path)
    roster = Roster(
        ROSTER.units,
        tuple(
            replace(duty, role="support") if (duty.unit, duty.task) == (UNIT, "2") else duty for duty in ROSTER.duties
        ),
    )
    seen = look(tmp_path, roster=roster)
    assert ("role-changed", "A9") in seen.said()
    assert next(task.status for task in seen.completion.tasks if task.id == "2") == "unreported"


def test_a_unit_renamed_in_the_list_is_known_by_its_alias(tmp_path):
    lay(tmp_path)
    bodies = tuple(
        replace(body, name="综合办公室", aliases=("办公室",)) if body.name == UNIT else body
        for body in TASK_LIST.bodies
    )
    duties = tuple(replace(duty, unit="综合办公室") if duty.unit == UNIT else duty for duty in ROSTER.duties)
    roster = Roster(("综合办公室", "规划科", "信息中心"), duties)
    seen = look(tmp_path, task_list=replace(TASK_LIST, bodies=bodies), roster=roster)
    assert (seen.record().unit, seen.record().used, seen.record().reason) == ("综合办公室", True, None)
    assert len(seen.rows()) == len(FILLED)


def test_a_unit_renamed_in_the_list_without_an_alias_is_refused_with_the_way_out(tmp_path):
    lay(tmp_path)
    duties = tuple(replace(duty, unit="综合室") if duty.unit == UNIT else duty for duty in ROSTER.duties)
    seen = look(tmp_path, roster=Roster(("综合室", "规划科", "信息中心"), duties))
    assert (seen.record().unit, seen.record().used) == (None, False)
    (said,) = [found for found in seen.findings if found.code == "file-foreign"]
    assert "别名" in said.mend


@pytest.mark.parametrize("spoil", [None, identity_lost, unit_blanked_on_the_form])
def test_a_unit_that_left_is_not_taken_for_the_one_that_took_over_its_tasks(tmp_path, spoil):
    """规划科 was dissolved; 信息中心 now has all its tasks in the same roles, and has not answered yet."""
    folder = lay(tmp_path, UNIT)
    hand = hand_of("规划科")
    if spoil:
        spoil(hand)
    hand.save(folder / "规划科.xlsx")
    kept = [duty for duty in ROSTER.duties if duty.unit != "规划科"]
    moved = {duty.task: replace(duty, unit="信息中心") for duty in ROSTER.of_unit("规划科")}
    own = [duty for duty in kept if duty.unit == "信息中心" and duty.task not in moved]
    roster = Roster((UNIT, "信息中心"), (*ROSTER.of_unit(UNIT), *own, *moved.values()))
    seen = look(tmp_path, roster=roster)
    assert {unit for unit, _ in seen.rows()} == {UNIT}
    assert "规划科" in seen.record("规划科.xlsx").reason


# --- whole programs ---


def convert(soffice, desk, ending, *sources):
    """Save files in another format, at once because the program takes seconds to start."""
    command = [soffice, f"-env:UserInstallation=file://{desk}/profile", "--headless", "--convert-to", ending]
    command += ["--outdir", str(desk / ending), *map(str, sources)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return sorted((desk / ending).iterdir())


def test_saved_by_libreoffice_as_it_is_and_by_way_of_ods_it_reads_the_same(tmp_path, soffice):
    folder = lay(tmp_path)
    spreadsheets = convert(soffice, tmp_path / "desk", "ods", folder / NAME)
    for path in convert(soffice, tmp_path / "desk", "xlsx", folder / "规划科.xlsx", *spreadsheets):
        shutil.copy(path, folder / path.name)
    expect(tmp_path, SAME)


def test_values_copied_into_a_new_workbook_read_the_same(tmp_path):
    folder = lay(tmp_path)
    book = openpyxl.Workbook()
    for row in hand_of().sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                book.active[cell.coordinate].value = cell.value
    book.save(folder / NAME)
    expect(tmp_path, reported(" file-unmarked"))


def test_a_picture_on_the_sheet_changes_nothing(tmp_path):
    from openpyxl.drawing.image import Image
    from PIL import Image as Painted

    folder = lay(tmp_path)
    Painted.new("RGB", (30, 30)).save(tmp_path / "a.png")
    hand = hand_of()
    hand.sheet.add_image(Image(str(tmp_path / "a.png")), "M9")
    hand.save(folder / NAME)
    expect(tmp_path, SAME)


def test_cut_and_flipped_bytes_are_read_or_refused_and_never_a_crash(tmp_path):
    folder = lay(tmp_path, "规划科", "信息中心")
    whole = workbook_of()
    dice = random.Random(11)
    for number in range(80):
        spoilt = bytearray(whole)
        # The directory at the end decides most of what is read.
        start = len(spoilt) - 900 if number % 2 else 0
        for _ in range(2):
            spoilt[dice.randrange(start, len(spoilt))] = dice.randrange(256)
        (folder / NAME).write_bytes(bytes(spoilt))
        seen = look(tmp_path)
        assert not seen.record().used or seen.rows() == SAME.rows()
