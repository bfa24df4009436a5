"""The command line: Chinese words, exit codes, JSON on standard output, a light start."""

import json
import re
import subprocess
import sys

import pytest

from reportgen.cli.ring import run

ENGLISH = re.compile(r"\b(Usage|Options?|Arguments?|Commands?|Missing|No such|Error|Show this|required|default)\b")


@pytest.mark.parametrize(
    "command",
    [
        *([], ["plan"], ["new"], ["issue"], ["check"], ["status"], ["build"], ["verify"], ["demo"]),
        *(["template"], ["template", "copy"], ["template", "check"], ["template", "fields"]),
    ],
)
def test_every_help_page_is_chinese(command, capsys):
    assert run([*command, "--help"]) == 0
    page = capsys.readouterr().out
    assert "用法" in page
    assert ENGLISH.findall(page) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["biuld", "x"], "没有“biuld”这个命令", id="unknown command"),
        pytest.param(["build", "--jsn", "x"], "是否想写 --json", id="misspelt option"),
        pytest.param(["build"], "没有写文件夹", id="missing argument"),
        pytest.param(["check", "甲", "乙"], "乙", id="one argument too many"),
        pytest.param(["build", "没有这个文件夹"], "找不到这个工作文件夹", id="no such folder"),
        pytest.param(["status", ".", "--date", "2020年"], "2020-12-31", id="date in another form"),
    ],
)
def test_wrong_use_is_said_in_chinese_with_exit_code_2(arguments, said, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == 2
    message = capsys.readouterr().err
    assert said in message
    assert ENGLISH.findall(message) == []


def test_a_missing_plan_is_an_unusable_input_with_exit_code_3(tmp_path, capsys):
    assert run(["plan", str(tmp_path / "没有.docx")]) == 3
    assert "找不到这个文件" in capsys.readouterr().err


def test_help_imports_no_heavy_library():
    code = (
        "import sys; from reportgen.cli.ring import run; run(['--help']); "
        "print([name for name in ('pandas', 'matplotlib', 'docxtpl', 'docx', 'openpyxl', 'numpy', 'lxml', 'rich') "
        "if name in sys.modules])"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.splitlines()[-1] == "[]"


def test_json_is_utf8_whatever_the_console_speaks(tmp_path):
    plan = tmp_path / "方案.txt"
    plan.write_text(
        "云岭市档案局2024年政务公开工作要点\n| 工作任务 | 具体要求 | 责任单位 |\n| 一、公开 | 1．更新公开目录 | 办公室𬭎 |\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "reportgen", "plan", str(plan), "--json"],
        capture_output=True,
        check=True,
        env={"PYTHONIOENCODING": "gbk", "PATH": "", "SYSTEMROOT": ""},
    )
    assert json.loads(done.stdout.decode("utf-8"))["tasks"][0]["units"][0]["name"] == "办公室𬭎"
