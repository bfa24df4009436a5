"""Typer's own words in Chinese: help pages and wrong use."""

import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

_HELP_WORDS = (
    ("Usage: ", "用法： "),
    ("Options:", "选项："),
    ("Arguments:", "参数："),
    ("Commands:", "命令："),
    ("COMMAND [ARGS]...", "命令 [参数]..."),
    ("[OPTIONS]", "[选项]"),
    ("Show this message and exit.", "显示本说明"),
    ("[required]", "［必填］"),
)
_DEFAULT = re.compile(r"\[default: ([^\]]*)\]")
_METAVAR = re.compile(r"\{([^{}]*)\}|(?<= ) ?<path>")

_EXPECTED = {"valid integer": "应为整数"}
"""What is said in English of a value that does not fit → what it should be."""

UsageError: Any = typer.BadParameter.__base__
"""What Typer raises when a command line cannot be understood; Typer brings its own copy of click's class."""

Abort: type[Exception] = typer.Abort
"""What Typer makes of Ctrl-C."""


def _in_chinese(text: str) -> str:
    for english, chinese in _HELP_WORDS:
        text = text.replace(english, chinese)
    return _DEFAULT.sub(r"［默认：\1］", _METAVAR.sub(r"\1", text))


class ChineseCommand(TyperCommand):
    """A command whose help page is Chinese."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return _in_chinese(super().get_help(ctx))


class ChineseGroup(TyperGroup):
    """A group of commands whose help page is Chinese, in the order in which they are used."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return _in_chinese(super().get_help(ctx))

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the signature is Typer's
        """The commands in the order in which they are used."""
        return list(self.commands)


def wrong_use_in_chinese(error: Any) -> str:
    """What was wrong with the command line, in one sentence."""
    kind = type(error).__name__
    if kind == "NoSuchOption":
        close = f"；是否想写 {error.possibilities[0]}？" if getattr(error, "possibilities", None) else ""
        return f"没有“{error.option_name}”这个选项{close}"
    if kind == "MissingParameter":
        return f"没有写{(getattr(error.param, 'metavar', None) or '必填的参数').rstrip('.')}"
    message = str(error.format_message())
    unknown = re.match(r"No such command '([^']*)'", message)
    if unknown:
        return f"没有“{unknown[1]}”这个命令"
    extra = re.match(r"Got unexpected extra arguments? \((.*)\)", message)
    if extra:
        return f"多出了参数“{extra[1]}”；文件夹名中有空格时请加引号"
    if "requires an argument" in message or "requires" in message:
        return f"选项缺少它的值（{getattr(error, 'option_name', '')}）"
    if message.startswith("Missing command"):
        return "没有写命令"
    return f"命令写法不对（{message}）" if not message.startswith("Invalid value") else _invalid_value(error)


def _invalid_value(error: Any) -> str:
    option = error.param.opts[0] if getattr(error, "param", None) is not None else ""
    expected = next((words for english, words in _EXPECTED.items() if english in str(error.message)), "")
    return f"{option} 的值不对{'：' + expected if expected else ''}".strip()
