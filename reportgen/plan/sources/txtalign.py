"""Which column each cell of a copied table belongs to, where merged cells were left out: the cheapest way to read it.

What a crawler or a browser's reading view makes of a table keeps the order of the cells and loses their columns. Every
cell is priced for every column by what stands in it (a number, a heading's label, a sentence, bodies, a deadline), every
step from cell to cell by what it leaves out; the cheapest sequence of columns is the table.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from reportgen.plan.phrases.titles import TitleKind

Column = Literal["heading", "number", "text", "outside"] | int
"""A heading, a running number, the requirement, the n-th column behind it, or what follows the table."""

_NUMBER: Final = re.compile(r"\d{1,3}\s*[.．、]?")
_LABELLED: Final = re.compile(
    r"[一二三四五六七八九十]{1,3}\s*、|[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)]|第[一二三四五六七八九十]{1,3}[部章]"
)
_ITEM: Final = re.compile(r"(?:\d{1,3}\s*[.．、](?!\d)|[（(]\d{1,2}[）)])\s*\S")
_FIRST_ITEM: Final = re.compile(r"1\s*[.．、](?!\d)\s*\S")
_TERM: Final = re.compile(
    r"(?:持续|长期|全年|常年|常态|每[年月周季日半]|年[底内末]|实时|即时|适时|及时|随时|按[时序期要]|立即|近期|已完成|推进中|进行中|正在|未)"
    r"|\d{1,2}\s*月|\d{4}\s*[年.\-/]|[一二三四上下]\s*(?:季度|半年)|工作日"
)
_BODY: Final = re.compile(
    r"(?:室|科|处|局|办|部|委|会|院|所|站|队|中心|厅|署|组|府|单位|部门|镇|乡|街道|股|机构|公司|学校|银行|残联|妇联|商联|文联|侨联|科协|团委|区|县|市|窗口|[）)])"
    r"(?:等.{0,12})?(?:牵头|配合|负责|会同|协助|参与|落实|分别|按|做好|办理|承办|主办|协办|具体|共同|[。.]?$)"
)
_GROUP: Final = re.compile(r"^(?:各|有关|相关|全|市直|县直|区直|省直|州直)")
_PARTS: Final = re.compile(r"[、，,；;\s]+|[和及与](?=.{2})")
_WORK: Final = re.compile(
    "建[成立设好]|启动|公[开布示]|推[进动]|做[好实]|加[强大快]|开[展工]|完[善成]|制[定作]|编制|落实|新[建增]|规范|健全|强化|深化|提[升高]|优化|"
    "组织(?!部)|及时|依法|定期|严格|梳理|更新|发布|转载|举办|回应|解读|落细|抓好|积极|进一步|围绕|按照?|对|将|在|把|继续|扩大|拓展|畅通|明确|督促"
)
_NOTE: Final = re.compile(
    r"(?:注|备注|说明|附注|附件)\d?\s*[:：]|[（(]?此件|联系(?:人|电话)|抄送|.{2,30}\d{4}年\d{1,2}月\d{1,2}日\s*印发|共印\d"
)
_DUTY: Final = re.compile(r"^(?:按照?|结合|在工作中|根据|并|共同|分别|具体|负责|牵头|配合)")

_LONG: Final = 20
_SHORT: Final = 12
_LONGEST_TERM: Final = 20
_NEVER: Final = 50.0
_LEFT_OUT: Final = 1.0
"""Price of a cell behind the requirement that is not there: it was merged with the one above."""
_LEAVING: Final = 2.0


@dataclass(frozen=True, slots=True)
class Row:
    """One row: headings outermost first, the number, the requirement, and what stands behind it by column."""

    headings: tuple[str, ...]
    number: str
    text: str
    behind: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The rows, the price of reading the cells so, and how many of them belong to the table."""

    rows: tuple[Row, ...]
    price: float
    used: int


def align(cells: Sequence[str], behind: Sequence[TitleKind], *, line_of: Sequence[int] | None = None) -> Alignment:
    """The cheapest reading of the cells below a head.

    Args:
        cells: Filled cells in order.
        behind: What the columns behind the requirement are for.
        line_of: The line of each cell where a row is a line: cells of one line are of one row, those of two are not.
    """
    states: list[Column] = ["heading", "number", "text", *range(len(behind)), "outside"]
    best: list[float] = [0.0 if state in ("heading", "number", "text") else _NEVER for state in states]
    best = (
        [price + _price_at(cells, 0, state, behind) for price, state in zip(best, states, strict=True)] if cells else []
    )
    ways: list[list[int]] = []
    for place in range(1, len(cells)):
        tie = None if line_of is None else line_of[place] == line_of[place - 1]
        own = [_price_at(cells, place, state, behind) for state in states]
        now, way = [], []
        for to, state in enumerate(states):
            steps = [best[since] + _step(states[since], state, len(behind), tie) for since in range(len(states))]
            cheapest = min(range(len(steps)), key=steps.__getitem__)
            now.append(steps[cheapest] + own[to])
            way.append(cheapest)
        best = now
        ways.append(way)
    if not cells:
        return Alignment((), 0.0, 0)
    last = min(range(len(best)), key=lambda at: best[at] + _left_behind(states[at], len(behind)))
    path = [last]
    for way in reversed(ways):
        path.append(way[path[-1]])
    columns = [states[at] for at in reversed(path)]
    used = next((place for place, column in enumerate(columns) if column == "outside"), len(columns))
    return Alignment(tuple(_rows(cells[:used], columns[:used], len(behind))), best[last], used)


def _step(since: Column, to: Column, behind: int, tie: bool | None) -> float:
    """Price of going from one column to the next: cells left out, and a line end that says otherwise."""
    if to == "outside" or since == "outside":
        leaving = _LEAVING + _left_behind(since, behind) if since != "outside" else 0.0
        return leaving if to == "outside" else _NEVER
    if since in ("heading", "number"):
        if isinstance(to, int):
            return _NEVER
        is_same_row, price = True, 0.5 if since == "number" and to == "number" else 0.0
        if since == "heading" and to == "heading":
            return 0.0
    elif isinstance(to, int):
        reached = since if isinstance(since, int) else -1
        if to < reached:
            return _NEVER
        if to == reached:
            return 1.5  # a second paragraph of the same cell
        is_same_row, price = True, (to - reached - 1) * _LEFT_OUT
    else:
        is_same_row, price = False, _left_behind(since, behind)
        if since == "text" and to == "text":
            price = min(price, 2 * _LEFT_OUT) if behind else price
    if tie is None or (is_same_row and since in ("heading", "number")):
        return price
    return price if tie == is_same_row else price + 10.0


def _left_behind(since: Column, behind: int) -> float:
    """Price of ending a row after this column."""
    if since == "outside":
        return 0.0
    if since in ("heading", "number"):
        return 1.5 if since == "heading" else 4.0
    reached = since if isinstance(since, int) else -1
    return (behind - reached - 1) * _LEFT_OUT


def _price_at(cells: Sequence[str], place: int, column: Column, behind: Sequence[TitleKind]) -> float:
    """The price of a cell in a column, knowing the cell after it."""
    following = cells[place + 1] if place + 1 < len(cells) else ""
    if column == "heading" and _ITEM.match(cells[place]) and _FIRST_ITEM.match(following) and "。" not in cells[place]:
        return 0.0  # 1.规范性文件公开 | 1.清理文件… 2.发布目录…
    return _price(cells[place], column, behind)


def _price(cell: str, column: Column, behind: Sequence[TitleKind]) -> float:
    """How little a cell looks like one of this column."""
    if column == "outside":
        return 0.0 if _NOTE.match(cell) else 1.2
    if _NOTE.match(cell):
        return 5.0
    is_number = _NUMBER.fullmatch(cell) is not None
    if column == "number":
        return 0.0 if is_number else _NEVER
    if is_number:
        return 0.3 if isinstance(column, int) and behind[column] == "skipped" else 8.0
    if column == "heading":
        return _price_of_heading(cell)
    if column == "text":
        return _price_of_text(cell)
    kind = behind[column]
    if kind == "unit":
        return _price_of_bodies(cell)
    if kind == "due":
        if _is_term(cell) or _is_nothing(cell):
            return 0.0 if _is_term(cell) else 0.5
        return 1.0 if len(cell) <= _SHORT // 2 else 2.0 if len(cell) <= _LONGEST_TERM else 6.0
    return 0.7 if len(cell) <= 2 * _LONGEST_TERM else 3.0


def _price_of_heading(cell: str) -> float:
    has_stop = "。" in cell.rstrip("。")
    if _LABELLED.match(cell):
        return 0.0 if len(cell) <= 60 and not has_stop else 3.0
    if _ITEM.match(cell):
        return 2.5 if len(cell) <= 3 * _SHORT else 5.0
    if _is_term(cell) or _share_of_bodies(cell) > 0.6:
        return 3.0
    return 1.0 if len(cell) <= 2 * _SHORT and "。" not in cell else 4.0 if len(cell) <= 2 * _LONG else 6.0


def _price_of_text(cell: str) -> float:
    if _ITEM.match(cell) and len(cell) >= 8:
        return 0.0
    if _is_term(cell):
        return 5.0
    if _LABELLED.match(cell):
        return 0.5 if "。" in cell.rstrip("。") or len(cell) > 60 else 2.5
    if _share_of_bodies(cell) > 0.9:
        return 4.0
    return 0.0 if len(cell) >= _LONG or "。" in cell else 1.5


def _price_of_bodies(cell: str) -> float:
    if _is_nothing(cell):
        return 0.5
    if _is_term(cell):
        return 5.0
    if _LABELLED.match(cell) or _ITEM.match(cell):
        return 6.0
    return 4.0 * (1 - _share_of_bodies(cell))


def _is_term(cell: str) -> bool:
    return len(cell) <= _LONGEST_TERM and _TERM.search(cell) is not None and _share_of_bodies(cell) < 0.9


def _is_nothing(cell: str) -> bool:
    return cell.strip() in {"—", "——", "-", "/", "无", "－"}


def _share_of_bodies(cell: str) -> float:
    """Share of the parts of a phrase that name a body or a group; 0 for a sentence that begins with its verb."""
    if _WORK.match(cell):
        return 0.0
    parts = [part.strip("（）()。 ") for part in _PARTS.split(cell) if part.strip("（）()。 ")]
    parts = [part for part in parts if not _DUTY.match(part)] or parts
    if not parts:
        return 0.0
    named = [part for part in parts if len(part) <= 30 and (_BODY.search(part) or _GROUP.match(part))]
    return len(named) / len(parts)


def _rows(cells: Sequence[str], columns: Sequence[Column], behind: int) -> list[Row]:
    rows: list[Row] = []
    headings: list[str] = []
    number, text = "", ""
    tail: list[str] = [""] * behind
    for cell, column in zip(cells, columns, strict=True):
        if not isinstance(column, int) and text:
            rows.append(Row(tuple(headings), number, text, tuple(tail)))
            headings, number, text, tail = [], "", "", [""] * behind
        if isinstance(column, int):
            tail[column] = f"{tail[column]}\n{cell}" if tail[column] else cell
        elif column == "heading":
            headings.append(cell)
        elif column == "number":
            number = cell
        else:
            text = cell
    if text or headings:
        rows.append(Row(tuple(headings), number, text, tuple(tail)))
    return rows
