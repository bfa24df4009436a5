"""A web page's tree as lines and tables in reading order, each knowing how much of it is links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from reportgen.plan.sources.letters import tidy
from reportgen.plan.sources.numerals import FORMATS
from reportgen.plan.sources.wrapped import LABEL

DROPPED = frozenset(
    "script style noscript nav footer aside button select option iframe svg head title template object embed canvas "
    "audio video map textarea input del rt rp".split()
)
_BLOCKS = frozenset(
    "p div section article main header form center h1 h2 h3 h4 h5 h6 li ul ol dl dd dt blockquote pre address figure "
    "figcaption fieldset legend caption table thead tbody tfoot tr td th body html hr details summary".split()
)
_FURNITURE_NAME = re.compile(
    r"(?i)(?:^|[\s_-])(?:nav|navbar|navigation|menu|topmenu|breadcrumb|breadcrumbs|crumb|crumbs|bread|footer|foot|share|bdshare\w*"
    r"|sidebar|side|copyright|qrcode|toolbar|tools|pager|related|xgyd|search|login|banner|logo|links|friendlink|bottom"
    r"|dqwz|weizhi|position|location|ewm|erweima|fenxiang)(?:$|[\s_-])"
)
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
_ALIGNED = re.compile(r"(?i)text-align\s*:\s*(\w+)")
_WEIGHT = re.compile(r"(?i)font-weight\s*:\s*(\w+)")
_BLACK = re.compile(r"(?i)font-family\s*:\s*[\"']?(?:黑体|simhei)")
_BLACK_FACE = re.compile(r"(?i)\s*(?:黑体|simhei)")
_SPACE = re.compile(r"[ \t\r\n]+")
_LIST_FORMS = {
    "1": ("decimal", "{}."),
    "a": ("lowerLetter", "{}."),
    "A": ("upperLetter", "{}."),
    "i": ("lowerRoman", "{}."),
    "I": ("upperRoman", "{}."),
    "cjk-ideographic": ("chineseCounting", "{}、"),
    "simp-chinese-informal": ("chineseCounting", "{}、"),
    "trad-chinese-informal": ("chineseCounting", "{}、"),
    "decimal": ("decimal", "{}."),
    "upper-roman": ("upperRoman", "{}."),
    "lower-roman": ("lowerRoman", "{}."),
    "lower-alpha": ("lowerLetter", "{}."),
    "upper-alpha": ("upperLetter", "{}."),
}
_LIST_STYLE = re.compile(r"(?i)list-style(?:-type)?\s*:\s*([\w-]+)")


@dataclass(slots=True)
class HtmlLine:
    """One line of running text: its words, how they are set, and how many of its letters stand in links."""

    element: etree._Element
    text: str
    level: int | None
    centered: bool
    linked: int = 0
    is_strong: bool = False


@dataclass(slots=True)
class _Open:
    """The line being collected."""

    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    strong: int = 0
    weak: int = 0


@dataclass(frozen=True, slots=True)
class _Context:
    level: int | None = None
    centered: bool = False
    is_linked: bool = False
    keeps_breaks: bool = False
    is_strong: bool = False


def is_dropped(element: etree._Element) -> bool:
    """Whether a reader does not see the element, or it is furniture by its tag or name."""
    if not isinstance(element.tag, str):
        return True
    tag = element.tag.lower()
    if tag in DROPPED or "hidden" in element.attrib or _HIDDEN.search(element.get("style") or ""):
        return True
    if tag in ("body", "html", "table", "tbody", "tr", "td", "th", "p", "h1", "h2"):
        return False
    if tag == "header":
        return not any(above.tag in ("article", "main") for above in element.iterancestors())
    if not any(_FURNITURE_NAME.search(element.get(name) or "") for name in ("class", "id")):
        return False
    # A name proves nothing: sites also call the box around the article "bottom" or "share".
    words = "".join(map(str, element.itertext()))
    return words.count("。") < 3 and "责任单位" not in words and "牵头单位" not in words


class Lines:
    """Walks one tree once; tables are handed on as elements."""

    def __init__(self) -> None:
        self._open = _Open()

    def walk(self, element: etree._Element) -> Iterator[HtmlLine | etree._Element]:
        """Lines and ``table`` elements below ``element`` in reading order."""
        context = _context_of(element, _Context())
        yield from self._inside(element, context)
        yield from self._close(element, context)

    def _inside(self, element: etree._Element, context: _Context) -> Iterator[HtmlLine | etree._Element]:
        self._say(element.text, context)
        for child in element:
            if is_dropped(child):
                self._say(child.tail, context)
                continue
            tag = str(child.tag).lower().rpartition(":")[2]
            if tag == "br":
                self._open.pieces.append("\n")
            elif tag == "table":
                yield from self._close(element, context)
                yield child
            elif tag in _BLOCKS:
                yield from self._close(element, context)
                inner = _context_of(child, context)
                if tag == "li":
                    self._say(_list_label(child), inner)
                yield from self._inside(child, inner)
                yield from self._close(child, inner)
            else:
                yield from self._inside(child, _context_of(child, context))
            self._say(child.tail, context)

    def _say(self, text: str | None, context: _Context) -> None:
        if not text:
            return
        words = text if context.keeps_breaks else _SPACE.sub(" ", text)
        self._open.pieces.append(words)
        letters = len(words.strip())
        if context.is_linked:
            self._open.linked += letters
        if context.is_strong:
            self._open.strong += letters
        else:
            self._open.weak += letters

    def _close(self, element: etree._Element, context: _Context) -> Iterator[HtmlLine]:
        held, self._open = self._open, _Open()
        text = tidy("".join(held.pieces))
        if not text.strip():
            return
        is_strong = held.strong > 0 and held.weak == 0
        for line in split_breaks(text):
            yield HtmlLine(element, line, context.level, context.centered, held.linked, is_strong)


def split_breaks(text: str) -> list[str]:
    """The paragraphs that line breaks stand for; a break inside a title or a sentence stays in its line."""
    lines = [line.rstrip() for line in text.split("\n")]
    result: list[str] = []
    for line in filter(str.strip, lines):
        begins = line[:1] in " \u3000" and line[1:2] in " \u3000"
        if not result or begins or LABEL.match(line) or result[-1].endswith(tuple("。；：;:")):
            result.append(line.strip())
        else:
            result[-1] = f"{result[-1]}\n{line.strip()}"
    return result


def _context_of(element: etree._Element, above: _Context) -> _Context:
    tag = str(element.tag).lower()
    level = int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456" else above.level
    aligned = _ALIGNED.search(element.get("style") or "")
    alignment = (aligned[1] if aligned else element.get("align") or "").lower()
    centered = above.centered if not alignment else alignment == "center"
    weight = _WEIGHT.search(element.get("style") or "")
    is_black = bool(_BLACK.search(element.get("style") or "") or _BLACK_FACE.match(element.get("face") or ""))
    return _Context(
        level=level,
        centered=centered or tag == "center",
        is_strong=is_black or tag in ("b", "strong") or (weight is None and above.is_strong) or _is_heavy(weight),
        is_linked=above.is_linked or (tag == "a" and element.get("href") is not None),
        keeps_breaks=above.keeps_breaks or tag == "pre",
    )


def _is_heavy(weight: re.Match[str] | None) -> bool:
    return weight is not None and weight[1].lower() not in ("normal", "lighter", "100", "200", "300", "400", "500")


def _list_label(item: etree._Element) -> str:
    """The number that a browser prints before an item of an ordered list; none where the text brings its own."""
    above = item.getparent()
    if above is None or above.tag != "ol" or LABEL.match("".join(map(str, item.itertext())).strip()):
        return ""
    style = _LIST_STYLE.search(above.get("style") or "")
    form = _LIST_FORMS.get(style[1].lower() if style else above.get("type") or "1")
    if form is None:
        return ""
    number = _whole(above.get("start"), 1)
    for sibling in above.iterchildren("li"):
        number = _whole(sibling.get("value"), number)
        if sibling is item:
            break
        number += 1
    return form[1].format(FORMATS[form[0]](number))


def _whole(text: str | None, default: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"\s*-?\d{1,6}\s*", text) else default
