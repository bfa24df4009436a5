"""What ``build`` shows a person, in plain Chinese."""

from collections import Counter

from reportgen.cli.say import say, tell, tell_findings
from reportgen.cli.show import rate_words
from reportgen.steps import Built

_MOST_PARTS = 12


def built(done: Built, *, quiet: bool) -> None:
    """Where the documents are, what they lack, and which files of a person's were left as they are."""
    if done.is_refused:
        _refused(done)
        return
    counts = Counter(finding.severity for finding in done.checked.findings if finding.is_open)
    if not quiet and (counts["error"] or counts["warning"]):
        say(f"校核还有错误 {counts['error']} 条、提醒 {counts['warning']} 条，运行 reportgen check 可看到全部")
    if not quiet and done.checked.office.plan.tasks:
        overall = done.checked.completion.overall
        say(f"共 {overall.assigned} 项任务，{rate_words(overall)}")
    folder = done.checked.office.folder.path
    for chart in done.charts:
        say(f"图表：{folder / chart}")
    for document in done.documents:
        say(f"文档：{folder / document.file}")
    for kept in done.kept:
        tell(f"请注意：{kept.file} {kept.reason}；这次生成的写在 {kept.written}")
    for character, name in done.undrawn:
        tell(f"请注意：字库没有“{character}”（U+{ord(character):04X}，见“{name}”），图片中印作〓，文字和表格中照写")
    for note in done.notes:
        tell(f"年度报告：{note}")
    _missing(done)


def _missing(done: Built) -> None:
    """Every part that the documents lack, at most ``_MOST_PARTS`` by name."""
    if not done.missing:
        return
    tell(f"文档中有 {len(done.missing)} 处待补充，已用黄底〔待补充：……〕标出：")
    for what in done.missing[:_MOST_PARTS]:
        tell(f"  {what}")
    if len(done.missing) > _MOST_PARTS:
        tell(f"  ……另有 {len(done.missing) - _MOST_PARTS} 处，见文档")


def _refused(done: Built) -> None:
    """Why ``--strict`` wrote nothing."""
    tell("没有生成：使用了 --strict，而还有错误没有改正或内容没有补齐；没有写入任何文件")
    tell_findings(done.open_errors, rest="，运行 reportgen check 可看到全部")
    if done.missing:
        tell(f"待补充 {len(done.missing)} 处：")
        for what in done.missing:
            tell(f"  {what}")
