"""The outer ring: every end of a command as one clear message and the right exit code, never a traceback."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from reportgen import __version__
from reportgen.cli.exits import DONE, FAILED, INTERRUPTED, WRONG_USE
from reportgen.cli.say import tell
from reportgen.errors import ReportgenError
from reportgen.files.faults import reason_of

REPORT_FILE = "reportgen-错误报告.txt"
"""Written into the folder in which the command was run."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Chinese Windows console speaks GBK and must not break on 𬭎
            stream.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; returns its exit code. ``--debug`` anywhere shows the traceback of whatever ended it."""
    from reportgen.cli.app import app
    from reportgen.cli.chinese import Abort, UsageError, wrong_use_in_chinese

    debug = "--debug" in arguments
    try:
        code = app(
            [argument for argument in arguments if argument != "--debug"], standalone_mode=False, prog_name="reportgen"
        )
        sys.stdout.flush()  # here, where a full disk can still be told
    except ReportgenError as error:
        _trace(error, debug=debug)
        tell(f"错误：{error}")
        return error.exit_code
    except UsageError as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            tell(str(error.format_message()))
            return WRONG_USE
        tell(f"错误：{wrong_use_in_chinese(error)}。运行 reportgen --help 查看用法")
        return WRONG_USE
    except (KeyboardInterrupt, Abort):
        code = INTERRUPTED
    except (BrokenPipeError, SystemExit):  # Typer's way to end where nobody reads on, say behind ``| head``
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nor is it told when Python ends
        return DONE
    except OSError as error:
        # What no room foresaw of the file system: say what the system said; everything is written whole or not at all.
        _trace(error, debug=debug)
        place = f"{error.filename}：" if isinstance(error.filename, str) else ""
        tell(f"错误：{place}文件读写失败（{reason_of(error)}）。请检查权限和磁盘空间后再运行；已写好的文件都是完整的")
        return FAILED
    except Exception as error:  # noqa: BLE001 - the outermost ring: nobody above could tell the person anything
        return _unforeseen(error, debug=debug)
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how a library's Rust core ends, which is no Exception
            raise
        return _unforeseen(error, debug=debug)
    if code == INTERRUPTED:  # Typer too makes this of Ctrl-C
        tell("已中断；已写好的文件都是完整的，重新运行即可")
    return code if isinstance(code, int) else DONE


def _trace(error: BaseException, *, debug: bool) -> None:
    if debug:
        import traceback

        traceback.print_exception(error)


def _unforeseen(error: BaseException, *, debug: bool) -> int:
    """One line for the person, and a report without the contents of any cell for whoever mends the program."""
    _trace(error, debug=debug)
    report = Path.cwd() / REPORT_FILE
    try:
        report.write_text("\n".join(_report(error)) + "\n", encoding="utf-8")
        where = f"错误报告在 {report.name}（不含任何单元格内容），请把它发给维护人员"
    except OSError:
        where = "加上 --debug 再运行可看到详情"
    tell(f"错误：程序遇到没有预料到的情况（{type(error).__name__}）。已写好的文件都是完整的。{where}")
    return FAILED


def _report(error: BaseException) -> Iterator[str]:
    """Versions, and of the error and its causes the kind and the places in the program.

    The words of an error may quote a cell and the command line names files, so neither is told.
    """
    import platform
    import traceback

    yield f"reportgen {__version__}，Python {platform.python_version()}，{platform.system()} {platform.machine()}"
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield type(cause).__name__
        for frame in traceback.extract_tb(cause.__traceback__):
            yield f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
        cause = cause.__cause__ or cause.__context__
