"""What a field of a template is: its path, meaning and example; a catalogue of them as a tree, and as example facts.

A path names what a template can reach: ``章.总体`` is a part of a group, ``分类[].标题`` a part of each item of a list,
``引言[]`` each item of a list of texts.
"""

import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

Kind = Literal["text", "number", "flag", "picture", "group", "list", "any"]
"""``flag`` is a yes or no; ``group`` has named parts; ``any`` is what a template made itself."""


def _png() -> bytes:
    """A light grey picture of 8 × 4 points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\x00" + b"\xdd" * 8 for _ in range(4))
    head = struct.pack(">IIBBBBB", 8, 4, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@dataclass(frozen=True, slots=True)
class ExamplePicture:
    """A picture to try a template with."""

    name: str
    alt: str = "示例图"
    png: bytes = field(default_factory=_png, repr=False)
    width_mm: float = 156.0


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a template.

    Attributes:
        path: Where it stands; see the module.
        meaning: What it holds, in Chinese.
        example: What it may hold; ``None`` for what only holds other fields.
        is_optional: Whether it may be empty.
        each: The name by which loops call one item, where the path ends in ``[]``.
        tag: ``p`` or ``tr`` where a loop over it in Word repeats paragraphs or rows, ``""`` inside a line.
    """

    path: str
    meaning: str
    example: str | int | bool | ExamplePicture | None = None
    is_optional: bool = False
    each: str = ""
    tag: str = ""

    @property
    def kind(self) -> Kind:
        """What it holds; of a list of texts or numbers what each item is."""
        match self.example:
            case bool():
                return "flag"
            case int():
                return "number"
            case str():
                return "text"
            case ExamplePicture():
                return "picture"
        return "list" if self.path.endswith("[]") else "group"

    @property
    def is_many(self) -> bool:
        """Whether a template has to loop over it."""
        return self.path.endswith("[]")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a name in a template stands for.

    Attributes:
        kind: Of a list always ``list``, whatever its items are.
        path: The field's path, ``""`` for what is no field.
        members: Parts of a group, by name.
        item: One item of a list.
        field: The catalogue's entry, if it has one.
    """

    kind: Kind
    path: str = ""
    members: Mapping[str, "Shape"] = field(default_factory=lambda: MappingProxyType({}))
    item: "Shape | None" = None
    field: Field | None = None


ANY = Shape("any")


def shape_of(fields: Sequence[Field]) -> Shape:
    """The catalogue as a tree, its root a group."""
    return _group("", None, fields)


def _group(path: str, own: Field | None, fields: Sequence[Field]) -> Shape:
    start = len(path) + 1 if path else 0
    parts = dict.fromkeys(one.path[start:].split(".", 1)[0] for one in fields)
    members = {part.removesuffix("[]"): _part(f"{path}.{part}" if path else part, fields) for part in parts}
    return Shape("group", path, MappingProxyType(members), field=own)


def _part(path: str, fields: Sequence[Field]) -> Shape:
    own = next((one for one in fields if one.path == path), None)
    below = [one for one in fields if one.path.startswith(path + ".")]
    inner = _group(path, own, below) if below or own is None else Shape(own.kind, path, field=own)
    return Shape("list", path, item=inner, field=own) if path.endswith("[]") else inner


_NOTHING: Mapping[Kind, Any] = MappingProxyType({"text": "", "flag": False, "list": []})


def example_of(shape: Shape, *, bare: bool = False) -> Any:
    """Example facts of a catalogue: every list with two items; ``bare`` leaves out whatever may be empty."""
    if bare and shape.field is not None and (shape.field.is_optional or shape.kind == "flag"):
        return _NOTHING.get(shape.kind)
    return _whole(shape, bare=bare)


def _whole(shape: Shape, *, bare: bool) -> Any:
    if shape.kind == "group":
        return {name: example_of(member, bare=bare) for name, member in shape.members.items()}
    if shape.kind == "list" and shape.item is not None:
        # The item shares the list's field: that a list may be empty says nothing of its items.
        return [_whole(shape.item, bare=bare) for _ in range(2)]
    return shape.field.example if shape.field else ""


def usage_of(one: Field, fields: Sequence[Field], *, is_word: bool) -> str:
    """How a template writes a field, ``""`` for a group: ``{{ 类.标题 }}``, ``{%p for 段 in 引言 %}``."""
    names = {other.path: other.each for other in fields if other.each}
    name = _reached(one.path.removesuffix("[]"), names)
    if one.is_many:
        tag = one.tag if is_word else ""
        shown = "" if one.kind == "list" else f" {{{{ {one.each} }}}}"
        return f"{{%{tag} for {one.each} in {name} %}}{shown}"
    if one.kind == "flag":
        return f"{{% if {name} %}}"
    return "" if one.kind == "group" else f"{{{{ {name} }}}}"


def _reached(path: str, names: Mapping[str, str]) -> str:
    """``分类[].段落`` → ``类.段落``: the innermost loop's name, then the rest."""
    loop, mark, rest = path.rpartition("[].")
    return f"{names.get(loop + '[]', '项')}.{rest}" if mark else path
