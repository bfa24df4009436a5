"""The same files give the same bytes: wherever the folder lies, whatever zone, language, hash seed and order of files."""

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from busy_case import DOCUMENT, files_of

from reportgen.resources import inputs_folder

SAMPLE = inputs_folder() / "云岭市水务局2025"


def whole_way(folder: Path, *, backwards: bool, **environment: str) -> dict[str, bytes]:
    """Every file after new, issue, the sample's filled workbooks, check and build, each its own process; and what they
    printed for other programs."""
    surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **environment}

    printed = {}

    def command(*arguments: object) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "reportgen", *map(str, arguments), "--json"],
            env=surroundings,
            capture_output=True,
            cwd=folder.parent,
        )
        assert done.returncode in (0, 1), done.stderr.decode("utf-8", "replace")
        printed[f"{arguments[0]}, printed.json"] = done.stdout

    folder.parent.mkdir(parents=True)
    command("new", SAMPLE / "分工方案.docx", folder)
    settings = folder / "reportgen.toml"
    settings.write_text(re.sub('(?m)^charts = ".*"', 'charts = "both"', settings.read_text("utf-8")), "utf-8")
    command("issue", folder.name)
    for filled in sorted((SAMPLE / "进度填报").glob("*.xlsx"), reverse=backwards):
        place = folder / "进度填报" / filled.name
        place.unlink()
        shutil.copyfile(filled, place)
        os.utime(place, (10**9, 10**9) if backwards else None)
    command("check", folder.name, "--notices")
    command("build", folder)
    command("status", folder)
    command("verify", folder / DOCUMENT)
    return files_of(folder) | printed


def test_two_runs_in_different_surroundings_give_identical_files(tmp_path):
    first = whole_way(
        tmp_path / "a" / "年报", backwards=False, TZ="UTC", LC_ALL="C", LANG="C", PYTHONHASHSEED="1", PYTHONUTF8="1"
    )
    second = whole_way(
        tmp_path / "另 一个 folder" / "2025 年报（终）",
        backwards=True,
        TZ="Pacific/Kiritimati",
        LC_ALL="zh_CN.UTF-8",
        LANG="zh_CN.UTF-8",
        PYTHONHASHSEED="4242",
    )
    with zipfile.ZipFile(io.BytesIO(first[DOCUMENT])) as package:
        assert any("embeddings/" in name for name in package.namelist())
    kinds = {name.rpartition(".")[2] for name in first}
    assert {"docx", "xlsx", "png", "json", "txt", "toml"} <= kinds
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []
