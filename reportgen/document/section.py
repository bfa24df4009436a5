"""The section 落实情况: facts put into the fields of the Word template."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from reportgen.charts.data import ChartData
from reportgen.document import facts, onepage
from reportgen.document.case import Case
from reportgen.document.chartparts import NativeChart, fill_held_charts, held_charts, place_charts, printable
from reportgen.document.render import Drawing, render
from reportgen.document.review import Reviewer, ReviewFacts
from reportgen.document.tables import task_groups, unit_rows
from reportgen.document.wording import say, wording_file
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
    charts: Sequence[Drawing | ChartData],
    template: Path | None = None,
    figures: Sequence[ChartData] = (),
    wording: Path | None = None,
    review: ReviewFacts | None = None,
) -> bytes:
    """The document's bytes; the same facts and template give the same bytes.

    ``charts`` stand in their order, where their names say they belong, drawings as pictures and data as native
    charts; ``template`` is an office's own, ours where it is ``None``; ``figures`` fill the Word charts that it holds;
    ``wording`` is a folder of an office's own wording templates; ``review`` makes it the review copy, with comments
    and the page 数据来源.

    Raises:
        UnusableInput: The template cannot be used; says where it is wrong.
    """
    case = Case(plan, completion, collection, roster, settings, wording=wording)
    chosen = template or templates_folder() / "section.docx"
    shown = printable(charts)
    reviewer = Reviewer(case, review) if review else None
    context = section_fields(case, shown, held=held_charts(chosen), reviewer=reviewer)
    known = [figure for figure in figures if figure.kind != "units" or _names_units(case)]
    return render(
        chosen,
        context,
        title=context["标题"].replace("\n", ""),
        author=settings.body,
        mark=reviewer.notebook.mark if reviewer else None,
        finish=[
            partial(place_charts, charts=shown),
            partial(fill_held_charts, charts=known, file=chosen.name),
            *([reviewer.finish] if reviewer else []),
        ],
    )


def section_fields(
    case: Case,
    charts: Sequence[Drawing | NativeChart],
    *,
    held: frozenset[str] = frozenset(),
    reviewer: Reviewer | None = None,
) -> dict[str, Any]:
    """Every field of the Word template, by name; plain strings, lists and mappings.

    Charts that the template holds itself, by the names in ``held``, are counted but not printed a second time. With a
    ``reviewer`` figures and texts carry notes; they read the same.
    """
    tell = partial(_say, case, reviewer=reviewer)
    with_units = _names_units(case)
    headings = ["总体", "分类", *(["单位"] if with_units else []), "问题"]
    chapters = {key: f"{chinese_number(number)}、{_HEADINGS[key]}" for number, key in enumerate(headings, 1)}
    groups = _chart_groups(charts, with_units=with_units)
    figure = {name: group[0]["序号"] if group else "" for name, group in groups.items()}
    table = "1" if with_units else ""
    fields = {
        "标题": title_lines("".join(_say(case, "title", {}))),
        "引言": tell("opening", facts.opening(case)),
        "章": {**dict.fromkeys(_HEADINGS, ""), **chapters},
        "总体": tell("overall", facts.overall(case, figure=figure["总体"])),
        "分类": [
            {"标题": f"（{one['编号']}）{one['名称']}", "段落": tell("category", one, category=number)}
            for number, one in enumerate(facts.categories(case), 1)
        ],
        "单位表": unit_rows(case) if with_units else [],
        "单位说明": tell("units", facts.units(case, table=table, figure=figure["单位"])) if with_units else [],
        "问题": tell("problems", facts.problems(case)),
        "图组": {
            key: [one for one in group if one["图片"].name.partition("（")[0] not in held]
            for key, group in groups.items()
        },
        "图号": figure,
        "任务表": task_groups(case),
        "附表序号": "2" if with_units else "1",
        "要点": onepage.points(tell("onepage", onepage.one_page(case))),
        "数字": onepage.key_figures(case),
    }
    return reviewer.tables(fields) if reviewer else fields


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


def _say(case: Case, name: str, what: facts.Facts, *, reviewer: Reviewer | None = None, category: int = 0) -> list[str]:
    template, base = wording_file(name, case.wording), facts.base(case)
    if reviewer:
        return reviewer.say(template, base, what, category=category)
    return say(template, {**base, **what})


def _names_units(case: Case) -> bool:
    return case.settings.publish_units and len(case.completion.units) > 1


def _chart_groups(charts: Sequence[Drawing | NativeChart], *, with_units: bool) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = {"总体": [], "分类": [], "单位": []}
    for chart in charts:
        key = "单位" if "单位" in chart.name else "分类" if "各类" in chart.name else "总体"
        if key != "单位" or with_units:
            again = any(one["题注"] == chart.name for one in groups[key])
            groups[key].append({"图片": chart, "题注": f"{chart.name}（可编辑图表）" if again else chart.name})
    for number, figure in enumerate((figure for group in groups.values() for figure in group), 1):
        figure["序号"] = str(number)
    return groups
