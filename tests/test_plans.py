"""Plans of our own making, in every kind of layout and file, read as a person typed them."""

import json
import re
from pathlib import Path

import pytest
from block_files import as_docx, as_html

from reportgen.model.blocks import Grid
from reportgen.model.plan import plan_to_json
from reportgen.plan import read_plan
from reportgen.plan.layouts import read_layout
from reportgen.plan.layouts.read import find_draft
from reportgen.plan.sources import read_blocks

PLANS = Path(__file__).parent / "plans"
FILES = sorted(
    path for path in PLANS.iterdir() if path.with_suffix(".expected.json").is_file() and path.suffix != ".json"
)
# Warnings whose rule the rule book states; every other one is for people and may change.
RULED = {"unit-inherited", "no-units", "number-repeated", "label-repaired"}
# The words before a tail's bodies and dates are said by the fields themselves.
LABEL = re.compile(
    "(?:责任|牵头|配合|主办|协办|承办|负责|落实)(?:单位|部门|科室|处室|股室|主体)|(?:完成|时限)(?:时限|时间|要求)"
)
LONG = 12


def ids(path):
    return path.name


def plain(text):
    """Without white space, so that only letters and marks are compared."""
    return None if text is None else "".join(text.split())


def bare(plan):
    """What the rule book rules of a plan's JSON, in a form to compare."""
    return {
        "title": plain(plan["title"]),
        "issuer": plain(plan["issuer"]),
        "year": plan["year"],
        "tasks": [
            {
                "id": task["id"],
                "category": [plain(heading) for heading in task["category"]],
                "title": plain(task["title"]),
                "text": plain(task["text"]),
                "responsibility": plain(task["responsibility"]),
                "units": [(unit["name"], unit["role"], unit["kind"]) for unit in task["units"]],
                "deadlines": [(due["date"], plain(due["phrase"])) for due in task["deadlines"]],
            }
            for task in plan["tasks"]
        ],
        "reporting": sorted((str(each["task"]), each["channel"], str(each["date"])) for each in plan["reporting"]),
    }


def ruled(plan):
    return sorted((each["code"], str(each["task"])) for each in plan["warnings"] if each["code"] in RULED)


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_a_plan_reads_as_a_person_typed_it(path):
    want = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    got = plan_to_json(read_plan(path))
    assert bare(got) == bare(want)
    assert ruled(got) == ruled(want)


def test_there_are_plans_of_every_kind_of_file():
    kinds = {path.suffix for path in FILES}
    assert len(FILES) >= 30
    assert kinds == {".docx", ".html", ".txt", ".xlsx", ".pdf"}


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_every_task_says_where_it_stands(path):
    assert all(task.place for task in read_plan(path).tasks)


def in_blocks(document):
    """Every paragraph and cell of a document as text."""
    for block in document.blocks:
        yield from (cell.text for cell in block.cells) if isinstance(block, Grid) else (block.text,)


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_no_text_of_a_plan_is_lost(path):
    """Every stretch of letters stands in a task, a heading, a responsibility, the title, or what was set aside."""
    document = read_blocks(path)
    title, draft = find_draft(document)
    kept = [title, *draft.outside, *(text for text, _ in draft.leftovers)]
    for found in draft.requirements:
        kept += [*found.category, found.title or "", found.text, found.wanted, found.due]
        kept += [part for pair in found.printed for part in pair]
    pool = "\n".join(plain(text) for text in kept)
    stretches = [stretch for text in in_blocks(document) for stretch in letters(text)]
    assert [each for each in stretches if each not in pool and len(each) > 3 and not LABEL.fullmatch(each)] == []


def letters(text):
    """The stretches of Chinese letters of a text, parted by everything else."""
    return re.findall("[\u4e00-\u9fff]+", text)


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_no_text_of_a_plan_is_doubled(path):
    printed = "\n".join(plain(text) for text in in_blocks(read_blocks(path)))
    read = "\n".join(plain(task.text) for task in read_plan(path).tasks)
    doubled = {
        stretch for stretch in letters(read) if len(stretch) >= LONG and read.count(stretch) > printed.count(stretch)
    }
    assert doubled == set()


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix in (".docx", ".html", ".xlsx")], ids=ids)
def test_a_plan_passed_through_a_page_and_a_word_file_reads_the_same(tmp_path, path):
    document = read_blocks(path)
    page, word = tmp_path / "方案.html", tmp_path / "方案.docx"
    page.write_bytes(as_html(document.blocks))
    word.write_bytes(as_docx(read_blocks(page).blocks))
    first, last = bare(plan_to_json(read_layout(document))), bare(plan_to_json(read_plan(word)))
    for task in (*first["tasks"], *last["tasks"]):  # a date cell's words are ours, not the file's
        task["deadlines"] = [day for day, _ in task["deadlines"]]
    assert last == first
