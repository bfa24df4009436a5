"""The table of hostile texts inside a plan of every kind: each comes out as printed, and no other task suffers."""

import contextlib
import html
import io
import json
import re
from xml.sax.saxutils import escape

import pytest
from hostile_text import HOSTILE, framed, plan_file, shown
from test_sources_hostile import HEADER, TITLE, docx, p, tr

from reportgen.cli.ring import run
from reportgen.files.text import clean_text, decode_surrogates
from reportgen.plan import read_plan
from reportgen.plan.sources.letters import tidy

BREAKING = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
LONG = "长" * 20_000
TEXTS = {name: f"做好{framed(name)}公开工作。" for name in HOSTILE} | {
    "long": f"做好〔long起〕{LONG}〔long止〕公开工作。"
}


def as_word(texts):
    rows = "".join(tr(str(number), escape(clean_text(text)), "办公室") for number, text in enumerate(texts, 1))
    return docx(f"{p(TITLE)}<w:tbl>{tr(*HEADER)}{rows}</w:tbl>")


def as_page(texts):
    rows = "".join(
        f"<tr><td>{number}</td><td>{html.escape(clean_text(text))}</td><td>办公室</td></tr>"
        for number, text in enumerate(texts, 1)
    )
    head = "".join(f"<th>{word}</th>" for word in HEADER)
    return f"<html><meta charset=utf-8><body><h1>{TITLE}</h1><table><tr>{head}</tr>{rows}</table>".encode()


def as_lines(texts):
    """A clause each; what breaks a line in a text file is a line break there."""
    lines = [TITLE, "一、推进主动公开"]
    lines += [f"{number}.{BREAKING.sub('', text)}（责任单位：办公室）" for number, text in enumerate(texts, 1)]
    return "\n".join(lines).encode("utf-8", "replace")


MAKERS = {".docx": as_word, ".html": as_page, ".txt": as_lines}


@pytest.mark.parametrize("ending", MAKERS)
def test_every_text_is_a_task_as_printed(tmp_path, ending):
    path = tmp_path / f"方案{ending}"
    path.write_bytes(MAKERS[ending](TEXTS.values()))
    plan = read_plan(path)
    read = [shown(task.text) for task in plan.tasks]
    wanted = [
        shown(tidy(BREAKING.sub("", text).encode("utf-8", "replace").decode() if ending == ".txt" else text))
        for text in TEXTS.values()
    ]
    assert read == wanted
    assert {assignment.name for task in plan.tasks for assignment in task.units} == {"办公室"}


def test_a_workbook_plan_too(tmp_path):
    read = [shown(task.text) for task in read_plan(plan_file(tmp_path / "方案.xlsx")).tasks]
    assert read == [shown(tidy(f"做好{framed(name)}公开工作。")) for name in HOSTILE]


@pytest.mark.parametrize("ending", MAKERS)
def test_reading_it_shows_nothing_that_steers_the_screen(tmp_path, ending):
    path = tmp_path / f"方案{ending}"
    path.write_bytes(MAKERS[ending](TEXTS.values()))
    for options in ((), ("--json",)):
        out, errors = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="replace"), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
            assert run(["plan", str(path), *options]) in (0, 1)
        out.flush()
        text = out.buffer.getvalue().decode("utf-8") + errors.getvalue()
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
        if options:
            assert len(json.loads(out.buffer.getvalue())["tasks"]) == len(TEXTS)


def test_halves_of_an_emoji_written_as_numbers_are_the_emoji_and_a_lone_half_stays_one():
    assert decode_surrogates("甲_xD83D__xDE00_乙_xD83D_丙_x000B_") == "甲😀乙\ud83d丙_x000B_"
