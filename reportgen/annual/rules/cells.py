"""What a single cell holds: R4 whole numbers, R6 blanks, R28 marks in place of 0."""

from collections.abc import Iterator
from itertools import groupby

from reportgen.annual.form import FEES, figure_keys
from reportgen.annual.rules.case import Case, column_of, name_of, row_of, total
from reportgen.annual.rules.outcome import NotRun, Outcome, error, note, warning
from reportgen.annual.totals import parts_of
from reportgen.model.annual import AnnualFigure, CellState, FigureKey

_NO_TABLES = "没有读到表格"


def whole_numbers(case: Case) -> Iterator[Outcome]:
    """R4: whole numbers from 0 on, decimals only for the charge in 万元; a remark in brackets is no mistake."""
    yield from _without_tables("R4", case)
    for key, figure in _cells(case):
        value, text = figure.value, figure.text.strip()
        if _is_told_at_its_parts(case, key, figure):
            continue
        if figure.state == "unreadable":
            mend = "只填数字，说明写在数字后的括号里；这一格读出之前，有它的合计不能核对"
            yield error("R4", figure.place, f"{name_of(key)}是“{text}”，读不出数字", mend)
        elif value is not None and value < 0:
            yield error("R4", figure.place, f"{name_of(key)}是“{text}”，小于0", "填0或正数")
        elif value is not None and key != FEES and value != value.to_integral_value():
            yield error("R4", figure.place, f"{name_of(key)}是“{text}”，不是整数", "填整数；只有收费金额可以有小数")
        elif figure.remark:
            yield note("R4", figure.place, f"{name_of(key)}带有说明：“{text}”", "按数字参加核对；确认说明可以公开")


def _is_told_at_its_parts(case: Case, key: FigureKey, figure: AnnualFigure) -> bool:
    """Whether a total only shows what is wrong with its parts, which are told themselves."""
    parts = parts_of(key)
    if not parts:
        return False
    if figure.state == "unreadable":
        return not figure.text
    wrong = any(
        value < 0 or value != value.to_integral_value()
        for value in (case.report.value(part) for part in parts)
        if value is not None
    )
    return wrong and figure.value == total(case.report, parts)


def blanks(case: Case) -> Iterator[Outcome]:
    """R6: every cell is filled, nil is 0; one finding for each row."""
    yield from _by_row("R6", case, "blank", "是空白", "没有的填0")


def marks(case: Case) -> Iterator[Outcome]:
    """R28: no mark stands in place of 0; one finding for each row."""
    yield from _by_row("R28", case, "mark", "填的是“{}”", "没有的填0，不用“/”“—”“无”")


def _by_row(rule: str, case: Case, state: CellState, told: str, mend: str) -> Iterator[Outcome]:
    yield from _without_tables(rule, case)
    wanted = [(key, figure) for key, figure in _cells(case) if figure.state == state]
    for _, group in groupby(wanted, lambda item: item[0][:2]):
        cells = list(group)
        key, figure = cells[0]
        columns = "、".join(column_of(key) for key, _ in cells)
        what = f"{row_of(key)}的{columns}{told.format(figure.text.strip())}"
        yield warning(rule, figure.place, what if len(cells) == 1 else f"{what}（{len(cells)}格）", mend)


def _cells(case: Case) -> Iterator[tuple[FigureKey, AnnualFigure]]:
    for key in figure_keys():
        figure = case.report.figures.get(key)
        if figure:
            yield key, figure


def _without_tables(rule: str, case: Case) -> Iterator[NotRun]:
    if not case.report.figures:
        yield NotRun(rule, _NO_TABLES)
