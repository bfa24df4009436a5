"""Which folders are bodies' folders."""

import os
import sys
from pathlib import Path

import pytest

from reportgen.annual.rollup import find_bodies
from reportgen.annual.rollup.find import SKIPPED, WORKING_MARKS
from reportgen.errors import WrongUse
from reportgen.folder import paths


def make(root: Path, *files: str) -> None:
    for file in files:
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")


def found(*roots: Path) -> list[tuple[str, str | None, bool]]:
    return [(body.folder, body.file, body.is_working) for body in find_bodies(roots).bodies]


def test_a_folder_is_a_bodys_by_its_files_at_any_depth(tmp_path):
    make(tmp_path, "市/水务局/年报数据.xlsx", "市/县/教育局/任务清单.xlsx", "市/县/reportgen.toml", "市/别的/说明.docx")
    make(tmp_path, "市/县/年报数据.xlsx")
    assert found(tmp_path) == [
        ("市/县", "市/县/年报数据.xlsx", True),
        ("市/县/教育局", None, True),
        ("市/水务局", "市/水务局/年报数据.xlsx", False),
    ]


@pytest.mark.parametrize("folder", [*sorted(SKIPPED), ".hidden"])
def test_folders_of_old_and_generated_files_are_not_looked_into(tmp_path, folder):
    make(tmp_path, f"水务局/{folder}/年报数据.xlsx", "水务局/年报数据.xlsx")
    assert found(tmp_path) == [("水务局", "水务局/年报数据.xlsx", False)]


def test_files_that_excel_holds_open_are_no_bodies(tmp_path):
    make(tmp_path, "水务局/~$年报数据.xlsx")
    assert found(tmp_path) == []


def test_workbooks_of_old_programs_are_found_so_that_somebody_is_told(tmp_path):
    make(tmp_path, "水务局/年报数据.xls", "文旅局/年报数据.ET", "体育局/年报数据.pdf")
    assert [file for _, file, _ in found(tmp_path)] == ["文旅局/年报数据.ET", "水务局/年报数据.xls"]


def test_every_workbook_of_a_folder_is_a_body_and_the_completion_stands_by_itself(tmp_path):
    make(
        tmp_path,
        "收件/年报数据（水务局）.xlsx",
        "收件/年报数据（文旅局）.xlsx",
        "收件/reportgen.toml",
        "收件/年报数据.docx",
    )
    assert found(tmp_path) == [
        ("收件", None, True),
        ("收件", "收件/年报数据（文旅局）.xlsx", False),
        ("收件", "收件/年报数据（水务局）.xlsx", False),
    ]


def test_the_folder_named_may_be_a_bodys_itself(tmp_path):
    make(tmp_path, "年报数据.xlsx", "水务局/年报数据.xlsx")
    assert found(tmp_path) == [(".", "年报数据.xlsx", False), ("水务局", "水务局/年报数据.xlsx", False)]


def test_several_folders_are_named_from_where_their_ways_part_and_count_once(tmp_path):
    make(tmp_path, "甲/2025/局/年报数据.xlsx", "乙/2025/局/年报数据.xlsx")
    expected = [("乙/2025/局", "乙/2025/局/年报数据.xlsx", False), ("甲/2025/局", "甲/2025/局/年报数据.xlsx", False)]
    assert found(tmp_path / "甲" / "2025", tmp_path / "乙" / "2025", tmp_path / "甲" / "2025" / "局") == expected


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_links_are_not_followed(tmp_path):
    make(tmp_path, "外/年报数据.xlsx", "内/水务局/年报数据.xlsx")
    (tmp_path / "内" / "链接").symlink_to(tmp_path / "外", target_is_directory=True)
    (tmp_path / "内" / "回头").symlink_to(tmp_path / "内", target_is_directory=True)
    (tmp_path / "内" / "假").mkdir()
    (tmp_path / "内" / "假" / "年报数据.xlsx").symlink_to(tmp_path / "外" / "年报数据.xlsx")
    assert found(tmp_path / "内") == [("水务局", "水务局/年报数据.xlsx", False)]


def test_a_folder_that_cannot_be_opened_is_said_and_the_others_are_found(tmp_path, monkeypatch):
    make(tmp_path, "锁/年报数据.xlsx", "水务局/年报数据.xlsx")
    scandir = os.scandir

    def refuse(path):
        if Path(path).name == "锁":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    result = find_bodies([tmp_path])
    assert [body.folder for body in result.bodies] == ["水务局"]
    assert [(finding.code, str(finding.place)) for finding in result.findings] == [("rollup-folder", "锁")]


def test_a_folder_that_is_not_there_is_a_wrong_use(tmp_path):
    with pytest.raises(WrongUse, match="找不到要汇总的文件夹"):
        find_bodies([tmp_path / "没有"])


def test_the_names_are_those_of_the_working_folder():
    assert {paths.SETTINGS_FILE, paths.TASK_LIST_FILE} == WORKING_MARKS
    assert {
        paths.SUPERSEDED_FOLDER,
        paths.OUTPUT_FOLDER,
        paths.RETURNS_FOLDER,
        paths.PROGRESS_FOLDER,
        paths.REMINDERS_FOLDER,
    } == SKIPPED
