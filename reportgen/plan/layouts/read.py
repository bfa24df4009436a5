"""Which layout a document has, and the plan that it gives."""

import re
from collections import Counter
from dataclasses import replace

from reportgen.errors import UnusableInput
from reportgen.model.blocks import Document, Grid, Paragraph
from reportgen.model.plan import Plan, PlanWarning
from reportgen.plan.layouts.draft import Draft, finish
from reportgen.plan.layouts.flattened import find_flattened, read_flattened
from reportgen.plan.layouts.narrative import read_narrative
from reportgen.plan.layouts.table import read_tables
from reportgen.plan.layouts.traditional import folded, is_traditional, unfolded
from reportgen.plan.phrases.heading import find_issuer, find_title, find_year
from reportgen.plan.phrases.labels import split_label

_TITLE_WITHIN = 4
_AFTER_DATE = re.compile(
    r".*(?:\d{4}年\d{1,2}月\d{1,2}日|[一二][〇○零九][〇○零一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)",
    re.DOTALL,
)


def read_layout(document: Document) -> Plan:
    """The plan of a document.

    Raises:
        UnusableInput: No plan can be recognised; says what was looked for.
    """
    if is_traditional(document):
        return unfolded(_read(folded(document)), document)
    return _read(document)


def find_draft(document: Document) -> tuple[str, Draft]:
    """The plan's own title (``""`` where it has none) and what the document's layout gives."""
    paragraphs = _paragraphs(document)
    lines, after = _opening(document, paragraphs)
    title, title_end = find_title(lines)
    return title, _best_draft(document, paragraphs, title, title_end if title else after)


def _paragraphs(document: Document) -> list[Paragraph]:
    return [block for block in document.blocks if isinstance(block, Paragraph)]


def _read(document: Document) -> Plan:
    title, draft = find_draft(document)
    if not draft.requirements:
        raise UnusableInput(
            "没有认出分工方案",
            mend="找过：含“具体要求”“责任单位”等列的表格；“一、”“（一）”“1.”编号的条款。请确认文件是分工方案，或整理成表格后再用",
            file=document.file,
        )
    paragraphs = _paragraphs(document)
    lines, _ = _opening(document, paragraphs)
    text = "\n".join([*lines, *(f"{found.text}\n{found.due}" for found in draft.requirements)])
    plan = finish(
        draft,
        title=title,
        issuer=find_issuer(title, [paragraph.text for paragraph in paragraphs] or lines),
        year=find_year(title, text),
    )
    notes = tuple(PlanWarning("source-note", None, note) for note in document.notes)
    return replace(plan, warnings=(*plan.warnings, *notes, *_doubts_on_heading(plan)))


def _doubts_on_heading(plan: Plan) -> list[PlanWarning]:
    doubts = []
    if not plan.title:
        doubts.append(PlanWarning("title-missing", None, "没有读到方案标题，请在任务清单.xlsx 中补上"))
    if not plan.issuer:
        doubts.append(PlanWarning("issuer-missing", None, "没有读到发文单位，请在任务清单.xlsx 中补上"))
    if not plan.year:
        doubts.append(PlanWarning("year-missing", None, "没有读到年度，请在任务清单.xlsx 中补上"))
    return doubts


def _opening(document: Document, paragraphs: list[Paragraph]) -> tuple[list[str], int]:
    """Lines in which the title may stand, and how many paragraphs they cover."""
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            lines += _title_rows(block)
            break
        lines.append(block.text)
    flat = find_flattened(paragraphs)
    if flat:
        number, header = flat
        before = _AFTER_DATE.sub("", paragraphs[number].text[: header.start()])
        return [*(paragraph.text for paragraph in paragraphs[:number]), before], number
    return lines, 0


def _title_rows(grid: Grid) -> list[str]:
    """Rows above a table's header that span it, or hold one cell, as spreadsheets set their titles."""
    filled = Counter(cell.row for cell in grid.cells if cell.text.strip())
    return [
        cell.text
        for cell in grid.cells
        if cell.row < _TITLE_WITHIN
        and cell.text.strip()
        and (cell.column_span >= max(2, grid.columns - 1) or filled[cell.row] == 1)
    ]


def _best_draft(document: Document, paragraphs: list[Paragraph], title: str, title_end: int) -> Draft:
    """The table where there is one with requirements, else the run-together table, else the narrative."""
    tables = read_tables(document.blocks, title=title)
    flat = find_flattened(paragraphs)
    if flat:
        flattened = read_flattened(paragraphs[flat[0]], flat[1])
        if len(flattened.requirements) > len(tables.requirements):
            flattened.outside += [paragraph.text for paragraph in paragraphs if paragraph is not paragraphs[flat[0]]]
            return flattened
    narrative = _narrative(paragraphs, title_end)
    named = sum(bool(found.printed) and any(phrase for _, phrase in found.printed) for found in tables.requirements)
    if tables.requirements and (named or len(tables.requirements) >= len(narrative.requirements)):
        if len(narrative.requirements) >= len(tables.requirements) > 0 and not named:
            return narrative
        return tables
    return narrative


def _narrative(paragraphs: list[Paragraph], title_end: int) -> Draft:
    start = title_end
    if start == 0:
        labelled = (number for number, paragraph in enumerate(paragraphs) if split_label(paragraph.text)[0])
        start = next(labelled, 0)
    return read_narrative(paragraphs, start)
