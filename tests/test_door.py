"""Files from outside come in by one door: what it refuses, within which time and memory, and that nobody walks round it."""

import ast
import io
import json
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from test_sources_hostile import document, docx, p, packed, sheet_rows, table, xlsx
from workbook_case import issue

from reportgen.errors import UnusableInput
from reportgen.files import limits
from reportgen.files.door import admit

PACKAGE = Path(__file__).resolve().parents[1] / "reportgen"

LIBRARIES = {
    "zipfile": {
        "document/chartparts.py": "an admitted template",
        "document/missing.py": "documents of our own making",
        "document/templatecheck/comments.py": "an admitted template, or our own copy of it",
        "files/damage.py": "the names of its errors only",
        "files/door.py": "the door",
        "files/inflate.py": "the door",
        "files/package.py": "packages of our own making, or admitted",
        "plan/sources/parts.py": "parts of an admitted plan",
        "returns/archive.py": "an admitted workbook written back",
        "returns/package.py": "an admitted workbook written back",
        "workbook/book.py": "parts of an admitted workbook",
    },
    "openpyxl": {
        "plan/tasklist/sheets.py": "admits the task list itself",
        "ledger/read.py": "checks 校核结果.xlsx itself",
    },
    "python_calamine": {"workbook/book.py": "sheets of an admitted workbook"},
    "pdfplumber": {"plan/sources/pdf.py": "an admitted PDF, watched by pdfguard"},
    "docxtpl": {"document/render.py": "admits the template itself"},
    "xml.parsers": {"returns/spans.py": "places in a part that was parsed by lxml before; refuses a document type"},
    "email": {"plan/sources/html.py": "a web archive among admitted pages"},
    "tomllib": {"folder/settings.py": "admits the settings itself"},
}
"""Library that reads files → the modules that may use it, and why what they read has passed the door."""

FREE_PARSES = {"charts/template.py:134": "XML of our own making"}

READS = {
    "annual/document/html.py": "our own template",
    "cli/ring.py": "the null device, to write to",
    "files/door.py": "the door",
    "folder/lock.py": "our own lock",
    "folder/manifest.py": "hashes, and our own manifest, which is JSON",
    "folder/paths.py": "bytes compared, not read",
    "plan/sources/office.py": "what LibreOffice made; its caller checks the package",
    "steps/annualbook.py": "bytes copied, not read",
    "steps/desk.py": "hashes",
    "steps/issuing.py": "workbooks read through the inbox before, compared or moved",
    "steps/opening.py": "bytes compared or copied, not read",
    "steps/origin.py": "hashes",
    "steps/printing.py": "hashes",
    "steps/recording.py": "hashes",
    "steps/replacing.py": "workbooks read through the inbox before, compared or moved",
    "steps/showing.py": "our own sample",
    "steps/templates.py": "our own templates, and bytes compared",
    "steps/unsaid.py": "our own notes, which are JSON",
}
"""Modules that read bytes of a file without the door, and why no library of theirs opens them."""


def sources():
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_a_library_that_reads_files_is_used_behind_the_door_only():
    users = {library: set() for library in LIBRARIES}
    for file, tree in sources():
        for name in imported(tree):
            for library in users:
                if name == library or name.startswith(f"{library}."):
                    users[library].add(file)
    assert users == {library: set(modules) for library, modules in LIBRARIES.items()}


def test_no_other_xml_library_is_used():
    used = {name for _, tree in sources() for name in imported(tree) if name.startswith("xml.")}
    assert {name.rpartition(".")[0] for name in used} <= {"xml.parsers", "xml.sax.saxutils"}


def test_every_xml_parser_resolves_no_entities_and_fetches_nothing():
    open_ones, closed = [], 0
    for file, tree in sources():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            said = {word.arg: getattr(word.value, "value", None) for word in node.keywords}
            if node.func.attr in ("XMLParser", "iterparse"):
                assert said.get("resolve_entities") is False, f"{file}:{node.lineno}"
                assert said.get("no_network") is True, f"{file}:{node.lineno}"
                closed += 1
            elif node.func.attr == "HTMLParser":
                assert said.get("no_network") is True, f"{file}:{node.lineno}"
            elif (
                node.func.attr in ("fromstring", "parse", "XML")
                and getattr(node.func.value, "id", "") in ("etree", "html")
                and len(node.args) < 2
                and "parser" not in said
            ):
                open_ones.append(f"{file}:{node.lineno}")
    assert closed >= 6
    assert [place.partition(":")[0] for place in open_ones] == [place.partition(":")[0] for place in FREE_PARSES]


def test_nobody_reads_a_file_past_the_door():
    readers = set()
    for file, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                is_open = (
                    node.func.attr == "open"
                    and isinstance(node.func.value, ast.Name)
                    and node.func.value.id in ("os", "path")
                )
                if node.func.attr in ("read_bytes", "read_text") or is_open:
                    readers.add(file)
    assert readers - {"files/write.py"} <= set(READS)


def test_openpyxl_parses_with_defusedxml():
    from openpyxl.xml import DEFUSEDXML

    assert DEFUSEDXML


def test_every_limit_stands_in_one_place():
    numbers = {50 * 1024 * 1024, 100 * 1024 * 1024, 200 * 1024 * 1024, 200_000}
    for file, tree in sources():
        if file != "files/limits.py":
            found = {
                node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, int)
            }
            assert not found & numbers, file


def bomb(part, size):
    return with_large_part(
        packed({"[Content_Types].xml": "<Types/>", "word/document.xml": document(p("公开"))}), part, size
    )


def with_large_part(content, part, size, *, begins=b""):
    """The package with one part exchanged or added, which holds ``size`` blanks."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != part:
                target.writestr(name, source.read(name))
        with target.open(part, "w", force_zip64=False) as stream:
            stream.write(begins)
            for _ in range(0, size, 1_000_000):
                stream.write(b" " * min(size, 1_000_000))
    return out.getvalue()


def lying(content, part, size=64):
    """The directory promises a small part, with the checksum that a small part would have."""
    with zipfile.ZipFile(io.BytesIO(content)) as package, package.open(part) as stream:
        start = stream.read(size)
    data = bytearray(content)
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(part.encode()))
    data[at + 24 : at + 28] = size.to_bytes(4, "little")
    data[at + 16 : at + 20] = zlib.crc32(start).to_bytes(4, "little")
    return bytes(data)


STRINGS = "xl/sharedStrings.xml"
REFUSED = {
    "a part beyond its limit": (lambda: bomb("word/a.xml", 101 * 1024 * 1024), "100 MB 的上限"),
    "all parts together": (
        lambda: packed({"word/document.xml": "<a/>", **{f"{n}.bin": bytes(15 * 1024 * 1024) for n in range(14)}}),
        "200 MB 的上限",
    ),
    "the ratio": (lambda: bomb("word/a.xml", 90 * 1024 * 1024), "压缩比超过上限 200"),
    "a directory that lies": (lambda: lying(bomb("word/a.xml", 30_000_000), "word/a.xml"), "目录中写明的大小"),
    "parts": (lambda: packed({f"{n}.xml": "<a/>" for n in range(2001)}), "超过上限 2000"),
    "depth of a Word file": (lambda: docx("<w:p>" * 300 + "</w:p>" * 300), "嵌套超过 256 层"),
    "depth of a workbook": (lambda: xlsx(sheet_rows(2), tail="<a>" * 300 + "</a>" * 300), "嵌套超过 256 层"),
    "depth hidden in values": (lambda: docx('<w:p w:a="/>">' * 300 + "</w:p>" * 300), "嵌套超过 256 层"),
    "depth hidden in CDATA": (lambda: docx("<w:p><![CDATA[</w:p></w:p>]]>" * 300 + "</w:p>" * 300), "嵌套超过 256 层"),
    "a document type far down": (
        lambda: packed({"word/document.xml": document(table(2)), "word/a.xml": f"<?xml version='1.0'?>{'<!-- a -->' * 5000}<!DOCTYPE a><a/>"}),
        "实体声明",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_the_door_refuses_and_names_its_limit(tmp_path, name):
    make, said = REFUSED[name]
    path = tmp_path / "方案.docx"
    path.write_bytes(make())
    with pytest.raises(UnusableInput, match=said) as caught:
        admit(path)
    assert caught.value.file == "方案.docx"
    assert caught.value.mend


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "方案.docx"
    with path.open("wb") as stream:
        stream.truncate(limits.FILE_BYTES + 1)
    with pytest.raises(UnusableInput, match="超过 50 MB 的上限"):
        admit(path)


def test_macros_are_noted_and_the_file_is_read(tmp_path):
    path = tmp_path / "方案.docx"
    path.write_bytes(docx(table(2), **{"word/vbaProject.bin": b"a"}))
    assert admit(path).has_macros
    from reportgen.plan import read_plan

    assert any("宏" in warning.message for warning in read_plan(path).warnings)


def test_an_honest_file_passes_whether_alone_or_one_of_many(tmp_path):
    for content in (issue(), docx(table(300)), xlsx(sheet_rows(300))):
        (tmp_path / "a").write_bytes(content)
        assert admit(tmp_path / "a").content == admit(tmp_path / "a", is_bulk=True).content == content


MEASURED = """
import json, sys, time
from pathlib import Path
from reportgen.cli.ring import run
import resource
before = resource.getrusage(resource.RUSAGE_SELF)
code = run(sys.argv[1:])
after = resource.getrusage(resource.RUSAGE_SELF)
try:  # what the parent held does not count
    peak = int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
except (OSError, IndexError):
    peak = after.ru_maxrss
seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
print(json.dumps({"code": code, "seconds": seconds, "megabytes": peak / 1024}))
"""


def measured(*arguments):
    """A command in a program of its own: its exit code, CPU seconds without the start of Python, peak memory, words."""
    command = [sys.executable, "-c", MEASURED, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return json.loads(done.stdout.splitlines()[-1]), done.stderr


GIGABYTE = 1_000_000_000
BOMBS = {
    "a gigabyte": lambda: bomb("word/document.xml", GIGABYTE),
    "a gigabyte in a picture": lambda: bomb("word/media/a.png", GIGABYTE),
    "a gigabyte that the directory denies": lambda: lying(bomb("word/styles.xml", GIGABYTE), "word/styles.xml"),
    "entities": lambda: packed(
        {"word/document.xml": '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>'}
    ),
    "depth": lambda: docx("<w:p>" * 500_000),
}


@pytest.fixture(scope="module")
def bombs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bombs")
    for number, make in enumerate(BOMBS.values()):
        (folder / f"{number}.docx").write_bytes(make())
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="measured by the resource module")
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_within_a_second_and_300_megabytes(bombs, name):
    found, said = measured("plan", bombs / f"{list(BOMBS).index(name)}.docx")
    assert found["code"] == 3, said
    assert found["seconds"] < 1
    assert found["megabytes"] < 300


@pytest.mark.skipif(sys.platform == "win32", reason="measured by the resource module")
def test_a_bomb_among_the_returned_workbooks_is_refused_and_the_others_are_read(tmp_path):
    """The fast reader of workbooks inflates without counting, so a directory that lies must be found before."""
    folder = tmp_path / "演示"
    measured("demo", folder)
    content = lying(with_large_part(issue(), STRINGS, GIGABYTE, begins=b"<sst>"), STRINGS)
    (folder / "进度填报" / "水资源科.xlsx").write_bytes(content)
    before, _ = measured("status", folder)
    found, said = measured("check", folder, "--quiet")
    assert found["code"] == 1, said
    assert "异常庞大" in said
    assert max(found["megabytes"], before["megabytes"]) < 300
    assert before["seconds"] < 5
