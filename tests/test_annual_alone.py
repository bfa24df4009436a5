"""An office without a plan makes its annual report: a folder that holds nothing but 年报数据.xlsx."""

import json

import docx
import openpyxl
import pytest
from annual_document_case import COUNTY_COUNTS, COUNTY_TEXTS, entered, report

from reportgen.annual.workbook import annual_workbook
from reportgen.cli.ring import run
from reportgen.resources import inputs_folder

BODY = "青禾县水务局"
REPORT = "政府信息公开工作年度报告"
REQUESTS = {"r01": {"person": 12}, "r03": {"person": 9}, "r13": {"person": 1}, "r25": {"person": 2}}


@pytest.fixture
def folder(tmp_path):
    """A folder with 年报数据.xlsx filled, and nothing else."""
    path = tmp_path / "年报"
    path.mkdir()
    fill(path)
    return path


def fill(folder, requests=REQUESTS, year=2025):
    filled = entered(report(BODY, year=year, requests=requests), told=COUNTY_COUNTS, written=COUNTY_TEXTS)
    content = annual_workbook(year=year, body=BODY, kind="department", scope="own", filled=filled)
    (folder / "年报数据.xlsx").write_bytes(content)


def said(capsysbinary, *arguments):
    capsysbinary.readouterr()
    code = run([*map(str, arguments), "--json"])
    return code, json.loads(capsysbinary.readouterr().out)


def outputs(folder):
    return sorted(path.name for path in (folder / "输出").iterdir() if not path.name.startswith("."))


def text_of(path):
    return "\n".join(paragraph.text for paragraph in docx.Document(path).paragraphs)


def test_the_whole_report_is_built_and_nothing_is_said_of_a_plan(folder, capsysbinary):
    code, built = said(capsysbinary, "build", folder, "--full", "--html")
    assert code == 0
    assert (built["charts"], built["missing"]) == ([], [])
    expected = ["manifest.json", "校核结果.xlsx", f"{REPORT}.docx", f"{REPORT}.html", f"{REPORT}（校核稿）.docx"]
    assert outputs(folder) == sorted(expected)
    text = text_of(folder / "输出" / f"{REPORT}.docx")
    assert "工作要点" not in text
    assert f"{BODY}认真贯彻执行《中华人民共和国政府信息公开条例》，依法做好政府信息公开各项工作。" in text


def test_what_is_printed_says_no_word_of_tasks(folder, capsys):
    for command in (["build", "--full"], ["check"], ["status"]):
        assert run([command[0], str(folder), *command[1:]]) == 0
        said = "".join(capsys.readouterr())
        assert "0 项任务" not in said
        assert "应报送" not in said
        assert "填报表" not in said


def test_the_same_thing_again_and_again_does_not_flood_the_screen(folder, capsys):
    workbook = openpyxl.load_workbook(folder / "年报数据.xlsx")
    for row in (6, 7, *range(8, 23), *range(24, 29)):
        workbook["依申请公开"].cell(row + 1, 5).value = None
    workbook.save(folder / "年报数据.xlsx")
    assert run(["check", str(folder)]) == 1
    told = capsys.readouterr().err.splitlines()
    assert sum("[R6]" in line for line in told) == 3
    assert any("另有" in line and "R6" in line and "校核结果.xlsx" in line for line in told)
    assert "年度报告：R9、R10、R13、R18没有核对：没有上年的报告或数据" in told


def test_errors_make_a_draft_and_a_reason_lets_a_warning_stand(folder, capsysbinary):
    fill(folder, REQUESTS | {"r25": {"person": 3}})
    code, checked = said(capsysbinary, "check", folder)
    assert code == 1
    assert "R1" in {one["code"] for one in checked["findings"]}
    code, built = said(capsysbinary, "build", folder, "--full", "--strict")
    assert (code, built["refused"], outputs(folder)) == (1, True, ["manifest.json", "校核结果.xlsx"])
    said(capsysbinary, "build", folder, "--full")
    assert f"{REPORT}（草稿）.docx" in outputs(folder)
    ledger = folder / "输出" / "校核结果.xlsx"
    workbook = openpyxl.load_workbook(ledger)
    for row in workbook["待核"].iter_rows():
        titles = {value.value: value.column for value in row if value.value}
        if "属实" in titles:
            columns = titles
        elif any(value.value == "R1" for value in row):
            row[columns["属实"] - 1].value, row[columns["理由"] - 1].value = "属实", "上级确认"
    workbook.save(ledger)
    _, checked = said(capsysbinary, "check", folder)
    assert {one["dismissed"] for one in checked["findings"] if one["code"] == "R1"} == {"上级确认"}


def test_settings_can_be_put_beside_the_workbook(folder):
    (folder / "reportgen.toml").write_text('annual_preamble = false\nannual_charts = ["results"]\n', encoding="utf-8")
    assert run(["build", str(folder), "--full", "--quiet"]) == 0
    text = text_of(folder / "输出" / f"{REPORT}.docx")
    assert "编制本报告" not in text
    assert "图1" in text


def test_the_report_is_verified_like_any_other(folder, capsysbinary):
    said(capsysbinary, "build", folder, "--full")
    document = folder / "输出" / f"{REPORT}.docx"
    assert said(capsysbinary, "verify", document)[0] == 0
    fill(folder, REQUESTS | {"r01": {"person": 13}, "r25": {"person": 3}})
    code, verified = said(capsysbinary, "verify", document)
    assert (code, verified["changed"]) == (1, ["年报数据.xlsx"])


def test_without_a_plan_there_is_no_section_and_nothing_to_issue(folder, capsys):
    assert run(["build", str(folder)]) == 2
    assert "--full" in capsys.readouterr().err
    assert run(["issue", str(folder)]) == 2
    assert "reportgen new" in capsys.readouterr().err


def test_a_working_folder_whose_task_list_is_gone_is_not_taken_for_one_without_a_plan(folder, capsys):
    (folder / "进度填报").mkdir()
    assert run(["build", str(folder), "--full"]) == 2
    assert "没有任务清单.xlsx" in capsys.readouterr().err
    assert not (folder / "输出").exists()


def test_the_year_has_to_be_said(folder, capsys):
    workbook = openpyxl.load_workbook(folder / "年报数据.xlsx")
    for row in workbook["情况"].iter_rows():
        for one in row:
            if one.value == 2025:
                one.value = None
    workbook.save(folder / "年报数据.xlsx")
    assert run(["check", str(folder)]) == 3
    assert "年度" in capsys.readouterr().err


def test_a_plan_that_comes_later_leaves_the_filled_workbook_alone(folder, capsysbinary):
    before = (folder / "年报数据.xlsx").read_bytes()
    said(capsysbinary, "build", folder, "--full")
    plan = inputs_folder() / "云岭市水务局2025" / "分工方案.docx"
    assert run(["new", str(plan), str(folder), "--quiet"]) == 0
    assert (folder / "年报数据.xlsx").read_bytes() == before
    _, built = said(capsysbinary, "build", folder, "--full")
    assert "section-public" in {one["kind"] for one in built["documents"]}


def test_a_body_without_a_plan_is_rolled_up_without_completion(folder, capsysbinary):
    (folder / "reportgen.toml").write_text("annual_preamble = false\n", encoding="utf-8")
    _, rolled = said(capsysbinary, "rollup", folder)
    assert [(one["body"], one["state"]) for one in rolled["bodies"]] == [(BODY, "counted")]
    assert rolled["completion"] is None


def test_the_workbook_is_issued_for_a_year_that_can_be(tmp_path, capsys):
    assert run(["annual", "new", str(tmp_path / "年报"), "--year", "25"]) == 2
    assert "四位" in capsys.readouterr().err
    assert not (tmp_path / "年报").exists()
    assert run(["rollup", str(tmp_path), "--year", "25"]) == 2
    assert "四位" in capsys.readouterr().err
    assert run(["annual", "new", str(tmp_path / "年报"), "--year", "二五"]) == 2
    assert "--year 的值不对：应为整数" in capsys.readouterr().err
