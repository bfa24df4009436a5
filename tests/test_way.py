"""The whole way as a clerk goes it: workbooks filled and figures counted by a hand that knows only the titles."""

import json
import random
import shutil
import subprocess
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
import pytest

from reportgen.cli.ring import run
from reportgen.resources import inputs_folder

SAMPLE = inputs_folder() / "云岭市水务局2025" / "分工方案.docx"
SEEDS = (
    "zhongshan-rsj-2020.docx",
    "dongqu-2022.docx",
    "huizhou-2020.docx",
    "shandong-rst-2019.docx",
    "shanghai-rsj-2020.html",
)
WORDS = {
    "已完成": "done",
    "基本完成": "mostly_done",
    "正在推进": "under_way",
    "未启动": "not_started",
    "持续推进（年度要求已达到）": "ongoing_met",
    "持续推进（年度要求未达到）": "ongoing_unmet",
    "不适用": "not_applicable",
}
ORDER = ["done", "ongoing_met", "mostly_done", "under_way", "ongoing_unmet", "not_started", "unreported"]


def rows_of(book: Path):
    """(sheet, row number, {title: column}) of every task row, found by the published column titles alone."""
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["填报"]
    columns = None
    found = []
    for row in sheet.iter_rows():
        texts = {cell.value: cell.column for cell in row if cell.value}
        if columns is None:
            if {"序号", "职责", "完成情况"} <= texts.keys():
                columns = texts
            continue
        if row[columns["序号"] - 1].value and row[columns["职责"] - 1].value in ("牵头", "负责", "配合"):
            found.append(row[0].row)
    return workbook, sheet, columns, found


def fill_at_random(folder: Path, seed: int) -> dict[tuple[str, str], tuple[str, str]]:
    """Fill every workbook but the last; returns (unit, task) → (role, status word or '')."""
    dice = random.Random(seed)
    issued = json_of(["issue", str(folder), "--json"])["workbooks"]
    filled = {}
    for number, book in enumerate(issued):
        workbook, sheet, columns, rows = rows_of(folder / book["file"])
        is_silent = len(issued) > 1 and number == len(issued) - 1
        for row in rows:
            task = sheet.cell(row, columns["序号"]).value
            role = sheet.cell(row, columns["职责"]).value
            word = "" if is_silent or dice.random() < 0.1 else dice.choice(list(WORDS))
            filled[book["unit"], task] = role, word
            if word:
                sheet.cell(row, columns["完成情况"]).value = word
                sheet.cell(
                    row, columns["落实情况"]
                ).value = f"{book['unit']}对第{task}项做了{dice.randint(1, 99)}件事。"
                if word == "已完成":
                    sheet.cell(row, columns["完成日期"]).value = "2020年6月5日"
        workbook.save(folder / book["file"])
    return filled


def count_by_hand(filled):
    """Task → status: the least advanced of those who carry it."""
    tasks = {}
    for (_, task), (role, word) in filled.items():
        if role != "配合":
            tasks.setdefault(task, []).append(WORDS.get(word, "unreported"))
    return {
        task: max(
            (status for status in statuses if status != "not_applicable"), key=ORDER.index, default="not_applicable"
        )
        for task, statuses in tasks.items()
    }


def json_of(arguments, codes=(0, 1)):
    import contextlib
    import io

    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out):
        assert run(arguments) in codes
    out.flush()
    return json.loads(out.buffer.getvalue().decode("utf-8"))


def compare_with_hand_count(folder, filled):
    expected = count_by_hand(filled)
    status = json_of(["status", str(folder), "--json"])
    assert {task["id"]: task["status"] for task in status["tasks"]} == expected
    counts = Counter(expected.values())
    overall = status["overall"]
    assert {key: number for key, number in overall["by_status"].items() if number} == counts
    assert overall["tasks"] == len(expected)
    assert overall["applicable"] == len(expected) - counts["not_applicable"]
    assert overall["done"] == counts["done"] + counts["ongoing_met"]
    units = {unit["unit"]: unit for unit in status["units"]}
    for name, unit in units.items():
        for part, is_support in (("carries", False), ("supports", True)):
            mine = [word for (who, _), (role, word) in filled.items() if who == name and (role == "配合") == is_support]
            assert unit[part]["assigned"] == len(mine)
            assert unit[part]["done"] == sum(WORDS.get(word) in ("done", "ongoing_met") for word in mine)
        assert unit["reported"] == any(word for (who, _), (_, word) in filled.items() if who == name)
    return status


@pytest.mark.parametrize("seed", [1, 2])
def test_the_sample_goes_the_whole_way_and_the_figures_equal_a_count_by_hand(tmp_path, seed):
    folder = tmp_path / "年报"
    assert run(["new", str(SAMPLE), str(folder), "--quiet"]) == 0
    filled = fill_at_random(folder, seed)
    status = compare_with_hand_count(folder, filled)
    built = json_of(["build", str(folder), "--json"])
    document = folder / built["documents"][0]["file"]
    assert document.stat().st_size > 10_000
    overall = status["overall"]
    rate = (Decimal(100) * overall["done"] / overall["applicable"]).quantize(Decimal("0.1"), ROUND_HALF_UP)
    assert f"{rate}%" in text_of(document)


@pytest.mark.parametrize("name", SEEDS)
def test_every_real_plan_goes_the_whole_way(tmp_path, seeds, name):
    folder = tmp_path / "年报"
    assert run(["new", str(seeds / name), str(folder), "--quiet"]) == 0
    filled = fill_at_random(folder, 3)
    compare_with_hand_count(folder, filled)
    assert json_of(["build", str(folder), "--json"])["documents"][0]["kind"] == "section-public"


def test_workbooks_saved_by_libreoffice_in_between_count_the_same(tmp_path, soffice):
    folder = tmp_path / "年报"
    run(["new", str(SAMPLE), str(folder), "--quiet"])
    filled = fill_at_random(folder, 4)
    before = json_of(["status", str(folder), "--json"])
    saved = tmp_path / "saved"
    books = sorted(str(book) for book in (folder / "进度填报").glob("*.xlsx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(saved), *books],
        check=True,
        capture_output=True,
        timeout=300,
    )
    for book in saved.glob("*.xlsx"):
        shutil.copy(book, folder / "进度填报" / book.name)
    assert json_of(["status", str(folder), "--json"]) == before
    compare_with_hand_count(folder, filled)


HOSTILE = "有<b>粗</b>、A & B、{{ 1 }}、{% raw %}、=1+1、堃和𬭎\n第二行\x0b第三行"


def test_what_units_typed_comes_out_in_the_document_as_typed(tmp_path):
    folder = tmp_path / "年报"
    run(["new", str(SAMPLE), str(folder), "--quiet"])
    json_of(["issue", str(folder), "--json"])
    path = folder / "进度填报" / "河湖管理科.xlsx"
    workbook, sheet, columns, rows = rows_of(path)
    sheet.cell(rows[0], columns["完成情况"]).value = "正在推进"
    cell = sheet.cell(rows[0], columns["落实情况"])
    cell.value = HOSTILE.replace("\x0b", "_x000B_")
    cell.data_type = "s"
    workbook.save(path)
    built = json_of(["build", str(folder), "--json"])
    text = text_of(folder / built["documents"][0]["file"])
    for piece in ("有<b>粗</b>、A & B、{{ 1 }}、{% raw %}、=1+1、堃和𬭎", "第二行", "第三行"):
        assert piece in text


def test_issue_never_overwrites_a_workbook_that_somebody_filled(tmp_path):
    folder = tmp_path / "年报"
    run(["new", str(SAMPLE), str(folder), "--quiet"])
    fill_at_random(folder, 5)
    before = {book: book.read_bytes() for book in (folder / "进度填报").glob("*.xlsx")}
    json_of(["issue", str(folder), "--json"])
    assert {book: book.read_bytes() for book in (folder / "进度填报").glob("*.xlsx")} == before


def test_the_demo_runs_twice_and_finds_the_mistakes_that_the_sample_holds(tmp_path, capsys):
    for _ in range(2):
        assert run(["demo", str(tmp_path / "演示")]) == 0
    found = {finding["code"] for finding in json_of(["check", str(tmp_path / "演示"), "--json"])["findings"]}
    assert {"status-unknown", "date-invalid", "date-missing", "unit-unreported"} <= found
    document = capsys.readouterr().out.strip().splitlines()[-1].removeprefix("文档：")
    assert Path(document).is_file()


def text_of(document: Path) -> str:
    """All text of a Word file, table cells too; line breaks as newlines."""
    from docx import Document
    from docx.oxml.ns import qn

    elements = Document(document).element.body.iter(qn("w:t"), qn("w:br"), qn("w:p"))
    return "".join(element.text or "" if element.tag == qn("w:t") else "\n" for element in elements)
