"""Who filled a workbook, how to reach them and where their evidence lies is in no part of what is published."""

import getpass
import re
import socket
import struct
import unicodedata
import zlib

import openpyxl
import pytest
from annual_document_case import COUNTY_COUNTS, COUNTY_TEXTS, entered, report
from hostile_text import parts_of
from openpyxl.comments import Comment
from reissue_case import Clerk, json_of

from reportgen.annual.workbook import annual_workbook

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


WAYS = (("picture", ""), ("native", ""), ("both", "plain"), ("picture", "一页图解"))
"""Kind of charts, and template."""


@pytest.fixture(scope="module", params=WAYS, ids="-".join)
def built(tmp_path_factory, request):
    """The working folder after ``build``, every unit's workbook holding secrets wherever a workbook can."""
    clerk = office(tmp_path_factory.mktemp("桌面"), *request.param)
    for unit in UNITS:
        fill(clerk, unit)
    return public_documents(clerk)


def office(desk, charts, template):
    clerk = Clerk(desk / "年报", desk)
    clerk.new()
    settings = clerk.folder / "reportgen.toml"
    text = settings.read_text(encoding="utf-8")
    for key, value in (("charts", charts), ("template", template)):
        text, times = re.subn(f'^{key} = ".*"$', f'{key} = "{value}"', text, flags=re.MULTILINE)
        assert times == 1
    settings.write_text(text, encoding="utf-8")
    clerk.issue()
    return clerk


def public_documents(clerk):
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


def test_nothing_of_the_persons_is_in_the_complete_annual_report(tmp_path):
    (tmp_path / "桌面").mkdir()
    clerk = office(tmp_path / "桌面", "picture", "")
    for unit in UNITS:
        fill(clerk, unit)
    filled = entered(report("云岭市水务局", year=2024), told=COUNTY_COUNTS, written=COUNTY_TEXTS)
    book = annual_workbook(year=2024, body="云岭市水务局", kind="department", scope="own", filled=filled)
    (clerk.folder / "年报数据.xlsx").write_bytes(book)
    documents = json_of("build", clerk.folder, "--full", "--html")["documents"]
    public = [clerk.folder / each["file"] for each in documents if each["kind"] == "annual-report"]
    assert [document.suffix for document in public] == [".docx", ".html"]
    for document in public:
        content = document.read_bytes()
        text = everything_in(content) if document.suffix == ".docx" else content.decode()
        assert "公开" in text
        assert [where for where, secret in SECRETS.items() if secret in text] == []
        assert str(tmp_path) not in text


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


TYPED = {
    "手机": "13912345671",
    "全角": "１３９１２３４５６７２",
    "分段": "139 1234 5673",
    "零宽": "139\u200b1234\u200b5674",
    "换行": "1391234\n5675",
    "制表": "139\t1234\t5676",
    "双向": "139\u202d12345677",
    "连字": "139—1234—5678",
    "身份证": "11010519491231002X",
    "银行卡": "6228 4804 0256 4890 018",
    "邮箱": "zhang.san@yunling.example",
}
"""Personal data as people type it into the text of an answer."""
KINDS = ("手机号码", "身份证号", "银行卡号", "电子邮箱")
COLUMNS = ("落实情况", "量化成果", "存在问题", "下一步措施", "佐证材料")


@pytest.fixture(scope="module", params=WAYS, ids="-".join)
def talkative(tmp_path_factory, request):
    """The same office, whose units wrote personal data into every text of their answers."""
    clerk = office(tmp_path_factory.mktemp("桌面"), *request.param)
    forms = list(TYPED.values())
    number = 0
    for unit in UNITS:
        hand = clerk.open(unit)
        for at, task in enumerate(hand.rows):
            hand.fill(task, 完成情况="正在推进" if at else "已完成", 完成日期="" if at else "2024年5月20日")
            for column in COLUMNS:
                chosen = "、".join(forms[(number + step) % len(forms)] for step in range(4))
                hand.fill(task, **{column: f"已公布{chosen}供群众咨询。"})
                number += 4
        hand.save(clerk.workbook(unit))
    return public_documents(clerk)


def bare(text):
    """Letters and digits only, however they were typed, so that no blank or unseen sign hides a number."""
    return "".join(each for each in unicodedata.normalize("NFKC", text) if each.isalnum() or each in "@.")


def texts_of(content):
    """The text of every XML part without its tags, and every attribute's value (alt texts, names)."""
    for name, part in parts_of(content).items():
        if name.endswith((".xml", ".rels")):
            words = part.decode("utf-8")
            yield name, bare(re.sub(r"<[^>]+>", "", words)), bare(" ".join(re.findall(r'"([^"]*)"', words)))


def test_personal_data_in_an_answer_is_in_no_part_of_what_is_published(talkative):
    _, documents = talkative
    assert documents
    for document in documents:
        for name, text, values in texts_of(document.read_bytes()):
            for how, typed in TYPED.items():
                assert bare(typed) not in text, (how, name)
                assert bare(typed) not in values, (how, name)


def test_a_mark_stands_where_personal_data_stood(talkative):
    _, documents = talkative
    for document in documents:
        body = parts_of(document.read_bytes())["word/document.xml"].decode()
        text = re.sub(r"<[^>]+>", "", body)
        assert "〔待补充：核实后的" in text
        if text.count("供群众咨询") > len(UNITS):  # the page of one sheet prints few answers
            assert {word for word in KINDS if f"核实后的{word}" in text} == set(KINDS)


def test_the_test_finds_personal_data_that_a_person_let_stand(tmp_path):
    """A public number whose finding was dismissed is printed, so what is not found above is truly absent."""
    clerk = office(tmp_path, "native", "")
    hand = clerk.open("办公室")
    for task in hand.rows:
        hand.done(task, "2024年5月20日", f"咨询电话{TYPED['手机']}已公布。")
    hand.save(clerk.workbook("办公室"))
    json_of("check", clerk.folder)
    path = clerk.folder / "输出" / "校核结果.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["待核"]
    (head,) = [row for row in sheet.iter_rows(max_row=4) if any(cell.value == "属实" for cell in row)]
    columns = {cell.value: cell.column for cell in head}
    for row in range(head[0].row + 1, sheet.max_row + 1):
        sheet.cell(row, columns["属实"]).value, sheet.cell(row, columns["理由"]).value = "属实", "对外公布的服务电话"
    book.save(path)
    _, (document,) = public_documents(clerk)
    assert any(bare(TYPED["手机"]) in text for _, text, _ in texts_of(document.read_bytes()))
