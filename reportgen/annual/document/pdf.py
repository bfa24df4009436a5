"""A Word document → PDF, where LibreOffice is installed."""

import hashlib
import re

from reportgen.plan.sources.office import converted

_DATES = re.compile(rb"(/(?:CreationDate|ModDate)\s*\(D:)[^)]*(\))")
_ID = re.compile(rb"(/ID\s*\[\s*)<[0-9A-Fa-f]+>\s*<[0-9A-Fa-f]+>(\s*\])")
_CHECKSUM = re.compile(rb"(/DocChecksum\s*/)[0-9A-Fa-f]+")


def as_pdf(document: bytes) -> bytes | None:
    """The document as PDF, the same bytes for the same document on one machine; ``None`` without LibreOffice."""
    made = converted(document, ending="docx", form="pdf")
    return None if made is None else _timeless(made)


def _timeless(pdf: bytes) -> bytes:
    """The file without the hour of its making; nothing moves in it, so that its table of places still holds."""
    pdf = _DATES.sub(lambda match: match[1] + _fill(b"20000101000000Z", match[0], match[1] + match[2]) + match[2], pdf)
    digest = (
        hashlib.md5(_CHECKSUM.sub(rb"\1", _ID.sub(rb"\1\2", pdf)), usedforsecurity=False).hexdigest().upper().encode()
    )

    def same(match: re.Match[bytes]) -> bytes:
        kept = b"<" + digest + b"> <" + digest + b">"
        return match[1] + _fill(kept, match[0], match[1] + match[2]) + match[2]

    pdf = _ID.sub(same, pdf)
    return _CHECKSUM.sub(lambda match: match[1] + _fill(digest, match[0], match[1]), pdf)


def _fill(new: bytes, whole: bytes, around: bytes) -> bytes:
    """The new text in exactly the room of the old one."""
    room = len(whole) - len(around)
    return new[:room].ljust(room)
