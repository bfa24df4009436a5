"""Word's automatic numbers, counted as Word counts them (ECMA-376 part 1, 17.9)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import etree

from reportgen.plan.sources.numerals import FORMATS
from reportgen.plan.sources.styles import Numbering
from reportgen.plan.sources.wordxml import NS, VAL, switched_on, value_of, whole

_PLACEHOLDER = re.compile(r"%([1-9])")
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list template."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    is_legal: bool = False
    suffix: str = "tab"
    restart_after: int | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A printed number and whether the file parts it from the text by a tab or blank."""

    text: str
    is_parted: bool


class Lists:
    """The lists of one document and how far each has counted; ask for labels in reading order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._templates: dict[int, dict[int, Level]] = {}
        self._template_of: dict[int, int] = {}
        self._own_levels: dict[int, dict[int, Level]] = {}
        self._restarts: dict[int, dict[int, int]] = {}
        self._counts: dict[int, list[int | None]] = {}
        self._restarted: set[tuple[int, int]] = set()
        if root is not None:
            self._read(root)

    def label(self, numbering: Numbering | None, *, styles: Sequence[str]) -> Label | None:
        """The label of the next paragraph with this list reference, or ``None`` where none is printed.

        Args:
            numbering: The paragraph's own or its style's reference; ``numId`` 0 switches a list off.
            styles: The paragraph's style and those it is based on, for levels that are tied to a style.
        """
        if numbering is None or not numbering.number or numbering.number not in self._template_of:
            return None
        number = numbering.number
        level_at = numbering.level if numbering.level is not None else self._tied_level(number, styles)
        if not 0 <= level_at < _LEVELS:
            return None
        counts = self._advance(number, level_at)
        level = self._level(number, level_at)
        text = _PLACEHOLDER.sub(lambda match: self._figure(number, int(match[1]) - 1, counts, level), level.text)
        return Label(text, level.suffix != "nothing") if text.strip() else None

    def _figure(self, number: int, at: int, counts: list[int | None], printed: Level) -> str:
        level = self._level(number, at)
        count = counts[at] if counts[at] is not None else level.start
        assert count is not None
        form = "decimal" if printed.is_legal and level.form not in ("none", "bullet") else level.form
        return FORMATS.get(form, str)(count)

    def _advance(self, number: int, at: int) -> list[int | None]:
        template = self._template_of[number]
        counts = self._counts.setdefault(template, [None] * _LEVELS)
        restart = self._restarts.get(number, {}).get(at)
        if restart is not None and (number, at) not in self._restarted:
            self._restarted.add((number, at))
            counts[at] = restart
        else:
            count = counts[at]
            counts[at] = self._level(number, at).start if count is None else count + 1
        for above in range(at):
            if counts[above] is None:
                counts[above] = self._level(number, above).start
        for deeper in range(at + 1, _LEVELS):
            after = self._level(number, deeper).restart_after
            # w:lvlRestart names the level (from 1) after which to begin again; 0 means never.
            if after is None or at < after:
                counts[deeper] = None
        return counts

    def _level(self, number: int, at: int) -> Level:
        own = self._own_levels.get(number, {}).get(at)
        return own or self._templates.get(self._template_of[number], {}).get(at) or Level(form="none")

    def _tied_level(self, number: int, styles: Sequence[str]) -> int:
        for style in styles:
            for at in range(_LEVELS):
                if self._level(number, at).style == style:
                    return at
        return 0

    def _read(self, root: etree._Element) -> None:
        links: dict[int, str] = {}
        linked: dict[str, int] = {}
        for template in root.findall(NS + "abstractNum"):
            key = whole(template.get(NS + "abstractNumId"))
            if key is None:
                continue
            self._templates[key] = _levels(template)
            if (link := value_of(template, "numStyleLink")) is not None:
                links[key] = link
            if (style := value_of(template, "styleLink")) is not None:
                linked[style] = key
        for number in root.findall(NS + "num"):
            key, template_key = whole(number.get(NS + "numId")), whole(value_of(number, "abstractNumId"))
            if key is None or template_key is None:
                continue
            if template_key in links:
                template_key = linked.get(links[template_key], template_key)
            self._template_of[key] = template_key
            self._read_overrides(key, number)

    def _read_overrides(self, key: int, number: etree._Element) -> None:
        for override in number.findall(NS + "lvlOverride"):
            at = whole(override.get(NS + "ilvl"))
            if at is None:
                continue
            restart = whole(value_of(override, "startOverride"))
            level = override.find(NS + "lvl")
            if level is not None:
                self._own_levels.setdefault(key, {})[at] = _level(level)
            if restart is not None:
                self._restarts.setdefault(key, {})[at] = restart


def _levels(template: etree._Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for element in template.findall(NS + "lvl"):
        at = whole(element.get(NS + "ilvl"))
        if at is not None:
            levels[at] = _level(element)
    return levels


def _level(element: etree._Element) -> Level:
    form = next((found.get(VAL) or "decimal" for found in element.iter(NS + "numFmt")), "decimal")
    level = Level(
        start=whole(value_of(element, "start"), 0) or 0,
        form=form,
        text=value_of(element, "lvlText") or "",
        is_legal=switched_on(element, "isLgl"),
        suffix=value_of(element, "suff") or "tab",
        restart_after=whole(value_of(element, "lvlRestart")),
        style=value_of(element, "pStyle"),
    )
    # A bullet's sign is a letter of a symbol font: it prints no number.
    return replace(level, text="") if form == "bullet" else level
