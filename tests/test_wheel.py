"""A wheel carries what it needs and nothing that is not ours; what it depends on is bounded, licensed and listed."""

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import PackageNotFoundError, distribution, files
from pathlib import Path

import pytest
from packaging.requirements import Requirement

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


def test_the_wheel_holds_nothing_but_ours_and_its_licence(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    places = r"reportgen/[\w/]+\.py|reportgen/py\.typed|reportgen/_templates/[^.]+\.(docx|txt\.jinja|xlsx)|reportgen/_inputs/[^.]+\.(docx|xlsx|html|pdf|txt)"
    other = [name for name in names if not re.fullmatch(places, name) and ".dist-info/" not in name]
    assert other == []
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    assert not [name for name in names if name.lower().endswith((".otf", ".ttf", ".ttc", ".so", ".pyd", ".exe"))]


def test_the_font_comes_with_its_licence():
    font = distribution("pylopdf-fonts-zh-cn")
    assert any(path.suffix == ".otf" for path in files("pylopdf-fonts-zh-cn") or ())
    assert (
        "SIL OPEN FONT LICENSE Version 1.1" in font.metadata["License"] or "SIL Open Font" in font.metadata["License"]
    )


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def named(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_dependency_has_a_lower_bound_and_an_upper_major():
    extras = project()["optional-dependencies"]
    for text in (*project()["dependencies"], *(each for extra in extras.values() for each in extra)):
        operators = {part.operator for part in Requirement(text).specifier}
        assert operators in ({">=", "<"}, {"=="}), text


def reached(name, found):
    """The packages installed with this one, itself included."""
    if named(name) in found:
        return
    try:
        needs = distribution(name).requires or []
    except PackageNotFoundError:  # of another system
        return
    found.add(named(name))
    for need in map(Requirement, needs):
        if need.marker is None or need.marker.evaluate({"extra": ""}):
            reached(need.name, found)


def test_every_licence_is_listed():
    table = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| ([\w-]+) \| (直接|间接) \| [^|]+ \|", table, re.MULTILINE))
    direct = {named(Requirement(text).name) for text in project()["dependencies"]}
    assert {name for name, how in listed.items() if how == "直接"} == direct
    found = set()
    for name in direct:
        reached(name, found)
    assert found - set(listed) == set()


BROUGHT = {"click", "numpy", "pillow"}
"""What typer, and pandas with matplotlib, cannot be installed without."""


def test_every_library_that_is_imported_is_declared():
    homes = {"PIL": "pillow", "docx": "python-docx", "pdfminer": "pdfplumber", "python_calamine": "python-calamine"}
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
