"""XML parts of an admitted package, parsed strictly and without fetching anything."""

import io
import zipfile
import zlib

from lxml import etree

from reportgen.errors import UnusableInput

_STRICT_WORD = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_WORD = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def part_names(content: bytes) -> tuple[str, ...]:
    """Names of the parts of a package that passed the door, in stored order."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return tuple(package.namelist())


def read_part(content: bytes, part: str, *, file: str) -> bytes:
    """The bytes of one part; never more than its directory entry promised, which the door has checked.

    Raises:
        UnusableInput: The part is damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return package.read(part)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise UnusableInput("文件已损坏或没有下载完整", mend="请重新取得这个文件", file=file) from error
    except RuntimeError as error:  # zipfile's word for an encrypted part
        raise UnusableInput("文件加了密码", mend="请去掉密码另存后再用", file=file) from error


def parse_part(content: bytes, part: str, *, file: str) -> etree._Element:
    """The root of one XML part; the strict dialect's names are made those of the usual one.

    Raises:
        UnusableInput: Damaged, not well-formed, nested deeper than 256, or with its own document type.
    """
    raw = read_part(content, part, file=file).replace(_STRICT_WORD, _WORD)
    try:
        root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnusableInput("文件内容已损坏，无法解析", mend="请用 Word/WPS 另存后再用", file=file) from error
    if root.getroottree().docinfo.doctype:
        raise UnusableInput("文件内含不允许的实体声明", mend="请用 Word/WPS 另存后再用", file=file)
    return root
