"""What ``make`` installs is what constraints.txt names, by hash; a lacking version is told, other bytes are never installed."""

import base64
import hashlib
import io
import re
import sys
import tomllib
import zipfile
from pathlib import Path

import install
import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
LOCK = (ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8")


def named(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def locked():
    """Name → (version, marker, hashes) of every line; a name may have several for several Pythons."""
    found = {}
    for block in re.split(r"\n(?=\S)", LOCK.strip()):
        line, *hashes = (part.strip() for part in block.split("\\\n"))
        need = Requirement(line)
        (pin,) = need.specifier
        assert pin.operator == "=="
        found.setdefault(named(need.name), []).append((Version(pin.version), need.marker, hashes))
    return found


def test_every_line_is_a_version_with_the_hashes_of_its_files():
    for name, pins in locked().items():
        for _, _, hashes in pins:
            assert hashes, name
            assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", each) for each in hashes), name


def test_no_host_and_no_option_stands_in_it():
    assert not re.search(r"://|^-|index|find-links|trusted", LOCK, re.MULTILINE)


def test_everything_we_depend_on_is_in_it_within_our_ranges():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needs = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["dev"]]
    pins = locked()
    for need in map(Requirement, [*needs, *project["build-system"]["requires"]]):
        assert all(version in need.specifier for version, _, _ in pins[named(need.name)]), need


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize("system", ["win32", "darwin", "linux"])
def test_every_name_has_one_version_for_each_python_and_system(python, system):
    place = {
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": system,
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
    }
    for name, pins in locked().items():
        fitting = [version for version, marker, _ in pins if marker is None or marker.evaluate(place)]
        assert len(fitting) == 1 or (name == "colorama" and system != "win32"), name


def wheel(folder, version, body):
    """A small package."""
    name = f"zhengwu_sample-{version}"
    files = {
        "zhengwu_sample.py": body.encode(),
        f"{name}.dist-info/METADATA": f"Metadata-Version: 2.1\nName: zhengwu-sample\nVersion: {version}\n".encode(),
        f"{name}.dist-info/WHEEL": b"Wheel-Version: 1.0\nGenerator: a\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(
        f"{path},sha256={base64.urlsafe_b64encode(hashlib.sha256(part).digest()).rstrip(b'=').decode()},{len(part)}\n"
        for path, part in files.items()
    )
    files[f"{name}.dist-info/RECORD"] = f"{record}{name}.dist-info/RECORD,,\n".encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for path, part in files.items():
            package.writestr(path, part)
    folder.mkdir(exist_ok=True)
    (folder / f"{name}-py3-none-any.whl").write_bytes(out.getvalue())
    return hashlib.sha256(out.getvalue()).hexdigest()


@pytest.fixture
def source(tmp_path, monkeypatch):
    """A package source of one folder, and a target beside it."""
    for name in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL", "PIP_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null" if sys.platform != "win32" else "nul")
    folder, target, lock = tmp_path / "源", tmp_path / "装到", tmp_path / "constraints.txt"
    options = ("--no-index", "--find-links", str(folder), "--target", str(target))

    def install_it(line):
        lock.write_text(line, encoding="utf-8")
        outcome, said = install.install_checked(lock, *options)
        return outcome, said, (target / "zhengwu_sample.py").exists()

    return folder, install_it


def test_the_file_that_is_known_is_installed(source):
    folder, install_it = source
    known = wheel(folder, "1.0", "甲 = 1\n")
    assert install_it(f"zhengwu-sample==1.0 --hash=sha256:{known}\n") == (install.Outcome.CHECKED, "", True)


def test_a_file_with_other_bytes_is_never_installed(source):
    folder, install_it = source
    known = wheel(folder, "1.0", "甲 = 1\n")
    wheel(folder, "1.0", "甲 = 2\n")
    outcome, said, is_there = install_it(f"zhengwu-sample==1.0 --hash=sha256:{known}\n")
    assert (outcome, is_there) == (install.Outcome.OTHER_BYTES, False)
    assert known in said


def test_a_version_that_the_source_lacks_is_told_apart(source):
    folder, install_it = source
    known = wheel(folder, "1.0", "甲 = 1\n")
    outcome, said, is_there = install_it(f"zhengwu-sample==1.1 --hash=sha256:{known}\n")
    assert (outcome, is_there) == (install.Outcome.NOT_HAD, False)
    assert "zhengwu-sample==1.1" in said


@pytest.mark.parametrize(
    ("outcome", "arguments", "code", "commands", "note"),
    [
        (install.Outcome.CHECKED, [], 0, ["--no-deps"], "checked\n"),
        (install.Outcome.NOT_HAD, [], 0, ["--editable"], "unchecked\n"),
        (install.Outcome.CHECKED, ["--unchecked"], 0, ["--editable"], "unchecked\n"),
        (install.Outcome.OTHER_BYTES, [], 1, [], None),
        (install.Outcome.FAILED, [], 1, [], None),
    ],
)
def test_only_a_lacking_version_falls_back_to_the_ranges(
    outcome, arguments, code, commands, note, tmp_path, monkeypatch, capsys
):
    ran = []

    def run(*options, quiet=False):
        ran.append(options[0])
        return install.subprocess.CompletedProcess(options, 0)

    monkeypatch.setattr(install, "install_checked", lambda lock: (outcome, "ERROR: 甲"))
    monkeypatch.setattr(install, "pip", run)
    monkeypatch.setattr(install, "NOTE", tmp_path / "note.txt")
    assert install.main(arguments) == code
    assert ran == commands
    assert (install.NOTE.read_text(encoding="utf-8") if install.NOTE.exists() else None) == note
    said = capsys.readouterr().err
    assert bool(said) == (outcome is not install.Outcome.CHECKED or bool(arguments))
    assert ("未经校验" in said) == (note == "unchecked\n" and not arguments)
