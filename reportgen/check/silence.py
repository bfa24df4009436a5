"""Rules on what did not come back."""

from collections.abc import Iterator

from reportgen.catalogue import finding
from reportgen.check.case import Case
from reportgen.model.findings import Finding, Place

_NAMED = 10


def unit_unreported(case: Case) -> Iterator[Finding]:
    """A unit that sent nothing, with the tasks that hang on it (P8)."""
    reported = set(case.collection.reported)
    for unit in case.roster.units:
        if unit in reported:
            continue
        carried = [duty.task for duty in case.roster.of_unit(unit) if duty.carries]
        shown = "、".join(carried[:_NAMED]) + ("等" if len(carried) > _NAMED else "")
        hanging = f"，牵头或负责的 {len(carried)} 项任务（{shown}）没有情况" if carried else "，只有配合任务"
        file = next((record.file for record in case.collection.files if record.unit == unit), None)
        yield finding("unit-unreported", Place(file), f"{unit}没有报送{hanging}", "请催报", unit=unit)
