"""Whose a workbook in 进度填报/ is, whatever became of its unit's tasks since it was issued."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from reportgen.model.roster import Duty
from reportgen.workbook.identity import Identity
from reportgen.workbook.layout import squeeze
from reportgen.workbook.recognise import Form, Known
from reportgen.workbook.returned import Refusal, read_returned
from reportgen.workbook.rows import TaskIndex
from reportgen.workbook.spec import UNIT_LABEL


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose workbook it is.

    Attributes:
        unit: Official name; as issued where the roster no longer has it.
        is_on_roster: Whether the unit has tasks in the present list.
        printed: The name above its titles, ``""`` where there is none.
        issued_to: The name on the hidden sheet, ``""`` where that is lost.
        doubt: Why it may be another unit's, in Chinese.
    """

    unit: str
    is_on_roster: bool
    printed: str
    issued_to: str
    doubt: str = ""


def owner_of(
    content: bytes, form: Form | None, identity: Identity | None, *, file: str, known: Known, is_version_known: bool
) -> Owner | Refusal:
    """Whose workbook it is: by the hidden sheet first, because its rows may since have moved to another unit.

    Args:
        content: The workbook.
        form: The sheet that the unit fills, ``None`` where there is none.
        identity: What the hidden sheet says.
        file: Path relative to the working folder.
        known: The present list and roster.
        is_version_known: Whether it was issued from a version of the list that was kept.

    Returns:
        The owner, or a refusal for a workbook that is not of this plan.
    """
    printed = _printed_unit(form) if form else ""
    named = known.names.get(squeeze(printed))
    if identity is None:
        returned = read_returned(content, file=file, known=known)
        if isinstance(returned, Refusal):
            return returned
        doubts = [found.what for found in returned.findings if found.code == "unit-doubtful"]
        return Owner(returned.unit, True, printed, "", "；".join(doubts))
    hidden = known.names.get(squeeze(identity.unit))
    if hidden:
        doubt = f"表上写的是{named}，下发时是{hidden}的表" if named and named != hidden else ""
        return Owner(hidden, True, printed, identity.unit, doubt)
    if named:
        return Owner(named, True, printed, identity.unit, f"表上写的是{named}，下发时是{identity.unit}的表")
    is_of_this_plan = is_version_known or identity.fingerprint == known.fingerprint
    if is_of_this_plan or squeeze(identity.plan) == squeeze(known.task_list.plan.title):
        return Owner(identity.unit, False, printed, identity.unit)
    what = f"是{identity.unit}的填报表，任务清单中没有这个单位"
    return Refusal("file-foreign", what, "请核对是否放错文件夹；单位改了名称的，请把旧名称写进“单位”表的别名")


def _printed_unit(form: Form) -> str:
    for text, following in form.above():
        label, _, rest = text.replace(":", "：").partition("：")
        if squeeze(label) == UNIT_LABEL:
            return rest.strip() or following
    return ""


@dataclass(frozen=True)
class EveryRow(Known):
    """A version of the list in which every row of one workbook is its unit's, so that all of them are read."""

    version: Known
    owner: Owner
    forms: tuple[Form, ...]

    @cached_property
    def index(self) -> TaskIndex:
        """The version's tasks, indexed once for all its workbooks."""
        return self.version.index

    @cached_property
    def fingerprint(self) -> str:
        """The version's fingerprint."""
        return self.version.fingerprint

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The version's order of tasks."""
        return self.version.order

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Only the owner, under every name that the workbook gives it."""
        names = (self.owner.unit, self.owner.printed, self.owner.issued_to)
        return {squeeze(name): self.owner.unit for name in names if name}

    @cached_property
    def duties(self) -> Mapping[str, Mapping[str, Duty]]:
        """Every row of the workbook as the owner's, with the role that it shows."""
        unit = self.owner.unit
        lines = [line for form in self.forms for line in form.lines if line.task is not None]
        return {unit: {line.task: Duty(unit, line.task, line.role or "support") for line in lines if line.task}}
