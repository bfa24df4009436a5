"""Invented annual reports in the layouts that published ones have: the same figures, told in many shapes."""

import html
import io
import random
import zipfile
from dataclasses import dataclass, field, replace

import openpyxl

from reportgen.annual.form import HEADINGS, OUTCOMES, REVIEW_BLOCKS, table_form
from reportgen.model.annual import FigureKey

NUMERALS = "一二三四五六"
TABLES = ("disclosure", "requests", "reviews")


@dataclass(frozen=True)
class Cell:
    """A cell of a table: text and spans."""

    text: str
    rows: int = 1
    columns: int = 1
    is_figure: bool = False


@dataclass(frozen=True)
class Table:
    """A table as rows of the cells that begin in them; rows may be short where merges were lost."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Line:
    """A paragraph; ``level`` 0 is running text, 1 the title, 2 the heading of a part."""

    text: str
    level: int = 0


@dataclass(frozen=True)
class Sample:
    """A report: who, when, its figures, and its blocks."""

    body: str
    year: int
    figures: dict[FigureKey, str]
    blocks: list = field(default_factory=list)


def figures(seed: int, *, blanks: float = 0.0, zeros: float = 0.0) -> dict[FigureKey, str]:
    """Two hundred different figures, so that every slip shows; some blank, marked, remarked or nil."""
    luck = random.Random(seed)
    numbers = luck.sample(range(1, 9999), 200)
    made = {}
    for number, key in zip(numbers, (key for name in TABLES for key in table_form(name).keys), strict=True):
        chance = luck.random()
        if chance < blanks:
            made[key] = luck.choice(["", "/", "—"])
        elif chance < blanks + zeros:
            made[key] = "0"
        else:
            made[key] = str(number)
    made[FigureKey("disclosure", "fees", "amount")] = "1234.56"
    made[FigureKey("disclosure", "normative", "made")] = "22（其中修订2件）"
    return made


def official(name: str, values: dict[FigureKey, str]) -> Table:
    """The table as the form has it."""
    form = table_form(name)
    rows: list[list[Cell]] = [[] for _ in range(form.rows)]
    for cell in form.cells:
        text = values[cell.key] if cell.key else cell.text
        rows[cell.row].append(Cell(text, cell.row_span, cell.column_span, is_figure=cell.key is not None))
    return Table(tuple(map(tuple, rows)))


def spread(table: Table, *, filler: str) -> Table:
    """Merges lost: covered places hold nothing (``blank``), the same words again (``repeat``), or are not there (``none``)."""
    if filler == "none":
        return Table(tuple(tuple(replace(cell, rows=1, columns=1) for cell in row) for row in table.rows))
    places: dict[tuple[int, int], Cell] = {}
    for at, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while (at, column) in places:
                column += 1
            for below in range(cell.rows):
                for right in range(cell.columns):
                    first = below == right == 0
                    text = cell.text if first or filler == "repeat" else ""
                    places[at + below, column + right] = Cell(text, is_figure=cell.is_figure)
            column += cell.columns
    width = 1 + max(column for _, column in places)
    return Table(tuple(tuple(places[at, column] for column in range(width)) for at in range(len(table.rows))))


def one_label_column(table: Table, *, with_groups: bool = False) -> Table:
    """The requests table with its three label columns made one."""
    rows = []
    group = ""
    for row in table.rows:
        labels, figures_ = [c for c in row if not c.is_figure], [c for c in row if c.is_figure]
        if not figures_:
            rows.append(tuple(replace(c, columns=1) if c.columns == 3 else c for c in row))
            continue
        group = "".join(c.text for c in labels[:-1]) if len(labels) > 1 else (group if with_groups == "always" else "")
        text = (group if with_groups else "") + labels[-1].text
        rows.append((Cell(text), *figures_))
    return Table(tuple(rows))


def without_corner(table: Table) -> Table:
    first = (replace(table.rows[0][0], text=""), *table.rows[0][1:])
    return Table((first, *table.rows[1:]))


def with_subtotals(table: Table) -> Table:
    """Rows 不予公开小计-like: the group's label over the rows with figures of its own."""
    rows = []
    for row in table.rows:
        labels = [c for c in row if not c.is_figure]
        group = next((c for c in labels if c.text.startswith("（") and c.rows > 1), None)
        if group is None or len(labels) == len(row):
            rows.append(row)
            continue
        before = labels[: labels.index(group)]
        rows.append((*before, Cell(group.text, 1, 2), *(Cell("7", is_figure=True) for _ in range(7))))
        rows.append((Cell(""), *labels[labels.index(group) + 1 :], *(c for c in row if c.is_figure)))
        rows[-1] = (replace(rows[-1][0], rows=group.rows), *rows[-1][1:])
        rows[-2] = tuple(replace(c, rows=c.rows + 4) if c.text.startswith("三、") else c for c in rows[-2])
    return Table(
        tuple(
            tuple(replace(c, rows=c.rows + 4) if c.text.startswith("三、") and c.rows == 22 else c for c in row)
            for row in rows
        )
    )


def old_otherwise(table: Table, values: dict[FigureKey, str]) -> tuple[Table, dict[FigureKey, str]]:
    """One row 其他处理, as in 2019 and in mixed forms."""
    rows = []
    for row in table.rows:
        texts = [c.text for c in row if not c.is_figure]
        if texts and texts[-1].startswith("2.申请人逾期"):
            continue
        if texts and texts[-1] == "3.其他":
            continue
        if texts and texts[0].startswith("（六）"):
            kept = [c for c in row if c.is_figure]
            numbers = [
                values[FigureKey("requests", "r23", key.column)]
                for key in table_form("requests").keys
                if key.row == "r23"
            ]
            rows.append(
                (Cell("（六）其他处理", 1, 2), *(replace(c, text=n) for c, n in zip(kept, numbers, strict=True)))
            )
            continue
        rows.append(tuple(replace(c, rows=20) if c.text.startswith("三、") else c for c in row))
    left = {key: value for key, value in values.items() if key.row not in ("r21", "r22")}
    return Table(tuple(rows)), left


def cut(table: Table, at: int, *, head: int) -> list[Table]:
    """Two tables, as a page's end leaves them: the second begins with ``head`` rows of the first."""
    first = tuple(tuple(replace(c, rows=min(c.rows, at - n)) for c in row) for n, row in enumerate(table.rows[:at]))
    going_on: list[Cell] = []
    for n, row in enumerate(table.rows[:at]):
        going_on += [Cell("", n + c.rows - at, c.columns) for c in row if n + c.rows > at]
    second = [list(row) for row in table.rows[at:]]
    second[0] = [*going_on, *second[0]]
    again = [list(row) for row in table.rows[:head]]
    return [Table(first), Table(tuple(map(tuple, [*again, *second])))]


def small_reviews(values: dict[FigureKey, str], *, titled: str) -> list:
    """The reviews table as three small ones: the block in a row over the labels, or in the line above."""
    blocks: list = []
    for block, label in REVIEW_BLOCKS.items():
        name = label if block == "reconsideration" else f"行政诉讼（{label}）"
        numbers = tuple(Cell(values[FigureKey("reviews", block, outcome)], is_figure=True) for outcome in OUTCOMES)
        names = tuple(Cell(text) for text in OUTCOMES.values())
        if titled == "row":
            blocks.append(Table(((Cell(name, 1, 5),), names, numbers)))
        else:
            blocks += [Line(f"（{NUMERALS[len(blocks) // 2]}）{name}"), Table((names, numbers))]
    return blocks


def review_rows(values: dict[FigureKey, str]) -> Table:
    """The reviews table with a block in each row."""
    rows = [(Cell("类别", 1, 2), *(Cell(text) for text in OUTCOMES.values()))]
    for at, (block, label) in enumerate(REVIEW_BLOCKS.items()):
        numbers = tuple(Cell(values[FigureKey("reviews", block, outcome)], is_figure=True) for outcome in OUTCOMES)
        labels = [(Cell(label, 1, 2),), (Cell("行政诉讼", 2), Cell(label)), (Cell(label),)][at]
        rows.append((*labels, *numbers))
    return Table(tuple(rows))


def report(
    seed: int = 1,
    *,
    tables: dict[str, list] | None = None,
    style: str = "一、",
    headings=HEADINGS,
    title: str = "",
    **luck,
) -> Sample:
    """A whole report; ``tables`` replaces some of the three."""
    values = figures(seed, **luck)
    body = random.Random(seed).choice(
        ["云岭市水务局", "澄岚区人民政府", "青禾镇人民政府", "岚川市数据局", "云江省农业农村厅"]
    )
    year = 2021 + seed % 5
    blocks: list = [
        Line(text, 1)
        for text in (title or f"{body}{year}年政府信息公开工作年度报告")
        .replace("BODY", body)
        .replace("YEAR", str(year))
        .split("\n")
    ]
    blocks.append(
        Line(f"根据《中华人民共和国政府信息公开条例》，编制本报告。数据统计期限为{year}年1月1日至{year}年12月31日。")
    )
    prose = {
        1: f"{year}年，全局围绕中心工作推进公开，主动公开信息1024条，群众查阅更加方便，公开的质量和时效都有提高。",
        5: "公开内容的更新还不够及时，下一年将加强培训，完善制度，把责任落到岗位。",
        6: "本年度没有收取信息处理费。没有其他需要报告的事项。",
    }
    for number, heading in enumerate(headings, 1):
        blocks.append(Line(numbered(style, number) + heading, 2))
        if number in prose:
            blocks.append(Line(prose[number]))
            if number == 1:
                blocks += [
                    Line("（一）主动公开情况"),
                    Line("通过网站发布信息，内容涵盖规划、预算、招聘等方面，方便群众查询使用。"),
                    Line("（二）依申请公开情况"),
                    Line("渠道畅通，答复规范，按时办结全部申请，没有收到投诉。"),
                ]
        else:
            name = TABLES[number - 2]
            blocks += (tables or {}).get(name) or [official(name, values)]
    blocks += [Line(body), Line(f"{year + 1}年1月20日")]
    return Sample(body, year, values, blocks)


def numbered(style: str, number: int) -> str:
    return {
        "一、": f"{NUMERALS[number - 1]}、",
        "（一）": f"（{NUMERALS[number - 1]}）",
        "第一部分": f"第{NUMERALS[number - 1]}部分 ",
        "1.": f"{number}. ",
        "": "",
    }[style]


# ---- writers


def as_docx(blocks, *, ruled: bool = True) -> bytes:
    """A Word file with ruled tables: gridSpan and vMerge as Word writes them."""
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(_word_table(b, ruled) if isinstance(b, Table) else _word_line(b) for b in blocks)
    section = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1000" w:bottom="1440" w:left="1000"/></w:sectPr>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(
            "[Content_Types].xml",
            '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        package.writestr("word/document.xml", f"<w:document {w}><w:body>{body}{section}</w:body></w:document>")
    return out.getvalue()


def _word_line(line: Line) -> str:
    properties = '<w:jc w:val="center"/>' if line.level == 1 else ""
    face = "<w:rPr><w:b/></w:rPr>" if line.level else ""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r>{face}<w:t>{html.escape(line.text)}</w:t></w:r></w:p>"


def _word_table(table: Table, ruled: bool) -> str:
    width = max(sum(c.columns for c in row) for row in table.rows)
    widths = {4: [2211] * 4, 10: [685, 836, 2969, *[622] * 7], 15: [590] * 15}.get(width, [9000 // width] * width)
    going_on: dict[int, tuple[int, int]] = {}
    rows = []
    for row in table.rows:
        cells, column, own, later = [], 0, list(row), {}
        while own or column in going_on:
            if column in going_on:
                left, span = going_on.pop(column)
                if left > 1:
                    later[column] = (left - 1, span)
                cells.append((column, span, "<w:vMerge/>", ""))
                column += span
                continue
            cell = own.pop(0)
            merge = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
            cells.append((column, cell.columns, merge, cell.text))
            column += cell.columns
            if cell.rows > 1:
                later[column - cell.columns] = (cell.rows - 1, cell.columns)
        going_on = later
        inner = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{sum(widths[at : at + span])}" w:type="dxa"/>{f"<w:gridSpan w:val={chr(34)}{span}{chr(34)}/>" if span > 1 else ""}{merge}</w:tcPr><w:p><w:r><w:rPr><w:sz w:val="21"/></w:rPr><w:t>{html.escape(text)}</w:t></w:r></w:p></w:tc>'
            for at, span, merge, text in cells
        )
        rows.append(f"<w:tr>{inner}</w:tr>")
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    return f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edges if ruled else ""}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl><w:p/>'


def as_html(blocks, *, form: str = "plain") -> bytes:
    """A web page: ``plain``, ``word`` (pasted from Word), ``nested`` (in a layout table), ``sections`` (a div a part), ``bare`` (no furniture)."""
    body = "\n".join(_web_table(b, form) if isinstance(b, Table) else _web_line(b, form) for b in blocks)
    if form == "word":
        body = f"<div class=WordSection1 style='layout-grid:15.6pt'>{body}</div>"
    if form == "nested":
        body = f"<table width=100%><tr><td><table><tr><td class=content>{body}</td></tr></table></td></tr></table>"
    if form == "sections":
        parts = body.split("<h2>")
        body = parts[0] + "".join(f"<div class=Section{at}><h2>{part}</div>" for at, part in enumerate(parts[1:]))
    if form == "bare":
        page = body
    else:
        page = (
            "<div class=header><a href=/>首页</a> &gt; <a href=/gk>政府信息公开</a> &gt; <a href=/nb>年度报告</a></div>"
            "<table class=meta><tr><td>索引号：</td><td>A0001-2025</td><td>发布机构：</td><td>办公室</td></tr><tr><td>主题分类：</td><td>其他</td><td>发文日期：</td><td>2025-01-20</td></tr></table>"
            f"<div class=article id=zoom>{body}</div>"
            "<div class=footer><p>版权所有：某某网站 <a href=/map>网站地图</a></p><p>扫一扫在手机打开当前页</p></div>"
        )
    return f"<!DOCTYPE html><html><head><meta charset=utf-8><title>年度报告</title><script>var a=1;</script></head><body>{page}</body></html>".encode()


def _web_line(line: Line, form: str) -> str:
    text = html.escape(line.text)
    if form == "word":
        return f"<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><span style='font-size:16.0pt;font-family:仿宋_GB2312'>{text}<o:p></o:p></span></p>"
    if line.level == 1:
        return f"<h1 style='text-align:center'>{text}</h1>" if form != "sections" else f"<p align=center>{text}</p>"
    return f"<h2>{text}</h2>" if line.level == 2 else f"<p>　　{text}</p>"


def _web_table(table: Table, form: str) -> str:
    rows = []
    for row in table.rows:
        cells = []
        for cell in row:
            spans = (f' rowspan="{cell.rows}"' if cell.rows > 1 else "") + (
                f' colspan="{cell.columns}"' if cell.columns > 1 else ""
            )
            text = html.escape(cell.text)
            if form == "word":
                text = f"<p class=MsoNormal align=center style='text-align:center'><span lang=EN-US style='font-family:宋体'>{text or '&nbsp;'}<o:p></o:p></span></p>"
            cells.append(f"<td{spans}>{text}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table border=1 cellspacing=0><tbody>{''.join(rows)}</tbody></table>"


def as_xlsx(blocks, *, sheets: bool) -> bytes:
    """A workbook: all below each other in one sheet, or a sheet for each table."""
    book = openpyxl.Workbook()
    sheet, top = book.active, 1
    for block in blocks:
        if isinstance(block, Line):
            if not sheets:
                sheet.cell(top, 1, block.text)
                sheet.merge_cells(start_row=top, start_column=1, end_row=top, end_column=10)
                top += 1
            continue
        if sheets:
            sheet, top = book.create_sheet(), 1
        top = _sheet_table(sheet, block, top) + 1
    if sheets:
        del book[book.sheetnames[0]]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_table(sheet, table: Table, top: int) -> int:
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(table.rows, top):
        column = 2
        for cell in row:
            while (at, column) in taken:
                column += 1
            number = (
                float(cell.text)
                if "." in cell.text and cell.is_figure and cell.text.replace(".", "").isdigit()
                else int(cell.text)
                if cell.is_figure and cell.text.isdigit()
                else cell.text
            )
            if cell.text:
                sheet.cell(at, column, number)
            taken |= {(at + r, column + c) for r in range(cell.rows) for c in range(cell.columns)}
            if cell.rows > 1 or cell.columns > 1:
                sheet.merge_cells(
                    start_row=at, start_column=column, end_row=at + cell.rows - 1, end_column=column + cell.columns - 1
                )
            column += cell.columns
    return top + len(table.rows)


def as_text(blocks, *, form: str = "lines") -> bytes:
    """Running text: a row a line (``lines``), a cell a line (``cells``), or cells parted by tabs (``tabs``)."""
    parts = []
    for block in blocks:
        if isinstance(block, Line):
            parts.append(block.text)
            continue
        for row in block.rows:
            texts = [cell.text for cell in row if cell.text or form == "tabs"]
            parts += [{"lines": "  ".join(texts), "tabs": "\t".join(texts)}[form]] if form != "cells" else texts
    return "\n".join(parts).encode()


def as_paragraphs(blocks, *, form: str) -> bytes:
    """A web page whose tables were flattened to paragraphs: a row (``lines``) or a cell (``cells``) each."""
    lines = as_text(blocks, form=form).decode().split("\n")
    return (
        "<!DOCTYPE html><html><meta charset=utf-8><body>"
        + "".join(f"<p>{html.escape(line)}</p>" for line in lines)
        + "</body></html>"
    ).encode()


def blocks_apart(table: Table) -> list[Table]:
    """The disclosure table as four tables, one for each block."""
    parts: list[list] = []
    for row in table.rows:
        if row[0].text.startswith("第二十条"):
            parts.append([])
        parts[-1].append(row)
    return [Table(tuple(rows)) for rows in parts]


def old_disclosure(values: dict[FigureKey, str]) -> tuple[Table, dict[FigureKey, str]]:
    """The disclosure table of 2019: other columns; only the decisions mean the same as in 2021."""
    numbers = iter(range(20001, 20099))

    def others(count: int) -> list[Cell]:
        return [Cell(str(next(numbers)), is_figure=True) for _ in range(count)]

    def decided(row: str) -> Cell:
        return Cell(values[FigureKey("disclosure", row, "decided")], is_figure=True)

    three = tuple(Cell(text) for text in ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量"))
    rows = [
        (Cell("第二十条第（一）项", 1, 4),),
        tuple(Cell(text) for text in ("信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量")),
        (Cell("规章"), *others(3)),
        (Cell("规范性文件"), *others(3)),
        (Cell("第二十条第（五）项", 1, 4),),
        three,
        (Cell("行政许可"), *others(2), decided("licensing")),
        (Cell("其他对外管理服务事项"), *others(3)),
        (Cell("第二十条第（六）项", 1, 4),),
        three,
        (Cell("行政处罚"), *others(2), decided("penalties")),
        (Cell("行政强制"), *others(2), decided("coercion")),
        (Cell("第二十条第（八）项", 1, 4),),
        (Cell("信息内容"), Cell("上一年项目数量"), Cell("本年增/减", 1, 2)),
        (Cell("行政事业性收费"), *others(1), Cell("3", 1, 2, is_figure=True)),
        (Cell("第二十条第（九）项", 1, 4),),
        (Cell("信息内容"), Cell("采购项目数量"), Cell("采购总金额", 1, 2)),
        (Cell("政府集中采购"), *others(1), Cell("8", 1, 2, is_figure=True)),
    ]
    left = {key: value for key, value in values.items() if key.table != "disclosure" or key.column == "decided"}
    return Table(tuple(rows)), left


def misaligned(table: Table) -> Table:
    """An empty cell at the end of every row, as Word's web pages have for rows that do not end alike."""
    return Table(tuple((*row, Cell("")) for row in table.rows))
