"""The XML of a native Word chart (DrawingML chart part) by plain string templates, styled like the pictures.

Source: ECMA-376 part 1, 21.2; the order of elements is the schema's. Axis ids are positive: python-pptx's are not, and
break the schema.
"""

from math import ceil
from xml.sax.saxutils import escape

from reportgen.charts.data import LABEL_EMS, LINE_MM, ChartData
from reportgen.charts.layout import WIDTH_MM
from reportgen.charts.look import EDGE, INK, Look
from reportgen.charts.scene import TEXT_POINTS, words_mm
from reportgen.charts.table import Column, Table, as_table, column_range, title_cell
from reportgen.charts.wrap import wrap
from reportgen.figures import percent

_LATIN, _EAST_ASIAN = "Arial", "黑体"
_MOST_MM = 205.0
_DIGIT_MM = words_mm("0")
_NONE = "<a:noFill/><a:ln><a:noFill/></a:ln>"

_SPACE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<c:date1904 val="0"/><c:lang val="zh-CN"/><c:roundedCorners val="0"/>'
    "<c:chart>{title}"
    "<c:plotArea>{layout}{plots}<c:spPr>" + _NONE + "</c:spPr></c:plotArea>"
    '<c:legend><c:legendPos val="{legend}"/><c:overlay val="0"/>{text}</c:legend>'
    '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
    '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>{text}'
    '<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
)

_RING = (
    '<c:doughnutChart><c:varyColors val="1"/>{series}<c:firstSliceAng val="0"/><c:holeSize val="62"/></c:doughnutChart>'
)

_BARS = (
    '<c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>{series}'
    '<c:gapWidth val="55"/><c:overlap val="100"/><c:axId val="{cat}"/><c:axId val="{val}"/></c:barChart>'
)

# Rows run from the top down (maxMin); the value axis is not shown, because every piece carries its number.
_AXES = (
    '<c:catAx><c:axId val="{cat}"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="{hidden}"/>'
    '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
    '<c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
    '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="7F7F7F"/></a:solidFill></a:ln></c:spPr>{text}'
    '<c:crossAx val="{val}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
    '<c:lblOffset val="50"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    '<c:valAx><c:axId val="{val}"/><c:scaling><c:orientation val="minMax"/><c:max val="{most}"/><c:min val="{least}"/>'
    '</c:scaling><c:delete val="0"/><c:axPos val="{side}"/><c:numFmt formatCode="0" sourceLinked="0"/>'
    '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/>'
    '<c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:crossAx val="{cat}"/><c:crosses val="{crosses}"/><c:crossBetween val="between"/></c:valAx>'
)

_LAYOUT = (
    '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    '<c:x val="{x:.4f}"/><c:y val="{y:.4f}"/><c:w val="{w:.4f}"/><c:h val="{h:.4f}"/></c:manualLayout></c:layout>'
)


_RATE_POINTS = 14
_TITLE_PLACE = (
    '<c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="{x:.4f}"/><c:y val="{y:.4f}"/>'
    "</c:manualLayout></c:layout>"
)
_TITLE_LINE = (
    '<a:p><a:pPr algn="ctr"><a:defRPr sz="{points}" b="0"/></a:pPr><a:r><a:rPr lang="zh-CN" sz="{points}" b="0">'
    '<a:latin typeface="{latin}"/><a:ea typeface="{east}"/></a:rPr><a:t>{text}</a:t></a:r></a:p>'
)

_SHOW = (
    '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


def height_mm(chart: ChartData) -> float:
    """Height of the native chart in print; never higher than a page."""
    if chart.kind == "ring":
        return _RING_MM
    return min(_MOST_MM, _pitch_mm(chart) * len(chart.labels) + _legend_mm(chart) + 4.0)


def chart_xml(chart: ChartData, *, workbook_rid: str) -> str:
    """The chart part's XML.

    Args:
        chart: What it shows.
        workbook_rid: Relationship id of the embedded workbook.
    """
    table = as_table(chart)
    is_ring = chart.kind == "ring"
    return _SPACE.format(
        title=_rate_title(chart) if is_ring else '<c:autoTitleDeleted val="1"/>',
        layout=_ring_layout() if is_ring else _bars_layout(chart),
        plots=_ring(table) if is_ring else _bars(chart, table),
        legend="r" if is_ring else "b",
        text=_text(INK),
        workbook=workbook_rid,
    )


def fill_xml(look: Look) -> str:
    """A class's look as c:spPr."""
    ground = f'<a:srgbClr val="{look.fill[1:]}"/>'
    line = f'<a:srgbClr val="{EDGE[1:]}"/>'
    fill = f"<a:solidFill>{ground}</a:solidFill>"
    if look.preset:
        fill = f'<a:pattFill prst="{look.preset}"><a:fgClr>{line}</a:fgClr><a:bgClr>{ground}</a:bgClr></a:pattFill>'
    return f'<c:spPr>{fill}<a:ln w="6350"><a:solidFill>{line}</a:solidFill></a:ln></c:spPr>'


def title_xml(name: str, *, column: int) -> str:
    """A series' name, with the cell that holds it."""
    return (
        f'<c:tx><c:strRef><c:f>{title_cell(column)}</c:f><c:strCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{escape(name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
    )


def labels_xml(rows: tuple[str, ...]) -> str:
    """Row labels, with the cells that hold them."""
    points = "".join(f'<c:pt idx="{at}"><c:v>{escape(row)}</c:v></c:pt>' for at, row in enumerate(rows))
    return (
        f"<c:cat><c:strRef><c:f>{column_range(0, len(rows))}</c:f>"
        f'<c:strCache><c:ptCount val="{len(rows)}"/>{points}</c:strCache></c:strRef></c:cat>'
    )


def values_xml(values: tuple[int, ...], *, column: int, number_format: str = "General") -> str:
    """A series' values, with the cells that hold them."""
    points = "".join(f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>' for at, value in enumerate(values))
    return (
        f"<c:val><c:numRef><c:f>{column_range(column, len(values))}</c:f>"
        f"<c:numCache><c:formatCode>{escape(number_format)}</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef></c:val>'
    )


def _ring(table: Table) -> str:
    column = table.columns[0]
    points = "".join(
        f'<c:dPt><c:idx val="{at}"/><c:bubble3D val="0"/>{fill_xml(look)}</c:dPt>'
        for at, look in enumerate(table.points)
    )
    # On the ring's middle line a digit needs some 4 mm of 150 mm.
    least = max(1, ceil(sum(column.values) * 4.0 / 150))
    numbers = "".join(
        f'<c:dLbl><c:idx val="{at}"/><c:numFmt formatCode="{_number_format(least)}" sourceLinked="0"/>'
        f"{_ground(look)}{_text(look.text)}{_SHOW}</c:dLbl>"
        for at, look in enumerate(table.points)
    )
    labels = (
        f'<c:dLbls>{numbers}<c:numFmt formatCode="{_number_format(least)}" sourceLinked="0"/>'
        f'{_text(INK)}{_SHOW}<c:showLeaderLines val="0"/></c:dLbls>'
    )
    series = (
        f'<c:ser><c:idx val="0"/><c:order val="0"/>{title_xml(column.name, column=1)}{points}{labels}'
        f"{labels_xml(table.rows)}{values_xml(column.values, column=1)}</c:ser>"
    )
    return _RING.format(series=series)


def _bars(chart: ChartData, table: Table) -> str:
    """One stacked bar chart, or two side by side: the second on axes of its own that begin where the first ends."""
    longest = [max(1.0, bars.longest * 1.06) for bars in chart.bars]
    whole = sum(longest)
    plot_mm = WIDTH_MM * _plot_share(chart)
    charts, axes = "", ""
    before = 0.0
    for group in range(len(chart.bars)):
        ids = {"cat": 111111110 + group * 10, "val": 111111111 + group * 10}
        members = [(at, column) for at, column in enumerate(table.columns) if column.group == group]
        series = "".join(_bar_series(at, column, table, mm_per_task=plot_mm / whole) for at, column in members)
        charts += _BARS.format(series=series, **ids)
        axes += _AXES.format(
            **ids,
            text=_text(INK),
            hidden=1 if group else 0,
            side="t" if group else "b",
            crosses="max" if group else "autoZero",
            least=f"{-before:g}",
            most=f"{whole - before:g}",
        )
        before += longest[group]
    return charts + axes


def _bar_series(at: int, column: Column, table: Table, *, mm_per_task: float) -> str:
    # Word draws a number also where its piece is too narrow, over the next one's: such numbers are left to the table.
    least = max(1, ceil((_DIGIT_MM + 0.6) / mm_per_task))
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>{title_xml(column.name, column=at + 1)}{fill_xml(column.look)}'
        f'<c:invertIfNegative val="0"/><c:dLbls><c:numFmt formatCode="{_number_format(least)}" sourceLinked="0"/>'
        f'{_ground(column.look)}{_text(column.look.text)}<c:dLblPos val="ctr"/>{_SHOW}</c:dLbls>'
        f"{labels_xml(table.rows)}{values_xml(column.values, column=at + 1)}</c:ser>"
    )


def _number_format(least: int) -> str:
    """Shows numbers from ``least`` up; zero never."""
    return "0;;;" if least <= 1 else escape(f'[<{least}]"";0', {'"': "&quot;"})


def _ground(look: Look) -> str:
    """A plain patch behind a number on a pattern."""
    if not look.preset:
        return f"<c:spPr>{_NONE}</c:spPr>"
    return f'<c:spPr><a:solidFill><a:srgbClr val="{look.fill[1:]}"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>'


def _text(colour: str) -> str:
    # A stated rotation of 0 lets LibreOffice, too, break long labels of an axis into lines.
    return (
        f'<c:txPr><a:bodyPr rot="0" vert="horz"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{TEXT_POINTS * 100:.0f}" b="0">'
        f'<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill><a:latin typeface="{_LATIN}"/>'
        f'<a:ea typeface="{_EAST_ASIAN}"/></a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )


_SIDE, _LEFT, _TOP = 62.0, 6.0, 4.0
_RING_MM = 70.0


def _ring_layout() -> str:
    return _LAYOUT.format(x=_LEFT / WIDTH_MM, y=_TOP / _RING_MM, w=_SIDE / WIDTH_MM, h=_SIDE / _RING_MM)


def _rate_title(chart: ChartData) -> str:
    """The completion rate as a title that lies in the ring's hole."""
    bars = chart.bars[0]
    rate = percent(bars.done[0], bars.total(0))
    width = max(words_mm(line, points=_RATE_POINTS) for line in ("完成率", rate))
    place = _TITLE_PLACE.format(x=(_LEFT + (_SIDE - width) / 2 - 1.5) / WIDTH_MM, y=(_TOP + _SIDE / 2 - 7.0) / _RING_MM)
    # Lines of one size: LibreOffice gives all of a title the size of its first.
    lines = "".join(
        _TITLE_LINE.format(points=_RATE_POINTS * 100, text=line, latin=_LATIN, east=_EAST_ASIAN)
        for line in ("完成率", rate)
    )
    return (
        f'<c:title><c:tx><c:rich><a:bodyPr rot="0" vert="horz"/><a:lstStyle/>{lines}</c:rich></c:tx>{place}'
        '<c:overlay val="1"/></c:title><c:autoTitleDeleted val="0"/>'
    )


def _bars_layout(chart: ChartData) -> str:
    height = height_mm(chart)
    share = _plot_share(chart)
    return _LAYOUT.format(x=1 - share - 0.01, y=2 / height, w=share, h=(height - _legend_mm(chart) - 4.0) / height)


def _plot_share(chart: ChartData) -> float:
    """Share of the width that the bars take; Word wraps the labels in the rest."""
    labels = max(words_mm(line) for label in chart.labels for line in wrap(label, ems=LABEL_EMS[chart.kind]))
    return 1 - 0.01 - (labels + 6.0) / WIDTH_MM


def _pitch_mm(chart: ChartData) -> float:
    lines = max(len(wrap(label, ems=LABEL_EMS[chart.kind])) for label in chart.labels)
    return lines * LINE_MM + 2.2


def _legend_mm(chart: ChartData) -> float:
    names = [column.name for column in as_table(chart).columns]
    return 6.0 * ceil(sum(words_mm(name) + 9.0 for name in names) / (WIDTH_MM * 0.85)) + 3.0
