"""However a command ends: one Chinese line, the right exit code, and no traceback."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from reissue_case import FIRST, Clerk, write_plan

from reportgen import steps
from reportgen.cli.ring import REPORT_FILE, run
from reportgen.errors import OutputRefused, UnusableInput, WrongUse
from reportgen.folder.lock import LOCK_FILE
from reportgen.model.findings import Place

CONTENT = "张某某 13800000000"
SURROUNDINGS = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}
OUTPUT_FULL = "错误：文件读写失败（磁盘已满）。请检查权限和磁盘空间后再运行；已写好的文件都是完整的"


class PanicException(BaseException):
    """What a library's Rust core raises."""


@pytest.fixture
def ending(tmp_path, monkeypatch, capsys):
    """Runs a command that ends with an error: (exit code, what it said)."""
    monkeypatch.chdir(tmp_path)

    def ends(error, *options):
        def fail(*_, **__):
            cells = {"F7": CONTENT}
            try:
                cells[Place("办公室.xlsx")]
            except KeyError as cause:
                raise error from cause

        monkeypatch.setattr(steps, "check", fail)
        code = run(["status", str(tmp_path), *options])
        heard = capsys.readouterr()
        assert heard.out == ""
        return code, heard.err

    return ends


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        pytest.param(WrongUse("用错了", mend="改用"), 2, "错误：用错了。改用", id="wrong use"),
        pytest.param(
            UnusableInput("坏了", mend="换", file="甲.docx"), 3, "错误：甲.docx：坏了。换", id="unusable input"
        ),
        pytest.param(OutputRefused("写不进去", file="乙.docx"), 3, "错误：乙.docx：写不进去", id="refused output"),
        pytest.param(OSError(28, "No space", "丙"), 3, "错误：丙：文件读写失败（磁盘已满）。请检查", id="full disk"),
        pytest.param(KeyboardInterrupt(), 130, "已中断；已写好的文件都是完整的，重新运行即可", id="Ctrl-C"),
        pytest.param(ValueError(CONTENT), 3, "错误：程序遇到没有预料到的情况（ValueError）。", id="unforeseen"),
        pytest.param(MemoryError(), 3, "错误：程序遇到没有预料到的情况（MemoryError）。", id="memory"),
        pytest.param(RecursionError(), 3, "错误：程序遇到没有预料到的情况（RecursionError）。", id="recursion"),
        pytest.param(PanicException(CONTENT), 3, "错误：程序遇到没有预料到的情况（PanicException）。", id="panic"),
    ],
)
def test_every_end_is_one_line_and_an_exit_code(error, code, said, ending):
    ended, told = ending(error)
    assert ended == code
    assert told.strip().startswith(said)
    assert len(told.strip().splitlines()) == 1
    assert "Traceback" not in told
    assert CONTENT not in told


def test_the_report_names_the_places_in_the_program_and_holds_nothing_of_the_cells(ending, tmp_path):
    _, told = ending(ValueError(CONTENT))
    assert REPORT_FILE in told
    report = (tmp_path / REPORT_FILE).read_text("utf-8")
    assert "\nValueError\n" in report
    assert "\nKeyError\n" in report
    assert "app.py:" in report
    assert "test_ring.py:" in report
    for part in ("张某某", "1380000", "办公室", "F7", str(tmp_path)):
        assert part not in report


def test_where_no_report_can_be_written_debugging_is_named(ending, tmp_path):
    (tmp_path / REPORT_FILE).mkdir()
    code, told = ending(ValueError("x"))
    assert (code, "--debug" in told) == (3, True)


@pytest.mark.parametrize(
    "error", [ValueError("why"), UnusableInput("why"), OSError(5, "why")], ids=["bug", "input", "disk"]
)
def test_debug_shows_everything(error, ending):
    code, told = ending(error, "--debug")
    assert code == 3
    assert "Traceback" in told
    assert "KeyError" in told
    assert "why" in told


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("options", [[], ["--json"], ["--help"]], ids=["text", "json", "help"])
def test_a_disk_that_is_full_where_the_output_goes_is_said(options, tmp_path):
    plan = write_plan(tmp_path / "方案.txt", *FIRST)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "reportgen", "plan", str(plan), *options],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=SURROUNDINGS,
        )
    assert (done.returncode, done.stderr.strip()) == (3, OUTPUT_FULL)


@pytest.mark.skipif(os.name == "nt", reason="Windows pipes end otherwise")
@pytest.mark.parametrize("options", [[], ["--json"]], ids=["text", "json"])
def test_whoever_stops_reading_the_output_hears_nothing_more(options, tmp_path):
    plan = write_plan(tmp_path / "方案.txt", *FIRST)
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "reportgen", "plan", str(plan), *options],
        stdout=write,
        stderr=subprocess.PIPE,
        env=SURROUNDINGS,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to one process")
def test_a_run_that_is_interrupted_while_it_works_ends_with_130_and_a_whole_folder(tmp_path):
    clerk = Clerk(tmp_path / "年报", tmp_path)
    clerk.new()
    clerk.issue()
    before = clerk.files()
    started = subprocess.Popen(
        [sys.executable, "-m", "reportgen", "build", str(clerk.folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=SURROUNDINGS,
        # Where this run itself was started in the background, its children would ignore Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while not (clerk.folder / ".reportgen.lock").exists():
        time.sleep(0.001)
        assert started.poll() is None
    started.send_signal(signal.SIGINT)
    told = started.communicate()[1]
    assert started.returncode == 130
    assert told.strip().splitlines()[-1] == "已中断；已写好的文件都是完整的，重新运行即可"
    assert "Traceback" not in told
    assert {file: content for file, content in clerk.files().items() if file in before} == before
    # The lock's empty file may stay where Ctrl-C came in the very moment of taking it; it locks nobody out.
    assert [file for file in clerk.files() if ".reportgen" in file] in ([], [LOCK_FILE])
    assert run(["build", str(clerk.folder), "--quiet"]) == 1
    assert not [file for file in clerk.files() if ".reportgen" in file]
