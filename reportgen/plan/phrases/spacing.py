"""White space in Chinese text: what a reader does not see is dropped, what parts Latin words stays."""

import re

_CHINESE = (
    r"\u2E80-\u303F\u3100-\u312F\u31A0-\u9FFF\uF900-\uFAFF"
    r"\uFF00-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFFEF“”‘’…—·"
)
_INVISIBLE = re.compile(r"[\u00AD\u200B-\u200F\u2060\uFEFF]")
_BETWEEN_CHINESE = re.compile(rf"(?<=[{_CHINESE}])\s+(?=[{_CHINESE},;:()!?])|(?<=[,;:()!?])\s+(?=[{_CHINESE}])")


def squeeze(text: str) -> str:
    """The text without white space at its ends and between Chinese characters or punctuation.

    Blanks beside a Latin letter or a digit stay as printed. Half-width ``,;:()!?`` beside a Chinese character count as
    Chinese punctuation, since many offices print them so. Line breaks are white space; see `squeeze_lines`. Marks that
    nobody sees (zero-width blanks, soft hyphens) go everywhere. Squeezing twice changes nothing more.

    Source:
        plan-json.md, **text**.
    """
    return _BETWEEN_CHINESE.sub("", _INVISIBLE.sub("", text).strip())


def squeeze_lines(text: str) -> str:
    r"""Like `squeeze`, but line by line: paragraphs stay parted by one ``\\n``, empty lines go."""
    return "\n".join(filter(None, (squeeze(line) for line in text.splitlines())))
