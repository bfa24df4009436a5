"""A wheel carries what it needs: templates, sample plans and the font's package."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel built from this tree; skips where the build backend cannot be had."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"the wheel cannot be built here: {done.stderr.strip().splitlines()[-1:]}")
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_templates_and_samples(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert {f"reportgen/_templates/{name}.docx" for name in ("section", "plain", "一页图解")} <= set(names)
    assert any(name.startswith("reportgen/_templates/wording/") for name in names)
    assert "reportgen/_inputs/云岭市水务局2025/分工方案.docx" in names
    assert not [
        name
        for name in names
        if name.endswith(("make_samples.py", "make_templates.py", "make_more_templates.py")) or "/making/" in name
    ]


def test_the_demo_runs_from_the_wheel_alone(wheel, tmp_path):
    """The package is unpacked elsewhere; its dependencies come from this environment, the checkout does not."""
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    code = "import sys; sys.path.insert(0, sys.argv.pop(1)); from reportgen.cli import main; main()"
    command = [sys.executable, "-P", "-c", code, str(tmp_path / "site"), "demo", "演示"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert list((tmp_path / "演示" / "输出").glob("*.docx"))
