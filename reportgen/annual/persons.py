"""What must not reach a published page in the texts of 年报数据.xlsx: personal data and secrecy marks."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportgen.annual.facts import TEXTS
from reportgen.catalogue import finding
from reportgen.check.personal_data import find_marks, find_personal
from reportgen.document.withheld import PERSONAL, without_personal
from reportgen.model.annual import AnnualInput, AnnualParagraph
from reportgen.model.findings import Finding, Place

_SHOWN = 3


def persons_in(given: AnnualInput) -> Iterator[Finding]:
    """Identity numbers, bank cards, mobile numbers and e-mail addresses, masked, and marks, a finding for each cell."""
    for spec in TEXTS:
        cells: dict[Place, list[str]] = {}
        for paragraph in given.texts.get(spec.key, ()):
            cells.setdefault(paragraph.place, []).append(paragraph.text)
        for place, lines in cells.items():
            text = "\n".join(lines)
            hits = find_personal(text)
            for code, word in PERSONAL.items():
                masked = list(dict.fromkeys(hit.masked for hit in hits if hit.kind == code))
                if masked:
                    more = f"等 {len(masked)} 个" if len(masked) > _SHOWN else ""
                    said = f"“{spec.label}”中像是有{word}：{'、'.join(masked[:_SHOWN])}{more}"
                    yield finding(code, place, said)
            for code, mark in find_marks(text):
                yield finding(code, place, f"“{spec.label}”中有“{mark}”字样")


def without_persons(given: AnnualInput, findings: Iterable[Finding]) -> AnnualInput:
    """The texts without the personal data of open findings; a mark 〔待补充：…〕 stands in their place."""
    kinds: dict[Place, set[str]] = {}
    for one in findings:
        if one.is_open and one.code in PERSONAL:
            kinds.setdefault(one.place, set()).add(one.code)
    if not kinds:
        return given
    return replace(
        given,
        texts={
            key: tuple(_without(paragraph, kinds.get(paragraph.place, set())) for paragraph in paragraphs)
            for key, paragraphs in given.texts.items()
        },
    )


def _without(paragraph: AnnualParagraph, kinds: set[str]) -> AnnualParagraph:
    return replace(paragraph, text=without_personal(paragraph.text, kinds)) if kinds else paragraph
