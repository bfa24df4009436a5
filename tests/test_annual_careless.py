"""年报数据.xlsx filled carelessly: one mistake is told once, at its cell, and makes nothing else look wrong."""

import json

import docx
import openpyxl
import pytest
from annual_document_case import COUNTY_COUNTS, COUNTY_TEXTS, entered, report

from reportgen.annual.workbook import annual_workbook, read_annual_workbook
from reportgen.cli.ring import run
from reportgen.model.annual import FigureKey
from reportgen.steps.annual import check_annual_file

BODY = "青禾县水务局"
REQUESTS = {
    "r01": {"person": 26},
    "r02": {"person": 1},
    "r03": {"person": 20},
    "r13": {"person": 4},
    "r25": {"person": 3},
}
REPORT = "政府信息公开工作年度报告"


@pytest.fixture
def folder(tmp_path):
    filled = entered(report(BODY, requests=REQUESTS), told=COUNTY_COUNTS, written=COUNTY_TEXTS)
    content = annual_workbook(year=2025, body=BODY, kind="department", scope="own", filled=filled)
    (tmp_path / "年报数据.xlsx").write_bytes(content)
    return tmp_path


def typed(folder, change):
    """The workbook with figures typed over: (row, column) of the requests table → what a person wrote."""
    path = folder / "年报数据.xlsx"
    figures = read_annual_workbook(path).input.report.figures
    workbook = openpyxl.load_workbook(path)
    for (row, column), text in change.items():
        place = figures[FigureKey("requests", row, column)].place
        workbook[place.sheet][place.cell] = text
    workbook.save(path)


def wrote(folder, key, text):
    path = folder / "年报数据.xlsx"
    place = read_annual_workbook(path).input.texts[key][0].place
    workbook = openpyxl.load_workbook(path)
    workbook[place.sheet][place.cell] = text
    workbook.save(path)
    return place


def codes(folder):
    return [(one.code, one.place.cell) for one in check_annual_file(folder).findings]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("四件", "annual-figure-unreadable", id="a word"),
        pytest.param("=2+2", "annual-formula-without-value", id="a formula that was never computed"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_once_and_no_sum_is_called_wrong(folder, text, code):
    typed(folder, {("r13", "person"): text})
    assert codes(folder) == [(code, "D19")]
    not_run = {one.rule for one in check_annual_file(folder).not_run if one.is_partial}
    assert {"R1", "R2", "R3"} <= not_run


def test_totals_of_a_cell_that_cannot_be_read_are_left_open_in_the_document(folder):
    typed(folder, {("r13", "person"): "四件"})
    assert run(["build", str(folder), "--full", "--quiet"]) == 1
    tables = docx.Document(folder / "输出" / f"{REPORT}（草稿）.docx").tables
    printed = [cell.text for cell in tables[1].rows[-2].cells]
    assert printed[-1].startswith("〔")
    assert printed[-2] == "0"


@pytest.mark.parametrize("text", [-4, 4.5])
def test_a_number_that_cannot_be_is_told_at_its_cell_and_not_at_every_total(folder, text):
    typed(folder, {("r13", "person"): text})
    assert [cell for code, cell in codes(folder) if code == "R4"] == ["D19"]


def test_a_mobile_number_in_a_text_is_told_and_not_printed_until_somebody_lets_it_stand(folder, capsysbinary):
    place = wrote(folder, "supervision", "设政务公开专员，联系电话13800138000。")
    assert codes(folder) == [("person-phone", place.cell)]
    assert run(["build", str(folder), "--full", "--quiet"]) == 1
    document = folder / "输出" / f"{REPORT}.docx"
    text = "\n".join(one.text for one in docx.Document(document).paragraphs)
    assert "13800138000" not in text
    assert "联系电话〔待补充：核实后的手机号码〕" in text
    ledger = folder / "输出" / "校核结果.xlsx"
    workbook = openpyxl.load_workbook(ledger)
    for row in workbook["待核"].iter_rows():
        titles = {value.value: value.column for value in row if value.value}
        if "属实" in titles:
            columns = titles
        elif any(value.value == "person-phone" for value in row):
            row[columns["属实"] - 1].value, row[columns["理由"] - 1].value = "属实", "对外公布的服务电话"
    workbook.save(ledger)
    capsysbinary.readouterr()
    assert run(["build", str(folder), "--full", "--json"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["missing"] == []
    assert "13800138000" in "\n".join(one.text for one in docx.Document(document).paragraphs)


def test_a_secrecy_mark_makes_a_draft(folder):
    wrote(folder, "disclosure", "公开重点领域信息（机密）。")
    assert run(["build", str(folder), "--full", "--quiet"]) == 1
    assert (folder / "输出" / f"{REPORT}（草稿）.docx").is_file()
