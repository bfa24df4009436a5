"""Chart data → the Word charts that an office put into its own template: new figures, the office's own styling."""

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from itertools import groupby

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from lxml import etree

from reportgen.charts.data import CATEGORIES_NAME, RING_NAME, UNITS_NAME, ChartData
from reportgen.charts.native import workbook_part
from reportgen.charts.native_xml import fill_xml, labels_xml, title_xml, values_xml
from reportgen.charts.table import Column, Table, joined
from reportgen.figures import percent

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NS = {"c": _C, "a": _A, "r": _R, "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"}

_NAMES = frozenset({RING_NAME, CATEGORIES_NAME, UNITS_NAME})

_RATE = re.compile(r"完成率[0-9.]+%")

# What may stand before the values of a series, over all kinds of chart (ECMA-376 part 1, 21.2.2: CT_BarSer, CT_PieSer …).
_BEFORE_LABELS = {
    "idx", "order", "tx", "spPr", "invertIfNegative", "pictureOptions", "marker", "explosion", "dPt", "dLbls",
    "trendline", "errBars",
}  # fmt: skip
_AFTER_WORKBOOK = {"printSettings", "userShapes", "extLst"}


def held_charts(document: Document) -> frozenset[str]:
    """Names of our charts that a template holds as Word charts of its own, without page numbers."""
    return frozenset(_ours(document).values())


def fill_template_charts(document: Document, charts: Sequence[ChartData]) -> tuple[str, ...]:
    """Give a template's charts our figures: a chart whose title, or without one whose alt text title, is a chart's name.

    Caches and embedded workbook are replaced (a linked workbook by an embedded one: nothing outside is followed);
    colours, fonts, labels and axes stay the office's. A chart that is paged elsewhere is one here. Series are matched
    by name, then by order; further ones look like the last, in our colours, and those without figures go. A chart
    for which there are no figures is taken out: nobody shall read another year's.

    Args:
        document: The open document.
        charts: All charts of the report.

    Returns:
        Names of the charts filled, in the order of ``charts``.
    """
    pages = {name: list(group) for name, group in groupby(charts, key=lambda chart: chart.whole)}
    filled: set[str] = set()
    for rid, name in _ours(document).items():
        if name not in pages:
            _take_out(document, rid)
            continue
        part = document.part.rels[rid].target_part
        root = _parsed(part.blob)
        if pages[name][0].kind == "ring":
            _renew_rate(root, pages[name][0])
        _fill(part, root, joined(pages[name]), document)
        _tell(document, rid, "".join(page.alt for page in pages[name]))
        filled |= {page.name for page in pages[name]}
    return tuple(chart.name for chart in charts if chart.name in filled)


def _ours(document: Document) -> dict[str, str]:
    """Relationship id of each chart that bears the name of one of ours → that name; what is shown outweighs alt text."""
    named = _alt_titles(document)
    found = {}
    for rid, relation in sorted(document.part.rels.items()):
        if relation.is_external or relation.reltype != RELATIONSHIP_TYPE.CHART:
            continue
        shown = _title(_parsed(relation.target_part.blob))
        name = named.get(rid, "") if not shown or _RATE.fullmatch(shown) else shown
        if name in _NAMES:
            found[rid] = name
    return found


def _renew_rate(root: etree._Element, ring: ChartData) -> None:
    """The completion rate in a ring that somebody copied out of a document of ours."""
    texts = root.findall("c:chart/c:title//a:t", _NS)
    if texts and _RATE.fullmatch(_title(root)):
        rate = percent(ring.bars[0].done[0], ring.bars[0].total(0))
        for text in texts:
            text.text = ""
        texts[0].text = "完成率"
        texts[-1].text = (texts[-1].text or "") + rate


def _take_out(document: Document, rid: str) -> None:
    for frame in _frames(document):
        drawing = frame.getparent()
        if drawing is not None and any(chart.get(f"{{{_R}}}id") == rid for chart in frame.iter(f"{{{_C}}}chart")):
            _detach(drawing)
    document.part.rels.pop(rid)


def _fill(part: Part, root: etree._Element, table: Table, document: Document) -> None:
    _fill_series(root, table)
    for old in root.findall("c:externalData", _NS):
        rid = old.get(f"{{{_R}}}id")
        if rid in part.rels:
            del part.rels[rid]
        root.remove(old)
    book = workbook_part(document.part.package, table)
    rid = part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
    link = etree.Element(f"{{{_C}}}externalData", {f"{{{_R}}}id": rid})
    etree.SubElement(link, f"{{{_C}}}autoUpdate", {"val": "0"})
    _insert(root, link, before=_AFTER_WORKBOOK)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _fill_series(root: etree._Element, table: Table) -> None:
    present = root.findall("c:chart/c:plotArea/*/c:ser", _NS)
    if not present:
        return
    chosen = _matched(present, table.columns)
    for at, (column, series) in enumerate(zip(table.columns, chosen, strict=True)):
        _move_points(series, table.rows)
        _set_number(series, "idx", at)
        _set_number(series, "order", at)
        _replace(series, "tx", title_xml(column.name, column=at + 1))
        _replace(series, "cat", labels_xml(table.rows))
        _replace(series, "val", values_xml(column.values, column=at + 1))
    for series in present:
        if not any(series is one for one in chosen):
            _detach(series)


def _matched(present: Sequence[etree._Element], columns: Sequence[Column]) -> list[etree._Element]:
    """For each column the series that shows it: of its name, else the next unnamed one, else a copy of the last."""
    by_name = {_series_name(series): series for series in present}
    wanted = {column.name for column in columns}
    spare = [series for series in present if _series_name(series) not in wanted]
    chosen: list[etree._Element] = []
    last = present[-1]
    for column in columns:
        series = by_name.get(column.name)
        if series is None and spare:
            series = spare.pop(0)
        if series is None:
            series = deepcopy(last)
            for own in (*series.findall("c:dPt", _NS), *series.findall("c:extLst", _NS)):
                series.remove(own)  # styling of single points, and an id that must be unique
            _replace(series, "spPr", fill_xml(column.look))
            last.addnext(series)
        chosen.append(series)
        if series.getparent() is last.getparent():
            last = series
    return chosen


def _move_points(series: etree._Element, rows: Sequence[str]) -> None:
    """Let the office's styling of single points follow their names, where the template knows the names."""
    old = [point.findtext("c:v", "", _NS) for point in series.findall("c:cat//c:pt", _NS)]
    if not set(old) & set(rows):
        return
    new: Mapping[int, int] = {at: rows.index(name) for at, name in enumerate(old) if name in rows}
    points = series.findall("c:dPt", _NS)
    labels = series.findall("c:dLbls/c:dLbl", _NS)
    for group in (points, labels):
        for point in group:
            index = point.find("c:idx", _NS)
            at = int(index.get("val", "-1")) if index is not None else -1
            if index is None or at not in new:
                _detach(point)
            else:
                index.set("val", str(new[at]))


def _replace(series: etree._Element, name: str, xml: str) -> None:
    fresh = etree.fromstring(f'<x xmlns:c="{_C}" xmlns:a="{_A}">{xml}</x>')[0]
    old = series.find(f"c:{name}", _NS)
    if old is not None:
        series.replace(old, fresh)
    elif name in {"cat", "val"}:
        before = [child for child in series if _local(child) in _BEFORE_LABELS | ({"cat"} if name == "val" else set())]
        before[-1].addnext(fresh)
    else:
        head = [child for child in series if _local(child) in {"idx", "order", *(["tx"] if name == "spPr" else [])}]
        head[-1].addnext(fresh)


def _set_number(series: etree._Element, name: str, value: int) -> None:
    element = series.find(f"c:{name}", _NS)
    if element is not None:
        element.set("val", str(value))


def _insert(root: etree._Element, element: etree._Element, *, before: Iterable[str]) -> None:
    later = set(before)
    for child in root:
        if _local(child) in later:
            child.addprevious(element)
            return
    root.append(element)


def _detach(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _series_name(series: etree._Element) -> str:
    return "".join(value.text or "" for value in series.findall("c:tx//c:v", _NS))


def _title(root: etree._Element) -> str:
    """The chart's title without white space, ``""`` for none."""
    texts = root.findall("c:chart/c:title//a:t", _NS)
    return "".join("".join(text.text or "" for text in texts).split())


def _alt_titles(document: Document) -> dict[str, str]:
    """Relationship id of each chart → the title in its alt text."""
    found = {}
    for frame in _frames(document):
        properties = frame.find("wp:docPr", _NS)
        for chart in frame.iter(f"{{{_C}}}chart"):
            if properties is not None:
                found[chart.get(f"{{{_R}}}id", "")] = properties.get("title", "").strip()
    return found


def _tell(document: Document, rid: str, alt: str) -> None:
    """Set the alt text of the chart with this relationship."""
    for frame in _frames(document):
        properties = frame.find("wp:docPr", _NS)
        if properties is not None and any(chart.get(f"{{{_R}}}id") == rid for chart in frame.iter(f"{{{_C}}}chart")):
            properties.set("descr", alt)


def _frames(document: Document) -> list[etree._Element]:
    return [*document.element.iter(f"{{{_NS['wp']}}}inline", f"{{{_NS['wp']}}}anchor")]


def _parsed(blob: bytes) -> etree._Element:
    """A template's chart part; nothing in it may refer to the outside."""
    return etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
