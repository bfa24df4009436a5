"""Formulas of 年报数据.xlsx, each beside the value that it shows as issued; all take 22（其中修订16件） for 22.

A cell's number is what stands before its bracket, as in ``read_figure``; anything else counts as nothing, and is shown
in another colour: a sum with such a part has no value when the workbook is read.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

from reportgen.annual.workbook.spec import AGREES, DIFFERS, UNFILLED, UNKNOWN

_REFERENCE: Final = re.compile(r"\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?")


def _number(cells: str) -> str:
    """The number of a cell, or of every cell of a range in an array formula; an error where there is none."""
    return f'VALUE(SUBSTITUTE(LEFT({cells},FIND("（",SUBSTITUTE({cells},"(","（")&"（")-1),"件",""))'


def total(cells: str) -> str:
    """The array formula of a total: nothing as long as no part is a number."""
    number = _number(cells)
    return f'=IF(COUNT({number})=0,"",SUM(IFERROR({number},0)))'


@lru_cache(maxsize=1024)  # workbooks of many bodies say the same
def is_total(formula: str) -> bool:
    """Whether a formula, as some program stored it, is that of a total of ours, wherever its parts stand."""
    return _shape(formula) == _shape(total("A1:B2"))


def _shape(formula: str) -> str:
    plain = re.sub(r"[\s{}]|_XLFN\.", "", formula.upper()).removeprefix("=")
    return _REFERENCE.sub("#", plain)


def takes(cell: str, *, has_decimals: bool) -> str:
    """What an entry cell takes without a question: 0 or more, whole where it counts pieces, perhaps with a remark."""
    is_fit = f"{cell}>=0" if has_decimals else f"AND({cell}>=0,{cell}=INT({cell}))"
    remarked = f'LEFT({cell},FIND("（",SUBSTITUTE({cell},"(","（"))-1)'
    return f"=IF(ISNUMBER({cell}),{is_fit},ISNUMBER(VALUE({remarked})))"


def is_doubtful(cell: str) -> str:
    """Whether a filled cell holds no number."""
    return f"=AND(LEN({cell})>0,ISERROR({_number(cell)}))"


def is_blank(cell: str) -> str:
    """Whether a cell still waits to be filled."""
    return f"=LEN(TRIM({cell}))=0"


def balance(left: Sequence[str], right: Sequence[str], *, watched: Sequence[str]) -> str:
    """The array formula that says whether two sums agree; nothing is said as long as no watched cell is filled.

    Args:
        left: Cells and ranges of the one sum; a cell with ``-`` before it is taken off.
        right: Those of the other.
        watched: Cells and ranges that a person fills.
    """
    first, second = _sum(left), _sum(right)
    filled = f"COUNTA({','.join(watched)})=0"
    return f'=IF({filled},"{UNFILLED}",IF({first}={second},"{AGREES}","{DIFFERS}："&({first})&"≠"&({second})))'


def balance_with_last_year(left: Sequence[str], right: Sequence[str], *, last: str, watched: Sequence[str]) -> str:
    """The same for a sum that needs a figure of last year."""
    return f'=IF(LEN({last})=0,"{UNKNOWN}",{balance(left, right, watched=watched).removeprefix("=")})'


def at_most(left: Sequence[str], right: Sequence[str], *, watched: Sequence[str]) -> str:
    """Whether the one sum is not greater than the other."""
    first, second = _sum(left), _sum(right)
    filled = f"COUNTA({','.join(watched)})=0"
    return f'=IF({filled},"{UNFILLED}",IF({first}<={second},"{AGREES}","{DIFFERS}："&({first})&"＞"&({second})))'


def _sum(cells: Sequence[str]) -> str:
    signed = [f"-{_added(cell[1:])}" if cell.startswith("-") else f"+{_added(cell)}" for cell in cells]
    return "".join(signed).removeprefix("+")


def _added(cells: str) -> str:
    number = f"IFERROR({_number(cells)},0)"
    return f"SUM({number})" if ":" in cells else number


def shown(formula: str, left: Decimal, right: Decimal, *, is_filled: bool, is_known: bool = True) -> str:
    """What ``balance``, ``balance_with_last_year`` or ``at_most`` shows for these sums."""
    if not is_known:
        return UNKNOWN
    if not is_filled:
        return UNFILLED
    is_limit = "≠" not in formula
    if left <= right if is_limit else left == right:
        return AGREES
    return f"{DIFFERS}：{left.normalize():f}{'＞' if is_limit else '≠'}{right.normalize():f}"
