"""Which cells the words of a passage come from, found by comparing, and what was changed on the way.

Templates and prose may join, shorten and punctuate what the units wrote as they like: a stretch is theirs where its
letters and digits stand in the cell in the same order. So an address that a comment names always holds the words.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from reportgen.document.case import Case
from reportgen.document.notes import Note, Stretch
from reportgen.model.progress import Entry, EntryColumn
from reportgen.workbook.spec import BY_KEY

_COLUMNS: tuple[EntryColumn, ...] = ("progress", "figure", "problems", "next_steps")
_ENOUGH = 8
"""Letters and digits that make sure that two texts are the same; a shorter text counts where it stands as a clause."""
_GRAM = 3
_MOST_CHANGES = 5
_BETWEEN = 4
"""Letters between two runs that the prose may put in or leave out without parting them."""
_LONGEST_LABEL = 12
"""Characters that a text may begin with and the prose leave out (存在的主要问题是……)."""


@dataclass(frozen=True)
class Cell:
    """One filled cell of a unit."""

    entry: Entry
    column: EntryColumn

    @cached_property
    def text(self) -> str:
        """What the unit wrote."""
        return str(getattr(self.entry, self.column))

    @cached_property
    def letters(self) -> "Letters":
        """Its letters and digits."""
        return letters_of(self.text)

    @cached_property
    def tokens(self) -> tuple[tuple[int, int], ...]:
        """Begin and end, among its letters, of every stretch without marks and blanks."""
        spots, found, start = self.letters.spots, [], 0
        for at in range(1, len(spots) + 1):
            if at == len(spots) or spots[at] != spots[at - 1] + 1:
                found.append((start, at))
                start = at
        return tuple(found)

    @property
    def source(self) -> str:
        """Its address, with unit, task and column for people."""
        place = str(self.entry.place(self.column))
        told = f"{self.entry.unit}，序号{self.entry.task}，{BY_KEY[self.column].title}"
        return f"{place}（{told}）" if place else told


@dataclass(frozen=True, slots=True)
class Letters:
    """A text's letters and digits alone, and where each stands in it."""

    text: str
    spots: tuple[int, ...]


def letters_of(text: str) -> Letters:
    """The text without marks and blanks."""
    spots = tuple(at for at, character in enumerate(text) if character.isalnum())
    return Letters("".join(text[at] for at in spots), spots)


def cells_of(entries: Iterable[Entry]) -> list[Cell]:
    """The filled text cells of these rows."""
    return [Cell(entry, column) for entry in entries for column in _COLUMNS if getattr(entry, column).strip()]


@dataclass(frozen=True, slots=True)
class Run:
    """Equal letters in a passage and a cell: where they begin in both, and how many they are."""

    start: int
    first: int
    length: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of a passage that stands in a cell: runs that follow each other in both with little between them."""

    cell: Cell
    runs: tuple[Run, ...]

    @property
    def start(self) -> int:
        """Its first letter in the passage."""
        return self.runs[0].start

    @property
    def end(self) -> int:
        """Behind its last letter in the passage."""
        return self.runs[-1].start + self.runs[-1].length

    @property
    def first(self) -> int:
        """Its first letter in the cell."""
        return self.runs[0].first

    @property
    def last(self) -> int:
        """Behind its last letter in the cell."""
        return self.runs[-1].first + self.runs[-1].length

    @property
    def length(self) -> int:
        """Letters of the passage."""
        return self.end - self.start


def find_texts(
    passage: str, cells: Sequence[Cell], *, units: Sequence[str] = (), is_annex: bool = False
) -> list[Stretch]:
    """The stretches of a passage that come from cells, in order, each with its source and what was changed.

    Args:
        passage: A paragraph, or the text of a table's cell.
        cells: Where its words may come from.
        units: Names that may stand right before a text as its subject.
        is_annex: Whether this is where whole texts stand, so that nothing is said about what is left out.
    """
    shown = letters_of(passage)
    grams = {shown.text[at : at + _GRAM] for at in range(len(shown.text))}
    hits = [hit for cell in cells for hit in _hits(cell, passage, shown, grams, units)]
    taken: dict[tuple[int, int], list[Hit]] = {}
    for hit in sorted(hits, key=lambda one: -one.length):
        same = taken.get((hit.start, hit.end))
        if same is not None:
            same.append(hit)
        elif all(hit.end <= start or end <= hit.start for start, end in taken):
            taken[hit.start, hit.end] = [hit]
    stretches = []
    for (start, end), found in sorted(taken.items()):
        begin, stop = shown.spots[start], shown.spots[end - 1] + 1
        # Marks and brackets around the words belong to them.
        while stop < len(passage) and not passage[stop].isalnum() and passage[stop] in "。；，”》）！？…%％":
            stop += 1
        stretches.append(Stretch(begin, stop, _note(found, passage, shown, is_annex=is_annex)))
    return stretches


def _hits(cell: Cell, passage: str, shown: Letters, grams: set[str], units: Sequence[str]) -> list[Hit]:
    """The longest runs of the cell's clauses that stand in the passage, in the cell's order."""
    tokens, text = cell.tokens, cell.letters.text
    hits: list[Hit] = []
    at = 0
    while at < len(tokens):
        first, end = tokens[at]
        run = None
        for skipped in range(_LONGEST_LABEL if at == 0 else 1):
            if first + skipped >= end or (skipped and end - first - skipped < _GRAM):
                break
            if text[first + skipped : first + skipped + _GRAM] not in grams and end - first - skipped >= _GRAM:
                continue
            run = _longest_run(cell, at, first + skipped, shown.text)
            if run:
                break
        if run is None:
            at += 1
            continue
        hit, following = run
        if _is_sure(hit, passage, shown, units):
            hits.append(hit)
            at = following
        else:
            at += 1
    return _joined(hits)


def _longest_run(cell: Cell, token: int, first: int, shown: str) -> tuple[Hit, int] | None:
    """The longest run of clauses from this one on that stands in the passage, and the first clause behind it."""
    text, tokens = cell.letters.text, cell.tokens
    best: tuple[Hit, int] | None = None
    begin = text[first : tokens[token][1]]
    place = shown.find(begin)
    while place >= 0:
        end, following = place + len(begin), token + 1
        while following < len(tokens) and shown.startswith(text[slice(*tokens[following])], end):
            end += tokens[following][1] - tokens[following][0]
            following += 1
        if best is None or end - place > best[0].length:
            best = Hit(cell, (Run(place, first, end - place),)), following
        place = shown.find(begin, place + 1)
    return best


def _is_sure(hit: Hit, passage: str, shown: Letters, units: Sequence[str]) -> bool:
    """Whether the words cannot stand there by chance: long enough, or a clause of their own."""
    if hit.length >= _ENOUGH:
        return True
    begin, stop = shown.spots[hit.start], shown.spots[hit.end - 1] + 1
    before, after = passage[:begin], passage[stop : stop + 1]
    is_open = not before or not before[-1].isalnum() or before.endswith(("是", "为", *units))
    return hit.length > 1 and is_open and not after.isalnum()


def _joined(hits: list[Hit]) -> list[Hit]:
    """Hits of one cell that follow each other with at most a word between them, as one."""
    joined: list[Hit] = []
    for hit in hits:
        last = joined[-1] if joined else None
        if last and 0 <= hit.start - last.end <= _BETWEEN and hit.first >= last.last:
            joined[-1] = Hit(hit.cell, (*last.runs, *hit.runs))
        else:
            joined.append(hit)
    return joined


def _note(hits: Sequence[Hit], passage: str, shown: Letters, *, is_annex: bool) -> Note:
    lines = [f"出处：{hit.cell.source}" for hit in hits]
    for hit in hits:
        lines += [line for line in _what_changed(hit, passage, shown, is_annex=is_annex) if line not in lines]
    places = tuple(hit.cell.entry.place(hit.cell.column) for hit in hits)
    return Note("\n".join(lines), places=places, tasks=tuple(hit.cell.entry.task for hit in hits))


def _what_changed(hit: Hit, passage: str, shown: Letters, *, is_annex: bool) -> list[str]:
    """What the passage does not show of the cell, and what it shows otherwise; nothing where it shows it as typed."""
    cell, lines = hit.cell, []
    is_to_the_end = hit.last == len(cell.letters.text)
    if not is_annex and (len(hit.runs) > 1 or not is_to_the_end or hit.first > _LONGEST_LABEL):
        lines.append(f"有删节：原文{len(cell.text)}字，全文见附表“任务落实情况一览表”序号{cell.entry.task}。")
    changes = list(dict.fromkeys(change for run in hit.runs for change in _mends(run, cell, passage, shown)))
    if changes:
        more = f"等{len(changes)}处" if len(changes) > _MOST_CHANGES else ""
        lines.append(f"改正标点和空格：{'；'.join(changes[:_MOST_CHANGES])}{more}。")
    return lines


def _mends(run: Run, cell: Cell, passage: str, shown: Letters) -> Iterator[str]:
    """Marks and blanks printed otherwise than typed, each with what stands around it: ``“3条,其中”→“3条，其中”``."""
    for at in range(run.length - 1):
        begin, end = cell.letters.spots[run.first + at], cell.letters.spots[run.first + at + 1]
        start, stop = shown.spots[run.start + at], shown.spots[run.start + at + 1]
        if cell.text[begin + 1 : end] != passage[start + 1 : stop]:
            typed = cell.text[max(0, begin - 1) : end + 2]
            yield f"“{_visible(typed)}”→“{_visible(passage[max(0, start - 1) : stop + 2])}”"


def _visible(text: str) -> str:
    return text.replace("\n", "↵").replace("\t", "→").replace("\u3000", "□").replace(" ", "□")


class Texts:
    """What the units wrote, looked up task by task."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._cells: dict[str, list[Cell]] = {}

    def stretches(self, passage: str, tasks: Iterable[str], *, is_annex: bool = False) -> list[Stretch]:
        """The stretches of a passage that units wrote about these tasks."""
        cells = [cell for task in tasks for cell in self._of(task)]
        return find_texts(passage, cells, units=self._case.roster.units, is_annex=is_annex)

    def _of(self, task: str) -> list[Cell]:
        if task not in self._cells:
            self._cells[task] = cells_of(self._case.entries_of(task))
        return self._cells[task]
