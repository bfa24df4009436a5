"""A zip archive with some entries changed: all others keep their bytes, compression, dates and place."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20
_DEFLATED = 8
_FIRST_DAY = 0x0021
"""1 January 1980: an entry's date never comes from the clock."""
_UTF8_NAME = 0x0800
_NAME_AT, _EXTRA_AT, _COMMENT_AT, _OFFSET_AT = 10, 11, 12, 16
_IN_EXTRA = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry as the archive holds it.

    Attributes:
        name: As ``zipfile`` reads it.
        raw_name: Its bytes, in whatever encoding.
        flag: ``_UTF8_NAME`` or 0.
        central: Its record in the directory at the end.
        local: Its header, content and what follows up to the next entry; ``None`` where that cannot be cut out.
    """

    name: str
    raw_name: bytes
    flag: int
    central: bytes
    local: bytes | None


def rewrite(content: bytes, changes: Mapping[str, bytes | None]) -> bytes:
    """The archive with these entries' content changed, added at the end, or (``None``) left out.

    Raises:
        zipfile.BadZipFile: The directory at its end does not fit its entries.
    """
    out = io.BytesIO()
    directory = []
    done: set[str] = set()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in _entries(content, archive):
            if entry.name not in changes and entry.local is not None:
                directory.append(_moved(entry.central, out.tell()))
                out.write(entry.local)
                continue
            new = changes[entry.name] if entry.name in changes else archive.read(entry.name)
            if new is not None and entry.name not in done:
                directory.append(_write(out, entry.raw_name, entry.flag, new))
            done.add(entry.name)
    for name, new in changes.items():
        if new is not None and name not in done:
            directory.append(_write(out, name.encode(), 0 if name.isascii() else _UTF8_NAME, new))
    start = out.tell()
    out.writelines(directory)
    out.write(_END.pack(b"PK\5\6", 0, 0, len(directory), len(directory), out.tell() - start, start, 0))
    return out.getvalue()


def _entries(content: bytes, archive: zipfile.ZipFile) -> Iterator[_Entry]:
    infos = archive.infolist()
    # An entry ends where the next begins: what stands between, a descriptor of its sizes or padding, is its own.
    ends = sorted({info.header_offset for info in infos} | {archive.start_dir})
    following = dict(pairwise(ends))
    at = archive.start_dir
    for info in infos:
        if content[at : at + 4] != b"PK\1\2":
            raise zipfile.BadZipFile("directory")
        fields = _CENTRAL.unpack_from(content, at)
        name_at = at + _CENTRAL.size
        end = name_at + fields[_NAME_AT] + fields[_EXTRA_AT] + fields[_COMMENT_AT]
        start, stop = info.header_offset, following.get(info.header_offset, -1)
        can_move = fields[_OFFSET_AT] != _IN_EXTRA and content[start : start + 4] == b"PK\3\4" and stop > start
        yield _Entry(
            info.filename,
            content[name_at : name_at + fields[_NAME_AT]],
            info.flag_bits & _UTF8_NAME,
            content[at:end],
            content[start:stop] if can_move else None,
        )
        at = end


def _moved(central: bytes, offset: int) -> bytes:
    """The directory's record of an entry that now begins elsewhere."""
    return central[: _CENTRAL.size - 4] + struct.pack("<L", offset) + central[_CENTRAL.size :]


def _write(out: io.BytesIO, name: bytes, flag: int, content: bytes) -> bytes:
    """Append an entry; returns its record for the directory."""
    offset = out.tell()
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(content) + packer.flush()
    common = (flag, _DEFLATED, 0, _FIRST_DAY, zlib.crc32(content), len(packed), len(content), len(name), 0)
    out.write(_LOCAL.pack(b"PK\3\4", _VERSION, *common) + name + packed)
    return _CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *common, 0, 0, 0, 0, offset) + name
