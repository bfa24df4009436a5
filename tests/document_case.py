"""Small makers for the tests of the document: a plan, what came back, and the section made of them."""

import io
import struct
import zlib
from dataclasses import dataclass
from datetime import date

import docx

from reportgen.completion import count
from reportgen.document.case import Case
from reportgen.document.section import render_section
from reportgen.model.findings import Place
from reportgen.model.plan import Assignment, Deadline, Plan, Reporting, Task
from reportgen.model.progress import Collection, Entry, Written
from reportgen.model.roster import TaskList
from reportgen.model.settings import Settings
from reportgen.roster import make_roster
from reportgen.terms import STATUS_WORDS

TITLE = "青禾县粮食局2020年政务公开工作要点分工方案"


def task(
    number, *, category="一、信息公开", text="更新公开目录，每季度核对一次。", lead="办公室", due=None, title=None
):
    units = tuple(Assignment(name, "lead", "unit") for name in lead.split("、"))
    deadlines = (Deadline(due, "前"),) if due else ()
    return Task(str(number), (category,), title, text, f"{lead}牵头", units, deadlines)


def entry(number, status="done", progress="修订目录3项。", *, unit="办公室", problems="", next_steps="", on=None):
    written = {"status": Written(STATUS_WORDS[status], Place("进度填报/办公室.xlsx", "填报", "F7"))}
    return Entry(
        unit,
        str(number),
        "lead",
        status,
        on or (date(2020, 6, 1) if status == "done" else None),
        progress,
        problems=problems,
        next_steps=next_steps,
        written=written,
    )


def case(tasks, entries, *, reporting=(), **settings):
    plan = Plan(TITLE, "青禾县粮食局", 2020, tuple(tasks), tuple(reporting))
    task_list = TaskList(plan, ())
    roster = make_roster(task_list)
    reported = {one.unit for one in entries}
    collection = Collection((), tuple(entries), tuple(unit for unit in roster.units if unit in reported))
    chosen = Settings(**{"year": 2020, "body": "青禾县粮食局", "plan_title": TITLE, **settings})
    completion = count(collection, task_list=task_list, roster=roster, settings=chosen)
    return Case(plan, completion, collection, roster, chosen)


CLAUSE = Reporting("2", "annual_report", None, "落实本要点的情况要纳入“年度报告”予以公开。")


def png():
    """A white picture of 8 × 4 points."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\x00" + b"\xff" * 8 for _ in range(4))
    head = struct.pack(">IIBBBBB", 8, 4, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@dataclass(frozen=True)
class Picture:
    name: str
    alt: str = "共2项"
    png: bytes = png()
    width_mm: float = 156.0


def section(this, *, charts=(), template=None):
    return render_section(
        plan=this.plan,
        completion=this.completion,
        collection=this.collection,
        roster=this.roster,
        settings=this.settings,
        charts=charts,
        template=template,
    )


def opened(content):
    return docx.Document(io.BytesIO(content))


def text_of(content):
    document = opened(content)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
