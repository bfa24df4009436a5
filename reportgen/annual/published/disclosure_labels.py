"""Which block, row and column of the disclosure table a label means, in the form of 2021 and of 2019."""

import re
from collections.abc import Mapping
from typing import Final

from reportgen.annual.form import DISCLOSURE_COLUMNS, DISCLOSURE_LABELS
from reportgen.annual.published.letters import core, plain
from reportgen.annual.published.likeness import nearest

BLOCKS: Final[Mapping[str, tuple[str, ...]]] = {
    "一": ("regulations", "normative"),
    "五": ("licensing",),
    "六": ("penalties", "coercion"),
    "八": ("fees",),
}
"""第二十条第（…）项, and its rows."""

COLUMNS_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "regulations": ("made", "repealed", "in_force"),
    "normative": ("made", "repealed", "in_force"),
    "licensing": ("decided",),
    "penalties": ("decided",),
    "coercion": ("decided",),
    "fees": ("amount",),
}

OLD: Final[Mapping[str, str]] = {
    "本年新制作数量": "本年制发件数",
    "本年新公开数量": "本年废止件数",
    "对外公开总数量": "现行有效件数",
    "上一年项目数量": "",
    "本年增/减": "",
    "采购项目数量": "",
    "采购总金额": "",
}
"""Columns of the 2019 form, and what the form in force has in their place; they do not mean the same."""

_BLOCK: Final = re.compile(r"第?二十条(?:第1款)?第?\(?([一二三四五六七八九])\)?项?")
_ROWS: Final = {core(label): name for name, label in DISCLOSURE_LABELS.items()} | {
    "规范性文件": "normative",
    "行政规范性文件数": "normative",
    "行政事业性收费项目": "fees",
    "行政事业收费": "fees",
}
_SHORT: Final = 3
_LONGEST: Final = 30
_NOT_A_COLUMN: Final = re.compile(r"^(?:上年(?!度?项目)|去年)|[+=<>≤≥−]|不多于|不少于|核对")
"""Headings of last year's figures and of checks that stand beside a table."""
_OFFICIAL_COLUMNS: Final = {plain(label): name for name, label in DISCLOSURE_COLUMNS.items()}
_OLD_ROWS: Final = frozenset({"其他对外管理服务事项", "政府集中采购"})
_COLUMNS: Final = (
    ("repealed", re.compile("废止")),
    ("in_force", re.compile("现行有效")),
    ("made", re.compile("制发")),
    ("decided", re.compile("处理决定")),
    ("amount", re.compile("收费金额|收费总金额|收费数额")),
)


def block_of(text: str) -> str | None:
    """The number of 第二十条第（…）项."""
    found = _BLOCK.fullmatch(plain(text))
    return found[1] if found else None


def row_of(text: str) -> str | None:
    """The row that a label means; ``old`` for one of the 2019 form that is no more."""
    bare = core(text)
    if bare in _OLD_ROWS:
        return "old"
    return _ROWS.get(bare) or (nearest(bare, _ROWS, least=0.8) if len(bare) >= _SHORT else None)


def column_of(text: str) -> str | None:
    """The column that a heading means; ``old:`` with its label for one of the 2019 form."""
    bare = plain(text)
    if len(bare) > _LONGEST or _NOT_A_COLUMN.search(bare):
        return None
    old = next((label for label in OLD if label in bare), None)
    if old:
        return f"old:{old}"
    known = next((name for name, pattern in _COLUMNS if pattern.search(bare)), None)
    return known or nearest(bare, _OFFICIAL_COLUMNS, least=0.8)


def official_column(name: str) -> str:
    """The official label of a column."""
    return OLD[name.removeprefix("old:")] if name.startswith("old:") else DISCLOSURE_COLUMNS[name]


def is_in_ten_thousand(text: str) -> bool:
    """Whether an amount's heading says 万元, or no unit at all."""
    bare = plain(text)
    return "万元" in bare or "元" not in bare
