"""The bodies of one responsibility phrase gathered clause by clause, with the roles that its words give them."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from reportgen.model.plan import Assignment
from reportgen.plan.phrases.bodies import closes_name, is_body_like, is_group
from reportgen.plan.phrases.brackets import LEAD_MARK, PLAIN_MARK, SUPPORT_MARK, loses_bodies, mask_brackets
from reportgen.plan.phrases.dropped import find_dropped
from reportgen.plan.phrases.labels import split_label
from reportgen.plan.phrases.parting import Element, part_clauses
from reportgen.plan.phrases.roles import RoleWord, begins_name, cut_work, find_role, role_at, starts_work
from reportgen.plan.phrases.running import split_run
from reportgen.plan.phrases.spacing import squeeze
from reportgen.terms import Role

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
_MARKS: Final = re.compile(f"[{''.join(_MARK_ROLE)}]")
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


@dataclass(slots=True)
class Found:
    """A body as it is met: masked name, the role said so far, and the clause it stands in."""

    name: str
    role: Role | None
    clause: int


@dataclass(slots=True)
class Collector:
    """Gathers the bodies of one phrase, clause by clause."""

    known: Collection[str]
    found: list[Found] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    clause: int = 0
    # Bodies of the present clause that wait for their role word.
    waiting: list[Found] = field(default_factory=list)
    # After 会同 the bodies support until the clause ends.
    joined: bool = False
    # Inside told work (配合做好培训、宣传工作) elements are no bodies unless they prove it.
    working: bool = False
    role: Role | None = None
    # Supporters of a list in which nobody leads: index of the clause → whether something stood before its list.
    loose: list[tuple[list[Found], bool]] = field(default_factory=list)
    # Bodies whose list 负责 closed: they do not lead with a 牵头 of the next clause.
    plain: list[Found] = field(default_factory=list)
    # The list that the latest role word closed, for a second word right behind it (负责牵头).
    last: list[Found] = field(default_factory=list)
    # Names that only the trade's habits parted; they prove nothing about other phrases.
    guessed: set[str] = field(default_factory=set)

    def read_segment(self, text: str, role: Role | None) -> None:
        """Read a phrase, or the part of it under one label or column, whose bodies have this role."""
        lines = [split_label(line) for line in text.splitlines()]
        # A number before a line begins a body of its own: 1.办公室 / 2.人事科.
        text = "".join(f"{'、' if label and place else ''}\n{rest}" for place, (label, rest) in enumerate(lines))
        masked = mask_brackets(text)
        self.role = role
        start = len(self.found)
        # What an earlier label named does not lead with a 牵头 under this one.
        self.plain += self.found
        for elements in part_clauses(masked.text, self.known):
            self._read_clause(elements)
        self.waiting = []
        lost = find_dropped(masked.text, [body.name for body in self.found[start:]])
        self.doubts += [f"“{masked.restore(part)}”未计入单位，请核对" for part in lost]
        for body in self.found[start:]:
            body.name = masked.restore(body.name)
        self._split_runs(start)
        self.doubts += [
            f"说明文字“{bracket}”未计入单位" for bracket in masked.dropped if "牵头" in bracket or loses_bodies(bracket)
        ]

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
            return self._follow(text[word.end :], word)
        if word and word.end < len(text) and word.word == "join":
            self._apply(word)
            return self._follow(text[word.end :], word)
        if word and word.end == len(text):
            self._apply(word)
            return ""
        mark = _MARKS.search(text)
        if mark:
            self._read_marked(text[: mark.start()], _MARK_ROLE[mark[0]])
            return text[mark.end() :]
        return self._read_plain(text)

    def _read_marked(self, head: str, said: str) -> None:
        """办公室（牵头）: the mark gives its role to the one body before it, a second mark （负责）（牵头） too."""
        if head:
            self._add(head)
        body = self.waiting.pop() if self.waiting else self.found[-1] if self.found and not head else None
        if body:
            body.role = "lead" if said == "lead" else "support" if said == "support" else body.role

    def _read_plain(self, text: str) -> str:
        word = find_role(text, self.known)
        if word is None:
            self._add(text)
            return ""
        # 负责网站维护、办公室负责审核: only a whole body begins afresh.
        if self.working and word.word == "plain" and not closes_name(text[: word.start]):
            return ""
        self.working = False
        self._add(text[: word.start])
        self._apply(word)
        return self._follow(text[word.end :], word)

    def _follow(self, rest: str, word: RoleWord) -> str:
        """What stands after a role word: a second word, a further body to read, or work that is dropped."""
        while second := role_at(rest):
            self._apply(second, again=True)
            word, rest = second, rest[second.end :]
        if word.word == "join" and is_body_like(rest, self.known):
            return rest
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
        name = _TRAILING.sub("", _unquoted(name))
        begins_afresh = worked and closes_name(name)  # 法规处审核、办公室发布
        if self.working and not (name in self.known or is_group(name) or begins_afresh):
            return
        self.working = self.working or worked
        if starts_work(name) and not is_body_like(name, self.known) and not is_group(name):
            self.working = True
            return
        if not name or _FILLER.fullmatch(name) or not re.search(r"\w", name):
            return
        body = Found(name, "support" if self.joined else self.role, self.clause)
        self.found.append(body)
        if not self.joined:
            self.waiting.append(body)
        if worked:
            self.plain.append(body)

    def _split_runs(self, start: int) -> None:
        """办公室人事科财务科 → three, where the plan or the trade proves every name; otherwise said as a doubt."""
        for body in list(self.found[start:]):
            run = split_run(body.name, self.known)
            if run.doubt:
                self.doubts.append(run.doubt)
            if len(run.parts) > 1:
                place = next(number for number, other in enumerate(self.found) if other is body)
                self.found[place : place + 1] = [Found(name, body.role, body.clause) for name in run.parts]
                self._replace(body, self.found[place : place + len(run.parts)])
                if run.is_guessed:
                    self.guessed |= set(run.parts)

    def _replace(self, body: Found, parts: list[Found]) -> None:
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


def _give(bodies: Iterable[Found], role: Role) -> None:
    for body in bodies:
        body.role = role


def _parted(text: str) -> tuple[str, str, str]:
    """规财处等有关处室 → 规财处 and 有关处室."""
    match = _AND_GROUP.search(text)
    if match and match.start():
        return text[: match.start()], match[0], text[match.end() :]
    return text, "", ""


def _unquoted(name: str) -> str:
    """A name without marks round it; those of its own stay: “扫黄打非”办公室."""
    name = name.strip("\"'‘’《》〈〉*※●■◆▲ \t")
    if name.count("“") == name.count("”") and not (name.startswith("“") and name.endswith("”")):
        return name
    return name.strip("“”")
