"""`reportgen template copy` and `check`, and the settings that name an office's own templates."""

import json
import shutil

import docx
import pytest
from template_case import saved, with_paragraphs

from reportgen.cli.ring import run
from reportgen.errors import UnusableInput
from reportgen.folder import WorkingFolder, load_settings, settings_for, settings_text, template_file, wording_folder
from reportgen.model.plan import Plan
from reportgen.model.settings import Settings
from reportgen.resources import inputs_folder, templates_folder

PLAN = Plan("云岭市档案局2024年政务公开工作要点分工方案", "云岭市档案局", 2024, ())


# --- copy ---


def test_copy_gives_every_template_and_a_word_on_how_to_use_them(tmp_path, capsys):
    assert run(["template", "copy", str(tmp_path / "模板")]) == 0
    names = {
        path.relative_to(tmp_path / "模板").as_posix() for path in (tmp_path / "模板").rglob("*") if path.is_file()
    }
    ours = templates_folder() / "wording"
    wording = {f"文字模板/{path.relative_to(ours).as_posix()}" for path in ours.rglob("*.txt.jinja")}
    assert names == {"公文格式.docx", "朴素.docx", "一页图解.docx", "年度报告.docx", "使用说明.txt"} | wording
    assert "写入" in capsys.readouterr().out


def test_copy_leaves_a_changed_file_alone_says_so_and_brings_back_what_is_missing(tmp_path, capsys):
    run(["template", "copy", str(tmp_path)])
    (tmp_path / "文字模板" / "title.txt.jinja").write_text("我们的标题", encoding="utf-8")
    (tmp_path / "朴素.docx").unlink()
    capsys.readouterr()
    assert run(["template", "copy", str(tmp_path)]) == 1
    assert (tmp_path / "文字模板" / "title.txt.jinja").read_text(encoding="utf-8") == "我们的标题"
    assert (tmp_path / "朴素.docx").is_file()
    said = capsys.readouterr()
    assert "title.txt.jinja 与自带的不同，没有覆盖" in said.err
    assert said.out.count("写入：") == 1


def test_copy_onto_a_file_is_wrong_use(tmp_path):
    (tmp_path / "甲").write_text("")
    assert run(["template", "copy", str(tmp_path / "甲")]) == 2


# --- check ---


def test_what_copy_gives_checks_without_a_word(tmp_path, capsys):
    run(["template", "copy", str(tmp_path), "--quiet"])
    assert run(["template", "check", str(tmp_path)]) == 0
    page = capsys.readouterr().out
    assert page.count("没有发现问题") == 4 + len(list((templates_folder() / "wording").rglob("*.txt.jinja")))
    assert not list(tmp_path.glob("*检查意见*"))


def test_templates_of_the_annual_report_are_checked_by_its_own_fields(tmp_path, capsys):
    run(["template", "copy", str(tmp_path), "--quiet"])
    fee = tmp_path / "文字模板" / "annual" / "fee.txt.jinja"
    fee.write_text("{{ 收取 }}{{ 没有的字段 }}", encoding="utf-8")
    document = docx.Document(tmp_path / "年度报告.docx")
    document.paragraphs[0].add_run("{{ 标提 }}")
    document.save(tmp_path / "年度报告.docx")
    assert run(["template", "check", str(tmp_path)]) == 1
    page = capsys.readouterr().out
    assert "没有“没有的字段”这个字段" in page
    assert "没有“标提”这个字段；是否想写“标题”？" in page


def test_check_tells_each_mistake_and_writes_the_copy_beside_the_template(tmp_path, capsys):
    path = saved(with_paragraphs("前", "{{ 标提 }}"), tmp_path)
    before = path.read_bytes()
    assert run(["template", "check", str(path)]) == 1
    page = capsys.readouterr().out
    assert "错误  第2段“{{ 标提 }}”：没有“标提”这个字段；是否想写“标题”？" in page
    assert "没有用到的字段" in page
    assert path.read_bytes() == before
    copy = docx.Document(str(tmp_path / "模板（检查意见）.docx"))
    assert [comment.text.split("\n")[0] for comment in copy.comments] == ["错误：没有“标提”这个字段"]


def test_the_copy_is_renewed_while_nobody_worked_in_it_and_goes_when_all_is_mended(tmp_path):
    copy = tmp_path / "模板（检查意见）.docx"
    path = saved(with_paragraphs("{{ 标提 }}"), tmp_path)
    run(["template", "check", str(path), "--quiet"])
    first = copy.read_bytes()
    saved(with_paragraphs("{{ 标提 }}{{ 甲 }}"), tmp_path)
    run(["template", "check", str(path), "--quiet"])
    assert copy.read_bytes() != first
    saved(with_paragraphs("{{ 标题 }}"), tmp_path)
    assert run(["template", "check", str(path), "--quiet"]) == 0
    assert not copy.exists()


def test_a_copy_that_somebody_worked_in_stays(tmp_path):
    path = saved(with_paragraphs("{{ 标提 }}"), tmp_path)
    run(["template", "check", str(path), "--quiet"])
    copy = tmp_path / "模板（检查意见）.docx"
    document = docx.Document(str(copy))
    document.paragraphs[0].add_run("改")
    document.save(str(copy))
    edited = copy.read_bytes()
    run(["template", "check", str(path), "--quiet"])
    assert copy.read_bytes() == edited
    assert (tmp_path / "模板（检查意见2）.docx").is_file()


def test_check_as_json(tmp_path, capsysbinary):
    path = saved(with_paragraphs("{{ 标提 }}"), tmp_path)
    assert run(["template", "check", str(path), "--json"]) == 1
    data = json.loads(capsysbinary.readouterr().out)
    (one,) = data["templates"]
    assert one["remarks"] == [
        {
            "code": "name-unknown",
            "severity": "error",
            "where": "第1段",
            "excerpt": "{{ 标提 }}",
            "what": "没有“标提”这个字段",
            "mend": "是否想写“标题”？",
        }
    ]
    assert (one["kind"], one["fills"], one["annotated"]) == ("word", False, str(tmp_path / "模板（检查意见）.docx"))
    assert "引言[]" in one["unused"]
    assert data["counts"] == {"error": 1, "warning": 0, "note": 0}


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        pytest.param("没有.docx", None, 3, "找不到这个文件", id="no such file"),
        pytest.param("甲.docx", "甲", 3, "不是 Word 文档", id="no Word file"),
        pytest.param("overal.txt.jinja", "甲", 2, "是否想写“overall.txt.jinja”？", id="misspelt wording template"),
        pytest.param("空", "", 2, "文件夹里没有模板", id="folder without templates"),
    ],
)
def test_what_cannot_be_checked_is_said(tmp_path, capsys, name, content, code, said):
    path = tmp_path / name
    if name == "空":
        path.mkdir()
    elif content is not None:
        path.write_text(content, encoding="utf-8")
    assert run(["template", "check", str(path)]) == code
    assert said in capsys.readouterr().err


# --- settings ---


def folder_with(tmp_path, text):
    (tmp_path / "reportgen.toml").write_text(text, encoding="utf-8")
    return WorkingFolder(tmp_path)


def test_the_settings_of_templates_read_back_the_same(tmp_path):
    settings = Settings(year=2024, body="市档案局", template="模板/我的.docx", wording="文字")
    assert load_settings(folder_with(tmp_path, settings_text(settings)), PLAN) == settings


@pytest.mark.parametrize(
    "text", ['template = "../甲.docx"', 'template = "/甲.docx"', 'wording = "C:\\\\文字"', "wording = 1"]
)
def test_a_template_outside_the_folder_is_refused(tmp_path, text):
    with pytest.raises(UnusableInput, match=text.split()[0]):
        load_settings(folder_with(tmp_path, text), PLAN)


@pytest.mark.parametrize(
    ("setting", "file"),
    [("", "section.docx"), ("plain", "plain.docx"), ("朴素", "plain.docx"), ("一页图解", "一页图解.docx")],
)
def test_a_setting_chooses_one_of_our_templates(tmp_path, setting, file):
    settings = Settings(year=2024, body="局", template=setting)
    assert template_file(WorkingFolder(tmp_path), settings) == templates_folder() / file


def test_an_own_template_stands_in_the_folder_and_a_missing_one_is_named(tmp_path):
    (tmp_path / "我们的模板.docx").write_bytes(b"")
    folder = WorkingFolder(tmp_path)
    own = Settings(year=2024, body="局", template="我们的模板.docx", wording="")
    assert template_file(folder, own) == tmp_path / "我们的模板.docx"
    with pytest.raises(UnusableInput, match=r"是否想写“我们的模板\.docx”？"):
        template_file(folder, Settings(year=2024, body="局", template="我们模板.docx"))
    with pytest.raises(UnusableInput, match="是否想写“plain”？"):
        template_file(folder, Settings(year=2024, body="局", template="plian"))
    assert wording_folder(folder, settings_for(PLAN)) is None
    with pytest.raises(UnusableInput, match="wording"):
        wording_folder(folder, Settings(year=2024, body="局", wording="文字"))


@pytest.fixture
def office(tmp_path):
    """The sample as a working folder with its filled workbooks."""
    sample = inputs_folder() / "云岭市水务局2025"
    folder = tmp_path / "年报"
    run(["new", str(sample / "分工方案.docx"), str(folder), "--quiet"])
    shutil.copytree(sample / "进度填报", folder / "进度填报", dirs_exist_ok=True)
    return folder


def built(folder, **settings):
    text = (folder / "reportgen.toml").read_text(encoding="utf-8")
    for key, value in settings.items():
        text = text.replace(f'\n{key} = ""', f'\n{key} = "{value}"')
    (folder / "reportgen.toml").write_text(text, encoding="utf-8")
    assert run(["build", str(folder), "--quiet"]) in (0, 1)
    return docx.Document(str(next((folder / "输出").glob("*公开稿*.docx"))))


def test_an_office_words_one_part_itself_and_leaves_the_rest_to_us(office):
    (office / "文字").mkdir()
    (office / "文字" / "title.txt.jinja").write_text("{{ 机关 }}{{ 年度 }}年工作情况", encoding="utf-8")
    document = built(office, wording="文字")
    assert document.core_properties.title == "云岭市水务局2025年工作情况"
    assert any("《分工方案》" in paragraph.text for paragraph in document.paragraphs)
    manifest = json.loads((office / "输出" / "manifest.json").read_text(encoding="utf-8"))
    (made_from,) = manifest["runs"].values()
    assert "文字/title.txt.jinja" in made_from["templates"]


def test_a_mistake_in_an_own_wording_template_stops_the_build_with_its_line(office, capsys):
    (office / "文字").mkdir()
    (office / "文字" / "title.txt.jinja").write_text("甲\n{{ 机构 }}{% if %}", encoding="utf-8")
    text = (office / "reportgen.toml").read_text(encoding="utf-8").replace('wording = ""', 'wording = "文字"')
    (office / "reportgen.toml").write_text(text, encoding="utf-8")
    assert run(["build", str(office)]) == 3
    assert "title.txt.jinja：文字模板第2行" in capsys.readouterr().err


@pytest.mark.parametrize("template", ["plain", "一页图解"])
def test_the_setting_makes_the_document_of_the_other_template(office, template):
    document = built(office, template=template)
    if template == "plain":
        assert {paragraph.style.name for paragraph in document.paragraphs} >= {
            "Title",
            "Body Text",
            "Heading 1",
            "Caption",
        }
    else:
        assert document.paragraphs[0].text == "2025年政务公开工作要点落实情况"
