"""The sum control of a collecting: every file found and every row issued ends in exactly one place."""

from dataclasses import dataclass

from reportgen.model.progress import Collection
from reportgen.model.roster import Roster


@dataclass(frozen=True, slots=True)
class Conservation:
    """Files found = read + refused + skipped; rows issued = filled + blank + lost + not returned.

    Attributes:
        found: Files in 进度填报/.
        read: Workbooks that were read, used or not.
        refused: Files that should hold an answer and cannot be used.
        skipped: Files that cannot hold an answer.
        issued: Rows issued to all units.
        filled: Rows with at least one filled entry cell, in files that count.
        blank: Rows left blank in files that count.
        lost: Rows that files that count no longer have.
        not_returned: Rows of units without a file that counts.
    """

    found: int
    read: int
    refused: int
    skipped: int
    issued: int
    filled: int
    blank: int
    lost: int
    not_returned: int

    @property
    def holds(self) -> bool:
        """Whether both sums come out."""
        return (
            self.found == self.read + self.refused + self.skipped
            and self.issued == self.filled + self.blank + self.lost + self.not_returned
        )

    def __str__(self) -> str:
        return (
            f"文件 {self.found} 个 = 读取 {self.read} + 退回 {self.refused} + 略过 {self.skipped}；"
            f"下发 {self.issued} 行 = 已填 {self.filled} + 空白 {self.blank} + 缺行 {self.lost}"
            f" + 未交回 {self.not_returned}"
        )


def conserve(collection: Collection, roster: Roster) -> Conservation:
    """Count files and rows of a collecting against what was issued."""
    kinds = [record.kind for record in collection.files]
    returned = {record.unit for record in collection.files if record.used}
    issued = {(duty.unit, duty.task) for duty in roster.duties}
    present = {(entry.unit, entry.task): entry for entry in collection.entries}
    return Conservation(
        found=len(kinds),
        read=kinds.count("read"),
        refused=kinds.count("refused"),
        skipped=kinds.count("skipped"),
        issued=len(roster.duties),
        filled=sum(not entry.is_blank for entry in present.values()),
        blank=sum(entry.is_blank for entry in present.values()),
        lost=sum(unit in returned and (unit, task) not in present for unit, task in issued),
        not_returned=sum(unit not in returned for unit, _ in issued),
    )
