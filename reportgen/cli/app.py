"""The commands: one short function each."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportgen.cli.annual import annual
from reportgen.cli.chinese import ChineseCommand, ChineseGroup
from reportgen.cli.exits import DONE, NEEDS_A_PERSON
from reportgen.cli.say import progress_bar, say_json, tell
from reportgen.cli.template import template
from reportgen.errors import WrongUse

if TYPE_CHECKING:
    from reportgen.model.findings import Finding

app = typer.Typer(
    cls=ChineseGroup,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="政务公开工作要点：读取分工方案，下发和校核进度填报表，统计完成情况，生成年度报告中的落实情况章节。",
    epilog="一般顺序：new → issue → （各单位填报）→ check → build。",
)

PlanFile = Annotated[
    Path, typer.Argument(metavar="方案文件", help="分工方案：Word、网页、文本、Excel 或 PDF 文件", show_default=False)
]
Folder = Annotated[Path, typer.Argument(metavar="文件夹", help="工作文件夹，如 2020年报", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="以 JSON 输出结果，供其他程序使用")]
Quiet = Annotated[bool, typer.Option("--quiet", help="只输出必要的内容")]
Day = Annotated[
    str, typer.Option("--date", metavar="日期", help="统计截止日期，如 2020-12-31；默认按设置", show_default=False)
]


def _version(value: bool) -> None:
    if value:
        from reportgen import __version__

        typer.echo(f"reportgen {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[bool, typer.Option("--version", help="显示版本号", callback=_version, is_eager=True)] = False,
) -> None:
    """Holds the options of the program itself."""


@app.command(cls=ChineseCommand, help="读一份方案，显示读到了什么（不写任何文件）")
def plan(file: PlanFile, json: Json = False) -> int:
    from reportgen import steps
    from reportgen.cli import show
    from reportgen.model.plan import plan_to_json

    read = steps.read(file)
    if json:
        say_json(plan_to_json(read))
    else:
        show.plan(read)
    return DONE


@app.command(cls=ChineseCommand, help="读方案，建立工作文件夹和任务清单，供人核对；方案有变动时对新方案再运行一次")
def new(file: PlanFile, folder: Folder, json: Json = False, quiet: Quiet = False) -> int:
    from reportgen import results, steps
    from reportgen.cli import show

    opened = steps.new(file, folder)
    if json:
        say_json(results.new_json(opened))
    elif not quiet:
        show.opened(opened)
    return DONE


@app.command(
    cls=ChineseCommand, help="下发：给每个责任单位生成一份进度填报表；任务有变动时重新下发，已填的内容带入新表"
)
def issue(folder: Folder, json: Json = False, quiet: Quiet = False) -> int:
    from reportgen import results, steps
    from reportgen.cli import show

    with progress_bar("正在生成填报表", quiet=quiet) as progress:
        issued = steps.issue(folder, progress=progress)
    if json:
        say_json(results.issue_json(issued))
    else:
        show.issued(issued, quiet=quiet)
    steps.told(issued)
    return NEEDS_A_PERSON if issued.needs_a_person or _needs_a_person(issued.office.findings) else DONE


@app.command(
    cls=ChineseCommand, help="校核：逐格检查收回的填报表，列出全部问题；写出校核结果.xlsx 和退给各单位修改的表"
)
def check(
    folder: Folder,
    json: Json = False,
    quiet: Quiet = False,
    day: Day = "",
    notices: Annotated[bool, typer.Option("--notices", help="给没有报送的单位写催报通知，放在“催报”文件夹")] = False,
) -> int:
    from reportgen import results, steps
    from reportgen.cli import show

    as_of = _day(day)
    with progress_bar("正在读取填报表", quiet=quiet) as progress:
        checked, recorded = steps.check_and_record(folder, as_of=as_of, progress=progress, with_notices=notices)
    if json:
        say_json(results.check_json(checked, recorded))
    else:
        show.checked(checked, recorded, quiet=quiet)
    return NEEDS_A_PERSON if checked.needs_a_person else DONE


@app.command(cls=ChineseCommand, help="随时查看完成率")
def status(folder: Folder, json: Json = False, quiet: Quiet = False, day: Day = "") -> int:
    from reportgen import results, steps
    from reportgen.cli import show

    with progress_bar("正在读取填报表", quiet=quiet) as progress:
        checked = steps.check(folder, as_of=_day(day), progress=progress)
    if json:
        say_json(results.status_json(checked.completion, plan=checked.office.plan))
    else:
        show.status(checked)
    return DONE


@app.command(cls=ChineseCommand, help="生成：统计、画图，写出落实情况章节（Word 文档）；--full 另写整本年度报告")
def build(
    folder: Folder,
    json: Json = False,
    quiet: Quiet = False,
    day: Day = "",
    strict: Annotated[bool, typer.Option("--strict", help="还有错误或〔待补充〕时不生成，只列出还缺什么")] = False,
    full: Annotated[bool, typer.Option("--full", help="另写整本政府信息公开工作年度报告（先填年报数据.xlsx）")] = False,
    html: Annotated[bool, typer.Option("--html", help="整本报告另写一份网页")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="整本报告另写一份 PDF（要有 LibreOffice）")] = False,
    previous: Annotated[
        Path | None,
        typer.Option("--previous", metavar="文件", help="整本报告与上年的报告对照", show_default=False),
    ] = None,
) -> int:
    from reportgen import results, steps
    from reportgen.cli import show_build

    if (html or pdf or previous) and not full:
        raise WrongUse("--html、--pdf 和 --previous 只用于整本年度报告", mend="请同时写 --full")
    whole = steps.Whole(html=html, pdf=pdf, previous=previous) if full else None
    with progress_bar("正在读取填报表", quiet=quiet) as progress:
        built = steps.build(folder, as_of=_day(day), strict=strict, whole=whole, progress=progress)
    if json:
        say_json(results.build_json(built))
    else:
        show_build.built(built, quiet=quiet)
    return NEEDS_A_PERSON if built.needs_a_person else DONE


@app.command(
    cls=ChineseCommand, help="汇总下级各单位的年报数据和完成率，核对本级数与各单位之和，列出未报和有错误的单位"
)
def rollup(
    folders: Annotated[
        list[Path], typer.Argument(metavar="文件夹...", help="装有各单位文件夹的文件夹", show_default=False)
    ],
    body: Annotated[str, typer.Option("--body", metavar="名称", help="本级机关名称")] = "",
    parent: Annotated[
        Path | None,
        typer.Option("--parent", metavar="文件夹", help="本级自己的年报数据所在处", show_default=False),
    ] = None,
    expected: Annotated[
        Path | None, typer.Option("--expected", metavar="文件", help="应报送单位名单，每行一个", show_default=False)
    ] = None,
    year: Annotated[
        int | None,
        typer.Option("--year", metavar="年度", help="汇总哪一年；默认按多数单位", show_default=False),
    ] = None,
    include_failing: Annotated[bool, typer.Option("--include-failing", help="有错误的单位也计入")] = False,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    from reportgen import results
    from reportgen.cli import show_rollup
    from reportgen.steps.rollup import roll_up_folders

    with progress_bar("正在读取各单位数据", quiet=quiet) as progress:
        rolled = roll_up_folders(
            folders,
            body=body,
            parent=parent,
            expected=expected,
            year=year,
            include_failing=include_failing,
            progress=progress,
        )
    if json:
        say_json(results.rollup_json(rolled))
    else:
        show_rollup.rolled_up(rolled, quiet=quiet)
    return NEEDS_A_PERSON if rolled.needs_a_person else DONE


@app.command(cls=ChineseCommand, help="核验：一份生成的文件是否由现在这些填报表和设置生成，之后有没有人改过")
def verify(
    document: Annotated[
        Path, typer.Argument(metavar="文件", help="“输出”文件夹里生成的文件，如 Word 文档", show_default=False)
    ],
    folder: Annotated[
        Path | None,
        typer.Option("--folder", metavar="文件夹", help="工作文件夹；文件已不在“输出”里时写明", show_default=False),
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    from reportgen import results, steps
    from reportgen.cli import show

    verified = steps.verify(document, folder=folder)
    if json:
        say_json(results.verify_json(verified))
    else:
        show.verified(verified, quiet=quiet)
    return DONE if verified.is_from_these_files else NEEDS_A_PERSON


@app.command(cls=ChineseCommand, help="用自带的样例走完全程，看看结果是什么样")
def demo(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="样例放在哪里", show_default=True)] = Path("演示"),
) -> int:
    from reportgen import steps
    from reportgen.cli import show_build

    tell(f"样例文件夹：{folder}")
    built = steps.demo(folder, told=tell)
    show_build.built(built, quiet=False)
    return DONE


app.add_typer(annual, name="annual")
app.add_typer(template, name="template")


def _needs_a_person(findings: "tuple[Finding, ...]") -> bool:
    return any(finding.severity != "note" for finding in findings)


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise WrongUse(f"--date 的日期“{text}”不对", mend="请写成 2020-12-31 的样子") from error


def command_line() -> Any:
    """The commands as Typer's object, for documentation and tests."""
    return typer.main.get_command(app)
