"""Names of Word's XML and its on/off switches."""

from typing import Final

from lxml import etree

NS: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VAL: Final = NS + "val"
_OFF = frozenset({"0", "false", "off", "none"})


def switched_on(parent: etree._Element | None, name: str) -> bool:
    """Whether a toggle such as ``vanish`` stands under ``parent`` and is not switched off."""
    if parent is None:
        return False
    found = parent.find(NS + name)
    return found is not None and (found.get(VAL) or "1") not in _OFF


def value_of(parent: etree._Element | None, name: str) -> str | None:
    """The ``w:val`` of a child, or ``None``."""
    if parent is None:
        return None
    found = parent.find(NS + name)
    return None if found is None else found.get(VAL)


def whole(text: str | None, default: int | None = None) -> int | None:
    """The whole number that an attribute holds; ``default`` where it holds none."""
    if text is None:
        return default
    try:
        return int(text)
    except ValueError:
        return default
