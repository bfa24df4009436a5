"""Wording templates (text, Jinja) → paragraphs. An office can change every sentence without touching the program."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2

from reportgen.document.sandbox import TemplateSandbox
from reportgen.document.words import chinese_number
from reportgen.errors import UnusableInput

_BREAK = "\ue000"
"""A private-use character, which cleaned text never holds."""


def say(template: Path, facts: Mapping[str, Any]) -> list[str]:
    """The paragraphs that a wording template makes of the facts.

    In a template ``{{ 另起一段 }}`` parts paragraphs; line breaks and blanks at line ends mean nothing, so sentences
    can stand on lines of their own. Facts are put in as they are: they are data, never rendered again.

    Raises:
        UnusableInput: A mistake in the template, with its line.
    """
    # Not HTML: the Word template escapes what comes out of here.
    environment = TemplateSandbox(autoescape=False)
    environment.filters["中文数字"] = chinese_number
    environment.filters["待补充"] = lambda what: f"〔待补充：{what}〕"
    try:
        text = environment.from_string(template.read_text(encoding="utf-8-sig")).render({**facts, "另起一段": _BREAK})
    except OSError as error:
        raise UnusableInput("找不到文字模板", mend="请重新安装，或放回这个文件", file=template.name) from error
    except jinja2.TemplateSyntaxError as error:
        raise UnusableInput(
            f"文字模板第{error.lineno}行写法有误（{error.message}）",
            mend="请检查该行的 {{ }}、{% %} 是否成对",
            file=template.name,
        ) from error
    except (jinja2.TemplateError, TypeError, OverflowError, UnicodeDecodeError) as error:
        raise UnusableInput(f"文字模板不能使用（{error}）", mend="请对照自带的文字模板", file=template.name) from error
    joined = ("".join(line.strip() for line in paragraph.split("\n")) for paragraph in text.split(_BREAK))
    return [paragraph for paragraph in joined if paragraph]
