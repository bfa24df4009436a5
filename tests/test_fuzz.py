"""Damaged files of every kind are read or refused in words; the long run is ``make fuzz``, its count in docs/fuzz.md."""

import sys
from unittest import mock

import pytest
from fuzz.run import CORPUS, input_of, inputs, share_of, try_one
from fuzz.targets import TARGETS, seeds_of

COUNT = 300
SEED = 1


@pytest.mark.parametrize("target", TARGETS)
def test_the_valid_files_to_begin_with_are_read(target):
    for content in seeds_of(target):
        assert try_one(target, content).is_read


@pytest.mark.parametrize("target", TARGETS)
def test_a_damaged_file_is_read_or_refused_in_words(target):
    outcomes = [try_one(target, input_of(target, SEED, number), number) for number in range(share_of(target, COUNT))]
    assert [(each.number, each.fault) for each in outcomes if each.fault] == []


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*--*")), ids=lambda path: path.stem)
def test_what_once_failed_fails_no_more(path):
    outcome = try_one(path.name.partition("--")[0], path.read_bytes())
    assert outcome.fault == ""


def test_the_same_seed_gives_the_same_inputs():
    for target in TARGETS:
        assert input_of(target, 7, 3) == input_of(target, 7, 3)
        assert len({input_of(target, seed, 0) for seed in range(20)}) > 10


def test_the_shares_make_a_whole():
    assert sum(target.share for target in TARGETS.values()) == 1000
    assert len(set(inputs(2000))) == len(list(inputs(2000))) == 2000


@pytest.mark.skipif(sys.platform == "win32", reason="workers are bounded by the resource module")
def test_a_fault_is_kept_and_told(tmp_path, monkeypatch, capsys):
    """The fuzzer itself must be able to fail."""
    from fuzz.__main__ import Tally

    tally = Tally(SEED, tmp_path)
    tally.take({"target": "settings", "number": 0}, {"read": False, "fault": "ValueError at a.py:1", "seconds": 0.1})
    (kept,) = tmp_path.iterdir()
    assert kept.read_bytes() == input_of("settings", SEED, 0)
    assert "FAULT settings: ValueError at a.py:1" in capsys.readouterr().out


def test_a_command_that_breaks_over_a_folder_is_seen(tmp_path):
    from fuzz import folders

    path = tmp_path / "方案.txt"
    path.write_bytes(folders.seed("plan"))
    with (
        mock.patch("reportgen.plan.read_plan", side_effect=KeyError("甲")),
        pytest.raises(folders.Broken, match="KeyError"),
    ):
        folders.run_over("plan", path)
