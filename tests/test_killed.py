"""Killed at any moment, a folder holds every file old or new, whole; the next run completes; nothing a person wrote is lost.

``REPORTGEN_KILLS`` says how often each command is killed (8 where it is not set).
"""

import os
import random
import re
import subprocess
import sys
import time

import pytest
from busy_case import OURS, busy_folder, files_of

from reportgen.cli.ring import run
from reportgen.steps import building, recording

KILLS = int(os.environ.get("REPORTGEN_KILLS", "8"))
KILLED_ITSELF = """
import os, signal, sys
folder, last, seen = sys.argv[1], int(sys.argv[2]), 0
def hook(event, arguments):
    global seen
    if event in ("open", "os.rename", "os.remove", "os.mkdir", "os.chmod") and folder in str(arguments[0]):
        seen += 1
        if seen == last:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(hook)
from reportgen.cli.ring import run
code = run(sys.argv[3:])
print(seen)
sys.exit(code)
"""
"""Runs a command and kills it right before the n-th time it touches a file of the folder; prints how often it did."""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGKILL")


@pytest.fixture(scope="module")
def busy(tmp_path_factory):
    return busy_folder(tmp_path_factory.mktemp("busy"))


def command_of(command, folder):
    return [*command, str(folder), "--quiet"]


@pytest.mark.parametrize("command", [["issue"], ["check", "--notices"], ["build"]], ids=lambda command: command[0])
def test_killed_at_random_moments_nothing_is_half_and_the_next_run_completes(command, busy, tmp_path, record_property):
    dice = random.Random(command[0])
    clean = busy.copy(tmp_path / "clean")
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", KILLED_ITSELF, str(clean.folder), "0", *command_of(command, clean.folder)],
        capture_output=True,
        text=True,
    )
    lasts = time.monotonic() - begun
    touches = int(done.stdout.splitlines()[-1])
    before, after = busy.files(), clean.files()
    assert touches > len(after.keys() - before.keys())
    killed = 0
    for number in range(KILLS):
        folder = busy.copy(tmp_path / f"{number}")
        if number % 3:
            at = str(dice.randint(1, touches))
            left = subprocess.run(
                [sys.executable, "-c", KILLED_ITSELF, str(folder.folder), at, *command_of(command, folder.folder)],
                capture_output=True,
            ).returncode
        else:
            started = subprocess.Popen(
                [sys.executable, "-m", "reportgen", *command_of(command, folder.folder)],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            time.sleep(dice.uniform(0.3, 1) * lasts)
            started.kill()
            left = started.wait()
        killed += left < 0
        for file, content in folder.files().items():
            if not file.rpartition("/")[2].startswith(OURS):
                assert content in (before.get(file), after.get(file)) or _is_manifest(file), (number, file)
        assert folder.losses() == 0, number
        # What a person has to decide about an issue is said by the run that moved the workbook, so it may end with 0.
        codes = {0, done.returncode} if command[0] == "issue" else {done.returncode}
        assert run(command_of(command, folder.folder)) in codes, number
        assert files_of(folder.folder) == after, number
    record_property("killed", f"{killed} of {KILLS}")
    assert killed >= KILLS // 2


def _is_manifest(file):
    """Written several times in one run, so what stands there may be neither the old nor the last one; it is read whole
    by the run that follows, which ends with the same files as a run that nobody disturbed."""
    return file == "输出/manifest.json"


def test_after_a_kill_and_new_answers_our_own_document_is_not_taken_for_an_edited_one(busy, tmp_path, monkeypatch):
    folder = busy.copy(tmp_path / "年报").folder
    run(["build", str(folder), "--quiet"])
    before = sorted(files_of(folder))
    settings = folder / "reportgen.toml"
    for body in ("甲局", "乙局"):
        settings.write_text(re.sub('body = ".*"', f'body = "{body}"', settings.read_text("utf-8")), "utf-8")
        with monkeypatch.context() as patched:
            if body == "甲局":
                patched.setattr(building, "note_outputs", _killed)
                patched.setattr(recording, "note_outputs", lambda *_, **__: None)
                with pytest.raises(SystemExit):
                    run(["build", str(folder), "--quiet"])
            else:
                run(["build", str(folder), "--quiet"])
    assert sorted(files_of(folder)) == before


def _killed(*_):
    raise SystemExit(137)
