"""Install what reportgen needs here: files checked by hash or, where some cannot be had, openly without.

``python .ci/install.py`` is what ``make`` calls. A file with other bytes than ``constraints.txt`` knows is never
installed; a version that this package source lacks, or has not for this system, is no danger, so then the ranges of
``pyproject.toml`` decide, and that is said and noted. ``--unchecked`` asks for the ranges from the start.
"""

import enum
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / ".ci" / "constraints.txt"
NOTE = Path(sys.prefix) / "reportgen-install.txt"
"""What the last installation was: ``checked`` or ``unchecked``; read by ``make audit``."""

_OTHER_BYTES = "DO NOT MATCH THE HASHES"
_NOT_HAD = ("No matching distribution found", "Could not find a version", "Hashes are required", "ResolutionImpossible")
"""pip's words; any other failure (a full disk, no rights) would stop the ranges as well and is shown as it is."""


class Outcome(enum.Enum):
    """What became of an installation by hash."""

    CHECKED = "checked"
    OTHER_BYTES = "other bytes"
    NOT_HAD = "not had"
    FAILED = "failed"


def install_checked(lock: Path, *options: str) -> tuple[Outcome, str]:
    """Install exactly what the file names, wheels only (a source package would fetch build tools that nobody checks).

    Returns:
        The outcome, and pip's own words where it failed.
    """
    done = pip("--require-hashes", "--only-binary=:all:", "--requirement", str(lock), *options, quiet=True)
    said = done.stdout + done.stderr
    if done.returncode == 0:
        return Outcome.CHECKED, ""
    if _OTHER_BYTES in said:
        return Outcome.OTHER_BYTES, said
    return (Outcome.NOT_HAD if any(words in said for words in _NOT_HAD) else Outcome.FAILED), said


def pip(*arguments: str, quiet: bool = False) -> subprocess.CompletedProcess[str]:
    """Run ``pip install`` of this environment."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments]
    return subprocess.run(command, capture_output=quiet, text=True, encoding="utf-8", errors="replace", check=False)


def main(arguments: list[str]) -> int:
    """Install, say how, and note it."""
    NOTE.unlink(missing_ok=True)
    outcome, said = Outcome.NOT_HAD, ""
    if "--unchecked" in arguments:
        print("按 pyproject.toml 的版本范围安装，不校验文件（HASHES=no）。", file=sys.stderr)
    else:
        outcome, said = install_checked(LOCK)
    if outcome in (Outcome.OTHER_BYTES, Outcome.FAILED):
        print(said, file=sys.stderr)
    if outcome is Outcome.OTHER_BYTES:
        print(
            "已停止：软件源给出的文件与 constraints.txt 记录的不一样（见上），没有安装。"
            "请换一个软件源再试；确知这个软件源可信（例如单位自己编译的），可用 make HASHES=no。",
            file=sys.stderr,
        )
    if outcome in (Outcome.OTHER_BYTES, Outcome.FAILED):
        return 1
    if outcome is Outcome.CHECKED:
        # the build tools are among what was checked, so nothing else is fetched
        code = pip("--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT)).returncode
    else:
        if said:
            lacking = [line for line in said.splitlines() if line.startswith("ERROR")][-1:]
            print(*lacking, sep="\n", file=sys.stderr)
            print(
                "注意：这个软件源没有 constraints.txt 里的某个版本，或没有适合本机的文件（见上），"
                "改按 pyproject.toml 的版本范围安装，文件未经校验。",
                file=sys.stderr,
            )
        code = pip("--editable", f"{ROOT}[dev]").returncode
    if code == 0:
        NOTE.write_text("checked\n" if outcome is Outcome.CHECKED else "unchecked\n", encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
