"""The section 落实情况: facts put into the fields of the Word template."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportgen.completion import format_percent
from reportgen.document import prose
from reportgen.document.case import Case
from reportgen.document.render import Drawing, render
from reportgen.model.completion import Completion, Tally
from reportgen.model.plan import Plan, Task
from reportgen.model.progress import Collection
from reportgen.model.roster import Roster
from reportgen.model.settings import Settings
from reportgen.resources import templates_folder
from reportgen.terms import CARRYING, ROLE_WORDS, STATUS_WORDS

_CHINESE = "一二三四五六七八九十"


def render_section(
    *,
    plan: Plan,
    completion: Completion,
    collection: Collection,
    roster: Roster,
    settings: Settings,
    charts: Sequence[Drawing],
    template: Path | None = None,
) -> bytes:
    """The document's bytes; the same facts and template give the same bytes.

    ``charts`` stand in their order, where their names say they belong; ``template`` is an office's own, ours where
    it is ``None``.

    Raises:
        UnusableInput: The template cannot be used; says where it is wrong.
    """
    case = Case(plan, completion, collection, roster, settings)
    context = section_fields(case, charts)
    return render(
        template or templates_folder() / "section.docx",
        context,
        title=context["标题"],
        author=settings.body,
    )


def section_fields(case: Case, charts: Sequence[Drawing]) -> dict[str, Any]:
    """Every field of the template, by name; plain strings, lists and mappings."""
    units = _unit_rows(case) if case.settings.publish_units else []
    headings = ["总体", "分类", *(["单位"] if units else []), "问题"]
    words = {
        "总体": "总体情况",
        "分类": "各类任务落实情况",
        "单位": "各单位完成情况",
        "问题": "存在的问题和下一步措施",
    }
    chapters = {key: f"{_CHINESE[number]}、{words[key]}" for number, key in enumerate(headings)}
    return {
        "标题": prose.title(case),
        "引言": prose.opening(case),
        "章": {**dict.fromkeys(words, ""), **chapters},
        "总体": prose.overall(case),
        "分类": [
            {"标题": f"（{prose.chinese_number(number)}）{heading}", "段落": paragraphs}
            for number, (heading, paragraphs) in enumerate(prose.categories(case), 1)
        ],
        "单位表": units,
        "单位说明": prose.units(case),
        "问题": prose.problems(case),
        "图组": _chart_groups(charts, with_units=bool(units)),
        "任务表": _task_groups(case),
        "附表序号": "2" if units else "1",
    }


def _chart_groups(charts: Sequence[Drawing], *, with_units: bool) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = {"总体": [], "分类": [], "单位": []}
    for chart in charts:
        key = "单位" if "单位" in chart.name else "分类" if "各类" in chart.name else "总体"
        if key != "单位" or with_units:
            groups[key].append({"图片": chart, "题注": chart.name})
    for number, figure in enumerate((figure for group in groups.values() for figure in group), 1):
        figure["序号"] = str(number)
    return groups


def _unit_rows(case: Case) -> list[dict[str, str]]:
    rows = []
    for unit in case.completion.units:
        silent = "" if unit.is_reported else "（未报送）"
        row = {"单位": unit.unit + silent}
        for name, tally in (("承担", unit.carries), ("配合", unit.supports)):
            row |= _tally_fields(name, tally)
        rows.append(row)
    return rows


def _tally_fields(name: str, tally: Tally) -> dict[str, str]:
    if not tally.assigned:
        return {name: "—", f"{name}完成": "—", f"{name}率": "—"}
    return {name: str(tally.assigned), f"{name}完成": str(tally.done), f"{name}率": format_percent(tally.rate)}


def _task_groups(case: Case) -> list[dict[str, Any]]:
    """Tasks in the plan's order, neighbours of one category path together."""
    groups: list[dict[str, Any]] = []
    for task in case.plan.tasks:
        name = "\n".join(task.category) or "—"
        if not groups or groups[-1]["名称"] != name:
            groups.append({"名称": name, "行": []})
        groups[-1]["行"].append(_task_row(case, task))
    return groups


def _task_row(case: Case, task: Task) -> dict[str, str]:
    duties = [duty for duty in case.roster.of_task(task.id) if duty.role in CARRYING]
    told = [entry for entry in case.entries_of(task.id) if entry.progress]
    alone = len(told) == 1
    progress = "\n".join(entry.progress if alone else f"{entry.unit}：{entry.progress}" for entry in told)
    return {
        "序号": task.id,
        "要求": f"{task.title}。{task.text}" if task.title else task.text,
        "责任": task.responsibility
        or "、".join(f"{duty.unit}（{ROLE_WORDS[duty.role]}）" if len(duties) > 1 else duty.unit for duty in duties),
        "情况": STATUS_WORDS[case.result(task.id).status],
        "落实": progress or "—",
    }
