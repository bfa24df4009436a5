"""A working folder in the middle of the year, in which people wrote wherever they may write."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from reissue_case import DAY, FIRST, NEWS, OPEN, SITE, TRAIN, Clerk, json_of, write_plan

SECOND = (
    (NEWS, "办公室", ""),
    (OPEN, "办公室牵头，人事科配合", "7月底前"),
    (DAY, "办公室", ""),
    (SITE, "信息中心、人事科", ""),
)
"""The plan's next version: one task new, one dropped, deadlines and units changed."""

THIRD = (*SECOND, (TRAIN, "人事科", "10月底前"))
"""And the one after it."""

DOCUMENT = "输出/政务公开工作要点落实情况（公开稿）.docx"
LEDGER = "输出/校核结果.xlsx"
OURS = (".reportgen-", ".reportgen.lock", ".reportgen.issue.jsonl")
"""How the names of what a killed run may leave begin."""


@dataclass(frozen=True)
class Busy:
    """The folder, and the bytes of everything a person wrote in it."""

    folder: Path
    written: tuple[bytes, ...]

    def copy(self, place: Path) -> "Busy":
        shutil.copytree(self.folder, place)
        return Busy(place, self.written)

    def files(self) -> dict[str, bytes]:
        return files_of(self.folder)

    def losses(self) -> int:
        """How many of the person's files are nowhere in the folder any more."""
        return self.losses_in(self.folder)

    def losses_in(self, folder: Path) -> int:
        """The same of a copy."""
        standing = set(files_of(folder).values())
        return sum(content not in standing for content in self.written)


COMMANDS = ("new", "renew", "issue", "check", "build")
"""Every command that writes; ``renew`` is ``new`` over a folder that holds an older version of the plan."""


def arguments_of(command: str, folder: Path, desk: Path) -> list[str]:
    """The command as typed; the plans of ``new`` and ``renew`` are put on the desk."""
    if command in ("new", "renew"):
        plan = write_plan(desk / f"{command}.txt", *(FIRST if command == "new" else THIRD))
        return ["new", str(plan), str(folder)]
    return [command, str(folder), *(["--notices"] if command == "check" else [])]


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def busy_folder(desk: Path) -> Busy:
    """Issued, partly filled with mistakes, checked, decided about, built, edited, and the plan changed since."""
    clerk = Clerk(desk / "年报", desk)
    clerk.new(*FIRST)
    clerk.issue()
    hand = clerk.open("人事科")
    hand.done("3", "2024年10月8日", "办了两期培训班，68人参加。")
    hand.save(clerk.workbook("人事科"))
    clerk.fill("办公室", "1")
    json_of("build", clerk.folder)
    _decide(clerk.folder / LEDGER)
    document = clerk.folder / DOCUMENT
    document.write_bytes(document.read_bytes() + b"edited by a person")
    settings = clerk.folder / "reportgen.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "# 由人改过\n", encoding="utf-8")
    (clerk.folder / "会议记录.txt").write_text("别人的文件", encoding="utf-8")
    hand = clerk.open("人事科")
    hand.done("3", "2024年10月9日", "又补办了一期。")
    hand.save(clerk.workbook("人事科"))
    filled = [clerk.workbook(unit).read_bytes() for unit in ("人事科", "办公室")]
    clerk.new(*SECOND)
    beside = [document, settings, clerk.folder / LEDGER, clerk.folder / "会议记录.txt", clerk.folder / "方案.txt"]
    return Busy(clerk.folder, (*filled, *(path.read_bytes() for path in beside)))


def _decide(ledger: Path) -> None:
    book = openpyxl.load_workbook(ledger)
    sheet = book["待核"]
    at = {cell.value: cell.column for cell in sheet[2]}
    sheet.cell(3, at["属实"]).value, sheet.cell(3, at["理由"]).value = "属实", "已经核对过"
    book.save(ledger)
