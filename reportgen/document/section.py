"""The section 落实情况: facts put into the fields of the Word template."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportgen.document import facts
from reportgen.document.case import Case
from reportgen.document.render import Drawing, render
from reportgen.document.tables import task_groups, unit_rows
from reportgen.document.wording import say
from reportgen.document.words import chinese_number, title_lines
from reportgen.model.completion import Completion
from reportgen.model.plan import Plan
from reportgen.model.progress import Collection
from reportgen.model.roster import Roster
from reportgen.model.settings import Settings
from reportgen.resources import templates_folder

LONGEST_SHORT_FORM = 500
_HEADINGS = {
    "总体": "总体情况",
    "分类": "各类任务落实情况",
    "单位": "各单位完成情况",
    "问题": "存在的问题和下一步措施",
}


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
        title=context["标题"].replace("\n", ""),
        author=settings.body,
    )


def section_fields(case: Case, charts: Sequence[Drawing]) -> dict[str, Any]:
    """Every field of the Word template, by name; plain strings, lists and mappings."""
    with_units = case.settings.publish_units and len(case.completion.units) > 1
    headings = ["总体", "分类", *(["单位"] if with_units else []), "问题"]
    chapters = {key: f"{chinese_number(number)}、{_HEADINGS[key]}" for number, key in enumerate(headings, 1)}
    groups = _chart_groups(charts, with_units=with_units)
    figure = {name: group[0]["序号"] if group else "" for name, group in groups.items()}
    table = "1" if with_units else ""
    return {
        "标题": title_lines("".join(_say(case, "title", {}))),
        "引言": _say(case, "opening", facts.opening(case)),
        "章": {**dict.fromkeys(_HEADINGS, ""), **chapters},
        "总体": _say(case, "overall", facts.overall(case, figure=figure["总体"])),
        "分类": [
            {"标题": f"（{one['编号']}）{one['名称']}", "段落": _say(case, "category", one)}
            for one in facts.categories(case)
        ],
        "单位表": unit_rows(case) if with_units else [],
        "单位说明": _say(case, "units", facts.units(case, table=table, figure=figure["单位"])) if with_units else [],
        "问题": _say(case, "problems", facts.problems(case)),
        "图组": groups,
        "任务表": task_groups(case),
        "附表序号": "2" if with_units else "1",
    }


def short_form(case: Case) -> list[str]:
    """The section in 200 to 500 characters, for part six of the annual report (design chapter 9); one paragraph.

    As many categories are told as fit; shorter than 200 where the units wrote no more.
    """
    told: list[str] = []
    for points in range(5):
        longer = _say(case, "short", facts.short(case, points=points))
        if told and sum(map(len, longer)) > LONGEST_SHORT_FORM:
            break
        told = longer
    return told


def _say(case: Case, name: str, what: facts.Facts) -> list[str]:
    return say(templates_folder() / "wording" / f"{name}.txt.jinja", {**facts.base(case), **what})


def _chart_groups(charts: Sequence[Drawing], *, with_units: bool) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = {"总体": [], "分类": [], "单位": []}
    for chart in charts:
        key = "单位" if "单位" in chart.name else "分类" if "各类" in chart.name else "总体"
        if key != "单位" or with_units:
            groups[key].append({"图片": chart, "题注": chart.name})
    for number, figure in enumerate((figure for group in groups.values() for figure in group), 1):
        figure["序号"] = str(number)
    return groups
