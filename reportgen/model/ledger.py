"""校核结果.xlsx as data: what a person decided about findings, and when each unit reported and was returned."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

EventKind = Literal["reported", "returned", "accepted"]
"""报送, 退回, 通过."""


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
        events: The history, oldest first.
    """

    dismissals: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    unexplained: frozenset[str] = frozenset()
    events: tuple[Event, ...] = ()
