"""What paragraph styles say of outline level, alignment, numbering and hiding, through their chain."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from reportgen.plan.sources.wordxml import NS, VAL, switched_on, value_of, whole

_HEADING = re.compile(r"(?i)^(?:heading|标题)\s*([1-9])$")
_CONTENTS = re.compile(r"(?i)^(?:toc|目录)(?:\s*\d|\s*heading|\s*标题)$")
_BLACK = re.compile(r"黑|(?i:simhei)|小标宋")
_DEEPEST = 50
"""Word allows 11 steps of basedOn; more is a loop."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """A reference to an automatic list: ``number`` is w:numId (0 = none), ``level`` counts from 0."""

    number: int | None
    level: int | None


@dataclass(frozen=True, slots=True)
class Face:
    """How letters are set: bold, and in black letters (黑体, 小标宋); ``None`` where nothing is said."""

    bold: bool | None = None
    black: bool | None = None

    def over(self, other: "Face") -> "Face":
        """This face where it says something, else the other."""
        return Face(
            other.bold if self.bold is None else self.bold,
            other.black if self.black is None else self.black,
        )

    @property
    def is_strong(self) -> bool:
        """Whether it stands out as headings do."""
        return bool(self.bold) or bool(self.black)


@dataclass(frozen=True, slots=True)
class Style:
    """What a style with all it is based on says; ``None`` where it says nothing."""

    outline: int | None = None
    centered: bool | None = None
    numbering: Numbering | None = None
    hidden: bool = False
    is_contents: bool = False
    face: Face = Face()


class Styles:
    """The styles of one document; an unknown id counts as the default style."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._default = ""
        self._known: dict[str, Style] = {}
        for style in () if root is None else root.iter(NS + "style"):
            key = style.get(NS + "styleId") or ""
            self._elements.setdefault(key, style)
            if style.get(NS + "type") == "paragraph" and (style.get(NS + "default") or "0") in ("1", "true", "on"):
                self._default = self._default or key

    def of(self, key: str | None) -> Style:
        """The style with this id, resolved along basedOn."""
        key = self.key(key)
        if key not in self._known:
            self._known[key] = self._resolve(key)
        return self._known[key]

    def key(self, key: str | None) -> str:
        """The id itself, or the default paragraph style's where the document has no such style."""
        return key if key is not None and key in self._elements else self._default

    def lineage(self, key: str | None) -> tuple[str, ...]:
        """The style's id and those it is based on, nearest first."""
        return tuple(known for known, _ in self._chain(self.key(key)))

    def hides(self, key: str) -> bool:
        """Whether the character style with this id hides its text."""
        return any(switched_on(style.find(NS + "rPr"), "vanish") for _, style in self._chain(key))

    def face(self, key: str | None) -> Face:
        """How the character style with this id sets letters."""
        return Face() if key is None or key not in self._elements else self.of(key).face

    def _chain(self, key: str) -> Iterator[tuple[str, etree._Element]]:
        for _ in range(_DEEPEST):
            style = self._elements.get(key)
            if style is None:
                return
            yield key, style
            key = value_of(style, "basedOn") or ""

    def _resolve(self, key: str) -> Style:
        outline: int | None = None
        centered: bool | None = None
        number: int | None = None
        level: int | None = None
        hidden = is_contents = False
        face = Face()
        for _, style in self._chain(key):
            name = value_of(style, "name") or ""
            properties = style.find(NS + "pPr")
            outline = outline if outline is not None else outline_of(properties)
            heading = _HEADING.match(name)
            if outline is None and heading:
                outline = int(heading[1])
            centered = centered if centered is not None else is_centered(properties)
            own = numbering_of(properties)
            if own is not None:
                number = number if number is not None else own.number
                level = level if level is not None else own.level
            hidden = hidden or switched_on(style.find(NS + "rPr"), "vanish")
            is_contents = is_contents or bool(_CONTENTS.match(name))
            face = face.over(face_of(style.find(NS + "rPr")))
        numbering = None if number is None and level is None else Numbering(number, level)
        return Style(outline, centered, numbering, hidden, is_contents, face)


def outline_of(properties: etree._Element | None) -> int | None:
    """Outline level 1-9 as these paragraph properties set it; 0 where they say body text, ``None`` if silent."""
    level = whole(value_of(properties, "outlineLvl"))
    if level is None:
        return None
    return level + 1 if 0 <= level <= 8 else 0


def is_centered(properties: etree._Element | None) -> bool | None:
    """Whether these properties centre the paragraph; ``None`` if silent."""
    alignment = value_of(properties, "jc")
    return None if alignment is None else alignment == "center"


def face_of(properties: etree._Element | None) -> Face:
    """How these run properties set letters."""
    if properties is None:
        return Face()
    fonts = properties.find(NS + "rFonts")
    font = None if fonts is None else fonts.get(NS + "eastAsia")
    return Face(
        switched_on(properties, "b") if properties.find(NS + "b") is not None else None,
        None if font is None else _BLACK.search(font) is not None,
    )


def numbering_of(properties: etree._Element | None) -> Numbering | None:
    """The list reference of these properties; ``None`` if silent."""
    if properties is None:
        return None
    found = properties.find(NS + "numPr")
    if found is None:
        return None
    number = found.find(NS + "numId")
    level = found.find(NS + "ilvl")
    return Numbering(
        None if number is None else whole(number.get(VAL)),
        None if level is None else whole(level.get(VAL)),
    )
