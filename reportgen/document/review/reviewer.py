"""The notes of one review copy: on paragraphs as they are written, on tables, and the page that closes it."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from reportgen.document.case import Case
from reportgen.document.comments import place_comments
from reportgen.document.missing import MISSING_MARK
from reportgen.document.notes import Note, Notebook, Passage, Stretch, noted
from reportgen.document.review.figures import FigureNotes
from reportgen.document.review.findings import FindingPlaces, told
from reportgen.document.review.given import ReviewFacts
from reportgen.document.review.page import append_sources, short_policy
from reportgen.document.review.sources import BY_ROW, MOST_LINES, Sources, cells_by_file, numbers, numbers_in
from reportgen.document.review.tables import TableNotes
from reportgen.document.review.texts import Texts
from reportgen.document.wording import say
from reportgen.figures import percent
from reportgen.model.completion import Completion, Tally
from reportgen.model.settings import Policy


class Reviewer:
    """Puts notes on everything that goes into the Word template, and turns them into comments at the end."""

    def __init__(self, case: Case, review: ReviewFacts) -> None:
        self.notebook = Notebook()
        self._case = case
        self._review = review
        self._sources = Sources(case)
        self._findings = FindingPlaces(review.findings, case)
        self._figures = FigureNotes(self._sources, policy_words(review.policies))
        self._texts = Texts(case)
        self._tables = TableNotes(self._sources, self._texts, self._findings)

    def say(self, template: Path, base: Mapping[str, Any], facts: Mapping[str, Any], *, category: int = 0) -> list[str]:
        """The paragraphs of a wording template, with notes.

        Args:
            template: The wording template.
            base: The names that every template may use.
            facts: Its own facts.
            category: Which category it is about, counted from 1; 0 for none.
        """
        whole = self._wholes[category - 1] if category else self._case.completion.overall
        scope = [task for task, _ in whole.tasks]
        notebook = Notebook()
        known = {**self._figures.base(dict(base)), **self._figures.of(dict(facts), whole)}
        paragraphs = say(template, known, notebook=notebook)
        return [self._paragraph(one, template.name, scope, is_category=bool(category)) for one in paragraphs]

    @cached_property
    def _wholes(self) -> list[Tally]:
        """The count of each top-level category, in the plan's order; tasks without any category are one too."""
        counted = {one.path[0]: one.tally for one in self._case.completion.categories if len(one.path) == 1}
        heads = dict.fromkeys(task.category[0] if task.category else "" for task in self._case.plan.tasks)
        return [counted.get(head) or self._without_category() for head in heads]

    def _without_category(self) -> Tally:
        # The category rows of the completion leave these out; their own rows stand in its list of tasks.
        bare = {task.id for task in self._case.plan.tasks if not task.category}
        tasks = tuple((one.id, one.status) for one in self._case.completion.tasks if one.id in bare)
        finished = self._case.completion.policy.finished
        return Tally(len(tasks), {}, sum(status in finished for _, status in tasks), tasks)

    def _paragraph(self, text: str, template: str, scope: Sequence[str], *, is_category: bool) -> Passage:
        figures = text.stretches if isinstance(text, Passage) else ()
        words = self._texts.stretches(text, scope)
        names = self._named(text, scope)
        tasks = [task for task, _ in names]
        about = self._about(text, words, tasks) or (list(scope) if is_category else [])
        places = [place for stretch in words for place in stretch.note.places]
        lines = [f"本段由文字模板 {template} 写成。"]
        if about:
            lines.append(f"写到的任务：{numbers(about)}。")
        if is_category:
            entries = [
                self._sources.entry(unit, task)
                for task in about
                for unit in self._sources.deciding(self._case.result(task))
            ]
            places += [entry.place("status") for entry in entries if entry]
        cells = cells_by_file(places)
        lines.append("依据：\n" + "\n".join(cells) if cells else "依据见段内各处的批注。")
        if is_category:
            lines += self._finding_lines(about)
        missing = [
            Stretch(match.start(), match.end(), Note(self._sources.missing(match[0], tasks)))
            for match in MISSING_MARK.finditer(text)
        ]
        inside = [*figures, *(stretch for _, stretch in names), *words, *missing]
        if not inside and not text.endswith("。"):  # a heading tells nothing that came from anywhere
            return Passage(str(text))
        own = Stretch(0, len(text), Note("\n".join(lines)))
        return Passage(str(text), [own, *inside])

    def _named(self, text: str, scope: Sequence[str]) -> list[tuple[str, Stretch]]:
        """Where the text names tasks by their words."""
        found = []
        for task in scope:
            words = self._names[task]
            at = text.find(words)
            if at >= 0:
                note = Note(f"出处：{self._sources.origin(self._sources.tasks[task])}")
                found.append((task, Stretch(at, at + len(words), note)))
        return found

    @cached_property
    def _names(self) -> dict[str, str]:
        """Task → how prose refers to it."""
        return {task.id: self._case.names.of(task) for task in self._case.plan.tasks}

    def _about(self, text: str, words: Sequence[Stretch], names: Sequence[str]) -> list[str]:
        """The tasks that a paragraph is about, in the plan's order."""
        said = {task for stretch in words for task in stretch.note.tasks}
        about = said | set(names) | numbers_in(text)
        return [task for task in self._sources.tasks if task in about]

    def _finding_lines(self, tasks: Sequence[str]) -> list[str]:
        """What is to be decided about these tasks, or was; mere notes stand in the annexed table only."""
        found = [finding for task in tasks for finding in self._findings.of_task(task)]
        lines = [told(finding) for finding in found if finding.severity != "note" or finding.dismissed]
        if len(lines) > MOST_LINES:
            lines[MOST_LINES:] = [f"……共{len(lines)}条，其余见{BY_ROW}"]
        return lines

    def tables(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """The fields with notes on the rows of tables and on the captions of charts."""
        groups = {key: [self._caption(one) for one in group] for key, group in fields["图组"].items()}
        return {
            **fields,
            **({"数字": self._figures.large(fields["数字"])} if "数字" in fields else {}),
            "图组": groups,
            "单位表": self._tables.unit_rows(fields["单位表"]),
            "任务表": self._tables.task_groups(fields["任务表"]),
        }

    def _caption(self, figure: Mapping[str, Any]) -> dict[str, Any]:
        chart = figure["图片"]
        alt = getattr(chart, "alt", "") or getattr(getattr(chart, "chart", None), "alt", "")
        note = Note(f"图中数据：{alt}\n与正文用同一次统计的结果，逐项的出处见{BY_ROW}。")
        return {**figure, "题注": noted(figure["题注"], note)}

    def finish(self, document: Any) -> None:
        """Turn the notes of a rendered document into comments and close it with the page 数据来源."""
        placed = place_comments(document, self.notebook, day=self._case.completion.judged_on)
        shown = {finding for note in placed for finding in note.findings}
        left = [finding for finding in self._review.findings if finding not in shown]
        append_sources(document, self._case, self._review, left)


def policy_words(policies: Sequence[tuple[Policy, Completion]]) -> str:
    """How the overall rate comes out under each 口径 but the one in force, one a line."""
    lines = []
    for policy, completion in policies[1:]:
        whole = completion.overall
        rate = percent(whole.done, whole.applicable)
        lines.append(f"{short_policy(policy)}：{whole.applicable}项中{whole.done}项，完成率{rate}")
    return "\n".join(["换用其他口径：", *lines]) if lines else ""
