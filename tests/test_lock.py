"""Two runs on one folder exclude each other, and a run that died excludes nobody."""

import os
import signal
import subprocess
import sys

import pytest
from reissue_case import Clerk

from reportgen.cli.ring import run
from reportgen.errors import OutputRefused
from reportgen.folder import WorkingFolder, hold
from reportgen.folder.lock import LOCK_FILE
from reportgen.workbook import inbox

HOLDER = """
import sys
from pathlib import Path
from reportgen.folder import WorkingFolder, hold
with hold(WorkingFolder(Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def clerk(tmp_path):
    clerk = Clerk(tmp_path / "年报", tmp_path)
    clerk.new()
    clerk.issue()
    return clerk


def other_run(folder):
    started = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert started.stdout.readline() == "held\n"
    return started


@pytest.mark.parametrize("command", ["issue", "check", "build"])
def test_a_second_run_is_refused_with_a_message_and_changes_nothing(clerk, command, capsys):
    other = other_run(clerk.folder)
    before = clerk.files()
    assert run([command, str(clerk.folder)]) == 3
    assert "另一个 reportgen 正在处理这个文件夹" in capsys.readouterr().err
    assert clerk.files() == before
    other.communicate()
    assert run([command, str(clerk.folder)]) in (0, 1)


def test_a_new_plan_waits_for_its_turn_too(clerk, capsys):
    other = other_run(clerk.folder)
    assert run(["new", str(clerk.desk / "方案.txt"), str(clerk.folder)]) == 3
    assert "另一个 reportgen" in capsys.readouterr().err
    other.communicate()


def test_status_only_reads_and_waits_for_nobody(clerk):
    other = other_run(clerk.folder)
    assert run(["status", str(clerk.folder)]) == 0
    other.communicate()


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGKILL")
def test_a_run_that_was_killed_keeps_nobody_out(clerk):
    other = other_run(clerk.folder)
    other.send_signal(signal.SIGKILL)
    other.wait()
    assert (clerk.folder / LOCK_FILE).exists()
    assert run(["check", str(clerk.folder)]) in (0, 1)
    assert not (clerk.folder / LOCK_FILE).exists()


def test_what_a_killed_run_left_half_written_is_swept_from_every_folder(clerk):
    home = WorkingFolder(clerk.folder)
    for place in home.places:
        place.mkdir(exist_ok=True)
        (place / ".reportgen-half").write_bytes(b"half")
    (clerk.folder / "别人的.tmp").write_bytes(b"not ours")
    with hold(home):
        pass
    assert [file for file in clerk.files() if "half" in file] == []
    assert "别人的.tmp" in clerk.files()


def test_a_lock_that_was_copied_into_the_inbox_is_no_answer(clerk):
    (clerk.inbox / LOCK_FILE).touch()
    assert inbox.is_passed_over(clerk.inbox / LOCK_FILE)


def fail_while_holding(home):
    with hold(home):
        with pytest.raises(OutputRefused), hold(home):
            pass
        raise ZeroDivisionError


def test_the_folder_is_held_once_and_let_go_after_an_error(clerk):
    home = WorkingFolder(clerk.folder)
    with pytest.raises(ZeroDivisionError):
        fail_while_holding(home)
    with hold(home):
        pass


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_a_link_in_the_place_of_the_lock_is_not_followed(clerk, tmp_path):
    target = tmp_path / "elsewhere"
    (clerk.folder / LOCK_FILE).symlink_to(target)
    with pytest.raises(OutputRefused), hold(WorkingFolder(clerk.folder)):
        pass
    assert not target.exists()
