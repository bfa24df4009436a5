"""The article of a government web page, found by where its sentences stand, without navigation and footers."""

import re
from collections.abc import Sequence

from lxml import etree

from reportgen.plan.sources.furniture import is_furniture_line
from reportgen.plan.sources.headers import is_header
from reportgen.plan.sources.htmltable import cell_text, cells_of, rows_of
from reportgen.plan.sources.htmltree import HtmlLine
from reportgen.plan.sources.wrapped import LABEL

_ENOUGH = 0.9
_TAIL = 6
_HEADER_WITHIN = 4
_TITLE = re.compile("要点|方案|分工|任务|计划|清单|分解|通知|安排|要點|方案|任務|計劃|通知|信息公开.{0,6}年度报告")
_STATUTORY = re.compile("第二十条第.{0,2}[一五六八]|政府信息公开申请数量|结果维持")
"""Words of the annual report's tables, which belong to the article wherever they stand."""
_TRAIL = re.compile(r"首页|[>›»＞]|\|")
_CONTAINERS = frozenset("div section article main td tr tbody table form center body html span font".split())

Item = HtmlLine | etree._Element
"""A line, or a table to be read as a grid."""


def choose(items: Sequence[Item], body: etree._Element) -> list[Item]:
    """The items of the article in order: what stands in its element, the title above, and sentences beside it."""
    weights = [_weight(item) for item in items]
    home = _home(items, weights, body)
    inside = [_stands_in(item, home) for item in items]
    first = inside.index(True) if True in inside else 0
    chosen = [item for place, item in enumerate(items) if inside[place] or _belongs(item, before=place < first)]
    body_begins = next((place for place, item in enumerate(chosen) if _begins_body(item)), len(chosen))
    return [
        item
        for place, item in enumerate(chosen)
        if not _is_tool(item, at_edge=place < body_begins or place >= len(chosen) - _TAIL)
    ]


def _weight(item: Item) -> int:
    """How many letters of an item are text rather than links; short lines weigh nothing."""
    if not isinstance(item, HtmlLine):
        return len(re.sub(r"\s", "", "".join(map(str, item.itertext()))))
    letters = len(item.text) - item.linked
    return letters if letters >= 10 else 0


def _home(items: Sequence[Item], weights: Sequence[int], body: etree._Element) -> etree._Element:
    """The innermost element that holds nine tenths of the text and every statutory table, never a data table."""
    total = sum(weights)
    held: dict[etree._Element, int] = {}
    tables = {item for item in items if not isinstance(item, HtmlLine)}
    statutory = {table for table in tables if _STATUTORY.search(re.sub(r"\s", "", "".join(map(str, table.itertext()))))}
    kept: dict[etree._Element, int] = {}
    for item, weight in zip(items, weights, strict=True):
        element: etree._Element | None = item.element if isinstance(item, HtmlLine) else item
        while element is not None:
            held[element] = held.get(element, 0) + weight
            kept[element] = kept.get(element, 0) + (not isinstance(item, HtmlLine) and item in statutory)
            element = element.getparent()
    home = body
    while True:
        inner = max(
            (child for child in home if child in held and child not in tables and child.tag in _CONTAINERS),
            key=lambda child: held[child],
            default=None,
        )
        if inner is None or held[inner] < total * _ENOUGH or kept[inner] < len(statutory):
            return home
        home = inner


def _stands_in(item: Item, home: etree._Element) -> bool:
    element: etree._Element | None = item.element if isinstance(item, HtmlLine) else item
    while element is not None:
        if element is home:
            return True
        element = element.getparent()
    return False


def _belongs(item: Item, *, before: bool) -> bool:
    """Whether an item outside the article's element is part of it: its title, a sentence, a table of tasks."""
    if not isinstance(item, HtmlLine):
        rows = [[cell_text(cell) for cell in cells_of(row)] for row in rows_of(item)[:_HEADER_WITHIN]]
        return any(map(is_header, rows))
    if item.linked * 2 > len(item.text) or _TRAIL.search(item.text):
        return False
    if before and len(item.text) <= 100 and _TITLE.search(item.text):
        return True
    return "。" in item.text and len(item.text) >= 20


def _begins_body(item: Item) -> bool:
    return not isinstance(item, HtmlLine) or bool(LABEL.match(item.text))


def _is_tool(item: Item, *, at_edge: bool) -> bool:
    if not isinstance(item, HtmlLine):
        return False
    if is_furniture_line(item.text, at_edge=at_edge):
        return True
    return item.linked * 10 > len(item.text) * 9 and not _TITLE.search(item.text) and at_edge
