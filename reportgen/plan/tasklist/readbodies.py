"""The sheet 单位 read back: names, aliases and members of groups, with a person's slips as findings."""

import re
from collections.abc import Collection, Mapping

from reportgen.model.roster import Body
from reportgen.plan.tasklist import form
from reportgen.plan.tasklist.sheets import Row, Sheets
from reportgen.terms import KIND_WORDS, Kind

_LISTED = re.compile("[\n；;]+")
_GROUP_WORD = re.compile("^(各|有关|相关|所有|全体|其他)|等(有关|相关)|(各|有关|相关)[^、]*$")
_KINDS: Mapping[str, Kind] = {word: kind for kind, word in KIND_WORDS.items()}  # type: ignore[misc]


def read_bodies(sheets: Sheets) -> tuple[Body, ...]:
    """The bodies of the sheet 单位 in its order; empty where the sheet is missing."""
    bodies: dict[str, Body] = {}
    rows: dict[str, Row] = {}
    lines = tuple(sheets.rows(form.BODIES_SHEET, form.BODY_COLUMNS[0]))
    # A name with a 、 in it (各县、区人民政府) stays one name wherever it is listed.
    names = frozenset(row.get(form.BODY_COLUMNS[0]) for row in lines)
    for row in lines:
        name, word, aliases, members, note = (row.get(title) for title in form.BODY_COLUMNS)
        if name in bodies:
            _note(sheets, "tasklist-body-twice", row, "名称", f"“{name}”已在上面列出")
        if not name or name in bodies:
            continue
        kind = _KINDS.get(word)
        if kind is None:
            _note(sheets, "tasklist-kind", row, "类型", f"“{name}”的类型为“{word}”")
            kind = "group" if members else "unit"
        listed = listed_names(members, names)
        if name in listed:
            _note(sheets, "tasklist-circle", row, "成员", f"“{name}”的成员里有它自己")
        bodies[name] = Body(name, kind, listed_names(aliases), tuple(m for m in listed if m != name), note)
        rows[name] = row
    _check_aliases(sheets, bodies, rows)
    _check_circles(sheets, bodies, rows)
    return tuple(bodies.values())


def listed_names(text: str, known: Collection[str] = (), *, are_groups_whole: bool = False) -> tuple[str, ...]:
    """One name to a line; a line that is no known name is also parted at 、 as people write.

    With ``are_groups_whole`` a line that sounds like a group's name is one name too, whether known or not.
    """
    names: list[str] = []
    for line in _LISTED.split(text):
        line = line.strip()
        if not line:
            continue
        parts = [part.strip() for part in re.split("[、，,]", line)]
        is_one = line in known or (are_groups_whole and names_group(line))
        names += [line] if is_one or not all(parts) else parts
    return tuple(dict.fromkeys(names))


def names_group(name: str) -> bool:
    """Whether a name that no sheet explains sounds like one for several bodies."""
    return _GROUP_WORD.search(name) is not None


def _note(sheets: Sheets, code: str, row: Row, title: str, what: str) -> None:
    sheets.note(code, form.BODIES_SHEET, row.cell(title), what)


def _check_aliases(sheets: Sheets, bodies: Mapping[str, Body], rows: Mapping[str, Row]) -> None:
    """An alias means one body, and is no body of its own."""
    owners: dict[str, str] = {}
    for body in bodies.values():
        for alias in body.aliases:
            other = owners.setdefault(alias, body.name)
            if other != body.name or alias in bodies:
                said = f"“{alias}”同时是“{other}”的别名" if other != body.name else f"别名“{alias}”在表中另有一行"
                _note(sheets, "tasklist-alias", rows[body.name], "别名", said)


def _check_circles(sheets: Sheets, bodies: Mapping[str, Body], rows: Mapping[str, Row]) -> None:
    """No group holds itself through another group."""
    for start in bodies.values():
        seen: set[str] = set()
        waiting = list(start.members)
        while waiting:
            name = waiting.pop()
            if name == start.name:
                said = f"“{start.name}”经过别的集合又包含了它自己"
                _note(sheets, "tasklist-circle", rows[start.name], "成员", said)
                break
            if name not in seen and name in bodies:
                seen.add(name)
                waiting += bodies[name].members
