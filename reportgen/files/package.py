"""Office packages (.docx, .xlsx) with the same bytes for the same content."""

import io
import re
import zipfile

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def with_escapes(package: bytes) -> bytes:
    """A workbook whose typed ``_x000D_`` openpyxl reads as typed.

    Excel writes such text as ``_x005F_x000D_``; openpyxl strikes ``x005F_`` out and leaves what then looks like an
    escape. In small letters it means the same and is left alone.
    """
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        names = [name for name in source.namelist() if name.lower().endswith("sharedstrings.xml")]
        if not any(b"x005F_" in source.read(name) for name in names):
            return package
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
            for name in source.namelist():
                content = source.read(name)
                target.writestr(name, content.replace(b"x005F_", b"x005f_") if name in names else content)
    return out.getvalue()


def repack(package: bytes, *, stamp: str = "2000-01-01T00:00:00Z") -> bytes:
    """The same package with fixed entry times, order and core-property dates, nested workbooks included.

    Args:
        package: A zip package.
        stamp: What created and modified say in docProps/core.xml, an XML dateTime.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target,
    ):
        names = sorted(set(source.namelist()), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _DATES.sub(rb"\g<1>" + stamp.encode() + rb"\g<2>", content)
            elif name.endswith(".xlsx"):
                content = repack(content, stamp=stamp)
            entry = zipfile.ZipInfo(name, _FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            target.writestr(entry, content)
    return out.getvalue()
