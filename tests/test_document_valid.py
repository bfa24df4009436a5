"""Every file that the program writes is valid Open XML, by two validators and by what they do not look at."""

import io
import json
import os
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from lxml import etree
from openxml_audit import OpenXmlValidator
from test_way import fill_at_random, json_of

from reportgen.cli.ring import run

BASELINE = {
    "no theme": "relationships/theme' is missing",
}
"""Remarks that are accepted. ECMA-376 part 1, 11.3: a theme is optional, and without one no theme font can win."""

ALL = ["demo", "zhongshan-rsj-2020.docx", "dongqu-2022.docx", "shanghai-rsj-2020.html"]
CELL_ORDER = (
    "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection",
    "tcFitText", "vAlign", "hideMark",
)  # fmt: skip
PRIVATE = {chr(code) for code in range(0xE000, 0xF900)}


def remarks(path):
    return {
        f"{path.name} {error.part_uri}: {error.description}"
        for error in OpenXmlValidator().validate(str(path)).errors
        if not any(accepted in error.description for accepted in BASELINE.values())
    }


def with_both_charts(folder):
    settings = folder / "reportgen.toml"
    settings.write_text(settings.read_text("utf-8").replace('charts = "picture"', 'charts = "both"'), "utf-8")


@pytest.fixture(scope="module", params=ALL)
def made(request, tmp_path_factory):
    """A folder that went the whole way, and the remarks on its workbooks as they were issued."""
    folder = tmp_path_factory.mktemp("valid") / "年报"
    if request.param == "demo":
        assert run(["demo", str(folder)]) == 0
        issued = set()
    else:
        seeds = request.getfixturevalue("seeds")
        run(["new", str(seeds / request.param), str(folder), "--quiet"])
        json_of(["issue", str(folder), "--json"])
        issued = set().union(*map(remarks, (folder / "进度填报").glob("*.xlsx")))
        fill_at_random(folder, 6)
    with_both_charts(folder)
    json_of(["check", str(folder), "--json"])
    json_of(["build", str(folder), "--json"])
    return folder, issued


def documents(folder):
    found = sorted((folder / "输出").glob("*.docx"))
    assert found
    return found


def body_of(document):
    with zipfile.ZipFile(document) as package:
        return etree.fromstring(package.read("word/document.xml"))


def test_an_open_xml_validator_finds_nothing_in_what_is_generated(made):
    folder, issued = made
    generated = [*documents(folder), folder / "任务清单.xlsx", *(folder / "输出").glob("*.xlsx")]
    assert sorted(set().union(issued, *map(remarks, generated))) == []


def test_a_workbook_that_goes_back_has_no_remark_that_it_did_not_come_with(made):
    folder, _ = made
    for returned in sorted((folder / "退回修改").glob("*.xlsx")):
        assert remarks(returned) <= remarks(folder / "进度填报" / returned.name)


def test_workbooks_inside_native_charts_are_valid_too(made, tmp_path):
    folder, _ = made
    found = set()
    for document in documents(folder):
        with zipfile.ZipFile(document) as package:
            inside = [name for name in package.namelist() if name.startswith("word/embeddings/")]
            for name in inside:
                path = tmp_path / Path(name).name
                path.write_bytes(package.read(name))
                found |= remarks(path)
        assert bool(inside) == ("落实情况" in document.name)  # the annual report's charts are pictures
    assert found == set()


def test_the_port_of_microsofts_own_validator_finds_nothing(made):
    command = os.environ.get("OOXML_VALIDATE") or shutil.which("ooxml-validate")
    if not shutil.which("node") or not command:
        pytest.skip("needs Node and ooxml-validate: npm install --global --ignore-scripts @ooxml-tools/validate")
    folder, _ = made
    for path in [*documents(folder), folder / "任务清单.xlsx", folder / "输出" / "校核结果.xlsx"]:
        done = subprocess.run([command, "--of", "json", str(path)], capture_output=True, check=True, timeout=120)
        assert json.loads(done.stdout) == [], path.name  # its exit status is 0 even with errors


def test_every_cell_ends_in_a_paragraph_and_its_properties_stand_in_order(made):
    for document in documents(made[0]):
        body = body_of(document)
        assert {cell[-1].tag for cell in body.iter(qn("w:tc"))} == {qn("w:p")}
        for properties in body.iter(qn("w:tcPr")):
            places = [CELL_ORDER.index(etree.QName(child).localname) for child in properties]
            assert places == sorted(places)
        assert all(row.find(qn("w:tc")) is not None for row in body.iter(qn("w:tr")))


def test_no_id_stands_twice(made):
    for document in documents(made[0]):
        body = body_of(document)
        marks = list(body.iter(qn("w:bookmarkStart")))
        for ids in (
            [one.get("id") for one in body.iter(qn("wp:docPr"))],
            [one.get(qn("w:id")) for one in marks],
            [one.get(qn("w:name")) for one in marks],
            *(
                [one.get(qn("w:id")) for one in body.iter(qn(f"w:comment{part}"))]
                for part in ("RangeStart", "RangeEnd", "Reference")
            ),
        ):
            assert [one for one, times in Counter(ids).items() if times > 1] == []


def test_every_comment_has_its_place_and_every_place_its_comment(made):
    for document in documents(made[0]):
        with zipfile.ZipFile(document) as package:
            names = package.namelist()
            comments = etree.fromstring(package.read("word/comments.xml")) if "word/comments.xml" in names else []
        ids = [one.get(qn("w:id")) for one in comments]
        body = body_of(document)
        assert len(ids) == len(set(ids))
        for part in ("RangeStart", "RangeEnd", "Reference"):
            assert {one.get(qn("w:id")) for one in body.iter(qn(f"w:comment{part}"))} == set(ids)


def test_every_relation_leads_to_a_part_and_no_private_mark_is_left(made):
    for document in documents(made[0]):
        with zipfile.ZipFile(document) as package:
            names = set(package.namelist())
            for name in names:
                if name.endswith((".xml", ".rels")):
                    assert not PRIVATE & set(package.read(name).decode()), name
                if name.endswith(".rels"):
                    home = name.replace("_rels/", "").rpartition("/")[0]
                    for relation in etree.fromstring(package.read(name)):
                        target = relation.get("Target")
                        path = (
                            target.lstrip("/")
                            if target.startswith("/")
                            else os.path.normpath(f"{home}/{target}").lstrip("/")
                        )
                        assert relation.get("TargetMode") == "External" or path in names, (name, target)


def test_every_chart_stands_as_a_picture_and_as_a_native_chart_with_alt_text(made):
    public = next(one for one in documents(made[0]) if "公开稿" in one.name)
    frames = list(body_of(public).iter(qn("wp:docPr")))
    assert len(frames) % 2 == 0
    assert all(frame.get("descr") for frame in frames)
    for picture, native in zip(frames[::2], frames[1::2], strict=True):
        assert picture.get("name") == native.get("name")
        assert picture.get("descr") == native.get("descr")
    with zipfile.ZipFile(io.BytesIO(public.read_bytes())) as package:
        charts = [name for name in package.namelist() if name.startswith("word/charts/chart")]
    assert len(charts) == len(frames) // 2
