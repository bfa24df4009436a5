"""The worksheets of a package, found by its relationships whatever its parts are called."""

from dataclasses import dataclass

from reportgen.returns.package import Package, Relation
from reportgen.returns.spans import Element, damaged, read

_USUAL = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One worksheet.

    Attributes:
        name: As in the file.
        is_hidden: Hidden or very hidden.
        part: Its part.
        family: The long address that types of relationships begin with in this workbook (strict or transitional).
    """

    name: str
    is_hidden: bool
    part: str
    family: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet taken apart.

    Attributes:
        part: Its part.
        xml: The part's bytes in UTF-8.
        root: Its root element, the cells left out.
        relations: Its relationships.
        comments: Its comments part, ``""`` where it has none.
        drawing: The part with the boxes of its notes and other old drawings, ``""`` where it has none.
    """

    part: str
    xml: bytes
    root: Element
    relations: tuple[Relation, ...]
    comments: str
    drawing: str

    def relation_to(self, part: str) -> str:
        """Id of the relationship that leads to a part of this sheet."""
        return next(relation.id for relation in self.relations if relation.target == part)


def workbook_part(package: Package) -> str:
    """The workbook's part, ``xl/workbook.xml`` as a rule.

    Raises:
        UnusableInput: The package is no workbook.
    """
    for relation in package.relations(""):
        if relation.kind == "officeDocument" and package.has(relation.target):
            return relation.target
    if package.has(_USUAL):
        return _USUAL
    raise damaged()


def folder_of(package: Package) -> str:
    """The folder of the workbook's part with its closing slash, ``xl/`` as a rule."""
    folder = workbook_part(package).rpartition("/")[0]
    return f"{folder}/" if folder else ""


def sheet_parts(package: Package) -> tuple[SheetPart, ...]:
    """All worksheets in the workbook's order; sheets of charts and macros are none."""
    workbook = workbook_part(package)
    leading = {relation.id: relation for relation in package.relations(workbook) if relation.kind == "worksheet"}
    found = []
    for sheet in read(package.read_xml(workbook)).each("sheet"):
        said = sheet.attributes
        relation = leading.get(said.get("id", ""))
        if relation and package.has(relation.target):
            is_hidden = said.get("state", "visible") != "visible"
            family = relation.type.rpartition("/")[0]
            found.append(SheetPart(said.get("name", ""), is_hidden, relation.target, family))
    return tuple(found)


def open_sheet(package: Package, part: str) -> Sheet:
    """Take a worksheet apart.

    Raises:
        UnusableInput: The part is damaged.
    """
    xml = package.read_xml(part)
    root = read(xml, skip=frozenset({"sheetData"}))
    if root.name != "worksheet":
        raise damaged()
    relations = tuple(package.relations(part))
    comments = next((each.target for each in relations if each.kind == "comments" and package.has(each.target)), "")
    legacy = root.child("legacyDrawing")
    wanted = legacy.attributes.get("id") if legacy else None
    drawing = next((each.target for each in relations if each.id == wanted and package.has(each.target)), "")
    return Sheet(part, xml, root, relations, comments, drawing)
