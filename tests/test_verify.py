"""``reportgen verify``: a document was made from these files, or what differs."""

import json
import shutil

import openpyxl
import pytest
from busy_case import DOCUMENT, LEDGER
from reissue_case import Clerk, json_of

from reportgen.cli.ring import run
from reportgen.steps import recording


@pytest.fixture
def built(tmp_path):
    """A folder whose 人事科 finished late, with everything built."""
    clerk = Clerk(tmp_path / "年报", tmp_path)
    clerk.new()
    clerk.issue()
    hand = clerk.open("人事科")
    hand.done("3", "2024年10月8日", "办了两期培训班，68人参加。")
    hand.save(clerk.workbook("人事科"))
    json_of("build", clerk.folder)
    return clerk


def verify(clerk, file=DOCUMENT, *options, codes=(0, 1)):
    return json_of("verify", clerk.folder / file, *options, codes=codes)


def differs(result):
    return {
        key: value
        for key, value in result.items()
        if value and key.split("_")[-1] in ("changed", "edited", "missing", "new")
    }


def test_every_document_was_made_from_the_files_that_stand_there(built, capsys):
    documents = [file for file in built.files() if file.startswith("输出/") and not file.endswith(".json")]
    assert len(documents) == 5
    for document in documents:
        assert run(["verify", str(built.folder / document)]) == 0
        assert "由这些文件生成" in capsys.readouterr().out
        assert differs(verify(built, document)) == {}


def test_the_manifest_names_every_input_template_and_version(built):
    manifest = json.loads(built.files()["输出/manifest.json"])
    (origin,) = manifest["runs"].values()
    assert set(origin["inputs"]) == {
        "reportgen.toml", "任务清单.xlsx", "方案.txt",
        "进度填报/办公室.xlsx", "进度填报/人事科.xlsx", "进度填报/信息中心.xlsx",
    }  # fmt: skip
    assert "自带:section.docx" in origin["templates"]
    assert {"reportgen", "python", "docxtpl", "matplotlib"} <= set(origin["versions"])
    assert origin["as_of"] == "2024-12-31"


def test_a_changed_a_missing_and_a_new_input_are_named(built, capsys):
    built.fill("办公室", "1")
    built.workbook("信息中心").unlink()
    shutil.copyfile(built.workbook("人事科"), built.inbox / "人事科（副本）.xlsx")
    assert differs(verify(built, codes=(1,))) == {
        "changed": ["进度填报/办公室.xlsx"],
        "missing": ["进度填报/信息中心.xlsx"],
        "new": ["进度填报/人事科（副本）.xlsx"],
    }
    assert run(["verify", str(built.folder / DOCUMENT)]) == 1
    said = capsys.readouterr().out
    assert "有改动：进度填报/办公室.xlsx" in said
    assert "reportgen build" in said


def test_a_file_that_holds_no_answer_changes_nothing(built):
    (built.inbox / "~$办公室.xlsx").write_bytes(b"open")
    (built.inbox / "Thumbs.db").write_bytes(b"pictures")
    assert differs(verify(built, codes=(0,))) == {}


def test_a_document_that_was_edited_is_said_to_be_edited(built):
    path = built.folder / DOCUMENT
    path.write_bytes(path.read_bytes() + b"edited")
    assert differs(verify(built, codes=(1,))) == {"document_edited": True}


def test_the_edited_document_and_the_draft_beside_it_are_both_known(built):
    path = built.folder / DOCUMENT
    path.write_bytes(path.read_bytes() + b"edited")
    built.fill("办公室", "1")
    draft = json_of("build", built.folder)["documents"][0]
    assert draft["file"].endswith("（第2稿）.docx")
    assert differs(verify(built, draft["file"], codes=(0,))) == {}
    assert differs(verify(built, codes=(1,))) == {"document_edited": True, "changed": ["进度填报/办公室.xlsx"]}


def test_a_decision_made_since_is_said_and_the_next_build_agrees_with_it(built):
    book = openpyxl.load_workbook(built.folder / LEDGER)
    sheet = book["待核"]
    at = {cell.value: cell.column for cell in sheet[2]}
    sheet.cell(3, at["属实"]).value, sheet.cell(3, at["理由"]).value = "属实", "已核对"
    book.save(built.folder / LEDGER)
    assert differs(verify(built, codes=(1,))) == {"decisions_changed": True}
    json_of("build", built.folder)
    assert differs(verify(built, codes=(0,))) == {}
    assert differs(verify(built, LEDGER, codes=(0,))) == {}


def test_a_template_of_the_office_that_changed_is_named(built):
    from reportgen.resources import templates_folder

    shutil.copyfile(templates_folder() / "section.docx", built.folder / "模板.docx")
    settings = built.folder / "reportgen.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace('template = ""', 'template = "模板.docx"'), encoding="utf-8"
    )
    json_of("build", built.folder)
    assert differs(verify(built, codes=(0,))) == {}
    (built.folder / "模板.docx").unlink()
    assert differs(verify(built, codes=(1,))) == {"templates_changed": ["模板.docx"]}


def test_a_wording_of_the_office_that_changed_or_came_is_named(built):
    own = built.folder / "文字"
    own.mkdir()
    (own / "title.txt.jinja").write_text("{{ 机关 }}{{ 年度 }}年情况", encoding="utf-8")
    settings = built.folder / "reportgen.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace('wording = ""', 'wording = "文字"'), encoding="utf-8"
    )
    json_of("build", built.folder)
    assert differs(verify(built, codes=(0,))) == {}
    (own / "title.txt.jinja").write_text("{{ 机关 }}的情况", encoding="utf-8")
    (own / "overview.txt.jinja").write_text("总的情况。", encoding="utf-8")
    assert differs(verify(built, codes=(1,))) == {
        "templates_changed": ["文字/overview.txt.jinja", "文字/title.txt.jinja"]
    }


def test_the_kind_of_charts_is_a_setting_and_a_change_of_it_is_named(built):
    settings = built.folder / "reportgen.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace('charts = "picture"', 'charts = "native"'), encoding="utf-8"
    )
    assert differs(verify(built, codes=(1,))) == {"changed": ["reportgen.toml"]}
    json_of("build", built.folder)
    assert differs(verify(built, codes=(0,))) == {}
    assert differs(verify(built, "输出/政务公开工作要点落实情况（校核稿）.docx", codes=(0,))) == {}


def test_another_version_of_a_library_is_a_note_and_no_difference(built, capsys):
    path = built.folder / "输出" / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"python": "', '"python": "0.'), encoding="utf-8")
    assert run(["verify", str(built.folder / DOCUMENT)]) == 0
    assert "python 的版本不同" in capsys.readouterr().err


def test_a_document_that_left_the_folder_is_known_by_its_content(built, tmp_path, capsys):
    shutil.copyfile(built.folder / DOCUMENT, tmp_path / "上网稿.docx")
    assert run(["verify", str(tmp_path / "上网稿.docx")]) == 3
    assert "--folder" in capsys.readouterr().err
    said = json_of("verify", tmp_path / "上网稿.docx", "--folder", built.folder, codes=(0,))
    assert said["document"] == DOCUMENT


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        pytest.param(lambda place: (place / "manifest.json").unlink(), "manifest.json", id="no manifest"),
        pytest.param(lambda place: (place / "manifest.json").write_text("["), "manifest.json", id="damaged manifest"),
        pytest.param(
            lambda place: (place / "manifest.json").write_text('{"runs": 1, "outputs": []}'),
            "没有这个文件",
            id="another manifest",
        ),
    ],
)
def test_without_a_manifest_nothing_can_be_said(built, spoil, said, capsys):
    spoil(built.folder / "输出")
    assert run(["verify", str(built.folder / DOCUMENT)]) == 3
    assert said in capsys.readouterr().err


def test_a_missing_document_and_a_foreign_one_are_named(built, capsys):
    assert run(["verify", str(built.folder / "输出" / "没有.docx")]) == 3
    assert "找不到这个文件" in capsys.readouterr().err
    (built.folder / "输出" / "别的.docx").write_bytes(b"foreign")
    assert run(["verify", str(built.folder / "输出" / "别的.docx")]) == 3
    assert "没有这个文件" in capsys.readouterr().err


def test_a_letter_to_a_unit_has_no_origin_of_its_own(built, capsys):
    json_of("check", built.folder, "--notices")
    letter = next((built.folder / "催报").iterdir())
    assert run(["verify", str(letter), "--folder", str(built.folder)]) == 3
    assert "写给单位的表或通知" in capsys.readouterr().err


def test_verifying_writes_nothing(built):
    before = built.files()
    verify(built)
    assert built.files() == before


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize("saved", ["进度填报/办公室.xlsx", LEDGER, "reportgen.toml"])
def test_a_file_that_is_saved_while_it_is_read_stops_the_run_before_anything_is_written(
    built, command, saved, monkeypatch, capsys
):
    real = recording.check

    def saved_after_reading(*arguments, **options):
        checked = real(*arguments, **options)
        with (built.folder / saved).open("ab") as file:
            file.write(b"\n")
        return checked

    before = built.files()
    monkeypatch.setattr(recording, "check", saved_after_reading)
    assert run([command, str(built.folder)]) == 3
    assert f"{saved}：运行期间这个文件有变动" in capsys.readouterr().err
    assert {**built.files(), saved: b""} == {**before, saved: b""}
