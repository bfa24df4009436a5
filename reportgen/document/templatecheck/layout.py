"""How tags lie in their paragraphs: torn apart, half inside a link, beside text that would be lost."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportgen.document.fields import Shape
from reportgen.document.templatecheck.remark import Remark, shortened
from reportgen.document.templatecheck.spots import Spot
from reportgen.document.templatecheck.tags import Slip, Tag, scan
from reportgen.model.findings import Severity

_FARTHEST = 5
"""Paragraphs over which the other half of a torn tag is looked for."""
_OPENING = re.compile(r"[{｛][{｛%％#＃]")
_ENDS = {
    "print": re.compile(r"[}｝]\s?[}｝]"),
    "statement": re.compile(r"[%％]\s?[}｝]"),
    "comment": re.compile(r"#\}"),
}
_SINGLE = re.compile(r"[{｛]\s*(\w+)[\w.]*\s*[}｝]")
_BLOCK = re.compile(r"(for|if|elif|else|endfor|endif)\b")
_PLACES = {"p": "段落", "tr": "表格行", "tc": "格子"}


@dataclass(frozen=True)
class Found:
    """A tag and the paragraph or line it stands in."""

    spot: Spot
    tag: Tag

    def remark(self, code: str, what: str, mend: str, *, severity: Severity = "error") -> Remark:
        """A remark about the tag."""
        return Remark(code, severity, self.where, shortened(self.tag.written), what, mend, self.spot.anchor)

    @property
    def where(self) -> str:
        """Where the tag stands."""
        return self.spot.place(self.tag.start)


def tags_of(spots: Sequence[Spot], *, is_word: bool) -> tuple[list[Found], list[Remark]]:
    """All tags in their order, those torn over paragraphs joined; and remarks about ends without a beginning."""
    found: list[Found] = []
    remarks: list[Remark] = []
    ends: dict[int, int] = {}  # spot → where the joined end of an earlier paragraph's tag stands
    for number, spot in enumerate(spots):
        for one in scan(spot.text, is_word=is_word):
            if not isinstance(one, Tag):
                if one[0] != ends.get(number):
                    remarks.append(_stray(spot, *one))
                continue
            tag = one
            if is_word and not tag.is_closed and (other := _other_half(spots, number, tag)):
                at, end = other
                ends[at] = end.start()
                between = "".join(part.text for part in spots[number + 1 : at]) + spots[at].text[: end.start()]
                torn = Slip(
                    "tag-split",
                    f"同一个标记分在两段里，另一半在{spots[at].where}",
                    "请删去中间的段落标记，让它连在一起",
                )
                # A comment may run over paragraphs: what it hides is hidden together with the paragraph marks.
                slips = () if tag.kind == "comment" else (torn,)
                tag = replace(tag, code=f"{tag.code} {between.strip()}", slips=slips, is_closed=True)
            found.append(Found(spot, tag))
    return found, remarks


def _stray(spot: Spot, at: int, slip: Slip) -> Remark:
    line = spot.text.rfind("\n", 0, at) + 1
    excerpt = shortened(spot.text[max(line, at - 20) : at + 4])
    return Remark(slip.code, "error", spot.place(at), excerpt, slip.what, slip.mend, spot.anchor)


def _other_half(spots: Sequence[Spot], number: int, tag: Tag) -> tuple[int, re.Match[str]] | None:
    if tag.end < len(spots[number].text.rstrip()):
        return None
    for at in range(number + 1, min(number + 1 + _FARTHEST, len(spots))):
        if spots[at].part != spots[number].part:
            return None
        opening = _OPENING.search(spots[at].text)
        end = _ENDS[tag.kind].search(spots[at].text)
        if end and (opening is None or end.start() < opening.start()):
            return at, end
        if opening:
            return None
    return None


def look_at_layout(spots: Sequence[Spot], tags: Sequence[Found], root: Shape, *, is_word: bool) -> Iterator[Remark]:
    """Remarks about where tags stand, and about names in single braces."""
    by_spot: dict[int, list[Tag]] = {}
    for found in tags:
        by_spot.setdefault(id(found.spot), []).append(found.tag)
    for spot in spots:
        yield from _single_braces(spot, by_spot.get(id(spot), []), root)
    if not is_word:
        return
    rows: dict[object, list[Spot]] = {}
    for spot in spots:
        for level in ("tr", "tc"):
            rows.setdefault((level, spot.inside(level)), []).append(spot)
    for found in tags:
        yield from _straddling(found)
        if found.tag.prefix in _PLACES and found.tag.kind != "print":
            level = found.tag.prefix
            beside = [found.spot] if level == "p" else rows[level, found.spot.inside(level)]
            yield from _lost_text(found, beside, by_spot)
        elif found.tag.kind == "statement" and _BLOCK.match(found.tag.code) and _is_alone(found):
            yield found.remark(
                "block-line",
                "标记独占一段而没有写 p，生成后会留下空行",
                f"请写成 {{%p {found.tag.code} %}}",
                severity="note",
            )


def _is_alone(found: Found) -> bool:
    return found.spot.text.strip() == found.tag.written.strip()


def _straddling(found: Found) -> Iterator[Remark]:
    wrappers = found.spot.wrappers[found.tag.start : found.tag.end]
    if any(one is not wrappers[0] for one in wrappers):
        yield found.remark(
            "tag-straddle",
            "标记有一半在超链接、修订或内容控件里，生成时后面的内容会丢失",
            "请删去这一处，接受修订、取消超链接后重新输入",
        )


def _lost_text(found: Found, beside: Sequence[Spot], by_spot: dict[int, list[Tag]]) -> Iterator[Remark]:
    level, name = found.tag.prefix, _PLACES[found.tag.prefix]
    if level != "p" and found.spot.inside(level) is None:
        yield found.remark("tag-place", f"“{level}”（{name}）只能写在表格里", f"请去掉 {level}，或移到表格里")
        return
    others = [tag for spot in beside for tag in by_spot.get(id(spot), []) if tag is not found.tag]
    if any(tag.prefix == level for tag in others):
        yield found.remark("tag-beside", f"同一个{name}里有两个 {{%{level}，只有最后一个起作用", f"请各占一个{name}")
        return
    text = "".join(spot.text for spot in beside).replace(found.tag.written, "", 1).strip()
    if text:
        yield found.remark(
            "tag-beside",
            f"这个标记占去整个{name}，同一{name}里的“{shortened(text)}”不会印出来",
            f"请让标记独占一个{name}，其余内容移到另外的{name}",
        )


def _single_braces(spot: Spot, tags: Sequence[Tag], root: Shape) -> Iterator[Remark]:
    text = list(spot.text)
    for tag in tags:
        text[tag.start : tag.end] = " " * len(spot.text[tag.start : tag.end])
    for match in _SINGLE.finditer("".join(text)):
        if match[1] in root.members:
            yield Remark(
                "brace-single",
                "warning",
                spot.place(match.start()),
                shortened(match[0]),
                "花括号只有一层，不会被填写",
                f"如果是字段，请写成 {{{{ {match[0].strip('{}｛｝ ')} }}}}",
                spot.anchor,
            )
