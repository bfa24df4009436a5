"""Lines of a text file without what only the printed page brought: page numbers, running heads, form feeds."""

import re
from collections import Counter

from reportgen.plan.sources.letters import tidy
from reportgen.plan.sources.wrapped import PAGE_BREAK

PAGE_MARK = re.compile(
    r"\s*(?:[—–\-－―─·•]+\s*\d{1,4}\s*[—–\-－―─·•]+"
    r"|第\s*[\d一二三四五六七八九十]{1,4}\s*页\s*(?:[，,/／]?\s*共\s*[\d一二三四五六七八九十]{1,4}\s*页)?"
    r"|共\s*\d{1,4}\s*页\s*[，,]?\s*第\s*\d{1,4}\s*页|(?i:page)\s*\d{1,4}(?:\s*(?i:of)\s*\d{1,4})?)\s*"
)
"""A line that is nothing but a page number in a form that cannot be a cell."""

# Full-width blanks in front of a paragraph that some program could not write.
_LOST_BLANKS = re.compile(r"^\s*[?？\ufffd]{2,}(?=[\u3400-\u9fff（(《“\d])")
# Bullets and emoji that messengers and web editors set in front of a line; ticks and boxes may be a cell's answer.
_BULLET = re.compile(
    "^(\\s*)(?:[■●◆▶►▪▲➤➢❖★☆◉\U0001f300-\U0001faff\u2600-\u26ff\u2728\u2b50\u2705]\\s*)+(?=[\u3400-\u9fff（(《“\\d])"
)
_BARE_NUMBER = re.compile(r"\s*\d{1,4}(?:\s*[/／]\s*\d{1,4})?\s*")
_SAME_ON_PAGES = 3
# Tails and labels repeat by nature: two pages that end with the same body in charge have no running foot.
_NEVER_RUNNING = re.compile(r"责任|牵头|配合|单位|时限|責任|牽頭|[。；;]$|^[（(]?[一二三四五六七八九十\d]+[）)、．.]")


def clean_pages(text: str) -> list[str]:
    """The tidied lines; ``PAGE_BREAK`` stands where a page ended.

    A bare number counts as a page number only at the foot or head of a page that ends with a form feed, and a line as
    a running head only where at least three pages begin or end with it.
    """
    pages: list[list[str]] = [[]]
    for number, page in enumerate(text.replace("\v", "\n").split("\f")):
        if number:
            pages.append([])
        for line in map(_tidy_line, page.split("\n")):
            if PAGE_MARK.fullmatch(line):
                pages.append([])
            else:
                pages[-1].append(line)
    if len(pages) > 1:
        pages = [_without_number(page) for page in pages]
    running = _running_lines(pages)
    lines: list[str] = []
    for place, kept in enumerate(pages):
        lines.extend([PAGE_BREAK] if place else [])
        edges = {at for at in _edges(kept) if kept[at].strip() in running}
        lines.extend(line for at, line in enumerate(kept) if at not in edges)
    return lines


def _tidy_line(line: str) -> str:
    return _BULLET.sub(r"\1", _LOST_BLANKS.sub("", tidy(line).replace("\n", " ")))


def _edges(page: list[str]) -> list[int]:
    """Places of a page's first and last line that hold something."""
    filled = [place for place, line in enumerate(page) if line.strip()]
    return sorted({*filled[:1], *filled[-1:]})


def _running_lines(pages: list[list[str]]) -> frozenset[str]:
    """Lines with which at least three pages, and at least half of them, begin or end."""
    counts = Counter(text for page in pages for text in {page[place].strip() for place in _edges(page)})
    least = max(_SAME_ON_PAGES, sum(1 for page in pages if any(map(str.strip, page))) / 2)
    return frozenset(text for text, count in counts.items() if count >= least and not _NEVER_RUNNING.search(text))


def _without_number(page: list[str]) -> list[str]:
    dropped = {place for place in _edges(page) if _BARE_NUMBER.fullmatch(page[place])}
    return [line for place, line in enumerate(page) if place not in dropped]
