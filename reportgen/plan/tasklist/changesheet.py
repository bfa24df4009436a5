"""The rows of the sheet 变化: what became of every task, and what a person has to decide."""

from dataclasses import dataclass
from typing import Final

from reportgen.plan.compare import KIND_WORDS, TaskChange
from reportgen.plan.tasklist.renew import RETURNED, Renewal

CHANGE_WIDTHS: Final = (10.0, 9.0, 9.0, 44.0, 44.0, 50.0, 50.0)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One row; ``texts`` stand under the titles of ``form.CHANGE_COLUMNS``."""

    texts: tuple[str, ...]
    needs_a_person: bool


def change_rows(renewal: Renewal) -> tuple[ChangeRow, ...]:
    """One row per task of either version, in the order of the comparison."""
    returned = {warning.task for warning in renewal.task_list.plan.warnings if warning.code == RETURNED}
    rows = []
    for change in renewal.changes.tasks:
        decision = _decision(change, own=renewal.own, returned=returned)
        old, new = change.old, change.new
        texts = (
            KIND_WORDS[change.kind],
            old.id if old else "",
            new.id if new else "",
            change.words,
            decision,
            old.text if old and change.kind in ("changed", "dropped") else "",
            new.text if new else "",
        )
        rows.append(ChangeRow(texts, bool(decision)))
    return tuple(rows)


def _decision(change: TaskChange, *, own: frozenset[str], returned: set[str | None]) -> str:
    if change.new is None:
        return "新方案没有这一项，已不在任务清单中；仍要做的请从“旧版”中的清单复制回来。单位已填的内容留在旧表"
    if change.new.id in own:
        return "新方案没有这一项，是人工添加的，予以保留；不再需要的请删去整行"
    if change.new.id in returned:
        return "原方案也有这一项，此前已由人从任务清单删去；不需要的请再删去"
    if change.old is None:
        return "请核对责任单位和完成时限"
    said = []
    if change.likeness < 100 and change.old.id != change.new.id:
        said.append("序号和文字都有变动，是按相近的文字认作同一项的，请核对")
    if "text" in change.aspects:
        said.append("单位已填的内容会带到新表，请核对是否符合改动后的要求")
    if "units" in change.aspects:
        said.append("责任单位已按新方案；不再承担的单位已填的内容留在旧表，请决定是否转给新的单位")
    if "deadlines" in change.aspects:
        said.append("完成时限已按新方案，请核对")
    return "；".join(said)
