"""Folders of invented bodies for the roll-up: workbooks made in a millisecond, and a small reader for them.

The workbooks show the official labels and spans, so that any reader of 年报数据.xlsx can read them.
"""

import io
import os
import random
import time
import zipfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from xml.sax.saxutils import escape

from reportgen.annual.facts import COUNTS, TEXTS
from reportgen.annual.figure_cell import read_figure
from reportgen.annual.form import PARTS, RESULTS, figure_keys, table_form
from reportgen.annual.rollup import BodyFiles, BodyRead
from reportgen.annual.rollup.body import ReportedBody, reduce_body
from reportgen.annual.totals import computed, parts_of
from reportgen.errors import UnusableInput
from reportgen.files.door import admit
from reportgen.model.annual import AnnualFigure, AnnualInput, AnnualParagraph, AnnualReport, FigureKey, TableName
from reportgen.model.completion import Tally
from reportgen.model.findings import Finding, Place
from reportgen.workbook.book import open_book

SHEETS: Mapping[TableName, str] = {"disclosure": "主动公开", "requests": "依申请公开", "reviews": "复议诉讼"}
SITUATION = "情况"
BASICS = ("年度", "单位名称", "机关类型", "统计范围", "落款日期")
APPLICANTS = ("person", "company", "research", "welfare", "legal", "other")

Typed = Mapping[FigureKey, int | Decimal | str]


def typed_figures(seed: int) -> dict[FigureKey, int | Decimal]:
    """Figures of one body that agree with each other, totals included."""
    dice = random.Random(seed)
    figures: dict[FigureKey, int | Decimal] = dict.fromkeys(figure_keys(), 0)
    for column in APPLICANTS:
        for row in dice.sample(RESULTS, dice.randint(0, 6)):
            figures[FigureKey("requests", row, column)] = dice.randint(0, 40)
        done = sum(figures[FigureKey("requests", row, column)] for row in RESULTS)
        carried_in, carried_out = dice.randint(0, int(done)), dice.randint(0, 5)
        figures[FigureKey("requests", "r02", column)] = carried_in
        figures[FigureKey("requests", "r25", column)] = carried_out
        figures[FigureKey("requests", "r01", column)] = done + carried_out - carried_in
    for row in ("reconsideration", "direct", "after"):
        for column in ("upheld", "corrected", "other", "pending"):
            figures[FigureKey("reviews", row, column)] = dice.choice((0, 0, 0, 1, 2))
    for key in table_form("disclosure").keys:
        figures[key] = dice.randint(0, 900)
    figures[FigureKey("disclosure", "regulations", "made")] = 0
    figures[FigureKey("disclosure", "fees", "amount")] = Decimal(dice.randint(0, 99999)) / 100
    return with_totals(figures)


def with_totals(figures: Mapping[FigureKey, int | Decimal]) -> dict[FigureKey, int | Decimal]:
    """The same with every total the sum of its parts."""
    return {
        key: sum(figures[part] for part in parts_of(key)) if parts_of(key) else value for key, value in figures.items()
    }


def workbook(
    name: str,
    figures: Typed,
    *,
    year: int | str = 2025,
    scope: str = "本机关",
    counts: Mapping[str, int | Decimal] | None = None,
    texts: Mapping[str, str] | None = None,
) -> bytes:
    """年报数据.xlsx with these cells."""
    counts = {} if counts is None else counts
    texts = {} if texts is None else texts
    rows: list[tuple[str, object]] = [("项目", "填写")]
    rows += zip(BASICS, (year, name, "地方政府部门和其他单位", scope, ""), strict=True)
    rows += [(spec.label, counts.get(spec.key, "")) for spec in COUNTS]
    rows += [(spec.label, texts.get(spec.key, "")) for spec in TEXTS]
    cells = {(row, column): value for row, line in enumerate(rows) for column, value in enumerate(line)}
    sheets = {SITUATION: cells}
    for table, sheet in SHEETS.items():
        sheets[sheet] = {
            (cell.row, cell.column): figures.get(cell.key, "") if cell.key else cell.text
            for cell in table_form(table).cells
        }
    return _package(sheets)


def _package(sheets: Mapping[str, Mapping[tuple[int, int], object]]) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    numbers = range(1, len(sheets) + 1)
    listed = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>' for at, name in zip(numbers, sheets, strict=True)
    )
    targets = "".join(
        f'<Relationship Id="rId{at}" Type="{relations}/worksheet" Target="worksheets/sheet{at}.xml"/>' for at in numbers
    )
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for at in numbers
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{targets}</Relationships>',
    }
    for at, cells in zip(numbers, sheets.values(), strict=True):
        parts[f"xl/worksheets/sheet{at}.xml"] = (
            f'<worksheet xmlns="{main}"><sheetData>{_rows(cells)}</sheetData></worksheet>'
        )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for part, content in parts.items():
            target.writestr(zipfile.ZipInfo(part), '<?xml version="1.0" encoding="UTF-8"?>' + content)
    return out.getvalue()


def _rows(cells: Mapping[tuple[int, int], object]) -> str:
    rows: dict[int, list[str]] = {}
    for (row, column), value in sorted(cells.items()):
        address = f"{chr(ord('A') + column)}{row + 1}"
        if isinstance(value, (int, Decimal)):
            rows.setdefault(row, []).append(f'<c r="{address}"><v>{value}</v></c>')
        elif value:
            text = escape(str(value))
            rows.setdefault(row, []).append(f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>')
    return "".join(f'<row r="{row + 1}">{"".join(found)}</row>' for row, found in rows.items())


def read_small(files: BodyFiles) -> BodyRead:
    """Read a folder of such bodies; totals that do not add up are errors."""
    completion = _completion(files.path / "完成.txt") if files.is_working else None
    if files.workbook is None:
        return BodyRead(completion=completion)
    name = files.workbook.name
    admitted = admit(files.workbook)
    if admitted.kind != "xlsx":
        raise UnusableInput("不是 Excel 工作簿（.xlsx）", mend="请另存为 .xlsx 后再报", file=name)
    sheets = {sheet.name: sheet for sheet in open_book(admitted.content, name=name).sheets}

    def at(sheet: str, row: int, column: int) -> AnnualFigure:
        rows = sheets[sheet].rows
        value = rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
        text = f"{value:.15g}" if isinstance(value, float) else str(value)
        return read_figure(text, Place(name, sheet, f"{chr(ord('A') + column)}{row + 1}"))

    figures = {
        cell.key: at(SHEETS[table], cell.row, cell.column)
        for table in PARTS
        for cell in table_form(table).cells
        if cell.key
    }
    first = 1 + len(BASICS)
    counts = {spec.key: at(SITUATION, first + row, 1) for row, spec in enumerate(COUNTS)}
    texts = {spec.key: at(SITUATION, first + len(COUNTS) + row, 1) for row, spec in enumerate(TEXTS)}
    said = [at(SITUATION, 1 + row, 1) for row in range(len(BASICS))]
    year = int(said[0].value) if said[0].value else None
    report = AnnualReport(
        name, year, said[1].text, scope="all" if said[3].text == "全区" else "own", figures=MappingProxyType(figures)
    )
    paragraphs = {
        key: (AnnualParagraph(figure.text, figure.place),) for key, figure in texts.items() if figure.text.strip()
    }
    findings = tuple(
        Finding("R3", "error", figures[key].place, f"总计填{figures[key].value}，各项之和为{value}", "核对")
        for key, value in computed(figures).items()
        if figures[key].value != value
    )
    return BodyRead(AnnualInput(report, counts, paragraphs), completion=completion, findings=findings)


def _completion(path: Path) -> Tally | None:
    if not path.is_file():
        return None
    done, under_way, not_applicable = map(int, path.read_text().split())
    by_status = {"done": done, "under_way": under_way, "not_applicable": not_applicable}
    return Tally(done + under_way + not_applicable, by_status, done, (("1", "done"),))


def read_or_crash(files: BodyFiles) -> BodyRead:
    """End the process at one of the folders, as a library's abort does."""
    if files.folder == "局3":
        os._exit(9)
    return BodyRead(name=files.folder)


def read_or_stumble(files: BodyFiles) -> BodyRead:
    """Fail as a mistake of ours would."""
    raise KeyError(files.folder)


def read_slowly(files: BodyFiles) -> BodyRead:
    """Take so long that ten thousand folders would take minutes."""
    time.sleep(0.05)
    return BodyRead(name=files.folder)


def put(root: Path, folder: str, content: bytes | None = None, *, tasks: Sequence[int] = ()) -> Path:
    """A body's folder with its workbook and, where asked, the completion of its plan (done, under way, 不适用)."""
    path = root / folder
    path.mkdir(parents=True, exist_ok=True)
    if content is not None:
        (path / "年报数据.xlsx").write_bytes(content)
    if tasks:
        (path / "任务清单.xlsx").write_bytes(b"")
        (path / "完成.txt").write_text(" ".join(map(str, tasks)))
    return path


def body(
    name: str,
    figures: Typed | None = None,
    *,
    folder: str = "",
    file: str = "年报数据.xlsx",
    year: int | None = 2025,
    scope: str = "own",
    counts: Mapping[str, int | Decimal] | None = None,
    texts: Mapping[str, str] | None = None,
    completion: Tally | None = None,
    errors: int = 0,
) -> ReportedBody:
    """A body as it was read, without any file; figures that are not named are 0."""
    folder = folder or name
    place = Place(file, "依申请公开", "D4")
    cells = {key: read_figure(str((figures or {}).get(key, 0)), place) for key in figure_keys()}
    cells |= {
        key: read_figure(f"{value:f}", place)
        for key, value in computed(cells).items()
        if value is not None and key not in (figures or {})
    }
    report = AnnualReport(file, year, name, scope=scope, figures=cells)
    read = AnnualInput(
        report,
        {key: read_figure(str(value), place) for key, value in (counts or {}).items()},
        {key: (AnnualParagraph(value, place),) for key, value in (texts or {}).items()},
    )
    findings = tuple(Finding("R1", "error", place, f"第{number}处不平", "核对") for number in range(1, errors + 1))
    files = BodyFiles(Path(folder), folder, Path(folder) / file, is_working=completion is not None)
    return reduce_body(BodyRead(read, completion=completion, findings=findings), files, folder_name=Path(folder).name)
