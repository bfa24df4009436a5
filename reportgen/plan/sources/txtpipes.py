"""Tables drawn with pipes or box lines: Markdown, grid tables, frames of old word processors."""

import re
from collections.abc import Sequence

from reportgen.plan.sources.txttable import TextTable, as_table
from reportgen.plan.sources.wrapped import LABEL, PAGE_BREAK, glue

_UPRIGHT = re.compile(r"(?<!\\)[|│┃║｜]")
_RULE = re.compile(r"[\s|│┃║｜+:\-=─━═┄┅┈┉—┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬╞╡╪]+")
_STROKES = re.compile(r"[-=─━═┄┅—]{3,}|[┬┴┼├┤╋]")
_BREAK = re.compile(r"(?i)<br\s*/?>")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


def read_pipes(lines: Sequence[str], start: int, _before: TextTable | None) -> tuple[TextTable, int] | None:
    """The table that begins at line ``start``, and the line after it; ``None`` where none begins."""
    if not _is_row(lines[start]) and not (
        _is_rule(lines[start]) and _UPRIGHT.search("".join(lines[start : start + 2]))
    ):
        return None
    end = start
    groups: list[list[list[str]]] = [[]]
    while end < len(lines):
        line = lines[end]
        if _is_rule(line):
            groups.append([])
        elif _is_row(line):
            groups[-1].append(_cells(line))
        elif line != PAGE_BREAK and not (not line.strip() and _goes_on(lines, end)):
            break
        end += 1
    is_closed = not groups[-1]
    groups = [group for group in groups if group]
    # A rule after every row lets a cell run over several lines; one rule under the header does not.
    is_grid = len(groups) > 2 or (len(groups) == 2 and is_closed and _ends_like_grid(groups[1]))
    rows = [_merged(group) for group in groups] if is_grid else [row for group in groups for row in group]
    columns = max((len(row) for row in rows), default=0)
    table = as_table(rows, columns)
    return None if table is None else (table, end)


def _is_row(line: str) -> bool:
    return len(_UPRIGHT.findall(line)) >= 2 and not _is_rule(line)


def _is_rule(line: str) -> bool:
    return bool(_RULE.fullmatch(line)) and bool(_STROKES.search(line))


def _goes_on(lines: Sequence[str], place: int) -> bool:
    """Whether the table goes on after one blank line."""
    return place + 1 < len(lines) and (_is_row(lines[place + 1]) or _is_rule(lines[place + 1]))


def _cells(line: str) -> list[str]:
    line = line.strip()
    cells = _UPRIGHT.split(line)
    if _UPRIGHT.match(line):
        cells = cells[1:]
    if cells and not cells[-1].strip() and line[-1:] in "|│┃║｜":
        cells = cells[:-1]
    return [_BOLD.sub(r"\2", _BREAK.sub("\n", cell.replace("\\|", "|"))).strip() for cell in cells]


def _ends_like_grid(group: list[list[str]]) -> bool:
    """Whether lines go on the row above: nothing in front, and no number of its own (a merged heading leaves that)."""
    later = [row for row in group[1:] if not row[0]]
    return bool(later) and not any(LABEL.match(cell) for row in later for cell in row)


def _merged(group: list[list[str]]) -> list[str]:
    """The lines between two rules as one row."""
    row = list(group[0])
    for more in group[1:]:
        for column, text in enumerate(more):
            if column >= len(row):
                row.append(text)
            elif text:
                parted = not row[column] or bool(LABEL.match(text)) or row[column].endswith(("。", "；", ";"))
                row[column] = f"{row[column]}\n{text}".strip() if parted else glue(row[column], text)
    return row
