"""Marked workbooks in other programs: LibreOffice, openpyxl, the Open XML check, our own reader."""

import random
import re
import subprocess
import zipfile

import pytest
from openxml_audit import OpenXmlValidator
from returns_case import (
    MARKS,
    book_of,
    cells_of,
    commented,
    comments,
    fills,
    form,
    mark,
    parts,
    pictured,
    prefixed,
    resaved,
    saved,
    strict,
    with_cell_pictures,
    with_thread,
)
from workbook_case import collected, content_of, inbox, issue, said

from reportgen.errors import UnusableInput
from reportgen.returns.marks import mark_workbook, unmark_workbook


def errors(content, path):
    path.write_bytes(content)
    result = OpenXmlValidator().validate(str(path))
    return sorted(f"{error.part_uri} {error.path}: {error.description}" for error in result.errors)


@pytest.mark.parametrize(
    "make",
    [issue, form, commented, pictured, lambda: with_cell_pictures(form()), lambda: with_thread(form(), "F8")],
    ids=["issued", "filled", "commented", "pictured", "cell pictures", "threaded"],
)
def test_the_open_xml_check_finds_nothing_new(make, tmp_path):
    content = make()
    before = errors(content, tmp_path / "前.xlsx")
    marked = mark_workbook(content, MARKS)
    assert errors(marked, tmp_path / "后.xlsx") == before
    assert errors(unmark_workbook(marked), tmp_path / "去.xlsx") == before


def test_libreoffice_keeps_the_marks_and_they_are_taken_off_from_what_it_saved(tmp_path, soffice):
    content = commented()
    kept = resaved(mark_workbook(content, MARKS), soffice, tmp_path)
    found = comments(kept)
    assert set(found) == {"A1", "F8", "G10", "H9", "M12"}
    assert "需要修改：完成情况为“差不多”" in found["F8"][1]
    assert len(fills(kept)) == 3
    back = unmark_workbook(kept)
    assert {cell: text for cell, (_, text) in comments(back).items()} == {
        "F8": "这里我们拿不准，<请>指教",
        "M12": "材料另附",
    }
    assert fills(back) == {}
    assert cells_of(back) == cells_of(kept)
    again = mark_workbook(kept, MARKS)
    assert {cell: text.count("【校核意见】") for cell, (_, text) in comments(again).items()} == {
        "A1": 1, "F8": 1, "G10": 1, "H9": 1, "M12": 0,
    }  # fmt: skip
    assert len(fills(again)) == 3


@pytest.mark.parametrize(
    "make", [pictured, lambda: prefixed(issue()), lambda: strict(issue())], ids=["pictured", "prefixed", "strict"]
)
def test_libreoffice_opens_every_marked_workbook(make, tmp_path, soffice):
    kept = comments(resaved(mark_workbook(make(), MARKS), soffice, tmp_path))
    assert {cell for cell, (_, text) in kept.items() if "校核意见" in text} == {"A1", "F8", "G10", "H9"}


def test_libreoffice_prints_the_fills_over_the_forms_own_colours(tmp_path, soffice):
    path = tmp_path / "表.xlsx"
    path.write_bytes(mark_workbook(issue(), [mark("F8"), mark("F9", "warning"), mark("F10", "note")]))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "html", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    page = (tmp_path / "表.html").read_text(encoding="utf-8", errors="replace").upper()
    for colour in ("F09C9C", "FFD25A", "E4EEF9"):
        assert re.search(f'BGCOLOR="#{colour}"', page)


def test_openpyxl_may_save_in_between():
    kept = saved(book_of(mark_workbook(commented(), MARKS)))
    assert comments(unmark_workbook(kept)) == comments(commented())
    assert fills(unmark_workbook(kept)) == {}
    assert comments(mark_workbook(kept, MARKS)) == comments(mark_workbook(commented(), MARKS))


def test_a_marked_workbook_that_comes_back_reads_as_before(tmp_path):
    for name, content in (("前", form()), ("后", mark_workbook(form(), MARKS))):
        path = inbox(tmp_path / name) / "办公室.xlsx"
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
    assert content_of(collected(tmp_path / "前")) == content_of(collected(tmp_path / "后"))
    assert said(collected(tmp_path / "前")) == said(collected(tmp_path / "后"))


def test_an_archive_with_its_sizes_behind_the_content_is_copied_whole(tmp_path):
    class Stream:
        """A target that cannot go back, so that sizes come after the content."""

        def __init__(self):
            self.content = b""

        def write(self, more):
            self.content += more
            return len(more)

        def flush(self):
            pass

    stream = Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts(issue()).items():
            package.writestr(name, part)
    marked = mark_workbook(stream.content, MARKS)
    assert set(comments(marked)) == {"A1", "F8", "G10", "H9"}
    assert parts(unmark_workbook(marked)).keys() == parts(issue()).keys()


def test_a_damaged_workbook_is_refused_or_marked_and_nothing_else_happens():
    chance = random.Random(4)
    bases = [mark_workbook(commented(), MARKS), mark_workbook(pictured(), MARKS)]
    outcomes = set()
    for _ in range(300):
        content = bytearray(chance.choice(bases))
        for _ in range(chance.randint(1, 3)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        spoilt = bytes(content[: chance.randrange(len(content))] if chance.random() < 0.2 else content)
        for work in (unmark_workbook, lambda given: mark_workbook(given, MARKS)):
            try:
                work(spoilt)
                outcomes.add("done")
            except UnusableInput as error:
                outcomes.add(error.what)
    assert outcomes <= {"done", "工作簿的内部结构已损坏，无法标注", "工作簿里没有工作表“填报”，无法标注"}
    assert len(outcomes) > 1


def test_the_three_fills_differ_in_grey_print_and_black_text_stands_out_on_them():
    found = fills(mark_workbook(issue(), [mark("F8"), mark("F9", "warning"), mark("F10", "note")]))
    greys = [
        sum(weight * int(colour[at : at + 2], 16) for weight, at in ((0.299, 2), (0.587, 4), (0.114, 6)))
        for colour in (found["F8"], found["F9"], found["F10"])
    ]
    assert greys[0] > 150
    assert greys[1] - greys[0] > 20
    assert greys[2] - greys[1] > 20
