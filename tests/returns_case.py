"""Workbooks as units send them back, with everything a program may have put into them, and ways to look inside."""

import io
import re
import subprocess
import zipfile

import openpyxl
import xlsxwriter
from document_case import png
from openpyxl.comments import Comment
from workbook_case import filled

from reportgen.returns.marks import Mark

WORDS = "完成情况为“差不多”。请从下拉列表选择：已完成、基本完成。"
TYPES = "[Content_Types].xml"
SHEET = "xl/worksheets/sheet1.xml"


def mark(cell="F8", severity="error", words=WORDS, sheet="填报"):
    return Mark(sheet, cell, severity, words)


MARKS = (
    mark(),
    mark("F8", "warning", "完成时限已过，任务尚未完成。"),
    mark("H9", "warning", "与规划科的说法不一致。"),
    mark("G10", "note", "日期已作2020年9月30日理解。"),
    mark("A1", "error", "缺少第3项。"),
)


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def form(change=None):
    """The filled form as openpyxl saves it, changed by hand before."""
    hand = filled()
    if change:
        change(hand.book, hand.sheet)
    return saved(hand.book)


def commented():
    """The unit's own comments: one on a cell that will be marked, one on another."""

    def comment(_, sheet):
        sheet["F8"].comment = Comment("这里我们拿不准，<请>指教", "张三")
        sheet["M12"].comment = Comment("材料另附", "张三")

    return form(comment)


def pictured():
    """Drawings of every kind: a picture, a chart, a button of the old sort, a picture in the page header."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("填报")
    sheet.write_column(0, 0, ["序号", 1, 2, 3])
    sheet.insert_image("D2", "图.png", {"image_data": io.BytesIO(png())})
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=填报!$A$2:$A$4"})
    sheet.insert_chart("D8", chart)
    sheet.insert_button("K2", {"caption": "按钮"})
    sheet.set_header("&L&G", {"image_left": "头.png", "image_data_left": io.BytesIO(png())})
    sheet.conditional_format(
        "F1:F9", {"type": "cell", "criteria": "==", "value": 1, "format": book.add_format({"bold": True})}
    )
    sheet.add_table("A1:A4", {"columns": [{"header": "序号"}]})
    book.add_worksheet("另一张").write_comment("B2", "另一张表上的话", {"author": "李四"})
    whole = book.add_chart({"type": "pie"})
    whole.add_series({"values": "=填报!$A$2:$A$4"})
    book.add_chartsheet("图").set_chart(whole)
    book.close()
    return out.getvalue()


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def rebuilt(content, change):
    """The package with its parts changed: ``change(name, bytes) -> bytes``, ``None`` to leave one out, or more parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts(content).items():
            new = change(name, part)
            if new is not None:
                package.writestr(name, new)
    return out.getvalue()


def with_part(content, name, part):
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_STORED) as package:
        package.writestr(name, part)
    return out.getvalue()


def with_cell_pictures(content):
    """Pictures in cells as WPS keeps them: a part of its own and a formula that names the picture."""
    formula = b'<c r="I8" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>'

    def change(name, part):
        if name == SHEET:
            part, count = re.subn(
                rb'<c r="J8"[^>]*?(?:/>|>.*?</c>)', lambda found: formula.replace(b"I8", b"J8"), part, count=1
            )
            assert count == 1
        if name == TYPES:
            line = '<Override PartName="/xl/cellimages.xml" ContentType="application/vnd.wps-officedocument.cellimage+xml"/></Types>'
            part = part.replace(b"</Types>", b'<Default Extension="png" ContentType="image/png"/>' + line.encode())
        if name == "xl/_rels/workbook.xml.rels":
            kind = "http://www.wps.cn/officeDocument/2020/cellImage"
            line = f'<Relationship Id="rId99" Type="{kind}" Target="cellimages.xml"/></Relationships>'
            part = part.replace(b"</Relationships>", line.encode())
        return part

    content = rebuilt(content, change)
    content = with_part(
        content,
        "xl/cellimages.xml",
        b'<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"/>',
    )
    return with_part(content, "xl/media/image1.png", png())


def with_thread(content, cell):
    """A threaded comment as Excel keeps it, with the note that stands for it in older programs."""

    def comment(_, sheet):
        sheet[cell].comment = Comment("[线程批注] 这里怎么填？", "tc={6F1C2D3E-0000-4000-8000-000000000001}")

    return form(comment)


def prefixed(content):
    """The sheet with every name in a prefix, as some programs write it."""

    def change(name, part):
        if name != SHEET:
            return part
        part = re.sub(rb"<(/?)([A-Za-z])", rb"<\1x:\2", part)
        return part.replace(b"<x:worksheet xmlns=", b"<x:worksheet xmlns:x=", 1)

    return rebuilt(content, change)


def strict(content):
    """The workbook with the names of strict Open XML."""
    names = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    }

    def change(_, part):
        for old, new in names.items():
            part = part.replace(old, new)
        return part

    return rebuilt(content, change)


def book_of(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def comments(content, sheet=None):
    """Cell → (author, text) of every comment as openpyxl reads it."""
    book = book_of(content)
    page = book[sheet] if sheet else book.worksheets[0]
    cells = (cell for row in page.iter_rows() for cell in row)
    return {cell.coordinate: (cell.comment.author, cell.comment.text) for cell in cells if cell.comment}


def fills(content, sheet=None):
    """Cell or area → fill of our conditional formats, as openpyxl reads them."""
    book = book_of(content)
    page = book[sheet] if sheet else book.worksheets[0]
    return {
        str(area.sqref): rule.dxf.fill.bgColor.rgb
        for area in page.conditional_formatting
        for rule in area.rules
        if "校核标记" in "".join(rule.formula)
    }


def cells_of(content):
    """Value and every part of the style of every cell of every sheet, as text."""
    looks: dict = {}

    def look(cell):
        key = cell._style.tobytes() if cell.has_style else b""
        if key not in looks:
            parts = (cell.number_format, cell.font, cell.fill, cell.border, cell.alignment, cell.protection)
            looks[key] = "\n".join(map(repr, parts))
        return looks[key]

    return [
        (sheet.title, cell.coordinate, cell.value, cell.data_type, look(cell))
        for sheet in book_of(content).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None or cell.has_style  # a comment alone makes no cell in the file
    ]


def resaved(content, soffice, folder):
    """The workbook as LibreOffice saves it."""
    source = folder / "源.xlsx"
    source.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(folder / "存"),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (folder / "存" / "源.xlsx").read_bytes()
