"""The five real plans, as text and as files, read as a person read them."""

import json
import subprocess
from pathlib import Path

import pytest

from reportgen.model.plan import plan_to_json
from reportgen.plan import read_plan

FILES = (
    "dongqu-2022.docx",
    "dongqu-2022.txt",
    "huizhou-2020.docx",
    "huizhou-2020.txt",
    "shandong-rst-2019.docx",
    "shandong-rst-2019.txt",
    "shanghai-rsj-2020.html",
    "shanghai-rsj-2020.txt",
    "zhongshan-rsj-2020.docx",
    "zhongshan-rsj-2020.txt",
)


@pytest.mark.parametrize("name", FILES)
def test_a_real_plan_reads_as_a_person_read_it(seeds, name):
    got = plan_to_json(read_plan(seeds / name))
    want = json.loads((seeds / f"{name.rpartition('.')[0]}.expected.json").read_text(encoding="utf-8"))
    for task in got["tasks"]:
        del task["anchor"]
    assert {key: got[key] for key in ("title", "issuer", "year")} == {
        key: want[key] for key in ("title", "issuer", "year")
    }
    assert [task["id"] for task in got["tasks"]] == [task["id"] for task in want["tasks"]]
    for mine, theirs in zip(got["tasks"], want["tasks"], strict=True):
        assert mine == {**theirs, "text": mine["text"]}
        assert "".join(mine["text"].split()) == "".join(theirs["text"].split())
    assert sorted(map(str, got["reporting"])) == sorted(map(str, want["reporting"]))


@pytest.mark.parametrize("ending", ["pdf", "html", "odt.docx"])
def test_a_real_plan_saved_in_another_form_reads_the_same(tmp_path, seeds, soffice, ending):
    """LibreOffice as the office that publishes: what it makes of the Word file holds the same plan."""
    names = ["dongqu-2022", "huizhou-2020", "shandong-rst-2019", "zhongshan-rsj-2020"]
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    sources = [str(seeds / f"{name}.docx") for name in names]
    for target in ending.split("."):
        command = [soffice, profile, "--headless", "--convert-to", target, "--outdir", str(tmp_path), *sources]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        sources = [str(tmp_path / f"{name}.{target}") for name in names]
    for name, source in zip(names, sources, strict=True):
        original, converted = read_plan(seeds / f"{name}.docx"), read_plan(Path(source))
        assert [(task.id, task.category, task.units) for task in converted.tasks] == [
            (task.id, task.category, task.units) for task in original.tasks
        ], name
        assert ["".join(task.text.split()) for task in converted.tasks] == [
            "".join(task.text.split()) for task in original.tasks
        ], name
        assert converted.title == original.title
