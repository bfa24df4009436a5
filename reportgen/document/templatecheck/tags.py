"""The text of a paragraph or file → the tags in it, also those that are almost right."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

TagKind = Literal["print", "statement", "comment"]

_OPENER = re.compile(r"[{｛]([ \u00a0\u3000\n\t]?)[{｛%％#＃]")
_CLOSER = re.compile(r"[}｝][ \u00a0\u3000\n\t]?[}｝]|[%％][ \u00a0\u3000\n\t]?[}｝]|[#＃][ \u00a0\u3000\n\t]?[}｝]")
_HALF = str.maketrans("｛｝％＃", "{}%#")
_KINDS: dict[str, TagKind] = {"{": "print", "%": "statement", "#": "comment"}
_ENDS = {"{": "}}", "%": "%}", "#": "#}"}
_PREFIX = re.compile(r"(p|tr|tc|r)\s")
_QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’", "”": "”", "’": "’"}
_WIDE_MARKS = "（）［］，。；：．＝＋－＊／＜＞！｜～＂＇｛｝"
_NARROW_MARKS = "()[],.;:.=+-*/<>!|~\"'{}"
_NARROW = str.maketrans(_WIDE_MARKS, _NARROW_MARKS)


@dataclass(frozen=True, slots=True)
class Slip:
    """A mistake in the writing of a tag.

    Attributes:
        code: As in ``Remark``.
        what: In Chinese.
        mend: In Chinese.
    """

    code: str
    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag.

    Attributes:
        kind: What it does.
        prefix: ``p``, ``tr``, ``tc`` or ``r``: what of the Word document it stands for; ``""`` inside a line.
        code: The expression or statement, in half-width marks.
        written: The whole tag as it stands in the text.
        start: Its first character in the text.
        end: Behind its last character.
        slips: What is wrong in its writing.
        is_closed: Whether its end was found.
    """

    kind: TagKind
    prefix: str
    code: str
    written: str
    start: int
    end: int
    slips: tuple[Slip, ...] = ()
    is_closed: bool = True


def scan(text: str, *, is_word: bool) -> Iterator[Tag | tuple[int, Slip]]:
    """Tags in their order, and (place, slip) for ends without a beginning.

    Args:
        text: One paragraph of a Word template, or a whole text template.
        is_word: In Word curly quotes around a text are mended, and ``{%p`` stands for the paragraph.
    """
    at = 0
    while opener := _OPENER.search(text, at):
        yield from _strays(text, at, opener.start())
        tag = _tag(text, opener, is_word=is_word)
        yield tag
        at = tag.end
    yield from _strays(text, at, len(text))


def _strays(text: str, start: int, end: int) -> Iterator[tuple[int, Slip]]:
    for closer in _CLOSER.finditer(text, start, end):
        mark = closer[0]
        # “#}” alone is no tag of anybody's, nor is the end of “{50%}”.
        if mark[0] not in "#＃" and not (mark[0] in "%％" and text[: closer.start()][-1:].isdigit()):
            yield (
                closer.start(),
                Slip("tag-stray", f"“{mark}”前面没有对应的开头", "请补上开头的 {{ 或 {%，或删去多余的符号"),
            )


def _tag(text: str, opener: re.Match[str], *, is_word: bool) -> Tag:
    kind = opener[0][-1].translate(_HALF)
    wanted = _ENDS[kind]
    slips = [*_brace_slips(opener[0])]
    closer = _closer(text, opener.end(), kind)
    following = _OPENER.search(text, opener.end())
    if closer is None or (following is not None and following.start() < closer.start() and kind != "#"):
        end = following.start() if following is not None else len(text)
        lone = re.search(r"[}｝]", text[opener.end() : end])
        if lone is not None:
            end = opener.end() + lone.end()
            slips.append(Slip("tag-open", "结尾少了一个花括号", f"请在结尾写全 {wanted}"))
        else:
            slips.append(Slip("tag-open", f"标记没有写完，缺少结尾的 {wanted}", f"请补上 {wanted}"))
        return _made(text, kind, opener, end, end, slips, is_word=is_word, is_closed=lone is not None)
    slips += [slip for slip in _brace_slips(closer[0]) if slip not in slips]
    found = closer[0].translate(_HALF)
    if found[0] + found[-1] != wanted:
        slips.append(Slip("tag-open", f"结尾应为 {wanted}，写成了 {closer[0]}", f"请把结尾改为 {wanted}"))
    return _made(text, kind, opener, closer.start(), closer.end(), slips, is_word=is_word)


def _brace_slips(braces: str) -> Iterator[Slip]:
    if any(mark in braces for mark in "｛｝％＃"):
        yield Slip("brace-wide", "花括号或百分号是全角的，这样写不会被填写", "请改为半角 {{ }}、{% %}")
    if any(blank in braces for blank in " \u00a0\u3000"):  # a line break or tab between them is mended
        yield Slip("brace-apart", "两个括号之间有空格，这样写不会被填写", "请删去括号之间的空格")


def _closer(text: str, start: int, kind: str) -> re.Match[str] | None:
    """The end of a tag: marks inside quotes do not end it, unless a quote was left open."""
    if kind == "#":
        return re.compile(r"[#＃][ \u00a0\u3000\n\t]?[}｝]").search(text, start)
    at = start
    while at < len(text):
        if text[at] in _QUOTES:
            close = text.find(_QUOTES[text[at]], at + 1)
            if close < 0:
                break
            at = close
        elif (found := _CLOSER.match(text, at)) and found[0][0] not in "#＃":
            return found
        at += 1
    return next((one for one in _CLOSER.finditer(text, start) if one[0][0] not in "#＃"), None)


def _made(
    text: str,
    kind: str,
    opener: re.Match[str],
    inner_end: int,
    end: int,
    slips: list[Slip],
    *,
    is_word: bool,
    is_closed: bool = True,
) -> Tag:
    inside = text[opener.end() : inner_end]
    if not is_closed or (inside and inside[-1] in "}｝"):
        inside = inside.rstrip("}｝")
    prefix = _PREFIX.match(inside) if is_word else None
    code = inside[prefix.end() :] if prefix else inside
    if kind != "#":
        code, wide = straighten(code.strip().strip("-").strip(), is_word=is_word)
        if wide:
            marks = "、".join(f"“{mark}”" for mark in wide)
            slips.append(Slip("mark-wide", f"标记里用了全角符号{marks}", f"请改为半角 {_halves(wide)}"))
    return Tag(
        _KINDS[kind],
        prefix[1] if prefix else "",
        code,
        text[opener.start() : end],
        opener.start(),
        end,
        tuple(slips),
        is_closed,
    )


def _halves(marks: list[str]) -> str:
    return " ".join(dict.fromkeys('"' if mark in "“”" else "'" if mark in "‘’" else _half(mark) for mark in marks))


def _half(mark: str) -> str:
    return mark.translate(_NARROW)


def straighten(code: str, *, is_word: bool) -> tuple[str, list[str]]:
    """The code with half-width marks outside quotes, and the full-width marks that stood there, each once."""
    out: list[str] = []
    wide: list[str] = []
    at = 0
    while at < len(code):
        mark = code[at]
        close = code.find(_QUOTES[mark], at + 1) if mark in _QUOTES else -1
        if close > 0:
            if mark in "“”‘’" and not is_word:
                wide += [mark, code[close]]
            quote = '"' if mark in '"“”' else "'"
            out.append(quote + code[at + 1 : close] + quote)
            at = close
        elif mark in _WIDE_MARKS:
            wide.append(mark)
            out.append(_half(mark))
        else:
            out.append(mark)
        at += 1
    return "".join(out), list(dict.fromkeys(wide))
