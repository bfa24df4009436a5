"""The two other templates: what stands in them, on how many pages, and in which greys."""

import re
import runpy
import subprocess
import zipfile

import pdfplumber
import pytest
from document_case import Picture, case, entry, opened, section, task

from reportgen.document.onepage import LONGEST_FIELDS, LONGEST_STEPS
from reportgen.document.section import section_fields
from reportgen.resources import templates_folder

PLAIN, ONE_PAGE = (templates_folder() / name for name in ("plain.docx", "一页图解.docx"))


def test_the_committed_templates_are_what_their_script_makes(monkeypatch):
    monkeypatch.syspath_prepend(str(templates_folder()))
    made = runpy.run_path(str(templates_folder() / "make_more_templates.py"))["TEMPLATES"]
    for path in (PLAIN, ONE_PAGE):
        with zipfile.ZipFile(path) as package:
            assert {name: package.read(name).decode() for name in package.namelist()} == made[path.name]


def parts_of(path):
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def test_plain_uses_nothing_but_words_own_styles_and_one_section():
    parts = parts_of(PLAIN)
    names = dict(re.findall(r'w:styleId="(\w+)"><w:name w:val="([^"]+)"', parts["word/styles.xml"]))
    used = {names[key] for key in re.findall(r'<w:(?:pStyle|tblStyle) w:val="(\w+)"', parts["word/document.xml"])}
    assert used == {"Title", "Body Text", "heading 1", "heading 2", "caption", "No Spacing", "Table Grid"}
    assert parts["word/document.xml"].count("<w:sectPr>") == 1


def test_the_one_page_summary_is_drawn_in_black_white_and_grey():
    colours = set(re.findall(r'w:(?:fill|color)="([0-9A-F]{6})"', parts_of(ONE_PAGE)["word/document.xml"]))
    assert all(colour[:2] == colour[2:4] == colour[4:] for colour in colours)


def points(*arguments, **settings):
    return {one["标题"]: one["内容"] for one in section_fields(case(*arguments, **settings), [])["要点"]}


def test_the_lines_tell_plan_figures_progress_what_is_open_and_what_comes_next():
    tasks = [task(1), task(2, category="二、政策解读", lead="财务科"), task(3, category="三、平台建设")]
    entries = [entry(1), entry(2, "under_way", unit="财务科", problems="人手不足", next_steps="三月底前办结")]
    told = points(tasks, entries)
    assert list(told) == ["任务部署", "完成情况", "工作进展", "未完任务", "下一步"]
    assert told["完成情况"].startswith("应完成3项，完成1项，完成率33.3%。")
    assert told["工作进展"] == "“信息公开”的任务已完成。"
    assert told["未完任务"] == "尚有1项任务未完成，正在推进。另有1项任务的承担单位尚未报送完整情况。"
    assert told["下一步"].endswith("，三月底前办结。")


def test_what_there_is_not_makes_no_line():
    done = points([task(1), task(2)], [entry(1), entry(2)])
    assert list(done) == ["任务部署", "完成情况", "工作进展", "下一步"]
    assert done["下一步"] == "巩固已有成效，抓好各项常态化工作的持续落实。"
    assert "未启动" in points([task(1)], [entry(1, "not_started", "")])["未完任务"]
    silent = points([task(1)], [])
    assert silent["完成情况"] == "应完成1项，尚未报送落实情况，完成率0.0%。"
    assert silent["未完任务"] == "尚有1项任务的承担单位尚未报送完整情况。"
    assert silent["下一步"] == "督促有关单位报送落实情况，核实后补充。"


STATES = ["done", "ongoing_met", "mostly_done", "under_way", "ongoing_unmet", "not_started", "not_applicable", None]


@pytest.mark.parametrize("status", STATES)
@pytest.mark.parametrize("number", [1, 2])
def test_no_line_speaks_of_nothing_or_ends_twice(status, number):
    tasks = [task(one) for one in range(1, number + 1)]
    text = "\n".join(points(tasks, [entry(one, status, "") for one in range(1, number + 1)] if status else []).values())
    assert not re.search(r"(?<!\d)0项|。。|，。|；。|：。|^。|None|\n\n", text)


def test_long_names_and_steps_are_bounded_so_that_the_page_is_not_overrun():
    tasks = [task(number, category=f"{number}、{'公开平台建设和管理' * 2}{number}") for number in range(1, 31)]
    entries = [entry(number) for number in range(1, 16)]
    entries += [entry(number, "under_way", next_steps="尽快" * 20 + str(number)) for number in range(16, 31)]
    told = points(tasks, entries)
    assert len(told["工作进展"]) <= LONGEST_FIELDS + 30
    assert len(told["下一步"]) <= LONGEST_STEPS + 1
    assert "等15个方面" in told["工作进展"]


def pages(content, tmp_path, soffice):
    (tmp_path / "图解.docx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "图解.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    with pdfplumber.open(tmp_path / "图解.pdf") as pdf:
        return [(page.width, page.height, page.extract_text()) for page in pdf.pages]


def test_the_one_page_summary_is_one_page_of_a4_also_where_texts_are_long(tmp_path, soffice):
    tasks = [task(number, category=f"{number}、{'公开平台建设和管理' * 2}{number}") for number in range(1, 31)]
    entries = [entry(number) for number in range(1, 16)]
    entries += [entry(number, "under_way", next_steps="尽快" * 12 + str(number)) for number in range(16, 31)]
    # A ring with every class is 62 mm high; the stand-in is as high as it is wide times a half.
    content = section(case(tasks, entries), charts=[Picture("完成情况构成", width_mm=130)], template=ONE_PAGE)
    rendered = pages(content, tmp_path, soffice)
    assert [(round(width), round(height)) for width, height, _ in rendered] == [(595, 842)]
    assert "部署任务（项）" in rendered[0][2]


@pytest.mark.parametrize("template", [PLAIN, ONE_PAGE], ids=["plain", "one page"])
def test_what_comes_out_is_valid(tmp_path, template):
    from openxml_audit import OpenXmlValidator

    this = case([task(1), task(2, lead="财务科")], [entry(1), entry(2, "under_way")])
    path = tmp_path / "文档.docx"
    path.write_bytes(section(this, charts=[Picture("完成情况构成")], template=template))
    errors = [
        f"{error.part_uri} {error.path}: {error.description}" for error in OpenXmlValidator().validate(str(path)).errors
    ]
    assert [error for error in errors if "relationships/theme' is missing" not in error] == []


def test_the_one_page_summary_shows_the_key_figures():
    this = case([task(1), task(2, lead="财务科")], [entry(1)])
    cells = [cell.text for cell in opened(section(this, template=ONE_PAGE)).tables[0].rows[0].cells]
    assert cells == ["2\n部署任务（项）", "1\n完成任务（项）", "50.0%\n完成率", "1/2\n报送单位（个）"]
