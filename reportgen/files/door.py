"""The one door for untrusted files: what kind a file is by its content, and limits before any library sees it."""

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reportgen.errors import UnusableInput

FileKind = Literal["docx", "xlsx", "ofd", "odf", "zip", "ole", "rtf", "pdf", "html", "text", "image", "empty"]
"""By content, never by name. ``odf`` is OpenDocument (.odt .ods); ``ole`` is the old binary family
(.doc .xls .wps .et) or an encrypted package."""

FILE_BYTES = 50 * 1024 * 1024
UNPACKED_BYTES = 200 * 1024 * 1024
PART_BYTES = 100 * 1024 * 1024
PARTS = 2000
RATIO = 200
RATIO_FROM_BYTES = 20 * 1024 * 1024
DEEPEST_DEFLATE = 1032
"""No deflated byte becomes more than this many, so a small part needs no counting."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ROOT = re.compile(rb"<[^!?\s]")
_HEAD_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Admitted:
    """A file that passed the door.

    Attributes:
        path: Where it lies.
        content: Its bytes, read once.
        kind: What it is.
    """

    path: Path
    content: bytes
    kind: FileKind


def admit(path: Path) -> Admitted:
    """Read a file and decide its kind by content.

    Raises:
        UnusableInput: Missing, a folder, unreadable, larger than 50 MB, or a package over the limits.
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise UnusableInput("这是文件夹，不是文件", mend="请指明文件", file=path.name)
        if not path.is_file():
            raise UnusableInput("不是普通文件（设备或管道）", mend="请放入文件本身", file=path.name)
        if size > FILE_BYTES:
            raise UnusableInput(
                f"文件有 {size // 1048576} MB，超过 {FILE_BYTES // 1048576} MB 的上限",
                mend="请删去其中的图片等无关内容后再用",
                file=path.name,
            )
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise UnusableInput("找不到这个文件", mend="请检查文件名和所在文件夹", file=str(path)) from error
    except OSError as error:
        raise UnusableInput(
            f"文件读不出来（{error.strerror or error}）", mend="请检查权限后重试", file=path.name
        ) from error
    kind = kind_of(content)
    if kind in ("docx", "xlsx", "ofd", "odf", "zip"):
        check_package(content, name=path.name)
    return Admitted(path, content, kind)


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


def check_package(content: bytes, *, name: str) -> None:
    """Refuse a zip package that is damaged, encrypted, over the limits, or brings its own document type.

    Raises:
        UnusableInput: With the reason.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            if any(entry.flag_bits & 1 for entry in entries):
                raise UnusableInput("文件加了密码", mend="请去掉密码另存后再用", file=name)
            if len(entries) > PARTS:
                raise UnusableInput(
                    f"压缩包内有 {len(entries)} 个部件，超过上限 {PARTS}", mend="请另存为新文件后再用", file=name
                )
            total = 0
            for entry in entries:
                total += entry.file_size
                ratio = entry.file_size / max(entry.compress_size, 1)
                if (
                    entry.file_size > PART_BYTES
                    or total > UNPACKED_BYTES
                    or (entry.file_size > RATIO_FROM_BYTES and ratio > RATIO)
                ):
                    raise UnusableInput(
                        "文件解压后异常庞大，疑似损坏或恶意文件", mend="请向来源核实，另存为新文件后再用", file=name
                    )
                if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    raise zipfile.BadZipFile("Office packages are stored or deflated")
            for entry in entries:
                if entry.filename.lower().endswith((".xml", ".rels")):
                    with package.open(entry) as part:
                        head = part.read(_HEAD_BYTES)
                        # Blanks or a comment may push a declaration out of the head.
                        head += b"" if _ROOT.search(head.replace(b"\x00", b"")) else part.read()
                        if _DTD.search(head.replace(b"\x00", b"")):
                            raise UnusableInput("文件内含不允许的实体声明", mend="请用 Word/WPS 另存后再用", file=name)
                    if entry.compress_size * DEEPEST_DEFLATE > PART_BYTES and not _is_as_long_as_said(content, entry):
                        raise UnusableInput(
                            "文件内部件的大小与目录不符，疑似恶意文件",
                            mend="请向来源核实，另存为新文件后再用",
                            file=name,
                        )
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, struct.error) as error:
        raise UnusableInput("文件已损坏或没有下载完整", mend="请重新取得这个文件", file=name) from error
    except RuntimeError as error:  # zipfile's word for an encrypted part
        raise UnusableInput("文件加了密码", mend="请去掉密码另存后再用", file=name) from error
    except zlib.error as error:
        raise UnusableInput("文件已损坏", mend="请重新取得这个文件", file=name) from error


def _is_as_long_as_said(content: bytes, entry: zipfile.ZipInfo) -> bool:
    """Whether a deflated part ends where the directory says; readers other than Python's go on to its true end."""
    if entry.compress_type == zipfile.ZIP_STORED:
        return entry.compress_size == entry.file_size
    name_length, extra_length = struct.unpack_from("<HH", content, entry.header_offset + 26)
    start = entry.header_offset + 30 + name_length + extra_length
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    waiting = content[start : start + entry.compress_size]
    length = 0
    while waiting and length <= entry.file_size:
        length += len(inflater.decompress(waiting, 1 << 20))
        waiting = inflater.unconsumed_tail
    return length == entry.file_size


def _package_kind(content: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, struct.error):
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
