"""The closing page of a review copy: 数据来源."""

from collections.abc import Sequence
from typing import Any

from reportgen.completion import describe_policy
from reportgen.document.case import Case
from reportgen.document.review.blocks import Block, Heading, Rows, Text, append_blocks
from reportgen.document.review.findings import told
from reportgen.document.review.given import ReviewFacts
from reportgen.figures import percent
from reportgen.ledger.form import SEVERITY_WORDS
from reportgen.model.findings import Finding, Severity
from reportgen.model.settings import Policy

_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
_HASH_LINE = 32


def append_sources(document: Any, case: Case, review: ReviewFacts, left: Sequence[Finding]) -> None:
    """Append the page; ``left`` are the findings that found no place in the text."""
    append_blocks(
        document,
        [
            Heading("数据来源"),
            Text("本页和批注供内部校核使用，公开稿没有这些内容。"),
            *_policies(review),
            *_files(case, review),
            *_silent(case),
            *_counts(review.findings),
            *_left(left),
        ],
    )


def _policies(review: ReviewFacts) -> list[Block]:
    rows = []
    for number, (policy, completion) in enumerate(review.policies):
        whole, due = completion.overall, completion.due
        on_time = percent(sum(task.is_on_time for task in due), len(due))
        rate = percent(whole.done, whole.applicable)
        name = short_policy(policy) + ("" if number else "（本稿采用）")
        rows.append((name, str(whole.applicable), str(whole.done), rate, on_time))
    return [
        Text(f"统计口径：{describe_policy(review.policies[0][0])}换用其他口径时，全部任务的完成率如下。"),
        Rows(
            "不同口径下的完成率",
            ("口径", "应完成", "完成", "完成率", "按期率"),
            (4.6, 1, 1, 1, 1),
            rows,
            centred=range(1, 5),
        ),
    ]


def short_policy(policy: Policy) -> str:
    """The 口径 in a few words."""
    mostly = "基本完成计为完成" if policy.mostly_done_counts else "基本完成不计为完成"
    return f"{mostly}，配合单位{'参与' if policy.support_counts else '不参与'}判定"


def _files(case: Case, review: ReviewFacts) -> list[Block]:
    records = case.collection.files
    used = {record.file: record for record in records if record.used}
    rows = []
    for file, digest in review.hashes.items():
        record = used.get(file)
        who = (
            "\n".join(part for part in (record.reporter, record.telephone, record.filled_on) if part) if record else ""
        )
        rows.append((file, who or "—", f"{digest[:_HASH_LINE]}\n{digest[_HASH_LINE:]}".strip()))
    blocks: list[Block] = [
        Rows("采用的文件", ("文件", "填报人、电话、日期", "校验值（SHA-256）"), (2.2, 2.1, 4.9), rows)
    ]
    noted = [(record.file, record.reason) for record in records if record.used and record.reason]
    if noted:
        blocks.append(Rows("采用时作了理解的文件", ("文件", "说明"), (3, 6), noted))
    unused = [(record.file, record.reason or "—") for record in records if not record.used]
    if unused:
        blocks.append(Rows("没有采用的文件", ("文件", "原因"), (3, 6), unused))
    return blocks


def _silent(case: Case) -> list[Block]:
    silent = [unit.unit for unit in case.completion.units if not unit.is_reported]
    if not silent:
        return [Text(f"未报送单位：没有，{len(case.completion.units)}个单位均已报送。")]
    return [Text(f"未报送单位（{len(silent)}个）：{'、'.join(silent)}。")]


def _counts(findings: Sequence[Finding]) -> list[Block]:
    open_ones = [finding for finding in findings if finding.is_open]
    counts = "，".join(
        f"{SEVERITY_WORDS[severity]}{sum(finding.severity == severity for finding in open_ones)}条"
        for severity in _SEVERITIES
    )
    dismissed = len(findings) - len(open_ones)
    true = f"经人核定属实、不再提出的{dismissed}条" if dismissed else "没有经人核定属实的"
    return [Text(f"待核：{counts}；{true}。逐条见批注和校核结果.xlsx 的“待核”表。")]


def _left(left: Sequence[Finding]) -> list[Block]:
    if not left:
        return []
    return [
        Rows(
            "不能标在正文和附表中的情况",
            ("序号", "情况"),
            (0.7, 8.3),
            [(str(number), told(finding)) for number, finding in enumerate(left, 1)],
        )
    ]
