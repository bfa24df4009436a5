"""The working folder: settings both ways, and no work of a person's overwritten."""

from datetime import date
from types import MappingProxyType

import pytest

from reportgen.errors import UnusableInput, WrongUse
from reportgen.files.names import safe_file_name, unique_file_names
from reportgen.files.write import write_file
from reportgen.folder import (
    WorkingFolder,
    load_settings,
    open_folder,
    place_beside,
    settings_for,
    settings_text,
    sha256,
)
from reportgen.model.plan import Plan
from reportgen.model.settings import Policy, Settings

PLAN = Plan("云岭市档案局2024年政务公开工作要点分工方案", "云岭市档案局", 2024, ())


def folder_with(tmp_path, text):
    (tmp_path / "reportgen.toml").write_text(text, encoding="utf-8")
    return WorkingFolder(tmp_path)


def test_settings_written_and_not_touched_read_back_the_same(tmp_path):
    settings = Settings(
        year=2024,
        body='云岭市"档案"局\\',
        plan_title="要点",
        as_of=date(2024, 11, 30),
        return_to="办公室",
        return_by=date(2024, 12, 10),
        policy=Policy(mostly_done_counts=True),
        publish_units=False,
        charts="both",
        prefer="newest",
        status_words=MappingProxyType({"已办结": "已完成"}),
    )
    assert load_settings(folder_with(tmp_path, settings_text(settings)), PLAN) == settings


def test_a_missing_or_empty_settings_file_means_the_defaults(tmp_path):
    assert load_settings(WorkingFolder(tmp_path), PLAN) == settings_for(PLAN)
    assert load_settings(folder_with(tmp_path, ""), PLAN) == settings_for(PLAN)


def test_settings_saved_by_notepad_with_a_byte_order_mark_are_read(tmp_path):
    (tmp_path / "reportgen.toml").write_bytes(b"\xef\xbb\xbf" + 'body = "市档案馆"'.encode())
    assert load_settings(WorkingFolder(tmp_path), PLAN).body == "市档案馆"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("yaer = 2024", "是否想写 year", id="misspelt key"),
        pytest.param('charts = "pie"', "charts", id="value not offered"),
        pytest.param("year = 二零", "第1行", id="no TOML"),
        pytest.param('as_of = "2024-02-30"', "as_of", id="impossible date"),
        pytest.param('[status_words]\n"办结" = "完了"', "办结", id="word mapped to no status"),
    ],
)
def test_a_mistake_in_the_settings_is_named(tmp_path, text, said):
    with pytest.raises(UnusableInput, match=said) as caught:
        load_settings(folder_with(tmp_path, text), PLAN)
    assert caught.value.file == "reportgen.toml"


def test_a_folder_without_a_task_list_is_no_working_folder(tmp_path):
    with pytest.raises(WrongUse, match="任务清单"):
        open_folder(tmp_path)


def test_output_takes_its_plain_name_while_nobody_edited_it(tmp_path):
    folder = WorkingFolder(tmp_path)
    first = place_beside(folder, folder.output, "章节.docx", b"one", {})
    write_file(first, b"one")
    made = {"输出/章节.docx": sha256(b"one")}
    assert place_beside(folder, folder.output, "章节.docx", b"two", made) == first == tmp_path / "输出" / "章节.docx"


def test_an_edited_document_is_kept_and_the_next_draft_stands_beside_it(tmp_path):
    folder = WorkingFolder(tmp_path)
    write_file(tmp_path / "输出" / "章节.docx", b"edited by a person")
    made = {"输出/章节.docx": sha256(b"one")}
    assert place_beside(folder, folder.output, "章节.docx", b"two", made).name == "章节（第2稿）.docx"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        pytest.param("办公室", "办公室", id="plain"),
        pytest.param("市、县（区）司法行政主管部门", "市、县（区）司法行政主管部门", id="marks that any system takes"),
        pytest.param("../../etc/passwd", "／..／etc／passwd", id="no path comes out"),
        pytest.param("CON", "CON_", id="a device name of Windows"),
        pytest.param('发改局:"一办"?', "发改局：＂一办＂？", id="marks that Windows forbids"),
        pytest.param("科" * 200, "科" * 60, id="too long"),
        pytest.param(" . ", "未命名", id="nothing left"),
        pytest.param("nul.txt", "nul_.txt", id="a device name before a dot"),
        pytest.param("~$甲科", "$甲科", id="the beginning of a lock file"),
        pytest.param("𠮷" * 60, "𠮷" * 45, id="too many bytes"),
    ],
)
def test_unit_names_make_safe_file_names(name, safe):
    assert safe_file_name(name) == safe


def test_names_that_would_meet_in_one_file_are_kept_apart():
    assert unique_file_names(["A局", "a局", "A局"]) == {"A局": "A局", "a局": "a局（2）"}
