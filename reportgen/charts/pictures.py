"""Chart data → PNG, by matplotlib's object interface; nothing of matplotlib's global state is left changed."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontEntry, fontManager
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle, Wedge
from PIL import Image

from reportgen.charts.data import ChartData
from reportgen.charts.font import font_files, with_drawable_characters
from reportgen.charts.layout import lay_out
from reportgen.charts.look import EDGE, Look
from reportgen.charts.scene import Box, Line, Scene, Sector, Shape, Words

DPI = 300
_MM_PER_INCH = 25.4


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn chart.

    Attributes:
        name: The chart's name.
        png: The file, the same bytes for the same data.
        width_mm: Width in print.
        height_mm: Height in print.
        alt: The figures in a sentence.
    """

    name: str
    png: bytes
    width_mm: float
    height_mm: float
    alt: str


def draw(chart: ChartData) -> Picture:
    """The picture of a chart at 300 dpi, as wide as the type area of GB/T 9704 (156 mm)."""
    return draw_scene(lay_out(with_drawable_characters(chart)), name=chart.name, alt=chart.alt)


def draw_scene(scene: Scene, *, name: str, alt: str) -> Picture:
    """The picture of a drawing at 300 dpi, in the size that it was laid out in."""
    with _our_settings():
        png = _png(scene)
    return Picture(name, png, scene.width, scene.height, alt)


@contextmanager
def _our_settings() -> Iterator[None]:
    """Our fonts and defaults while drawing; the list of fonts and every setting are as before afterwards."""
    entries = [
        FontEntry(
            fname=font.path,
            name=font.name,
            style="normal",
            variant="normal",
            weight=400,
            stretch="normal",
            size="scalable",
        )
        for font in font_files()
    ]
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams["font.family"] = [entry.name for entry in entries]
        mpl.rcParams["text.parse_math"] = False  # a name with two dollar signs is a name, not a formula
        mpl.rcParams["hatch.linewidth"] = 0.45
        fontManager.ttflist.extend(entries)
        try:
            yield
        finally:
            for entry in entries:
                fontManager.ttflist.remove(entry)


def _png(scene: Scene) -> bytes:
    figure = Figure(figsize=(scene.width / _MM_PER_INCH, scene.height / _MM_PER_INCH), dpi=DPI)
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, scene.width)
    axes.set_ylim(scene.height, 0)
    for order, shape in enumerate(scene.shapes):
        _add(axes, shape, order)
    return _palette_png(canvas)


def _palette_png(canvas: FigureCanvasAgg) -> bytes:
    """The drawn canvas as PNG of at most 128 colours: a few flat colours and their edges lose nothing by it."""
    canvas.draw()
    pixels = np.asarray(canvas.buffer_rgba())
    image = Image.fromarray(pixels[:, :, :3])
    small = image.quantize(128, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    out = io.BytesIO()
    small.save(out, format="PNG", dpi=(DPI, DPI))
    return out.getvalue()


def _add(axes: Axes, shape: Shape, order: int) -> None:
    match shape:
        case Box(x, y, width, height, look):
            axes.add_artist(_styled(Rectangle((x, y), width, height), look, order))
        case Sector(x, y, outer, inner, start, end, look):
            # Angles run clockwise from the top; with y downwards matplotlib's run clockwise from the right.
            wedge = Wedge((x, y), outer, start - 90, end - 90, width=outer - inner)
            axes.add_artist(_styled(wedge, look, order))
        case Line(x1, y1, x2, y2, weight, colour):
            axes.add_artist(Line2D((x1, x2), (y1, y2), linewidth=weight, color=colour, zorder=order))
        case Words(x, y, text, points, align, colour, ground):
            if ground:
                left, right = shape.extent
                axes.add_artist(_patch_behind(left, y, right - left, ground, order))
            axes.text(x, y, text, fontsize=points, ha=align, va="center_baseline", color=colour, zorder=order)


def _patch_behind(left: float, middle: float, width: float, colour: str, order: int) -> Patch:
    return Rectangle((left - 0.3, middle - 1.5), width + 0.6, 3.0, facecolor=colour, edgecolor="none", zorder=order)


def _styled(patch: Patch, look: Look, order: int) -> Patch:
    patch.set(facecolor=look.fill, edgecolor=EDGE, linewidth=0.5, hatch=look.hatch or None, zorder=order)
    return patch
