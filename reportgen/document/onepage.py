"""The one-page summary (一页图解): its key figures, and the facts of its few lines of text."""

from collections.abc import Sequence
from typing import Any

from reportgen.document import facts
from reportgen.document.case import Case

LONGEST_STEPS = 100
"""Characters of all next steps together: four printed lines."""
LONGEST_FIELDS = 48
"""Characters of the categories named; further ones are counted."""


def one_page(case: Case) -> facts.Facts:
    """Facts of the wording template ``onepage``: overall counts, categories that are done, what is open and next."""
    told = facts.problems(case)
    categories = facts.categories(case)
    done = [one for one in categories if one["全部完成"]]
    steps = [f"{task['名称']}，{task['下一步']}" for one in categories for task in one["未完"] if task["下一步"]]
    return {
        **facts.overall(case, figure=""),
        "完成方面": _fields([one["名称"] for one in done]),
        "完成方面任务数": sum(one["应完成"] or 0 for one in done) or None,
        "未完项数": told["未完项数"],
        "未完": told["未完"],
        "逾期项数": told["逾期项数"],
        "未报项数": told["未报项数"],
        "均未报送": told["均未报送"],
        "下一步": _steps(steps),
        "有措施": bool(steps),
    }


def _fields(names: Sequence[str]) -> str:
    """Names of categories as long as they fit on two lines, at least one; ``""`` for none."""
    shown: list[str] = []
    for name in names:
        if shown and len("、".join([*shown, name])) > LONGEST_FIELDS:
            break
        shown.append(name)
    if not shown:
        return ""
    joined = "”“".join(shown)
    return f"“{joined}”" + (f"等{len(names)}个方面" if len(names) > len(shown) else "")


def _steps(steps: Sequence[str]) -> list[str]:
    """The first next steps that fit together; longer ones are told in the report."""
    shown: list[str] = []
    for step in steps:
        if len("；".join([*shown, step])) <= LONGEST_STEPS:
            shown.append(step)
    return shown


def key_figures(case: Case) -> dict[str, Any]:
    """Figures to stand large on a page, and what must stand beside them."""
    overall = facts.overall(case, figure="")
    reported = facts.units(case, table="", figure="")["已报送"]
    base = facts.base(case)
    return {
        "任务总数": overall["总数"],
        "应完成": overall["应完成"] or 0,
        "完成": overall["完成"] or 0,
        "完成率": overall["完成率"],
        "单位总数": overall["单位总数"],
        "已报送": reported or 0,
        "截止日期": base["截止日期"],
        "机关": base["机关"],
        "年度": base["年度"],
        "口径": overall["口径"],
    }


def points(paragraphs: Sequence[str]) -> list[dict[str, str]]:
    """The lines of the page: a wording template gives heading and text of each in turn."""
    heads, texts = paragraphs[0::2], paragraphs[1::2]
    return [{"标题": head, "内容": text} for head, text in zip(heads, texts, strict=False)]
