"""A whole working folder with one damaged file in it, through the commands as a person gives them."""

import atexit
import contextlib
import io
import re
import shutil
import tempfile
from functools import cache
from pathlib import Path

from reissue_case import FIRST, NEWS, Clerk, write_plan

from reportgen.cli.ring import run
from reportgen.errors import UnusableInput

UNIT = "办公室"
FILES = {
    "workbook": f"进度填报/{UNIT}.xlsx",
    "tasklist": "任务清单.xlsx",
    "ledger": "输出/校核结果.xlsx",
    "manifest": "输出/manifest.json",
    "settings": "reportgen.toml",
    "template": "模板.docx",
    "wording": "文字/category.txt.jinja",
    "plan": "方案.txt",
}
"""What is damaged, by name."""

_COMMANDS = {
    "workbook": (["issue"], ["build"]),
    "tasklist": (["issue"], ["status"]),
    "ledger": (["check"], ["build"]),
    "manifest": (["build"], ["verify"]),
    "settings": (["issue"], ["build"]),
    "template": (["build"],),
    "wording": (["build"],),
    "plan": (["new"], ["check"]),
}
"""What is run over it, one after the other."""

_EXITS = {0, 1, 2, 3}


class Broken(Exception):
    """A command did not end as it should; the words say how."""


@cache
def folder_made() -> Path:
    """A folder as it stands after a build, with templates of its own; once in a process, never changed."""
    home = Path(tempfile.mkdtemp(prefix="fuzz-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    clerk = Clerk(home / "年报", home)
    clerk.new()
    settings = clerk.folder / "reportgen.toml"
    text = settings.read_text(encoding="utf-8")
    for key, value in (("charts", "native"), ("template", "模板.docx"), ("wording", "文字")):
        text, times = re.subn(rf'^#? ?{key} = ".*"$', f'{key} = "{value}"', text, flags=re.MULTILINE)
        assert times == 1, key
    settings.write_text(text, encoding="utf-8")
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        assert run(["template", "copy", str(home / "模板")]) == 0
        shutil.copy(home / "模板" / "朴素.docx", clerk.folder / FILES["template"])
        (clerk.folder / "文字").mkdir()
        shutil.copy(home / "模板" / "文字模板" / "category.txt.jinja", clerk.folder / FILES["wording"])
        clerk.issue()
        for unit in (UNIT, "人事科"):
            hand = clerk.open(unit)
            for number, task in enumerate(hand.rows):
                if number:
                    hand.fill(task, 完成情况="正在推进", 落实情况="已经起草。", 存在问题="人手不足。")
                else:
                    hand.done(task, "2024年5月20日")
            hand.save(clerk.workbook(unit))
        assert run(["build", str(clerk.folder)]) == 1
    return home


def seed(name: str) -> bytes:
    """The sound file."""
    home = folder_made()
    if name == "plan":  # a new version: the one already read would be refused
        return write_plan(home / "新版.txt", *FIRST[:3], (NEWS, "信息中心", "")).read_bytes()
    return (home / "年报" / FILES[name]).read_bytes()


def run_over(name: str, path: Path) -> object:
    """Put the file into a copy of the folder and run the commands.

    Raises:
        UnusableInput: A command refused it in words.
        Broken: A command ended otherwise, or a file of a person's is gone.
    """
    with tempfile.TemporaryDirectory(prefix="fuzz-") as desk:
        folder = Path(desk) / "年报"
        shutil.copytree(folder_made() / "年报", folder)
        placed = folder / FILES[name] if name != "plan" else Path(desk) / FILES[name]
        placed.write_bytes(path.read_bytes())
        typed = {each: each.read_bytes() for each in (folder / "进度填报").iterdir()} | {placed: placed.read_bytes()}
        codes = [_run(command, folder, placed) for command in _COMMANDS[name]]
        texts = {each.read_bytes() for each in folder.rglob("*") if each.is_file()}
        for each, content in typed.items():
            ours = name in ("manifest", "ledger") and each == placed  # written anew, which is their use
            if not ours and each.read_bytes() != content and content not in texts:
                raise Broken(f"{each.name} is gone")
    if set(codes) & {2, 3}:
        raise UnusableInput("拒绝")
    return codes


def _run(command: list[str], folder: Path, placed: Path) -> int:
    arguments = {"new": [str(placed), str(folder)]}.get(command[0], [str(folder)])
    if command[0] == "verify":
        arguments = [str(next((folder / "输出").glob("*公开稿*.docx")))]
    out, errors = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="replace"), io.StringIO()
    with contextlib.chdir(folder.parent), contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
        code = run([*command, *arguments, "--debug"])
    said = errors.getvalue()
    if "没有预料到" in said or "文件读写失败" in said:
        places = re.findall(r'reportgen/([\w/]+\.py)", line (\d+)', said)
        last = [line for line in said.splitlines() if line and not line.startswith((" ", "错误"))][-1]
        raise Broken(f"{command[0]}: {last[:100]} at {' < '.join(':'.join(each) for each in places[:-4:-1])}")
    if code not in _EXITS:
        raise Broken(f"{command[0]}: exit code {code}")
    if code in (2, 3) and not said.strip():
        raise Broken(f"{command[0]}: refused without a word")
    return code
