"""The README says what the program does: its table of findings is the catalogue's, its commands exist."""

import re
from pathlib import Path

from reportgen.catalogue import _RULES, as_table
from reportgen.cli.app import app
from reportgen.files import limits
from reportgen.workbook.guide import manual_table, status_table

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
MANUAL = ROOT / "docs" / "使用手册.md"


def test_the_table_of_findings_is_the_catalogue():
    text = README.read_text(encoding="utf-8")
    table = re.search(r"<!-- findings -->\n(.*?)<!-- /findings -->", text, re.DOTALL)
    assert table
    assert table[1].strip() == as_table()


def test_every_code_stands_once_in_the_catalogue():
    codes = [rule.code for rule in _RULES]
    assert sorted(codes) == sorted(set(codes))


def test_the_commands_of_the_readme_are_the_commands_there_are():
    told = re.findall(r"^\| `reportgen (\w+(?: [a-z]+)?)", README.read_text(encoding="utf-8"), re.MULTILINE)
    groups = {f"{group.name} ": group.typer_instance for group in app.registered_groups}
    there_are = [
        f"{name}{command.name or command.callback.__name__}"
        for name, group in {"": app, **groups}.items()
        for command in group.registered_commands
    ]
    assert told == there_are


def test_the_tables_of_the_manual_are_the_forms_own():
    text = MANUAL.read_text(encoding="utf-8")
    for name, table in (("columns", manual_table()), ("statuses", status_table())):
        told = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", text, re.DOTALL)
        assert told
        assert told[1].strip() == table


def test_the_readme_states_the_limits_as_they_are():
    table = README.read_text("utf-8").partition("| 上限 |")[2].partition("\n\n")[0].replace(" ", "")
    grouped = "{:,}".format
    stated = {
        "文件": f"{limits.FILE_BYTES // limits.MEGABYTE}MB",
        "解压后合计、单个部件": f"{limits.UNPACKED_BYTES // limits.MEGABYTE}MB、{limits.PART_BYTES // limits.MEGABYTE}MB",
        "压缩包内部件": f"{grouped(limits.PARTS)}个",
        f"压缩比（{limits.RATIO_FROM_BYTES // limits.MEGABYTE}MB以上的部件）": f"{limits.RATIO}",
        "单元格跨行、跨列": grouped(limits.SPAN),
        "XML层数": f"{limits.DEPTH}",
        "方案表格的行、列": f"{grouped(limits.ROWS)}、{limits.COLUMNS}",
        "任务清单的行、列": f"{grouped(limits.LIST_ROWS)}、{limits.LIST_COLUMNS}",
        "填报表的行、列": f"{grouped(limits.FORM_ROWS)}、{limits.FORM_COLUMNS}",
        "PDF": f"{limits.PDF_PAGES}页、{limits.PDF_SECONDS:.0f}秒、{limits.PDF_BYTES // limits.MEGABYTE // 1024}GB内存",
    }
    for what, limit in stated.items():
        assert f"|{what}|{limit.replace(',', '')}|" in table, what
