"""The bodies of a plan as the sheet 单位 proposes them, with names that may be one body said."""

import re

from rapidfuzz import fuzz

from reportgen.model.plan import Plan
from reportgen.model.roster import Body

_ALIKE = 80.0
_ADMINISTRATION = re.compile("管理|委员会|和|局|办公室|办|委")
_OWN = re.compile("^(省|市|县|区|局|厅|街道|镇|委)")


def propose_bodies(plan: Plan) -> tuple[Body, ...]:
    """Every body and group once, in order of first mention; likely doubles are proposed in the note, never merged."""
    found = plan.bodies()
    units = [body.name for body in found if body.kind == "unit"]
    return tuple(
        Body(
            body.name,
            body.kind,
            note=_note_on_group(body.name) if body.kind == "group" else _note_on_doubles(body.name, units),
        )
        for body in found
    )


def _note_on_group(name: str) -> str:
    if re.fullmatch("(机关)?各(部门|科室|处室|股室|单位)", name):
        return "不写成员时指方案点名的其他全部单位"
    return "请写明成员；不写则按一个单位下发填报表"


def _note_on_doubles(name: str, units: list[str]) -> str:
    doubles = [other for other in units if other != name and may_be_one(name, other)]
    return f"是否与“{'”“'.join(doubles)}”为同一单位？如是，请把对方写进别名，并删去对方那一行" if doubles else ""


def may_be_one(one: str, other: str) -> bool:
    """Whether two names may mean one body: 局办公室 and 办公室, 市卫健委 and 市卫生健康委员会."""
    short, long = sorted((one, other), key=len)
    if _OWN.sub("", long) == short:
        return True
    core, whole = (_ADMINISTRATION.sub("", name) for name in (short, long))
    if not core or not whole or (one[-1] != other[-1] and not {one[-1], other[-1]} <= set("委会局办室")):
        return False
    if len(core) >= 3 and _is_abbreviation(core, whole) and core[0] == whole[0]:
        return True
    return len(core) >= 4 and fuzz.ratio(core, whole) >= _ALIKE and core[0] == whole[0] and core[-1] == whole[-1]


def _is_abbreviation(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short) and len(short) < len(long)
