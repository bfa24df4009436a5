"""Data flows one way: no room imports one that stands above it or beside it."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "reportgen"

# From the ground up; rooms of one floor do not know each other.
FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"errors", "terms", "resources", "figures"}),
    frozenset({"model"}),
    frozenset({"catalogue", "files"}),
    frozenset({"plan", "workbook"}),
    frozenset({"check", "completion", "roster"}),
    frozenset({"charts", "ledger", "returns"}),
    frozenset({"document"}),
    frozenset({"annual"}),
    frozenset({"folder"}),
    frozenset({"steps"}),
    frozenset({"results"}),
    frozenset({"cli"}),
    frozenset({"__main__"}),
)


def room_of(module: str) -> str | None:
    """``reportgen.plan.sources.docx`` → ``plan``; ``None`` for the package itself and foreign modules."""
    parts = module.split(".")
    return parts[1] if parts[0] == "reportgen" and len(parts) > 1 else None


def floor_of(room: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute, so that every arrow can be read"
            found |= {f"{node.module}.{name.name}" for name in node.names}
    return found


def test_nothing_imports_upwards_or_sideways():
    wrong = []
    for path in sorted(PACKAGE.rglob("*.py")):
        room = room_of(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts))
        if room in (None, "__init__"):
            continue
        for target in sorted(filter(None, map(room_of, imports(path)))):
            if target == "__version__" or target == room:
                continue
            if floor_of(target) >= floor_of(room):
                wrong.append(f"{path.relative_to(PACKAGE.parent)} imports {target}")
    assert wrong == []


def test_every_room_stands_on_a_floor():
    rooms = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert rooms - {"__init__"} <= set().union(*FLOORS)
