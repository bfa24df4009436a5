"""Small makers for the tests of templates: a Word template of a few paragraphs, and what the check says about it."""

import docx

from reportgen.document.templatecheck import check_word
from reportgen.files.door import admit
from reportgen.resources import templates_folder


def empty_template():
    """Our template without its content: our styles and page."""
    document = docx.Document(str(templates_folder() / "section.docx"))
    body = document.element.body
    for child in list(body)[:-1]:
        body.remove(child)
    return document


def with_paragraphs(*texts):
    document = empty_template()
    for text in texts:
        document.add_paragraph(text)
    return document


def with_table(*rows):
    document = empty_template()
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return document


def saved(document, tmp_path, name="模板.docx"):
    path = tmp_path / name
    document.save(str(path))
    return path


def checked(document, tmp_path):
    return check_word(admit(saved(document, tmp_path)))


def brief(check, *, notes=False):
    """(where, code) of every remark."""
    return [(one.where, one.code) for one in check.remarks if notes or one.severity != "note"]
