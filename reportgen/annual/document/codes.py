"""What the making of the annual report may have to say about its text."""

from functools import partial
from typing import Final

from reportgen.catalogue import Rule, by_code, finding

DOCUMENT_RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "annual-part-one-long",
        "warning",
        "第一部分超过字数上限，程序写的句子已经最短",
        "请精简第一部分的文字，或在设置中提高字数上限",
    ),
    Rule("annual-plan-length", "note", "落实工作要点情况不在200至500字之间", "请核对是否过短或过长"),
)
"""To be told like those of the catalogue."""

document_finding = partial(finding, rules=by_code(DOCUMENT_RULES))
"""A finding of one of these codes; see ``reportgen.catalogue.finding``."""
