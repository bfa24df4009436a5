"""Sample plans as Word files, laid out as public bodies publish them: merged cells or numbered clauses, A4."""

from collections.abc import Sequence
from types import ModuleType

from docx.shared import Mm
from making import word

WIDTHS = (Mm(34), Mm(88), Mm(34))
WIDE = (Mm(36), Mm(40), Mm(115), Mm(52))
Category = tuple[str, tuple[tuple[str, str | None], ...]]


def plan_docx(title: str, head: Sequence[str], categories: Sequence[Category]) -> bytes:
    """One table of three columns; a category's cell covers its rows, ``None`` merges a unit cell with the one above."""
    document = word.page()
    word.add_headline(document, title)
    table = word.start_table(document, WIDTHS)
    for cell, text in zip(table.add_row().cells, head, strict=True):
        word.fill(cell, text, font="黑体")
    for category, items in categories:
        first = len(table.rows)
        for text, responsibility in items:
            row = table.add_row()
            word.fill(row.cells[1], text)
            if responsibility is None:
                table.cell(len(table.rows) - 2, 2).merge(row.cells[2])
            else:
                word.fill(row.cells[2], responsibility)
        word.fill(table.cell(first, 0).merge(table.cell(len(table.rows) - 1, 0)), category)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = width
    return word.finish(document, title)


def two_headings_docx(plan: ModuleType) -> bytes:
    """One table of four columns on lying A4: both headings' cells cover their rows, requirements share a cell."""
    document = word.page(is_wide=True)
    word.add_headline(document, plan.TITLE)
    table = word.start_table(document, WIDE)
    header = table.add_row()
    word.repeat_on_every_page(header)
    for cell, text in zip(header.cells, plan.HEAD, strict=True):
        word.fill(cell, text, font="黑体")
    merged = []  # merged last: a row added below a merged cell would be part of it
    for first_heading, groups in plan.PLAN:
        top = len(table.rows)
        for second_heading, rows in groups:
            start = len(table.rows)
            for items, responsibility in rows:
                row = table.add_row()
                word.fill(row.cells[2], items)
                if responsibility is None:
                    merged.append(((len(table.rows) - 2, 3), (len(table.rows) - 1, 3), None))
                else:
                    word.fill(row.cells[3], responsibility.split("\n"))
            if second_heading:
                merged.append(((start, 1), (len(table.rows) - 1, 1), second_heading))
        merged.append(((top, 0), (len(table.rows) - 1, 0 if groups[0][0] else 1), first_heading))
    for first, last, text in merged:
        cell = table.cell(*first).merge(table.cell(*last))
        if text is not None:
            word.fill(cell, text)
    word.add_text(document, plan.NOTE, indent=False, size=10.5)
    return word.finish(document, plan.TITLE)


def narrative_with_units_docx(plan: ModuleType) -> bytes:
    """A notice, then clauses that Word numbers by itself and that end in their units."""
    document = word.page()
    for line in plan.NOTICE_TITLE:
        word.add_headline(document, line)
    word.add_text(document, plan.NUMBER, centred=True)
    word.add_blank(document)
    for number, line in enumerate(plan.NOTICE):
        word.add_text(document, line, indent=number > 0)
    word.add_blank(document)
    word.add_signature(document, plan.SIGNATURE)
    document.add_page_break()
    for line in plan.TITLE:
        word.add_headline(document, line)
    word.add_text(document, plan.PREAMBLE)
    numbering = word.start_numbering(document)
    for heading, clauses in plan.PLAN:
        word.number_by_word(word.add_text(document, heading, indent=False, font="黑体"), numbering, 0)
        for title, paragraphs in clauses:
            for number, (text, units) in enumerate(paragraphs):
                tail = f"（责任单位：{units}）" if units else ""
                if number:
                    word.add_text(document, text + tail)
                    continue
                clause = word.add_text(document, f"{title}。", indent=False, font="楷体_GB2312")
                word.write(clause, text + tail, font=word.BODY, size=16)
                word.number_by_word(clause, numbering, 1)
    word.add_text(document, plan.CLOSING)
    word.add_page_numbers(document)
    return word.finish(document, "".join(plan.TITLE))


def narrative_docx(plan: ModuleType) -> bytes:
    """Clauses with typed numbers and without units, a running head and page numbers; made to become a PDF."""
    document = word.page()
    word.add_running_head(document, plan.RUNNING_HEAD)
    for line in plan.TITLE:
        word.add_headline(document, line)
    word.add_text(document, plan.PREAMBLE)
    numerals = "一二三四五六七八九"
    for numeral, (heading, clauses) in zip(numerals, plan.PLAN, strict=False):
        word.add_text(document, f"{numeral}、{heading}", font="黑体")
        for label, (title, paragraphs) in zip(numerals, clauses, strict=False):
            clause = word.add_text(document, f"（{label}）{title}。", font="楷体_GB2312")
            word.write(clause, paragraphs[0], font=word.BODY, size=16)
            for text in paragraphs[1:]:
                word.add_text(document, text)
    word.add_page_numbers(document)
    return word.finish(document, "".join(plan.TITLE))
