"""Who filled a workbook, how to reach them and where their evidence lies is in no part of what is published."""

import getpass
import socket
import struct
import zlib

import openpyxl
import pytest
from hostile_text import parts_of
from openpyxl.comments import Comment
from reissue_case import Clerk, json_of

UNITS = ("办公室", "人事科", "信息中心")
PERSON, OTHER, AUTHOR = "欧阳测试", "司马核验", "端木批注"
SECRETS = {
    "填报人": PERSON,
    "联系电话": "13912345678",
    "座机": "0571-88886666",
    "填报日期": "2024年11月27日",
    "佐证链接": "http://10.20.30.40/neiwang/zhengju?id=77",
    "佐证文件": "\\\\内网盘\\证据\\会议签到表-机密.xlsx",
    "批注作者": AUTHOR,
    "批注": "这是内部批注不公开",
    "文件名": OTHER,
    "另写的话": "表外的内部说明文字",
    "工作簿作者": "令狐作者",
    "旁边的表": "内部通讯录",
}
"""What only the office may know, by where it stands in a returned workbook."""


@pytest.fixture(scope="module", params=["picture", "native", "both"])
def built(tmp_path_factory, request):
    """The working folder after ``build``, every unit's workbook holding secrets wherever a workbook can."""
    desk = tmp_path_factory.mktemp("桌面")
    clerk = Clerk(desk / "年报", desk)
    clerk.new()
    settings = clerk.folder / "reportgen.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace('charts = "picture"', f'charts = "{request.param}"'),
        encoding="utf-8",
    )
    clerk.issue()
    for unit in UNITS:
        fill(clerk, unit)
    documents = json_of("build", clerk.folder)["documents"]
    return clerk.folder, [clerk.folder / each["file"] for each in documents if "public" in each["kind"]]


def fill(clerk, unit):
    hand = clerk.open(unit)
    for task in hand.rows:
        hand.done(task, "2024年5月20日", f"{unit}对第{task}项做了公开。")
        hand.fill(task, 佐证材料=f"{SECRETS['佐证链接']}\n{SECRETS['佐证文件']}")
        hand.cell(task, "佐证材料").hyperlink = SECRETS["佐证链接"]
        hand.cell(task, "落实情况").comment = Comment(SECRETS["批注"], AUTHOR)
    hand.sheet["F3"], hand.sheet["H3"] = PERSON, f"{SECRETS['联系电话']}、{SECRETS['座机']}"
    hand.sheet["J3"] = SECRETS["填报日期"]
    hand.sheet.cell(hand.sheet.max_row + 2, 2).value = SECRETS["另写的话"]
    hand.book.create_sheet("通讯录")["A1"] = SECRETS["旁边的表"]
    hand.book.properties.creator = hand.book.properties.lastModifiedBy = SECRETS["工作簿作者"]
    clerk.workbook(unit).unlink()
    hand.save(clerk.inbox / f"{unit}（{OTHER}填）.xlsx")


def everything_in(content):
    """Every text of a package: parts as they are and as XML gives them back, nested packages, chunks of pictures."""
    texts = []
    for name, part in parts_of(content).items():
        texts += [name, part.decode("utf-8", "replace"), part.decode("utf-16-le", "replace")]
        if part.startswith(b"\x89PNG"):
            texts += list(words_of_picture(part))
    return "\n".join(texts)


def words_of_picture(png):
    """The text chunks of a picture, packed ones unpacked, and the names of all others that say something."""
    at = 8
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        at += size + 12
        if kind in (b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME"):
            yield f"{kind.decode()} {data.decode('utf-8', 'replace')}"
        if kind in (b"zTXt", b"iTXt"):
            packed = data.split(b"\0", 2)[-1]
            try:
                yield zlib.decompress(packed).decode("utf-8", "replace")
            except zlib.error:
                continue


def test_the_test_finds_what_it_looks_for(built):
    """The returned workbooks hold every secret, so a secret that is not found below is truly absent."""
    folder, _ = built
    content = "\n".join(everything_in(path.read_bytes()) for path in (folder / "进度填报").glob("*.xlsx"))
    names = "".join(path.name for path in (folder / "进度填报").glob("*"))
    book = next((folder / "进度填报").glob("*.xlsx"))
    cells = "\n".join(
        str(cell.value) for sheet in openpyxl.load_workbook(book) for row in sheet.iter_rows() for cell in row
    )
    for where, secret in SECRETS.items():
        assert secret in content + names + cells, where


def test_nothing_of_the_persons_is_in_a_public_document(built):
    _, documents = built
    assert documents
    for document in documents:
        content = everything_in(document.read_bytes()) + document.name
        assert [where for where, secret in SECRETS.items() if secret in content] == []


def test_nothing_of_the_persons_is_in_a_picture(built):
    folder, _ = built
    for picture in (folder / "输出").glob("*.png"):
        content = picture.read_bytes()
        words = "\n".join(words_of_picture(content)) + content.decode("utf-8", "replace") + picture.name
        assert [where for where, secret in SECRETS.items() if secret in words] == []


def test_nothing_of_the_machine_is_in_a_public_document(built):
    folder, documents = built
    for document in documents:
        content = everything_in(document.read_bytes())
        traces = {str(folder.parent), folder.parent.parent.name, socket.gethostname(), f">{getpass.getuser()}<"}
        assert [trace for trace in traces if trace in content] == []


def test_a_public_document_has_no_comments_and_no_former_text(built):
    _, documents = built
    for document in documents:
        names = parts_of(document.read_bytes())
        assert not [
            name for name in names if "comment" in name.lower() or "people" in name.lower() or "customXml" in name
        ]
        body = names["word/document.xml"].decode()
        assert not [
            mark for mark in ("<w:ins ", "<w:del ", "<w:commentReference", "<w:vanish", "w:rsid") if mark in body
        ]
