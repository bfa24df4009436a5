"""A wheel carries what it needs and nothing that is not ours; what it depends on is bounded, licensed and listed."""

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from making import city_office, culture_bureau, department, subdistrict, water_bureau
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel built from this tree; skips where the build backend cannot be had."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    if find_spec("hatchling"):  # installed by hash with the others, so nothing need be fetched
        command.insert(4, "--no-build-isolation")
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"the wheel cannot be built here: {done.stderr.strip().splitlines()[-1:]}")
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_templates_and_samples(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert {f"reportgen/_templates/{name}.docx" for name in ("section", "plain", "一页图解")} <= set(names)
    assert any(name.startswith("reportgen/_templates/wording/") for name in names)
    annual = ("annual.docx", "annual.html.jinja", "wording/annual/fee.txt.jinja")
    assert {f"reportgen/_templates/{name}" for name in annual} <= set(names)
    assert "reportgen/_inputs/云岭市水务局2025/分工方案.docx" in names
    assert not [
        name
        for name in names
        if name.endswith(("make_samples.py", "_template.py", "_templates.py")) or "/making/" in name
    ]


def ours():
    """Every file that we mean to ship: the code, the templates, and the samples that inputs/make_samples.py makes."""
    yield from (path.relative_to(ROOT).as_posix() for path in (ROOT / "reportgen").rglob("*.py"))
    yield from (f"reportgen/_templates/{name}.docx" for name in ("section", "plain", "一页图解", "annual"))
    yield "reportgen/_templates/annual.html.jinja"
    words = ("category", "onepage", "opening", "overall", "problems", "short", "title", "units")
    yield from (f"reportgen/_templates/wording/{name}.txt.jinja" for name in words)
    annual = ["disclosure", "fee", "management", "opening", "platforms", "preamble", "requests", "supervision", "title"]
    yield from (f"reportgen/_templates/wording/annual/{name}.txt.jinja" for name in annual)
    yield from (
        f"reportgen/_inputs/{plan.FOLDER}/{plan.FILE}"
        for plan in (subdistrict, city_office, department, culture_bureau)
    )
    yield "reportgen/_inputs/云岭市水务局2025/分工方案.docx"
    yield "reportgen/_inputs/云岭市水务局2025/年报数据.xlsx"
    yield from (f"reportgen/_inputs/云岭市水务局2025/进度填报/{unit}.xlsx" for unit in water_bureau.FILLED)


def test_the_wheel_holds_nothing_but_ours_and_the_licences(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert {name for name in names if ".dist-info/" not in name} == set(ours())
    assert len(names) == len(set(names))
    beside = {name.partition(".dist-info/")[2] for name in names if ".dist-info/" in name}
    licences = {"LICENSE", "docs/第三方许可.md", "docs/字体许可.txt"}
    assert beside == {"METADATA", "WHEEL", "RECORD", "entry_points.txt"} | {f"licenses/{name}" for name in licences}


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def named(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_dependency_has_a_lower_bound_and_an_upper_major():
    extras = project()["optional-dependencies"]
    for text in (*project()["dependencies"], *(each for extra in extras.values() for each in extra)):
        operators = {part.operator for part in Requirement(text).specifier}
        assert operators in ({">=", "<"}, {"=="}), text


BROUGHT = {"click", "numpy"}
"""What typer, and pandas with matplotlib, cannot be installed without."""


def test_every_library_that_is_imported_is_declared():
    homes = {"docx": "python-docx", "PIL": "pillow", "pdfminer": "pdfplumber", "python_calamine": "python-calamine"}
    direct = {named(Requirement(text).name) for text in project()["dependencies"]}
    for path in sorted((ROOT / "reportgen").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [name.name for name in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            for top in {name.partition(".")[0] for name in names} - set(sys.stdlib_module_names) - {"reportgen"}:
                assert named(homes.get(top, top)) in direct | BROUGHT, f"{path.name} imports {top}"


def test_the_demo_runs_from_the_wheel_alone(wheel, tmp_path):
    """The package is unpacked elsewhere; its dependencies come from this environment, the checkout does not."""
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    code = "import sys; sys.path.insert(0, sys.argv.pop(1)); from reportgen.cli import main; main()"
    command = [sys.executable, "-P", "-c", code, str(tmp_path / "site"), "demo", "演示"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert list((tmp_path / "演示" / "输出").glob("*.docx"))
