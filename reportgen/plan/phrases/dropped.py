"""What of a responsibility phrase went into no body although it reads like one: nothing is lost in silence."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from reportgen.plan.phrases.roles import cut_work, find_role

_PARTS: Final = re.compile(r"[、，,；;。：:\s\ue000-\uf8ff]+")
# Ends that hardly ever close a word of running text; 所, 站, 院 and 馆 only where the fragment ends with them.
_BODY: Final = re.compile(
    r"[一-鿿](?:局(?![面限势部])|委员会|办公[室厅](?!内|外)|管委会|办事处|联合会|(?<![要该本])厅(?!室)|[支大总]队(?!伍)|街道(?!两)|中心(?!工作|任务|城|区|组))"
    r"|[一-鿿]{2}(?:[科股办](?!技|学|研|普|公|理|事|法|份|权|结|案)|(?<![之此好实长到短深各何出益])处|(?<![场住])所|(?<![车网])站|(?<![法])院|馆|委|会|组)\Z"
)
# These stand for whoever reads them, or for the superior to be reported to, and charge nobody.
_NOBODY: Final = re.compile(
    r"(?:本|我|该|其|各自|所在)(?:[局委厅办科处股]|单位|部门|科室|处室|办公室|中心|街道)|社会|机会|会议|大会|例会|办公场所|情况"
)
_LONGEST: Final = 2000


def find_dropped(text: str, names: Sequence[str]) -> Iterator[str]:
    """Fragments between the names that were read from a text, where they hold the name of a body.

    Args:
        text: The text that was read, brackets masked.
        names: What was read from it, in printed order; white space and 、 may differ.
    """
    if len(text) > _LONGEST:
        return
    position = 0
    for name in names:
        found = re.compile(r"[\s、]*".join(map(re.escape, name))).search(text, position)
        if found:
            yield from _bodies_in(text[position : found.start()])
            position = found.end()
    yield from _bodies_in(text[position:])


def _bodies_in(fragment: str) -> Iterator[str]:
    for part in _PARTS.split(fragment):
        role = find_role(part)
        words, _ = cut_work(part[: role.start] if role else part)
        if _BODY.search(_NOBODY.sub("", words)):
            yield part
