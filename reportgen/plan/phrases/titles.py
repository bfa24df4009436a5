"""What the title of a table's column says the column is for (责任单位, 完成时限, 具体要求 …)."""

import re
from typing import Final, Literal

from reportgen.plan.phrases.spacing import squeeze

TitleKind = Literal["number", "unit", "due", "skipped", "work", ""]
"""Running number, responsible bodies, deadlines, what is not part of a plan, headings or requirements; unknown."""

_UNIT: Final = re.compile(
    "(?:责任|牵头|配合|主办|协办|会办|联办|承办|负责|落实|实施|协助|协同|参与|主管)(?:单位|部门|科室|处室|股室|机构|领域)|^责任分工$|^单位$|^责任主体$|^科室$|^部门$|"
    "^(?:牵头|配合|主办|协办|会办)$"
)
_DUE: Final = re.compile("时限|时间|期限|进度(?:要求|安排)|^进度$|节点|完成日期")
_BEGIN: Final = re.compile("(?:启动|开始|起始|更新|发布|印发|填报|报送)(?:时间|日期)|分值|得分|考核")
_NUMBER: Final = re.compile("^(?:序号|编号|序|项次|号)$")
_SKIPPED: Final = re.compile(
    "备注|责任人|领导|联系人|电话|联系方式|完成情况|落实情况|进展|佐证|分值|得分|依据|来源|说明|频次"
)
_WORK: Final = re.compile(
    "任务|要求|内容|措施|举措|要点|事项|项目|类别|领域|目标|工作|重点|分类|主题|环节|指标|标准|清单|板块|方面"
)


def title_kind(title: str) -> TitleKind:
    """What a column's title says; blanks inside it (责 任 单 位) do not matter."""
    title = re.sub(r"\s", "", squeeze(title))
    if _BEGIN.search(title):
        return "skipped"
    if _NUMBER.search(title):
        return "number"
    if _UNIT.search(title):
        return "unit"
    if _DUE.search(title):
        return "due"
    if _SKIPPED.search(title):
        return "skipped"
    return "work" if _WORK.search(title) else ""
