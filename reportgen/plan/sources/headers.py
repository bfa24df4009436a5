"""What the head of a plan's table looks like, so that tables can be told from other lines."""

import re
from collections.abc import Sequence

_LONGEST = 14
_WORD = re.compile(
    "序号|编号|类别|任务|要求|内容|措施|举措|要点|事项|分工|单位|部门|科室|处室|股室|机构|责任|牵头|配合|主办|协办|承办"
    "|时限|时间|期限|进度|安排|备注|项目|目标|指标|领导|成果|标准|任務|單位|責任|牽頭|時限|備註|序號|內容|要點"
)
_SENTENCE = re.compile(r"[。；;，,：:]|^[（(]?[一二三四五六七八九十\d]+[、．.）)]")


def is_header(cells: Sequence[str]) -> bool:
    """Whether these cells can head a table of tasks: two or more short titles of the field, and at least half."""
    words = [re.sub(r"\s", "", cell) for cell in cells]
    known = sum(1 for word in words if 0 < len(word) <= _LONGEST and _WORD.search(word) and not _SENTENCE.search(word))
    return known >= 2 and known * 2 >= len([word for word in words if word])
