"""The drawing part that holds the boxes of notes (VML): ours put in, ours taken out, everything else as it was.

Programs write this part as XML only by and large, so it is searched as bytes and never parsed.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from reportgen.returns.geometry import Box

_SPACES = {
    b"v": b"urn:schemas-microsoft-com:vml",
    b"o": b"urn:schemas-microsoft-com:office:office",
    b"x": b"urn:schemas-microsoft-com:office:excel",
}
_EMPTY = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{blocks}"/></o:shapelayout>'
    "</xml>"
)
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202"{declared} coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202"{declared} style="position:absolute;margin-left:{left:g}pt;'
    'margin-top:{top:g}pt;width:{width:g}pt;height:{height:g}pt;z-index:{layer};visibility:hidden" '
    'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
    '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_BLOCK = 1024
"""Numbers of shapes come in blocks; the part says which it uses."""

_START = re.compile(rb"<((?:\w+:)?)shape(?=[\s>])")
_DRAWN = re.compile(rb"<(?:\w+:)?(?:shape|rect|roundrect|oval|line|polyline|arc|curve|image|group)(?=[\s/>])")
_NOTE = re.compile(rb"""ObjectType\s*=\s*["']Note["']""")
_ROW = re.compile(rb"<((?:\w+:)?)Row>\s*(\d{1,7})\s*<")
_COLUMN = re.compile(rb"<(?:\w+:)?Column>\s*(\d{1,5})\s*<")
_ANCHOR = re.compile(rb"(<(?:\w+:)?Anchor>)[^<]*")
_NUMBER = re.compile(rb"_x0000_s(\d{1,9})")
_BLOCKS = re.compile(rb"""idmap\b[^>]*\bdata\s*=\s*["']([\d,\s]*)["']""")
_TYPE = re.compile(rb"""shapetype\b[^>]*\bid\s*=\s*["']_x0000_t202["']""")

Place = tuple[int, int]
"""Row and column of a cell, counted from 0."""


def blocks_used(vml: bytes) -> set[int]:
    """The blocks of shape numbers that a drawing part claims."""
    return {
        int(number)
        for found in _BLOCKS.findall(vml)
        for number in found.split(b",")
        if number.strip().isdigit() and len(number) < 10
    }


def new_part(*, boxes: int, taken: Collection[int]) -> bytes:
    """A drawing part without shapes that claims free blocks for so many boxes."""
    first = max(taken, default=0) + 1
    blocks = range(first, first + boxes // (_BLOCK - 1) + 1)
    return _EMPTY.format(blocks=",".join(map(str, blocks))).encode()


def fit_boxes(vml: bytes, boxes: Sequence[Box]) -> bytes:
    """The part with these boxes: one that is there becomes as large as it must be, the others come behind the rest.

    Args:
        vml: The part; it draws something or comes from ``new_part``.
        boxes: One for each note that has words of ours.
    """
    sizes = {(box.row, box.column): box for box in boxes}
    kept = []
    at = 0
    for start, end, place in _notes(vml):
        if place in sizes:
            kept += [vml[at:start], _resized(vml[start:end], sizes.pop(place))]
            at = end
    return _add_boxes(b"".join((*kept, vml[at:])), tuple(sizes.values()))


def _resized(shape: bytes, box: Box) -> bytes:
    anchor = _anchor(box).encode()
    if _ANCHOR.search(shape):
        return _ANCHOR.sub(rb"\g<1>" + anchor, shape)
    return _ROW.sub(rb"<\g<1>Anchor>" + anchor + rb"</\g<1>Anchor>\g<0>", shape)


def _anchor(box: Box) -> str:
    return ", ".join(map(str, box.anchor))


def _add_boxes(vml: bytes, boxes: Sequence[Box]) -> bytes:
    if not boxes:
        return vml
    end = vml.rfind(b"</")
    head = vml[:2000]
    declared = "".join(
        f' xmlns:{letter.decode()}="{space.decode()}"'
        for letter, space in _SPACES.items()
        if b"xmlns:" + letter + b'="' + space not in head and b"xmlns:" + letter + b"='" + space not in head
    )
    first = max(map(int, _NUMBER.findall(vml)), default=min(blocks_used(vml), default=1) * _BLOCK) + 1
    layer = sum(1 for _ in _START.finditer(vml)) + 1
    shapes = "".join(
        _SHAPE.format(
            number=first + count,
            declared=declared,
            left=box.left * 0.75,
            top=box.top * 0.75,
            width=box.width * 0.75,
            height=box.height * 0.75,
            layer=layer + count,
            anchor=_anchor(box),
            row=box.row,
            column=box.column,
        )
        for count, box in enumerate(boxes)
    )
    if not _TYPE.search(vml):
        shapes = _SHAPE_TYPE.format(declared=declared) + shapes
    return vml[:end] + shapes.encode() + vml[end:]


def remove_boxes(vml: bytes, places: Collection[Place]) -> bytes:
    """The part without the boxes of the notes on these cells."""
    kept = []
    at = 0
    for start, end, place in _notes(vml):
        if place in places:
            kept.append(vml[at:start])
            at = end
    return b"".join((*kept, vml[at:]))


def is_bare(vml: bytes) -> bool:
    """Whether the part draws nothing."""
    return _DRAWN.search(vml) is None


def _notes(vml: bytes) -> Iterator[tuple[int, int, Place]]:
    """(start, end, cell) of every note's box."""
    at = 0
    while match := _START.search(vml, at):
        closing = b"</" + match[1] + b"shape>"
        end = vml.find(closing, match.end())
        tag_end = vml.find(b">", match.end())
        if end < 0 or tag_end < 0:
            return
        if vml[tag_end - 1 : tag_end] == b"/":
            at = tag_end
            continue
        at = end + len(closing)
        shape = vml[match.start() : at]
        row, column = _ROW.search(shape), _COLUMN.search(shape)
        if _NOTE.search(shape) and row and column:
            yield match.start(), at, (int(row[2]), int(column[1]))
