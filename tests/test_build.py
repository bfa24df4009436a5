"""What build writes, what it leaves as a person made it, and when it refuses."""

import hashlib
import json
import re
import subprocess
import sys
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from reissue_case import Clerk, json_of

from reportgen.cli.ring import run

PUBLIC = "输出/政务公开工作要点落实情况（公开稿）.docx"
SECOND = "输出/政务公开工作要点落实情况（公开稿）（第2稿）.docx"
THIRD = "输出/政务公开工作要点落实情况（公开稿）（第3稿）.docx"
PICTURES = {"输出/完成情况构成.png", "输出/各单位完成情况.png"}


@pytest.fixture
def clerk(tmp_path):
    """A folder in which 人事科 reported and the others did not; the plan orders no report."""
    clerk = Clerk(tmp_path / "年报", tmp_path)
    clerk.new()
    clerk.issue()
    hand = clerk.open("人事科")
    hand.done("3", "2024年8月8日", "办了两期培训班，68人参加。")
    hand.done("1", "2024年6月8日", "配合编制目录。")
    hand.fill("3", 佐证材料="培训签到表")
    hand.save(clerk.workbook("人事科"))
    return clerk


def build(clerk, *options):
    return json_of("build", clerk.folder, *options)


def edit(clerk, name=PUBLIC):
    path = clerk.folder / name
    document = docx.Document(path)
    document.paragraphs[1].add_run("手工补的一句。")
    document.save(path)
    return path.read_bytes()


def setting(clerk, key, value):
    path = clerk.folder / "reportgen.toml"
    text = path.read_text("utf-8")
    path.write_text(re.sub(rf"^{key} = .*$", f"{key} = {value}", text, flags=re.MULTILINE), "utf-8")


def complete(clerk):
    """Everything reported, and a clause that orders the report."""
    for unit, tasks in (("办公室", "12"), ("信息中心", "4"), ("人事科", "13")):
        hand = clerk.open(unit)
        for task in tasks:
            hand.done(task, "2024年5月20日", f"第{task}项已经办结，公开信息{task}条。")
            hand.fill(task, 佐证材料="网页截图")
        hand.save(clerk.workbook(unit))

    def order(book, _):
        sheet = book["方案信息"]
        head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "任务序号")
        sheet.cell(head + 1, 2).value = "写入年度报告"
        sheet.cell(head + 1, 4).value = "本要点落实情况纳入年度报告予以公开。"

    clerk.correct(order)


def captions(path):
    """Captions of figures, the number of the SEQ field included."""
    found = [one for one in docx.Document(path).paragraphs if one.style.name.lower() == "caption"]
    texts = ["".join(text.text for text in one._p.iter(qn("w:t"))) for one in found]
    return [text for text in texts if text.startswith("图")]


def parts(document):
    with zipfile.ZipFile(document) as package:
        return package.namelist()


# --- a person's own work ---


def test_a_second_build_of_the_same_replaces_its_own_files_with_the_same_bytes(clerk):
    first = build(clerk)
    before = clerk.files()
    assert build(clerk) == first
    assert clerk.files() == before
    assert first["kept"] == []


def test_our_own_document_is_replaced_when_the_figures_change(clerk):
    before = (build(clerk), clerk.files()[PUBLIC])[1]
    complete(clerk)
    assert build(clerk)["documents"][0] == {"kind": "section-public", "file": PUBLIC, "reason": None}
    assert clerk.files()[PUBLIC] != before


def test_a_document_that_a_person_changed_stays_and_the_next_draft_says_why(clerk, capsys):
    build(clerk)
    edited = edit(clerk)
    for _ in range(2):  # also the build after it
        built = build(clerk)
        assert built["documents"][0] == {"kind": "section-public", "file": SECOND, "reason": "生成后被人改过，没有覆盖"}
        assert built["kept"] == [{"file": PUBLIC, "written": SECOND, "reason": "生成后被人改过，没有覆盖"}]
        assert clerk.files()[PUBLIC] == edited
    capsys.readouterr()
    assert run(["build", str(clerk.folder)]) == 1
    assert f"{PUBLIC} 生成后被人改过，没有覆盖；这次生成的写在 {SECOND}" in capsys.readouterr().err


def test_a_changed_second_draft_stays_too(clerk):
    build(clerk)
    edit(clerk)
    build(clerk)
    second = edit(clerk, SECOND)
    built = build(clerk)
    assert built["documents"][0]["file"] == THIRD
    assert [kept["file"] for kept in built["kept"]] == [PUBLIC, SECOND]
    assert clerk.files()[SECOND] == second


def test_a_change_taken_back_makes_the_document_ours_again(clerk):
    build(clerk)
    ours = clerk.files()[PUBLIC]
    edit(clerk)
    build(clerk)
    (clerk.folder / PUBLIC).write_bytes(ours)
    complete(clerk)
    assert build(clerk)["documents"][0]["file"] == PUBLIC


def test_without_a_record_nothing_is_taken_for_ours(clerk):
    build(clerk)
    (clerk.folder / "输出/manifest.json").write_text("{", "utf-8")
    before = clerk.files()[PUBLIC]
    complete(clerk)
    built = build(clerk)
    assert built["documents"][0]["file"] == SECOND
    assert "生成记录" in built["documents"][0]["reason"]
    assert clerk.files()[PUBLIC] == before


def test_a_build_that_was_killed_half_way_is_not_taken_for_a_persons_work(clerk):
    build(clerk)
    before = json.loads(clerk.files()["输出/manifest.json"])
    complete(clerk)
    build(clerk)
    after = json.loads(clerk.files()["输出/manifest.json"])
    killed = {**before, "announced": after["outputs"]}
    (clerk.folder / "输出/manifest.json").write_text(json.dumps(killed, ensure_ascii=False), "utf-8")
    (clerk.folder / "输出/完成情况构成.png").unlink()
    built = build(clerk)
    assert built["kept"] == []
    assert built["documents"][0]["file"] == PUBLIC


def test_a_manifest_that_names_files_elsewhere_reaches_nothing(clerk):
    build(clerk)
    victim = clerk.folder.parent / "照片.png"
    victim.write_bytes(b"mine")
    manifest = json.loads(clerk.files()["输出/manifest.json"])
    manifest["outputs"]["../照片.png"] = hashlib.sha256(b"mine").hexdigest()
    (clerk.folder / "输出/manifest.json").write_text(json.dumps(manifest, ensure_ascii=False), "utf-8")
    build(clerk)
    assert victim.read_bytes() == b"mine"


# --- missing parts ---


def test_missing_parts_are_highlighted_and_counted(clerk, capsys):
    built = build(clerk)
    assert "方案中要求报告落实情况的条款" in [part["what"] for part in built["missing"]]
    assert any("办公室" in part["what"] for part in built["missing"])
    document = docx.Document(clerk.folder / PUBLIC)
    marked = [
        text.text
        for text in document.element.body.iter(qn("w:t"))
        if "待补充" in (text.text or "") and text.getparent().find(f".//{qn('w:highlight')}") is not None
    ]
    worded = [text for text in marked if text != "〔待补充〕"]
    assert len(worded) == len(built["missing"])
    capsys.readouterr()
    assert run(["build", str(clerk.folder)]) == 1
    assert f"文档中有 {len(worded)} 处待补充" in capsys.readouterr().err


def test_nothing_is_missing_where_everything_was_reported(clerk):
    complete(clerk)
    assert build(clerk)["missing"] == []


def test_a_clerk_can_say_that_the_plan_has_no_such_clause(clerk):
    complete(clerk)

    def nothing(book, _):
        sheet = book["方案信息"]
        head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "任务序号")
        sheet.cell(head + 1, 4).value = "无"

    clerk.correct(nothing)
    assert build(clerk)["missing"] == []


# --- strict ---


def test_strict_writes_nothing_while_parts_are_missing(clerk, capsys):
    before = clerk.files()
    built = json_of("build", clerk.folder, "--strict", codes=(1,))
    assert clerk.files() == before
    assert (built["refused"], built["documents"], built["charts"], built["manifest"]) == (True, [], [], None)
    assert built["missing"]
    capsys.readouterr()
    assert run(["build", str(clerk.folder), "--strict"]) == 1
    told = capsys.readouterr().err
    assert "没有写入任何文件" in told
    assert "方案中要求报告落实情况的条款" in told


def test_strict_writes_nothing_while_errors_are_open(clerk, capsys):
    complete(clerk)
    hand = clerk.open("信息中心")
    hand.fill("4", 完成情况="差不多了")
    hand.save(clerk.workbook("信息中心"))
    before = clerk.files()
    built = json_of("build", clerk.folder, "--strict", codes=(1,))
    assert clerk.files() == before
    assert [finding["code"] for finding in built["open_errors"]] == ["status-unknown"]
    capsys.readouterr()
    run(["build", str(clerk.folder), "--strict"])
    assert "差不多了" in capsys.readouterr().err


def test_strict_builds_what_is_whole(clerk):
    complete(clerk)
    built = json_of("build", clerk.folder, "--strict")
    assert built["refused"] is False
    assert PUBLIC in clerk.files()


# --- charts ---


def test_pictures_stand_in_the_document_and_beside_it(clerk):
    built = build(clerk)
    assert set(built["charts"]) == PICTURES  # one category alone would repeat the ring
    assert not [name for name in parts(clerk.folder / PUBLIC) if "charts" in name]


def test_native_charts_take_the_place_of_the_pictures(clerk):
    build(clerk)
    setting(clerk, "charts", '"native"')
    built = build(clerk)
    assert built["charts"] == []
    assert not PICTURES & clerk.files().keys()
    names = parts(clerk.folder / PUBLIC)
    assert len([name for name in names if name.startswith("word/charts/chart")]) == 2
    assert len([name for name in names if name.startswith("word/embeddings/")]) == 2
    assert not [name for name in names if name.startswith("word/media/")]


def test_both_puts_each_picture_before_its_editable_twin(clerk):
    setting(clerk, "charts", '"both"')
    assert set(build(clerk)["charts"]) == PICTURES
    assert captions(clerk.folder / PUBLIC) == [
        "图1　完成情况构成",
        "图2　完成情况构成（可编辑图表）",
        "图3　各单位完成情况",
        "图4　各单位完成情况（可编辑图表）",
    ]


def test_native_charts_do_without_matplotlib(clerk):
    setting(clerk, "charts", '"native"')
    code = (
        "import sys; from reportgen.cli.ring import run; "
        f"run(['build', {str(clerk.folder)!r}, '--quiet']); "
        "print('matplotlib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


def test_units_are_not_drawn_where_they_are_not_published(clerk):
    setting(clerk, "publish_units", "false")
    assert build(clerk)["charts"] == ["输出/完成情况构成.png"]


def test_an_edited_picture_stays_too(clerk):
    build(clerk)
    path = clerk.folder / "输出/完成情况构成.png"
    path.write_bytes(path.read_bytes() + b"retouched")
    built = build(clerk)
    assert "输出/完成情况构成（第2稿）.png" in built["charts"]
    assert [kept["file"] for kept in built["kept"]] == ["输出/完成情况构成.png"]


def test_a_character_that_no_font_has_is_named(tmp_path, capsys):
    clerk = Clerk(tmp_path / "年报", tmp_path)
    clerk.new(("公开目录。", "办公室", ""), ("公开预算。", "𠮷野站", ""))
    clerk.issue()
    assert build(clerk)["undrawn"] == [{"character": "𠮷", "name": "𠮷野站"}]
    capsys.readouterr()
    run(["build", str(clerk.folder)])
    assert "字库没有“𠮷”（U+20BB7，见“𠮷野站”）" in capsys.readouterr().err


def own_template(clerk, title="完成情况构成"):
    """Our template with a Word chart of the office's own in it, in red, holding figures of another year."""
    from chart_case import category, completion, tally

    from reportgen.charts.data import make_charts
    from reportgen.charts.native import add_native_chart
    from reportgen.resources import templates_folder

    document = docx.Document(str(templates_folder() / "section.docx"))
    _, old = make_charts(completion(tally(done=90), [category("旧", done=90), category("旧二", done=1)]))
    add_native_chart(document, document.add_paragraph(), old)
    (relation,) = [one for one in document.part.rels.values() if one.reltype.endswith("/chart")]
    xml = relation.target_part.blob.decode().replace("1F4E79", "C00000")
    rich = f"<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>{title}</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    relation.target_part._blob = xml.replace("<c:autoTitleDeleted", rich + "<c:autoTitleDeleted").encode()
    document.save(str(clerk.folder / "本局模板.docx"))
    setting(clerk, "template", '"本局模板.docx"')


def test_a_word_chart_of_the_offices_own_template_is_filled_and_not_drawn_again(clerk):
    own_template(clerk, "各单位完成情况")
    build(clerk)
    path = clerk.folder / PUBLIC
    with zipfile.ZipFile(path) as package:
        (chart,) = [package.read(name).decode() for name in package.namelist() if name.startswith("word/charts/chart")]
    assert "人事科" in chart
    assert "旧" not in chart
    assert "C00000" in chart
    assert captions(path) == ["图1　完成情况构成"]


def test_a_word_chart_of_units_is_taken_out_where_they_are_not_published(clerk):
    own_template(clerk, "各单位完成情况")
    setting(clerk, "publish_units", "false")
    build(clerk)
    assert not [name for name in parts(clerk.folder / PUBLIC) if name.startswith("word/charts/chart")]
