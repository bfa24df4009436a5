"""The table of docs/第三方许可.md: every package that a user of reportgen installs, with the licence it states itself.

``python .ci/licences.py`` prints the table; tests/test_licences.py compares it with the document.
"""

import re
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]

_CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Python Software Foundation License": "PSF-2.0",
    "SIL Open Font License 1.1 (OFL-1.1)": "OFL-1.1",
}
_WORDS = {"Apache License 2.0": "Apache-2.0", "PSFL": "PSF-2.0", "ISC License": "ISC"}


@dataclass(frozen=True, slots=True)
class Package:
    """One line of the table."""

    name: str
    is_direct: bool
    licence: str
    needed_by: tuple[str, ...]


def named(name: str) -> str:
    """The one spelling of a package's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def direct() -> tuple[str, ...]:
    """What pyproject.toml asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return tuple(sorted(named(Requirement(text).name) for text in project["dependencies"]))


def licence_of(package: Distribution) -> str:
    """The licence as the package states it: by expression, by a short word, by classifier."""
    metadata = package.metadata
    stated = metadata.get("License-Expression") or ""
    short = (metadata.get("License") or "").strip()
    if not stated and short and "\n" not in short and len(short) < 60:
        stated = _WORDS.get(short, short)
    if not stated:
        kinds = [
            each.rpartition(" :: ")[2] for each in metadata.get_all("Classifier") or () if each.startswith("License")
        ]
        stated = " OR ".join(_CLASSIFIERS.get(kind, kind) for kind in kinds)
    return stated or "（未写明）"


def packages() -> tuple[Package, ...]:
    """The direct ones, then what they bring, by name; those of other systems are not installed and not seen."""
    brought: dict[str, set[str]] = {}
    found: dict[str, Distribution] = {}

    def reach(name: str) -> None:
        if named(name) in found:
            return
        try:
            package = distribution(name)
        except PackageNotFoundError:
            return
        found[named(name)] = package
        for need in needs_of(package):
            brought.setdefault(named(need), set()).add(named(name))
            reach(need)

    for name in direct():
        reach(name)
    rows = (
        Package(name, name in direct(), licence_of(package), tuple(sorted(brought.get(name, ()))))
        for name, package in found.items()
    )
    return tuple(sorted(rows, key=lambda row: (not row.is_direct, row.name)))


def needs_of(package: Distribution) -> Iterable[str]:
    """The names of what a package needs here, extras left out."""
    for text in package.requires or ():
        need = Requirement(text)
        if need.marker is None or need.marker.evaluate({"extra": ""}):
            yield need.name


def main() -> None:
    """Print the table."""
    for row in packages():
        print(f"| {row.name} | {'直接' if row.is_direct else '间接'} | {row.licence} | {'、'.join(row.needed_by)} |")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main()
