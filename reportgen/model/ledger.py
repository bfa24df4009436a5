"""校核结果.xlsx as data: what a person decided about findings, and when each unit reported and was returned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

EventKind = Literal["reported", "reissued", "returned", "accepted"]
"""报送, 重新下发 (our own workbook with what the unit had filled), 退回, 通过."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history.

    Attributes:
        unit: Official name.
        kind: What happened.
        day: ISO date, or ``""`` where the data do not say one.
        file: Path relative to the working folder.
        fingerprint: Of the unit's file at that moment.
        errors: Open errors then.
        warnings: Open warnings then.
    """

    unit: str
    kind: EventKind
    day: str
    file: str
    fingerprint: str
    errors: int = 0
    warnings: int = 0


@dataclass(frozen=True, slots=True)
class Ledger:
    """What an earlier 校核结果.xlsx says.

    Attributes:
        dismissals: Key of a finding → the reason a person gave for letting it stand.
        unexplained: Keys that a person marked 属实 without a reason: they stay open.
        remarks: Key → what a person wrote as a reason without marking 属实: no decision, and not to be lost.
        rows: Key → the texts of its row, for what a person decided or remarked: they are kept where a check does not
            meet the finding, because the next one may.
        events: The history, oldest first.
    """

    dismissals: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    unexplained: frozenset[str] = frozenset()
    remarks: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    rows: Mapping[str, Sequence[str]] = field(default_factory=lambda: MappingProxyType({}))
    events: tuple[Event, ...] = ()
