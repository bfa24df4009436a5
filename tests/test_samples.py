"""The sample plans in ``inputs/`` read to what was written into them, and go the way of every plan."""

import contextlib
import io
import json
import re
import tomllib
from pathlib import Path

import pytest
from making import city_office, culture_bureau, department, subdistrict
from samples_truth import DEADLINES, REPORTING, UNITS, WARNINGS

from reportgen.cli.ring import run
from reportgen.plan import read_plan
from reportgen.resources import inputs_folder

ROOT = Path(__file__).resolve().parents[1]
ROLES = {"牵头": "lead", "配合": "support", "负责": "responsible"}
PLANS = {plan.FOLDER: plan for plan in (subdistrict, city_office, department, culture_bureau)}
ISSUERS = {
    "澄岚街道2023": "澄岚街道",
    "青禾市政府办公室2024": "青禾市人民政府办公室",
    "云江省农业农村厅2022": "云江省农业农村厅",
    "岚川市文化和旅游局2021": "岚川市文化和旅游局",
}
PDF = "岚川市文化和旅游局2021"
SUBDISTRICT, CITY, DEPARTMENT, _ = PLANS


def sample(name: str) -> Path:
    return inputs_folder() / name / PLANS[name].FILE


def written_into_it(name):
    """(category, run-in heading, text, responsibility) of every task, from the data the file was made of."""
    plan = PLANS[name]
    if plan is subdistrict:
        return two_headings(plan)
    if plan is city_office:
        return bands(plan)
    return clauses(plan)


def two_headings(plan):
    above = None
    for first, groups in plan.PLAN:
        for second, rows in groups:
            for items, responsibility in rows:
                above = responsibility or above
                for item in items:
                    category = (first, second) if second else (first,)
                    yield category, None, re.sub(r"^\d+．", "", item), above.replace("\n", "")


def bands(plan):
    for first, groups in plan.PLAN:
        for second, rows in groups:
            for text, responsibility, _ in rows:
                yield (first, second) if second else (first,), None, text, responsibility


def clauses(plan):
    for numeral, (heading, listed) in zip("一二三四", plan.PLAN, strict=True):
        for title, paragraphs in listed:
            told = [part if isinstance(part, tuple) else (part, None) for part in paragraphs]
            tails = [tail for _, tail in told if tail]
            parts = told if len(tails) == len(told) else [("\n".join(text for text, _ in told), (tails or [None])[0])]
            for text, tail in parts:
                yield (f"{numeral}、{heading}",), title, text, tail


def spelt(unit_line):
    """``牵头 A | 配合 [各部门]`` → (name, role, kind) of each."""
    found = []
    for part in filter(None, unit_line.split(" | ")):
        role, names = part.split(" ")
        found += [
            (name.strip("[]"), ROLES[role], "group" if name.startswith("[") else "unit")
            for name in re.findall(r"\[[^]]+\]|[^、\[\]]+", names)
        ]
    return found


@pytest.mark.parametrize("name", [SUBDISTRICT, CITY, DEPARTMENT, PDF])
def test_a_sample_says_what_was_written_into_it(name):
    plan = read_plan(sample(name))
    title = PLANS[name].TITLE
    assert (plan.title, plan.issuer, plan.year) == (
        title if isinstance(title, str) else "".join(title),
        ISSUERS[name],
        int(name[-4:]),
    )
    assert [task.id for task in plan.tasks] == list(UNITS[name])
    assert [(task.category, task.title, task.text, task.responsibility) for task in plan.tasks] == list(
        written_into_it(name)
    )


@pytest.mark.parametrize("name", PLANS)
def test_the_units_of_a_sample_are_those_of_the_printed_page(name):
    got = {
        task.id: [(unit.name, unit.role, unit.kind) for unit in task.units] for task in read_plan(sample(name)).tasks
    }
    assert got == {task: spelt(line) for task, line in UNITS[name].items()}


@pytest.mark.parametrize("name", [SUBDISTRICT, CITY, DEPARTMENT, PDF])
def test_the_deadlines_of_a_sample_are_those_of_the_printed_page(name):
    got = {task.id: [f"{due.date} {due.phrase}" for due in task.deadlines] for task in read_plan(sample(name)).tasks}
    assert {task: dates for task, dates in got.items() if dates} == DEADLINES[name]


@pytest.mark.parametrize("name", PLANS)
def test_every_order_to_report_in_a_sample_is_found_and_nothing_else(name):
    orders = read_plan(sample(name)).reporting
    brief = [(order.task, order.channel, order.date and order.date.isoformat()) for order in orders]
    assert sorted(brief, key=str) == sorted((order[:3] for order in REPORTING[name]), key=str)
    words = {order[:2]: order[3:] for order in REPORTING[name]}
    for order in orders:
        first, last = words[order.task, order.channel]
        assert order.text.startswith(first)
        assert order.text.endswith(last)


@pytest.mark.parametrize("name", [SUBDISTRICT, CITY, DEPARTMENT, PDF])
def test_the_warnings_of_a_sample_are_the_ones_it_deserves(name):
    assert [(warning.code, warning.task) for warning in read_plan(sample(name)).warnings] == WARNINGS[name]


@pytest.mark.parametrize("name", PLANS)
def test_a_sample_goes_from_plan_to_status_without_an_error(name, tmp_path):
    folder = tmp_path / "年报"
    for arguments in (["new", str(sample(name))], ["issue"], ["check"], ["status"]):
        told = said([*arguments, str(folder), "--json"])
        assert [finding for finding in told.get("findings", ()) if finding["severity"] == "error"] == []
    assert told["overall"]["tasks"] == len(UNITS[name])
    assert len(list((folder / "进度填报").glob("*.xlsx"))) == len(told["units"])


def said(arguments):
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out):
        assert run(arguments) in (0, 1)
    out.flush()
    return json.loads(out.buffer.getvalue().decode("utf-8"))


def test_every_sample_travels_in_the_wheel_and_stands_in_the_readme():
    samples = {path.name for path in (ROOT / "inputs").iterdir() if path.is_dir() and path.name[-4:].isdigit()}
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packed = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert samples == {path.removeprefix("inputs/") for path in packed if path.startswith("inputs/")}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in sorted(samples) if f"`inputs/{name}/`" not in readme] == []
