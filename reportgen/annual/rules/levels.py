"""R21: a government's table is the sum of its departments' and lower governments', cell by cell."""

from collections.abc import Iterator
from decimal import Decimal

from reportgen.annual.form import figure_keys
from reportgen.annual.rules.case import Case, counted, name_of, place_of, shown
from reportgen.annual.rules.outcome import NotRun, Outcome, warning
from reportgen.model.findings import Place


def children_sums(case: Case) -> Iterator[Outcome]:
    """R21: cell by cell; a child without a cell, or with one that cannot be read, leaves that cell unchecked."""
    report, children = case.report, case.children
    if not children:
        yield NotRun("R21", "没有下级单位的报告")
        return
    if case.missing_children:
        what = f"有{len(case.missing_children)}个单位没有报告：{'、'.join(case.missing_children)}"
        yield warning("R21", Place(report.file), what, "催报；齐全之前，各格之和会偏小")
    run, wanted = 0, 0
    for key in figure_keys():
        if key not in report.figures:
            continue
        wanted += 1
        own = counted(report.figures[key])
        parts = [counted(child.figures.get(key)) for child in children]
        known = [part for part in parts if part is not None]
        if own is None or len(known) < len(parts):
            continue
        run += 1
        whole = sum(known, Decimal(0))
        if own != whole:
            what = (
                f"{name_of(key)}为{shown(own)}，{len(children)}个单位之和为{shown(whole)}，"
                f"相差{shown(abs(own - whole))}"
            )
            yield warning("R21", place_of(report, key), what, "核对本级数字和下级各单位的数字")
    if run < wanted or not wanted:
        yield NotRun("R21", f"有{wanted - run}格在本级或某个单位的表中没有或读不出", is_partial=run > 0)
