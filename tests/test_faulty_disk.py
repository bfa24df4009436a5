"""A disk that is full, a folder that is read-only, a file that is open elsewhere: a message, and old or new state.

``REPORTGEN_FAULTS`` says at how many moments each command is disturbed (5 where it is not set; ``all`` for
every one, once and from then on).
"""

import errno
import io
import json
import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from busy_case import COMMANDS, DOCUMENT, LEDGER, OURS, arguments_of, busy_folder, files_of

from reportgen.cli.ring import run

FAULTS = os.environ.get("REPORTGEN_FAULTS", "5")
EVENTS = ("open", "os.rename", "os.remove", "os.mkdir", "os.chmod", "os.scandir", "os.listdir")
"""What Python announces before it does it, and lets a hook refuse."""


class Disk:
    """Fails at the n-th time that a file of the folder is touched, once or from then on."""

    def __init__(self) -> None:
        self.rest()
        sys.addaudithook(self.hear)  # for the life of the process; quiet unless a test disturbs
        self.fsync, self.fdopen = os.fsync, os.fdopen

    def rest(self) -> None:
        self.folder, self.last, self.seen, self.code, self.lasting = None, 0, 0, 0, False

    def disturb(self, folder: Path, last: int, code: int, *, lasting: bool) -> None:
        self.folder, self.last, self.seen, self.code, self.lasting = str(folder), last, 0, code, lasting

    def touch(self, path: str) -> None:
        self.seen += 1
        if self.last and (self.seen == self.last or (self.lasting and self.seen > self.last)):
            raise OSError(self.code, os.strerror(self.code), path)

    def hear(self, event, arguments) -> None:
        if self.folder and event in EVENTS and isinstance(arguments[0], str) and arguments[0].startswith(self.folder):
            self.touch(arguments[0])

    def flush(self, handle: int) -> None:
        if self.folder:
            self.touch("")
        self.fsync(handle)

    def writer(self, handle: int, mode: str):
        stream = self.fdopen(handle, mode)
        return HalfWritten(self, stream) if self.folder else stream


class HalfWritten:
    """A file of which half is written where the disk fails."""

    def __init__(self, disk: Disk, stream) -> None:
        self.disk, self.stream = disk, stream

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.stream.close()

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def write(self, content: bytes) -> None:
        try:
            self.disk.touch("")
        except OSError:
            self.stream.write(content[: len(content) // 2])
            raise
        self.stream.write(content)


DISK = Disk()


@pytest.fixture
def disk(monkeypatch):
    monkeypatch.setattr(os, "fsync", DISK.flush)
    monkeypatch.setattr("reportgen.files.write.os.fdopen", DISK.writer)
    yield DISK
    DISK.rest()


@pytest.fixture(scope="module")
def busy(tmp_path_factory):
    return busy_folder(tmp_path_factory.mktemp("busy"))


def is_whole(name: str, content: bytes) -> bool:
    if name.endswith((".xlsx", ".docx")):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return package.testzip() is None
    if name.endswith(".json"):
        return isinstance(json.loads(content), dict)
    return bool(content) and (not name.endswith(".png") or content.endswith(b"IEND\xaeB`\x82"))


@pytest.mark.parametrize("command", COMMANDS)
def test_whatever_call_fails_there_is_a_message_and_whole_files(
    command, busy, disk, tmp_path, capsys, monkeypatch, record_property
):
    monkeypatch.chdir(tmp_path)

    def begin(name):
        return tmp_path / name if command == "new" else busy.copy(tmp_path / name).folder

    clean = begin("clean")
    disk.disturb(clean, 0, 0, lasting=False)
    expected = run(arguments_of(command, clean, tmp_path))
    touches = disk.seen
    disk.rest()
    after = files_of(clean)
    dice = random.Random(command)
    if FAULTS == "all":
        moments = [(last, lasting) for last in range(1, touches + 1) for lasting in (False, True)]
    else:
        moments = [(dice.randint(1, touches), dice.random() < 0.5) for _ in range(int(FAULTS))]
    refused = 0
    for number, (last, lasting) in enumerate(moments):
        code = dice.choice((errno.ENOSPC, errno.EACCES))
        what = f"{command}, call {last} of {touches}, {errno.errorcode[code]}{' from then on' if lasting else ''}"
        folder = begin(f"{number}")
        arguments = arguments_of(command, folder, tmp_path)
        capsys.readouterr()
        disk.disturb(folder, last, code, lasting=lasting)
        ended = run(arguments)
        disk.rest()
        said = capsys.readouterr().err
        assert ended in (0, 1, 3), what
        assert "没有预料到" not in said, (what, said)
        assert "Traceback" not in said, what
        if ended == 3:
            refused += 1
            assert said.splitlines()[-1].startswith("错误："), what
        left = files_of(folder) if folder.exists() else {}
        assert command == "new" or busy.losses_in(folder) == 0, what
        for name, content in left.items():
            is_known = name.rpartition("/")[2].startswith(OURS) or content in busy.written
            assert is_known or is_whole(name, content), (what, name)
        # Where everything but the last word was done, there is nothing left to do.
        nothing_left = {"new": 2, "renew": 2, "issue": 0}.get(command, expected)
        assert run(arguments) in (expected, nothing_left), what
        assert command == "new" or busy.losses_in(folder) == 0, what
        assert sorted(files_of(folder)) == sorted(after), what
    record_property("failed calls", f"{len(moments)} of {touches}, {refused} refused")
    assert refused >= len(moments) // 3


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such limit")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_disk_that_takes_no_large_file_gives_a_message(command, busy, tmp_path):
    folder = busy.copy(tmp_path / "年报")
    limited = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048)); "
        "from reportgen.cli.ring import run; sys.exit(run(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited, *arguments_of(command, folder.folder, tmp_path)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 3
    assert "超出了文件大小的限制" in done.stderr
    assert folder.losses() == 0


def opened_in_excel(monkeypatch, *names):
    """What Windows answers where another program has a file open: it cannot be replaced."""
    replace = Path.replace

    def refuse(self, target):
        if Path(target).name in names:
            raise PermissionError(errno.EACCES, "The process cannot access the file", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)


def test_results_that_are_open_in_excel_are_named_and_everything_else_is_written(busy, tmp_path, monkeypatch, capsys):
    folder = busy.copy(tmp_path / "年报")
    before = folder.files()
    with monkeypatch.context() as patched:
        opened_in_excel(patched, "校核结果.xlsx", "各单位完成情况.png")
        assert run(["build", str(folder.folder)]) == 3
    said = capsys.readouterr().err
    assert "校核结果.xlsx" in said
    assert "请先关闭再运行" in said
    assert "其余文件已经写好" in said
    now = folder.files()
    assert now[LEDGER] == before[LEDGER]
    assert now["输出/政务公开工作要点落实情况（公开稿）（第2稿）.docx"] != before[DOCUMENT]
    assert run(["build", str(folder.folder)]) == 1
    assert folder.losses() == 0
    assert "输出/政务公开工作要点落实情况（公开稿）（第3稿）.docx" not in folder.files()


def test_a_workbook_that_is_open_in_excel_waits_and_the_others_are_issued(busy, tmp_path, monkeypatch, capsys):
    folder = busy.copy(tmp_path / "年报")
    with monkeypatch.context() as patched:
        opened_in_excel(patched, "信息中心.xlsx")
        assert run(["issue", str(folder.folder)]) == 1
    said = capsys.readouterr().err
    assert "请处理：信息中心" in said
    assert "请先关闭再运行" in said
    assert run(["issue", str(folder.folder)]) == 0
    assert folder.losses() == 0


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is read-only for the superuser")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_read_only_folder_is_said_and_status_still_works(command, busy, tmp_path, capsys):
    folder = busy.copy(tmp_path / "年报")
    before = folder.files()
    folder.folder.chmod(0o555)
    try:
        assert run(arguments_of(command, folder.folder, tmp_path)) == 3
        assert "只读" in capsys.readouterr().err
        assert run(["status", str(folder.folder)]) == 0
    finally:
        folder.folder.chmod(0o755)
    assert folder.files() == before


@pytest.mark.parametrize("standing", ["folder", "link"])
@pytest.mark.parametrize(
    ("command", "place"),
    [("issue", "进度填报/信息中心.xlsx"), ("check", "输出/校核结果.xlsx"), ("build", "输出/完成情况构成.png")],
)
def test_a_folder_or_a_link_where_a_file_goes_is_left_alone(command, place, standing, busy, tmp_path, capsys):
    folder = busy.copy(tmp_path / "年报")
    path, elsewhere = folder.folder / place, tmp_path / "elsewhere.xlsx"
    elsewhere.write_bytes(b"somebody's own")
    path.unlink()
    if standing == "folder":
        path.mkdir()
        (path / "内容.txt").write_text("别人的", encoding="utf-8")
    else:
        path.symlink_to(elsewhere)
    ended = run([command, str(folder.folder)])
    said = capsys.readouterr().err
    assert ended in (1, 3)
    assert "没有预料到" not in said
    assert elsewhere.read_bytes() == b"somebody's own"
    assert path.is_dir() if standing == "folder" else path.is_symlink()
    if ended == 3:
        assert path.name in said


@pytest.mark.parametrize("name", ["年报", "年报/2024"])
def test_a_new_folder_that_cannot_be_made_is_said(name, tmp_path, capsys):
    (tmp_path / "年报").write_text("a file", encoding="utf-8")
    plan = tmp_path / "方案.txt"
    plan.write_text(
        "云岭市档案局2024年政务公开工作要点\n| 工作任务 | 具体要求 | 责任单位 |\n| 一、公开 | 1．更新公开目录 | 办公室 |\n",
        encoding="utf-8",
    )
    assert run(["new", str(plan), str(tmp_path / name)]) == 3
    assert "文件夹建不了" in capsys.readouterr().err
