"""A workbook's package changed part by part: what is not changed keeps its bytes, its compression and its place."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.returns.archive import rewrite
from reportgen.returns.spans import Edit, Element, as_utf8, damaged, insert_last, read, splice

TYPES_PART = "[Content_Types].xml"
_NO_RELATIONS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
)
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of a part.

    Attributes:
        id: Its id.
        type: Its type, a long address.
        target: The part it leads to, from the package's root; the address as written where it leads outside.
        element: Where it is written.
    """

    id: str
    type: str
    target: str
    element: Element

    @property
    def kind(self) -> str:
        """The last word of its type (``worksheet``, ``comments``), alike in strict and transitional files."""
        return self.type.rpartition("/")[2]


class Package:
    """The parts of one workbook, read when needed; ``close`` gives the bytes with what was changed."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _UNREADABLE as error:
            raise damaged() from error
        self._names = {_key(name): name for name in self._zip.namelist()}
        self._changed: dict[str, bytes | None] = {}

    def has(self, part: str) -> bool:
        """Whether the package holds this part; parts are named without regard to case."""
        name = self._names.get(_key(part))
        return name is not None and self._changed.get(name, b"") is not None

    def parts(self) -> Iterator[str]:
        """Names of all parts in the package's order, new ones last."""
        return (name for name in self._names.values() if self._changed.get(name, b"") is not None)

    def read(self, part: str) -> bytes:
        """The bytes of a part as changed so far; ``b""`` where there is none."""
        name = self._names.get(_key(part))
        if name is None:
            return b""
        if name in self._changed:
            return self._changed[name] or b""
        try:
            return self._zip.read(name)
        except _UNREADABLE as error:
            raise damaged() from error

    def read_xml(self, part: str) -> bytes:
        """The part as an XML document in UTF-8; ``b""`` where there is none."""
        xml = self.read(part)
        return as_utf8(xml) if xml else b""

    def write(self, part: str, content: bytes) -> None:
        """Give a part other bytes, or add it; the same bytes are no change."""
        name = self._names.setdefault(_key(part), part)
        self._changed.pop(name, None)
        if name not in self._zip.NameToInfo or self.read(part) != content:
            self._changed[name] = content

    def drop(self, part: str) -> None:
        """Take a part out, with its relationships and what says of which type it is."""
        self._leave_out(part)
        self._leave_out(relations_part(part))
        xml = self.read_xml(TYPES_PART)
        ending = _ending(part)
        is_last = not any(_ending(other) == ending for other in self.parts())
        edits: list[Edit] = [
            (each.start, each.end, "")
            for each in (read(xml).children if xml else ())
            if _key(each.attributes.get("PartName", "")) == _key(part)
            or (is_last and each.attributes.get("Extension", "").lower() == ending)
        ]
        self.write(TYPES_PART, splice(xml, edits))

    def _leave_out(self, part: str) -> None:
        name = self._names.get(_key(part))
        if name is None:
            return
        if name in self._zip.NameToInfo:
            self._changed[name] = None
        else:
            self._changed.pop(name, None)
            del self._names[_key(part)]

    def free_name(self, pattern: str) -> str:
        """The first part name that is not taken: ``pattern`` with 1, 2, 3 … at its ``{}``."""
        number = 1
        while self.has(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def set_type(self, part: str, content_type: str) -> None:
        """Say of what type a part is; for a .vml part the type of all that end so, as programs write it."""
        xml = self.read_xml(TYPES_PART)
        if not xml:
            raise damaged()
        root = read(xml)
        ending = _ending(part)
        known = {each.attributes.get("Extension", "").lower(): each.attributes for each in root.children}
        if known.get(ending, {}).get("ContentType") == content_type:
            return
        if ending == "xml" or ending in known:
            line = f'<{root.prefix}Override PartName="/{part}" ContentType="{content_type}"/>'
        else:
            line = f'<{root.prefix}Default Extension="{ending}" ContentType="{content_type}"/>'
        self.write(TYPES_PART, splice(xml, [insert_last(xml, root, line)]))

    def relations(self, part: str) -> list[Relation]:
        """The relationships of a part (``""``: of the package) in their order."""
        xml = self.read_xml(relations_part(part))
        if not xml:
            return []
        base = posixpath.dirname(part)
        found = []
        for element in read(xml).children:
            said = element.attributes
            target = said.get("Target", "")
            if said.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", base, target.replace("\\", "/"))).lstrip("/")
            found.append(Relation(said.get("Id", ""), said.get("Type", ""), target, element))
        return found

    def relate(self, part: str, relation_type: str, target: str) -> str:
        """Lead from a part to another; returns the relationship's id."""
        name = relations_part(part)
        xml = self.read_xml(name) or _NO_RELATIONS
        taken = {relation.id.lower() for relation in self.relations(part)}
        number = 1
        while f"rid{number}" in taken:
            number += 1
        way = posixpath.relpath(f"/{target}", posixpath.join("/", posixpath.dirname(part)))
        root = read(xml)
        line = f'<{root.prefix}Relationship Id="rId{number}" Type="{relation_type}" Target="{way}"/>'
        self.write(name, splice(xml, [insert_last(xml, root, line)]))
        return f"rId{number}"

    def unrelate(self, part: str, relation_id: str) -> None:
        """Take a relationship away, and the part that holds them with the last one."""
        name = relations_part(part)
        relations = self.relations(part)
        gone = [relation.element for relation in relations if relation.id == relation_id]
        if len(gone) == len(relations):
            self._leave_out(name)
            return
        xml = self.read_xml(name)
        self.write(name, splice(xml, [(element.start, element.end, "") for element in gone]))

    def close(self) -> bytes:
        """The package with its changes; the very bytes it came with where there are none."""
        if not self._changed:
            return self._content
        try:
            return rewrite(self._content, self._changed)
        except _UNREADABLE as error:
            raise damaged() from error


def relations_part(part: str) -> str:
    """``xl/workbook.xml`` → ``xl/_rels/workbook.xml.rels``; ``""`` → the package's own."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _ending(part: str) -> str:
    return part.rpartition(".")[2].lower()


def _key(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()
