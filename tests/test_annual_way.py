"""The annual report as a clerk goes it: the workbook comes with the folder, is filled, checked, built and summed."""

import json
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from annual_document_case import COUNTY_COUNTS, COUNTY_TEXTS, entered, report

from reportgen.annual.workbook import annual_workbook, read_annual_workbook
from reportgen.cli.ring import run
from reportgen.model.annual import FigureKey
from reportgen.resources import inputs_folder

SAMPLE = inputs_folder() / "云岭市水务局2025"
BODY = "云岭市水务局"
REQUESTS = {"r01": {"person": 12}, "r03": {"person": 9}, "r13": {"person": 1}, "r25": {"person": 2}}
REPORT = "政府信息公开工作年度报告"


@pytest.fixture
def folder(tmp_path):
    """A working folder as ``new`` makes it."""
    path = tmp_path / "年报"
    assert run(["new", str(SAMPLE / "分工方案.docx"), str(path), "--quiet"]) == 0
    return path


def book(*, requests=None, year=2025, body=BODY, scope="own", **given):
    """年报数据.xlsx as filled: right tables, ``change`` as a person typed it."""
    filled = entered(
        report(body, year=year, scope=scope, requests=requests or REQUESTS), told=COUNTY_COUNTS, written=COUNTY_TEXTS
    )
    return annual_workbook(year=year, body=body, kind="department", scope=scope, filled=filled, **given)


def put(path, content, change=None):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    if change:
        workbook = openpyxl.load_workbook(path)
        for (sheet, cell), value in change.items():
            workbook[sheet][cell] = value
        workbook.save(path)


def cell_of(path, row, column="person"):
    """Where a figure of the requests table stands."""
    place = read_annual_workbook(path).input.report.figures[FigureKey("requests", row, column)].place
    return place.sheet, place.cell


def said(capsysbinary, *arguments):
    capsysbinary.readouterr()
    code = run([*map(str, arguments), "--json"])
    return code, json.loads(capsysbinary.readouterr().out)


def outputs(folder):
    return sorted(path.name for path in (folder / "输出").iterdir() if path.name.startswith(REPORT))


def test_a_new_folder_has_the_workbook_and_nobody_is_blamed_for_not_filling_it(folder, capsysbinary):
    read = read_annual_workbook(folder / "年报数据.xlsx")
    assert (read.is_untouched, read.input.report.year, read.input.report.body) == (True, 2025, BODY)
    _, checked = said(capsysbinary, "check", folder)
    assert [one for one in checked["findings"] if one["file"] == "年报数据.xlsx"] == []


def test_the_whole_report_wants_the_workbook_filled(folder, capsys):
    assert run(["build", str(folder), "--full"]) == 2
    assert "年报数据.xlsx还没有填写" in capsys.readouterr().err
    (folder / "年报数据.xlsx").unlink()
    assert run(["build", str(folder), "--full"]) == 2
    assert "annual new" in capsys.readouterr().err
    assert not (folder / "输出").exists()


def test_a_workbook_that_nobody_filled_is_not_blamed_cell_by_cell(folder, capsys):
    assert run(["annual", "check", str(folder)]) == 2
    assert "年报数据还没有填写" in capsys.readouterr().err


def test_html_and_pdf_are_forms_of_the_whole_report_only(folder, capsys):
    assert run(["build", str(folder), "--html"]) == 2
    assert "--full" in capsys.readouterr().err


def test_the_whole_report_is_written_in_word_and_as_a_page_and_reads_back_without_a_finding(folder, capsysbinary):
    put(folder / "年报数据.xlsx", book())
    code, built = said(capsysbinary, "build", folder, "--full", "--html")
    assert code == 1  # nobody has reported on the plan
    assert [one for one in built["documents"] if one["kind"].startswith("annual")] == [
        {"kind": "annual-report", "file": f"输出/{REPORT}.docx", "reason": None},
        {"kind": "annual-report-review", "file": f"输出/{REPORT}（校核稿）.docx", "reason": None},
        {"kind": "annual-report", "file": f"输出/{REPORT}.html", "reason": None},
    ]
    for name in (f"{REPORT}.docx", f"{REPORT}.html"):
        code, checked = said(capsysbinary, "annual", "check", folder / "输出" / name)
        assert (code, checked["counts"]["error"], checked["counts"]["warning"]) == (0, 0, 0), name
        assert checked["tables"]["requests"]["r01.total"]["value"] == 12
        assert [part["number"] for part in checked["parts"]] == [1, 2, 3, 4, 5, 6]


def test_a_second_build_gives_the_same_bytes_and_an_edited_report_is_kept(folder):
    put(folder / "年报数据.xlsx", book())
    run(["build", str(folder), "--full", "--quiet"])
    first = (folder / "输出" / f"{REPORT}.docx").read_bytes()
    run(["build", str(folder), "--full", "--quiet"])
    assert (folder / "输出" / f"{REPORT}.docx").read_bytes() == first
    (folder / "输出" / f"{REPORT}.docx").write_bytes(first + b"\0")
    run(["build", str(folder), "--full", "--quiet"])
    assert (folder / "输出" / f"{REPORT}.docx").read_bytes() == first + b"\0"
    assert (folder / "输出" / f"{REPORT}（第2稿）.docx").read_bytes() == first


def test_an_error_makes_it_a_draft_and_strict_writes_nothing(folder, capsysbinary):
    put(folder / "年报数据.xlsx", book())
    sheet, cell = cell_of(folder / "年报数据.xlsx", "r25")
    put(folder / "年报数据.xlsx", book(), {(sheet, cell): 5})
    _, checked = said(capsysbinary, "check", folder)
    broken = [(one["code"], one["severity"], one["sheet"]) for one in checked["findings"] if one["code"] == "R1"]
    assert broken == [("R1", "error", sheet), ("R1", "error", sheet)]
    code, built = said(capsysbinary, "build", folder, "--full", "--strict")
    assert (code, built["refused"], outputs(folder)) == (1, True, [])
    said(capsysbinary, "build", folder, "--full")
    assert outputs(folder) == [f"{REPORT}（草稿）.docx", f"{REPORT}（草稿）（校核稿）.docx"]


def test_a_warning_that_a_person_explained_is_not_raised_again(folder, capsysbinary):
    put(folder / "年报数据.xlsx", book())
    sheet, cell = cell_of(folder / "年报数据.xlsx", "r16")
    put(folder / "年报数据.xlsx", book(), {(sheet, cell): "/"})
    _, checked = said(capsysbinary, "check", folder)
    assert [one["dismissed"] for one in checked["findings"] if one["code"] == "R28"] == [None]
    ledger = folder / "输出" / "校核结果.xlsx"
    workbook = openpyxl.load_workbook(ledger)
    for row in workbook["待核"].iter_rows():
        titles = {value.value: value.column for value in row if value.value}
        if "属实" in titles:
            columns = titles
        elif any(value.value == "R28" for value in row):
            row[columns["属实"] - 1].value, row[columns["理由"] - 1].value = "属实", "本年没有这一类申请"
    workbook.save(ledger)
    _, checked = said(capsysbinary, "check", folder)
    assert [one["dismissed"] for one in checked["findings"] if one["code"] == "R28"] == ["本年没有这一类申请"]


def test_the_workbook_of_another_year_is_an_error(folder, capsysbinary):
    put(folder / "年报数据.xlsx", book(year=2024))
    _, checked = said(capsysbinary, "check", folder)
    assert [one["code"] for one in checked["findings"] if one["code"] == "annual-other-year"] == ["annual-other-year"]


def test_last_years_report_fills_what_was_carried_over(tmp_path, capsysbinary):
    last = tmp_path / "上年.xlsx"
    put(last, book(year=2024))
    code, made = said(
        capsysbinary, "annual", "new", tmp_path / "年报", "--year", "2025", "--body", BODY, "--previous", last
    )
    assert (code, made["year"], made["earlier"], made["kept"]) == (0, 2025, [2024], None)
    read = read_annual_workbook(tmp_path / "年报" / "年报数据.xlsx")
    assert read.input.report.value(FigureKey("requests", "r02", "person")) == 2
    assert read.is_untouched


def test_a_workbook_that_was_filled_is_kept_and_what_it_says_carried_over(folder, tmp_path, capsysbinary):
    put(folder / "年报数据.xlsx", book())
    filled = (folder / "年报数据.xlsx").read_bytes()
    last = tmp_path / "上年.xlsx"
    put(last, book(year=2024))
    _, made = said(capsysbinary, "annual", "new", folder, "--previous", last)
    assert (folder / made["kept"]).read_bytes() == filled
    read = read_annual_workbook(folder / "年报数据.xlsx").input
    assert read.report.value(FigureKey("requests", "r01", "person")) == 12
    assert {key: [one.text for one in told] for key, told in read.texts.items()} == {
        key: text.split("\n") for key, text in COUNTY_TEXTS.items()
    }
    assert [one.year for one in read.earlier] == [2024]


def test_a_folder_without_a_plan_wants_to_know_the_year(tmp_path, capsys):
    assert run(["annual", "new", str(tmp_path / "年报")]) == 2
    assert "--year" in capsys.readouterr().err


def test_last_years_report_runs_the_rules_of_two_years(tmp_path, capsysbinary):
    put(tmp_path / "年报数据.xlsx", book(requests=REQUESTS | {"r02": {"person": 1}, "r25": {"person": 3}}))
    put(tmp_path / "上年.xlsx", book(year=2024))
    _, alone = said(capsysbinary, "annual", "check", tmp_path)
    assert "R9" in {one["rule"] for one in alone["rules"]["not_run"]}
    code, checked = said(capsysbinary, "annual", "check", tmp_path, "--previous", tmp_path / "上年.xlsx")
    assert code == 1
    assert {one["code"] for one in checked["findings"] if one["severity"] == "error"} == {"R9"}
    assert "R9" in checked["rules"]["ran"]


def test_building_compares_with_the_text_of_last_years_report(folder, tmp_path, capsysbinary):
    put(tmp_path / "旧" / "年报数据.xlsx", book(year=2024))
    said(capsysbinary, "build", tmp_path / "旧", "--full")
    put(folder / "年报数据.xlsx", book())
    previous = tmp_path / "旧" / "输出" / f"{REPORT}.docx"
    _, alone = said(capsysbinary, "build", folder, "--full")
    _, built = said(capsysbinary, "build", folder, "--full", "--previous", previous)
    assert any("R25" in note for note in alone["notes"])
    assert not any("R25" in note for note in built["notes"])


def test_an_offices_own_template_makes_the_report(folder, tmp_path, capsysbinary):
    put(folder / "年报数据.xlsx", book())
    run(["template", "copy", str(tmp_path / "模板"), "--quiet"])
    document = docx.Document(tmp_path / "模板" / "年度报告.docx")
    document.paragraphs[0].insert_paragraph_before("本机关自己的一行")
    document.save(folder / "年报模板.docx")
    settings = folder / "reportgen.toml"
    text = settings.read_text(encoding="utf-8").replace('annual_template = ""', 'annual_template = "年报模板.docx"')
    settings.write_text(text, encoding="utf-8")
    said(capsysbinary, "build", folder, "--full")
    made = docx.Document(folder / "输出" / f"{REPORT}.docx")
    assert made.paragraphs[0].text == "本机关自己的一行"
    settings.write_text(text.replace("年报模板.docx", "没有.docx"), encoding="utf-8")
    assert run(["build", str(folder), "--full"]) == 3


def test_what_is_no_annual_report_is_said_to_be_none(capsys):
    assert run(["annual", "check", str(SAMPLE / "分工方案.docx")]) == 3
    assert "没有找到年度报告的表格和标题" in capsys.readouterr().err


def test_verify_knows_that_the_report_is_made_from_the_workbook(folder, capsysbinary):
    put(folder / "年报数据.xlsx", book())
    said(capsysbinary, "build", folder, "--full")
    document, section = folder / "输出" / f"{REPORT}.docx", folder / "输出" / "政务公开工作要点落实情况（公开稿）.docx"
    assert said(capsysbinary, "verify", document)[0] == 0
    put(folder / "年报数据.xlsx", book(requests=REQUESTS | {"r01": {"person": 13}, "r25": {"person": 3}}))
    code, verified = said(capsysbinary, "verify", document)
    assert (code, verified["changed"]) == (1, ["年报数据.xlsx"])
    assert said(capsysbinary, "verify", section)[0] == 0


def test_bodies_are_summed_and_the_parents_own_report_is_made_from_the_sum(tmp_path, capsysbinary):
    county = tmp_path / "全县"
    for name, count in (("民政局", 12), ("司法局", 20)):
        requests = REQUESTS | {"r01": {"person": count}, "r25": {"person": count - 10}}
        put(county / name / "年报数据.xlsx", book(body=f"青禾县{name}", requests=requests))
    wrong = county / "财政局" / "年报数据.xlsx"
    put(wrong, book(body="青禾县财政局"))
    put(wrong, book(body="青禾县财政局"), {cell_of(wrong, "r25"): 9})
    expected = tmp_path / "名单.txt"
    expected.write_text("青禾县民政局\n青禾县司法局\n青禾县财政局\n青禾县水务局\n", encoding="utf-8")
    code, rolled = said(capsysbinary, "rollup", county, "--body", "青禾县人民政府", "--expected", expected)
    states = {one["body"]: one["state"] for one in rolled["bodies"]}
    assert (code, states) == (1, {"青禾县民政局": "counted", "青禾县司法局": "counted", "青禾县财政局": "failing"})
    assert rolled["missing"] == ["青禾县水务局"]
    assert rolled["tables"]["requests"]["r01.total"] == 32
    own = read_annual_workbook(county / "输出" / "本级年报数据（汇总）.xlsx").input.report
    assert (own.body, own.scope, own.value(FigureKey("requests", "r01", "total"))) == ("青禾县人民政府", "all", 32)
    again = said(capsysbinary, "rollup", county, "--body", "青禾县人民政府", "--expected", expected)[1]
    assert [Path(file).name for file in again["files"]] == ["汇总.xlsx", "本级年报数据（汇总）.xlsx"]


def test_a_folder_without_bodies_is_wrong_use(tmp_path, capsys):
    assert run(["rollup", str(tmp_path)]) == 2
    assert "没有年报数据.xlsx" in capsys.readouterr().err


def test_settings_choose_the_place_of_the_plan_section(folder, capsysbinary):
    put(folder / "年报数据.xlsx", book())
    for written, number in (("第一部分", 1), ("part_six", 6)):
        settings = folder / "reportgen.toml"
        lines = settings.read_text(encoding="utf-8").splitlines()
        chosen = [
            f'annual_plan_section = "{written}"' if one.startswith("annual_plan_section") else one for one in lines
        ]
        settings.write_text("\n".join(chosen), encoding="utf-8")
        said(capsysbinary, "build", folder, "--full")
        _, read = said(capsysbinary, "annual", "check", folder / "输出" / f"{REPORT}.docx")
        told = {part["number"] for part in read["parts"] if any("29项任务" in text for text in part["paragraphs"])}
        assert told == {number}


def test_replacing_the_report_kind_is_kept_when_a_workbook_is_issued_again(folder):
    filled = entered(replace(report(BODY), kind="county", scope="all"))
    put(folder / "年报数据.xlsx", annual_workbook(year=2025, body=BODY, kind="county", scope="all", filled=filled))
    assert run(["annual", "new", str(folder), "--quiet"]) == 0
    again = read_annual_workbook(folder / "年报数据.xlsx").input.report
    assert (again.kind, again.scope) == ("county", "all")


def test_a_report_of_the_same_year_is_not_last_years(folder, tmp_path, capsys):
    put(folder / "年报数据.xlsx", book())
    same = tmp_path / "今年.xlsx"
    put(same, book())
    before = (folder / "年报数据.xlsx").read_bytes()
    for command in (
        ["annual", "check", str(folder)],
        ["build", str(folder), "--full"],
        ["annual", "new", str(folder)],
        ["annual", "new", str(tmp_path / "另一个"), "--year", "2024"],
    ):
        assert run([*command, "--previous", str(same)]) == 2
        assert "--previous 指明的是2025年的报告" in capsys.readouterr().err
    assert (folder / "年报数据.xlsx").read_bytes() == before
    assert not (tmp_path / "另一个").exists()
