"""The catalogue of fields of the annual report's templates is true, and our own templates keep to it."""

import docx
import pytest
from annual_document_case import PLAN, PLAN_SECTION, county, nil

from reportgen.annual.document import AnnualOptions, annual_content
from reportgen.annual.document import build as build_module
from reportgen.annual.document.fields import (
    ANNUAL_COMMON_FIELDS,
    ANNUAL_WORD_FIELDS,
    ANNUAL_WORDING_TITLES,
    annual_wording_fields,
)
from reportgen.annual.document.word import word_fields
from reportgen.document.fields import Shape, shape_of
from reportgen.document.templatecheck import check_word, check_wording
from reportgen.files.door import admit
from reportgen.resources import templates_folder

WORDING = templates_folder() / "wording" / "annual"
ALL = AnnualOptions(charts=frozenset({"channels", "results", "years"}), years_table=True)


def paths(value, path=""):
    """What facts hold, as paths of the catalogue; empty lists and ``None`` say nothing of what is in them."""
    if isinstance(value, dict):
        return {one for key, item in value.items() for one in {f"{path}.{key}"} | paths(item, f"{path}.{key}")}
    if isinstance(value, list | tuple):
        return {one for item in value for one in paths(item, f"{path}[]")}
    return set()


def catalogue(fields):
    def walk(shape: Shape, path):
        found = {f"{path}.{name}" for name in shape.members}
        for name, member in shape.members.items():
            found |= walk(member, f"{path}.{name}")
        return found | (walk(shape.item, f"{path}[]") if shape.item else set())

    return walk(shape_of(fields), "")


def content(given, **more):
    return annual_content(given, plan_section=PLAN_SECTION, plan_title=PLAN, options=ALL, **more)


def test_every_field_of_the_word_template_is_in_the_catalogue_and_the_other_way_round():
    assert paths(word_fields(content(county()))) == catalogue(ANNUAL_WORD_FIELDS)


@pytest.mark.parametrize("name", ANNUAL_WORDING_TITLES)
def test_every_fact_of_a_wording_template_is_in_the_catalogue(name, monkeypatch):
    seen = {}

    def listen(template, facts, **more):
        seen.setdefault(template.name.split(".")[0], []).append(facts)
        return real(template, facts, **more)

    real = build_module.say
    monkeypatch.setattr(build_module, "say", listen)
    content(county())
    content(nil())
    known = catalogue([*annual_wording_fields(name), *ANNUAL_COMMON_FIELDS]) - {".另起一段"}
    found = set().union(*map(paths, seen[name]))
    if name not in ("title", "preamble", "fee"):
        assert {".详", ".略"} <= found
    assert found <= known
    optional = {".详", ".略"} | {f".渠道[].{part}" for part in ("名称", "数", "量词", "渠道")} | {".渠道"}
    optional |= {f".工作[].{part}" for part in ("名称", "数", "量词", "渠道")}
    assert known - found <= optional


def test_every_wording_template_is_known_by_its_name():
    assert {path.name.removesuffix(".txt.jinja") for path in WORDING.iterdir()} == set(ANNUAL_WORDING_TITLES)


@pytest.mark.parametrize("name", ANNUAL_WORDING_TITLES)
def test_our_wording_passes_the_check_of_templates(name):
    check = check_wording(
        WORDING / f"{name}.txt.jinja", name, own=annual_wording_fields(name), common=ANNUAL_COMMON_FIELDS
    )
    assert [(one.severity, one.what) for one in check.remarks] == []
    assert check.fills


def test_our_word_template_passes_the_check_of_templates_and_uses_every_field():
    check = check_word(admit(templates_folder() / "annual.docx"), ANNUAL_WORD_FIELDS)
    assert [(one.severity, one.where, one.what) for one in check.remarks] == []
    assert check.fills
    assert check.unused == ()


def test_a_mistake_in_an_offices_own_template_is_found(tmp_path):
    document = docx.Document(str(templates_folder() / "annual.docx"))
    document.add_paragraph("{{ 表.requests.r99.total }}")
    document.save(str(tmp_path / "年报.docx"))
    check = check_word(admit(tmp_path / "年报.docx"), ANNUAL_WORD_FIELDS)
    assert [one.severity for one in check.remarks] == ["error"]
