"""A unit's own workbook with cells marked: what is added, and that nothing else changes."""

import io
import re
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from returns_case import (
    MARKS,
    SHEET,
    TYPES,
    WORDS,
    cells_of,
    commented,
    comments,
    fills,
    form,
    mark,
    parts,
    pictured,
    prefixed,
    rebuilt,
    strict,
    with_cell_pictures,
    with_part,
    with_thread,
)
from workbook_case import issue

from reportgen.errors import UnusableInput
from reportgen.returns.marks import mark_workbook, sheets_to_mark, unmark_workbook

RED, AMBER, BLUE = "FFF09C9C", "FFFFD25A", "FFE4EEF9"
MADE = {"issued": issue, "filled": form, "commented": commented, "pictured": pictured,
        "cell pictures": lambda: with_cell_pictures(form())}  # fmt: skip


@pytest.fixture(scope="module", params=MADE)
def workbook(request):
    return MADE[request.param]()


def changed(before, after):
    old, new = parts(before), parts(after)
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def test_one_note_of_a_cell_says_all_its_findings_the_worst_first():
    note = comments(mark_workbook(form(), [mark("F8", "warning", "逾期。"), mark()]))["F8"]
    assert note == ("校核", f"【校核意见】\n1. 需要修改：{WORDS}\n2. 请核实：逾期。\n（以上为校核意见）")


def test_a_single_finding_has_no_number_and_the_same_words_stand_once():
    note = comments(mark_workbook(form(), [mark(), mark()]))["F8"][1]
    assert note == f"【校核意见】\n需要修改：{WORDS}\n（以上为校核意见）"


def test_the_fill_says_how_bad_the_worst_finding_of_a_cell_is():
    found = fills(mark_workbook(form(), [*MARKS, mark("G11", "note")]))
    assert found == {"A1 F8": RED, "H9": AMBER, "G10:G11": BLUE}


def test_our_fill_comes_before_the_formats_that_are_there():
    def priorities(content):
        found = re.findall(
            r'priority="(\d+)"><formula>([^<]*)|priority="(\d+)" operator', parts(content)[SHEET].decode()
        )
        return [(int(first or other), "校核" in formula) for first, formula, other in found]

    before, after = priorities(issue()), priorities(mark_workbook(issue(), MARKS))
    assert sorted(after)[:3] == [(1, True), (2, True), (3, True)]
    assert [number - 3 for number, is_ours in after if not is_ours] == [number for number, _ in before]


def test_formats_of_a_pivot_table_keep_their_priority():
    def pivot(name, part):
        return (
            part.replace(b"<conditionalFormatting sqref", b'<conditionalFormatting pivot="1" sqref', 1)
            if name == SHEET
            else part
        )

    content = rebuilt(issue(), pivot)
    after = parts(mark_workbook(content, [mark()]))[SHEET].decode()
    rules = re.findall(r"<cfRule.*?</cfRule>", parts(content)[SHEET].decode())
    assert rules == re.findall(
        r"<cfRule.*?</cfRule>",
        after.replace(re.search(r"<conditionalFormatting sqref=\"F8\">.*?</conditionalFormatting>", after)[0], ""),
    )
    assert f'priority="{len(rules) + 1}"><formula>N("校核标记")=0<' in after


def test_values_and_styles_of_all_cells_stay(workbook):
    assert cells_of(mark_workbook(workbook, MARKS)) == cells_of(workbook)


def test_every_part_that_need_not_change_keeps_its_bytes_and_place(workbook):
    marked = mark_workbook(workbook, MARKS)
    touched = {TYPES, SHEET, "xl/worksheets/_rels/sheet1.xml.rels", "xl/styles.xml", "xl/drawings/vmlDrawing1.vml"}
    touched |= {name for name in parts(marked) if "omment" in name and "sheet2" not in name}
    touched |= set() if "xl/drawings/vmlDrawing1.vml" in parts(workbook) else {"xl/drawings/vmlDrawing1.vml"}
    assert changed(workbook, marked) <= touched
    assert list(parts(marked))[: len(parts(workbook))] == list(parts(workbook))


def test_entries_that_stay_keep_compression_date_and_compressed_bytes():
    content = with_part(form(), "docProps/说明.bin", b"x" * 500)
    marked = mark_workbook(content, MARKS)

    def entries(package):
        with zipfile.ZipFile(io.BytesIO(package)) as opened:
            return {
                info.filename: (info.compress_type, info.date_time, info.compress_size, info.external_attr)
                for info in opened.infolist()
            }

    old, new = entries(content), entries(marked)
    same = old.keys() - changed(content, marked)
    assert {"docProps/说明.bin", "xl/theme/theme1.xml"} <= same
    assert {name: new[name] for name in same} == {name: old[name] for name in same}
    assert {new[name][1] for name in changed(content, marked)} == {(1980, 1, 1, 0, 0, 0)}
    with zipfile.ZipFile(io.BytesIO(marked)) as opened:
        assert opened.testzip() is None


def test_the_same_marks_give_the_same_bytes_and_marking_again_changes_nothing(workbook):
    once = mark_workbook(workbook, MARKS)
    assert mark_workbook(workbook, MARKS) == once
    assert mark_workbook(once, MARKS) == once


def test_marking_again_replaces_the_old_marks():
    again = mark_workbook(mark_workbook(form(), MARKS), [mark("K9", "warning", "请补充。")])
    assert list(comments(again)) == ["K9"]
    assert fills(again) == {"K9": AMBER}


def test_without_marks_a_workbook_keeps_its_bytes(workbook):
    assert unmark_workbook(workbook) == workbook
    assert mark_workbook(workbook, []) == workbook


def test_unmarking_leaves_only_our_looks_in_the_styles():
    for content in (issue(), form(), with_cell_pictures(form())):
        assert changed(content, unmark_workbook(mark_workbook(content, MARKS))) == {"xl/styles.xml"}


def test_unmarking_gives_the_units_comments_and_drawings_back(workbook):
    back = unmark_workbook(mark_workbook(workbook, MARKS))
    assert comments(back) == comments(workbook)
    assert fills(back) == {}
    assert parts(back)[SHEET] == parts(workbook)[SHEET]
    assert parts(back).keys() == parts(workbook).keys()


def test_a_comment_of_the_unit_stays_and_ours_comes_behind_it():
    marked = comments(mark_workbook(commented(), [mark(), mark("G9")]))
    assert marked["M12"] == ("张三", "材料另附")
    assert marked["F8"] == ("张三", f"这里我们拿不准，<请>指教\n【校核意见】\n需要修改：{WORDS}\n（以上为校核意见）")
    assert marked["G9"][0] == "校核"


def test_what_the_unit_wrote_into_our_note_stays_as_its_own():
    def answer(name, part):
        return (
            part.replace("（以上为校核意见）".encode(), "（以上为校核意见）\n已请示领导".encode())
            if "comments" in name
            else part
        )

    answered = rebuilt(mark_workbook(form(), [mark()]), answer)
    once = unmark_workbook(answered)
    assert comments(once) == {"F8": ("填报单位", "\n已请示领导")}
    assert unmark_workbook(once) == once
    assert comments(mark_workbook(once, [mark()]))["F8"][1].startswith("\n已请示领导\n【校核意见】")


def test_a_note_by_us_is_removed_even_where_somebody_spoilt_its_frame():
    def spoil(name, part):
        return part.replace("【校核意见】".encode(), b"") if "comments" in name else part

    assert comments(unmark_workbook(rebuilt(mark_workbook(form(), [mark()]), spoil))) == {}


def test_the_box_grows_with_its_text_also_on_a_comment_of_the_unit():
    def heights(content):
        drawing = next(part for name, part in parts(content).items() if name.endswith(".vml")).decode()
        anchors = re.findall(r"<\w+:Anchor>(\d+), \d+, (\d+), \d+, \d+, \d+, (\d+), (\d+)<", drawing)
        return {int(top): (int(bottom), int(inside)) for _, top, bottom, inside in anchors}

    short = heights(mark_workbook(issue(), [mark(words="请改。")]))
    long = heights(mark_workbook(issue(), [mark(words="请改。" * 80)]))
    assert short[7] < long[7]
    assert heights(mark_workbook(commented(), [mark(words="请改。" * 80)]))[7] >= long[7]


def test_a_comment_needs_no_cell():
    marked = mark_workbook(form(), [mark("AC300")])
    assert parts(marked)[SHEET].count(b"AC300") == 1
    assert fills(marked) == {"AC300": RED}
    assert 'ref="AC300"' in next(part for name, part in parts(marked).items() if "comments" in name).decode()


def test_in_a_merged_area_the_first_cell_shows_the_mark_and_says_which_is_meant():
    marked = mark_workbook(form(), [mark("C3")])
    assert fills(marked) == {"A3": RED}
    assert comments(marked)["A3"][1].startswith("【校核意见】\nC3 需要修改：")


def test_a_threaded_comment_stays_alone_and_the_note_stands_beside_it():
    marked = comments(mark_workbook(with_thread(form(), "F8"), [mark()]))
    assert marked["F8"][1] == "[线程批注] 这里怎么填？"
    assert marked["G8"][1] == f"【校核意见】\nF8 需要修改：{WORDS}\n（以上为校核意见）"
    assert fills(mark_workbook(with_thread(form(), "F8"), [mark()])) == {"F8": RED}


def test_old_drawings_of_the_sheet_stay_in_their_part():
    before, after = pictured(), mark_workbook(pictured(), MARKS)
    drawing = next(name for name, part in parts(before).items() if name.endswith(".vml") and b"Button" in part)
    button = re.search(rb"<v:shape .*?</v:shape>", parts(before)[drawing], re.DOTALL)[0]
    assert button in parts(after)[drawing]
    assert parts(after)[drawing].count(b"<v:shape ") == 1 + 4
    ids = re.findall(rb"_x0000_s\d+", parts(after)[drawing])
    assert len(ids) == len(set(ids))
    assert parts(after)[SHEET].count(b"<legacyDrawing ") == 1


def test_the_elements_of_the_sheet_stand_in_the_order_of_the_schema():
    order = ["sheetData", "mergeCells", "conditionalFormatting", "dataValidations", "pageMargins", "headerFooter",
             "drawing", "legacyDrawing", "legacyDrawingHF", "tableParts"]  # fmt: skip
    for content in (issue(), pictured()):
        sheet = parts(mark_workbook(content, MARKS))[SHEET].decode()
        found = [name for name in re.findall(r"<(\w+)[ />]", sheet) if name in order]
        assert found == sorted(found, key=order.index)


@pytest.mark.parametrize("spelt", [prefixed, strict])
def test_prefixes_and_strict_names_are_spoken_as_the_file_speaks(spelt):
    content = spelt(issue())
    marked = mark_workbook(content, MARKS)
    assert parts(unmark_workbook(marked))[SHEET] == parts(content)[SHEET]
    sheet = parts(marked)[SHEET].decode()
    if spelt is prefixed:
        assert '<x:conditionalFormatting sqref="F8' in sheet
        assert "<x:legacyDrawing " in sheet
        assert comments(marked)["F8"][0] == "校核"
    else:
        added = [
            part
            for name, part in parts(marked).items()
            if name not in parts(content) or name.endswith("sheet1.xml.rels")
        ]
        assert not any(
            b"spreadsheetml/2006/main" in part or b"officeDocument/2006/relationships/" in part for part in added
        )


def test_parts_are_found_by_their_relationships_whatever_they_are_called():
    def rename(name, part):
        return (
            part.replace(b"worksheets/sheet1.xml", b"blatt/eins.xml")
            if name in (TYPES, "xl/_rels/workbook.xml.rels")
            else part
        )

    content = with_part(
        rebuilt(issue(), lambda name, part: None if name == SHEET else rename(name, part)),
        "xl/blatt/eins.xml",
        parts(issue())[SHEET],
    )
    marked = mark_workbook(content, [mark()])
    assert comments(marked)["F8"][0] == "校核"
    assert "xl/blatt/_rels/eins.xml.rels" in parts(marked)


def test_a_sheet_in_another_encoding_is_marked_too():
    def wide(name, part):
        return part.decode().replace("UTF-8", "UTF-16").encode("utf-16") if name == SHEET else part

    content = rebuilt(issue(), wide)
    assert cells_of(mark_workbook(content, MARKS)) == cells_of(content)
    assert set(comments(mark_workbook(content, MARKS))) == {"A1", "F8", "H9", "G10"}


def test_a_workbook_without_styles_gets_them():
    def bare(name, part):
        if name == "xl/styles.xml":
            return None
        if name.startswith("xl/worksheets/"):
            part = re.sub(rb"<conditionalFormatting.*</conditionalFormatting>", b"", part)
            return re.sub(rb'(<(?:c|row|col)\b[^>]*?) s(?:tyle)?="\d+"', rb"\1", part)
        return (
            re.sub(rb'<(?:Relationship|Override) [^>]*"[^"]*styles.xml"[^>]*/>', b"", part)
            if name.endswith((".rels", TYPES))
            else part
        )

    assert fills(mark_workbook(rebuilt(issue(), bare), [mark()])) == {"F8": RED}


def test_marks_of_two_sheets_stand_on_their_sheets():
    marked = mark_workbook(pictured(), [mark("B2", sheet="另一张"), mark("A2")])
    assert list(comments(marked, "填报")) == ["A2"]
    assert comments(marked, "另一张")["B2"][1].startswith("另一张表上的话\n【校核意见】")


def test_sheets_are_named_in_order_hidden_ones_last_and_charts_left_out():
    assert sheets_to_mark(issue()) == ("填报", "填报说明", "标识")
    assert sheets_to_mark(pictured()) == ("填报", "另一张")


@pytest.mark.parametrize("wrong", [mark(sheet="没有"), mark("F"), mark("F0"), mark("ZZZ1"), mark("A1:B2")])
def test_a_mark_without_a_place_is_said(wrong):
    with pytest.raises(UnusableInput, match="无法标注"):
        mark_workbook(form(), [wrong])


@pytest.mark.parametrize("spoilt", [
    pytest.param(lambda part: part[:-200], id="cut off"),
    pytest.param(lambda part: b'<!DOCTYPE a [<!ENTITY b "c">]>' + part.split(b"?>", 1)[-1], id="brings entities"),
    pytest.param(lambda part: b"", id="empty"),
])  # fmt: skip
def test_a_damaged_sheet_is_said(spoilt):
    content = rebuilt(issue(), lambda name, part: spoilt(part) if name == SHEET else part)
    with pytest.raises(UnusableInput, match="损坏"):
        mark_workbook(content, [mark()])


def test_hostile_words_are_only_words():
    words = "<b>&amp;]]>\x00\x0b_x000D_‮" + "长" * 5000
    note = comments(mark_workbook(form(), [mark(words=words)]))["F8"][1]
    assert "<b>&amp;]]>" in note
    assert note.endswith("……（余下的见退回修改通知）\n（以上为校核意见）")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.builds(mark, st.builds("{}{}".format, st.sampled_from("ABFGHMZ"), st.integers(1, 30)),
                          st.sampled_from(["error", "warning", "note"]), st.text(max_size=60)), max_size=12))  # fmt: skip
def test_whatever_is_marked_can_be_taken_off(marks):
    content = BASE
    marked = mark_workbook(content, marks)
    assert cells_of(marked) == CELLS
    assert mark_workbook(marked, marks) == marked
    touched = {"xl/styles.xml", "xl/comments/comment1.xml", "xl/drawings/commentsDrawing1.vml"}
    assert changed(content, unmark_workbook(marked)) <= touched
    assert comments(unmark_workbook(marked)) == comments(content)


BASE = commented()
CELLS = cells_of(BASE)
