"""Phrases of a plan read as what they mean: units, deadlines, reporting orders, labels, title."""

from reportgen.plan.phrases.deadlines import (
    DeadlineReading,
    find_deadlines,
    parse_deadline_cell,
    read_deadline_cell,
    read_deadlines,
)
from reportgen.plan.phrases.heading import find_issuer, find_title, find_year
from reportgen.plan.phrases.labels import Label, LabelStyle, split_label
from reportgen.plan.phrases.numerals import read_numeral, write_numeral
from reportgen.plan.phrases.reporting import find_reporting
from reportgen.plan.phrases.spacing import squeeze, squeeze_lines
from reportgen.plan.phrases.units import (
    UnitReading,
    prove_names,
    read_columns,
    read_units,
    role_of_header,
    split_units,
    units_from_columns,
)

__all__ = [
    "DeadlineReading",
    "Label",
    "LabelStyle",
    "UnitReading",
    "find_deadlines",
    "find_issuer",
    "find_reporting",
    "find_title",
    "find_year",
    "parse_deadline_cell",
    "prove_names",
    "read_columns",
    "read_deadline_cell",
    "read_deadlines",
    "read_numeral",
    "read_units",
    "role_of_header",
    "split_label",
    "split_units",
    "squeeze",
    "squeeze_lines",
    "units_from_columns",
    "write_numeral",
]
