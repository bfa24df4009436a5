"""What one folder gives to a roll-up, reduced to what is summed, compared and shown."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Final

from reportgen.annual.facts import COUNTS, TEXTS
from reportgen.annual.form import figure_keys
from reportgen.annual.rollup.codes import rollup_finding
from reportgen.annual.rollup.find import BodyFiles, inside
from reportgen.errors import ReportgenError
from reportgen.files.text import clean_text
from reportgen.model.annual import AnnualFigure, AnnualInput, FigureKey, Scope
from reportgen.model.completion import Tally
from reportgen.model.findings import Finding, Place

Amount = int | Decimal
"""A figure; whole numbers are ``int``, of which ten thousand bodies hold two million."""

_SEEN: Final = re.compile(r"[\s\u200b-\u200f\u2060\ufeff“”\"'《》]+")


@dataclass(frozen=True, slots=True)
class BodyRead:
    """What the reader found in a body's folder.

    Attributes:
        input: Its 年报数据.xlsx, ``None`` where there is none.
        is_untouched: Whether nobody has filled it.
        completion: All tasks of its plan, ``None`` where it has no working folder.
        findings: Of its form and of the rules.
        name: How its settings call it, for a folder without a workbook.
        year: The year of its plan.
    """

    input: AnnualInput | None = None
    is_untouched: bool = False
    completion: Tally | None = None
    findings: tuple[Finding, ...] = ()
    name: str = ""
    year: int | None = None


Reader = Callable[[BodyFiles], BodyRead]
"""Reads one folder; a plain function of a module, so that other processes can run it."""


@dataclass(frozen=True, slots=True)
class ReportedBody:
    """One body.

    Attributes:
        name: As it calls itself; the folder's name where it does not.
        folder: Relative to the folder that was named.
        file: Its workbook, likewise; ``None`` for none.
        fingerprint: SHA-256 of the workbook's bytes, ``""`` where it was not read.
        year: Of the report.
        scope: Whose figures these are.
        values: One per ``figure_keys()``, ``None`` for a cell without a number; ``()`` where there is no report.
        counts: Likewise, one per ``COUNTS``.
        words: Stands for everything written that is no number: remarks, marks, texts.
        is_blank: Whether there is a workbook that nobody has filled.
        completion: All tasks of its plan, counted; ``None`` where it has none.
        plan_year: The plan's year, ``None`` where it is not said.
        findings: Of its form and of the rules.
        problem: Why its files could not be read, ``None`` where they were.
        input: All that was read, kept for the parent body alone: of ten thousand it would fill the memory.
    """

    name: str
    folder: str
    file: str | None = None
    fingerprint: str = ""
    year: int | None = None
    scope: Scope = "own"
    values: tuple[Amount | None, ...] = ()
    counts: tuple[Amount | None, ...] = ()
    words: str = ""
    is_blank: bool = False
    completion: Tally | None = None
    plan_year: int | None = None
    findings: tuple[Finding, ...] = ()
    problem: str | None = None
    input: AnnualInput | None = None

    @property
    def has_report(self) -> bool:
        """Whether there is a report with something in it."""
        return bool(self.values) and not self.is_blank

    @property
    def is_failing(self) -> bool:
        """Whether an error of its report is open."""
        return any(finding.severity == "error" and finding.is_open for finding in self.findings)

    def value(self, key: FigureKey) -> Amount | None:
        """A figure; ``None`` where there is no number."""
        return self.values[POSITIONS[key]] if self.values else None

    def says_the_same_as(self, other: "ReportedBody") -> bool:
        """Whether both are the same report, whatever their files are called or how often they were saved."""
        return (self.year, self.scope, self.values, self.counts, self.words) == (
            other.year,
            other.scope,
            other.values,
            other.counts,
            other.words,
        )


POSITIONS: Final[Mapping[FigureKey, int]] = {key: at for at, key in enumerate(figure_keys())}
"""Where each figure stands in ``ReportedBody.values``."""


def normal_name(name: str) -> str:
    """The name by which a body is recognised: width, blanks, quotes and invisible characters do not matter."""
    return _SEEN.sub("", unicodedata.normalize("NFKC", name)).casefold()


def read_body(files: BodyFiles, *, read: Reader, keep_input: bool = False) -> ReportedBody:
    """Read one folder and reduce it; whatever is wrong with it is said in the result and never raised.

    Args:
        files: The folder.
        read: See ``Reader``.
        keep_input: Whether all that was read is kept.
    """
    folder_name = PurePosixPath(files.folder).name or files.path.resolve().name
    try:
        found = read(files)
        fingerprint = _fingerprint(files) if found.input else ""
    except ReportgenError as error:
        mend = f"；{error.mend}" if error.mend else ""
        return ReportedBody(folder_name, files.folder, files.file, problem=f"{error.what}{mend}")
    except OSError as error:
        return ReportedBody(folder_name, files.folder, files.file, problem=f"读不出来（{error.strerror or error}）")
    except Exception as error:  # noqa: BLE001 - one file of thousands must not stop the others; it is named
        kind = type(error).__name__
        return ReportedBody(
            folder_name, files.folder, files.file, problem=f"读取时程序出错（{kind}），请单独检查这个文件"
        )
    body = reduce_body(found, files, folder_name=folder_name)
    return replace(body, fingerprint=fingerprint, input=found.input if keep_input else None)


def reduce_body(found: BodyRead, files: BodyFiles, *, folder_name: str) -> ReportedBody:
    """What a roll-up needs of what was read."""
    completion = replace(found.completion, tasks=()) if found.completion else None
    if found.input is None:
        name = _tidy(found.name) or folder_name
        own = _placed(found.findings, files, name)
        return ReportedBody(name, files.folder, completion=completion, plan_year=found.year, findings=own)
    report = found.input.report
    name = _tidy(report.body) or folder_name
    findings = _placed(found.findings, files, name)
    if not _tidy(report.body) and not found.is_untouched:
        what = f"年报数据没有写单位名称，暂称为“{name}”"
        findings += (rollup_finding("rollup-name", Place(files.file), what, unit=name),)
    values = tuple(_amount(report.figures.get(key)) for key in figure_keys())
    counts = tuple(_amount(found.input.counts.get(spec.key)) for spec in COUNTS)
    is_empty = not found.input.texts and all(value is None for value in (*values, *counts))
    return ReportedBody(
        name,
        files.folder,
        files.file,
        year=report.year,
        scope=report.scope,
        values=values,
        counts=counts,
        words=_words(found.input),
        is_blank=found.is_untouched or is_empty,
        completion=completion,
        plan_year=found.year,
        findings=findings,
    )


def _tidy(name: str) -> str:
    """The name as it is shown."""
    return " ".join(clean_text(name).split())


def _placed(findings: tuple[Finding, ...], files: BodyFiles, name: str) -> tuple[Finding, ...]:
    """The findings with their file named from the folder of all bodies, and with the body."""
    return tuple(
        replace(
            finding,
            place=replace(
                finding.place,
                file=inside(files.folder, finding.place.file) if finding.place.file else files.file or files.folder,
            ),
            unit=name,
        )
        for finding in findings
    )


def _amount(figure: AnnualFigure | None) -> Amount | None:
    if figure is None or figure.value is None:
        return None
    return int(figure.value) if figure.value == figure.value.to_integral_value() else figure.value


def _words(read: AnnualInput) -> str:
    """A digest of the cells that hold more than a number, and of the texts."""
    digest = hashlib.sha256()
    cells = [
        *((str(at), read.report.figures.get(key)) for at, key in enumerate(figure_keys())),
        *((spec.key, read.counts.get(spec.key)) for spec in COUNTS),
    ]
    for name, figure in cells:
        if figure and (figure.state in ("mark", "unreadable") or figure.remark):
            text = figure.text.strip() if figure.state == "unreadable" else figure.remark
            digest.update(repr((name, figure.state, text)).encode())
    for spec in TEXTS:
        paragraphs = [paragraph.text for paragraph in read.texts.get(spec.key, ())]
        if paragraphs:
            digest.update(repr((spec.key, paragraphs)).encode())
    return digest.hexdigest()[:16]


def _fingerprint(files: BodyFiles) -> str:
    if files.workbook is None:
        return ""
    with files.workbook.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
