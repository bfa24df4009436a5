"""The parts of a package looked at before any library sees them: inflated counted, checksums, document type, depth."""

import re
import zipfile
import zlib

from reportgen.files import limits

_PIECE = 1024 * 1024
_DEFLATE_RATIO = 1032
"""What deflate can gain at most, so a file of 200 KB stays below 200 MB whatever its directory says."""

_MOST_LIE = 32 * 1024
"""A part smaller than this can lie by no more than 32 MB."""

_HEAD = 4096
_XML = (".xml", ".rels", ".vml")
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# What may stand before the root element besides a document type.
_TO_ROOT = re.compile(rb"(?:[^<]++|<\?(?:(?!\?>).)*+\?>|<!--(?:(?!-->).)*+-->)*+<[^!?]", re.DOTALL)
# Neither a tag nor a quoted value can hold another <, so every match ends before the next one: no input takes long.
_TAG = re.compile(
    rb"""<(?:(?P<closes>/)|(?P<opens>[^/!?<>"'](?:[^<>"'/]++|/(?!>)|"[^"<]*+"|'[^'<]*+')*+>)|(?P<skips>!--|!\[CDATA\[|\?))"""
)
_ENDS = {b"!--": b"-->", b"![CDATA[": b"]]>", b"?": b"?>"}
_LARGE = 4 * 1024 * 1024
"""Larger parts of Word files are left to libxml2, which counts depth while it parses."""

_LOCAL_HEADER = 30


class BadPackage(Exception):
    """A package that must not be read; ``what`` and ``mend`` in Chinese."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend

    @classmethod
    def too_large(cls, limit: int, which: str) -> "BadPackage":
        """The refusal of a bomb, with the limit."""
        return cls(
            f"文件解压后异常庞大（{which}超过 {limit // limits.MEGABYTE} MB 的上限），疑似损坏或恶意文件",
            "请向来源核实，另存为新文件后再用",
        )


def check_parts(package: zipfile.ZipFile, content: bytes, *, is_bulk: bool) -> None:
    """Look into the parts of a package whose directory has been found within the limits.

    Args:
        package: The open package.
        content: Its bytes.
        is_bulk: Only look at what could do harm in spite of guarded readers, see ``door.check_package``.

    Raises:
        BadPackage: A part inflates to more than the directory says, brings a document type, or is nested too deeply.
        zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError: Damaged.
    """
    may_lie = len(content) * _DEFLATE_RATIO > limits.UNPACKED_BYTES
    for entry in package.infolist():
        if not is_bulk or may_lie or entry.compress_size > _MOST_LIE:
            _count(content, entry)
        if is_bulk:
            if entry.filename.lower().endswith(_XML):
                with package.open(entry) as part:
                    head = part.read(_HEAD)
                    # Blanks or a comment may push a declaration out of the head.
                    head += b"" if _TO_ROOT.match(head.replace(b"\x00", b"")) else part.read()
                    _refuse_document_type(head)
        else:
            part_bytes = package.read(entry)  # checks the sum of the bytes too
            if entry.filename.lower().endswith(_XML):
                _refuse_document_type(part_bytes)
                if len(part_bytes) <= _LARGE or entry.filename.lower().startswith("xl/"):
                    _refuse_depth(part_bytes.replace(b"\x00", b""))


def _count(content: bytes, entry: zipfile.ZipInfo) -> None:
    """Inflate a part without keeping it, and stop where it goes beyond what the directory promised.

    zipfile reads no further than the promise, but the fast reader of workbooks does.
    """
    if entry.compress_type == zipfile.ZIP_STORED:
        if entry.file_size != entry.compress_size:
            raise zipfile.BadZipFile(entry.filename)
        return
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile(entry.filename)
    header = content[entry.header_offset : entry.header_offset + _LOCAL_HEADER]
    start = entry.header_offset + _LOCAL_HEADER
    start += int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    packed: bytes = content[start : start + entry.compress_size]
    inflater = zlib.decompressobj(-15)
    count = 0
    while packed and not inflater.eof:
        count += len(inflater.decompress(packed, _PIECE))
        packed = inflater.unconsumed_tail
        if count > entry.file_size:
            raise BadPackage(
                "文件解压后异常庞大（超过压缩包目录中写明的大小），疑似损坏或恶意文件",
                "请向来源核实，另存为新文件后再用",
            )


def _refuse_document_type(xml: bytes) -> None:
    """Refuse a document type, which no office program writes: entities and outside files come by it."""
    head = xml[:_HEAD].replace(b"\x00", b"")  # UTF-16 shows its ASCII so
    to_root = _TO_ROOT.match(head)
    looked_at = head[: to_root.end()] if to_root else xml.replace(b"\x00", b"")
    if _DTD.search(looked_at):
        raise BadPackage("文件内含不允许的实体声明", "请用 Word/WPS 另存后再用")


def _refuse_depth(xml: bytes) -> None:
    """Refuse XML nested beyond the limit; other faults are for the readers to name.

    libxml2 holds this limit itself; expat, with which openpyxl reads, holds none.
    """
    if xml.count(b"</") <= limits.DEPTH:
        return
    depth = at = 0
    while at >= 0:
        begun, at = at, -1
        for tag in _TAG.finditer(xml, begun):
            kind = tag.lastgroup
            if kind == "closes":
                depth -= 1
            elif kind == "opens":
                depth += 1
                if depth > limits.DEPTH:
                    raise BadPackage(
                        f"文件内容嵌套超过 {limits.DEPTH} 层的上限，疑似损坏或恶意文件", "请用 Word/WPS 另存后再用"
                    )
            else:
                at = xml.find(_ENDS[tag["skips"]], tag.end())
                break
