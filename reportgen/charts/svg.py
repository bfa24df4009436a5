"""A drawing as SVG for a web page: text stays text, and the figures are told to those who do not see them."""

from math import cos, radians, sin
from xml.sax.saxutils import escape, quoteattr

from reportgen.charts.look import EDGE, Look
from reportgen.charts.scene import MM_PER_POINT, Box, Line, Scene, Sector, Shape, Words

FONTS = "'Noto Sans SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','WenQuanYi Micro Hei',SimHei,sans-serif"
"""What the text of drawings is set in, the first that the reader's machine has."""

_HATCHES = {
    "/": '<path d="M0 1.2L1.2 0"/>',
    "\\": '<path d="M0 0L1.2 1.2"/>',
    "x": '<path d="M0 0L1.2 1.2M0 1.2L1.2 0"/>',
    "-": '<path d="M0 .6H1.2"/>',
    ".": '<circle cx=".6" cy=".6" r=".14"/>',
}
"""One tile (1.2 mm) of each pattern, by matplotlib's letter."""
_OUTLINE = f'stroke="{EDGE}" stroke-width="0.18"'


def as_svg(scene: Scene, *, key: str, title: str, description: str) -> str:
    """The drawing as one ``<svg>`` element to stand inside an HTML page, which needs no namespace.

    Args:
        scene: What to draw.
        key: Begins every id in it; no two drawings of a page may share one.
        title: Its name.
        description: Its figures in a sentence.
    """
    hatched = dict.fromkeys(
        shape.look for shape in scene.shapes if isinstance(shape, Box | Sector) and shape.look.hatch
    )
    fills = {look: f"{key}-h{number}" for number, look in enumerate(hatched, 1)}
    tiles = "".join(_tile(look, name) for look, name in fills.items())
    shapes = "".join(_element(shape, fills) for shape in scene.shapes)
    return (
        f'<svg viewBox="0 0 {_n(scene.width)} {_n(scene.height)}" role="img"'
        f' aria-labelledby="{key}-title {key}-desc"><title id="{key}-title">{escape(title)}</title>'
        f'<desc id="{key}-desc">{escape(description)}</desc>{f"<defs>{tiles}</defs>" if tiles else ""}'
        f"<g font-family={quoteattr(FONTS)}>{shapes}</g></svg>"
    )


def _tile(look: Look, name: str) -> str:
    return (
        f'<pattern id="{name}" width="1.2" height="1.2" patternUnits="userSpaceOnUse"><rect width="1.2" height="1.2"'
        f' fill="{look.fill}"/><g fill="{EDGE}" stroke="{EDGE}" stroke-width="0.16">{_HATCHES[look.hatch[0]]}</g></pattern>'
    )


def _element(shape: Shape, fills: dict[Look, str]) -> str:
    match shape:
        case Box(x, y, width, height, look):
            return (
                f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" fill="{_fill(look, fills)}"'
                f" {_OUTLINE}/>"
            )
        case Sector():
            return f'<path d="{_ring_piece(shape)}" fill="{_fill(shape.look, fills)}" {_OUTLINE}/>'
        case Line(x1, y1, x2, y2, weight, colour):
            return (
                f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" stroke="{colour}"'
                f' stroke-width="{_n(weight * MM_PER_POINT)}"/>'
            )
        case Words(x, y, text, points, align, colour, ground):
            anchor = {"left": "start", "center": "middle", "right": "end"}[align]
            left, right = shape.extent
            patch = (
                f'<rect x="{_n(left - 0.3)}" y="{_n(y - 1.5)}" width="{_n(right - left + 0.6)}" height="3" fill="{ground}"/>'
                if ground
                else ""
            )
            size = points * MM_PER_POINT
            # The middle of a line of Chinese stands 0.37 em above its baseline; not every reader knows dominant-baseline.
            return (
                f'{patch}<text x="{_n(x)}" y="{_n(y + 0.37 * size)}" font-size="{_n(size)}" text-anchor="{anchor}"'
                f' fill="{colour}">{escape(text)}</text>'
            )


def _fill(look: Look, fills: dict[Look, str]) -> str:
    return f"url(#{fills[look]})" if look in fills else look.fill


def _ring_piece(piece: Sector) -> str:
    # An arc of a whole turn ends where it begins, which SVG takes for nothing: it stops a hair before.
    end = min(piece.end, piece.start + 359.99)
    large = int(end - piece.start > 180)

    def at(radius: float, degrees: float) -> str:
        return f"{_n(piece.x + radius * sin(radians(degrees)))} {_n(piece.y - radius * cos(radians(degrees)))}"

    return (
        f"M{at(piece.outer, piece.start)}A{_n(piece.outer)} {_n(piece.outer)} 0 {large} 1 {at(piece.outer, end)}"
        f"L{at(piece.inner, end)}A{_n(piece.inner)} {_n(piece.inner)} 0 {large} 0 {at(piece.inner, piece.start)}Z"
    )


def _n(value: float) -> str:
    """At most two decimals (a hundredth of a millimetre), without needless zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
