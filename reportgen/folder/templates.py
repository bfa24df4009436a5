"""Which templates a working folder's settings name: ours, or the office's own inside the folder."""

import difflib
from collections.abc import Iterable
from pathlib import Path

from reportgen.errors import UnusableInput
from reportgen.folder.paths import WorkingFolder
from reportgen.model.settings import Settings
from reportgen.resources import templates_folder

DEFAULT_TEMPLATE = "section.docx"
OUR_TEMPLATES = {"": DEFAULT_TEMPLATE, "plain": "plain.docx", "朴素": "plain.docx", "一页图解": "一页图解.docx"}
"""What the setting ``template`` says → our file."""


def template_file(folder: WorkingFolder, settings: Settings) -> Path:
    """The Word template that the settings name; a file of the office's own goes before ours of the same name.

    Raises:
        UnusableInput: There is no such file.
    """
    own = folder.path / settings.template
    if settings.template and own.is_file():
        return own
    if settings.template in OUR_TEMPLATES:
        return templates_folder() / OUR_TEMPLATES[settings.template]
    beside = (path.name for path in folder.path.glob("*.docx"))
    raise UnusableInput(
        f"设置“template”指定的模板“{settings.template}”不在工作文件夹里",
        mend=_close(settings.template, [*filter(None, OUR_TEMPLATES), *beside])
        or "请把模板放进工作文件夹，或留空用自带模板",
        file=settings.template,
    )


def annual_template_file(folder: WorkingFolder, settings: Settings) -> Path | None:
    """The office's own Word template of the annual report, ``None`` for ours.

    Raises:
        UnusableInput: There is no such file.
    """
    if not settings.annual.template:
        return None
    own = folder.path / settings.annual.template
    if own.is_file():
        return own
    beside = (path.name for path in folder.path.glob("*.docx"))
    raise UnusableInput(
        f"设置“annual_template”指定的模板“{settings.annual.template}”不在工作文件夹里",
        mend=_close(settings.annual.template, beside) or "请把模板放进工作文件夹，或留空用自带模板",
        file=settings.annual.template,
    )


def wording_folder(folder: WorkingFolder, settings: Settings) -> Path | None:
    """The folder of the office's own wording templates, ``None`` for ours alone.

    Raises:
        UnusableInput: There is no such folder.
    """
    if not settings.wording:
        return None
    own = folder.path / settings.wording
    if own.is_dir():
        return own
    beside = (path.name for path in folder.path.iterdir() if path.is_dir())
    raise UnusableInput(
        f"设置“wording”指定的文件夹“{settings.wording}”不在工作文件夹里",
        mend=_close(settings.wording, beside) or "请把文字模板放进工作文件夹下的这个文件夹，或留空用自带的",
        file=settings.wording,
    )


def own_templates(folder: WorkingFolder, settings: Settings) -> tuple[Path, ...]:
    """Every file of the office's own that the settings bring into the document, in order of name."""
    named = [folder.path / name for name in (settings.template, settings.annual.template) if name]
    wording = folder.path / settings.wording if settings.wording else None
    return (
        *(path for path in named if path.is_file()),
        *(sorted(wording.glob("**/*.txt.jinja")) if wording is not None and wording.is_dir() else ()),
    )


def _close(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, sorted(known), 1, cutoff=0.4)
    return f"是否想写“{close[0]}”？" if close else ""
