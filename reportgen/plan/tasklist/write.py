"""Plan → 任务清单.xlsx, laid out to be corrected by hand."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from reportgen.files.text import cell_text
from reportgen.model.plan import Task
from reportgen.model.roster import TaskList
from reportgen.plan.tasklist import form
from reportgen.plan.tasklist.changesheet import CHANGE_WIDTHS, change_rows
from reportgen.plan.tasklist.renew import Renewal
from reportgen.plan.tasklist.source import Source
from reportgen.terms import KIND_WORDS

_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed stamp, so that the same plan gives the same bytes
_SPARE_ROWS = 200
_PRINTED = (form.PRINTED, form.PLACE)
_WIDTHS = {
    form.ID: 9,
    form.TITLE: 20,
    form.TEXT: 60,
    form.DEADLINES: 18,
    form.PRINTED: 28,
    form.PLACE: 14,
    form.WARNINGS: 34,
}


def write_task_list(task_list: TaskList, *, source: Source | None = None, renewal: Renewal | None = None) -> bytes:
    """The workbook's bytes; the same input gives the same bytes.

    Args:
        task_list: What it holds.
        source: The plan's file, noted in the sheet 方案信息.
        renewal: How the list came out of an earlier one; makes the sheet 变化.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _CREATED, "title": "任务清单"})
    looks = _looks(book)
    _write_tasks(book.add_worksheet(form.TASKS_SHEET), task_list, looks)
    _write_bodies(book.add_worksheet(form.BODIES_SHEET), task_list, looks)
    _write_plan(book.add_worksheet(form.PLAN_SHEET), task_list, looks, source)
    if renewal:
        _write_changes(book.add_worksheet(form.CHANGES_SHEET), renewal, looks)
    help_sheet = book.add_worksheet(form.HELP_SHEET)
    help_sheet.set_column(0, 0, 100)
    for number, line in enumerate(form.HELP):
        help_sheet.write_string(number, 0, line, looks["cell"])
    book.close()
    return out.getvalue()


def _looks(book: Any) -> Mapping[str, Any]:
    base = {"font_name": "宋体", "font_size": 10.5, "text_wrap": True, "valign": "top", "border": 1, "num_format": "@"}
    return {
        "head": book.add_format({**base, "bold": True, "bg_color": "#DCE6F1", "align": "center", "valign": "vcenter"}),
        "cell": book.add_format(base),
        "printed": book.add_format({**base, "font_color": "#666666", "bg_color": "#F2F2F2"}),
        "warning": book.add_format({**base, "bg_color": "#FFD966"}),
        "doubted": book.add_format({**base, "bg_color": "#FFF9E5"}),
    }


def task_columns(tasks: Sequence[Task]) -> list[str]:
    """The columns of the sheet 任务清单 for these tasks: as many heading levels as they have."""
    levels = max((len(task.category) for task in tasks), default=1)  # what is deeper joins the last level
    return [
        form.ID,
        *form.LEVELS[:levels],
        form.TITLE,
        form.TEXT,
        *form.ROLE_COLUMNS.values(),
        form.DEADLINES,
        form.PRINTED,
        form.PLACE,
        form.WARNINGS,
    ]


def _write_tasks(sheet: Any, task_list: TaskList, looks: Mapping[str, Any]) -> None:
    plan = task_list.plan
    columns = task_columns(plan.tasks)
    _head(sheet, columns, [_WIDTHS.get(title, 18) for title in columns], looks)
    warnings: dict[str, list[str]] = {}
    for warning in plan.warnings:
        if warning.task:
            warnings.setdefault(warning.task, []).append(f"{warning.message} [{warning.code}]")
    for row, task in enumerate(plan.tasks, 1):
        doubts = warnings.get(task.id, [])
        values = _task_values(task, doubts)
        for column, title in enumerate(columns):
            look = "printed" if title in _PRINTED else "cell"
            if doubts and title not in _PRINTED:
                look = "warning" if title in (form.WARNINGS, form.ID) else "doubted"
            sheet.write_string(row, column, cell_text(values.get(title, "")), looks[look])
        sheet.set_row(row, _height(task))
    _guide(sheet, columns, len(plan.tasks) + _SPARE_ROWS, len(task_list.bodies) + _SPARE_ROWS)


def _guide(sheet: Any, columns: Sequence[str], last: int, last_body: int) -> None:
    """Names to choose from in the role columns, and no typing into the plan's own words.

    The printed columns are closed by a validation and not by sheet protection, because Excel deletes no row of a
    protected sheet that holds a locked cell; rows must be free to be deleted, split and moved.
    """
    for column, title in enumerate(columns):
        if title in form.ROLE_COLUMNS.values():
            names = f"='{form.BODIES_SHEET}'!$A$2:$A${last_body + 1}"
            choice = {"validate": "list", "source": names, "show_error": False}
            hint = {"input_title": title, "input_message": "一个单位写一行（Alt+Enter 换行），只写名称"}
            sheet.data_validation(1, column, last, column, {**choice, **hint})
        elif title in _PRINTED:
            refusal = {"error_title": title, "error_message": "这一栏是方案的原文，供核对用，请不要改写。"}
            sheet.data_validation(1, column, last, column, {"validate": "custom", "value": "=FALSE", **refusal})


def _task_values(task: Task, doubts: Sequence[str]) -> dict[str, str]:
    values = {
        form.ID: task.id,
        form.TITLE: task.title or "",
        form.TEXT: task.text,
        form.DEADLINES: "\n".join(deadline.phrase for deadline in task.deadlines),
        form.PRINTED: task.responsibility or "",
        form.PLACE: task.place,
        form.WARNINGS: "\n".join(doubts),
    }
    depth = len(form.LEVELS)
    levels = (*task.category[: depth - 1], "\n".join(task.category[depth - 1 :]))
    values |= dict(zip(form.LEVELS, levels, strict=False))
    for role, title in form.ROLE_COLUMNS.items():
        values[title] = "\n".join(unit.name for unit in task.units if unit.role == role)
    return values


def _height(task: Task) -> float:
    lines = max(len(task.text) / 29 + 1, len(task.units), len(task.responsibility or "") / 13 + 1)
    return min(409.0, 15.0 * (int(lines) + 1))


def _write_bodies(sheet: Any, task_list: TaskList, looks: Mapping[str, Any]) -> None:
    _head(sheet, form.BODY_COLUMNS, (28, 10, 28, 40, 50), looks)
    for row, body in enumerate(task_list.bodies, 1):
        for column, text in enumerate(
            (body.name, KIND_WORDS[body.kind], "\n".join(body.aliases), "\n".join(body.members), body.note)
        ):
            sheet.write_string(row, column, cell_text(text), looks["warning" if column == 4 and text else "cell"])
    sheet.data_validation(
        1,
        1,
        len(task_list.bodies) + _SPARE_ROWS,
        1,
        {
            "validate": "list",
            "source": list(KIND_WORDS.values()),
            "error_title": "类型",
            "error_message": "请从下拉列表选择：单位、集合",
        },
    )


def _write_plan(sheet: Any, task_list: TaskList, looks: Mapping[str, Any], source: Source | None) -> None:
    plan = task_list.plan
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 2, 18)
    sheet.set_column(3, 3, 80)
    for row, (name, value) in enumerate(
        (("方案标题", plan.title), ("发文单位", plan.issuer), ("年度", str(plan.year)))
    ):
        sheet.write_string(row, 0, name, looks["head"])
        sheet.merge_range(row, 1, row, 3, "", looks["cell"])
        sheet.write_string(row, 1, cell_text(value), looks["cell"])
    if source:
        sheet.write_string(3, 0, form.SOURCE, looks["head"])
        sheet.merge_range(3, 1, 3, 2, "", looks["printed"])
        sheet.write_string(3, 1, cell_text(source.name), looks["printed"])
        sheet.write_string(3, 3, f"{form.DIGEST}：{source.digest}", looks["printed"])
    for column, title in enumerate(form.ORDER_COLUMNS):
        sheet.write_string(4, column, title, looks["head"])
    row = 5
    for order in plan.reporting:
        for column, text in enumerate(
            (
                order.task or "",
                form.CHANNEL_WORDS[order.channel],
                order.date.isoformat() if order.date else "",
                order.text,
            )
        ):
            sheet.write_string(row, column, cell_text(text), looks["cell"])
        row += 1
    sheet.data_validation(5, 1, row + _SPARE_ROWS, 1, {"validate": "list", "source": list(form.CHANNEL_WORDS.values())})
    row += 1
    for warning in plan.warnings:
        if not warning.task:
            sheet.write_string(row, 0, "提示", looks["warning"])
            sheet.merge_range(row, 1, row, 3, "", looks["warning"])
            sheet.write_string(row, 1, cell_text(f"{warning.message} [{warning.code}]"), looks["warning"])
            row += 1


def _write_changes(sheet: Any, renewal: Renewal, looks: Mapping[str, Any]) -> None:
    _head(sheet, form.CHANGE_COLUMNS, CHANGE_WIDTHS, looks)
    rows = change_rows(renewal)
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row.texts):
            look = "warning" if row.needs_a_person and column in (0, 4) else "cell"
            sheet.write_string(number, column, cell_text(text), looks[look])
    sheet.autofilter(0, 0, len(rows), len(form.CHANGE_COLUMNS) - 1)


def _head(sheet: Any, titles: Sequence[str], widths: Sequence[float], looks: Mapping[str, Any]) -> None:
    for column, (title, width) in enumerate(zip(titles, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, looks["head"])
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C第 &P 页，共 &N 页")
