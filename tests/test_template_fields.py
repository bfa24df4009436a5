"""The catalogue of fields is what templates really get, no more and no less."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from document_case import CLAUSE, Picture, case, entry, task

from reportgen.cli.ring import run
from reportgen.document import section as section_module
from reportgen.document.case import Case
from reportgen.document.fields import Field, example_of, shape_of, usage_of
from reportgen.document.fields_catalogue import COMMON_FIELDS, WORD_FIELDS, WORDING_TITLES, wording_fields
from reportgen.document.section import section_fields, short_form
from reportgen.document.wording import say
from reportgen.resources import inputs_folder, templates_folder
from reportgen.steps.checking import check
from reportgen.steps.issuing import issue
from reportgen.steps.opening import new

CHARTS = [Picture("完成情况构成"), Picture("各类任务完成情况"), Picture("各单位完成情况")]


def paths_of(value, path=""):
    """Every path in a context, as the catalogue writes them."""
    found = {path} if path else set()
    if isinstance(value, dict):
        for name, part in value.items():
            found |= paths_of(part, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list):
        found = {f"{path}[]"}
        for item in value:
            found |= paths_of(item, f"{path}[]")
    return found


def sample(tmp_path):
    """The sample with its filled workbooks."""
    folder = inputs_folder() / "云岭市水务局2025"
    new(folder / "分工方案.docx", tmp_path / "年报")
    issue(tmp_path / "年报")
    for book in (folder / "进度填报").glob("*.xlsx"):
        (tmp_path / "年报" / "进度填报" / book.name).write_bytes(book.read_bytes())
    done = check(tmp_path / "年报")
    return Case(done.office.plan, done.completion, done.collection, done.office.roster, done.office.settings)


def small_case():
    """What the sample has not: a clause, an overdue task, a task without text, one that nobody reported."""
    tasks = [
        task(1),
        task(2, due=date(2020, 6, 1)),
        task(3, lead="财务科"),
        task(4),
        task(5, category="二、解读"),
        task(6, lead="办公室、人事科"),
    ]
    entries = [
        entry(1),
        entry(2, "under_way", problems="人手不足", next_steps="三月底前办结"),
        entry(4, progress=""),
        entry(5),
        entry(6, "under_way", problems="经费未到位", next_steps="年底前办结"),
        entry(6, "not_started", unit="人事科"),
    ]
    return case(tasks, entries, reporting=[CLAUSE])


@pytest.fixture(scope="module")
def contexts(tmp_path_factory):
    """Paths of the Word template's context and of each wording template's facts, over the sample and a small case."""
    told = {}

    def listening(template, facts, **more):
        told.setdefault(Path(template).name.removesuffix(".txt.jinja"), set()).update(
            paths_of({**facts, "另起一段": ""})
        )
        return say(template, facts, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(section_module, "say", listening)
        for this in (sample(tmp_path_factory.mktemp("样例")), small_case()):
            told.setdefault("word", set()).update(paths_of(section_fields(this, CHARTS)))
            short_form(this)
    return told


def test_the_catalogue_lists_every_field_of_the_word_template_and_no_other(contexts):
    assert {field.path for field in WORD_FIELDS} == contexts["word"]


@pytest.mark.parametrize("name", WORDING_TITLES)
def test_the_catalogue_lists_every_field_of_a_wording_template_and_no_other(contexts, name):
    assert {field.path for field in wording_fields(name)} == contexts[name]


def test_every_wording_template_has_its_entry_and_the_other_way_round():
    files = {path.name.removesuffix(".txt.jinja") for path in (templates_folder() / "wording").glob("*.txt.jinja")}
    assert files == set(WORDING_TITLES)


@pytest.mark.parametrize("fields", [WORD_FIELDS, *map(wording_fields, WORDING_TITLES)])
def test_every_field_stands_once_with_a_meaning_and_an_example_and_lists_name_their_items(fields):
    paths = [one.path for one in fields]
    assert len(paths) == len(set(paths))
    assert all(one.meaning and not one.meaning.endswith("。") for one in fields)
    for one in fields:
        assert bool(one.each) == one.path.endswith("[]")
        below = [path for path in paths if path.startswith(one.path + ".")]
        assert (one.example is None) == bool(below)


FIELDS = (
    Field("甲", "文字", "一"),
    Field("乙", "组", is_optional=True),
    Field("乙.丙", "数", 3, is_optional=True),
    Field("丁[]", "列表", each="行", tag="tr", is_optional=True),
    Field("丁[].戊[]", "文字们", "二", each="段", tag="p"),
    Field("己", "是否", True),
)


def test_examples_are_made_of_the_catalogue_full_and_bare():
    shape = shape_of(FIELDS)
    assert example_of(shape) == {
        "甲": "一",
        "乙": {"丙": 3},
        "丁": [{"戊": ["二", "二"]}, {"戊": ["二", "二"]}],
        "己": True,
    }
    assert example_of(shape, bare=True) == {"甲": "一", "乙": None, "丁": [], "己": False}


@pytest.mark.parametrize(
    ("path", "word", "text"),
    [
        ("甲", "{{ 甲 }}", "{{ 甲 }}"),
        ("乙", "", ""),
        ("乙.丙", "{{ 乙.丙 }}", "{{ 乙.丙 }}"),
        ("丁[]", "{%tr for 行 in 丁 %}", "{% for 行 in 丁 %}"),
        ("丁[].戊[]", "{%p for 段 in 行.戊 %} {{ 段 }}", "{% for 段 in 行.戊 %} {{ 段 }}"),
        ("己", "{% if 己 %}", "{% if 己 %}"),
    ],
)
def test_a_field_says_how_it_is_written(path, word, text):
    one = next(field for field in FIELDS if field.path == path)
    assert usage_of(one, FIELDS, is_word=True) == word
    assert usage_of(one, FIELDS, is_word=False) == text


def test_fields_prints_every_field(capsys):
    assert run(["template", "fields"]) == 0
    page = capsys.readouterr().out
    assert "{{ 标题 }}" in page
    assert "{%tr for 行 in 单位表 %}" in page
    assert all(f"{name}.txt.jinja" in page for name in WORDING_TITLES)
    assert len(re.findall(r"^\s*\{[{%].*", page, re.MULTILINE)) > 100


def test_fields_as_json_names_every_field_with_meaning_and_example(capsysbinary):
    assert run(["template", "fields", "--json"]) == 0
    data = json.loads(capsysbinary.readouterr().out)
    assert [one["path"] for one in data["word"]] == [field.path for field in WORD_FIELDS]
    assert data["word"][0]["usage"] == "{{ 标题 }}"
    assert set(data["wording"]) == set(WORDING_TITLES)
    assert [one["path"] for one in data["common"]] == [field.path for field in COMMON_FIELDS]
    assert set(data["filters"]) == {"中文数字", "待补充"}
