"""Tables that a file gives as running text: a known label followed by just as many figures as its row has."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from reportgen.annual.form import APPLICANTS, OUTCOMES, REVIEW_BLOCKS
from reportgen.annual.published.disclosure_labels import COLUMNS_OF, OLD, row_of
from reportgen.annual.published.figures import figure_of, is_figure
from reportgen.annual.published.findings import found
from reportgen.annual.published.letters import plain
from reportgen.annual.published.reading import TableRead
from reportgen.annual.published.requests_head import NAMES
from reportgen.annual.published.requests_labels import GROUPS, ORDER, request_row
from reportgen.annual.published.rows import TextLine
from reportgen.model.annual import AnnualFigure, FigureKey, TableName
from reportgen.model.findings import Place

_BLANK: Final = re.compile(r"[\s\u3000|｜]+")
_SUFFIX: Final = 60
_HALF: Final = 2


@dataclass(slots=True)
class _Run:
    """Figures that follow each other, with the words before them."""

    words: str
    figures: list[str] = field(default_factory=list)
    at: int = 0


Lines = Sequence[tuple[int, TextLine]]
"""Lines of one part with their places among all items."""


@dataclass(frozen=True, slots=True)
class FlatRead:
    """A table read from text, and the lines that it stands in."""

    read: TableRead
    used: Mapping[int, object]


def read_flat(name: TableName, lines: Lines, *, file: str) -> FlatRead:
    """A statutory table among the lines of its part; empty where it cannot be told for sure."""
    runs = _runs(lines)
    read = TableRead(name)
    reader = {"disclosure": _disclosure, "requests": _requests, "reviews": _reviews}[name]
    reader(read, runs, {at: Place(file, None, line.paragraph.place) for at, line in lines})
    if not read.figures:
        return FlatRead(read, {})
    places = {at: Place(file, None, line.paragraph.place) for at, line in lines}
    read.findings.insert(0, found("published-text", next(iter(places.values())), "表格在文件里是文字，按文字读取"))
    return FlatRead(read, places)


def _runs(lines: Lines) -> list[_Run]:
    runs: list[_Run] = []
    for at, line in lines:
        for token in filter(None, _BLANK.split(line.paragraph.text)):
            if is_figure(token):
                if not runs:
                    runs.append(_Run("", at=at))
                runs[-1].figures.append(token)
                runs[-1].at = at
            elif not runs or runs[-1].figures:
                runs.append(_Run(token, at=at))
            else:
                runs[-1].words += token
    return runs


def _figures(read: TableRead, row: str, columns: Sequence[str], run: _Run, place: Place) -> None:
    if len(run.figures) == len(columns):
        for column, text in zip(columns, run.figures, strict=True):
            read.figures[FigureKey(read.name, row, column)] = figure_of(text, place)
        return
    what = f"“{run.words[-20:]}”后面有{len(run.figures)}个数字，应当有{len(columns)}个"
    read.findings.append(found("published-row", place, what))
    for column in columns:
        read.figures[FigureKey(read.name, row, column)] = AnnualFigure(" ".join(run.figures), place, "unreadable")


def _disclosure(read: TableRead, runs: Sequence[_Run], places: Mapping[int, Place]) -> None:
    words = plain("".join(run.words for run in runs))
    order = [words.find(word) for word in ("本年制发件数", "本年废止件数", "现行有效件数")]
    if any(old in words for old in OLD) or -1 in order or order != sorted(order) or words.count("处理决定") < _HALF:
        return
    for run in runs:
        name = next((name for text in _endings(run.words) if (name := row_of(text)) and name != "old"), None)
        if name is None or any(key.row == name for key in read.figures):
            continue
        columns = COLUMNS_OF[name]
        if name == "fees" and "万元" not in words:
            continue
        _figures(read, name, columns, run, places[run.at])


def _endings(words: str) -> list[str]:
    """The last letters of some words, the longest first: a label stands right before its figures."""
    bare = plain(words)
    return [bare[at:] for at in range(max(0, len(bare) - _SUFFIX), len(bare) - 1)]


def _requests(read: TableRead, runs: Sequence[_Run], places: Mapping[int, Place]) -> None:
    words = plain("".join(run.words for run in runs))
    named = [words.find(label) for label in APPLICANTS.values() if label not in ("其他", "总计")]
    if -1 not in named and named != sorted(named):
        return
    rows: list[tuple[str, _Run]] = []
    groups: list[tuple[str, _Run]] = []
    for run in runs:
        found_key = _row_before(run.words, rows[-1][0] if rows else "")
        if found_key is None:
            if run.figures and rows:
                what = f"“{run.words[-20:]}”后面有数字，认不出是哪一行"
                read.findings.append(found("published-label", places[run.at], what))
            continue
        if found_key.startswith("group:"):
            groups.append((found_key, run))
        elif run.figures:
            rows.append((found_key, run))
    old = next((run for key, run in groups if key == "group:（六）其他处理" and len(run.figures) == len(NAMES)), None)
    keys = [key for key, _ in rows]
    if keys != sorted(set(keys), key=ORDER.index) or len(rows) < len(ORDER) // _HALF:
        read.findings.clear()
        return
    if old and not set(keys) & set(GROUPS["（六）其他处理"]):
        rows.append(("r23", old))
        read.edition = 2019
    for key, run in rows:
        _figures(read, key, NAMES, run, places[run.at])


def _row_before(words: str, last: str) -> str | None:
    """The row whose label ends the words; 其他 only behind the rows of 其他处理."""
    group = None
    for text in _endings(words):
        meaning = request_row(text)
        if meaning is None or (plain(text) != plain(meaning.official) and len(plain(text)) < len(plain(words))):
            continue
        if meaning.key.startswith("group:"):
            group = group or meaning.key
            continue
        if meaning.key == "r23" and last != "r22":
            continue
        if meaning.key == "r24" and "七" not in plain(text):
            continue
        return meaning.key
    return group


def _reviews(read: TableRead, runs: Sequence[_Run], places: Mapping[int, Place]) -> None:
    full = [run for run in runs if len(run.figures) == len(REVIEW_BLOCKS) * len(OUTCOMES)]
    others = [run for run in runs if run.figures and run not in full]
    if len(full) != 1 or others:
        return
    words = plain(full[0].words)
    order = [words.find(word) for word in ("行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉")]
    if -1 in order or order != sorted(order) or "。" in words[order[0] :]:
        return
    texts = iter(full[0].figures)
    for block in REVIEW_BLOCKS:
        for outcome in OUTCOMES:
            key = FigureKey("reviews", block, outcome)
            read.figures[key] = figure_of(next(texts), places[full[0].at])
