"""Words that tell a result with its number, or one thing finished once for all."""

import re
from typing import Final

from reportgen.check.words import clause_around, narrow, sentences, without_quotes

_MEASURE: Final = "(?:人次|场次|批次|[次场期件篇条项份家批部起例张幅个名处类])"
_COUNT: Final = rf"(?:(?<!\d)[1-9]\d*(?:\.\d+)?万?|[两二三四五六七八九十]+)余?{_MEASURE}"
_DID: Final = (
    "(?:完成|开展|发布|公开|公布|召开|举办|组织|印发|制定|更新|办理|答复|收到|建成|编制|修订|解读|公示|回应|培训|整改"
    "|清理|报送)"
)
_RESULT: Final = re.compile(rf"(?:已|共|累计|全年|先后)?{_DID}[^,。;]{{0,14}}?{_COUNT}")
_NOT_YET: Final = re.compile(
    r"拟|将|计划|预计|下一?步|未|待|需|应|准备|打算|要求|没有|争取|力争|尚|上年|去年|往年|上级|省|原"
)


def result_words(text: str) -> str | None:
    """The clause of a text that tells a result with its number (开展培训2次), as written; ``None`` where none does."""
    for start, sentence in sentences(without_quotes(narrow(text))):
        for hit in _RESULT.finditer(sentence):
            clause = clause_around(text, start + hit.start())
            if not _NOT_YET.search(clause):
                return clause
    return None


_ONCE: Final = re.compile(
    r"(?:已(?:经|于[^,。;]{1,12})?(?:全面|如期|按期|按时|顺利)*|于?(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底|[初中]旬?)?[^,。;\d]{0,6})"
    r"(?:完成|建成|办结|竣工|结束|印发|出台|启用|上线|挂牌|验收)[^,。;\d]{0,12}$"
)
_LASTING: Final = re.compile(
    r"每|全年|按月|按季|定期|持续|长期|常态|及时|随时|全部|均|累计|日常|机制|制度|同步|动态|逐步|陆续|不断|继续|"
    rf"{_COUNT}"
)
_LASTING_TASK: Final = re.compile(
    r"每|全年|按月|按季|定期|持续|长期|常态|及时|随时|日常|动态|加强|做好|推进|深化|完善|强化|规范|优化|提高|提升|加大|健全|坚持|"
    r"严格|积极|落实|推动|扩大|丰富|拓展|畅通|注重"
)


def once_words(text: str, requirement: str) -> str | None:
    """The text where it tells one finished thing, of a task that names nothing lasting either; else ``None``."""
    plain = without_quotes(narrow(text)).rstrip("。;.\n ")
    if _LASTING.search(plain) or _LASTING_TASK.search(requirement) or not _ONCE.search(plain):
        return None
    return text.strip()
