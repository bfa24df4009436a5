"""Responsibility phrases (责任分工) split into the bodies they name, each with role and kind."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from reportgen.model.plan import Assignment
from reportgen.plan.phrases.bodies import is_body_like, is_group
from reportgen.plan.phrases.brackets import LEAD_MARK, PLAIN_MARK, SUPPORT_MARK, mask_brackets
from reportgen.plan.phrases.labels import split_label
from reportgen.plan.phrases.parting import Element, part_clauses
from reportgen.plan.phrases.roles import RoleWord, begins_name, cut_work, find_role, role_at, starts_work
from reportgen.plan.phrases.running import split_run
from reportgen.plan.phrases.spacing import squeeze
from reportgen.terms import Role

_NOBODY: Final = re.compile(r"[\s—–―\-－─_/／\\＼*·.。、…]*(?:无|暂无|空)?[\s—–―\-－─/／。.…]*")
_STRAY: Final = re.compile(r"[\[【]\s*bookmark\s*:[^\]】]*[\]】]")
# What the phrase says about later ones: 以下均需各县区落实，不再逐一列出.
_ASIDE: Final = re.compile(
    r"[，,；;]?\s*以下(?:均|皆|同|各项|任务)[^；;。）)\n]*|[，,；;]?\s*不再(?:逐一|一一|重复|另行)[^，,；;。）)\n]*"
)
_DUTY: Final = r"(?:牵头|主办|主责|主要责任|责任|配合|协办|协助|参与|参加|支持|承办|承担|落实|实施|负责|统筹|执行)"
_BODY: Final = r"(?:单位|部门|科室|处室|股室|机构|主体|科|处)"
_PERSON: Final = r"(?:领导|人员?|同志|负责人|县领导|市领导|区领导)"
_LABEL: Final = re.compile(
    rf"(?:第一|主要|直接|具体)?(?P<duty>{_DUTY})(?:落实|责任)?"
    rf"(?:(?P<body>{_BODY})(?:及(?:分工|职责))?|分工|(?P<person>{_PERSON}))?\s*(?:[:：]|(?<=单位)[ \t\u3000]+)"
    r"|(?P<contact>(?:分管|挂点|包保|联系|填报|审核)?(?:领导|联系人|负责人|电话|联系方式|联系电话)"
    r"|(?:完成|办结)?(?:时限|期限|时间)(?:要求)?|(?:进度|时序)(?:要求|安排))\s*[:：]"
)
_LEADS: Final = frozenset({"牵头", "主办", "统筹"})
_SUPPORTS: Final = frozenset({"配合", "协办", "协助", "参与", "参加", "支持"})
_OPENING: Final = re.compile(
    r"(?:责任(?:单位|部门|科室|处室|股室)(?:为|是)|并?由|再由|主要由|具体由|分别由|请|其中|同时|以及|由)+(?=.)"
)
_TRAILING: Final = re.compile(
    r"(?:(?:等(?:\d+|[一二三四五六七八九十]+)?个?(?:有关|相关)?(?:单位|部门|科室|处室|机构)?|分别|共同|具体|为主|均|[\s、，,。；;：:.．!！*])+)\Z"
)
_AND_GROUP: Final = re.compile(
    r"(?<![高中初平同优对])等(?=(?:[^、，,；;。等]{0,10}主管部门|[省市县区州]?(?:直|级)?(?:(?:人民)?政府)?(?:各|有关|相关)|其他|其它|所有|市直|县直|区直|省直|成员|责任|职能|业务|镇街|乡镇|局属|直属))"
)
_MARK_ROLE: Final = {LEAD_MARK: "lead", SUPPORT_MARK: "support", PLAIN_MARK: "plain"}
_FILLER: Final = re.compile(
    r"(?:按照?|根据|依据|结合|遵照)?(?:各自)?(?:工作)?(?:职责|职能|分工|任务|要求)*(?:分工|范围)?(?:分别|共同|负责|落实|推进|实施|做好)*|"
    r"单位|部门|有关|相关|牵头|配合|负责|落实|责任|人员|\d+|注|备注|"
    r"(?:20\d\d年|今年|\d{1,2}月|年[底内]).*|持续推进|长期坚持|长期"
)


@dataclass(frozen=True, slots=True)
class UnitReading:
    """The bodies of a phrase with what is doubtful about them.

    Attributes:
        units: In printed order, each name once.
        doubts: Sentences in Chinese, for people; empty where the phrase is plain.
    """

    units: tuple[Assignment, ...]
    doubts: tuple[str, ...] = ()


def split_units(phrase: str, *, known: Collection[str] = ()) -> tuple[Assignment, ...]:
    """The bodies that a responsibility phrase names; see `read_units`."""
    return read_units(phrase, known=known).units


def read_units(phrase: str, *, known: Collection[str] = ()) -> UnitReading:
    """The bodies that a responsibility phrase names, in printed order, with roles, kinds and doubts.

    Args:
        phrase: A 责任单位 cell or tail as printed, line breaks included: they part bodies, so do not squeeze it first.
            A leading ``责任单位：`` and brackets round the whole are understood.
        known: Names proven elsewhere in the plan (`prove_names`); they split phrases without any separator and stay
            whole where a name holds 和 or a role word.

    Returns:
        Nobody for an empty phrase, ``—``, ``/`` and ``无``.

    Source:
        plan-json.md, **units**.
    """
    phrase = _ASIDE.sub("", _STRAY.sub("", phrase))
    if _NOBODY.fullmatch(phrase):
        return UnitReading(())
    collector = _Collector(frozenset(known))
    for role, text in _labelled(phrase):
        collector.read_segment(text, role)
    return collector.finish(phrase)


def units_from_columns(columns: Sequence[tuple[str, str]], *, known: Collection[str] = ()) -> tuple[Assignment, ...]:
    """The bodies of a row with a lead and a support column; see `read_columns`."""
    return read_columns(columns, known=known)[0].units


def read_columns(columns: Sequence[tuple[str, str]], *, known: Collection[str] = ()) -> tuple[UnitReading, str | None]:
    """Bodies and responsibility of a row whose columns give the roles.

    Args:
        columns: (header, cell) in printed order: 牵头单位 and 配合单位, or 牵头单位 and 责任单位 (whose bodies then
            support). One column alone reads as `read_units` does.
        known: As in `read_units`.

    Returns:
        The reading, and ``牵头单位:X;配合单位:Y`` with the columns' own headers, empty cells left out; ``None`` where
        every cell is empty. Of one column alone just its cell.
    """
    collector = _Collector(frozenset(known))
    printed: list[str] = []
    for header, cell in columns:
        cell = _ASIDE.sub("", _STRAY.sub("", cell))
        if not _NOBODY.fullmatch(cell):
            for role, text in _labelled(cell):
                collector.read_segment(text, role or role_of_header(header))
            printed.append(f"{squeeze(header)}:{squeeze(cell)}" if len(columns) > 1 else squeeze(cell))
    if not printed:
        return UnitReading(()), None
    return collector.finish(";".join(printed)), ";".join(printed)


def role_of_header(header: str) -> Role | None:
    """The role that a column's header gives: 牵头单位 → lead, 配合单位 → support, 责任单位 → none."""
    header = squeeze(header).replace(" ", "")
    if re.search("牵头|主办|统筹", header) and not re.search("配合|协办|责任单位", header):
        return "lead"
    if re.search("配合|协办|协助|参与|参加", header) and "牵头" not in header:
        return "support"
    return None


def prove_names(phrases: Iterable[str]) -> frozenset[str]:
    """Single bodies that the phrases of a plan name beyond doubt: set apart by a separator, role word or alone.

    Pass the result as ``known`` when reading the phrases a second time.
    """
    names: set[str] = set()
    for phrase in phrases:
        reading = read_units(phrase)
        names |= {unit.name for unit in reading.units if unit.kind == "unit" and is_body_like(unit.name)}
    return frozenset(name for name in names if 1 < len(name) <= 20)


def _labelled(phrase: str) -> list[tuple[Role | None, str]]:
    """Parts of a phrase under 牵头单位：… 配合单位：…; persons' parts left out."""
    parts: list[tuple[Role | None, str]] = []
    role: Role | None = None
    skip = False
    position = 0
    for match in _LABEL.finditer(phrase):
        if not skip:
            parts.append((role, phrase[position : match.start()]))
        duty = match["duty"] or ""
        skip = bool(match["person"] or match["contact"])
        role = "lead" if duty in _LEADS else "support" if duty in _SUPPORTS else None
        position = match.end()
    if not skip:
        parts.append((role, phrase[position:]))
    return [(role, text) for role, text in parts if text.strip(" \t\r\n\u3000；;，,、。（(【[")]


@dataclass(slots=True)
class _Found:
    """A body as it is met: masked name, the role said so far, and the clause it stands in."""

    name: str
    role: Role | None
    clause: int


@dataclass(slots=True)
class _Collector:
    """Gathers the bodies of one phrase, clause by clause."""

    known: Collection[str]
    found: list[_Found] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    clause: int = 0
    # Bodies of the present clause that wait for their role word.
    waiting: list[_Found] = field(default_factory=list)
    # After 会同 the bodies support until the clause ends.
    joined: bool = False
    # Inside told work (配合做好培训、宣传工作) elements are no bodies unless they prove it.
    working: bool = False
    role: Role | None = None
    # Supporters of a list in which nobody leads: index of the clause → whether something stood before its list.
    loose: list[tuple[list[_Found], bool]] = field(default_factory=list)
    # Bodies whose list 负责 closed: they do not lead with a 牵头 of the next clause.
    plain: list[_Found] = field(default_factory=list)
    # The list that the latest role word closed, for a second word right behind it (负责牵头).
    last: list[_Found] = field(default_factory=list)

    def read_segment(self, text: str, role: Role | None) -> None:
        """Read a phrase, or the part of it under one label or column, whose bodies have this role."""
        text = "\n".join(split_label(line)[1] for line in text.splitlines())
        masked = mask_brackets(text)
        self.role = role
        start = len(self.found)
        # What an earlier label named does not lead with a 牵头 under this one.
        self.plain += self.found
        for elements in part_clauses(masked.text, self.known):
            self._read_clause(elements)
        self.waiting = []
        for body in self.found[start:]:
            body.name = masked.restore(body.name)
        self._split_runs(start)
        self.doubts += [f"说明文字“{bracket}”未计入单位" for bracket in masked.dropped if "牵头" in bracket]

    def _read_clause(self, elements: Sequence[Element]) -> None:
        self.clause += 1
        self.waiting, self.joined, self.working = [], False, False
        for number, element in enumerate(elements):
            self._read(element.text if number else split_label(element.text)[1])

    def _read(self, text: str) -> None:
        while text:
            text = self._read_next(text)

    def _read_next(self, text: str) -> str:
        """Read up to and with the next role word; what is left to read."""
        text = _OPENING.sub("", text, count=1) if _OPENING.match(text) else text
        word = role_at(text)
        if (
            word
            and word.word in {"join", "support", "lead", "plain"}
            and word.end < len(text)
            and not is_body_like(text, self.known)
            and not begins_name(text, word, self.known)
        ):
            # 会同B, 配合B: the word stands ahead of its body.
            self._apply(word)
            return self._follow(text[word.end :])
        if word and word.end < len(text) and word.word == "join":
            self._apply(word)
            return self._follow(text[word.end :])
        if word and word.end == len(text):
            self._apply(word)
            return ""
        for mark, said in _MARK_ROLE.items():
            head, found, rest = text.partition(mark)
            if found:
                self._read_marked(head, said)
                return rest
        return self._read_plain(text)

    def _read_marked(self, head: str, said: str) -> None:
        """办公室（牵头）: the mark gives its role to the one body before it."""
        if head:
            self._add(head)
        if self.waiting:
            body = self.waiting.pop()
            body.role = "lead" if said == "lead" else "support" if said == "support" else body.role

    def _read_plain(self, text: str) -> str:
        word = find_role(text, self.known)
        if word is None:
            self._add(text)
            return ""
        if self.working and word.word == "plain":
            return ""
        self.working = False
        self._add(text[: word.start])
        self._apply(word)
        return self._follow(text[word.end :])

    def _follow(self, rest: str) -> str:
        """What stands after a role word: a second word, a further body to read, or work that is dropped."""
        while word := role_at(rest):
            self._apply(word, again=True)
            rest = rest[word.end :]
        if rest:
            role = find_role(rest, self.known)
            names = is_body_like(rest, self.known) or is_group(rest) or role is not None
            if names and (rest in self.known or not starts_work(rest) or (role is not None and role.word != "plain")):
                return rest
            if _TRAILING.sub("", rest):
                self.working = True
        return ""

    def _apply(self, word: RoleWord, *, again: bool = False) -> None:
        """Give the waiting bodies the role that a word says; 负责 only closes their list."""
        bodies = self.last if again and not self.waiting else self.waiting
        self.last = bodies
        if word.word == "lead" and not self.joined:
            _give(bodies, "lead")
        elif word.word == "join":
            _give(bodies, "lead")
            self.joined = True
        elif word.word == "support":
            self.loose.append((bodies, any(body not in bodies for body in self.found)))
        else:
            self.plain += bodies
        self.waiting = []
        if word.word != "join":
            self.joined = False

    def _add(self, text: str) -> None:
        head, comma, group = _parted(text)
        if comma and head:
            self._add(head)
        name = group if comma else text
        name, worked = cut_work(_TRAILING.sub("", name), self.known)
        name = _TRAILING.sub("", name.strip("“”\"'‘’《》〈〉*※●■◆▲ \t"))
        if self.working and not (name in self.known or is_group(name)):
            return
        self.working = self.working or worked
        if starts_work(name) and not is_body_like(name, self.known) and not is_group(name):
            self.working = True
            return
        if not name or _FILLER.fullmatch(name) or not re.search(r"\w", name):
            return
        body = _Found(name, "support" if self.joined else self.role, self.clause)
        self.found.append(body)
        if not self.joined:
            self.waiting.append(body)

    def _split_runs(self, start: int) -> None:
        """办公室人事科财务科 → three, where the plan proves every name; otherwise said as a doubt."""
        for body in list(self.found[start:]):
            names, doubt = split_run(body.name, self.known)
            if doubt:
                self.doubts.append(doubt)
            if len(names) > 1:
                place = next(number for number, other in enumerate(self.found) if other is body)
                self.found[place : place + 1] = [_Found(name, body.role, body.clause) for name in names]
                self._replace(body, self.found[place : place + len(names)])

    def _replace(self, body: _Found, parts: list[_Found]) -> None:
        for bodies, _ in self.loose:
            for number, other in enumerate(bodies):
                if other is body:
                    bodies[number : number + 1] = parts
                    break

    def finish(self, phrase: str) -> UnitReading:
        """Settle the roles that depend on the whole phrase, and name each body once."""
        self._settle_support()
        self._settle_lead_before_comma()
        lead = any(body.role == "lead" for body in self.found)
        support = any(body.role == "support" for body in self.found)
        rest: Role = "support" if lead else "lead" if support else "responsible"
        units: dict[str, Assignment] = {}
        for body in self.found:
            role: Role = body.role or rest
            known = units.get(body.name)
            if known is None or _RANK[role] < _RANK[known.role]:
                units[body.name] = Assignment(body.name, role, "group" if is_group(body.name) else "unit")
        for name, unit in units.items():
            if unit.kind == "unit" and not is_body_like(name, self.known):
                self.doubts.append(f"“{name}”不像单位名称")
        if not units:
            self.doubts.append(f"“{squeeze(phrase)[:40]}”中没有读出单位")
        return UnitReading(tuple(units.values()), tuple(dict.fromkeys(self.doubts)))

    def _settle_support(self) -> None:
        """A list before 配合 supports as a whole beside a lead or after another clause, else only its last body."""
        lead = any(body.role == "lead" for body in self.found)
        for bodies, preceded in self.loose:
            _give(bodies if lead or preceded else bodies[-1:], "support")

    def _settle_lead_before_comma(self) -> None:
        """办公室，人事科牵头: where commas alone part the list, what stands before the lead leads with it."""
        leads = [number for number, body in enumerate(self.found) if body.role == "lead"]
        if not leads or leads[0] == 0:
            return
        before = self.found[: leads[0]]
        clauses = [body.clause for body in before]
        single = len(set(clauses)) == len(clauses) and self.found[leads[0]].clause not in clauses
        closed = [id(body) for body in self.plain]
        if single and all(body.role is None and id(body) not in closed for body in before):
            _give(before, "lead")
            self.doubts.append("逗号隔开的单位与其后“牵头”的单位一并按牵头理解")


_RANK: Final = {"lead": 0, "responsible": 1, "support": 2}


def _give(bodies: Iterable[_Found], role: Role) -> None:
    for body in bodies:
        body.role = role


def _parted(text: str) -> tuple[str, str, str]:
    """规财处等有关处室 → 规财处 and 有关处室."""
    match = _AND_GROUP.search(text)
    if match and match.start():
        return text[: match.start()], match[0], text[match.end() :]
    return text, "", ""
