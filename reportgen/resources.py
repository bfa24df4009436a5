"""Where the templates and sample inputs lie: inside the installed package, or beside it in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def templates_folder() -> Path:
    """The folder of Word templates and text templates."""
    return _folder("templates")


def inputs_folder() -> Path:
    """The folder of sample plans, one sub-folder each."""
    return _folder("inputs")


def _folder(name: str) -> Path:
    packed = _PACKAGE / f"_{name}"
    return packed if packed.is_dir() else _PACKAGE.parent / name
