"""Every file of 进度填报/ with what it is: an answer to read, one that cannot be read, or nothing of ours."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reportgen.errors import UnusableInput
from reportgen.files.door import FileKind, admit
from reportgen.files.faults import reason_of
from reportgen.files.write import TEMPORARY_PREFIX

PROGRESS_FOLDER = "进度填报"
SUPERSEDED_FOLDER = "旧版"

Kind = Literal["refused", "skipped"]

_SYSTEM_FILES = frozenset({".ds_store", "thumbs.db", "desktop.ini", ".directory", ".gitkeep"})
_SYSTEM_PREFIXES = ("~$", ".~", "._", ".reportgen.", TEMPORARY_PREFIX)
_SAVE_AS = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后再放回"
_INTO_FORM = "请把内容复制到下发的填报表中，保存为 .xlsx 后再放回"
_WORKBOOK_ENDINGS = frozenset({"", ".xlsx", ".xlsm", ".xls", ".et", ".csv", ".tsv", ".ods", ".xlsb"})
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".heic"})
_ARCHIVES = frozenset({".zip", ".rar", ".7z", ".gz", ".tar"})
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ARCHIVE_HEADS = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")
_HEAD = 4096

_REFUSED: dict[FileKind, tuple[str, str]] = {
    "empty": ("是空文件，可能没有传完", "请单位重新发送"),
    "docx": ("是 Word 文档，不是填报表", _INTO_FORM),
    "ofd": ("是版式文件（OFD），读不出填报内容", _INTO_FORM),
    "rtf": ("是 RTF 文档，不是填报表", _INTO_FORM),
    "html": ("其实是网页，不是 Excel 工作簿", _SAVE_AS),
    "text": ("其实是文本（如 CSV），不是 Excel 工作簿", _INTO_FORM),
    "zip": ("是压缩包，里面可能有填报表", "请解压后把其中的填报表放回"),
    "odf": ("是 OpenDocument 文件（.ods 或 .odt）", _SAVE_AS),
    "pdf": ("其实是 PDF，不是 Excel 工作簿", _INTO_FORM),
    "image": ("其实是图片，不是 Excel 工作簿", _INTO_FORM),
}


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that holds no readable answer: ``refused`` where it should, ``skipped`` where it cannot hold one."""

    kind: Kind
    what: str
    mend: str


def files_of(folder: Path) -> list[tuple[str, Path]]:
    """(path relative to the working folder with ``/``, path) of every file, sub-folders too, sorted.

    Our own 进度填报/旧版 is left out; links to folders, which are not followed, and folders that cannot be opened stand
    in the list themselves, because there may be answers behind them.

    Raises:
        UnusableInput: 进度填报 itself cannot be listed.
    """
    inbox = folder / PROGRESS_FOLDER
    found: list[Path] = []
    closed: list[OSError] = []
    for where, folders, names in os.walk(inbox, onerror=closed.append):
        here = Path(where)
        found += [here / name for name in names]
        found += [here / name for name in folders if (here / name).is_symlink()]
        if here == inbox:
            folders[:] = [name for name in folders if name != SUPERSEDED_FOLDER]
    for error in closed:
        if isinstance(error, FileNotFoundError):
            continue
        if Path(error.filename) == inbox:
            what = f"文件夹读不出来（{reason_of(error)}）"
            raise UnusableInput(what, mend="请检查权限后重试", file=PROGRESS_FOLDER) from error
        found.append(Path(error.filename))
    return sorted((_shown(path.relative_to(folder).as_posix()), path) for path in found)


def _shown(name: str) -> str:
    """The name as text; one in the coding of a Chinese Windows, which an unpacked archive may bring, as it was meant."""
    parts = (part if _is_text(part) else os.fsencode(part).decode("gb18030", "replace") for part in name.split("/"))
    return "/".join(parts)


def _is_text(name: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in name)


def is_passed_over(path: Path) -> bool:
    """Whether a file cannot hold an answer, by its name alone: lock and system files, links, pictures."""
    return _skipped(path) is not None


def content_of(path: Path) -> bytes | Unread:
    """The bytes of a workbook, or why the file is not one."""
    skipped = _skipped(path)
    if skipped:
        return skipped
    if not _is_text(str(path)):
        what = "文件名的编码与本机不同（多因解压了 Windows 上做的压缩包），打不开"
        return Unread("refused", what, "请把文件或所在文件夹改名后再运行")
    try:
        admitted = admit(path, is_bulk=True)
    except UnusableInput as error:
        return Unread("refused", error.what, error.mend)
    if admitted.kind == "xlsx":
        return admitted.content
    if admitted.kind == "ole":
        return _old_or_locked(admitted.content)
    ending = path.suffix.lower()
    if admitted.content.startswith(_ARCHIVE_HEADS):
        return Unread("refused", *_REFUSED["zip"])
    if b"Excel.Sheet" in admitted.content[:_HEAD]:
        return Unread("refused", "是 Excel 2003 的 XML 表格", _SAVE_AS)
    if admitted.kind in ("text", "pdf", "html", "image") and ending not in _WORKBOOK_ENDINGS | _ARCHIVES:
        return Unread("skipped", "不是 Excel 工作簿", "如果它是某个单位的答复，请另交 .xlsx 填报表")
    if ending in _ARCHIVES:
        return Unread("refused", *_REFUSED["zip"])
    return Unread("refused", *_REFUSED[admitted.kind])


def _skipped(path: Path) -> Unread | None:
    """Why a file is passed over by its name alone; ``None`` where it has to be opened."""
    name = path.name.lower()
    if path.is_symlink():
        return Unread("skipped", "是指向别处的链接", "请放入文件本身")
    if name.startswith(_SYSTEM_PREFIXES) or name in _SYSTEM_FILES:
        return Unread("skipped", "是 Excel、WPS 或系统的临时文件", "无需处理")
    if path.suffix.lower() in _PICTURES:
        return Unread("skipped", "是图片", "如果它是盖章的扫描件，请另交 .xlsx 填报表")
    return None


def _old_or_locked(content: bytes) -> Unread:
    """An old binary workbook, or a new one behind a password: both look the same from outside."""
    if _ENCRYPTED in content:
        return Unread("refused", "工作簿加了密码", "请去掉密码另存后再放回")
    return Unread("refused", "是旧版格式（.xls 或 .et）", _SAVE_AS)
