"""What goes into the entry cells of a workbook when it is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from reportgen.model.progress import EntryColumn


@dataclass(frozen=True, slots=True)
class Filled:
    """What a unit had already filled when its workbook is issued anew.

    Attributes:
        texts: (task, entry column) → the cell as written; only tasks of the unit.
        reporter: 填报人, telephone: 联系电话, filled_on: 填报日期, as written.
    """

    texts: Mapping[tuple[str, EntryColumn], str] = field(default_factory=lambda: MappingProxyType({}))
    reporter: str = ""
    telephone: str = ""
    filled_on: str = ""
