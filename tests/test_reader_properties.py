"""Whatever stands in a file, its reader reads it or refuses it in words; drawn by Hypothesis and made small when it fails.

``make fuzz`` draws more of them (PROPERTIES).
"""

import io
import json
import os
from datetime import date, datetime, time
from unittest import mock

import openpyxl
import pytest
import workbook_case
from fuzz.mutate import HOSTILE
from fuzz.run import try_one
from fuzz.targets import TARGETS, seeds_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.exceptions import IllegalCharacterError

from reportgen.files.text import clean_text
from reportgen.folder import WorkingFolder
from reportgen.folder.manifest import read_manifest

COUNT = int(os.environ.get("PROPERTIES", "10"))
every = settings(
    max_examples=COUNT,
    derandomize="PROPERTIES" not in os.environ,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

WORDS = (
    *(
        "序号",
        "工作任务",
        "具体要求",
        "责任单位",
        "完成时限",
        "牵头单位",
        "配合单位",
        "完成情况",
        "完成日期",
        "落实情况",
    ),
    *(
        "办公室牵头，各科室配合",
        "人事科",
        "6月底前",
        "（一）主动公开",
        "一、公开",
        "1.",
        "属实",
        "理由",
        "单位",
        "别名",
    ),
    *("责任单位：", "2024年政务公开工作要点", "|", "\t", "\n", "第1项", "已完成", "2024-02-30"),
)
texts = st.one_of(st.sampled_from(WORDS), st.sampled_from(HOSTILE), st.text(max_size=40))
values = st.one_of(
    texts,
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1900, 3, 1)),
    st.datetimes(datetime(1900, 3, 1)),  # noqa: DTZ001
    st.times(),
)
places = st.tuples(st.integers(1, 30), st.integers(1, 16))
"""Row and column."""


def put(sheet, place, value):
    """Type a value; what no cell can hold is no input."""
    cell = sheet.cell(*place)
    if type(cell).__name__ == "MergedCell":
        return
    try:
        cell.value = value[:32_767] if isinstance(value, str) else value
    except (IllegalCharacterError, ValueError):
        return
    if isinstance(value, int) and abs(value) > 10**15:
        cell.value = float(value)
    if isinstance(value, str) and value.startswith("="):
        cell.data_type = "s"


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def holds(target, content):
    """Read or refused in words, soon, and without a file left behind."""
    outcome = try_one(target, content)
    assert outcome.fault == ""
    return outcome


@every
@given(st.dictionaries(places, values, max_size=40), st.lists(st.tuples(places, places), max_size=3))
def test_a_plan_of_any_cells(cells, merged):
    book = openpyxl.Workbook()
    for place, value in cells.items():
        put(book.active, place, value)
    for first, last in merged:
        (top, bottom), (left, right) = sorted((first[0], last[0])), sorted((first[1], last[1]))
        book.active.merge_cells(start_row=top, end_row=bottom, start_column=left, end_column=right)
    holds("plan-xlsx", saved(book))


@every
@given(
    st.lists(texts, max_size=30),
    st.sampled_from(["\n", "", "\t", " | ", "\r\n", "\u3000"]),
    st.sampled_from(["utf-8", "gb18030", "utf-16"]),
)
def test_a_plan_of_any_lines(lines, between, code):
    holds("plan-txt", between.join(lines).encode(code, "replace"))


tags = st.sampled_from(("p", "table", "tr", "td", "th", "div", "ol", "li", "b", "br", "script", "style", "span", "pre"))
attributes = st.dictionaries(
    st.sampled_from(("rowspan", "colspan", "style", "charset", "start", "class")), texts, max_size=2
)


def element(tag, attribute, parts):
    written = "".join(f' {key}="{value}"' for key, value in attribute.items())
    return f"<{tag}{written}>{''.join(parts)}</{tag}>"


pages = st.recursive(
    texts,
    lambda inner: st.builds(element, tags, attributes, st.lists(inner, max_size=5)),
    max_leaves=30,
)


@every
@given(pages)
def test_a_plan_of_any_page(page):
    holds("plan-html", f"<html><body>{page}</body></html>".encode("utf-8", "replace"))


@every
@given(st.lists(st.tuples(st.sampled_from(("p", "cell", "row", "table", "ins", "del")), texts), max_size=30))
def test_a_plan_of_any_paragraphs_and_tables(pieces):
    import docx

    document = docx.Document()
    table = None
    for kind, text in pieces:
        text = clean_text(text)
        if kind == "table" or (kind in ("cell", "row") and table is None):
            table = document.add_table(1, 3)
        if kind == "row":
            table.add_row()
        if kind in ("cell", "row"):
            table.rows[-1].cells[len(text) % 3].text = text
        elif kind != "table":
            document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    holds("plan-docx", out.getvalue())


@every
@given(st.dictionaries(places, values, max_size=30))
def test_a_returned_workbook_of_any_cells(cells):
    hand = workbook_case.filled()
    for place, value in cells.items():
        put(hand.sheet, place, value)
    content = saved(hand.book)
    holds("workbook", content)
    holds("reissue", content)
    holds("marks", content)


@every
@given(st.dictionaries(places, values, max_size=30), st.sampled_from(("任务清单", "单位")))
def test_a_task_list_of_any_cells(cells, sheet):
    book = openpyxl.load_workbook(io.BytesIO(seeds_of("tasklist")[0]))
    for place, value in cells.items():
        put(book[sheet], place, value)
    holds("tasklist", saved(book))


@every
@given(st.dictionaries(places, values, max_size=30), st.integers(0, 6))
def test_a_ledger_of_any_cells(cells, number):
    book = openpyxl.load_workbook(io.BytesIO(seeds_of("ledger")[1]))
    sheet = book.worksheets[number % len(book.worksheets)]
    for place, value in cells.items():
        put(sheet, place, value)
    holds("ledger", saved(book))


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), texts),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(texts, inner, max_size=4)),
    max_leaves=15,
)


def toml_of(value):
    """A value as TOML writes it; JSON's writing is TOML's for texts, numbers and lists."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml_of(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml_of, value)) + "]"
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return json.dumps("" if value is None else value)


KEYS = (
    "year",
    "body",
    "plan_title",
    "as_of",
    "return_to",
    "return_by",
    "publish_units",
    "charts",
    "template",
    "wording",
    "prefer",
)
settings_values = st.one_of(
    json_values, st.dates(), st.datetimes(), st.sampled_from(("../a.docx", "C:\\a.docx", "/etc", "CON"))
)


@every
@given(st.dictionaries(st.one_of(st.sampled_from((*KEYS, "status_words")), texts), settings_values, max_size=6))
def test_settings_of_any_values(data):
    text = "".join(f"{json.dumps(key)} = {toml_of(value)}\n" for key, value in data.items())
    holds("settings", text.encode("utf-8", "replace"))


@every
@given(json_values)
def test_a_manifest_of_any_values(tmp_path_factory, value):
    folder = WorkingFolder(tmp_path_factory.mktemp("a"))
    folder.manifest.parent.mkdir(parents=True)
    folder.manifest.write_text(json.dumps(value), encoding="utf-8")
    assert isinstance(read_manifest(folder), dict)


@every
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                ("{{ 标题 }}", "{% for 一 in 行 %}", "{{ 一 }}", "{% endfor %}", "{%p if 空 %}", "{%p endif %}")
            ),
            st.sampled_from(
                ("{{ 标题.__class__ }}", "{{ 行[9] }}", "{{ 数/0 }}", "{{ '甲'*99999999 }}", "{% include 'a' %}")
            ),
            st.sampled_from(
                (
                    "{{ range(10**9)|list }}",
                    "{{ 标题|attr('x') }}",
                    "{{",
                    "}}",
                    "{#",
                    "{%tr for a in 行 %}",
                    "{{r 标题 }}",
                )
            ),
            texts,
        ),
        max_size=6,
    )
)
def test_a_template_of_any_tags(pieces):
    import docx

    document = docx.Document()
    for piece in pieces:
        document.add_paragraph(clean_text(piece))
    out = io.BytesIO()
    document.save(out)
    holds("template", out.getvalue())


@every
@given(st.text(max_size=300), st.sampled_from(("落实情况", "存在问题", "下一步措施")))
def test_what_a_unit_typed_is_read_as_typed_but_for_what_cannot_be_shown(typed, title):
    from hostile_text import put as type_in

    from reportgen.workbook.returned import read_returned

    hand = workbook_case.filled()
    task = next(iter(hand.rows))
    type_in(hand.cell(task, title), typed)
    read = read_returned(saved(hand.book), file="进度填报/办公室.xlsx", known=_known())
    (entry,) = [each for each in read.entries if each.task == task]
    found = {"落实情况": entry.progress, "存在问题": entry.problems, "下一步措施": entry.next_steps}[title]
    assert "".join(found.split()) == "".join(clean_text(typed).split())


def _known():
    from fuzz.targets import _known as known

    return known()


def test_the_drawing_can_fail(monkeypatch):
    """A reader that breaks is seen."""
    broken = mock.Mock(read=mock.Mock(side_effect=KeyError("甲")), ending=".txt", seconds=5)
    monkeypatch.setitem(TARGETS, "plan-txt", broken)
    with pytest.raises(AssertionError, match="KeyError"):
        holds("plan-txt", b"a")
