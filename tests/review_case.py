"""A review copy taken apart: every comment with the words it stands on, and the cells it names."""

import io
import random
import re
import zipfile
from dataclasses import dataclass

import docx
import openpyxl
from docx.oxml.ns import qn

ADDRESS = re.compile(r"(进度填报/[^\n›]+?\.xlsx) › ([^\n›]+?) › ((?:[A-Z]+\d+)(?:、[A-Z]+\d+)*)")
OWN = "本段由文字模板"


@dataclass(frozen=True)
class Remark:
    """A comment, the words it stands on, and where: paragraph number, first and last character."""

    text: str
    on: str
    paragraph: int
    start: int
    end: int


@dataclass(frozen=True)
class Words:
    """A paragraph of the body or of a table."""

    text: str
    style: str
    in_table: bool


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def taken_apart(content):
    """Paragraphs and comments of a document, in order."""
    document = docx.Document(io.BytesIO(content))
    said = {str(comment.comment_id): comment.text for comment in document.comments}
    words, remarks = [], []
    for number, paragraph in enumerate(document.element.body.iter(qn("w:p"))):
        at, begun = 0, {}
        for element in paragraph.iter():
            if element.tag == qn("w:t"):
                at += len(element.text or "")
            elif element.tag == qn("w:br"):
                at += 1
            elif element.tag == qn("w:commentRangeStart"):
                begun[element.get(qn("w:id"))] = at
            elif element.tag == qn("w:commentRangeEnd"):
                begun[element.get(qn("w:id"))] = (begun[element.get(qn("w:id"))], at)
        text = text_of(paragraph)
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        is_cell = next(paragraph.iterancestors(qn("w:tc")), None) is not None
        words.append(Words(text, "" if style is None else style.get(qn("w:val")), is_cell))
        remarks += [Remark(said[key], text[start:end], number, start, end) for key, (start, end) in begun.items()]
    assert len(remarks) == len(said)
    return words, remarks


def text_of(paragraph):
    return "".join(
        (element.text or "") if element.tag == qn("w:t") else "\n" for element in paragraph.iter(qn("w:t"), qn("w:br"))
    )


def letters(text):
    return "".join(character for character in text if character.isalnum())


class Books:
    """The workbooks of a working folder, opened by another reader than ours."""

    def __init__(self, folder):
        self.folder = folder
        self.books = {}

    def cell(self, file, sheet, address):
        if file not in self.books:
            self.books[file] = openpyxl.load_workbook(self.folder / file)
        return str(self.books[file][sheet][address].value or "")

    def task_of(self, file, sheet, address):
        """The 序号 of the row, found by its title."""
        self.cell(file, sheet, address)
        page = self.books[file][sheet]
        head = next(row for row in page.iter_rows() if any(cell.value == "序号" for cell in row))
        column = next(cell.column for cell in head if cell.value == "序号")
        return str(page.cell(page[address].row, column).value)


def addresses(text):
    """(file, sheet, cell) of every cell that a comment names."""
    return [(file, sheet, cell) for file, sheet, cells in ADDRESS.findall(text) for cell in cells.split("、")]


def numbers_of(text):
    """第1～3、5项 → 1, 2, 3, 5."""
    found = re.search(r"第([\d～、]+)项", text)
    result = []
    for part in found[1].split("、") if found else []:
        first, _, last = part.partition("～")
        result += range(int(first), int(last or first) + 1)
    return [str(number) for number in result]


def uncommented(words, remarks):
    """Figures of the text, as ``(number, paragraph)``, on which no comment of their own stands."""
    own = {remark.paragraph for remark in remarks if remark.text.startswith(OWN)}
    found = []
    for number in sorted(own):
        text = words[number].text
        covered = {
            at
            for remark in remarks
            if remark.paragraph == number and not remark.text.startswith(OWN)
            for at in range(remark.start, remark.end)
        }
        # 图1, 表2 and 第5项 name things; 2. before a heading counts nothing.
        for match in re.finditer(r"[图表]\d+|第[\d、～至]+项|^\d+\.(?=\D)", text):
            covered |= set(range(*match.span()))
        figures = re.finditer(r"\d+(?:\.\d+)?%?", text)
        found += [(match[0], text) for match in figures if not covered.issuperset(range(*match.span()))]
    return found


SAID = (
    "发布信息{0}条,其中解读{1}篇；  回应关切{2}次 。",
    "一是修订目录{0}项；二是公开指南{1}份。\n三是核对{2}次",
    "制定《{0}号办法》并公布，征求意见{1}条，采纳{2}条。" + "全年逐月核对并更新有关栏目，未发现差错。" * 12,
    "已办。",
)
WHY = ("人手不足", "主要问题是：系统尚未开放接口。", "", "无")
NEXT = ("3月底前办结。", "下一步，完成对接", "")
STATES = ("已完成", "持续推进（年度要求已达到）", "基本完成", "正在推进", "未启动", "不适用", "差不多", "")


def fill(folder, seed):
    """Fill the issued workbooks as units do, some with faults; the last one stays as it is."""
    dice = random.Random(seed)
    books = sorted((folder / "进度填报").glob("*.xlsx"))
    for path in books[: max(1, len(books) - 1)]:
        book = openpyxl.load_workbook(path)
        sheet = book["填报"]
        head = next(row for row in sheet.iter_rows() if any(cell.value == "序号" for cell in row))
        column = {cell.value: cell.column for cell in head if cell.value}
        for row in range(head[0].row + 1, sheet.max_row + 1):
            if sheet.cell(row, column["职责"]).value not in ("牵头", "负责", "配合"):
                continue
            state = dice.choice(STATES)
            values = [dice.randint(1, 999) for _ in range(3)]
            typed = {"完成情况": state, "落实情况": dice.choice(SAID).format(*values) if state else ""}
            if state == "已完成":
                typed["完成日期"] = "2020年6月5日"
            elif state:
                typed |= {"存在问题": dice.choice(WHY), "下一步措施": dice.choice(NEXT)}
            for title, text in typed.items():
                if text:
                    sheet.cell(row, column[title]).value = text
        book.save(path)
