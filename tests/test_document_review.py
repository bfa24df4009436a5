"""The review copy: every figure, every paragraph and every finding says where it comes from; the public copy says nothing."""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from types import MappingProxyType

import docx
import openpyxl
import pytest
from document_case import case, entry, opened, section, task
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from review_case import OWN, Books, addresses, fill, letters, numbers_of, parts_of, taken_apart, text_of, uncommented

from reportgen.catalogue import finding
from reportgen.cli.ring import run
from reportgen.document.notes import Figure, Note, Notebook, Passage, Stretch, noted
from reportgen.document.review import ReviewFacts
from reportgen.document.section import render_section
from reportgen.document.withheld import withhold
from reportgen.model.findings import Place
from reportgen.model.progress import FileRecord, Written
from reportgen.model.settings import Policy
from reportgen.resources import inputs_folder, templates_folder
from reportgen.terms import STATUS_WORDS

NAMES = {"public": "政务公开工作要点落实情况（公开稿）.docx", "review": "政务公开工作要点落实情况（校核稿）.docx"}


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The sample's folder, built."""
    folder = tmp_path_factory.mktemp("年报") / "演示"
    assert run(["demo", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def public(demo):
    return (demo / "输出" / NAMES["public"]).read_bytes()


@pytest.fixture(scope="module")
def review(demo):
    return (demo / "输出" / NAMES["review"]).read_bytes()


@pytest.fixture(scope="module")
def apart(review):
    return taken_apart(review)


def facts_of(this, *findings):
    """What a review copy of a case tells: the findings, one other 口径, two hashes."""
    other = replace(this.completion, policy=Policy(mostly_done_counts=True))
    hashes = {"任务清单.xlsx": "a" * 64, "进度填报/办公室.xlsx": "b" * 64}
    return ReviewFacts(tuple(findings), ((this.completion.policy, this.completion), (other.policy, other)), hashes)


def reviewed(this, *findings, charts=(), template=None):
    return render_section(
        plan=this.plan,
        completion=this.completion,
        collection=this.collection,
        roster=this.roster,
        settings=this.settings,
        charts=charts,
        template=template,
        review=facts_of(this, *findings),
    )


def written(one, *, row=7, unit="办公室"):
    """An entry with all its cells."""
    columns = {"status": "F", "progress": "H", "problems": "K", "next_steps": "L"}
    texts = {"status": "已完成", **{key: getattr(one, key) for key in list(columns)[1:]}}
    cells = {
        key: Written(texts[key], Place(f"进度填报/{unit}.xlsx", "填报", f"{letter}{row}"))
        for key, letter in columns.items()
    }
    return replace(one, written=MappingProxyType(cells))


# ---- both copies


def test_both_copies_read_the_same_and_the_review_copy_adds_its_page(public, review):
    shown = [paragraph.text for paragraph in docx_paragraphs(public)]
    checked = [paragraph.text for paragraph in docx_paragraphs(review)]
    assert checked[: len(shown)] == shown
    assert checked[len(shown)] == "数据来源"
    tables = [[cell.text for row in table.rows for cell in row.cells] for table in opened(public).tables]
    assert [[c.text for row in table.rows for c in row.cells] for table in opened(review).tables][
        : len(tables)
    ] == tables


def docx_paragraphs(content):
    return opened(content).paragraphs


def test_the_public_copy_holds_no_comment_and_nobodys_name_or_telephone(demo, public):
    reporters = []
    for book in (demo / "进度填报").glob("*.xlsx"):
        sheet = openpyxl.load_workbook(book)["填报"]
        labels = {cell.value: cell for row in sheet.iter_rows(max_row=6) for cell in row if cell.value}
        for label, cell in labels.items():
            if str(label).startswith(("填报人", "联系电话")):
                reporters += [str(one.value) for one in sheet[cell.row][cell.column :] if one.value][:1]
    assert any("0999" in value for value in reporters)
    for name, content in parts_of(public).items():
        assert "comment" not in name
        assert "people" not in name
        text = content.decode("utf-8", "ignore")
        assert (
            "comment" not in text.replace("CommentText", "").replace("CommentReference", "").lower() or "styles" in name
        )
        assert not re.search("[\ue000-\uf8ff]", text) or name.endswith(".png")
        assert [value for value in reporters if value in text] == []
        assert not re.search(r"1[3-9]\d{9}|0\d{2,3}-\d{7,8}", text) or name.endswith(".png")


def test_both_copies_are_the_same_bytes_in_every_run(demo, tmp_path):
    script = (
        "import sys; from pathlib import Path; from reportgen.cli.ring import run; "
        "sys.exit(run(['build', sys.argv[1], '--quiet']))"
    )
    made = {name: (demo / "输出" / name).read_bytes() for name in NAMES.values()}
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", script, str(demo)], env=environment(seed), check=False, capture_output=True
        )
        assert {name: (demo / "输出" / name).read_bytes() for name in NAMES.values()} == made


def environment(seed):
    import os

    return {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(filter(None, sys.path))}


def test_the_build_names_both_copies(demo, capsys):
    capsys.readouterr()
    run(["build", str(demo), "--json"])
    documents = json.loads(capsys.readouterr().out)["documents"]
    assert [(one["kind"], one["file"]) for one in documents] == [
        (f"section-{kind}", f"输出/{name}") for kind, name in NAMES.items()
    ]


# ---- what is commented


def test_every_paragraph_of_the_text_says_which_cells_it_rests_on(apart):
    words, remarks = apart
    own = {remark.paragraph for remark in remarks if remark.text.startswith(OWN)}
    end = next(number for number, one in enumerate(words) if one.text == "数据来源")
    body = {number for number, one in enumerate(words[:end]) if one.style == "body" and one.text and not one.in_table}
    assert body == own
    for remark in remarks:
        if remark.text.startswith(OWN):
            assert remark.on == words[remark.paragraph].text
            assert "依据" in remark.text


def test_every_figure_of_the_text_has_its_comment(apart):
    assert uncommented(*apart) == []


@pytest.mark.parametrize("status", [*STATUS_WORDS][:7])
@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("leads", ["办公室", "办公室、财务科、人事科、督查科"])
def test_every_figure_has_its_comment_whatever_units_say(status, number, leads):
    tasks = [task(one, due=date(2020, 9, 30), lead=leads) for one in range(1, number + 1)]
    tasks += [task(8, category="二、解读", lead="财务科")]
    entries = [
        written(entry(one, status, "修订目录3项。", problems="缺1个系统", next_steps="3月底前办结"), row=one)
        for one in range(1, number + 1)
    ]
    assert uncommented(*taken_apart(reviewed(case(tasks, entries)))) == []


@pytest.fixture(scope="module", params=["澄岚街道2023", "青禾市政府办公室2024", "zhongshan-rsj-2020.docx"])
def filled(request, tmp_path_factory):
    """A folder with a plan of another kind, its workbooks filled with faults, built."""
    folder = tmp_path_factory.mktemp("年报") / "办"
    plan = inputs_folder() / request.param
    if not plan.is_dir():
        plan = request.getfixturevalue("seeds") / request.param
    else:
        plan = next(path for path in plan.iterdir() if path.stem != "进度填报")
    assert run(["new", str(plan), str(folder), "--quiet"]) in (0, 1)
    run(["issue", str(folder), "--quiet"])
    fill(folder, 7)
    assert run(["build", str(folder), "--quiet"]) in (0, 1)
    return folder


def test_a_folder_full_of_faults_is_told_as_well(filled):
    content = {kind: (filled / "输出" / name).read_bytes() for kind, name in NAMES.items()}
    words, remarks = taken_apart(content["review"])
    shown = [one.text for one in taken_apart(content["public"])[0]]
    assert [one.text for one in words][: len(shown)] == shown
    assert uncommented(words, remarks) == []
    books = Books(filled)
    checked = 0
    for remark in remarks:
        for line in remark.text.split("\n") if remark.text.startswith("出处：进度填报/") else ():
            if line.startswith("出处："):
                (address,) = addresses(line)
                held, shown = letters(books.cell(*address)), letters(remark.on)
                if words[remark.paragraph].in_table:  # a long text goes on in a row of its own
                    assert held[:6] in shown or held[-6:] in shown
                    assert "有删节" not in remark.text
                else:
                    assert shown[:6] in held
                    assert shown[-6:] in held
                assert books.task_of(*address) == re.search("，序号([^，]+)，", line)[1]
                checked += 1
    assert checked > 50


def test_every_figure_of_the_units_table_has_its_comment(apart, review):
    commented = {remark.paragraph for remark in apart[1]}
    document = opened(review)
    everywhere = list(document.element.body.iter(qn("w:p")))
    cells = list(document.tables[0]._tbl.iter(qn("w:p")))
    figures = [cell for cell in cells if re.fullmatch(r"[\d.]+%?", text_of(cell))]
    assert len(figures) == 66
    assert [text_of(cell) for cell in figures if everywhere.index(cell) not in commented] == []


def test_the_cells_that_a_figure_names_are_those_of_the_tasks_it_counts(demo, apart):
    books = Books(demo)
    _, remarks = apart
    checked = 0
    for remark in remarks:
        match = re.match(r"(?:\d+项中|[^\n。；“]*?)(\d+)项：第", remark.text)
        if remark.text.startswith(OWN) or not match or not addresses(remark.text) or "完成日期" in remark.text:
            continue
        tasks = numbers_of(remark.text)
        if remark.on.isdigit():
            assert int(remark.on) == int(match[1]) == len(tasks)
        if "时限" not in remark.text:
            assert {books.task_of(*address) for address in addresses(remark.text)} <= set(tasks)
            checked += 1
    assert checked > 30


def test_a_rate_is_the_fraction_that_its_comment_tells(apart):
    _, remarks = apart
    rates = [remark for remark in remarks if re.fullmatch(r"[\d.]+%", remark.on)]
    assert len(rates) > 20
    for remark in rates:
        done, whole = map(int, re.match(r"(\d+)÷(\d+)＝", remark.text).groups())
        assert remark.text.startswith(f"{done}÷{whole}＝{remark.on}：{whole}项中{done}项")
        assert f"{done / whole * 100 + 1e-9:.1f}%" == remark.on


def test_the_cell_that_a_text_names_holds_the_text(demo, apart):
    books = Books(demo)
    _, remarks = apart
    texts = [remark for remark in remarks if remark.text.startswith("出处：进度填报/") and "\n" not in remark.text]
    assert len(texts) > 50
    for remark in texts:
        (address,) = addresses(remark.text)
        held = letters(books.cell(*address))
        assert held
        unit = address[0].removeprefix("进度填报/").removesuffix(".xlsx")
        shown = letters(remark.on)
        assert shown.removeprefix(unit) in held or shown in held


def test_every_status_in_the_table_of_tasks_names_the_cells_that_decide_it(demo, apart):
    books = Books(demo)
    _, remarks = apart
    decided = [
        remark for remark in remarks if "“" in remark.text and "填报 › F" in remark.text and "：进度填报" in remark.text
    ]
    assert decided
    for remark in decided:
        for line in remark.text.split("\n"):
            match = re.match(r"[^：]+：(进度填报/.+ › [A-Z]+\d+)“([^”]*)”", line)
            if match and "【" not in line:
                (address,) = addresses(match[1])
                assert books.cell(*address) == match[2]


def test_every_finding_stands_at_its_task_or_unit_or_on_the_last_page(demo, apart, capsys):
    words, remarks = apart
    run(["check", str(demo), "--json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    assert len(found) > 10
    said = "\n".join(remark.text for remark in remarks if not remark.text.startswith(OWN))
    last = "\n".join(one.text for one in words)
    for one in found:
        assert f"{one['what']}；{one['mend']} [{one['code']}]" in (said if one["task"] else said + last)


def test_a_finding_that_a_person_let_stand_says_why():
    one = finding("date-early", Place("进度填报/办公室.xlsx", "填报", "G7"), "日期早", unit="办公室", task="1")
    this = case([task(1)], [written(entry(1))])
    _, remarks = taken_apart(reviewed(this, replace(one, dismissed="上年已办结")))
    (told,) = [remark for remark in remarks if remark.text.startswith("【属实】")]
    assert told.text == ("【属实】进度填报/办公室.xlsx › 填报 › G7：日期早（原为提醒）；理由：上年已办结 [date-early]")
    assert [remark.on for remark in remarks if remark.text.startswith(OWN) and told.text in remark.text] == [
        "修订目录3项。"
    ]


def test_a_finding_about_a_unit_stands_in_its_row():
    one = finding("unit-unreported", Place(), "没有报送", unit="财务科")
    this = case([task(1), task(2, lead="财务科")], [written(entry(1))])
    _, remarks = taken_apart(reviewed(this, one))
    (told,) = [remark for remark in remarks if "unit-unreported" in remark.text]
    assert told.on == "财务科（未报送）"


def test_a_finding_without_a_place_in_the_text_is_listed_on_the_last_page():
    one = finding("group-unresolved", Place("任务清单.xlsx", "单位"), "“各镇”没有写明", unit="各镇")
    content = reviewed(case([task(1)], [written(entry(1))]), one)
    assert "group-unresolved" not in "".join(remark.text for remark in taken_apart(content)[1])
    assert "【待核·提醒】任务清单.xlsx › 单位：“各镇”没有写明" in opened(content).tables[-1].rows[1].cells[1].text


# ---- texts


def remarks_on(progress, **columns):
    this = case([task(1)], [written(entry(1, progress=progress, **columns))])
    return [remark for remark in taken_apart(reviewed(this))[1] if remark.text.startswith("出处：进度填报/")]


def test_a_text_as_typed_says_only_where_it_stands():
    body, table = remarks_on("修订目录3项。")
    assert body == replace(
        body, on="修订目录3项。", text="出处：进度填报/办公室.xlsx › 填报 › H7（办公室，序号1，落实情况）"
    )
    assert table.text == body.text


def test_mended_marks_and_blanks_are_shown_as_typed_and_as_printed():
    body, table = remarks_on("发布信息3条,其中 解读1篇,均已公开。")
    assert "改正标点和空格：“3条,其中”→“3条，其中”；“其中□解读”→“其中解读”；“1篇,均已”→“1篇，均已”。" in body.text
    assert "改正标点和空格" in table.text
    assert "有删节" not in body.text


def test_a_shortened_text_says_how_long_it_was_and_where_the_whole_stands():
    first = "修订主动公开目录并按季度核对更新三次，新增事项十二项，调整事项二十三项。"
    body, table = remarks_on(first + "公开机构职能和内设机构信息，人员变动后及时更新，未发现差错。" * 5)
    assert "有删节：原文" in body.text
    assert "全文见附表“任务落实情况一览表”序号1。" in body.text
    assert "有删节" not in table.text


def test_the_same_words_of_two_units_name_both_cells():
    rows = [written(entry(1)), written(entry(1, unit="财务科"), unit="财务科")]
    this = case([task(1, lead="办公室、财务科")], rows)
    remarks = [remark for remark in taken_apart(reviewed(this))[1] if remark.text.startswith("出处：进度填报/")]
    assert {cell[0] for cell in addresses(remarks[0].text)} == {"进度填报/办公室.xlsx", "进度填报/财务科.xlsx"}


def test_a_missing_part_names_the_cell_that_would_fill_it():
    this = case([task(1)], [written(entry(1, "under_way", "已拟初稿。"))])
    _, remarks = taken_apart(reviewed(this))
    (reason,) = [remark for remark in remarks if remark.on == "〔待补充：未完成的原因〕"]
    assert "办公室：进度填报/办公室.xlsx › 填报 › K7，没有填写" in reason.text


# ---- the page 数据来源


def test_the_last_page_tells_policy_files_silence_and_counts(demo, review):
    document = opened(review)
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    last = text[text.index("数据来源") :]
    assert "统计口径：完成率为完成项数与应完成项数之比" in last
    assert "未报送单位（1个）：财务科。" in last
    assert re.search(r"待核：错误3条，提醒\d+条，说明\d+条；没有经人核定属实的。", last)
    rates, files = [table for table in document.tables if table.rows[0].cells[0].text in ("口径", "文件")][:2]
    assert [cell.text for cell in rates.rows[1].cells] == [
        "基本完成不计为完成，配合单位不参与判定（本稿采用）", "29", "22", "75.9%", "37.5%",
    ]  # fmt: skip
    assert len(rates.rows) == 5
    manifest = json.loads((demo / "输出" / "manifest.json").read_text(encoding="utf-8"))
    shown = {row.cells[0].text: row.cells[2].text.replace("\n", "") for row in files.rows[1:]}
    made_from = manifest["runs"][manifest["made_from"]["输出/政务公开工作要点落实情况（校核稿）.docx"]]
    assert shown == made_from["inputs"]


def test_files_that_were_not_used_are_listed_with_the_reason():
    this = case([task(1)], [written(entry(1))])
    record = FileRecord("进度填报/旧表.xlsx", None, used=False, reason="不是本方案的填报表")
    this = replace(this, collection=replace(this.collection, files=(record,)))
    rows = [[cell.text for cell in row.cells] for table in opened(reviewed(this)).tables for row in table.rows]
    assert ["进度填报/旧表.xlsx", "不是本方案的填报表"] in rows


# ---- the Word file


def test_the_review_copy_is_valid_for_an_open_xml_validator(tmp_path, review):
    from openxml_audit import OpenXmlValidator

    path = tmp_path / "校核稿.docx"
    path.write_bytes(review)
    errors = [f"{one.part_uri} {one.path}: {one.description}" for one in OpenXmlValidator().validate(str(path)).errors]
    assert [error for error in errors if "relationships/theme' is missing" not in error] == []


def test_comments_have_their_styles_one_author_and_the_day_of_the_figures(review):
    comments = list(opened(review).comments)
    assert {(one.author, one.initials) for one in comments} == {("校核", "校")}
    assert {one.timestamp.date() for one in comments} == {date(2025, 12, 31)}
    assert [one.comment_id for one in comments] == list(range(len(comments)))
    styles = {style.get(qn("w:styleId")) for style in opened(review).styles.element.iter(qn("w:style"))}
    assert {"CommentText", "CommentReference"} <= styles


def test_libreoffice_keeps_every_comment(tmp_path, soffice, review):
    path, kept = tmp_path / "校核稿.docx", tmp_path / "存"
    path.write_bytes(review)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "docx", "--outdir", str(kept), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    before, after = opened(review), opened((kept / path.name).read_bytes())
    assert sorted(one.text for one in after.comments) == sorted(one.text for one in before.comments)
    assert {one.author for one in after.comments} == {"校核"}


def template(tmp_path, *paragraphs, change=None):
    document = docx.Document(str(templates_folder() / "section.docx"))
    body = document.element.body
    for child in list(body)[:-1]:
        body.remove(child)
    for text in paragraphs:
        document.add_paragraph(text)
    if change:
        change(document)
    path = tmp_path / "模板.docx"
    document.save(str(path))
    return path


ONE = case([task(1), task(2)], [written(entry(1)), written(entry(2, progress="公开指南2份。"), row=8)])


def test_an_office_template_with_few_fields_gets_what_it_prints_and_the_rest_on_the_last_page(tmp_path):
    path = template(tmp_path, "{%p for 段 in 总体 %}", "{{ 段 }}", "{%p endfor %}")
    one = finding("date-early", Place("进度填报/办公室.xlsx", "填报", "G7"), "日期早", unit="办公室", task="1")
    content = reviewed(ONE, one, template=path)
    words, remarks = taken_apart(content)
    assert remarks
    assert "日期早" in opened(content).tables[-1].rows[1].cells[1].text
    assert [one.text for one in words][:2] == [
        paragraph.text for paragraph in opened(section(ONE, template=path)).paragraphs
    ][:2]


def test_every_figure_of_the_one_page_summary_has_its_comment():
    path = templates_folder() / "一页图解.docx"
    tasks = [task(1), task(2, category="二、解读"), task(3, category="三、培训", lead="财务科", due=date(2020, 6, 30))]
    entries = [written(entry(1)), written(entry(2), row=8), written(entry(3, "under_way", "起草", unit="财务科"))]
    words, remarks = taken_apart(reviewed(case(tasks, entries), template=path))
    assert uncommented(words, remarks) == []
    large = [remark.on for remark in remarks if not remark.text.startswith(OWN) and words[remark.paragraph].in_table]
    assert {"3", "2", "66.7%"} <= set(large)


@pytest.mark.parametrize("units", [1, 2])
def test_units_that_are_not_published_are_told_in_comments_only(units):
    tasks = [task(1), *([task(2, lead="财务科")] if units > 1 else [])]
    this = case(tasks, [written(entry(1))], publish_units=False)
    one = finding("unit-unreported", Place(), "没有报送", unit="财务科")
    content = reviewed(this, one)
    words, remarks = taken_apart(content)
    assert uncommented(words, remarks) == []
    end = next(number for number, one in enumerate(words) if one.text == "数据来源")
    shown = [one.text for one in words[:end] if "牵头" not in one.text]
    assert not [text for text in shown if "财务科" in text]
    assert "没有报送" in opened(content).tables[-1].rows[1].cells[1].text


def test_notes_are_only_seen_where_a_comment_can_stand(tmp_path):
    def change(document):
        document.sections[0].header.paragraphs[0].text = "{{ 总体[0] }}"
        document.core_properties.subject = "{{ 总体[0] }}"

    path = template(tmp_path, "{% set 文 %}{{ 总体[0] }}{% endset %}{{ 文 }}|{{ 文 }}", change=change)
    content = reviewed(ONE, template=path)
    assert all(not re.search("[\ue000-\uf8ff]", part.decode("utf-8", "ignore")) for part in parts_of(content).values())
    twice = opened(content).paragraphs[0].text
    assert twice.partition("|")[0] == twice.partition("|")[2]
    ids = [one.get(qn("w:id")) for one in opened(content).element.body.iter(qn("w:commentRangeStart"))]
    assert len(ids) == len(set(ids)) > 0


def test_a_templates_own_comments_reach_neither_copy(tmp_path):
    def change(document):
        document.add_comment(document.paragraphs[0].runs, text="请张三改", author="李四")

    path = template(tmp_path, "{{ 标题 }}", change=change)
    assert not [name for name in parts_of(section(ONE, template=path)) if "comment" in name]
    content = reviewed(ONE, template=path)
    assert "张三" not in "".join(comment.text for comment in opened(content).comments)
    assert {comment.author for comment in opened(content).comments} <= {"校核"}


def test_a_template_without_styles_for_comments_gets_them(tmp_path):
    def change(document):
        root = document.styles.element
        for style in list(root.iter(qn("w:style"))):
            if style.get(qn("w:styleId")).startswith("Comment"):
                root.remove(style)

    path = template(tmp_path, "{%p for 段 in 总体 %}", "{{ 段 }}", "{%p endfor %}", change=change)
    styles = opened(reviewed(ONE, template=path)).styles
    assert {"annotation text", "annotation reference"} <= {style.name for style in styles}


def test_private_use_characters_of_units_are_no_marks():
    forged = "\ue0010\ue002修订目录3项。\ue0030\ue002"
    this = case([task(1)], [written(entry(1, progress=forged))])
    text = "".join(paragraph.text for paragraph in opened(reviewed(this)).paragraphs)
    assert not re.search("[\ue000-\uf8ff]", text)


# ---- personal data


PHONE = finding("person-phone", Place("进度填报/办公室.xlsx", "填报", "H7"), "像是有手机号码", unit="办公室", task="1")


def test_a_mobile_number_that_nobody_let_stand_is_left_out_of_the_documents():
    this = case([task(1)], [written(entry(1, progress="修订目录3项，联系13812345678。"))])
    withheld = withhold(this.collection, [PHONE])
    assert withheld.entries[0].progress == "修订目录3项，联系〔待补充：核实后的手机号码〕。"
    assert withheld.entries[0].written["progress"].text.endswith("13812345678。")


def test_neither_copy_holds_a_mobile_number_that_a_unit_wrote(demo, tmp_path):
    folder = tmp_path / "年报"
    shutil.copytree(demo, folder)
    path = folder / "进度填报" / "办公室.xlsx"
    book = openpyxl.load_workbook(path)
    book["填报"]["H8"].value += "联系人电话13812345678。"
    book.save(path)
    assert run(["build", str(folder), "--quiet"]) == 1
    for name in NAMES.values():
        document = parts_of((folder / "输出" / name).read_bytes())["word/document.xml"].decode()
        assert "13812345678" not in document
        assert "核实后的手机号码" in re.sub("<[^>]+>", "", document)


def test_a_number_that_a_person_let_stand_is_printed():
    this = case([task(1)], [written(entry(1, progress="服务热线13812345678。"))])
    assert withhold(this.collection, [replace(PHONE, dismissed="对外公布的服务电话")]) is this.collection


# ---- notes


def test_figures_and_passages_are_what_they_were():
    note = Note("出处")
    assert Figure(3, note) == 3
    assert Figure(3, note) + 1 == 4
    assert f"{Figure(3, note)}项" == "3项"
    assert noted("已完成", note) == "已完成"
    assert noted("", note) == ""


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Co", "Cs")), max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6),
)
def test_what_is_marked_is_read_back(text, places):
    spans = [tuple(sorted((min(a, len(text)), min(b, len(text))))) for a, b in places]
    stretches = [Stretch(start, end, Note(str(number))) for number, (start, end) in enumerate(spans) if start < end]
    notebook = Notebook()
    back = notebook.read(notebook.mark(Passage(text, stretches)))
    assert str(back) == text
    assert sorted(back.stretches, key=str) == sorted(stretches, key=str)


def test_a_long_table_is_commented_in_reasonable_time(tmp_path):
    import time

    small = [task(number) for number in range(1, 201)]
    large = [task(number) for number in range(1, 1601)]
    spent = []
    for tasks in (small, large):
        this = case(tasks, [written(entry(one.id, progress=f"公开目录{one.id}份。"), row=int(one.id)) for one in tasks])
        begun = time.perf_counter()
        reviewed(this, template=template(tmp_path, "{%p for 类 in 任务表 %}", "{{ 类.行[0].情况 }}", "{%p endfor %}"))
        spent.append(time.perf_counter() - begun)
    assert spent[1] < 40 * spent[0]
