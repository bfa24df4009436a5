"""Notes on the rows of the two tables: each figure of a unit, each task's status and words, and every finding."""

from collections.abc import Mapping, Sequence
from typing import Any

from reportgen.document.missing import MISSING_MARK
from reportgen.document.notes import Note, noted
from reportgen.document.review.findings import FindingPlaces, notes_of
from reportgen.document.review.sources import Sources, numbers
from reportgen.document.review.texts import Texts
from reportgen.figures import percent
from reportgen.model.completion import Tally, UnitResult
from reportgen.model.findings import Finding
from reportgen.model.progress import EntryColumn
from reportgen.terms import STATUS_WORDS

_ON_STATUS: frozenset[EntryColumn] = frozenset({"status", "done_on"})


class TableNotes:
    """Puts notes on rows; the given rows are left alone."""

    def __init__(self, sources: Sources, texts: Texts, findings: FindingPlaces) -> None:
        self._sources = sources
        self._texts = texts
        self._findings = findings

    def unit_rows(self, rows: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
        """Rows of the units' table, one per unit in the completion's order."""
        units = self._sources.case.completion.units
        if len(rows) != len(units):
            return [dict(row) for row in rows]
        return [self._unit_row(dict(row), unit) for row, unit in zip(rows, units, strict=True)]

    def _unit_row(self, row: dict[str, str], unit: UnitResult) -> dict[str, str]:
        row["单位"] = noted(row["单位"], *notes_of(self._findings.of_unit(unit.unit)))
        for name, tally, is_carrying in (("承担", unit.carries, True), ("配合", unit.supports, False)):
            if tally.applicable:
                self._tally(row, name, tally, unit.unit, is_carrying=is_carrying)
        return row

    def _tally(self, row: dict[str, str], name: str, tally: Tally, unit: str, *, is_carrying: bool) -> None:
        finished = self._sources.case.completion.policy.finished
        role = "牵头或负责" if is_carrying else "配合"
        absent = [task for task, status in tally.tasks if status == "not_applicable"]
        counting = [task for task, status in tally.tasks if status != "not_applicable"]
        done = [task for task, status in tally.tasks if status in finished]
        less = f"，其中不适用{len(absent)}项（{numbers(absent)}）不计" if absent else ""
        cells = self._sources.unit_cells(unit, counting)
        assigned = (
            f"{unit}{role}{tally.assigned}项{less}，应完成{tally.applicable}项：{numbers(counting)}。\n出处：{cells}"
        )
        share = f"{tally.applicable}项中{tally.done}项"
        finish = f"：{numbers(done)}。\n出处：{self._sources.unit_cells(unit, done)}" if done else "。"
        fraction = f"{tally.done}÷{tally.applicable}＝{percent(tally.done, tally.applicable)}"
        lines = {name: assigned, f"{name}完成": share + finish, f"{name}率": f"{fraction}：{share}。"}
        for key, line in lines.items():
            if key in row:
                row[key] = noted(row[key], Note(line))

    def task_groups(self, groups: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The blocks of the table of tasks."""
        return [{**group, "行": [self._task_row(dict(row)) for row in group["行"]]} for group in groups]

    def _task_row(self, row: dict[str, Any]) -> dict[str, Any]:
        """A row of the table of tasks; one that only goes on with a long text tells no finding a second time."""
        task = self._sources.tasks[str(row["序号"])]
        goes_on = bool(row.get("续"))
        of_status = [] if goes_on else self._findings.of_task(task.id, _ON_STATUS)
        others = [] if goes_on else [one for one in self._findings.of_task(task.id) if one not in of_status]
        row["要求"] = noted(row["要求"], Note(f"出处：{self._sources.origin(task)}"))
        row["情况"] = noted(row["情况"], Note(self._decided(task.id)), *notes_of(of_status))
        row["落实"] = self._words(row["落实"], task.id, others)
        return row

    def _decided(self, task: str) -> str:
        """The cells that decide a task's status."""
        result = self._sources.case.result(task)
        units = self._sources.deciding(result)
        lines = [self._sources.status_words(unit, task) for unit in units]
        if len(units) > 1:
            lines.append(f"以进展最慢的为准：{STATUS_WORDS[result.status]}。")
        return "\n".join(lines)

    def _words(self, shown: str, task: str, findings: Sequence[Finding]) -> str:
        """What units wrote, with one note for all of it: the stretches of one cell stand close enough."""
        lines = [stretch.note.text for stretch in self._texts.stretches(shown, [task], is_annex=True)]
        if MISSING_MARK.search(shown):
            lines.append(self._sources.missing("落实情况", [task]))
        origin = [Note("\n".join(dict.fromkeys(lines)))] if lines else []
        return noted(shown, *origin, *notes_of(findings))
