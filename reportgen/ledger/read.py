"""校核结果.xlsx → a person's decisions and the history; everything else in it is the program's own."""

import io
from collections.abc import Iterator, Mapping

import openpyxl

from reportgen.errors import UnusableInput
from reportgen.files.damage import told_as_damaged
from reportgen.files.door import check_package, kind_of
from reportgen.files.limits import ROWS
from reportgen.files.package import with_escapes
from reportgen.files.text import clean_text, decode_excel_escapes
from reportgen.ledger import form
from reportgen.model.ledger import Event, EventKind, Ledger

_YES = frozenset({"属实", "是", "√", "✓", "确认", "已核", "已核实", "核实", "无误", "y", "yes"})


def read_ledger(content: bytes, *, file: str) -> Ledger:
    """The decisions and the history of an earlier check.

    Raises:
        UnusableInput: The file is no workbook of ours any more: a person's decisions in it must not be lost.
    """
    if kind_of(content) != "xlsx":
        raise UnusableInput("不是 Excel 工作簿", mend="请从备份恢复，或移走它后重新运行", file=file)
    check_package(content, name=file)
    with told_as_damaged(file, mend="请从备份恢复，或移走它后重新运行"):
        book = openpyxl.load_workbook(io.BytesIO(with_escapes(content)), data_only=True, read_only=True)
        rows = {name: list(_rows(book, name)) for name in (form.OPEN_SHEET, form.HISTORY_SHEET)}
    dismissals, unexplained, remarks, kept = {}, set(), {}, {}
    for row in rows[form.OPEN_SHEET]:
        key, reason = row.get(form.KEY, ""), row.get(form.REASON, "")
        is_marked = row.get(form.TRUE, "").strip("。.").lower() in _YES
        if not key or not (is_marked or reason):
            continue
        if is_marked and reason:
            dismissals[key] = reason
        elif is_marked:
            unexplained.add(key)
            continue
        else:
            remarks[key] = reason
        kept[key] = tuple(row.get(title, "") for title in form.FINDING_COLUMNS)
    events = tuple(event for row in rows[form.HISTORY_SHEET] if (event := _event(row)))
    return Ledger(dismissals, frozenset(unexplained), remarks, kept, events)


def _rows(book: openpyxl.Workbook, name: str) -> Iterator[Mapping[str, str]]:
    """The rows below the titles as title → text."""
    if name not in book.sheetnames:
        return
    sheet = book[name]
    sheet.reset_dimensions()
    titles: dict[int, str] = {}
    needed = form.KEY if name == form.OPEN_SHEET else form.HISTORY_COLUMNS[1]
    for number, cells in enumerate(sheet.iter_rows(max_col=60, values_only=True)):
        if number > ROWS:
            return
        texts = ["" if value is None else clean_text(decode_excel_escapes(str(value))).strip() for value in cells]
        if titles:
            yield {title: texts[at] for at, title in titles.items() if at < len(texts)}
        elif needed in texts:
            titles = {at: text for at, text in enumerate(texts) if text}


_KINDS: Mapping[str, EventKind] = {word: kind for kind, word in form.EVENT_WORDS.items()}


def _event(row: Mapping[str, str]) -> Event | None:
    unit, word, day, file, errors, warnings, fingerprint = (row.get(title, "") for title in form.HISTORY_COLUMNS)
    kind = _KINDS.get(word)
    if not unit or kind is None:
        return None
    return Event(unit, kind, day, file, fingerprint, _number(errors), _number(warnings))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
