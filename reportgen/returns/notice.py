"""The letters that go to units with or instead of a workbook: 退回修改 and 催报, as plain text."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from reportgen.files.text import clean_text
from reportgen.model.findings import Finding, Severity
from reportgen.model.plan import Plan, Task
from reportgen.model.roster import Duty
from reportgen.model.settings import Settings
from reportgen.returns.words import SEVERITIES, SEVERITY_WORDS, joined, one_line, shortened, worst_first
from reportgen.terms import ROLE_WORDS

_COLOURS: Mapping[Severity, str] = {
    "error": "红色的需要修改",
    "warning": "黄色的请核实",
    "note": "浅蓝色的供参考",
}
_INDENT = "　　"
_WHOLE_FORM = "整张表"


def return_notice(
    unit: str,
    findings: Sequence[Finding],
    *,
    plan: Plan,
    settings: Settings,
    file: str = "",
    deadline: date | None = None,
    is_attached: bool = True,
) -> str:
    """What to write to a unit whose workbook needs changes: what, where, how to mend it, and how to send it back.

    Args:
        unit: Official name of the unit.
        findings: Everything found in what it sent; the places are listed by task, tasks with errors first.
        plan: Names the tasks.
        settings: Name the plan, and to whom and by when to return the workbook.
        file: The workbook's name as the unit knows it, ``""`` to leave it out.
        deadline: By when to return it this time; ``None`` for the settings' day.
        is_attached: Whether the marked workbook goes along.
    """
    found = worst_first(findings)
    named = f"（{one_line(file.rpartition('/')[2])}）" if file else ""
    opening = f"贵单位交来的{_form(plan, settings)}{named}已经收到，谢谢。"
    counted = Counter(finding.severity for finding in found)
    there = [severity for severity in SEVERITIES if counted[severity]]
    counts = "、".join(f"{counted[severity]} 处{SEVERITY_WORDS[severity]}" for severity in there)
    where = f"经核对，有 {counts}，列在下面"
    if is_attached:
        where += "，也标在随附的表里：这些单元格加了底色，把鼠标移上去就能看到意见。"
        where += "，".join(_COLOURS[severity] for severity in there) + "。"
    else:
        where += "。"
    lines = [f"{unit}：", "", _INDENT + opening, "", _INDENT + where, "", *_places(found, plan, file)]
    way = "请直接在随附的表中修改" if is_attached else "请在填报表中修改"
    ask = f"{way}，{_send_back(settings, deadline, done='改好')}。"
    if "warning" in there:
        ask += "请核实的几处，情况属实的不用改，交回时说明一下即可。"
    if is_attached:
        ask += "底色和批注不用处理，不影响交回。"
    return _letter([*lines, _INDENT + ask], settings)


def reminder_notice(
    unit: str,
    duties: Sequence[Duty],
    *,
    plan: Plan,
    settings: Settings,
    file: str = "",
    deadline: date | None = None,
) -> str:
    """What to write to a unit that sent nothing, or an empty form: which tasks hang on it, by when, to whom.

    Args:
        unit: Official name of the unit.
        duties: Its rows in the plan's order.
        plan: Names the tasks.
        settings: Name the plan, and to whom and by when to return the workbook.
        file: Name of the workbook that it was issued, ``""`` to leave it out.
        deadline: By when to return it; ``None`` for the settings' day.
    """
    tasks = {task.id: task for task in plan.tasks}
    carried = [duty for duty in duties if duty.carries and duty.task in tasks]
    supported = sum(not duty.carries for duty in duties)
    named = f"（{one_line(file.rpartition('/')[2])}）" if file else ""
    lines = [
        f"{unit}：",
        "",
        f"{_INDENT}{_form(plan, settings)}{named}已经发给贵单位，到现在还没有收到填好的表。",
        "",
    ]
    if carried:
        lines += [
            f"{_INDENT}下面 {len(carried)} 项任务由贵单位牵头或负责。没有贵单位的情况就无法统计，只能列为“未报送”。",
            "",
        ]
        lines += [f"{number}. {_duty(duty, tasks[duty.task])}" for number, duty in enumerate(carried, 1)]
        lines.append("")
        if supported:
            lines += [f"{_INDENT}另有 {supported} 项任务由贵单位配合，可以不填；有情况需要说明时再填。", ""]
    else:
        text = f"贵单位没有牵头或负责的任务，只有 {supported} 项配合任务，可以不填；没有要说明的，请告知一声。"
        lines += [_INDENT + text, ""]
    ask = f"请{_send_back(settings, deadline, done='填好')}。如果已经交过，请告诉我们是哪一份文件，以便查找。"
    return _letter([*lines, _INDENT + ask], settings)


def notice_bytes(text: str) -> bytes:
    """The letter as a file that Notepad shows rightly: UTF-8 with its mark, lines ended as Windows does."""
    return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()


def _form(plan: Plan, settings: Settings) -> str:
    title = one_line(settings.plan_title or plan.title).strip("《》")
    return f"《{title}》进展填报表"


def _send_back(settings: Settings, deadline: date | None, *, done: str) -> str:
    """``改好后于2020年12月10日前交回办公室``; without day or place where nobody said."""
    day = deadline or settings.return_by
    by = f"于{day.year}年{day.month}月{day.day}日前" if day else ""
    return f"{done}后{by}交回{one_line(settings.return_to)}"


def _letter(lines: Sequence[str], settings: Settings) -> str:
    signed = one_line(settings.body)
    return clean_text("\n".join((*lines, "", f"{_INDENT}谢谢支持！", *(("", signed) if signed else ()), "")))


def _duty(duty: Duty, task: Task) -> str:
    days = "、".join(f"{due.date.year}年{due.date.month}月{due.date.day}日" for due in task.deadlines)
    said = f"{ROLE_WORDS[duty.role]}，完成时限{days}" if days else ROLE_WORDS[duty.role]
    return f"第{task.id}项（{said}）：{shortened(task.text)}"


def _places(found: Sequence[Finding], plan: Plan, file: str) -> list[str]:
    """The numbered list, one block for each task."""
    order = {task.id: number for number, task in enumerate(plan.tasks)}
    texts = {task.id: task.text for task in plan.tasks}
    groups: dict[str, list[Finding]] = {}
    for finding in found:
        groups.setdefault(finding.task if finding.task in order else "", []).append(finding)
    ranked = sorted(groups, key=lambda task: (SEVERITIES.index(groups[task][0].severity), order.get(task, -1)))
    sheets = {finding.place.sheet for finding in found if finding.place.sheet}
    lines = []
    number = 0
    for task in ranked:
        lines.append(f"第{task}项：{shortened(texts[task])}" if task else _WHOLE_FORM)
        for finding in groups[task]:
            number += 1
            lines.append(f"  {number}. {_place(finding, file, is_sheet_named=len(sheets) > 1)}")
        lines.append("")
    return lines


def _place(finding: Finding, file: str, *, is_sheet_named: bool) -> str:
    """One place with how bad it is, what was found and how to mend it: ``F8（需要修改）：完成情况为……。请……。``."""
    place = finding.place
    parts = [
        f"文件“{place.file.rpartition('/')[2]}”" if place.file and place.file != file and file else "",
        f"“{place.sheet}”表" if place.sheet and is_sheet_named else "",
        place.cell or "",
    ]
    where = one_line(" ".join(part for part in parts if part))
    severity = SEVERITY_WORDS[finding.severity]
    return f"{where}（{severity}）：{joined(finding)}" if where else f"{severity}：{joined(finding)}"
