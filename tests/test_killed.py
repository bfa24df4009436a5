"""Killed at any moment, a folder holds every file old or new, whole; the next run completes; nothing a person wrote is lost.

``REPORTGEN_KILLS`` says how often each command is killed while it works (6 where it is not set).
"""

import os
import random
import re
import signal
import subprocess
import sys
import time

import pytest
from busy_case import COMMANDS, OURS, arguments_of, busy_folder, files_of
from kill_case import Killer

from reportgen.cli.ring import run
from reportgen.steps import desk, printing
from reportgen.steps.unsaid import UNSAID_FILE

KILLS = int(os.environ.get("REPORTGEN_KILLS", "6"))
DECISION = "填过而不再承担"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGKILL")


@pytest.fixture(scope="module")
def busy(tmp_path_factory):
    return busy_folder(tmp_path_factory.mktemp("busy"))


@pytest.fixture(scope="module")
def killer(tmp_path_factory):
    killer = Killer(tmp_path_factory.mktemp("killer"))
    yield killer
    killer.close()


def is_ours(file):
    return file.rpartition("/")[2].startswith(OURS)


def is_manifest(file):
    """Written several times in one run, so what stands there may be neither the old nor the last one; it is read whole
    by the run that follows, which ends with the same files as a run that nobody disturbed."""
    return file == "输出/manifest.json"


@pytest.mark.parametrize("command", COMMANDS)
def test_killed_at_random_moments_nothing_is_half_and_the_next_run_completes(
    command, busy, killer, tmp_path, record_property
):
    dice = random.Random(command)

    def begin(name):
        return tmp_path / name if command == "new" else busy.copy(tmp_path / name).folder

    clean = begin("clean")
    before = files_of(clean) if clean.exists() else {}
    done = killer.run(clean, arguments_of(command, clean, tmp_path))
    after = files_of(clean)
    assert done.code in (0, 1)
    assert done.touches > len(after.keys() - before.keys())
    landed = tried = 0
    while landed < KILLS and tried < 3 * KILLS:
        folder = begin(f"{tried}")
        arguments = arguments_of(command, folder, tmp_path)
        how = {"at": dice.randint(1, done.touches)} if tried % 3 else {"after": dice.uniform(0, done.lasted)}
        killed = killer.run(folder, arguments, **how)
        moment = f"{command}, kill {tried}, {how}"
        tried += 1
        landed += killed.code is None
        left = files_of(folder) if folder.exists() else {}
        for file, content in left.items():
            if not is_ours(file) and not is_manifest(file):
                assert content in (before.get(file), after.get(file)), (moment, file)
        assert command == "new" or busy.losses_in(folder) == 0, moment
        again = killer.run(folder, arguments)
        assert files_of(folder) == after, moment
        # Whoever was killed when all was done is told that there is nothing left to do.
        is_through = {file: content for file, content in left.items() if not is_ours(file)} == after
        nothing_left = {"new": 2, "renew": 2, "issue": 0}.get(command, done.code) if is_through else done.code
        assert again.code in (done.code, nothing_left), (moment, again.said)
        if command == "issue":
            assert DECISION in killed.said + again.said, moment
    record_property("kills", f"{command}: {landed} of {tried} landed")
    assert landed == KILLS


def test_what_a_killed_issue_could_not_say_is_said_by_the_next_one_and_only_once(busy, tmp_path, killer):
    folder = busy.copy(tmp_path / "年报").folder
    done = killer.run(busy.copy(tmp_path / "clean").folder, ["issue", str(tmp_path / "clean")])
    assert DECISION in done.said
    for at in range(done.touches, 0, -1):  # the last moment at which nothing was said and everything was moved
        folder = busy.copy(tmp_path / f"{at}").folder
        killed = killer.run(folder, ["issue", str(folder)], at=at)
        if not killed.said:
            break
    assert (folder / UNSAID_FILE).is_file()
    assert sorted(path.name for path in (folder / "进度填报" / "旧版").iterdir()) == [
        "人事科（第1版）.xlsx",
        "办公室（第1版）.xlsx",
    ]
    again = killer.run(folder, ["issue", str(folder)])
    assert again.code == 1
    assert "上次下发没有运行到底：人事科的旧表已移到 进度填报/旧版/人事科（第1版）.xlsx" in again.said
    assert f"请决定：{DECISION}：原第3项（任务清单中已没有）" in again.said
    assert "办公室的旧表已移到 进度填报/旧版/办公室（第1版）.xlsx\n  填过的内容都在新表中，无需处理" in again.said
    third = killer.run(folder, ["issue", str(folder)])
    assert (third.code, "上次下发" in third.said) == (0, False)


def test_a_note_of_what_was_moved_that_somebody_made_up_leads_nowhere(busy, tmp_path, capsys):
    folder = busy.copy(tmp_path / "年报").folder
    run(["issue", str(folder)])
    lines = [
        '["甲", "../../外面.xlsx"]',
        '["甲", "进度填报/旧版/../办公室.xlsx"]',
        "[1, 2]",
        "{",
        '["甲", "进度填报/旧版/没有.xlsx"',
    ]
    (folder / UNSAID_FILE).write_text("\n".join(lines), encoding="utf-8")
    capsys.readouterr()
    assert run(["issue", str(folder)]) == 0
    assert "上次下发" not in capsys.readouterr().err


def test_a_command_of_its_own_that_is_killed_at_its_first_line_keeps_the_folder(busy, tmp_path):
    folder = busy.copy(tmp_path / "年报")
    started = subprocess.Popen(
        [sys.executable, "-m", "reportgen", "build", str(folder.folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    while not (folder.folder / ".reportgen.lock").exists():
        time.sleep(0.001)
        assert started.poll() is None
    started.send_signal(signal.SIGKILL)
    assert started.wait() == -signal.SIGKILL
    assert folder.losses() == 0
    assert run(["build", str(folder.folder), "--quiet"]) == 1
    assert folder.losses() == 0


def test_after_a_kill_and_new_answers_our_own_document_is_not_taken_for_an_edited_one(busy, tmp_path, monkeypatch):
    folder = busy.copy(tmp_path / "年报").folder
    run(["build", str(folder), "--quiet"])
    before = sorted(files_of(folder))
    settings = folder / "reportgen.toml"
    for body in ("甲局", "乙局"):
        settings.write_text(re.sub('body = ".*"', f'body = "{body}"', settings.read_text("utf-8")), "utf-8")
        with monkeypatch.context() as patched:
            if body == "甲局":
                patched.setattr(printing, "note_outputs", _killed)
                patched.setattr(desk, "note_outputs", lambda *_, **__: None)
                with pytest.raises(Killed):
                    run(["build", str(folder), "--quiet"])
            else:
                run(["build", str(folder), "--quiet"])
    assert sorted(files_of(folder)) == before


class Killed(BaseException):
    """What no part of the program catches."""


def _killed(*_):
    raise Killed
