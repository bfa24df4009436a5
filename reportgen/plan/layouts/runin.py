"""Run-in headings: the short first sentence of a clause that names it (推进会议公开。建立健全…)."""

import re
from collections.abc import Iterable

from reportgen.plan.phrases.spacing import squeeze

# A point with a blank behind it closes a sentence where a text is set in narrow punctuation.
_FIRST_SENTENCE = re.compile(r"\s*([^。！？\n]+?)(?:[。\n：:]|(?<=[\u4e00-\u9fff])\.(?=\s))\s*(?=\S)")
_LONGEST = 32
_LONGEST_OF_TWO = 26
"""A heading of two halves (健全解读回应，增强政民互动) is shorter still; a sentence with more commas is none."""
_LONGEST_BEFORE_COLON = 20
_NO_HEADING = re.compile("一是|[;；]")


def split_run_in(words: str) -> tuple[str | None, str]:
    """A run-in heading and the requirement after it; (``None``, all of it) where there is none."""
    match = _FIRST_SENTENCE.match(words)
    if not match:
        return None, words
    heading = squeeze(match[1])
    longest = _LONGEST_BEFORE_COLON if words[match.end(1)] in "：:" else _LONGEST
    if len(heading) > longest or not names_clause(heading):
        return None, words
    return heading, words[match.end() :]


def names_clause(sentence: str) -> bool:
    """Whether a sentence is short and plain enough to be the heading of a clause."""
    commas = sentence.count("，") + sentence.count(",")
    return (
        len(sentence) <= (_LONGEST_OF_TWO if commas else _LONGEST) and commas <= 1 and not _NO_HEADING.search(sentence)
    )


def are_headed(clauses: Iterable[bool]) -> bool:
    """Whether sibling clauses mostly carry a heading; a short sentence of a single one among bare ones is none."""
    known = list(clauses)
    return 2 * sum(known) >= len(known)
