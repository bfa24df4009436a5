"""Rules on what did not come back."""

from collections.abc import Iterator

from reportgen.catalogue import finding
from reportgen.check.case import Case
from reportgen.model.findings import Finding, Place

_NAMED = 10


def unit_unreported(case: Case) -> Iterator[Finding]:
    """A unit that sent nothing, or nothing that counts, with the tasks that hang on it (P8)."""
    reported = set(case.collection.reported)
    for unit in case.roster.units:
        if unit in reported:
            continue
        carried = [duty.task for duty in case.roster.of_unit(unit) if duty.carries]
        shown = "、".join(carried[:_NAMED]) + ("等" if len(carried) > _NAMED else "")
        hanging = f"，牵头或负责的 {len(carried)} 项任务（{shown}）没有情况" if carried else "，只有配合任务"
        records = [record for record in case.collection.files if record.unit == unit]
        file = records[0].file if records else None
        if records and not any(record.used for record in records):
            what = f"{unit}交回的表都未计入{hanging}"
            yield finding("unit-unreported", Place(file), what, "请按这些文件各自的问题处理后再校核", unit=unit)
        else:
            what = f"{unit}{'交回的是空表' if records else '没有报送'}{hanging}"
            yield finding("unit-unreported", Place(file), what, "请催报", unit=unit)
