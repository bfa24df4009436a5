"""What the check of a template found: one remark each, with its place in the template."""

from dataclasses import dataclass
from typing import Any

from reportgen.model.findings import Severity

EXCERPT = 40
"""Characters of a template that a remark quotes."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing about a template.

    Attributes:
        code: Stable, kebab-case.
        severity: ``error``: the document would be wrong or not made; ``warning``: a person should look; ``note``.
        where: 第3段, 第1个表格第2行第3格, 页脚, 第3行; ``""`` for the template as a whole.
        excerpt: The template's own words there.
        what: What is wrong, in Chinese.
        mend: What to write instead, in Chinese.
        element: The paragraph in the Word file, for the comment; ``None`` for the whole.
    """

    code: str
    severity: Severity
    where: str
    excerpt: str
    what: str
    mend: str
    element: Any = None

    def __str__(self) -> str:
        quoted = f"“{self.excerpt}”" if self.excerpt else ""
        place = f"{self.where}{quoted}：" if self.where or quoted else ""
        return f"{place}{self.what}；{self.mend}" if self.mend else f"{place}{self.what}"


def shortened(text: str) -> str:
    """The text on one line, at most ``EXCERPT`` characters."""
    text = " ".join(text.split())
    return text if len(text) <= EXCERPT else text[: EXCERPT - 1] + "…"
