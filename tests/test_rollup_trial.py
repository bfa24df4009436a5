"""The whole way on three hundred bodies, ten of them broken, three missing."""

import io
import random
import zipfile
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from annual_rollup_case import put, read_or_crash, read_or_stumble, read_slowly, read_small, typed_figures, workbook

from reportgen.annual.form import figure_keys
from reportgen.annual.rollup import BodyFiles, find_bodies, gather, roll_up
from reportgen.annual.rollup.book import rollup_workbook
from reportgen.model.annual import FigureKey

BODIES = 300
R24_TOTAL = FigureKey("requests", "r24", "total")


def zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", b" " * (120 * 1024 * 1024))
    return out.getvalue()


def name_of(number: int) -> str:
    return f"云岭市第{number}局"


@pytest.fixture(scope="module")
def city(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("city")
    for number in range(BODIES):
        content = workbook(name_of(number), typed_figures(number), counts={"website": number})
        put(root, f"第{number % 7}片/{name_of(number)}", content, tasks=(number % 5, 2, 1) if number % 2 else ())
    wrong_sum = {**typed_figures(0), R24_TOTAL: 99999}
    changed = {**typed_figures(6), FigureKey("disclosure", "licensing", "decided"): 1234}
    blank = workbook(name_of(8), {}, year="")
    for number, content in {
        0: workbook(name_of(0), wrong_sum),
        1: b"not a workbook",
        2: workbook(name_of(2), typed_figures(2))[:-400],
        3: zip_bomb(),
        4: workbook(name_of(4), typed_figures(4), year=2024),
        7: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        8: blank,
        9: workbook(name_of(9), typed_figures(9), year="二〇二五年"),
    }.items():
        put(root, f"第{number % 7}片/{name_of(number)}", content)
    put(root, "又收到/五局", workbook(name_of(5), typed_figures(5), counts={"website": 5}))
    put(root, "又收到/六局", workbook(name_of(6), changed))
    return root


EXPECTED = [name_of(number) for number in range(BODIES + 3)]
BROKEN = {0, 1, 2, 3, 4, 6, 7, 8, 9}
"""Numbers of the bodies that cannot be counted; of number 5 a copy was sent, which is counted once."""


def test_three_hundred_bodies_are_summed_and_every_broken_one_is_named(city):
    found = find_bodies([city])
    rolled = roll_up(gather(found.bodies, read=read_small, workers=2), expected=EXPECTED)
    good = [number for number in range(BODIES) if number not in BROKEN]
    assert sorted(one.name for one in rolled.included) == sorted(map(name_of, good))
    typed = {number: typed_figures(number) for number in good}
    assert dict(rolled.figures) == {key: sum(typed[number][key] for number in good) for key in figure_keys()}
    assert rolled.counts["website"] == sum(good)
    assert Counter(one.state for one in rolled.standings) == {
        "counted": 291,
        "unreadable": 4,
        "conflict": 2,
        "failing": 1,
        "year": 2,
        "blank": 1,
        "copy": 1,
    }
    assert rolled.missing == (*(name_of(number) for number in (8, 300, 301, 302)),)
    by_code: dict[str, set[str]] = {}
    for finding in rolled.findings:
        by_code.setdefault(finding.code, set()).add(finding.unit or "")
    assert by_code == {
        "rollup-failing": {name_of(0)},
        "rollup-unreadable": {name_of(number) for number in (1, 2, 3, 7)},
        "rollup-year": {name_of(4), name_of(9)},
        "rollup-copy": {name_of(5)},
        "rollup-conflict": {name_of(6)},
        "rollup-blank": {name_of(8)},
        "rollup-missing": {name_of(number) for number in (300, 301, 302)},
    }
    # The completion does not hang on the figures, only on the folder being readable.
    numbers = [number for number in range(1, BODIES, 2) if number not in (1, 3, 7)]
    assert (rolled.completion.assigned, rolled.completion.done) == (
        sum(number % 5 + 3 for number in numbers),
        sum(number % 5 for number in numbers),
    )
    book = openpyxl.load_workbook(io.BytesIO(rollup_workbook(rolled)), read_only=True)
    assert sum(1 for _ in book["对照"].iter_rows()) == 1 + 302 + 3 + 1


def test_several_processes_give_what_one_gives_and_the_order_of_folders_does_not_matter(city):
    found = list(find_bodies([city]).bodies)[:80]
    alone = list(gather(found, read=read_small, workers=1))
    assert list(gather(found, read=read_small, workers=2)) == alone
    shuffled = random.Random(1).sample(found, len(found))
    assert rollup_workbook(roll_up(gather(shuffled, read=read_small))) == rollup_workbook(roll_up(alone))


def test_a_file_that_brings_a_process_down_costs_that_body_alone():
    files = [BodyFiles(Path(f"局{number}"), f"局{number}", None, is_working=True) for number in range(50)]
    bodies = list(gather(files, read=read_or_crash, workers=2))
    assert [body.folder for body in bodies] == [one.folder for one in files]
    assert [body.folder for body in bodies if body.problem] == ["局3"]
    assert "异常中止" in bodies[3].problem


def test_an_error_of_ours_is_named_and_raises_nothing():
    files = [BodyFiles(Path("甲局"), "甲局", None, is_working=True)]
    assert [body.problem for body in gather(files, read=read_or_stumble)] == [
        "读取时程序出错（KeyError），请单独检查这个文件"
    ]


def test_who_stops_early_does_not_wait_for_all_files():
    files = [BodyFiles(Path(f"局{number}"), f"局{number}", None, is_working=True) for number in range(10_000, 20_000)]
    reading = gather(files, read=read_slowly, workers=2)
    assert next(reading).folder == "局10000"
    reading.close()
