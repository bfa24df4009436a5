"""R16: a figure in the prose equals its cell, or the plan's completion."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from reportgen.annual.form import FEES
from reportgen.annual.rules.case import Case, name_of, row_of, shown
from reportgen.annual.rules.outcome import NotRun, Outcome, error, warning
from reportgen.annual.rules.prose.cells import Cells
from reportgen.annual.rules.prose.mentions import Mention, mentions, value_of
from reportgen.annual.rules.prose.sentences import clip, sentences
from reportgen.model.annual import AnnualReport

_MONEY: Final = re.compile(
    r"行政事业性收费(?:收入|金额|共计|共|合计|总额|总计|为|：|计)*(?P<number>\d+(?:\.\d+)?)(?P<unit>亿元|万元|元)"
)
_IN_YUAN: Final = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_PLAN: Final = re.compile(r"要点|分工方案|任务分解|任务清单|年度任务")
_TASKS: Final = re.compile(
    r"(?:共|明确|确定|涉及|部署|分解|细化|梳理)(?:为|了|的|出|成)*(\d+)项(?:重点|具体|年度|工作)*任务|(\d+)项(?:重点|具体|年度|工作)*任务"
)
_DONE: Final = re.compile(
    r"(?:已|全部|均)?(?:完成|办结|落实)(?:了)?(?:任务)?(\d+)项|(\d+)项(?:任务)?(?:已经|已|均已|全部)?完成"
)
_RATE: Final = re.compile(r"(?:任务)?完成率(?:为|达到|达|：)*(\d+(?:\.(\d+))?)%")
NO_PROSE: Final = "没有正文，只有数字"


def prose_figures(case: Case) -> Iterator[Outcome]:
    """R16: an error where the scope is the same, a warning where words leave it open (全区, 区政府本级)."""
    if not case.report.parts:
        yield NotRun("R16", NO_PROSE)
        return
    for mention in mentions(case.report):
        values = known_values(case.report, mention)
        if values is None or any(value == mention.count.value for value in values):
            continue
        cells = _sum_told(mention.sums[0]) + ("（或其他口径）" if len(mention.sums) > 1 else "")
        what = (
            f"正文“{clip(quoted(mention))}”写的是{shown(mention.count.value)}，"
            f"表中{cells}为{'或'.join(dict.fromkeys(map(shown, values)))}"
        )
        if mention.is_question:
            mend = "口径不同的（全区、本级等）在文中写明；口径相同的改为一致"
            yield warning("R16", mention.sentence.place, what, mend)
        else:
            yield error("R16", mention.sentence.place, what, "以核对过的数字为准，把正文和表改为一致")
    yield from _charges(case)
    yield from _plan(case)


def known_values(report: AnnualReport, mention: Mention) -> list[Decimal] | None:
    """What a mention may be by the tables; ``None`` where any of its cells is missing or unreadable."""
    values = [value_of(report, cells) for cells in mention.sums]
    return None if any(value is None for value in values) else [value for value in values if value is not None]


def quoted(mention: Mention) -> str:
    """The clause of a mention, for a message."""
    text, count = mention.sentence.text, mention.count
    start = max((match.end() for match in re.finditer("[，；。：]", text[: count.start])), default=0)
    end = re.search("[，；。]", text[count.end :])
    return text[start : count.end + end.start() if end else len(text)]


def _sum_told(cells: Cells) -> str:
    """A sum of cells by its labels."""
    if len(cells) == 1:
        return name_of(cells[0])
    if len(cells) <= 3:
        return "、".join(map(name_of, cells)) + "之和"
    return f"{row_of(cells[0])}至{row_of(cells[-1])}各行之和" if cells[0].table == "requests" else "各组之和"


def _charges(case: Case) -> Iterator[Outcome]:
    charged = case.report.value(FEES)
    if charged is None:
        return
    for sentence in sentences(case.report):
        for match in _MONEY.finditer(sentence.text):
            amount = Decimal(match["number"]) * _IN_YUAN[match["unit"]] / 10_000
            digit = (
                Decimal(1).scaleb(int(Decimal(match["number"]).as_tuple().exponent)) * _IN_YUAN[match["unit"]] / 10_000
            )
            # 元 in the table, or 万元 in the text: R14 says that.
            if amount in (charged / 10_000, charged * 10_000) or abs(amount - charged) * 2 <= digit:
                continue
            what = f"正文“{clip(match[0])}”合{shown(amount)}万元，表中{name_of(FEES)}是{shown(charged)}"
            yield warning("R16", sentence.place, what, "核对金额和单位，把正文和表改为一致")


def _plan(case: Case) -> Iterator[Outcome]:
    """P14: what the prose tells of the plan (要点) is what the ledger counted."""
    tasks, done = case.plan_figures.get("tasks"), case.plan_figures.get("done")
    for sentence in sentences(case.report, (1, 6)):
        if not _PLAN.search(sentence.text) or re.search("上年|去年|《[^》]*》[^，。]*《", sentence.text):
            continue
        for pattern, value, name in ((_TASKS, tasks, "任务总数"), (_DONE, done, "已完成任务数")):
            match = pattern.search(sentence.text)
            if match and value is not None and int(next(filter(None, match.groups()))) != value:
                what = f"正文“{clip(sentence.text)}”中的{name}是{next(filter(None, match.groups()))}，台账统计为{value}"
                yield warning("R16", sentence.place, what, "以台账为准；只写其中一部分任务的，在文中写明")
        rate = _RATE.search(sentence.text)
        if rate and tasks and done is not None:
            exact = Decimal(done * 100) / tasks
            if abs(exact - Decimal(rate[1])) * 2 > Decimal(1).scaleb(-len(rate[2] or "")):
                what = f"正文写完成率{rate[1]}%，台账统计为{done}项除以{tasks}项，即{exact:.2f}%"
                yield warning("R16", sentence.place, what, "按台账的数字重新计算")
