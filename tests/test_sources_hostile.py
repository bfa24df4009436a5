"""Damaged and hostile plan files: each is answered with a plan or with a message, and nothing else escapes."""

import io
import random
import zipfile
import zlib

import pytest

from reportgen.errors import UnusableInput
from reportgen.model.plan import Plan
from reportgen.plan import read_plan

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
TITLE = "云岭市水务局2024年政务公开工作要点"
HEADER = ("序号", "工作任务", "责任单位")
MUTATIONS = 300


def packed(parts, *, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def p(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def tr(*texts, span=""):
    return "<w:tr>" + "".join(f"<w:tc><w:tcPr>{span}</w:tcPr>{p(text)}</w:tc>" for text in texts) + "</w:tr>"


def document(body, *, prolog=""):
    return f"{prolog}<w:document {W}><w:body>{body}</w:body></w:document>"


def docx(body, **parts):
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": document(body), **parts})


def table(rows):
    body = "".join(tr(str(number), f"做好第{number}项公开工作。", "办公室") for number in range(1, rows + 1))
    return f"{p(TITLE)}<w:tbl>{tr(*HEADER)}{body}</w:tbl>"


def xlsx(rows, *, more="", tail=""):
    sheet = f'<worksheet {S}><dimension ref="A1"/><sheetData>{rows}{more}</sheetData>{tail}</worksheet>'
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": f'<workbook {S} {R}><sheets><sheet name="任务" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": sheet,
        }
    )


def row(number, *texts):
    cells = "".join(
        f'<c r="{"ABC"[at]}{number}" t="inlineStr"><is><t>{text}</t></is></c>' for at, text in enumerate(texts)
    )
    return f'<row r="{number}">{cells}</row>'


def sheet_rows(count):
    rows = (row(number + 1, str(number), f"做好第{number}项公开工作。", "办公室") for number in range(1, count + 1))
    return row(1, *HEADER) + "".join(rows)


def page(rows):
    body = "".join(
        f"<tr><td>{number}</td><td>做好第{number}项公开工作。</td><td>办公室</td></tr>" for number in range(1, rows + 1)
    )
    head = "".join(f"<th>{word}</th>" for word in HEADER)
    return f"<html><meta charset=utf-8><body><h1>{TITLE}</h1><table><tr>{head}</tr>{body}</table></body></html>"


def narrative(tasks):
    clauses = (
        f"（{'一二三四五六七八九十'[number % 10]}）推进公开。做好第{number}项工作。（责任单位：办公室）"
        for number in range(tasks)
    )
    return "\n".join([TITLE, "一、推进主动公开", *clauses])


def pdf(text="BT /F1 12 Tf 72 720 Td (Plan 2024) Tj ET", *, extra=""):
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(text)}>>stream\n{text}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = "%PDF-1.4\n" + "".join(f"{number} 0 obj{each}endobj\n" for number, each in enumerate(objects, 1))
    return f"{body}trailer<</Root 1 0 R/Size 6{extra}>>\n%%EOF".encode()


def read(folder, content, name="方案.docx"):
    """The plan, or the message that stands in its place."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    try:
        return read_plan(path)
    except UnusableInput as error:
        return str(error)


def bomb(part):
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": document(""), part: b"\0" * 90_000_000})


def promising_less(content, part):
    """The package with a directory that says its part is tiny."""
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(part.encode()))
    return content[: at + 24] + (64).to_bytes(4, "little") + content[at + 28 :]


def encrypted(content):
    marked = bytearray(content)
    at = 0
    while (at := marked.find(b"PK\x01\x02", at)) >= 0:
        marked[at + 8] |= 1
        at += 4
    return bytes(marked)


ENTITY = '<!DOCTYPE w [<!ENTITY a "公开公开"><!ENTITY b "&a;&a;&a;&a;">]>'
REFUSED = [
    pytest.param(lambda: bomb("word/styles.xml"), "异常庞大", id="zip bomb in a part"),
    pytest.param(lambda: bomb("xl/media/a.bin"), "异常庞大", id="zip bomb in a picture"),
    pytest.param(lambda: promising_less(bomb("word/styles.xml"), "word/styles.xml"), "损坏", id="zip bomb that lies"),
    pytest.param(
        lambda: packed({f"p{n}": "" for n in range(2001)} | {"word/document.xml": "<a/>"}), "上限", id="parts"
    ),
    pytest.param(lambda: encrypted(docx(p("公开"))), "加了密码", id="encrypted"),
    pytest.param(lambda: docx(table(30))[:-400], "损坏", id="cut at its end"),
    pytest.param(lambda: docx(table(30))[:300], "损坏", id="cut near its beginning"),
    pytest.param(lambda: packed({"word/document.xml": document(p("&b;"), prolog=ENTITY)}), "实体", id="entities"),
    pytest.param(
        lambda: packed(
            {
                "word/document.xml": document(
                    p("公开"), prolog="<?xml version='1.0' encoding='utf-16'?>" + ENTITY
                ).encode("utf-16")
            }
        ),
        "实体",
        id="entities in UTF-16",
    ),
    pytest.param(
        lambda: packed({"word/document.xml": document(p("公开"), prolog="<!--" + "a" * 9000 + "-->" + ENTITY)}),
        "实体",
        id="entities far down",
    ),
    pytest.param(
        lambda: packed({"word/document.xml": document(table(3)), "word/styles.bin.XML": ENTITY + "<a/>"}),
        "实体",
        id="entities in another part",
    ),
    pytest.param(
        lambda: docx("<w:sdt><w:sdtContent>" * 400 + p("公开") + "</w:sdtContent></w:sdt>" * 400), "", id="deep XML"
    ),
    pytest.param(lambda: b"\xff\xd8\xff\xe0" + bytes(500), "图片", id="picture"),
    pytest.param(lambda: bytes(range(256)) * 400, "", id="garbage"),
    pytest.param(lambda: pdf("", extra=""), "没有文字", id="PDF without text"),
    pytest.param(lambda: pdf()[:150], "", id="PDF cut"),
    pytest.param(
        lambda: pdf(
            extra=f"/ID[<{'00' * 16}><{'00' * 16}>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'11' * 32}>/U<{'22' * 32}>>>"
        ),
        "密码",
        id="PDF encrypted",
    ),
]


@pytest.mark.parametrize(("make", "said"), REFUSED)
def test_a_hostile_file_is_refused_with_its_reason(tmp_path, make, said):
    answer = read(tmp_path, make())
    assert isinstance(answer, str)
    assert said in answer


def nested(depth):
    return docx(p(TITLE) + (f"<w:tbl><w:tr><w:tc>{p('公开')}" * depth) + "</w:tc></w:tr></w:tbl>" * depth)


WIDE = '<w:gridSpan w:val="2000000000"/>'
LONG = "推进公开、" * 1_500_000
ANSWERED = [
    pytest.param(
        lambda: docx(f"{p(TITLE)}<w:tbl>{tr(*HEADER, span=WIDE)}{tr('1', '公开。', '办公室', span=WIDE)}</w:tbl>"),
        "a.docx",
        id="gridSpan",
    ),
    pytest.param(
        lambda: page(2).replace("<td>", '<td rowspan="999999999" colspan="999999999">'), "a.html", id="rowspan"
    ),
    pytest.param(lambda: nested(80), "a.docx", id="nested tables"),
    pytest.param(lambda: nested(300), "a.docx", id="nested tables, very deep"),
    pytest.param(lambda: f"<html><body>{TITLE}{'<div>' * 5000}公开{'</div>' * 5000}", "a.html", id="deep page"),
    pytest.param(lambda: f"<html><body>{TITLE}{'<table><tr><td>' * 300}公开", "a.html", id="nested tables of a page"),
    pytest.param(
        lambda: xlsx(sheet_rows(3), more='<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "a.xlsx",
        id="last cell",
    ),
    pytest.param(
        lambda: xlsx(sheet_rows(3), tail='<mergeCells><mergeCell ref="A20:XFD1048576"/></mergeCells>'),
        "a.xlsx",
        id="merged to the last cell",
    ),
    pytest.param(lambda: page(3).encode("gb18030"), "a.html", id="charset that lies"),
    pytest.param(lambda: docx(table(3)), "a.pdf", id="name that lies"),
    pytest.param(lambda: f"{TITLE}\n一、主动公开\n{LONG}", "a.txt", id="one line of 20 MB"),
    pytest.param(lambda: "（" * 200_000 + TITLE, "a.txt", id="open brackets"),
    pytest.param(lambda: f"{TITLE}\n一、{'责任单位：' * 40_000}", "a.txt", id="labels without end"),
    pytest.param(
        lambda: f"{TITLE}\n1.公开。（责任单位：{'、'.join(['各科室'] * 20_000)}）", "a.txt", id="units without end"
    ),
    pytest.param(lambda: " \t" * 300_000 + TITLE + "\n" * 300_000, "a.txt", id="blanks"),
]


@pytest.mark.parametrize(("make", "name"), ANSWERED)
def test_a_strange_file_is_read_or_refused(tmp_path, make, name):
    assert isinstance(read(tmp_path, make(), name), Plan | str)


def test_what_is_cut_off_a_sheet_is_said(tmp_path):
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    plan = read(tmp_path, xlsx(sheet_rows(3), more=far), "方案.xlsx")
    assert len(plan.tasks) == 3
    assert any("没有读取" in warning.message for warning in plan.warnings)


SMALL = {
    "docx": lambda: docx(table(3)),
    "docx, stored": lambda: packed({"word/document.xml": document(table(3))}, method=zipfile.ZIP_STORED),
    "xlsx": lambda: xlsx(sheet_rows(3)),
    "html": lambda: page(3).encode(),
    "txt": lambda: narrative(3).encode(),
    "pdf": pdf,
}


def mutated(content, seed):
    """The bytes with one of the usual damages: flips, a cut, a doubled or lost stretch."""
    chance = random.Random(seed)
    data = bytearray(content)
    kind = chance.randrange(4)
    for _ in range(chance.randint(1, 8) if kind == 0 else 0):
        data[chance.randrange(len(data))] = chance.randrange(256)
    begin = chance.randrange(len(data))
    end = min(len(data), begin + chance.randint(1, 200))
    if kind == 1:
        del data[begin:]
    elif kind == 2:
        data[begin:begin] = data[begin:end]
    elif kind == 3:
        del data[begin:end]
    return bytes(data)


@pytest.mark.parametrize("kind", SMALL)
def test_damaged_bytes_give_a_plan_or_a_message(tmp_path, kind):
    content = SMALL[kind]()
    answers = [read(tmp_path, mutated(content, f"{kind}{seed}")) for seed in range(MUTATIONS)]
    assert all(isinstance(answer, Plan | str) for answer in answers)


def test_the_checksum_of_a_part_is_checked(tmp_path):
    content = bytearray(SMALL["docx, stored"]())
    content[content.index("办公室".encode())] ^= 1
    assert zlib.crc32(content)
    assert "损坏" in read(tmp_path, bytes(content))
