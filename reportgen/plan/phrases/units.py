"""Responsibility phrases (责任分工) → the bodies they name, with role and kind."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from reportgen.model.plan import Assignment
from reportgen.plan.phrases.spacing import squeeze
from reportgen.terms import Kind, Role

_NOBODY = re.compile(r"[—\-–/／无\s]*")
_EXPLAINED = re.compile(r"[（(](?:含|包括|包含|不含|指|即)[^（）()]*[）)]|[（(][^（）()]*下同[）)]")
_ROLE_IN_BRACKETS = re.compile(r"[（(](牵头|配合|协助|主办|协办)(?:单位|部门|科室)?[）)]")
_PREFIX = re.compile(
    r"^(?:由|请)?(?P<word>牵头|主办|总?责任|负责|配合|协办|参与|协助)(?P<what>单位|部门|科室|处室|股室|机构)[:：]\s*"
)
_LEAD = "牵头负责|负责牵头|牵头组织|牵头|统筹协调|统筹|主办|总负责"
_SUPPORT = "积极配合|共同配合|配合|协助|协办|参与"
_PLAIN = (
    "(?:按照?|根据)(?:各自)?职[责能](?:分工)?(?:分别|共同)?(?:负责|落实|抓好落实|做好)?|分工(?:负责|落实)|各负其责|"
    "(?:分别|共同|具体)?(?:负责|落实|承办)"
)
_ROLED = re.compile(
    rf"(?P<list>.+?)(?P<role>(?P<lead>{_LEAD})|(?P<support>{_SUPPORT})|{_PLAIN})(?P<duty>.*)", re.DOTALL
)
_VERB = re.compile(
    "(?:做好|抓好|开展|推进|加强|组织(?!部|人事|处|科|室)|指导|督促|完成|提供|及时|负责|落实|配合|协助|按|根据).*$",
    re.DOTALL,
)
_END = (
    "室|科|处|局|办|部|委|会|院|所|站|队|心|厅|署|庭|组|馆|校|厂|司|集团|银行|府|位|门|道|镇|乡|村|区|股|台|社|团|构|关|县|市|"
    "行|大厅|窗口|办事处|[）)】]"
)
_IS_BODY = re.compile(rf".*(?:{_END})$", re.DOTALL)
_GROUP = re.compile(
    "^(?:机关|局机关|厅机关|委机关|全[省市县区局镇]|[省市县区州镇乡局厅委街道办]{1,3}[直属级]?(?:属)?)?"
    "(?:各|有关|相关|所有|所属|全体|其他|其余|涉及)|"
    "(?:主管部门|职能部门|起草(?:部门|处室|科室|单位)|(?:处室|科室|部门|股室)、单位|责任(?:单位|部门|科室)|成员单位|业务(?:科室|处室|部门|股室)|"
    "承办(?:单位|部门|科室))$"
)
_TAIL = re.compile(
    "(?:所?属|直属|下属|派出|派驻|有关|相关)*(?:人民政府|政府|单位|部门|机构|区人民政府|县人民政府|街道办事处|街道办|街道|镇街|乡镇|镇|区|县|"
    "科室|处室|股室|企事业单位|事业单位|企业|管委会|园区|开发区管委会|功能区|(?:[镇乡县区市]|街道)+(?:人民政府|政府|办事处)?)"
)
_REGION = re.compile("各?(?:省|市|县|区|镇|乡|街道|[县区市]级)(?:[（(][^）)]{1,3}[）)])?")
_NEW_GROUP = re.compile("^(?:机关|局属|厅属|委属|市直|区直|县直)?各")
_TOGETHER = re.compile("会同|(?<=[局室科处办厅院部])会(?=[市区县省局厅各有相财法人社])")
_OTHERS = re.compile("等((?:有关|相关).+)$")


@dataclass(frozen=True, slots=True)
class _Clause:
    """Bodies of one clause with the role word that follows them."""

    names: tuple[str, ...]
    role: Role | None
    is_plain: bool = False


def split_units(phrase: str, *, known: Collection[str] = ()) -> tuple[Assignment, ...]:
    """The bodies of a phrase in printed order; ``()`` where it names nobody.

    Args:
        phrase: As printed.
        known: Names proven elsewhere in the plan; they split phrases that have no separator.

    Source:
        plan-json.md, **units**.
    """
    text = _EXPLAINED.sub("", squeeze(phrase))
    text = _ROLE_IN_BRACKETS.sub(r"\1，", text)
    if _NOBODY.fullmatch(text):
        return ()
    clauses = [clause for clause in _clauses(text, frozenset(known)) if clause.names]
    return _assigned(clauses)


def units_from_columns(columns: Collection[tuple[str, str]], *, known: Collection[str] = ()) -> tuple[Assignment, ...]:
    """The bodies of a table's 牵头 and 配合 (or 责任) columns: roles come from the columns.

    Args:
        columns: (header, cell) of each column in printed order.
        known: As in `split_units`.
    """
    found: dict[str, Assignment] = {}
    has_lead = any(re.search("牵头|主办|主要责任", header) and cell.strip() for header, cell in columns)
    for header, cell in columns:
        role: Role = "responsible"
        if re.search("牵头|主办|主要责任", header):
            role = "lead"
        elif has_lead or re.search("配合|协办|协助|参与", header):
            role = "support"
        for unit in split_units(cell, known=known):
            found.setdefault(unit.name, Assignment(unit.name, role, unit.kind))
    return tuple(found.values())


def _clauses(text: str, known: frozenset[str]) -> Iterator[_Clause]:
    """Clauses parted by commas, stops and line breaks; 牵头 ends its clause even where the comma is missing."""
    text = re.sub(r"(?<=[、，,])\s*\n\s*", "", text)
    text = re.sub(rf"((?:{_LEAD}))(?![，,；;。\n、（(）)单部]|$)", r"\1，", text)
    held: Role | None = None
    had_role = False
    for part in _outside_brackets(text, "，,；;。\n"):
        part = part.strip()
        prefix = _PREFIX.match(part)
        if prefix:
            held = _role_of_word(prefix["word"])
            part = part[prefix.end() :]
        part = re.sub("^(?:由|请)(?=..)", "", part)
        if not part:
            continue
        clause = _clause(part, known, must_look=had_role)
        if clause.role is None and held is not None:
            clause = _Clause(clause.names, held)
        had_role = had_role or clause.role is not None or clause.is_plain
        yield from _with_partner(part, clause, known)


def _with_partner(part: str, clause: _Clause, known: frozenset[str]) -> Iterator[_Clause]:
    """A会同B: A leads, B supports."""
    pieces = _TOGETHER.split(part, maxsplit=1)
    if len(pieces) == 2 and pieces[0] and pieces[1]:
        first = _clause(pieces[0], known, must_look=False)
        second = _clause(pieces[1], known, must_look=False)
        if first.names and second.names:
            yield _Clause(first.names, "lead")
            yield _Clause(second.names, "support")
            return
    yield clause


def _clause(part: str, known: frozenset[str], *, must_look: bool) -> _Clause:
    for match in _role_words(part):
        listed = match["list"]
        if _IS_BODY.fullmatch(listed) or listed.endswith("等"):
            names = tuple(_names(listed, known))
            role: Role | None = "lead" if match["lead"] else "support" if match["support"] else None
            return _Clause(names, role, is_plain=role is None)
    names = tuple(_names(_VERB.sub("", part), known))
    if must_look:  # after a role word, what names no body is the duty that goes on
        names = tuple(name for name in names if _IS_BODY.fullmatch(name) and len(name) <= 30)
    return _Clause(names, None)


def _role_words(part: str) -> Iterator[re.Match[str]]:
    """Every role word of a clause with what stands before it, from the left."""
    for match in re.finditer(rf"{_LEAD}|{_SUPPORT}|{_PLAIN}", part):
        if match.start():
            whole = _ROLED.fullmatch(part[: match.end()])
            longer = re.fullmatch(
                rf"(?P<list>.{{{match.start()}}})(?P<role>(?P<lead>{_LEAD})|(?P<support>{_SUPPORT})|{_PLAIN})(?P<duty>.*)",
                part,
                re.DOTALL,
            )
            if longer or whole:
                yield longer or whole  # type: ignore[misc]  # one of the two is a match


def _role_of_word(word: str) -> Role | None:
    if word in ("牵头", "主办"):
        return "lead"
    return "support" if word in ("配合", "协办", "参与", "协助") else None


def _assigned(clauses: list[_Clause]) -> tuple[Assignment, ...]:
    """Roles settled over the whole phrase."""
    has_lead = any(clause.role == "lead" for clause in clauses)
    found: dict[str, Role | None] = {}
    for number, clause in enumerate(clauses):
        names = clause.names
        if clause.role == "support" and not has_lead and len(clauses) == 1 and number == 0 and len(names) > 1:
            for name in names[:-1]:
                found.setdefault(name, None)
            found.setdefault(names[-1], "support")
            continue
        for name in names:
            if clause.role == "lead":
                found[name] = "lead"
            else:
                found.setdefault(name, clause.role)
    has_support = "support" in found.values()
    other: Role = "support" if has_lead else "lead" if has_support else "responsible"
    if has_support and not has_lead and all(role == "support" for role in found.values()):
        other = "support"
    return tuple(Assignment(name, role or other, kind_of(name)) for name, role in found.items())


def kind_of(name: str) -> Kind:
    """Whether a name stands for one body or for several."""
    return "group" if _GROUP.search(name) else "unit"


def _names(listed: str, known: frozenset[str]) -> Iterator[str]:
    others = _OTHERS.search(listed)
    tail = ""
    if others:
        listed, tail = listed[: others.start()], others[1]
    parts = list(_outside_brackets(listed, "、，,；; \u3000\t\n/"))
    parts = [piece for part in parts for piece in _at_and(part)]
    for name in _grouped(parts):
        name = re.sub("(?:等(?:单位|部门|科室|处室)?|分别|共同)$", "", name.strip(" :：·")).strip()
        if name and not _NOBODY.fullmatch(name):
            yield from _by_known(name, known)
    if tail:
        yield tail


def _grouped(parts: list[str]) -> Iterator[str]:
    """Parts of one group phrase joined again by 、: 各县、区人民政府; 有关处室、单位; 市、县(区)主管部门."""
    held = ""
    for part in filter(None, (part.strip() for part in parts)):
        joins = held and (
            _REGION.fullmatch(held)
            or (
                _TAIL.fullmatch(part)
                and not _NEW_GROUP.match(part)
                and (_GROUP.search(held) or re.search("(?:处室|科室|部门|股室|单位)$", held))
            )
        )
        if joins:
            held = f"{held}、{part}"
            continue
        if held:
            yield held
        held = part
    if held:
        yield held


def _at_and(part: str) -> Iterator[str]:
    """Parts at 和, 及, 与, 以及 where what stands before is a body: not 发展改革和统计局."""
    match = re.match(
        r"(.*?(?:室|科|处|局|办|部|委|会|院|所|站|队|中心|厅|府|单位|部门))(?:和|以及|及|与)(?=[^谐平睦])(.+)$", part
    )
    if match and _IS_BODY.fullmatch(match[2]) and "（" not in match[1] and "(" not in match[1]:
        yield match[1]
        yield from _at_and(match[2])
    else:
        yield part


def _by_known(name: str, known: frozenset[str]) -> Iterator[str]:
    """A name that is several known names without a separator, parted; else the name."""
    if name in known or not known:
        yield name
        return
    pieces: list[str] = []
    rest = name
    while rest:
        piece = next((each for each in sorted(known, key=len, reverse=True) if rest.startswith(each)), None)
        if piece is None:
            yield name
            return
        pieces.append(piece)
        rest = rest[len(piece) :]
    yield from pieces


def _outside_brackets(text: str, marks: str) -> Iterator[str]:
    depth, start = 0, 0
    for place, letter in enumerate(text):
        if letter in "（(〔【":
            depth += 1
        elif letter in "）)〕】":
            depth = max(0, depth - 1)
        elif letter in marks and depth == 0:
            yield text[start:place]
            start = place + 1
    yield text[start:]
