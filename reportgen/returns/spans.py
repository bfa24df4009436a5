"""XML read with the place of every element in its bytes, so that a change leaves all other bytes alone."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from reportgen.errors import UnusableInput

Edit = tuple[int, int, str]
"""Replace the bytes from the first place to before the second by this text; both places alike insert."""

_DEEPEST = 256
_START_TAG = re.compile(rb"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
_DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ESCAPED_CHARACTER = re.compile(r"_(x[0-9A-Fa-f]{4}_)")


@dataclass(eq=False, slots=True)
class Element:
    """One element and where it stands.

    Attributes:
        name: Local name.
        prefix: As written before the local name, with its colon; ``""`` for none.
        namespace: Its namespace.
        attributes: By local name: strict and transitional files name their namespaces differently.
        start: Where its start tag begins.
        inner: Where its content begins.
        close: Where its content ends.
        end: Where it ends; ``inner``, ``close`` and ``end`` are one place for an empty-element tag.
        children: Elements inside; none where the reader was told to skip them.
        text: Its own characters, without those of its children.
    """

    name: str
    prefix: str
    namespace: str
    attributes: dict[str, str]
    start: int
    inner: int
    close: int = 0
    end: int = 0
    children: list["Element"] = field(default_factory=list)
    text: str = ""

    @property
    def is_empty_tag(self) -> bool:
        """Whether it is written as one tag (``<dxfs/>``)."""
        return self.inner == self.end

    def child(self, name: str) -> "Element | None":
        """The first child of this local name."""
        return next((child for child in self.children if child.name == name), None)

    def each(self, name: str) -> Iterator["Element"]:
        """All elements of this local name at any depth inside it, in document order."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.each(name)


def damaged() -> UnusableInput:
    """The error for a workbook whose parts cannot be understood well enough to change them."""
    return UnusableInput("工作簿的内部结构已损坏，无法标注", mend="请用 Excel 或 WPS 打开后另存为 .xlsx 再用")


def as_utf8(xml: bytes) -> bytes:
    """The same document in UTF-8, unchanged where it is already.

    Raises:
        UnusableInput: It is damaged or brings its own document type.
    """
    declared = _DECLARED.match(xml.removeprefix(b"\xef\xbb\xbf"))
    is_wide = xml[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in xml[:4]
    if not is_wide and (declared is None or declared[1].upper() == b"UTF-8"):
        return xml
    try:
        root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        raise damaged() from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise damaged()
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8")


def read(xml: bytes, *, skip: frozenset[str] = frozenset()) -> Element:
    """The root element of a UTF-8 document; entities beyond XML's own five and document types are refused.

    Args:
        xml: The bytes, as ``as_utf8`` gives them.
        skip: Local names of elements whose children are not wanted (the cells of a sheet).

    Raises:
        UnusableInput: The document is damaged or brings its own document type.
    """
    reader = _Reader(xml, skip)
    try:
        reader.parser.Parse(xml, True)
    except (expat.ExpatError, ValueError) as error:
        raise damaged() from error
    return reader.root.children[0]


class _Reader:
    """Collects elements while expat walks over the bytes."""

    def __init__(self, xml: bytes, skip: frozenset[str]) -> None:
        self._xml = xml
        self._skip = skip
        self._skipped = 0
        self.root = Element("", "", "", {}, 0, 0)
        self._open = [self.root]
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.namespace_prefixes = True
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._refuse

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._skipped:
            self._skipped += 1
            return
        if len(self._open) > _DEEPEST:
            raise ValueError(name)
        at = self.parser.CurrentByteIndex
        match = _START_TAG.match(self._xml, at)
        if match is None:
            raise ValueError(name)
        namespace, local, prefix = _parted(name)
        said = {_parted(key)[1]: value for key, value in attributes.items()}
        element = Element(local, f"{prefix}:" if prefix else "", namespace, said, at, match.end())
        if match[0].endswith(b"/>"):
            element.close = element.end = match.end()
        self._open[-1].children.append(element)
        self._open.append(element)
        if local in self._skip:
            self._skipped = 1

    def _end(self, _name: str) -> None:
        if self._skipped > 1:
            self._skipped -= 1
            return
        self._skipped = 0
        element = self._open.pop()
        if not element.end:
            element.close = self.parser.CurrentByteIndex
            element.end = self._xml.index(b">", element.close) + 1

    def _characters(self, text: str) -> None:
        if not self._skipped:
            self._open[-1].text += text

    def _refuse(self, *_: object) -> None:
        raise ValueError("document type")


def _parted(name: str) -> tuple[str, str, str]:
    """Expat's ``namespace local prefix`` → (namespace, local name, prefix)."""
    parts = name.split(" ")
    if len(parts) == 1:
        return "", name, ""
    return parts[0], parts[1], parts[2] if len(parts) > 2 else ""


def splice(xml: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes with these edits; edits at one place keep their order and none may lie over another."""
    pieces = []
    at = 0
    for start, end, text in sorted(edits, key=lambda edit: edit[0]):
        pieces += [xml[at:start], text.encode()]
        at = end
    return b"".join((*pieces, xml[at:]))


def insert_last(xml: bytes, parent: Element, text: str) -> Edit:
    """The edit that puts ``text`` behind the parent's last child, opening an empty-element tag where it has to."""
    if not parent.is_empty_tag:
        return parent.close, parent.close, text
    tag = xml[parent.start : parent.end].decode()
    return parent.start, parent.end, f"{tag[:-2].rstrip()}>{text}</{parent.prefix}{parent.name}>"


def set_attribute(xml: bytes, element: Element, name: str, value: str) -> Edit:
    """The edit that gives an attribute without namespace another value, or adds it."""
    tag = xml[element.start : element.inner].decode()
    new, count = re.subn(
        rf"""(\s{re.escape(name)}\s*=\s*)(?:"[^"]*"|'[^']*')""",
        lambda match: match[1] + quoteattr(value),
        tag,
        count=1,
    )
    if not count:
        end = len(tag) - (2 if tag.endswith("/>") else 1)
        new = f"{tag[:end].rstrip()} {name}={quoteattr(value)}{tag[end:]}"
    return element.start, element.inner, new


def text_of_spreadsheet(text: str) -> str:
    """The text as characters of a spreadsheet's XML: escaped, and a written ``_x000D_`` kept as it is read."""
    return escape(_ESCAPED_CHARACTER.sub(r"_x005F_\1", text))
