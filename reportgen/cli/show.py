"""What each command shows a person, in plain Chinese."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.cli.say import quoted, say, say_table, tell, tell_findings
from reportgen.figures import percent
from reportgen.folder import ANNUAL_FILE
from reportgen.model.completion import Completion, Tally
from reportgen.model.plan import Plan
from reportgen.steps import Checked, Issued, IssuedWorkbook, Opened, Recalled, Recorded, Verified
from reportgen.terms import STATUS_WORDS
from reportgen.workbook.conservation import conserve

if TYPE_CHECKING:
    from reportgen.plan.compare import PlanChanges

_CLIPPED = 40
_MOST_CHANGES = 12
_MOST_UNITS = 100
_SAID_BY_THE_COMPARISON = ("plan-changed", "plan-added")


def plan(read: Plan) -> None:
    """What was read of a plan: title, categories, units, reporting orders, doubts."""
    say(f"方案：{read.title}")
    say(f"发文单位：{read.issuer or '（没有读到）'}　年度：{read.year}")
    tops = Counter(task.category[0] if task.category else "（无标题）" for task in read.tasks)
    say(f"共 {len(read.tasks)} 项任务，{len(tops)} 类：")
    for category, number in tops.items():
        say(f"  {category}（{number} 项）")
    bodies = read.bodies()
    units = [body.name for body in bodies if body.kind == "unit"]
    groups = [body.name for body in bodies if body.kind == "group"]
    say(f"责任单位 {len(units)} 个：{'、'.join(units) if units else '方案没有写明'}")
    if groups:
        say(f"统称 {len(groups)} 个：{'；'.join(groups)}")
    for order in read.reporting:
        where = f"第 {order.task} 项" if order.task else "方案正文"
        what = "写入年度报告" if order.channel == "annual_report" else "报送主管部门"
        due = f"，{order.date:%Y-%m-%d} 前" if order.date else ""
        say(f"{what}的要求（{where}{due}）：{_clip(order.text)}")
    if not any(order.channel == "annual_report" for order in read.reporting):
        say("没有读到要求写入年度报告的条款")
    if read.warnings:
        say(f"请留意 {len(read.warnings)} 处：")
        for warning in read.warnings:
            say(f"  {warning.message} [{warning.code}]")


def opened(made: Opened) -> None:
    """What ``new`` made, and what to do next."""
    doubts = tuple(warning for warning in made.plan.warnings if warning.code not in _SAID_BY_THE_COMPARISON)
    plan(replace(made.plan, warnings=doubts))
    say()
    if made.changes is None:
        say(f"已建立工作文件夹：{made.folder.path}")
    else:
        _renewed(made, made.changes)
    say(f"将给 {len(made.roster.units)} 个单位下发填报表：{'、'.join(made.roster.units)}")
    tell_findings(made.findings)
    for note in made.notes:
        tell(f"请注意：{note}")
    what = "核对任务和责任单位" if made.changes is None else "核对“变化”表和有提示的任务"
    say(f"下一步：打开“任务清单.xlsx”{what}，改好后保存，然后运行")
    say(f"  reportgen issue {quoted(made.folder.path)}")


def _renewed(made: Opened, changes: "PlanChanges") -> None:
    """How many tasks changed, and which."""
    from reportgen.plan.compare import KIND_WORDS

    say(f"已按新方案更新任务清单：{changes}")
    for kind in ("changed", "moved", "new", "dropped"):
        for change in changes.of_kind(kind)[:_MOST_CHANGES]:
            number = f"第 {change.new.id} 项" if change.new else f"原第 {change.old.id if change.old else ''} 项"
            task = change.new or change.old
            say(f"  {KIND_WORDS[kind]}：{number}　{change.words or _clip(task.text if task else '')}")
        if len(changes.of_kind(kind)) > _MOST_CHANGES:
            say(f"  {KIND_WORDS[kind]}：……另有 {len(changes.of_kind(kind)) - _MOST_CHANGES} 项，见“变化”表")
    say(f"改前的版本保留在：{'、'.join(made.kept)}")


def issued(done: Issued, *, quiet: bool) -> None:
    """Which workbooks were written, which were left alone and why."""
    office = done.office
    tell_findings(office.findings)
    if not done.workbooks:
        tell("任务清单.xlsx 中有错误，改正之前不下发")
        return
    written = sum(workbook.is_written for workbook in done.workbooks)
    if not quiet:
        rows = [["单位", "牵头或负责", "配合", "文件", "结果"]]
        rows += [
            [
                workbook.unit,
                str(workbook.carries),
                str(workbook.supports),
                workbook.file,
                _result_of(workbook),
            ]
            for workbook in done.workbooks
        ]
        say_table(rows)
        for workbook in done.workbooks:
            if workbook.file_note:
                tell(f"说明：{workbook.file_note}")
        _reissued(done)
    _to_decide(done)
    say(f"共 {len(done.workbooks)} 份填报表，本次生成 {written} 份，在：{office.folder.progress}")
    say("下一步：发给各单位填写；收回后放回这个文件夹（文件名不限），然后运行")
    say(f"  reportgen check {quoted(office.folder.path)}")


def _result_of(workbook: IssuedWorkbook) -> str:
    if not workbook.is_written:
        return workbook.reason or ""
    return "重新生成，已填内容带入新表" if workbook.superseded else "已生成"


def _reissued(done: Issued) -> None:
    """What became of the rows of every unit whose filled workbook was replaced."""
    for workbook in done.workbooks:
        if workbook.changes:
            say(f"{workbook.unit}：{workbook.changes}")
            say(f"  旧表在：{'、'.join(workbook.superseded)}")
    for one in done.retired:
        say(f"{one.unit}：已没有任务；{one.file} 移到 {one.superseded}")


def _to_decide(done: Issued) -> None:
    """What a unit filled and has no place any more, and what could not be issued."""
    for workbook in done.workbooks:
        if workbook.is_kept_from_harm:
            tell(f"请处理：{workbook.unit}：{workbook.reason}")
        if workbook.changes and workbook.changes.to_decide:
            rows = "、".join(map(str, workbook.changes.to_decide))
            tell(f"请决定：{workbook.unit}填过而不再承担：{rows}；内容留在 {'、'.join(workbook.superseded)}")
        if workbook.left_behind:
            said = "、".join(workbook.left_behind)
            tell(f"请核对：{workbook.unit}的旧表中另有{said}，没有带入新表，留在 {'、'.join(workbook.superseded)}")
    for one in done.retired:
        if one.changes.to_decide:
            rows = "、".join(map(str, one.changes.to_decide))
            tell(f"请决定：{one.unit}已没有任务，但填过：{rows}；内容留在 {one.superseded}")
            tell("  单位只是改了名称的，请把旧名称写进“单位”表的别名，把旧表放回“进度填报”后再运行")
    for recalled in done.recalled:
        _say_recalled(recalled)
    for left in done.left_alone:
        tell(f"没有改动 {left.file}：{left.reason}")


def _say_recalled(one: Recalled) -> None:
    """What an earlier run did and was ended before it could say."""
    place = one.superseded
    tell(f"上次下发没有运行到底：{one.unit}的旧表已移到 {place}")
    if one.changes is None:
        tell("  旧表现在读不出来，请打开它核对填过的内容是否都在新表中")
        return
    if one.changes.to_decide:
        tell(f"  请决定：填过而不再承担：{'、'.join(map(str, one.changes.to_decide))}；内容留在 {place}")
    if one.left_behind:
        tell(f"  请核对：旧表中另有{'、'.join(one.left_behind)}，没有带入新表")
    if not one.needs_a_person:
        tell("  填过的内容都在新表中，无需处理")


def checked(done: Checked, recorded: Recorded, *, quiet: bool) -> None:
    """What came back unit by unit, all open findings, and where the results were written."""
    folder = done.office.folder
    if not quiet and folder.has_plan:
        _collected(done)
    open_ones = [finding for finding in done.findings if finding.is_open]
    tell_findings(open_ones, rest=f"，见 {recorded.ledger}")
    counts = Counter(finding.severity for finding in open_ones)
    say(f"错误 {counts['error']} 条，提醒 {counts['warning']} 条，说明 {counts['note']} 条")
    if len(open_ones) < len(done.findings):
        say(f"另有 {len(done.findings) - len(open_ones)} 条已由人核定属实，不再提出")
    if not quiet and done.annual:
        for line in done.annual.unchecked:
            tell(f"年度报告：{line}")
    say(f"校核结果：{folder.path / recorded.ledger}")
    if recorded.returned:
        say(f"退回修改：{len(recorded.returned)} 个单位，表和通知在 {folder.returns}")
    if recorded.reminders:
        say(f"催报通知：{len(recorded.reminders)} 份，在 {folder.reminders}")
    mend = "请单位改正后放回" if folder.has_plan else f"改正 {ANNUAL_FILE}"
    say(f"下一步：{mend}，再运行一次 check；或运行" if counts["error"] else "下一步：")
    say(f"  reportgen build {quoted(folder.path)}{'' if folder.has_plan else ' --full'}")


def _collected(done: Checked) -> None:
    collection, roster = done.collection, done.office.roster
    say(str(conserve(collection, roster)))
    reported = set(collection.reported)
    say(f"应报送 {len(roster.units)} 个单位，已报送 {len(reported)} 个，未报送 {len(roster.units) - len(reported)} 个")
    say_table(_unit_lines(done))
    for record in collection.files:
        if not record.used and record.reason:
            tell(f"  {record.file}：{record.reason}")


def _unit_lines(done: Checked) -> list[list[str]]:
    """One line a unit: its file, rows filled of rows issued, open errors and warnings."""
    collection, roster = done.collection, done.office.roster
    files = {record.unit: record.file for record in collection.files if record.used}
    issued = Counter(duty.unit for duty in roster.duties)
    filled = Counter(entry.unit for entry in collection.entries if not entry.is_blank)
    kinds = Counter((finding.unit, finding.severity) for finding in done.findings if finding.is_open)
    reported = set(collection.reported)
    lines = [["单位", "文件", "已填/行数", "错误", "提醒"]]
    for unit in roster.units[:_MOST_UNITS]:
        file = files.get(unit, "—") if unit in reported else "未报"
        counts = [str(kinds[unit, "error"]), str(kinds[unit, "warning"])]
        lines.append([unit, file, f"{filled[unit]}/{issued[unit]}", *counts])
    if len(roster.units) > _MOST_UNITS:
        lines.append([f"……另有 {len(roster.units) - _MOST_UNITS} 个单位", "", "", "", ""])
    return lines


def status(done: Checked) -> None:
    """Completion overall, by category and by unit."""
    completion = done.completion
    if not done.office.folder.has_plan:
        counts = Counter(finding.severity for finding in done.findings if finding.is_open)
        say(f"{done.office.settings.body}{done.office.settings.year}年年度报告：没有方案，没有任务要统计")
        say(f"错误 {counts['error']} 条，提醒 {counts['warning']} 条，运行 reportgen check 可看到全部")
        return
    say(
        f"{done.office.plan.title}（截至{completion.judged_on.year}年{completion.judged_on.month}月{completion.judged_on.day}日）"
    )
    overall = completion.overall
    say(f"共 {overall.assigned} 项任务，{rate_words(overall)}；{_status_words(overall)}")
    if completion.due:
        on_time = sum(task.is_on_time for task in completion.due)
        say(f"已到期 {len(completion.due)} 项，按期完成 {on_time} 项，按期率 {percent(on_time, len(completion.due))}")
    say()
    say_table(_category_rows(completion))
    say()
    say_table(_unit_rows(completion))


def _category_rows(completion: Completion) -> Sequence[Sequence[str]]:
    rows = [["工作任务", "项数", "完成", "完成率"]]
    for category in completion.categories:
        tally = category.tally
        name = "　" * (len(category.path) - 1) + _clip(category.path[-1])
        rows.append([name, str(tally.assigned), str(tally.done), percent(tally.done, tally.applicable)])
    return rows


def _unit_rows(completion: Completion) -> Sequence[Sequence[str]]:
    rows = [["单位", "报送", "牵头或负责", "完成", "完成率", "配合", "完成", "完成率"]]
    rows += [
        [
            unit.unit,
            "已报送" if unit.is_reported else "未报送",
            *_tally_cells(unit.carries),
            *_tally_cells(unit.supports),
        ]
        for unit in completion.units
    ]
    return rows


def _tally_cells(tally: Tally) -> tuple[str, str, str]:
    return str(tally.assigned), str(tally.done), percent(tally.done, tally.applicable)


def verified(done: Verified, *, quiet: bool) -> None:
    """Whether the document was made from the files as they are, or what differs."""
    if done.is_from_these_files:
        say(f"{done.document}：由这些文件生成，生成后文件和文档都没有改动")
    else:
        say(f"{done.document}：与现在的文件对不上")
        if done.is_edited:
            say("  文档在生成之后被改动过")
        for word, files in (("有改动", done.changed), ("已不在", done.missing), ("后来增加的", done.new)):
            for file in files:
                say(f"  {word}：{file}")
        for name in done.templates:
            say(f"  模板有改动：{name}")
        if done.is_decided_otherwise:
            say("  校核结果.xlsx 中由人核定的内容有改动")
        if done.changed or done.missing or done.new or done.templates or done.is_decided_otherwise:
            say("需要按现在的文件生成的，请再运行")
            say(f"  reportgen build {quoted(done.folder.path)}")
    if quiet:
        return
    say(f"统计截止日期 {done.as_of}；生成时用到 {len(done.inputs)} 个文件")
    for name, (then, now) in done.versions.items():
        tell(f"说明：{name} 的版本不同（生成时 {then}，现在 {now}）；只影响重新生成，不影响本次核验")


def rate_words(tally: Tally) -> str:
    """完成 22 项，完成率 75.9%."""
    return f"完成 {tally.done} 项，完成率 {percent(tally.done, tally.applicable)}"


def _status_words(tally: Tally) -> str:
    return "、".join(f"{STATUS_WORDS[status]} {number}" for status, number in tally.by_status.items() if number)


def _clip(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _CLIPPED else text[:_CLIPPED] + "…"
