"""Rules on 落实情况 as text: against the status, against other texts, and empty words."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from reportgen.check.case import Case, about
from reportgen.check.done_words import once_words, result_words
from reportgen.check.open_words import open_words
from reportgen.check.words import bare, clip
from reportgen.model.findings import Finding
from reportgen.model.progress import Entry
from reportgen.terms import FINISHED, STATUS_WORDS
from reportgen.workbook.figures_cell import is_nothing, read_figures
from reportgen.workbook.spec import BY_KEY

_LONG_ENOUGH: Final = 15
"""Characters from which equal texts are no chance."""

_SHORT: Final = 60
"""Characters up to which a text may be nothing but empty words."""

_NAMED: Final = 5
_EXAMPLE: Final = bare(BY_KEY["progress"].example)
_EXAMPLE_PARTS: Final = tuple(
    part for part in map(bare, re.split("[，；。]", BY_KEY["progress"].example)) if len(part) >= _LONG_ENOUGH
)
_EXAMPLE_EVIDENCE: Final = bare(BY_KEY["evidence"].example)


def status_text_open(case: Case) -> Iterator[Finding]:
    """已完成 does not go with words of work still to do (P6); a question, no verdict."""
    for entry, task in case.filled:
        clause = open_words(entry.progress, task.text) if entry.status == "done" else None
        if clause:
            what = f"第{task.id}项选了“已完成”，落实情况却写着“{clip(clause)}”"
            mend = "核对是否确已完成：没有完成的改选完成情况，已经完成的改写这句话"
            yield about(entry, "progress", "status-text-open", what, mend)


def status_text_begun(case: Case) -> Iterator[Finding]:
    """未启动 does not go with results (P6); a question, no verdict."""
    for entry, task in case.filled:
        if entry.status != "not_started":
            continue
        clause = result_words(entry.progress)
        if clause:
            what = f"第{task.id}项选了“未启动”，落实情况却写着“{clip(clause)}”"
            yield about(entry, "progress", "status-text-begun", what)
        elif any(figure.number > 0 for figure in read_figures(entry.figure)):
            what = f"第{task.id}项选了“未启动”，量化成果却写着“{clip(entry.figure)}”"
            yield about(entry, "figure", "status-text-begun", what)


def status_text_once(case: Case) -> Iterator[Finding]:
    """持续推进 does not go with one thing that was finished once for all (P6); a question, no verdict."""
    for entry, task in case.filled:
        if entry.status in ("ongoing_met", "ongoing_unmet"):
            text = once_words(entry.progress, task.text)
            if text:
                what = f"第{task.id}项选了“{STATUS_WORDS[entry.status]}”，落实情况像是一次完成的：“{clip(text)}”"
                yield about(entry, "progress", "status-text-once", what)


_EMPTY: Final = re.compile(
    "(?:本单位|我单位|本科室|本部门|我[局科处室办]|该项|此项|本项|各项|相关|有关|工作|任务|事项|要求|规定|方案|要点|计划"
    "|时限|时间节点|节点|进度|序时|上级|文件|按照|按|根据|依照|对照|严格|认真|切实|及时|按时|按期|如期|全面|全部|均|都"
    "|已经|已|基本|现|完成|落实|执行|开展|推进|办理|办结|做好|到位|完毕|公开|发布|公示|进行|正常|良好|符合|达到|达标|无"
    r"|没有|暂无|同上|同前|同第?\d+项?|略|见|详见|附件\d*|附后|另附|材料|佐证|是|的|了|有序|扎实|稳步|持续|积极|100%?|√)+"
)


def text_vague(case: Case) -> Iterator[Finding]:
    """What is finished says what was done, not only that it was (已按要求落实, 同上, 见附件)."""
    for entry, task in case.filled:
        if entry.status in FINISHED and len(entry.progress) <= _SHORT and _EMPTY.fullmatch(bare(entry.progress)):
            what = f"第{task.id}项的落实情况只写“{clip(entry.progress)}”，看不出做了什么"
            yield about(entry, "progress", "text-vague", what)


def text_example(case: Case) -> Iterator[Finding]:
    """Nothing is left from the worked example of 填报说明, which is invented."""
    for entry, task in case.filled:
        text = bare(entry.progress)
        if len(text) >= _LONG_ENOUGH and (text in _EXAMPLE or any(part in text for part in _EXAMPLE_PARTS)):
            what = f"第{task.id}项的落实情况是“填报说明”里的示例：“{clip(entry.progress)}”"
            yield about(entry, "progress", "text-example", what)
        if entry.evidence and bare(entry.evidence) == _EXAMPLE_EVIDENCE:
            what = f"第{task.id}项的佐证材料是“填报说明”里的示例：“{clip(entry.evidence)}”"
            yield about(entry, "evidence", "text-example", what)


def text_copied(case: Case) -> Iterator[Finding]:
    """落实情况 says what was done, not once more what is asked for."""
    for entry, task in case.filled:
        text = bare(entry.progress)
        if len(text) >= _LONG_ENOUGH and text in bare(task.text):
            what = f"第{task.id}项的落实情况照抄了具体要求：“{clip(entry.progress)}”"
            yield about(entry, "progress", "text-copied", what)


def text_same(case: Case) -> Iterator[Finding]:
    """Two units or two tasks do not tell the same in the same words (P9); one finding per group, naming the others."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry, _ in case.filled:
        text = _own_words(entry)
        if len(text) >= _LONG_ENOUGH:
            groups[text].append(entry)
    for first, *others in groups.values():
        if others:
            named = "、".join(f"{other.unit}第{other.task}项" for other in others[:_NAMED])
            more = f"等 {len(others)} 处" if len(others) > _NAMED else ""
            what = f"第{first.task}项的落实情况与{named}{more}相同：“{clip(first.progress)}”"
            yield about(first, "progress", "text-same", what)


def _own_words(entry: Entry) -> str:
    """The text without punctuation and without the unit's own name, which alone would make copies differ."""
    if is_nothing(entry.progress):
        return ""
    text = bare(entry.progress).replace(bare(entry.unit), "")
    return re.sub("本单位|本科室|本部门|我单位|我部门|我[局科处室办所站队]|已经?|了", "", text)
