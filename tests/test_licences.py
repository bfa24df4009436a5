"""Every package that a user installs is listed in docs/第三方许可.md, under the licence its own metadata states."""

import re
from importlib.metadata import distribution, version
from pathlib import Path

import licences
import pytest

ROOT = Path(__file__).resolve().parents[1]

TEXT = (ROOT / "docs" / "第三方许可.md").read_text(encoding="utf-8")
LISTED = {
    row[0]: (row[1] == "直接", row[2])
    for row in re.findall(r"^\| ([\w-]+) \| (直接|间接) \| ([^|]+) \| [^|]*\|$", TEXT, re.MULTILINE)
}
LOCKED = set(
    re.findall(r"^([\w-]+)==(\S+)", (ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE)
)
PERMITTED = {
    *(
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "0BSD",
        "Apache-2.0",
        "PSF-2.0",
        "ISC",
        "Zlib",
        "CC0-1.0",
    ),
    *("OFL-1.1", "LGPL-2.1-only"),
}


def test_every_package_is_listed_with_the_licence_it_states():
    """Another version than the one we checked may state its licence in other words."""
    rows = licences.packages()
    assert {row.name for row in rows} - set(LISTED) == set()
    for row in rows:
        if (row.name, version(row.name)) in LOCKED:
            assert LISTED[row.name] == (row.is_direct, row.licence), row.name


def test_the_direct_ones_are_those_of_the_project():
    assert {name for name, (is_direct, _) in LISTED.items() if is_direct} == set(licences.direct())


def test_every_licence_lets_an_office_use_and_pass_on_the_program():
    for name, (_, licence) in LISTED.items():
        words = set(re.split(r" OR | AND |, ", licence)) - {"dependency licenses"}
        assert words <= PERMITTED, name


def test_a_licence_is_read_from_each_place_where_packages_state_it():
    class Stated(dict):
        def get_all(self, _):
            return self.get("Classifier")

    def read(**fields):
        stated = Stated({name.replace("_", "-"): value for name, value in fields.items()})
        return licences.licence_of(type("Package", (), {"metadata": stated})())

    assert read(License_Expression="MIT-0", License="别的") == "MIT-0"
    assert read(License="Apache License 2.0") == "Apache-2.0"
    assert read(License="第一行\n第二行", Classifier=["License :: OSI Approved :: BSD License"]) == "BSD-3-Clause"
    assert read() == "（未写明）"


@pytest.mark.parametrize("package", ["pylopdf-fonts-zh-cn"])
def test_the_licence_of_the_font_is_ours_to_hand_on_word_for_word(package):
    (path,) = [each for each in distribution(package).files if each.name == "LICENSE"]
    given = path.read_text(encoding="utf-8").split()
    assert (ROOT / "docs" / "字体许可.txt").read_text(encoding="utf-8").split() == given
    assert "SIL OPEN FONT LICENSE Version 1.1" in " ".join(given)
