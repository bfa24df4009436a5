"""The one door for untrusted files: what kind a file is by its content, and limits before any library sees it."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reportgen.errors import UnusableInput
from reportgen.files import limits
from reportgen.files.faults import reason_of
from reportgen.files.inflate import BadPackage, check_parts

FileKind = Literal["docx", "xlsx", "ofd", "odf", "zip", "ole", "rtf", "pdf", "html", "text", "image", "empty"]
"""By content, never by name. ``odf`` is OpenDocument (.odt .ods); ``ole`` is the old binary family
(.doc .xls .wps .et) or an encrypted package."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")


@dataclass(frozen=True, slots=True)
class Admitted:
    """A file that passed the door.

    Attributes:
        path: Where it lies.
        content: Its bytes, read once.
        kind: What it is.
        has_macros: Whether a package brings macros; they are never run.
    """

    path: Path
    content: bytes
    kind: FileKind
    has_macros: bool = False


def admit(path: Path, *, is_bulk: bool = False) -> Admitted:
    """Read a file and decide its kind by content.

    Args:
        path: The file.
        is_bulk: See ``check_package``.

    Raises:
        UnusableInput: Missing, a folder, unreadable, larger than 50 MB, or a package over the limits.
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise UnusableInput("这是文件夹，不是文件", mend="请指明文件", file=path.name)
        if not path.is_file():
            raise UnusableInput("不是普通文件（设备或管道）", mend="请放入文件本身", file=path.name)
        if size > limits.FILE_BYTES:
            raise UnusableInput(
                f"文件有 {size // limits.MEGABYTE} MB，超过 {limits.FILE_BYTES // limits.MEGABYTE} MB 的上限",
                mend="请删去其中的图片等无关内容后再用",
                file=path.name,
            )
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise UnusableInput("找不到这个文件", mend="请检查文件名和所在文件夹", file=str(path)) from error
    except OSError as error:
        raise UnusableInput(f"文件读不出来（{reason_of(error)}）", mend="请检查权限后重试", file=path.name) from error
    kind = kind_of(content)
    has_macros = False
    if kind in ("docx", "xlsx", "ofd", "odf", "zip"):
        has_macros = check_package(content, name=path.name, is_bulk=is_bulk)
    return Admitted(path, content, kind, has_macros)


def kind_of(content: bytes) -> FileKind:
    """The kind of file that these bytes are."""
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        return "empty"
    if content.startswith(b"PK"):
        return _package_kind(content)
    if content.startswith(_OLE):
        return "ole"
    if content.startswith(_IMAGES):
        return "image"
    if content.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if b"%PDF-" in content[:1024]:
        return "pdf"
    head = content[:4096].replace(b"\x00", b"").lower()
    if re.search(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<table[\s>]|mime-version:", head):
        return "html"
    return "text"


def check_package(content: bytes, *, name: str, is_bulk: bool = False) -> bool:
    """Refuse a zip package that is damaged, encrypted, over the limits, or brings its own document type.

    Args:
        content: The file's bytes.
        name: Its name, for the message.
        is_bulk: One of perhaps ten thousand progress workbooks. Their readers check every part they read and hold the
            limit of depth themselves, so only what could inflate beyond the limits is inflated here.

    Returns:
        Whether it brings macros.

    Raises:
        UnusableInput: With the reason.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            _check_directory(entries, name)
            check_parts(package, content, is_bulk=is_bulk)
    except BadPackage as error:
        raise UnusableInput(error.what, mend=error.mend, file=name) from error
    except RuntimeError as error:
        if isinstance(error, NotImplementedError):  # a way of packing that no office program uses
            raise UnusableInput("文件已损坏或没有下载完整", mend="请重新取得这个文件", file=name) from error
        raise UnusableInput("文件加了密码", mend="请去掉密码另存后再用", file=name) from error  # zipfile's word for it
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, OverflowError, struct.error) as error:
        raise UnusableInput("文件已损坏或没有下载完整", mend="请重新取得这个文件", file=name) from error
    except zlib.error as error:
        raise UnusableInput("文件已损坏", mend="请重新取得这个文件", file=name) from error
    return any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries)


def _check_directory(entries: Sequence[zipfile.ZipInfo], name: str) -> None:
    """Refuse by what the package says of itself, before anything is inflated."""
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnusableInput("文件加了密码", mend="请去掉密码另存后再用", file=name)
    if len(entries) > limits.PARTS:
        raise UnusableInput(
            f"压缩包内有 {len(entries)} 个部件，超过上限 {limits.PARTS}", mend="请另存为新文件后再用", file=name
        )
    total = 0
    for entry in entries:
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise zipfile.BadZipFile("Office packages are stored or deflated")
        total += entry.file_size
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > limits.PART_BYTES:
            raise BadPackage.too_large(limits.PART_BYTES, "一个部件")
        if total > limits.UNPACKED_BYTES:
            raise BadPackage.too_large(limits.UNPACKED_BYTES, "全部部件")
        if entry.file_size > limits.RATIO_FROM_BYTES and ratio > limits.RATIO:
            raise BadPackage(
                f"文件解压后异常庞大（压缩比超过上限 {limits.RATIO}），疑似损坏或恶意文件",
                "请向来源核实，另存为新文件后再用",
            )


def _package_kind(content: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, OverflowError, NotImplementedError, struct.error):
        return "zip"
    if any(name.lower() == "word/document.xml" for name in names):
        return "docx"
    if any(name.lower().startswith("xl/") for name in names):
        return "xlsx"
    if "OFD.xml" in names:
        return "ofd"
    if "mimetype" in names and b"opendocument" in content[:200]:
        return "odf"
    return "zip"
