"""Tables that a file gives as running text: a known label followed by just as many figures as its row has."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from reportgen.annual.form import APPLICANTS, OUTCOMES, REQUEST_LABELS, REVIEW_BLOCKS
from reportgen.annual.published.disclosure_labels import COLUMNS_OF, OLD, row_of
from reportgen.annual.published.figures import figure_of, is_figure
from reportgen.annual.published.findings import found
from reportgen.annual.published.letters import core, plain
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
    lines: list[tuple[int, int]] = field(default_factory=list)
    at: int = 0

    @property
    def is_sure(self) -> bool:
        """Whether the figures stand in one line or a line each; else one of them may be broken in two."""
        return len(set(self.lines)) in (1, len(self.lines))


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
        tokens = [
            (token, (at, number))
            for number, each in enumerate(line.paragraph.text.split("\n"))
            for token in filter(None, _BLANK.split(each))
        ]
        for token, where in tokens:
            if is_figure(token):
                if not runs:
                    runs.append(_Run("", at=at))
                runs[-1].figures.append(token)
                runs[-1].lines.append(where)
                runs[-1].at = at
            elif not runs or runs[-1].figures:
                runs.append(_Run(token, at=at))
            else:
                runs[-1].words += token
    return runs


def _figures(read: TableRead, row: str, columns: Sequence[str], run: _Run, place: Place) -> None:
    if len(run.figures) == len(columns) and run.is_sure:
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
        if not run.figures:
            continue
        if name is None or any(key.row == name for key in read.figures):
            read.figures.clear()
            return
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
    named = [at for label in APPLICANTS.values() if label not in ("其他", "总计") and (at := words.find(label)) >= 0]
    if named != sorted(named):
        return
    whole = _interleaved(runs)
    if whole:
        read.edition = 2021 if len(whole) == len(ORDER) else 2019
        for key, run in whole:
            _figures(read, key, NAMES, run, places[run.at])
        return
    rows: list[tuple[str, _Run]] = []
    groups: list[tuple[str, _Run]] = []
    for run in runs:
        found_key = _row_before(run.words, rows[-1][0] if rows else "")
        if found_key is None:
            # Figures without a label may be the ends of others that a narrow column broke in two.
            if run.figures and rows:
                return
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


def _interleaved(runs: Sequence[_Run]) -> list[tuple[str, _Run]]:
    """All rows of a table whose label columns run into each other, as the text of a PDF without rules does.

    Only where there are just as many runs of seven figures as the form has rows, and round each of them stand the
    letters of its own label in order.
    """
    full = [at for at, run in enumerate(runs) if run.figures]
    if any(len(runs[at].figures) != len(NAMES) or not runs[at].is_sure for at in full):
        return []
    for keys in (ORDER, tuple(key for key in ORDER if key not in ("r21", "r22"))):
        if len(full) == len(keys):
            around = [plain(runs[at].words + (runs[at + 1].words if at + 1 < len(runs) else "")) for at in full]
            labels = [REQUEST_LABELS[key] if len(keys) == len(ORDER) or key != "r23" else "其他处理" for key in keys]
            if all(_stands_in(core(label), words) for label, words in zip(labels, around, strict=True)):
                return [(key, runs[at]) for key, at in zip(keys, full, strict=True)]
    return []


def _stands_in(label: str, words: str) -> bool:
    """Whether the letters of a label stand in the words in order."""
    letters = iter(words)
    return all(letter in letters for letter in label)


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
    if len(full) != 1 or others or not full[0].is_sure:
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
