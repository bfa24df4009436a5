"""Wording templates (text, Jinja) → paragraphs. An office can change every sentence without touching the program."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2

from reportgen.document.notes import Notebook
from reportgen.document.sandbox import TemplateSandbox, printed
from reportgen.document.words import chinese_number
from reportgen.errors import UnusableInput
from reportgen.files.door import admit
from reportgen.resources import templates_folder

ENDING = ".txt.jinja"
"""How the file names of wording templates end."""

_BREAK = "\ue000"
"""A private-use character, which cleaned text never holds."""
_NOTEBOOK = "\ue001"
"""The notebook's name among the facts: one that no template can write."""


_CHECK = "对它运行 reportgen template check，可看到错在哪里、怎么改"


def wording_file(name: str, folder: Path | None) -> Path:
    """The wording template of a part of the document: the office's own where its folder holds one, else ours."""
    file = f"{name}{ENDING}"
    own = folder / file if folder is not None else None
    return own if own is not None and own.is_file() else templates_folder() / "wording" / file


def wording_environment() -> TemplateSandbox:
    """What wording templates run in: the sandbox, and the two filters that they may use."""
    # Not HTML: the Word template escapes what comes out of here.
    environment = TemplateSandbox(autoescape=False, show=_show)
    environment.filters["中文数字"] = chinese_number
    environment.filters["待补充"] = lambda what: f"〔待补充：{what}〕"
    return environment


@jinja2.pass_context
def _show(context: jinja2.runtime.Context, value: Any) -> Any:
    notebook = context.get(_NOTEBOOK)
    return printed(notebook.mark(value) if notebook else value)


@lru_cache(maxsize=64)
def _compiled(source: str) -> jinja2.Template:
    # One wording template speaks for every category: translating it takes longer than filling it in.
    return wording_environment().from_string(source)


def wording_text(template: Path) -> str:
    """What a wording template says.

    Raises:
        UnusableInput: It cannot be read, or is not UTF-8.
    """
    try:
        return admit(template).content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise UnusableInput(
            "文字模板不是 UTF-8 编码", mend="请用记事本另存为 UTF-8 编码", file=template.name
        ) from error


def say(template: Path, facts: Mapping[str, Any], *, notebook: Notebook | None = None) -> list[str]:
    """The paragraphs that a wording template makes of the facts; passages with notes where there is a notebook.

    In a template ``{{ 另起一段 }}`` parts paragraphs; line breaks and blanks at line ends mean nothing, so sentences
    can stand on lines of their own. Facts are put in as they are: they are data, never rendered again.

    Raises:
        UnusableInput: A mistake in the template, with its line.
    """
    try:
        compiled = _compiled(wording_text(template))
        text = compiled.render({**facts, "另起一段": _BREAK, _NOTEBOOK: notebook})
    except jinja2.TemplateSyntaxError as error:
        raise UnusableInput(f"文字模板第{error.lineno}行写法有误", mend=_CHECK, file=template.name) from error
    except jinja2.UndefinedError as error:
        names = re.findall(r"'([^']+)'", str(error))
        raise UnusableInput(
            f"文字模板中的字段“{names[-1] if names else '？'}”不存在", mend=_CHECK, file=template.name
        ) from error
    except (
        jinja2.TemplateError,
        ArithmeticError,
        AttributeError,
        LookupError,
        RuntimeError,
        TypeError,
        ValueError,
    ) as error:
        raise UnusableInput(f"文字模板用了不允许的写法（{error}）", mend=_CHECK, file=template.name) from error
    joined = ("".join(line.strip() for line in paragraph.split("\n")) for paragraph in text.split(_BREAK))
    return [notebook.read(paragraph) if notebook else paragraph for paragraph in joined if paragraph]
