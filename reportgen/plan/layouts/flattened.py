"""A table run together into one line: header words, headings, numbered requirements each followed by its bodies."""

import re

from reportgen.model.blocks import Paragraph
from reportgen.model.plan import PlanWarning
from reportgen.plan.layouts.draft import Draft, Requirement
from reportgen.plan.layouts.headings import HeadingStack
from reportgen.plan.phrases.labels import split_label
from reportgen.plan.phrases.spacing import squeeze
from reportgen.plan.phrases.units import split_units


def _spaced(word: str) -> str:
    return r"\s*".join(word)


_WORDS = (
    "序号|工作任务|重点任务|主要任务|具体任务|任务|具体要求|工作要求|工作内容|具体措施|工作措施|主要内容|责任单位|责任部门|责任科室|"
    "责任处室|牵头单位|配合单位|完成时限|时限要求|完成时间|时限|备注"
)
_HEADER = re.compile(
    rf"(?:(?:{'|'.join(_spaced(word) for word in sorted(_WORDS.split('|'), key=len, reverse=True))})\s+){{2,7}}"
)
_DUE_HEADER = re.compile("时限|时间|期限")
_UNIT_HEADER = re.compile("责任|牵头|配合")
_BODY_END = re.compile("(?:室|科|处|局|办|部|委|会|院|所|站|队|中心|厅|署|组|府|位|门|镇|道|股|机构|政府|[）)])$")
_LONGEST_PHRASE = 120
_LONGEST_DUE = 16
_FEWEST = 3


def find_flattened(paragraphs: list[Paragraph]) -> tuple[int, re.Match[str]] | None:
    """The paragraph that holds a run-together table, and where its header stands; ``None`` where there is none."""
    for number, paragraph in enumerate(paragraphs):
        if len(paragraph.text) < 200:
            continue
        for match in _HEADER.finditer(paragraph.text):
            if _UNIT_HEADER.search(re.sub(r"\s", "", match[0])):
                return number, match
    return None


def read_flattened(paragraph: Paragraph, header: re.Match[str]) -> Draft:
    """The requirements of a run-together table, by its numbers in sequence."""
    text = paragraph.text
    draft = Draft(outside=[text[: header.end()]])
    starts = _number_places(text, header.end())
    if len(starts) < _FEWEST:
        return Draft()
    has_dues = _DUE_HEADER.search(re.sub(r"\s", "", header[0])) is not None
    band = HeadingStack()
    _push_headings(text[header.end() : starts[0][0]].split(), band)
    for number, (_, begin) in enumerate(starts, 1):
        end = starts[number][0] if number < len(starts) else len(text)
        tokens = text[begin:end].split()
        split = _phrase_place(tokens)
        if split is None:
            body, phrase, rest = " ".join(tokens), "", []
            said = f"第{number}项没有分出责任单位（{paragraph.place}）"
            draft.warnings.append(PlanWarning("unit-doubtful", str(number), said))
        else:
            first, last = split
            body, phrase, rest = " ".join(tokens[:first]), " ".join(tokens[first:last]), tokens[last:]
        due = rest.pop(0) if has_dues and rest and _is_due(rest[0]) else ""
        draft.requirements.append(
            Requirement(str(number), band.path, None, squeeze(body), (("", phrase.strip()),), due, paragraph.place)
        )
        band.has_tasks_below = True
        _push_headings(rest, band)
    return draft


def _number_places(text: str, start: int) -> list[tuple[int, int]]:
    """(place of the number, place after it) for 1, 2, 3 … in sequence."""
    found: list[tuple[int, int]] = []
    place = start
    while True:
        match = re.compile(rf"(?:(?<=\s)|(?<=^)){len(found) + 1}[.．、]?\s+(?=\S)").search(text, place)
        if match is None:
            return found
        found.append((match.start(), match.end()))
        place = match.end()


def _phrase_place(tokens: list[str]) -> tuple[int, int] | None:
    """Which blank-parted words are the responsibility phrase: the first after the requirement that only name bodies."""
    for first in range(1, len(tokens)):
        if not _names_bodies(tokens[first]):
            continue
        last = first + 1
        while last < len(tokens) and _names_bodies(tokens[last]):
            last += 1
        return first, last
    return None


def _is_due(token: str) -> bool:
    """Whether the word behind the bodies is the cell of a 时限 column: anything short that is no labelled heading."""
    return len(token) <= _LONGEST_DUE and split_label(token)[0] is None


def _names_bodies(token: str) -> bool:
    label, _ = split_label(token)
    if label is not None or len(token) > _LONGEST_PHRASE or "。" in token:
        return False
    bare = re.sub(r"[（(](?:含|包括)[^（）()]*[）)]", "", token)
    units = split_units(bare)
    return bool(units) and all(
        len(unit.name) <= 30 and (_BODY_END.search(unit.name) or unit.kind == "group") for unit in units
    )


def _push_headings(tokens: list[str], band: HeadingStack) -> None:
    """Headings between two requirements; a blank inside a heading (“六稳” “六保”) does not part it."""
    headings: list[str] = []
    for token in tokens:
        label, _ = split_label(token)
        continues = headings and label is None and (token[0] in "“‘《（(、，,和与" or headings[-1][-1] in "、，,")
        if continues:
            headings[-1] += f" {token}"
        else:
            headings.append(token)
    for heading in headings:
        band.push(heading)
