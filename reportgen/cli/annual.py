"""``reportgen annual``: the workbook of the annual report's figures, and the check of anybody's report."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli.chinese import ChineseCommand, ChineseGroup
from reportgen.cli.exits import DONE, NEEDS_A_PERSON
from reportgen.cli.say import quoted, say, say_json, tell, tell_findings

if TYPE_CHECKING:
    from reportgen.steps.annual import AnnualChecked

annual = typer.Typer(
    cls=ChineseGroup,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="年度报告：下发年报数据.xlsx，核对任何一份年度报告的表和文字",
)

Json = Annotated[bool, typer.Option("--json", help="以 JSON 输出结果，供其他程序使用")]
Quiet = Annotated[bool, typer.Option("--quiet", help="只输出必要的内容")]
Previous = Annotated[
    list[Path] | None,
    typer.Option(
        "--previous", metavar="文件", help="上年的年报数据.xlsx，或上年公布的年度报告；可写几次", show_default=False
    ),
]


@annual.command(
    cls=ChineseCommand, help="写出年报数据.xlsx：官方表样，合计自动计算，上年结转从上年数据带入；已填的内容带入新表"
)
def new(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="放在哪里；可以没有方案", show_default=False)],
    year: Annotated[
        int | None, typer.Option("--year", metavar="年度", help="哪一年的报告；默认按设置", show_default=False)
    ] = None,
    body: Annotated[str, typer.Option("--body", metavar="名称", help="机关全称；默认按设置")] = "",
    previous: Previous = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    from reportgen.steps.annualbook import new_annual

    issued = new_annual(folder, year=year, body=body, previous=previous or ())
    if json:
        say_json(
            {
                "file": issued.file.name,
                "year": issued.year,
                "body": issued.body,
                "earlier": list(issued.earlier),
                "kept": issued.kept.relative_to(folder).as_posix() if issued.kept else None,
            }
        )
    elif not quiet:
        say(f"年报数据：{issued.file}（{issued.year}年，{issued.body or '机关名称待填'}）")
        if issued.earlier:
            say(f"带入的往年数据：{'、'.join(f'{year}年' for year in issued.earlier)}")
        if issued.kept:
            say(f"已填的内容已带入新表；原来的表在 {issued.kept}")
        say("下一步：填好以后运行")
        say(f"  reportgen check {quoted(folder)}")
        say(f"  reportgen build {quoted(folder)} --full")
    return DONE


@annual.command(
    cls=ChineseCommand, help="核对一份年度报告（Word、网页、PDF、Excel）或年报数据.xlsx：表内、表间、两年之间、文字与表"
)
def check(
    file: Annotated[
        Path, typer.Argument(metavar="文件", help="年度报告、年报数据.xlsx，或装有它的文件夹", show_default=False)
    ],
    previous: Annotated[
        Path | None, typer.Option("--previous", metavar="文件", help="同一机关上年的报告", show_default=False)
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    from reportgen.results import annual_check_json
    from reportgen.steps.annual import check_annual_file

    checked = check_annual_file(file, previous=previous)
    if json:
        say_json(annual_check_json(checked))
    else:
        _show(checked, quiet=quiet)
    return NEEDS_A_PERSON if checked.needs_a_person else DONE


def _show(checked: "AnnualChecked", *, quiet: bool) -> None:
    """Whose report it is, what was found, and what could not be checked."""
    report = checked.report
    if not quiet:
        from reportgen.annual.form import figure_keys

        year = f"{report.year}年" if report.year else "年度不明"
        forms = "、".join(f"{edition}年格式" for edition in sorted(set(report.editions.values())))
        say(f"{report.body or '（没有读到机关名称）'}，{year}{'，' + forms if forms else ''}")
        numbers = sum(figure.state == "number" for key in figure_keys() if (figure := report.figures.get(key)))
        parts = sum(part.number > 0 for part in report.parts)
        say(f"读到表中数字 {numbers} 个，正文 {parts} 个部分")
    tell_findings(checked.findings, rest="，加 --json 可看到全部")
    counts = [sum(one.severity == severity for one in checked.findings) for severity in ("error", "warning", "note")]
    say(f"错误 {counts[0]} 条，提醒 {counts[1]} 条，说明 {counts[2]} 条；核对了 {len(checked.ran)} 条规则")
    if checked.not_run and not quiet:
        tell("没有核对的：")
        for one in checked.unchecked:
            tell(f"  {one}")
