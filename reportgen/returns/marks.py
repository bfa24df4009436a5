"""A unit's own workbook with cells marked for it: a note with the words and a fill, nothing else changed.

Every part of the file that need not change keeps its bytes: pictures in cells, further sheets, drawings, parts that
nobody knows. Values and styles of cells are never touched, so that what the unit entered comes back as it was.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportgen.errors import UnusableInput
from reportgen.files.text import clean_text
from reportgen.model.findings import Severity
from reportgen.returns import fills, notes, shapes
from reportgen.returns.geometry import Sizes
from reportgen.returns.package import Package
from reportgen.returns.sheets import Sheet, SheetPart, folder_of, open_sheet, sheet_parts, workbook_part
from reportgen.returns.showing import Cell, Showing, cell_of, showing
from reportgen.returns.spans import Edit, read, splice
from reportgen.returns.words import SEVERITIES, SEVERITY_WORDS
from reportgen.workbook.sheetxml import cell_name

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_LONGEST = 3000
"""Characters of a note; what is beyond stands in the notice."""

_BEHIND_DRAWING = frozenset(
    {"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
     "AlternateContent"}
)  # fmt: skip
"""What the schema of a sheet puts behind the drawing of notes."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One cell to mark.

    Attributes:
        sheet: Sheet name as in the file.
        cell: Address in Excel letters.
        severity: Decides the fill.
        words: What the note says, in Chinese.
    """

    sheet: str
    cell: str
    severity: Severity
    words: str


def sheets_to_mark(content: bytes) -> tuple[str, ...]:
    """Names of the worksheets of a workbook in its order, hidden ones last.

    Raises:
        UnusableInput: The workbook is damaged.
    """
    return tuple(sheet.name for sheet in sorted(sheet_parts(Package(content)), key=lambda sheet: sheet.is_hidden))


def mark_workbook(content: bytes, marks: Sequence[Mark]) -> bytes:
    """The workbook with these cells marked and all earlier marks of ours taken off.

    Several marks of one cell become one note in the order of their severity, and the worst decides the fill. The note
    of a cell that cannot show one stands where it is seen and begins with the address meant: at the first cell of a
    merged area, or further right where a threaded comment stands.

    Args:
        content: Bytes of an .xlsx that passed the door.
        marks: What to mark, in any order.

    Raises:
        UnusableInput: The workbook is damaged, or has no such sheet or cell.
    """
    package = Package(content)
    _unmark(package)
    sheets = {sheet.name: sheet for sheet in sheet_parts(package)}
    for mark in marks:
        if mark.sheet not in sheets:
            raise UnusableInput(f"工作簿里没有工作表“{mark.sheet}”，无法标注", mend="请核对文件后重新运行")
    if marks:
        looks = _add_looks(package, next(iter(sheets.values())).family)
        for sheet in sheets.values():
            here = [mark for mark in marks if mark.sheet == sheet.name]
            if here:
                _mark_sheet(package, sheet, here, looks)
    return package.close()


def unmark_workbook(content: bytes) -> bytes:
    """The workbook without our marks, whichever program saved it since; the same bytes where there are none.

    Raises:
        UnusableInput: The workbook is damaged.
    """
    package = Package(content)
    _unmark(package)
    return package.close()


def _unmark(package: Package) -> None:
    for part in sheet_parts(package):
        sheet = open_sheet(package, part.part)
        edits = fills.remove_fills(sheet.xml, sheet.root)
        if sheet.comments:
            edits += _remove_notes(package, sheet)
        if edits:
            package.write(sheet.part, splice(sheet.xml, edits))


def _remove_notes(package: Package, sheet: Sheet) -> list[Edit]:
    """Take our notes and their boxes out; returns what that changes in the sheet itself."""
    xml = package.read_xml(sheet.comments)
    removed = notes.remove_notes(xml)
    if removed.xml == xml:
        return []
    if removed.is_empty:
        package.unrelate(sheet.part, sheet.relation_to(sheet.comments))
        package.drop(sheet.comments)
    else:
        package.write(sheet.comments, removed.xml)
    legacy = sheet.root.child("legacyDrawing")
    if not sheet.drawing or legacy is None or not removed.cells:
        return []
    drawn = shapes.remove_boxes(package.read_xml(sheet.drawing), set(map(cell_of, removed.cells)))
    if not removed.is_empty or not shapes.is_bare(drawn):
        package.write(sheet.drawing, drawn)
        return []
    package.unrelate(sheet.part, sheet.relation_to(sheet.drawing))
    package.drop(sheet.drawing)
    return [(legacy.start, legacy.end, "")]


def _add_looks(package: Package, family: str) -> dict[Severity, int]:
    """Put our looks into the styles part, a new one where the workbook has none; returns their numbers."""
    workbook = workbook_part(package)
    styles = next((each.target for each in package.relations(workbook) if each.kind == "styles"), "")
    if not styles:
        styles = f"{folder_of(package)}styles.xml"
        package.relate(workbook, f"{family}/styles", styles)
    if not package.has(styles):
        package.write(styles, fills.no_styles(read(package.read_xml(workbook)).namespace))
        package.set_type(styles, _STYLES_TYPE)
    xml, looks = fills.add_looks(package.read_xml(styles))
    package.write(styles, xml)
    return looks


def _mark_sheet(package: Package, part: SheetPart, marks: Iterable[Mark], looks: Mapping[Severity, int]) -> None:
    sheet = open_sheet(package, part.part)
    xml = package.read_xml(sheet.comments) if sheet.comments else notes.new_part(sheet.root.namespace)
    shown = showing(sheet.root, notes.threaded_cells(xml))
    worst_first = sorted(marks, key=lambda mark: (SEVERITIES.index(mark.severity), *cell_of(mark.cell)))
    edits = fills.add_fills(sheet.xml, sheet.root, _filled(worst_first, shown), looks)
    said = _said(worst_first, shown)
    xml = notes.add_notes(xml, said)
    comments = sheet.comments
    if not comments:
        comments = package.free_name(f"{folder_of(package)}comments{{}}.xml")
        package.relate(sheet.part, f"{part.family}/comments", comments)
        package.set_type(comments, _COMMENTS_TYPE)
    package.write(comments, xml)
    texts = {cell_of(cell): text for cell, text in notes.texts(xml).items() if cell in said}
    edits += _draw_boxes(package, sheet, texts, part.family)
    package.write(sheet.part, splice(sheet.xml, edits))


def _filled(worst_first: Iterable[Mark], shown: Showing) -> dict[Severity, list[Cell]]:
    """Severity → cells to fill, each cell once."""
    severity: dict[Cell, Severity] = {}
    for mark in worst_first:
        severity.setdefault(shown.fill_at(cell_of(mark.cell)), mark.severity)
    cells: dict[Severity, list[Cell]] = {}
    for cell, found in severity.items():
        cells.setdefault(found, []).append(cell)
    return cells


def _said(worst_first: Iterable[Mark], shown: Showing) -> dict[str, str]:
    """Cell → what its note says, cells row by row."""
    lines: dict[Cell, list[str]] = {}
    for mark in worst_first:
        cell = cell_of(mark.cell)
        at = shown.note_at(cell)
        meant = "" if at == cell else f"{cell_name(*cell)} "
        line = f"{meant}{SEVERITY_WORDS[mark.severity]}：{clean_text(mark.words).strip()}"
        if line not in lines.setdefault(at, []):
            lines[at].append(line)
    return {cell_name(*cell): _numbered(found) for cell, found in sorted(lines.items())}


def _numbered(lines: Sequence[str]) -> str:
    if len(lines) > 1:
        lines = [f"{number}. {line}" for number, line in enumerate(lines, 1)]
    text = "\n".join(lines)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……（余下的见退回修改通知）"


def _draw_boxes(package: Package, sheet: Sheet, texts: Mapping[Cell, str], family: str) -> list[Edit]:
    """Draw a box for each of these notes; returns what that changes in the sheet itself."""
    sizes = Sizes(sheet.xml, sheet.root)
    boxes = [sizes.box(*cell, text) for cell, text in texts.items()]
    drawn = package.read_xml(sheet.drawing) if sheet.drawing else b""
    if shapes.is_bare(drawn):
        drawn = shapes.new_part(boxes=len(boxes), taken=_blocks_taken(package))
    drawn = shapes.fit_boxes(drawn, boxes)
    if sheet.drawing:
        package.write(sheet.drawing, drawn)
        return []
    drawing = package.free_name(f"{folder_of(package)}drawings/vmlDrawing{{}}.vml")
    package.write(drawing, drawn)
    package.set_type(drawing, _DRAWING_TYPE)
    relation_id = package.relate(sheet.part, f"{family}/vmlDrawing", drawing)
    line = f'<{sheet.root.prefix}legacyDrawing xmlns:r="{family}" r:id="{relation_id}"/>'
    legacy = sheet.root.child("legacyDrawing")
    if legacy is not None:  # it leads to a part that is not there
        return [(legacy.start, legacy.end, line)]
    after = max(child.end for child in sheet.root.children if child.name not in _BEHIND_DRAWING)
    return [(after, after, line)]


def _blocks_taken(package: Package) -> set[int]:
    drawings = [part for part in package.parts() if part.lower().endswith(".vml")]
    return {number for part in drawings for number in shapes.blocks_used(package.read(part))}
