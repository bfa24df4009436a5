"""A file → blocks: the kind decided by content, each kind read by its own source."""

from pathlib import Path

from reportgen.errors import UnusableInput
from reportgen.files.door import admit
from reportgen.model.blocks import Document

_SAVE_AS = {
    "ole": (
        "是旧版 Office 文件（.doc、.xls、.wps、.et）或加了密码的文件",
        "请去掉密码，用 Word 或 WPS 另存为 .docx 后再用",
    ),
    "rtf": ("是 RTF 文件", "请用 Word 或 WPS 另存为 .docx 后再用"),
    "ofd": ("是 OFD 版式文件", "请向来源索取 Word 版"),
    "zip": ("是压缩包", "请解压后指明其中的方案文件"),
    "empty": ("是空文件", "请重新取得这个文件"),
}


def read_blocks(path: Path) -> Document:
    """The blocks of one file.

    Raises:
        UnusableInput: The file is missing, damaged, of a kind that cannot be read, or holds no text.
    """
    admitted = admit(path)
    if admitted.kind == "docx":
        from reportgen.plan.sources.docx import read_docx

        document = read_docx(admitted.content, file=path.name)
    elif admitted.kind == "html":
        from reportgen.plan.sources.html import read_html

        document = read_html(admitted.content, file=path.name)
    elif admitted.kind == "text":
        from reportgen.plan.sources.txt import read_txt

        document = read_txt(admitted.content, file=path.name)
    elif admitted.kind == "xlsx":
        from reportgen.plan.sources.xlsx import read_xlsx

        document = read_xlsx(admitted.content, file=path.name)
    elif admitted.kind == "pdf":
        from reportgen.plan.sources.pdf import read_pdf

        document = read_pdf(admitted.content, file=path.name)
    else:
        what, mend = _SAVE_AS[admitted.kind]
        raise UnusableInput(f"这{what}，不能直接读取", mend=mend, file=path.name)
    if not document.blocks:
        raise UnusableInput("文件里没有文字", mend="请确认是否为扫描件或空白文档，换用有文字的版本", file=path.name)
    return document
