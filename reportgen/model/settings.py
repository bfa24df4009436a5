"""The settings of a working folder (reportgen.toml) as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

from reportgen.terms import FINISHED, Status


@dataclass(frozen=True, slots=True)
class Policy:
    """How completion is counted (口径), design chapter 6.

    Attributes:
        mostly_done_counts: Whether 基本完成 counts as done.
        support_counts: Whether supporters' rows decide a task's status too.
    """

    mostly_done_counts: bool = False
    support_counts: bool = False

    @property
    def finished(self) -> frozenset[Status]:
        """The statuses that count as done."""
        return FINISHED | {"mostly_done"} if self.mostly_done_counts else FINISHED


@dataclass(frozen=True, slots=True)
class AnnualSettings:
    """What an office chooses about its complete annual report (design chapter 9).

    Attributes:
        plan_section: Where the short form of the plan section stands: under a sub-heading of part six, in part one, or
            nowhere.
        preamble: Whether a paragraph about basis, parts and period stands before part one.
        charts: Charts of part one: information by channel, requests by result, requests of up to three years.
        years_table: Whether part one compares the requests of two or three years in a table.
        part_one_limit: Characters of part one.
        template: Word template of the office's own, relative to the folder; ``""`` for ours.
    """

    plan_section: Literal["part_six", "part_one", "none"] = "part_six"
    preamble: bool = True
    charts: tuple[Literal["channels", "results", "years"], ...] = ()
    years_table: bool = False
    part_one_limit: int = 1000
    template: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting of a working folder; the defaults are sensible without editing.

    Attributes:
        year: The plan's working year (年度).
        body: Name of the body that reports (机关名称).
        plan_title: Title of the plan, for documents.
        as_of: The day on which progress is judged (统计截止日期); 31 December of the year by default.
        return_to: To whom workbooks are returned, printed on them; ``""`` leaves the line out.
        return_by: By when (退回期限), ``None`` leaves it out.
        policy: 口径.
        publish_units: Whether the public document names units (公开范围).
        charts: Pictures, native Word charts, or both.
        template: Word template: ``plain``, ``一页图解``, or a file name relative to the folder; ``""`` for ours.
        wording: Folder of the office's own wording templates, relative to the folder; ``""`` for ours.
        prefer: What to do with two differing files of one unit.
        annual: The complete annual report.
        status_words: Other words for a status → the status (mapping table 完成情况用语).
    """

    year: int
    body: str
    plan_title: str = ""
    as_of: date | None = None
    return_to: str = ""
    return_by: date | None = None
    policy: Policy = Policy()
    publish_units: bool = True
    charts: Literal["picture", "native", "both"] = "picture"
    template: str = ""
    wording: str = ""
    prefer: Literal["ask", "newest"] = "ask"
    annual: AnnualSettings = AnnualSettings()
    status_words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def judged_on(self) -> date:
        """The day on which progress is judged; never the clock."""
        return self.as_of or date(self.year, 12, 31)
