"""The fill of marked cells: a conditional format that always holds, so that the cells' own styles stay as they are."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from reportgen.model.findings import Severity
from reportgen.returns.spans import Edit, Element, insert_last, read, set_attribute, splice
from reportgen.returns.words import SEVERITIES
from reportgen.workbook.sheetxml import cell_name

SIGN = "校核标记"
FORMULA = f'N("{SIGN}")=0'
"""Always true, since the number of a text is 0; programs keep it as it is, so our formats are known by it."""

_LONGEST_PRIORITY = 9
_LOOKS: Mapping[Severity, tuple[str, str, str]] = MappingProxyType(
    {
        "error": ("FFF09C9C", "thin", "FFC00000"),
        "warning": ("FFFFD25A", "dashed", "FF9C6500"),
        "note": ("FFE4EEF9", "dotted", "FF1F4E79"),
    }
)
"""Fill, kind and colour of border: three steps of grey in print, and borders that tell them apart there too."""

_NO_STYLES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{namespace}">'
    '<fonts count="1"><font><sz val="11"/><name val="宋体"/><family val="3"/><charset val="134"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_BEFORE_DXFS = frozenset({"numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles"})
_BEFORE_FORMATS = frozenset(
    {"sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
     "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
     "phoneticPr"}
)  # fmt: skip
"""What the schema of a sheet puts before conditional formats."""

_AREAS_EACH = 400
_HOLDERS = frozenset({"conditionalFormatting", "conditionalFormattings", "ext", "extLst"})

Cells = Mapping[Severity, Sequence[tuple[int, int]]]
"""Severity → (row, column) of the cells to fill, counted from 0."""


def no_styles(namespace: str) -> bytes:
    """A styles part for a workbook that has none: cells look as before."""
    return _NO_STYLES.format(namespace=namespace).encode()


def add_looks(styles: bytes) -> tuple[bytes, dict[Severity, int]]:
    """The styles part with our three looks, and their numbers; looks that are there already are used again."""
    root = read(styles)
    p = root.prefix
    holder = root.child("dxfs")
    there = [_shape(dxf) for dxf in holder.children] if holder else []
    numbers: dict[Severity, int] = {}
    new = ""
    for severity in SEVERITIES:
        look = _look(severity, p)
        shape = _shape(read(_look(severity, "").encode()))
        if shape in there:
            numbers[severity] = there.index(shape)
            continue
        numbers[severity] = len(there)
        there.append(shape)
        new += look
    if not new:
        return styles, numbers
    if holder is None:
        after = max((child.end for child in root.children if child.name in _BEFORE_DXFS), default=root.inner)
        return splice(styles, [(after, after, f'<{p}dxfs count="{len(there)}">{new}</{p}dxfs>')]), numbers
    if holder.is_empty_tag:
        line = f'<{p}dxfs count="{len(there)}">{new}</{p}dxfs>'
        return splice(styles, [(holder.start, holder.end, line)]), numbers
    count = set_attribute(styles, holder, "count", str(len(there)))
    return splice(styles, [count, insert_last(styles, holder, new)]), numbers


def _look(severity: Severity, p: str) -> str:
    fill, style, colour = _LOOKS[severity]
    sides = "".join(
        f'<{p}{side} style="{style}"><{p}color rgb="{colour}"/></{p}{side}>'
        for side in ("left", "right", "top", "bottom")
    )
    # Solid fills of differential formats have their colour in bgColor; some programs look into fgColor only.
    pattern = (
        f'<{p}patternFill patternType="solid"><{p}fgColor rgb="{fill}"/><{p}bgColor rgb="{fill}"/></{p}patternFill>'
    )
    font = f'<{p}font><{p}color rgb="FF000000"/></{p}font>'
    return f"<{p}dxf>{font}<{p}fill>{pattern}</{p}fill><{p}border>{sides}</{p}border></{p}dxf>"


def _shape(element: Element) -> object:
    """The element without what does not matter: prefixes, order of attributes, space."""
    return element.name, sorted(element.attributes.items()), [_shape(child) for child in element.children]


def add_fills(xml: bytes, root: Element, cells: Cells, looks: Mapping[Severity, int]) -> list[Edit]:
    """The edits of a sheet that fill these cells, before all conditional formats of the unit.

    Args:
        xml: The sheet, without fills of ours.
        root: Its root element.
        cells: What to fill.
        looks: Severity → number of its look in the styles part.
    """
    p = root.prefix
    theirs = list(root.each("cfRule"))
    chunks = [
        (severity, " ".join(areas[at : at + _AREAS_EACH]))
        for severity in SEVERITIES
        for areas in [_areas(cells.get(severity, ()))]
        for at in range(0, len(areas), _AREAS_EACH)
    ]
    # A pivot table names its format by the priority, so those must stay; ours then come last.
    is_fixed = any(each.attributes.get("pivot") in ("1", "true") for each in root.each("conditionalFormatting"))
    first = max((_priority(rule) for rule in theirs), default=0) + 1 if is_fixed else 1
    edits = [] if is_fixed else [_shift(xml, rule, len(chunks)) for rule in theirs]
    lines = "".join(
        f'<{p}conditionalFormatting sqref="{areas}"><{p}cfRule type="expression" dxfId="{looks[severity]}" '
        f'priority="{number}"><{p}formula>{FORMULA}</{p}formula></{p}cfRule></{p}conditionalFormatting>'
        for number, (severity, areas) in enumerate(chunks, first)
    )
    after = max((child.end for child in root.children if child.name in _BEFORE_FORMATS), default=root.inner)
    return [(after, after, lines), *edits]


def remove_fills(xml: bytes, root: Element) -> list[Edit]:
    """The edits of a sheet that take our fills away and give the unit's formats their old priorities."""
    gone: list[Element] = []
    _find_ours(root, gone, is_root=True)
    if not gone:
        return []
    ours = {rule.start for rule in root.each("cfRule") if _is_ours(rule)}
    theirs = [rule for rule in root.each("cfRule") if rule.start not in ours]
    edits: list[Edit] = [(element.start, element.end, "") for element in gone]
    if all(_priority(rule) > len(ours) for rule in theirs):
        edits += [_shift(xml, rule, -len(ours)) for rule in theirs]
    return edits


def _find_ours(element: Element, gone: list[Element], *, is_root: bool = False) -> bool:
    """Collect what has to go below this element; whether the element goes itself, because nothing else is in it."""
    if element.name == "cfRule":
        return _is_ours(element)
    if element.name not in _HOLDERS and not is_root:
        return False
    below: list[Element] = []
    going = [child for child in element.children if _find_ours(child, below)]
    left = [child for child in element.children if child not in going]
    if element.name == "conditionalFormatting":
        left = [child for child in left if child.name == "cfRule"]
    if going and not left and not is_root:
        return True
    gone += [*below, *going]
    return False


def _is_ours(rule: Element) -> bool:
    return any(SIGN in child.text for child in rule.children if child.name in ("formula", "f"))


def _priority(rule: Element) -> int:
    said = rule.attributes.get("priority", "")
    return int(said) if said.isdecimal() and len(said) <= _LONGEST_PRIORITY else 0


def _shift(xml: bytes, rule: Element, by: int) -> Edit:
    said = rule.attributes.get("priority", "")
    if not said.isdecimal() or len(said) > _LONGEST_PRIORITY:
        return rule.start, rule.start, ""
    return set_attribute(xml, rule, "priority", str(int(said) + by))


def _areas(cells: Sequence[tuple[int, int]]) -> list[str]:
    """The cells as addresses, cells below each other as one area."""
    areas: list[tuple[int, int, int]] = []
    for row, column in sorted(set(cells), key=lambda cell: (cell[1], cell[0])):
        if areas and areas[-1][2] == column and areas[-1][1] == row - 1:
            areas[-1] = (areas[-1][0], row, column)
        else:
            areas.append((row, row, column))
    return [
        cell_name(top, column) + (f":{cell_name(bottom, column)}" if bottom > top else "")
        for top, bottom, column in areas
    ]
