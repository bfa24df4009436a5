"""Text files: narrative, word-processor dumps with one cell to a line, pipe tables, spreadsheet copies."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from reportgen.model.blocks import Block, Document, Grid, GridCell, Paragraph
from reportgen.plan.sources.charsets import decode
from reportgen.plan.sources.letters import tidy

_BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]\s*", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"\s*(?:[—\-－–]\s*\d{1,3}\s*[—\-－–]|第\s*\d{1,3}\s*页(?:\s*[，,/]?\s*共\s*\d{1,3}\s*页)?)\s*"
)
_HEADER_WORD = re.compile(
    r"(?:序号|编号|工作任务|重点任务|主要任务|具体任务|任务|具体要求|工作要求|工作内容|主要内容|工作要点|一级要点|二级要点|具体措施|"
    r"工作措施|任务分工|责任分工|(?:牵头|配合|责任|主办|协办)(?:单位|部门|科室|处室|股室)|责任人|责任领导|完成时限|时限要求|完成时间|时限|"
    r"进度安排|备注|事项|类别|项目)"
)
_PIPE_RULE = re.compile(r"[\s|:\-+=─━│┃┌┐└┘├┤┬┴┼]+")


def read_txt(content: bytes, *, file: str) -> Document:
    """The blocks of a text file.

    Raises:
        UnusableInput: The encoding cannot be told.
    """
    text = decode(content, file=file).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    lines = [
        _BOOKMARK.sub("", tidy(line)) if line.strip() else line
        for line in text.split("\n")
        if not _PAGE_NUMBER.fullmatch(line)
    ]
    return Document(file, "txt", tuple(_blocks(lines)))


def _blocks(lines: list[str]) -> Iterator[Block]:
    place, paragraphs, tables = 0, 0, 0
    while place < len(lines):
        for reader in (_pipe_table, _cell_dump, _tabbed):
            found = reader(lines, place, tables + 1)
            if found:
                grid, place = found
                tables += 1
                yield grid
                break
        else:
            if lines[place].strip():
                paragraphs += 1
                yield Paragraph(lines[place].strip(), f"第{paragraphs}段")
            place += 1


def _pipe_table(lines: list[str], start: int, number: int) -> tuple[Grid, int] | None:
    """``| a | b |`` lines, with or without rules between them."""

    def is_row(line: str) -> bool:
        return line.count("|") + line.count("│") + line.count("┃") >= 2

    if not is_row(lines[start]) and not _is_rule(lines[start]):
        return None
    end, rows = start, []
    while end < len(lines) and (is_row(lines[end]) or _is_rule(lines[end])):
        if not _is_rule(lines[end]):
            cells = re.split("[|│┃]", lines[end].strip())
            cells = cells[1:] if lines[end].strip()[:1] in "|│┃" else cells
            cells = cells[:-1] if lines[end].strip()[-1:] in "|│┃" else cells
            rows.append([cell.strip().replace("<br>", "\n") for cell in cells])
        end += 1
    return (_grid(rows, number), end) if len(rows) >= 2 else None


def _is_rule(line: str) -> bool:
    return (
        bool(_PIPE_RULE.fullmatch(line))
        and len(line.strip()) >= 3
        and "-" * 3 in line.replace("─", "-").replace("━", "-")
    )


def _cell_dump(lines: list[str], start: int, number: int) -> tuple[Grid, int] | None:
    """A word processor's dump: a tab begins each cell's line, a blank line parts the rows.

    A blank line inside a row, and lines of one cell without a tab of their own, are told apart by the number of
    columns, which the header row gives.
    """
    header: list[str] = []
    place = start
    while place < len(lines) and lines[place].startswith("\t") and "\t" not in lines[place].strip():
        header.append(lines[place].strip())
        place += 1
    if not 2 <= len(header) <= 10 or sum(bool(_HEADER_WORD.fullmatch(re.sub(r"\s", "", cell))) for cell in header) < 2:
        return None
    width = len(header)
    cells: list[str] = []
    end = place
    while place < len(lines):
        line = lines[place]
        if line.startswith("\t"):
            cells.append(line[1:].strip())
            end = place + 1
        elif line.strip():
            if not cells or (len(cells) % width == 0 and not _goes_on(lines, place, cells[-1])):
                break
            cells[-1] = f"{cells[-1]}\n{line.strip()}" if cells[-1] else line.strip()
            end = place + 1
        place += 1
    cells += [""] * (-len(cells) % width)
    rows = [header, *(cells[row : row + width] for row in range(0, len(cells), width))]
    return _grid(rows, number), end


def _goes_on(lines: list[str], place: int, last: str) -> bool:
    """Whether an untabbed line after a full row still belongs to the row's last cell: nothing blank stands between."""
    return place > 0 and bool(lines[place - 1].strip()) and bool(last)


def _tabbed(lines: list[str], start: int, number: int) -> tuple[Grid, int] | None:
    """Rows of a spreadsheet: cells parted by tabs, cells with line breaks in quotes."""
    first = lines[start].split("\t")
    words = sum(bool(_HEADER_WORD.fullmatch(re.sub(r"\s", "", cell))) for cell in first)
    if len(first) < 2 or words < 2:
        return None
    end = start
    while end < len(lines) and (lines[end].strip() or any("\t" in line for line in lines[end : end + 2])):
        end += 1
    rest = "\n".join(lines[start:end])
    rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(rest), delimiter="\t")]
    rows = [row for row in rows if any(row)]
    return (_grid(rows, number), end) if len(rows) >= 2 else None


def _grid(rows: Sequence[Sequence[str]], number: int) -> Grid:
    width = max(len(row) for row in rows)
    cells = tuple(
        GridCell(row_number, column, text)
        for row_number, row in enumerate(rows)
        for column, text in enumerate([*row, *[""] * (width - len(row))])
    )
    return Grid(cells, len(rows), width, f"表{number}")
