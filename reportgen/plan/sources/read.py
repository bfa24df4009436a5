"""A file → blocks: the kind decided by content, each kind read by its own source."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from reportgen.errors import UnusableInput
from reportgen.files.door import admit, check_package
from reportgen.files.text import named
from reportgen.model.blocks import Document
from reportgen.plan.sources.letters import removed_letters

_READERS = {
    "docx": ("docx", "read_docx"),
    "html": ("html", "read_html"),
    "text": ("txt", "read_txt"),
    "xlsx": ("xlsx", "read_xlsx"),
    "pdf": ("pdf", "read_pdf"),
}
_NOT_READ = {
    "ofd": ("是 OFD 版式文件", "请向来源索取 Word 版"),
    "zip": ("是压缩包", "请解压后指明其中的方案文件"),
    "empty": ("是空文件", "请重新取得这个文件"),
    "image": ("是图片", "请提供有文字的 Word 版"),
}


def read_blocks(path: Path) -> Document:
    """The blocks of one file.

    Raises:
        UnusableInput: The file is missing, damaged, of a kind that cannot be read, or holds no text.
    """
    admitted = admit(path)
    content, kind = admitted.content, str(admitted.kind)
    if kind in ("ole", "rtf", "odf"):
        from reportgen.plan.sources.office import as_current

        content, kind = as_current(content, kind=kind, file=path.name)
        check_package(content, name=path.name)
    if kind not in _READERS:
        what, mend = _NOT_READ[kind]
        raise UnusableInput(f"这{what}，不能读取", mend=mend, file=path.name)
    with removed_letters() as removed:
        document = _read(kind)(content, file=path.name)
    if not document.blocks:
        raise UnusableInput("文件里没有文字", mend="请确认是否为扫描件或空白文档，换用有文字的版本", file=path.name)
    notes = [f"方案里有不能显示的字符（{named(removed)}），已去掉"] if removed else []
    notes += ["方案文件带有宏，没有运行"] if admitted.has_macros else []
    return replace(document, notes=(*document.notes, *notes))


def _read(kind: str) -> Callable[..., Document]:
    """The reader of a kind; its libraries are imported only now."""
    module, function = _READERS[kind]
    reader: Callable[..., Document] = getattr(import_module(f"reportgen.plan.sources.{module}"), function)
    return reader
