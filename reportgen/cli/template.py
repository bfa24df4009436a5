"""``reportgen template``: our templates to change, the check of changed ones, and the fields that they may use."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportgen.cli.chinese import ChineseCommand, ChineseGroup
from reportgen.cli.exits import DONE, NEEDS_A_PERSON
from reportgen.cli.say import say, say_json, say_table, tell

if TYPE_CHECKING:
    from reportgen.document.fields import Field
    from reportgen.steps.templates import CheckedTemplate

template = typer.Typer(
    cls=ChineseGroup,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="模板：取得自带模板来修改，检查改过的模板，查看可用的字段",
)

Json = Annotated[bool, typer.Option("--json", help="以 JSON 输出结果，供其他程序使用")]
Quiet = Annotated[bool, typer.Option("--quiet", help="只输出必要的内容")]

_WORDS = {"error": "错误", "warning": "提醒", "note": "说明"}
_EXAMPLE = 24


@template.command(cls=ChineseCommand, help="把自带的 Word 模板和文字模板复制到一个文件夹，供修改；改过的文件不会被覆盖")
def copy(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="放到哪里", show_default=False)], quiet: Quiet = False
) -> int:
    from reportgen.steps.templates import copy_templates

    copied = copy_templates(folder)
    kept = [one.file for one in copied if one.state == "kept"]
    if not quiet:
        for one in copied:
            if one.state == "written":
                say(f"写入：{folder / one.file}")
        same = sum(one.state == "same" for one in copied)
        if same:
            say(f"已有且相同的 {same} 个文件没有改动")
        tell("用法见其中的使用说明.txt；改后运行 reportgen template check 检查")
    for file in kept:
        tell(f"保留：{folder / file} 与自带的不同，没有覆盖")
    return NEEDS_A_PERSON if kept else DONE


@template.command(
    cls=ChineseCommand, help="检查改过的模板：列出每一处错误和改法，并写出带批注的副本，最后用示例内容试生成"
)
def check(
    file: Annotated[
        Path, typer.Argument(metavar="文件", help="Word 模板、文字模板，或装有它们的文件夹", show_default=False)
    ],
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    from reportgen.steps.templates import check_templates

    checked = check_templates(file)
    if json:
        say_json(_check_json(checked))
    else:
        for one in checked:
            _show(one, quiet=quiet)
    return NEEDS_A_PERSON if any(one.check.needs_a_person for one in checked) else DONE


@template.command(cls=ChineseCommand, help="列出模板可用的全部字段：写法、含义和示例")
def fields(json: Json = False) -> int:
    word, wording, common = _catalogue()
    if json:
        say_json(_fields_json(word, wording, common))
        return DONE
    for key, whole, setting in (("", "", "template"), ("annual_", "整本年度报告的 ", "annual_template")):
        if key:
            say()
        say(f"{whole}Word 模板（设置 {setting}）可用的字段：")
        _say_fields(word[key], word[key], is_word=True)
        for file, meaning, own in wording[key].values():
            say()
            say(f"文字模板 {file}（{meaning}）可用的字段：")
            _say_fields(own, own, is_word=False)
        say()
        say(f"{'annual 文件夹里' if key else ''}各个文字模板都可用的字段：")
        _say_fields(common[key], common[key], is_word=False)
    from reportgen.document.fields_catalogue import WORDING_FILTERS

    say()
    say("文字模板可用的写法：")
    for name, meaning in WORDING_FILTERS.items():
        say(f"  |{name}  {meaning}")
    return DONE


def _catalogue() -> tuple[
    dict[str, Sequence["Field"]],
    dict[str, dict[str, tuple[str, str, Sequence["Field"]]]],
    dict[str, Sequence["Field"]],
]:
    """Fields of Word templates; file, meaning and own fields of wording templates; fields that all of these know.

    By the beginning of the key in JSON: ``""`` for the section, ``annual_`` for the complete report.
    """
    from reportgen.annual.document import fields as annual
    from reportgen.document import fields_catalogue as section

    common = section.COMMON_FIELDS
    return (
        {"": section.WORD_FIELDS, "annual_": annual.ANNUAL_WORD_FIELDS},
        {
            "": {
                name: (f"{name}.txt.jinja", meaning, [one for one in section.wording_fields(name) if one not in common])
                for name, meaning in section.WORDING_TITLES.items()
            },
            "annual_": {
                name: (f"annual/{name}.txt.jinja", meaning, annual.annual_wording_fields(name))
                for name, meaning in annual.ANNUAL_WORDING_TITLES.items()
            },
        },
        {"": common, "annual_": annual.ANNUAL_COMMON_FIELDS},
    )


def _fields_json(
    word: Mapping[str, Sequence["Field"]],
    wording: Mapping[str, Mapping[str, tuple[str, str, Sequence["Field"]]]],
    common: Mapping[str, Sequence["Field"]],
) -> dict[str, Any]:
    from reportgen.document.fields_catalogue import WORDING_FILTERS

    def listed(shown: Sequence["Field"], *, is_word: bool = False) -> list[dict[str, Any]]:
        return [_field_json(one, shown, is_word=is_word) for one in shown]

    told: dict[str, Any] = {}
    for key in word:
        told[f"{key}word"] = listed(word[key], is_word=True)
        told[f"{key}wording"] = {
            name: {"file": file, "meaning": meaning, "fields": listed(own)}
            for name, (file, meaning, own) in wording[key].items()
        }
        told[f"{key}common"] = listed(common[key])
    return {**told, "filters": dict(WORDING_FILTERS)}


def _say_fields(shown: Sequence["Field"], all_fields: Sequence["Field"], *, is_word: bool) -> None:
    from reportgen.document.fields import usage_of

    rows = [("写法", "含义", "示例")]
    for one in shown:
        usage = usage_of(one, all_fields, is_word=is_word)
        indent = "  " * one.path.removesuffix("[]").count("[]")
        example = _example(one).replace("\n", " ")
        short = example if len(example) <= _EXAMPLE else example[: _EXAMPLE - 1] + "…"
        rows.append((indent + (usage or one.path), one.meaning, short))
    if len(rows) > 1:
        say_table(rows)
    else:
        say("  （只有各个文字模板都可用的字段）")


def _example(one: "Field") -> str:
    if one.kind == "flag":
        return "是" if one.example else "否"
    if one.kind == "picture":
        return "（图）"
    return "" if one.example is None else str(one.example)


def _field_json(one: "Field", all_fields: Sequence["Field"], *, is_word: bool) -> dict[str, Any]:
    from reportgen.document.fields import usage_of

    return {
        "path": one.path,
        "kind": one.kind,
        "many": one.is_many,
        "optional": one.is_optional,
        "meaning": one.meaning,
        "example": None if one.kind == "picture" else one.example,
        "usage": usage_of(one, all_fields, is_word=is_word),
    }


def _show(one: "CheckedTemplate", *, quiet: bool) -> None:
    check = one.check
    counts = {severity: sum(remark.severity == severity for remark in check.remarks) for severity in _WORDS}
    found = "，".join(f"{word} {counts[severity]} 处" for severity, word in _WORDS.items() if counts[severity])
    say(f"{one.file}：{found or '没有发现问题'}")
    if not quiet:
        for remark in check.remarks:
            say(f"  {_WORDS[remark.severity]}  {remark}")
        if check.unused:
            names = "、".join(field.path.replace("[]", "") for field in check.unused)
            say(f"  没有用到的字段（可以不用）：{names}")
        say("  用示例内容试生成：" + ("没有问题" if check.fills else "没有成功，请先改正以上错误"))
    if one.annotated:
        say(f"  带批注的副本：{one.annotated}")


def _check_json(checked: Sequence["CheckedTemplate"]) -> dict[str, Any]:
    remarks = [remark for one in checked for remark in one.check.remarks]
    return {
        "templates": [
            {
                "file": one.file,
                "kind": one.check.kind,
                "remarks": [
                    {
                        "code": remark.code,
                        "severity": remark.severity,
                        "where": remark.where or None,
                        "excerpt": remark.excerpt or None,
                        "what": remark.what,
                        "mend": remark.mend,
                    }
                    for remark in one.check.remarks
                ],
                "unused": [field.path for field in one.check.unused],
                "fills": one.check.fills,
                "annotated": one.annotated,
            }
            for one in checked
        ],
        "counts": {severity: sum(remark.severity == severity for remark in remarks) for severity in _WORDS},
    }
