"""What an office chooses about its annual report."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

PlanPlacement = Literal["part six", "part one", "none"]
"""Where the plan section stands: under a sub-heading of its own in part six, in part one, or nowhere."""

AnnualChart = Literal["channels", "results", "years"]
"""Information by channel; requests by result; requests of up to three years side by side."""


@dataclass(frozen=True, slots=True)
class AnnualOptions:
    """The defaults are sensible without a choice.

    Attributes:
        plan_placement: See ``PlanPlacement``; ``none`` leaves out the clause about the plan in part one too.
        preamble: Whether a paragraph about basis, parts and period stands before part one; a habit, not of the form.
        charts: Which charts stand in part one, where there is something to show.
        years_table: Whether part one compares this year's requests with those of one or two years before.
        part_one_limit: Characters of part one (武政办发〔2025〕54号: 1000; most offices do not bind themselves).
        wording: Folder of an office's own wording templates, ``None`` for ours.
        is_draft: Mark it 草稿 whatever the findings say.
    """

    plan_placement: PlanPlacement = "part six"
    preamble: bool = True
    charts: frozenset[AnnualChart] = frozenset()
    years_table: bool = False
    part_one_limit: int = 1000
    wording: Path | None = None
    is_draft: bool = False
