"""What holds for every plan: reading is stable, ids are unique, and no text is lost or doubled."""

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.model.blocks import Document, Grid, GridCell, Paragraph
from reportgen.plan import read_plan
from reportgen.plan.layouts import read_layout
from reportgen.plan.phrases.units import split_units

WORDS = st.sampled_from(
    ["更新", "公布", "目录", "指南", "规划", "预算", "图解", "清单", "网站", "热线", "答复", "培训"]
)
TEXTS = st.lists(WORDS, min_size=3, max_size=12).map(lambda words: "".join(words) + "。")
UNITS = st.lists(
    st.sampled_from(["办公室", "人事科", "财务科", "法规科", "信息中心"]), min_size=1, max_size=3, unique=True
)
CATEGORY = st.lists(st.tuples(TEXTS, UNITS), min_size=1, max_size=4)
PLANS = st.lists(CATEGORY, min_size=1, max_size=4)
TITLE = "云岭市档案局2024年政务公开工作要点分工方案"
CHINESE = "一二三四五六七八九十"


def as_grid(plan):
    """A table with merged heading cells."""
    cells = [GridCell(0, column, text) for column, text in enumerate(("工作任务", "具体要求", "责任单位"))]
    row = number = 1
    for place, tasks in enumerate(plan):
        cells.append(GridCell(row, 0, f"{CHINESE[place]}、第{CHINESE[place]}类工作", row_span=len(tasks)))
        for text, units in tasks:
            cells += [GridCell(row, 1, f"{number}．{text}"), GridCell(row, 2, "、".join(units))]
            row, number = row + 1, number + 1
    return Grid(tuple(cells), row, 3, "表1")


def as_text(plan):
    """The same plan as a narrative with tails."""
    lines = [TITLE]
    number = 1
    for place, tasks in enumerate(plan):
        lines.append(f"{CHINESE[place]}、第{CHINESE[place]}类工作")
        for text, units in tasks:
            lines.append(f"{number}．{text}（责任单位：{'、'.join(units)}）")
            number += 1
    return "\n".join(lines) + "\n"


def facts(plan):
    return [(task.id, task.category, task.text, task.units) for task in plan.tasks]


def read_bytes(content):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "方案.txt"
        path.write_bytes(content)
        return read_plan(path)


@given(PLANS)
def test_a_table_and_a_narrative_of_the_same_plan_read_the_same(plan):
    table = read_layout(Document("x", "docx", (Paragraph(TITLE, "第1段"), as_grid(plan))))
    lines = as_text(plan).splitlines()
    narrative = read_layout(Document("x", "txt", tuple(Paragraph(line, "") for line in lines)))
    assert facts(table) == facts(narrative)


@given(PLANS)
def test_every_character_of_the_body_is_in_exactly_one_place(plan):
    read = read_layout(Document("x", "docx", (Paragraph(TITLE, "第1段"), as_grid(plan))))
    written = "".join(text for tasks in plan for text, _ in tasks)
    assert "".join(task.text for task in read.tasks) == written
    assert [task.responsibility for task in read.tasks] == ["、".join(units) for tasks in plan for _, units in tasks]
    assert len({task.id for task in read.tasks}) == len(read.tasks)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=25)
@given(PLANS, st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]), st.sampled_from(["\n", "\r\n", "\r"]))
def test_encoding_and_line_ends_change_nothing(plan, encoding, newline):
    text = as_text(plan)
    assert facts(read_bytes(text.replace("\n", newline).encode(encoding))) == facts(read_bytes(text.encode()))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=25)
@given(PLANS, st.lists(st.sampled_from(["— 3 —", "第 2 页 共 9 页", "打印本页", ""]), max_size=3))
def test_added_furniture_changes_nothing(plan, furniture):
    text = as_text(plan)
    assert facts(read_bytes((text + "\n".join(furniture) + "\n").encode())) == facts(read_bytes(text.encode()))


@given(PLANS)
def test_reading_twice_gives_the_same_plan(plan):
    document = Document("x", "docx", (Paragraph(TITLE, "第1段"), as_grid(plan)))
    assert read_layout(document) == read_layout(document)


@pytest.mark.parametrize("name", ["zhongshan-rsj-2020", "dongqu-2022"])
def test_no_text_of_a_real_table_is_lost_or_doubled(seeds, name):
    """Of the dump's cells every Chinese character of requirements stands in the tasks, once."""
    plan = read_plan(seeds / f"{name}.txt")
    printed = (seeds / f"{name}.txt").read_text(encoding="utf-8")
    bodies = "".join(task.text for task in plan.tasks)
    for sentence in re.findall(r"[\u4e00-\u9fff]{12,}", bodies):
        assert bodies.count(sentence) == printed.count(sentence)


@given(UNITS)
def test_the_units_of_a_list_are_the_units_that_were_listed(units):
    assert [unit.name for unit in split_units("、".join(units))] == units
