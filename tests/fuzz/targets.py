"""Every reader of ours as a target: small valid files to begin with, and what is done with a damaged one."""

import io
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

import openpyxl
import test_sources_hostile as plans
import workbook_case
from returns_case import MARKS, commented, pictured

from reportgen.errors import UnusableInput
from reportgen.folder import WorkingFolder
from reportgen.folder.settings import load_settings, settings_text
from reportgen.model.settings import Settings

from . import folders

FIELDS = {"标题": "甲", "行": ["乙", "丙"], "空": None, "数": 0.5, "章": {"总体": "一"}}


@dataclass(frozen=True)
class Target:
    """One reader.

    Attributes:
        seeds: Makes the valid files.
        read: Reads the file at a path; raises ``ReportgenError`` to refuse it, anything else is a fault.
        share: How many of a thousand inputs it gets: slow readers get fewer.
        ending: The file's name ends so.
        seconds: An input that takes longer has failed.
    """

    seeds: Callable[[], tuple[bytes, ...]]
    read: Callable[[Path], object]
    share: int
    ending: str
    seconds: float = 5.0


def _docx() -> tuple[bytes, ...]:
    numbering = (
        f'<w:numbering {plans.W}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    styles = (
        f'<w:styles {plans.W}><w:style w:styleId="a"><w:basedOn w:val="b"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:styleId="b"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    marked = (
        '<w:p><w:pPr><w:pStyle w:val="a"/><w:jc w:val="center"/></w:pPr><w:r><w:t>推进公开</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:ins><w:r><w:t>做好公开工作。'
        "（责任单位：办公室、各科室，2024年9月底前）</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"
    )
    merged = plans.tr("1", "公开目录。", "办公室牵头").replace(
        "<w:tcPr>", '<w:tcPr><w:gridSpan w:val="1"/><w:vMerge w:val="restart"/>'
    )
    rich = f"{plans.p(plans.TITLE)}{marked}<w:tbl>{plans.tr(*plans.HEADER)}{merged}{plans.tr('2', '公布。', '人事科')}</w:tbl>"
    return (
        plans.docx(plans.table(3)),
        plans.docx(rich, **{"word/numbering.xml": numbering, "word/styles.xml": styles}),
    )


def _narratives() -> tuple[bytes, ...]:
    pipes = "\n".join(
        [plans.TITLE, "| 序号 | 工作任务 | 责任单位 |", "| --- | --- | --- |", "| 1 | 做好公开。 | 办公室 |"]
    )
    tabs = "\n".join([plans.TITLE, "序号\t工作任务\t责任单位", "1\t做好公开。\t办公室", "2\t做好公布。\t人事科"])
    return tuple(
        text.encode(code) for text, code in ((plans.narrative(3), "utf-8"), (pipes, "gb18030"), (tabs, "utf-16"))
    )


def _pages() -> tuple[bytes, ...]:
    listed = "<ol><li>做好公开。（责任单位：办公室）<li>公布目录。</ol><p style='text-align:center'><b>一、公开</b></p>"
    return plans.page(3).encode(), plans.page(2).replace("<table>", listed + "<table border=1>").encode("gb18030")


def _sheets() -> tuple[bytes, ...]:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in ((plans.TITLE,), plans.HEADER, (1, "做好公开。", "办公室"), (2, "公布。", "人事科")):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet["D3"] = 45000
    sheet["D3"].number_format = "yyyy年m月d日"
    out = io.BytesIO()
    book.save(out)
    return plans.xlsx(plans.sheet_rows(3)), out.getvalue()


def _pdfs() -> tuple[bytes, ...]:
    lines = (
        plans.TITLE,
        "一、推进主动公开",
        "1.做好公开工作。（责任单位：办公室）",
        "2.公布目录。（责任单位：人事科）",
    )
    rules = "60 650 400 120 re 60 690 400 40 re S "
    return _pdf(lines), _pdf(lines, rules)


def _pdf(lines: tuple[str, ...], more: str = "") -> bytes:
    """A page whose codes are those of Unicode, which a map of its own says."""
    shown = " 0 -20 Td ".join(f"<{line.encode('utf-16-be').hex()}> Tj" for line in lines)
    text = f"{more}BT /F1 12 Tf 72 760 Td {shown} ET"
    meant = "begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0000> <ffff> <0000> endbfrange endcmap"
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(text)}>>stream\n{text}\nendstream",
        "<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/F/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000"
        "/FontDescriptor<</Type/FontDescriptor/FontName/F/Flags 4/FontBBox[0 -200 1000 900]/Ascent 800/Descent -200>>>>",
        f"<</Length {len(meant)}>>stream\n{meant}\nendstream",
    )
    body, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 8\n0000000000 65535 f \n{table}trailer\n<</Root 1 0 R/Size 8>>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + end.encode()


def _saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _workbooks() -> tuple[bytes, ...]:
    return workbook_case.issue("规划科"), _saved(workbook_case.filled().book), commented(), pictured()


def _task_lists() -> tuple[bytes, ...]:
    from test_tasklist import LIST

    from reportgen.plan.tasklist import source_of, write_task_list

    return write_task_list(workbook_case.TASK_LIST), write_task_list(LIST, source=source_of("方案.docx", b"a"))


def _ledgers() -> tuple[bytes, ...]:
    import test_ledger

    from reportgen.ledger import write_ledger
    from reportgen.model.ledger import Event

    events = (Event("办公室", "reported", "2024-06-01", test_ledger.FILE, "0123456789abcdef", 1, 2),)
    content = write_ledger(test_ledger.facts([test_ledger.finding()], events=events))
    return content, test_ledger.dismissed(content)


def _templates() -> tuple[bytes, ...]:
    import docx

    document = docx.Document()
    for text in (
        "{{ 标题 }}",
        "{%p for 一 in 行 %}",
        "{{ 一 }}{{ 章.总体 }}",
        "{%p endfor %}",
        "{% if 空 %}有{% else %}无{% endif %}{{ 数 }}",
    ):
        document.add_paragraph(text)
    document.add_table(1, 1).cell(0, 0).text = "{{ 标题 }}"
    out = io.BytesIO()
    document.save(out)
    return (out.getvalue(),)


def _settings() -> tuple[bytes, ...]:
    made = Settings(2020, "某局", "方案", status_words={"按序时推进": "正在推进"})
    return settings_text(made).encode(), b"\xef\xbb\xbf" + settings_text(made).encode()


def _read_plan(path: Path) -> object:
    from reportgen.plan import read_plan

    return read_plan(path)


@lru_cache(maxsize=1)
def _known() -> Any:
    from reportgen.workbook.recognise import Known

    return Known(workbook_case.TASK_LIST, workbook_case.ROSTER, workbook_case.SETTINGS)


def _content(path: Path) -> bytes:
    from reportgen.workbook.inbox import Unread, content_of

    content = content_of(path)
    if isinstance(content, Unread):
        raise UnusableInput(content.what, mend=content.mend)
    return content


def _read_workbook(path: Path) -> object:
    from reportgen.workbook.returned import read_returned

    return read_returned(_content(path), file="进度填报/办公室.xlsx", known=_known())


def _read_standing(path: Path) -> object:
    from reportgen.workbook.standing import read_standing

    return read_standing(_content(path), file="进度填报/办公室.xlsx", known=_known(), find_version=lambda _: None)


def _mark(path: Path) -> object:
    from reportgen.returns.marks import mark_workbook, unmark_workbook

    content = _content(path)
    return unmark_workbook(mark_workbook(content, list(MARKS)))


def _read_task_list(path: Path) -> object:
    from reportgen.plan.tasklist import read_source, read_task_list
    from reportgen.roster import make_roster, roster_findings

    read_source(path)
    task_list, findings = read_task_list(path)
    return findings, roster_findings(task_list, make_roster(task_list))


def _read_ledger(path: Path) -> object:
    from reportgen.files.door import admit
    from reportgen.ledger import read_ledger

    return read_ledger(admit(path).content, file=path.name)


def _render(path: Path) -> object:
    from reportgen.document.render import render

    return render(path, FIELDS, title="题", author="局")


def _load_settings(path: Path) -> object:
    folder = WorkingFolder(path.parent)
    path.replace(folder.settings)
    return load_settings(folder, workbook_case.TASK_LIST.plan)


def _read_manifest(path: Path) -> object:
    from reportgen.folder.manifest import announce, note_outputs, read_manifest

    folder = WorkingFolder(path.parent)
    folder.output.mkdir()
    try:
        path.replace(folder.manifest)
        announce(folder, {"甲.docx": "a"})
        note_outputs(folder, {}, {})
        return read_manifest(folder)
    finally:
        shutil.rmtree(folder.output)


def _manifests() -> tuple[bytes, ...]:
    return (folders.seed("manifest"),)


def _check_template(path: Path) -> object:
    from reportgen.document.templatecheck import check_word
    from reportgen.files.door import admit

    return check_word(admit(path))


def _check_wording(path: Path) -> object:
    from reportgen.document.templatecheck import check_wording

    return check_wording(path, "category")


def _own_templates() -> tuple[bytes, ...]:
    return (folders.seed("template"), *_templates())


def _whole(name: str, share: int, ending: str) -> Target:
    """A damaged file in its folder, through the commands."""
    return Target(lambda: (folders.seed(name),), partial(folders.run_over, name), share, ending, seconds=20.0)


TARGETS: Mapping[str, Target] = {
    "plan-docx": Target(_docx, _read_plan, 170, ".docx"),
    "plan-xlsx": Target(_sheets, _read_plan, 130, ".xlsx"),
    "plan-html": Target(_pages, _read_plan, 115, ".html"),
    "plan-txt": Target(_narratives, _read_plan, 120, ".txt"),
    "plan-pdf": Target(_pdfs, _read_plan, 50, ".pdf", seconds=20.0),
    "workbook": Target(_workbooks, _read_workbook, 145, ".xlsx"),
    "reissue": Target(_workbooks, _read_standing, 50, ".xlsx"),
    "marks": Target(_workbooks, _mark, 55, ".xlsx"),
    "tasklist": Target(_task_lists, _read_task_list, 45, ".xlsx"),
    "ledger": Target(_ledgers, _read_ledger, 40, ".xlsx"),
    "settings": Target(_settings, _load_settings, 38, ".toml"),
    "manifest": Target(_manifests, _read_manifest, 20, ".json"),
    "template": Target(_templates, _render, 8, ".docx"),
    "template-check": Target(_own_templates, _check_template, 2, ".docx", seconds=20.0),
    "wording-check": Target(lambda: (folders.seed("wording"),), _check_wording, 2, ".jinja"),
    "way-workbook": _whole("workbook", 2, ".xlsx"),
    "way-tasklist": _whole("tasklist", 2, ".xlsx"),
    "way-ledger": _whole("ledger", 1, ".xlsx"),
    "way-manifest": _whole("manifest", 1, ".json"),
    "way-settings": _whole("settings", 1, ".toml"),
    "way-template": _whole("template", 1, ".docx"),
    "way-wording": _whole("wording", 1, ".jinja"),
    "way-plan": _whole("plan", 1, ".txt"),
}
"""By name; the shares add up to a thousand."""


@cache
def seeds_of(name: str) -> tuple[bytes, ...]:
    """The valid files of a target, made once."""
    return TARGETS[name].seeds()
