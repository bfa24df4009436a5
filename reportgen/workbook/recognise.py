"""A returned workbook recognised by its content: its sheets, its plan and its unit, whatever people renamed or moved."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reportgen.model.roster import Duty, Roster, TaskList
from reportgen.model.settings import Settings
from reportgen.workbook.book import Book, Sheet
from reportgen.workbook.cells import text_of
from reportgen.workbook.identity import Identity, plan_fingerprint, read_identity
from reportgen.workbook.layout import Layout, find_layout, squeeze
from reportgen.workbook.rows import Line, TaskIndex, find_lines
from reportgen.workbook.spec import FILLED_ON_LABEL, REPORTER_LABEL, TELEPHONE_LABEL, UNIT_LABEL

_FEWEST_OURS = 0.3
"""Below this share of known rows a sheet is another plan's."""
_OWN_ROWS = 0.5
"""Below this share of own rows the name on the form is doubted."""
_SURELY_OWN = 0.9

_BRACKETED = re.compile(r"[(（\[【].*?[)）\]】]")
_YEAR = re.compile(r"填报表[(（](\d{4})年[)）]")


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet that units fill.

    Attributes:
        sheet: Its values.
        layout: Where its columns stand.
        lines: Its rows that are about a task, or hold entries.
    """

    sheet: Sheet
    layout: Layout
    lines: tuple[Line, ...]

    @property
    def tasks(self) -> frozenset[str]:
        """Ids of the plan's tasks that it holds."""
        return frozenset(line.task for line in self.lines if line.task is not None)

    @property
    def is_ours(self) -> bool:
        """Whether enough of its rows are the plan's."""
        # Other lines are lists and notes that people put below the form.
        claimed = [line.task for line in self.lines if line.task is not None or line.claims_task]
        known = sum(task is not None for task in claimed)
        return known > 0 and known >= _FEWEST_OURS * len(claimed)

    def above(self) -> Iterator[tuple[str, str]]:
        """(text, text of the next filled cell to the right) of every filled cell above the titles."""
        for row in self.sheet.rows[: max(self.layout.header_row, 0)]:
            texts = [text_of(cell) for cell in row]
            for at, text in enumerate(texts):
                if text:
                    yield text, texts[at + 1] if at + 1 < len(texts) else ""


@dataclass(frozen=True)
class Known:
    """What a returned workbook is compared with; made once for all files."""

    task_list: TaskList
    roster: Roster
    settings: Settings

    @cached_property
    def index(self) -> TaskIndex:
        """The plan's tasks by what a row shows of them."""
        return TaskIndex(self.task_list.plan)

    @cached_property
    def fingerprint(self) -> str:
        """Fingerprint of the plan that counts."""
        return plan_fingerprint(self.task_list)

    @cached_property
    def duties(self) -> Mapping[str, Mapping[str, Duty]]:
        """Unit → task → what it does, in the roster's order."""
        found: dict[str, dict[str, Duty]] = {unit: {} for unit in self.roster.units}
        for duty in self.roster.duties:
            found[duty.unit][duty.task] = duty
        return found

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Every form of a unit's name, squeezed → its official name."""
        names = {squeeze(unit): unit for unit in self.roster.units}
        for body in self.task_list.bodies:
            if body.name in self.duties:
                names |= {squeeze(alias): body.name for alias in body.aliases if squeeze(alias) not in names}
        return names

    @cached_property
    def order(self) -> Mapping[str, int]:
        """Task → its place in the plan."""
        return {task.id: number for number, task in enumerate(self.task_list.plan.tasks)}


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose workbook it is.

    Attributes:
        unit: Official name, ``None`` where it cannot be told.
        doubt: Code of the finding about it, ``None`` where it is plain.
        what: What is doubtful, in Chinese.
        stranger: The name of a unit that is not on the roster, to whom it was issued or which the form names.
    """

    unit: str | None
    doubt: str | None = None
    what: str = ""
    stranger: str = ""


def find_forms(book: Book, known: Known) -> tuple[Form, ...]:
    """The sheets of a workbook that are progress forms, those that hold most of the plan's tasks first."""
    forms = []
    for sheet in book.sheets:
        if read_identity(sheet.rows):
            continue
        layout = find_layout(sheet.rows, requirements=known.index.requirements)
        if layout:
            forms.append(Form(sheet, layout, find_lines(sheet.rows, layout, known.index)))
    return tuple(sorted(forms, key=lambda form: (form.sheet.is_hidden, not form.is_ours, -len(form.tasks))))


def find_identity(book: Book) -> Identity | None:
    """What the hidden sheet says; ``None`` where it was lost."""
    return next((found for sheet in book.sheets if (found := read_identity(sheet.rows))), None)


def year_of(form: Form, identity: Identity | None) -> int | None:
    """The year the form was issued for, by the hidden sheet, else by its title."""
    return identity.year if identity and identity.year else printed_year(form)


def printed_year(form: Form) -> int | None:
    """The year in the form's title, ``None`` where it has none."""
    for text, _ in form.above():
        match = _YEAR.search(unicodedata.normalize("NFKC", text))
        if match:
            return int(match[1])
    return None


def contacts(form: Form) -> dict[str, str]:
    """填报人, 联系电话 and 填报日期 as written beside, or behind a colon in, their labels above the titles."""
    labels = (REPORTER_LABEL, TELEPHONE_LABEL, FILLED_ON_LABEL)
    found: dict[str, str] = {}
    for text, following in form.above():
        label, _, rest = text.replace(":", "：").partition("：")
        label = squeeze(label)
        if label in labels and label not in found:
            value = rest.strip() or following
            found[label] = "" if squeeze(value).rstrip(":") in labels else value
    return found


def whose(form: Form, identity: Identity | None, *, stem: str, known: Known) -> Whose:
    """Whose workbook it is: by the name on the form and on the hidden sheet, held against its rows; else by its rows.

    Args:
        form: The sheet.
        identity: What the hidden sheet says.
        stem: The file's name without ending, asked last.
        known: The plan and its units.
    """
    written = _printed_name(form)
    printed = known.names.get(squeeze(written))
    issued_to = identity.unit if identity else ""
    hidden = known.names.get(squeeze(issued_to))
    if issued_to and not hidden:
        # Its tasks may since have moved to another unit, so its rows would fit that one.
        if printed is None:
            return Whose(None, stranger=issued_to)
        what = f"表上写的是{printed}，下发时是{issued_to}的表，任务清单中没有{issued_to}，按{printed}计"
        return Whose(printed, "unit-doubtful", what)
    if written and not printed and not hidden:
        return _by_a_strange_name(form, known, written=written, stem=stem)
    claims = list(dict.fromkeys(name for name in (printed, hidden) if name))
    if not claims:
        found = _by_rows(form, known, stem=stem)
        return Whose(found, "file-unmarked" if found else None, f"表上没有可认的单位名称，按任务行认出是{found}")
    claim = max(claims, key=lambda unit: (_share(form.tasks, known.duties[unit]), _fit(form.lines, known.duties[unit])))
    doubt = _doubt_about(claim, form, known)
    if doubt:
        return doubt
    if len(claims) > 1:
        return Whose(claim, "unit-doubtful", f"表上写的是{printed}，下发时是{hidden}的表，按{claim}计")
    lost = "标识页已丢失" if identity is None else ""
    return Whose(claim, "file-unmarked" if lost else None, f"{lost}，按表头认出是{claim}" if lost else "")


def _doubt_about(claim: str, form: Form, known: Known) -> Whose | None:
    """Whether the rows are another unit's than the form says: their tasks, or the roles in which they are printed."""
    own = _fit(form.lines, known.duties[claim])
    if own >= _SURELY_OWN:
        return None
    other = _by_rows(form, known, stem="")
    if other is None or other == claim:
        return None
    if _share(form.tasks, known.duties[claim]) < _OWN_ROWS:
        if _share(form.tasks, known.duties[other]) < _SURELY_OWN:
            return None
        return Whose(other, "unit-doubtful", f"表上写的是{claim}，任务行却是{other}的，按{other}计")
    if _fit(form.lines, known.duties[other]) >= _SURELY_OWN:
        what = f"表上写的是{claim}，任务行和职责却与下发给{other}的相同，仍按{claim}计"
        return Whose(claim, "unit-doubtful", what)
    return None


def _by_a_strange_name(form: Form, known: Known, *, written: str, stem: str) -> Whose:
    """Whose a form is that lost its hidden sheet and names a unit that is not on the roster.

    A longer form of a unit's name (某局办公室（盖章）) is that unit's; else only rows and roles that are exactly
    one unit's tell, because those of a unit that left may be partly another's now.
    """
    name = _BRACKETED.sub("", squeeze(written))
    longer = [known.names[ending] for ending in known.names if name.endswith(ending)]
    if longer:
        unit = max(longer, key=lambda unit: (_fit(form.lines, known.duties[unit]), len(unit)))
        return Whose(unit, "file-unmarked", f"标识页已丢失，表上写的是“{written}”，认作{unit}")
    found = _by_rows(form, known, stem=stem)
    if found and _fit(form.lines, known.duties[found]) == 1.0:
        what = f"表上写的是“{written}”，任务清单中没有这个单位，任务行与{found}的相同，按{found}计"
        return Whose(found, "unit-doubtful", what)
    return Whose(None, stranger=written)


def _printed_name(form: Form) -> str:
    """The unit that the form names above its titles, as written; ``""`` where it names none."""
    for text, following in form.above():
        label, _, rest = text.replace(":", "：").partition("：")
        if squeeze(label) in (UNIT_LABEL, "单位", "责任单位", "单位名称"):
            name = rest.strip() or following
            if name and squeeze(name).rstrip("：:") not in (REPORTER_LABEL, TELEPHONE_LABEL, FILLED_ON_LABEL):
                return name
    return ""


def _by_rows(form: Form, known: Known, *, stem: str) -> str | None:
    """The one unit whose duties fit these rows best; where several do, the one that the file's name holds."""
    fits = {unit: _fit(form.lines, duties) for unit, duties in known.duties.items()}
    best = max(fits.values(), default=0.0)
    if best <= _OWN_ROWS:
        return None
    likely = [unit for unit, fit in fits.items() if fit == best]
    if len(likely) == 1:
        return likely[0]
    named = [name for name in known.names if name in squeeze(stem) and known.names[name] in likely]
    return known.names[max(named, key=len)] if named else None


def _fit(lines: Sequence[Line], duties: Mapping[str, Duty]) -> float:
    """0-1: tasks in common of all tasks in either, a different role counting half."""
    roles = {line.task: line.role for line in lines if line.task is not None}
    common = sum(1.0 if roles[task] in (duties[task].role, None) else 0.5 for task in roles if task in duties)
    return common / (len(roles.keys() | duties.keys()) or 1)


def _share(tasks: frozenset[str], duties: Mapping[str, Duty]) -> float:
    """0-1: how many of the sheet's tasks are the unit's."""
    return len(tasks & duties.keys()) / len(tasks) if tasks else 0.0
