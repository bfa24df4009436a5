"""White space in Chinese text: what a reader does not see is dropped, what parts Latin words stays."""

import re

_CHINESE = (
    r"\u2E80-\u303F\u3100-\u312F\u31A0-\u9FFF\uF900-\uFAFF"
    r"\uFF00-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFFEF“”‘’…—·"
)
_INVISIBLE = re.compile(r"[\u00AD\u200B-\u200F\u2060\uFEFF]")
_ENDED = re.compile(r"[。；;：:！!？?）)】〕”’]\s*$")
_LABELLED = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}\s*、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}\s*[.．、](?!\d)|[①-⑳])"
)
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


def join_open_lines(text: str) -> str:
    r"""The text without line breaks inside a sentence: a line that no mark ends goes on in the next.

    Only where the text's last line ends with such a mark; a list of lines without any keeps its breaks. A line that
    begins with a label (``2.``, ``（二）``) is a line of its own.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2 or not _ENDED.search(lines[-1]):
        return text
    joined = lines[:1]
    for line in lines[1:]:
        if _ENDED.search(joined[-1]) or _LABELLED.match(line):
            joined.append(line)
        else:
            parted = joined[-1].rstrip()[-1:].isascii() and line.lstrip()[:1].isascii()
            joined[-1] = f"{joined[-1].rstrip()}{' ' if parted else ''}{line.lstrip()}"
    return "\n".join(joined)
