"""Text that we received stays text: nothing in it runs, steers, or swallows what follows, in any file or on the screen."""

import contextlib
import io
import json
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest
from hostile_text import HOSTILE, NAMES, framed, parts_of, plan_file, put, shown
from lxml import etree
from workbook_case import take

from reportgen.annual.workbook import annual_workbook
from reportgen.cli.ring import run
from reportgen.document.punctuation import mend
from reportgen.document.sentences import mended, one_line
from reportgen.files.names import safe_file_name
from reportgen.files.package import with_escapes
from reportgen.files.text import clean_text, decode_surrogates, removed_from
from reportgen.plan.sources.letters import tidy
from reportgen.plan.tasklist import read_task_list
from reportgen.workbook.book import open_book

COLUMNS = ("落实情况", "存在问题", "下一步措施", "量化成果", "佐证材料")
LONG = "长" * 32_767
TEXTS = {**{name: framed(name) for name in HOSTILE}, "long": LONG}
STEERING = {"Cc", "Cs", "Co"}
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
SILENT = 2
COPIES = 2
"""公开稿 and 校核稿."""


@dataclass
class Way:
    """What came out of the whole way.

    Attributes:
        folder: The working folder.
        said: What each command showed on the screen.
        json: What each command said to programs.
        typed: (unit, task) → the text typed there.
    """

    folder: Path
    said: dict[str, str] = field(default_factory=dict)
    json: dict[str, dict] = field(default_factory=dict)
    typed: dict[tuple[str, str], str] = field(default_factory=dict)

    def run(self, command, *arguments):
        for options in ((), ("--json",)):
            out, errors = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="replace"), io.StringIO()
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
                assert run([command, *map(str, arguments), *options]) in (0, 1), errors.getvalue()
            out.flush()
            text = out.buffer.getvalue().decode("utf-8")
            if options:
                self.json[command] = json.loads(text)
                self.said[f"{command} --json"] = text
            else:
                self.said[command] = text + errors.getvalue()
            if command == "new":
                break

    def files(self, *endings):
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file() and path.suffix in endings and path.name != "方案.xlsx"
        }


@pytest.fixture(scope="module")
def way(tmp_path_factory):
    """The texts in the plan, the names in the task list, the texts again in every entry column of the workbooks."""
    desk = tmp_path_factory.mktemp("桌面")
    (desk / "里").mkdir()
    way = Way(desk / "里" / "年报")
    way.run("new", plan_file(desk / "方案.xlsx"), way.folder)
    settings = way.folder / "reportgen.toml"
    text = settings.read_text(encoding="utf-8")
    for setting, wanted in (
        ('charts = "picture"', 'charts = "both"'),
        ("publish_units = false", "publish_units = true"),
    ):
        assert text.count(setting) <= 1
        text = text.replace(setting, wanted)
    assert 'charts = "both"' in text
    assert "publish_units = true" in text
    settings.write_text(text, encoding="utf-8")
    name_units(way.folder / "任务清单.xlsx")
    way.run("issue", way.folder)
    fill(way)
    way.run("check", way.folder, "--notices")
    way.run("status", way.folder)
    way.run("build", way.folder)
    return way


def name_units(path):
    """Every task gets the next hostile name as its unit, and every name stands in the sheet 单位."""
    book = openpyxl.load_workbook(io.BytesIO(with_escapes(path.read_bytes())))
    tasks, bodies = book["任务清单"], book["单位"]
    columns = {cell.value: cell.column for cell in tasks[1]}
    names = list(NAMES.values())
    for row in range(2, tasks.max_row + 1):
        put(tasks.cell(row, columns["负责单位"]), names[(row - 2) % len(names)])
    for number, name in enumerate(names, 2):
        put(bodies.cell(number, 1), name)
        put(bodies.cell(number, 2), "单位")
    book.save(path)


def fill(way):
    """All but the last units report; every entry column of every row holds a text."""
    issued = way.json["issue"]["workbooks"]
    texts = list(TEXTS.items())
    number = 0
    for each in issued[:-SILENT]:
        hand = take(with_escapes((way.folder / each["file"]).read_bytes()))
        for task in hand.rows:
            hand.fill(task, 完成情况="正在推进")
            for title in COLUMNS:
                name, text = texts[number % len(texts)]
                number += 1
                put(hand.cell(task, title), text)
                way.typed[each["unit"], task, title] = name
        put(hand.sheet["F3"], HOSTILE["command"])
        put(hand.sheet["H3"], HOSTILE["terminal"])
        hand.save(way.folder / each["file"])


def xml_parts(content):
    return {name: part for name, part in parts_of(content).items() if name.endswith((".xml", ".rels", ".vml"))}


def test_every_text_was_typed_into_the_workbooks(way):
    assert set(way.typed.values()) == set(TEXTS)


def test_everything_stays_inside_the_working_folder(way):
    outside = {path for path in way.folder.parent.parent.rglob("*") if way.folder not in (path, *path.parents)}
    assert {path.name for path in outside} == {"方案.xlsx", "里"}
    assert {path.name for path in way.folder.iterdir()} == {
        *("reportgen.toml", "方案.xlsx", "任务清单.xlsx", "年报数据.xlsx", "进度填报", "退回修改", "催报", "输出")
    } | {path.name for path in way.folder.iterdir() if path.name.startswith(".reportgen")}


def test_every_unit_has_its_own_file_under_a_safe_name(way):
    workbooks = way.json["issue"]["workbooks"]
    files = [each["file"] for each in workbooks]
    assert len({file.casefold() for file in files}) == len(files) == len(NAMES)
    for file in files:
        folder, _, name = file.partition("/")
        assert folder == "进度填报"
        assert (way.folder / file).is_file()
        assert re.fullmatch(r"[^\x00-\x1f/\\:*?\"<>|\u202a-\u202e]{1,80}\.xlsx", name)
        assert not re.match(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)|[. ~]", name)


def test_names_that_had_to_be_changed_for_a_file_are_told(way):
    told = {each["unit"]: each["file_note"] for each in way.json["issue"]["workbooks"]}
    for unit, note in told.items():
        assert bool(note) == (safe_file_name(unit) != unit or unit == "ABC科"), unit
    assert "文件名" in way.said["issue"]


def formulas_of(content):
    """Every formula of a workbook, those of formats and checks too, with its sheet."""
    tags = ("f", "formula", "formula1", "formula2")
    return {
        (name, element.text)
        for name, part in xml_parts(content).items()
        for tag in tags
        for element in etree.fromstring(part).iter(f"{{*}}{tag}")
    }


def test_no_formula_runs_but_our_own(way):
    """In no workbook, those inside a document too; a chart names the cells of its data."""
    ours = r'"已填 "&COUNTA\(F\d+:F\d+\)&" / 共 \d+ 项.*'
    cells = r"[\w']+!\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?"
    kinds = set()
    harmless = annual_workbook(year=2025, body="云岭市水务局", kind="department", scope="own")
    for file, content in way.files(".xlsx", ".docx").items():
        if file == "年报数据.xlsx":
            assert formulas_of(content) == formulas_of(harmless)
            continue
        for name, part in xml_parts(content).items():
            pattern = cells if "/charts/" in name else ours
            for element in etree.fromstring(part).iter("{*}f"):
                kinds.add(pattern)
                assert re.fullmatch(pattern, element.text or ""), (file, name, element.text)
            assert not re.search(rb"ddeLink|oleLink|externalBook|<connection|attachedTemplate", part), (file, name)
    assert kinds == {ours, cells}


def test_no_relationship_leads_outside_but_to_our_own_files(way):
    for file, content in way.files(".xlsx", ".docx").items():
        for name, part in xml_parts(content).items():
            for relation in etree.fromstring(part).iter("{*}Relationship") if name.endswith(".rels") else ():
                if relation.get("TargetMode") == "External":
                    assert file == "输出/校核结果.xlsx"
                    assert re.match(r"\.\.[/\\](进度填报|%E8%BF%9B)", relation.get("Target")), relation.get("Target")
                    assert ".." not in relation.get("Target")[3:]


def test_no_field_runs_but_the_page_number(way):
    for content in way.files(".docx").values():
        for name, part in xml_parts(content).items():
            root = etree.fromstring(part)
            codes = {element.text.split()[0] for element in root.iter("{*}instrText")}
            codes |= {
                value.split()[0]
                for element in root.iter("{*}fldSimple")
                for key, value in element.items()
                if key.endswith("}instr")
            }
            assert codes <= {"PAGE", "NUMPAGES", "SEQ"}, name
            assert not list(root.iter("{*}hyperlink", "{*}object", "{*}altChunk")), name


def test_every_part_is_whole_xml_without_unseen_steering(way):
    for file, content in way.files(".xlsx", ".docx").items():
        for name, part in xml_parts(content).items():
            text = "".join(etree.fromstring(part).itertext())
            if file.startswith(("进度填报/", "退回修改/")) and not name.startswith("xl/comments"):
                continue  # the unit's own words, which it gets back as it wrote them
            if file == "任务清单.xlsx":
                continue  # a person typed the names there
            assert not TURNING.search(text), (file, name)


def test_the_plan_comes_into_the_task_list_and_the_workbooks_as_printed(way):
    read, findings = read_task_list(way.folder / "任务清单.xlsx")
    texts = {task.text for task in read.plan.tasks}
    assert set(map(shown, texts)) == {shown(tidy(f"做好{framed(name)}公开工作。")) for name in HOSTILE}
    assert {finding.code for finding in findings} <= {"text-cleaned"}
    issued = {
        text
        for file, content in way.files(".xlsx").items()
        if file.startswith("进度填报/")
        for text in texts_in(content)
    }
    assert texts <= issued


def test_what_the_plan_lost_is_told(way):
    assert re.search(r"方案里有不能显示的字符（U\+0000、.*），已去掉", way.said["new"])


def as_read(name):
    """The text as it stands for everything behind the door: cleaned; halves of an emoji written as numbers are joined."""
    return clean_text(decode_surrogates(TEXTS[name]))


def words_of(part):
    """The text of a part of a document, without regard to blanks."""
    return "".join("".join(etree.fromstring(part).itertext("{*}t")).split())


def test_every_text_typed_is_in_both_copies_as_typed_or_mended_by_the_rules_of_printing(way):
    documents = way.files(".docx")
    assert len(documents) == COPIES
    for file, content in documents.items():
        text = words_of(xml_parts(content)["word/document.xml"])
        for (unit, task, title), name in way.typed.items():
            if title == "落实情况":
                typed = as_read(name)
                forms = {"".join(form(typed).split()) for form in (mended, one_line)}
                assert any(form in text for form in forms), (file, unit, task, name)
        for name in HOSTILE:
            printed = tidy(framed(name))
            assert any(shown(form) in text for form in (printed, mended(printed))), (file, name)


def test_what_printing_mended_is_told_in_the_review_copy(way):
    """A quote turned, or dropped without its other half, is named in a comment with the cell it was typed into."""
    (review,) = [content for file, content in way.files(".docx").items() if "校核稿" in file]
    comments = etree.fromstring(xml_parts(review)["word/comments.xml"])
    said = ["".join("".join(each.itertext("{*}t")).split()) for each in comments.iter("{*}comment")]
    mendable = 0
    for (unit, task, title), name in way.typed.items():
        if title == "落实情况" and mend(as_read(name)).repairs:
            mendable += 1
            source = shown(f"{unit}，序号{task}，{title}")
            assert any(source in each and "改正标点和空格" in each for each in said), (unit, task, name)
    assert mendable


def test_unit_names_are_labels_of_the_editable_charts_and_of_their_data(way):
    for file, content in way.files(".docx").items():
        parts = xml_parts(content)
        labels = {
            "".join((element.text or "").split())
            for name, part in parts.items()
            if "/charts/" in name and name.endswith(".xml")
            for element in etree.fromstring(part).iter("{*}v")
        }
        data = "\n".join("".join(part.decode().split()) for name, part in parts.items() if ".xlsx!" in name)
        for unit in NAMES.values():
            printed = shown(unit).translate(str.maketrans("()", "（）"))  # as the text prints them (GB/T 15834)
            (label,) = {each for each in labels if each == printed} or {""}
            assert label, (file, unit)
            assert escape(label) in data, (file, unit)


def test_no_comment_of_the_review_copy_is_cut_by_what_it_quotes(way):
    """Every comment ends in our own words or in the text it quotes, and every one is tied to a place on the page."""
    (review,) = [content for file, content in way.files(".docx").items() if "校核稿" in file]
    parts = xml_parts(review)
    comments = etree.fromstring(parts["word/comments.xml"])
    numbers = [comment.get(f"{{{comment.nsmap['w']}}}id") for comment in comments]
    body = etree.fromstring(parts["word/document.xml"])
    for mark in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert sorted(each.get(f"{{{each.nsmap['w']}}}id") for each in body.iter(f"{{*}}{mark}")) == sorted(numbers)


def test_what_a_cell_lost_is_a_note_on_that_cell(way):
    noted = {(each["unit"], each["task"], each["what"].partition("里有")[0]) for each in findings(way, "text-cleaned")}
    lossy = {
        (clean_text(unit), task, title)
        for (unit, task, title), name in way.typed.items()
        if removed_from(decode_surrogates(TEXTS[name]))
    }
    assert noted == lossy
    assert lossy


def test_a_unit_gets_back_what_it_wrote(way):
    for each in way.json["check"]["returned"]:
        sent = texts_in(way.files(".xlsx")[f"进度填报/{Path(each['workbook']).name}"])
        assert sent <= texts_in(way.files(".xlsx")[each["workbook"]])


def test_no_letter_steers_a_terminal_or_turns_a_line(way):
    letters = way.files(".txt")
    assert {name.partition("/")[0] for name in letters} == {"退回修改", "催报"}
    for name, content in letters.items():
        assert not steering(content.decode("utf-8-sig").replace("\r\n", "\n")), name


def test_the_screen_is_never_steered(way):
    assert {"new", "issue", "check", "check --json", "status", "build"} <= set(way.said)
    for command, text in way.said.items():
        assert not steering(text), command


def test_no_text_makes_a_line_of_its_own_on_the_screen(way):
    assert not re.search(r"^(乙|丙|丁|戊)", way.said["check"], re.MULTILINE)


def findings(way, code):
    return [each for each in way.json["check"]["findings"] if each["code"] == code]


def steering(text):
    """Characters that steer a terminal or turn the line round."""
    return [
        f"U+{ord(letter):04X}"
        for letter in text
        if (unicodedata.category(letter) in STEERING and letter != "\n") or TURNING.match(letter)
    ]


def texts_in(content):
    return {
        str(cell) for sheet in open_book(content, name="").sheets for row in sheet.rows for cell in row if cell != ""
    }
