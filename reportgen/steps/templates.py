"""An office's own templates: our templates to change, and what is wrong in changed ones (``reportgen template``)."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from reportgen.errors import UnusableInput, WrongUse
from reportgen.files.door import admit
from reportgen.files.write import write_file
from reportgen.resources import templates_folder

if TYPE_CHECKING:
    from reportgen.document.templatecheck import TemplateCheck

WORDING_FOLDER = "文字模板"
_ANNUAL = "年度报告.docx"
_ANNUAL_WORDING = "annual"
"""The folder of the annual report's wording templates, beside those of the section."""
_WORD = {
    "公文格式.docx": "section.docx",
    "朴素.docx": "plain.docx",
    "一页图解.docx": "一页图解.docx",
    _ANNUAL: "annual.docx",
}
_REMARKS = "（检查意见）"
_GUIDE = f"""\
这里是 reportgen 自带的模板，可以修改。

一、Word 模板：{"、".join(_WORD)}
    用 Word 或 WPS 打开修改：字体、页边距、表格、固定文字都可以改；
    {{{{ }}}} 和 {{% %}} 里的是字段和循环，不认识的不要动。
    改好后放进工作文件夹，在 reportgen.toml 中写：template = "文件名.docx"；
    整本年度报告的模板（{_ANNUAL}）写：annual_template = "文件名.docx"

二、文字模板：{WORDING_FOLDER}（每个文件管文档的一部分，用记事本修改，保存为 UTF-8 编码）
    把改过的文件放进工作文件夹下的一个文件夹，在 reportgen.toml 中写：wording = "文件夹名"；没有改的文件不用放。
    整本年度报告的在其中的 {_ANNUAL_WORDING} 文件夹里，放的时候也要放在 {_ANNUAL_WORDING} 文件夹里。

检查改过的模板：  reportgen template check 文件或文件夹
查看全部字段：    reportgen template fields
"""


@dataclass(frozen=True, slots=True)
class CopiedFile:
    """One file of ``template copy``: written, already there and the same, or kept because somebody changed it."""

    file: str
    state: Literal["written", "same", "kept"]


@dataclass(frozen=True, slots=True)
class CheckedTemplate:
    """One template of ``template check``.

    Attributes:
        file: Its path as the person wrote it.
        check: What was found.
        annotated: The copy with comments, beside it; ``None`` where none was written.
    """

    file: str
    check: "TemplateCheck"
    annotated: str | None = None


def copy_templates(target: Path) -> tuple[CopiedFile, ...]:
    """Put our templates into a folder; a file that differs from ours stays as it is.

    Raises:
        WrongUse: ``target`` is a file.
    """
    if target.exists() and not target.is_dir():
        raise WrongUse("这是文件，不是文件夹", mend="请写一个文件夹", file=str(target))
    ours = templates_folder()
    contents = {name: (ours / source).read_bytes() for name, source in _WORD.items()}
    for path in sorted((ours / "wording").glob("**/*.txt.jinja")):
        contents[f"{WORDING_FOLDER}/{path.relative_to(ours / 'wording').as_posix()}"] = path.read_bytes()
    contents["使用说明.txt"] = _GUIDE.encode("utf-8-sig")  # the mark, for old editors of Windows
    copied = []
    for name, content in contents.items():
        path = target / name
        if path.exists():
            is_same = path.is_file() and path.read_bytes() == content
            copied.append(CopiedFile(name, "same" if is_same else "kept"))
            continue
        write_file(path, content)
        copied.append(CopiedFile(name, "written"))
    return tuple(copied)


def check_templates(path: Path) -> tuple[CheckedTemplate, ...]:
    """Check a template, or every template in a folder; a Word template gets a copy with comments beside it.

    Raises:
        WrongUse: A text template whose name belongs to no part of the document, or a folder without templates.
        UnusableInput: No such file, or one that cannot be read.
    """
    if path.is_dir():
        files = list(_templates_in(path))
        if not files:
            raise WrongUse(
                "文件夹里没有模板",
                mend="Word 模板是 .docx 文件，文字模板是 .txt.jinja 文件；reportgen template copy 可取得自带模板",
                file=str(path),
            )
        return tuple(_check(file) for file in files)
    return (_check(path),)


def _templates_in(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.glob("*.docx")):
        if _REMARKS not in path.name and not path.name.startswith("~$"):
            yield path
    for place in (folder, folder / WORDING_FOLDER):
        yield from sorted(place.glob("*.txt.jinja"))
        yield from sorted((place / _ANNUAL_WORDING).glob("*.txt.jinja"))


def _check(path: Path) -> CheckedTemplate:
    from reportgen.annual.document.fields import (
        ANNUAL_COMMON_FIELDS,
        ANNUAL_WORD_FIELDS,
        ANNUAL_WORDING_TITLES,
        annual_wording_fields,
    )
    from reportgen.document.fields_catalogue import WORDING_TITLES
    from reportgen.document.templatecheck import check_word, check_wording

    is_annual = path.parent.name == _ANNUAL_WORDING
    name = _wording_name(path, ANNUAL_WORDING_TITLES if is_annual else WORDING_TITLES)
    if name is not None and is_annual:
        own = annual_wording_fields(name)
        return CheckedTemplate(str(path), check_wording(path, name, own=own, common=ANNUAL_COMMON_FIELDS))
    if name is not None:
        return CheckedTemplate(str(path), check_wording(path, name))
    admitted = admit(path)
    check = check_word(admitted)
    if not check.fills:  # whose template it is, its fields say and not its name
        check = min(check, check_word(admitted, ANNUAL_WORD_FIELDS), key=lambda one: len(one.remarks))
    return CheckedTemplate(str(path), check, _write_annotated(path, check.annotated))


def _wording_name(path: Path, titles: Mapping[str, str]) -> str | None:
    """Which part of the document a text template words, by its name; ``None`` for what is no text template."""
    name = next(
        (path.name.removesuffix(end) for end in (".txt.jinja", ".jinja", ".txt") if path.name.endswith(end)), None
    )
    if name is None or name in titles:
        return name
    close = difflib.get_close_matches(name, titles, 1, cutoff=0.4)
    mend = f"是否想写“{close[0]}.txt.jinja”？" if close else "请用自带文字模板的文件名"
    raise WrongUse(f"不知道“{path.name}”是哪一部分的文字模板", mend=mend, file=str(path))


def _write_annotated(template: Path, content: bytes | None) -> str | None:
    """Write the copy with comments beside the template, in the place of our earlier one; one that was edited stays.

    Where there is nothing to say, our earlier copy goes: its comments are no longer true.
    """
    number = 1
    while True:
        mark = _REMARKS if number == 1 else _REMARKS.replace("）", f"{number}）")
        path = template.with_name(f"{template.stem}{mark}.docx")
        is_free = not path.exists() or _is_ours(path)
        if content is None:
            if number == 1 and path.exists() and is_free:
                path.unlink()
            return None
        if is_free:
            write_file(path, content)
            return str(path)
        number += 1


def _is_ours(path: Path) -> bool:
    from reportgen.document.templatecheck import is_ours_unchanged

    try:
        admitted = admit(path)
    except UnusableInput:
        return False
    return admitted.kind == "docx" and is_ours_unchanged(admitted.content)
