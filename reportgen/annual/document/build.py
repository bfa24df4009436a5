"""What was entered → the six parts of the report, part one as long as its limit lets it be."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportgen.annual.document import telling
from reportgen.annual.document.charts import channels_chart, results_chart, years_chart
from reportgen.annual.document.codes import document_finding
from reportgen.annual.document.content import (
    AnnualContent,
    Block,
    ChartBlock,
    ContentPart,
    Prose,
    StatutoryTable,
    SubHeading,
)
from reportgen.annual.document.options import AnnualOptions
from reportgen.annual.document.telling import Facts
from reportgen.annual.document.values import Values
from reportgen.annual.document.years import side_by_side, years_table
from reportgen.annual.facts import SECTIONS
from reportgen.annual.form import HEADINGS, PARTS
from reportgen.document.notes import Notebook
from reportgen.document.sentences import sentence
from reportgen.document.wording import say, wording_file
from reportgen.document.words import chinese_number, day_words
from reportgen.model.annual import AnnualInput
from reportgen.model.findings import Finding, Place

PLAN_HEADING = "贯彻落实政务公开工作要点情况"
FEE_HEADING = "收取信息处理费情况"
OTHER_HEADING = "其他事项"
PLAN_LENGTHS = (200, 500)
"""Characters of the plan section's short form (design chapter 9)."""

_LENGTHS: tuple[dict[str, bool], ...] = (
    {"详": True, "略": False},
    {"详": False, "略": False},
    {"详": False, "略": True},
)
"""How fully the generated sentences speak, the fullest first."""
_IMPROVEMENT = (
    ("last_problems", "上年问题的改进情况"),
    ("problems", "本年存在的主要问题"),
    ("measures", "下一步改进措施"),
)
"""Texts of part five and their sub-headings."""


def annual_content(
    given: AnnualInput,
    *,
    plan_section: Sequence[str] = (),
    plan_title: str = "",
    findings: Sequence[Finding] = (),
    options: AnnualOptions | None = None,
) -> AnnualContent:
    """The complete report.

    Args:
        given: The tables, counts and texts.
        plan_section: The section about the plan in its short form, a paragraph each; none for no plan.
        plan_title: Name of the plan for one clause in part one; ``""`` for none.
        findings: What the rules found: open errors make it a draft, and the review copy tells them at their cells.
        options: What the office chose.
    """
    return _Builder(given, tuple(plan_section), plan_title, tuple(findings), options or AnnualOptions()).content()


@dataclass(frozen=True)
class _Builder:
    given: AnnualInput
    plan_section: tuple[str, ...]
    plan_title: str
    findings: tuple[Finding, ...]
    options: AnnualOptions

    def content(self) -> AnnualContent:
        report = self.given.report
        values = Values(report, self.findings)
        first = self._first(values)
        length = _length(first)
        figures = values.printed()
        tables = {PARTS[name]: (StatutoryTable(name, figures),) for name in PARTS}
        blocks: tuple[tuple[Block, ...], ...] = (first, tables[2], tables[3], tables[4], self._fifth(), self._sixth())
        return AnnualContent(
            title="".join(self._say("title", {})),
            body=report.body.strip(),
            preamble=tuple(self._say("preamble", {"部分": HEADINGS})) if self.options.preamble else (),
            parts=tuple(
                ContentPart(f"{chinese_number(number)}、{heading}", part)
                for number, (heading, part) in enumerate(zip(HEADINGS, blocks, strict=True), 1)
            ),
            date=day_words(self.given.published_on) if self.given.published_on else "",
            draft=self._draft(),
            length=length,
            findings=tuple(self._remarks(length)),
        )

    def _say(self, name: str, facts: Facts) -> list[str]:
        template = wording_file(f"annual/{name}", self.options.wording)
        return say(template, {**telling.base(self.given), **facts}, notebook=Notebook())

    def _draft(self) -> str:
        errors = sum(one.is_open and one.severity == "error" for one in self.findings)
        if errors:
            return f"草稿：有{errors}处错误没有处理，不能公开"
        # Prose leaves out what it cannot read; nobody may take that for nil.
        figures = (*self.given.report.figures.values(), *self.given.counts.values())
        if unreadable := sum(figure.state == "unreadable" for figure in figures):
            return f"草稿：有{unreadable}个数读不出来，不能公开"
        return "草稿：不能公开" if self.options.is_draft else ""

    # --- part one ---

    def _first(self, values: Values) -> tuple[Block, ...]:
        """The fullest wording that keeps to the limit, else the shortest: what people wrote is never cut."""
        for fullness in _LENGTHS:
            blocks = tuple(self._overall(values, fullness))
            if _length(blocks) <= self.options.part_one_limit:
                break
        return blocks

    def _overall(self, values: Values, fullness: dict[str, bool]) -> Iterator[Block]:
        given, options = self.given, self.options
        earlier = [Values(report) for report in given.earlier]
        years = side_by_side(values, earlier)
        previous = years[-2] if years else None
        facts = telling.section(given, "disclosure")
        wanted = {
            "channels": channels_chart(facts["渠道"]),
            "results": results_chart(values),
            "years": years_chart(years),
        }
        charts: dict[str, ChartBlock] = {}
        for name, chart in wanted.items():
            if name in options.charts and chart:
                charts[name] = ChartBlock(len(charts) + 1, chart)
        table = years_table(years, number=1) if options.years_table and years else None
        numbers = {name: block.number for name, block in charts.items()} | ({"table": 1} if table else {})

        told: dict[str, Facts] = {
            "disclosure": telling.disclosure(given, numbers.get("channels")),
            "requests": telling.requests(values, previous, given, numbers),
            "management": telling.management(values, given),
            "platforms": telling.section(given, "platforms"),
            "supervision": telling.supervision(given),
        }
        behind: dict[str, list[Block | None]] = {
            "disclosure": [charts.get("channels")],
            "requests": [charts.get("results"), table, charts.get("years")],
        }
        named = self.plan_title if options.plan_placement == "part six" else ""
        yield from _prose(self._say("opening", telling.opening(named) | fullness))
        if options.plan_placement == "part one":
            yield from _prose(map(_closed, self.plan_section))
        for number, (name, what) in enumerate(told.items(), 1):
            yield SubHeading(f"（{chinese_number(number)}）{SECTIONS[name]}")  # type: ignore[index]
            yield from _prose(self._say(name, what | fullness))
            yield from (block for block in behind.get(name, ()) if block)

    # --- parts five and six ---

    def _fifth(self) -> tuple[Block, ...]:
        told = {heading: telling.texts_of(self.given, key) for key, heading in _IMPROVEMENT}
        if telling.says_none(self.given, "last_problems"):
            del told[_IMPROVEMENT[0][1]]
        blocks: list[Block] = []
        for number, (heading, texts) in enumerate(told.items(), 1):
            blocks.append(SubHeading(f"（{chinese_number(number)}）{heading}"))
            blocks += _prose(texts or [f"〔待补充：{heading}〕"])
        return tuple(blocks)

    def _sixth(self) -> tuple[Block, ...]:
        sections: list[tuple[str, Sequence[str]]] = []
        if self.plan_section and self.options.plan_placement == "part six":
            sections.append((PLAN_HEADING, [_closed(text) for text in self.plan_section]))
        sections.append((FEE_HEADING, self._say("fee", telling.fee(self.given))))
        if other := telling.texts_of(self.given, "other"):
            sections.append((OTHER_HEADING, other))
        if len(sections) == 1:
            return tuple(_prose(sections[0][1]))
        blocks: list[Block] = []
        for number, (heading, texts) in enumerate(sections, 1):
            blocks += [SubHeading(f"（{chinese_number(number)}）{heading}"), *_prose(texts)]
        return tuple(blocks)

    # --- what a person should know ---

    def _remarks(self, length: int) -> Iterator[Finding]:
        place = Place(self.given.report.file or None)
        limit = self.options.part_one_limit
        if length > limit:
            what = f"第一部分共{length}字，超过{limit}字；程序写的句子已经最短，填报的文字没有删改"
            yield document_finding("annual-part-one-long", place, what)
        characters = sum(map(len, self.plan_section))
        fewest, most = PLAN_LENGTHS
        if self.plan_section and self.options.plan_placement != "none" and not fewest <= characters <= most:
            what = f"落实工作要点情况共{characters}字，一般为{fewest}至{most}字"
            yield document_finding("annual-plan-length", place, what)


def _closed(text: str) -> str:
    """A paragraph of the plan section as it is where it is closed already, so that its notes stay."""
    return text if text.endswith(("。", "〕")) else sentence(text)


def _prose(texts: Iterable[str]) -> list[Block]:
    return [Prose(text) for text in texts]


def _length(blocks: Sequence[Block]) -> int:
    """Characters of the prose, sub-headings included; tables and charts do not count."""
    return sum(len("".join(block.text.split())) for block in blocks if isinstance(block, Prose | SubHeading))
