"""What layouts find of a plan, and how it becomes tasks: ids, units, deadlines, reporting orders and doubts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportgen.model.plan import Plan, PlanWarning, Reporting, Task
from reportgen.plan.layouts.furniture import introduces, is_furniture, signs_for
from reportgen.plan.layouts.restarts import find_restarts
from reportgen.plan.layouts.tails import without_asides
from reportgen.plan.phrases.deadlines import find_deadlines, parse_deadline_cell
from reportgen.plan.phrases.reporting import find_reporting
from reportgen.plan.phrases.spacing import squeeze
from reportgen.plan.phrases.units import UnitReading, prove_names, read_columns, read_units

_SHOWN = 40
_LAST_NUMBER = re.compile(r"(?P<before>.*?)(?P<number>\d{1,9})(?P<after>\D*)")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement as a layout found it.

    Attributes:
        wanted: The id it should have: the printed number or the path of labels.
        category: Headings above, outermost first, as printed without a closing stop.
        title: Run-in heading of a narrative clause.
        text: The requirement, squeezed, paragraphs parted by line breaks.
        printed: (header, phrase) of every responsibility column; one pair with an empty header for a tail.
        due: Words of a 时限 column or line, ``""`` where there is none.
        place: Anchor for people.
        is_inherited: Whether the phrase is the row above's.
        doubts: What the layout guessed of it, as sentences for people.
        unit_doubts: What it guessed of its bodies.
    """

    wanted: str
    category: tuple[str, ...]
    title: str | None
    text: str
    printed: tuple[tuple[str, str], ...]
    due: str
    place: str
    is_inherited: bool = False
    doubts: tuple[str, ...] = ()
    unit_doubts: tuple[str, ...] = ()


@dataclass(slots=True)
class Draft:
    """A plan in the making.

    Attributes:
        requirements: What was found, in printed order.
        outside: Text that is no task but may order a report: notices, preambles, notes.
        leftovers: (text, place) of the plan's body that went nowhere; a person should look.
        warnings: Repairs and guesses of the layout.
    """

    requirements: list[Requirement] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    leftovers: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[PlanWarning] = field(default_factory=list)


def finish(draft: Draft, *, title: str, issuer: str, year: int) -> Plan:
    """The plan of a draft: ids made unique, phrases read, doubts said."""
    known = prove_names(without_asides(phrase) for found in draft.requirements for _, phrase in found.printed)
    warnings = list(draft.warnings)
    tasks: dict[str, Task] = {}
    task_ids = _unique([found.wanted for found in draft.requirements])
    warnings += _number_warnings(draft.requirements, task_ids)
    for found, task_id in zip(draft.requirements, task_ids, strict=True):
        reading, responsibility = _read_printed(found.printed, known)
        warnings += [
            PlanWarning("unit-doubtful", task_id, f"第{task_id}项的责任单位：{doubt}（{found.place}）")
            for doubt in (*found.unit_doubts, *reading.doubts)
        ]
        warnings += [PlanWarning("layout-guessed", task_id, f"第{task_id}项：{doubt}") for doubt in found.doubts]
        if found.is_inherited:
            said = f"第{task_id}项的责任单位栏是空的或与上面合并，沿用了上一项的（{found.place}）"
            warnings.append(PlanWarning("unit-inherited", task_id, said))
        deadlines = (*find_deadlines(found.text, year), *(parse_deadline_cell(found.due, year) if found.due else ()))
        tasks[task_id] = Task(
            task_id, found.category, found.title, found.text, responsibility, reading.units, deadlines, found.place
        )
    if tasks and not any(task.units for task in tasks.values()):
        warnings.append(PlanWarning("no-units", None, "方案没有写明责任单位，全部任务由发文单位负责"))
    else:
        warnings += [
            PlanWarning("unit-missing", task.id, f"第{task.id}项没有读到责任单位（{task.place}）")
            for task in tasks.values()
            if not task.units
        ]
    outside = [*draft.outside, *(text for text, _ in draft.leftovers)]
    orders = _orders(tasks, outside, year)
    leftovers = [
        (text, place) for text, place in draft.leftovers if not signs_for(text, issuer) and not is_furniture(text)
    ]
    warnings += _leftover_warnings(leftovers, [order.text for order in orders])
    return Plan(title, issuer, year, tuple(tasks.values()), orders, tuple(warnings))


def _unique(wanted: Sequence[str]) -> list[str]:
    """Ids with ``~2``, ``~3`` … on their second and later uses."""
    uses: dict[str, int] = {}
    ids = []
    for each in wanted:
        uses[each] = uses.get(each, 0) + 1
        ids.append(each if uses[each] == 1 else f"{each}~{uses[each]}")
    return ids


def _number_warnings(requirements: Sequence[Requirement], task_ids: Sequence[str]) -> list[PlanWarning]:
    """Numbers printed twice, each said; numbering that starts again under each heading is said once."""
    warnings, restarted = [], []
    restarts = find_restarts([(found.wanted, found.category) for found in requirements])
    for found, task_id, restarts_here in zip(requirements, task_ids, restarts, strict=True):
        if task_id == found.wanted:
            continue
        if restarts_here:
            restarted.append(task_id)
        else:
            said = f"序号“{found.wanted}”重复出现，这一项记为“{task_id}”（{found.place}）"
            warnings.append(PlanWarning("number-repeated", task_id, said))
    if restarted:
        said = f"序号在每个标题下重新编起，重复的序号依次加上~2、~3等后缀（如“{restarted[0]}”），共{len(restarted)}项"
        warnings.append(PlanWarning("number-restarted", None, said))
    return warnings


def _leftover_warnings(leftovers: Sequence[tuple[str, str]], orders: Sequence[str]) -> list[PlanWarning]:
    """What the reader had no place for, paragraphs that stand together in one warning.

    A sentence that was read as a reporting order has found its place; what only introduces (具体如下：) needs none.
    """
    runs: list[list[tuple[str, str]]] = []
    last = ""
    for text, place in leftovers:
        plain = squeeze(text)
        if not plain or introduces(plain):
            continue
        if not runs or not _is_next(last, place):
            runs.append([])
        last = place
        if not any(order in plain for order in orders):
            runs[-1].append((plain, place))
    return [PlanWarning("leftover-text", None, _leftover(run)) for run in runs if run]


def _leftover(run: Sequence[tuple[str, str]]) -> str:
    """What is said of paragraphs left over together: their first words, how many there are, where they stand."""
    plain, place = run[0]
    shown = plain if len(plain) <= _SHOWN else plain[:_SHOWN] + "……"
    if len(run) == 1:
        return f"这段文字没有归入任何任务，请核对：{shown}（{place}）"
    return f"这{len(run)}段文字没有归入任何任务，请核对：{shown}（{place}至{run[-1][1]}）"


def _is_next(place: str, other: str) -> bool:
    """Whether a paragraph stands right behind another, as far as their places tell (第9段, 第10段)."""
    one, two = _LAST_NUMBER.fullmatch(place), _LAST_NUMBER.fullmatch(other)
    if one is None or two is None or (one["before"], one["after"]) != (two["before"], two["after"]):
        return place == other
    return int(two["number"]) - int(one["number"]) in (0, 1)


def _orders(tasks: dict[str, Task], outside: Sequence[str], year: int) -> tuple[Reporting, ...]:
    orders = [order for task in tasks.values() for order in find_reporting(task.text, task=task.id, year=year)]
    orders += [order for text in outside for order in find_reporting(text, task=None, year=year)]
    return tuple(orders)


def _read_printed(printed: Sequence[tuple[str, str]], known: frozenset[str]) -> tuple[UnitReading, str | None]:
    """Bodies, doubts and the responsibility phrase of a requirement; of one column or tail just its words."""
    if len(printed) == 1 and not printed[0][0]:
        phrase = printed[0][1]
        return read_units(without_asides(phrase), known=known), _closed(phrase) or None
    reading, _ = read_columns([(header, without_asides(phrase)) for header, phrase in printed], known=known)
    filled = [(header, _closed(phrase)) for header, phrase in printed if _closed(phrase)]
    if len(printed) == 1:
        return reading, filled[0][1] if filled else None
    return reading, ";".join(f"{header}:{phrase}" for header, phrase in filled) or None


def _closed(phrase: str) -> str:
    """A phrase as printed, squeezed, without a closing stop."""
    return squeeze(phrase).rstrip("。").rstrip()
