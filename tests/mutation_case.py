"""An office whose three units have filled their workbooks, hands that spoil one, and figures counted without the program."""

import io
import zipfile
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

from workbook_case import ROLES, ROSTER, SETTINGS, TASK_LIST, UNITS, Hand, inbox, issue, rewrite_part, take

from reportgen.check import check
from reportgen.completion import count
from reportgen.model.completion import Completion, Tally
from reportgen.model.findings import Finding
from reportgen.model.progress import Collection
from reportgen.model.roster import Roster, TaskList
from reportgen.model.settings import Settings
from reportgen.returns import pack_return
from reportgen.workbook.collect import collect
from reportgen.workbook.conservation import conserve
from reportgen.workbook.recognise import Known
from reportgen.workbook.returned import Returned, read_returned

UNIT = "办公室"
NAME = "办公室.xlsx"
SHEET = "xl/worksheets/sheet1.xml"

Row = dict[str, object]
"""What a person reads in one row: status, done_on, progress, figure, problems, next_steps, evidence."""

BLANK: Row = {
    "status": None,
    "done_on": None,
    "progress": "",
    "figure": "",
    "problems": "",
    "next_steps": "",
    "evidence": "",
}
_DONE: Row = BLANK | {"status": "done", "done_on": date(2020, 9, 30)}
_OPEN: Row = BLANK | {"problems": "人手不足", "next_steps": "明年3月完成"}

FILLED: dict[tuple[str, str], Row] = {
    (UNIT, "1"): _DONE
    | {"done_on": date(2020, 6, 20), "progress": "目录已经公布，共36项。", "evidence": "某政发〔2020〕1号"},
    (UNIT, "2"): _DONE | {"progress": "办了开放日，邀请86人。", "figure": "3次", "evidence": "网站公告"},
    (UNIT, "4"): _OPEN | {"status": "under_way", "progress": "格式文本已经起草。"},
    (UNIT, "7"): BLANK | {"status": "ongoing_met", "progress": "每月整理文件，累计120件。"},
    (UNIT, "8"): _OPEN | {"status": "not_started"},
    ("规划科", "3"): _OPEN | {"status": "mostly_done", "progress": "解读了12件，余下1件。", "figure": "92%"},
    ("规划科", "5"): _DONE | {"progress": "开了4场发布会，回答提问31个。", "figure": "4次", "evidence": "会议记录"},
    ("信息中心", "6"): _OPEN | {"status": "ongoing_unmet", "progress": "改造了一半栏目。"},
}
"""What the units filled in: every row they carry; the rows they support stay blank."""

_WORDS = {
    "done": "已完成",
    "mostly_done": "基本完成",
    "under_way": "正在推进",
    "not_started": "未启动",
    "ongoing_met": "持续推进（年度要求已达到）",
    "ongoing_unmet": "持续推进（年度要求未达到）",
}
_TITLES = {
    "status": "完成情况",
    "done_on": "完成日期",
    "progress": "落实情况",
    "figure": "量化成果",
    "problems": "存在问题",
    "next_steps": "下一步措施",
    "evidence": "佐证材料",
}


def hand_of(unit: str = UNIT) -> Hand:
    """The unit's workbook, filled and still open."""
    return take(workbook_of(unit))


def typed_as(key: str, value: object) -> object:
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return _WORDS[str(value)] if key == "status" else value


@cache
def workbook_of(unit: str = UNIT) -> bytes:
    """The unit's workbook, filled and saved."""
    hand = take(issue(unit))
    for (filler, task), row in FILLED.items():
        if filler == unit:
            hand.fill(task, **{_TITLES[key]: typed_as(key, value) for key, value in row.items() if value})
    out = io.BytesIO()
    hand.book.save(out)
    return out.getvalue()


def lay(folder: Path, *units: str, ending: str = ".xlsx") -> Path:
    """The folder with the filled workbooks of these units, of all where none is named; gives its inbox."""
    inbox(folder).mkdir(parents=True, exist_ok=True)
    for unit in units or UNITS:
        (inbox(folder) / f"{unit}{ending}").write_bytes(workbook_of(unit))
    return inbox(folder)


# --- what the program makes of a folder ---


@dataclass(frozen=True)
class Seen:
    """What came out of collecting, checking and counting."""

    collection: Collection
    findings: tuple[Finding, ...]
    completion: Completion
    roster: Roster

    def rows(self) -> dict[tuple[str, str], Row]:
        """Every filled row of the files that count."""
        return {
            (entry.unit, entry.task): {key: getattr(entry, key) for key in BLANK}
            for entry in self.collection.entries
            if not entry.is_blank
        }

    def said(self) -> list[tuple[str, str | None]]:
        """(code, cell) of every finding."""
        return [(found.code, found.place.cell) for found in self.findings]

    def record(self, name: str = NAME):
        return next(record for record in self.collection.files if record.file == f"进度填报/{name}")


def look(
    folder: Path, *, task_list: TaskList = TASK_LIST, roster: Roster = ROSTER, settings: Settings = SETTINGS
) -> Seen:
    collection = collect(folder, task_list=task_list, roster=roster, settings=settings)
    findings = check(collection, task_list=task_list, roster=roster, settings=settings)
    completion = count(collection, task_list=task_list, roster=roster, settings=settings)
    assert conserve(collection, roster).holds
    return Seen(collection, findings, completion, roster)


@dataclass(frozen=True)
class Told:
    """What a person must be told about a mutation, and what it may change.

    Attributes:
        said: (code, cell) of every finding beyond those of the unspoilt folder.
        changed: Task → columns of 办公室's row that read differently; ``None`` for a row that is gone or blank.
        silenced: Units whose rows do not count.
    """

    said: tuple[tuple[str, str | None], ...] = ()
    changed: dict[str, Row | None] = field(default_factory=dict)
    silenced: tuple[str, ...] = ()

    def rows(self) -> dict[tuple[str, str], Row]:
        """The rows that count, by hand."""
        rows = {key: row for key, row in FILLED.items() if key[0] not in self.silenced}
        for task, columns in self.changed.items():
            if columns is None:
                rows.pop((UNIT, task), None)
            else:
                rows[UNIT, task] = rows.get((UNIT, task), BLANK) | columns
        return rows


@cache
def _plain_said() -> Counter:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        lay(Path(folder))
        return Counter(look(Path(folder)).said())


def expect(folder: Path, told: Told, **changes) -> Seen:
    """Look, and hold what is read, said and counted against what a person expects."""
    seen = look(folder, **changes)
    assert seen.rows() == told.rows()
    assert sorted((Counter(seen.said()) - _plain_said()).elements(), key=str) == sorted(told.said, key=str)
    assert all(found.what and found.mend for found in seen.findings)
    if seen.roster is ROSTER:
        assert figures(seen.completion) == figures_by_hand(told.rows())
    if any(code != "file-skipped" for code, _ in told.said):
        _send_back(folder, seen)
    return seen


def _send_back(folder: Path, seen: Seen) -> None:
    """Mark 办公室's workbook as it would go back: what the unit gets says what it sent."""
    file = next((record.file for record in seen.collection.files if record.used and record.unit == UNIT), None)
    if not file:
        return
    own = [found for found in seen.findings if found.unit == UNIT and found.place.file]
    content = (folder / file).read_bytes()
    packed = pack_return(UNIT, content, file=file, findings=own, plan=TASK_LIST.plan, settings=SETTINGS)
    assert packed.notice
    assert packed.workbook
    known = Known(TASK_LIST, ROSTER, SETTINGS)
    sent, returned = (read_returned(one, file=file, known=known) for one in (content, packed.workbook))
    assert isinstance(sent, Returned)
    assert isinstance(returned, Returned)
    assert returned.entries == sent.entries
    assert returned.findings == sent.findings


# --- the same figures, counted here ---

_ADVANCED = ("done", "ongoing_met", "mostly_done", "under_way", "ongoing_unmet", "not_started", None)


def figures_by_hand(rows: dict[tuple[str, str], Row]) -> dict[str, tuple[int, int, int]]:
    """(done, applicable, not reported) of all tasks, of each category, of what each unit carries, counted from rows."""
    status: dict[str, object] = {}
    found: dict[str, list[object]] = {"全部": [], "一、推进决策公开": [], "二、加强平台建设": []}
    for unit, roles in ROLES.items():
        own = [str(number) for number, role in enumerate(roles, 1) if role in ("lead", "responsible")]
        found[unit] = [rows.get((unit, task), BLANK)["status"] for task in own]
        for task, said in zip(own, found[unit], strict=True):
            status[task] = max(status.get(task, said), said, key=_ADVANCED.index)
    for number in range(1, 9):
        found["全部"].append(status[str(number)])
        found["一、推进决策公开" if number < 5 else "二、加强平台建设"].append(status[str(number)])
    return {
        whole: (
            sum(one in ("done", "ongoing_met") for one in statuses),
            sum(one != "not_applicable" for one in statuses),
            sum(one is None for one in statuses),
        )
        for whole, statuses in found.items()
    }


def figures(completion: Completion) -> dict[str, tuple[int, int, int]]:
    """The same of the program's count."""

    def of(tally: Tally) -> tuple[int, int, int]:
        return tally.done, tally.applicable, tally.by_status["unreported"]

    return {
        "全部": of(completion.overall),
        **{category.path[0]: of(category.tally) for category in completion.categories},
        **{unit.unit: of(unit.carries) for unit in completion.units},
    }


# --- hands ---


def unmerge(hand: Hand) -> None:
    for area in list(hand.sheet.merged_cells.ranges):
        hand.sheet.unmerge_cells(str(area))


def packed(**parts: bytes | str) -> bytes:
    """A zip package; ``__`` in a name stands for ``/`` and a single ``_`` for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else None
            package.writestr(name.replace("__", "/").replace("_", "."), content, stored)
    return out.getvalue()


def in_sheet(old: bytes | str, new: bytes | str, *, part: str = SHEET):
    """A mutation of the bytes of a part: every ``old`` becomes ``new``, of which there must be some."""

    def change(xml: bytes) -> bytes:
        before, after = (text.encode() if isinstance(text, str) else text for text in (old, new))
        assert before in xml
        return xml.replace(before, after)

    return lambda path: rewrite_part(path, part, change)


def cell_xml(xml: bytes, address: str) -> bytes:
    start = xml.index(f'<c r="{address}"'.encode())
    ends = [at + len(end) for end in (b"</c>", b"/>") if (at := xml.find(end, start)) >= 0]
    whole = xml[start : min(ends)]
    return whole if whole.endswith(b"/>") or b"</c>" in whole else xml[start : xml.index(b"</c>", start) + 4]


def put_xml(address: str, new: str):
    """A mutation that puts other XML in place of one cell."""

    def change(xml: bytes) -> bytes:
        return xml.replace(cell_xml(xml, address), new.encode())

    return lambda path: rewrite_part(path, SHEET, change)


def with_bodies(*changes: tuple[str, tuple[str, ...]]) -> TaskList:
    """The task list with other aliases of bodies."""
    aliases = dict(changes)
    return replace(
        TASK_LIST,
        bodies=tuple(replace(body, aliases=aliases.get(body.name, body.aliases)) for body in TASK_LIST.bodies),
    )
