"""Say whether this environment was installed by hash, and ask pip-audit about the versions of constraints.txt.

``make audit`` runs it in an environment of its own that holds pip-audit; what cannot be looked up counts as not passed.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main(note: str) -> int:
    """The exit code of the review: 0 only where everything was installed by hash and looked up without a finding."""
    path = Path(note)
    how = path.read_text(encoding="utf-8").strip() if path.is_file() else "unchecked"
    print("本机按 constraints.txt 校验安装。" if how == "checked" else "本机未按 constraints.txt 校验安装。")
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(ROOT / ".ci" / "constraints.txt")]
    command += ["--require-hashes", "--disable-pip", "--strict", "--progress-spinner=off"]
    is_clean = subprocess.run(command, check=False).returncode == 0
    print("没有查到已公布的漏洞。" if is_clean else "没有通过：有已公布的漏洞，或有查不到的项（见上）。")
    return 0 if is_clean and how == "checked" else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
