"""What the units wrote about a task, as the body tells it: whole sentences, each text once, with whose it is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportgen.document.case import Case
from reportgen.document.sentences import first_sentences, points_of, sentence, spoken, unnumbered, without_stop
from reportgen.document.words import listed
from reportgen.model.plan import Task
from reportgen.model.progress import Entry
from reportgen.terms import CARRYING

LONGEST_PROGRESS = 120
"""Characters of one unit's 落实情况 in the body; the whole text stands in the annexed table."""
LONGEST_POINT = 80
"""Likewise of its 存在问题 and 下一步措施."""
MOST_UNITS = 3
"""Units whose words the body tells about one task; the others' stand in the annexed table."""
_NOTHING = frozenset(
    (
        "",
        "无",
        "没有",
        "暂无",
        "无问题",
        "不存在问题",
        "—",
        "-",
        "/",
        "／",
        "同上",
        "略",
        "见附件",
        "详见附件",
        "见佐证材料",
    )
)
_LEADING = re.compile(
    r"^(?:(?:目前)?(?:存在|主要|的)*(?:问题|原因|困难)(?:是|为|有)?[:：]?|下一步(?:工作|措施|打算|计划)?[,，:：]?|由于|因为)\s*"
)
_FOLLOWS = re.compile(
    r"\d+(?:年|月)|第\S{1,2}季度|[一-龥]?半年|全年|年[初内中底]|当年|本年度|已|正在|基本|未|没有|首次|多次|先后|同步|逐|每|共|累计"
    "|定期|及时|严格|认真|积极|主动|统一|集中|全面|切实|扎实|不断|大力|着力|充分|如期|按|提前|继续|持续|进一步|根据|依|通过|结合|围绕"
    "|针对|聚焦|利用|借助|面向|[对为在将把于与向就从以由经因拟]|修[订改编]|制[定发作]|公[开布示]|发[布放]|开[展设通]|组织|召开|举办|建[立成设]"
    "|办[理结]|梳理|编[制印写]|印[发制]|更新|清理|落实|推[进动送广]|加[强快大]|配[合套]|参[与加]|巡[检查]|设[立置]|调[整研]|处[置理]"
    "|汇[总编]|起草|健全|完善|优化|规范|强化|做好|承[担办]|负责|牵头|协[助调]|会同|联合|收[集到]|报[送请]|采[集购纳]|审[核查议]|检查|督[促办查]"
    "|指导|培训|宣传|解读|回应|答复|受理|归[集档]|启[用动]|上线|征[集求]|核[对查]|走访|[增新][设加增]|拓[展宽]|执行|接[受收入]|研[究判]|讨论"
    "|选派|派[出驻]|授课|录入|提[供交升高]|整[改理合]|注销|合并|关闭|保留|撤销|废止|转发|试[点行]|实[施现行]|部署|明确|确定|细化|分解|签订"
    "|购买|投入|安排|出台|改造|搭建|升级|维护|监[测督]|评估|考核|通报|约谈|纳入|引导|邀请|走进|深[入化]|完成|达到|成立|确保|保障|坚持|形成"
)
"""What may follow a unit's name as its predicate; any other text stands behind a colon."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the body tells of a task; ``left`` counts the units whose words it leaves to the annex."""

    text: str
    left: int = 0


def says_something(text: str) -> bool:
    """Whether a cell holds more than 无, 同上, —."""
    return text.strip(" \t\n\u3000。．.，,；;：:") not in _NOTHING


def progress_of(case: Case, task: Task) -> Told:
    """What was done for a task: those who carry it first; supporters only where these are silent."""
    entries = [
        entry
        for entry in case.entries_of(task.id)
        if entry.status != "not_applicable" and says_something(entry.progress)
    ]
    carrying = [entry for entry in entries if entry.role in CARRYING]
    shown = carrying or entries
    by_text: dict[str, list[str]] = {}
    for entry in shown:
        by_text.setdefault(progress(entry), []).append(entry.unit)
    texts = list(by_text.items())[:MOST_UNITS]
    left = sum(len(units) for units in by_text.values()) - sum(len(units) for _, units in texts)
    if len(by_text) == 1 and (carrying or not case.settings.publish_units):
        return Told(texts[0][0])
    if not case.settings.publish_units:
        return Told("".join(unnumbered(text) for text, _ in texts), left)
    return Told("".join(said_by(units, unnumbered(text)) for text, units in texts), left)


def progress(entry: Entry) -> str:
    """One unit's 落实情况: its first sentences, a list as prose; ``""`` where it says nothing."""
    # 未启动 beside what was done is for the unit to mend; until then the annex alone shows it.
    if entry.status == "not_started" or not says_something(entry.progress):
        return ""
    return first_sentences(spoken(sentence(entry.progress)), most=LONGEST_PROGRESS)


def said_by(units: Sequence[str], text: str) -> str:
    """A text with the units that wrote it as its subject."""
    if any(text.startswith(unit) for unit in units):
        return text
    name = listed(units, measure="个单位", most=MOST_UNITS)
    return f"{name}{text}" if _FOLLOWS.match(text) else f"{name}：{text}"


def point(text: str) -> str:
    """存在问题 or 下一步措施 of one unit without heading words and closing stop; ``""`` where it says nothing."""
    return without_stop(first_sentences("；".join(points_in(text)), most=LONGEST_POINT))


def points_in(text: str) -> list[str]:
    """The points of such a cell, each for itself; a text that is no list is one point."""
    whole = _LEADING.sub("", without_stop(text))
    parted = points_of(whole)
    found = [*filter(None, [parted[0].rstrip("：:，；。")]), *parted[1]] if parted else [whole]
    cleaned = (_LEADING.sub("", one) for one in found)
    return [without_stop(first_sentences(one, most=LONGEST_POINT)) for one in cleaned if says_something(one)]


def points(texts: Iterable[str]) -> list[str]:
    """Each point once, in order."""
    return list(dict.fromkeys(one for text in texts for one in points_in(text)))
