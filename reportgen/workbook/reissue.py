"""What becomes of one unit's workbooks when the plan is issued again: decided here, done by the step."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reportgen.workbook.carry import Holders, UnitChanges, all_texts, carried_texts, unit_changes
from reportgen.workbook.recognise import Known
from reportgen.workbook.standing import Standing

Action = Literal["write", "replace", "reissue", "retire", "leave"]
"""``write`` a fresh workbook where none is, ``replace`` one that nobody touched, ``reissue`` a filled one with what was
filled, ``retire`` older copies of one that already is up to date, or ``leave`` everything as it is."""

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do for one unit.

    Attributes:
        action: See ``Action``.
        file: Where the unit's workbook stands afterwards, relative to the working folder.
        reason: Why nothing is written, in Chinese; ``None`` where something is.
        is_for_a_person: Whether somebody has to look before the unit can be issued its workbook.
        source: The workbook whose filling is carried over.
        retired: Workbooks that move to 旧版, ``source`` among them.
        changes: What became of the unit's rows, for ``reissue`` and ``retire``.
    """

    action: Action
    file: str
    reason: str | None = None
    is_for_a_person: bool = False
    source: Standing | None = None
    retired: tuple[Standing, ...] = ()
    changes: UnitChanges | None = None


def decide(
    unit: str,
    standings: Sequence[Standing],
    *,
    target: str,
    known: Known,
    holders: Holders,
    occupant: str | None = None,
    refused: str | None = None,
) -> Decision:
    """What to do for a unit.

    Args:
        unit: Official name.
        standings: Its workbooks in 进度填报/, by path.
        target: Where its workbook is issued to.
        known: The present list and roster.
        holders: Who has which task now.
        occupant: Why what stands at ``target`` is not the unit's, ``None`` where nothing else stands there.
        refused: Why another workbook of the unit cannot be read safely, ``None`` where there is none.
    """
    if refused:
        return Decision("leave", target, refused, is_for_a_person=True)
    touched = [one for one in standings if not one.is_untouched]
    if not touched:
        return _for_untouched(standings, target=target, occupant=occupant)
    duties = known.duties[unit]
    current = [one for one in touched if one.is_current]
    stale = tuple(one for one in touched if not one.is_current)
    texts = [carried_texts(one, duties) for one in touched]
    everything = [all_texts(one) for one in stale]
    if any(one != texts[0] for one in texts) or any(one != everything[0] for one in everything):
        files = "、".join(one.file for one in touched)
        what = f"有 {len(touched)} 份内容不同的填报表（{files}），未改动；请留下正确的一份，移走其余的再运行"
        return Decision("leave", touched[0].file, what, is_for_a_person=True)
    if current:
        file = next((one.file for one in current if one.file == target), current[0].file)
        if not stale:
            reason = "已填报，是按现在的任务清单下发的，未改动" if file == target else f"该单位的填报表已在：{file}"
            return Decision("leave", file, reason)
        what = f"该单位的填报表已在：{file}；内容相同的旧表移到旧版"
        return Decision("retire", file, what, retired=stale, changes=unit_changes(stale[0], known, holders))
    return _for_stale(stale, target=target, occupant=occupant, known=known, holders=holders)


def _for_untouched(standings: Sequence[Standing], *, target: str, occupant: str | None) -> Decision:
    if any(one.file == target for one in standings):
        return Decision("replace", target)
    if standings:
        first = standings[0]
        if first.is_current:
            return Decision("leave", first.file, f"该单位的填报表已在：{first.file}")
        return Decision("replace", first.file)
    if occupant:
        return Decision("leave", target, occupant, is_for_a_person=True)
    return Decision("write", target)


def _for_stale(
    stale: tuple[Standing, ...], *, target: str, occupant: str | None, known: Known, holders: Holders
) -> Decision:
    """Filled workbooks of another version, all saying the same."""
    source = next((one for one in stale if one.file == target), stale[0])
    changes = unit_changes(source, known, holders)
    obstacles = [said for one in stale for said in one.obstacles]
    if obstacles:
        more = f"等 {len(obstacles)} 处" if len(obstacles) > _NAMED else ""
        what = f"需要重新下发，但有的内容搬不到新表：{'；'.join(obstacles[:_NAMED])}{more}。未改动；请改正后再运行"
        return Decision("leave", source.file, what, is_for_a_person=True)
    if occupant:
        return Decision("leave", source.file, occupant, is_for_a_person=True)
    if changes.is_nothing and source.left_behind:
        what = f"任务没有变化，表中另有{'、'.join(source.left_behind)}，未改动"
        return Decision("leave", source.file, what)
    return Decision("reissue", target, source=source, retired=stale, changes=changes)
