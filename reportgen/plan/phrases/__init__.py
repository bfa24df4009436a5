"""Phrases of a plan read as what they mean: units, deadlines, reporting orders, labels, title."""

from reportgen.plan.phrases.deadlines import (
    DeadlineReading,
    find_deadlines,
    parse_deadline_cell,
    read_deadline_cell,
    read_deadlines,
)
from reportgen.plan.phrases.labels import Label, LabelStyle, split_label
from reportgen.plan.phrases.numerals import read_numeral, write_numeral
from reportgen.plan.phrases.spacing import squeeze, squeeze_lines

__all__ = [
    "DeadlineReading",
    "Label",
    "LabelStyle",
    "find_deadlines",
    "parse_deadline_cell",
    "read_deadline_cell",
    "read_deadlines",
    "read_numeral",
    "split_label",
    "squeeze",
    "squeeze_lines",
    "write_numeral",
]
